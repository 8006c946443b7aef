"""Putting the rows of a list into the table of places: in any order, twice without harm, in bulk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from lokmin.core.findings import Finding, Severity
from lokmin.core.places import Level, name_key
from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Person, Place
from lokmin.cycle.centre.places_file.rows import ADMINISTRATIVE, NATION, Reading, Row, dotted, read

#: From the top down; a level is written when all above it have their keys.
ORDER = (
    Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.KECAMATAN, Level.PUSKESMAS, Level.DESA, Level.POSYANDU,
)  # fmt: skip
#: What a place of each level may hang under.
ABOVE: dict[Level, tuple[Level, ...]] = {
    Level.NATION: (),
    Level.PROVINCE: (Level.NATION,),
    Level.DISTRICT: (Level.PROVINCE,),
    Level.KECAMATAN: (Level.DISTRICT,),
    Level.PUSKESMAS: (Level.KECAMATAN, Level.DISTRICT),
    Level.DESA: (Level.KECAMATAN, Level.PUSKESMAS),
    Level.POSYANDU: (Level.DESA,),
}
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Summary:
    """How many places are new, changed, the same; what was wrong, by line (in ``cell``)."""

    created: int
    changed: int
    same: int
    findings: tuple[Finding, ...]


@dataclass
class _Store:
    """The places by code while a list is being put in."""

    reading: Reading
    known: dict[str, Place]
    created: int = 0
    changed: int = 0
    same: int = 0
    orphans: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[int, str], list[Place]] = field(default_factory=dict)
    served: dict[int, int] = field(default_factory=dict)


@transaction.atomic
def load(source: Path | bytes, *, by: Person | None = None, name: str = "") -> Summary:
    """Load a list of places. Wrong lines are findings and are left out; all others are loaded.

    Doing it again with the same file changes nothing. A desa under a Puskesmas is served by it and hangs under the
    kecamatan of its own code when that is known, else under the Puskesmas's kecamatan.
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    name = name or ("daftar tempat" if isinstance(source, bytes) else source.name)
    reading = read(data)
    store = _Store(reading, {place.code: place for place in Place.objects.defer("boundary")})
    for place in store.known.values():
        if place.served_by_id is not None:
            store.served[place.served_by_id] = max(store.served.get(place.served_by_id, 0), place.order)
    rows = _once_each(store)
    if any(row.level == Level.PROVINCE for row in rows.values()) and NATION not in store.known:
        rows.setdefault(NATION, Row(0, NATION, "Indonesia", Level.NATION, ""))
    for level in ORDER:
        _write(store, level, [row for row in rows.values() if row.level == level])
    for code, count in store.orphans.items():
        message = (
            f"Kabupaten atau kota {code} belum ada (mungkin kode lama); {count} Puskesmas dimuat tanpa kabupaten. "
            "Muat daftar wilayah dengan kode itu, lalu muat lagi berkas ini."
        )
        reading.findings.append(Finding(Severity.WARNING, "kabupaten-belum-ada", message))
    if store.created or store.changed:
        who = str(by) if by else "Baris perintah"
        audit.record(
            puskesmas=None, by=by, action="muat_tempat",
            sentence=f"{who} memuat {store.created} tempat baru dan mengubah {store.changed} dari {name}.",
        )  # fmt: skip
    return Summary(store.created, store.changed, store.same, tuple(reading.findings))


def _once_each(store: _Store) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in store.reading.rows:
        first = rows.setdefault(row.code, row)
        if first is not row and (first.name, first.level, first.parent) != (row.name, row.level, row.parent):
            message = f"kode {row.code} sudah dipakai {first.name} di baris {first.line}; baris ini dilewati."
            store.reading.wrong(row.line, "kode-ganda", message)
    return rows


def _write(store: _Store, level: Level, rows: list[Row]) -> None:
    new: list[Place] = []
    changed: list[Place] = []
    for row in rows:
        above, fits = _above(store, row)
        if not fits:
            continue
        place = store.known.get(row.code)
        if place is not None and place.level != level:
            store.reading.wrong(
                row.line, "jenis-berbeda", f"kode {row.code} sudah dipakai {place.name} ({place.level}), bukan {level}."
            )
            continue
        parent, served_by = _hung(store, row, above)
        if place is None:
            place = Place(code=row.code, name=row.name, level=level, parent=parent, served_by=served_by)
            if served_by is not None:
                place.order = store.served[served_by.pk] = store.served.get(served_by.pk, 0) + 1
            new.append(place)
            store.known[row.code] = place
        elif _update(place, row, parent, served_by):
            changed.append(place)
        else:
            store.same += 1
    Place.objects.bulk_create(new, batch_size=BATCH)
    Place.objects.bulk_update(changed, ["name", "parent", "served_by"], batch_size=BATCH)
    store.created += len(new)
    store.changed += len(changed)
    if level == Level.KECAMATAN:
        for place in store.known.values():
            if place.level == level and place.parent_id is not None:
                store.by_name.setdefault((place.parent_id, name_key(place.name)), []).append(place)


def _above(store: _Store, row: Row) -> tuple[Place | None, bool]:
    """The place a row hangs under (None when it needs none), and whether it fits; where not, a finding says why."""
    if row.level == Level.NATION:
        return None, True
    if not row.parent:
        store.reading.wrong(row.line, "induk-kosong", f"induk {row.name} belum diisi.")
        return None, False
    found = store.known.get(row.parent) or next(
        (store.known[code] for level in ADMINISTRATIVE if (code := dotted(row.parent, level)) in store.known), None
    )
    if found is None:
        if row.supplement and row.level == Level.PUSKESMAS:
            store.orphans[row.parent] = store.orphans.get(row.parent, 0) + 1
            return None, True
        message = f"induk “{row.parent}” dari {row.name} tidak ada di berkas ini maupun di Lokmin."
        store.reading.wrong(row.line, "induk-tidak-ada", message)
        return None, False
    if Level(found.level) not in ABOVE[row.level]:
        kinds = " atau ".join(ABOVE[row.level])
        store.reading.wrong(
            row.line, "induk-salah-jenis", f"induk {row.name} harus {kinds}, tetapi {found.name} adalah {found.level}."
        )
        return None, False
    return found, True


def _hung(store: _Store, row: Row, above: Place | None) -> tuple[Place | None, Place | None]:
    """Administrative parent and, for a desa, the Puskesmas that serves it."""
    if above is not None and row.level == Level.DESA and above.level == Level.PUSKESMAS:
        own = store.known.get(row.code.rpartition(".")[0])
        return (own if own is not None and own.level == Level.KECAMATAN else above.parent), above
    if above is not None and row.supplement and row.level == Level.PUSKESMAS:
        # Most Puskesmas carry the name of their kecamatan; where just one fits it is the parent.
        namesakes = store.by_name.get((above.pk, name_key(row.name)), [])
        return (namesakes[0] if len(namesakes) == 1 else above), None
    return above, None


def _update(place: Place, row: Row, parent: Place | None, served_by: Place | None) -> bool:
    """Bring a known place up to the list; True when something changed."""
    before = (place.name, place.parent_id, place.served_by_id)
    if not row.supplement:
        place.name = row.name
    if parent is not None and not (row.supplement and place.parent_id is not None and parent.level == Level.DISTRICT):
        place.parent = parent
    if served_by is not None:
        place.served_by = served_by
    return before != (place.name, place.parent_id, place.served_by_id)
