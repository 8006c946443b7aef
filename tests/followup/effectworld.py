"""Months of K1 in twelve villages, with or without a change in one of them; drawn once and for all."""

from __future__ import annotations

import datetime as dt
import random

from lokmin.core.numbers import to_micro
from lokmin.core.periods import Month
from lokmin.cycle.reporting.models import Fact, Ledger

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FIRST = Month(2025, 1)


def report(
    cast, last: Month, *, more: int = 0, since: Month | None = None, first: Month = FIRST, villages=None
) -> None:
    """K1 of every village month by month: about 16 of 200 mothers; Watubelah 8, and ``more`` from ``since`` on."""
    draw = random.Random(7)
    rows = []
    for place in villages or cast.villages:
        rows += [(place, str(year), "sasaran.bumil", 200) for year in range(first.year, last.year + 1)]
        for month in first.until(last):
            slow = place.name == "Watubelah"
            count = draw.choice((6, 7, 8, 9, 10)) if slow else draw.choice((13, 14, 15, 16, 17, 18, 19))
            rows.append((place, month.code, "kia.k1", count + (more if slow and since and month >= since else 0)))
    Fact.objects.bulk_create(
        Fact(puskesmas=cast.puskesmas, place=place, period=period, element=element, micro=to_micro(value),
             variant="sk" if element.startswith("sasaran") else "", by=cast.people["ratna"], at=AT)
        for place, period, element, value in rows
    )  # fmt: skip
    touch(cast)


def silent(cast, village: str, *months: Month) -> None:
    """Take reports back."""
    codes = [month.code for month in months]
    Fact.objects.filter(puskesmas=cast.puskesmas, place__name=village, period__in=codes).delete()
    touch(cast)


def touch(cast) -> None:
    row, _ = Ledger.objects.get_or_create(puskesmas=cast.puskesmas)
    row.stamp += 1
    row.save()
