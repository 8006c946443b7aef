"""The rules of following up as they hold in a Puskesmas: the shipped ones, with the office's own choices over them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lokmin.catalog.loading import rules
from lokmin.core.actions.rules import Rules, rules_for
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas

#: Under this key of ``Puskesmas.settings`` lies what the office chose.
KEY = "rtl"


def rules_of(puskesmas: Puskesmas, year: int = 0) -> Rules:
    """Of this year when none is named."""
    return rules_for(rules("actions"), year or clock.today().year, own(puskesmas))


def own(puskesmas: Puskesmas) -> dict[str, Any]:
    """What the office chose itself; empty when it took the shipped rules."""
    return dict(puskesmas.settings.get(KEY) or {})


@transaction.atomic
def change_rules(
    *, puskesmas: Puskesmas, by: Person, remind: list[int], lokmin: int | None, linsek: int | None, dinkes: int | None
) -> None:
    """Keep the office's own days and months; None leaves a rung out."""
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    chosen = {"remind": remind, "lokmin": lokmin, "linsek": linsek, "dinkes": dinkes}
    if fresh.settings.get(KEY) == chosen:
        return
    fresh.settings = {**fresh.settings, KEY: chosen}
    fresh.save(update_fields=["settings"])
    puskesmas.settings = fresh.settings
    days = ", ".join(str(n) for n in remind)
    audit.record(
        puskesmas=fresh, by=by, action="rtl.aturan", about=fresh,
        sentence=f"{by} mengatur tindak lanjut: diingatkan {days} hari sebelumnya; dibawa ke lokmin, lintas sektor dan "
        f"Dinas Kesehatan sesudah terlambat {lokmin or '–'}, {linsek or '–'} dan {dinkes or '–'} bulan.",
    )  # fmt: skip
