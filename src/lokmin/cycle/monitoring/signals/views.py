"""Two pages: which series changed, and one series with its control chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lokmin.core.indicators.definitions import Indicator
from lokmin.core.periods import Month
from lokmin.core.signals import sentences
from lokmin.core.signals.records import WHOLLY, SeriesSignal
from lokmin.cycle.centre.access import requires
from lokmin.cycle.monitoring import queries, words
from lokmin.cycle.monitoring.pages import Reader
from lokmin.cycle.monitoring.signals.beside import hidden
from lokmin.cycle.monitoring.signals.queries import signal_for, signals
from lokmin.cycle.monitoring.views import Built, of_month
from lokmin.documents.figures.control import control_chart, control_small

#: Lines of a section that are shown; the rest is counted and opened by choosing a programme.
SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One series of the list with what stands beside it."""

    signal: SeriesSignal
    indicator: Indicator
    figure: SafeString


@requires("lihat_cakupan")
def overview(request: HttpRequest) -> HttpResponse:
    """All series: what changed, what begins to shift, how many only go up and down."""
    programme = request.GET.get("program", "")

    def build(reader: Reader, month: Month) -> Built:
        table = queries.month_table(reader.puskesmas, month)
        found = signals(reader.puskesmas, month)
        programmes = list(dict.fromkeys(table.defined(s.indicator).programme for s in found.judged))
        mine = [s for s in found.ranked if programme in ("", table.defined(s.indicator).programme)]
        judged = [s for s in mine if s.judged in WHOLLY]
        changed, starting = [s for s in judged if s.changed], [s for s in judged if s.starting]
        single = [s for s in mine if s.changed and s.judged not in WHOLLY]

        def lines(some: Sequence[SeriesSignal], ident: str) -> list[Line]:
            open_to = [s for s in some if not hidden(s, guest=reader.guest)][:SHOWN]
            return [
                Line(s, table.defined(s.indicator), _drawn(control_small(s, ident=f"{ident}{n}")))
                for n, s in enumerate(open_to)
            ]

        measured = found.rules.measured_for(found.history)
        return sentences.overview(len(changed), len(starting), len(judged)), "signals/overview.html", {
            "told": sentences,
            "sections": [
                (_("Berubah sungguhan"), lines(changed, "b"), len(changed)),
                (_("Mulai bergeser, belum pasti"), lines(starting, "m"), len(starting)),
                (_("Satu bulan menonjol pada angka yang kecil"), lines(single, "s"), len(single)),
            ],
            "judged": len(judged),
            "quiet": len(judged) - len(changed) - len(starting),
            "unjudged": _unjudged(mine),
            "chance": sentences.by_chance(len(judged), measured) if judged else "",
            "programmes": [("", _("Semua program")), *((p, words.programme(p)) for p in programmes)],
            "programme": programme,
            "measured": measured,
            "guide": reverse("help_topic", kwargs={"topic": "sinyal"}),
        }  # fmt: skip

    return of_month(request, build, programme)


@requires("lihat_cakupan")
def one(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """One series: its control chart, what is usual, the signs, what to be careful about."""

    def build(reader: Reader, month: Month) -> Built:
        table = queries.month_table(reader.puskesmas, month)
        indicator, where = table.indicator(code), table.place(place)
        if indicator is None or where is None:
            raise Http404(_("Indikator atau desa ini tidak ada di tabel cakupan bulan itu."))
        signal = signal_for(reader.puskesmas, month, code, place)
        shut = signal is not None and hidden(signal, guest=reader.guest)
        name = _("%(indicator)s %(place)s") % {"indicator": indicator.short, "place": where.name}
        title = sentences.headline(signal) if signal is not None and not shut else name
        found = signals(reader.puskesmas, month)
        context: dict[str, object] = {
            "told": sentences, "signal": signal, "shut": shut, "indicator": indicator, "place": where,
            "whole": where.code == table.total.code, "row": table.by.get((place, code)), "rules": found.rules,
            "forecast": _forecast(reader, code, place), "guide": reverse("help_topic", kwargs={"topic": "sinyal"}),
        }  # fmt: skip
        if signal is not None and not shut:
            context |= {
                "chart": _drawn(control_chart(signal), control_chart(signal, narrow=True, ident="kendali-hp")),
                "measured": found.rules.measured_for(signal.history),
                "lines": list(zip(signal.months, signal.values, signal.lower, signal.upper, strict=True))[::-1],
            }
        return title, "signals/one.html", context

    return of_month(request, build, code, place)


def _unjudged(some: Sequence[SeriesSignal]) -> list[tuple[str, int]]:
    """Why series are not judged, with how many."""
    reasons = {
        "riwayat pendek": _("riwayatnya belum cukup panjang"),
        "terlalu kecil": _("angkanya terlalu kecil"),
        "posisi": _("keadaan yang dibawa dari bulan ke bulan"),
    }
    counts = [(text, sum(s.judged.value == value for s in some)) for value, text in reasons.items()]
    return [(text, n) for text, n in counts if n]


def _forecast(reader: Reader, code: str, place: str) -> str:
    """Address of the forecast of the same series; empty where the program has none."""
    try:
        return reader.go("monitoring:forecast_one", code=code, place=place)
    except NoReverseMatch:
        return ""


def _drawn(*figures: str) -> SafeString:
    return mark_safe("\n".join(figures))  # noqa: S308 - drawn by documents.figures, which escapes every text
