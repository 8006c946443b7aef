"""The score through the year: judged by the share due this month, and where it ends if the pace of late holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lokmin.core.assessment.definitions import Bundle, Rule
from lokmin.core.assessment.pkp import Result, assess
from lokmin.core.assessment.scores import Entry

#: So many of the last reported months make the pace of late.
PACE_MONTHS = 3
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Progress:
    """An entry with its months.

    Attributes:
        months: the achievement of each month from January on, in millionths; None = not reported. Empty where only
            the sum is known; the pace is then that of all months so far.
    """

    entry: Entry
    months: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """Three readings of the same year.

    Attributes:
        now: as if the year ended today: what has been reached of the whole year's target.
        due: judged by the share of the year that has gone (month / 12 of a yearly sasaran).
        ahead: the end of the year, if the pace of the last reported months holds.
    """

    month: int
    now: Result
    due: Result
    ahead: Result


def projected(progress: Progress, month: int, *, yearly: bool = True) -> int | None:
    """The achievement at the end of the year in millionths, rounded half to even; None when nothing is reported.

    What is not yearly (a rate, a number of things that work) stays as it is.

    Raises:
        ValueError: the month is not 1 to 12.
    """
    _check(month)
    achieved = progress.entry.achieved
    if achieved is None or not yearly:
        return achieved
    reported = [value for value in progress.months[:month] if value is not None][-PACE_MONTHS:]
    pace = Fraction(sum(reported), len(reported)) if reported else Fraction(achieved, month)
    # Corrections of earlier months can be below zero; nobody ends a year with fewer than none.
    return max(round(achieved + pace * (_YEAR - month)), 0)


def running(bundle: Bundle, progress: Mapping[str, Progress], month: int) -> Running:
    """The year so far after a month.

    Raises:
        ValueError: the month is not 1 to 12, or an entry is impossible.
    """
    _check(month)
    entries = {code: one.entry for code, one in progress.items()}
    ahead = {
        code: replace(one.entry, achieved=projected(one, month, yearly=_grows(bundle, code)))
        for code, one in progress.items()
    }
    return Running(
        month, assess(bundle, entries), assess(bundle, entries, Fraction(month, _YEAR)), assess(bundle, ahead)
    )


def line(bundle: Bundle, months: Sequence[Mapping[str, Entry]]) -> tuple[Result, ...]:
    """The result of each month judged by its share: the running score as a line from January on."""
    return tuple(
        assess(bundle, entries, Fraction(number, _YEAR)) for number, entries in enumerate(months[:_YEAR], start=1)
    )


def _grows(bundle: Bundle, code: str) -> bool:
    sub = bundle.subs[code]
    return sub.yearly and sub.rule not in (Rule.SCALE, Rule.VALUE)


def _check(month: int) -> None:
    if not 1 <= month <= _YEAR:
        raise ValueError(f"Bulan harus 1 sampai 12, bukan {month}.")
