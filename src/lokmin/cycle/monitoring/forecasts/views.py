"""Two pages: where all indicators will end, and one series with its what-if and the villages that solved it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lokmin.core.forecasts import words as told
from lokmin.core.forecasts.records import Forecast, Peer
from lokmin.core.periods import Month
from lokmin.cycle.centre.access import requires
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import midwives
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.forecasts import queries, whatif
from lokmin.cycle.monitoring.forecasts.forms import WhatIfForm
from lokmin.cycle.monitoring.pages import Reader
from lokmin.cycle.monitoring.views import Built, of_month
from lokmin.documents.figures.fan import fan_chart

#: What of the address asks a what-if.
ASKS = ("kini", "jadi", "lama", "hasil", "menit", "orang")


@requires("lihat_cakupan")
def forecasts(request: HttpRequest) -> HttpResponse:
    """Every indicator of the Puskesmas (or of the village asked for) with its forecast, the least likely first."""
    asked = request.GET.get("desa", "")

    def build(reader: Reader, month: Month) -> Built:
        page = queries.overview(reader.puskesmas, month, asked)
        table = page.found.table
        where = table.place(asked) if asked else table.total
        if where is None:
            raise Http404(_("Desa ini bukan wilayah kerja %(name)s.") % {"name": reader.puskesmas.name})
        title = told.overview(page.forecasts)
        if where is not table.total:
            title = f"{where.name}: {title[0].lower()}{title[1:]}"
        return title, "forecasts/overview.html", {"page": page, "told": told, "place": where}

    return of_month(request, build, asked)


@requires("lihat_cakupan")
def forecast_one(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """One series: the fan to December, what more visits would change, and who already solved it."""
    asked = {name: request.GET[name] for name in ASKS if name in request.GET}
    puskesmas: Puskesmas = request.puskesmas  # type: ignore[attr-defined]

    def build(reader: Reader, month: Month) -> Built:
        found = queries.forecasts(reader.puskesmas, month)
        indicator, where = found.table.indicator(code), found.table.place(place)
        if indicator is None or where is None or (where is not found.table.total and "desa" not in indicator.levels):
            raise Http404(_("Indikator atau desa ini tidak ada di tabel cakupan bulan itu."))
        whole = where is found.table.total
        row = found.table.row(place, code)
        forecast = found.get(place, code)
        context = {
            "indicator": indicator, "place": where, "whole": whole, "row": row, "forecast": forecast, "told": told,
            "hidden": reader.guest and words.reveals(row),
        }  # fmt: skip
        if forecast is None or context["hidden"]:
            title = _("Perkiraan %(indicator)s %(place)s") % {"indicator": indicator.short, "place": where.name}
            return title, "forecasts/one.html", {**context, "forecast": None}
        name = _("Puskesmas") if whole else where.name
        chosen = queries.whatif_rule(month.year)
        left = 12 - month.month
        effort: dict[str, object] = {"form": None, "answer": None, "needed": ()}
        if whatif.possible(forecast):
            effort = _whatif(forecast, asked, left, month)
        answer = effort["answer"]
        changed = answer.changed if isinstance(answer, whatif.Answer) else None
        context |= effort | {
            "assumed": chosen,
            "fan": _fan(forecast, name, indicator.short, changed),
            "peers": _peers(found, month, code, place, reader),
            "lines": _villages(found, code, reader) if whole else (),
        }
        return _title(forecast, indicator.short, name), "forecasts/one.html", context

    return of_month(request, build, code, place, *sorted(asked.items()), *sorted(midwives(puskesmas).items()))


def _whatif(forecast: Forecast, asked: dict[str, str], left: int, month: Month) -> dict[str, object]:
    rule, assumed = queries.rule(month.year), queries.whatif_rule(month.year)
    plain = WhatIfForm.asked({}, left, assumed, None)
    effort = plain.initial_effort(left)
    needs = whatif.needed(forecast, effort, assumed)
    then = next((need.contacts for need in needs if need.contacts), None)
    form = WhatIfForm.asked(asked, left, assumed, then)
    if not form.is_bound:
        return {"form": form, "answer": None, "needed": needs, "effort": effort}
    if not form.is_valid():
        return {"form": form, "answer": None, "needed": (), "effort": effort}
    effort = form.effort(left)
    return {
        "form": form,
        "answer": whatif.answer(forecast, effort, rule, assumed),
        "needed": whatif.needed(forecast, effort, assumed),
        "effort": effort,
    }


def _title(forecast: Forecast, indicator: str, name: str) -> str:
    """``K1 Watubelah: akhir tahun kira-kira 41 dari target 84 ibu``."""
    values = {
        "indicator": indicator,
        "place": name,
        "figure": told.figure(forecast.mean, forecast.people, forecast.factor),
        "bare": told.bare(forecast, forecast.mean),
        "target": told.target(forecast),
    }
    if forecast.target is None:
        return _("%(indicator)s %(place)s: akhir tahun kira-kira %(figure)s") % values
    if forecast.higher_is_better:
        return _("%(indicator)s %(place)s: akhir tahun kira-kira %(bare)s dari target %(target)s") % values
    return _("%(indicator)s %(place)s: akhir tahun kira-kira %(bare)s, batasnya %(target)s") % values


def _villages(found: queries.Forecasts, code: str, reader: Reader) -> list[tuple[object, Forecast]]:
    """The villages' forecasts, the least likely first; for guests without those with small counts."""
    lines = []
    for village in found.table.villages:
        forecast = found.get(village.code, code)
        if forecast is None or (reader.guest and words.reveals(found.table.row(village.code, code))):
            continue
        lines.append((village, forecast))
    lines.sort(key=lambda line: 2.0 if line[1].chance is None else line[1].chance)
    return lines  # type: ignore[return-value]


def _peers(found: queries.Forecasts, month: Month, code: str, place: str, reader: Reader) -> list[Peer]:
    """Villages that got better; to a guest none whose figures are of one to four people."""
    every = queries.solved_by(reader.puskesmas, month, code, place)
    if not reader.guest:
        return list(every)
    many = [p for p in every if not p.people or min(p.before, p.after) > words.SMALL]
    return [p for p in many if not words.reveals(found.table.row(p.place, code))]


def _fan(forecast: Forecast, name: str, indicator: str, changed: Forecast | None) -> SafeString:
    drawn = [
        fan_chart(
            forecast, name, indicator=indicator, changed=changed, narrow=narrow, ident="kipas-hp" if narrow else "kipas"
        )
        for narrow in (False, True)
    ]
    return mark_safe("\n".join(drawn))  # noqa: S308 - drawn by documents.figures, which escapes every text
