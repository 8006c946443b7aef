"""Health of a meeting: did it begin on time, decide, spend its time on what is red, and was everyone heard.

A figure is given only where its parts were recorded; None is "not measurable" and its sentence says why. Nothing here
knows a person: who spoke comes in as keys and leaves as a count, so nobody can be ranked.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.numbers import indonesian

#: A figure is compared with the median of at most so many earlier meetings, and only when there are at least so many.
HISTORY, LEAST = 6, 2
#: Opened so many minutes away from the invitation, the meeting was typed in another time and its delay says nothing.
_FARTHEST = 240
#: A month of measured meetings differs by chance; smaller differences are called "sama".
_SAME = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class ItemRun:
    """One agenda item as it ran. Minutes ``planned`` come from the time box; times are None when nobody clicked.

    Attributes:
        red: the item is about an indicator below its target.
    """

    planned: int
    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    red: bool = False

    @property
    def seconds(self) -> int | None:
        """How long it took; None when it was not begun or not ended, or the clock was set back in between."""
        if self.started is None or self.ended is None or self.ended < self.started:
            return None
        return round((self.ended - self.started).total_seconds())


@dataclass(frozen=True, slots=True)
class Course:
    """A meeting as it ran.

    Attributes:
        invited_for: the moment on the invitation.
        decisions: how many were recorded.
        present: how many were there; None when attendance was not taken.
        speakers: a key of each recorded contribution (person, guest, group); repeated as often as they spoke.
    """

    invited_for: dt.datetime
    planned: int
    opened: dt.datetime | None = None
    closed: dt.datetime | None = None
    items: tuple[ItemRun, ...] = ()
    decisions: int = 0
    present: int | None = None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """The figures of one meeting. Every share carries its two counts.

    Attributes:
        delay: minutes between invitation and opening; negative when it began early.
        minutes: from opening to closing; ``planned`` as the time box said.
        decisions: recorded decisions.
        timed, items: agenda items with both times, and all.
        overrun: timed items that took longer than planned (a whole minute or more).
        red_seconds, timed_seconds: time on items about red indicators, of all timed items.
        spoke, present: how many different people were heard, of how many were there.
    """

    delay: int | None
    minutes: int | None
    planned: int
    decisions: int
    items: int
    timed: int
    overrun: int
    red_seconds: int
    timed_seconds: int
    spoke: int | None
    present: int | None

    @property
    def per_decision(self) -> Fraction | None:
        """Minutes of meeting per decision; None without decisions or without an end."""
        if self.minutes is None or not self.decisions:
            return None
        return Fraction(self.minutes, self.decisions)

    @property
    def red_share(self) -> Fraction | None:
        """Share of the timed time on red indicators, 0..1; None when nothing was timed."""
        return Fraction(self.red_seconds, self.timed_seconds) if self.timed_seconds else None

    @property
    def spoke_share(self) -> Fraction | None:
        """Share of those present who were heard, 0..1; None without attendance or without any recorded speaker."""
        if self.spoke is None or not self.present:
            return None
        return Fraction(self.spoke, self.present)


def measure(course: Course) -> Health:
    """The figures of a meeting. The same course gives the same figures.

    Nobody recorded as speaker is "not measurable", not "nobody spoke": minutes without names are still minutes. More
    speakers than people on the list (somebody spoke and did not sign) raise the number present to theirs.
    """
    timed = [(item, seconds) for item in course.items if (seconds := item.seconds) is not None]
    heard = len(set(course.speakers))
    spoke = heard if course.speakers else None
    present = course.present if course.present is None or spoke is None else max(course.present, spoke)
    delay = _minutes(course.invited_for, course.opened)
    return Health(
        delay=None if delay is None or abs(delay) > _FARTHEST else delay,
        minutes=_length(course.opened, course.closed),
        planned=course.planned,
        decisions=course.decisions,
        items=len(course.items),
        timed=len(timed),
        overrun=sum(seconds >= (item.planned + 1) * 60 for item, seconds in timed),
        red_seconds=sum(seconds for item, seconds in timed if item.red),
        timed_seconds=sum(seconds for _, seconds in timed),
        spoke=spoke,
        present=present,
    )


def _minutes(start: dt.datetime, end: dt.datetime | None) -> int | None:
    """Whole minutes, towards zero: 59 seconds late is on time."""
    return None if end is None else int((end - start).total_seconds() / 60)


def _length(start: dt.datetime | None, end: dt.datetime | None) -> int | None:
    """Minutes; a meeting of less than one was typed in afterwards and has no length."""
    found = None if start is None else _minutes(start, end)
    return None if found is None or found < 1 else found


def sentences(health: Health) -> tuple[str, ...]:
    """What the figures say, one sentence each, in the order of the meeting; what is not known is said."""
    return (_began(health), _lasted(health), _decided(health), _red(health), _heard(health))


def _began(health: Health) -> str:
    if health.delay is None:
        return "Keterlambatan mulai tidak terukur: jam mulai tidak tercatat, atau pertemuan dimasukkan di lain waktu."
    if health.delay > 0:
        return f"Mulai {health.delay} menit sesudah jam undangan."
    return "Mulai tepat waktu." if health.delay == 0 else f"Mulai {-health.delay} menit sebelum jam undangan."


def _lasted(health: Health) -> str:
    if health.minutes is None:
        return "Lamanya tidak terukur: jam mulai dan jam tutup tidak tercatat pada hari pertemuan."
    said = f"Berlangsung {health.minutes} menit dari {health.planned} menit yang direncanakan"
    if not health.timed:
        return f"{said}; waktu tiap acara tidak tercatat."
    over = f"{health.overrun} dari {health.timed}" if health.overrun else f"tidak satu pun dari {health.timed}"
    return f"{said}; {over} acara yang tercatat waktunya melewati jatahnya."


def _decided(health: Health) -> str:
    pace = health.per_decision
    if not health.decisions:
        return "Tidak ada keputusan yang dicatat."
    if pace is None:
        return f"{health.decisions} keputusan; menit per keputusan tidak terukur."
    return f"{health.decisions} keputusan, satu keputusan tiap {indonesian(round(float(pace), 1))} menit."


def _red(health: Health) -> str:
    share = health.red_share
    if share is None:
        return "Waktu untuk indikator merah tidak terukur: waktu tiap acara tidak tercatat."
    spent, whole = health.red_seconds // 60, health.timed_seconds // 60
    partly = "" if health.timed == health.items else f" ({health.timed} dari {health.items} acara tercatat waktunya)"
    return f"{percent(share)} waktu untuk indikator merah: {spent} dari {whole} menit{partly}."


def _heard(health: Health) -> str:
    if health.spoke is None:
        return "Berapa orang yang bersuara tidak terukur: nama pembicara tidak dicatat."
    if not health.present:
        return f"{health.spoke} orang bersuara; yang hadir tidak dihitung."
    return f"{health.spoke} dari {health.present} orang yang hadir bersuara."


def percent(share: Fraction) -> str:
    """``38 %``."""
    return f"{indonesian(float(share * 100), 0)}\u00a0%"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure beside the median of the meetings before.

    Attributes:
        name: what is compared, as a heading (``Mulai terlambat``).
        now, usual: as printed; None when not measurable, ``usual`` also when fewer than ``LEAST`` meetings had it.
        n: how many earlier meetings the usual value comes from.
        word: ``lebih baik``, ``sama``, ``lebih buruk``; empty where one side is missing or the figure has no good side.
    """

    name: str
    now: str | None
    usual: str | None
    n: int
    word: str


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    value: Callable[[Health], Fraction | int | None]
    write: Callable[[Fraction], str]
    #: +1: more is better, -1: less is better, 0: neither.
    side: int


