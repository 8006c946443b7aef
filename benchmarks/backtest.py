"""How far the forecasts of the year's end were off, month by month of origin: made-up series and the real ones.

    python benchmarks/backtest.py

Rolling origin: of each series the months up to an origin are shown to the model, the year's end is forecast and laid
beside what came. "Same pace" is the cumulative count over the months so far times twelve. wMAPE is the sum of the
absolute errors over the sum of what came; coverage is the share of years that ended within the 80 % interval.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.forecast import History, year_end
from lokmin.core.forecasts.rules import ForecastRule

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "lampung-tb-bulanan"
REAL_COLUMNS = ("JML_KSO", "JML_KRO", "JML_TBHIV", "JML_TBDM")
ORIGINS = tuple(range(2, 12))
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """Whole years of months (series, 12 k), the group and the size of each series."""

    months: Floats
    group: NDArray[np.int64]
    size: Floats


@dataclass(frozen=True)
class Score:
    """Share within the interval, wMAPE of the forecast and of the same pace, width over what came, how many."""

    covered: float
    error: float
    same_pace: float
    width: float
    asked: int
    came: float


def rule(year: int = 2026) -> ForecastRule:
    return ForecastRule.load(tomllib.loads((ROOT / "src/lokmin/catalog/rules/forecast.toml").read_text("utf-8")), year)


def made_up(kind: str, rng: np.random.Generator, *, groups: int = 25, villages: int = 12, years: int = 3) -> Series:
    """``groups`` indicators of ``villages`` villages each; what differs between the kinds is written below."""
    count, length = groups * villages, 12 * years
    size = rng.lognormal(np.log(80), 0.5, count)
    group = np.repeat(np.arange(groups), villages)
    rate = rng.uniform(0.03, 0.12, groups)[group] * rng.lognormal(0, 0.2, count)
    pace = (size * rate)[:, None] * np.ones((count, length))
    t = np.arange(length)
    if kind == "kecil":
        pace *= 0.12
    if kind == "tren":
        pace *= np.exp(rng.normal(0, 0.25, count)[:, None] * (t - length / 2) / 12)
    if kind == "musim":
        wave = 0.45 * np.cos(2 * np.pi * (t[None] % 12 - rng.integers(0, 12, groups)[:, None]) / 12)
        pace *= 1 + wave[group]
    if kind == "loncat":
        at = rng.integers(6, length, count)
        pace *= np.where(t[None] >= at[:, None], rng.choice([0.6, 1.5], count)[:, None], 1.0)
    spread = 3.0 if kind == "bergejolak" else 1.0
    months = rng.poisson(pace) if spread == 1 else rng.negative_binomial(pace / (spread - 1), 1 / spread)
    return Series(months.astype(np.float64), group, size)


KINDS = {
    "tetap": "Ajek",
    "tren": "Naik atau turun terus",
    "musim": "Bermusim",
    "bergejolak": "Bergejolak",
    "loncat": "Meloncat sekali",
    "kecil": "Angka kecil",
}


def real(folder: Path = REAL) -> dict[str, Series]:
    """Monthly TB counts of five districts of Lampung, 2021-2025, by column."""
    tables = [list(csv.DictReader(path.open(encoding="utf-8"))) for path in sorted(folder.glob("*.csv"))]
    found = {}
    for column in REAL_COLUMNS:
        months = np.array([[float(row[column]) for row in table] for table in tables])
        found[column] = Series(months, np.zeros(len(tables), np.int64), np.full(len(tables), np.nan))
    return found


def scores(series: Series, chosen: ForecastRule, *, first_year: int | None = None) -> Score:
    """Every year from the second (or ``first_year``, counted from 0) on, from every origin."""
    years = series.months.shape[1] // 12
    first = (1 if years > 1 else 0) if first_year is None else first_year
    covered, error, same, came, width, asked = 0.0, 0.0, 0.0, 0.0, 0.0, 0
    for year in range(first, years):
        for n in ORIGINS:
            shown = series.months[:, : 12 * year + n]
            truth = series.months[:, 12 * year : 12 * year + 12].sum(axis=1)
            found = year_end(History.plain(shown, n, group=series.group, size=series.size), chosen)
            covered += float(((truth >= found.low) & (truth <= found.high)).sum())
            error += float(np.abs(found.mean - truth).sum())
            same += float(np.abs(shown[:, -n:].sum(axis=1) * 12 / n - truth).sum())
            width += float((found.high - found.low).sum())
            came += float(truth.sum())
            asked += truth.size
    return Score(covered / asked, error / came, same / came, width / came, asked, came)


def pooled(parts: list[Score]) -> tuple[float, float]:
    """wMAPE of the forecast and of the same pace over several tables together."""
    came = sum(part.came for part in parts)
    return sum(p.error * p.came for p in parts) / came, sum(p.same_pace * p.came for p in parts) / came


def main() -> None:
    chosen = rule()
    print("| deret | perkiraan | di dalam rentang | meleset (wMAPE) | meleset “laju sama” | lebar rentang |")
    print("|---|---|---|---|---|---|")
    for kind, name in KINDS.items():
        _line(name, scores(made_up(kind, np.random.default_rng(20261122)), chosen))
    for kind in ("tetap", "kecil", "musim", "loncat"):
        made = made_up(kind, np.random.default_rng(20261122), years=1)
        _line(f"Tahun pertama: {KINDS[kind].lower()}", scores(made, chosen))
    if not REAL.is_dir():
        print("Berkas nyata ../shared/data tidak ada.")
        return
    parts = [scores(series, chosen) for series in real().values()]
    for column, part in zip(REAL_COLUMNS, parts, strict=True):
        _line(f"Lampung 2022–2025, {column}", part)
    error, same = pooled(parts)
    covered = sum(p.covered * p.asked for p in parts) / sum(p.asked for p in parts)
    wide = sum(p.width * p.came for p in parts) / sum(p.came for p in parts)
    _line("Lampung, semua", Score(covered, error, same, wide, sum(p.asked for p in parts), 0))
    mean = (float(np.mean([getattr(p, name) for p in parts])) for name in ("error", "same_pace"))
    print("Rata-rata empat kolom: {:.1%} dan laju sama {:.1%}".format(*mean))


def _line(name: str, s: Score) -> None:
    cells = (name, f"{s.asked}", *(f"{v:.1%}" for v in (s.covered, s.error, s.same_pace, s.width)))
    print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
