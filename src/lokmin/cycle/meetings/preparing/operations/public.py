"""The box for anybody outside a meeting: opened by an address that can be printed, and shut again."""

from __future__ import annotations

import secrets

from django.db import transaction

from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.hand.operations.rooms import SIGNS

#: Where the code of the address is kept in the office's settings; without it the box is shut.
SETTING = "kotak_umum"
LENGTH = 8


@transaction.atomic
def open_box(*, puskesmas: Puskesmas, by: Person) -> str:
    """A new address; one that was printed before is refused from now on."""
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    code = "".join(secrets.choice(SIGNS) for _n in range(LENGTH))
    again = SETTING in fresh.settings
    _keep(fresh, puskesmas, {**fresh.settings, SETTING: code})
    audit.record(
        puskesmas=puskesmas, by=by, action="masukan.kotak", about=puskesmas,
        sentence=f"{by} {'mengganti alamat' if again else 'membuka'} kotak masukan untuk umum.",
    )  # fmt: skip
    return code


@transaction.atomic
def shut_box(*, puskesmas: Puskesmas, by: Person) -> None:
    """No address any more; what was written stays."""
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    if SETTING not in fresh.settings:
        return
    _keep(fresh, puskesmas, {k: v for k, v in fresh.settings.items() if k != SETTING})
    audit.record(
        puskesmas=puskesmas, by=by, action="masukan.kotak", about=puskesmas,
        sentence=f"{by} menutup kotak masukan untuk umum.",
    )  # fmt: skip


def _keep(fresh: Puskesmas, shown: Puskesmas, settings: dict[str, object]) -> None:
    fresh.settings = shown.settings = settings
    fresh.save(update_fields=["settings"])


def owner_of(code: str) -> Puskesmas | None:
    """The office whose box an address opens; None for a wrong, old or empty one."""
    if not code:
        return None
    found: Puskesmas | None = Puskesmas.objects.select_related("place").filter(**{f"settings__{SETTING}": code}).first()
    return found
