"""The komitmen bersama of a meeting: a text made of its promises, its digest, and who still has to sign it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from django.utils.translation import gettext as _

from lokmin.core.periods import long_date, short_date
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.followup.commitments.queries import CommitmentLine
from lokmin.cycle.followup.queries import ActionLine
from lokmin.cycle.meetings.models import Attendance, Meeting, Pledge, SignedStatement
from lokmin.cycle.meetings.models.meeting import SECTOR_KINDS
from lokmin.cycle.meetings.queries.people import kepala
from lokmin.cycle.meetings.room.counts import CAME

WITHDRAWN = "dibatalkan"


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of the komitmen: who promises what, where, until when, with what. ``pk`` is 0 for an RTL."""

    pk: int
    label: str
    who: str
    problem: str
    support: str
    activity: str
    target: str
    start: dt.date | None
    due: dt.date | None
    resources: str
    owner: str

    @property
    def when(self) -> str:
        if self.start and self.due:
            return f"{short_date(self.start)} – {short_date(self.due)}"
        return _("sampai %(day)s") % {"day": short_date(self.due)} if self.due else ""

    @property
    def sentence(self) -> str:
        """``Desa Pringgodani: PMT bagi balita, Pringgodani, sampai 30 Juni 2026, dengan dana desa``."""
        tail = [self.target, self.when, _("dengan %(what)s") % {"what": self.resources} if self.resources else ""]
        return f"{self.who}: {', '.join(filter(None, (self.activity, *tail)))}"


