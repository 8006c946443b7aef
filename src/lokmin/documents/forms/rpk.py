"""RPK bulanan of the coming month: rows from what was decided and promised (domain.md 2.3), and their paper."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence

from lokmin.core.periods import Month, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import foot, programme_name, signed_by_head
from lokmin.documents.forms.records import PackInput, RtlRow
from lokmin.documents.forms.roomrecords import Promise, RpkRow
from lokmin.documents.forms.words import day_range, joined, rupiah
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Heading,
    Margins,
    Paragraph,
    Row,
    Signatures,
    Table,
    Title,
)  # fmt: skip

_CLOSED = ("selesai", "dibatalkan", "dialihkan")


#: A meeting held later than this plans the month after its own only.
_LATE_IN_MONTH = 20


def rpk_months(pack: PackInput) -> tuple[Month, ...]:
    """The months the rows are for: as the office set it, else what is left of the meeting's month, and the next.

    A lokmin at the start of May plans May and already knows some rows of June.
    """
    if pack.room.rpk_month is not None:
        return (pack.room.rpk_month,)
    held = Month(pack.meeting.date.year, pack.meeting.date.month)
    return (held.next,) if pack.meeting.date.day > _LATE_IN_MONTH else (held, held.next)


def rpk_rows(pack: PackInput, month: Month) -> tuple[RpkRow, ...]:
    """The office's own rows of a month, or those that follow from decisions, older open plans and promises."""
    if pack.room.rpk and pack.room.rpk_month == month:
        return pack.room.rpk
    meeting = pack.meeting
    first = month == rpk_months(pack)[0]
    return draw_up(month, meeting.rtl, meeting.previous_rtl, pack.room.promises, first=first)


def draw_up(
    month: Month, decided: Iterable[RtlRow], older: Iterable[RtlRow] = (), promises: Iterable[Promise] = (), *,
    first: bool = True,
) -> tuple[RpkRow, ...]:  # fmt: skip
    """What is to be done in a month: whatever is open and falls into it.

    What is overdue or has no date belongs to the ``first`` of the planned months, so that it stands once. What begins
    later waits for its month; what is done, moved or cancelled is left out.
    """
    rows = [_from_rtl(month, row, "") for row in decided if _wanted(month, row, first=first)]
    rows += [
        _from_rtl(month, row, f"lanjutan, umur {row.age_months} bulan" if row.age_months else "lanjutan")
        for row in older
        if _wanted(month, row, first=first)
    ]
    rows += [_from_promise(month, p) for p in promises if _wanted(month, p, first=first)]
    kept: dict[tuple[str, str, str], RpkRow] = {}
    for row in rows:
        kept.setdefault((row.activity, row.place, row.owner), row)
    return tuple(sorted(kept.values(), key=lambda row: (row.klaster is None, row.klaster or 0)))


def _wanted(month: Month, row: RtlRow | Promise, *, first: bool) -> bool:
    """Open, begun before the month is over, and not over before it begins; without a beginning it runs from now on."""
    if row.status.startswith(_CLOSED) or (row.start is not None and row.start > month.last_day):
        return False
    if row.due is None:
        return first or (row.start is not None and row.start >= month.first_day)
    return first or row.due >= month.first_day


def _days(month: Month, start: dt.date | None, due: dt.date | None) -> tuple[int, ...]:
    """The days of the month between both dates; the last day alone without a beginning, none when it is past."""
    if due is None and start is None:
        return ()
    first = max(start or due or month.first_day, month.first_day)
    last = min(due or start or month.last_day, month.last_day)
    return tuple(range(first.day, last.day + 1)) if first <= last else ()


def _from_rtl(month: Month, row: RtlRow, note: str) -> RpkRow:
    late = row.due is not None and row.due < month.first_day
    notes = [note, f"batas {short_date(row.due)} sudah lewat" if late and row.due else ""]
    notes.append("" if row.owner else f"penanggung jawab belum ada: {row.lacking_reason or 'tetapkan dulu'}")
    return RpkRow(
        effort=programme_name(row.programme) if row.programme else NOTHING, activity=row.action or row.problem,
        purpose=f"Mengatasi: {row.problem}" if row.action else "", target_group=row.target_group, target=row.target,
        owner=row.owner, days=_days(month, row.start, row.due), when=day_range(row.start, row.due), place=row.place,
        workers=row.partners or row.owner, support=row.partners, cost=row.cost, fund=row.fund, realised=row.result,
        detail=row.indicator, note="; ".join(filter(None, notes)), klaster=row.klaster,
    )  # fmt: skip


