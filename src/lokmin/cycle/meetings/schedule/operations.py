"""The writes of the year's schedule: lay it out, move, cancel and restore a meeting."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings.yearplan import Kept, generate, regenerated
from lokmin.core.periods import long_date, short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import Meeting, ScheduleEntry
from lokmin.cycle.meetings.operations.locks import locked
from lokmin.cycle.meetings.operations.prepare import change_meeting
from lokmin.cycle.meetings.schedule import joint
from lokmin.cycle.meetings.schedule.habits import day_book, habits, rule, why_closed
from lokmin.cycle.meetings.schedule.linking import held, link


@transaction.atomic
def lay_out(*, puskesmas: Puskesmas, by: Person, year: int) -> tuple[int, int]:
    """Lay out the meetings of a year, or do it again; returns how many were put in and how many taken out.

    Held, prepared, moved, cancelled and past entries stay as they are.

    Raises:
        ValidationError: when no rule holds in that year.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    try:
        fresh = generate(rule(year), year, habits(puskesmas), day_book(puskesmas, year))
    except ValueError as error:
        raise ValidationError(str(error)) from error
    today = clock.today()
    entries = {(e.kind, e.month, e.klaster): e for e in ScheduleEntry.objects.of(puskesmas).filter(year=year)}
    kept = [
        Kept(
            e.kind, e.month, e.klaster, e.planned,
            fixed=e.meeting_id is not None or e.state != ScheduleEntry.PLANNED or e.planned < today,
        )
        for e in entries.values()
    ]  # fmt: skip
    new, out = regenerated(kept, fresh)
    joint.drop_entries(puskesmas, by, [entries[(gone.kind, gone.month, gone.klaster)].pk for gone in out])
    for gone in out:
        entries[(gone.kind, gone.month, gone.klaster)].delete()
    ScheduleEntry.objects.bulk_create(
        ScheduleEntry(
            puskesmas=puskesmas, year=year, kind=p.kind, klaster=p.klaster, month=p.month, planned=p.day,
            first_planned=p.day, reason=p.why[:200], made_at=clock.now(), made_by=by,
        )
        for p in new
    )  # fmt: skip
    for meeting in Meeting.objects.of(puskesmas).filter(year=year, entry=None).order_by("date", "pk"):
        link(meeting)
    if new or out:
        joint.put_entries(puskesmas, by, year)
        audit.record(
            puskesmas=puskesmas, by=by, action="jadwal.susun",
            sentence=f"{by} menyusun jadwal lokmin {year}: {len(new)} pertemuan dimasukkan, {len(out)} diganti.",
        )  # fmt: skip
    return len(new), len(out)


