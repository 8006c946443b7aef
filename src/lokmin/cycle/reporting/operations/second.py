"""Numbers of a second source: put beside the facts under the source's name, never among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import villages_of
from lokmin.cycle.reporting import store
from lokmin.cycle.reporting.models import SourceFigure, Upload
from lokmin.cycle.reporting.operations.uploads import preview
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.reporting.refusals import Refused

#: Longest name of a source.
LONGEST = 60


class Figure(NamedTuple):
    """One number of another source: (place code, month, element) and where it stood."""

    place: str
    period: str
    element: str
    micro: int
    cell: str = ""


class Kept(NamedTuple):
    """What keeping did: new numbers, changed ones, those that were there already."""

    new: int
    changed: int
    same: int


def bump(puskesmas: Puskesmas) -> None:
    """Tell the kept pages that something shown beside the numbers changed (inside a transaction)."""
    store.lock(puskesmas)


def keep_figures(
    *, puskesmas: Puskesmas, by: Person, source: str, figures: Sequence[Figure], upload: Upload | None = None
) -> Kept:
    """Put numbers of another source beside the facts; a newer one of the same place, month and element replaces it.

    Raises:
        Refused: no name, no numbers, an unknown place or element; each named.
        PermissionDenied: a bidan desa writing about another village.
    """
    name = " ".join(source.split())
    if not name or len(name) > LONGEST:
        raise Refused(_("Tulis nama sumbernya, misalnya ASIK atau e-Puskesmas (paling panjang 60 huruf)."))
    if not figures:
        raise Refused(_("Belum ada angka yang terbaca. Tempel tabel dengan nama desa dan judul kolom."))
    places = {place.code: place.pk for place in store.places_of(puskesmas)}
    elements = catalogue_for(puskesmas).elements
    limit = villages_of(by, puskesmas)
    latest = {(f.place, f.period, f.element): f for f in figures}
    for figure in latest.values():
        if figure.place not in places or figure.element not in elements:
            raise Refused(_("Tempat atau unsur data ini tidak dikenal."))
        if limit is not None and figure.place not in limit:
            raise PermissionDenied(figure.place)
        if len(figure.period) == 7:
            Month.parse(figure.period)
    now = clock.now()
    with transaction.atomic():
        bump(puskesmas)
        own = SourceFigure.objects.of(puskesmas).filter(source=name, superseded_at__isnull=True)
        held = {(f.place.code, f.period, f.element): f for f in own.select_related("place")}
        writes = [f for key, f in latest.items() if key not in held or held[key].micro != f.micro]
        replaced = [held[key].pk for f in writes if (key := (f.place, f.period, f.element)) in held]
        for at in range(0, len(replaced), 500):
            SourceFigure.objects.of(puskesmas).filter(pk__in=replaced[at : at + 500]).update(superseded_at=now)
        SourceFigure.objects.bulk_create(
            [
                SourceFigure(
                    puskesmas=puskesmas, source=name, place_id=places[f.place], period=f.period, element=f.element,
                    micro=f.micro, upload=upload, cell=f.cell[:120], by=by, at=now,
                )
                for f in writes
            ],
            batch_size=500,
        )  # fmt: skip
        sentence = f"{by} menyimpan {indonesian(len(writes))} angka {name} sebagai sumber pembanding."
        audit.record(puskesmas=puskesmas, by=by, action="simpan_pembanding", sentence=sentence, about=upload)
    return Kept(len(writes) - len(replaced), len(replaced), len(latest) - len(writes))


def drop_source(*, puskesmas: Puskesmas, by: Person, source: str) -> int:
    """Take a second source away; its numbers stay in the store as superseded. Returns how many.

    Raises:
        Refused: there is none of that name.
    """
    with transaction.atomic():
        bump(puskesmas)
        rows = SourceFigure.objects.of(puskesmas).filter(source=source, superseded_at__isnull=True)
        count = rows.update(superseded_at=clock.now())
        if not count:
            raise Refused(_("Sumber pembanding “%(name)s” tidak ada.") % {"name": source})
        sentence = f"{by} menghapus sumber pembanding {source}: {indonesian(count)} angka."
        audit.record(puskesmas=puskesmas, by=by, action="hapus_pembanding", sentence=sentence)
    return count


def keep_as_second(*, upload: Upload, by: Person, source: str) -> Kept:
    """Take a read workbook as a second source instead of as facts: what is sure goes beside the facts.

    The upload counts as put away (its numbers are not in the coverage); the original stays kept.

    Raises:
        Refused: it is not ready, its numbers are in already, or nothing in it is sure.
    """
    with transaction.atomic():
        row = Upload.objects.select_for_update().select_related("puskesmas__place").get(pk=upload.pk)
        if row.state != "siap":
            raise Refused(_("Hanya unggahan yang siap diperiksa dapat menjadi sumber pembanding."))
        shown = preview(row, by=by, ask_noted=False)
        sure = {"new", "changed", "same"}
        figures = [
            Figure(c.place_code, c.period, c.element, c.micro, f"{c.sheet}, sel {c.cell}")
            for c in shown.cells
            if c.state in sure and c.micro is not None and c.place_code and len(c.period) == 7
        ]
        kept = keep_figures(puskesmas=row.puskesmas, by=by, source=source, figures=figures, upload=row)
        row.state = "dibuang"
        row.summary = {**row.summary, "pembanding": " ".join(source.split())}
        row.save(update_fields=["state", "summary"])
    upload.refresh_from_db()
    return kept
