"""A voter's post, inside the writer."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.ballots import operations
from lokmin.cycle.meetings.ballots.forms import read_paper
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.room.keys import paper_key
from lokmin.cycle.meetings.room.views import Done


def cast(present: Present, data: QueryDict, *, pk: int) -> Done:
    """``live:vote``: one or more problems scored, or a vote."""
    done = operations.cast(
        ballot=pk,
        meeting=present.meeting.pk,
        voice=present.attendance,
        key=paper_key(present.phone, pk),
        read=lambda ballot: read_paper(ballot, data),
    )
    return Done(_("Terkirim."), "suara", {"masuk": done.done, "dari": done.of})
