"""What the faces of a meeting show of the sectors: the desk, the wall, the phones."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.followup.commitments.queries import CommitmentLine
from lokmin.cycle.meetings.models import Attendance, Meeting, Musrenbang, PromiseOffer, SectorObstacle, Signature
from lokmin.cycle.meetings.room.counts import CAME
from lokmin.cycle.meetings.sectors import statement as text
from lokmin.cycle.meetings.sectors.statement import Signer, Statement
from lokmin.cycle.meetings.sectors.support import Candidate, candidates, for_partner

#: How far back a meeting looks for promises that have ended: a quarter and a little.
LOOKS_BACK = dt.timedelta(days=110)
HALL_ROWS = 8


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The old promises of one sector with their results."""

    sector: str
    lines: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """For the desk: what was promised, what waits, who signed; ``reviewing`` while old promises are on the agenda."""

    meeting: Meeting
    promises: tuple[CommitmentLine, ...]
    offers: tuple[PromiseOffer, ...]
    gaps: tuple[tuple[CommitmentLine, str], ...]
    signed: int
    stale: int
    signers: int
    obstacles: int
    reviewed: tuple[Reviewed, ...]
    reviewing: bool
    missing: bool

    @property
    def old(self) -> int:
        return sum(len(group.lines) for group in self.reviewed)

    @property
    def old_open(self) -> int:
        return sum(a.open for group in self.reviewed for a in group.lines)


