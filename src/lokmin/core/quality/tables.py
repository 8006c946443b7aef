"""Mistakes a table of years shows by itself, whoever wrote it: each with the cell it stands in.

What months of one Puskesmas say about one another is in the other modules; here are tables of districts and years,
whose columns the catalogue often does not know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from lokmin.core.findings import Finding, Severity
from lokmin.core.numbers import MICRO
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import number


class TableCell(NamedTuple):
    """One number of a table. ``what`` is its column head, ``element`` the catalogue's code where it is known."""

    sheet: str
    cell: str
    place: str
    period: str
    what: str
    micro: int
    element: str = ""
    percent: bool = False


#: (place, what) -> {period: cell}, periods in order; a number given several times is told by ``versions``.
Series = dict[tuple[str, str], dict[str, TableCell]]


def look(cells: Sequence[TableCell], rules: QualityRules) -> list[Finding]:
    """Everything odd about a table, in the order of the checks below."""
    series = _series(cells)
    repeated = list(_periods(series, rules))
    copied = list(_copied(series, rules))
    whole = {(c.sheet, c.place, c.period) for c, _ in repeated}
    return [
        *_versions(cells),
        *_hundred(cells, rules),
        *_orders(cells, rules),
        *(finding for _, finding in repeated),
        *_values(series, rules, whole),
        *_jumps(series, rules, whole),
        *(finding for _, finding in copied),
        *_blocks(series, rules, {what for what, _ in copied}),
    ]


def _find(severity: Severity, code: str, at: TableCell, message: str) -> Finding:
    return Finding(severity, code, message, at.sheet, at.cell, "", at.period, at.element, "")


def _name(cell: TableCell) -> str:
    return " ".join(part for part in (f"“{cell.what}”", cell.place, cell.period) if part)


def _series(cells: Sequence[TableCell]) -> Series:
    """Numbers by place and column; what is given more than once for a period is left out."""
    seen: dict[tuple[str, str, str], list[TableCell]] = defaultdict(list)
    for cell in cells:
        if cell.period:
            seen[cell.place, cell.what, cell.period].append(cell)
    found: Series = defaultdict(dict)
    for (place, what, period), same in sorted(seen.items(), key=lambda item: item[0][2]):
        if len(same) == 1:
            found[place, what][period] = same[0]
    return _yearly(found)


def _yearly(series: Series) -> Series:
    """A column that says the same in all twelve months of a year is a number of the year: January stands for it."""
    by_what: dict[str, list[dict[str, TableCell]]] = defaultdict(list)
    for (_, what), cells in series.items():
        by_what[what].append(cells)
    constant = {
        what
        for what, columns in by_what.items()
        if all(
            len(months) == 12 and len({m.micro for m in months}) == 1
            for cells in columns
            for months in _by_year(cells).values()
        )
    }
    return {
        key: {p: months[0] for p, months in _by_year(cells).items()} if key[1] in constant else cells
        for key, cells in series.items()
    }


def _by_year(cells: dict[str, TableCell]) -> dict[str, list[TableCell]]:
    years: dict[str, list[TableCell]] = defaultdict(list)
    for period, cell in cells.items():
        years[period[:4]].append(cell)
    return years


def _versions(cells: Sequence[TableCell]) -> Iterator[Finding]:
    """One place and period with different numbers in one column: several versions of a series."""
    groups: dict[tuple[str, ...], list[TableCell]] = defaultdict(list)
    for cell in cells:
        if cell.place:
            column = cell.cell.rstrip("0123456789")
            groups[cell.sheet, cell.place, cell.period, column, cell.what].append(cell)
    for same in groups.values():
        if len({cell.micro for cell in same}) < 2:
            continue
        shown = ", ".join(f"{cell.cell} {number(cell.micro)}" for cell in same)
        message = f"{_name(same[0])} ada {len(same)} versi: {shown}. Tanyakan mana yang berlaku."
        yield _find(Severity.WARNING, "beberapa-versi", same[1], message)


def _hundred(cells: Sequence[TableCell], rules: QualityRules) -> Iterator[Finding]:
    """A share above a hundred percent: shown as it is, and asked about."""
    for cell in cells:
        if cell.percent and cell.micro > rules.over_percent * MICRO:
            message = f"{_name(cell)} {number(cell.micro)} %. Periksa sasarannya dan warga luar wilayah."
            yield _find(Severity.INFO, "persen-lebih-dari-100", cell, message)


