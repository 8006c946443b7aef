"""Numbers of a second source, the sets of sasaran side by side, and what was corrected: for data quality."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Min, QuerySet

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.reporting.models import Fact, SourceFigure
from lokmin.cycle.reporting.queries.facts import FactKey
from lokmin.cycle.reporting.store import CURRENT


@dataclass(frozen=True, slots=True)
class SecondSource:
    """A source that was typed, pasted or uploaded beside the facts.

    ``at``: when its newest number came; ``by``: who brought it.
    """

    name: str
    count: int
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A number that took another's place; ``before`` is what it was (micro)."""

    place: str
    period: str
    element: str
    before: int
    after: int
    at: dt.datetime
    by: str
    note: str


def second_sources(puskesmas: Puskesmas, year: int) -> tuple[SecondSource, ...]:
    """The sources of a year by name, with how many numbers each has."""
    rows = _figures(puskesmas, year).select_related("by").order_by("at", "pk")
    found: dict[str, SecondSource] = {}
    for figure in rows.only("source", "at", "by__full_name"):
        before = found.get(figure.source)
        count = before.count + 1 if before else 1
        found[figure.source] = SecondSource(figure.source, count, figure.at, figure.by.full_name)
    return tuple(found[name] for name in sorted(found))


def second_figures(puskesmas: Puskesmas, year: int) -> dict[str, dict[FactKey, int]]:
    """Source -> (place code, period, element) -> millionths."""
    found: dict[str, dict[FactKey, int]] = {}
    rows = _figures(puskesmas, year).values_list("source", "place__code", "period", "element", "micro")
    for source, place, period, element, micro in rows:
        found.setdefault(source, {})[place, period, element] = micro
    return found


def second_cells(puskesmas: Puskesmas, year: int, source: str) -> dict[FactKey, str]:
    """Where each number of a second source stood (``ASIK.xlsx, lembar Rekap, sel D12``; ``baris 3, kolom 2``)."""
    rows = _figures(puskesmas, year).filter(source=source)
    found = rows.values_list("place__code", "period", "element", "cell", "upload__name")
    return {(p, period, e): ", ".join(x for x in (name, cell) if x) for p, period, e, cell, name in found}


def _figures(puskesmas: Puskesmas, year: int) -> QuerySet[SourceFigure]:
    rows = SourceFigure.objects.of(puskesmas).filter(superseded_at__isnull=True)
    return rows.filter(period__gte=str(year), period__lt=str(year + 1))


def sasaran_by_set(puskesmas: Puskesmas, year: int) -> dict[str, dict[tuple[str, str], int]]:
    """Set of sasaran (``proyeksi``, ``sk``, ``riil``) -> (place code, element) -> millionths, whichever is in use."""
    rows = Fact.objects.of(puskesmas).filter(CURRENT, period=str(year)).exclude(variant="")
    found: dict[str, dict[tuple[str, str], int]] = {}
    for place, element, variant, micro in rows.values_list("place__code", "element", "variant", "micro"):
        found.setdefault(variant, {})[place, element] = micro
    return found


def first_numbers(puskesmas: Puskesmas, year: int) -> dict[tuple[str, str, str], dt.datetime]:
    """(place code, month code, element) -> when its first number came in, corrected ones too: for timeliness."""
    rows = Fact.objects.of(puskesmas).filter(withdrawn_at__isnull=True, period__startswith=f"{year}-")
    found = rows.values_list("place__code", "period", "element").annotate(first=Min("at"))
    return {(place, period, element): at for place, period, element, at in found}


def began(puskesmas: Puskesmas) -> dt.datetime | None:
    """When the first number of all came in."""
    first: dt.datetime | None = Fact.objects.of(puskesmas).aggregate(first=Min("at"))["first"]
    return first


def newest(puskesmas: Puskesmas, year: int) -> dt.datetime | None:
    """When the newest number in force of a year came in: the cut-off date of what is shown."""
    rows = Fact.objects.of(puskesmas).filter(CURRENT, period__gte=str(year), period__lt=str(year + 1))
    last: dt.datetime | None = rows.aggregate(last=Max("at"))["last"]
    return last


def corrections(puskesmas: Puskesmas, year: int, since: dt.datetime) -> tuple[Correction, ...]:
    """Numbers of a year that were given another value since a moment, newest first; the same value again is none."""
    rows = Fact.objects.of(puskesmas).filter(at__gt=since, supersedes__isnull=False, withdrawn_at__isnull=True)
    rows = rows.filter(period__gte=str(year), period__lt=str(year + 1)).order_by("-at", "-pk")
    return tuple(
        Correction(f.place.code, f.period, f.element, f.supersedes.micro, f.micro, f.at, f.by.full_name, f.note)
        for f in rows.select_related("place", "supersedes", "by")
        if f.supersedes is not None and f.supersedes.micro != f.micro
    )


def sources_of_month(puskesmas: Puskesmas, period: str) -> dict[tuple[str, str], str]:
    """(place code, element) -> the workbook its number of a month stands in, ``formulir`` for a typed one."""
    rows = Fact.objects.of(puskesmas).filter(CURRENT, period=period)
    return {(p, e): name or "formulir" for p, e, name in rows.values_list("place__code", "element", "upload__name")}


def report_changed(puskesmas: Puskesmas, *, place: str, period: str, since: dt.datetime) -> bool:
    """Whether any number of a village's month came in or was corrected since a moment."""
    rows = Fact.objects.of(puskesmas).filter(place__code=place, period=period, withdrawn_at__isnull=True)
    return rows.filter(at__gt=since).exists()
