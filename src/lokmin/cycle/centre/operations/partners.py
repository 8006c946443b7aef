"""Partners of the other sectors: taken into the register, corrected, put aside; links to their cards taken back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings.partners import same_name
from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Partner, Person, Place, Puskesmas
from lokmin.cycle.centre.partners import proposed
from lokmin.cycle.centre.queries import villages

#: What may be said about a partner.
FIELDS = ("sector", "name", "head", "job", "phone", "role", "village")


@transaction.atomic
def add_partner(*, puskesmas: Puskesmas, by: Person, **values: Any) -> Partner:
    """Take a partner into the register. ``values`` are any of ``FIELDS``; ``sector`` and ``name`` are needed.

    Raises:
        ValidationError: with the field it is about; a name already in the register.
    """
    _known(values)
    made = Partner(puskesmas=puskesmas, **values)
    _check(made)
    last = Partner.objects.of(puskesmas).aggregate(last=models.Max("order"))["last"]
    made.order = (last or 0) + 1
    made.save()
    _tell(made, by, "mitra.tambah", f"{by} mencatat mitra {made.name}.")
    return made


@transaction.atomic
def change_partner(*, partner: Partner, by: Person, **values: Any) -> Partner:
    """Correct what is known about a partner. Nothing is written when nothing differs.

    Raises:
        ValidationError: as ``add_partner``.
    """
    _known(values)
    fresh = _locked(partner)
    changed = [name for name, value in values.items() if getattr(fresh, name) != value]
    if not changed:
        return fresh
    for name in changed:
        setattr(fresh, name, values[name])
    _check(fresh)
    fresh.save()
    labels = {f.name: str(f.verbose_name) for f in Partner._meta.concrete_fields}  # noqa: SLF001 - public API
    _tell(fresh, by, "mitra.ubah", f"{by} mengubah mitra {fresh.name}: {', '.join(labels[n] for n in changed)}.")
    return fresh


@transaction.atomic
def set_partner_active(*, partner: Partner, by: Person, active: bool) -> Partner:
    """Put a partner aside, or back into use. Its promises stay; a link to the card of one put aside opens nothing."""
    fresh = _locked(partner)
    if fresh.active != active:
        fresh.active = active
        fresh.save(update_fields=["active"])
        verb = "memakai lagi" if active else "menonaktifkan"
        _tell(fresh, by, "mitra.aktif", f"{by} {verb} mitra {fresh.name}.")
    return fresh


@transaction.atomic
def take_proposed(*, puskesmas: Puskesmas, by: Person, keys: Collection[str]) -> list[Partner]:
    """Take several of the usual partners (``partners.proposed``) into the register; unknown keys are left out.

    Raises:
        ValidationError: when none was chosen.
    """
    chosen = [p for p in proposed(puskesmas) if p.key in set(keys)]
    if not chosen:
        raise ValidationError(_("Pilih sedikitnya satu mitra."))
    places: dict[str, Place] = {v.code: v for v in villages(puskesmas)}
    last = Partner.objects.of(puskesmas).aggregate(last=models.Max("order"))["last"] or 0
    made = [
        Partner.objects.create(
            puskesmas=puskesmas, sector=p.sector, name=p.name, job=p.job, role=p.role, village=places.get(p.village),
            order=last + n,
        )
        for n, p in enumerate(chosen, 1)
    ]  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="mitra.tambah", about=made[0],
        sentence=f"{by} mencatat {len(made)} mitra dari daftar awal.",
    )  # fmt: skip
    return made


@transaction.atomic
def revoke_card(*, partner: Partner, by: Person) -> Partner:
    """Take back every link to the card given out so far; a new one is made at once."""
    fresh = _locked(partner)
    fresh.card_serial += 1
    fresh.save(update_fields=["card_serial"])
    _tell(fresh, by, "mitra.kartu", f"{by} mencabut tautan kartu {fresh.name}.")
    return fresh


def _known(values: dict[str, Any]) -> None:
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"not a field of a partner: {', '.join(sorted(unknown))}")


def _check(made: Partner) -> None:
    wrong: dict[str, str] = {}
    if made.sector not in dict(Partner.SECTORS):
        wrong["sector"] = _("Pilih sektornya.")
    if not made.name.strip():
        wrong["name"] = _("Tulis nama instansi.")
    others = Partner.objects.of(made.puskesmas).exclude(pk=made.pk)
    twin = next((p for p in others if same_name(p.name) == same_name(made.name)), None)
    if made.name.strip() and twin is not None:
        state = _("masih dipakai") if twin.active else _("nonaktif, aktifkan lagi saja")
        wrong["name"] = _("“%(name)s” sudah ada di daftar mitra (%(state)s).") % {"name": twin.name, "state": state}
    if wrong:
        raise ValidationError(wrong)
    made.name = " ".join(made.name.split())


def _locked(partner: Partner) -> Partner:
    found: Partner = Partner.objects.of(partner.puskesmas).select_for_update().get(pk=partner.pk)
    return found


def _tell(partner: Partner, by: Person, action: str, sentence: str) -> None:
    audit.record(puskesmas=partner.puskesmas, by=by, action=action, about=partner, sentence=sentence)
