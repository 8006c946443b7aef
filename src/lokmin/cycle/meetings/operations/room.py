"""The meeting opens (its month is frozen), closes through its gate, and may be reopened in the open."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.meetings import figures, packer
from lokmin.cycle.meetings.annexes import operations as annexes
from lokmin.cycle.meetings.learning import log
from lokmin.cycle.meetings.lookback import operations as lookback
from lokmin.cycle.meetings.models import Knowledge, Meeting, Reopening
from lokmin.cycle.meetings.operations.agenda import not_before_start
from lokmin.cycle.meetings.operations.locks import locked, not_closed
from lokmin.cycle.meetings.preparing import carrying
from lokmin.cycle.meetings.queries.gate import lacks
from lokmin.cycle.meetings.queries.rtl import as_signed
from lokmin.cycle.meetings.room.events import tell
from lokmin.cycle.meetings.schedule import joint
from lokmin.cycle.meetings.sectors import statement


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Person) -> Meeting:
    """Freeze the month and begin. Opening an open meeting changes nothing.

    Raises:
        ValidationError: when it is closed or called off.
    """
    fresh = not_closed(meeting)
    if fresh.is_running:
        return fresh
    now = clock.now()
    fresh.snapshot_id = figures.freeze(fresh, by)
    lookback.at_opening(fresh, by)
    fresh.state, fresh.opened_at, fresh.opened_by = Meeting.RUNNING, now, by
    fresh.save()
    annexes.at_opening(fresh, by)
    first = fresh.agenda.first()
    if first is not None and first.started_at is None:
        first.started_at = now
        first.save(update_fields=["started_at"])
    tell(fresh, "buka")
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="lokmin.buka", about=fresh,
        sentence=f"{by} membuka {fresh.title}; angka {fresh.month.label} dibekukan.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def close(*, meeting: Meeting, by: Person, close_reason: str = "") -> Meeting:
    """Close the minutes: from now on read-only. Closing a closed meeting changes nothing.

    ``close_reason`` says why there is no RTL at all; it is printed.

    Raises:
        ValidationError: with one sentence for each thing the meeting still lacks.
    """
    fresh = locked(meeting)
    if fresh.is_closed:
        return fresh
    if not fresh.is_running:
        raise ValidationError(_("%(meeting)s belum dibuka.") % {"meeting": fresh.title})
    if close_reason.strip():
        fresh.close_reason = close_reason.strip()
    missing = lacks(fresh)
    if missing:
        raise ValidationError([ValidationError(lack.sentence, code=lack.code) for lack in missing])
    now = clock.now()
    fresh.agenda.filter(started_at__isnull=False, ended_at__isnull=True).update(ended_at=not_before_start(now))
    Knowledge.objects.filter(item__meeting=fresh).exclude(phase="").update(phase="")  # a test somebody left open
    fresh.state, fresh.closed_at, fresh.closed_by = Meeting.CLOSED, now, by
    fresh.signed_rtl = [as_signed(a) for a in followup.of_origin(fresh.puskesmas, Meeting.ORIGIN, fresh.pk)]
    if fresh.end is None and timezone.localtime(now).date() == fresh.date:
        fresh.end = _end(timezone.localtime(now).time(), fresh.start)
    fresh.save()
    annexes.at_closing(fresh, by)
    joint.tell_workload(fresh.puskesmas, fresh.year)
    log.tell_training(fresh, by)
    statement.freeze(fresh)
    carrying.after_close(fresh)
    # The papers are made while people still sit; closing holds whether they can be made or not.
    transaction.on_commit(lambda: packer.after_close(fresh), robust=True)
    tell(fresh, "tutup", ditutup=True)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="lokmin.tutup", about=fresh,
        sentence=f"{by} menutup {fresh.title} dengan {len(fresh.signed_rtl)} RTL.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def reopen(*, meeting: Meeting, by: Person, reason: str) -> Meeting:
    """Open closed minutes again. The reason stays visible on the page and in the papers.

    Raises:
        ValidationError: without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasan membuka kembali; alasan tampil di notulen.")})
    fresh = locked(meeting)
    if not fresh.is_closed:
        return fresh
    Reopening.objects.create(meeting=fresh, at=clock.now(), by=by, reason=reason.strip())
    fresh.state, fresh.closed_at, fresh.closed_by = Meeting.RUNNING, None, None
    fresh.revision += 1
    fresh.save()
    annexes.at_reopening(fresh)
    joint.tell_workload(fresh.puskesmas, fresh.year)
    tell(fresh, "tutup", ditutup=False)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="lokmin.buka-kembali", about=fresh,
        sentence=f"{by} membuka kembali notulen {fresh.title}: {reason.strip()}",
    )  # fmt: skip
    return fresh


def _end(now: dt.time, start: dt.time) -> dt.time | None:
    minute = now.replace(second=0, microsecond=0)
    return minute if minute > start else None
