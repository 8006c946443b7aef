"""The agreement of the year's first lokmin: everybody's tasks and villages, signed by everybody (domain.md 1.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.darbin import DivisionPaper, page
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.roomrecords import Sign
from lokmin.documents.forms.signing import sign_cell
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Items,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Text,
    Title,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreed:
    """One person of the agreement: tasks as sentences, villages by name, and the signature where it was given."""

    name: str
    nip: str
    job: str
    tasks: tuple[str, ...]
    villages: tuple[str, ...]
    sign: Sign | None = None


_PROMISES = (
    "Melaksanakan tugas dan membina daerah binaan seperti tertulis di bawah nama kami masing-masing.",
    "Melaporkan keadaan daerah binaan setiap bulan kepada Kepala Puskesmas sebelum lokakarya mini.",
    "Saling menggantikan bila berhalangan, supaya tidak ada program dan desa tanpa penanggung jawab.",
)


def agreement(given: DivisionPaper, rows: Sequence[Agreed], held: dt.date | None = None) -> Document:
    """The sheet of all staff; ``held`` is the day of its lokmin. Somebody without a task stands out."""
    title = f"Kesepakatan pembagian tugas dan tanggung jawab {given.since.year}"
    where = (
        f"Pada lokakarya mini bulanan pertama, {long_date(held)}," if held else "Pada lokakarya mini bulanan pertama"
    )
    shown = [Row(_cells(number, row)) for number, row in enumerate(rows, start=1)]
    columns = (
        Column("No", width=9), Column("Nama", share=1.5), Column("Jabatan", share=1.1), Column("Tugas", share=2.6),
        Column("Daerah binaan", share=1.3), Column("Tanda tangan", width=44),
    )  # fmt: skip
    blocks: list[Block] = [
        Title(title.upper(), given.puskesmas),
        Paragraph(f"{where} kami seluruh staf {given.puskesmas} bersepakat:"),
        Items(_PROMISES, ordered=True),
        Table(columns, tuple(shown) or (Row(("Belum ada staf.",), kind="group"),), size=8.5, row_height=11),
        Signatures((signature(given.head, f"{given.town}, {short_date(held or given.day)}"),), right=True),
    ]
    return page(given, "kesepakatan-tugas", title, blocks)


def _cells(number: int, row: Agreed) -> tuple[Text, ...]:
    name: Text = (Run(row.name, bold=True), Run(f"\n{row.nip}" if row.nip else ""))
    tasks: Text = "\n".join(row.tasks) or (Run("belum ada tugas", bold=True),)
    # Odd numbers sign at the left, even ones at the right, as signature lists do.
    empty = f"{number}. ......................" if number % 2 else f"          {number}. ......................"
    return (str(number), name, row.job or "–", tasks, ", ".join(row.villages) or "–", sign_cell(row.sign, empty))
