"""Figures of a coverage row as the pages say them: "kurang 15 ibu", "April 1, Maret 4", "turun tiga bulan"."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from lokmin.core.facts import Source
from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators import words
from lokmin.core.indicators.definitions import Indicator
from lokmin.core.numbers import MICRO, from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Pace, Status, Trend
from lokmin.core.pws.status import JUDGED
from lokmin.cycle.monitoring.queries.table import MonthTable

#: Counts from one to this many units are not shown to guests: in a village they may point to one family.
SMALL = 4
HIDDEN = "< 5"

#: ``core.periods.MONTH_NAMES`` as texts that can be translated.
MONTHS = (
    gettext_lazy("Januari"), gettext_lazy("Februari"), gettext_lazy("Maret"), gettext_lazy("April"),
    gettext_lazy("Mei"), gettext_lazy("Juni"), gettext_lazy("Juli"), gettext_lazy("Agustus"),
    gettext_lazy("September"), gettext_lazy("Oktober"), gettext_lazy("November"), gettext_lazy("Desember"),
)  # fmt: skip
PROGRAMMES: dict[str, str | Promise] = {
    "kia": gettext_lazy("Ibu dan anak"),
    "gizi": gettext_lazy("Gizi"),
    "imunisasi": gettext_lazy("Imunisasi"),
    "kb": gettext_lazy("Keluarga berencana"),
    "p2": gettext_lazy("Penyakit menular"),
    "p2p": gettext_lazy("Penyakit menular"),
    "ptm": gettext_lazy("Penyakit tidak menular"),
    "kesling": gettext_lazy("Kesehatan lingkungan"),
    "promkes": gettext_lazy("Promosi kesehatan"),
    "ukp": gettext_lazy("Pelayanan perseorangan"),
    "admen": gettext_lazy("Administrasi dan manajemen"),
}
KLASTER: dict[int, str | Promise] = {
    1: gettext_lazy("Klaster 1, Manajemen"),
    2: gettext_lazy("Klaster 2, Ibu dan Anak"),
    3: gettext_lazy("Klaster 3, Usia Dewasa dan Lansia"),
    4: gettext_lazy("Klaster 4, Penanggulangan Penyakit Menular"),
    5: gettext_lazy("Klaster 5, Lintas Klaster"),
}


def programme(code: str) -> str:
    return str(PROGRAMMES.get(code, code))


def klaster(number: int) -> str:
    return str(KLASTER.get(number, number))


def month_name(code: str) -> str:
    """``April`` from ``2026-04``, in the language of the reader."""
    return str(MONTHS[int(code[5:7]) - 1])


def month_year(month: Month) -> str:
    """``April 2026``."""
    return f"{month_name(month.code)} {month.year}"


def small(micro: int | None) -> bool:
    """Whether a count is one to four: not for guests."""
    return micro is not None and 0 < micro <= SMALL * MICRO


def hides(row: CoverageRow) -> bool:
    """Whether a guest sees neither the sum nor the rate of a row."""
    return small(row.numerator)


def reveals(row: CoverageRow) -> bool:
    """Whether the row shows any small count: its sum or one of its months."""
    return hides(row) or any(small(month) for month in row.months)


def months(row: CoverageRow, *, guest: bool = False) -> list[str]:
    """The months' counts. Before a guest one hidden month takes another with it, or the sum would give it away."""
    texts = [count(month, guest=guest) for month in row.months]
    if guest and texts.count(HIDDEN) == 1 and not hides(row):
        rest = [(month, n) for n, month in enumerate(row.months) if month and texts[n] != HIDDEN]
        if rest:
            texts[min(rest)[1]] = _("disembunyikan")
    return texts


def count(micro: int | None, *, guest: bool = False) -> str:
    """``54``, ``111,1``, ``–`` for not reported, ``< 5`` for a small count before a guest."""
    if guest and small(micro):
        return HIDDEN
    return words.count(micro)


