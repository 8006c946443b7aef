"""All screens of a meeting in the order of Page Down, and the one the wall shows when nobody turns the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.annexes import queries as annexes
from lokmin.cycle.meetings.ballots import queries as ballots
from lokmin.cycle.meetings.hall import figures, pages
from lokmin.cycle.meetings.hall.operations import LEAST, likely
from lokmin.cycle.meetings.hall.records import Joining, Now, Screen, Shown
from lokmin.cycle.meetings.learning import screens as learning
from lokmin.cycle.meetings.lookback import effects, flags
from lokmin.cycle.meetings.models import AgendaItem, Ballot, Knowledge, Meeting, Participant, Room
from lokmin.cycle.meetings.queries.running import agenda, following_item, running_item
from lokmin.cycle.meetings.room.counts import has_guests, present
from lokmin.cycle.meetings.sectors import queries as sectors

#: The pages of the wall the desk or the chair can hold fast, by the start of their keys.
GROUPS = (
    "gabung", "acara", "angka", "lampiran", "janji", "dampak", "mutu", "suara", "hasil", "tes", "kelompok", "sektor",
    "keputusan", "rtl", "foto", "akhir",
)  # fmt: skip
#: Points that have a screen of their own kind; where sectors sit at the table, theirs comes first.
OWN_SCREEN = {
    "pembukaan": ("acara",),
    "evaluasi_rtl": ("sektor-lalu", "dampak", "janji"),
    "lintas_sektor": ("sektor-dukungan", "sektor"),
    "rencana": ("sektor-janji", "rtl"),
    "komitmen": ("sektor-tanda", "sektor-janji", "sektor"),
    "pengetahuan": ("tes",),
    "dinamika": ("kelompok",),
    "penutup": ("rtl",),
}


def now(meeting: Meeting, items: Sequence[AgendaItem]) -> Now | None:
    """The point under discussion with its clock; None when none runs."""
    item = running_item(items, meeting)
    if item is None or item.started_at is None:
        return None
    over = item.started_at + dt.timedelta(minutes=item.minutes)
    following = following_item(items, item)
    return Now(
        pk=item.pk, number=items.index(item) + 1, count=len(items), title=item.title, kind=item.kind,
        speaker=item.speaker, detail=item.detail, minutes=item.minutes,
        left=round((over - clock.now()).total_seconds() / 60), until=int(over.timestamp() * 1000),
        following=following.title if following else "", following_speaker=following.speaker if following else "",
        following_minutes=following.minutes if following else 0,
    )  # fmt: skip


def screens(meeting: Meeting, items: Sequence[AgendaItem], joining: Joining | None) -> list[Shown]:
    """Every screen, in order. ``joining`` is left out once the minutes are closed."""
    item = running_item(items, meeting)
    found: list[Shown] = []
    if joining is not None and not meeting.is_closed:
        found.append(Screen("gabung", _("Isi daftar hadir dari telepon Anda"), "meetings/hall/join.html", joining))
    point = now(meeting, items)
    if point is not None:
        found.append(pages.point(meeting, point))
    if item is not None:
        found += figures.of_item(meeting, item, guests=has_guests(meeting))
    if meeting.opened_at is not None:
        found += pages.promises(meeting)
        found += effects.for_hall(meeting)
        found += flags.for_hall(meeting)
    found += annexes.for_hall(meeting)
    found += ballots.for_hall(meeting)
    found += learning.for_hall(meeting)
    found += sectors.for_hall(meeting)
    found += pages.decisions(meeting)
    found += pages.actions(meeting)
    found += pages.photos(meeting)
    if meeting.is_closed:
        found.append(pages.end(meeting))
    if not found:
        found.append(pages.before(meeting))
    return found


def follow(meeting: Meeting, items: Sequence[AgendaItem], found: Sequence[Shown]) -> Shown:
    """The screen that belongs to the moment."""
    return next((s for key in _wanted(meeting, running_item(items, meeting)) if (s := pick(found, key))), found[0])


def _wanted(meeting: Meeting, item: AgendaItem | None) -> list[str]:
    """Keys in the order of what matters: an open vote or test first, then what belongs to the point."""
    if meeting.is_closed:
        return ["akhir"]
    keys = ["suara"]
    testing = Knowledge.objects.filter(item__meeting=meeting).exclude(phase="").first()
    if testing is not None and (item is None or testing.item_id == item.pk):
        keys.append("tes")
    if item is None:
        return [*keys, "gabung"]
    # Counted for this point, or while it was discussed: what was just closed is what everybody waits for.
    counted = meeting.ballots.filter(Q(item=item) | Q(closed_at__gte=item.started_at), state=Ballot.CLOSED).last()
    if counted is not None:
        keys.append(f"hasil-{counted.pk}")
    return [*keys, *annexes.keys(item), *OWN_SCREEN.get(item.kind, ()), "angka", "acara"]


def pick(found: Sequence[Shown], key: str) -> Shown | None:
    """A screen by its key, or the first of its group (``angka`` is ``angka-1``)."""
    exact = next((s for s in found if s.key == key), None)
    return exact or next((s for s in found if s.key.startswith(f"{key}-")), None)


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall as it is now: the screen, where it stands among all, whether it was turned to by hand or held fast."""

    screen: Shown
    number: int
    count: int
    previous: str
    following: str
    by_hand: bool
    held: bool
    now: Now | None
    when: str


