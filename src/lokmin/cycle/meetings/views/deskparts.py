"""What the desk puts together: parts of others beside the minutes, and the fields that say what a note is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request
from lokmin.cycle.meetings.annexes import queries as annexes
from lokmin.cycle.meetings.ballots import queries as ballots
from lokmin.cycle.meetings.hall import queries as hall
from lokmin.cycle.meetings.hand import queries as hand
from lokmin.cycle.meetings.learning import queries as learning
from lokmin.cycle.meetings.lookback import effects, flags, problems
from lokmin.cycle.meetings.models import Meeting, Note
from lokmin.cycle.meetings.operations import Said
from lokmin.cycle.meetings.preparing.queries import box
from lokmin.cycle.meetings.queries import desk as read
from lokmin.cycle.meetings.sectors import queries as sectors


@dataclass(frozen=True, slots=True)
class Side:
    """A part of somebody else beside the minutes: its name, the events that renew it, its template and data.

    ``left``: in the column of the agenda. ``after``: also when the minutes are closed.
    """

    part: str
    anchor: str
    on: str
    template: str
    name: str
    load: Callable[[Meeting], Any]
    left: bool = False
    after: bool = False


SIDES = (
    Side("antre", "antre", "antre hadir", "meetings/hand/desk.html", "queue", hand.for_desk, left=True),
    Side("layar", "layar-ruang", "layar", "meetings/hall/desk.html", "hall", hall.for_desk, left=True),
    Side("masukan", "masukan", "hadir acara", "meetings/preparing/desk.html", "box", box.for_desk, left=True),
    Side("lampiran", "lampiran", "lampiran acara", "meetings/annexes/desk.html", "laid", annexes.for_desk, after=True),
    Side("kotak", "suara", "kotak", "meetings/ballots/desk.html", "votes", ballots.for_desk, after=True),
    Side("dampak", "dampak", "buka", "meetings/lookback/effects.html", "effects", effects.for_desk, after=True),
    Side("masalah", "masalah", "acara rtl", "meetings/lookback/problems.html", "troubles", problems.for_desk),
    Side("mutu", "mutu-data", "mutu acara", "meetings/lookback/desk.html", "doubts", flags.for_desk),
    Side("tes", "belajar", "tes kelompok", "meetings/learning/desk.html", "learned", learning.for_desk),
    Side(
        "komitmen", "mitra", "komitmen teken acara", "meetings/sectors/desk.html", "sectors", sectors.for_desk,
        after=True,
    ),
)  # fmt: skip
#: The desk's own parts, by the name in ``?bagian=``.
PARTS = {"acara": "agenda", "hadir": "present", "catatan": "notes", "putusan": "agreed"}


def shared(request: Request, meeting: Meeting) -> dict[str, Any]:
    # The hour that events carry too: timers run by it, whatever clock the minutes are written by.
    return {"meeting": meeting, "asked_for": request.GET.get("acara", ""), "now_ms": clock.milliseconds()}


def who_may_speak(meeting: Meeting) -> dict[str, Any]:
    """What the fields of a note offer: kinds, names on the list, questions that can be answered."""
    questions = [w for w in read.written(meeting) if w.kind == "tanya"]
    people = (line.shown_name for line in meeting.attendance.select_related("person"))
    return {
        "note_kinds": Note.KINDS,
        "people": [] if meeting.is_closed else list(dict.fromkeys(people)),
        "questions": [(w.pk, Truncator(" ".join(filter(None, (w.speaker, w.text)))).chars(70)) for w in questions],
    }


def asked(request: Request, meeting: Meeting) -> Said:
    """A fresh box; after "Tulis jawabannya" it holds an answer to that question."""
    question = meeting.notes.filter(pk=whole(request.GET.get("balas")), kind="tanya").first()
    return Said("jawab", reply_to=question) if question else Said()


def said(request: Request, meeting: Meeting) -> Said | None:
    """What a form says of a note; None when it has no such fields."""
    if "jenis" not in request.POST:
        return None
    speaker = " ".join(request.POST.get("pembicara", "").split())
    named = (line for line in meeting.attendance.select_related("person") if line.shown_name == speaker)
    question = meeting.notes.filter(pk=whole(request.POST.get("menjawab"))).first()
    kind = request.POST["jenis"]
    return Said("jawab" if question and kind == "catatan" else kind, speaker, next(named, None), question)
