"""The year's schedule of meetings out of rules, an office's habits and the days it does not meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lokmin.core.language import said
from lokmin.core.periods import Month, long_date, short_date

#: By habit Tuesday, then the middle of the week, then the rest; Saturday last.
TUESDAY = 1
_OTHER_DAYS = (1, 2, 3, 0, 4, 5)
SUNDAY = 6
#: How far from its month a meeting may be pushed when the whole month is closed.
FAR = 45
#: How long a cluster meets before the lokmin.
PRA_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Slot:
    """Meetings of one kind in certain months; fields as explained in ``rules/jadwal.toml``."""

    kind: str
    months: tuple[int, ...]
    first: int
    last: int
    span: int
    minutes: int
    fasting: str = "pendek"
    rhythm: tuple[str, ...] = ()
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a year is laid out, with its source; ``rhythms`` are the choices of an office in words."""

    valid_from: int
    source: str
    slots: tuple[Slot, ...]
    rhythms: Mapping[str, str]
    fasting_minutes: int
    fasting_start: dt.time
    pra_lokmin_days: int


@dataclass(frozen=True, slots=True)
class Habits:
    """What an office chose.

    Attributes:
        week: working days of a week, 5 or 6 (Saturday).
        weekday: the day it likes to meet, Monday = 0.
        rhythm: a key of ``Rule.rhythms``.
        sectors, rtm: whether these kinds are planned here.
        klaster: clusters that meet before the monthly lokmin; ``pra_days`` working days before, 0 = as the rule has it.
    """

    week: int = 5
    weekday: int = TUESDAY
    rhythm: str = "bulanan"
    sectors: bool = True
    rtm: bool = True
    klaster: tuple[int, ...] = ()
    pra_days: int = 0

    def __post_init__(self) -> None:
        if self.week not in (5, 6):
            raise ValueError(f"Hari kerja seminggu harus 5 atau 6, bukan {self.week}.")
        if not 0 <= self.weekday < self.week:
            raise ValueError("Hari pertemuan yang disukai harus salah satu hari kerja.")


