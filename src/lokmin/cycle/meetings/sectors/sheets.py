"""Promises, signatures, cards and proposals as the plain records the papers are made from."""

from __future__ import annotations

from django.utils import timezone

from lokmin.cycle.centre.models import Partner as Register
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.followup.commitments.queries import CommitmentLine
from lokmin.cycle.meetings.models import Meeting, Musrenbang, Pledge
from lokmin.cycle.meetings.sectors import statement as text
from lokmin.cycle.meetings.sectors.statement import Clause
from lokmin.documents.forms import roomrecords as paper

Sheet = tuple[tuple[paper.Promise, ...], tuple[paper.Signatory, ...], tuple[str, ...]]


def commitment_sheet(meeting: Meeting) -> Sheet:
    """For the kesepakatan: its promises, who signs and how, and on what it is founded."""
    stated = text.statement(meeting)
    signatories = tuple(
        paper.Signatory(s.sector, s.name, s.job, _sign(s.pledge), s.stale) for s in text.signers(meeting, stated.sha256)
    )
    return tuple(_promised(c) for c in stated.clauses), signatories, stated.foundation


def partner_cards(meeting: Meeting) -> tuple[paper.Partner, ...]:
    """One card for each partner with a promise of today or an older one this meeting looks back at."""
    every = promises.commitments(meeting.puskesmas, meeting.date)
    by_partner: dict[int, list[CommitmentLine]] = {}
    for line in every:
        by_partner.setdefault(line.partner_id, []).append(line)
    known = Register.objects.of(meeting.puskesmas).filter(pk__in=by_partner)
    cards = []
    for partner in known:
        mine = sorted(by_partner[partner.pk], key=lambda a: a.pk)
        here = [a for a in mine if _of(meeting, a) and a.status != text.WITHDRAWN]
        earlier = [a for a in mine if not _of(meeting, a) and a.made_on < meeting.date]
        if here or earlier:
            cards.append(
                paper.Partner(
                    partner.name, partner.head, partner.job, tuple(_of_line(a) for a in here),
                    tuple(_of_line(a) for a in earlier[-8:]),
                )
            )  # fmt: skip
    return tuple(cards)


def musrenbang(meeting: Meeting) -> tuple[paper.Proposal, ...]:
    """The proposals agreed in a meeting; without any, those of next year that wait."""
    ours = Musrenbang.objects.of(meeting.puskesmas).select_related("village", "partner")
    found = list(ours.filter(meeting=meeting)) or list(ours.filter(year=meeting.date.year + 1))
    levels = dict(Musrenbang.LEVELS)
    states = dict(Musrenbang.STATES)
    return tuple(
        paper.Proposal(
            title=p.proposal, reason=p.problem, place=p.village.name if p.village else "", volume=p.volume, cost=p.cost,
            level=str(levels[p.level]), proposer=p.partner.name if p.partner else "",
            status=": ".join(filter(None, (str(states[p.state]), p.state_reason))),
        )
        for p in found
    )  # fmt: skip


def _of(meeting: Meeting, line: CommitmentLine) -> bool:
    return line.origin_kind == Meeting.ORIGIN and line.origin_id == str(meeting.pk)


def _promised(c: Clause) -> paper.Promise:
    return paper.Promise(
        problem=c.problem, support=c.support, sector=c.who, activity=c.activity, target=c.target, start=c.start,
        due=c.due, resources=c.resources, owner=c.owner,
    )  # fmt: skip


def _of_line(a: CommitmentLine) -> paper.Promise:
    return paper.Promise(
        problem=a.problem, support=a.support, sector=a.partner, activity=a.activity, target=a.target, start=a.start,
        due=a.due, resources=a.resources, owner=a.owner, status=a.status, result=a.result or a.status_reason,
        made_on=a.made_on,
    )  # fmt: skip


def _sign(pledge: Pledge | None) -> paper.Sign | None:
    if pledge is None or pledge.kind == "kertas":
        return None
    at = timezone.localtime(pledge.at).time()
    return paper.Sign(pledge.kind, at, tuple(tuple((x, y) for x, y in stroke) for stroke in pledge.strokes))
