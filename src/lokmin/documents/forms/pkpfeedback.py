"""The follow-up of a feedback letter of the Dinkes: each point, what was done with it, and by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.periods import short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.model import Block, Column, Document, Facts, Paragraph, Row, Table, Title

COLUMNS = (
    Column("No", width=10),
    Column("Butir umpan balik", share=1.6),
    Column("Indikator", share=0.9),
    Column("Tindak lanjut", share=1.5),
    Column("Penanggung jawab", share=0.8),
    Column("Batas waktu", width=26),
    Column("Keadaan", width=30),
)


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One point; ``answer`` is the RTL, the problem or the words that answer it."""

    text: str
    indicator: str = ""
    answer: str = ""
    owner: str = ""
    due: dt.date | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackPaper:
    """One letter."""

    office: Office
    about: str
    number: str
    date: dt.date
    sender: str
    text: str
    rows: Sequence[FeedbackRow]


def feedback_followup(paper: FeedbackPaper) -> Document:
    """Tindak lanjut umpan balik, landscape, signed by the head."""
    title = f"Tindak Lanjut Umpan Balik {paper.about}"
    done = sum(row.state not in ("", "belum") for row in paper.rows)
    body = tuple(
        Row(
            (
                str(number), row.text, row.indicator or NOTHING, row.answer or NOTHING, row.owner or NOTHING,
                short_date(row.due) if row.due else NOTHING, row.state or "belum",
            )
        )
        for number, row in enumerate(paper.rows, start=1)
    )  # fmt: skip
    blocks: list[Block] = [
        Title(title.upper(), paper.office.puskesmas),
        Facts(
            (
                ("Surat", f"{paper.number or '(tanpa nomor)'}, {short_date(paper.date)}"),
                ("Dari", paper.sender or "Dinas Kesehatan"),
                ("Isi ringkas", paper.text or NOTHING),
            )
        ),
        Table(COLUMNS, body or (Row(("Surat ini belum dirinci menjadi butir.",), kind="group"),), size=9),
        Paragraph(f"Sudah dijawab: {done} dari {len(paper.rows)} butir.", small=True),
    ]
    return landscape("tindak-lanjut-umpan-balik", title, blocks, paper.office)
