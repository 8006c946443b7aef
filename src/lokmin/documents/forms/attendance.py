"""Daftar hadir: names with zig-zag signature columns, as the room signed it, or an empty sheet for the uninvited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.parts import foot, signed_by_head, when_and_where
from lokmin.documents.forms.records import PackInput, Person
from lokmin.documents.forms.roomrecords import Attendee
from lokmin.documents.forms.signing import sign_cell
from lokmin.documents.forms.words import clock, nip
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

NUMBER = Column("No", width=8)
_COLUMNS = (
    NUMBER,
    Column("Nama", share=1.5),
    Column("NIP", share=1.3),
    Column("Jabatan/instansi", share=1.4),
    Column("L/P", width=8, align="center"),
    Column("No. HP", width=25),
    Column("Tanda tangan", width=23),
    Column(None, width=23),
)
BLANK_ROWS = 20
#: Room for people who come without an invitation.
SPARE_ROWS = 5


def daftar_hadir(pack: PackInput) -> Document:
    """The attendance list of those invited, with a few spare lines; as it was signed where the room kept one."""
    if pack.room.attendees:
        return _kept(pack)
    meeting = pack.meeting
    people: list[Person | None] = [*meeting.participants, *([None] * SPARE_ROWS)]
    document = _sheet(pack, people, "DAFTAR HADIR")
    present = sum(person.present is True for person in meeting.participants)
    counted = meeting.attendance
    words = f"Diundang {len(meeting.participants)} orang"
    if counted is not None:
        words = f"Diundang {counted.invited} orang; hadir {counted.present}"
    elif present:
        words += f"; hadir {present}"
    total = Paragraph(f"{words}. Jumlah yang menandatangani: ............ orang.")
    return replace(document, blocks=(*document.blocks[:-1], total, document.blocks[-1]))


def lembar_kosong(pack: PackInput) -> Document:
    """An empty attendance sheet with the facts of the meeting on it."""
    return replace(
        _sheet(pack, [None] * BLANK_ROWS, "DAFTAR HADIR"),
        code="daftar-hadir-kosong",
        title="Daftar Hadir (lembar kosong)",
    )


_KEPT = (
    NUMBER,
    Column("Nama", share=1.4),
    Column("NIP", width=37),
    Column("Jabatan/instansi", share=1.3),
    Column("L/P", width=8, align="center"),
    Column("Jam", width=11, align="right"),
    Column("Tanda tangan", width=25),
    Column(None, width=25),
)
#: States in the order they are counted, with the words of the tables.
_STATES = ("hadir", "diwakili", "izin", "sakit", "dinas luar", "tanpa keterangan", "")


def _kept(pack: PackInput) -> Document:
    """Who was there with time and signature, then who was represented or away, then the counts."""
    meeting, people = pack.meeting, pack.room.attendees
    there = [a for a in people if a.present]
    blocks: list[Block] = [
        Title("DAFTAR HADIR", f"{meeting.title}, {long_date(meeting.date)}"),
        Facts((*when_and_where(meeting), ("Acara", meeting.title), ("Kehadiran", _counted(people)))),
        Table(_KEPT, _signed_rows(there, pack.puskesmas), size=8.5, row_height=8.5),
    ]
    away = [a for a in people if not a.present]
    if away:
        rows = tuple(
            Row((str(n), a.name, _post(a, pack.puskesmas), a.status or "belum dicatat", a.reason or "–"))
            for n, a in enumerate(away, start=1)
        )
        columns = (NUMBER, Column("Nama"), Column("Jabatan/instansi"), Column("Kehadiran", width=30), Column("Alasan"))
        blocks += [Heading("Tidak hadir"), Table(columns, rows, size=8.5)]
    blocks += [
        Heading("Rekap kehadiran menurut profesi"),
        _counts("Profesi", people, lambda a: a.group),
        Heading("Rekap kehadiran menurut unit"),
        _counts("Unit atau instansi", people, lambda a: a.unit),
        Signatures((signed_by_head(meeting, "Mengetahui,"),), right=True),
    ]
    return Document(
        code="daftar-hadir",
        title=f"Daftar Hadir {meeting.title}, {short_date(meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, "Daftar Hadir"),
    )


def _signed_rows(people: list[Attendee], own: str) -> tuple[Row, ...]:
    rows = []
    for number, a in enumerate(people, start=1):
        sign = sign_cell(a.sign, f"{number}. ........")
        signs: tuple[Text, Text] = (sign, "") if number % 2 else ("", sign)
        name = f"{a.name}\n(diwakili {a.instead})" if a.status == "diwakili" and a.instead else a.name
        at = clock(a.at) if a.at else "–"
        rows.append(Row((str(number), name, nip(a.nip), _post(a, own), a.sex, at, *signs)))
    return tuple(rows) or (Row(("Belum ada yang dicatat hadir.",), kind="group"),)


def _post(a: Attendee, own: str) -> str:
    elsewhere = a.instansi if a.instansi != own else ""
    return ", ".join(text for text in (a.jabatan, elsewhere, "tamu" if a.guest and not elsewhere else "") if text)


def _counted(people: tuple[Attendee, ...]) -> str:
    """``44 orang; hadir 36, diwakili 2, izin 3``; guests are counted apart, because nobody invited them by name."""
    staff, guests = [a for a in people if not a.guest], [a for a in people if a.guest]
    said = [f"{state or 'belum dicatat'} {n}" for state in _STATES if (n := sum(a.status == state for a in staff))]
    words = f"{len(staff)} orang diundang; {', '.join(said)}" if said else f"{len(staff)} orang diundang"
    came = sum(a.present for a in guests)
    return f"{words}; tamu {came} orang" if came else words


def _counts(title: str, people: tuple[Attendee, ...], of: Callable[[Attendee], str]) -> Table:
    """How many of each profession or unit were there in person, represented, away; and of how many."""
    names = sorted({of(a) or "–" for a in people}, key=lambda name: (name == "–", name.casefold()))
    rows = [_count_row(name, [a for a in people if (of(a) or "–") == name]) for name in names]
    rows.append(_count_row("Jumlah", list(people), "total"))
    columns = (
        Column(title),
        *(Column(head, width=24, align="right") for head in ("Hadir", "Diwakili", "Tidak hadir", "Jumlah")),
    )
    return Table(columns, tuple(rows), size=8.5)


def _count_row(name: str, group: list[Attendee], kind: Literal["body", "total"] = "body") -> Row:
    came = sum(a.status == "hadir" for a in group)
    instead = sum(a.status == "diwakili" for a in group)
    return Row((name, *map(str, (came, instead, len(group) - came - instead, len(group)))), kind=kind)


def _sheet(pack: PackInput, people: list[Person | None], heading: str) -> Document:
    meeting = pack.meeting
    rows = tuple(_row(number, person, pack.puskesmas) for number, person in enumerate(people, start=1))
    blocks: tuple[Block, ...] = (
        Title(heading, f"{meeting.title}, {long_date(meeting.date)}"),
        Facts((*when_and_where(meeting), ("Acara", meeting.title))),
        Table(_COLUMNS, rows, size=8.5, row_height=8.5),
        Signatures((signed_by_head(meeting, "Mengetahui,"),), right=True),
    )
    return Document(
        code="daftar-hadir",
        title=f"Daftar Hadir {meeting.title}, {short_date(meeting.date)}",
        blocks=blocks,
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, "Daftar Hadir"),
    )


def _row(number: int, person: Person | None, own: str) -> Row:
    dots = f"{number}. ........"
    signs: tuple[Text, Text] = (dots, "") if number % 2 else ("", dots)
    if person is None:
        return Row((str(number), "", "", "", "", "", *signs))
    elsewhere = person.instansi if person.instansi != own else ""
    post = ", ".join(text for text in (person.jabatan, elsewhere) if text)
    return Row((str(number), person.name, nip(person.nip), post, person.sex, person.phone, *signs))
