"""Daftar hadir: names with zig-zag signature columns, or an empty sheet for those who come uninvited."""

from __future__ import annotations

from dataclasses import replace

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.parts import foot, signed_by_head, when_and_where
from lokmin.documents.forms.records import PackInput, Person
from lokmin.documents.forms.words import nip
from lokmin.documents.model import Block, Column, Document, Facts, Paragraph, Row, Signatures, Table, Text, Title

_COLUMNS = (
    Column("No", width=8),
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
    """The attendance list of those invited, with a few spare lines."""
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
