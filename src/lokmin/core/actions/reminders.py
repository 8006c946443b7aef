"""When somebody is reminded of what they owe, and the sentence that does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lokmin.core.language import said


def near(due: dt.date | None, today: dt.date, ahead: Sequence[int]) -> bool:
    """Whether a day is so near that somebody is told: late, or within the earliest reminder."""
    return due is not None and (due - today).days <= max(ahead, default=0)


def step(due: dt.date, today: dt.date, ahead: Sequence[int]) -> int | None:
    """Which reminder holds today: the smallest of ``ahead`` not below the days left; None when none does yet."""
    left = (due - today).days
    return min((n for n in ahead if n >= left), default=None) if left >= 0 else None


def when(due: dt.date, today: dt.date) -> str:
    """``hari ini``, ``besok``, ``5 hari lagi``, ``lewat 12 hari``."""
    left = (due - today).days
    if left < 0:
        return said("lewat %s hari") % -left
    if left == 0:
        return said("hari ini")
    return said("besok") if left == 1 else said("%s hari lagi") % left