def wall(meeting: Meeting, joining: Joining | None, asked: str = "") -> Wall:
    """What the wall shows: a screen asked for, else the one held fast, else the one of the moment."""
    items = agenda(meeting)
    found = screens(meeting, items, joining)
    held = Room.objects.filter(meeting=meeting).values_list("screen", flat=True).first() or ""
    by_hand = pick(found, asked) if asked else None
    fast = pick(found, held) if held else None
    shown = by_hand or fast or follow(meeting, items, found)
    at = found.index(shown)
    return Wall(
        screen=shown, number=at + 1, count=len(found), previous=found[at - 1].key if at else "",
        following=found[at + 1].key if at + 1 < len(found) else "", by_hand=by_hand is not None,
        held=fast is not None, now=now(meeting, items), when=pages.when(meeting),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """What the chair holds: the point that runs, the agenda to jump in, what the wall shows, who is in."""

    now: Now | None
    following: AgendaItem | None
    items: list[AgendaItem]
    choices: list[tuple[str, str]]
    held: str
    shown: str
    present: int
    listed: int
    waiting: int


def names() -> dict[str, str]:
    """What the wall can be told to show."""
    return {
        "gabung": _("Cara bergabung"), "acara": _("Acara kini"), "angka": _("Angka acara ini"),
        "lampiran": _("Lampiran acara"), "janji": _("RTL yang lalu"), "dampak": _("Dampak RTL"), "mutu": _("Mutu data"),
        "suara": _("Suara yang masuk"), "hasil": _("Hasil suara"),
        "tes": _("Tes pengetahuan"), "kelompok": _("Kelompok"), "sektor": _("Lintas sektor"),
        "keputusan": _("Keputusan hari ini"), "rtl": _("RTL hari ini"), "foto": _("Foto"), "akhir": _("Penutup"),
    }  # fmt: skip


def seat(meeting: Meeting, joining: Joining | None) -> Seat:
    """The chair's page."""
    items = agenda(meeting)
    found = screens(meeting, items, joining)
    held = Room.objects.filter(meeting=meeting).values_list("screen", flat=True).first() or ""
    came, listed = present(meeting)
    shown = (pick(found, held) if held else None) or follow(meeting, items, found)
    named = names()
    return Seat(
        now=now(meeting, items),
        following=following_item(items, running_item(items, meeting)),
        items=items,
        choices=[(key, named[key]) for key in GROUPS if pick(found, key)],
        held=held,
        shown=shown.title,
        present=came,
        listed=listed,
        waiting=meeting.participants.filter(state=Participant.WAITING).count(),
    )


@dataclass(frozen=True, slots=True)
class Tap:
    """What one tap would put to the room: so many problems, for this point."""

    item: int
    count: int


def tap(meeting: Meeting) -> Tap | None:
    """Only at a point about problems that has no scores yet."""
    item = running_item(agenda(meeting), meeting)
    if (
        item is None
        or item.kind not in {"prioritas", "masalah"}
        or item.ballots.exclude(state=Ballot.CANCELLED).exists()
    ):
        return None
    count = len(likely(meeting))
    return Tap(item.pk, count) if count >= LEAST else None


@dataclass(frozen=True, slots=True)
class AtDesk:
    """What the desk can tell the wall; a group without a screen leaves the wall following the meeting."""

    held: str
    choices: tuple[tuple[str, str], ...]


def for_desk(meeting: Meeting) -> AtDesk:
    """Cheap: the screens themselves are not made."""
    held = Room.objects.filter(meeting=meeting).values_list("screen", flat=True).first() or ""
    return AtDesk(held, tuple((key, name) for key, name in names().items() if key != "akhir"))
