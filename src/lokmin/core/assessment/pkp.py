"""The whole PKP of a year: means up the tree, kelompok, the Dinkes' own points, and one composite figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.assessment.definitions import Aspect, Bundle, Group, Node, Sub
from lokmin.core.assessment.scores import SETTLED, WHOLE, Entry, State, SubScore, score

_NOTHING = Entry()


@dataclass(frozen=True, slots=True)
class NodeScore:
    """An upaya, program or variabel with the mean of what applies under it.

    Attributes:
        score: 0 to 100; None when nothing under it has a score.
        scored, expected: leaves with a score, of those that apply here; fewer means the mean is provisional.
        settled: leaves nothing more is waited for (scored, without sasaran, not applicable), of ``leaves``.
    """

    node: Node
    score: Fraction | None
    children: tuple[NodeScore | SubScore, ...]
    scored: int
    expected: int
    settled: int
    leaves: int

    @property
    def complete(self) -> bool:
        return self.settled == self.leaves

    @property
    def points(self) -> Fraction | None:
        """On the scale of 0 to 10, as management is quoted."""
        return None if self.score is None else self.score / 10

    def subs(self) -> Iterator[SubScore]:
        """The leaves in the order of the form."""
        for child in self.children:
            if isinstance(child, SubScore):
                yield child
            else:
                yield from child.subs()

    def nodes(self, level: str) -> Iterator[NodeScore]:
        """The nodes of a level, itself included."""
        if self.node.level == level:
            yield self
        for child in self.children:
            if isinstance(child, NodeScore):
                yield from child.nodes(level)


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict of a year.

    Attributes:
        service: mean of the service upaya, 0 to 100; None before anything is scored.
        management: mean of all management rows, 0 to 10.
    """

    bundle: Bundle
    upaya: tuple[NodeScore, ...]
    service: Fraction | None
    management: Fraction | None

    @property
    def service_group(self) -> Group | None:
        return None if self.service is None else self.bundle.service.of(self.service)

    @property
    def management_group(self) -> Group | None:
        return None if self.management is None else self.bundle.management.of(self.management)

    @property
    def group(self) -> Group | None:
        """The kelompok of the Puskesmas: the lower of both, since baik asks for both [F17]."""
        both = [group for group in (self.service_group, self.management_group) if group is not None]
        return max(both, key=lambda group: group.roman) if len(both) == 2 else None

    @property
    def composite(self) -> Fraction | None:
        """Service and management times ten, weighed; None without both."""
        if self.service is None or self.management is None:
            return None
        service, management = self.bundle.composite
        return (self.service * service + self.management * 10 * management) / (service + management)

    @property
    def complete(self) -> bool:
        return all(upaya.complete for upaya in self.upaya)

    def subs(self) -> Iterator[SubScore]:
        """Every leaf in the order of the form."""
        for upaya in self.upaya:
            yield from upaya.subs()

    def nodes(self, level: str) -> Iterator[NodeScore]:
        """Every upaya, program or variabel."""
        for upaya in self.upaya:
            yield from upaya.nodes(level)

    def sub(self, code: str) -> SubScore:
        """The score of one sub variabel.

        Raises:
            KeyError: no such code.
        """
        for found in self.subs():
            if found.sub.code == code:
                return found
        raise KeyError(code)


def assess(bundle: Bundle, entries: Mapping[str, Entry], share: Fraction = WHOLE) -> Result:
    """Score a year; a sub variabel without an entry is not filled in. ``share`` as for ``score``: 4/12 in April.

    Raises:
        ValueError: an entry is impossible, or names a sub variabel the bundle does not have.
    """
    strange = sorted(set(entries) - set(bundle.subs))
    if strange:
        raise ValueError(f"Sub variabel {', '.join(strange)} tidak ada di bundel {bundle.name}.")
    upaya = tuple(_node(node, entries, share) for node in bundle.upaya)
    service = _mean([(u.score, u.node.weight) for u in upaya if u.node.aspect is Aspect.SERVICE])
    rows = [(leaf.score, leaf.sub.weight) for u in upaya if u.node.aspect is Aspect.MANAGEMENT for leaf in u.subs()]
    managed = _mean(rows)
    return Result(bundle, upaya, service, None if managed is None else managed / 10)


def dinkes_points(score: Fraction, bundle: Bundle) -> int:
    """What the Dinkes gives a programme by its own bands [F17]: 10, 5 or 0; half-open on the unrounded score."""
    ten, five = bundle.dinkes
    return 10 if score >= ten else 5 if score >= five else 0


def shares(result: Result) -> dict[str, Fraction]:
    """How much one point of every scored service row adds to the service total; 0..1, summing up to 1."""
    found: dict[str, Fraction] = {}
    upaya = [u for u in result.upaya if u.node.aspect is Aspect.SERVICE and u.score is not None]
    total = sum(u.node.weight for u in upaya)
    for one in upaya:
        _share(one, Fraction(one.node.weight, total), found)
    return found


def _share(node: NodeScore, part: Fraction, found: dict[str, Fraction]) -> None:
    if node.node.flat:
        leaves = [leaf for leaf in node.subs() if leaf.state is State.SCORED]
        weights = sum(leaf.sub.weight for leaf in leaves)
        found.update({leaf.sub.code: part * leaf.sub.weight / weights for leaf in leaves})
        return
    children = [child for child in node.children if child.score is not None]
    weights = sum(_weight(child) for child in children)
    for child in children:
        portion = part * _weight(child) / weights
        if isinstance(child, SubScore):
            found[child.sub.code] = portion
        else:
            _share(child, portion, found)


def _weight(child: NodeScore | SubScore) -> int:
    return child.sub.weight if isinstance(child, SubScore) else child.node.weight


def _node(node: Node, entries: Mapping[str, Entry], share: Fraction) -> NodeScore:
    children: list[NodeScore | SubScore] = []
    for child in node.children:
        if isinstance(child, Sub):
            children.append(score(child, entries.get(child.code, _NOTHING), share))
        else:
            children.append(_node(child, entries, share))
    leaves = [leaf for child in children for leaf in ([child] if isinstance(child, SubScore) else child.subs())]
    parts: list[NodeScore | SubScore] = list(leaves) if node.flat else children
    apply = [leaf for leaf in leaves if leaf.state not in (State.NO_SASARAN, State.NOT_APPLICABLE)]
    return NodeScore(
        node,
        _mean([(part.score, _weight(part)) for part in parts]),
        tuple(children),
        scored=sum(leaf.state is State.SCORED for leaf in leaves),
        expected=len(apply),
        settled=sum(leaf.state in SETTLED for leaf in leaves),
        leaves=len(leaves),
    )


def _mean(parts: list[tuple[Fraction | None, int]]) -> Fraction | None:
    """The weighted mean of the known scores; None without one."""
    known = [(value, weight) for value, weight in parts if value is not None]
    if not known:
        return None
    return Fraction(sum(value * weight for value, weight in known)) / sum(weight for _, weight in known)
