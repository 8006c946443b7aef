"""The rules of plans as dated data: order of the upaya, chapters, what a situation analysis holds, tolerances."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NOISE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Effort:
    """A group of upaya in its printed order; ``programmes`` are what the catalogue calls them."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a document; ``fills``: what the system writes into it, empty: only what people write."""

    code: str
    title: str
    sections: tuple[str, ...] = ()
    fills: str = ""


@dataclass(frozen=True, slots=True)
class SituationPart:
    """One part of the situation analysis: ``kind`` is umum or khusus, ``next`` what to do while it is empty."""

    code: str
    kind: str
    title: str
    next: str


@dataclass(frozen=True, slots=True)
class PlanRule:
    """``catalog/rules/planning.toml`` for a year."""

    source: str
    years: int
    efforts: tuple[Effort, ...]
    renstra: tuple[Chapter, ...]
    ruk: tuple[Chapter, ...]
    situation: tuple[SituationPart, ...]

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> PlanRule:
        """The rule in force in a year.

        Raises:
            ValueError: when there is none.
        """
        known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan rencana yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        return cls(
            str(rule["source"]), int(rule["years"]),
            tuple(
                Effort(e["code"], e["name"], tuple(e.get("aliases", ())), tuple(e.get("programmes", ())))
                for e in rule["effort"]
            ),
            _chapters(rule["renstra"]), _chapters(rule["ruk"]),
            tuple(SituationPart(s["code"], s["kind"], s["title"], s["next"]) for s in rule["situation"]),
        )  # fmt: skip

    def effort(self, text: str) -> Effort | None:
        """The effort a code, a name or a heading of a workbook means (``A. UKM ESENSIAL``); None when none."""
        wanted = effort_key(text)
        for effort in self.efforts:
            if wanted and wanted in {effort_key(one) for one in (effort.code, effort.name, *effort.aliases)}:
                return effort
        return None

    def effort_of(self, programme: str) -> Effort | None:
        """The effort a programme of the catalogue is printed under."""
        return next((e for e in self.efforts if programme in e.programmes), None)

    def effort_name(self, code: str) -> str:
        effort = next((e for e in self.efforts if e.code == code), None)
        return effort.name if effort else code

    def rank(self, code: str) -> int:
        """Place in the printed order; efforts an office added come last."""
        return next((i for i, e in enumerate(self.efforts) if e.code == code), len(self.efforts))


def effort_key(text: str) -> str:
    """``I. UKM Essensial`` and ``UKM esensial`` are one: no numbering in front, no case, one s."""
    plain = re.sub(r"^\s*(?:[A-Za-z]|[IVXivx]{1,4}|\d{1,2})[.)]\s*", "", text.strip())
    return _NOISE.sub("", plain.casefold().replace("essens", "esens"))


def _chapters(data: list[Mapping[str, Any]]) -> tuple[Chapter, ...]:
    return tuple(Chapter(c["code"], c["title"], tuple(c.get("sections", ())), c.get("fills", "")) for c in data)
