"""The writes of the joint calendar: events of meetings, days of RPK rows, moves with a reason, vehicles and rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import long_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.planning.calendar.doers import doers, names
from lokmin.cycle.planning.models import Event, MonthRow, Resource


@transaction.atomic
def put_event(
    *, puskesmas: Puskesmas, by: Person | None, date: dt.date, title: str, start: dt.time | None = None,
    end: dt.time | None = None, place: str = "", all_staff: bool = False, origin: tuple[str, str], told: bool = True,
) -> Event:  # fmt: skip
    """What another stage has on a day (a meeting); putting it again moves and renames it. ``origin``: kind and id.

    ``told`` False: the caller writes its own audit line.

    Raises:
        ValidationError: an end before the start.
    """
    kind, ident = origin
    found = Event.objects.of(puskesmas).filter(origin_kind=kind, origin_id=ident, removed_at=None)
    event = found.select_for_update(of=("self",)).first()
    fields: dict[str, Any] = {
        "date": date, "title": " ".join(title.split())[:200], "start": start, "end": end if start else None,
        "place": place[:120], "all_staff": all_staff,
    }  # fmt: skip
    if event is None:
        event = Event(puskesmas=puskesmas, origin_kind=kind, origin_id=ident, made_at=clock.now(), made_by=by)
        words = f"menaruh “{audit.short(title)}” di kalender, {long_date(date)}"
    else:
        if all(getattr(event, name) == value for name, value in fields.items()):
            same: Event = event
            return same
        words = f"memindahkan “{audit.short(title)}” di kalender ke {long_date(date)}"
    for name, value in fields.items():
        setattr(event, name, value)
    _checked(event)
    event.save()
    if told:
        _told(event, by, "kalender.taruh", words)
    put: Event = event
    return put


@transaction.atomic
def drop_event(*, puskesmas: Puskesmas, by: Person | None, origin: tuple[str, str], told: bool = True) -> None:
    """Take away what another stage had put; nothing happens where nothing is. ``told``: as ``put_event``."""
    found = Event.objects.of(puskesmas).filter(origin_kind=origin[0], origin_id=origin[1], removed_at=None)
    for event in found.select_for_update(of=("self",)):
        event.removed_at = clock.now()
        event.save(update_fields=["removed_at"])
        if told:
            _told(event, by, "kalender.hapus", f"mengeluarkan “{audit.short(event.title)}” dari kalender")


@transaction.atomic
def add(
    *, puskesmas: Puskesmas, by: Person, staff: Iterable[int] = (), villages: Iterable[Place] = (), **columns: Any
) -> Event:
    """An event written by hand, or the day of a row of the month's plan (``row``); ``staff`` by their keys.

    Raises:
        ValidationError: days or hours the wrong way round.
    """
    event = Event(puskesmas=puskesmas, made_at=clock.now(), made_by=by, **columns)
    _checked(event)
    event.save()
    event.staff.set(staff)
    event.villages.set(villages)
    _told(event, by, "kalender.tambah", f"menambah “{audit.short(event.title)}” pada {long_date(event.date)}")
    return event


@transaction.atomic
def change(
    *, event: Event, by: Person, staff: Iterable[int], villages: Iterable[Place], **columns: Any
) -> Event:  # fmt: skip
    """Other fields of an event that was written here.

    Raises:
        ValidationError: of a meeting, or days and hours the wrong way round.
    """
    event = _locked(event)
    for name, value in columns.items():
        setattr(event, name, value)
    _checked(event)
    event.save()
    event.staff.set(staff)
    event.villages.set(villages)
    _told(event, by, "kalender.ubah", f"mengubah “{audit.short(event.title)}”, {long_date(event.date)}")
    return event


@transaction.atomic
def move(*, event: Event, by: Person, date: dt.date, reason: str) -> Event:
    """To another day, as long as it was, with why.

    Raises:
        ValidationError: no reason, of a meeting, or a day that is over.
    """
    event = _locked(event)
    said = " ".join(reason.split())[:200]
    if not said:
        raise ValidationError({"reason": _("Tulis alasan pemindahan.")})
    if date < clock.today():
        raise ValidationError({"date": _("%(day)s sudah lewat.") % {"day": long_date(date)}})
    old = event.date
    if date == old:
        return event
    event.date, event.moved_reason, event.settled = date, said, False
    if event.until is not None:
        event.until += date - old
    event.save(update_fields=["date", "until", "moved_reason", "settled"])
    _told(
        event, by, "kalender.pindah",
        f"memindahkan “{audit.short(event.title)}” dari {long_date(old)} ke {long_date(date)}: {audit.short(said)}",
    )  # fmt: skip
    return event


@transaction.atomic
def remove(*, event: Event, by: Person) -> None:
    """Take an event out; the row of the plan it belongs to then has no day again.

    Raises:
        ValidationError: of a meeting.
    """
    event = _locked(event)
    event.removed_at = clock.now()
    event.save(update_fields=["removed_at"])
    _told(event, by, "kalender.hapus", f"mengeluarkan “{audit.short(event.title)}” dari kalender")


@dataclass(frozen=True, slots=True)
class Dated:
    """The day given to a row of the month's plan.

    ``staff``: key of who does it in place of those the row names; None or the one in charge: all of them.
    """

    row: MonthRow
    date: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    staff: int | None = None


@transaction.atomic
def date_rows(*, puskesmas: Puskesmas, by: Person, given: Sequence[Dated]) -> int:
    """Days for many rows of a month at once; what the yearly row needs (vehicle, fasting month) comes along.

    Raises:
        ValidationError: a row of another office, or hours the wrong way round; nothing is written then.
    """
    made, people = 0, names(puskesmas)
    for one in given:
        row = one.row
        if row.plan.puskesmas_id != puskesmas.pk:
            raise ValidationError(_("Baris rencana itu bukan milik Puskesmas ini."))
        if row.events.filter(removed_at=None).exists():
            continue
        item = row.rpk_item
        length = item.days_each if item else 1
        event = Event(
            puskesmas=puskesmas, date=one.date, until=one.date + dt.timedelta(days=length - 1) if length > 1 else None,
            start=one.start, end=one.end if one.start else None, title=row.activity[:200], row=row,
            programme=row.programme, place=row.place[:120], resource=item.resource if item else None,
            avoid_fasting=bool(item and item.avoid_fasting), made_at=clock.now(), made_by=by,
        )  # fmt: skip
        _checked(event)
        event.save()
        event.villages.set(row.villages.all())
        other = one.staff if one.staff != row.owner_id else None
        event.staff.set([other] if other else doers(row.owner_id, row.owner_text, people))
        made += 1
    if made:
        audit.record(
            puskesmas=puskesmas, by=by, action="kalender.tanggal",
            sentence=f"{by} memberi tanggal pada {made} kegiatan RPK bulanan.",
        )  # fmt: skip
    return made


@transaction.atomic
def keep_resource(
    *, puskesmas: Puskesmas, by: Person, resource: Resource | None = None, kind: str, name: str, note: str = "",
    active: bool = True,
) -> Resource:  # fmt: skip
    """A vehicle, room or tool, new or changed.

    Raises:
        ValidationError: a name that is taken.
    """
    name = " ".join(name.split())[:80]
    same = Resource.objects.of(puskesmas).filter(name__iexact=name)
    if (same.exclude(pk=resource.pk) if resource else same).exists():
        raise ValidationError({"name": _("“%(name)s” sudah ada di daftar.") % {"name": name}})
    found = resource or Resource(puskesmas=puskesmas, made_at=clock.now(), made_by=by)
    found.kind, found.name, found.note, found.active = kind, name, note.strip()[:120], active
    found.save()
    audit.record(
        puskesmas=puskesmas, by=by, action="kalender.sarana", about=found,
        sentence=f"{by} mencatat {found.get_kind_display()} {found.name}{'' if active else ' tidak dipakai lagi'}.",
    )  # fmt: skip
    return found


def _locked(event: Event) -> Event:
    """The event, held until the transaction ends."""
    found: Event = Event.objects.of(event.puskesmas).select_for_update(of=("self",)).get(pk=event.pk, removed_at=None)
    if found.origin_id:
        raise ValidationError(_("“%(title)s” diatur di halaman pertemuannya.") % {"title": found.title})
    return found


def _checked(event: Event) -> None:
    """Refuse what the database would refuse, in words."""
    if event.until is not None and event.until < event.date:
        raise ValidationError({"until": _("Hari terakhir sebelum hari pertama.")})
    if event.end is not None and event.start is None:
        raise ValidationError({"start": _("Isi jam mulai, atau kosongkan jam selesai.")})
    lasts = event.until is not None and event.until > event.date
    if event.end is not None and event.start is not None and event.end <= event.start and not lasts:
        raise ValidationError({"end": _("Jam selesai harus sesudah jam mulai.")})


def _told(event: Event, by: Person | None, action: str, words: str) -> None:
    audit.record(
        puskesmas=event.puskesmas, by=by, action=action, about=event, sentence=f"{by or 'Sistem'} {words}."
    )  # fmt: skip
