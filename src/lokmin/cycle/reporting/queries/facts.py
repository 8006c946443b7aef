"""The numbers in force, where they came from, what they were before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Min

from lokmin.core.facts import Source
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Place, Puskesmas
from lokmin.cycle.reporting.models import Fact, Ledger, SasaranChoice, Target
from lokmin.cycle.reporting.store import CURRENT

#: Which set of sasaran is used where the office has not chosen: what the Dinkes decided, a count, a projection.
VARIANTS = ("sk", "riil", "proyeksi")
#: Name of the file of a number that was typed.
FORM = "formulir"

FactKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Past:
    """One layer of a number: who reported what, when, from where, and until when it was in force."""

    micro: int
    by: str
    at: dt.datetime
    source: Source
    note: str
    variant: str
    replaced_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    upload: int | None = None


def data_stamp(puskesmas: Puskesmas) -> int:
    """A number that grows whenever a fact, sasaran, target or definition of the Puskesmas changes."""
    return Ledger.objects.filter(puskesmas=puskesmas).values_list("stamp", flat=True).first() or 0


def current_facts(puskesmas: Puskesmas, year: int) -> dict[FactKey, int]:
    """(place code, period, element) -> millionths for one year; sasaran of the chosen set stand under ``YYYY``."""
    return {key: value for key, (value, _) in _in_force(puskesmas, year).items()}


def fact_rows(puskesmas: Puskesmas, year: int) -> dict[FactKey, int]:
    """(place code, period, element) -> id of the fact in force; sasaran resolved as in ``current_facts``."""
    return {key: pk for key, (_, pk) in _in_force(puskesmas, year).items()}


def _in_force(puskesmas: Puskesmas, year: int) -> dict[FactKey, tuple[int, int]]:
    rows = Fact.objects.of(puskesmas).filter(CURRENT, period__gte=str(year), period__lt=str(year + 1))
    codes = dict(Place.objects.filter(pk__in=rows.values("place_id").distinct()).values_list("pk", "code"))
    found: dict[FactKey, tuple[int, int]] = {}
    sets: dict[FactKey, dict[str, tuple[int, int]]] = {}
    for place, period, element, variant, micro, pk in rows.values_list(
        "place_id", "period", "element", "variant", "micro", "pk"
    ):
        key = (codes[place], period, element)
        if variant:
            sets.setdefault(key, {})[variant] = (micro, pk)
        else:
            found[key] = (micro, pk)
    if sets:
        chosen = sasaran_choices(puskesmas, year)
        for key, by_variant in sets.items():
            found[key] = by_variant[pick(by_variant, chosen, key[2])]
    return found


def pick(present: Iterable[str], chosen: Mapping[str, str], element: str) -> str:
    """The set used for an element: chosen for it, chosen for all, else the first of ``VARIANTS`` that is there."""
    wanted = chosen.get(element) or chosen.get("") or ""
    order = (wanted, *VARIANTS)
    there = list(present)
    return min(there, key=lambda v: order.index(v) if v in order else len(order))


def sasaran_choices(puskesmas: Puskesmas, year: int) -> dict[str, str]:
    """Element (or ``""`` for all) -> chosen set."""
    return dict(SasaranChoice.objects.of(puskesmas).filter(year=year).values_list("element", "variant"))


def sasaran_named(puskesmas: Puskesmas, year: int) -> dict[str, str]:
    """Element -> the set its numbers are of, for the line that names which sasaran a page uses (mixed: the first)."""
    rows = Fact.objects.of(puskesmas).filter(CURRENT, period=str(year)).exclude(variant="")
    present: dict[str, set[str]] = {}
    for element, variant in rows.values_list("element", "variant").distinct():
        present.setdefault(element, set()).add(variant)
    chosen = sasaran_choices(puskesmas, year)
    return {element: pick(there, chosen, element) for element, there in present.items()}


def fact_sources(
    puskesmas: Puskesmas, year: int, *, elements: Iterable[str] | None = None, places: Iterable[str] | None = None
) -> dict[FactKey, Source]:
    """Where each number in force stands; narrow by elements and places to keep it cheap."""
    ids = {pk: key for key, pk in fact_rows(puskesmas, year).items()}
    wanted = set(elements) if elements is not None else None
    where = set(places) if places is not None else None
    rows = Fact.objects.of(puskesmas).filter(CURRENT, period__gte=str(year), period__lt=str(year + 1))
    if wanted is not None:
        rows = rows.filter(element__in=wanted)
    if where is not None:
        rows = rows.filter(place__code__in=where)
    found = rows.values_list("pk", "upload__name", "sheet", "cell")
    return {ids[pk]: Source(name or FORM, sheet, cell) for pk, name, sheet, cell in found if pk in ids}


def history(puskesmas: Puskesmas, *, place: str, period: str, element: str) -> tuple[Past, ...]:
    """Everything a number ever was, newest first."""
    rows = (
        Fact.objects.of(puskesmas)
        .filter(place__code=place, period=period, element=element)
        .select_related("by", "upload")
        .order_by("-at", "-pk")
    )
    return tuple(
        Past(
            f.micro,
            f.by.full_name,
            f.at,
            Source(f.upload.name if f.upload else FORM, f.sheet, f.cell),
            f.note,
            f.variant,
            f.superseded_at,
            f.withdrawn_at,
            f.upload_id,
        )
        for f in rows
    )


def targets(puskesmas: Puskesmas, year: int) -> dict[tuple[str, str, int], int]:
    """(indicator, place code or "", month or 0) -> basis points, as the office set them for the year."""
    rows = Target.objects.of(puskesmas).filter(year=year)
    found = rows.values_list("indicator", "place__code", "month", "basis_points")
    return {(indicator, place or "", month): points for indicator, place, month, points in found}


def reported_months(puskesmas: Puskesmas) -> tuple[Month, ...]:
    """The months any number is in force for, newest first."""
    rows = Fact.objects.of(puskesmas).filter(CURRENT, variant="", period__contains="-")
    return tuple(Month.parse(p) for p in sorted(set(rows.values_list("period", flat=True).distinct()), reverse=True))


def reported_counts(puskesmas: Puskesmas, year: int) -> dict[tuple[str, str], int]:
    """(place code, month code) -> how many numbers are in force: who has reported what."""
    rows = Fact.objects.of(puskesmas).filter(CURRENT, period__startswith=f"{year}-")
    counted = rows.values_list("place__code", "period").annotate(n=Count("pk"))
    return {(place, period): n for place, period, n in counted}


def first_reports(puskesmas: Puskesmas, year: int) -> dict[tuple[str, str], dt.datetime]:
    """(place code, month code) -> when the first number that is in force or was corrected came in: for timeliness."""
    rows = Fact.objects.of(puskesmas).filter(withdrawn_at__isnull=True, period__startswith=f"{year}-")
    return {
        (place, period): at for place, period, at in rows.values_list("place__code", "period").annotate(at=Min("at"))
    }
