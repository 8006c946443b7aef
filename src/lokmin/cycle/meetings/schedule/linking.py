"""Ties a meeting to the entry of the year's schedule it was made of."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.models import Meeting, ScheduleEntry
from lokmin.cycle.meetings.models.meeting import SECTOR_KINDS

#: Kinds of which there are so few that one in another month is still the one that was planned.
SLIPPING = {*SECTOR_KINDS, "rtm"}


def held(entry: ScheduleEntry) -> ScheduleEntry:
    """The entry as it is now, held until the transaction ends."""
    found: ScheduleEntry = ScheduleEntry.objects.of(entry.puskesmas).select_for_update().get(pk=entry.pk)
    return found


def link(meeting: Meeting) -> ScheduleEntry | None:
    """Tie a meeting to the entry of its kind and month that waits for one; inside the caller's transaction.

    A quarterly meeting or a review that slipped into another month takes the nearest line of its kind that waits.
    """
    if meeting.is_cancelled:
        return None
    lines = ScheduleEntry.objects.of(meeting.puskesmas).filter(
        year=meeting.year, kind=meeting.kind, klaster=meeting.klaster, meeting=None
    )
    waiting = list(lines.exclude(state=ScheduleEntry.CANCELLED))
    found = [e for e in waiting if e.month == meeting.date.month]
    if not found and meeting.kind in SLIPPING:
        found = sorted(waiting, key=lambda e: (abs((e.planned - meeting.date).days), e.pk))
    if not found:
        return None
    entry: ScheduleEntry = found[0]
    entry.meeting = meeting
    entry.save(update_fields=["meeting"])
    return entry


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
