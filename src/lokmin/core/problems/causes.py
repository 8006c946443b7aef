"""Causes of a problem as one tree; fishbone, problem tree, five whys and determinants are views of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

#: The set of ribs a tree uses unless it says otherwise.
SIX = "enam"
#: Where a cause stands that nobody has put on a rib.
LOOSE = ""
LOOSE_NAME = "Belum dikelompokkan"


class Side(StrEnum):
    """Below the problem stand its causes, above it its effects."""

    CAUSE = "sebab"
    EFFECT = "akibat"


@dataclass(frozen=True, slots=True)
class CauseNode:
    """One box of the tree.

    Attributes:
        id: any text, unique in the tree; ``parent`` is that of the node it explains, empty for the problem itself.
        rib, determinant: codes of ``rules/causes.toml``; empty takes what the node above says.
        root: the meeting agreed that this is a root cause and can be acted on.
        evidence: what shows that it is so.
        order: among its siblings; equal ones stand as they were given.
        by: who named it, as printed; may stay empty.
    """

    id: str
    parent: str
    text: str
    side: Side = Side.CAUSE
    rib: str = ""
    determinant: str = ""
    root: bool = False
    evidence: str = ""
    order: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Rib:
    """One bone of the fish: ``question`` is what is asked there."""

    code: str
    name: str
    question: str
    determinant: str
    set: str = SIX


@dataclass(frozen=True, slots=True)
class Determinant:
    """One of the six steps a service takes to the people (Tanahashi); ``side``: penyediaan, permintaan or mutu."""

    code: str
    name: str
    question: str
    side: str


@dataclass(frozen=True, slots=True)
class CauseRules:
    """``catalog/rules/causes.toml`` for a year."""

    ribs: tuple[Rib, ...]
    determinants: tuple[Determinant, ...]
    depth: int
    chain: int
    letters: int
    nodes: int
    suggestions: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> CauseRules:
        """The rules in force in a year.

        Raises:
            ValueError: when there are none, or a rib points to a determinant that is not there.
        """
        known = [entry for entry in data.get("limits", ()) if entry["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan penyebab yang berlaku pada tahun {year}.")
        limits = max(known, key=lambda entry: int(entry["valid_from"]))
        steps = tuple(
            Determinant(entry["code"], entry["name"], entry["question"], entry["side"]) for entry in data["determinant"]
        )
        codes = {step.code for step in steps}
        ribs = tuple(
            Rib(entry["code"], entry["name"], entry["question"], entry["determinant"], entry["set"])
            for entry in data["rib"]
        )
        for rib in ribs:
            if rib.determinant not in codes:
                raise ValueError(f"Tulang {rib.name} menunjuk penentu “{rib.determinant}”, yang tidak ada.")
        numbers = {name: int(limits[name]) for name in ("depth", "chain", "letters", "nodes", "suggestions")}
        return cls(ribs, steps, **numbers)

    def of_set(self, name: str) -> tuple[Rib, ...]:
        """The ribs of a set in their order; the six where the set is unknown."""
        return tuple(rib for rib in self.ribs if rib.set == name) or tuple(rib for rib in self.ribs if rib.set == SIX)

    def rib(self, code: str) -> Rib | None:
        return next((rib for rib in self.ribs if rib.code == code), None)

    def determinant(self, code: str) -> Determinant | None:
        return next((step for step in self.determinants if step.code == code), None)

    def mapping(self) -> dict[str, str]:
        """Rib code -> determinant code as shipped; an office may hand its own to ``CauseTree``."""
        return {rib.code: rib.determinant for rib in self.ribs}


@dataclass(frozen=True, slots=True)
class Level:
    """How far coverage comes at one determinant: ``label`` names what was counted (``DPT3``).

    Attributes:
        reached, of: counts of the same unit (whatever it is: children, posyandu); ``of`` above 0.
    """

    determinant: str
    reached: int
    of: int
    label: str = ""

    @property
    def share(self) -> Fraction:
        """The part reached, 1 for all."""
        return Fraction(self.reached, self.of)


@dataclass(frozen=True)
class CauseTree:
    """One problem with all that was said about it.

    Nothing said is ever lost from the views: a node whose parent is not there, or that explains itself in a circle,
    stands at the problem (``causecheck.check`` names it).

    Attributes:
        problem: the statement at the head of the fish.
        rib_set: ``enam`` or ``proses``.
        levels: numbers of the determinants, where there are any.
        mapping: rib code -> determinant code where the office changed it; else the rules' own.

    Raises:
        ValueError: two nodes share an id.
    """

    problem: str
    nodes: tuple[CauseNode, ...] = ()
    rib_set: str = SIX
    levels: tuple[Level, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len({node.id for node in self.nodes}) != len(self.nodes):
            raise ValueError("Dua penyebab memakai nomor yang sama.")

    @cached_property
    def _children(self) -> dict[str, tuple[CauseNode, ...]]:
        ordered = sorted(self.nodes, key=lambda node: node.order)
        below: dict[str, list[CauseNode]] = {}
        ids = {node.id for node in ordered}
        for node in ordered:
            below.setdefault(node.parent if node.parent in ids else "", []).append(node)
        placed: dict[str, tuple[CauseNode, ...]] = {}
        seen: set[str] = set()
        tops: list[CauseNode] = []
        for start in (*below.get("", ()), *ordered):  # the second half finds circles: their first node stands on top
            if start.id in seen:
                continue
            tops.append(start)
            seen.add(start.id)
            waiting = [start]
            while waiting:
                one = waiting.pop()
                fresh = tuple(child for child in below.get(one.id, ()) if child.id not in seen)
                seen.update(child.id for child in fresh)
                placed[one.id] = fresh
                waiting += fresh
        placed[""] = tuple(tops)
        return placed

    def children(self, ident: str, side: Side | None = None) -> tuple[CauseNode, ...]:
        """What explains a node, in order; ``""`` is the problem. A child is on the side of the node above it."""
        found = self._children.get(ident, ())
        return found if side is None else tuple(node for node in found if node.side is side)

    def walk(self, ident: str = "", side: Side | None = None) -> Iterator[tuple[int, CauseNode]]:
        """Every node under one with its depth (1 = directly below), from the top, branch by branch."""
        waiting = [(1, node) for node in reversed(self.children(ident, side))]
        while waiting:
            depth, node = waiting.pop()
            yield depth, node
            waiting += [(depth + 1, child) for child in reversed(self.children(node.id))]

    @cached_property
    def _above(self) -> dict[str, CauseNode]:
        parents = {node.id: node for node in self.nodes}
        return {child.id: parents[above] for above, below in self._children.items() if above for child in below}

    def line(self, node: CauseNode) -> tuple[CauseNode, ...]:
        """From the node at the problem down to this one."""
        found = [node]
        while (above := self._above.get(found[-1].id)) is not None:
            found.append(above)
        return tuple(reversed(found))

    def roots(self) -> tuple[CauseNode, ...]:
        """The agreed root causes in reading order."""
        return tuple(node for _, node in self.walk(side=Side.CAUSE) if node.root)

    def rib_of(self, node: CauseNode) -> str:
        """The rib a cause hangs on: the one nearest above that names any."""
        return next((one.rib for one in reversed(self.line(node)) if one.rib), LOOSE)

    def determinant_of(self, node: CauseNode, rules: CauseRules) -> str:
        """Its own determinant, that of a node above, or what its rib stands for; empty where nothing is known."""
        said = next((one.determinant for one in reversed(self.line(node)) if one.determinant), "")
        if said:
            return said
        rib = self.rib_of(node)
        return self.mapping.get(rib) or rules.mapping().get(rib, "")


@dataclass(frozen=True, slots=True)
class Bone:
    """One rib with its causes; ``causes`` are pairs of depth (1 = at the rib) and node in reading order."""

    code: str
    name: str
    question: str
    causes: tuple[tuple[int, CauseNode], ...]


def fishbone(tree: CauseTree, rules: CauseRules) -> tuple[Bone, ...]:
    """The ribs of the tree's set, also those without a cause; causes on no rib come last, where there are any.

    A chain stays together: it hangs on the rib of the cause that stands at the problem.
    """
    by_rib: dict[str, list[tuple[int, CauseNode]]] = {}
    ribs = rules.of_set(tree.rib_set)
    codes = {rib.code for rib in ribs}
    for top in tree.children("", Side.CAUSE):
        rib = top.rib or next((node.rib for _, node in tree.walk(top.id) if node.rib), LOOSE)
        chain = [(1, top), *((depth + 1, node) for depth, node in tree.walk(top.id))]
        by_rib.setdefault(rib if rib in codes else LOOSE, []).extend(chain)
    bones = [Bone(rib.code, rib.name, rib.question, tuple(by_rib.get(rib.code, ()))) for rib in ribs]
    if LOOSE in by_rib:
        bones.append(Bone(LOOSE, LOOSE_NAME, "", tuple(by_rib[LOOSE])))
    return tuple(bones)


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with what stands under it (causes) or above it (effects)."""

    node: CauseNode
    below: tuple[Branch, ...]

    @property
    def leaves(self) -> int:
        """How many ends the branch has: what it needs in breadth."""
        return sum(branch.leaves for branch in self.below) or 1


