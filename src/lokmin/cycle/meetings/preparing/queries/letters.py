"""The letters of a meeting with their answers, and whether they go out in time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings.models import Attendance, Invitation, Meeting

STAFF, PARTNER, OTHER = "staf", "mitra", "lain"


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter: ``group`` staf, mitra or lain; ``answer`` hadir, diwakili, izin or empty while nothing came."""

    pk: int
    group: str
    addressee: str
    job: str
    sector: str
    phone: str
    number: str
    sent_at: dt.datetime | None
    answer: str
    instead: str
    reason: str
    answered_at: dt.datetime | None
    token: str


@dataclass(frozen=True, slots=True)
class Answers:
    """All letters of a meeting, counted by answer.

    ``numberless`` have no number, ``missing`` stand on the list without a letter.
    """

    lines: tuple[LetterLine, ...]
    come: int
    instead: int
    away: int
    silent: tuple[LetterLine, ...]
    unsent: int
    numberless: int
    missing: int

    @property
    def to_send(self) -> int:
        """Letters that are still to go out, made or not."""
        return self.unsent + self.missing

    @property
    def sent(self) -> int:
        return len(self.lines) - self.unsent


@dataclass(frozen=True, slots=True)
class Lead:
    """When the letters have to go out: ``wanted`` days before by the kind, ``days`` as it is; ``late`` when too few.

    ``last`` is the last day in time; ``reading`` the day the pre-reading is handed out.
    """

    wanted: int
    days: int
    last: dt.date
    reading: dt.date
    late: bool
    reading_due: bool


def answers(meeting: Meeting) -> Answers:
    """The table of the secretary: partners and others first, then the staff, in the order of the list."""
    rows = meeting.invitations.select_related("attendance__person", "partner", "number", "delegate")
    lines = sorted((_line(one) for one in rows), key=lambda one: ((PARTNER, OTHER, STAFF).index(one.group), one.pk))
    counts = Counter(one.answer for one in lines)
    return Answers(
        lines=tuple(lines),
        come=counts["hadir"],
        instead=counts["diwakili"],
        away=counts["izin"],
        silent=tuple(one for one in lines if not one.answer and one.sent_at),
        unsent=sum(one.sent_at is None for one in lines),
        numberless=sum(not one.number for one in lines),
        missing=unlettered(meeting).count(),
    )


def of_person(meeting: Meeting, person: Person) -> Invitation | None:
    """The letter of somebody of the staff."""
    found: Invitation | None = (
        meeting.invitations.filter(attendance__person=person).select_related("attendance", "delegate").first()
    )
    return found


def lead(meeting: Meeting) -> Lead:
    """Lead time by the kind: from the day the letters went out, or from today while they have not."""
    kind = composing.kind(meeting.kind, meeting.year, meeting.puskesmas)
    wanted, reading = (kind.lead_days, kind.reading_days) if kind else (2, 3)
    first = meeting.invitations.filter(sent_at__isnull=False).order_by("sent_at").first()
    today = clock.today()
    day = timezone.localtime(first.sent_at).date() if first is not None and first.sent_at is not None else today
    read_on = meeting.date - dt.timedelta(days=reading)
    return Lead(
        wanted=wanted,
        days=(meeting.date - day).days,
        last=meeting.date - dt.timedelta(days=wanted),
        reading=read_on,
        late=(meeting.date - day).days < wanted,
        reading_due=read_on <= today <= meeting.date and not meeting.is_closed,
    )


def unlettered(meeting: Meeting) -> models.QuerySet[Attendance]:
    """Who is on the list without a letter; who comes instead of somebody needs none."""
    instead = meeting.invitations.exclude(delegate_name="").values("delegate_name")
    return meeting.attendance.filter(invitation=None).exclude(person=None, name__in=instead)


def _line(one: Invitation) -> LetterLine:
    line = one.attendance
    staff = line is not None and line.person_id is not None
    return LetterLine(
        pk=one.pk,
        group=STAFF if staff else PARTNER if one.partner_id else OTHER,
        addressee=one.addressee,
        job=line.shown_job if line and staff else "",
        sector=one.partner.get_sector_display() if one.partner else "",
        phone=(line.phone or (line.person.phone if line.person else "")) if line else "",
        number=one.number.text if one.number and not one.number.void_reason else "",
        sent_at=one.sent_at,
        answer=one.answer,
        instead=", ".join(
            filter(None, (one.delegate.full_name if one.delegate else one.delegate_name, one.delegate_job))
        ),
        reason=one.reason,
        answered_at=one.answered_at,
        token=one.token,
    )
