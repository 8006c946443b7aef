"""Reads of the tracker, as frozen records; other stages import from here."""

from lokmin.cycle.reporting.tracker.queries.board import Board, Line, Tracked, board, load
from lokmin.cycle.reporting.tracker.queries.reminding import Owed, home_line, reminders
from lokmin.cycle.reporting.tracker.queries.years import Timeliness, YearRow, timeliness, year_table

__all__ = [
    "Board",
    "Line",
    "Owed",
    "Timeliness",
    "Tracked",
    "YearRow",
    "board",
    "home_line",
    "load",
    "reminders",
    "timeliness",
    "year_table",
]
