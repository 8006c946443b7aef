"""What a Musyawarah Masyarakat Desa agrees on: activities of the villagers' own means, and those that need a budget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lokmin.core.language import said

#: How an agreed activity is paid.
OWN, BUDGET = "swadaya", "anggaran"
MEANS = {OWN: "swadaya masyarakat", BUDGET: "perlu anggaran"}


#: Musrenbang desa is held in January for the year after (domain.md 2.5).
_MUSRENBANG = 1


def plan_year(held: dt.date) -> int:
    """The year the Musrenbang desa after a musyawarah plans for: of November 2025 and of January 2026 it is 2027."""
    return held.year + (1 if held.month <= _MUSRENBANG else 2)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreed activity: who does what when, by which means.

    Attributes:
        problem: in words, the one it is for.
        who: a function or group (``kader dan ketua RT 03``).
        when: in words (``tiap Jumat``) or empty; ``due`` a day where one was said.
        cost: whole rupiah; None is "not costed", 0 costs nothing.
        fund: where the money is to come from (``Dana Desa``).
    """

    activity: str
    problem: str = ""
    who: str = ""
    when: str = ""
    due: dt.date | None = None
    means: str = OWN
    volume: str = ""
    cost: int | None = None
    fund: str = ""

    @property
    def needs_budget(self) -> bool:
        """Goes to Musrenbang desa: the villagers cannot pay it themselves."""
        return self.means == BUDGET

    @property
    def lacks(self) -> tuple[str, ...]:
        """What still has to be said, in words; empty when it can be carried out."""
        missing = []
        if not self.who.strip():
            missing.append(said("siapa yang mengerjakan"))
        if not self.when.strip() and self.due is None:
            missing.append(said("kapan"))
        if self.needs_budget and self.cost is None:
            missing.append(said("perkiraan biaya"))
        return tuple(missing)


@dataclass(frozen=True, slots=True)
class Shares:
    """How an MMD's activities are paid: counts, and rupiah of those that are costed."""

    own: int
    budget: int
    cost: int
    uncosted: int

    @property
    def total(self) -> int | None:
        """Rupiah of what is costed; None where nothing that needs a budget is."""
        return None if self.uncosted and self.uncosted == self.budget else self.cost

    @property
    def sentence(self) -> str:
        """``5 kegiatan: 3 swadaya, 2 perlu anggaran (1 belum ada perkiraan biaya).``"""
        if not self.own + self.budget:
            return said("Belum ada kegiatan yang disepakati.")
        text = said("%(all)d kegiatan: %(own)d swadaya, %(budget)d perlu anggaran")
        words = text % {"all": self.own + self.budget, "own": self.own, "budget": self.budget}
        if self.uncosted:
            words += said(" (%(n)d belum ada perkiraan biaya)") % {"n": self.uncosted}
        return f"{words}."


def shares(agreements: Iterable[Agreement]) -> Shares:
    """Own means and budget counted; what is not costed is counted apart, never as 0."""
    found = tuple(agreements)
    budget = [a for a in found if a.needs_budget]
    priced = [a.cost for a in budget if a.cost is not None]
    return Shares(len(found) - len(budget), len(budget), sum(priced), len(budget) - len(priced))


@dataclass(frozen=True, slots=True)
class Potential:
    """What the village has: ``kind`` by its code in ``smd.toml``, and what it is."""

    kind: str
    text: str