@dataclass(frozen=True, slots=True)
class DayBook:
    """The days of a year that are not like others: closed ones by name, the fasting months, Musrenbang kecamatan."""

    closed: Mapping[dt.date, str] = field(default_factory=dict)
    fasting: tuple[tuple[dt.date, dt.date], ...] = ()
    musrenbang: dt.date | None = None

    def fasts(self, day: dt.date) -> bool:
        return any(first <= day <= last for first, last in self.fasting)


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting of the schedule; ``why`` says why its day is not the usual one. ``span``: months looked back on."""

    kind: str
    month: int
    day: dt.date
    span: int
    minutes: int
    klaster: int | None = None
    start: dt.time | None = None
    why: str = ""


def load(data: Mapping[str, Any], year: int) -> Rule:
    """The rule in force in a year, from the parsed ``rules/jadwal.toml``.

    Raises:
        ValueError: when no rule holds in that year.
    """
    holding = [r for r in data["rule"] if int(r["valid_from"]) <= year]
    if not holding:
        raise ValueError(f"Belum ada aturan jadwal untuk tahun {year}.")
    entry = max(holding, key=lambda r: int(r["valid_from"]))
    slots = tuple(
        Slot(**{**s, "months": tuple(s["months"]), "rhythm": tuple(s.get("rhythm", ()))}) for s in entry["slot"]
    )
    return Rule(
        int(entry["valid_from"]), entry["source"], slots, dict(entry["rhythms"]), int(entry["fasting_minutes"]),
        dt.time.fromisoformat(entry["fasting_start"]), int(entry["pra_lokmin_days"]),
    )  # fmt: skip


def works(day: dt.date, week: int) -> bool:
    """Whether an office with a week of 5 or 6 days works on that day of the week."""
    return day.weekday() < week


def generate(rule: Rule, year: int, habits: Habits, book: DayBook) -> list[Planned]:
    """The meetings of a year in order of their days; the same arguments give the same schedule.

    Each is put on the office's weekday among the working days the rule names, never on a closed day, never two on
    one day. Fasting shortens it or moves it within its month. A month without any open day gives the nearest before or
    after.

    Raises:
        ValueError: an unknown rhythm.
    """
    if habits.rhythm not in rule.rhythms:
        raise ValueError(f"Irama “{habits.rhythm}” tidak dikenal; pilih {', '.join(rule.rhythms)}.")
    found: list[Planned] = []
    taken: set[dt.date] = set()
    for slot in rule.slots:
        if slot.rhythm and habits.rhythm not in slot.rhythm:
            continue
        if (slot.kind.startswith("tribulanan") and not habits.sectors) or (slot.kind == "rtm" and not habits.rtm):
            continue
        for month in slot.months:
            earlier = [p.day for p in found if p.kind == slot.after and p.month == month]
            planned = _place(rule, slot, Month(year, month), habits, book, taken, max(earlier, default=None))
            taken.add(planned.day)
            found.append(planned)
    for lokmin in [p for p in found if p.kind in {"bulanan_pertama", "bulanan_rutin"}]:
        found += _before(rule, lokmin, habits, book)
    return sorted(found, key=lambda p: (p.day, p.kind, p.klaster or 0))


def _place(
    rule: Rule, slot: Slot, month: Month, habits: Habits, book: DayBook, taken: set[dt.date], after: dt.date | None
) -> Planned:
    """One meeting of a slot: of the days the rule names the best, of a closed month the nearest open day."""
    late = book.musrenbang if slot.before == "musrenbang" else None
    weekdays = _weekdays(month, habits.week)
    window = weekdays[slot.first - 1 : slot.last]
    usual = _best(window, habits)
    free = [d for d in weekdays if d not in book.closed and d not in taken]
    fitting = [d for d in free if (after is None or d > after) and (late is None or d < late)] or free
    quiet = [d for d in fitting if not book.fasts(d)] if slot.fasting == "hindari" else []
    days = quiet or fitting
    wanted = [d for d in window if d in days] or _nearest(days, window)
    day = _best(wanted, habits) if wanted else _outside(month, habits, book, taken)
    fasting = book.fasts(day)
    return Planned(
        slot.kind, month.month, day, slot.span, min(slot.minutes, rule.fasting_minutes) if fasting else slot.minutes,
        None, rule.fasting_start if fasting else None, _why(usual, day, book, late, after, fasting=fasting),
    )  # fmt: skip


def _weekdays(month: Month, week: int) -> list[dt.date]:
    count = (month.last_day - month.first_day).days + 1
    days = (month.first_day + dt.timedelta(days=n) for n in range(count))
    return [d for d in days if works(d, week)]


def _nearest(days: Sequence[dt.date], window: Sequence[dt.date]) -> list[dt.date]:
    """The open day nearest to the days the rule names, the earlier on ties; nothing when there is none."""
    if not days:
        return []
    return [min(days, key=lambda d: (min(abs((d - w).days) for w in window), d))]


def _best(days: Sequence[dt.date], habits: Habits) -> dt.date:
    """The earliest on the weekday the office likes, else by the order of the week."""
    order = [habits.weekday, *(d for d in _OTHER_DAYS if d != habits.weekday)]
    return min(days, key=lambda d: (order.index(d.weekday()), d))


def _outside(month: Month, habits: Habits, book: DayBook, taken: set[dt.date]) -> dt.date:
    """A month without one open day: the nearest open day before or after it, before on ties."""
    for distance in range(1, FAR):
        for day in (month.first_day - dt.timedelta(days=distance), month.last_day + dt.timedelta(days=distance)):
            if works(day, habits.week) and day not in book.closed and day not in taken:
                return day
    return month.last_day


def _before(rule: Rule, lokmin: Planned, habits: Habits, book: DayBook) -> list[Planned]:
    """The meetings of the clusters so many working days before a lokmin, in the same year; they may share a day."""
    if not habits.klaster:
        return []
    first = dt.date(lokmin.day.year, 1, 1)
    span = (lokmin.day - first).days
    open_days = [first + dt.timedelta(days=n) for n in range(span)]
    open_days = [d for d in open_days if works(d, habits.week) and d not in book.closed]
    if not open_days:  # nothing of the year lies before it
        return []
    day = open_days[-min(habits.pra_days or rule.pra_lokmin_days, len(open_days))]
    return [Planned("pra_lokmin_klaster", lokmin.month, day, lokmin.span, PRA_MINUTES, k) for k in habits.klaster]


def _why(
    usual: dt.date, day: dt.date, book: DayBook, late: dt.date | None, after: dt.date | None, *, fasting: bool
) -> str:
    """``Biasanya Selasa, 17 Februari; libur Tahun Baru Imlek.`` Empty when the day is the usual one."""
    parts = []
    if day != usual:
        if usual in book.closed:
            reason = f"hari itu {book.closed[usual]}"
        elif book.fasts(usual) and not fasting:
            reason = "hari itu bulan puasa"
        elif late is not None and usual >= late:
            reason = f"harus sebelum Musrenbang {short_date(late)}"
        elif after is not None and usual <= after:
            reason = "menunggu hasil lokmin bulan itu"
        else:
            reason = "menghindari libur dan pertemuan lain"
        parts.append(f"Biasanya {long_date(usual)}; {reason}.")
    if fasting:
        parts.append("Bulan puasa: dipersingkat.")
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far a meeting is from its plan: days late (positive) or early, and in words; empty when as planned."""

    days: int
    sentence: str


def deviation(planned: dt.date, held: dt.date) -> Deviation:
    """A meeting that was held, or has a day: ``diadakan 6 hari sesudah rencana``."""
    days = (held - planned).days
    if not days:
        return Deviation(0, "")
    sentence = said("%s hari sesudah rencana") if days > 0 else said("%s hari sebelum rencana")
    return Deviation(days, sentence % abs(days))


def overdue(planned: dt.date, today: dt.date) -> Deviation:
    """A meeting that was not held yet: ``belum diadakan, lewat 6 hari``; empty until its day is over."""
    days = max(0, (today - planned).days)
    return Deviation(days, said("belum diadakan, lewat %s hari") % days if days else "")


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry the schedule has: what makes it stay when the year is laid out again."""

    kind: str
    month: int
    klaster: int | None
    day: dt.date
    fixed: bool


def regenerated(kept: Sequence[Kept], fresh: Sequence[Planned]) -> tuple[list[Planned], list[Kept]]:
    """What to put in and what to take out when a year is laid out again.

    Held, moved and cancelled entries (``fixed``) stay and take the place of the new one of their kind, month and
    cluster; the rest is replaced where it differs.
    """
    fixed = {(k.kind, k.month, k.klaster) for k in kept if k.fixed}
    wanted = {(p.kind, p.month, p.klaster): p for p in fresh if (p.kind, p.month, p.klaster) not in fixed}
    free = {(k.kind, k.month, k.klaster): k for k in kept if not k.fixed}
    out = [k for key, k in free.items() if key not in wanted or wanted[key].day != k.day]
    new = [p for key, p in wanted.items() if key not in free or free[key].day != p.day]
    return new, out
