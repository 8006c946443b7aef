"""The part of a phone's page that is the same for all: pushed when a test opens or closes."""

from __future__ import annotations

from django.template.loader import render_to_string

from lokmin.cycle.meetings.learning.queries import for_hand
from lokmin.cycle.meetings.models import Meeting


def hand(meeting: Meeting) -> str:
    """The open test, or that it is closed. ``kunci`` is filled in by the script."""
    context = {"learned": for_hand(meeting, None), "meeting": meeting, "kunci": ""}
    return render_to_string("meetings/learning/hand.html", context, using="jinja2")
