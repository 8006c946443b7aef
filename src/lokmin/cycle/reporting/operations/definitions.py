"""What the office sets for itself: targets, its own indicators and data elements, its own denominators; all dated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.catalog.loading import CatalogueError, load, parse_indicator
from lokmin.core.indicators.definitions import Aggregation, Indicator
from lokmin.core.indicators.expr import ExpressionError
from lokmin.core.indicators.parse import rate
from lokmin.core.numbers import indonesian
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.reporting import store
from lokmin.cycle.reporting.models import Definition, Target
from lokmin.cycle.reporting.queries.catalogue import DENOMINATOR, ELEMENT, LOCAL, catalogue_for
from lokmin.cycle.reporting.refusals import Refused

_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")
_ELEMENT_CODE = re.compile(r"lokal\.[a-z][a-z0-9_]{1,40}")


def set_target(
    *,
    puskesmas: Puskesmas,
    by: Person,
    indicator: str,
    year: int,
    basis_points: int | None,
    place: Place | None = None,
    month: int = 0,
    source: str = "",
) -> None:
    """Set the office's own target (80 % is 8,000 basis points), for a year or one month, for all villages or one.

    ``basis_points`` None takes it back: the catalogue's own target is in force again.

    Raises:
        Refused: unknown indicator, month or place, or a target out of range.
    """
    known = catalogue_for(puskesmas, year).indicators.get(indicator)
    if known is None:
        raise Refused(_("Indikator %(code)s tidak ada di katalog.") % {"code": indicator})
    if not 0 <= month <= 12:
        raise Refused(_("Bulan target harus 1 sampai 12, atau 0 untuk setahun penuh."))
    if place is not None and place.code not in {p.code for p in store.places_of(puskesmas)}:
        raise Refused(_("%(place)s tidak di wilayah kerja ini.") % {"place": place.name})
    if basis_points is not None and not 0 <= basis_points <= 10_000_000:
        raise Refused(_("Target %(name)s di luar batas wajar.") % {"name": known.short})
    if known.factor == 100 and basis_points is not None and basis_points > 20_000:
        raise Refused(_("Target %(name)s lebih dari 200 %%. Tulis persen, misalnya 95.") % {"name": known.short})
    where = f" di {place.name}" if place else ""
    with transaction.atomic():
        store.lock(puskesmas)
        found = Target.objects.of(puskesmas).filter(indicator=indicator, year=year, place=place, month=month)
        if basis_points is None:
            if not found.delete()[0]:
                return
            sentence = f"{by} menghapus target {known.short} {year}{where}; target katalog berlaku lagi."
        else:
            values = {"basis_points": basis_points, "source": source[:200], "by": by, "at": clock.now()}
            if not found.update(**values):
                Target.objects.create(
                    puskesmas=puskesmas, indicator=indicator, year=year, place=place, month=month, **values
                )
            when = f" bulan {month}" if month else ""
            because = f" (dasar: {source})" if source else ""
            number = indonesian(basis_points / 100)
            sentence = f"{by} menetapkan target {known.short} {year}{when}{where} menjadi {number}{because}."
        audit.record(puskesmas=puskesmas, by=by, action="atur_target", sentence=sentence)


def save_indicator(*, puskesmas: Puskesmas, by: Person, entry: Mapping[str, Any], valid_from: int) -> Indicator:
    """Add an indicator of the office, or date a new form of it from a year on; the formula is checked.

    ``entry`` has the fields of a shipped definition (``code``, ``name``, ``numerator``, ``denominator`` ...).

    Raises:
        Refused: with the sentence of what is wrong.
    """
    code = str(entry.get("code", ""))
    if not _CODE.fullmatch(code):
        raise Refused(_("Kode indikator: 2 sampai 20 huruf besar, angka atau tanda hubung, misalnya LOK-SENAM."))
    if code in load().indicators:
        raise Refused(_("Kode %(code)s sudah dipakai indikator resmi. Pilih kode lain.") % {"code": code})
    body = {**entry, "valid_from": valid_from}
    try:
        indicator = parse_indicator(body, catalogue_for(puskesmas).elements, local=True)
    except CatalogueError as error:
        raise Refused(str(error)) from error
    _save(
        puskesmas=puskesmas,
        by=by,
        code=code,
        valid_from=valid_from,
        kind=LOCAL,
        body=body,
        what=f"indikator {indicator.name} ({code})",
    )
    return indicator


def save_denominator(*, puskesmas: Puskesmas, by: Person, indicator: str, denominator: str, valid_from: int) -> None:
    """Judge an official indicator over another denominator from a year on (an office may divide K4 by bulin).

    Raises:
        Refused: unknown indicator, or a formula that means nothing.
    """
    catalogue = catalogue_for(puskesmas)
    known = catalogue.indicators.get(indicator)
    if known is None:
        raise Refused(_("Indikator %(code)s tidak ada di katalog.") % {"code": indicator})
    try:
        rate(known, catalogue.elements, denominator)
    except ExpressionError as error:
        raise Refused(str(error)) from error
    what = f"penyebut {known.short} = {denominator}"
    _save(
        puskesmas=puskesmas,
        by=by,
        code=indicator,
        valid_from=valid_from,
        kind=DENOMINATOR,
        body={"denominator": denominator},
        what=what,
    )


def save_element(
    *, puskesmas: Puskesmas, by: Person, code: str, name: str, unit: str, valid_from: int, position: bool = False
) -> None:
    """Add a number that only this office reports (``lokal.senam_lansia``), to be used in its own indicators.

    Raises:
        Refused: a code or name that cannot be used.
    """
    if not _ELEMENT_CODE.fullmatch(code):
        raise Refused(
            _("Kode unsur data: lokal. diikuti huruf kecil, angka atau garis bawah, misalnya lokal.senam_lansia.")
        )
    if not name.strip() or not unit.strip():
        raise Refused(_("Nama dan satuan unsur data harus diisi."))
    aggregation = Aggregation.STOCK if position else Aggregation.FLOW
    body = {
        "code": code,
        "name": name.strip(),
        "short": name.strip()[:24],
        "unit": unit.strip(),
        "programme": "lokal",
        "aggregation": aggregation.value,
        "aliases": [name.strip()],
        "source": "ditambahkan di Puskesmas",
    }
    what = f"unsur data {name} ({code})"
    _save(puskesmas=puskesmas, by=by, code=code, valid_from=valid_from, kind=ELEMENT, body=body, what=what)


def drop(*, puskesmas: Puskesmas, by: Person, definition: Definition) -> None:
    """Take back an own definition; numbers reported under it stay.

    Raises:
        Refused: an element an own indicator still uses.
    """
    if definition.kind == ELEMENT:
        users = [
            row.code
            for row in Definition.objects.of(puskesmas).filter(kind=LOCAL)
            if definition.code in f"{row.body.get('numerator')} {row.body.get('denominator')}"
        ]
        if users:
            raise Refused(_("Masih dipakai indikator %(codes)s.") % {"codes": ", ".join(users)})
    with transaction.atomic():
        store.lock(puskesmas)
        sentence = f"{by} menghapus {definition.kind} {definition.code} yang berlaku sejak {definition.valid_from}."
        audit.record(puskesmas=puskesmas, by=by, action="atur_indikator", sentence=sentence)
        definition.delete()


def _save(
    *, puskesmas: Puskesmas, by: Person, code: str, valid_from: int, kind: str, body: Mapping[str, Any], what: str
) -> None:
    with transaction.atomic():
        store.lock(puskesmas)
        Definition.objects.update_or_create(
            puskesmas=puskesmas,
            code=code,
            valid_from=valid_from,
            kind=kind,
            defaults={"body": dict(body), "by": by, "at": clock.now()},
        )
        sentence = f"{by} menetapkan {what} mulai {valid_from}."
        audit.record(puskesmas=puskesmas, by=by, action="atur_indikator", sentence=sentence)
