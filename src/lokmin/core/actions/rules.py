"""The rules of following up: when to remind, when to carry an action upward, what a proof may be. Dated data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lokmin.core.actions.escalation import Step

#: The rungs in their order, and whether each needs a partner of another sector in the action.
LADDER = {"lokmin": False, "linsek": True, "dinkes": False}


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds in a year.

    Attributes:
        remind: so many days before the due day, the earliest first.
        ladder: to whom an action is carried, the lowest rung first.
        largest: bytes of a file; ``at_once`` files in one form; ``most`` of one action.
    """

    remind: tuple[int, ...]
    ladder: tuple[Step, ...]
    largest: int
    at_once: int
    most: int
    source: str = ""


def rules_for(data: Mapping[str, Any], year: int, own: Mapping[str, Any] | None = None) -> Rules:
    """The rule in force in a year, with what the office chose itself over it.

    ``own``: ``{"remind": [7, 1], "lokmin": 1, "linsek": None, "dinkes": 3}``; what it does not name stays as shipped.

    Raises:
        ValueError: no rule holds in that year.
    """
    held = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
    if not held:
        raise ValueError(f"Aturan tindak lanjut untuk tahun {year} tidak ada.")
    rule = max(held, key=lambda r: int(r["valid_from"]))
    chosen = own or {}
    shipped = {step["to"]: step for step in rule.get("step", ())}
    ladder = tuple(
        Step(to, _whole(chosen.get(to, shipped[to].get("months"))), _whole(shipped[to].get("missed")), partners)
        for to, partners in LADDER.items()
        if to in shipped and not (to in chosen and chosen[to] is None)
    )
    remind = chosen.get("remind") or rule["remind"]
    return Rules(
        remind=tuple(sorted({int(n) for n in remind}, reverse=True)), ladder=ladder,
        largest=int(rule["largest_mb"]) * 1024 * 1024, at_once=int(rule["at_once"]), most=int(rule["most"]),
        source=str(rule["source"]),
    )  # fmt: skip


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
