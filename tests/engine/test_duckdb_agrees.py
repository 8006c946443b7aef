"""An independent second opinion: window SQL in DuckDB gives the same statuses, ranks, gaps and paces."""

from __future__ import annotations

import dataclasses
import importlib.util
import random
from pathlib import Path

import duckdb
import pytest

from lokmin.core.periods import Month
from lokmin.core.pws import coverage as reference
from lokmin.engine import cube

_PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "cube.py"
_spec = importlib.util.spec_from_file_location("benchmark_cube", _PATH)
assert _spec
assert _spec.loader
bench = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(bench)


def _by_sql(indicators, inputs) -> dict:
    con = duckdb.connect(config={"threads": 1})
    bench.duck_tables(con, indicators, inputs)
    return {row[:3]: row[3:] for row in con.execute(bench.SQL).fetchall()}


@pytest.mark.parametrize("seed", range(4))
def test_sql_and_cube_agree_on_every_figure_of_a_year(seed: int) -> None:
    indicators, inputs = bench.puskesmas_year(12, 9, seed)
    rng = random.Random(seed)
    values = {key: value for key, value in inputs.values.items() if rng.random() > 0.1 * (seed % 3)}
    targets = {
        ("I1", "", 0): 7_500,
        ("I2", "desa3", 0): 10_000,
        ("I3", "desa1", 0): 12_000,
        ("I4", "puskesmas", 0): 9_000,
    }
    inputs = dataclasses.replace(inputs, values=values, targets=targets)
    oracle = _by_sql(indicators, inputs)
    whole = cube.year_tables(indicators, inputs, bench.YEAR)
    seen = 0
    for n in range(1, 13):
        for row in (*whole.rows(n), *(reference.table(indicators, inputs, Month(bench.YEAR, n)) if n == 7 else ())):
            place = "(puskesmas)" if row.place == inputs.total else row.place
            ours = (
                row.month, row.last_month, row.numerator, row.denominator, row.status.value, row.rank, row.gap_people,
                row.surplus_people, row.red_months, row.pace_needed, row.pace_reached, row.pace.value,
            )  # fmt: skip
            assert ours == oracle[place, row.indicator, n], (place, row.indicator, n)
            seen += 1
    assert seen == 13 * 12 * 10
