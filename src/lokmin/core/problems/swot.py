"""SWOT of an activity or of the Puskesmas: four quadrants, and what follows from crossing them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.language import said


class Quadrant(StrEnum):
    """The four lists: inside or outside, helping or hindering."""

    STRENGTH = "S"
    WEAKNESS = "W"
    OPPORTUNITY = "O"
    THREAT = "T"


class Cross(StrEnum):
    """A strategy crosses one list from inside with one from outside."""

    SO = "SO"
    WO = "WO"
    ST = "ST"
    WT = "WT"


QUADRANT_NAMES = {
    Quadrant.STRENGTH: "Kekuatan",
    Quadrant.WEAKNESS: "Kelemahan",
    Quadrant.OPPORTUNITY: "Peluang",
    Quadrant.THREAT: "Ancaman",
}
CROSS_NAMES = {
    Cross.SO: "Pakai kekuatan untuk mengambil peluang",
    Cross.WO: "Perbaiki kelemahan dengan memanfaatkan peluang",
    Cross.ST: "Pakai kekuatan untuk menghadapi ancaman",
    Cross.WT: "Kurangi kelemahan dan hindari ancaman",
}


@dataclass(frozen=True, slots=True)
class Swot:
    """One analysis. ``strategies`` are pairs of cross and text."""

    subject: str
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    strategies: tuple[tuple[Cross, str], ...] = ()

    def of(self, quadrant: Quadrant) -> tuple[str, ...]:
        """One list."""
        lists = (self.strengths, self.weaknesses, self.opportunities, self.threats)
        return dict(zip(Quadrant, lists, strict=True))[quadrant]

    def crossing(self, cross: Cross) -> tuple[str, ...]:
        """The strategies of one kind."""
        return tuple(text for kind, text in self.strategies if kind is cross)


def open_questions(swot: Swot) -> tuple[str, ...]:
    """What is still missing, as sentences: empty lists, and strategies that cross an empty one."""
    found = [
        said("%(name)s belum diisi.") % {"name": said(QUADRANT_NAMES[quadrant])}
        for quadrant in Quadrant
        if not swot.of(quadrant)
    ]
    if not swot.strategies:
        found.append(said("Belum ada strategi. Silangkan yang di dalam dengan yang di luar."))
    for cross in Cross:
        empty = [QUADRANT_NAMES[Quadrant(letter)] for letter in cross if not swot.of(Quadrant(letter))]
        if swot.crossing(cross) and empty:
            found.append(
                said("Strategi %(cross)s memakai %(name)s, yang belum diisi.")
                % {"cross": cross.value, "name": said(empty[0]).lower()}
            )
    return tuple(found)
