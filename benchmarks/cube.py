"""One Puskesmas-year, all tables: the cube against DuckDB window SQL in the same run.

    python benchmarks/cube.py [indicators] [villages]

Prints medians and their ratio; goal G3 of the performance page: <= 20 ms warm and <= 0.25 x DuckDB. "Warm" is with
the facts already in arrays (cube) and in tables (DuckDB); loading from the store is printed beside it.
"""

from __future__ import annotations

import random
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import duckdb

from lokmin.core.indicators.definitions import DatedTarget, Element, Indicator
from lokmin.core.periods import Month
from lokmin.core.pws import coverage as reference
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.status import StatusRule
from lokmin.engine import cube
from lokmin.engine.load import load, targets
from lokmin.engine.plan import plan_for

ROOT = Path(__file__).resolve().parent.parent
SQL = (ROOT / "benchmarks" / "coverage.sql").read_text(encoding="utf-8")
YEAR, TOTAL = 2026, "puskesmas"
ROUNDS = 11


def puskesmas_year(indicators: int, villages: int, seed: int = 1) -> tuple[list[Indicator], Inputs]:
    """A full year, one month in twenty not reported."""
    rng = random.Random(seed)
    elements: dict[str, Element] = {}
    chosen: list[Indicator] = []
    values: dict[tuple[str, str, str], int] = {}
    places = tuple(f"desa{i}" for i in range(villages))
    for i in range(indicators):
        count = Element(f"uji.e{i}", f"e{i}", f"e{i}", "ibu", "uji")
        sasaran = Element(f"sasaran.s{i}", f"s{i}", f"s{i}", "ibu", "uji", yearly=True)
        elements |= {count.code: count, sasaran.code: sasaran}
        chosen.append(
            Indicator(
                f"I{i}", "", "", "", count.code, sasaran.code, "ibu", "uji", 2, "UKM", (), "", "", "",
                targets=(DatedTarget(2020, rng.choice((10_000, 9_500, 8_000)), ""),),
            )
        )  # fmt: skip
        for place in places:
            people = rng.randint(200, 2000)
            values[place, f"{YEAR}", sasaran.code] = people * 100_000
            for period in (f"{YEAR - 1}-12", *(f"{YEAR}-{m:02d}" for m in range(1, 13))):
                if rng.random() > 0.05:
                    values[place, period, count.code] = rng.randint(0, people // 60) * 1_000_000
    rules = tomllib.loads((ROOT / "src/lokmin/catalog/rules/pws.toml").read_text(encoding="utf-8"))
    return chosen, Inputs(places, TOTAL, values, StatusRule.load(rules, YEAR), elements)


def duck_tables(con: duckdb.DuckDBPyConnection, indicators: list[Indicator], inputs: Inputs) -> None:
    """The same facts and targets as DuckDB tables (see coverage.sql)."""
    con.execute("CREATE OR REPLACE TABLE obs(place VARCHAR, ind VARCHAR, month BIGINT, num BIGINT)")
    con.execute("CREATE OR REPLACE TABLE aim(place VARCHAR, ind VARCHAR, den BIGINT, bp BIGINT, factor BIGINT)")
    con.execute("CREATE OR REPLACE TABLE rule(reachable BIGINT, push BIGINT, hard BIGINT)")
    rule = inputs.rule
    con.execute("INSERT INTO rule VALUES (?, ?, ?)", [rule.pace_reachable, rule.pace_push, rule.pace_hard])
    periods = [f"{YEAR - 1}-12", *(f"{YEAR}-{m:02d}" for m in range(1, 13))]
    obs: list[tuple[object, ...]] = []
    aim: list[tuple[object, ...]] = []
    for indicator in indicators:
        for place in (*inputs.places, inputs.total):
            bp = inputs.yearly_target(indicator, place, YEAR)
            name = "(puskesmas)" if place == inputs.total else place
            aim.append(
                (
                    name,
                    indicator.code,
                    inputs.values.get((place, str(YEAR), indicator.denominator)),
                    bp,
                    indicator.factor,
                )
            )
            if place != inputs.total:
                obs += [
                    (place, indicator.code, n, inputs.values.get((place, period, indicator.numerator)))
                    for n, period in enumerate(periods)
                ]
    _insert(con, "obs", obs)
    _insert(con, "aim", aim)


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    """Literals in one statement: executemany would take minutes."""
    text = ",".join(
        "(" + ",".join("NULL" if v is None else f"'{v}'" if isinstance(v, str) else str(v) for v in row) + ")"
        for row in rows
    )
    if rows:
        con.execute(f"INSERT INTO {table} VALUES {text}")


def _time(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    villages = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    indicators, inputs = puskesmas_year(count, villages)
    con = duckdb.connect(config={"threads": 2})
    duck_tables(con, indicators, inputs)
    plan = plan_for(indicators, inputs)
    data, aims = load(plan, inputs, YEAR), targets(plan, inputs, YEAR)
    months = tuple(range(1, 13))
    actions: dict[str, Callable[[], object]] = {
        "kubus, 12 bulan": lambda: cube.judge(plan, data, aims, inputs, months),
        "DuckDB, 12 bulan": lambda: con.execute(f"CREATE OR REPLACE TEMP TABLE res AS {SQL}"),
        "kubus, 1 bulan": lambda: cube.judge(plan, data, aims, inputs, (9,)),
        "muat dari kamus fakta": lambda: load(plan, inputs, YEAR),
        "muat + 12 bulan": lambda: cube.year_tables(indicators, inputs, YEAR),
        "1 bulan sebagai baris": lambda: cube.table(indicators, inputs, Month(YEAR, 9)),
        "beranda: 8 indikator sebagai baris": lambda: cube.table(indicators[:8], inputs, Month(YEAR, 9)),
    }
    times: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(ROUNDS):
        for name, action in actions.items():
            times[name].append(_time(action))
    slow = _time(lambda: reference.table(indicators, inputs, Month(YEAR, 9)))
    print(f"{count} indikator x {villages} desa x 12 bulan, median dari {ROUNDS} (terkecil–terbesar), ms")
    median = {name: sorted(values)[ROUNDS // 2] for name, values in times.items()}
    for name, values in times.items():
        print(f"  {name:<36}{median[name]:9.2f}  ({min(values):.2f}–{max(values):.2f})")
    print(f"  {'acuan Python, 1 bulan (sekali)':<36}{slow:9.2f}")
    ratios = sorted(a / b for a, b in zip(times["kubus, 12 bulan"], times["DuckDB, 12 bulan"], strict=True))
    print(
        f"kubus / DuckDB (pasangan, median): {ratios[ROUNDS // 2]:.3f}  ({ratios[0]:.3f}–{ratios[-1]:.3f}); "
        "sasaran <= 0.25"
    )
    print(f"kubus, semua tabel: {median['kubus, 12 bulan']:.1f} ms; sasaran <= 20 ms")


if __name__ == "__main__":
    main()