def _number(value: Fraction) -> str:
    return indonesian(round(float(value), 1))


#: Minutes per decision have no good side: one hard decision may need an hour.
_KINDS = (
    _Kind("Menit terlambat mulai", lambda h: h.delay, _number, -1),
    _Kind("Menit melewati rencana", lambda h: None if h.minutes is None else h.minutes - h.planned, _number, -1),
    _Kind("Menit per keputusan", lambda h: h.per_decision, _number, 0),
    _Kind("Waktu untuk indikator merah", lambda h: h.red_share, percent, 1),
    _Kind("Yang hadir dan bersuara", lambda h: h.spoke_share, percent, 1),
)


def compare(now: Health, before: Sequence[Health]) -> tuple[Comparison, ...]:
    """Each figure beside its median over the latest ``HISTORY`` meetings (oldest first in ``before``)."""
    return tuple(_compared(kind, now, before[-HISTORY:]) for kind in _KINDS)


def _compared(kind: _Kind, now: Health, before: Sequence[Health]) -> Comparison:
    mine = kind.value(now)
    known = [Fraction(value) for health in before if (value := kind.value(health)) is not None]
    usual = statistics.median(known) if len(known) >= LEAST else None
    word = ""
    if mine is not None and usual is not None and kind.side:
        apart = (Fraction(mine) - usual) * kind.side
        # Ten percent of the usual value, but at least a minute or a percentage point is "the same".
        room = max(abs(usual) * _SAME, Fraction(1) if kind.write is _number else Fraction(1, 100))
        word = "sama" if abs(apart) <= room else "lebih baik" if apart > 0 else "lebih buruk"
    return Comparison(
        kind.name,
        None if mine is None else kind.write(Fraction(mine)),
        None if usual is None else kind.write(usual),
        len(known),
        word,
    )
