"""Divides the people in a room into groups: by chance, fair to units and professions, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody to be put into a group. ``key`` is unique; ``unit`` and ``profession`` may be empty."""

    key: int
    unit: str = ""
    profession: str = ""


def divide(people: Sequence[Member], count: int, seed: str) -> list[list[int]]:
    """The keys of each of ``count`` groups.

    Sizes differ by one at most, and so do the members of any one unit over the groups; where there is still a choice,
    the group with fewest of the same profession is taken, then chance. Chance is the SHA-256 of the seed and the key:
    the order in which people are given does not matter, and another computer finds the same groups.

    Raises:
        ValueError: for fewer than one group, fewer people than groups, or somebody named twice.
    """
    if count < 1:
        raise ValueError(f"{count} kelompok")
    if len(people) < count:
        raise ValueError(f"{len(people)} orang untuk {count} kelompok")
    if len({p.key for p in people}) != len(people):
        raise ValueError("satu orang disebut dua kali")
    sizes = [0] * count
    units: list[Counter[str]] = [Counter() for _ in range(count)]
    professions: list[Counter[str]] = [Counter() for _ in range(count)]
    groups: list[list[int]] = [[] for _ in range(count)]
    for person in _in_order(people, seed):
        at = min(
            range(count),
            key=lambda g: (
                units[g][person.unit], sizes[g], professions[g][person.profession], _chance(seed, person.key, g)
            ),
        )  # fmt: skip
        groups[at].append(person.key)
        sizes[at] += 1
        units[at][person.unit] += 1
        professions[at][person.profession] += 1
    return groups


def how_many(people: int, wanted: int) -> int:
    """Groups of about ``wanted`` people: at least one, and never a group of one when two could be together."""
    return max(1, min(round(people / wanted), people // 2)) if people and wanted > 0 else 1


def _in_order(people: Sequence[Member], seed: str) -> list[Member]:
    """Unit by unit, the units and the people in them by chance: what keeps both kinds of counts within one."""
    return sorted(people, key=lambda p: (_chance(seed, p.unit), p.unit, _chance(seed, p.key), p.key))


def _chance(seed: str, *of: object) -> bytes:
    return sha256("\x1f".join([seed, *map(str, of)]).encode()).digest()
