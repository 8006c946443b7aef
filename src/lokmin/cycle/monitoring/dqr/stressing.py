"""The denominator stress test of an office: its own coverage tables computed again with other sasaran."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.periods import Month
from lokmin.core.quality.stress import Scenario, Stress, stress, with_sasaran
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table

#: The sasaran an office could use instead; sentences of the core are Indonesian.
SCENARIOS = (
    Scenario("riil", "pendataan riil", set="riil"),
    Scenario("proyeksi", "proyeksi penduduk", set="proyeksi"),
    Scenario("sk", "SK Dinas Kesehatan", set="sk"),
    Scenario("lebih", "10 % lebih besar", percent=110),
    Scenario("kurang", "10 % lebih kecil", percent=90),
)


@dataclass(frozen=True)
class StressPage:
    """Every scenario with its outcome; ``used``: sets of sasaran in use, so that a page does not test them."""

    table: MonthTable
    outcomes: tuple[Stress, ...]
    used: frozenset[str]

    def outcome(self, code: str) -> Stress:
        """The chosen scenario; without one, the first that has numbers and turns something."""
        named = next((o for o in self.outcomes if o.scenario.code == code), None)
        telling = next((o for o in self.outcomes if o.turned), None)
        return named or telling or next((o for o in self.outcomes if o.replaced), self.outcomes[0])


_kept: Kept[StressPage] = Kept(40, lambda _: 1)


def stress_page(puskesmas: Puskesmas, month: Month) -> StressPage:
    """All scenarios of a month; kept by the stamp of the data."""
    table = month_table(puskesmas, month)
    return _kept.made((puskesmas.pk, month.code, table.stamp), lambda: _make(puskesmas, table))


def _make(puskesmas: Puskesmas, table: MonthTable) -> StressPage:
    from lokmin.engine.cube import table as compute  # numpy: see ``queries.table``

    sets = sources.sasaran_by_set(puskesmas, table.month.year)
    # Only what is judged in villages and has been reported: the rows the home page counts.
    reported = {row.indicator for row in table.rows if row.numerator is not None}
    indicators = [i for i in table.indicators if "desa" in i.levels and i.code in reported]
    before = [table.row(v.code, i.code) for i in indicators for v in table.villages]
    used = frozenset(table.sets.values())
    outcomes = []
    for scenario in SCENARIOS:
        if scenario.set and used == {scenario.set}:
            continue  # that is what the page shows already
        inputs, replaced, missing = with_sasaran(table.inputs, table.month.year, scenario, sets.get(scenario.set))
        after = compute(indicators, inputs, table.month) if replaced else []
        outcomes.append(stress(before, after, scenario, replaced=replaced, missing=missing))
    return StressPage(table, tuple(outcomes), used)
