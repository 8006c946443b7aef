"""What the papers are made from: plain frozen records that a caller fills from its own tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lokmin.core.meetings.kinds import span_label
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.forms.annexrecords import AnnexPaper
from lokmin.documents.forms.effectrecords import LookedBack
from lokmin.documents.forms.problemrecords import ProblemPapers
from lokmin.documents.forms.roomrecords import Room
from lokmin.documents.forms.words import checked_day, day_range
from lokmin.documents.model import Document, Letterhead, Paper

if TYPE_CHECKING:  # a paper that itself is made for a pack
    from lokmin.documents.forms.rpkmonth import MonthPaper

__all__ = [
    "AgendaItem",
    "Attendance",
    "Focus",
    "IndicatorSheet",
    "Letterhead",
    "MeetingPaper",
    "Note",
    "Opening",
    "PackInput",
    "Person",
    "Photo",
    "Problem",
    "QuotedFigure",
    "RtlRow",
    "ScheduledMeeting",
    "Signer",
    "UsgScore",
]


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: name with titles, function, rank and class, NIP (empty prints ``-``)."""

    name: str
    jabatan: str
    pangkat: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One who is invited or attends. Phone numbers stand on the attendance list only."""

    name: str
    jabatan: str = ""
    instansi: str = ""
    nip: str = ""
    sex: str = ""
    phone: str = ""
    present: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Counted attendance: invited, present, and how many are away for which reason."""

    invited: int
    present: int
    away: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of the agenda; ``minutes`` is what the time box gives it."""

    title: str
    minutes: int = 0
    start: dt.time | None = None
    speaker: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ScheduledMeeting:
    """One meeting of the year's schedule (jadwal lokmin tahunan)."""

    kind: str
    date: dt.date
    start: dt.time | None = None
    place: str = ""
    participants: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuotedFigure:
    """A sentence tied to a snapshot row; ``source`` names workbook, sheet and cells.

    ``now`` is the sentence with the corrected figure when the source changed after the freeze.
    """

    text: str
    source: str = ""
    status: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One topic of the minutes: its discussion, the figures quoted in it, and what was decided."""

    topic: str
    discussion: str
    quotes: tuple[QuotedFigure, ...] = ()
    speaker: str = ""
    decision: str = ""
    owner: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class UsgScore:
    """Mean scores of one problem by the USG method (1..5 each)."""

    problem: str
    urgency: float
    seriousness: float
    growth: float

    @property
    def total(self) -> float:
        return self.urgency + self.seriousness + self.growth


@dataclass(frozen=True, slots=True)
class RtlRow:
    """One row of the RTL matrix with all official columns (domain.md 9.3). ``cost`` in whole rupiah.

    ``lacking_reason`` is printed where a row was let through without owner, date, indicator or expected change.
    ``rhythm``: ``tiap minggu sampai 30 Juni 2026``; ``parts``: parts of the work not yet done; ``register``, ``root``:
    number of the problem of the register and the root cause worked on; ``carried``: to whom it was carried upward.
    """

    problem: str
    cause: str = ""
    action: str = ""
    target_group: str = ""
    target: str = ""
    place: str = ""
    start: dt.date | None = None
    due: dt.date | None = None
    owner: str = ""
    partners: str = ""
    cost: int | None = None
    fund: str = ""
    indicator: str = ""
    result: str = ""
    status: str = "belum mulai"
    evidence: str = ""
    evaluation: str = ""
    klaster: int | None = None
    programme: str = ""
    age_months: int = 0
    lacking_reason: str = ""
    rhythm: str = ""
    parts: tuple[str, ...] = ()
    root: str = ""
    register: str = ""
    carried: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the meeting (PNG or JPEG bytes) with its caption."""

    image: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem found in the figures; ``people`` missing, e.g. ``kurang 15 ibu``."""

    title: str
    place: str
    indicator: str
    people: str = ""
    percent: str = ""
    status: str = ""
    cause: str = ""
    red_months: int = 0
    klaster: int | None = None
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Focus:
    """A topic pinned for a time (fokus utama), with the one who answers for it."""

    title: str
    since: dt.date
    until: dt.date
    owner: str = ""

    @property
    def sentence(self) -> str:
        """``Persiapan haji (1 Oktober 2025–31 Mei 2026, PJ Hendra Kusuma)``."""
        owner = f", PJ {self.owner}" if self.owner else ""
        return f"{self.title} ({day_range(self.since, self.until)}{owner})"


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opened, and what was said (sambutan, arahan)."""

    speaker: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPaper:
    """One lokmin as its papers need it.

    Attributes:
        kind: ``bulanan pertama``, ``bulanan rutin``, ``tribulanan pertama`` or ``tribulanan rutin``.
        weekday: the day somebody typed beside the date, checked against it.
        period: the month that is discussed, the last of ``months`` when more are looked back on.
        frozen_at: when its figures were frozen.
        aim, inputs, steps, outputs, sought: of the kind of meeting, for the KAK; ``sought`` are those it is meant for.
        decision_topics: the point of the agenda each of ``decisions`` was taken under, in their order; may be empty.
        number: of the minutes; ``letter_number`` of the invitation (empty prints ``(nomor menyusul)``).
    """

    kind: str
    date: dt.date
    start: dt.time
    place: str
    town: str
    leader: Signer
    notulis: Signer
    head: Signer
    end: dt.time | None = None
    zone: str = "WIB"
    weekday: str = ""
    ordinal: int | None = None
    period: Month | None = None
    months: int = 1
    aim: str = ""
    inputs: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    frozen_at: dt.datetime | None = None
    number: str = ""
    letter_number: str = ""
    letter_date: dt.date | None = None
    cover_number: str = ""
    urgency: str = "Biasa"
    enclosure: str = "-"
    recipients: tuple[str, ...] = ()
    recipients_place: str = "Tempat"
    remarks: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    openings: tuple[Opening, ...] = ()
    moderator: str = ""
    participants: tuple[Person, ...] = ()
    attendance: Attendance | None = None
    agenda: tuple[AgendaItem, ...] = ()
    purposes: tuple[str, ...] = ()
    legal_base: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    usg: tuple[UsgScore, ...] = ()
    usg_raters: int = 0
    decisions: tuple[str, ...] = ()
    conclusion: str = ""
    rtl: tuple[RtlRow, ...] = ()
    previous_rtl: tuple[RtlRow, ...] = ()
    photos: tuple[Photo, ...] = ()
    close_reason: str = ""
    focuses: tuple[Focus, ...] = ()
    decision_topics: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checked_day(self.date, self.weekday)

    @property
    def title(self) -> str:
        """``Lokakarya Mini Bulanan Rutin``; meetings that are no lokmin by their own name."""
        name = self.kind.title()
        return name if self.kind.startswith(("rapat", "pra-")) else f"Lokakarya Mini {name}"

    @property
    def counted(self) -> str:
        """``Minlok ke-1 tahun 2025``; empty where the office has no number for it."""
        if not self.ordinal:
            return ""
        name = "Minlok" if self.kind.startswith("bulanan") else "Pertemuan"
        return f"{name} ke-{self.ordinal} tahun {self.date.year}"

    @property
    def about(self) -> str:
        """What is looked back on: ``April 2026``, ``Januari–Maret 2026``; empty without figures."""
        return span_label(self.period, self.months) if self.period else ""

    @property
    def about_word(self) -> str:
        """How the papers call it."""
        return "Bulan yang dibahas" if self.months == 1 else "Periode yang dibahas"

    @property
    def achieved(self) -> str:
        """``capaian sampai April 2026``, ``capaian Januari–Maret 2026``: a quarter is not only its last month."""
        if not self.period:
            return "capaian"
        return f"capaian sampai {self.about}" if self.months == 1 else f"capaian {self.about}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSheet:
    """One indicator with its villages: what the recap, the PWS table, the chart and the slide show.

    Attributes:
        people: unit of the gap (``ibu``); ``counted`` what the numerator counts, ``over`` names the denominator used.
        flow: months add up (otherwise the last month stands for the year so far).
        pro_rata: the running target grows n/12.
        sources: place code -> workbook, sheet and cells of its figures.
        rates: place code -> coverage month by month in millionths of the unit, where the denominator changes every
            month (drop-out, D/S); without it the year of such an indicator is not drawn.
    """

    code: str
    name: str
    short: str
    people: str
    programme: str
    klaster: int
    rows: tuple[CoverageRow, ...]
    total: CoverageRow | None = None
    counted: str = ""
    over: str = ""
    definition: str = ""
    source: str = ""
    flow: bool = True
    pro_rata: bool = True
    sources: dict[str, str] = field(default_factory=dict)
    rates: dict[str, tuple[int | None, ...]] = field(default_factory=dict)

    @property
    def monthly(self) -> bool:
        """Is the denominator reported every month (drop-out rates, D/S)?"""
        rows = (*self.rows, self.total) if self.total else self.rows
        return any(row.month_denominator is not None for row in rows)

    @property
    def adds(self) -> bool:
        """Do the months make up the bar? Counts over a yearly sasaran do, rates do not."""
        return self.flow and not self.monthly

    @property
    def grows(self) -> bool:
        """Does the running target grow with the months?"""
        return self.pro_rata and not self.monthly

    def course(self, row: CoverageRow) -> CoverageRow | None:
        """The row whose months can be drawn through the year; None where only the counts are known, not the rates."""
        if not self.monthly:
            return row
        known = self.rates.get(row.place)
        if known is None:
            return None
        return replace(row, months=known, numerator=known[-1], denominator=row.factor * MICRO, exact=None)

    @property
    def below(self) -> tuple[CoverageRow, ...]:
        """Villages below the running target, the one with most people missing first."""
        red = [row for row in self.rows if row.status in (Status.CUKUP, Status.JELEK)]
        return tuple(sorted(red, key=lambda row: (-(row.gap_people or 0), row.place)))

    @property
    def silent(self) -> tuple[CoverageRow, ...]:
        """Villages that have not reported the month."""
        return tuple(row for row in self.rows if row.status is Status.NONE)

    @property
    def ordered(self) -> tuple[CoverageRow, ...]:
        """Villages in the order of the chart: by rank, the unranked and the silent last."""
        return tuple(sorted(self.rows, key=lambda row: (row.rank is None, row.rank or 0, row.place)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInput:
    """All that the pack of one lokmin is made from; nothing is read from anywhere else.

    Attributes:
        names: place code -> name as printed.
        made_at: the moment written into every file, so that the same input gives the same bytes.
        templates: form name -> the office's own .docx (bytes) to be filled instead of the built-in paper.
        boundaries: GeoJSON FeatureCollection whose features carry the place code, for maps (optional).
        hidden_problems: how many further problems were found than are listed.
        wanted: codes of the papers this kind of meeting asks for (``kak``, ``pengesahan``), beside those of every pack.
        room: what the room added (signatures, scores, promises ...); empty for a meeting held without it.
        register: causes, solutions and gaps of the problems that were discussed; may be empty.
        looked_back: the verdicts of earlier actions the meeting opened with; may be empty.
        annexes: what other parts of the cycle laid before the meeting; may be empty.
        agreement: the agreement of all staff on their tasks, at the year's first lokmin.
        months: the RPK bulanan of the months the meeting plans; empty: not drawn up.
    """

    meeting: MeetingPaper
    letterhead: Letterhead
    month: Month
    sheets: tuple[IndicatorSheet, ...]
    names: dict[str, str]
    made_at: dt.datetime
    puskesmas: str
    paper: Paper = Paper.A4
    problems: tuple[Problem, ...] = ()
    hidden_problems: int = 0
    quality: tuple[str, ...] = ()
    schedule: tuple[ScheduledMeeting, ...] = ()
    sasaran_source: str = ""
    snapshot: str = ""
    templates: dict[str, bytes] = field(default_factory=dict)
    boundaries: dict[str, object] | None = None
    wanted: frozenset[str] = frozenset()
    room: Room = field(default_factory=Room)
    register: ProblemPapers = field(default_factory=ProblemPapers)
    looked_back: LookedBack = field(default_factory=LookedBack)
    annexes: tuple[AnnexPaper, ...] = ()
    agreement: Document | None = None
    months: tuple[MonthPaper, ...] = ()
