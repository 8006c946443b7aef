"""PINs: four digits by which somebody says in the hall that it is them. Given by the office or chosen."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Pin, Puskesmas
from lokmin.cycle.centre.operations import may_manage
from lokmin.cycle.meetings.models import Attendance, PinGuard
from lokmin.cycle.meetings.queries.people import staff
from lokmin.cycle.meetings.room.counts import tell_present
from lokmin.cycle.meetings.room.keys import pin_digest

LENGTH = 4
TRIES = 5
#: What is tried first by somebody who guesses.
WEAK = {d * LENGTH for d in "0123456789"} | {"1234", "4321", "0123", "3210", "1212", "2345", "6789", "9876"}

RIGHT, WRONG, SHUT, NONE = "benar", "salah", "tertutup", "tanpa"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a PIN that was typed: ``benar``, ``salah`` (with tries left), ``tertutup``, ``tanpa``."""

    result: str
    left: int = 0

    @property
    def right(self) -> bool:
        return self.result == RIGHT


@dataclass(frozen=True, slots=True)
class Slip:
    """A PIN as it is handed over on paper, once."""

    person: Person
    pin: str


def tried(*, attendance: Attendance, pin: str) -> Tried:
    """Try a PIN for somebody on the list; wrong ones are counted, the fifth shuts the name.

    The caller holds the transaction and must let it be kept whatever the answer is.
    """
    if attendance.person_id is None:
        return Tried(NONE)
    guard, _made = PinGuard.objects.select_for_update().get_or_create(attendance=attendance)
    if guard.locked_at is not None:
        return Tried(SHUT)
    known = Pin.objects.select_related("person").filter(person_id=attendance.person_id).first()
    if known is None:
        return Tried(NONE)
    if constant_time_compare(known.digest, pin_digest(known.person, pin)):
        if guard.wrong:
            guard.wrong = 0
            guard.save(update_fields=["wrong"])
        return Tried(RIGHT)
    guard.wrong += 1
    if guard.wrong >= TRIES:
        guard.locked_at = clock.now()
        meeting = attendance.meeting
        tell_present(meeting)
        audit.record(
            puskesmas=meeting.puskesmas, by=None, action="pin.tertutup", about=attendance,
            sentence=f"Nama {attendance.shown_name} ditutup di {meeting.title} setelah {TRIES} PIN salah.",
        )  # fmt: skip
    guard.save(update_fields=["wrong", "locked_at"])
    return Tried(SHUT) if guard.locked_at else Tried(WRONG, TRIES - guard.wrong)


@transaction.atomic
def unlock(*, attendance: Attendance, by: Person) -> None:
    """Open a name that was shut after wrong PINs."""
    if PinGuard.objects.filter(attendance=attendance, locked_at__isnull=False).update(wrong=0, locked_at=None):
        tell_present(attendance.meeting)
        audit.record(
            puskesmas=attendance.meeting.puskesmas, by=by, action="pin.buka", about=attendance,
            sentence=f"{by} membuka lagi nama {attendance.shown_name} di {attendance.meeting.title}.",
        )  # fmt: skip


@transaction.atomic
def set_pin(*, person: Person, pin: str, by: Person, puskesmas: Puskesmas | None = None) -> None:
    """Choose one's own PIN.

    Raises:
        ValidationError: when it is not four digits, or one that everybody tries first.
    """
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdecimal()):
        raise ValidationError({"pin": _("PIN terdiri atas 4 angka.")})
    if pin in WEAK:
        raise ValidationError({"pin": _("PIN ini terlalu mudah ditebak. Pilih 4 angka lain.")})
    _keep(person, pin)
    audit.record(
        puskesmas=puskesmas, by=by, action="pin.atur", about=person, sentence=f"{by} membuat PIN {_whose(person, by)}."
    )


def _whose(person: Person, by: Person) -> str:
    return "sendiri" if person.pk == by.pk else person.full_name


@transaction.atomic
def make_pins(*, puskesmas: Puskesmas, by: Person, people: list[Person] | None = None) -> list[Slip]:
    """New PINs, to be printed once: for the people given, else for everybody of the office who has none.

    Somebody whose account this office may not manage (who also belongs elsewhere) is left out.
    """
    ours = staff(puskesmas, guests=True)
    if people is None:
        having = set(Pin.objects.filter(person__in=ours).values_list("person_id", flat=True))
        chosen = [p for p in ours if p.pk not in having]
    else:
        wanted = {p.pk for p in people}
        chosen = [p for p in ours if p.pk in wanted]
    slips = [Slip(p, _fresh()) for p in chosen if may_manage(by, p)]
    for slip in slips:
        _keep(slip.person, slip.pin)
    if slips:
        audit.record(
            puskesmas=puskesmas, by=by, action="pin.cetak", about=puskesmas,
            sentence=f"{by} membuat PIN untuk {len(slips)} orang dan mencetaknya.",
        )  # fmt: skip
    return slips


def _keep(person: Person, pin: str) -> None:
    Pin.objects.update_or_create(
        person=person, defaults={"digest": pin_digest(person, pin), "set_at": clock.now()}
    )  # fmt: skip
    PinGuard.objects.filter(attendance__person=person, locked_at__isnull=True).update(wrong=0)


def _fresh() -> str:
    while (pin := f"{secrets.randbelow(10**LENGTH):0{LENGTH}d}") in WEAK:
        continue
    return pin
