"""Puskesmas, villages and their spellings, posyandu, boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.places import Level, name_key
from lokmin.cycle.centre import audit, geojson
from lokmin.cycle.centre.models import Person, Place, Puskesmas


@transaction.atomic
def create_puskesmas(*, code: str, name: str, parent: Place | None, by: Person | None = None) -> Puskesmas:
    """A Puskesmas with its place. Doing it again changes nothing."""
    place, _made = Place.objects.get_or_create(
        code=code, defaults={"name": name, "level": Level.PUSKESMAS, "parent": parent}
    )
    return ensure_puskesmas(code=place.code, by=by)


@transaction.atomic
def ensure_puskesmas(*, code: str, by: Person | None = None) -> Puskesmas:
    """The Puskesmas of a place that was loaded from a list; opened at its first use.

    Raises:
        ValidationError: when no place of level puskesmas has this code.
    """
    place = Place.objects.filter(code=code, level=Level.PUSKESMAS).first()
    if place is None:
        raise ValidationError(
            _("Puskesmas dengan kode “%(code)s” tidak ada. Muat daftar tempat dahulu: lokmin places BERKAS.csv")
            % {"code": code}
        )
    puskesmas, made = Puskesmas.objects.get_or_create(
        place=place, defaults={"settings": {"paper": "F4", "zone": "WIB"}}
    )
    if made:
        who = f"{by} membuka" if by else "Baris perintah membuka"
        audit.record(
            puskesmas=puskesmas, by=by, action="buka_puskesmas", about=puskesmas, sentence=f"{who} {puskesmas.name}."
        )
    return puskesmas


def _spellings(aliases: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in aliases if text.strip()))


def _check_name(puskesmas: Puskesmas, name: str, aliases: Sequence[str], but: Place | None = None) -> None:
    if not name.strip():
        raise ValidationError({"name": _("Nama desa belum diisi.")})
    keys = {name_key(text): text for text in (name, *aliases)}
    others = Place.objects.filter(served_by=puskesmas.place, level=Level.DESA)
    for other in others.exclude(pk=but.pk) if but else others:
        for text in (other.name, *other.aliases):
            if name_key(text) in keys:
                field = "name" if name_key(text) == name_key(name) else "aliases"
                raise ValidationError(
                    {
                        field: _("“%(text)s” sudah dipakai untuk desa %(other)s. Dua desa tidak boleh seejaan.")
                        % {"text": keys[name_key(text)], "other": other.name}
                    }
                )


@transaction.atomic
def add_village(
    *, puskesmas: Puskesmas, by: Person, code: str, name: str, aliases: Sequence[str] = (), order: int | None = None
) -> Place:
    """Take a village into the working area: one already known by its code, or a new one.

    Raises:
        ValidationError: for a code of another kind of place or of another office, or a spelling already used here.
    """
    code, spellings = code.strip(), _spellings(aliases)
    if not code:
        raise ValidationError({"code": _("Kode desa belum diisi; lihat kode Kemendagri, misalnya 33.20.04.2001.")})
    place = Place.objects.filter(code=code).first()
    if place is not None and place.level != Level.DESA:
        other = _("Kode %(code)s milik %(name)s, bukan desa.") % {"code": code, "name": place.name}
        raise ValidationError({"code": other})
    if place is not None and place.served_by_id not in (None, puskesmas.place_id):
        raise ValidationError(
            {
                "code": _("Desa %(name)s sudah dilayani %(other)s. Minta mereka melepasnya dahulu.")
                % {"name": place.name, "other": place.served_by}
            }
        )
    _check_name(puskesmas, name, spellings, place)
    if order is None:
        order = Place.objects.filter(served_by=puskesmas.place, level=Level.DESA).count() + 1
    values = {"name": name.strip(), "aliases": spellings, "order": order, "served_by": puskesmas.place}
    if place is None:
        parent = Place.objects.filter(code=code.rpartition(".")[0]).first() or puskesmas.place.parent
        place = Place.objects.create(code=code, level=Level.DESA, parent=parent, **values)
    else:
        for field, value in values.items():
            setattr(place, field, value)
        place.save()
    audit.record(
        puskesmas=puskesmas, by=by, action="tambah_desa", about=place,
        sentence=f"{by} memasukkan desa {place.name} ke wilayah kerja {puskesmas.name}.",
    )  # fmt: skip
    return place


@transaction.atomic
def change_village(
    *, puskesmas: Puskesmas, by: Person, village: Place, name: str, aliases: Sequence[str], order: int
) -> None:
    """Name, other spellings and place in the office's order."""
    spellings = _spellings(aliases)
    _check_name(puskesmas, name, spellings, village)
    parts = []
    if village.name != name.strip():
        parts.append(f"nama desa {village.name} menjadi {name.strip()}")
    if list(village.aliases) != spellings:
        parts.append(f"ejaan lain desa {name.strip()} menjadi {', '.join(spellings) or 'tidak ada'}")
    if village.order != order:
        parts.append(f"urutan desa {name.strip()} menjadi {order}")
    if not parts:
        return
    village.name, village.aliases, village.order = name.strip(), spellings, order
    village.save(update_fields=["name", "aliases", "order"])
    audit.record(
        puskesmas=puskesmas, by=by, action="ubah_desa", about=village, sentence=f"{by} mengubah {'; '.join(parts)}."
    )


