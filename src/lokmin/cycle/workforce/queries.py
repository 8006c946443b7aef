"""Reads of the whole stage: its line in the menu."""

from __future__ import annotations

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.staff import queries as staff


def menu_line(puskesmas: Puskesmas) -> str:
    """The state of the stage in a few words; empty while nothing of it is written."""
    return staff.state_line(puskesmas)
