"""Numbers typed by hand: saved one by one against what the person saw, so that nobody's work is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.numbers import MICRO, from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import villages_of
from lokmin.cycle.reporting import store
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.reporting.refusals import Refused


class Entered(NamedTuple):
    """One field: the value the person saw (None: empty) and the value it holds now (None: not reported)."""

    seen: int | None
    typed: int | None


class Conflict(NamedTuple):
    """Somebody else changed the number in the meantime; nothing was overwritten."""

    place: str
    element: str
    seen: int | None
    now: int | None
    typed: int | None


class Saved(NamedTuple):
    """What entering did."""

    stored: int
    cleared: int
    same: int
    conflicts: tuple[Conflict, ...]


def enter(*, puskesmas: Puskesmas, by: Person, month: Month, values: Mapping[tuple[str, str], Entered]) -> Saved:
    """Store typed numbers of one month, by (place code, element).

    An emptied field takes the number back ("not reported"), it does not become zero. A field that somebody else
    changed since it was shown is not stored but returned as a conflict; the others are.

    Raises:
        Refused: a month that has not begun, an unknown place or element, a negative or broken number; each named.
        PermissionDenied: a bidan desa writing about another village.
    """
    if month > Month(clock.today().year, clock.today().month):
        raise Refused(
            _("%(month)s belum mulai. Pilih bulan yang sudah berjalan.") % {"month": f"{_(month.name)} {month.year}"}
        )
    elements = catalogue_for(puskesmas, month.year).elements
    places = {place.code: place.name for place in store.places_of(puskesmas)}
    limit = villages_of(by, puskesmas)
    problems = []
    for (place, element), entered in values.items():
        if place not in places or element not in elements or elements[element].yearly:
            problems.append((f"{place}:{element}", _("Tempat atau unsur data ini tidak dikenal.")))
        elif limit is not None and place not in limit:
            raise PermissionDenied(place)
        elif entered.typed is not None and (why := _wrong(entered.typed, whole=elements[element].whole)):
            problems.append((f"{place}:{element}", f"{places[place]}, {elements[element].short}: {why}"))
    if problems:
        raise Refused(_("Ada angka yang perlu diperbaiki."), tuple(problems))
    with transaction.atomic():
        store.lock(puskesmas)
        held = store.current(puskesmas, [month.code])
        writes, cleared, same, conflicts = [], [], 0, []
        for (place, element), entered in values.items():
            key = (place, month.code, element, "")
            now = held.get(key)
            present = now.micro if now else None
            if entered.typed == present:
                same += 1
            elif entered.seen != present:
                conflicts.append(Conflict(place, element, entered.seen, present, entered.typed))
            elif entered.typed is None:
                cleared.append(now.pk if now else 0)
            else:
                writes.append(store.Write(key, entered.typed, now.pk if now else None))
        at = clock.now()
        store.clear(puskesmas=puskesmas, at=at, ids=cleared)
        store.write(puskesmas=puskesmas, by=by, at=at, writes=writes)
        if writes or cleared:
            names = ", ".join(dict.fromkeys(places[w.key[0]] for w in writes)) or _("beberapa desa")
            sentence = f"{by} mengetik {len(writes)} angka {month.label} ({names})"
            sentence += f" dan mengosongkan {len(cleared)}." if cleared else "."
            audit.record(puskesmas=puskesmas, by=by, action="isi_angka", sentence=sentence)
    return Saved(len(writes), len(cleared), same, tuple(conflicts))


def _wrong(micro: int, *, whole: bool) -> str:
    if micro < 0:
        return _("bilangan tidak boleh negatif.")
    if whole and micro % MICRO:
        return _("harus bilangan bulat, bukan %(n)s.") % {"n": indonesian(from_micro(micro))}
    return ""
