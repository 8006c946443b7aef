"""Who may write about which village."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.roles import villages_of


def may_write(by: Person, puskesmas: Puskesmas, village: Place | None) -> bool:
    """A bidan desa writes about her own villages only; ``village`` None is the whole kecamatan."""
    limit = villages_of(by, puskesmas)
    return limit is None or (village is not None and village.code in limit)


def own(by: Person | None, puskesmas: Puskesmas, village: Place | None) -> None:
    """Refuse who may not.

    Raises:
        PermissionDenied: not a village of this person.
    """
    if by is not None and not may_write(by, puskesmas, village):
        raise PermissionDenied(village.code if village else "kecamatan")
