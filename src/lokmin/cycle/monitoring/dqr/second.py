"""The page of two sources: where they differ, by how much, who is asked, and which of them coverage is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lokmin.core.periods import Month
from lokmin.core.quality.twosources import Beside, Compared, compare
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import midwives
from lokmin.cycle.monitoring.dqr.notes import Note, beside, notes_of_year
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table
from lokmin.cycle.reporting.queries import SecondSource, second_cells, second_sources

#: Differences on one page of the table.
SHOWN = 60


@dataclass(frozen=True)
class TwoSources:
    """Attributes:
    sources: those of the year. ``compared``: the chosen one against the facts, None where there is none.
    villages: (name, how many numbers differ, sum of the differences) of villages, most first.
    cells: where the other source's numbers stand. ``asked``: village -> who to ask. ``notes``: reasons given.
    """

    table: MonthTable
    sources: tuple[SecondSource, ...]
    compared: Compared | None
    shown: tuple[Beside, ...]
    villages: tuple[tuple[str, int, int], ...]
    cells: Mapping[tuple[str, str, str], str]
    asked: Mapping[str, tuple[str, ...]]
    notes: Mapping[tuple[str, str, str], tuple[Note, ...]]


def two_sources(puskesmas: Puskesmas, month: Month, source: str = "") -> TwoSources:
    """The chosen source (the first when none is named) held against the facts of the month's year."""
    table = month_table(puskesmas, month)
    known = second_sources(puskesmas, month.year)
    chosen = next((s.name for s in known if s.name == source), known[0].name if known else "")
    figures = sources.second_figures(puskesmas, month.year).get(chosen, {})
    found = compare(chosen, figures, table.inputs.values) if chosen else None
    by_village: dict[str, list[int]] = {}
    for item in found.differing if found else ():
        by_village.setdefault(item.place, []).append(abs(item.difference or 0))
    villages = sorted(((table.names.get(p, p), len(n), sum(n)) for p, n in by_village.items()), key=lambda v: -v[2])
    return TwoSources(
        table=table,
        sources=known,
        compared=found,
        shown=(*found.differing, *found.lacking)[:SHOWN] if found else (),
        villages=tuple(villages),
        cells=second_cells(puskesmas, month.year, chosen) if chosen else {},
        asked=midwives(puskesmas),
        notes=beside(notes_of_year(puskesmas, month).values()),
    )