def tenths(top: int, bottom: int, factor: int = 100) -> str:
    """A rate with one decimal, rounded half up, from exact integers: what ``Ratio.text(1)`` says, ten times faster.

    ``bottom`` must be positive.
    """
    if top < 0:
        positive = tenths(-top, bottom, factor)
        return positive if positive == "0,0" else f"−{positive}"
    whole, tenth = divmod((top * factor * 20 + bottom) // (2 * bottom), 10)
    return f"{whole},{tenth}" if whole < 1000 else f"{indonesian(whole)},{tenth}"


def percent(row: CoverageRow, *, guest: bool = False) -> str:
    """The cumulative rate with one decimal and without its unit; ``–`` when not reported or without sasaran."""
    if row.month is None:
        return "–"
    return percent_so_far(row, guest=guest)


def percent_so_far(row: CoverageRow, *, guest: bool = False) -> str:
    """The rate of what is known, also where this month was not reported."""
    top, bottom = row.exact or (row.numerator, row.denominator)
    if top is None or bottom is None or bottom <= 0:
        return "–"
    return HIDDEN if guest and hides(row) else tenths(top, bottom, row.factor)


def month_rate(row: CoverageRow, *, guest: bool = False) -> str:
    """The rate of the month alone: its count over the year's sasaran, or over the month's own denominator."""
    bottom = row.denominator if row.month_denominator is None else row.month_denominator
    return _rate_of(row.month, bottom, row.factor, guest=guest)


def last_month_rate(row: CoverageRow, *, guest: bool = False) -> str:
    """The same of the month before, within the year; ``–`` where the denominator changes every month."""
    if row.month_denominator is not None or len(row.months) < 2:
        return "–"
    return _rate_of(row.last_month, row.denominator, row.factor, guest=guest)


def _rate_of(top: int | None, bottom: int | None, factor: int, *, guest: bool) -> str:
    if top is None or bottom is None or bottom <= 0:
        return "–"
    return HIDDEN if guest and small(top) else tenths(top, bottom, factor)


def target(row: CoverageRow) -> str:
    """The running target with one decimal; ``–`` when there is none."""
    return "–" if row.running_target is None else tenths(row.running_target[0], row.running_target[1], 1)


def unit(indicator: Indicator) -> str:
    """`` %``, `` ‰``, `` per 100.000`` or nothing."""
    return unit_of(indicator.factor)


def unit_of(factor: int) -> str:
    return words.unit(factor)


def gap_number(row: CoverageRow) -> str:
    """The bold figure of a cell: people short (or too many); points of the rate where no people are counted."""
    if row.gap_people is not None:
        return str(row.gap_people) if row.gap_people < 1000 else indonesian(row.gap_people)
    ratio = row.ratio
    if ratio is None or ratio.exact is None or row.running_target is None:
        return ""
    difference = abs(Fraction(*row.running_target) - ratio.exact)
    return tenths(difference.numerator, difference.denominator, 1)


def gap(row: CoverageRow, indicator: Indicator) -> str:
    """``kurang 15 ibu``, ``lebih 3 kasus``, ``tercapai``, ``tercapai, tetapi turun``, ``belum dilaporkan``."""
    return gap_of(row, people(indicator))


def gap_of(row: CoverageRow, people: str) -> str:
    """The same with the unit of people given: for rows that were frozen with their unit."""
    if row.status is Status.NONE:
        return _("belum dilaporkan")
    if row.status is Status.NO_TARGET:
        return _("tanpa target") if row.has_denominator else _("tanpa sasaran")
    if row.status is Status.BAIK:
        return _("tercapai")
    if row.status is Status.KURANG:
        return _("tercapai, tetapi turun") if row.higher_is_better else _("tercapai, tetapi naik")
    phrase = _("kurang %(n)s %(people)s") if row.higher_is_better else _("lebih %(n)s %(people)s")
    return (phrase % {"n": gap_number(row), "people": people_said(people, row.gap_people)}).strip()


def people(indicator: Indicator) -> str:
    """Who is missing: ``ibu``; points of the rate where no people are counted."""
    return indicator.people or ("poin" if indicator.factor in (100, 1000) else "")


def people_said(people: str, n: int | None = None) -> str:
    """``ibu`` in the language of the reader: one ``mother``, several ``mothers``."""
    if not people:
        return ""
    return pgettext("satu", people) if n == 1 else _(people)


def course(row: CoverageRow, *, guest: bool = False) -> str:
    """``April 1, Maret 4``; for an unreported month ``Maret 2, April kosong``."""
    now = Month.parse(row.period)
    before = f"{month_name(now.previous.code)} {count(row.last_month, guest=guest)}"
    if row.month is None:
        empty = _("%(month)s kosong") % {"month": month_name(now.code)}
        return f"{before}, {empty}" if row.last_month is not None else empty
    this = f"{month_name(now.code)} {count(row.month, guest=guest)}"
    return f"{this}, {before}" if row.last_month is not None else this


def detail(row: CoverageRow, indicator: Indicator, *, guest: bool = False) -> str:
    """``17,3 %; April 1, Maret 4; 3 bulan merah berturut-turut``."""
    parts = []
    if row.month is not None and row.has_denominator:
        rate = percent(row, guest=guest) + unit(indicator)
        if not indicator.pro_rata and row.running_target is not None:
            rate = _("%(rate)s dari target %(target)s") % {"rate": rate, "target": target(row) + unit(indicator)}
        parts.append(rate)
    parts.append(course(row, guest=guest))
    if row.red_months >= 2:
        parts.append(red_months(row))
    return "; ".join(parts)


def red_months(row: CoverageRow) -> str:
    """``4 bulan merah berturut-turut``; empty when the month is not red."""
    if row.red_months < 1:
        return ""
    if row.red_months == 1:
        return _("bulan pertama di bawah target")
    return _("%(n)d bulan merah berturut-turut") % {"n": row.red_months}


def pace(row: CoverageRow, indicator: Indicator) -> str:
    """``perlu 11 ibu sebulan, sejauh ini 6``; empty where a pace has no sense. People needed are rounded up."""
    if row.pace is Pace.DONE:
        return _("target setahun sudah tercapai")
    if row.pace_needed is None or row.pace_reached is None:
        return ""
    return _("perlu %(needed)s %(people)s sebulan, sejauh ini %(reached)s") % {
        "needed": pace_needed(row),
        "people": people_said(people(indicator)),
        "reached": pace_reached(row),
    }


def pace_needed(row: CoverageRow) -> str:
    """People a month still needed, rounded up; ``–`` where a pace has no sense."""
    return "–" if row.pace_needed is None else indonesian(math.ceil(Fraction(row.pace_needed, MICRO)))


def pace_reached(row: CoverageRow) -> str:
    """People a month so far, with a decimal only where there is one."""
    if row.pace_reached is None:
        return "–"
    return indonesian(from_micro(row.pace_reached), 1).removesuffix(",0")


PACE_WORDS: dict[Pace, str | Promise] = {
    Pace.DONE: gettext_lazy("sudah tercapai"),
    Pace.REACHABLE: gettext_lazy("terjangkau"),
    Pace.PUSH: gettext_lazy("perlu dorongan"),
    Pace.HARD: gettext_lazy("berat"),
    Pace.NEW_WAY: gettext_lazy("perlu cara baru"),
    Pace.UNKNOWN: "",
}
TREND_WORDS: dict[Trend, str | Promise] = {
    Trend.UP: gettext_lazy("naik"),
    Trend.SAME: gettext_lazy("tetap"),
    Trend.DOWN: gettext_lazy("turun"),
    Trend.UNKNOWN: "–",
}
#: The order in which statuses are named and counted: what needs the most attention first.
STATUS_ORDER = (Status.JELEK, Status.CUKUP, Status.KURANG, Status.BAIK, Status.NONE, Status.NO_TARGET)


def status_word(status: Status) -> str:
    """The word of a status in the language of the reader."""
    return pgettext("status", status.value)


def below(row: CoverageRow) -> bool:
    """Judged, and the running target not reached."""
    return row.status in JUDGED and not row.reached


def scale(table: MonthTable, indicator: Indicator) -> float:
    """The end of a bar chart's axis: a little beyond the highest rate and the target."""
    rows = [table.row(p.code, indicator.code) for p in table.places]
    highest = max((_so_far(row) for row in rows), default=0.0)
    targets = max((row.running_target_percent or 0.0 for row in rows), default=0.0)
    return max(highest, targets, 1e-9) * 1.25


def share(row: CoverageRow, top: float, guest: bool) -> float:
    """How much of the track a bar fills (0..1); nothing where a guest may not see the rate."""
    return 0.0 if guest and hides(row) else _so_far(row) / top


def target_share(row: CoverageRow, top: float) -> float | None:
    return None if row.running_target_percent is None else row.running_target_percent / top


def _so_far(row: CoverageRow) -> float:
    ratio = row.ratio_so_far
    return 0.0 if ratio is None else ratio.value or 0.0


_STEPS: dict[str, str | Promise] = {
    "Rumus": gettext_lazy("Rumus"),
    "Jumlah": gettext_lazy("Jumlah"),
    "Hitung": gettext_lazy("Hitung"),
    "Target": gettext_lazy("Target"),
    "Sasaran": gettext_lazy("Sasaran"),
    "Penyebut": gettext_lazy("Penyebut"),
    "Status": gettext_lazy("Status"),
    "Laju kejar": gettext_lazy("Laju kejar"),
    "Laporan": gettext_lazy("Laporan"),
    "Aturan": gettext_lazy("Aturan"),
    "Ketentuan": gettext_lazy("Ketentuan"),
}


def step_label(label: str) -> str:
    """A label of an explanation in the language of the reader."""
    return str(_STEPS.get(label, label))


def formula(indicator: Indicator, table: MonthTable) -> str:
    """``kunjungan pertama ibu hamil (K1) ÷ sasaran ibu hamil``."""
    return f"{words.formula(table.inputs.rate(indicator).numerator)} ÷ {denominator(indicator, table)}"


def denominator(indicator: Indicator, table: MonthTable) -> str:
    """The denominator that was used, in words."""
    return words.formula(table.inputs.rate(indicator).denominator)


def period(code: str) -> str:
    """``April 2026`` for a month, ``2026`` for a year."""
    return month_year(Month.parse(code)) if "-" in code else code


def source(where: Source | None) -> str:
    """``BANYUWENING.xlsx, lembar 1.DATA KIA, sel D127``."""
    if where is None or not where.file:
        return _("asal tidak tercatat")
    parts = [where.file]
    if where.sheet:
        parts.append(_("lembar %(sheet)s") % {"sheet": where.sheet})
    if where.cell:
        parts.append(_("sel %(cell)s") % {"cell": where.cell})
    return ", ".join(parts)


_SEVERITIES: dict[Severity, str | Promise] = {
    Severity.ERROR: gettext_lazy("salah"),
    Severity.WARNING: gettext_lazy("meragukan"),
    Severity.INFO: gettext_lazy("perlu diketahui"),
}


def severity(level: Severity) -> str:
    return str(_SEVERITIES[level])


def where(finding: Finding, table: MonthTable) -> str:
    """The address of a finding among the facts: ``Watubelah, K1 oleh dokter, April 2026``."""
    element = table.catalogue.elements.get(finding.element)
    parts = [
        table.names.get(finding.place, finding.place),
        element.short if element else finding.element,
        period(finding.period) if finding.period else "",
    ]
    return ", ".join(part for part in parts if part)


_SETS: dict[str, str | Promise] = {
    "sk": gettext_lazy("SK Dinas Kesehatan"),
    "riil": gettext_lazy("pendataan riil"),
    "proyeksi": gettext_lazy("proyeksi penduduk"),
}


def sasaran_sets(table: MonthTable, indicators: Iterable[Indicator]) -> str:
    """Which sasaran sets the denominators of some indicators are of: ``SK Dinas Kesehatan``; empty without any."""
    elements = {e.code for i in indicators for e, _ in table.inputs.rate(i).denominator.terms}
    used = dict.fromkeys(kind for element, kind in sorted(table.sets.items()) if element in elements)
    return ", ".join(str(_SETS.get(kind, kind)) for kind in used)
