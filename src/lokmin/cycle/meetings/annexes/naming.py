"""How a point of an agenda names the annexes that belong to it: ``lampiran:sdm,str_sip``."""

from __future__ import annotations

from collections.abc import Iterable

from lokmin.cycle.meetings.models import AgendaItem

PREFIX = "lampiran:"


def reference(codes: Iterable[str]) -> str:
    """What the point keeps; empty without annexes."""
    named = ",".join(codes)
    return f"{PREFIX}{named}" if named else ""


def codes(kept: str) -> tuple[str, ...]:
    """The annexes a point names."""
    return tuple(c for c in kept.removeprefix(PREFIX).split(",") if c) if kept.startswith(PREFIX) else ()


def of_agenda(items: Iterable[AgendaItem]) -> dict[str, AgendaItem]:
    """Code -> the point it belongs to, in the order of the agenda."""
    found: dict[str, AgendaItem] = {}
    for item in items:
        for code in codes(item.reference):
            found.setdefault(code, item)
    return found
