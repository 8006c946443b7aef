"""What other parts of the meeting put on the phone's page: forms of votes, tests, proposals, promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lokmin.cycle.meetings.ballots.queries import for_hand as ballot_of
from lokmin.cycle.meetings.learning.queries import for_hand as learned_of
from lokmin.cycle.meetings.learning.queries import own_group
from lokmin.cycle.meetings.proposals.queries import for_hand as proposals_of
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.sectors.queries import for_hand as sectors_of


@dataclass(frozen=True, slots=True)
class Face:
    """One part: its name on the page, the kinds of events that renew it, its template and what that needs.

    ``name`` is what the template calls its data.
    """

    part: str
    on: str
    template: str
    name: str
    data: Any


def others(present: Present, part: str = "") -> list[Face]:
    """The parts of others in the order of the page; ``part`` asks for one alone."""
    meeting, attendance = present.meeting, present.attendance
    makers: dict[str, Callable[[], Face]] = {
        "kotak": lambda: Face(
            "kotak", "kotak", "meetings/ballots/hand.html", "votes", ballot_of(meeting, attendance, present.phone)
        ),
        "tes": lambda: Face("tes", "tes", "meetings/learning/hand.html", "learned", learned_of(meeting, attendance)),
        "kelompok": lambda: Face(
            "kelompok", "kelompok", "meetings/learning/hand_group.html", "own", own_group(meeting, attendance)
        ),
        "usul": lambda: Face(
            "usul", "usul", "meetings/proposals/hand.html", "proposed", proposals_of(meeting, attendance)
        ),
        "sektor": lambda: Face(
            "sektor", "komitmen", "meetings/sectors/hand.html", "sectors", sectors_of(meeting, attendance)
        ),
    }
    return [make() for name, make in makers.items() if part in ("", name)]
