"""What a meeting looks back on, as one choice: a month, a quarter, half a year, a year."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lokmin.core.meetings.kinds import SPANS
from lokmin.core.periods import Month
from lokmin.cycle.meetings.models import Meeting

#: Last months of a span that are offered: calendar quarters, and those before a meeting with the sectors.
_ENDS = {3: (1, 3, 4, 6, 7, 9, 10, 12), 6: (6, 12), 12: (12,)}


def code(last: Month, months: int = 1) -> str:
    """``2026-04`` for a month, ``2026-03/3`` for the quarter that ends in March."""
    return last.code if months == 1 else f"{last.code}/{months}"


def read(text: str) -> tuple[Month, int]:
    """Back from ``code``.

    Raises:
        ValueError: when it is none.
    """
    month, _slash, span = text.partition("/")
    months = int(span) if span else 1
    if months not in SPANS:
        raise ValueError(text)
    return Month.parse(month), months


def label(last: Month, months: int = 1) -> str:
    """In the language of the reader: ``April 2026``, ``Januari–Maret 2026``, ``tahun 2025``."""
    if months == 1:
        return f"{_(last.name)} {last.year}"
    if months == 12 and last.month == 12:
        return _("tahun %(year)s") % {"year": last.year}
    first = last.plus(1 - months)
    begin = _(first.name) if first.year == last.year else f"{_(first.name)} {first.year}"
    return f"{begin}–{_(last.name)} {last.year}"


def of(meeting: Meeting) -> str:
    """What a meeting looks back on, in the language of the reader."""
    return label(meeting.month, meeting.months)


def choices(months: Iterable[Month], more: Iterable[tuple[Month, int]] = ()) -> list[tuple[str, str]]:
    """The single months, newest first, then the longer spans that end in one of them; ``more`` in any case."""
    given = sorted(set(months), reverse=True)
    spans = [(m, n) for n, ends in _ENDS.items() for m in given if m.month in ends]
    every = [*((m, 1) for m in given), *spans]
    every += [pair for pair in more if pair not in every]
    names = {3: _("triwulan"), 6: _("semester"), 12: _("setahun")}
    return [(code(m, n), f"{label(m, n)}, {names[n]}" if n > 1 else label(m, n)) for m, n in every]
