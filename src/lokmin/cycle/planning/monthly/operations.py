"""The writes of an RPK bulanan: it draws itself up, is corrected, ticked off, and carried forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lokmin.core.periods import Month, short_date
from lokmin.core.planning import monthly as drawing
from lokmin.core.planning import monthrecords as core
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.queries import villages as villages_of
from lokmin.cycle.followup.work.proofs import Kept
from lokmin.cycle.planning.calendar import doers
from lokmin.cycle.planning.models import Event, MonthFile, MonthRow, Plan, RpkItem
from lokmin.cycle.planning.money import operations as paying
from lokmin.cycle.planning.monthly import rows, sources
from lokmin.cycle.planning.plans.operations import plan_of

#: Files one row may have.
MOST_FILES = 20


@transaction.atomic
def draw_up(*, puskesmas: Puskesmas, by: Person | None, month: Month) -> Plan:
    """Write the month out of its four sources; doing it again adds what is new and keeps what was corrected."""
    plan = plan_of(puskesmas=puskesmas, by=by, kind=Plan.MONTHLY, year=month.year, month=month.month)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    drawn = sources.drawn(puskesmas, month)
    added = fresh(plan, drawn)
    _say_again(plan, drawn)
    known = {place.code: place for place in villages_of(puskesmas)}
    items = {str(i.pk): i for i in RpkItem.objects.filter(pk__in=[r.year_row for r in added if r.year_row])}
    people = doers.names(puskesmas)
    order = plan.month_rows.aggregate(last=Max("order"))["last"] or 0
    for number, row in enumerate(added, start=order + 1):
        columns = rows.columns(row, sources.upaya(row.programme, month.year))
        item = items.get(row.year_row)
        if item and item.owner_id and item.owner_text and item.owner_text not in columns["owner_text"]:
            columns["owner_text"] = f"{columns['owner_text']}, {item.owner_text}"[:200]
        made = MonthRow.objects.create(
            plan=plan, order=number, made_at=clock.now(), made_by=by, owner_id=item.owner_id if item else None,
            **columns,
        )  # fmt: skip
        made.villages.set([known[code] for code in row.villages if code in known])
        if (span := rows.span(month, row.days)) is not None:
            _event(made, *span, by, people)
    if added:
        audit.record(
            puskesmas=puskesmas, by=by, action="rpk_bulanan.susun", about=plan,
            sentence=f"RPK {month.label}: {len(added)} kegiatan disusun dari sumbernya.",
        )  # fmt: skip
    return plan


def fresh(plan: Plan | None, drawn: core.Draft) -> tuple[core.MonthRow, ...]:
    """Rows of a draft of which the month knows no source yet."""
    held = MonthRow.objects.filter(plan=plan, removed_at=None) if plan else ()
    known = {name for row in held for name in rows.names(row)}
    return drawing.fresh(known, drawn)


@transaction.atomic
def add(
    *, puskesmas: Puskesmas, by: Person, month: Month, villages: Sequence[Place] = (), on: dt.date | None = None,
    **columns: Any,
) -> MonthRow:  # fmt: skip
    """A row somebody writes."""
    plan = plan_of(puskesmas=puskesmas, by=by, kind=Plan.MONTHLY, year=month.year, month=month.month)
    order = plan.month_rows.aggregate(last=Max("order"))["last"] or 0
    row: MonthRow = MonthRow.objects.create(
        plan=plan, order=order + 1, made_at=clock.now(), made_by=by, source_text=f"ditambah {by}"[:200], **columns
    )
    row.villages.set(villages)
    if on is not None:
        move(row=row, by=by, on=on)
    _told(row, by, "rpk_bulanan.tambah", f"menambah “{audit.short(row.activity)}” ke {plan}")
    return row


@transaction.atomic
def change(*, row: MonthRow, by: Person, villages: Sequence[Place] | None = None, **columns: Any) -> MonthRow:
    """Other columns of a row, also where it stands in the calendar; where it came from stays."""
    row = _locked(row)
    people = doers.names(row.plan.puskesmas)
    before = set(doers.doers(row.owner_id, row.owner_text, people))
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=[*columns])
    if villages is not None:
        row.villages.set(villages)
    after = set(doers.doers(row.owner_id, row.owner_text, people))
    for event in row.events.filter(removed_at=None):
        event.title, event.place, event.programme = row.activity[:200], row.place[:120], row.programme
        event.save(update_fields=["title", "place", "programme"])
        event.villages.set(row.villages.all())
        # Who else was put on it in the calendar stays, who was taken off there is not put on again.
        event.staff.remove(*(before - after))
        event.staff.add(*(after - before))
    _told(row, by, "rpk_bulanan.ubah", f"mengubah “{audit.short(row.activity)}” di {row.plan}")
    return row


@transaction.atomic
def move(*, row: MonthRow, by: Person, on: dt.date, until: dt.date | None = None, reason: str = "") -> Event:
    """Put a row on a day of its month (or several in a row); the day it stood on before is given up.

    Raises:
        ValidationError: a day of another month, or an end before the beginning.
    """
    row = _locked(row)
    month = rows.month_of(row)
    if not month.first_day <= on <= month.last_day or (until is not None and not on <= until <= month.last_day):
        raise ValidationError({"on": _("Tanggalnya harus di %(month)s.") % {"month": month.label}})
    before = rows.days_of(row)
    old = row.events.filter(removed_at=None).first()
    row.events.filter(removed_at=None).update(removed_at=clock.now(), moved_reason=reason[:200])
    made = _event(row, on, until if until != on else None, by, doers.names(row.plan.puskesmas))
    if old is not None:
        # Hours, helpers and the vehicle were agreed for the activity, not for its day.
        made.start, made.end, made.resource_id = old.start, old.end, old.resource_id
        made.save(update_fields=["start", "end", "resource"])
        made.staff.add(*old.staff.all())
    days = core.day_words(before) or "belum bertanggal"
    _told(row, by, "rpk_bulanan.geser", f"memindah “{audit.short(row.activity)}” dari {days} ke {short_date(on)}")
    return made


@transaction.atomic
def tell_state(
    *, row: MonthRow, by: Person, state: str, reason: str = "", done_on: dt.date | None = None,
    done_micro: int | None = None, result: str = "", proof: str = "", kept: Sequence[Kept] = (),
) -> MonthRow:  # fmt: skip
    """What became of a row: done or done in part on a day, called off or moved on with a reason, or planned again.

    Raises:
        ValidationError: an unknown state, no day, a day to come, no reason, too many files.
    """
    row = _locked(row)
    if state not in dict(MonthRow.STATES):
        raise ValidationError({"state": _("Keadaan tidak dikenal.")})
    carried_out = state in (MonthRow.DONE, MonthRow.PART)
    if carried_out and done_on is None:
        raise ValidationError({"done_on": _("Tulis tanggal pelaksanaannya.")})
    if done_on is not None and done_on > clock.today():
        raise ValidationError({"done_on": _("Tanggal pelaksanaan belum lewat.")})
    if state in (MonthRow.CANCELLED, MonthRow.MOVED) and not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya; dibaca di lokmin berikutnya.")})
    row.state, row.state_reason = state, reason.strip()[:200]
    row.done_on = done_on if carried_out else None
    row.done_micro = done_micro if carried_out else None
    row.result, row.proof = result.strip()[:300], proof.strip()[:300]
    row.save(update_fields=["state", "state_reason", "done_on", "done_micro", "result", "proof"])
    _keep_files(row, by, kept)
    words = f"menandai “{audit.short(row.activity)}” {row.get_state_display()}"
    _told(row, by, "rpk_bulanan.keadaan", words + (f": {audit.short(row.state_reason)}" if row.state_reason else ""))
    return row


@transaction.atomic
def tell_many(*, puskesmas: Puskesmas, by: Person, month: Month, pks: Collection[int], state: str, reason: str) -> int:
    """The same of many rows of a month that nobody said anything of yet. Gives how many.

    Done means on the last of its days, without days today; never after today or after the month.

    Raises:
        ValidationError: no row chosen, a state that needs more than this, no reason where one is due.
    """
    if state not in (MonthRow.DONE, MonthRow.MOVED, MonthRow.CANCELLED):
        raise ValidationError({"state": _("Pilih terlaksana, digeser, atau batal.")})
    chosen = MonthRow.objects.filter(
        plan__puskesmas=puskesmas, plan__kind=Plan.MONTHLY, plan__year=month.year, plan__month=month.month,
        removed_at=None, state=MonthRow.PLANNED, pk__in=pks,
    ).select_related("plan").prefetch_related("events")  # fmt: skip
    latest = min(clock.today(), month.last_day)
    told = 0
    for row in chosen:
        days = rows.days_of(row)
        day = min(dt.date(month.year, month.month, days[-1]), latest) if days else latest
        tell_state(row=row, by=by, state=state, reason=reason, done_on=day if state == MonthRow.DONE else None)
        told += 1
    if not told:
        raise ValidationError(_("Centang sedikitnya satu kegiatan."))
    return told


@transaction.atomic
def report(*, row: MonthRow, by: Person, payment: tuple[str, int] | None = None, **told: Any) -> MonthRow:
    """What became of a row and what was paid for it (source, rupiah), both or neither; see ``tell_state``.

    The day of the payment is that of the doing, else today; its proof that of the row.
    """
    row = tell_state(row=row, by=by, **told)
    if payment is not None:
        fund, rupiah = payment
        paying.spend(
            puskesmas=row.plan.puskesmas, by=by, fund=fund, rupiah=rupiah, row=row, proof=row.proof,
            date=row.done_on or min(clock.today(), rows.month_of(row).last_day),
        )  # fmt: skip
    return row


@transaction.atomic
def remove(*, row: MonthRow, by: Person, reason: str) -> None:
    """Take a row out of the month; drawing up again does not bring it back.

    Raises:
        ValidationError: no reason, or money was paid for it.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya; baris ini lalu tidak disusun lagi untuk bulan ini.")})
    row = _locked(row)
    if row.spending.filter(voided_at=None).exists():
        raise ValidationError(_("Baris ini sudah ada realisasi dananya. Batalkan dahulu di halaman dana."))
    row.removed_at, row.removed_reason = clock.now(), reason.strip()[:200]
    row.save(update_fields=["removed_at", "removed_reason"])
    row.events.filter(removed_at=None).update(removed_at=clock.now())
    _told(row, by, "rpk_bulanan.hapus", f"mengeluarkan “{audit.short(row.activity)}” dari {row.plan}: {reason}")


