"""Reads of the stage as a whole."""

from __future__ import annotations

from lokmin.cycle.assessment.pkp.queries import menu_line

__all__ = ["menu_line"]
