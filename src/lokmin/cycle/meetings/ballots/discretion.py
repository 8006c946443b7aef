"""Before guests the figures beside a problem are left out where they are so small that they point to a family."""

from __future__ import annotations

from dataclasses import replace

from lokmin.cycle.meetings.ballots import results
from lokmin.cycle.meetings.ballots.outcome import Outcome
from lokmin.cycle.meetings.models import Ballot
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.queries.snapshots import frozen


def few(ballot: Ballot) -> frozenset[str]:
    """The keys of the options whose figures show one to four people: missed, or counted in the frozen month."""
    options = list(ballot.options.all())
    found = {results.key_of(o) for o in options if words.small(o.missed_micro)}
    named = {tuple(o.reference.split("@", 1)): results.key_of(o) for o in options if "@" in o.reference}
    snapshot = ballot.meeting.snapshot
    if named and snapshot is not None:
        rows = snapshot.rows.filter(indicator__in={i for i, _p in named}, place__code__in={p for _i, p in named})
        found |= {
            key
            for one in frozen(rows)
            if (key := named.get((one.row.indicator, one.row.place))) is not None and words.hides(one.row)
        }
    return frozenset(found)


def discreet(outcome: Outcome, ballot: Ballot) -> Outcome:
    """A result as a guest reads it: the order whole, small figures left out."""
    hidden = few(ballot)
    rows = tuple(replace(r, detail="", problem=r.name) if r.key in hidden else r for r in outcome.rows)
    return replace(outcome, rows=rows)
