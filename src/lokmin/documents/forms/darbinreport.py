"""The monthly darbin report of a village, and all of a month as one table for the lokmin (domain.md 2.4 step 10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.periods import Month, short_date
from lokmin.documents.forms.darbin import DivisionPaper, page
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.records import Signer
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
    Signatures,
    Table,
    Text,
    Title,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VillageReport:
    """What one PJ reports of one village in a month; ``sent`` None: nothing came."""

    village: str
    pj: str
    sent: dt.date | None
    visits: int | None = None
    condition: str = ""
    problems: str = ""
    achieved: str = ""
    followup: str = ""
    support: str = ""
    seen: str = ""


HEADS = (
    "No", "Desa", "PJ", "Kunjungan", "Kondisi", "Masalah", "Capaian desa", "Tindak lanjut", "Dukungan yang diminta",
)  # fmt: skip


def report(given: DivisionPaper, month: Month, told: VillageReport, by: Signer) -> Document:
    """One report as a page: to the head of the Puskesmas, signed by its PJ."""
    title = f"Laporan darbin Desa {told.village} {month.label}"
    blocks: list[Block] = [
        Title("LAPORAN DAERAH BINAAN", f"Desa {told.village}, {month.label}"),
        Facts((
            ("Penanggung jawab", told.pj or "–"),
            ("Kunjungan ke desa", "–" if told.visits is None else f"{told.visits} kali"),
            ("Dikirim", short_date(told.sent) if told.sent else "belum dikirim"),
        )),
        *_part("Kondisi", told.condition), *_part("Capaian desa", told.achieved), *_part("Masalah", told.problems),
        *_part("Tindak lanjut", told.followup), *_part("Dukungan yang diminta", told.support),
        *((*_part("Catatan Kepala Puskesmas", told.seen),) if told.seen else ()),
        Signatures((
            signature(given.head, "Mengetahui,"),
            signature(by, f"{given.town}, {short_date(told.sent or given.day)}", "PJ darbin"),
        )),
    ]  # fmt: skip
    return Document(
        code="laporan-darbin", title=title, blocks=tuple(blocks), letterhead=given.letterhead, paper=Paper.A4,
        margins=Margins(), footer=f"{title}, {given.puskesmas}",
    )  # fmt: skip


def _part(heading: str, text: str) -> tuple[Block, ...]:
    lines = [line for line in text.splitlines() if line.strip()] or ["–"]
    return (Heading(heading, 3), *(Paragraph(line) for line in lines))


def recap(given: DivisionPaper, month: Month, rows: Sequence[VillageReport]) -> Document:
    """All villages of a month, landscape; who has not reported stands in the table as such."""
    title = f"Rekap laporan darbin {month.label}"
    shown = [Row((str(number), *cells(row))) for number, row in enumerate(rows, start=1)]
    done = sum(row.sent is not None for row in rows)
    late = [f"{row.village} ({row.pj or 'tanpa PJ'})" for row in rows if row.sent is None]
    opening = f"{done} dari {len(rows)} desa sudah melapor."
    if late:
        opening += f" Belum: {', '.join(late)}."
    shares = (1.0, 1.2, 0.0, 1.5, 1.7, 1.7, 1.6, 1.3)
    columns = (
        Column("No", width=9),
        *(Column(head, width=0 if share else 19, share=share or 1.0, align="left" if share else "right")
          for head, share in zip(HEADS[1:], shares, strict=True)),
    )  # fmt: skip
    blocks: list[Block] = [
        Title(title.upper(), given.puskesmas),
        Paragraph(opening),
        Table(columns, tuple(shown) or (Row(("Belum ada desa.",), kind="group"),), size=8.5, breakable=True),
        Signatures((signature(given.head, f"{given.town}, {short_date(given.day)}"),), right=True),
    ]
    return page(given, "rekap-darbin", title, blocks)


def cells(row: VillageReport) -> tuple[Text, ...]:
    """The cells behind the number; a village that did not report says so."""
    if row.sent is None:
        missing: Text = (Run("belum melapor", bold=True),)
        return (row.village, row.pj or "–", "–", missing, "–", "–", "–", "–")
    told = (row.condition, row.problems, row.achieved, row.followup, row.support)
    visits = "–" if row.visits is None else str(row.visits)
    return (row.village, row.pj or "–", visits, *(text or "–" for text in told))
