"""The matrices, loads and reports as sheets of a workbook, the sums live."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lokmin.core.workload.darbin.loads import Load
from lokmin.documents.forms import darbin, darbinreport
from lokmin.documents.forms.darbin import KLASTER, TaskRow, VillageLine
from lokmin.documents.forms.planparts import PlanColumn, PlanGroup, PlanTable
from lokmin.documents.model import plain


def division_sheets(
    tasks: Sequence[TaskRow], villages: Sequence[VillageLine], loads: Sequence[Load], under: str
) -> tuple[PlanTable, ...]:
    """Matrix 1, matrix 2 and the load table; numbers are numbers, what is not known stays empty."""
    return (_tasks(tasks, under), _villages(villages, under), _loads(loads, under))


def _columns(heads: Sequence[str], chars: Sequence[int], summed: Sequence[int] = ()) -> tuple[PlanColumn, ...]:
    return tuple(
        PlanColumn(head, 0, wide, money=number in summed)
        for number, (head, wide) in enumerate(zip(heads, chars, strict=True))
    )


def _tasks(rows: Sequence[TaskRow], under: str) -> PlanTable:
    ordered = sorted(rows, key=lambda row: row.klaster or 9)
    groups = [
        PlanGroup(
            KLASTER.get(klaster, ""),
            tuple(
                ("", row.name, row.job, "\n".join(row.main), "\n".join(row.extra), ", ".join(row.villages),
                 str(row.klaster or ""), row.decree)
                for row in group
            ),
        )
        for klaster, group in groupby(ordered, key=lambda row: row.klaster)
    ]  # fmt: skip
    columns = _columns(darbin.TASK_HEADS, (5, 30, 24, 36, 40, 24, 9, 20))
    return PlanTable(
        "Pembagian tugas", "Matriks pembagian tugas", under, columns, _numbered(groups), 1, "Belum ada tugas."
    )


def _numbered(groups: Sequence[PlanGroup]) -> tuple[PlanGroup, ...]:
    found, number = [], 0
    for group in groups:
        rows = []
        for row in group.rows:
            number += 1
            rows.append((str(number), *row[1:]))
        found.append(PlanGroup(group.title, tuple(rows)))
    return tuple(found)


def _villages(rows: Sequence[VillageLine], under: str) -> PlanTable:
    cells = tuple(
        (str(number), *(plain(cell) for cell in darbin.village_cells(row))) for number, row in enumerate(rows, start=1)
    )
    columns = _columns(darbin.VILLAGE_HEADS, (5, 20, 28, 28, 28, 24, 30, 28, 16, 16))
    return PlanTable("Darbin", "Matriks daerah binaan", under, columns, (PlanGroup("", cells),), 1, "Belum ada desa.")


def _loads(rows: Sequence[Load], under: str) -> PlanTable:
    """Distances in metres, so that the sum is exact."""
    cells = tuple(
        (str(number), row.name, ", ".join(row.villages), row.count, row.people, row.households, row.minutes, row.metres)
        for number, row in enumerate((r for r in rows if r.villages), start=1)
    )
    heads = (*darbin.LOAD_HEADS[:-1], "Jarak (meter)")
    columns = _columns(heads, (5, 30, 40, 10, 12, 10, 14, 14), summed=range(3, 8))
    return PlanTable("Beban", "Beban tiap PJ", under, columns, (PlanGroup("", cells),), 1, "Belum ada PJ desa.")


def report_sheet(rows: Sequence[darbinreport.VillageReport], title: str, under: str) -> PlanTable:
    """All reports of a month as one sheet."""
    cells = tuple(
        (str(number), *(plain(cell) for cell in darbinreport.cells(row))) for number, row in enumerate(rows, start=1)
    )
    columns = _columns(darbinreport.HEADS, (5, 18, 28, 11, 40, 40, 40, 40, 30))
    return PlanTable("Laporan darbin", title, under, columns, (PlanGroup("", cells),), 1, "Belum ada desa.")
