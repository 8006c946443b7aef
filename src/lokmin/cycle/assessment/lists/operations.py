"""Writes of the lists: a list changed from a year on, taken back, or taken into a year that is still filled in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.assessment.differences import differences
from lokmin.core.assessment.reading import bundle_from
from lokmin.cycle.assessment.models import Pkp, PkpBundle
from lokmin.cycle.assessment.pkp.bundles import bundle_of, choice, choices, fingerprint
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas

#: So many lists an office or a district keeps of a year.
MOST = 12


@transaction.atomic
def keep(
    *, puskesmas: Puskesmas, by: Person, year: int, body: dict[str, Any], seen: str, district: Place | None = None
) -> PkpBundle | None:
    """A list as it is from a year on, for this office, or with ``district`` for all its offices; None: as before.

    ``seen`` is the mark of what its editor saw (empty for a new list). Years that were begun keep their own copy.

    Raises:
        ValidationError: somebody changed it meanwhile, or it cannot be scored by.
    """
    Puskesmas.objects.select_for_update().get(pk=puskesmas.pk)
    code = str(body.get("code", ""))
    present = choice(puskesmas, year, code, own=district is None)
    if (present.mark if present else "") != seen:
        raise ValidationError(_("Susunan ini diubah orang lain sejak Anda membukanya. Muat ulang, lalu ulangi."))
    body = {**body, "valid_from": year}
    try:
        bundle = bundle_from(body)
    except ValueError as error:
        raise ValidationError(str(error)) from None
    old = bundle_from(present.body) if present else None
    changed = differences(old, bundle) if old else ()
    if present is not None and not changed and bool(present.body.get("confirmed")) == bundle.confirmed:
        return None
    owner: dict[str, Any] = {"puskesmas": None, "district": district} if district else {"puskesmas": puskesmas}
    if present is None and len(choices(puskesmas, year, own=district is None)) >= MOST:
        raise ValidationError(_("Sudah ada %(n)s susunan. Ubah salah satu, jangan menambah.") % {"n": MOST})
    row = PkpBundle.objects.filter(code=code, valid_from=year, **owner).first()
    row = row or PkpBundle(code=code, valid_from=year, made_at=clock.now(), made_by=by, **owner)
    row.name, row.source, row.body = bundle.name[:120], bundle.source[:200], body
    row.save()
    whose = f"untuk {district}" if district else "untuk Puskesmas ini"
    sentence = f"{by} mengubah susunan PKP {bundle.name} mulai {year} {whose}: {len(changed)} perbedaan."
    audit.record(puskesmas=puskesmas, by=by, action="pkp.susunan", sentence=sentence, about=row)
    return row


@transaction.atomic
def take_back(*, puskesmas: Puskesmas, by: Person, year: int, code: str, district: Place | None = None) -> None:
    """Drop the office's (or district's) own list of a year, so that the one before it is in force again.

    Raises:
        ValidationError: there is none of that year.
    """
    owner: dict[str, Any] = {"puskesmas": None, "district": district} if district else {"puskesmas": puskesmas}
    row = PkpBundle.objects.filter(code=code, valid_from=year, **owner).first()
    if row is None:
        raise ValidationError(_("Tidak ada susunan sendiri mulai tahun %(year)s.") % {"year": year})
    name = row.name
    row.delete()
    sentence = f"{by} menghapus susunan PKP {name} mulai {year}."
    audit.record(puskesmas=puskesmas, by=by, action="pkp.susunan", sentence=sentence, about=puskesmas)


@transaction.atomic
def adopt(*, pkp: Pkp, by: Person, code: str, seen: str) -> Pkp:
    """Score a year that is still filled in by a list as it is now; what was typed stays with its codes.

    Raises:
        ValidationError: the year was sent, or the list is not the one that was looked at.
    """
    fresh: Pkp = Pkp.objects.select_for_update().get(pk=pkp.pk)
    if fresh.state != Pkp.FILLING:
        raise ValidationError(_("PKP ini sudah dikirim; susunannya tidak berubah lagi."))
    found = choice(fresh.puskesmas, fresh.year, code)
    if found is None or found.mark != seen:
        raise ValidationError(_("Susunan itu baru saja berubah. Lihat perbedaannya sekali lagi."))
    count = len(differences(bundle_of(fresh), bundle_from(found.body)))
    fresh.bundle, fresh.body = found.code, found.body
    fresh.save(update_fields=["bundle", "body"])
    sentence = f"{by} memakai susunan {found.name} untuk PKP {fresh.year}: {count} perbedaan."
    audit.record(puskesmas=fresh.puskesmas, by=by, action="pkp.susunan", sentence=sentence, about=fresh)
    return fresh


def mark_of(pkp: Pkp) -> str:
    """The mark of the list a year was begun with."""
    return fingerprint(pkp.body)
