"""What was not discussed walks to the next meeting of the same kind by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models

from lokmin.core.meetings.kinds import words as placeholders
from lokmin.core.periods import Month
from lokmin.cycle.meetings.models import AgendaItem, IncomingLetter, Meeting
from lokmin.cycle.meetings.schedule import rules

#: Points that belong to one meeting only, or that every meeting makes anew of what is open then.
NEVER = ("pembukaan", "penutup", "arahan", "evaluasi_rtl", "prioritas")
#: ``reference`` of the point that hears incoming letters: ``surat:3,7``.
LETTERS = "surat:"


@dataclass(frozen=True, slots=True)
class Carried:
    """A point that nobody began, wrote or decided under.

    Attributes:
        pattern: its title as the rule writes it (``patterns``), or its own.
        since: the day of the meeting it first stood in.
    """

    item: int
    title: str
    pattern: str
    kind: str
    klaster: int | None
    minutes: int
    presenter: int | None
    speaker: str
    presenter_text: str
    detail: str
    reference: str
    focus: int | None
    since: dt.date
    #: Whether its meeting was run point by point; else that it was not begun says little about a regular point.
    on_the_clock: bool


def undiscussed(meeting: Meeting, months: int) -> list[Carried]:
    """What closed meetings of the same kind, at most so many months before, left for this one; the oldest first."""
    earliest = Month(meeting.date.year, meeting.date.month).plus(-months).first_day
    found = _open_points().filter(
        meeting__puskesmas=meeting.puskesmas, meeting__kind=meeting.kind, meeting__klaster=meeting.klaster,
        meeting__state=Meeting.CLOSED, meeting__date__range=(earliest, meeting.date),
    )  # fmt: skip
    if meeting.pk:
        elsewhere = AgendaItem.objects.filter(carried_from__isnull=False).exclude(meeting_id=meeting.pk)
        found = found.exclude(meeting_id=meeting.pk).exclude(pk__in=elsewhere.values("carried_from"))
    else:
        found = found.filter(carried_to__isnull=True)
    return _carried(found.filter(meeting__date__lte=meeting.date))


def _open_points() -> models.QuerySet[AgendaItem]:
    plain = AgendaItem.objects.filter(started_at__isnull=True, notes__isnull=True, decisions__isnull=True)
    found = plain.exclude(kind__in=NEVER).select_related("meeting__puskesmas", "presenter")
    return found.order_by("meeting__date", "order", "pk")


def _carried(items: Iterable[AgendaItem]) -> list[Carried]:
    items = list(items)
    regular = {pk: patterns(meeting) for pk, meeting in {i.meeting_id: i.meeting for i in items}.items()}
    begun = dict(
        AgendaItem.objects.filter(meeting__in={i.meeting_id for i in items}, started_at__isnull=False)
        .values_list("meeting")
        .annotate(n=models.Count("pk"))
    )
    return [
        Carried(
            i.pk, i.title, regular[i.meeting_id].get((i.kind, i.title), i.title), i.kind, i.klaster, i.minutes,
            i.presenter_id, i.speaker, i.presenter_text, i.detail, i.reference, i.focus_id, since(i),
            begun.get(i.meeting_id, 0) > 1,
        )
        for i in items
    ]  # fmt: skip


def since(item: AgendaItem) -> dt.date:
    """The day of the meeting a point comes from at first; a chain is as long as meetings put it off."""
    while item.carried_from is not None:
        item = item.carried_from
    return item.meeting.date


@dataclass(frozen=True, slots=True)
class Same:
    """What makes two points the same work: the cluster or focus, else the title of the rule."""

    kind: str
    klaster: int | None
    focus: int | None
    pattern: str


def same(kind: str, klaster: int | None, focus: int | None, pattern: str) -> Same:
    """``pattern`` as ``patterns`` gives it."""
    return Same(kind, klaster, focus, "" if klaster is not None or focus is not None else pattern.casefold())


def patterns(meeting: Meeting) -> dict[tuple[str, str], str]:
    """(kind, title) of the regular points of a meeting -> the title as the rule writes it (``Rencana {berikut}``)."""
    rule = rules.kind_of(meeting.puskesmas, meeting.kind, meeting.year)
    if rule is None:
        return {}
    held = Month(meeting.date.year, meeting.date.month)
    filled = placeholders(held, meeting.month, meeting.months)
    points = rule.points(meeting.date.month, meeting.months)
    return {(p.kind, p.title.format(**filled)): p.title for p in points}


def match(carried: Carried, points: Sequence[Same]) -> int | None:
    """Which of the points is the same work as a carried one; None when none is."""
    wanted = same(carried.kind, carried.klaster, carried.focus, carried.pattern)
    return next((n for n, point in enumerate(points) if point == wanted), None)


def after_close(meeting: Meeting) -> int:
    """Put what was not discussed into the next meeting of the kind if it is already prepared; returns how many.

    Also marks the incoming letters this meeting heard. The caller holds the transaction.
    """
    for item in meeting.agenda.filter(started_at__isnull=False, reference__startswith=LETTERS):
        heard = IncomingLetter.objects.of(meeting.puskesmas).filter(pk__in=letters_of(item.reference), meeting=None)
        heard.update(meeting=meeting)
    following = (
        Meeting.objects.of(meeting.puskesmas)
        .filter(kind=meeting.kind, klaster=meeting.klaster, date__gt=meeting.date, opened_at__isnull=True)
        .order_by("date", "start", "pk")
        .first()
    )
    if following is None:
        return 0
    left = _carried(_open_points().filter(meeting=meeting, carried_to__isnull=True))
    items = list(following.agenda.all())
    regular = patterns(following)
    moved = 0
    for one in left:
        free = [i for i in items if i.carried_from_id is None]
        there = [same(i.kind, i.klaster, i.focus_id, regular.get((i.kind, i.title), i.title)) for i in free]
        found = match(one, there)
        if found is not None and not one.on_the_clock:
            continue
        if found is not None:
            free[found].carried_from_id = one.item
            free[found].save(update_fields=["carried_from"])
        else:
            items = _insert(following, items, one)
        moved += 1
    return moved


def _insert(meeting: Meeting, items: list[AgendaItem], one: Carried) -> list[AgendaItem]:
    """Before the closing point, as manual points are."""
    at = next((n for n, i in enumerate(items) if i.kind == "penutup"), len(items))
    made = AgendaItem(
        meeting=meeting, order=0, title=one.title, minutes=one.minutes, presenter_id=one.presenter,
        presenter_text=one.presenter_text, kind=one.kind, klaster=one.klaster, detail=one.detail,
        reference=one.reference, focus_id=one.focus, carried_from_id=one.item,
    )  # fmt: skip
    made.save()
    items = [*items[:at], made, *items[at:]]
    for order, item in enumerate(items, 1):
        if item.order != order:
            item.order = order
            AgendaItem.objects.filter(pk=item.pk).update(order=order)
    return items


def letters_of(reference: str) -> list[int]:
    """The letters a point hears."""
    if not reference.startswith(LETTERS):
        return []
    return [int(n) for n in reference.removeprefix(LETTERS).split(",") if n.isdecimal()]
