"""Where a row of a RUK came from, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lokmin.core.numbers import whole as number
from lokmin.core.planning.ruk import ORIGIN_WORDS, Origin
from lokmin.cycle.centre import clock
from lokmin.cycle.followup.queries import actions
from lokmin.cycle.planning.models import PlanImport, RpkItem, RukItem


def words(item: RukItem, *, whole: bool = False) -> str:
    """``Masalah 3/2026``, ``RTL yang terbukti berhasil``; ``whole`` also looks up what it came from by name."""
    origin = Origin.of(item.origin_kind)
    if origin is Origin.HAND:
        return ""
    if origin is Origin.PROBLEM and item.problem:
        label = _("Masalah %(number)s/%(year)s") % {"number": item.problem.number, "year": item.problem.year}
        return f"{label}: {item.problem.statement}" if whole else label
    if origin is Origin.RENSTRA and item.renstra:
        text = _("Rencana lima tahunan")
        return f"{text}: {item.renstra.indicator_text}" if whole else text
    told = _(ORIGIN_WORDS[origin])
    plain = told[:1].upper() + told[1:]
    return f"{plain}: {named}" if whole and (named := _named(item, origin)) else plain


def _named(item: RukItem, origin: Origin) -> str:
    key = number(item.origin_id.partition(":")[0])
    if origin is Origin.EFFECT:
        return next((line.activity for line in actions(item.plan.puskesmas, clock.today(), pk=key)), "")
    if origin is Origin.LAST_RPK:
        row = RpkItem.objects.filter(plan__puskesmas=item.plan.puskesmas, pk=key).select_related("plan").first()
        return f"RPK {row.plan.year}, {row.activity}" if row else ""
    if origin is Origin.IMPORT:
        file = PlanImport.objects.of(item.plan.puskesmas).filter(pk=key).first()
        return file.name if file else ""
    return ""
