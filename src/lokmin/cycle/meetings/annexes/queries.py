"""What lies before a meeting: for its page, the wall, the desk and the papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from lokmin.core.meetings.annex import Annex
from lokmin.cycle.meetings.annexes import naming
from lokmin.cycle.meetings.annexes.sources import draw
from lokmin.cycle.meetings.hall.records import ROWS, Screen
from lokmin.cycle.meetings.models import AgendaItem, Meeting, MeetingAnnex
from lokmin.cycle.meetings.queries.running import agenda, running_item

#: Columns that can be read on the wall; the table of the papers has them all.
COLUMNS = 6


@dataclass(frozen=True)
class Laid:
    """One annex before a meeting. ``drawn_at`` None: not yet kept, drawn just now."""

    annex: Annex
    item: AgendaItem | None
    drawn_at: dt.datetime | None = None
    pushed: bool = False
    approved_at: dt.datetime | None = None
    approved_by: str = ""
    words: str = ""

    @property
    def code(self) -> str:
        return self.annex.code

    @property
    def to_approve(self) -> bool:
        return bool(self.annex.approve) and self.approved_at is None

    def link(self, pkm: str) -> str:
        """The page it comes from; empty where it has none."""
        route, _mark, given = self.annex.link.partition("?")
        if not route:
            return ""
        parts: dict[str, Any] = dict(pair.split("=", 1) for pair in given.split("&") if "=" in pair)
        kwargs = {k: int(v) if v.isdecimal() else v for k, v in parts.items()}
        for named, rest in ((kwargs, ""), ({}, f"?{given}" if given else "")):
            with suppress(NoReverseMatch):
                return reverse(route, kwargs={"pkm": pkm, **named}) + rest
        return ""


def of(meeting: Meeting) -> tuple[Laid, ...]:
    """All annexes in the order of the agenda: as kept, or before the meeting opened as they are now."""
    kept = {m.code: _kept(m) for m in meeting.annexes.select_related("item", "approved_by")}
    if meeting.opened_at is not None:
        return tuple(kept.values())
    named = naming.of_agenda(agenda(meeting))
    fresh = {code: Laid(annex, item) for code, item in named.items() if (annex := draw(meeting, code)) is not None}
    return (*fresh.values(), *(laid for code, laid in kept.items() if code not in fresh))


def one(meeting: Meeting, code: str) -> Laid | None:
    """One annex by its code: before the meeting opened as it is now, of this one only."""
    if meeting.opened_at is None:
        named = naming.of_agenda(agenda(meeting))
        annex = draw(meeting, code) if code in named else None
        if annex is not None:
            return Laid(annex, named[code])
    kept = meeting.annexes.select_related("item", "approved_by").filter(code=code).first()
    return _kept(kept) if kept else None


def _kept(row: MeetingAnnex) -> Laid:
    by = row.approved_by.full_name if row.approved_by else ""
    return Laid(Annex.of(row.body), row.item, row.at, row.pushed, row.approved_at, by, row.approved_words)


@dataclass(frozen=True)
class WallTable:
    """What of a table can be read from the last chair."""

    laid: Laid
    picture: bool

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        room = ROWS - bool(self.laid.annex.total)
        return tuple(row[:COLUMNS] for row in self.laid.annex.rows[:room])

    @property
    def columns(self) -> tuple[str, ...]:
        return self.laid.annex.columns[:COLUMNS]

    @property
    def total(self) -> tuple[str, ...]:
        return self.laid.annex.total[:COLUMNS]

    @property
    def rest(self) -> str:
        left = len(self.laid.annex.rows) - len(self.rows)
        return _("%(n)s baris lagi ada di lampiran notulen") % {"n": left} if left > 0 else ""


def for_hall(meeting: Meeting) -> list[Screen]:
    """One screen for each table and one for each picture, from what was kept at the opening."""
    if meeting.opened_at is None:
        return []
    found = []
    for laid in of(meeting):
        key, title = f"lampiran-{laid.code}", laid.annex.sentence
        if laid.annex.rows:
            found.append(Screen(key, title, "meetings/annexes/wall.html", WallTable(laid, picture=False)))
        if laid.annex.figure:
            picture = key if not laid.annex.rows else f"{key}-gambar"
            found.append(Screen(picture, title, "meetings/annexes/wall.html", WallTable(laid, picture=True)))
    return found


def keys(item: AgendaItem) -> list[str]:
    """The screens of a point, by the annexes it names."""
    return [f"lampiran-{code}" for code in naming.codes(item.reference)]


@dataclass(frozen=True)
class AtDesk:
    """Beside the minutes: the annexes of the running point, and how many there are in all."""

    here: Sequence[Laid]
    count: int


def for_desk(meeting: Meeting) -> AtDesk | None:
    """None where nothing was laid before the meeting."""
    every = of(meeting)
    if not every:
        return None
    item = running_item(agenda(meeting), meeting)
    named = naming.codes(item.reference) if item else ()
    own = [laid for laid in every if laid.code in named or (item is not None and laid.item == item)]
    return AtDesk(own, len(every))
