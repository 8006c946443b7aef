"""Habits of the pen that spoil numbers: rounding to fives, months that do not belong, cumulative typed as monthly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators.definitions import Aggregation
from lokmin.core.numbers import MICRO
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import Reports, number


def heaping(reports: Reports, rules: QualityRules) -> Iterator[Finding]:
    """Numbers that all end in 0 or 5: a village's whole month, or one number for months (WHO: digit preference)."""
    step, month = rules.heaping_step * MICRO, reports.month
    first = month.plus(-11).code
    block: dict[str, list[int]] = {}
    series: dict[str, list[tuple[str, int]]] = {}
    for (place, code), months in reports.series.items():
        # A position may stand still for months: that is one number, not six.
        if not reports.element(code).whole or reports.element(code).aggregation is not Aggregation.FLOW:
            continue
        recent = [micro for period, micro in months.items() if period >= first and micro]
        if months.get(month.code):
            block.setdefault(place, []).append(months[month.code])
            enough = len(recent) >= rules.heaping_values and len(set(recent)) >= rules.heaping_distinct
            if enough and all(micro % step == 0 for micro in recent):
                series.setdefault(place, []).append((code, len(recent)))
    for place in reports.names:
        numbers = block.get(place, [])
        if len(numbers) >= rules.heaping_block and all(micro % step == 0 for micro in numbers):
            yield reports.finding(
                Severity.WARNING,
                "laporan-dibulatkan",
                f"Seluruh {len(numbers)} angka {reports.label(place, month)} kelipatan {rules.heaping_step}. "
                "Mungkin dikira-kira; cocokkan beberapa angka dengan register.",
                place=place,
                ask=f"seluruh angka laporan {reports.names[place]} {month.name} kelipatan {rules.heaping_step}. "
                "Apakah dihitung dari register?",
            )
            continue
        for code, count in series.get(place, ()):
            element = reports.element(code)
            yield reports.finding(
                Severity.INFO,
                "angka-dibulatkan",
                f"{element.short} {reports.names[place]} kelipatan {rules.heaping_step} selama {count} bulan berisi. "
                "Mungkin dibulatkan; cocokkan dengan register.",
                place=place,
                element=code,
                ask=f"{element.short} {reports.names[place]} selalu kelipatan {rules.heaping_step} dalam {count} bulan "
                "terakhir. Apakah dihitung dari register?",
            )


def seasons(reports: Reports, rules: QualityRules) -> Iterator[Finding]:
    """Numbers in months they do not belong to (vitamin A outside February and August)."""
    for season in rules.seasons:
        for place in reports.names:
            for month in reports.months:
                micro = reports.series.get((place, season.element), {}).get(month.code)
                if not micro or month.month in season.months:
                    continue
                element = reports.element(season.element)
                own = " dan ".join(MONTH_NAMES[n - 1] for n in season.months)
                yield reports.finding(
                    Severity.WARNING,
                    "bukan-bulannya",
                    f"{element.short} {reports.label(place, month)} {number(micro)}. {season.why} "
                    "Pindahkan ke bulan pemberiannya, atau tulis alasannya.",
                    place=place,
                    element=season.element,
                    month=month,
                    ask=f"{element.short} {reports.names[place]} tertulis {number(micro)} pada {month.name}, padahal "
                    f"bulannya {own}. Diberikan kapan?",
                )


def falling(reports: Reports, rules: QualityRules) -> Iterator[Finding]:
    """Positions that only grow within a year, but fell."""
    for rule in rules.rising:
        for place in reports.names:
            months = reports.series.get((place, rule.element), {})
            known = [(m, months[m.code]) for m in reports.months if m.code in months]
            for (earlier, before), (later, after) in pairwise(known):
                if after >= before:
                    continue
                element = reports.element(rule.element)
                yield reports.finding(
                    Severity.WARNING,
                    "kumulatif-menurun",
                    f"{element.short} {reports.label(place, later)} {number(after)}, turun dari {number(before)} pada "
                    f"{earlier.name}. {rule.why} Periksa kedua angka.",
                    place=place,
                    element=rule.element,
                    month=later,
                    ask=f"{element.short} {reports.names[place]} turun dari {number(before)} ({earlier.name}) menjadi "
                    f"{number(after)} ({later.name}). Mana yang benar?",
                )


def cumulative(reports: Reports, rules: QualityRules) -> Iterator[Finding]:
    """Months that grow like a running total: January's number, then January and February together, and so on.

    A run from January up to the month, each at least the one before plus half of January's, the last at least as many
    times the first as three quarters of the months.
    """
    months = reports.months
    if len(months) < rules.cumulative_months:
        return
    for (place, code), values in reports.series.items():
        element = reports.element(code)
        if element.aggregation is not Aggregation.FLOW or any(m.code not in values for m in months):
            continue
        run = [values[m.code] for m in months]
        first, last = run[0], run[-1]
        grows = all(2 * (after - before) >= first for before, after in pairwise(run))
        if not first or not grows or 4 * last < 3 * len(run) * first or last < rules.cumulative_smallest * MICRO:
            continue
        yield reports.finding(
            Severity.WARNING,
            "tampak-kumulatif",
            f"{element.short} {reports.names[place]} naik tiap bulan dari {number(first)} ({months[0].name}) menjadi "
            f"{number(last)} ({months[-1].name}). Mungkin jumlah sejak Januari diketik sebagai angka sebulan; "
            "periksa angka bulanannya.",
            place=place,
            element=code,
            ask=f"{element.short} {reports.names[place]} {_run(months, run)}. Apakah itu angka sebulan, atau jumlah "
            "sejak Januari?",
        )


def _run(months: tuple[Month, ...], run: list[int]) -> str:
    return ", ".join(f"{month.name} {number(micro)}" for month, micro in zip(months, run, strict=True))
