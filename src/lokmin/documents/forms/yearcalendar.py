"""Kalender kegiatan: the joint calendar of a year by month, of a month by week, and the list of clashes to settle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.periods import DAY_NAMES, MONTH_NAMES, Month, short_date
from lokmin.core.planning.calendar import grid
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.words import day_range, joined
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Text,
    Title,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line: what, when, who, where; ``hours`` and names in words.

    ``daily`` False: leave, or something whose days are still to be chosen; it stands in the list and not on each day.
    """

    first: dt.date
    last: dt.date
    title: str
    hours: str = ""
    people: tuple[str, ...] = ()
    where: str = ""
    programme: str = ""
    resource: str = ""
    daily: bool = True


@dataclass(frozen=True, slots=True)
class ClashLine:
    """One clash: how heavy, in a sentence, and what to do."""

    severity: str
    sentence: str
    step: str


@dataclass(frozen=True, slots=True)
class CalendarPaper:
    """All that the paper says.

    Attributes:
        months: the months it covers; one alone is drawn as a page of weeks.
        closed: day -> name of the days on which the office is closed; ``fasting`` in words.
        figure, figure_words: the load of the year as SVG text and in words, empty without.
    """

    year: int
    months: tuple[int, ...]
    puskesmas: str
    letterhead: Letterhead
    head: Signer
    town: str
    day: dt.date
    entries: tuple[CalendarEntry, ...] = ()
    clashes: tuple[ClashLine, ...] = ()
    closed: tuple[tuple[dt.date, str], ...] = ()
    fasting: str = ""
    figure: str = ""
    figure_words: str = ""


def kalender(paper: CalendarPaper) -> Document:
    """The calendar on F4 landscape: the grid of each month, its activities in full, and what clashes."""
    one = len(paper.months) == 1
    period = f"{MONTH_NAMES[paper.months[0] - 1]} {paper.year}" if one else f"Tahun {paper.year}"
    title = f"Kalender Kegiatan {period}"
    blocks: list[Block] = [Title(title.upper(), paper.puskesmas)]
    if paper.figure:
        blocks.append(Figure(alt=paper.figure_words, svg=paper.figure, caption=paper.figure_words))
    for number, month in enumerate(paper.months):
        if number or paper.figure:
            blocks.append(PageBreak())
        blocks += _month(paper, Month(paper.year, month), headed=not one)
    blocks += _clashes(paper)
    if paper.fasting:
        blocks.append(Paragraph(paper.fasting, small=True))
    blocks.append(Signatures((signature(paper.head, f"{paper.town}, {short_date(paper.day)}"),), right=True))
    return Document(
        code="kalender-kegiatan", title=title, blocks=tuple(blocks), letterhead=paper.letterhead, paper=Paper.F4,
        landscape=True, footer=f"{title}, {paper.puskesmas}",
    )  # fmt: skip


def _month(paper: CalendarPaper, month: Month, *, headed: bool) -> list[Block]:
    held = [e for e in paper.entries if e.first <= month.last_day and e.last >= month.first_day]
    blocks: list[Block] = [Heading(month.label)] if headed else []
    blocks.append(_grid(paper, month, held))
    names = [f"{d.day}: {name}" for d, name in paper.closed if (d.year, d.month) == (month.year, month.month)]
    if names:
        blocks.append(Paragraph(f"Hari libur tanggal {'; '.join(names)}.", small=True))
    if held:
        rows = tuple(_entry(n, e) for n, e in enumerate(sorted(held, key=lambda e: (e.first, e.hours, e.title)), 1))
        blocks.append(Table(_COLUMNS, rows, size=8.5))
    else:
        blocks.append(Paragraph(f"Belum ada kegiatan bertanggal di {month.label}."))
    return blocks


def _grid(paper: CalendarPaper, month: Month, held: Sequence[CalendarEntry]) -> Table:
    """Monday to Sunday; each day with what begins or goes on, closed days by name."""
    closed = dict(paper.closed)
    rows = tuple(Row(tuple(_day(day, month, closed, held) for day in week)) for week in grid(month))
    columns = tuple(Column(name) for name in DAY_NAMES)
    return Table(columns, rows, size=8, row_height=14)


def _day(day: dt.date, month: Month, closed: dict[dt.date, str], held: Sequence[CalendarEntry]) -> Text:
    if (day.year, day.month) != (month.year, month.month):
        return ""
    runs = [Run(str(day.day), bold=True)]
    if day in closed:
        runs.append(Run(f" {closed[day]}", italic=True))
    runs += [Run(f"\n{e.title}") for e in held if e.daily and e.first <= day <= e.last]
    return tuple(runs)


_COLUMNS = (
    Column("No", width=9),
    Column("Tanggal", width=40),
    Column("Jam", width=26),
    Column("Kegiatan", share=1.4),
    Column("Pelaksana", share=1.2),
    Column("Tempat, desa"),
    Column("Kendaraan, ruang", width=36),
)


def _entry(number: int, e: CalendarEntry) -> Row:
    return Row(
        (
            str(number), day_range(e.first, e.last), e.hours or "–", e.title, joined(e.people) or "–", e.where or "–",
            e.resource or "–",
        )
    )  # fmt: skip


def _clashes(paper: CalendarPaper) -> list[Block]:
    if not paper.clashes:
        return [Paragraph("Tidak ada kegiatan yang berbenturan.", small=True)]
    rows = tuple(Row((str(n), c.severity, c.sentence, c.step)) for n, c in enumerate(paper.clashes, start=1))
    columns = (
        Column("No", width=9),
        Column("Berat", width=32),
        Column("Benturan", share=1.4),
        Column("Langkah"),
    )
    return [Heading("Kegiatan yang berbenturan"), Table(columns, rows, size=8.5)]
