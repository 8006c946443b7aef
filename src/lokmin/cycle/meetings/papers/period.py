"""A month without a meeting: the papers as they would be prepared, with nothing made up."""

from __future__ import annotations

import datetime as dt

from lokmin.core.meetings.kinds import filled, words
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.work.matrix import rtl_row
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.papers.records import HEAD, indicator_names, signer
from lokmin.cycle.meetings.queries.people import kepala, notulis_of, staff
from lokmin.cycle.meetings.queries.rtl import previous_rtl
from lokmin.documents.forms import records as paper

START = dt.time(9, 0)
TUESDAY = 1


def usual_day(month: Month) -> dt.date:
    """The first Tuesday after the month: lokmin is held at every start of month (domain.md 1.3)."""
    first = month.next.first_day
    return first + dt.timedelta(days=(TUESDAY - first.weekday()) % 7)


def draft_paper(puskesmas: Puskesmas, month: Month, date: dt.date | None = None) -> paper.MeetingPaper:
    """The monthly meeting that would discuss a month: not stored, without numbers, minutes or decisions."""
    head, writer = kepala(puskesmas), notulis_of(puskesmas)
    day = date or usual_day(month)
    meeting = Meeting(
        puskesmas=puskesmas, kind="bulanan_rutin", year=day.year, number=1, period=month.code, date=day, start=START,
        zone=puskesmas.settings.get("zone", "WIB"), place=f"aula {puskesmas.name}", planned_minutes=120, leader=head,
        opener=head, notulis=writer,
    )  # fmt: skip
    kind = composing.kind(meeting.kind, day.year, puskesmas)
    said = words(Month(day.year, day.month), month)
    clock = dt.datetime.combine(day, START)
    agenda = []
    for block in composing.compose(meeting):
        agenda.append(paper.AgendaItem(block.title, block.minutes, clock.time(), block.speaker, block.detail))
        clock += dt.timedelta(minutes=block.minutes)
    named = indicator_names(puskesmas, day.year)
    return paper.MeetingPaper(
        kind="bulanan rutin",
        date=day,
        start=START,
        zone=meeting.zone,
        place=meeting.place,
        town=str(puskesmas.letterhead.get("town") or puskesmas.place.name),
        leader=signer(head, "Pemimpin rapat"),
        notulis=signer(writer, "Notulis"),
        head=signer(head, HEAD),
        period=month,
        recipients=kind.recipients if kind else (),
        purposes=tuple(filled(p, said) for p in kind.purposes) if kind else (),
        legal_base=kind.legal_base if kind else (),
        openings=(paper.Opening(head.full_name),) if head else (),
        participants=tuple(
            paper.Person(name=p.full_name, jabatan=p.job, nip=p.nip, phone=p.phone) for p in staff(puskesmas)
        ),
        agenda=tuple(agenda),
        previous_rtl=tuple(rtl_row(a, named) for a in previous_rtl(meeting)),
    )
