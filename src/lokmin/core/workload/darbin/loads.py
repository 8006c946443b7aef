"""What a village weighs for a person, what each person carries, and how good a whole division is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lokmin.core.workload.darbin.records import Division, Measure, Minutes, Problem, Staff, Village

#: Points are kept in thousandths, so that metres count exactly.
MILLI = 1000


def estimated_minutes(village: Village, metres: int | None, rule: Minutes) -> int | None:
    """Minutes a month: what the office counted, else visits with the way there and back plus home visits.

    None without households and without a count; a way nobody measured takes no time.
    """
    if village.minutes is not None:
        return village.minutes
    if village.households is None:
        return None
    way = -(-2 * (metres or 0) * 60 // (1000 * rule.speed))
    homes = -(-village.households * rule.home_permille // 1000)
    return rule.visits * (rule.visit + way) + homes * rule.home


@dataclass(frozen=True)
class Scale:
    """Loads of a problem in its measure, as whole numbers."""

    problem: Problem

    @cached_property
    def unknown(self) -> tuple[Village, ...]:
        """Villages whose size nobody entered; they count as an average one (if none is known: as 1)."""
        return tuple(v for v in self.problem.villages if self._of(v, v.metres) is None)

    @cached_property
    def _average(self) -> int:
        known = [load for v in self.problem.villages if (load := self._of(v, v.metres)) is not None]
        return max(-(-sum(known) // len(known)), 1) if known else 1

    def _of(self, village: Village, metres: int | None) -> int | None:
        match self.problem.limits.measure:
            case Measure.PEOPLE:
                return village.people
            case Measure.HOUSEHOLDS:
                return village.households
            case Measure.MINUTES:
                return estimated_minutes(village, metres, self.problem.minutes)

    def load(self, staff: Staff, village: Village) -> int:
        """What a village adds to a person's load."""
        found = self._of(village, self.problem.metres(staff, village))
        return self._average if found is None else found

    def before(self, staff: Staff) -> int:
        """What a person carries without any village: minutes of other tasks, nothing in the other measures."""
        return staff.carried if self.problem.limits.measure is Measure.MINUTES else 0

    @cached_property
    def fair(self) -> int:
        """A full share: everything there is to carry over all capacities, at least 1."""
        staff = self.problem.staff
        if not staff:
            return 1
        villages = sum(
            -(-sum(self.load(s, v) for s in staff) // len(staff)) for v in self.problem.villages
        )  # fmt: skip
        total = villages + sum(self.before(s) for s in staff)
        return max(-(-total * 1000 // sum(s.capacity for s in staff)), 1)


def relative(load: int, capacity: int) -> int:
    """A load for a full share: 6,000 people on half a capacity weigh as 12,000 (rounded up)."""
    return -(-load * 1000 // capacity)


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """How good a division is; smaller is better, the largest load first, then the points.

    Attributes:
        largest: the largest relative load. ``points``: in thousandths, see ``Weights``.
        metres: all known ways together. ``broken``: wishes not met. ``against``: villages given against a wish.
        moved: villages that change hands. ``uneven``: percent of a fair share carried above it, summed.
    """

    largest: int
    points: int
    metres: int = 0
    broken: int = 0
    against: int = 0
    moved: int = 0
    uneven: int = 0


def pair_points(problem: Problem, staff: Staff, village: Village) -> int:
    """Points (thousandths) of giving a village to a person; a wish met counts against the sum of all wishes."""
    weights = problem.weights
    points = weights.km * (problem.metres(staff, village) or 0)
    points -= MILLI * weights.wish * wish(staff, village.code)
    points += MILLI * weights.avoid * (village.code in staff.avoids)
    return points + MILLI * weights.moved * bool(village.now and village.now != staff.key)


def wish(staff: Staff, code: str) -> int:
    """How much a person wishes for a village: 2 very, 1, or 0."""
    return (code in staff.wishes) + (code in staff.wishes and code in staff.keen)


def wished(problem: Problem) -> int:
    """The weight of all wishes for villages that exist."""
    return sum(wish(s, v.code) for s in problem.staff for v in problem.villages)


def carried(scale: Scale, division: Division) -> dict[str, int]:
    """Load by staff key, other tasks in it; villages that nobody of the staff holds weigh on nobody."""
    people = {s.key: s for s in scale.problem.staff}
    found = {s.key: scale.before(s) for s in scale.problem.staff}
    for village in scale.problem.villages:
        holder = people.get(division.get(village.code, ""))
        if holder is not None:
            found[holder.key] += scale.load(holder, village)
    return found


def value(scale: Scale, division: Division) -> Value:
    """The exact value of a complete division, in whole numbers: the judge of every proposal."""
    problem = scale.problem
    people = {s.key: s for s in problem.staff}
    loads = carried(scale, division)
    relatives = [relative(loads[s.key], s.capacity) for s in problem.staff]
    uneven = sum(max(r - scale.fair, 0) * 100 // scale.fair for r in relatives)
    pairs = [(people[division[v.code]], v) for v in problem.villages]
    asked = sum(v.code in s.wishes for s in problem.staff for v in problem.villages)
    met = sum(v.code in s.wishes for s, v in pairs)
    points = sum(pair_points(problem, s, v) for s, v in pairs) + MILLI * (
        problem.weights.wish * wished(problem) + problem.weights.uneven * uneven
    )
    return Value(
        largest=max(relatives, default=0), points=points,
        metres=sum(problem.metres(s, v) or 0 for s, v in pairs),
        broken=asked - met, against=sum(v.code in s.avoids for s, v in pairs),
        moved=sum(bool(v.now and v.now != s.key) for s, v in pairs), uneven=uneven,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Load:
    """What one PJ carries, as the tables show it; None: at least one village of theirs was never counted."""

    key: str
    name: str
    villages: tuple[str, ...]
    people: int | None
    households: int | None
    minutes: int | None
    metres: int | None

    @property
    def count(self) -> int:
        return len(self.villages)


def load_table(problem: Problem, division: Mapping[str, str]) -> tuple[Load, ...]:
    """A row for everybody who may be PJ, in their order; villages without PJ are in nobody's row."""
    rows = []
    for staff in problem.staff:
        own = [v for v in problem.villages if division.get(v.code) == staff.key]
        ways = [problem.metres(staff, v) for v in own]
        minutes = [estimated_minutes(v, way, problem.minutes) for v, way in zip(own, ways, strict=True)]
        rows.append(Load(
            staff.key, staff.name, tuple(v.name for v in own), known_sum(v.people for v in own),
            known_sum(v.households for v in own), known_sum(minutes), known_sum(ways),
        ))  # fmt: skip
    return tuple(rows)


def known_sum(numbers: Iterable[int | None]) -> int | None:
    """The sum; None as soon as one is not known."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