@dataclass(frozen=True, slots=True)
class ProblemTree:
    """Pohon masalah: effects above, the problem, causes below."""

    problem: str
    effects: tuple[Branch, ...]
    causes: tuple[Branch, ...]


def problem_tree(tree: CauseTree) -> ProblemTree:
    """The tree as it stands: akibat above, masalah in the middle, sebab below."""

    def branch(node: CauseNode) -> Branch:
        return Branch(node, tuple(branch(child) for child in tree.children(node.id)))

    effects = tuple(branch(node) for node in tree.children("", Side.EFFECT))
    return ProblemTree(tree.problem, effects, tuple(branch(node) for node in tree.children("", Side.CAUSE)))


@dataclass(frozen=True, slots=True)
class WhyChain:
    """One chain of why: the answers in order. ``ends`` when its last answer is an agreed root cause."""

    answers: tuple[CauseNode, ...]

    @property
    def ends(self) -> bool:
        return self.answers[-1].root


def five_whys(tree: CauseTree) -> tuple[WhyChain, ...]:
    """Every chain from the problem down to a last answer, in reading order."""
    return tuple(WhyChain(tree.line(node)) for _, node in tree.walk(side=Side.CAUSE) if not tree.children(node.id))


@dataclass(frozen=True, slots=True)
class Step:
    """One determinant of the ladder.

    Attributes:
        level: None where no number is known.
        lost: what is lost since the last step with a number (since all, for the first), as a share; below 0 the level
            is higher than the one before it.
        breaks: here most is lost.
        causes: what was said about it: the last answers and the agreed roots that belong here.
    """

    determinant: Determinant
    level: Level | None
    lost: Fraction | None
    breaks: bool
    causes: tuple[CauseNode, ...]


