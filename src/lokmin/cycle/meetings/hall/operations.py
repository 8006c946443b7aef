"""What the wall shows: held fast on a screen by the chair or the desk, or following the meeting."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Meeting, Room
from lokmin.cycle.meetings.operations.locks import locked
from lokmin.cycle.meetings.room.events import tell


@transaction.atomic
def show_screen(*, meeting: Meeting, by: Person, screen: str) -> Room:
    """Hold the wall on a screen; empty: it follows the meeting again.

    Raises:
        ValidationError: before the room was opened.
    """
    fresh = locked(meeting)
    room = Room.objects.filter(meeting=fresh).first()
    if room is None:
        raise ValidationError(_("Ruang %(meeting)s belum dibuka; buka dulu dari meja.") % {"meeting": fresh.title})
    if room.screen != screen:
        room.screen = screen
        room.save(update_fields=["screen"])
        tell(fresh, "layar", layar=screen)
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="lokmin.layar", about=fresh,
            sentence=f"{by} mengatur layar ruang {fresh.title}: {screen or 'ikuti acara'}.",
        )  # fmt: skip
    return room
