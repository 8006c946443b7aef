"""Numbers unlike their own past: repeated, copied, ten times the usual, far from the median."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators.definitions import Aggregation
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import Reports, number

#: Constants of the modified z-score (domain.md 8.3; Iglewicz and Hoaglin).
_MAD_FACTOR = Fraction(6745, 10_000)
_MEAN_FACTOR = Fraction(1_253_314, 1_000_000)


def modified_z(values: Sequence[int], which: int) -> Fraction | None:
    """How far one of the values is from their median, robustly: ``0.6745 (x - median) / MAD``.

    Where the MAD is 0 the mean absolute deviation takes its place; where that is 0 too there is no score.
    """
    scale = z_scale(values)
    return scale.score(values[which]) if scale else None


@dataclass(frozen=True, slots=True)
class ZScale:
    """What the modified z-scores of one series have in common: a score is ``(2 x - middle) * times``."""

    middle: int
    times: Fraction

    def score(self, value: int) -> Fraction:
        return (2 * value - self.middle) * self.times


def z_scale(values: Sequence[int]) -> ZScale | None:
    """Median and spread of a series; None where nothing is away from the median."""
    # Everything doubled, so that the median of an even number of whole numbers stays whole.
    middle = twice_median(sorted(values))
    away = sorted(abs(2 * x - middle) for x in values)
    mad = twice_median(away)
    if mad:
        return ZScale(middle, 2 * _MAD_FACTOR / mad)
    total = sum(away)
    return ZScale(middle, Fraction(len(away), total) / _MEAN_FACTOR) if total else None


def twice_median(ordered: Sequence[int]) -> int:
    at = len(ordered) // 2
    return 2 * ordered[at] if len(ordered) % 2 else ordered[at - 1] + ordered[at]


def copied_months(reports: Reports, rules: QualityRules) -> dict[tuple[str, str], int]:
    """(place, period) of months whose every number equals the month before -> how many numbers."""
    by_month: dict[tuple[str, str], dict[str, int]] = {}
    for (place, element), months in reports.series.items():
        if reports.element(element).aggregation is Aggregation.FLOW:
            for period, micro in months.items():
                by_month.setdefault((place, period), {})[element] = micro
    found = {}
    for (place, period), numbers in by_month.items():
        before = by_month.get((place, Month.parse(period).previous.code))
        if before == numbers and sum(1 for micro in numbers.values() if micro) >= rules.block_elements:
            found[place, period] = len(numbers)
    return found


def repeats(reports: Reports, rules: QualityRules) -> Iterator[Finding]:
    """Whole months copied from the month before, then single numbers equal for several months running."""
    copied = copied_months(reports, rules)
    inside = {m.code: m for m in reports.months}
    for (place, period), count in copied.items():
        if period in inside:
            month = inside[period]
            yield reports.finding(
                Severity.WARNING,
                "bulan-tersalin",
                f"Seluruh {count} angka {reports.label(place, month)} sama dengan {month.previous.name}. "
                "Mungkin laporan bulan lalu tersalin.",
                place=place,
                month=month,
                ask=f"laporan {reports.names[place]} {month.name} sama persis dengan {month.previous.name}. "
                "Apakah angkanya sudah diperbarui?",
            )
    run = rules.repeat_months
    for (place, code), months in reports.series.items():
        element = reports.element(code)
        last = months.get(reports.month.code)
        if element.aggregation is not Aggregation.FLOW or last is None or last < rules.repeat_smallest * MICRO:
            continue
        if (place, reports.month.code) in copied:
            continue
        before = [months.get(reports.month.plus(-n).code) for n in range(1, run)]
        if all(micro == last for micro in before):
            yield reports.finding(
                Severity.INFO,
                "angka-berulang",
                f"{element.short} {reports.label(place, reports.month)} {number(last)}, "
                f"sama {run} bulan berturut-turut.",
                place=place,
                element=code,
                ask=f"{element.short} {reports.names[place]} {number(last)} selama {run} bulan berturut-turut. "
                "Apakah memang sama?",
            )


def jumps(reports: Reports, rules: QualityRules) -> Iterator[Finding]:
    """Ten times the usual or a tenth of it, or far from the median by the modified z-score; small counts stay quiet."""
    year = str(reports.month.year)
    for (place, code), months in reports.series.items():
        periods = list(months)
        for at, period in enumerate(periods):
            if at < rules.tenfold_months or period[:4] != year:
                continue
            finding = _jump(reports, rules, place, code, [months[p] for p in periods[max(0, at - 11) : at + 1]], period)
            if finding:
                yield finding


def _jump(
    reports: Reports, rules: QualityRules, place: str, code: str, values: list[int], period: str
) -> Finding | None:
    """Judge the last of the values by those before it."""
    last, before = values[-1], sorted(values[:-1])
    usual = before[len(before) // 2]
    if abs(last - usual) < rules.z_difference * MICRO:
        return None
    larger, smaller = max(last, usual), min(last, usual)
    tenfold = larger >= rules.tenfold * smaller and larger >= rules.tenfold_smallest * MICRO and usual > 0
    if not tenfold and (period != reports.month.code or len(values) < rules.z_months):
        return None
    element, month = reports.element(code), Month.parse(period)
    if tenfold:
        way = "sepuluh kali lebih besar daripada" if last > usual else "sepersepuluh dari"
        return reports.finding(
            Severity.WARNING,
            "lompatan-sepuluh-kali",
            f"{element.short} {reports.label(place, month)} {number(last)}, {way} biasanya ({number(usual)}). "
            "Mungkin salah ketik.",
            place=place,
            element=code,
            month=month,
            ask=f"{element.short} {reports.names[place]} {month.name} tertulis {number(last)}, biasanya sekitar "
            f"{number(usual)}. Apakah angkanya benar?",
        )
    score = modified_z(values, len(values) - 1)
    if score is None or abs(score) * 10 <= rules.z_limit_tenths:
        return None
    return reports.finding(
        Severity.INFO,
        "angka-menyimpang",
        f"{element.short} {reports.label(place, month)} {number(last)}, jauh dari biasanya (nilai tengah "
        f"{number(usual)}).",
        place=place,
        element=code,
        month=month,
        ask=f"{element.short} {reports.names[place]} {month.name} {number(last)}, biasanya sekitar {number(usual)}. "
        "Apa yang terjadi?",
    )
