"""The kinds of meetings the rule knows, as dated data: purposes, legal base, who is invited, fixed points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FixedPoint:
    """A point every meeting of a kind has.

    Attributes:
        title: may hold ``{bulan}`` (discussed) and ``{berikut}`` (the month after the meeting); empty for klaster.
        kind: what it is for (``pembukaan``, ``evaluasi_rtl``, ``klaster`` ...); ``klaster`` stands for one each.
        least, wanted: minutes it needs at least and takes by habit.
        who: ``pembuka``, ``pemimpin``, ``klaster`` or nobody.
        months: only in meetings of these months; empty for all.
    """

    title: str
    kind: str
    least: int
    wanted: int
    who: str = ""
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind in force from a year on, with its source."""

    code: str
    valid_from: int
    source: str
    purposes: tuple[str, ...]
    recipients: tuple[str, ...]
    legal_base: tuple[str, ...]
    agenda: tuple[FixedPoint, ...]

    def points(self, month: int) -> tuple[FixedPoint, ...]:
        """The points of a meeting held in a month (1..12)."""
        return tuple(p for p in self.agenda if not p.months or month in p.months)


def load(data: Mapping[str, Any], year: int) -> dict[str, Kind]:
    """The kinds in force in a year, by code, from the parsed ``rules/lokmin.toml``.

    Raises:
        ValueError: a point whose habit is shorter than what it needs.
    """
    found: dict[str, Kind] = {}
    for entry in sorted(data["kind"], key=lambda e: int(e["valid_from"])):
        if int(entry["valid_from"]) > year:
            continue
        points = tuple(FixedPoint(**{**p, "months": tuple(p.get("months", ()))}) for p in entry["agenda"])
        for point in points:
            if not 1 <= point.least <= point.wanted:
                raise ValueError(
                    f"Acara “{point.title}” di {entry['code']}: menit {point.least} sampai {point.wanted}."
                )
        found[entry["code"]] = Kind(
            entry["code"], int(entry["valid_from"]), entry["source"], tuple(entry["purposes"]),
            tuple(entry["recipients"]), tuple(entry.get("legal_base", data["legal_base"])), points,
        )  # fmt: skip
    return found
