"""The figures as plain objects for scripts: ``lokmin coverage --json`` and ``lokmin evaluate --json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lokmin.core.findings import Finding
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.problems.found import statement
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.problems import Issue, issues
from lokmin.cycle.monitoring.queries.quality import quality
from lokmin.cycle.monitoring.queries.table import month_table


def find_indicator(puskesmas: Puskesmas, year: int, text: str) -> str | None:
    """The code of an indicator by its code, its official code or its short name, in any case."""
    wanted = text.strip().casefold()
    known = sources.catalogue(puskesmas, year).for_year(year).values()
    for names in ("code", "official", "short"):
        for indicator in known:
            if getattr(indicator, names).casefold() == wanted:
                return indicator.code
    return None


def number(micro: int | None) -> int | float | None:
    """A count in units: whole where it is whole."""
    if micro is None:
        return None
    return micro // MICRO if micro % MICRO == 0 else micro / MICRO


def coverage_json(row: CoverageRow, names: Mapping[str, str]) -> dict[str, Any]:
    """One row as JSON; counts in people, rates in the indicator's unit, None for what was not reported."""
    return {
        "place": names.get(row.place, row.place),
        "place_code": row.place,
        "indicator": row.indicator,
        "period": row.period,
        "month": number(row.month),
        "last_month": number(row.last_month),
        "numerator": number(row.numerator),
        "denominator": number(row.denominator),
        "percent": row.percent,
        "running_target": row.running_target_percent,
        "gap_people": row.gap_people,
        "trend": row.trend.value,
        "rank": row.rank,
        "status": row.status.value,
        "pace_needed": number(row.pace_needed),
        "pace_reached": number(row.pace_reached),
    }


def evaluate(puskesmas: Puskesmas, month: Month) -> dict[str, Any]:
    """A month judged: all problems in the order of the page, all findings of the data-quality page."""
    table = month_table(puskesmas, month)
    return {
        "period": month.code,
        "puskesmas": puskesmas.code,
        "problems": [_problem(issue, table.names) for issue in issues(table)],
        "findings": [_finding(finding, table.names) for finding in quality(puskesmas, month).findings],
    }


def _problem(issue: Issue, names: Mapping[str, str]) -> dict[str, Any]:
    row, indicator = issue.row, issue.indicator
    return {
        **coverage_json(row, names),
        "statement": statement(row, indicator, issue.place.name),
        "programme": indicator.programme,
        "klaster": indicator.klaster,
        "red_months": row.red_months,
        "pace": row.pace.value,
    }


def _finding(finding: Finding, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "level": finding.severity.value,
        "code": finding.code,
        "place": names.get(finding.place, finding.place),
        "place_code": finding.place,
        "period": finding.period,
        "element": finding.element,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "message": finding.message,
        "question": finding.question,
    }
