"""Numbers held against one another in the data quality review: over time, in pairs, with surveys, sasaran sets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Check, Dimension, Key
from lokmin.core.quality.reviewed import Own, Reviewed, percent_text, ratio_check, times_text
from lokmin.core.quality.series import number


def over_time(review: Reviewed) -> Iterator[Check]:
    """January to the month over the mean of up to three earlier years, and the month over the twelve before it.

    Same months on both sides: an earlier year that misses one of this year's reported months takes no part. Judged in
    each village and, where counts are larger and steadier, in the Puskesmas as a whole.
    """
    sums: dict[str, dict[str, dict[str, int]]] = {}
    for place, element in review.counted():
        months = review.reports.series[place, element.code]
        sums.setdefault(element.code, {})[place] = months
        yield from _over_time(review, place, element.code, months)
    for code, by_place in sums.items():
        yield from _over_time(review, review.total, code, _added(by_place))


def _added(by_place: dict[str, dict[str, int]]) -> dict[str, int]:
    """The sum of the villages in the months in which all of those that report the element did."""
    common = set.intersection(*(set(months) for months in by_place.values()))
    return {period: sum(months[period] for months in by_place.values()) for period in sorted(common)}


def _over_time(review: Reviewed, place: str, code: str, months: dict[str, int]) -> Iterator[Check]:
    this_year = [m for m in review.reports.months if m.code in months]
    if not this_year:
        return
    rules, month = review.rules, review.reports.month
    years = []
    for back in range(1, rules.years_back + 1):
        same = [Month(m.year - back, m.month).code for m in this_year]
        if all(period in months for period in same):
            years.append(same)
    now = [m.code for m in this_year]
    span = f"Januari sampai {month.name}" if month.month > 1 else month.label
    yield _against(
        review, place, code, months, now, years,
        what=f"{span} {{now}}, rata-rata tahun-tahun sebelumnya {{then}}", lacking="angka tahun sebelumnya belum ada",
    )  # fmt: skip
    before = [month.plus(-n).code for n in range(1, rules.preceding_months + 1)]
    known = [[period] for period in before if period in months]
    if month.code in months:
        yield _against(
            review, place, code, months, [month.code], known if len(known) >= rules.preceding_least else [],
            what=f"{month.name} {{now}}, rata-rata {len(known)} bulan sebelumnya {{then}}",
            lacking=f"baru {len(known)} bulan sebelumnya",
        )  # fmt: skip


def _against(
    review: Reviewed,
    place: str,
    code: str,
    months: dict[str, int],
    now: list[str],
    thens: list[list[str]],
    *,
    what: str,
    lacking: str,
) -> Check:
    """The sum of some months over the mean of the sums of others."""
    rules, element = review.rules, review.reports.element(code)
    head = f"{element.short} {review.name(place)}"
    top = sum(months[period] for period in now)
    sums = [sum(months[period] for period in then) for then in thens]
    mean = Fraction(sum(sums), len(sums)) if sums else None
    value = None
    if mean is None:
        sentence = f"{head} belum dapat dibandingkan: {lacking}."
    elif max(Fraction(top), mean) < rules.least_people * MICRO or not mean:
        sentence = f"{head} terlalu sedikit untuk dibandingkan (kurang dari {rules.least_people} orang)."
    else:
        value = top / mean
        told = what.format(now=number(top), then=number(round(mean / MICRO) * MICRO))
        sentence = f"{head}: {told} ({times_text(value)})."
        if not Fraction(rules.ratio_low, 100) <= value <= Fraction(rules.ratio_high, 100):
            sentence += " Periksa apakah memang berubah, ada bulan yang terlewat, atau cara mencatat berganti."
    return ratio_check(
        Dimension.OVER_TIME, review.users[code], place, code,
        value=value, bounds=(rules.ratio_low, rules.ratio_high), sentence=sentence,
        facts=tuple((place, period, code) for period in now) if place != review.total else (),
    )  # fmt: skip


def related(review: Reviewed) -> Iterator[Check]:
    """Pairs that move together, January to the month, over the months in which both were reported."""
    reports, rules = review.reports, review.rules
    for pair in rules.pairs:
        if pair.one not in reports.catalogue.elements or pair.other not in reports.catalogue.elements:
            continue
        one, other = reports.element(pair.one), reports.element(pair.other)
        programmes = tuple(dict.fromkeys((*review.users[pair.one], *review.users[pair.other])))
        whole: list[tuple[int, int]] = []
        for place in (*reports.names, review.total):
            if place == review.total:
                if not whole:
                    continue
                top, bottom = (sum(column) for column in zip(*whole, strict=True))
                facts: tuple[Key, ...] = ()
            else:
                first, second = (reports.series.get((place, code), {}) for code in (pair.one, pair.other))
                both = [m.code for m in reports.months if m.code in first and m.code in second]
                if not both:
                    continue
                top, bottom = sum(first[p] for p in both), sum(second[p] for p in both)
                whole.append((top, bottom))
                facts = tuple((place, period, code) for period in both for code in (pair.one, pair.other))
            enough = max(top, bottom) >= rules.least_people * MICRO and bottom > 0
            value = Fraction(top, bottom) if enough else None
            where = f"{review.name(place)} sampai {reports.month.label}"
            sentence = f"{one.short} {where} {number(top)}, {other.short} {number(bottom)}"
            if value is None:
                sentence += f": terlalu sedikit untuk dibandingkan (kurang dari {rules.least_people} orang)."
            else:
                sentence += f" ({times_text(value)}). {pair.why}"
                if not pair.low <= value * 100 <= pair.high:
                    sentence += " Cocokkan keduanya dengan register."
            yield ratio_check(
                Dimension.RELATED, programmes, place, f"{pair.one}/{pair.other}",
                value=value, bounds=(pair.low, pair.high), sentence=sentence, facts=facts,
            )  # fmt: skip


def external(review: Reviewed) -> Iterator[Check]:
    """The Puskesmas's own coverage over a survey's figure, within a third."""
    rules, catalogue = review.rules, review.reports.catalogue
    own = {item.indicator: item for item in review.coverage if item.place == review.total}
    bounds = (100 - rules.external_percent, 100 + rules.external_percent)
    for survey in review.surveys:
        indicator = catalogue.indicators.get(survey.indicator)
        if indicator is None:
            continue
        mine = _rate(own.get(survey.indicator))
        value = mine / survey.percent if mine is not None and survey.percent > 0 else None
        theirs = f"{survey.name} {percent_text(survey.percent)}"
        if mine is None or value is None:
            sentence = f"{indicator.short} belum dapat dibandingkan dengan {theirs}: cakupan sendiri belum ada."
        else:
            when = own[survey.indicator].when
            sentence = f"{indicator.short} sendiri {when} {percent_text(mine)}, {theirs} ({times_text(value)})."
            sentence = sentence.replace("  ", " ")
            if not bounds[0] <= value * 100 <= bounds[1]:
                sentence += " Periksa sasaran dan pelayanan di luar wilayah sebelum membahas capaian."
        yield ratio_check(
            Dimension.EXTERNAL, (indicator.programme,), review.total, indicator.code,
            value=value, bounds=bounds, sentence=sentence,
        )  # fmt: skip


def _rate(own: Own | None) -> Fraction | None:
    return Fraction(own.top * own.factor, own.bottom) if own is not None and own.bottom > 0 else None


def denominators(review: Reviewed) -> Iterator[Check]:
    """Own sasaran over the official ones, village by village and as a whole."""
    rules, official = review.rules, review.sets.get(review.official, {})
    for name, values in review.sets.items():
        if name == review.official:
            continue
        both: dict[str, list[tuple[int, int]]] = {}
        for (place, code), micro in values.items():
            if (place, code) in official and place in review.reports.names and review.users.get(code):
                yield _denominator(review, place, code, name, (micro, official[place, code]))
                both.setdefault(code, []).append((micro, official[place, code]))
        for code, pairs in both.items():
            mine, theirs = (sum(column) for column in zip(*pairs, strict=True))
            yield _denominator(review, review.total, code, name, (mine, theirs))
    if len(review.sets) < 2:
        used = {code for values in review.sets.values() for _, code in values}
        programmes = tuple(dict.fromkeys(p for code in sorted(used) for p in review.users.get(code, ())))
        sentence = (
            "Sasaran belum dapat dibandingkan: baru ada satu set. "
            "Isi sasaran resmi atau hasil pendataan di halaman Sasaran."
        )
        yield ratio_check(
            Dimension.DENOMINATORS, programmes or tuple(review.expected), review.total, "",
            value=None, bounds=(rules.denominator_low, rules.denominator_high), sentence=sentence,
        )  # fmt: skip


def _denominator(review: Reviewed, place: str, code: str, name: str, counts: tuple[int, int]) -> Check:
    rules, (mine, theirs) = review.rules, counts
    enough = theirs > 0 and max(mine, theirs) >= rules.least_people * MICRO
    value = Fraction(mine, theirs) if enough else None
    element = review.reports.element(code)
    sentence = f"{element.short} {review.name(place)}: {SETS.get(name, name)} {number(mine)}, "
    sentence += f"{SETS.get(review.official, review.official)} {number(theirs)}"
    if value is None:
        sentence += f": terlalu sedikit untuk dibandingkan (kurang dari {rules.least_people} orang)."
    else:
        sentence += f" ({times_text(value)})."
        if not rules.denominator_low <= value * 100 <= rules.denominator_high:
            sentence += " Sepakati dengan Dinkes sasaran mana yang dipakai sebelum menilai cakupan."
    return ratio_check(
        Dimension.DENOMINATORS, review.users[code], place, code,
        value=value, bounds=(rules.denominator_low, rules.denominator_high), sentence=sentence,
        facts=((place, str(review.reports.month.year), code),) if place != review.total else (),
    )  # fmt: skip


#: The sets of sasaran as a sentence writes them.
SETS = {"proyeksi": "proyeksi penduduk", "sk": "SK Dinas Kesehatan", "riil": "pendataan riil"}
