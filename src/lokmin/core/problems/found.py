"""Problems are found, not typed: what a month's coverage rows show, ranked, and the few a meeting can talk about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lokmin.core.indicators.definitions import Aggregation, Indicator
from lokmin.core.indicators.words import apart, rate
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Status, Trend

#: Below the running target; these are scored. The others are told after them.
BELOW = (Status.JELEK, Status.CUKUP)


@dataclass(frozen=True, slots=True)
class ProblemRule:
    """``catalog/rules/problems.toml`` for a year; see there for the formula."""

    small: int
    people_most: int
    red_month: int
    worse: int
    same: int
    other_way: int
    main_points: int
    main: frozenset[str]
    shown: int
    per_village: int
    per_indicator: int
    falling: int
    silent: int
    roads: Mapping[str, int]

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> ProblemRule:
        """The rule in force in a year.

        Raises:
            ValueError: when there is none, or a weight is missing.
        """
        known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan masalah yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        missing = set(cls.__slots__) - set(rule)
        if missing:
            raise ValueError(f"Aturan masalah belum lengkap: {', '.join(sorted(missing))}.")
        roads = {code: at for at, road in enumerate(rule["roads"]) for code in road}
        fields = {name: rule[name] for name in cls.__slots__}
        return cls(**{**fields, "roads": roads, "main": frozenset(rule["main"])})


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that needs a word, with its score (comparable within one month only)."""

    row: CoverageRow
    score: int


def score(row: CoverageRow, rule: ProblemRule) -> int:
    """How pressing a row below its running target is; a whole number, so that every machine ranks alike."""
    people = row.gap_people or 0
    missed = people * MICRO * 1000 // row.denominator if row.denominator else 0
    worse = Trend.DOWN if row.higher_is_better else Trend.UP
    direction = rule.worse if row.trend is worse else rule.same if row.trend is Trend.SAME else 0
    points = (
        missed * people // (people + rule.small)
        + min(people, rule.people_most)
        + row.red_months * rule.red_month
        + direction
        + (rule.main_points if row.indicator in rule.main else 0)
    )
    return points if row.higher_is_better else points * rule.other_way // 100


def found(rows: Iterable[CoverageRow], rule: ProblemRule) -> list[Problem]:
    """All problems of a month: below target by score, then reached but falling, then not reported.

    An indicator nobody reported this year is no problem of a village; it is left out.
    """
    rows = list(rows)
    reported = {row.indicator for row in rows if row.numerator is not None}
    kinds: dict[int, list[Problem]] = {0: [], 1: [], 2: []}
    for row in rows:
        if row.indicator not in reported:
            continue
        if row.status in BELOW:
            kinds[0].append(Problem(row, score(row, rule)))
        elif row.status is Status.KURANG:
            kinds[1].append(Problem(row, abs((row.last_month or 0) - (row.month or 0)) // MICRO))
        elif row.status is Status.NONE:
            kinds[2].append(Problem(row, sum(month is not None for month in row.months)))
    order = (Status.JELEK, Status.CUKUP, Status.KURANG, Status.NONE)
    ranked = []
    for kind in kinds.values():
        # The last keys are codes: equals stand in the same order every day.
        ranked += sorted(
            kind,
            key=lambda p: (-p.score, order.index(p.row.status), -(p.row.gap_people or 0), p.row.place, p.row.indicator),
        )
    return ranked


def choose(problems: Sequence[Problem], rule: ProblemRule) -> tuple[list[Problem], Counter[Status]]:
    """The few to be talked about, and how many of each status are not among them.

    No village and no indicator fills the list, of steps on one road the worst stands for all, and one that falls and
    one that is silent are heard. Where the limits leave room, the next in rank come in after all.
    """
    picked = _pick([p for p in problems if p.row.status in BELOW], rule, rule.shown)
    falling = _pick([p for p in problems if p.row.status is Status.KURANG], rule, rule.shown)
    silent = _pick([p for p in problems if p.row.status is Status.NONE], rule, rule.shown)
    kept_falling, kept_silent = min(rule.falling, len(falling)), min(rule.silent, len(silent))
    room = max(0, rule.shown - kept_falling - kept_silent)
    shown = picked[:room]
    more = rule.shown - len(shown) - kept_silent
    shown += falling[:more]
    shown += silent[: rule.shown - len(shown)]
    for problem in problems:
        if len(shown) >= rule.shown:
            break
        if problem not in shown:
            shown.append(problem)
    rank = {id(problem): at for at, problem in enumerate(problems)}
    shown.sort(key=lambda p: rank[id(p)])
    rest = Counter(p.row.status for p in problems)
    rest.subtract(p.row.status for p in shown)
    return shown, +rest


def _pick(problems: Sequence[Problem], rule: ProblemRule, most: int) -> list[Problem]:
    villages: Counter[str] = Counter()
    indicators: Counter[str] = Counter()
    roads: set[tuple[str, int | str]] = set()
    picked = []
    for problem in problems:
        row = problem.row
        road = (row.place, rule.roads.get(row.indicator, row.indicator))
        full = villages[row.place] >= rule.per_village or indicators[row.indicator] >= rule.per_indicator
        if full or road in roads:
            continue
        picked.append(problem)
        if len(picked) == most:
            break
        villages[row.place] += 1
        indicators[row.indicator] += 1
        roads.add(road)
    return picked


def statement(row: CoverageRow, indicator: Indicator, place: str) -> str:
    """The problem in the official wording: what, where, until when, how big (domain.md 2.6).

    ``Cakupan K6 Desa Watubelah s.d. April 2026 15,2 %, target berjalan 33,3 %, kurang 17 ibu.``
    """
    month = Month.parse(row.period).label
    what = indicator.short if indicator.factor != 100 or not row.higher_is_better else f"Cakupan {indicator.short}"
    until = month if indicator.aggregation is Aggregation.STOCK else f"s.d. {month}"
    if row.status is Status.NONE:
        return f"{indicator.short} {place} {month} belum dilaporkan."
    if row.numerator is None or not row.denominator:
        return f"{what} {place} {until} belum dapat dihitung: tidak ada sasaran."
    exact = Fraction(row.numerator * row.factor, row.denominator)
    if row.running_target is None:
        return f"{what} {place} {until} {rate(exact, row.factor)}, belum ada target."
    limit = Fraction(*row.running_target)
    mine, due = apart(exact, limit, row.factor)
    goal = "target berjalan" if indicator.pro_rata else "target"
    text = f"{what} {place} {until} {mine}, {goal} {due}"
    if row.gap_people:
        way = "kurang" if row.higher_is_better else "lebih"
        return f"{text}, {way} {row.gap_people} {indicator.people}."
    if row.status is Status.KURANG:
        return f"{text}, tercapai tetapi bulan ini {'turun' if row.higher_is_better else 'naik'}."
    return f"{text}, tercapai."
