"""Completeness, timeliness and outliers of the data quality review (WHO DQR; formulas in domain.md 8.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.indicators.definitions import Element
from lokmin.core.numbers import MICRO
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.quality.completeness import due_date
from lokmin.core.quality.dqr import Check, Dimension, DqrRules, Outcome
from lokmin.core.quality.outliers import twice_median, z_scale
from lokmin.core.quality.reviewed import Reviewed, share_check
from lokmin.core.quality.series import number


def reporting(review: Reviewed) -> Iterator[Check]:
    """Reports received of reports expected, January to the month, by village and programme."""
    reports = review.reports
    for programme, elements in review.expected.items():
        for place, name in reports.names.items():
            came = [m for m in reports.months if _reported(review, place, elements, m)]
            silent = [m for m in reports.months if m not in came]
            what = review.programme(programme)
            sentence = f"Laporan {what} {name} masuk {len(came)} dari {len(reports.months)} bulan."
            if silent:
                sentence += f" Belum ada: {_months(silent)}. Minta laporannya, atau tanyakan mengapa tidak ada."
            yield share_check(
                Dimension.REPORTING, (programme,), place, "",
                counts=(len(came), len(reports.months)), least=review.rules.reporting_percent, sentence=sentence,
            )  # fmt: skip


def _reported(review: Reviewed, place: str, elements: Sequence[str], month: Month) -> bool:
    return any(month.code in review.reports.series.get((place, code), ()) for code in elements)


def timeliness(review: Reviewed) -> Iterator[Check]:
    """Reports received by their due day of reports expected; months due before the office began do not count."""
    reports, day = review.reports, review.due_day
    judged = [m for m in reports.months if review.began is not None and due_date(m, day) >= review.began]
    for programme in review.expected:
        what = review.programme(programme)
        for place, name in reports.names.items():
            came = [(m, review.received.get((place, m.code, programme))) for m in judged]
            late = [m for m, at in came if at is not None and at > due_date(m, day)]
            good = sum(at is not None and at <= due_date(m, day) for m, at in came)
            if not judged:
                sentence = f"Ketepatan laporan {what} {name} belum dapat dinilai: belum ada bulan yang jatuh tempo."
            else:
                sentence = f"Laporan {what} {name} tepat waktu {good} dari {len(judged)} bulan (batas tanggal {day})."
            if late:
                sentence += f" Terlambat: {_months(late)}. Sepakati siapa yang mengirim sebelum tanggal {day}."
            yield share_check(
                Dimension.TIMELINESS, (programme,), place, "",
                counts=(good, len(judged)), least=review.rules.timeliness_percent, sentence=sentence,
            )  # fmt: skip


def indicator(review: Reviewed) -> Iterator[Check]:
    """Months with a value of months expected, by village and element; an empty cell is not a zero."""
    reports = review.reports
    for programme, elements in review.expected.items():
        for code in elements:
            months, element = review.months_of(code), reports.element(code)
            for place, name in reports.names.items():
                known = reports.series.get((place, code), {})
                empty = [m for m in months if m.code not in known]
                sentence = f"{element.short} {name} terisi {len(months) - len(empty)} dari {len(months)} bulan."
                if empty:
                    sentence += f" Kosong: {_months(empty)}. Isi angkanya, atau tulis 0 bila memang tidak ada."
                yield share_check(
                    Dimension.INDICATOR, review.users.get(code) or (programme,), place, code,
                    counts=(len(months) - len(empty), len(months)), least=review.rules.indicator_percent,
                    sentence=sentence, facts=tuple((place, m.code, code) for m in empty),
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Odd:
    """A value far from its series: by how many standard deviations (rounded down), and its modified z-score."""

    at: int
    deviations: int
    z: Fraction | None


def odd_values(values: Sequence[int], rules: DqrRules) -> tuple[Odd, ...]:
    """Values at least ``moderate_sd`` standard deviations from their mean, or with a modified z-score above the limit.

    Sample standard deviation (n - 1), as WHO's tool; compared exactly, squared. With n values none can be further than
    (n - 1) / sqrt(n) deviations (Shiffler 1988): 3 need 11 months, which is why the robust score is looked at too.
    """
    n, total = len(values), sum(values)
    squares = sum((n * x - total) ** 2 for x in values)  # n^2 times the sum of squares
    scale, found = z_scale(values), []
    limit = Fraction(rules.z_limit_tenths, 10)
    for at, x in enumerate(values):
        # |x - mean| >= k SD  <=>  (n x - total)^2 (n - 1) >= k^2 squares
        away = (n * x - total) ** 2 * (n - 1)
        deviations = next((k for k in (rules.extreme_sd, rules.moderate_sd) if squares and away >= k * k * squares), 0)
        z = scale.score(x) if scale else None
        if deviations or (z is not None and abs(z) > limit):
            found.append(Odd(at, deviations, z))
    return tuple(found)


def outliers(review: Reviewed) -> Iterator[Check]:
    """Months unlike the last twelve of the same village and element."""
    rules, reports = review.rules, review.reports
    first = reports.month.plus(1 - rules.outlier_months).code
    for place, element in review.counted():
        months = {p: v for p, v in reports.series[place, element.code].items() if p >= first}
        if f"{reports.month.year}-01" > max(months, default=""):
            continue  # nothing of this year
        yield _outliers(review, place, element, months)


def _outliers(review: Reviewed, place: str, element: Element, months: dict[str, int]) -> Check:
    rules, programmes = review.rules, review.users[element.code]
    periods, values = list(months), list(months.values())
    head = f"{element.short} {review.name(place)}"
    z_limit = Fraction(rules.z_limit_tenths, 10)
    if len(values) < rules.outlier_least:
        sentence = (
            f"{head} baru {len(values)} bulan; angka yang menyimpang baru terlihat dari {rules.outlier_least} bulan."
        )
        return Check(
            Dimension.OUTLIERS, programmes, place, element.code, Outcome.UNKNOWN, 0, 0, None, None, z_limit, sentence
        )
    middle = twice_median(sorted(values))
    odd = [o for o in odd_values(values, rules) if _beyond_chance(values[o.at], middle, rules)]
    extreme = [o for o in odd if o.deviations >= rules.extreme_sd]
    robust = [o for o in odd if o.z is not None and abs(o.z) * 10 > rules.z_limit_tenths]
    moderate = [o for o in odd if rules.moderate_sd <= o.deviations < rules.extreme_sd]
    fails = bool(extreme or robust or len(moderate) >= rules.moderate_times)
    worst = max(odd, key=lambda o: (abs(o.z or 0), o.deviations), default=None)
    if not fails or worst is None:
        sentence = f"{head}: tidak ada angka yang menyimpang dalam {len(values)} bulan terakhir."
    else:
        shown = ", ".join(f"{_month(periods[o.at])} {number(values[o.at])}" for o in odd)
        usual = number(middle // 2)
        sentence = (
            f"{head} menyimpang: {shown}; nilai tengah {len(values)} bulan {usual}. "
            "Cocokkan dengan register; bila benar, tulis alasannya."
        )
    return Check(
        Dimension.OUTLIERS, programmes, place, element.code, Outcome.FAIL if fails else Outcome.PASS,
        0 if fails else 1, 1, None if worst is None else worst.z, None, z_limit, sentence,
        tuple((place, periods[o.at], element.code) for o in odd) if fails else (),
    )  # fmt: skip


def _beyond_chance(value: int, twice_middle: int, rules: DqrRules) -> bool:
    """Far enough in people, and further than a Poisson count around the median wanders (its SD is its square root)."""
    away = abs(2 * value - twice_middle)
    middle = max(twice_middle, 2 * MICRO)
    return away >= 2 * rules.outlier_difference * MICRO and away**2 >= 2 * rules.chance_sigmas**2 * middle * MICRO


def _month(period: str) -> str:
    return f"{MONTH_NAMES[int(period[5:]) - 1]} {period[:4]}"


def _months(months: Sequence[Month]) -> str:
    return ", ".join(month.name for month in months)
