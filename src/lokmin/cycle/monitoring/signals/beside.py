"""What other pages say of signals: a few words beside a figure, and nothing a guest may not see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lokmin.core.periods import Month
from lokmin.core.signals import sentences
from lokmin.core.signals.records import SeriesSignal
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.pages import Reader
from lokmin.cycle.monitoring.signals.queries import MonthSignals, signals


def hidden(signal: SeriesSignal, *, guest: bool) -> bool:
    """Before a guest a series that shows counts of one to four people stays shut."""
    if not guest:
        return False
    if signal.rate:
        return signal.people_usual is None or signal.people_usual <= words.SMALL
    return any(value is not None and 0 < value <= words.SMALL for value in signal.values)


@dataclass(frozen=True)
class Beside:
    """The signals of a month as a page of figures wants them."""

    found: MonthSignals
    guest: bool

    @classmethod
    def of(cls, reader: Reader, month: Month) -> Beside:
        return cls(signals(reader.puskesmas, month), reader.guest)

    def words(self, indicator: str, place: str) -> str:
        """``masih naik-turun biasa``, ``berubah sungguhan: turun sejak Februari 2026``, or nothing."""
        signal = self.found.by.get((indicator, place))
        return "" if signal is None or hidden(signal, guest=self.guest) else sentences.beside(signal)

    def of_indicator(self, code: str) -> tuple[SeriesSignal, ...]:
        """What stands out now in any place, the most important first."""
        return self._standing(s for s in self.found.ranked if s.indicator == code)

    def of_place(self, code: str) -> tuple[SeriesSignal, ...]:
        """What stands out now in one place, the most important first."""
        return self._standing(s for s in self.found.ranked if s.place == code)

    def _standing(self, some: Iterable[SeriesSignal]) -> tuple[SeriesSignal, ...]:
        return tuple(s for s in some if s.standing and not hidden(s, guest=self.guest))
