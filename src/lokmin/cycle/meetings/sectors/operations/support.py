"""What an office asks of sectors in its own words, laid over the shipped rules."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings.partners import Support
from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Partner, Person, Puskesmas
from lokmin.cycle.meetings.sectors.support import SETTING, read_own


@transaction.atomic
def set_support(*, puskesmas: Puskesmas, by: Person, indicator: str, wanted: Sequence[Support]) -> None:
    """Say what this office asks for when an indicator is behind; replaces what it said before.

    Raises:
        ValidationError: without an indicator or any support, for an unknown sector, or half a line.
    """
    if not indicator.strip():
        raise ValidationError({"indicator": _("Pilih indikatornya.")})
    lines = [w for w in wanted if w.sector or w.support.strip() or w.activity.strip()]
    if not lines:
        raise ValidationError(_("Tulis sedikitnya satu dukungan."))
    for line in lines:
        if line.sector not in dict(Partner.SECTORS):
            what = line.support or line.activity
            raise ValidationError(_("Pilih sektor untuk dukungan “%(what)s”.") % {"what": what})
        if not line.support.strip():
            raise ValidationError(_("Tulis bentuk dukungan untuk sektor yang dipilih."))
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    own = [entry for entry in read_own(fresh) if entry.get("indicators") != [indicator]]
    body = [
        {"sector": w.sector, "support": w.support.strip(), "activity": w.activity.strip() or w.support.strip()}
        for w in lines
    ]
    own.append({"indicators": [indicator], "wanted": body})
    _keep(fresh, puskesmas, own)
    audit.record(
        puskesmas=puskesmas, by=by, action="mitra.dukungan", about=puskesmas,
        sentence=f"{by} mengubah dukungan sektor yang diminta untuk {indicator}.",
    )  # fmt: skip


@transaction.atomic
def drop_support(*, puskesmas: Puskesmas, by: Person, indicator: str) -> None:
    """Go back to the shipped rule for an indicator."""
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    own = read_own(fresh)
    left = [entry for entry in own if entry.get("indicators") != [indicator]]
    if len(left) == len(own):
        return
    _keep(fresh, puskesmas, left)
    audit.record(
        puskesmas=puskesmas, by=by, action="mitra.dukungan", about=puskesmas,
        sentence=f"{by} mengembalikan dukungan sektor untuk {indicator} ke bawaan.",
    )  # fmt: skip


def _keep(fresh: Puskesmas, shown: Puskesmas, own: list[dict[str, object]]) -> None:
    fresh.settings[SETTING] = own
    fresh.save(update_fields=["settings"])
    shown.settings = fresh.settings