@dataclass(frozen=True, slots=True)
class Statement:
    """The whole text. ``sha256`` is of the clauses alone: what a signature stands for."""

    title: str
    opening: str
    foundation: tuple[str, ...]
    clauses: tuple[Clause, ...]
    closing: str
    sha256: str
    frozen: bool


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: a partner (``partner``) or one of the staff (``attendance``); ``pledge`` when signed.

    ``stale``: signed, but the clauses were changed afterwards. ``promised``: has a clause of its own.
    """

    partner: int | None
    attendance: int | None
    sector: str
    name: str
    job: str
    promised: bool
    present: bool
    pledge: Pledge | None
    stale: bool

    @property
    def valid(self) -> bool:
        return self.pledge is not None and not self.stale


def is_sectoral(meeting: Meeting) -> bool:
    """The quarterly meetings with other sectors: they cannot end without a commitment or a reason."""
    return meeting.kind in SECTOR_KINDS


def concerns(meeting: Meeting) -> bool:
    """Whether promises and a komitmen belong to this meeting: lintas sektor, partners in the hall, or on the agenda."""
    if is_sectoral(meeting):
        return True
    return (
        meeting.agenda.filter(kind__in=("komitmen", "lintas_sektor")).exists()
        or meeting.attendance.filter(partner__isnull=False).exists()
    )


def promised(meeting: Meeting) -> list[CommitmentLine]:
    """The promises of partners in this meeting that were not taken back."""
    made = promises.of_origin(meeting.puskesmas, Meeting.ORIGIN, meeting.pk)
    return [line for line in made if line.status != WITHDRAWN]


def lacks_commitment(meeting: Meeting) -> bool:
    """Whether a meeting with other sectors has neither a commitment nor a reason for having none."""
    return is_sectoral(meeting) and not meeting.close_reason and not promised(meeting)


def clauses(meeting: Meeting) -> tuple[Clause, ...]:
    """What is promised as it stands now; outside lintas sektor the RTL are the promises of the staff."""
    found = [of_promise(line) for line in promised(meeting)]
    if not is_sectoral(meeting):
        rtl = followup.of_origin(meeting.puskesmas, Meeting.ORIGIN, meeting.pk)
        found += [_of_rtl(line) for line in rtl if line.status != WITHDRAWN]
    return tuple(found)


def of_promise(line: CommitmentLine) -> Clause:
    return Clause(
        line.pk, line.label, line.partner, line.problem, line.support, line.activity, line.target, line.start, line.due,
        line.resources, line.owner,
    )  # fmt: skip


def _of_rtl(line: ActionLine) -> Clause:
    who = line.owner or "Puskesmas"
    return Clause(
        0, f"RTL {line.label}", who, line.problem, line.success or line.expected, line.activity,
        ", ".join(filter(None, (line.target_group, line.place))), line.start, line.due, line.partners, line.owner,
    )  # fmt: skip


def digest(lines: Iterable[Clause]) -> str:
    """SHA-256 over who promises what, where, when and with what; numbers and later results do not count."""
    body = [
        [c.who, c.problem, c.support, c.activity, c.target, str(c.start or ""), str(c.due or ""), c.resources, c.owner]
        for c in lines
    ]
    return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()


def statement(meeting: Meeting) -> Statement:
    """The komitmen bersama: as it was when the minutes were closed, else as it stands now."""
    kept = SignedStatement.objects.filter(meeting=meeting).first() if meeting.is_closed else None
    lines = tuple(_thawed(body) for body in kept.clauses) if kept else clauses(meeting)
    across = is_sectoral(meeting)
    return Statement(
        title=_("Kesepakatan bersama lintas sektor") if across else _("Komitmen bersama"),
        opening=_(
            "Pada hari %(day)s, bertempat di %(place)s, kami yang bertanda tangan di bawah ini berkomitmen "
            "melaksanakan hal berikut, masing-masing menurut tugasnya."
        )
        % {"day": long_date(meeting.date), "place": meeting.place},
        foundation=tuple(meeting.legal_base),
        clauses=lines,
        closing=_("Hasilnya kami laporkan pada pertemuan berikutnya."),
        sha256=kept.text_sha256 if kept else digest(lines),
        frozen=kept is not None,
    )


def freeze(meeting: Meeting) -> None:
    """Keep the clauses as they stand; called while the minutes are being closed, inside that transaction."""
    lines = clauses(meeting)
    if not lines and not meeting.pledges.exists():
        SignedStatement.objects.filter(meeting=meeting).delete()
        return
    SignedStatement.objects.update_or_create(
        meeting=meeting,
        defaults={"clauses": [_frozen(c) for c in lines], "text_sha256": digest(lines), "at": clock.now()},
    )


def _frozen(clause: Clause) -> dict[str, object]:
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in asdict(clause).items()}


def _thawed(body: dict[str, object]) -> Clause:
    known = {f.name: body.get(f.name) for f in fields(Clause)}
    for name in ("start", "due"):
        value = known[name]
        known[name] = dt.date.fromisoformat(value) if isinstance(value, str) and value else None
    return Clause(**known)  # type: ignore[arg-type]


def signers(meeting: Meeting, sha256: str) -> list[Signer]:
    """Who signs, in the order of the paper: the partners with a promise or in the hall, then of the staff the head
    and whoever has signed; outside lintas sektor everybody who came, where a komitmen is on the agenda.
    """
    pledges = list(meeting.pledges.select_related("partner", "attendance__person"))
    by_partner = {p.partner_id: p for p in pledges if p.partner_id}
    by_attendance = {p.attendance_id: p for p in pledges if p.partner_id is None and p.attendance_id}
    listed = list(meeting.attendance.select_related("person", "partner"))
    here = {a.partner_id: a for a in listed if a.partner_id and a.status in CAME}
    giving = {line.partner_id for line in promised(meeting)}
    # A guest of an ordinary meeting is not asked to sign a text that has no promise.
    asked = set(here) if giving or _has_pledge(meeting) else set()
    wanted = Partner.objects.of(meeting.puskesmas).filter(pk__in=giving | asked | set(by_partner))
    order = {code: n for n, (code, _label) in enumerate(Partner.SECTORS)}
    found = [
        _of_partner(p, here.get(p.pk), by_partner.get(p.pk), sha256, promised=p.pk in giving)
        for p in sorted(wanted, key=lambda p: (order[p.sector], p.order, p.pk))
    ]
    expected = _expected(meeting, listed)
    found += [
        _of_staff(a, by_attendance.get(a.pk), sha256)
        for a in listed
        if a.partner_id is None and (a.pk in by_attendance or a.pk in expected)
    ]
    return found


def staff_sign(meeting: Meeting, line: Attendance) -> bool:
    """Whether somebody of the staff signs: across sectors the head, in a meeting of the house everybody who came
    where a komitmen is on the agenda.
    """
    if is_sectoral(meeting):
        head = kepala(meeting.puskesmas)
        return head is not None and line.person_id == head.pk
    return line.status in CAME and _has_pledge(meeting)


def _expected(meeting: Meeting, listed: list[Attendance]) -> set[int]:
    """Ids of the lines of the staff who sign."""
    staff = [a for a in listed if a.person_id is not None]
    if is_sectoral(meeting):
        head = kepala(meeting.puskesmas)
        return {a.pk for a in staff if head is not None and a.person_id == head.pk}
    pledge = _has_pledge(meeting)
    return {a.pk for a in staff if pledge and a.status in CAME}


def _has_pledge(meeting: Meeting) -> bool:
    return is_sectoral(meeting) or meeting.agenda.filter(kind="komitmen").exists()


def _of_partner(
    partner: Partner, here: Attendance | None, pledge: Pledge | None, sha256: str, *, promised: bool
) -> Signer:
    name = (here.represented_by or here.shown_name) if here else partner.head
    return Signer(
        partner.pk, here.pk if here else None, partner.name, pledge.name if pledge else name,
        pledge.job if pledge else (here.shown_job if here and not here.represented_by else partner.job), promised,
        here is not None, pledge, pledge is not None and pledge.text_sha256 != sha256,
    )  # fmt: skip


def _of_staff(line: Attendance, pledge: Pledge | None, sha256: str) -> Signer:
    stale = pledge is not None and pledge.text_sha256 != sha256
    where = line.institution or line.meeting.puskesmas.name
    return Signer(None, line.pk, where, line.shown_name, line.shown_job, False, line.status in CAME, pledge, stale)
