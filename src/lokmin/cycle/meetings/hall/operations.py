"""What the chair's thumb does: the next point, another point, what the wall shows. Each may be pressed twice."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import AgendaItem, Meeting, Room
from lokmin.cycle.meetings.operations import finish_item
from lokmin.cycle.meetings.operations.locks import locked, running
from lokmin.cycle.meetings.room.events import tell


@transaction.atomic
def next_item(*, item: AgendaItem, by: Person) -> bool:
    """End a point and begin the one after it; False when it had already ended (a button pressed twice).

    Raises:
        ValidationError: when the meeting does not run.
    """
    running(item.meeting)
    item.refresh_from_db(fields=["started_at", "ended_at"])
    if item.started_at is None or item.ended_at is not None:
        return False
    finish_item(item=item, by=by)
    return True


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
