"""The annexes of a meeting as the papers print them, and the agreement of all staff at the first lokmin."""

from __future__ import annotations

from django.utils import timezone

from lokmin.cycle.meetings.annexes import queries
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.papers.room import sign
from lokmin.cycle.planning.monthly import paper as monthly
from lokmin.cycle.workforce.darbin import paper as darbin
from lokmin.cycle.workforce.staff import queries as register
from lokmin.documents.forms.annexrecords import AnnexPaper
from lokmin.documents.forms.rpkmonth import MonthPaper
from lokmin.documents.model import Document

#: The meeting at which all staff agree on their tasks of the year (domain.md 1.4).
FIRST = "bulanan_pertama"


def annex_papers(meeting: Meeting) -> tuple[AnnexPaper, ...]:
    """What the meeting looked at; nothing before it opened, when all of it may still change."""
    if meeting.opened_at is None:
        return ()
    return tuple(
        AnnexPaper(
            annex=laid.annex, point=laid.item.title if laid.item else "", words=laid.words,
            approved_at=timezone.localtime(laid.approved_at) if laid.approved_at else None,
            approved_by=laid.approved_by,
        )
        for laid in queries.of(meeting)
    )  # fmt: skip


def agreement_paper(meeting: Meeting) -> Document | None:
    """The agreement on tasks, with who signed it in the room; None at other meetings and without a staff register."""
    if meeting.kind != FIRST or meeting.opened_at is None or not register.staff(meeting.puskesmas, meeting.date):
        return None
    pledges = meeting.pledges.filter(attendance__person__isnull=False).select_related("attendance")
    signed = {
        p.attendance.person_id: made
        for p in pledges
        if p.attendance and p.attendance.person_id and (made := sign(p)) is not None
    }
    return darbin.agreement(meeting.puskesmas, meeting.year, signed, meeting.date)


def planned_months(meeting: Meeting) -> tuple[MonthPaper, ...]:
    """The RPK bulanan of the months this meeting plans; nothing before it opened."""
    return monthly.for_pack(meeting.puskesmas, meeting.date) if meeting.opened_at is not None else ()
