"""Figures of the loads for pages, papers and the hall."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.workload.darbin import words
from lokmin.core.workload.darbin.loads import Scale, carried
from lokmin.core.workload.darbin.records import Measure
from lokmin.cycle.workforce.darbin.queries import Board
from lokmin.cycle.workforce.models import DivisionProposal
from lokmin.documents.figures.canvas import Dress
from lokmin.documents.figures.loads import Bar, load_bars


def loads_now(board: Board, dress: Dress = "screen", *, page: bool = False) -> str:
    """What each PJ carries; empty as long as nobody has a village or nothing was counted. ``page``: see ``_both``."""
    posed = board.problem
    scale = Scale(posed)
    held = {v.code: v.now for v in posed.villages if v.now}
    if not held or len(scale.unknown) == len(posed.villages):
        return ""
    loads = carried(scale, held)
    bars = [Bar(s.name, loads[s.key], None) for s in posed.staff if loads[s.key]]
    counted = words.unit(posed.limits.measure)
    average = -(-sum(loads.values()) // max(len(bars), 1))
    return _both(bars, counted, average) if page else load_bars(bars, counted, average, dress=dress)


def proposed(made: DivisionProposal, *, page: bool = False) -> str:
    """Loads now and after a proposal, as they were computed."""
    bars = [Bar(row["name"], row["now"], row["after"]) for row in made.body["loads"]]
    held = [row["after"] for row in made.body["loads"] if row["after"]]
    average = -(-sum(held) // max(len(held), 1))
    return _both(bars, unit(made), average) if page else load_bars(bars, unit(made), average)


def unit(made: DivisionProposal) -> str:
    """What the loads of a proposal are counted in."""
    return str(made.body.get("unit") or words.unit(Measure(made.body["measure"])))


def _both(bars: Sequence[Bar], unit: str, average: int) -> str:
    """A wide drawing and one for a phone; the stylesheet shows the one that fits."""
    wide = load_bars(bars, unit, average, width=1000.0, css="only-wide")
    return wide + load_bars(bars, unit, average, width=330.0, narrow=True, css="only-narrow", ident="beban-sempit")
