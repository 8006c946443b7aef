"""One table of proposals: staff, tools, goods and training, each with its gap, priority and the reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lokmin.core.needs.equipment import Tool
from lokmin.core.needs.logistics import Good
from lokmin.core.needs.rules import held
from lokmin.core.numbers import MICRO, from_micro, indonesian

#: In the order the table shows them.
KINDS = {"sdm": "SDM", "alkes": "Alat kesehatan", "logistik": "Logistik", "pelatihan": "Pelatihan",
         "sarana": "Sarana dan prasarana"}  # fmt: skip
PRIORITIES = {1: "tinggi", 2: "sedang", 3: "rendah"}


@dataclass(frozen=True, slots=True)
class PriorityRules:
    """``catalog/rules/proposals.toml`` for a year.

    Attributes:
        high_permille, middle_permille: a gap of at least so much of the need is high, is middle.
        text: the whole rule as one sentence for screen and paper.
    """

    high_permille: int
    middle_permille: int
    none_raises: bool
    problem_raises: bool
    text: str
    source: str
    confirmed: bool

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> PriorityRules:
        """The rule in force in a year.

        Raises:
            ValueError: there is none, or its two limits are not falling.
        """
        rule = held(data, year, "prioritas usulan")
        high, middle = int(rule["high_permille"]), int(rule["middle_permille"])
        if not 1000 >= high > middle >= 0:
            raise ValueError("Batas prioritas usulan harus turun: tinggi di atas sedang, paling besar 1000.")
        return cls(high, middle, bool(rule["none_raises"]), bool(rule["problem_raises"]), rule["text"],
                   rule["source"], bool(rule["confirmed"]))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line: item, dasar, kebutuhan, tersedia, kekurangan, prioritas, perkiraan biaya, sumber, tindak lanjut.

    Attributes:
        key: what it was computed from (``abk:bidan``, ``alat:12``); empty for what somebody wrote.
        needed, available: millionths of ``unit``.
        priority: 1 high, 2 middle, 3 low; None as long as nobody said.
        problem: the register names it (a problem, a figure below target).
    """

    kind: str
    item: str
    basis: str
    needed: int
    available: int
    unit: str = ""
    priority: int | None = None
    reason: str = ""
    cost: int | None = None
    fund: str = ""
    followup: str = ""
    key: str = ""
    problem: bool = False
    state: str = "usulan"

    @property
    def gap(self) -> int:
        """Kekurangan in millionths, never below zero."""
        return max(0, self.needed - self.available)


@dataclass(frozen=True, slots=True)
class StaffNeed:
    """A profession: people by ABK (rounded), by the standard, and there; None where it was not worked out."""

    profession: str
    name: str
    there: int
    abk: int | None = None
    abk_exact: int | None = None
    standard: int | None = None

    @property
    def needed(self) -> int | None:
        """The larger of both bases, whichever is known."""
        known = [n for n in (self.abk, self.standard) if n is not None]
        return max(known) if known else None


def priority(needed: int, available: int, rules: PriorityRules, *, problem: bool = False) -> tuple[int, str]:
    """Priority and its reason in words.

    The share of the need that lacks sets it; nothing there at all, or a problem of the register behind it, raises it
    one step each (never above high).
    """
    gap = max(0, needed - available)
    share = gap * 1000 // needed if needed > 0 else 0
    level = 1 if share >= rules.high_permille else 2 if share >= rules.middle_permille else 3
    why = [f"kurang {_percent(share)} dari kebutuhan"]
    if gap and available <= 0 and rules.none_raises:
        level, why = max(1, level - 1), ["belum ada sama sekali"]
    if gap and problem and rules.problem_raises:
        level = max(1, level - 1)
        why.append("terkait masalah di daftar masalah")
    return level, ", ".join(why)


def _percent(permille: int) -> str:
    return f"{indonesian(permille // 10)}{f',{permille % 10}' if permille % 10 else ''} %"


