"""What other parts of the meeting put on the phone: votes, tests, promises, proposals, the input box."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from lokmin.cycle.meetings.ballots import queries as ballots
from lokmin.cycle.meetings.learning import queries as learning
from lokmin.cycle.meetings.lookback import flags
from lokmin.cycle.meetings.preparing.queries import box
from lokmin.cycle.meetings.proposals import queries as proposals
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.sectors import queries as sectors


@dataclass(frozen=True, slots=True)
class Face:
    """One part: its name on the page, the kinds of events that renew it, its template and what that needs."""

    part: str
    on: str
    template: str
    needs: Callable[[Present], dict[str, Any]]
    #: On the line that unfolds it; empty: shown at once.
    title: str | Promise = ""


#: Before one's own queue and signature: what the room does together.
TOGETHER = (
    Face(
        "kotak", "kotak", "meetings/ballots/hand.html",
        lambda p: {"votes": ballots.for_hand(p.meeting, p.attendance, p.phone)},
    ),
    Face("mutu", "mutu acara", "meetings/lookback/hand.html", lambda p: {"doubts": flags.for_hand(p)}),
    Face(
        "tes", "tes", "meetings/learning/hand.html",
        lambda p: {"learned": learning.for_hand(p.meeting, p.attendance)},
    ),
    Face(
        "kelompok", "kelompok", "meetings/learning/hand_group.html",
        lambda p: {"team": learning.own_group(p.meeting, p.attendance)},
    ),
    Face(
        "sektor", "komitmen", "meetings/sectors/hand.html",
        lambda p: {"sectors": sectors.for_hand(p.meeting, p.attendance)},
    ),
    Face(
        "komitmen", "komitmen", "meetings/sectors/hand_sign.html",
        lambda p: {"sign": sectors.to_sign(p.meeting, p.attendance)},
    ),
)  # fmt: skip
#: After them: what anybody may send at any time.
ALONE = (
    Face(
        "usul", "", "meetings/proposals/hand.html",
        lambda p: {"proposed": proposals.for_hand(p.meeting, p.attendance)},
        gettext_lazy("Usul tindak lanjut"),
    ),
    Face(
        "masukan", "", "meetings/preparing/hand.html",
        lambda p: {"box": box.for_hand(p.meeting, p.attendance), "token": secrets.token_urlsafe(18)},
        gettext_lazy("Kotak masukan"),
    ),
)  # fmt: skip


def face(part: str) -> Face | None:
    """The part of that name."""
    return next((f for f in (*TOGETHER, *ALONE) if f.part == part), None)
