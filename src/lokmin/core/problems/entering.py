"""Which problems of a month enter the register, and when one of them counts as solved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lokmin.core.language import said
from lokmin.core.problems.found import BELOW, Problem, ProblemRule
from lokmin.core.problems.register import key
from lokmin.core.pws.rows import CoverageRow, Status

#: Reached: the words of the PWS that stand on the good side of the target.
REACHED = (Status.BAIK, Status.KURANG)


@dataclass(frozen=True, slots=True)
class EntryRule:
    """``[[register]]`` of ``catalog/rules/problems.toml`` for a year; see there for the meaning."""

    red_months: int
    most: int
    per_village: int
    per_indicator: int
    solved_months: int
    rest_months: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> EntryRule:
        """The rule in force in a year.

        Raises:
            ValueError: when there is none.
        """
        known = [rule for rule in data.get("register", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan daftar masalah yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        return cls(**{name: int(rule[name]) for name in cls.__slots__})


def entering(
    ranked: Sequence[Problem], few: Sequence[Problem], present: Collection[str], rule: EntryRule, ranking: ProblemRule
) -> tuple[Problem, ...]:
    """The problems of a month that are to be added, most pressing first.

    The meeting's few enter always; then main indicators red for ``red_months``, while there is room in all, in their
    village and under their indicator. Steps of one road in one village have one cause: one of them stands for all.

    ``ranked`` are all problems of the month in order (``found.found``), ``few`` those of them put before the meeting,
    ``present`` the keys that stand in the register already (``register.key``).
    """
    roads = {_road(place, indicator, ranking) for indicator, place in map(_parts, present)}
    villages, indicators = _counted(present)
    count, added = len(present), []
    first = {id(p) for p in few}
    for problem in [p for p in ranked if id(p) in first] + [p for p in ranked if id(p) not in first]:
        row = problem.row
        if row.status not in BELOW or key(row.indicator, row.place) in present:
            continue
        road = _road(row.place, row.indicator, ranking)
        if road in roads:
            continue
        if id(problem) not in first:
            long = row.indicator in ranking.main and row.red_months >= rule.red_months
            full = (
                count >= rule.most
                or villages.get(row.place, 0) >= rule.per_village
                or indicators.get(row.indicator, 0) >= rule.per_indicator
            )
            if full or not long:
                continue
        roads.add(road)
        villages[row.place] = villages.get(row.place, 0) + 1
        indicators[row.indicator] = indicators.get(row.indicator, 0) + 1
        count += 1
        added.append(problem)
    rank = {id(p): at for at, p in enumerate(ranked)}
    return tuple(sorted(added, key=lambda p: rank[id(p)]))


def _road(place: str, indicator: str, ranking: ProblemRule) -> tuple[str, int | str]:
    return place, ranking.roads.get(indicator, indicator)


def _parts(name: str) -> tuple[str, str]:
    indicator, place = name.split("@", 1)
    return indicator, place


def _counted(present: Collection[str]) -> tuple[dict[str, int], dict[str, int]]:
    villages: dict[str, int] = {}
    indicators: dict[str, int] = {}
    for indicator, place in map(_parts, present):
        villages[place] = villages.get(place, 0) + 1
        indicators[indicator] = indicators.get(indicator, 0) + 1
    return villages, indicators


def reached_in_a_row(statuses: Sequence[str]) -> int:
    """How many reported months up to the last one are at or above the target; months without a report do not count.

    Args:
        statuses: words of the PWS, oldest first.
    """
    count = 0
    for status in reversed(statuses):
        if status in REACHED:
            count += 1
        elif status != Status.NONE:
            break
    return count


def is_solved(statuses: Sequence[str], rule: EntryRule) -> bool:
    """Solved: this month is reported, and the target was reached for as many months as the rule says."""
    return bool(statuses) and statuses[-1] in REACHED and reached_in_a_row(statuses) >= rule.solved_months


def left_out(rows: Sequence[CoverageRow], present: Collection[str]) -> int:
    """How many figures below their target stand in no line of the register."""
    return sum(row.status in BELOW and key(row.indicator, row.place) not in present for row in rows)


def left_out_sentence(count: int, rule: EntryRule) -> str:
    """``143 angka merah lain tidak masuk daftar: ...``; empty where nothing is left out."""
    if not count:
        return ""
    text = said(
        "%(n)d angka lain di bawah target tidak masuk daftar ini. Yang masuk: pilihan rapat, dan indikator utama yang "
        "merah %(months)d bulan berturut-turut, paling banyak %(most)d masalah, %(village)d tiap desa, "
        "%(indicator)d tiap indikator."
    )
    return text % {
        "n": count, "months": rule.red_months, "most": rule.most, "village": rule.per_village,
        "indicator": rule.per_indicator,
    }  # fmt: skip
