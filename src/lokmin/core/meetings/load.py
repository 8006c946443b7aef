"""Fair load: says when a few people hold most of the actions, so that the meeting can ask who else is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_WORDS = ("", "Satu", "Dua", "Tiga", "Empat", "Lima")


@dataclass(frozen=True, slots=True)
class Rule:
    """When a load is called unfair.

    Attributes:
        people: at most so many together hold it. ``above_bp``: more than this share of all, in basis points.
        least: below so many actions nothing is said. ``each``: everyone named holds at least so many.
        staff: with fewer people to choose from nothing is said.
    """

    people: int
    above_bp: int
    least: int
    each: int
    staff: int
    source: str


@dataclass(frozen=True, slots=True)
class Held:
    """What one owner holds: ``new`` of this meeting (proposed or confirmed), ``before`` still open from earlier."""

    name: str
    new: int
    before: int = 0

    @property
    def total(self) -> int:
        return self.new + self.before


@dataclass(frozen=True, slots=True)
class Heavy:
    """The warning. Names stand in the alphabet, never by number; it is for the chair and the secretary alone."""

    names: tuple[str, ...]
    held: int
    total: int

    @property
    def sentence(self) -> str:
        """``Tiga orang memegang 9 dari 14 RTL: …``."""
        who = _WORDS[len(self.names)] if len(self.names) < len(_WORDS) else str(len(self.names))
        return (
            f"{who} orang memegang {self.held} dari {self.total} RTL: {', '.join(self.names).rstrip('.')}."
            " Tanyakan siapa lain yang dapat mengerjakan."
        )


def rule(data: Mapping[str, Any], year: int) -> Rule:
    """The rule in force in a year, from the parsed ``rules/load.toml``.

    Raises:
        ValueError: when no rule is in force yet.
    """
    found = [entry for entry in data["fair_load"] if int(entry["valid_from"]) <= year]
    if not found:
        raise ValueError(f"belum ada aturan beban untuk tahun {year}")
    entry = max(found, key=lambda e: int(e["valid_from"]))
    return Rule(
        int(entry["people"]), int(entry["above_bp"]), int(entry["least"]), int(entry["each"]), int(entry["staff"]),
        str(entry["source"]),
    )  # fmt: skip


def warning(rule: Rule, held: Sequence[Held], staff: int) -> Heavy | None:
    """The fewest people that together hold more than the rule allows, when one of them was given something new.

    ``held``: every owner of an action that counts; ``staff``: how many people could own one.
    """
    total = sum(one.total for one in held)
    if total < rule.least or staff < rule.staff:
        return None
    most = sorted((one for one in held if one.total >= rule.each), key=lambda one: (-one.total, one.name))
    for count in range(1, min(rule.people, len(most)) + 1):
        few = most[:count]
        theirs = sum(one.total for one in few)
        if theirs * 10_000 > rule.above_bp * total:
            if any(one.new for one in few):
                return Heavy(tuple(sorted(one.name for one in few)), theirs, total)
            return None
    return None
