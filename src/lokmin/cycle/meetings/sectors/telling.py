"""What every face is told about promises and signatures."""

from __future__ import annotations

from lokmin.cycle.meetings.models import Meeting, PromiseOffer
from lokmin.cycle.meetings.room.events import tell


def tell_promises(meeting: Meeting) -> None:
    """The text changed, or an offer came or was decided. Inside the caller's transaction."""
    tell(meeting, "komitmen", tawaran=PromiseOffer.objects.filter(meeting=meeting, state=PromiseOffer.WAITING).count())


def tell_signed(meeting: Meeting) -> None:
    """One signature more or fewer; phones need not read the text again. Inside the caller's transaction."""
    tell(meeting, "teken", tanda=meeting.pledges.count())
