"""How many are in the room, told whenever it changes."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q

from lokmin.cycle.meetings.models import Meeting, Participant
from lokmin.cycle.meetings.room.events import tell

CAME = ("hadir", "diwakili")
#: Who is in the hall and can vote: somebody represented votes through nobody.
HERE = ("hadir",)


def present(meeting: Meeting) -> tuple[int, int]:
    """Who came (or is represented), and all on the list."""
    states = Counter(meeting.attendance.values_list("status", flat=True))
    return sum(states[s] for s in CAME), sum(states.values())


def has_guests(meeting: Meeting) -> bool:
    """Whether somebody of another sector is in the hall and the office hides small counts from them."""
    if not meeting.puskesmas.settings.get("sembunyikan_kecil", True):
        return False
    guests = Q(person__isnull=True) | Q(partner__isnull=False)
    return meeting.attendance.filter(guests, status__in=CAME).exists()


def tell_present(meeting: Meeting) -> None:
    """Say how many came and how many wait to be let in. Inside the caller's transaction."""
    came, listed = present(meeting)
    waiting = meeting.participants.filter(state=Participant.WAITING).count()
    tell(meeting, "hadir", hadir=came, dari=listed, menunggu=waiting)
