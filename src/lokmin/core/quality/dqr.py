"""The data quality review of WHO: one record per check, and a score that never counts the unassessable as zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lokmin.core.quality.rules import in_force

#: (place code, period, element code): where a number stands among the facts.
Key = tuple[str, str, str]


class Dimension(StrEnum):
    """What is looked at, in the order of WHO's desk review (domain.md 8.3)."""

    REPORTING = "kelengkapan-laporan"
    TIMELINESS = "ketepatan-waktu"
    INDICATOR = "kelengkapan-angka"
    OUTLIERS = "pencilan"
    OVER_TIME = "antarwaktu"
    RELATED = "antarindikator"
    EXTERNAL = "survei"
    DENOMINATORS = "sasaran"


DIMENSION_NAMES: dict[Dimension, str] = {
    Dimension.REPORTING: "Kelengkapan laporan",
    Dimension.TIMELINESS: "Ketepatan waktu",
    Dimension.INDICATOR: "Kelengkapan angka",
    Dimension.OUTLIERS: "Angka yang menyimpang",
    Dimension.OVER_TIME: "Kesesuaian antarwaktu",
    Dimension.RELATED: "Kesesuaian antarindikator",
    Dimension.EXTERNAL: "Kesesuaian dengan survei",
    Dimension.DENOMINATORS: "Kesesuaian sasaran",
}


class Outcome(StrEnum):
    PASS = "lulus"  # noqa: S105 - a word of the screen, no password
    FAIL = "perlu diperiksa"
    UNKNOWN = "belum dapat dinilai"


class Grade(StrEnum):
    """The word beside a score."""

    GOOD = "baik"
    FAIR = "cukup"
    POOR = "perlu dibenahi"
    NONE = "belum dapat dinilai"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    Attributes:
        programmes: those whose score it enters. ``place``: code of a village, or of the Puskesmas as a whole.
        about: element, indicator, ``one/other`` for a pair; empty for a whole report.
        good, of: what enters the score (reports received of expected; 1 of 1 for a check that passed); ``of`` is 0
            where it could not be assessed.
        value: percent for shares, a ratio (1 = equal) for comparisons, None where not assessable.
        low, high: the threshold in the same unit; None where there is none on that side.
        sentence: what was found and the next step, in Indonesian.
        facts: the numbers it was made of, so that their cells can be told.
    """

    dimension: Dimension
    programmes: tuple[str, ...]
    place: str
    about: str
    outcome: Outcome
    good: int
    of: int
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    sentence: str
    facts: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two elements that move together: ``one`` over ``other`` lies between the bounds (in percent)."""

    one: str
    other: str
    low: int
    high: int
    why: str


@dataclass(frozen=True, slots=True)
class DqrRules:
    """What ``catalog/rules/dqr.toml`` says for a year; percents and counts are whole numbers."""

    reporting_percent: int
    timeliness_percent: int
    indicator_percent: int
    outlier_months: int
    outlier_least: int
    extreme_sd: int
    moderate_sd: int
    moderate_times: int
    z_limit_tenths: int
    outlier_difference: int
    chance_sigmas: int
    ratio_low: int
    ratio_high: int
    years_back: int
    preceding_months: int
    preceding_least: int
    least_people: int
    external_percent: int
    denominator_low: int
    denominator_high: int
    least_weight: int
    good: int
    fair: int
    weights: Mapping[Dimension, int]
    pairs: tuple[Pair, ...]
    source: str
    confirmed: bool

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> DqrRules:
        """The rule in force in a year.

        Raises:
            ValueError: when none is that old, a threshold or a weight is missing, or the weights are not 100 together.
        """
        rule = in_force(data, year, "tinjauan mutu data")
        known = {name: rule[name] for name in cls.__slots__ if name in rule and name != "weights"}
        missing = set(cls.__slots__) - set(known) - {"weights", "pairs"}
        weights = {d: int(rule.get("weights", {}).get(d.value, -1)) for d in Dimension}
        missing |= {d.value for d, weight in weights.items() if weight < 0}
        if missing:
            raise ValueError(f"Aturan tinjauan mutu data belum lengkap: {', '.join(sorted(missing))}.")
        if sum(weights.values()) != 100:
            raise ValueError(f"Bobot tinjauan mutu data berjumlah {sum(weights.values())}, seharusnya 100.")
        return cls(**known, weights=weights, pairs=tuple(Pair(**pair) for pair in rule.get("pair", ())))


@dataclass(frozen=True, slots=True)
class Part:
    """A dimension's share of a score.

    Attributes:
        share: 0..1, None where nothing could be assessed. ``points``: what it brings, of ``weight``.
        failed: its checks that failed, worst share first as given.
    """

    dimension: Dimension
    weight: int
    good: int
    of: int
    failed: tuple[Check, ...]
    unknown: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.good, self.of) if self.of else None

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded down: 100 only when all is well."""
        return 100 * self.good // self.of if self.of else None

    @property
    def outcome(self) -> Outcome:
        if not self.of:
            return Outcome.UNKNOWN
        return Outcome.FAIL if self.failed else Outcome.PASS


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 100 over the dimensions that could be assessed, or None where too little could.

    ``weight``: how much of the 100 was assessed.
    """

    points: int | None
    grade: Grade
    weight: int
    parts: tuple[Part, ...]

    @property
    def unknown(self) -> tuple[Dimension, ...]:
        """The dimensions that took no part."""
        return tuple(part.dimension for part in self.parts if not part.of)

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for part in self.parts for check in part.failed)

    @property
    def text(self) -> str:
        """``86, cukup``; ``belum dapat dinilai``."""
        return self.grade.value if self.points is None else f"{self.points}, {self.grade.value}"


def chosen(
    checks: Iterable[Check], *, programme: str = "", place: str = "", about: Iterable[str] | None = None
) -> tuple[Check, ...]:
    """The checks of a programme, of a place, or about given elements (whole reports belong to each of them)."""
    wanted = None if about is None else {"", *about}
    return tuple(
        check
        for check in checks
        if (not programme or programme in check.programmes)
        and (not place or check.place == place)
        and (wanted is None or set(check.about.split("/")) <= wanted)
    )


def score(checks: Sequence[Check], rules: DqrRules) -> Score:
    """Add the dimensions up by their weights: sum(weight x share) / sum(weight), over those that were assessed.

    Rounded down, so that 100 means that nothing is missing and nothing failed.
    """
    parts = []
    for dimension in Dimension:
        own = [check for check in checks if check.dimension is dimension]
        parts.append(
            Part(
                dimension=dimension,
                weight=rules.weights[dimension],
                good=sum(check.good for check in own),
                of=sum(check.of for check in own),
                failed=tuple(check for check in own if check.outcome is Outcome.FAIL),
                unknown=sum(check.outcome is Outcome.UNKNOWN for check in own),
            )
        )
    weight = sum(part.weight for part in parts if part.of)
    if weight < max(rules.least_weight, 1):
        return Score(None, Grade.NONE, weight, tuple(parts))
    total = sum((part.weight * part.share for part in parts if part.share is not None), Fraction(0))
    points = int(100 * total / weight)
    grade = Grade.GOOD if points >= rules.good else Grade.FAIR if points >= rules.fair else Grade.POOR
    return Score(points, grade, weight, tuple(parts))
