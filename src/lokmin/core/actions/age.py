"""How old an action is, and which months of its life nobody wrote anything about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from lokmin.core.periods import Month


def age_months(since: dt.date, today: dt.date) -> int:
    """Whole months from a day to another: 31 March to 30 April is 0, to 1 May is 1."""
    months = (today.year - since.year) * 12 + today.month - since.month
    return max(0, months - (today.day < since.day))


def life(since: dt.date, until: dt.date) -> tuple[Month, ...]:
    """The months an action lived in, the first and the last with it; empty when it ends before it begins."""
    first, last = Month(since.year, since.month), Month(until.year, until.month)
    return first.until(last) if first <= last else ()


def silent(months: Collection[Month], noted: Collection[Month], today: dt.date) -> tuple[Month, ...]:
    """The months without a note. The month of ``today`` is not over: nobody is told off for it."""
    here = Month(today.year, today.month)
    return tuple(month for month in months if month not in noted and month < here)
