"""The kinds of meetings in force for an office: the national rule with what the office changed of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from lokmin.catalog.loading import rules
from lokmin.core.meetings import kinds as rule
from lokmin.core.meetings.kinds import Kind, Paper
from lokmin.core.meetings.overrides import in_force, merged
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.models import KindOverride


@cache
def national(year: int) -> dict[str, Kind]:
    """The kinds as the rule has them in a year, by code."""
    return rule.load(rules("lokmin"), year)


@cache
def pack() -> dict[str, Paper]:
    """The papers of the pack by code."""
    return rule.papers(rules("lokmin"))


def kinds_of(puskesmas: Puskesmas, year: int) -> dict[str, Kind]:
    """The kinds as an office has them in a year; one query."""
    own: dict[str, list[dict[str, Any]]] = {}
    rows = KindOverride.objects.of(puskesmas).filter(valid_from__lte=year).values("kind", "valid_from", "body")
    for row in rows:
        own.setdefault(row["kind"], []).append({"valid_from": row["valid_from"], "fields": row["body"]})
    return {code: merged(kind, in_force(own.get(code, []), year), pack()) for code, kind in national(year).items()}


def kind_of(puskesmas: Puskesmas, code: str, year: int) -> Kind | None:
    """One kind as an office has it in a year; None when there is no such kind."""
    return kinds_of(puskesmas, year).get(code) if code in national(year) else None
