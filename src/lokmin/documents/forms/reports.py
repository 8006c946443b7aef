"""The report tracker on paper: the reports about a month with their days and proof, and a year at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lokmin.core.periods import MONTH_NAMES, Month, short_date
from lokmin.core.reports.sentences import state_words, tally_words
from lokmin.core.reports.states import Standing, State
from lokmin.core.reports.summary import Tally, tally
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.records import Signer
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Letterhead,
    Margins,
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
class ReportLine:
    """One report about one period; ``category`` in words, ``closed`` why the due day is no working day."""

    standing: Standing
    category: str
    owner: str
    proof: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class YearLine:
    """One report with its twelve months; None where it is not owed."""

    name: str
    category: str
    months: tuple[tuple[Standing, ...], ...]


@dataclass(frozen=True, slots=True)
class TrackerPaper:
    """What both papers share: whose they are, and the day they were made."""

    puskesmas: str
    letterhead: Letterhead
    head: Signer
    keeper: Signer
    town: str
    day: dt.date
    paper: Paper = Paper.A4


#: Of the states the shape that stands before the word (the renderers know the PWS words).
_SHAPE = {
    State.SENT: "baik", State.SENT_LATE: "kurang", State.MISSING: "jelek", State.OPEN: "cukup",
    State.WAITING: "tanpa target",
}  # fmt: skip
_COLUMNS = (
    Column("No", width=9),
    Column("Laporan", share=2.1),
    Column("Periode", share=1.0),
    Column("Dikirim ke", share=0.75),
    Column("Penanggung jawab", share=1.1),
    Column("Jatuh tempo", share=0.95),
    Column("Dikirim", share=0.85),
    Column("Keadaan", share=1.25),
    Column("Bukti", share=1.1),
)


def month_tracker(given: TrackerPaper, month: Month, lines: Sequence[ReportLine]) -> Document:
    """The reports about a month by category, landscape, with who took note of them."""
    title = f"Pemantauan Laporan {month.label}"
    rows: list[Row] = []
    number = 0
    for category, group in groupby(lines, key=lambda line: line.category):
        own = list(group)
        rows.append(Row((f"{category}: {tally_words(tally(line.standing for line in own))}",), kind="group"))
        for line in own:
            number += 1
            rows.append(Row(_cells(number, line)))
    blocks: list[Block] = [
        Title(title.upper(), f"{given.puskesmas}, menurut catatan per {short_date(given.day)}"),
        Paragraph(f"{tally_words(tally(line.standing for line in lines)).capitalize()}."),
        Table(
            _COLUMNS,
            tuple(rows) or (Row(("Tidak ada laporan yang ditunggu untuk bulan ini.",), kind="group"),),
            size=8.0,
        ),
        _signed(given),
    ]
    return _document(given, "pemantauan-laporan", title, blocks)


def _cells(number: int, line: ReportLine) -> tuple[Text, ...]:
    stands = line.standing
    due = short_date(stands.due) + (f" ({line.closed})" if line.closed and not stands.done else "")
    return (
        str(number), stands.report.name, stands.period.label, stands.report.section or "–", line.owner or "–", due,
        short_date(stands.sent_on) if stands.sent_on else "–",
        (Run(state_words(stands), bold=stands.state is State.MISSING, status=_SHAPE[stands.state]),),
        line.proof or "–",
    )  # fmt: skip


YEAR_LEGEND = (
    "ya: terkirim tepat waktu; t3: terkirim terlambat 3 hari; BELUM: lewat jatuh tempo; …: belum waktunya atau belum "
    "jatuh tempo; kosong: tidak dikirim bulan itu. Angka seperti 3/4: laporan mingguan yang terkirim bulan itu."
)


def mark(found: Sequence[Standing]) -> str:
    """A month of a report in a few letters, as ``YEAR_LEGEND`` explains; empty where it is not owed."""
    if not found:
        return ""
    missing = any(s.state is State.MISSING for s in found)
    if len(found) > 1:
        done = sum(s.done for s in found)
        return f"{done}/{len(found)}{' BELUM' if missing else ''}"
    (one,) = found
    match one.state:
        case State.SENT:
            return "ya"
        case State.SENT_LATE:
            return f"t{one.days}"
        case State.MISSING:
            return "BELUM"
        case _:
            return "…"


def year_tracker(given: TrackerPaper, year: int, lines: Sequence[YearLine], months: Sequence[Tally]) -> Document:
    """Every report of a year by month, landscape; at the foot how many went out in time each month."""
    title = f"Pemantauan Laporan Tahun {year}"
    columns = (
        Column("No", width=9), Column("Laporan", share=1.0),
        *(Column(name[:3], width=15.5, align="center") for name in MONTH_NAMES),
    )  # fmt: skip
    rows: list[Row] = []
    number = 0
    for category, group in groupby(lines, key=lambda line: line.category):
        rows.append(Row((category,), kind="group"))
        for line in group:
            number += 1
            rows.append(Row((str(number), line.name, *(_year_cell(m) for m in line.months))))
    if lines:
        rows.append(
            Row(("", "Tepat waktu dari yang lewat jatuh tempo", *(_share(t) for t in months)), kind="total")
        )  # fmt: skip
    blocks: list[Block] = [
        Title(title.upper(), f"{given.puskesmas}, menurut catatan per {short_date(given.day)}"),
        Table(columns, tuple(rows) or (Row(("Belum ada laporan yang dipantau tahun ini.",), kind="group"),), size=7.5),
        Paragraph(YEAR_LEGEND, small=True),
        _signed(given),
    ]
    return _document(given, "pemantauan-laporan-tahun", title, blocks)


def _year_cell(found: Sequence[Standing]) -> Text:
    text = mark(found)
    return (Run(text, bold=True),) if "BELUM" in text else text


def _share(counted: Tally) -> str:
    return f"{counted.in_time}/{counted.expected}" if counted.expected else ""


def _signed(given: TrackerPaper) -> Signatures:
    return Signatures(
        (
            signature(given.head, "Mengetahui,"),
            signature(given.keeper, f"{given.town}, {short_date(given.day)}"),
        )
    )


def _document(given: TrackerPaper, code: str, title: str, blocks: list[Block]) -> Document:
    return Document(
        code=code, title=title, blocks=tuple(blocks), letterhead=given.letterhead, paper=given.paper, landscape=True,
        margins=Margins(top=14, right=12, bottom=14, left=16), footer=f"{title}, {given.puskesmas}", base=9.5,
    )  # fmt: skip


HEADS = (
    "Kelompok", "Kode", "Laporan", "Periode", "Dikirim ke", "Lewat", "Penanggung jawab", "Jatuh tempo", "Dikirim",
    "Terlambat (hari)", "Keadaan", "Bukti",
)  # fmt: skip
WIDTHS = (40, 16, 52, 32, 12, 15, 28, 12, 12, 10, 26, 32)

Cell = str | int | dt.date | None


def sheet_rows(lines: Sequence[ReportLine]) -> list[tuple[Cell, ...]]:
    """Rows under ``HEADS`` for a spreadsheet: days as dates, so that an office sorts and counts them."""
    return [
        (
            line.category, s.report.code, s.report.name, s.period.label, s.report.section, s.report.channel, line.owner,
            s.due, s.sent_on, s.days if s.state in (State.MISSING, State.SENT_LATE) else 0, state_words(s), line.proof,
        )
        for line, s in ((line, line.standing) for line in lines)
    ]  # fmt: skip


YEAR_HEADS = ("Kelompok", "Laporan", *MONTH_NAMES)
YEAR_WIDTHS = (40, 52, *(11,) * 12)


def year_sheet_rows(lines: Sequence[YearLine]) -> list[tuple[Cell, ...]]:
    """Rows under ``YEAR_HEADS``, the marks of ``YEAR_LEGEND``."""
    return [(line.category, line.name, *(mark(m) for m in line.months)) for line in lines]
