"""All checks of a month's numbers in one call, worst first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.periods import Month
from lokmin.core.quality import completeness as reporting
from lokmin.core.quality import consistency, habits, outliers, revisions
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import Facts, Reports

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def review(
    facts: Facts,
    catalogue: Catalogue,
    names: Mapping[str, str],
    month: Month,
    *,
    rules: QualityRules,
    reporters: Mapping[str, str] | None = None,
    received: Mapping[tuple[str, str], dt.date] | None = None,
    claimed: Mapping[tuple[str, str], int] | None = None,
    denominators: Mapping[str, str] | None = None,
    total: str = "",
    today: Month | None = None,
    changed: Sequence[revisions.Changed] = (),
) -> list[Finding]:
    """Every finding about January..month, each with place, period, element, sentence and question.

    ``facts`` holds months and yearly sasaran, the year before may be there too; ``names`` the reporting places by
    code (facts of others are not looked at); ``reporters`` who to ask, by place; ``received`` the day each
    (place, period) came in; ``claimed`` totals by (period, element) as printed in a workbook; ``denominators`` the
    office's own expressions by indicator code; ``total`` the Puskesmas itself, whose own numbers are held against the
    sum of its villages; ``today`` the month it is now; ``changed`` numbers that changed after a lokmin saw them.

    Worst first, then the newest month, then in the order of the places.
    """
    reports = Reports(facts, catalogue, names, month, reporters or {})
    records = reporting.completeness(reports, due_day=rules.due_day, received=received)
    found = [
        *consistency.impossible(reports),
        *consistency.parts(reports),
        *consistency.orders(reports, rules),
        *consistency.sums(reports, rules),
        *consistency.claimed_totals(reports, claimed or {}),
        *consistency.above_hundred(reports, rules, denominators or {}),
        *outliers.repeats(reports, rules),
        *outliers.jumps(reports, rules),
        *habits.heaping(reports, rules),
        *habits.seasons(reports, rules),
        *habits.falling(reports, rules),
        *habits.cumulative(reports, rules),
        *revisions.own_total(reports, total),
        *revisions.future(reports, today),
        *revisions.after_meeting(reports, changed),
        *reporting.gaps(reports, rules, records),
    ]
    place = {code: at for at, code in enumerate(names)}
    # Two stable sorts: the newest month first inside a severity.
    found.sort(key=lambda f: (place.get(f.place, len(place)), f.code, f.element))
    found.sort(key=lambda f: f.period, reverse=True)
    found.sort(key=lambda f: _RANK[f.severity])
    return found
