"""Voters' posts, inside the writer: those that wait together go into the urn together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import ValidationError
from django.http import QueryDict

from lokmin.cycle.meetings.ballots import operations
from lokmin.cycle.meetings.ballots.forms import read_paper
from lokmin.cycle.meetings.ballots.operations import Sent
from lokmin.cycle.meetings.ballots.results import CHOICE, Paper
from lokmin.cycle.meetings.models import Ballot
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.room.keys import paper_key
from lokmin.cycle.meetings.room.views import Done


def cast(posts: Sequence[tuple[Present, QueryDict]], *, pk: int) -> list[Done | ValidationError]:
    """``live:vote``: one or more problems scored, or a vote."""
    sent = [
        Sent(present.attendance, paper_key(present.phone, pk), partial(_read, data=data)) for present, data in posts
    ]
    became = operations.cast_all(ballot=pk, meeting=posts[0][0].meeting.pk, sent=sent)
    return [
        one if isinstance(one, ValidationError) else Done("", _next(one.paper), {"masuk": one.done, "dari": one.of})
        for one in became
    ]


def _read(ballot: Ballot, *, data: QueryDict) -> Paper:
    return read_paper(ballot, data)


def _next(paper: Paper) -> str:
    """Where a plain form comes back to: the first problem without a score (the keys are 1, 2, 3 ...)."""
    if CHOICE in paper:
        return "suara"
    return f"masalah-{next(n for n in range(1, len(paper) + 2) if str(n) not in paper)}"
