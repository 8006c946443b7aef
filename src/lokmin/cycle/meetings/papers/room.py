"""What the room left behind, from its tables to the plain records of the papers: signatures, scores, promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lokmin.cycle.centre.models import Partner
from lokmin.cycle.followup.commitments import queries as promised
from lokmin.cycle.followup.commitments.queries import CommitmentLine
from lokmin.cycle.meetings.after.queries import task_lists
from lokmin.cycle.meetings.ballots.outcome import Outcome, outcome
from lokmin.cycle.meetings.learning import results as learned
from lokmin.cycle.meetings.models import (
    Attendance,
    Ballot,
    Meeting,
    Musrenbang,
    Pledge,
    Signature,
)
from lokmin.cycle.meetings.papers.spoken import guidance, questions
from lokmin.cycle.meetings.preparing.records import written
from lokmin.cycle.meetings.sectors.statement import Clause, concerns, signers, statement
from lokmin.documents.figures.ink import strokes
from lokmin.documents.forms import roomrecords as paper

#: Promises of partners are looked back on as far as a year and a quarter: five quarterly meetings.
BACK = dt.timedelta(days=460)


def room_records(meeting: Meeting) -> paper.Room:
    """Everything the room adds to the papers; empty parts for what was not used."""
    attendees = list(meeting.attendance.select_related("person", "partner", "signature"))
    made = promised.of_origin(meeting.puskesmas, Meeting.ORIGIN, meeting.pk, meeting.date)
    press = meeting.press.select_related("by").last()
    return paper.Room(
        closed=meeting.is_closed,
        attendees=tuple(_attendee(a) for a in attendees) if any(a.status for a in attendees) else (),
        promises=tuple(_promise(line) for line in made),
        **_agreement(meeting),
        partners=_partners(meeting, made),
        proposals=tuple(_proposal(m) for m in meeting.musrenbang.select_related("village", "partner")),
        knowledge=learned.knowledge_papers(meeting),
        team=learned.team_papers(meeting),
        questions=questions(meeting),
        guidance=guidance(meeting),
        ballots=_ballots(meeting),
        carried=_carried(meeting),
        presenters=written(meeting),
        owners=tuple((one.name, one.places) for one in task_lists(meeting)),
        press=paper.PressText(press.title, press.text, press.number, press.by.full_name) if press else None,
        press_contact=_contact(meeting),
        paper_code=f"L{meeting.pk}",
    )


def sign(signature: Signature | Pledge | None) -> paper.Sign | None:
    """A signature as papers draw it; strokes that cannot be read count as signed without a drawing."""
    if signature is None:
        return None
    try:
        lines = strokes(signature.strokes) if signature.kind == "gambar" else ()
    except ValueError:
        lines = ()
    return paper.Sign(signature.kind, timezone.localtime(signature.at).time(), lines)


def _attendee(a: Attendance) -> paper.Attendee:
    person = a.person
    return paper.Attendee(
        name=a.shown_name, jabatan=a.shown_job, instansi=a.institution or (a.partner.name if a.partner else ""),
        nip=person.nip if person else "", sex=a.sex, phone=a.phone or (person.phone if person else ""),
        group=a.profession, unit=a.unit or a.institution or (a.partner.name if a.partner else ""), status=a.status,
        instead=a.represented_by, reason=a.reason, at=timezone.localtime(a.at).time() if a.at else None,
        sign=sign(getattr(a, "signature", None)), guest=person is None,
    )  # fmt: skip


def _promise(line: CommitmentLine) -> paper.Promise:
    return paper.Promise(
        problem=line.problem, support=line.support, sector=line.partner, activity=line.activity, target=line.target,
        start=line.start, due=line.due, resources=line.resources, owner=line.owner,
        status=": ".join(filter(None, (line.status, line.status_reason))), result=line.result, made_on=line.made_on,
    )  # fmt: skip


def _agreement(meeting: Meeting) -> dict[str, Any]:
    """The komitmen bersama as it was signed and by whom; nothing for a meeting it does not belong to."""
    if not (concerns(meeting) or meeting.pledges.exists()):
        return {}
    text = statement(meeting)
    return {
        "foundation": text.foundation,
        "clauses": tuple(_clause(c) for c in text.clauses),
        "signatories": tuple(
            paper.Signatory(s.sector, s.name, s.job, sign(s.pledge), s.stale) for s in signers(meeting, text.sha256)
        ),
    }


def _clause(c: Clause) -> paper.Promise:
    return paper.Promise(
        problem=c.problem, support=c.support, sector=c.who, activity=c.activity, target=c.target, start=c.start,
        due=c.due, resources=c.resources, owner=c.owner,
    )  # fmt: skip


def _partners(meeting: Meeting, made: Iterable[CommitmentLine]) -> tuple[paper.Partner, ...]:
    """Partners who promised something today or were at the table and have older promises, in the office's order."""
    today: dict[int, list[CommitmentLine]] = {}
    for line in made:
        today.setdefault(line.partner_id, []).append(line)
    since = meeting.date - BACK
    before: dict[int, list[CommitmentLine]] = {}
    for line in promised.commitments(meeting.puskesmas, meeting.date, made_on__lt=meeting.date, made_on__gte=since):
        before.setdefault(line.partner_id, []).append(line)
    there = set(meeting.attendance.filter(partner__isnull=False).values_list("partner_id", flat=True))
    wanted = set(today) | (there & set(before))
    rows = Partner.objects.of(meeting.puskesmas).filter(pk__in=wanted) if wanted else ()
    return tuple(
        paper.Partner(
            p.name, p.head, p.job, tuple(_promise(line) for line in today.get(p.pk, ())),
            tuple(_promise(line) for line in sorted(before.get(p.pk, ()), key=lambda a: (a.made_on, a.pk))),
        )
        for p in rows
    )  # fmt: skip


