"""The monitoring and evaluation plan on paper: activity, indicator, method, date, who, result (S2-14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lokmin.core.periods import short_date
from lokmin.core.planning.monev import Check, sentence, state
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.model import Column, Document, Paragraph, Row, Table, Title

HEADS = ("No", "Kegiatan", "Indikator", "Target", "Cara", "Tanggal", "Oleh", "Keadaan", "Hasil")
_SHARES = (1, 1.6, 1.5, 1, 1.5, 1, 1.2, 1, 1.6)
_WIDTHS = (9, 0, 0, 0, 0, 27, 0, 22, 0)


def monev_paper(checks: Sequence[Check], year: int, by: Office, today: dt.date) -> Document:
    """The plan in the order given; ``today`` says what is late."""
    title = f"Rencana Pemantauan dan Evaluasi Tahun {year}"
    columns = tuple(Column(n, width=w, share=s) for n, w, s in zip(HEADS, _WIDTHS, _SHARES, strict=True))
    body = tuple(Row(monev_cells(number, check, today)) for number, check in enumerate(checks, start=1))
    table = Table(columns, body or (Row(("Belum ada rencana.",), kind="group"),), size=8.5, breakable=True)
    return landscape(
        "rencana-monev", title, [Title(title.upper(), by.puskesmas), Paragraph(sentence(checks, today)), table], by
    )


def monev_cells(number: int, check: Check, today: dt.date) -> tuple[str, ...]:
    """A line as texts, in the order of ``HEADS``."""
    done = f"sudah, {short_date(check.done_on)}" if check.done_on else state(check, today).value
    found = (
        str(number), check.name, check.indicator, check.target, check.method, short_date(check.on) if check.on else "",
        check.who, done, check.result,
    )  # fmt: skip
    return tuple(cell or NOTHING for cell in found)
