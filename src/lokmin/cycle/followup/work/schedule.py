"""The turns of a repeated action as its row and its written turns give them."""

from __future__ import annotations

import datetime as dt

from lokmin.core.actions.turns import Turn, WrittenTurn, days, turns
from lokmin.core.language import said
from lokmin.core.periods import short_date
from lokmin.cycle.followup.models import Action


def planned(action: Action) -> tuple[dt.date, ...]:
    """The days of a repeated action; none for one that is done once."""
    end = action.repeat_until or action.due
    if not action.repeat or end is None:
        return ()
    return days(action.repeat, action.start or action.made_on, end)


def seen(action: Action, today: dt.date) -> tuple[Turn, ...]:
    """Every turn with what became of it; reads ``turns``, which lists have fetched beforehand."""
    if not action.repeat and not action.pk:
        return ()
    written = [WrittenTurn(t.due, t.done_on, t.note or t.skipped_reason) for t in action.turns.all()]
    return turns(planned(action), written, today)


def rhythm(action: Action) -> str:
    """``tiap minggu sampai 30 Juni 2026``; empty for what is done once."""
    end = action.repeat_until or action.due
    if not action.repeat:
        return ""
    words = dict(Action.REPEATS)[action.repeat]
    return said("%(how)s sampai %(day)s") % {"how": words, "day": short_date(end)} if end else words
