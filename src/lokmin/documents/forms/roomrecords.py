"""What the room leaves behind, as plain frozen records: signatures, scores, promises, proposals, evidence.

All of it may be empty: a meeting that was held without the room gives the papers it gave before.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

Strokes = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """How somebody signed: drawn (``strokes`` in a box of 1000 x 300), by PIN, or on paper.

    Attributes:
        manner: ``gambar``, ``pin`` or ``kertas``.
        at: local clock time.
    """

    manner: str
    at: dt.time | None = None
    strokes: Strokes = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of the attendance list as the room kept it.

    Attributes:
        group: profession of staff (``Bidan``); ``unit`` the klaster, desa or institution they come from.
        status: ``hadir``, ``diwakili``, ``izin``, ``sakit``, ``dinas luar``, ``tanpa keterangan``; empty: not taken.
        at: when they were there.
        instead: who came in their place.
    """

    name: str
    jabatan: str = ""
    instansi: str = ""
    nip: str = ""
    sex: str = ""
    phone: str = ""
    group: str = ""
    unit: str = ""
    status: str = ""
    instead: str = ""
    reason: str = ""
    at: dt.time | None = None
    sign: Sign | None = None
    guest: bool = False

    @property
    def present(self) -> bool:
        """There in person or by somebody in their place."""
        return self.status in {"hadir", "diwakili"}


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of the kesepakatan (domain.md 9.3). ``sector`` is who promises; ``result`` what became of it.

    ``when`` is written where the promise has no exact day (``setiap Jumat``).
    """

    problem: str
    support: str
    sector: str
    activity: str = ""
    target: str = ""
    start: dt.date | None = None
    due: dt.date | None = None
    when: str = ""
    resources: str = ""
    owner: str = ""
    status: str = "belum mulai"
    result: str = ""
    made_on: dt.date | None = None
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who signs the kesepakatan: the sector, the person, and how (None: still to sign by pen and stamp).

    ``stale``: signed before the clauses were changed, which is printed.
    """

    sector: str
    name: str
    jabatan: str = ""
    sign: Sign | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of the lintas sektor with only its own promises: those of today and those of the meetings before."""

    sector: str
    name: str = ""
    jabatan: str = ""
    promises: tuple[Promise, ...] = ()
    earlier: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line for Musrenbang. ``cost`` in whole rupiah, None when nobody has counted it."""

    title: str
    reason: str = ""
    place: str = ""
    volume: str = ""
    cost: int | None = None
    fund: str = ""
    level: str = ""
    proposer: str = ""
    score: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The knowledge item: material, how many answered before and after, and the means in percent of right answers.

    Attributes:
        paired: how many answered both; ``before`` and ``after`` are the means of these, 0..100, None when nobody did.
        attended: who took part, for the certificate lines (name, jabatan, NIP).
    """

    topic: str
    speaker: str = ""
    minutes: int = 0
    summary: str = ""
    questions: int = 0
    paired: int = 0
    before: float | None = None
    after: float | None = None
    attended: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the dinamika kelompok: its name, how many, its task and what it brought."""

    name: str
    members: int = 0
    result: str = ""


@dataclass(frozen=True, slots=True)
class TeamBuilding:
    """Dinamika kelompok: what was done, and the groups with their results."""

    activity: str
    groups: tuple[Group, ...] = ()
    result: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Who asked and who answered, at which point."""

    asked_by: str
    question: str
    answered_by: str = ""
    answer: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class BallotRow:
    """One choice of a ballot in the order of the result; ``cells`` as the heads of the ballot say."""

    choice: str
    cells: tuple[str, ...]
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class BallotResult:
    """A scoring or vote as it is printed.

    Attributes:
        method: with its formula version (``USG, rumus 1``).
        heads: titles of the cells behind the choice (median, sebaran, jumlah).
        notes: rounds, opinions far apart, tie-breaks, each one sentence.
    """

    title: str
    method: str
    heads: tuple[str, ...]
    rows: tuple[BallotRow, ...]
    raters: int = 0
    secret: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence that a recommendation was followed: a text, or a file (any kind) with its name."""

    action: str
    owner: str = ""
    due: dt.date | None = None
    status: str = ""
    text: str = ""
    name: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class PresenterPage:
    """The prepared page of one presenter.

    ``plans`` are (kegiatan, rencana, hasil); ``figures`` are (indikator, capaian, target, kekurangan, status).
    """

    title: str
    presenter: str = ""
    plans: tuple[tuple[str, str, str], ...] = ()
    figures: tuple[tuple[str, str, str, str, str], ...] = ()
    problems: tuple[str, ...] = ()
    obstacles: str = ""
    analysis: str = ""
    proposals: str = ""
    next_plans: tuple[str, ...] = ()
    filled: bool = False


@dataclass(frozen=True, slots=True)
class PressText:
    """A press text as somebody edited it; ``version`` and ``edited_by`` say which."""

    title: str
    body: str
    version: int = 0
    edited_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Everything the room adds to the papers of one meeting.

    Attributes:
        closed: the minutes are closed and read-only.
        clauses: what the kesepakatan says, as it was signed (in a meeting of the house the RTL too); else the promises.
        foundation: why the kesepakatan is made (dasar).
        press_contact: function and address the press may turn to.
        owners: owner -> places (0, 1 ...) of their rows among the meeting's RTL; empty: by the names in the rows.
        upload_at: where a missing part is put right, by the name of the part (``foto`` -> ``Meja › Foto``).
        paper_code: what the fallback sheets carry, so that they are typed back to the right meeting.
    """

    closed: bool = False
    attendees: tuple[Attendee, ...] = ()
    promises: tuple[Promise, ...] = ()
    clauses: tuple[Promise, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    partners: tuple[Partner, ...] = ()
    foundation: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    team: tuple[TeamBuilding, ...] = ()
    questions: tuple[Question, ...] = ()
    guidance: tuple[tuple[str, str], ...] = ()
    ballots: tuple[BallotResult, ...] = ()
    carried: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    presenters: tuple[PresenterPage, ...] = ()
    owners: tuple[tuple[str, tuple[int, ...]], ...] = ()
    press: PressText | None = None
    press_contact: str = ""
    upload_at: dict[str, str] = field(default_factory=dict)
    paper_code: str = ""
