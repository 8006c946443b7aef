"""The data quality review of a month: made once for each state of the data, then only read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils import timezone, translation

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.quality.desk import assess
from lokmin.core.quality.dqr import Check, DqrRules, Score, chosen, score
from lokmin.core.quality.reviewed import Own, Reviewed, Survey
from lokmin.core.quality.series import Reports
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.models import Benchmark
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.quality import limits
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table


@dataclass(frozen=True)
class Desk:
    """Every check of a month with the rules it was judged by.

    ``programmes``: those somebody reported this year; ``users``: element -> the programmes that use it.
    """

    table: MonthTable
    checks: tuple[Check, ...]
    rules: DqrRules
    programmes: tuple[str, ...]
    users: Mapping[str, tuple[str, ...]]

    def score(self, programme: str = "", place: str = "", about: Iterable[str] | None = None) -> Score:
        """The score of a programme, of a village, of both, or of an indicator's elements."""
        return score(chosen(self.checks, programme=programme, place=place, about=about), self.rules)


_kept: Kept[Desk] = Kept(60_000, lambda desk: len(desk.checks))


def desk(puskesmas: Puskesmas, month: Month) -> Desk:
    """The review of a month; kept by the stamp of the data (surveys and second sources move it too)."""
    table = month_table(puskesmas, month)
    return _kept.made((puskesmas.pk, month.code, table.stamp), lambda: _make(puskesmas, table))


def _make(puskesmas: Puskesmas, table: MonthTable) -> Desk:
    month, catalogue = table.month, table.catalogue
    found = DqrRules.load(rules("dqr"), month.year)
    facts = dict(table.inputs.values)
    for back in range(1, found.years_back + 1):
        facts = {**sources.facts(puskesmas, month.year - back), **facts}
    received: dict[tuple[str, str, str], dt.date] = {}
    for (place, period, code), at in sources.first_numbers(puskesmas, month.year).items():
        element = catalogue.elements.get(code)
        if element is None:
            continue
        key, day = (place, period, element.programme), timezone.localtime(at).date()
        received[key] = min(day, received.get(key, day))
    thresholds = limits(puskesmas, month.year)
    began = sources.began(puskesmas)
    review = Reviewed(
        reports=Reports(facts, catalogue, {v.code: v.name for v in table.villages}, month),
        total=table.total.code,
        programmes=programme_names(),
        rules=found,
        received=received,
        began=timezone.localtime(began).date() if began else None,
        due_day=thresholds.due_day,
        only_months={season.element: season.months for season in thresholds.seasons},
        surveys=_surveys(puskesmas, month),
        coverage=_own(puskesmas, table),
        sets=sources.sasaran_by_set(puskesmas, month.year),
    )
    return Desk(table, assess(review), found, tuple(review.expected), review.users)


def programme_names() -> dict[str, str]:
    """Names of programmes as Indonesian sentences of the core write them."""
    with translation.override("id"):
        return {code: str(name) for code, name in words.PROGRAMMES.items()}


def _surveys(puskesmas: Puskesmas, month: Month) -> tuple[Survey, ...]:
    """The surveys of this and the last years, the newest of each indicator and source."""
    rows = Benchmark.objects.of(puskesmas).filter(year__lte=month.year, year__gt=month.year - 5).order_by("year", "pk")
    return tuple(Survey(b.indicator, Fraction(b.micro, MICRO), f"{b.source} {b.year}".strip()) for b in rows)


def _own(puskesmas: Puskesmas, table: MonthTable) -> tuple[Own, ...]:
    """Own coverage to hold against a survey: of a whole year where people are added up, else of the month.

    A survey speaks of a year; four months of a cumulative coverage cannot be held against it, so before December the
    last whole year is taken.
    """
    wanted = set(Benchmark.objects.of(puskesmas).values_list("indicator", flat=True))
    if not wanted:
        return ()
    month, found = table.month, []
    last = month if month.month == 12 else Month(month.year - 1, 12)
    for code in sorted(wanted):
        indicator = table.indicator(code)
        if indicator is None:
            continue
        whole = table if not indicator.pro_rata or last == month else month_table(puskesmas, last)
        row = whole.by.get((table.total.code, code))
        ratio = row.ratio if row else None
        if ratio is not None:
            when = f"sampai {whole.month.label}"
            found.append(Own(code, table.total.code, ratio.numerator, ratio.denominator, ratio.factor, when))
    return tuple(found)