def for_staff(needs: Iterable[StaffNeed], rules: PriorityRules) -> tuple[Proposal, ...]:
    """A proposal for every profession that lacks people, with the bases it stands on."""
    found = []
    for need in needs:
        if need.needed is None or need.needed <= need.there:
            continue
        bases = []
        if need.abk is not None:
            exact = f" ({indonesian(from_micro(need.abk_exact), 4)})" if need.abk_exact is not None else ""
            bases.append(f"ABK {need.abk}{exact}")
        if need.standard is not None:
            bases.append(f"standar ketenagaan {need.standard}")
        level, why = priority(need.needed, need.there, rules)
        found.append(
            Proposal("sdm", need.name, "; ".join(bases), need.needed * MICRO, need.there * MICRO, "orang", level, why,
                     followup="Usul penambahan atau redistribusi ke Dinkes", key=f"abk:{need.profession}")
        )  # fmt: skip
    return tuple(found)


def for_tools(tools: Iterable[tuple[str, Tool]], rules: PriorityRules) -> tuple[Proposal, ...]:
    """A proposal for every tool below its standard; each comes with its key (``alat:12``)."""
    found = []
    for key, tool in tools:
        if not tool.need:
            continue
        standard, good = tool.standard or 0, tool.good or 0
        level, why = priority(standard, good, rules)
        broken = (tool.light or 0) + (tool.heavy or 0)
        mend = f"Perbaiki yang rusak ({broken}) atau adakan baru" if tool.light else "Adakan baru"
        found.append(
            Proposal("alkes", f"{tool.name}, {tool.room}", f"Standar minimal {standard}", standard * MICRO,
                     good * MICRO, "buah", level, why, tool.cost, followup=mend, key=key)
        )  # fmt: skip
    return tuple(found)


def for_goods(goods: Iterable[tuple[str, Good]], rules: PriorityRules) -> tuple[Proposal, ...]:
    """A proposal for every item whose stock does not reach the need."""
    found = []
    for key, good in goods:
        if not good.gap or good.need is None or good.stock is None:
            continue
        level, why = priority(good.need, good.stock, rules)
        found.append(
            Proposal("logistik", good.item, good.basis or "Kebutuhan program", good.need, good.stock, good.unit, level,
                     why, good.cost, good.fund, "Minta ke instalasi farmasi atau adakan", key)
        )  # fmt: skip
    return tuple(found)


def for_training(topics: Iterable[tuple[str, str, str, int, int | None, bool]]) -> tuple[Proposal, ...]:
    """A proposal for every topic: ``(key, topic, reason, people who lack it, cost, urgent)``.

    Nobody has half a training, so the share says nothing: high when a problem or an ended licence waits for it.
    """
    return tuple(
        Proposal("pelatihan", topic, basis, people * MICRO, 0, "orang", 1 if urgent else 2,
                 "ditunggu masalah atau izin yang berakhir" if urgent else "belum ada masalah yang menunggunya", cost,
                 followup="Masukkan rencana pelatihan", key=key, problem=urgent)
        for key, topic, basis, people, cost, urgent in topics
        if people > 0
    )  # fmt: skip


def merged(*groups: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """One table: the most urgent first, then by kind, then by the share that lacks, then by name. One line a key."""
    kinds, found, seen = list(KINDS), [], set()
    for proposal in (one for group in groups for one in group):
        if proposal.key and proposal.key in seen:
            continue
        seen.add(proposal.key)
        found.append(proposal)

    def order(one: Proposal) -> tuple[int, int, int, str]:
        share = one.gap * 1000 // one.needed if one.needed > 0 else 0
        return one.priority or len(PRIORITIES) + 1, kinds.index(one.kind), -share, one.item

    return tuple(sorted(found, key=order))


@dataclass(frozen=True, slots=True)
class Sum:
    """What a group of proposals asks: lines, rupiah of those with a cost, lines without one."""

    label: str
    lines: int
    cost: int
    uncosted: int


def sums(proposals: Sequence[Proposal], by: str) -> tuple[Sum, ...]:
    """Sums by ``kind`` or by ``fund``, in the order they come; money without a fund stands under ``""``."""
    if by not in ("kind", "fund"):
        raise ValueError(f"Jumlah menurut “{by}” tidak dikenal.")
    labels = [label for label in KINDS if any(one.kind == label for one in proposals)] if by == "kind" else list(
        dict.fromkeys(one.fund for one in proposals)
    )  # fmt: skip
    found = []
    for label in labels:
        group = [one for one in proposals if getattr(one, by) == label]
        found.append(
            Sum(label, len(group), sum(one.cost or 0 for one in group), sum(one.cost is None for one in group))
        )
    return tuple(found)
