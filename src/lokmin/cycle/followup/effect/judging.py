"""One action judged by the rule: which months, against whom, and what may not be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.effect import Effect, against_others, enough_placebos
from lokmin.analysis.interrupted import series_alone
from lokmin.core.effects import Caution, Method, Outcome, Reason, Verdict
from lokmin.core.effects.rules import EffectRule
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.followup.effect.deeds import Deed
from lokmin.cycle.followup.effect.figures import Figures, Rates

Floats = NDArray[np.float64]


def judge(deed: Deed, others: Sequence[Deed], figures: Figures, rule: EffectRule) -> Verdict:
    """The verdict on an action with the figures up to ``figures.month``; ``others`` are the other actions."""
    found = figures.of(deed.indicator) if deed.indicator else None
    whole = not deed.village or (found is not None and not found.in_villages)
    blank = Verdict(
        outcome=Outcome.UNKNOWN,
        month=figures.month.code,
        indicator=deed.indicator,
        short=found.indicator.short if found else "",
        people=found.indicator.people if found else "",
        factor=found.indicator.factor if found else 100,
        higher_is_better=found.higher_is_better if found else True,
        acted=() if whole else (deed.village_name,),
        reason=Reason.NO_INDICATOR,
        expected_micro=deed.expected_micro,
        expected_bp=deed.expected_bp,
        rule=rule.version,
    )
    if deed.status in ("dialihkan", "dibatalkan"):
        return replace(blank, reason=Reason.STOPPED)
    if found is None:
        return blank
    if deed.status == "belum mulai":
        return replace(blank, reason=Reason.NOT_DONE)
    if deed.began is None:
        return replace(blank, reason=Reason.NO_START)
    return _Case(deed, others, found, rule, whole).verdict(blank)


@dataclass(frozen=True)
class _Case:
    """An action that was worked on and whose indicator is known."""

    deed: Deed
    others: Sequence[Deed]
    found: Rates
    rule: EffectRule
    whole: bool

    @property
    def first_after(self) -> Month:
        """The first month that counts as after: the one it began in, unless that was late in it."""
        began = self.deed.began or dt.date.min
        month = Month(began.year, began.month)
        return month if began.day <= self.rule.first_day else month.next

    @property
    def last_before(self) -> Month:
        began = self.deed.began or dt.date.min
        return Month(began.year, began.month).previous

    def verdict(self, blank: Verdict) -> Verdict:
        rule, start = self.rule, self.first_after
        last = min(start.plus(rule.after_most - 1), self.found.months[-1])
        short = self.found.between(self.last_before.plus(1 - rule.before_most), max(last, self.last_before))
        own = -1 if self.whole else self._row(self.deed.village)
        if own is None or not np.isfinite(short.rates).any():
            return replace(blank, start=start.code, reason=Reason.NO_FIGURES)
        sides = self._sides(short)
        known = np.isfinite(short.rates)
        before, after = (int(known[own, side].sum()) for side in sides)
        blank = self._drawn(replace(blank, start=start.code, before=before, after=after), short, own)
        compared, left_out = self._compared(short, own, sides)
        if not self.whole and compared:
            blank = self._beside(blank, short, [row for row, _enough in compared])
        if before < rule.before_least:
            return replace(blank, reason=Reason.FEW_BEFORE)
        if after < rule.after_least:
            return replace(blank, reason=Reason.FEW_AFTER, judged_from=self._judged_from(after))
        if not self.whole:
            rows = [row for row, enough in compared if enough]
            blank = replace(blank, others=len(rows), left_out=left_out)
            if len(rows) >= rule.others_least:
                months = int(sides[0].sum() + sides[1].sum())
                if enough_placebos(len(rows) + 1, 1, months, rule):
                    return self._against(blank, short, own, rows, sides)
        return self._alone(blank, own, last)

    def _row(self, place: str) -> int | None:
        return self.found.places.index(place) if place in self.found.places else None

    def _sides(self, rates: Rates) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Months before and after; the month it began in may be neither."""
        return (
            np.array([month <= self.last_before for month in rates.months]),
            np.array([month >= self.first_after for month in rates.months]),
        )

    def _judged_from(self, after: int) -> str:
        """The first month with which there could be enough, when no further report fails."""
        now, start = self.found.months[-1], self.first_after
        wanted = self.rule.after_least - after
        month = start.plus(wanted - 1) if start > now else now.plus(wanted)
        return month.code if month <= start.plus(self.rule.after_most - 1) else ""

    def _compared(
        self, rates: Rates, own: int, sides: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    ) -> tuple[list[tuple[int, bool]], tuple[str, ...]]:
        """Rows of the other villages with whether they reported often enough, and names of those left out.

        Left out are those with an action of their own: what it did would be taken off this one's effect.
        """
        busy = {
            d.village: d.village_name
            for d in self.others
            if d.indicator == self.deed.indicator and d.worked and d.village != self.deed.village
            and d.began is not None and rates.months[0].first_day <= d.began <= rates.months[-1].last_day
        }  # fmt: skip
        known = np.isfinite(rates.rates)
        least = (self.rule.before_least, self.rule.after_least)
        rows = [
            (row, all(known[row, side].sum() >= n for side, n in zip(sides, least, strict=True)))
            for row, place in enumerate(rates.places[:-1])
            if row != own and place not in busy and known[row].any()
        ]
        return rows, tuple(sorted(name for village, name in busy.items() if village))

    def _against(
        self,
        blank: Verdict,
        rates: Rates,
        own: int,
        compared: list[int],
        sides: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    ) -> Verdict:
        rows, months = [own, *compared], sides[0] | sides[1]
        acted = np.arange(len(rows)) == 0
        try:
            effect = against_others(
                rates.rates[rows][:, months],
                np.nan_to_num(rates.sizes[rows][:, months]),
                acted,
                int(sides[0].sum()),
                self.rule,
                rng=np.random.default_rng(self.rule.seed),
                higher_is_better=self.found.higher_is_better,
            )
        except ValueError:
            return replace(blank, reason=Reason.NO_VARIATION)
        return self._judged(self._beside(blank, rates, compared), effect, Method.OTHERS, rates.sizes[own][sides[1]])

    def _alone(self, blank: Verdict, own: int, last: Month) -> Verdict:
        rule = self.rule
        lacking = Reason.SHORT_SERIES if self.whole else Reason.FEW_OTHERS
        long = self.found.between(self.last_before.plus(1 - rule.series_most), last)
        before, after = self._sides(long)
        months = before | after
        series = long.rates[own][months]
        if np.isfinite(series).sum() < rule.series_months:
            return replace(blank, reason=lacking)
        try:
            effect = series_alone(
                series,
                int(before.sum()),
                rule,
                rng=np.random.default_rng(rule.seed),
                higher_is_better=self.found.higher_is_better,
            )
        except ValueError:
            return replace(blank, reason=Reason.NO_VARIATION)
        drawn = replace(self._drawn(blank, long, own), others=0, left_out=())
        return self._judged(drawn, effect, Method.SERIES, long.sizes[own][after])

    def _judged(self, blank: Verdict, effect: Effect, method: Method, sizes: Floats) -> Verdict:
        factor, people = self.found.indicator.factor, float(np.nansum(sizes))
        before = _bp(effect.own[0], factor)
        expected = self.deed.expected_bp
        if expected is None and self.deed.expected_micro is not None and people > 0:
            # So many people more over the months seen so far, as a rate of each month.
            expected = _bp(self.deed.expected_micro / MICRO / people, factor)
        cautions = dict.fromkeys(self._cautions(blank, effect))
        return replace(
            blank,
            outcome=Outcome.HELPED if effect.helped else Outcome.NOT_YET,
            reason=Reason.NONE,
            method=method,
            before=effect.before,
            after=effect.after,
            effect_bp=_bp(effect.estimate, factor),
            low_bp=_bp(effect.low, factor),
            high_bp=_bp(effect.high, factor),
            chance_ppm=round(effect.chance * 1_000_000),
            rank=effect.rank,
            people_micro=round(effect.estimate * people * MICRO) if factor != 1 else None,
            expected_level_bp=None if expected is None or before is None else before + expected,
            own_levels=(before, _bp(effect.own[1], factor)),
            rest_levels=(_bp(effect.rest[0], factor), _bp(effect.rest[1], factor)),
            together=self._together(),
            cautions=tuple(cautions),
        )

    def _cautions(self, blank: Verdict, effect: Effect) -> list[Caution]:
        own = -1 if self.whole else self._row(self.deed.village)
        seen = self.found.between(Month.parse(blank.months[0]), Month.parse(blank.months[-1]))
        counts = (seen.rates * seen.sizes)[own]
        found = [Caution.SMALL] if np.nanmean(np.abs(counts)) < self.rule.small_count else []
        found += [Caution.SHARED] if self._together() else []
        found += [Caution.ALREADY] if effect.already else []
        found += [Caution.RUNNING] if self.deed.status == "berjalan" else []
        return found + ([Caution.LEFT_OUT] if blank.left_out else [])

    def _together(self) -> tuple[str, ...]:
        """Other actions here on this indicator whose work fell into the months that are compared."""
        first, last = self.last_before.plus(1 - self.rule.after_least), self.first_after.plus(self.rule.after_most - 1)
        here = "" if self.whole else self.deed.village
        return tuple(
            d.label
            for d in self.others
            if d.indicator == self.deed.indicator and d.worked
            and ("" if self.whole and not self.found.in_villages else d.village) == here
            and d.began is not None and first.first_day <= d.began <= last.last_day
        )  # fmt: skip

    def _drawn(self, blank: Verdict, rates: Rates, own: int) -> Verdict:
        """The record with the months of the picture; leading months without any figure are left away."""
        some = np.flatnonzero(np.isfinite(rates.rates).any(0))
        kept = rates.between(rates.months[int(some[0])], rates.months[-1]) if len(some) else rates
        factor = self.found.indicator.factor
        blanks = (None,) * len(kept.months)
        return replace(
            blank,
            months=tuple(month.code for month in kept.months),
            own=tuple(_bp(v, factor) for v in kept.rates[own].tolist()),
            rest=blanks, rest_low=blanks, rest_high=blanks,
        )  # fmt: skip

    def _beside(self, blank: Verdict, rates: Rates, compared: list[int]) -> Verdict:
        """The record with the other villages together, their lowest and their highest, month by month."""
        kept = rates.between(Month.parse(blank.months[0]), Month.parse(blank.months[-1]))
        values, sizes, factor = kept.rates[compared], kept.sizes[compared], self.found.indicator.factor
        seen = np.isfinite(values)
        some: NDArray[np.bool_] = np.asarray(seen.any(0))
        people = np.where(seen, sizes, 0.0)
        rest = (np.where(seen, values, 0.0) * people).sum(0) / np.where(some, people.sum(0), 1.0)
        low, high = np.where(seen, values, np.inf).min(0), np.where(seen, values, -np.inf).max(0)
        lines = [
            tuple(_bp(float(v), factor) if known else None for v, known in zip(line, some, strict=True))
            for line in (rest, low, high)
        ]
        return replace(blank, rest=lines[0], rest_low=lines[1], rest_high=lines[2])


def _bp(value: float | None, factor: int) -> int | None:
    """A rate in basis points of the unit; None for what is not a number."""
    return None if value is None or not np.isfinite(value) else round(value * factor * 100)
