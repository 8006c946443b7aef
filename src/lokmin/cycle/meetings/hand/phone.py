"""What phones post to the live routes: attendance, drawn signature, the queue. Runs inside the writer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from lokmin.core.numbers import whole
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.hand.queries import own_turn
from lokmin.cycle.meetings.models import SpeakTurn
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.room.views import Done


def attend(present: Present, data: QueryDict) -> Done:
    """Somebody in the room says whom they stand for as well."""
    line = present.meeting.attendance.filter(pk=whole(data.get("represents"))).first()
    if line is None:
        raise ValidationError(_("Pilih siapa yang Anda wakili."))
    op.represent(attendance=present.attendance, represents=line)
    return Done(_("Anda mewakili %(name)s") % {"name": line.shown_name}, "hadir")


def sign(present: Present, data: QueryDict) -> Done:
    """A drawn signature: ``goresan`` holds its polylines as JSON; or the tick of who cannot draw."""
    if data.get("centang"):
        op.sign_by_tick(attendance=present.attendance)
        return Done(_("Daftar hadir ditandatangani."), "hadir")
    op.sign_drawn(attendance=present.attendance, strokes=op.read_strokes(data.get("goresan", "")))
    return Done(anchor="hadir")


def speak(present: Present, data: QueryDict) -> Done:
    """Into the queue."""
    turn = op.ask_to_speak(attendance=present.attendance, about=data.get("about", ""))
    if turn.state == SpeakTurn.SPEAKING:
        return Done(_("Silakan bicara"), "antre")
    place = own_turn(present.meeting, present.attendance).place
    return Done(_("Antrean bicara: nomor %(n)s") % {"n": place}, "antre", {"nomor": place})


def withdraw(present: Present, data: QueryDict) -> Done:  # noqa: ARG001 - every post has its data
    """Out of the queue."""
    op.withdraw(attendance=present.attendance)
    return Done(_("Anda keluar dari antrean bicara"), "antre")
