"""Numbers that contradict one another: parts above wholes, later steps above earlier ones, sums that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators.definitions import Aggregation, Element
from lokmin.core.indicators.evaluate import accumulate, value
from lokmin.core.indicators.parse import rate
from lokmin.core.numbers import MICRO, indonesian
from lokmin.core.periods import Month
from lokmin.core.quality.rules import Order, QualityRules
from lokmin.core.quality.series import Reports, number


def impossible(reports: Reports) -> Iterator[Finding]:
    """Negative counts, and fractions of people who are counted whole."""
    for (place, code), months in reports.series.items():
        element = reports.element(code)
        for month in reports.months:
            micro = months.get(month.code)
            if micro is None or (micro >= 0 and not (element.whole and micro % MICRO)):
                continue
            what = "negatif" if micro < 0 else "pecahan"
            yield reports.finding(
                Severity.ERROR,
                f"angka-{what}",
                f"{element.short} {reports.label(place, month)} {number(micro)}: {element.unit} tidak dapat {what}. "
                "Perbaiki angka itu.",
                place=place,
                element=code,
                month=month,
                ask=f"{element.short} {reports.names[place]} {month.name} tertulis {number(micro)}. Berapa yang benar?",
            )


def parts(reports: Reports) -> Iterator[Finding]:
    """A subset above its whole: month by month, or the sum of the year where the whole is a yearly count."""
    for element in reports.catalogue.elements.values():
        if not element.part_of or element.yearly:
            continue
        whole = reports.element(element.part_of)
        for place in reports.names:
            if whole.yearly:
                yield from _above_yearly(reports, place, element, whole)
                continue
            mine, theirs = reports.series.get((place, element.code), {}), reports.series.get((place, whole.code), {})
            for month in reports.months:
                part, all_of = mine.get(month.code), theirs.get(month.code)
                if part is not None and all_of is not None and part > all_of:
                    yield _part_above(reports, place, month, element, whole, (part, all_of))


def _part_above(
    reports: Reports, place: str, month: Month, element: Element, whole: Element, counts: tuple[int, int]
) -> Finding:
    part, all_of = counts
    # Counted at one moment a part cannot exceed its whole; over a month one may catch up on people of earlier months.
    severity = Severity.ERROR if element.aggregation is Aggregation.STOCK else Severity.WARNING
    village = reports.names[place]
    return reports.finding(
        severity,
        f"{_slug(element)}-lebih-dari-{_slug(whole)}",
        f"{element.short} {reports.label(place, month)} {number(part)}, lebih besar daripada {whole.short} "
        f"{number(all_of)}, padahal yang satu bagian dari yang lain. Periksa kedua angka.",
        place=place,
        element=element.code,
        month=month,
        ask=f"{element.short} {village} {month.name} {number(part)}, {whole.short} {number(all_of)}. Mana yang benar?",
    )


def _above_yearly(reports: Reports, place: str, element: Element, whole: Element) -> Iterator[Finding]:
    part = reports.cumulative(place, element.code)
    all_of = reports.facts.get((place, str(reports.month.year), whole.code))
    if part is not None and all_of is not None and part > all_of:
        yield reports.finding(
            Severity.WARNING,
            f"{_slug(element)}-lebih-dari-{_slug(whole)}",
            f"{element.short} {reports.label(place)} {number(part)}, lebih besar daripada {whole.name.lower()} "
            f"{number(all_of)}. Periksa angka laporan dan sasarannya.",
            place=place,
            element=element.code,
            ask=f"{element.short} {reports.names[place]} sudah {number(part)}, padahal {whole.short} hanya "
            f"{number(all_of)}. Mana yang benar?",
        )


def orders(reports: Reports, rules: QualityRules) -> Iterator[Finding]:
    """Later steps above earlier ones (K6 above K4), beyond the slack of the rule."""
    for order in rules.orders:
        if order.greater not in reports.catalogue.elements or order.lesser not in reports.catalogue.elements:
            continue
        for place in reports.names:
            if order.cumulative:
                yield from _order(reports, rules, order, place, None)
            else:
                for month in reports.months:
                    yield from _order(reports, rules, order, place, month)


def _order(reports: Reports, rules: QualityRules, order: Order, place: str, month: Month | None) -> Iterator[Finding]:
    if month is None:
        # Only months in which both were reported are compared, else a gap in one would look like a contradiction.
        first, second = (reports.series.get((place, code), {}) for code in (order.greater, order.lesser))
        both = [m.code for m in reports.months if m.code in first and m.code in second]
        if not both:
            return
        great, less = sum(first[code] for code in both), sum(second[code] for code in both)
    else:
        found = (reports.series.get((place, code), {}).get(month.code) for code in (order.greater, order.lesser))
        one, other = found
        if one is None or other is None:
            return
        great, less = one, other
    excess = less - great
    if excess <= rules.slack_count * MICRO or excess * 100 <= rules.slack_percent * great:
        return
    greater, lesser = reports.element(order.greater), reports.element(order.lesser)
    yield reports.finding(
        Severity.WARNING,
        f"{_slug(lesser)}-lebih-dari-{_slug(greater)}",
        f"{lesser.short} {reports.label(place, month)} {number(less)}, lebih besar daripada {greater.short} "
        f"{number(great)}. {order.why} Periksa kedua angka.",
        place=place,
        element=order.lesser,
        month=month,
        ask=f"{lesser.short} {reports.label(place, month)} {number(less)}, {greater.short} {number(great)}. "
        "Mana yang benar?",
    )


def sums(reports: Reports, rules: QualityRules) -> Iterator[Finding]:
    """Parts that do not add up to their whole; parts not reported can only make it too little, never too much."""
    for rule in rules.sums:
        if rule.whole not in reports.catalogue.elements:
            continue
        whole = reports.element(rule.whole)
        for place in reports.names:
            for month in reports.months:
                total = reports.series.get((place, rule.whole), {}).get(month.code)
                found = [reports.series.get((place, code), {}).get(month.code) for code in rule.parts]
                known = [micro for micro in found if micro is not None]
                if total is None or not known:
                    continue
                added = sum(known)
                if added <= total and (added == total or len(known) < len(found)):
                    continue
                if any(
                    micro is not None and micro > total and reports.element(code).part_of == rule.whole
                    for code, micro in zip(rule.parts, found, strict=True)
                ):
                    continue  # told by ``parts`` already
                names = " + ".join(
                    reports.element(code).short
                    for code, micro in zip(rule.parts, found, strict=True)
                    if micro is not None
                )
                yield reports.finding(
                    Severity.WARNING,
                    f"rincian-{_slug(whole)}-tidak-cocok",
                    f"{names} {reports.label(place, month)} berjumlah {number(added)}, tetapi {whole.short} tertulis "
                    f"{number(total)}. {rule.why}",
                    place=place,
                    element=rule.whole,
                    month=month,
                    ask=f"{whole.short} {reports.names[place]} {month.name} {number(total)}, rinciannya "
                    f"berjumlah {number(added)}. Mana yang benar?",
                )


def claimed_totals(reports: Reports, claimed: Mapping[tuple[str, str], int]) -> Iterator[Finding]:
    """Printed totals that disagree with the villages; ``claimed`` is (period, element) -> micro as printed."""
    for (period, code), printed in sorted(claimed.items()):
        if code not in reports.catalogue.elements:
            continue
        values = [reports.facts.get((place, period, code)) for place in reports.names]
        added = sum(micro for micro in values if micro is not None)
        if added == printed or all(micro is None for micro in values):
            continue
        element = reports.element(code)
        when = Month.parse(period).label if len(period) == 7 else f"tahun {period}"
        yield Finding(
            Severity.WARNING,
            "jumlah-tidak-cocok",
            f"Jumlah {element.short} {when} tertulis {number(printed)}, padahal angka desa berjumlah {number(added)}. "
            "Yang dipakai angka desa; periksa apakah ada desa yang terlewat.",
            period=period,
            element=code,
            question=f"Jumlah {element.short} {when} tertulis {number(printed)}, angka desa berjumlah {number(added)}. "
            "Mana yang benar?",
        )


def above_hundred(reports: Reports, rules: QualityRules, denominators: Mapping[str, str]) -> Iterator[Finding]:
    """Cumulative coverage above 100 % of a yearly sasaran."""
    year = str(reports.month.year)
    for indicator in reports.catalogue.for_year(reports.month.year).values():
        if indicator.factor != 100:
            continue
        ratio = rate(indicator, reports.catalogue.elements, denominators.get(indicator.code, ""))
        if not ratio.denominator.yearly:
            continue
        for place in reports.names:
            bottom = value(ratio.denominator, lambda code, p=place: reports.facts.get((p, year, code)))  # type: ignore[misc]
            tops = [
                value(ratio.numerator, lambda code, p=place, m=month: reports.facts.get((p, m.code, code)))  # type: ignore[misc]
                for month in reports.months
            ]
            top = accumulate(tops, ratio.way)
            if top is None or not bottom or top * 100 <= bottom * rules.over_percent:
                continue
            percent = indonesian(float(top * 100 / bottom), 1)
            yield reports.finding(
                Severity.INFO,
                "cakupan-lebih-dari-100",
                f"{indicator.short} {reports.label(place)} {percent} % ({number(round(top))} dari sasaran "
                f"{number(round(bottom))}). Ditampilkan apa adanya; periksa warga luar wilayah dan sasarannya.",
                place=place,
                element=ratio.numerator.terms[0][0].code,
                ask=f"{indicator.short} {reports.names[place]} sudah {percent} %. Apakah ada warga luar wilayah "
                "yang ikut terhitung, atau sasarannya terlalu kecil?",
            )


def _slug(element: Element) -> str:
    return element.code.partition(".")[2].replace("_", "-")
