"""Numbers that disagree with what was said elsewhere: in a meeting, in the Puskesmas's own total, by the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lokmin.core.findings import Finding, Severity
from lokmin.core.periods import Month
from lokmin.core.quality.series import Reports, number


@dataclass(frozen=True, slots=True)
class Changed:
    """A number that changed after a lokmin saw it.

    Attributes:
        before, after: micro; None is "not reported".
        shown: when it was seen, as part of a sentence (``lokmin 7 April 2026``).
    """

    place: str
    period: str
    element: str
    before: int | None
    after: int | None
    shown: str


def after_meeting(reports: Reports, changed: Sequence[Changed]) -> Iterator[Finding]:
    """Each change of a number a lokmin has seen: it must be told there again, with its reason."""
    for change in changed:
        if change.place not in reports.names or change.element not in reports.catalogue.elements:
            continue
        element, name = reports.element(change.element), reports.names[change.place]
        month = Month.parse(change.period) if len(change.period) == 7 else None
        when = month.label if month else f"tahun {change.period}"
        was, now = _told(change.before), _told(change.after)
        yield Finding(
            Severity.WARNING,
            "berubah-setelah-dibahas",
            f"{element.short} {name} {when} {was} pada {change.shown}, sekarang {now}. "
            "Tulis alasannya dan sampaikan pada lokmin berikutnya.",
            place=change.place,
            period=change.period,
            element=change.element,
            question=f"{element.short} {name} {when} berubah sesudah {change.shown}: {was}, sekarang {now}. Mengapa?",
        )


def _told(micro: int | None) -> str:
    return "belum dilaporkan" if micro is None else number(micro)


def own_total(reports: Reports, total: str) -> Iterator[Finding]:
    """The Puskesmas's own number against the sum of its villages, in months where it gave both.

    Villages that did not report can only make the sum too small, so only then a larger total stays quiet.
    """
    if not total:
        return
    periods = {month.code: month for month in reports.months}
    for (place, period, code), own in reports.facts.items():
        if place != total or period not in periods or code not in reports.catalogue.elements:
            continue
        values = [reports.facts.get((village, period, code)) for village in reports.names]
        known = [micro for micro in values if micro is not None]
        added, complete = sum(known), len(known) == len(values)
        if not known or added == own or (added < own and not complete):
            continue
        element, month = reports.element(code), periods[period]
        yield reports.finding(
            Severity.WARNING,
            "jumlah-puskesmas-tidak-cocok",
            f"{element.short} Puskesmas {month.label} tertulis {number(own)}, padahal desa berjumlah {number(added)}. "
            "Yang dipakai jumlah desa; periksa desa yang terlewat dan warga luar wilayah.",
            place=place,
            element=code,
            month=month,
            ask=f"{element.short} Puskesmas {month.name} tertulis {number(own)}, desa berjumlah {number(added)}. "
            "Mana yang benar?",
        )


def future(reports: Reports, today: Month | None) -> Iterator[Finding]:
    """Numbers of months that have not come yet."""
    if today is None:
        return
    seen: dict[tuple[str, str], int] = {}
    for place, period, _ in reports.facts:
        if len(period) == 7 and period > today.code and place in reports.names:
            seen[place, period] = seen.get((place, period), 0) + 1
    for (place, period), count in sorted(seen.items()):
        month = Month.parse(period)
        yield reports.finding(
            Severity.ERROR,
            "bulan-belum-tiba",
            f"{count} angka {reports.label(place, month)} tercatat, padahal bulan itu belum tiba. "
            "Batalkan unggahannya, lalu unggah lagi dengan bulan yang benar.",
            place=place,
            month=month,
            ask=f"laporan {reports.names[place]} tercatat untuk {month.label}, padahal bulan itu belum tiba. "
            "Bulan apa yang dimaksud?",
        )
