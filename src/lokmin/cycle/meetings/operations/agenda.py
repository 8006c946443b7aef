"""The agenda: composed by itself, then edited by hand; in the room each point begins, is prolonged, ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.composing import Block
from lokmin.cycle.meetings.models import AgendaItem, Meeting
from lokmin.cycle.meetings.operations.locks import not_closed, running
from lokmin.cycle.meetings.preparing.carrying import same
from lokmin.cycle.meetings.room.events import tell

#: What somebody may change of a point.
FIELDS = ("title", "minutes", "presenter", "presenter_text", "detail", "kind", "klaster")
LONGEST = 600
#: Points for which somebody has already written something.
PREPARED = models.Q(page__isnull=False) | models.Q(knowledge__isnull=False) | models.Q(team__isnull=False)


def put(meeting: Meeting, blocks: list[Block]) -> None:
    """Write the composed points of a new agenda. The caller holds the transaction."""
    AgendaItem.objects.bulk_create(_row(meeting, order, b) for order, b in enumerate(blocks, 1))


def _row(meeting: Meeting, order: int, b: Block) -> AgendaItem:
    return AgendaItem(
        meeting=meeting, order=order, title=b.title, minutes=b.minutes, presenter_id=b.presenter, kind=b.kind,
        klaster=b.klaster, detail=b.detail, reference=b.reference, carried_from_id=b.carried, focus_id=b.focus,
        presenter_text=b.presenter_text,
    )  # fmt: skip


@transaction.atomic
def compose_again(*, meeting: Meeting, by: Person, blocks: list[Block]) -> None:
    """Take the composed agenda in place of the present one, before the meeting.

    A point that stays the same work keeps its row, with what its presenter or speaker has prepared; a point with
    something prepared that the new agenda does not have stays before the closing one. Nothing written is lost.

    Raises:
        ValidationError: once the meeting has been opened.
    """
    fresh = not_closed(meeting)
    if fresh.opened_at is not None:
        raise ValidationError(_("Pertemuan sudah dibuka; ubah acara satu per satu."))
    old = list(fresh.agenda.all())
    prepared = set(fresh.agenda.filter(PREPARED).values_list("pk", flat=True))
    # Of equals the one with something prepared keeps its row.
    known = {same(i.kind, i.klaster, i.focus_id, i.title): i for i in sorted(old, key=lambda i: i.pk in prepared)}
    rows = []
    for b in blocks:
        row = _row(fresh, 0, b)
        there = known.pop(same(b.kind, b.klaster, b.focus, b.title), None)
        row.pk = there.pk if there else None
        rows.append(row)
    taken = {r.pk for r in rows}
    kept = [i for i in old if i.pk in prepared and i.pk not in taken]
    at = next((n for n, r in enumerate(rows) if r.kind == "penutup"), len(rows))
    rows[at:at] = kept
    fresh.agenda.exclude(pk__in=[r.pk for r in rows if r.pk]).delete()
    for order, row in enumerate(rows, 1):
        row.order = order
        row.save()
    _told(fresh, by, "menyusun ulang acara")


@transaction.atomic
def add_item(
    *, meeting: Meeting, by: Person, title: str, minutes: int, after: AgendaItem | None = None, **fields: Any
) -> AgendaItem:
    """Add a point after another one, else before the closing one (at the end when there is none).

    Raises:
        ValidationError: without a title, with impossible minutes, or when closed.
    """
    fresh = not_closed(meeting)
    _check(title, minutes)
    last = fresh.agenda.aggregate(last=models.Max("order"))["last"] or 0
    item = AgendaItem.objects.create(meeting=fresh, order=last + 1, title=title.strip(), minutes=minutes, **fields)
    closing = fresh.agenda.filter(kind="penutup").first()
    if after is not None:
        fresh.agenda.filter(order__gt=after.order).update(order=F("order") + 1)
        item.order = after.order + 1
        item.save(update_fields=["order"])
    elif closing is not None and item.kind != "penutup" and closing.order == last:
        _swap(closing, item)
    _told(fresh, by, f"menambah acara {item.title}")
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, by: Person, **fields: Any) -> AgendaItem:
    """Change title, minutes, presenter or detail of a point.

    Raises:
        ValidationError: as ``add_item``.
    """
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"not a field of an agenda point: {', '.join(sorted(unknown))}")
    fresh = not_closed(item.meeting)
    _check(fields.get("title", item.title), fields.get("minutes", item.minutes))
    for name, value in fields.items():
        setattr(item, name, value)
    item.save()
    _told(fresh, by, f"mengubah acara {item.title}")
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, by: Person, up: bool) -> None:
    """Change places with the point before or after it; the first cannot go up, the last cannot go down.

    Raises:
        ValidationError: when closed.
    """
    fresh = not_closed(item.meeting)
    items = list(fresh.agenda.all())
    at = next(i for i, other in enumerate(items) if other.pk == item.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(items):
        return
    items[at], items[to] = items[to], items[at]
    for order, one in enumerate(items, 1):
        if one.order != order:
            AgendaItem.objects.filter(pk=one.pk).update(order=order)
    _told(fresh, by, f"memindah acara {item.title}")


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Person) -> None:
    """Take a point off the agenda.

    Raises:
        ValidationError: when closed, or when something was already written under it.
    """
    fresh = not_closed(item.meeting)
    if item.notes.exists() or item.decisions.exists():
        raise ValidationError(
            _("Acara “%(title)s” sudah punya catatan atau keputusan dan tidak dapat dihapus.") % {"title": item.title}
        )
    if fresh.agenda.filter(PREPARED, pk=item.pk).exists() or item.carried_to.exists():
        raise ValidationError(
            _("Acara “%(title)s” sudah punya bahan atau sudah terbawa ke pertemuan lain dan tidak dapat dihapus.")
            % {"title": item.title}
        )
    _told(fresh, by, f"menghapus acara {item.title}")
    item.delete()


@transaction.atomic
def start_item(*, item: AgendaItem, by: Person) -> None:
    """Begin a point; the one that runs ends.

    Raises:
        ValidationError: when the meeting does not run.
    """
    fresh = running(item.meeting)
    now = clock.now()
    fresh.agenda.filter(started_at__isnull=False, ended_at__isnull=True).exclude(pk=item.pk).update(
        ended_at=not_before_start(now)
    )
    AgendaItem.objects.filter(pk=item.pk).update(started_at=Coalesce("started_at", now), ended_at=None)
    _told(fresh, by, f"memulai acara {item.title}")


@transaction.atomic
def finish_item(*, item: AgendaItem, by: Person) -> None:
    """End a point; the next one that has not begun begins. Ending a point that does not run changes nothing.

    Raises:
        ValidationError: when the meeting does not run.
    """
    fresh = running(item.meeting)
    now = clock.now()
    ended = AgendaItem.objects.filter(pk=item.pk, started_at__isnull=False, ended_at__isnull=True).update(
        ended_at=not_before_start(now)
    )
    if not ended:  # a button pressed twice
        return
    following = fresh.agenda.filter(started_at__isnull=True, order__gt=item.order).first()
    if following is not None:
        AgendaItem.objects.filter(pk=following.pk).update(started_at=now)
    _told(fresh, by, f"menyelesaikan acara {item.title}")


@transaction.atomic
def extend_item(*, item: AgendaItem, by: Person, minutes: int = 5) -> None:
    """Give a point more minutes.

    Raises:
        ValidationError: when closed or longer than a day of work.
    """
    fresh = not_closed(item.meeting)
    _check(item.title, item.minutes + minutes)
    AgendaItem.objects.filter(pk=item.pk).update(minutes=models.F("minutes") + minutes)
    _told(fresh, by, f"menambah {minutes} menit untuk acara {item.title}")


def _check(title: str, minutes: int) -> None:
    wrong: dict[str, str] = {}
    if not title.strip():
        wrong["title"] = _("Tulis nama acara.")
    if not 1 <= minutes <= LONGEST:
        wrong["minutes"] = _("Lama acara harus 1 sampai %(most)s menit.") % {"most": LONGEST}
    if wrong:
        raise ValidationError(wrong)


def _swap(one: AgendaItem, other: AgendaItem) -> None:
    one.order, other.order = other.order, one.order
    one.save(update_fields=["order"])
    other.save(update_fields=["order"])


def not_before_start(now: dt.datetime) -> Greatest:
    """The hour a point ends: never before it began, though the laptop's clock was set back."""
    return Greatest(F("started_at"), models.Value(now, models.DateTimeField()))


def _told(meeting: Meeting, by: Person, what: str) -> None:
    if meeting.is_running:
        tell(meeting, "acara")
    audit.record(
        puskesmas=meeting.puskesmas,
        by=by,
        action="lokmin.acara",
        about=meeting,
        sentence=f"{by} {what} ({meeting.title}).",
    )