@transaction.atomic
def release_village(*, puskesmas: Puskesmas, by: Person, village: Place) -> None:
    """Let a village go from the working area. Its numbers stay, and it can be taken in again."""
    village.served_by = None
    village.save(update_fields=["served_by"])
    audit.record(
        puskesmas=puskesmas, by=by, action="lepas_desa", about=village,
        sentence=f"{by} mengeluarkan desa {village.name} dari wilayah kerja {puskesmas.name}.",
    )  # fmt: skip


@transaction.atomic
def add_posyandu(*, puskesmas: Puskesmas, by: Person, village: Place, name: str) -> Place:
    """A posyandu of a village, numbered after the village's code (``99.01.01.2002.P03``)."""
    if not name.strip():
        raise ValidationError({"posyandu": _("Nama posyandu belum diisi.")})
    taken = Place.objects.filter(parent=village, level=Level.POSYANDU)
    if any(name_key(p.name) == name_key(name) for p in taken):
        there = _("Posyandu %(name)s sudah ada di desa %(village)s.") % {"name": name, "village": village.name}
        raise ValidationError({"posyandu": there})
    numbers = [p.code.rpartition(".P")[2] for p in taken]
    number = 1 + max((int(n) for n in numbers if n.isdigit()), default=0)
    place = Place.objects.create(
        code=f"{village.code}.P{number:02d}", name=name.strip(), level=Level.POSYANDU, parent=village, order=number
    )
    audit.record(
        puskesmas=puskesmas, by=by, action="tambah_posyandu", about=place,
        sentence=f"{by} menambahkan Posyandu {place.name} di desa {village.name}.",
    )  # fmt: skip
    return place


@transaction.atomic
def rename_posyandu(*, puskesmas: Puskesmas, by: Person, posyandu: Place, name: str) -> None:
    """Correct the name of a posyandu."""
    if not name.strip():
        raise ValidationError({"posyandu": _("Nama posyandu belum diisi.")})
    if posyandu.name == name.strip():
        return
    before, posyandu.name = posyandu.name, name.strip()
    posyandu.save(update_fields=["name"])
    audit.record(
        puskesmas=puskesmas, by=by, action="ubah_posyandu", about=posyandu,
        sentence=f"{by} mengubah nama Posyandu {before} menjadi {posyandu.name}.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What became of a boundary file: villages that got one, features that matched no village, villages without."""

    matched: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


@transaction.atomic
def load_boundaries(*, puskesmas: Puskesmas, by: Person, data: bytes, name: str) -> Boundaries:
    """Boundaries of the villages from a GeoJSON FeatureCollection, matched by code, else by name or spelling.

    Raises:
        ValidationError: when the file is no GeoJSON with areas in degrees, or matches no village at all.
    """
    shapes = geojson.areas(data)
    villages = list(Place.objects.filter(served_by=puskesmas.place, level=Level.DESA))
    by_code = {geojson.digits(v.code): v for v in villages}
    by_name = {name_key(text): v for v in villages for text in (v.name, *v.aliases)}
    matched: dict[int, Place] = {}
    unknown = []
    for shape in shapes:
        place = next((by_code[c] for c in shape.codes if c in by_code), None)
        place = place or next((by_name[k] for n in shape.names if (k := name_key(n)) in by_name), None)
        if place is None or place.pk in matched:
            unknown.append(shape.title)
            continue
        place.boundary = shape.geometry
        place.save(update_fields=["boundary"])
        matched[place.pk] = place
    if not matched:
        none = _("Tidak ada desa yang cocok di berkas ini. Yang tertulis di sana: %(names)s.")
        raise ValidationError({"file": none % {"names": ", ".join(unknown[:5])}})
    audit.record(
        puskesmas=puskesmas, by=by, action="muat_batas", about=puskesmas,
        sentence=f"{by} memuat batas wilayah {len(matched)} desa dari {name}.",
    )  # fmt: skip
    return Boundaries(
        tuple(v.name for v in matched.values()),
        tuple(unknown),
        tuple(v.name for v in villages if v.pk not in matched and not v.boundary),
    )
