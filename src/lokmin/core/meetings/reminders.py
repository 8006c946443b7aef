"""What is due before a meeting, and what is late: sentences with their days, nothing is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.language import said
from lokmin.core.periods import long_date, short_date

#: So many days before it is due a reminder appears.
AHEAD = 3
#: So many days before a planned meeting it should be prepared, on top of the lead time of its invitation.
PREPARE = 7
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Coming:
    """What is known of one meeting that was not held yet.

    Attributes:
        name: ``Lokmin bulanan rutin Mei``. ``day``: its date, or the planned one.
        prepared: whether the meeting was made; without it the rest means nothing.
        invited: whether the invitation went out.
        missing: who has not filled the page of their point.
        lead_days, material_days, reading_days: as the kind has them; 0 asks for nothing.
        counted: False when the plan was made after the day: then nobody is told that it is late.
    """

    name: str
    day: dt.date
    prepared: bool
    invited: bool = False
    missing: tuple[str, ...] = ()
    lead_days: int = 0
    material_days: int = 0
    reading_days: int = 0
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to do: ``code`` says which, ``due`` until when, ``late`` by how many days."""

    code: str
    due: dt.date
    late: int
    sentence: str


def reminders(coming: Coming, today: dt.date) -> list[Reminder]:
    """What is due now or within ``AHEAD`` days, the oldest first."""
    name = coming.name
    if coming.day < today:
        days = (today - coming.day).days
        text = said("%(name)s belum diadakan, lewat %(n)s hari") % {"name": name, "n": days}
        return [Reminder("belum", coming.day, days, text)] if coming.counted else []
    found = []
    if not coming.prepared:
        found.append(_one("siapkan", coming, coming.lead_days + PREPARE, today, said("Siapkan %s") % name))
    else:
        if not coming.invited:
            found.append(_one("undang", coming, coming.lead_days, today, said("Kirim undangan %s") % name))
        if coming.missing and coming.material_days:
            text = said("Bahan %(name)s belum ada dari %(who)s") % {"name": name, "who": _names(coming.missing)}
            found.append(_one("bahan", coming, coming.material_days, today, text))
        # Nobody notes that the pre-reading was handed out: told until its day, never called late.
        if coming.reading_days and today <= coming.day - dt.timedelta(days=coming.reading_days):
            found.append(_one("bacaan", coming, coming.reading_days, today, said("Bagikan bahan bacaan %s") % name))
    return sorted((r for r in found if (r.due - today).days <= AHEAD), key=lambda r: (r.due, r.code))


def _one(code: str, coming: Coming, before: int, today: dt.date, text: str) -> Reminder:
    due = coming.day - dt.timedelta(days=before)
    late = max(0, (today - due).days)
    if late:
        when = said("lewat %s hari") % late
    elif due == today:
        when = said("hari ini")
    else:
        when = said("%s hari lagi") % (due - today).days
    return Reminder(code, due, late, f"{text}, {when}")


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    left = len(names) - _NAMED
    return shown if left <= 0 else said("%(names)s dan %(n)s lagi") % {"names": shown, "n": left}


def chat(coming: Coming, zone_hour: str, place: str) -> str:
    """A text for the staff's chat group: when, where, what is still missing. ``zone_hour``: ``09.00 WIB``."""
    lines = [f"*{coming.name}*", f"{long_date(coming.day)}, pukul {zone_hour}", place]
    if coming.missing and coming.material_days:
        until = coming.day - dt.timedelta(days=coming.material_days)
        lines += ["", f"Mohon bahan diisi sebelum {short_date(until)}:", *(f"- {name}" for name in coming.missing)]
    return "\n".join(lines)
