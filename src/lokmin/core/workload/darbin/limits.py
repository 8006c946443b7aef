"""Who may get which village, and what stands in the way where nobody may."""

from __future__ import annotations

from enum import StrEnum

from lokmin.core.workload.darbin.records import Away, Limits, Problem, Staff, Village


class Block(StrEnum):
    """A hard limit between a person and a village."""

    AWAY = "cuti"
    FAR = "jauh"
    TIED = "bidan-desa-lain"
    OWNED = "milik-bidan-desa"
    PINNED = "tetap"
    NEVER = "tidak-bisa"


def days_away(away: tuple[Away, ...], limits: Limits) -> int:
    """Days of the period somebody is not there; days named twice count once."""
    gone: set[int] = set()
    for span in away:
        start = max(span.start, limits.start)
        end = min(span.end or limits.end, limits.end)
        gone.update(range(start.toordinal(), end.toordinal() + 1))
    return len(gone)


def long_away(staff: Staff, limits: Limits) -> bool:
    """Absent too long to be the PJ of anything in the period."""
    return days_away(staff.away, limits) >= limits.long_leave


def reach(staff: Staff, limits: Limits) -> int | None:
    """The farthest a person is sent, in metres: the own limit and the office's; None without one."""
    known = [m for m in (staff.metres, limits.metres) if m is not None]
    return min(known) if known else None


def room(staff: Staff, problem: Problem) -> int:
    """How many villages a person may get."""
    known = [m for m in (staff.most, problem.limits.most) if m is not None]
    return min(known) if known else len(problem.villages)


def blocks(problem: Problem, staff: Staff, village: Village) -> frozenset[Block]:
    """Every limit that keeps a village from a person; empty when allowed."""
    found = set()
    if long_away(staff, problem.limits):
        found.add(Block.AWAY)
    far = reach(staff, problem.limits)
    way = problem.metres(staff, village)
    if far is not None and way is not None and way > far:
        found.add(Block.FAR)
    if village.code in staff.never:
        found.add(Block.NEVER)
    if staff.own and village.code not in staff.own:
        found.add(Block.TIED)
    if not staff.own and any(_keeps(problem, other, village) for other in problem.staff):
        found.add(Block.OWNED)
    if village.pinned and village.now and village.now != staff.key:
        found.add(Block.PINNED)
    return frozenset(found)


def _keeps(problem: Problem, other: Staff, village: Village) -> bool:
    """A bidan desa who is there keeps her village from the others; one on long leave does not."""
    return village.code in other.own and not long_away(other, problem.limits)


def allowed(problem: Problem) -> dict[str, tuple[str, ...]]:
    """Village code -> keys of those who may get it, in the order of the staff."""
    return {
        v.code: tuple(s.key for s in problem.staff if not blocks(problem, s, v)) for v in problem.villages
    }  # fmt: skip


def breaks(problem: Problem, division: dict[str, str]) -> tuple[str, ...]:
    """Hard limits a division breaks, as words for the tests and for a refusal to accept; empty when it may be used."""
    people = {s.key: s for s in problem.staff}
    found = []
    for village in problem.villages:
        holder = people.get(division.get(village.code, ""))
        if holder is None:
            found.append(f"{village.name}: belum punya PJ")
        else:
            found += [f"{village.name}: {block.value}" for block in sorted(blocks(problem, holder, village))]
    for staff in problem.staff:
        count = sum(key == staff.key for key in division.values())
        if count > room(staff, problem):
            found.append(f"{staff.name}: {count} desa")
    return tuple(found)
