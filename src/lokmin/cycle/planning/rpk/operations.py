"""The writes of an RPK: made from the funded RUK, new rows with their reason, months, money by source and month."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lokmin.core.planning.money import split
from lokmin.core.planning.monthtext import months_in
from lokmin.core.planning.rpk import moved, spread
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.planning.models import Plan, RpkItem, RpkMoney, RpkMonth, RukItem
from lokmin.cycle.planning.plans.operations import plan_of
from lokmin.cycle.planning.rpk import queries

#: Columns a RUK row and an RPK row have in common.
_SAME = ("upaya", "programme", "klaster", "nature", "activity", "goal", "target_group", "target", "owner", "owner_text",
         "partners", "indicator", "success", "account", "volume_micro", "unit")  # fmt: skip


@transaction.atomic
def from_ruk(*, puskesmas: Puskesmas, by: Person, year: int) -> tuple[RpkItem, ...]:
    """A row for each funded RUK row of the year that has none yet; doing it again adds only what is new.

    Months come from the time the RUK names; what is funded in part is divided over its sources as it was asked for.

    Raises:
        ValidationError: no funded row waits.
    """
    waiting, undecided = queries.of_ruk(puskesmas, year)
    if not waiting:
        hint = _("%(n)s baris RUK belum diputuskan pendanaannya.") % {"n": undecided} if undecided else ""
        raise ValidationError(
            " ".join((_("Tidak ada baris RUK %(year)s yang didanai dan belum masuk RPK.") % {"year": year}, hint))
        )
    plan = plan_of(puskesmas=puskesmas, by=by, kind=Plan.RPK, year=year)
    made = tuple(_from_ruk(plan, row, by) for row in waiting)
    sentence = f"{by} mengambil {len(made)} kegiatan yang didanai dari RUK {year} ke RPK."
    audit.record(puskesmas=puskesmas, by=by, action="rpk.dari_ruk", about=plan, sentence=sentence)
    return made


@transaction.atomic
def add(
    *, puskesmas: Puskesmas, by: Person, year: int, new_reason: str, villages: Sequence[Place] = (),
    months: Collection[int] | Mapping[int, int] = (), amounts: Sequence[tuple[str, int]] = (),
    cells: Mapping[tuple[str, int], int] | None = None, told: bool = True, **columns: Any,
) -> RpkItem:  # fmt: skip
    """A row that stands in no RUK, with its reason. ``months`` may say how often in each.

    ``amounts`` are rupiah by source, put into the months evenly; ``cells`` says itself what each source pays in each
    month. ``told`` False: whoever calls keeps the trail for many rows at once.

    Raises:
        ValidationError: no reason.
    """
    if not new_reason.strip():
        raise ValidationError({"new_reason": _("Kegiatan di luar RUK perlu alasan: mengapa baru sekarang?")})
    plan = plan_of(puskesmas=puskesmas, by=by, kind=Plan.RPK, year=year)
    item: RpkItem = RpkItem.objects.create(
        plan=plan, new_reason=new_reason.strip(), order=_next(plan), made_at=clock.now(), made_by=by, **columns
    )
    item.villages.set(villages)
    _write_months(item, months if isinstance(months, Mapping) else dict.fromkeys(months, 1))
    if cells is None:
        cells = {(cost.fund, cost.month): cost.rupiah for cost in spread(amounts, months)}
    _write_money(item, cells)
    if told:
        _told(item, by, "rpk.tambah", f"menambah kegiatan “{audit.short(item.activity)}” ke RPK {year}")
    return item


@transaction.atomic
def change(*, item: RpkItem, by: Person, villages: Sequence[Place] | None = None, **columns: Any) -> RpkItem:
    """Other columns of a row.

    Raises:
        ValidationError: a new activity without its reason.
    """
    if "new_reason" in columns and not columns["new_reason"].strip() and item.ruk_item_id is None:
        raise ValidationError({"new_reason": _("Kegiatan di luar RUK perlu alasan: mengapa baru sekarang?")})
    for name, value in columns.items():
        setattr(item, name, value)
    item.save(update_fields=[*columns])
    if villages is not None:
        item.villages.set(villages)
    _told(item, by, "rpk.ubah", f"mengubah kegiatan “{audit.short(item.activity)}” di {item.plan}")
    return item


@transaction.atomic
def remove(*, item: RpkItem, by: Person) -> None:
    """Take a row out; what months and money it had stays with it, out of all sums.

    Raises:
        ValidationError: something was already spent on it.
    """
    if item.spending.filter(voided_at=None).exists():
        raise ValidationError(
            _("“%(activity)s” sudah ada realisasinya. Batalkan dahulu realisasi itu di halaman dana.")
            % {"activity": item.activity}
        )
    item.removed_at = clock.now()
    item.save(update_fields=["removed_at"])
    _told(item, by, "rpk.hapus", f"mengeluarkan kegiatan “{audit.short(item.activity)}” dari {item.plan}")


@transaction.atomic
def set_months(*, plan: Plan, by: Person, wanted: Mapping[int, Collection[int]]) -> int:
    """The months of many rows by their keys; the money of each source follows in equal parts and is none the less.

    Rows whose months stay as they are keep their money where it stands. Gives how many rows changed.
    """
    changed = 0
    rows = plan.rpk_items.filter(removed_at=None, pk__in=list(wanted)).prefetch_related("months", "money", "villages")
    for item in rows:
        ticked = frozenset(wanted[item.pk])
        times = {m.month: m.times for m in item.months.all()}
        if ticked == frozenset(times):
            continue
        changed += 1
        _write_months(item, {month: times.get(month, 1) for month in ticked})
        costs = moved(queries.year_row(item), ticked).costs
        _write_money(item, {(cost.fund, cost.month): cost.rupiah for cost in costs})
    if changed:
        audit.record(
            puskesmas=plan.puskesmas, by=by, action="rpk.jadwal", about=plan,
            sentence=f"{by} mengubah jadwal {changed} kegiatan {plan}.",
        )  # fmt: skip
    return changed


@transaction.atomic
def set_money(*, item: RpkItem, by: Person, cells: Mapping[tuple[str, int], int], times: Mapping[int, int]) -> None:
    """The rupiah of a row by source and month, and how often it is done in each month.

    Raises:
        ValidationError: money in a month that is not ticked.
    """
    odd = sorted(month for (_fund, month), amount in cells.items() if amount and month not in times)
    if odd:
        raise ValidationError(_("Ada biaya di bulan %(n)s yang tidak dicentang.") % {"n": odd[0]})
    _write_months(item, times)
    _write_money(item, cells)
    _told(item, by, "rpk.dana", f"mengubah dana kegiatan “{audit.short(item.activity)}” di {item.plan}")


def _from_ruk(plan: Plan, row: RukItem, by: Person) -> RpkItem:
    months = months_in(row.time_text)
    item: RpkItem = RpkItem.objects.create(
        plan=plan, ruk_item=row, order=_next(plan), made_at=clock.now(), made_by=by,
        **{name: getattr(row, name) for name in _SAME},
    )  # fmt: skip
    item.villages.set(row.villages.all())
    _write_months(item, dict.fromkeys(months, 1))
    asked = [(money.fund, money.rupiah) for money in row.money.all()]
    whole = sum(rupiah for _fund, rupiah in asked)
    granted = row.funded if row.funded is not None else whole
    if whole and granted != whole:
        parts = split(granted, [rupiah for _fund, rupiah in asked])
        asked = [(fund, part) for (fund, _rupiah), part in zip(asked, parts, strict=True)]
    elif granted and not whole:
        # Granted though nobody costed it: of the source that was named, else of one still to be chosen.
        asked = [(asked[0][0] if asked else "", granted)]
    _write_money(item, {(cost.fund, cost.month): cost.rupiah for cost in spread(asked, months)})
    return item


def _write_months(item: RpkItem, times: Mapping[int, int]) -> None:
    item.months.all().delete()
    RpkMonth.objects.bulk_create([RpkMonth(item=item, month=month, times=n) for month, n in sorted(times.items())])


def _write_money(item: RpkItem, cells: Mapping[tuple[str, int], int]) -> None:
    item.money.all().delete()
    RpkMoney.objects.bulk_create(
        [RpkMoney(item=item, fund=fund, month=month, rupiah=amount) for (fund, month), amount in cells.items()]
    )


def _next(plan: Plan) -> int:
    return (plan.rpk_items.aggregate(last=Max("order"))["last"] or 0) + 1


def _told(item: RpkItem, by: Person, action: str, words: str) -> None:
    audit.record(puskesmas=item.plan.puskesmas, by=by, action=action, about=item, sentence=f"{by} {words}.")
