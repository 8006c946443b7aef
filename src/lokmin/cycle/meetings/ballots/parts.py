"""The part of a phone's page that is the same for all: pushed when a ballot opens, closes or is cancelled."""

from __future__ import annotations

from django.template.loader import render_to_string

from lokmin.cycle.meetings.ballots.queries import for_hand
from lokmin.cycle.meetings.models import Meeting


def hand(meeting: Meeting) -> str:
    """The open ballot with its questions, or the result of the last one. ``kunci`` is filled in by the script."""
    context = {"votes": for_hand(meeting, None), "kunci": ""}
    return render_to_string("meetings/ballots/hand.html", context, using="jinja2")
