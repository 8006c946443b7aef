"""Reads of the whole stage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Plan


def menu_line(puskesmas: Puskesmas) -> str:
    """What stands under the menu entry: how far next year's RUK is."""
    year = clock.today().year + 1
    state = Plan.objects.of(puskesmas).filter(kind=Plan.RUK, year=year).values_list("state", flat=True).first()
    word = {Plan.DRAFT: _("disusun"), Plan.PROPOSED: _("diajukan"), Plan.APPROVED: _("disetujui")}.get(state or "")
    return _("RUK %(year)s %(word)s") % {"year": year, "word": word or _("belum mulai")}
