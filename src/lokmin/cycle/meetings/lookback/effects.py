"""Did the earlier actions help: the verdicts frozen when the meeting opened, on the wall and beside the minutes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.core.effects import Outcome
from lokmin.core.periods import Month
from lokmin.cycle.followup.effect import words
from lokmin.cycle.followup.effect.queries import EffectLine, seen_by
from lokmin.cycle.meetings.hall.records import Line, Lines, Screen
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.room.counts import has_guests
from lokmin.cycle.monitoring.queries import month_table
from lokmin.cycle.monitoring.words import reveals

#: Rows of two lines that fit on the wall, and verdicts that get a screen with their picture.
ROWS, PICTURES = 5, 3


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict as it is shown: the action, its word with shape and colour, its sentence with n, its picture."""

    pk: int
    activity: str
    word: str
    shape: str
    said: str
    picture: str = ""


def seen(meeting: Meeting) -> tuple[EffectLine, ...]:
    """The verdicts this meeting opened with, the successes first."""
    return seen_by(meeting.puskesmas, Meeting.ORIGIN, meeting.pk)


def title(lines: tuple[EffectLine, ...]) -> str:
    """``2 RTL terbukti berhasil, 1 belum, 5 belum bisa dinilai``."""
    count = Counter(line.verdict.outcome for line in lines)
    said = {"helped": count[Outcome.HELPED], "not_yet": count[Outcome.NOT_YET], "unknown": count[Outcome.UNKNOWN]}
    return _("%(helped)s RTL terbukti berhasil, %(not_yet)s belum, %(unknown)s belum bisa dinilai") % said


def for_hall(meeting: Meeting) -> list[Screen]:
    """What could be judged: all of it in words, then picture by picture. Nothing while nothing can be judged.

    With guests in the hall no picture of months that held one to four people.
    """
    lines = seen(meeting)
    judged = [line for line in lines if line.verdict.judged]
    if not judged:
        return []
    guests = has_guests(meeting)
    shown = [
        _judged(line, f"dampak-{n}" if n <= PICTURES and not (guests and few(meeting, line)) else "")
        for n, line in enumerate(judged[:ROWS], 1)
    ]
    left = len(judged) - len(shown)
    rest = _("%(n)s lagi di halaman dampak RTL") % {"n": left} if left else ""
    rows = tuple(Line(one.activity, one.said, one.word, one.shape) for one in shown)
    return [
        Screen("dampak", title(lines), "meetings/hall/lines.html", Lines(rows, rest)),
        *(
            Screen(f"dampak-{n}", one.activity, "meetings/lookback/picture.html", one)
            for n, one in enumerate(shown, 1)
            if one.picture
        ),
    ]


def few(meeting: Meeting, line: EffectLine) -> bool:
    """Whether a month of the picture counts one to four people in a village that was acted on."""
    last = {code[:4]: code for code in sorted(line.verdict.months)}
    for code in last.values():
        table = month_table(meeting.puskesmas, Month.parse(code))
        own = [v.code for v in table.villages if v.name in line.verdict.acted] or [table.total.code]
        if any((row := table.by.get((place, line.indicator))) is None or reveals(row) for place in own):
            return True
    return False


def _judged(line: EffectLine, picture: str = "") -> Judged:
    found = line.verdict
    return Judged(
        pk=line.pk, activity=line.activity, word=words.outcome(found.outcome), shape=words.shape(found.outcome),
        said=words.explained(found), picture=words.picture(found, picture) if picture else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AtDesk:
    """The verdicts beside the minutes: judged ones one by one, the others counted in the title."""

    title: str
    judged: tuple[Judged, ...]


def for_desk(meeting: Meeting) -> AtDesk | None:
    """None before the meeting opened, and where no action names an indicator."""
    lines = seen(meeting)
    if not lines:
        return None
    return AtDesk(title(lines), tuple(_judged(line) for line in lines if line.verdict.judged))
