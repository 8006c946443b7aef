"""Titles that say the finding: "6 dari 12 desa di bawah target K1, dan Lebakharjo belum melapor"."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.queries.indicator import IndicatorPage
from lokmin.cycle.monitoring.queries.made import Made
from lokmin.cycle.monitoring.queries.problems import ProblemsPage
from lokmin.cycle.monitoring.queries.quality import Quality
from lokmin.cycle.monitoring.queries.snapshots import SnapshotPage
from lokmin.cycle.monitoring.queries.village import VillagePage

#: So many villages are named in a title; more are counted.
NAMED = 2


def indicator(page: IndicatorPage) -> str:
    """The finding of an indicator's page."""
    short, month = page.indicator.short, words.month_year(page.month)
    if page.total.numerator is None and not page.judged:
        return _("Belum ada laporan %(indicator)s sampai %(month)s") % {"indicator": short, "month": month}
    if not page.judged:
        gap = words.gap(page.total, page.indicator)
        return _("%(indicator)s Puskesmas: %(gap)s") % {"indicator": short, "gap": gap}
    told = {"below": page.below, "all": len(page.rows), "indicator": short}
    if page.below:
        if page.indicator.direction == "turun":
            title = _("%(below)s dari %(all)s desa melewati batas %(indicator)s") % told
        else:
            title = _("%(below)s dari %(all)s desa di bawah target %(indicator)s") % told
    elif page.silent:
        title = _("Semua desa yang melapor mencapai target %(indicator)s") % told
    else:
        title = _("Semua %(all)s desa mencapai target %(indicator)s") % told
    if page.silent:
        title += _(", dan %(villages)s belum melapor") % {"villages": villages(page.silent)}
    return title


def lead(page: IndicatorPage) -> str:
    """Where the Puskesmas stands and who is furthest behind."""
    row, indicator, sentences = page.total, page.indicator, []
    ratio = row.ratio_so_far
    if ratio is not None:
        until = words.month_name(row.last_reported or row.period)
        told = {
            "month": until,
            "top": words.count(row.numerator),
            "bottom": words.count(row.denominator),
            "people": words.people_said(indicator.people),
            "rate": words.percent_so_far(row) + words.unit(indicator),
        }
        sentences.append(_("Sampai %(month)s %(top)s dari %(bottom)s %(people)s, %(rate)s.") % told)
    if words.below(row):
        sentences.append(_("Puskesmas %(gap)s dari target berjalan.") % {"gap": words.gap(row, indicator)})
    elif row.reached:
        sentences.append(_("Puskesmas sudah mencapai target berjalan %(target)s.")
                         % {"target": words.target(row) + words.unit(indicator)})  # fmt: skip
    if page.worst is not None and page.below > 1:
        name = page.table.names[page.worst.place]
        told = {"village": name, "gap": words.gap(page.worst, indicator)}
        sentences.append(_("Paling jauh: %(village)s, %(gap)s.") % told)
    return " ".join(sentences)


def villages(places: Sequence[PlaceRef]) -> str:
    """``Lebakharjo``, ``Lebakharjo dan Ngadisana``, ``4 desa``."""
    if len(places) > NAMED:
        return ngettext("%(n)s desa", "%(n)s desa", len(places)) % {"n": indonesian(len(places))}
    return _(" dan ").join(place.name for place in places)


def village(page: VillagePage) -> str:
    """``Watubelah: 8 dari 31 indikator di bawah target``."""
    told = {"village": page.place.name, "below": len(page.behind), "all": len(page.lines)}
    if not page.lines:
        return _("%(village)s belum melapor tahun ini") % told
    if page.behind:
        title = _("%(village)s: %(below)s dari %(all)s indikator belum mencapai target") % told
    else:
        title = _("%(village)s: tidak ada indikator di bawah target") % told
    if page.silent:
        title += _(", %(n)s belum dilaporkan") % {"n": len(page.silent)}
    return title


def made(figure: Made) -> str:
    """``K1 Watubelah sampai April 2026: kurang 15 ibu``."""
    return _("%(indicator)s %(place)s sampai %(month)s: %(gap)s") % {
        "indicator": figure.indicator.short,
        "place": figure.place.name,
        "month": words.month_year(Month.parse(figure.row.period)),
        "gap": words.gap(figure.row, figure.indicator),
    }


def problems(page: ProblemsPage, month: Month) -> str:
    """How many problems there are, and how many of them were chosen."""
    told = {"n": indonesian(page.chosen), "all": indonesian(page.count), "month": words.month_year(month)}
    if page.chosen == page.count:
        return _("%(all)s masalah sampai %(month)s") % told
    return _("%(n)s dari %(all)s masalah sampai %(month)s") % told


def snapshot(page: SnapshotPage) -> str:
    """``April 2026, dibekukan: 2 angka berubah sejak itu``."""
    told = {"month": words.period(page.snapshot.period), "n": indonesian(len(page.differences))}
    if page.differences:
        return _("%(month)s, dibekukan: %(n)s angka berubah sejak itu") % told
    return _("%(month)s, dibekukan: tidak ada yang berubah sejak itu") % told


def quality(page: Quality, asked: int) -> str:
    """``11 dari 12 desa melapor April 2026, 3 hal perlu ditanyakan``; ``asked``: questions still open."""
    told = {
        "n": page.reported,
        "all": len(page.table.villages),
        "month": words.month_year(page.table.month),
        "ask": indonesian(asked),
    }
    title = _("%(n)s dari %(all)s desa melapor %(month)s") % told
    return title + (_(", %(ask)s hal perlu ditanyakan") % told if asked else "")
