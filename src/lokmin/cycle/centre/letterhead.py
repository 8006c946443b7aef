"""The kop surat of an office as papers of every stage need it."""

from __future__ import annotations

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.operations.office import logo_path
from lokmin.documents.model import Letterhead
from lokmin.documents.pictures import is_picture


def letterhead(puskesmas: Puskesmas) -> Letterhead:
    """The office's kop surat as papers need it; what is missing is left out, never made up."""
    kop = puskesmas.letterhead
    lines = [str(line) for line in kop.get("lines", ())]
    government, service, unit = [*lines, "", "", ""][:3]
    more = [*lines[3:], *(str(kop[k]) for k in ("address", "contact", "code") if kop.get(k))]
    path = logo_path(puskesmas)
    logo = path.read_bytes() if path else b""
    # A crest that cannot be shown is left out: a letter must not fail for it.
    crest = logo if is_picture(logo) else ""
    return Letterhead(government, service, unit or puskesmas.name.upper(), tuple(more), crest_left=crest)
