"""Halaman mutu data: one page on how far the month's numbers can be trusted (domain.md 8.5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month, long_date, short_date
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Margins,
    Paper,
    Paragraph,
    Row,
    Run,
    Small,
    Table,
    Text,
    Title,
)

#: Lines of each table on the one page; more are counted.
_FLAGS, _CORRECTIONS, _WORDS = 8, 5, 170


@dataclass(frozen=True, slots=True)
class ProgrammeQuality:
    """One programme's line: its score in words (``86, cukup``), reports, numbers, flags.

    ``filled`` of ``expected`` numbers, ``in_time`` and ``reported`` of ``villages``.
    """

    name: str
    score: str
    villages: int
    reported: int
    in_time: int
    filled: int
    expected: int
    open: int
    closed: int


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One question: where, what was found, what was answered by whom (empty: not answered yet)."""

    where: str
    finding: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A number that changed since the last lokmin."""

    what: str
    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class QualityPage:
    """Everything the page says.

    Attributes:
        since: day of the last lokmin that froze figures; None: none yet.
        sasaran, sources: which denominators and which workbooks; ``cutoff``: the newest number came in then.
        stress: what another sasaran would change, as sentences.
        rule: source of the review's rules.
    """

    puskesmas: str
    month: Month
    made: dt.date
    programmes: tuple[ProgrammeQuality, ...]
    flags: tuple[FlagLine, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
    since: dt.date | None = None
    sasaran: str = ""
    sources: str = ""
    cutoff: dt.date | None = None
    stress: tuple[str, ...] = ()
    rule: str = ""
    paper: Paper = Paper.A4


def mutu_data(page: QualityPage) -> Document:
    """One page: scores by programme, questions with their answers, corrections, sasaran and sources."""
    unanswered = sum(not flag.answer for flag in page.flags)
    facts: list[tuple[str, Text]] = [
        ("Sasaran", page.sasaran or "belum ada"),
        ("Sumber", page.sources or "belum ada"),
        ("Angka sampai", long_date(page.cutoff) if page.cutoff else "–"),
    ]
    facts += [("Bila sasaran lain", sentence) for sentence in page.stress[:2]]
    blocks: list[Block] = [
        Title("MUTU DATA", f"{page.puskesmas}, {page.month.label}"),
        Facts(tuple(facts), label_width=34),
        Heading("Nilai menurut program"),
        _programmes(page.programmes),
        Heading(f"{unanswered} pertanyaan belum dijawab" if unanswered else "Semua pertanyaan sudah dijawab"),
    ]
    blocks += _flags(page.flags) if page.flags else [Paragraph("Tidak ada angka yang meragukan bulan ini.")]
    if page.since is None:
        blocks.append(Paragraph("Belum ada lokmin yang membekukan angka, jadi perbaikan belum dihitung.", small=True))
    else:
        count = len(page.corrections)
        told = f"{count} angka berubah" if count else "Tidak ada angka yang berubah"
        blocks.append(Heading(f"{told} sejak lokmin {short_date(page.since)}"))
        blocks += _corrections(page.corrections)
    rule = f"Aturan: {page.rule}. " if page.rule else ""
    scale = "Nilai 0 sampai 100; yang belum dapat dinilai tidak dihitung nol. Kosong bukan nol."
    blocks.append(Small((f"{rule}{scale} Dibuat dengan Lokmin, {short_date(page.made)}.",)))
    return Document(
        code="mutu-data",
        title=f"Mutu Data {page.month.label}",
        blocks=tuple(blocks),
        paper=page.paper,
        margins=Margins(top=13, right=16, bottom=15, left=20),
        footer=f"Mutu data {page.month.label}, {page.puskesmas}",
        base=10,
    )


def _programmes(lines: tuple[ProgrammeQuality, ...]) -> Table:
    rows = tuple(
        Row(
            (
                line.name,
                (Run(line.score, bold=True),),
                f"{line.reported} dari {line.villages}",
                f"{line.in_time} dari {line.villages}",
                f"{indonesian(line.filled)} dari {indonesian(line.expected)}",
                f"{line.open} / {line.closed}",
            )
        )
        for line in lines
    )
    columns = (
        Column("Program"),
        Column("Nilai", width=34),
        Column("Desa melapor", width=24, align="right"),
        Column("Tepat waktu", width=24, align="right"),
        Column("Angka terisi", width=28, align="right"),
        Column("Belum / selesai", width=24, align="right"),
    )
    return Table(columns, rows or (Row(("Belum ada program yang dilaporkan.",), kind="group"),))


def _flags(flags: tuple[FlagLine, ...]) -> list[Block]:
    """Unanswered ones first."""
    ordered = sorted(flags, key=lambda flag: bool(flag.answer))
    rows = tuple(
        Row((flag.where, _short(flag.finding), _short(flag.answer) if flag.answer else (Run("belum", bold=True),)))
        for flag in ordered[:_FLAGS]
    )
    columns = (Column("Di mana", width=36), Column("Yang ditemukan", share=2), Column("Jawaban", share=1))
    blocks: list[Block] = [Table(columns, rows, size=8.5)]
    if len(flags) > _FLAGS:
        blocks.append(Paragraph(f"dan {len(flags) - _FLAGS} lagi di halaman mutu data.", small=True))
    return blocks


def _corrections(lines: tuple[CorrectionLine, ...]) -> list[Block]:
    if not lines:
        return []
    rows = tuple(Row((line.what, line.before, line.after, line.by)) for line in lines[:_CORRECTIONS])
    columns = (
        Column("Angka"),
        Column("Semula", width=20, align="right"),
        Column("Sekarang", width=20, align="right"),
        Column("Oleh", width=50),
    )
    blocks: list[Block] = [Table(columns, rows, size=8.5)]
    if len(lines) > _CORRECTIONS:
        blocks.append(Paragraph(f"dan {len(lines) - _CORRECTIONS} lagi.", small=True))
    return blocks


def _short(words: str) -> str:
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1].rsplit(' ', 1)[0]} …"