def _orders(cells: Sequence[TableCell], rules: QualityRules) -> Iterator[Finding]:
    """Later steps above earlier ones in one row; a whole year leaves less to catch up than a month does."""
    rows: dict[tuple[str, str, str], dict[str, list[TableCell]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        if cell.element:
            rows[cell.sheet, cell.place, cell.period][cell.element].append(cell)
    for row in rows.values():
        for order in rules.orders:
            great, less = row.get(order.greater, ()), row.get(order.lesser, ())
            if len(great) != 1 or len(less) != 1 or great[0].percent is not less[0].percent:
                continue
            slack = 0 if less[0].percent else rules.slack_count * MICRO
            if less[0].micro - great[0].micro > slack:
                message = (
                    f"{_name(less[0])} {number(less[0].micro)} ({less[0].cell}), lebih besar daripada "
                    f"“{great[0].what}” {number(great[0].micro)} ({great[0].cell}). {order.why} Periksa kedua sel."
                )
                yield _find(Severity.WARNING, "urutan-terbalik", less[0], message)


def _periods(series: Series, rules: QualityRules) -> Iterator[tuple[TableCell, Finding]]:
    """A place's whole period that repeats the one before."""
    rows: dict[tuple[str, str], dict[str, dict[str, TableCell]]] = defaultdict(lambda: defaultdict(dict))
    for (place, what), cells in series.items():
        for period, cell in cells.items():
            rows[cell.sheet, place][period][what] = cell
    for (_, place), periods in rows.items():
        for before, after in pairwise(sorted(periods)):
            old, new = periods[before], periods[after]
            if len(before) != len(after):
                continue
            both = [w for w in new if w in old and (new[w].micro or old[w].micro)]
            equal = [w for w in both if new[w].micro == old[w].micro]
            if len(equal) < rules.block_elements or 100 * len(equal) < rules.table_percent * len(both):
                continue
            first, last = new[equal[0]], new[equal[-1]]
            message = (
                f"{len(equal)} dari {len(both)} angka {place} {after} ({first.cell} sampai {last.cell}) sama dengan "
                f"{before}. Mungkin periode sebelumnya tersalin; minta angka yang sebenarnya."
            )
            yield first, _find(Severity.WARNING, "periode-berulang", first, message)


def _values(series: Series, rules: QualityRules, whole: set[tuple[str, str, str]]) -> Iterator[Finding]:
    """A large number exactly equal to the one before, or a smaller one equal several periods running.

    A column in which most places stand still is a position (facilities), not a count that happened to repeat.
    """
    moving = _moving(series)
    for (place, what), cells in series.items():
        line = list(cells.values())
        run = 1
        for before, cell in pairwise(line):
            run = run + 1 if cell.micro == before.micro else 1
            large = cell.micro >= rules.table_large * MICRO
            enough = run >= (2 if large else rules.repeat_months) and cell.micro >= rules.repeat_smallest * MICRO
            if run < 2 or not enough or what not in moving or (cell.sheet, place, cell.period) in whole:
                continue
            message = (
                f"{_name(cell)} {number(cell.micro)}, persis sama {run} periode berturut-turut. "
                "Tanyakan apakah angkanya sudah diperbarui."
            )
            yield _find(Severity.WARNING if large else Severity.INFO, "angka-berulang", cell, message)


def _moving(series: Series) -> set[str]:
    """Columns in which at least half of the steps from one period to the next change the number."""
    steps: dict[str, list[bool]] = defaultdict(list)
    for (_, what), cells in series.items():
        steps[what] += [a.micro != b.micro for a, b in pairwise(cells.values())]
    return {what for what, changed in steps.items() if 2 * sum(changed) >= len(changed)}


def _jumps(series: Series, rules: QualityRules, whole: set[tuple[str, str, str]]) -> Iterator[Finding]:
    """Ten times the year before or a tenth of it, zero included: perhaps not reported, perhaps another unit."""
    for (place, _what), cells in series.items():
        for before, cell in pairwise(cells.values()):
            larger, smaller = max(cell.micro, before.micro), min(cell.micro, before.micro)
            yearly = len(cell.period) == 4 or cell.period[5:] == before.period[5:]
            if not yearly or not before.micro or (cell.sheet, place, cell.period) in whole:
                continue
            if larger < rules.tenfold * smaller or larger < rules.tenfold_smallest * MICRO:
                continue
            zero = " Nol atau belum dilaporkan?" if not cell.micro else ""
            message = (
                f"{_name(cell)} {number(cell.micro)}, periode sebelumnya {number(before.micro)} ({before.cell})."
                f"{zero} Cocokkan dengan sumbernya."
            )
            yield _find(Severity.WARNING, "lompatan-sepuluh-kali", cell, message)


def _copied(series: Series, rules: QualityRules) -> Iterator[tuple[str, Finding]]:
    """Two places whose numbers of one column are the same in every period."""
    by_what: dict[str, list[tuple[str, dict[str, TableCell]]]] = defaultdict(list)
    for (place, what), cells in series.items():
        values = {cell.micro for cell in cells.values()}
        if (
            len(cells) >= rules.table_block
            and len(values) >= rules.heaping_distinct
            and max(values) >= rules.tenfold_smallest * MICRO
        ):
            by_what[what].append((place, cells))
    for what, places in by_what.items():
        for (one, first), (other, second) in combinations(places, 2):
            same = first.keys() == second.keys() and all(first[p].micro == second[p].micro for p in first)
            if same:
                at = next(iter(second.values()))
                message = (
                    f"“{what}” {other} sama persis dengan {one} pada semua {len(first)} periode. "
                    "Salah satunya mungkin tersalin."
                )
                yield what, _find(Severity.WARNING, "deret-tersalin", at, message)


def _blocks(series: Series, rules: QualityRules, copied: set[str]) -> Iterator[Finding]:
    """Two places with the same numbers in many columns of one period."""
    periods: dict[str, dict[str, dict[str, TableCell]]] = defaultdict(lambda: defaultdict(dict))
    for (place, what), cells in series.items():
        for period, cell in cells.items():
            if what not in copied and cell.micro and not cell.percent:
                periods[period][place][what] = cell
    for period, places in periods.items():
        for (one, first), (other, second) in combinations(places.items(), 2):
            same = [w for w in second if w in first and first[w].micro == second[w].micro]
            large = sum(second[w].micro >= rules.tenfold_smallest * MICRO for w in same)
            if len(same) >= rules.table_block and large >= 2:
                at, last = second[same[0]], second[same[-1]]
                message = (
                    f"{len(same)} angka {other} {period} ({at.cell} sampai {last.cell}) sama dengan {one}. "
                    "Satu baris mungkin tersalin ke baris lain."
                )
                yield _find(Severity.WARNING, "baris-tersalin", at, message)
