"""Susunan acara of the day with its minutes, and the year's schedule of meetings (jadwal)."""

from __future__ import annotations

import datetime as dt
from itertools import zip_longest

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.parts import foot, signed_by_head, when_and_where
from lokmin.documents.forms.records import AgendaItem, MeetingPaper, PackInput
from lokmin.documents.forms.words import clock
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Table,
    Text,
    Title,
)  # fmt: skip


def jadwal(pack: PackInput) -> Document:
    """Susunan acara, and under it the schedule of the year where one is known."""
    meeting = pack.meeting
    title = f"Susunan Acara {meeting.title}"
    blocks: list[Block] = [
        Title(title.upper(), long_date(meeting.date)),
        Facts(when_and_where(meeting)),
        Heading("Susunan acara"),
        _agenda(meeting),
    ]
    total = sum(item.minutes for item in meeting.agenda)
    if total:
        blocks.append(Paragraph(f"Jumlah waktu: {total} menit.", small=True))
    if meeting.purposes:
        rows = tuple(Row((str(n), purpose)) for n, purpose in enumerate(meeting.purposes, start=1))
        blocks += [Heading("Tujuan"), Table((Column("No", width=9), Column("Tujuan pertemuan")), rows)]
    if pack.schedule:
        blocks += [Heading(f"Jadwal lokakarya mini tahun {meeting.date.year}"), _year(pack)]
    blocks.append(Signatures((signed_by_head(meeting, f"{meeting.town}, {short_date(meeting.date)}"),), right=True))
    return Document(
        code="jadwal",
        title=f"Susunan Acara dan Jadwal, {short_date(meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, title),
    )


def timed(meeting: MeetingPaper) -> tuple[tuple[str, AgendaItem], ...]:
    """Agenda items with their clock times; items without a start follow the one before."""
    found = []
    at: dt.datetime | None = dt.datetime.combine(meeting.date, meeting.start)
    for item, following in zip_longest(meeting.agenda, meeting.agenda[1:]):
        if item.start is not None:
            at = dt.datetime.combine(meeting.date, item.start)
        if at is None or not item.minutes:
            found.append((clock(at.time()) if at else "", item))
            at = None
            continue
        end = at + dt.timedelta(minutes=item.minutes)
        if following is not None and following.start is not None:
            # In a meeting that was held a point ended where the next one really began.
            begun = dt.datetime.combine(meeting.date, following.start)
            end = begun if at < begun < end else end
        found.append((f"{clock(at.time())}–{clock(end.time())}", item))
        at = end
    return tuple(found)


def _agenda(meeting: MeetingPaper) -> Table:
    rows = []
    for number, (time, item) in enumerate(timed(meeting), start=1):
        detail = f"\n{item.detail}" if item.detail else ""
        minutes: Text = f"{item.minutes} menit" if item.minutes else "–"
        rows.append(Row((str(number), time, item.title + detail, minutes, item.speaker or "–")))
    if not rows:
        rows = [Row(("–", "–", "Susunan acara belum dibuat.", "–", "–"))]
    columns = (
        Column("No", width=9),
        Column(f"Pukul ({meeting.zone})", width=27),
        Column("Acara"),
        Column("Lama", width=20, align="right"),
        Column("Penyaji", width=45),
    )
    return Table(columns, tuple(rows), size=9.5)


def _year(pack: PackInput) -> Table:
    rows = tuple(
        Row(
            (
                str(number),
                meeting.kind.capitalize(),
                long_date(meeting.date),
                clock(meeting.start) if meeting.start else "–",
                meeting.place or "–",
                meeting.participants or "–",
            )
        )
        for number, meeting in enumerate(sorted(pack.schedule, key=lambda m: (m.date, m.kind)), start=1)
    )
    columns = (
        Column("No", width=9),
        Column("Jenis", width=34),
        Column("Hari, tanggal"),
        Column("Pukul", width=16),
        Column("Tempat"),
        Column("Peserta"),
    )
    return Table(columns, rows)