def determinants(tree: CauseTree, rules: CauseRules) -> tuple[Step, ...]:
    """The six steps with their levels, their causes, and where the service breaks off.

    The break is the step with the largest loss against the last known one (Tanahashi 1978: the bottleneck); of equal
    losses the first. Without any number there is no break: ``most_said`` tells where most causes stand.
    """
    given = {level.determinant: level for level in tree.levels if level.of > 0}
    said: dict[str, list[CauseNode]] = {}
    for _, node in tree.walk(side=Side.CAUSE):
        if node.root or not tree.children(node.id):
            said.setdefault(tree.determinant_of(node, rules), []).append(node)
    before, losses = Fraction(1), {}
    for step in rules.determinants:
        if step.code in given:
            losses[step.code] = before - given[step.code].share
            before = given[step.code].share
    worst = max(losses.values(), default=Fraction(0))
    at = next((code for code, lost in losses.items() if lost == worst), "") if worst > 0 else ""
    return tuple(
        Step(step, given.get(step.code), losses.get(step.code), step.code == at, tuple(said.get(step.code, ())))
        for step in rules.determinants
    )


def most_said(steps: Sequence[Step]) -> Step | None:
    """The step with most causes; None where none has any. Of equal ones the first."""
    best = max(steps, key=lambda step: len(step.causes), default=None)
    return best if best is not None and best.causes else None
