"""Who does what on paper: the matrix of tasks, the matrix of darbin, and what each PJ carries (domain.md 5.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lokmin.core.numbers import indonesian
from lokmin.core.periods import short_date
from lokmin.core.workload.darbin.loads import Load, known_sum
from lokmin.documents.forms.parts import number_or_later, signature
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.words import TIGHT
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Letterhead,
    Margins,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Run,
    Signatures,
    Small,
    Table,
    Text,
    Title,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DivisionPaper:
    """What the papers of the division share: whose they are, since when they hold, the decree and its date."""

    puskesmas: str
    letterhead: Letterhead
    head: Signer
    town: str
    day: dt.date
    since: dt.date
    decree: str = ""
    paper: Paper = Paper.F4


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Matrix 1, one person: what they are, what they answer for, what they help with. ``klaster`` 0: none named."""

    name: str
    nip: str
    job: str
    main: tuple[str, ...]
    extra: tuple[str, ...]
    villages: tuple[str, ...] = ()
    klaster: int = 0
    decree: str = ""


@dataclass(frozen=True, slots=True)
class VillageLine:
    """Matrix 2, one village: its one PJ and everybody else, from when to when."""

    village: str
    pj: str
    mentor: str = ""
    midwife: str = ""
    pustu: str = ""
    kader: str = ""
    backup: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


KLASTER = {
    1: "Klaster 1, Manajemen", 2: "Klaster 2, Ibu dan anak", 3: "Klaster 3, Dewasa dan lansia",
    4: "Klaster 4, Penanggulangan penyakit menular", 5: "Lintas klaster", 0: "Tanpa klaster",
}  # fmt: skip
TASK_HEADS = ("No", "Nama", "Jabatan", "Tugas pokok", "Tugas tambahan dan integrasi", "Darbin", "Klaster", "Nomor SK")
VILLAGE_HEADS = (
    "No", "Desa/kelurahan", "PJ", "Pembina", "Bidan desa", "Pustu", "Kader", "Pengganti", "Sejak", "Sampai",
)  # fmt: skip
LOAD_HEADS = ("No", "PJ", "Desa", "Jumlah desa", "Penduduk", "KK", "Menit sebulan", "Jarak (km)")


def division(
    given: DivisionPaper, tasks: Sequence[TaskRow], villages: Sequence[VillageLine], loads: Sequence[Load], *,
    figure: Figure | None = None, notes: Sequence[str] = (),
) -> Document:  # fmt: skip
    """Both matrices and the load table as one paper, F4 landscape; what is not known stands as a dash."""
    title = f"Matriks pembagian tugas dan darbin {given.since.year}"
    blocks: list[Block] = [
        Title(title.upper(), f"{given.puskesmas}, berlaku sejak {short_date(given.since)}"),
        Paragraph(f"Lampiran SK nomor {number_or_later(given.decree)}.", align="center"),
        Heading("1. Pembagian tugas"),
        task_table(tasks),
        PageBreak(),
        Heading("2. Daerah binaan"),
        village_table(villages),
        Heading("3. Beban tiap PJ"),
        load_table(loads),
        *((figure,) if figure else ()),
        *((Small(tuple(notes)),) if notes else ()),
        Signatures((signature(given.head, f"{given.town}, {short_date(given.day)}"),), right=True),
    ]
    return page(given, "pembagian-tugas-darbin", title, blocks)


def task_table(rows: Sequence[TaskRow]) -> Table:
    """Matrix 1 by klaster, each task on a line of its own."""
    shown: list[Row] = []
    number = 0
    ordered = sorted(rows, key=lambda row: row.klaster or 9)
    for klaster, group in groupby(ordered, key=lambda row: row.klaster):
        shown.append(Row((KLASTER.get(klaster, str(klaster)),), kind="group"))
        for row in group:
            number += 1
            name: Text = (Run(row.name, bold=True), Run(f"\n{row.nip}" if row.nip else ""))
            shown.append(Row((
                str(number), name, row.job or "–", _lines(row.main), _lines(row.extra), ", ".join(row.villages) or "–",
                str(row.klaster or "–"), row.decree or "–",
            )))  # fmt: skip
    widths = ((9, 0), (0, 1.5), (0, 1.1), (0, 1.6), (0, 1.9), (0, 1.1), (15, 0), (0, 1.0))
    return _table(TASK_HEADS, widths, shown, "Belum ada tugas yang dibagi.")


def village_table(rows: Sequence[VillageLine]) -> Table:
    """Matrix 2; a village without PJ is printed bold, so that nobody signs over it."""
    shown = [Row((str(number), *village_cells(row))) for number, row in enumerate(rows, start=1)]
    widths = ((9, 0), (0, 1.1), (0, 1.3), (0, 1.3), (0, 1.3), (0, 1.0), (0, 1.3), (0, 1.2), (23, 0), (23, 0))
    return _table(VILLAGE_HEADS, widths, shown, "Belum ada desa.")


def village_cells(row: VillageLine) -> tuple[Text, ...]:
    """The cells behind the number."""
    holder: Text = row.pj or (Run("BELUM ADA PJ", bold=True),)
    return (
        row.village, holder, *(text or "–" for text in (row.mentor, row.midwife, row.pustu, row.kader, row.backup)),
        short_date(row.since) if row.since else "–", short_date(row.until) if row.until else "seterusnya",
    )  # fmt: skip


def load_table(rows: Sequence[Load]) -> Table:
    """What each PJ carries, with the sum; a sum with something unknown in it is a dash, never a smaller number."""
    carrying = [row for row in rows if row.villages]
    shown = [
        Row((str(number), row.name, ", ".join(row.villages), str(row.count), *_figures(row)))
        for number, row in enumerate(carrying, start=1)
    ]
    if carrying:
        whole = Load(
            "", "", (), known_sum(r.people for r in carrying), known_sum(r.households for r in carrying),
            known_sum(r.minutes for r in carrying), known_sum(r.metres for r in carrying),
        )  # fmt: skip
        shown.append(Row(("", "Jumlah", "", str(sum(r.count for r in carrying)), *_figures(whole)), kind="total"))
    widths = ((9, 0), (0, 1.6), (0, 2.4), (18, 0), (24, 0), (20, 0), (24, 0), (22, 0))
    return _table(LOAD_HEADS, widths, shown, "Belum ada PJ desa.", right=range(3, 8))


def _figures(row: Load) -> tuple[str, ...]:
    plain = tuple("–" if n is None else indonesian(n) for n in (row.people, row.households, row.minutes))
    return (*plain, "–" if row.metres is None else indonesian(row.metres / 1000, 1))


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(f"–{TIGHT}{text}" for text in texts) or "–"


def _table(
    heads: Sequence[str], widths: Sequence[tuple[float, float]], rows: Sequence[Row], empty: str, *,
    right: Sequence[int] = (),
) -> Table:  # fmt: skip
    columns = tuple(
        Column(head, width=width, share=share or 1.0, align="right" if number in right else "left")
        for number, (head, (width, share)) in enumerate(zip(heads, widths, strict=True))
    )
    return Table(columns, tuple(rows) or (Row((empty,), kind="group"),), size=8.5)


def page(given: DivisionPaper, code: str, title: str, blocks: Sequence[Block]) -> Document:
    """A landscape paper of the office."""
    return Document(
        code=code, title=title, blocks=tuple(blocks), letterhead=given.letterhead, paper=given.paper, landscape=True,
        margins=Margins(top=14, right=12, bottom=14, left=16), footer=f"{title}, {given.puskesmas}", base=9.5,
    )  # fmt: skip
