"""Which series changed: every indicator in every place, judged by the control charts, kept by the state of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lokmin.catalog.loading import rules
from lokmin.core.periods import Month
from lokmin.core.signals.records import WHOLLY, Judged, SeriesSignal
from lokmin.core.signals.rules import SignalRules
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries import sources

if TYPE_CHECKING:
    from lokmin.cycle.monitoring.signals.series import Series

__all__ = ["MonthSignals", "rule", "series_of", "signal_for", "signals"]


@dataclass(frozen=True)
class MonthSignals:
    """All series of a month that were ever reported, the most important first."""

    month: Month
    rules: SignalRules
    by: Mapping[tuple[str, str], SeriesSignal]

    @cached_property
    def ranked(self) -> tuple[SeriesSignal, ...]:
        """Strong signs first, worsening before improving, the Puskesmas before its villages, the youngest first."""
        return tuple(sorted(self.by.values(), key=_rank))

    @property
    def judged(self) -> tuple[SeriesSignal, ...]:
        return tuple(s for s in self.ranked if s.judged in WHOLLY)

    @property
    def changed(self) -> tuple[SeriesSignal, ...]:
        return tuple(s for s in self.ranked if s.changed)

    @property
    def starting(self) -> tuple[SeriesSignal, ...]:
        return tuple(s for s in self.ranked if s.starting)

    @property
    def unjudged(self) -> Mapping[Judged, int]:
        """How many series were not judged by all rules, by reason."""
        found: dict[Judged, int] = {}
        for signal in self.by.values():
            if signal.judged not in WHOLLY:
                found[signal.judged] = found.get(signal.judged, 0) + 1
        return found

    @property
    def history(self) -> int:
        """Months the limits of most series were made of."""
        known = sorted(s.history for s in self.judged)
        return known[len(known) // 2] if known else 0


def _rank(signal: SeriesSignal) -> tuple[object, ...]:
    sign = signal.sign
    if sign is None:
        return (3, False, False, "", signal.indicator, signal.place)
    spread = (signal.usual[1] - signal.usual[0]) if signal.usual else 0.0
    away = abs(sign.average - (signal.mean or 0.0)) / spread if spread else 0.0
    return (0 if signal.changed else 1, bool(signal.better), not signal.whole, -away, signal.indicator, signal.place)


def rule(year: int) -> SignalRules:
    """The thresholds in force."""
    return SignalRules.load(rules("signals"), year)


_kept: Kept[MonthSignals] = Kept(12_000, lambda found: max(len(found.by), 1))


def series_of(puskesmas: Puskesmas, month: Month) -> Series:
    """Numerators and monthly denominators of all series up to a month (see ``signals.series``)."""
    from lokmin.cycle.monitoring.signals import series  # numpy: the start does not pay for it

    return series.series_of(puskesmas, month)


def signals(puskesmas: Puskesmas, month: Month) -> MonthSignals:
    """Every series judged by all rules, seen from a month."""
    key = (puskesmas.pk, month.code, sources.stamp(puskesmas))
    found = _kept.get(key)
    if found is None:
        from lokmin.cycle.monitoring.signals import judging  # numpy: the start does not pay for it

        chosen = rule(month.year)
        found = MonthSignals(month, chosen, judging.judge(series_of(puskesmas, month), chosen))
        _kept.put(key, found)
    return found


def signal_for(puskesmas: Puskesmas, month: Month, indicator: str, place: str) -> SeriesSignal | None:
    """One series; None when it was never reported or is not known."""
    return signals(puskesmas, month).by.get((indicator, place))
