"""The table of facts as layers: one writer at a time per Puskesmas, superseding, clearing and taking back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from lokmin.core.places import Level
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.reporting.models import Fact, Ledger, Upload

#: (place code, period, element, variant): what one number is about.
Key = tuple[str, str, str, str]

CURRENT = Q(superseded_at__isnull=True, withdrawn_at__isnull=True)
_CHUNK = 900


class Held(NamedTuple):
    """The fact in force: its row and its value."""

    pk: int
    micro: int


class Write(NamedTuple):
    """A number to be stored; ``replaces`` is the row it supersedes."""

    key: Key
    micro: int
    replaces: int | None = None
    sheet: str = ""
    cell: str = ""
    note: str = ""


class TakenBack(NamedTuple):
    """What withdrawing did: keys whose older value is in force again, keys now empty, keys somebody changed since."""

    restored: tuple[Key, ...]
    removed: tuple[Key, ...]
    kept: tuple[Key, ...]


def lock(puskesmas: Puskesmas) -> int:
    """Take the turn to write (inside a transaction) and return the new stamp."""
    row, _ = Ledger.objects.get_or_create(puskesmas=puskesmas)
    row = Ledger.objects.select_for_update().get(pk=row.pk)
    Ledger.objects.filter(pk=row.pk).update(stamp=F("stamp") + 1)
    return int(row.stamp) + 1


def places_of(puskesmas: Puskesmas) -> list[Place]:
    """The villages, their posyandu, and the Puskesmas itself: every place a fact may be about."""
    villages = list(Place.objects.filter(served_by=puskesmas.place, level=Level.DESA))
    posyandu = list(Place.objects.filter(parent__in=villages, level=Level.POSYANDU)) if villages else []
    return [*villages, *posyandu, puskesmas.place]


def current(puskesmas: Puskesmas, periods: Iterable[str] | None = None) -> dict[Key, Held]:
    """The facts in force, by what they are about."""
    rows: QuerySet[Fact] = Fact.objects.of(puskesmas).filter(CURRENT)
    if periods is not None:
        rows = rows.filter(period__in=set(periods))
    codes = dict(Place.objects.filter(pk__in=rows.values("place_id").distinct()).values_list("pk", "code"))
    found = rows.values_list("place_id", "period", "element", "variant", "pk", "micro").iterator(chunk_size=5000)
    return {(codes[p], period, e, v): Held(pk, micro) for p, period, e, v, pk, micro in found}


def write(
    *, puskesmas: Puskesmas, by: Person, at: dt.datetime, writes: Sequence[Write], upload: Upload | None = None
) -> None:
    """Supersede what the writes replace and insert them. The caller holds the lock and has checked the keys."""
    for ids in _chunks([w.replaces for w in writes if w.replaces is not None]):
        Fact.objects.of(puskesmas).filter(CURRENT, pk__in=ids).update(superseded_at=at)
    ids_of = {place.code: place.pk for place in places_of(puskesmas)}
    moment = connection.ops.adapt_datetimefield_value(at)
    about = "puskesmas_id, place_id, period, element, variant, micro"
    columns = f"{about}, upload_id, sheet, cell, by_id, at, note, supersedes_id"
    # One prepared statement for all rows: Django's bulk_create builds 50,000 objects first and is 3 times slower.
    sql = f"INSERT INTO {Fact._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * 13)})"  # noqa: S608, SLF001
    owner, source, person = puskesmas.pk, upload.pk if upload else None, by.pk
    rows = [
        (
            owner,
            ids_of[place],
            period,
            element,
            variant,
            micro,
            source,
            sheet[:100],
            cell[:12],
            person,
            moment,
            note,
            old,
        )
        for (place, period, element, variant), micro, old, sheet, cell, note in writes
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def clear(*, puskesmas: Puskesmas, at: dt.datetime, ids: Sequence[int]) -> None:
    """Empty cells: the number is no longer reported. What was below it does not come back."""
    for part in _chunks(list(ids)):
        Fact.objects.of(puskesmas).filter(CURRENT, pk__in=part).update(withdrawn_at=at)


def take_back(*, puskesmas: Puskesmas, upload: Upload, at: dt.datetime) -> TakenBack:
    """Take an upload's layer out: where it is in force, the nearest older layer not taken back comes into force.

    Where something newer lies above it (or the cell was emptied since), that stays.
    """
    with transaction.atomic():
        own = Fact.objects.of(puskesmas).filter(upload=upload)
        fields = ("pk", "supersedes_id", "place__code", "period", "element", "variant")
        active = list(own.filter(CURRENT).values_list(*fields))
        kept = [tuple(row) for row in own.exclude(CURRENT).values_list(*fields[2:]).distinct()]
        own.filter(withdrawn_at__isnull=True).update(withdrawn_at=at)
        below = _nearest(puskesmas, [row[1] for row in active if row[1] is not None])
        back = {row[1]: below.get(row[1]) for row in active if row[1] is not None}
        for part in _chunks([pk for pk in back.values() if pk is not None]):
            Fact.objects.of(puskesmas).filter(pk__in=part).update(superseded_at=None)
    restored = tuple(tuple(row[2:]) for row in active if back.get(row[1]) is not None)
    removed = tuple(tuple(row[2:]) for row in active if back.get(row[1]) is None)
    gone = set(restored) | set(removed)
    return TakenBack(restored, removed, tuple(key for key in kept if key not in gone))


def _nearest(puskesmas: Puskesmas, ids: list[int]) -> dict[int, int | None]:
    """For each layer the nearest one at or below it that was not taken back."""
    answer: dict[int, int | None] = {}
    here = {pk: pk for pk in ids}  # where we stand -> whose search it is; two searches never meet (one chain per key)
    while here:
        rows: dict[int, tuple[int | None, dt.datetime | None]] = {}
        for part in _chunks(list(here)):
            found = Fact.objects.of(puskesmas).filter(pk__in=part)
            rows |= {pk: (below, gone) for pk, below, gone in found.values_list("pk", "supersedes_id", "withdrawn_at")}
        following: dict[int, int] = {}
        for pk, start in here.items():
            below, gone = rows[pk]
            if gone is None:
                answer[start] = pk
            elif below is None:
                answer[start] = None
            else:
                following[below] = start
        here = following
    return answer


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(ids), _CHUNK):
        yield ids[first : first + _CHUNK]
