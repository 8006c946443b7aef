"""What there is to be shared out besides villages: programmes and tasks of an office (domain.md 5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Task:
    """A programme or task. ``must``: it always has a PJ; ``programmes``: whose indicators its PJ answers for."""

    code: str
    name: str
    klaster: int
    must: bool
    programmes: tuple[str, ...] = ()


def tasks(data: Mapping[str, Any]) -> dict[str, Task]:
    """Code -> task in the order of the file.

    Raises:
        ValueError: a code twice, or a programme that two tasks claim.
    """
    found: dict[str, Task] = {}
    claimed: dict[str, str] = {}
    for entry in data["task"]:
        task = Task(entry["code"], entry["name"], entry["klaster"], entry["must"], tuple(entry.get("programme", ())))
        if task.code in found:
            raise ValueError(f"Tugas “{task.code}” tertulis dua kali.")
        for programme in task.programmes:
            if claimed.setdefault(programme, task.code) != task.code:
                raise ValueError(f"Program “{programme}” milik dua tugas.")
        found[task.code] = task
    return found
