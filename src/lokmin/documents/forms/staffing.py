"""Kebutuhan tenaga: ABK and standard beside those who are there by employment status, with the Dinkes's score."""

from __future__ import annotations

from collections.abc import Mapping

from lokmin.core.workload.result import Result
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.model import Block, Column, Document, Paragraph, Row, Run, Table, Title

NOTHING = "–"


def statuses(result: Result, names: Mapping[str, str]) -> tuple[str, ...]:
    """The employment statuses that occur, in the order of their names; unknown ones last."""
    order = [*names, *result.staffing.statuses]
    return tuple(sorted(result.staffing.statuses, key=order.index))


def heads(result: Result, names: Mapping[str, str]) -> tuple[str, ...]:
    """Titles of the columns."""
    own = tuple(names.get(s, s) for s in statuses(result, names))
    return ("No", "Jenis tenaga", "Kebutuhan ABK", "Standar minimal", *own, "Jumlah ada", "Kurang menurut ABK",
            "Kurang menurut standar", "Penilaian")  # fmt: skip


def lines(result: Result, names: Mapping[str, str]) -> tuple[tuple[str | int | None, ...], ...]:
    """The cells of every line, numbers as numbers, None where nothing is known."""
    found, order = result.staffing, statuses(result, names)
    rows: list[tuple[str | int | None, ...]] = []
    for number, line in enumerate(found.lines, start=1):
        by_status = dict(line.by_status)
        rows.append(
            (
                number, line.name, line.need, line.standard, *(by_status.get(s, 0) for s in order), line.have,
                None if line.gap is None else max(line.gap, 0),
                None if line.gap_to_standard is None else max(line.gap_to_standard, 0), line.verdict.value,
            )
        )  # fmt: skip
    return tuple(rows)


def staffing_paper(result: Result, names: Mapping[str, str], by: Office) -> Document:
    """The table, its total and the verdict, landscape, signed by the head."""
    found, standard = result.staffing, result.inputs.standard
    title = f"Kebutuhan Tenaga Tahun {result.inputs.year}"
    titles = heads(result, names)
    columns = tuple(
        Column(t, width=10, align="right") if n == 0
        else Column(t, share=3) if n == 1
        else Column(t, share=1.3) if n == len(titles) - 1
        else Column(t, width=17.5, align="right")
        for n, t in enumerate(titles)
    )  # fmt: skip
    body = tuple(Row(tuple(_text(cell) for cell in row)) for row in lines(result, names))
    sums = [sum(c for row in lines(result, names) if isinstance(c := row[n], int)) for n in range(2, len(titles) - 1)]
    total = Row(("", "Jumlah", *(str(n) for n in sums), found.verdict.value), "total")
    beds = "rawat inap" if standard.inpatient else "non rawat inap"
    kind = f"{beds}, {'perkotaan' if standard.urban else 'bukan perkotaan'}"
    score = found.verdict.score
    blocks: list[Block] = [
        Title(title.upper(), f"{by.puskesmas} ({kind})"),
        Table(columns, (*body, total), size=8.5),
        Paragraph(
            (
                Run("Penilaian: "), Run(found.verdict.value, bold=True),
                Run(f" (nilai {score})." if score is not None else "."),
                Run(" Sesuai ABK 10, standar minimal saja 5, keduanya tidak 0; keseluruhan mengikuti yang terendah."),
            )
        ),
        Paragraph(f"Standar: {standard.words}.", small=True),
    ]  # fmt: skip
    return landscape("kebutuhan-tenaga", title, blocks, by)


def _text(cell: str | int | None) -> str:
    return NOTHING if cell is None else str(cell)