def _locked(row: MonthRow) -> MonthRow:
    """The row as it is now, held until the transaction ends.

    Raises:
        ValidationError: somebody else took it out of the month meanwhile.
    """
    held = MonthRow.objects.select_for_update(of=("self",)).select_related("plan__puskesmas", "rpk_item")
    found: MonthRow | None = held.filter(pk=row.pk, removed_at=None).first()
    if found is None:
        raise ValidationError(_("“%(activity)s” sudah dikeluarkan dari bulan ini.") % {"activity": row.activity})
    return found


def _say_again(plan: Plan, drawn: core.Draft) -> None:
    """Rows nobody began yet tell where they come from as it is today: newer figures, another promise, a passed date."""
    held = plan.month_rows.filter(removed_at=None, state=MonthRow.PLANNED).exclude(source="manual")
    by_name = {name: row for row in held for name in rows.names(row)}
    for new in drawn.rows:
        row = next((by_name[o.name] for o in new.origins if o.name in by_name), None)
        if row is None:
            continue
        known = rows.names(row)
        told = [o for o in new.origins if o.source is not core.Source.UNDONE or o.name in known]
        words = audit.short(replace(new, origins=tuple(told)).why, 200)
        if words == row.source_text:
            continue
        if row.source == "kesenjangan" and row.target and f"kurang {row.target}" in row.source_text:
            row.target = new.target
        row.source_text = words
        row.save(update_fields=["source_text", "target"])


