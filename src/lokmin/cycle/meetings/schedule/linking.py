"""Ties a meeting to the entry of the year's schedule it was made of."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.models import Meeting, ScheduleEntry


def held(entry: ScheduleEntry) -> ScheduleEntry:
    """The entry as it is now, held until the transaction ends."""
    found: ScheduleEntry = ScheduleEntry.objects.of(entry.puskesmas).select_for_update().get(pk=entry.pk)
    return found


def link(meeting: Meeting) -> ScheduleEntry | None:
    """Tie a meeting to the entry of its kind, month and cluster that waits for one; inside the caller's transaction."""
    waiting = ScheduleEntry.objects.of(meeting.puskesmas).filter(
        year=meeting.year, kind=meeting.kind, klaster=meeting.klaster, month=meeting.date.month, meeting=None
    )
    entry: ScheduleEntry | None = waiting.exclude(state=ScheduleEntry.CANCELLED).first()
    if entry is not None and meeting.state != Meeting.CANCELLED:
        entry.meeting = meeting
        entry.save(update_fields=["meeting"])
        return entry
    return None


def attach(entry: ScheduleEntry, meeting: Meeting) -> None:
    """Tie a meeting that was made from an entry to it; inside the caller's transaction.

    Raises:
        ValidationError: when the entry has a meeting already, is cancelled, or is of another kind or year.
    """
    fresh = held(entry)
    if fresh.meeting_id is not None or fresh.state == ScheduleEntry.CANCELLED:
        raise ValidationError(_("Jadwal ini sudah punya pertemuan atau dibatalkan. Muat ulang halaman jadwal."))
    if (fresh.kind, fresh.year, fresh.klaster) != (meeting.kind, meeting.year, meeting.klaster):
        raise ValidationError({"kind": _("Jenis, tahun atau klaster tidak sama dengan jadwalnya.")})
    fresh.meeting = meeting
    fresh.save(update_fields=["meeting"])