def _from_promise(month: Month, p: Promise) -> RpkRow:
    return RpkRow(
        effort=programme_name(p.programme) if p.programme else "Lintas sektor", activity=p.activity or p.support,
        purpose=f"Mengatasi: {p.problem}" if p.problem else "", target_group=p.target,
        owner=p.owner or p.sector, days=_days(month, p.start, p.due), when=p.when or day_range(p.start, p.due),
        workers=p.sector, support=": ".join(filter(None, (p.sector, p.support))), detail=p.resources,
        realised=p.result, note="kesepakatan lintas sektor",
    )  # fmt: skip


#: Title, width in millimetres (0: share), share; the same columns head the workbook.
_COLUMNS = (
    Column("No", width=7),
    Column("Upaya kesehatan", share=0.8),
    Column("Kegiatan", share=1.3),
    Column("Tujuan", share=1.1),
    Column("Sasaran", share=0.9),
    Column("Target sasaran", share=0.8),
    Column("Penanggung jawab", share=1.0),
    Column("Volume", width=14),
    Column("Tanggal", share=0.85),
    Column("Tempat", share=0.85),
    Column("Pelaksana", share=0.9),
    Column("Dukungan LP/LS", share=0.9),
    Column("Metode dan rincian", share=0.9),
    Column("Biaya", width=17, align="right"),
    Column("Sumber dana", share=0.85),
    Column("Realisasi", share=0.7),
    Column("Keterangan", share=0.9),
)


def heads() -> tuple[str, ...]:
    """The titles of the columns."""
    return tuple(column.title or "" for column in _COLUMNS)


def cells(number: int, row: RpkRow) -> tuple[str, ...]:
    """A row as its texts, in the order of ``heads``."""
    detail = "; ".join(filter(None, (row.method, row.detail)))
    found = (
        str(number), row.effort, row.activity, row.purpose, row.target_group, row.target, row.owner, row.volume,
        row.when, row.place, row.workers, row.support, detail, rupiah(row.cost), row.fund, row.realised, row.note,
    )  # fmt: skip
    return tuple(cell or NOTHING for cell in found)


def rpk_bulanan(pack: PackInput) -> Document:
    """The rows of each planned month and its calendar of days, landscape."""
    months = rpk_months(pack)
    title = f"RPK Bulanan {joined([month.label for month in months])}"
    blocks: list[Block] = [
        Title("RENCANA PELAKSANAAN KEGIATAN BULANAN", f"{pack.puskesmas}, {joined([m.label for m in months])}"),
        Paragraph(
            f"Disusun dari keputusan {pack.meeting.title} {short_date(pack.meeting.date)}, rencana yang belum "
            "selesai, dan kesepakatan lintas sektor.",
            small=True,
        ),
    ]
    for month in months:
        blocks += _month(rpk_rows(pack, month), month)
    head = signed_by_head(pack.meeting, f"{pack.meeting.town}, {short_date(pack.meeting.date)}")
    return Document(
        code="rpk-bulanan",
        title=title,
        blocks=(*blocks, Signatures((head,), right=True)),
        paper=pack.paper,
        landscape=True,
        margins=Margins(top=14, right=10, bottom=14, left=14),
        footer=foot(pack, title),
        base=9.5,
    )


def _month(rows: Sequence[RpkRow], month: Month) -> list[Block]:
    known = [row.cost for row in rows if row.cost is not None]
    costs = f"Jumlah biaya yang sudah dihitung: {rupiah(sum(known))} ({len(known)} dari {len(rows)} kegiatan)."
    body = tuple(Row(cells(number, row)) for number, row in enumerate(rows, start=1))
    empty = (Row((f"Belum ada kegiatan untuk {month.label}.",), kind="group"),)
    blocks: list[Block] = [
        Heading(f"Kegiatan {month.label}"), Table(_COLUMNS, body or empty, size=6.8, breakable=True)
    ]  # fmt: skip
    if known:
        blocks.append(Paragraph(costs, small=True))
    return [*blocks, *_calendar(rows, month)]


def _calendar(rows: Sequence[RpkRow], month: Month) -> list[Block]:
    """A mark for each day; Sundays are named in the head by an M."""
    if not any(row.days for row in rows):
        return []
    last = month.last_day.day
    columns = (
        Column("No", width=7),
        Column("Kegiatan"),
        *(Column(_day_head(month, day), width=5.6, align="center") for day in range(1, last + 1)),
    )
    body = tuple(
        Row((str(number), row.activity, *("●" if day in row.days else "" for day in range(1, last + 1))))
        for number, row in enumerate(rows, start=1)
    )
    words = Paragraph("M = Minggu. Kegiatan tanpa tanda belum punya tanggal.", small=True)
    return [Heading(f"Kalender kegiatan {month.label}"), Table(columns, body, size=6.8), words]


def _day_head(month: Month, day: int) -> str:
    sunday = dt.date(month.year, month.month, day).weekday() == calendar.SUNDAY
    return f"{day}\nM" if sunday else str(day)
