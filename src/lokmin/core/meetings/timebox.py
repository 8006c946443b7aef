"""Fits the points of an agenda into the time there is: what matters most gets the minutes that are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Minutes are given in steps of five while they last, so that an agenda reads 09.20 and not 09.17.
STEP = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """A point that wants minutes.

    Attributes:
        least, wanted: minutes it needs at least and would like.
        weight: how much it matters when minutes are short or left over (0 = never more than wanted).
        fixed: stays even when the box is too small; of the others the heaviest stay.
    """

    least: int
    wanted: int
    weight: int = 0
    fixed: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.wanted:
            raise ValueError(f"menit {self.least} sampai {self.wanted}")


def fit(slots: Sequence[Slot], box: int) -> list[int]:
    """Minutes for each slot, in order, together at most ``box``; 0 for a slot that was dropped.

    Every fixed slot gets its least, then the others as far as they fit, the heaviest (of equals the first) first. What
    is left is given in steps, each step to the slot furthest from its wish, of equals to
    the heavier, of equals to the earlier; then weighted slots may go beyond their wish by their weight, to
    twice of it. The same input gives the same minutes.

    Raises:
        ValueError: when even the fixed slots do not fit.
    """
    kept = {i for i, slot in enumerate(slots) if slot.fixed}
    for i in sorted(set(range(len(slots))) - kept, key=lambda i: (-slots[i].weight, i)):
        if sum(slots[j].least for j in kept) + slots[i].least <= box:
            kept.add(i)
    minutes = [slots[i].least if i in kept else 0 for i in range(len(slots))]
    left = box - sum(minutes)
    if left < 0:
        raise ValueError(f"acara tetap perlu {sum(minutes)} menit, waktunya {box} menit")
    order = sorted(kept)
    while left > 0 and (next_one := _hungriest(slots, minutes, order)) is not None:
        left -= _give(minutes, next_one, min(slots[next_one].wanted - minutes[next_one], left))
    heavy = [i for i in order if slots[i].weight > 0]
    total = sum(slots[i].weight for i in heavy)
    if heavy and left >= STEP:
        spare = left
        heaviest = sorted(heavy, key=lambda i: (-slots[i].weight, i))
        for i in heaviest:
            more = min(spare * slots[i].weight // total // STEP * STEP, slots[i].wanted // STEP * STEP)
            minutes[i] += more
            left -= more
        for i in heaviest:
            if left >= STEP and minutes[i] < 2 * slots[i].wanted:
                minutes[i] += STEP
                left -= STEP
    return minutes


def _hungriest(slots: Sequence[Slot], minutes: list[int], order: list[int]) -> int | None:
    wanting = [i for i in order if minutes[i] < slots[i].wanted]
    if not wanting:
        return None
    return min(wanting, key=lambda i: (minutes[i] * 1000 // slots[i].wanted, -slots[i].weight, i))


def _give(minutes: list[int], i: int, most: int) -> int:
    """One step, to the next multiple of five where it fits."""
    step = STEP - minutes[i] % STEP
    given = min(step, most)
    minutes[i] += given
    return given
