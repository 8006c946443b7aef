"""Monitoring and evaluation plan: per activity the indicator, method, dates, who, and what was found (S2-14, S3-06)."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.periods import short_date
from lokmin.core.planning.rpk import Nature, YearRow

#: Ways of looking at an activity that an office can choose from.
METHODS = (
    "telaah laporan dan register", "supervisi lapangan dengan daftar tilik", "capaian PWS di lokmin",
    "wawancara sasaran atau kader", "telaah SPJ dan realisasi dana",
)  # fmt: skip


class State(StrEnum):
    DONE = "sudah"
    LATE = "terlambat"
    DUE = "bulan ini"
    AHEAD = "nanti"
    UNDATED = "belum bertanggal"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the plan.

    Attributes:
        activity: key of the row of the year; ``name`` as printed.
        on: the day it is planned for; ``done_on`` the day it was done, with ``result``.
    """

    key: str
    activity: str
    name: str
    indicator: str
    target: str = ""
    method: str = ""
    on: dt.date | None = None
    who: str = ""
    done_on: dt.date | None = None
    result: str = ""


def state(check: Check, today: dt.date) -> State:
    """Where a check stands on a day."""
    if check.done_on is not None:
        return State.DONE
    if check.on is None:
        return State.UNDATED
    if check.on < today:
        return State.LATE
    return State.DUE if (check.on.year, check.on.month) == (today.year, today.month) else State.AHEAD


def proposed(row: YearRow, year: int, who: str = "") -> tuple[Check, ...]:
    """The two checks an activity begins with: in its first month while it runs, and after its last month.

    An activity without months gets an evaluation without a date. Who looks is the owner where nobody is named.
    """
    indicator = row.success or (f"Volume terlaksana: {row.volume_words}" if row.volume is not None else row.target)
    looks = who or row.owner
    months = sorted(row.months)
    first = _last_workday(year, months[0]) if months else None
    last = _last_workday(year, months[-1]) if months else None
    after = f"Evaluasi: {_method(row)}"
    checks = [Check(f"{row.key}:e", row.key, row.activity, indicator, row.target, after, last, looks)]
    if len(months) > 1:
        during = f"Pemantauan: {METHODS[1] if row.villages or row.place else METHODS[0]}"
        checks.insert(0, Check(f"{row.key}:p", row.key, row.activity, indicator, row.target, during, first, looks))
    return tuple(checks)


def sentence(checks: Iterable[Check], today: dt.date) -> str:
    """``12 rencana: 4 sudah, 1 terlambat (Kelas ibu hamil, 31 Maret 2026), 2 bulan ini.``"""
    held = tuple(checks)
    if not held:
        return "Belum ada rencana pemantauan dan evaluasi."
    states = [state(check, today) for check in held]
    parts = []
    for wanted in State:
        count = states.count(wanted)
        if not count:
            continue
        text = f"{count} {wanted.value}"
        if wanted is State.LATE:
            oldest = min(
                (check for check, known in zip(held, states, strict=True) if known is State.LATE),
                key=lambda check: (check.on or dt.date.max, check.key),
            )
            text += f" ({oldest.name}, {short_date(oldest.on)})" if oldest.on else ""
        parts.append(text)
    return f"{len(held)} rencana: {', '.join(parts)}."


def _method(row: YearRow) -> str:
    if row.indicator:
        return METHODS[2]
    return METHODS[0] if row.nature not in ("", Nature.PROMOTIVE) else METHODS[4] if row.cost else METHODS[0]


def _last_workday(year: int, month: int) -> dt.date:
    """The last day of a month that is no Saturday or Sunday."""
    day = dt.date(year, month, calendar.monthrange(year, month)[1])
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
