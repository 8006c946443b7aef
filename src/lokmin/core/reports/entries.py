"""Reports from plain data: the shipped list, and what an office keeps of its own changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from lokmin.core.reports.kinds import Book, Due, Report
from lokmin.core.reports.periods import Frequency

TEXTS = ("code", "name", "category", "section", "programme", "channel", "data", "source")
DUE = ("due_day", "due_months", "due_weekday", "due_hours")
_FIELDS = {*TEXTS, *DUE, "klaster", "frequency", "months", "valid_from", "confirmed", "active"}


def report(entry: Mapping[str, Any], base: Report | None = None) -> Report:
    """A report from plain data; what an entry does not say is as in ``base``.

    Raises:
        ValueError: unknown fields, or a rule that means nothing.
    """
    if unknown := set(entry) - _FIELDS:
        raise ValueError(f"laporan {entry.get('code', '?')}: isian tidak dikenal: {', '.join(sorted(unknown))}")
    start = base or Report("XX", "x", "", Frequency.MONTH, Due(), dt.date(2000, 1, 1))
    texts: dict[str, Any] = {name: str(entry[name]) if name in entry else getattr(start, name) for name in TEXTS}
    rule = {name: int(entry.get(f"due_{name}", getattr(start.due, name))) for name in Due.__slots__}
    given = entry.get("valid_from", start.valid_from)
    return replace(
        start,
        **texts,
        due=Due(**rule),
        frequency=Frequency(entry.get("frequency", start.frequency)),
        klaster=int(entry.get("klaster", start.klaster)),
        months=tuple(int(m) for m in entry.get("months", start.months)),
        valid_from=dt.date(given, 1, 1) if isinstance(given, int) else dt.date.fromisoformat(str(given)),
        confirmed=bool(entry.get("confirmed", start.confirmed)),
        active=bool(entry.get("active", start.active)),
    )


def entry(kind: Report) -> dict[str, Any]:
    """The plain data of a report, as ``report`` reads it."""
    return {
        **{name: getattr(kind, name) for name in TEXTS},
        **{f"due_{name}": getattr(kind.due, name) for name in Due.__slots__},
        "frequency": kind.frequency.value,
        "klaster": kind.klaster,
        "months": list(kind.months),
        "valid_from": kind.valid_from.isoformat(),
        "confirmed": kind.confirmed,
        "active": kind.active,
    }


def load(rules: Mapping[str, Any]) -> Book:
    """The shipped list from ``catalog/rules/reports.toml``: groups with defaults, one line a report.

    Raises:
        ValueError: unknown fields, a code twice, a rule that means nothing.
    """
    versions: dict[str, tuple[Report, ...]] = {}
    categories: dict[str, str] = {}
    for group in rules["group"]:
        categories[group["category"]] = group["title"]
        defaults = {k: v for k, v in group.items() if k not in ("title", "reports")}
        for line in group["reports"]:
            found = report({**rules["defaults"], **defaults, **line})
            if found.code in versions:
                raise ValueError(f"kode laporan “{found.code}” dipakai dua kali")
            versions[found.code] = (found,)
    return Book(MappingProxyType(versions), MappingProxyType(categories), int(rules["week_starts"]))
