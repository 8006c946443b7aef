"""Goods of programmes: usual ones taken over with their need from sasaran, tables typed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.needs.logistics import Norm, Use, needed, use_words
from lokmin.core.numbers import MICRO
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.reporting.queries.facts import current_facts
from lokmin.cycle.workforce.models import LogisticNeed
from lokmin.cycle.workforce.needs import rules

MOST = 1_000


def sasaran(puskesmas: Puskesmas, year: int) -> dict[str, int]:
    """Element -> people of the whole Puskesmas in millionths: its own number, else the sum of all that reported.

    Where the year has none yet, the year before stands for it.
    """
    for wanted in (year, year - 1, year - 2):
        own: dict[str, int] = {}
        added: dict[str, int] = {}
        for (place, period, element), micro in current_facts(puskesmas, wanted).items():
            if period == str(wanted) and element.startswith("sasaran."):
                if place == puskesmas.code:
                    own[element] = micro
                else:
                    added[element] = added.get(element, 0) + micro
        if own or added:
            return added | own
    return {}


def computed(norm: Norm, people: Mapping[str, int], names: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a row that follows a norm; the need stays empty where the sasaran is not known."""
    formula = {"sasaran": norm.sasaran, "per_person_micro": norm.per_person, "months": norm.times,
               "buffer_bp": norm.buffer_bp}  # fmt: skip
    count = people.get(norm.sasaran)
    if count is None:
        return {"formula": formula, "need_micro": None, "basis": norm.why[:200]}
    use = Use(count, norm.per_person, norm.times, norm.buffer_bp)
    words = use_words(use, names.get(norm.sasaran, "orang"))
    return {"formula": formula, "need_micro": needed(use), "basis": f"{words} ({norm.why})"[:200]}


@transaction.atomic
def take_norms(*, puskesmas: Puskesmas, by: Person, year: int) -> tuple[int, int]:
    """Put the usual goods into the year's list and compute needs from sasaran again where a row follows a formula.

    A need typed by hand stays until its cell is emptied. Stock, price and fund stay. Returns how many are new and how
    many needs changed.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    people = sasaran(puskesmas, year)
    names = {code: e.short for code, e in catalogue_for(puskesmas, year).elements.items()}
    rows = {
        (r.programme, r.item): r for r in LogisticNeed.objects.of(puskesmas).filter(year=year, removed_at__isnull=True)
    }
    new = changed = 0
    for order, norm in enumerate(rules.logistics(year).norms):
        row = rows.get((norm.programme, norm.item))
        columns = computed(norm, people, names)
        if row is None:
            LogisticNeed.objects.create(
                puskesmas=puskesmas, made_at=clock.now(), made_by=by, year=year, programme=norm.programme,
                item=norm.item, unit=norm.unit, order=order, **columns,
            )  # fmt: skip
            new += 1
        elif row.need_micro is None and not row.formula:
            # The need somebody typed was emptied again: the row follows its formula once more.
            for name, value in columns.items():
                setattr(row, name, value)
            row.save(update_fields=list(columns))
            changed += 1
        elif row.formula.get("sasaran") and columns["need_micro"] not in (None, row.need_micro):
            row.need_micro, row.basis = columns["need_micro"], columns["basis"]
            row.save(update_fields=["need_micro", "basis"])
            changed += 1
    if new or changed:
        audit.record(
            puskesmas=puskesmas, by=by, action="logistik.hitung",
            sentence=f"{by} menghitung kebutuhan logistik {year} dari sasaran: {new} barang baru, {changed} berubah.",
        )  # fmt: skip
    return new, changed


@transaction.atomic
def for_people(*, puskesmas: Puskesmas, by: Person, year: int, programme: str, people: int) -> int:
    """Compute the needs of a programme whose people no sasaran counts (the pilgrims of a season).

    Returns how many changed.

    Raises:
        ValidationError: nobody, or no item of the programme that is counted by people.
    """
    if people < 1:
        raise ValidationError(_("Tulis jumlah orangnya."))
    rows = LogisticNeed.objects.of(puskesmas).select_for_update().filter(
        year=year, programme=programme, removed_at__isnull=True
    )  # fmt: skip
    counted = [row for row in rows if row.formula.get("per_person_micro") and not row.formula.get("sasaran")]
    if not counted:
        raise ValidationError(_("Tidak ada barang yang dihitung dari jumlah orang di program ini."))
    changed = 0
    for row in counted:
        use = Use(people * MICRO, row.formula["per_person_micro"], row.formula["months"], row.formula["buffer_bp"])
        need = needed(use)
        changed += row.need_micro != need
        row.need_micro, row.basis = need, use_words(use, "orang")[:200]
        row.save(update_fields=["need_micro", "basis"])
    name = rules.programmes().get(programme, programme)
    audit.record(
        puskesmas=puskesmas, by=by, action="logistik.hitung",
        sentence=f"{by} menghitung logistik {name} {year} untuk {people} orang.",
    )  # fmt: skip
    return changed


@transaction.atomic
def save_goods(
    *, puskesmas: Puskesmas, by: Person, year: int, programme: str, changes: Mapping[int, Mapping[str, Any]],
    new: Iterable[Mapping[str, Any]] = (), removed: Iterable[int] = (),
) -> int:  # fmt: skip
    """Save the table of one programme. A need typed by hand no longer follows its formula. Returns how many changed.

    Raises:
        ValidationError: an unknown programme, an item that is there twice, far too many rows.
    """
    if programme not in rules.programmes():
        raise ValidationError(_("Program tidak dikenal."))
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    rows = {
        r.pk: r
        for r in LogisticNeed.objects.of(puskesmas).filter(year=year, programme=programme, removed_at__isnull=True)
    }
    written = 0
    gone = set(removed)
    for pk, columns in changes.items():
        row = rows.get(pk)
        if row is None:
            raise ValidationError(_("Barang itu tidak ada lagi. Muat ulang halaman."))
        written += 1 if pk in gone and _remove(row) else _write(row, columns)
    names = {row.item.casefold() for row in rows.values() if row.removed_at is None}
    for columns in new:
        if columns["item"].casefold() in names:
            raise ValidationError(_("%(item)s sudah ada di program ini.") % {"item": columns["item"]})
        names.add(columns["item"].casefold())
        LogisticNeed.objects.create(
            puskesmas=puskesmas, made_at=clock.now(), made_by=by, year=year, programme=programme,
            order=len(rows) + written, **columns,
        )  # fmt: skip
        written += 1
    if len(names) > MOST:
        raise ValidationError(_("Paling banyak %(n)d barang.") % {"n": MOST})
    if written:
        audit.record(
            puskesmas=puskesmas, by=by, action="logistik.isi",
            sentence=f"{by} mengisi kebutuhan logistik {rules.programmes()[programme]} {year}: {written} barang.",
        )  # fmt: skip
    return written


def _remove(row: LogisticNeed) -> bool:
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    return True


def _write(row: LogisticNeed, columns: Mapping[str, Any]) -> int:
    wanted = dict(columns)
    if "need_micro" in wanted and wanted["need_micro"] != row.need_micro:
        # Somebody knows better than the formula; it is kept from being computed over.
        wanted |= {"formula": {}, "basis": "diisi sendiri"}
    different = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, wanted[name])
    if different:
        row.save(update_fields=different)
    return int(bool(different))
