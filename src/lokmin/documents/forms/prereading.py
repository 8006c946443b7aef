"""Bahan bacaan: two pages that everybody has read before the meeting begins."""

from __future__ import annotations

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.parts import STATUS_RULE, closing_lines, foot, when_and_where
from lokmin.documents.forms.recap import chart, rekap_table
from lokmin.documents.forms.records import IndicatorSheet, PackInput, Problem
from lokmin.documents.forms.sentences import headline
from lokmin.documents.forms.words import day_range
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Items,
    Margins,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Small,
    Table,
    Text,
    Title,
)  # fmt: skip

_PROBLEMS, _LATE, _AGENDA = 7, 6, 8
#: Lines of presenters on page one, and the letters of each text in them.
_SAID, _WORDS = 4, 95


def prabaca(pack: PackInput) -> Document:
    """Page one: what must be talked about and what is late. Page two: one chart and the Puskesmas figures."""
    meeting = pack.meeting
    late = [row for row in meeting.previous_rtl if row.status not in ("selesai", "dibatalkan")]
    blocks: list[Block] = [
        Title("BAHAN BACAAN SEBELUM PERTEMUAN", f"{meeting.title}, {long_date(meeting.date)}"),
        Facts((*when_and_where(meeting), (meeting.about_word, meeting.about or pack.month.label))),
        Heading(_problem_title(pack)),
        _problems(pack.problems[:_PROBLEMS]),
    ]
    more = pack.hidden_problems + max(len(pack.problems) - _PROBLEMS, 0)
    if more:
        blocks.append(Paragraph(f"{more} masalah lain ada di rekap, tidak dibahas di sini.", small=True))
    blocks.append(Heading(f"{len(late)} rencana tindak lanjut belum selesai" if late else "Tindak lanjut bulan lalu"))
    said = _said(pack)
    blocks += _late(pack, len(late), _LATE - 2 if said else _LATE)
    if said:
        blocks += [Heading("Dari penyaji"), Items(said)]
    if pack.quality:
        blocks += [Heading("Angka yang perlu ditanyakan"), Items(pack.quality[: 1 if said else 4])]
    if meeting.agenda:
        agenda = tuple(
            f"{item.title} ({item.minutes} menit)" if item.minutes else item.title for item in meeting.agenda
        )
        shown = agenda[: _AGENDA - 4 if said else _AGENDA]
        blocks += [Heading("Susunan acara"), Items(shown, ordered=True)]
        if len(agenda) > len(shown):
            blocks.append(Paragraph(f"dan {len(agenda) - len(shown)} acara lain.", small=True))
    blocks.append(PageBreak())
    worst = _worst(pack.sheets)
    if worst is not None and worst.rows:
        figure = chart(pack, worst)
        blocks += [Heading(headline(worst, pack.names)), Figure(alt=figure.alt, svg=figure.svg)]
    blocks += [
        Heading(f"Capaian Puskesmas sampai {pack.month.label}"),
        rekap_table(_by_gap(pack.sheets), limit=_room(worst), grouped=False),
        Small((STATUS_RULE, *closing_lines(pack))),
    ]
    return Document(
        code="bahan-bacaan",
        title=f"Bahan Bacaan {meeting.title}, {short_date(meeting.date)}",
        blocks=tuple(blocks),
        paper=pack.paper,
        margins=Margins(top=13, right=16, bottom=15, left=20),
        footer=foot(pack, "Bahan bacaan sebelum pertemuan"),
        base=10,
    )


def _said(pack: PackInput) -> tuple[str, ...]:
    """What presenters wrote beforehand, in a line each: the obstacle, and what they propose."""
    lines = []
    for page in pack.room.presenters:
        parts = [f"{name}: {_short(words)}" for name, words in
                 (("hambatan", page.obstacles), ("usulan", page.proposals)) if words.strip()]  # fmt: skip
        if parts:
            lines.append(f"{page.title}. {'; '.join(parts)}")
    return tuple(lines[:_SAID])


def _short(words: str) -> str:
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1].rsplit(' ', 1)[0]} …"


def _problem_title(pack: PackInput) -> str:
    number = min(len(pack.problems), _PROBLEMS)
    return f"{number} hal yang perlu dibahas" if number else "Tidak ada masalah yang ditemukan"


def _problems(problems: tuple[Problem, ...]) -> Table:
    rows = tuple(
        Row((
            str(number), f"{p.title}" + (f". {p.cause}" if p.cause else ""), p.people or "–", p.percent or "–",
            f"{p.red_months} bulan" if p.red_months else "–", status_of(p),
        ))
        for number, p in enumerate(problems, start=1)
    )  # fmt: skip
    columns = (
        Column("No", width=8),
        Column("Masalah"),
        Column("Kekurangan", width=30),
        Column("Capaian", width=18, align="right"),
        Column("Merah", width=18, align="right"),
        Column("Status", width=26),
    )
    return Table(columns, rows or (Row(("Semua target berjalan tercapai.",), kind="group"),))


def status_of(problem: Problem) -> Text:
    """The status of a problem with its shape, or a dash."""
    return (Run(problem.status, status=problem.status),) if problem.status else "–"


def _late(pack: PackInput, number: int, most: int) -> list[Block]:
    rows = [row for row in pack.meeting.previous_rtl if row.status not in ("selesai", "dibatalkan")]
    done = len(pack.meeting.previous_rtl) - number
    if not pack.meeting.previous_rtl:
        return [Paragraph("Belum ada rencana tindak lanjut dari pertemuan sebelumnya.")]
    lead = Paragraph(f"Dari {len(pack.meeting.previous_rtl)} rencana, {done} selesai atau dibatalkan.")
    if not rows:
        return [lead]
    body = tuple(
        Row((row.action or row.problem, row.owner or "–", day_range(row.start, row.due), row.status))
        for row in rows[:most]
    )
    columns = (
        Column("Kegiatan"),
        Column("Penanggung jawab", width=45),
        Column("Waktu", width=34),
        Column("Status", width=24),
    )
    blocks: list[Block] = [lead, Table(columns, body)]
    if len(rows) > most:
        blocks.append(Paragraph(f"dan {len(rows) - most} lagi di matriks RTL.", small=True))
    return blocks


def _room(chart: IndicatorSheet | None) -> int:
    """How many indicators still fit on page two under a chart of so many villages (two lines of 9.4 mm each)."""
    villages = len(chart.rows) if chart else 0
    return max(int((188 - 6.1 * villages) / 9.4) - 2, 3)


def _by_gap(sheets: tuple[IndicatorSheet, ...]) -> tuple[IndicatorSheet, ...]:
    """The indicators with most people missing in the Puskesmas first."""
    return tuple(sorted(sheets, key=lambda s: -((s.total.gap_people or 0) if s.total else 0)))


def _worst(sheets: tuple[IndicatorSheet, ...]) -> IndicatorSheet | None:
    """The indicator with most people missing in the villages that are below."""
    return max(sheets, key=lambda s: sum(r.gap_people or 0 for r in s.below), default=None)