@dataclass(frozen=True, slots=True)
class Page:
    """The page of the sectors of one meeting: everything at once."""

    desk: Desk
    statement: Statement
    signers: tuple[Signer, ...]
    changed: dict[int, list[str]]
    candidates: tuple[Candidate, ...]
    obstacles: tuple[SectorObstacle, ...]
    seats: tuple[Attendance, ...]
    proposals: tuple[Musrenbang, ...]
    waiting: tuple[Musrenbang, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line on the wall: a name, a sentence, a status with its shape."""

    name: str
    text: str
    status: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the wall; ``rest`` counts in words what is not shown."""

    key: str
    title: str
    template: str
    rows: tuple[Row, ...]
    rest: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """For a partner's phone: its promises and offers, and the problems to choose from."""

    meeting: int
    partner: str
    promises: tuple[CommitmentLine, ...]
    old: tuple[CommitmentLine, ...]
    offers: tuple[PromiseOffer, ...]
    problems: tuple[tuple[str, str], ...]
    token: str
    earliest: str


@dataclass(frozen=True, slots=True)
class ToSign:
    """For a phone: the komitmen bersama, and whether it has been signed for one's sector or oneself.

    ``drawn``: has drawn a signature on the attendance list; it can stand here too.
    """

    meeting: int
    partner: str
    statement: Statement
    signed: bool
    stale: bool
    signed_by: str
    drawn: bool


def review(meeting: Meeting) -> tuple[Reviewed, ...]:
    """The promises of earlier meetings with what became of them, sector by sector in the order of the rule."""
    lines = promises.reviewed_on(meeting.puskesmas, meeting.date, meeting.date - LOOKS_BACK)
    order = {code: n for n, (code, _label) in enumerate(Partner.SECTORS)}
    lines.sort(key=lambda a: (order[a.sector], not a.open, a.pk))
    return tuple(Reviewed(name, tuple(group)) for name, group in groupby(lines, key=lambda a: a.sector_name))


def _made(meeting: Meeting) -> list[CommitmentLine]:
    return promises.of_origin(meeting.puskesmas, Meeting.ORIGIN, meeting.pk)


def for_desk(meeting: Meeting) -> Desk | None:
    """What stands beside the minutes; None for a meeting sectors have nothing to do with."""
    return _desk(meeting, text.statement(meeting)) if text.concerns(meeting) else None


def _desk(meeting: Meeting, stated: Statement, found: list[Signer] | None = None) -> Desk:
    made = tuple(line for line in _made(meeting) if line.status != text.WITHDRAWN)
    signers = text.signers(meeting, stated.sha256) if found is None else found
    waiting = PromiseOffer.objects.filter(meeting=meeting, state=PromiseOffer.WAITING)
    return Desk(
        meeting=meeting,
        promises=made,
        offers=tuple(waiting.select_related("partner", "voice__person")),
        gaps=tuple((line, ", ".join(line.lacks)) for line in made if line.lacks),
        signed=sum(s.valid for s in signers),
        stale=sum(s.stale for s in signers),
        signers=len(signers),
        obstacles=meeting.sector_obstacles.count(),
        reviewed=review(meeting),
        reviewing=meeting.agenda.filter(kind="evaluasi_rtl", started_at__isnull=False, ended_at=None).exists(),
        missing=not meeting.is_closed and text.lacks_commitment(meeting),
    )


def page(meeting: Meeting) -> Page:
    """Everything of one meeting, for its own page."""
    stated = text.statement(meeting)
    signers = text.signers(meeting, stated.sha256)
    desk = _desk(meeting, stated, signers)
    proposals = Musrenbang.objects.of(meeting.puskesmas).select_related("village", "partner")
    pks = [c.pk for c in stated.clauses if c.pk] + [line.pk for line in _made(meeting)]
    return Page(
        desk=desk,
        statement=stated,
        signers=tuple(signers),
        changed={
            s.pledge.pk: promises.changed_since(meeting.puskesmas, pks, s.pledge.at)
            for s in signers
            if s.stale and s.pledge is not None
        },
        candidates=tuple(candidates(meeting)),
        obstacles=tuple(meeting.sector_obstacles.select_related("partner", "by", "voice__person")),
        seats=tuple(meeting.attendance.filter(person__isnull=True).select_related("partner")),
        proposals=tuple(proposals.filter(meeting=meeting)),
        waiting=tuple(proposals.filter(state="usulan", year__gt=meeting.date.year).exclude(meeting=meeting)),
    )


def for_hall(meeting: Meeting) -> list[Screen]:
    """Screens of the wall: what became of the last promises, support wanted, promises of today, who signed."""
    if not text.concerns(meeting):
        return []
    stated = text.statement(meeting)
    found = [*_old_screens(meeting), *_wanted_screens(meeting), *_promise_screens(stated)]
    if stated.clauses:
        found.append(_signing_screen(meeting, stated))
    return found


def _leaves(key: str, title: str, rows: list[Row]) -> list[Screen]:
    """Rows on as many screens as they need."""
    leaves = [rows[n : n + HALL_ROWS] for n in range(0, len(rows), HALL_ROWS)]
    return [
        Screen(f"{key}-{n}" if len(leaves) > 1 else key, title, "meetings/sectors/hall.html", tuple(leaf))
        for n, leaf in enumerate(leaves, 1)
    ]


_SHAPES = {"selesai": "baik", "berjalan": "kurang", "terlambat": "jelek"}


def _old_screens(meeting: Meeting) -> list[Screen]:
    rows = [
        Row(line.partner, line.result or line.activity, _(line.status), _SHAPES.get(line.status, "nihil"))
        for group in review(meeting)
        for line in group.lines
    ]
    kept = sum(row.shape == "baik" for row in rows)
    title = _("%(kept)s dari %(all)s janji tribulan lalu sudah ditepati") % {"kept": kept, "all": len(rows)}
    return _leaves("sektor-lalu", title, rows)


def _wanted_screens(meeting: Meeting) -> list[Screen]:
    if meeting.opened_at is None:
        return []
    rows = []
    for c in candidates(meeting):
        asked = "; ".join(f"{w.sector_name}: {w.support.lower()}" for w in c.wanted)
        if asked:
            rows.append(Row(f"{c.short} {', '.join(v.name for v in c.villages[:2])}", asked))
    return _leaves("sektor-dukungan", _("Dukungan sektor yang diperlukan tribulan ini"), rows)


def _promise_screens(stated: Statement) -> list[Screen]:
    rows = [
        Row(c.who, c.activity, _("sampai %(day)s") % {"day": short_date(c.due)} if c.due else "")
        for c in stated.clauses
    ]
    title = _("%(n)s janji untuk tiga bulan ke depan") % {"n": len(rows)}
    return _leaves("sektor-janji", title, rows)


def _signing_screen(meeting: Meeting, stated: Statement) -> Screen:
    """Sectors that signed and those still to sign; of a sector its name, never a ranking of persons."""
    signers = text.signers(meeting, stated.sha256)
    done = sum(s.valid for s in signers)
    rows = [
        Row(s.sector, "", _("sudah") if s.valid else _("naskah berubah") if s.stale else _("belum"),
            "baik" if s.valid else "kurang" if s.stale else "nihil")
        for s in signers
        if s.partner is not None
    ]  # fmt: skip
    title = _("%(done)s dari %(all)s sudah menandatangani komitmen bersama") % {"done": done, "all": len(signers)}
    rest = _("dan %(n)s lagi") % {"n": len(rows) - HALL_ROWS} if len(rows) > HALL_ROWS else ""
    return Screen("sektor-tanda", title, "meetings/sectors/hall.html", tuple(rows[:HALL_ROWS]), rest)


def for_hand(meeting: Meeting, attendance: Attendance) -> Hand | None:
    """What a partner's phone shows of its own sector; None for everybody else, and while the meeting does not run."""
    partner = attendance.partner
    if not meeting.is_running or attendance.status not in CAME or partner is None:
        return None
    mine = promises.of_partner(meeting.puskesmas, partner.pk)
    offers = PromiseOffer.objects.filter(meeting=meeting, partner=partner).exclude(state=PromiseOffer.TAKEN)
    return Hand(
        meeting=meeting.pk,
        partner=partner.name,
        promises=tuple(a for a in mine if a.origin_id == str(meeting.pk) and a.status != text.WITHDRAWN),
        old=tuple(a for a in mine if a.origin_id != str(meeting.pk) and a.open),
        offers=tuple(offers),
        problems=for_partner(meeting, partner),
        token=secrets.token_urlsafe(16),
        earliest=meeting.date.isoformat(),
    )


def to_sign(meeting: Meeting, attendance: Attendance) -> ToSign | None:
    """The komitmen on the phone of somebody who signs it: a partner, or of the staff where they sign too; else None."""
    if not meeting.is_running or attendance.status not in CAME:
        return None
    partner = attendance.partner
    if partner is None and (attendance.person_id is None or not text.staff_sign(meeting, attendance)):
        return None
    stated = text.statement(meeting)
    if not stated.clauses:
        return None
    own = {"partner": partner} if partner is not None else {"attendance": attendance, "partner": None}
    pledge = meeting.pledges.filter(**own).first()
    return ToSign(
        meeting=meeting.pk,
        partner=partner.name if partner else "",
        statement=stated,
        signed=pledge is not None and pledge.text_sha256 == stated.sha256,
        stale=pledge is not None and pledge.text_sha256 != stated.sha256,
        signed_by=pledge.name if pledge is not None else "",
        drawn=Signature.objects.filter(attendance=attendance, kind="gambar").exists(),
    )
