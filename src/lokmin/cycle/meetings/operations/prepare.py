"""Preparing a meeting: kind, day, leader, agenda, who is invited."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import Month, long_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings.models import Attendance, Meeting
from lokmin.cycle.meetings.operations.agenda import put
from lokmin.cycle.meetings.operations.letters import give_number
from lokmin.cycle.meetings.operations.locks import not_closed, short
from lokmin.cycle.meetings.queries.people import kepala, notulis_of, staff
from lokmin.documents.forms.words import checked_day

#: What may be changed of a meeting that is not closed.
FIELDS = (
    "date", "start", "end", "zone", "place", "opener", "leader", "moderator", "notulis", "planned_minutes",
    "legal_base", "purposes", "recipients", "remarks", "copies",
)  # fmt: skip
DEFAULT_START = dt.time(9, 0)
LONGEST = 600


@transaction.atomic
def prepare(
    *,
    puskesmas: Puskesmas,
    by: Person,
    kind: str,
    period: Month,
    date: dt.date,
    weekday: str = "",
    start: dt.time = DEFAULT_START,
    end: dt.time | None = None,
    place: str = "",
    planned_minutes: int = 120,
    leader: Person | None = None,
    notulis: Person | None = None,
    opener: Person | None = None,
    moderator: Person | None = None,
) -> Meeting:
    """Make a meeting with its agenda and the list of those invited.

    ``period`` is the month whose figures are discussed; ``weekday`` the day name somebody typed beside the date,
    checked against it. Leader, opener and notulis are the head and the KTU when not named.

    Raises:
        ValidationError: for a day name that contradicts the date, an end before the start, an impossible length.
    """
    kinds = composing.kind(kind, date.year, puskesmas)
    if kinds is None:
        raise ValidationError({"kind": _("Jenis pertemuan “%(kind)s” tidak dikenal.") % {"kind": kind}})
    _check_day(date, weekday)
    _check_times(start, end, planned_minutes)
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    of_year = Meeting.objects.of(puskesmas).filter(kind=kind, year=date.year)
    head = kepala(puskesmas)
    meeting: Meeting = Meeting.objects.create(
        puskesmas=puskesmas, kind=kind, year=date.year,
        number=(of_year.aggregate(last=models.Max("number"))["last"] or 0) + 1,
        period=period.code, date=date, start=start, end=end, zone=puskesmas.settings.get("zone", "WIB"),
        place=place.strip() or f"aula {puskesmas.name}",
        planned_minutes=planned_minutes, leader=leader or head, opener=opener or head, moderator=moderator,
        notulis=notulis or notulis_of(puskesmas), legal_base=list(kinds.legal_base), purposes=list(kinds.purposes),
        recipients=list(kinds.recipients), made_at=clock.now(), made_by=by,
    )  # fmt: skip
    put(meeting, composing.compose(meeting))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person, job=person.job) for person in staff(puskesmas)
    )
    audit.record(
        puskesmas=puskesmas, by=by, action="lokmin.siapkan", about=meeting,
        sentence=f"{by} menyiapkan {meeting.title} {long_date(date)} untuk membahas {period.label}.",
    )  # fmt: skip
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, by: Person, weekday: str = "", **fields: Any) -> Meeting:
    """Change day, hours, place, people or letter texts of a meeting that is not closed.

    Raises:
        ValidationError: as ``prepare``.
    """
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"not a field of a meeting: {', '.join(sorted(unknown))}")
    fresh = not_closed(meeting)
    changed = [name for name, value in fields.items() if getattr(fresh, name) != value]
    for name in changed:
        setattr(fresh, name, fields[name])
    _check_day(fresh.date, weekday)
    _check_times(fresh.start, fresh.end, fresh.planned_minutes)
    if fresh.date.year != fresh.year:
        raise ValidationError({"date": _("Pertemuan ini bernomor tahun %(year)s.") % {"year": fresh.year}})
    if changed:
        fresh.save()
        labels = {field.name: str(field.verbose_name) for field in Meeting._meta.concrete_fields}  # noqa: SLF001 - public API
        names = ", ".join(labels[name] for name in changed)
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="lokmin.ubah", about=fresh,
            sentence=f"{by} mengubah {fresh.title}: {short(names)}.",
        )  # fmt: skip
    return fresh


@transaction.atomic
def invite(*, meeting: Meeting, by: Person, day: dt.date | None = None, numbered: bool = True) -> Meeting:
    """Send the invitation: it gets its number (or "nomor menyusul") and its day, the meeting is "diundang".

    Raises:
        ValidationError: when closed, or the number pattern is wrong.
    """
    fresh = not_closed(meeting)
    if numbered:
        give_number(
            puskesmas=fresh.puskesmas, by=by, meeting=fresh, paper="undangan", day=day,
            purpose=f"undangan {fresh.title} {long_date(fresh.date)}",
        )  # fmt: skip
    if fresh.state == Meeting.DRAFT:
        fresh.state = Meeting.INVITED
        fresh.save(update_fields=["state"])
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="lokmin.undang", about=fresh,
            sentence=f"{by} mengirim undangan {fresh.title} {long_date(fresh.date)}.",
        )  # fmt: skip
    return fresh


def _check_day(date: dt.date, weekday: str) -> None:
    try:
        checked_day(date, weekday)
    except ValueError as error:
        raise ValidationError({"date": str(error)}) from error


def _check_times(start: dt.time, end: dt.time | None, minutes: int) -> None:
    if end is not None and end <= start:
        raise ValidationError({"end": _("Jam selesai harus sesudah jam mulai.")})
    if not 15 <= minutes <= LONGEST:
        raise ValidationError({"planned_minutes": _("Lama pertemuan harus 15 sampai %(n)s menit.") % {"n": LONGEST}})
