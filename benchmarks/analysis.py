"""Analysis of a whole Puskesmas and of a district of 30: forecasts and signals of all series, against the cube.

    python benchmarks/analysis.py [indicators] [villages]

Facts are made up: 36 months, one in twenty not reported. Prints medians and ratios; goals of issue 4: a Puskesmas in
<= 1 s, a district of 30 in <= 30 s. Named baselines of the same run: the coverage cube of the same years, and the
same forecasts asked for one series after the other.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from lokmin.analysis import series, whole
from lokmin.analysis.forecast import History, year_end
from lokmin.analysis.review import Input, Kind, review
from lokmin.catalog.loading import rules as catalogue_rules
from lokmin.core.forecasts.rules import ForecastRule
from lokmin.core.indicators.definitions import DatedTarget, Element, Indicator
from lokmin.core.periods import Month
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.status import StatusRule
from lokmin.core.signals.rules import SignalRules
from lokmin.engine import cube
from lokmin.engine.result import NONE

LAST = Month(2026, 8)
YEARS = (2023, 2024, 2025, 2026)
ROUNDS, PUSKESMAS = 5, 30
FORECAST = ForecastRule.load(catalogue_rules("forecast"), LAST.year)
SIGNALS = SignalRules.load(catalogue_rules("signals"), LAST.year)


def puskesmas(indicators: int, villages: int, seed: int) -> tuple[list[Indicator], dict[int, Inputs]]:
    """Facts up to August of the last one, one month in twenty not reported."""
    rng = random.Random(seed)
    elements: dict[str, Element] = {}
    chosen: list[Indicator] = []
    places = tuple(f"desa{i}" for i in range(villages))
    values: dict[int, dict[tuple[str, str, str], int]] = {year: {} for year in YEARS}
    for i in range(indicators):
        count = Element(f"uji.e{i}", f"e{i}", f"e{i}", "ibu", "uji")
        sasaran = Element(f"sasaran.s{i}", f"s{i}", f"s{i}", "ibu", "uji", yearly=True)
        elements |= {count.code: count, sasaran.code: sasaran}
        aim = (DatedTarget(2020, rng.choice((10_000, 9_500, 8_000)), ""),)
        chosen.append(
            Indicator(
                f"I{i}", "", "", "", count.code, sasaran.code, "ibu", "uji", 2, "UKM", (), "", "", "", targets=aim
            )
        )
        for place in places:
            people = rng.randint(60, 600)
            for year in YEARS:
                values[year][place, str(year), sasaran.code] = people * 1_000_000
                for n in range(1, 13):
                    if (year < LAST.year or n <= LAST.month) and rng.random() > 0.05:
                        reported = rng.randint(people // 30, people // 10) * 1_000_000
                        values[year][place, f"{year}-{n:02d}", count.code] = reported
    status = StatusRule.load(catalogue_rules("pws"), LAST.year)
    return chosen, {year: Inputs(places, "p", values[year], status, elements) for year in YEARS}


def gathered(chosen: list[Indicator], inputs: dict[int, Inputs]) -> tuple[np.ndarray, tuple[Month, ...]]:
    """Numerators (indicators, places, months) of the last 36 months from the cube, as the pages gather them."""
    months = LAST.plus(-35).until(LAST)
    parts = []
    for year in YEARS:
        found = cube.year_tables(chosen, inputs[year], year)
        last = LAST.month if year == LAST.year else 12
        micro = found.month[:last]
        parts.append(np.where(micro == NONE, np.nan, micro / 1_000_000))
    return np.concatenate(parts)[-len(months) :].transpose(1, 2, 0), months


class World:
    """One Puskesmas: its facts, its months, and what is asked of them."""

    def __init__(self, indicators: int, villages: int, seed: int) -> None:
        self.chosen, self.inputs = puskesmas(indicators, villages, seed)
        self.top, self.months = gathered(self.chosen, self.inputs)
        self.now = self.inputs[LAST.year]
        self.rates = [self.now.rate(indicator) for indicator in self.chosen]
        self.rows = {(r.place, r.indicator): r for r in cube.table(self.chosen, self.now, LAST)}
        self.places = (*self.now.places, self.now.total)

    def forecasts(self) -> int:
        bottom = np.ones(self.top.shape)
        read = series.months_of(self.chosen, self.rates, self.places, self.months, self.top, bottom)
        return len(whole.forecasts(read, self.rows, self.now, FORECAST))

    def signals(self) -> None:
        count, wide, long = self.top.shape
        flat = self.top.reshape(count * wide, long)
        number = np.repeat(np.arange(count), wide)
        village = np.tile(np.arange(wide) < wide - 1, count)
        calendar = np.array([month.month - 1 for month in self.months])
        kind = np.full(len(flat), Kind.COUNT)
        review(Input(flat, np.ones(flat.shape), kind, number, village, calendar), SIGNALS)

    def everything(self) -> None:
        """From facts to forecasts and signals: nothing is kept from before but the definitions."""
        self.top, self.months = gathered(self.chosen, self.inputs)
        self.forecasts()
        self.signals()

    def cube_alone(self) -> None:
        gathered(self.chosen, self.inputs)

    def one_by_one(self) -> None:
        """The same model asked for each series alone: what a loop would cost."""
        flat = self.top.reshape(-1, self.top.shape[2])
        for row in flat:
            year_end(History.plain(row[None], LAST.month), FORECAST)


def _time(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    indicators = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    villages = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    world = World(indicators, villages, 1)
    actions: dict[str, Callable[[], object]] = {
        "semua: fakta, perkiraan, sinyal": world.everything,
        "perkiraan saja": world.forecasts,
        "sinyal saja": world.signals,
        "kubus empat tahun saja": world.cube_alone,
    }
    times: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(ROUNDS):
        for name, action in actions.items():
            times[name].append(_time(action))
    loop = _time(world.one_by_one)
    median = {name: statistics.median(values) for name, values in times.items()}
    count = indicators * (villages + 1)
    print(f"{indicators} indikator x {villages} desa dan Puskesmas x {len(world.months)} bulan = {count} deret")
    for name, seconds in median.items():
        print(f"  {name:<36}{1000 * seconds:9.0f} ms  ({1000 * min(times[name]):.0f}–{1000 * max(times[name]):.0f})")
    print(f"  {'perkiraan deret demi deret (sekali)':<36}{1000 * loop:9.0f} ms")
    base = median["kubus empat tahun saja"]
    print(f"semua / kubus: {median['semua: fakta, perkiraan, sinyal'] / base:.1f} kali")
    print(f"deret demi deret / sekaligus: {loop / median['perkiraan saja']:.0f} kali")
    print(f"satu Puskesmas: {median['semua: fakta, perkiraan, sinyal']:.2f} s; sasaran <= 1 s")
    worlds = [World(indicators, villages, seed) for seed in range(2)]
    district = sum(_time(worlds[n % 2].everything) for n in range(PUSKESMAS))
    print(f"{PUSKESMAS} Puskesmas: {district:.1f} s; sasaran <= 30 s")


if __name__ == "__main__":
    main()
