"""The sources of money of a year, as forms offer them and papers print them."""

from __future__ import annotations

import functools

from lokmin.catalog.loading import rules
from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.rules import PlanRule


@functools.cache
def book(year: int) -> FundBook:
    """The funds in force in a year."""
    return FundBook.load(rules("funds"), year)


@functools.cache
def plan_rule(year: int) -> PlanRule:
    """The rules of plans in force in a year."""
    return PlanRule.load(rules("planning"), year)


def fund_choices(year: int) -> list[tuple[str, str]]:
    """For a select of a form."""
    return [(fund.code, fund.name) for fund in book(year).funds]


def effort_choices(year: int) -> list[tuple[str, str]]:
    """The upaya as they are stored and printed: by name."""
    return [(effort.name, effort.name) for effort in plan_rule(year).efforts]