def _keep_files(row: MonthRow, by: Person, kept: Sequence[Kept]) -> None:
    present = set(row.files.filter(removed_at=None).values_list("sha256", flat=True))
    new = {one.sha256: one for one in kept if one.sha256 not in present}
    if len(present) + len(new) > MOST_FILES:
        raise ValidationError({"files": _("Satu kegiatan paling banyak %(n)s foto dan berkas.") % {"n": MOST_FILES}})
    MonthFile.objects.bulk_create([
        MonthFile(
            row=row, kind=one.kind, caption=one.caption, name=one.name[:120], sha256=one.sha256, size=one.size,
            width=one.width, height=one.height, at=clock.now(), by=by,
        )
        for one in new.values()
    ])  # fmt: skip


def _event(
    row: MonthRow, on: dt.date, until: dt.date | None, by: Person | None, people: Mapping[int, str]
) -> Event:  # fmt: skip
    item = row.rpk_item
    made: Event = Event.objects.create(
        puskesmas=row.plan.puskesmas, date=on, until=until, title=row.activity[:200], row=row,
        programme=row.programme, place=row.place[:120], made_at=clock.now(), made_by=by,
        resource_id=item.resource_id if item else None, avoid_fasting=item.avoid_fasting if item else False,
    )  # fmt: skip
    made.villages.set(row.villages.all())
    made.staff.set(doers.doers(row.owner_id, row.owner_text, people))
    return made


def _told(row: MonthRow, by: Person, action: str, words: str) -> None:
    audit.record(puskesmas=row.plan.puskesmas, by=by, action=action, about=row, sentence=f"{by} {words}.")
