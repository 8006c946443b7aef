"""The input box on phones of the hall."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.preparing.operations.box import put_note
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.room.views import Done


def give(present: Present, data: QueryDict) -> Done:
    """A line from a phone; without a name nothing tells whose it is."""
    anonymous = data.get("nama") != "ya"
    put_note(
        puskesmas=present.meeting.puskesmas,
        meeting=present.meeting,
        voice=present.attendance,
        text=data.get("text", ""),
        anonymous=anonymous,
        token=data.get("token", ""),
    )
    sentence = _("Masukan terkirim tanpa nama.") if anonymous else _("Masukan terkirim.")
    return Done(sentence, "masukan")
