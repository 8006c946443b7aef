"""Jadwal lokmin tahunan: every meeting of the year, planned and held, on one paper (domain.md 9.2, item 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.core.periods import MONTH_NAMES, long_date, short_date
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.words import clock, joined
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Signatures,
    Table,
    Title,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearMeeting:
    """One line: ``planned`` None when it was not on the schedule, ``held`` None until it took place.

    ``note``: deviation, reason of a move, why it was called off.
    """

    month: int
    name: str
    about: str
    planned: dt.date | None
    held: dt.date | None
    place: str = ""
    start: dt.time | None = None
    participants: tuple[str, ...] = ()
    note: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class YearPlan:
    """All that the paper says; ``fasting`` in words, ``day`` the day it is signed."""

    year: int
    puskesmas: str
    letterhead: Letterhead
    meetings: tuple[YearMeeting, ...]
    head: Signer
    town: str
    day: dt.date
    zone: str = "WIB"
    paper: Paper = Paper.A4
    fasting: str = ""


def jadwal_tahunan(plan: YearPlan) -> Document:
    """The schedule of a year, landscape, signed by the head."""
    held = sum(m.held is not None for m in plan.meetings)
    live = [m for m in plan.meetings if not m.cancelled]
    title = f"Jadwal Lokakarya Mini Tahun {plan.year}"
    blocks: list[Block] = [
        Title(title.upper(), plan.puskesmas),
        Table(_COLUMNS, tuple(_row(n, m) for n, m in enumerate(plan.meetings, start=1)) or _NOTHING, size=8.5),
        Paragraph(
            f"{len(live)} pertemuan, {held} sudah diadakan menurut catatan per {short_date(plan.day)}."
            + (f" {plan.fasting}" if plan.fasting else ""),
            small=True,
        ),
        Signatures((signature(plan.head, f"{plan.town}, {short_date(plan.day)}"),), right=True),
    ]
    return Document(
        code="jadwal-tahunan",
        title=title,
        blocks=tuple(blocks),
        letterhead=plan.letterhead,
        paper=plan.paper,
        landscape=True,
        footer=f"{title}, {plan.puskesmas}",
    )


_COLUMNS = (
    Column("No", width=9),
    Column("Bulan", width=22),
    Column("Pertemuan", share=1.3),
    Column("Yang dibahas", width=34),
    Column("Rencana", width=36),
    Column("Pelaksanaan", width=36),
    Column("Tempat dan peserta", share=1.6),
    Column("Keterangan", share=1.2),
)
_NOTHING = (Row(("–", "", "Jadwal tahun ini belum disusun.", "", "", "", "", "")),)


def _row(number: int, m: YearMeeting) -> Row:
    at = f", {clock(m.start)}" if m.start else ""
    where = "; ".join(filter(None, (m.place, joined(m.participants))))
    held = "dibatalkan" if m.cancelled else long_date(m.held) if m.held else "–"
    planned = long_date(m.planned) + at if m.planned else "di luar jadwal"
    return Row((str(number), MONTH_NAMES[m.month - 1], m.name, m.about, planned, held, where or "–", m.note or "–"))
