"""What a changed number of visits would lead to, of one series: a sentence, a line in the drawing, and backwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lokmin.core.forecasts import words
from lokmin.core.forecasts.records import Base, Effort, Forecast
from lokmin.core.forecasts.rules import ForecastRule, WhatIfRule


@dataclass(frozen=True)
class Needed:
    """Contacts a month for a chance of the target; ``contacts`` None where no number of visits is enough."""

    chance: float
    contacts: int | None
    hours: float


@dataclass(frozen=True)
class Answer:
    """A what-if: the sentence, and the forecast with it for the drawing."""

    sentence: str
    changed: Forecast


def possible(forecast: Forecast) -> bool:
    """Whether visits to come can add to the figure: people summed over months, more is better, months left."""
    return forecast.adds_up and forecast.higher_is_better and forecast.month < 12


def answer(forecast: Forecast, effort: Effort, rule: ForecastRule, whatif: WhatIfRule) -> Answer:
    """The year's end with the effort."""
    # numpy: only when somebody asks.
    from lokmin.analysis.whatif import outcome

    found = outcome(_base(forecast), effort, forecast.target, rule, whatif)
    left = 12 - forecast.month
    sentence = words.effort(effort, found, forecast.people, forecast.target, to_december=effort.months == left)
    start = forecast.so_far or 0.0
    path = tuple(
        (max(mean + effort.extra * effort.share * min(h + 1, effort.months), start), low, high)
        for h, (mean, low, high) in enumerate(forecast.path)
    )
    changed = replace(forecast, mean=found.mean, low=found.low, high=found.high, chance=found.chance, path=path)
    return Answer(sentence, changed)


def needed(forecast: Forecast, effort: Effort, whatif: WhatIfRule) -> tuple[Needed, ...]:
    """What the target would take, for each chance of the rule; nothing where it is as likely without."""
    from lokmin.analysis.whatif import needed as contacts_needed

    if forecast.target is None:
        return ()
    found = []
    for chance in whatif.chances:
        if forecast.chance is not None and forecast.chance >= chance:
            continue
        contacts = contacts_needed(_base(forecast), effort, forecast.target, chance, whatif)
        extra = 0 if contacts is None else contacts - effort.current
        found.append(Needed(chance, contacts, extra * effort.minutes / 60))
    return tuple(found)


def _base(forecast: Forecast) -> Base:
    return Base(forecast.mean - forecast.rest, forecast.rest, forecast.variance)
