"""From numbers and day names to days: what does not exist or contradicts itself comes back as a question."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from lokmin.core.meetings.sentences.proposal import Doubt, Option
from lokmin.core.periods import DAY_NAMES, MONTH_NAMES, long_date

#: A day that is over is meant for next year only when that is at most half a year ahead.
AHEAD = 183
#: Years a plan may name.
FIRST, LAST = 2000, 2099


@dataclass(frozen=True, slots=True)
class Found:
    """A day, or the question that has to be answered first; ``past``: because the day is over."""

    day: dt.date | None = None
    doubt: Doubt | None = None
    note: str = ""
    past: bool = False


def option(day: dt.date, words: str = "") -> Option:
    return Option(day.isoformat(), f"{long_date(day)}{words}")


def asked(sentence: str, *days: dt.date) -> Found:
    """A question with days to choose from."""
    return Found(doubt=Doubt("due", sentence, tuple(option(day) for day in dict.fromkeys(days))))


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None when the calendar has none."""
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def last_of(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def plus_months(day: dt.date, months: int) -> dt.date:
    """So many months later, at most the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def numbered(day: int, month: int, year: int | None, base: dt.date, *, month_end: bool = False) -> Found:
    """A day and a month as typed; the year may be missing. ``base``: the day of the meeting.

    ``month_end``: the last day of the month is meant (``day`` is ignored).
    """
    if year is not None:
        return _full(day, month, year + 2000 if year < 100 else year, base, month_end)
    if not 1 <= month <= 12:
        swapped = day_of(base.year, day, month) if 1 <= day <= 12 else None
        return asked(f"Tidak ada bulan ke-{month}. Tanggal berapa yang dimaksud?", *([swapped] if swapped else []))
    this, after = _in(base.year, month, day, month_end), _in(base.year + 1, month, day, month_end)
    if this is None:
        return _impossible(day, month, base)
    if this >= base:
        return Found(this)
    if after is not None and (after - base).days <= AHEAD:
        return Found(after, note=f"Dibaca {long_date(after)}, karena {this.day} {MONTH_NAMES[month - 1]} sudah lewat.")
    name = MONTH_NAMES[month - 1] if month_end else f"{this.day} {MONTH_NAMES[month - 1]}"
    asks = f"{name} {base.year} sudah lewat pada hari pertemuan. Kapan yang dimaksud?"
    return replace(asked(asks, *filter(None, (after, this))), past=True)


def _full(day: int, month: int, year: int, base: dt.date, month_end: bool) -> Found:
    if not FIRST <= year <= LAST:
        return asked(f"Tahun {year} tidak masuk akal untuk rencana. Tanggal berapa yang dimaksud?")
    if not 1 <= month <= 12:
        return numbered(day, month, None, base)
    found = _in(year, month, day, month_end)
    if found is None:
        return _impossible(day, month, dt.date(year, 1, 1))
    if found < base:
        again = _in(base.year, month, day, month_end)
        later = again if again is not None and again >= base else _in(base.year + 1, month, day, month_end)
        asks = f"{long_date(found)} sudah lewat pada hari pertemuan. Kapan yang dimaksud?"
        return replace(asked(asks, *filter(None, (later, found))), past=True)
    return Found(found)


def _in(year: int, month: int, day: int, month_end: bool) -> dt.date | None:
    return last_of(year, month) if month_end else day_of(year, month, day)


def _impossible(day: int, month: int, base: dt.date) -> Found:
    end = last_of(base.year, month)
    if end < base:
        end = last_of(base.year + 1, month)
    near = [end, end + dt.timedelta(days=1)] if 28 < day <= 31 else []
    return asked(f"{MONTH_NAMES[month - 1]} tidak mempunyai tanggal {day}. Tanggal berapa yang dimaksud?", *near)


def matching(found: Found, weekday: int, base: dt.date) -> Found:
    """A day with its name: when the two contradict each other, the nearest days of that name are offered."""
    day = found.day
    if day is None or day.weekday() == weekday:
        return found
    away = (weekday - day.weekday()) % 7
    near = [day, day + dt.timedelta(days=away), day - dt.timedelta(days=7 - away)]
    typed = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    asks = f"{typed} hari {DAY_NAMES[day.weekday()]}, bukan {DAY_NAMES[weekday]}. Mana yang benar?"
    return asked(asks, *(d for d in near if d >= base))


def coming(weekday: int, base: dt.date) -> dt.date:
    """The next day of that name after the meeting."""
    return base + dt.timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)


def monday(base: dt.date, weeks: int = 0) -> dt.date:
    """Monday of the week so many weeks after this one."""
    return base - dt.timedelta(days=base.weekday()) + dt.timedelta(weeks=weeks)


def named(weekday: int, which: str, base: dt.date) -> Found:
    """``Jumat``, ``Jumat ini``, ``Jumat depan`` (two readings unless they fall together), ``Jumat minggu depan``."""
    name = DAY_NAMES[weekday]
    next_one, in_next_week = coming(weekday, base), monday(base, 1) + dt.timedelta(days=weekday)
    if which == "minggu depan":
        return Found(in_next_week)
    if which == "depan" and next_one != in_next_week:
        return asked(f"“{name} depan” dapat berarti dua hari. Yang mana?", in_next_week, next_one)
    if which in ("ini", "besok") and weekday == base.weekday():
        return Found(base) if which == "ini" else Found(next_one)
    if which == "ini" and weekday < base.weekday():
        return asked(f"{name} minggu ini sudah lewat. {name} yang mana?", next_one)
    if which == "" and weekday == base.weekday():
        return asked(f"Hari pertemuan juga {name}. {name} yang mana?", base, next_one)
    return Found(next_one)


def in_month(day: int, base: dt.date) -> Found:
    """``tanggal 20`` without a month: in this month, or in the next when it is over."""
    this = day_of(base.year, base.month, day)
    first_next = last_of(base.year, base.month) + dt.timedelta(days=1)
    following = day_of(first_next.year, first_next.month, day)
    if this is not None and this > base:
        return Found(this)
    if this == base:
        return asked(f"Hari pertemuan juga tanggal {day}. Yang mana?", *filter(None, (this, following)))
    if following is not None and 1 <= day <= 31 and (this is not None or day_of(base.year, base.month, 28) is None):
        return Found(following)
    return asked(f"Tanggal {day} tidak ada di bulan ini. Tanggal berapa yang dimaksud?", *filter(None, (following,)))
