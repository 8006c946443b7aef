"""Preparing a meeting: kind, day, leader, agenda, who is invited."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings.kinds import SPANS, filled, words
from lokmin.core.periods import Month, long_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings.hand.attendance import fill
from lokmin.cycle.meetings.models import Attendance, Meeting, ScheduleEntry
from lokmin.cycle.meetings.models.meeting import CLUSTER_KIND, counted_with
from lokmin.cycle.meetings.operations.agenda import put
from lokmin.cycle.meetings.operations.letters import give_number
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.queries.people import by_function, kepala, notulis_of, of_klaster, staff
from lokmin.cycle.meetings.schedule import joint
from lokmin.cycle.meetings.schedule.linking import attach, link
from lokmin.documents.forms.words import checked_day

#: What may be changed of a meeting that is not closed.
FIELDS = (
    "date", "start", "end", "zone", "place", "opener", "leader", "moderator", "notulis", "planned_minutes",
    "legal_base", "purposes", "recipients", "remarks", "copies", "period", "months", "number",
)  # fmt: skip
#: What a calendar shows: a change of one of these is a new SEQUENCE (RFC 5545).
IN_CALENDAR = {"date", "start", "end", "zone", "place", "planned_minutes"}
#: What may no longer be changed once the figures are frozen.
FROZEN = {"period", "months"}
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
    months: int = 1,
    klaster: int | None = None,
    entry: ScheduleEntry | None = None,
) -> Meeting:
    """Make a meeting with its agenda and the list of those invited.

    ``period`` is the last of the ``months`` (1, 3, 6, 12) that are looked back on; ``weekday`` the day name somebody
    typed beside the date, checked against it. Leader and opener are those the kind names, the head where nobody holds
    that function; the notulis is the KTU. ``entry``: the line of the year's schedule it is made of; without it the one
    that waits for this kind and month is taken.

    Raises:
        ValidationError: for a day name that contradicts the date, an end before the start, an impossible length, a
            cluster that is missing or not asked for.
    """
    kinds = composing.kind(kind, date.year, puskesmas)
    if kinds is None:
        raise ValidationError({"kind": _("Jenis pertemuan “%(kind)s” tidak dikenal.") % {"kind": kind}})
    _check_day(date, weekday)
    _check_times(start, end, planned_minutes)
    _check_about(kind, months, klaster)
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    of_year = Meeting.objects.of(puskesmas).filter(kind__in=counted_with(kind), year=date.year)
    head = kepala(puskesmas)
    said = words(Month(date.year, date.month), period, months)
    leads, opens = (by_function(puskesmas, f, klaster) or head for f in (kinds.leader, kinds.opener))
    meeting: Meeting = Meeting.objects.create(
        puskesmas=puskesmas, kind=kind, year=date.year,
        number=(of_year.aggregate(last=models.Max("number"))["last"] or 0) + 1,
        period=period.code, months=months, klaster=klaster, date=date, start=start, end=end,
        zone=puskesmas.settings.get("zone", "WIB"), place=place.strip() or kinds.place or f"aula {puskesmas.name}",
        planned_minutes=planned_minutes, leader=leader or leads, opener=opener or opens, moderator=moderator,
        notulis=notulis or notulis_of(puskesmas), legal_base=list(kinds.legal_base),
        purposes=[filled(p, said) for p in kinds.purposes],
        recipients=list(kinds.recipients), made_at=clock.now(), made_by=by,
    )  # fmt: skip
    put(meeting, composing.compose(meeting))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person, job=person.job)
        for person in (of_klaster(puskesmas, klaster) if klaster else staff(puskesmas))
    )
    fill(meeting)
    if entry is not None:
        attach(entry, meeting)
    else:
        link(meeting)
    joint.put(meeting, by)
    audit.record(
        puskesmas=puskesmas, by=by, action="lokmin.siapkan", about=meeting,
        sentence=f"{by} menyiapkan {meeting.title} {long_date(date)} untuk membahas {meeting.about}.",
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
    if isinstance(fields.get("period"), Month):
        fields["period"] = fields["period"].code
    changed = [name for name, value in fields.items() if getattr(fresh, name) != value]
    for name in changed:
        setattr(fresh, name, fields[name])
    _check_day(fresh.date, weekday)
    _check_times(fresh.start, fresh.end, fresh.planned_minutes)
    if fresh.date.year != fresh.year:
        raise ValidationError({"date": _("Pertemuan ini bernomor tahun %(year)s.") % {"year": fresh.year}})
    _check_about(fresh.kind, fresh.months, fresh.klaster)
    if "number" in changed:
        _check_number(fresh)
    if fresh.opened_at is not None and FROZEN & set(changed):
        raise ValidationError({"period": _("Angka sudah dibekukan; yang dibahas tidak dapat diganti.")})
    if IN_CALENDAR & set(changed):
        fresh.calendar_sequence += 1
    if changed:
        fresh.save()
        if IN_CALENDAR & set(changed):
            joint.put(fresh, by)
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


def _check_number(meeting: Meeting) -> None:
    """An office that begins in October calls its meeting the tenth; no two of a year have one number."""
    Puskesmas.objects.select_for_update(no_key=True).get(pk=meeting.puskesmas_id)
    others = Meeting.objects.of(meeting.puskesmas).filter(
        kind__in=counted_with(meeting.kind), year=meeting.year, number=meeting.number
    )
    taken = others.exclude(pk=meeting.pk).first()
    if taken is not None:
        raise ValidationError(
            {
                "number": _("Nomor ke-%(n)s sudah dipakai %(meeting)s, %(day)s.")
                % {"n": meeting.number, "meeting": taken.title, "day": long_date(taken.date)}
            }
        )


def _check_about(kind: str, months: int, klaster: int | None) -> None:
    if months not in SPANS:
        raise ValidationError({"period": _("Yang dibahas harus sebulan, triwulan, semester atau setahun.")})
    if (kind == CLUSTER_KIND) != (klaster is not None):
        raise ValidationError({"klaster": _("Pilih klasternya; hanya pra-lokmin klaster yang berklaster.")})


def _check_times(start: dt.time, end: dt.time | None, minutes: int) -> None:
    if end is not None and end <= start:
        raise ValidationError({"end": _("Jam selesai harus sesudah jam mulai.")})
    if not 15 <= minutes <= LONGEST:
        raise ValidationError({"planned_minutes": _("Lama pertemuan harus 15 sampai %(n)s menit.") % {"n": LONGEST}})