@transaction.atomic
def move_entry(*, entry: ScheduleEntry, by: Person, day: dt.date, reason: str) -> ScheduleEntry:
    """Put a planned meeting on another day; a meeting that was prepared moves along, its calendar entry too.

    Raises:
        ValidationError: without a reason, on a closed day, in another year, or when it was held or cancelled.
    """
    fresh = held(entry)
    if fresh.state == ScheduleEntry.CANCELLED:
        raise ValidationError(_("Pertemuan ini dibatalkan. Pulihkan dulu bila jadi diadakan."))
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis mengapa dipindah; alasannya tampil di jadwal.")})
    if day.year != fresh.year:
        raise ValidationError({"day": _("Jadwal ini untuk tahun %(year)s.") % {"year": fresh.year}})
    if name := why_closed(fresh.puskesmas, day):
        raise ValidationError(
            {"day": _("%(day)s: %(name)s. Pilih hari lain, atau buka hari itu di halaman hari libur.")
             % {"day": long_date(day), "name": name}}
        )  # fmt: skip
    meeting = fresh.meeting
    if meeting is not None and meeting.opened_at is not None:
        raise ValidationError(_("Pertemuan ini sudah diadakan; tanggalnya tidak berubah lagi."))
    before = fresh.planned
    fresh.planned, fresh.state, fresh.reason = day, ScheduleEntry.MOVED, reason.strip()
    fresh.save()
    if meeting is not None:
        change_meeting(meeting=meeting, by=by, date=day)
    else:
        joint.put_entry(fresh, by)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="jadwal.pindah", about=fresh,
        sentence=f"{by} memindah {fresh.get_kind_display()} dari {short_date(before)} ke {short_date(day)}: "
        f"{fresh.reason.rstrip('.')}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def cancel_entry(*, entry: ScheduleEntry, by: Person, reason: str) -> ScheduleEntry:
    """Take a planned meeting out of the year; it stays on the schedule with its reason.

    Raises:
        ValidationError: without a reason, or when it was held.
    """
    fresh = held(entry)
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis mengapa dibatalkan; alasannya tampil di jadwal.")})
    if fresh.state == ScheduleEntry.CANCELLED:
        return fresh
    if fresh.meeting is not None:
        _call_off(fresh.meeting, reason, by)
    fresh.state, fresh.reason = ScheduleEntry.CANCELLED, reason.strip()
    fresh.save()
    joint.put_entry(fresh, by)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="jadwal.batal", about=fresh,
        sentence=f"{by} membatalkan {fresh.get_kind_display()} {short_date(fresh.planned)}: "
        f"{reason.strip().rstrip('.')}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def restore_entry(*, entry: ScheduleEntry, by: Person) -> ScheduleEntry:
    """Take a cancelled meeting back into the year."""
    fresh = held(entry)
    if fresh.state != ScheduleEntry.CANCELLED:
        return fresh
    moved = fresh.planned != fresh.first_planned
    fresh.state = ScheduleEntry.MOVED if moved else ScheduleEntry.PLANNED
    fresh.reason = fresh.reason if moved else ""
    fresh.save()
    if fresh.meeting is not None:
        _take_back(fresh.meeting, by)
    joint.put_entry(fresh, by)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="jadwal.pulih", about=fresh,
        sentence=f"{by} memulihkan {fresh.get_kind_display()} {short_date(fresh.planned)} di jadwal.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, reason: str) -> Meeting:
    """Call off a meeting that was not opened; its entry in the schedule, if it has one, is cancelled too.

    Raises:
        ValidationError: without a reason, or when it was opened.
    """
    entry = ScheduleEntry.objects.of(meeting.puskesmas).filter(meeting=meeting).first()
    if entry is not None:
        cancel_entry(entry=entry, by=by, reason=reason)
    else:
        if not reason.strip():
            raise ValidationError({"reason": _("Tulis mengapa dibatalkan.")})
        _call_off(meeting, reason, by)
        audit.record(
            puskesmas=meeting.puskesmas, by=by, action="lokmin.batal", about=meeting,
            sentence=f"{by} membatalkan {meeting.title} {long_date(meeting.date)}: {reason.strip().rstrip('.')}.",
        )  # fmt: skip
    return locked(meeting)


@transaction.atomic
def restore_meeting(*, meeting: Meeting, by: Person) -> Meeting:
    """Take back a meeting that was called off."""
    entry = ScheduleEntry.objects.of(meeting.puskesmas).filter(meeting=meeting).first()
    if entry is not None and entry.state == ScheduleEntry.CANCELLED:
        restore_entry(entry=entry, by=by)
    elif locked(meeting).is_cancelled:
        _take_back(meeting, by)
        audit.record(
            puskesmas=meeting.puskesmas, by=by, action="lokmin.pulih", about=meeting,
            sentence=f"{by} memulihkan {meeting.title} {long_date(meeting.date)}.",
        )  # fmt: skip
    return locked(meeting)


def _call_off(meeting: Meeting, reason: str, by: Person) -> None:
    fresh = locked(meeting)
    if fresh.opened_at is not None:
        raise ValidationError(_("Pertemuan yang sudah dibuka tidak dapat dibatalkan."))
    fresh.state, fresh.cancel_reason = Meeting.CANCELLED, reason.strip()
    fresh.calendar_sequence += 1
    fresh.save()
    joint.put(fresh, by)


def _take_back(meeting: Meeting, by: Person) -> None:
    fresh = locked(meeting)
    fresh.state = Meeting.INVITED if fresh.letters.filter(paper="undangan", void_reason="").exists() else Meeting.DRAFT
    fresh.cancel_reason = ""
    fresh.calendar_sequence += 1
    fresh.save()
    joint.put(fresh, by)