def _proposal(m: Musrenbang) -> paper.Proposal:
    return paper.Proposal(
        title=m.proposal, reason=m.problem, place=m.village.name if m.village else "", volume=m.volume, cost=m.cost,
        level=m.level, proposer=m.partner.name if m.partner else "",
        status=": ".join(filter(None, (m.state, m.state_reason))),
    )  # fmt: skip


def _ballots(meeting: Meeting) -> tuple[paper.BallotResult, ...]:
    closed = list(meeting.ballots.filter(state=Ballot.CLOSED).prefetch_related("options"))
    later = {b.first_id for b in closed}
    return tuple(_ballot(outcome(b, later=b.pk in later)) for b in closed if b.result)


def _ballot(found: Outcome) -> paper.BallotResult:
    """The table of a result. Single papers are kept in the program and do not stand in the minutes."""
    title = found.title + (f", putaran {found.round}" if found.round > 1 else "")
    notes = tuple(filter(None, (found.sentence, *found.ties, *found.apart, found.how)))
    if found.hidden or not found.rows:
        return paper.BallotResult(title, found.method, (), (), found.raters, found.secret, notes)
    if found.vote:
        votes = tuple(paper.BallotRow(r.name, (r.score, f"{round(r.share * 100)}\u00a0%"), r.place) for r in found.rows)
        return paper.BallotResult(title, found.method, ("Suara", "Bagian"), votes, found.raters, found.secret, notes)
    heads = (*(letter for letter, _name in found.letters), "Nilai", "Tengah", "Rentang")
    rows = tuple(
        paper.BallotRow(r.name, (*(s.median for s in r.said), r.score, r.median, r.ends), r.place) for r in found.rows
    )
    width = len(found.letters)
    whole = tuple(r for r in rows if len(r.cells) == width + 3)
    named = ", ".join(f"{letter} = {name}" for letter, name in found.letters)
    return paper.BallotResult(
        title, found.method, heads, whole, found.raters, found.secret, (f"{named} (nilai tengah).", *notes)
    )


def _carried(meeting: Meeting) -> tuple[str, ...]:
    """Points nobody began, wrote or decided under; only of a closed meeting, before that they may still come."""
    if not meeting.is_closed:
        return ()
    left = meeting.agenda.filter(started_at__isnull=True, notes__isnull=True, decisions__isnull=True)
    begun = meeting.agenda.filter(started_at__isnull=False).exists()
    kept = left.exclude(kind__in=("pembukaan", "penutup", "arahan")) if begun else ()
    return tuple(item.title for item in kept)


def _contact(meeting: Meeting) -> str:
    """The office's own contact line, as it stands in the kop."""
    return str(meeting.puskesmas.letterhead.get("contact") or "")
