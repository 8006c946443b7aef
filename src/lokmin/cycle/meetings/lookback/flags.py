"""Figures somebody must be asked about, for the point under discussion; its presenter answers in the room."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.roles import may
from lokmin.cycle.meetings.hall.records import Later, Line, Lines, Screen
from lokmin.cycle.meetings.models import AgendaItem, Meeting
from lokmin.cycle.meetings.preparing.queries.prepared import about
from lokmin.cycle.meetings.queries.running import agenda, running_item
from lokmin.cycle.meetings.room.counts import has_guests
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.room.events import tell
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.dqr import operations
from lokmin.cycle.monitoring.dqr.notes import FlagKey
from lokmin.cycle.monitoring.dqr.queries import Flag, MeetingQuality, State, flags, for_meeting, has_reports
from lokmin.cycle.monitoring.queries import month_table

#: Questions beside the minutes or on a phone: what one minute can answer. The others are on the page of data quality.
SHOWN = 4
ON_WALL = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One figure to be asked about: where it is, what is odd, the key its answer names."""

    flag: Flag
    where: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.flag.key


@dataclass(frozen=True, slots=True)
class Asked:
    """What the presenter of a point is asked, open questions first.

    Attributes:
        programme: for the link to the whole page, empty where the point has several or none.
        open, checking, closed: how many of the point's questions are in each state.
    """

    item: AgendaItem | None
    programme: str
    questions: tuple[Question, ...]
    open: int
    checking: int
    closed: int

    @property
    def more(self) -> int:
        return self.open - len(self.questions)

    @property
    def due(self) -> bool:
        """Whether somebody is to answer now."""
        return bool(self.questions)


def asked(meeting: Meeting, item: AgendaItem | None, most: int = SHOWN) -> Asked | None:
    """The questions of a point about figures; of any other only how many there are. None when nothing was ever odd."""
    programmes = _programmes(meeting, item)
    found = flags(meeting.puskesmas, meeting.month)
    own = [f for f in found.items if not programmes or programmes & set(f.programmes)]
    if not own:
        return None
    table = found.quality.table
    doubtful = sorted((f for f in own if f.open), key=lambda f: not f.doubtful)
    return Asked(
        item=item,
        programme=next(iter(programmes)) if len(programmes) == 1 else "",
        questions=tuple(Question(f, words.where(f.finding, table)) for f in doubtful[:most] if programmes),
        open=len(doubtful),
        checking=sum(f.state is State.CHECKING for f in own),
        closed=sum(f.state in (State.ANSWERED, State.CORRECTED) for f in own),
    )


def _programmes(meeting: Meeting, item: AgendaItem | None) -> set[str]:
    if item is None:
        return set()
    return {i.programme for i in month_table(meeting.puskesmas, meeting.month).indicators if about(item, i)}


def for_desk(meeting: Meeting) -> Asked | None:
    """The questions of the running point; of all points while none runs."""
    return asked(meeting, running_item(agenda(meeting), meeting))


def for_hand(present: Present) -> Asked | None:
    """On the phone of the running point's presenter, and on no other."""
    item = running_item(agenda(present.meeting), present.meeting)
    if item is None or present.person is None or item.presenter_id != present.person.pk:
        return None
    if not may(present.person, "jawab_mutu", present.meeting.puskesmas):
        return None
    found = asked(present.meeting, item)
    return found if found and found.questions and _programmes(present.meeting, item) else None


def of_point(present: Present, data: QueryDict) -> bool:
    """Whether an answer is about a figure of the running point, asked or answered: a presenter answers for no other."""
    item = running_item(agenda(present.meeting), present.meeting)
    programmes = _programmes(present.meeting, item)
    own = flags(present.meeting.puskesmas, present.meeting.month).items
    return _key(data) in {f.key for f in own if programmes & set(f.programmes)}


def for_hall(meeting: Meeting) -> list[Later]:
    """One screen: how complete the figures are, and what is asked. With guests in the hall counts alone."""
    if not has_reports(meeting.puskesmas, meeting.month):
        return []
    return [Later("mutu", "meetings/hall/lines.html", lambda: _screen(meeting))]


def _screen(meeting: Meeting) -> Screen:
    found = asked(meeting, running_item(agenda(meeting), meeting), ON_WALL)
    page = for_meeting(meeting.puskesmas, meeting.month, found.programme if found else "")
    lines = [
        Line(_("%(n)s dari %(all)s desa melapor") % {"n": page.reported, "all": page.villages}),
        Line(_("%(n)s dari %(all)s desa tepat waktu") % {"n": page.in_time, "all": page.villages}),
    ]
    if found and not has_guests(meeting):
        lines += [Line(q.where, q.flag.finding.message, _("belum dijawab"), "jelek") for q in found.questions[:3]]
    return Screen("mutu", _title(page, found), "meetings/hall/lines.html", Lines(tuple(lines), _rest(found)))


def _title(page: MeetingQuality, found: Asked | None) -> str:
    what = _("Mutu data %(programme)s") % {"programme": page.name} if page.name else _("Mutu data")
    if found is None or not found.open:
        return _("%(what)s: tidak ada pertanyaan terbuka") % {"what": what}
    return _("%(what)s: %(n)s angka perlu dijelaskan") % {"what": what, "n": found.open}


def _rest(found: Asked | None) -> str:
    if found is None or not (found.closed or found.checking):
        return ""
    return _("%(n)s sudah dijawab, %(checking)s sedang dicek") % {"n": found.closed, "checking": found.checking}


@transaction.atomic
def answer(*, meeting: Meeting, by: Person, data: QueryDict) -> None:
    """One tap in the room; it is told to all faces and stays with the number.

    Raises:
        ValidationError: when the meeting does not run, or the answer cannot be true.
    """
    if not meeting.is_running:
        raise ValidationError(_("Jawaban hanya dicatat selama pertemuan berjalan."))
    operations.say(
        puskesmas=meeting.puskesmas, by=by, month=meeting.month, reason=data.get("reason", ""),
        about=_key(data),
        text=data.get("text", ""), until=clock.today() + dt.timedelta(days=operations.LOOK_DAYS),
        origin=(Meeting.ORIGIN, str(meeting.pk)),
    )  # fmt: skip
    tell(meeting, "mutu")


def _key(data: QueryDict) -> FlagKey:
    return data.get("desa", ""), data.get("masa", ""), data.get("unsur", ""), data.get("tanda", "")
