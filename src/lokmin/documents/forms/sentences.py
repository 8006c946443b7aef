"""A figure turned into the sentence that stands as a title: who is below, who is furthest, who has not reported."""

from __future__ import annotations

from collections.abc import Mapping

from lokmin.core.numbers import indonesian
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.forms.records import IndicatorSheet
from lokmin.documents.forms.words import count, joined, rate, unit

_NAMED = 3


def headline(sheet: IndicatorSheet, names: Mapping[str, str]) -> str:
    """``6 dari 12 desa di bawah target K1, Watubelah paling jauh, Lebakharjo belum melapor``."""
    below, silent = sheet.below, sheet.silent
    parts = []
    if not sheet.rows:
        return puskesmas_sentence(sheet)
    judged = [row for row in sheet.rows if row.status not in (Status.NONE, Status.NO_TARGET)]
    side = "di bawah" if all(row.higher_is_better for row in sheet.rows) else "melewati"
    if below:
        parts.append(f"{len(below)} dari {len(sheet.rows)} desa {side} target {sheet.short}")
        worst = below[0]
        if worst.gap_people:
            parts.append(f"{names.get(worst.place, worst.place)} paling jauh")
    elif judged:
        parts.append(f"Semua desa yang melapor mencapai target {sheet.short}")
    elif silent and len(silent) == len(sheet.rows):
        return f"{sheet.short}: belum ada desa yang melapor"
    else:
        parts.append(f"{sheet.short} belum punya target")
    if silent:
        who = joined([names.get(row.place, row.place) for row in silent])
        parts.append(f"{who} belum melapor" if len(silent) <= _NAMED else f"{len(silent)} desa belum melapor")
    return ", ".join(parts)


def puskesmas_sentence(sheet: IndicatorSheet) -> str:
    """``Puskesmas kurang 15 ibu dari target berjalan K1: 264 dari 834,9, 31,6 %``."""
    row = sheet.total
    if row is None or row.numerator is None:
        return f"{sheet.short}: belum ada angka Puskesmas"
    figures = f"{count(row.numerator)} dari {count(row.denominator)}, {rate(row.ratio)}"
    if row.status in (Status.NO_TARGET, Status.NONE):
        return f"{sheet.short} Puskesmas: {figures}"
    return f"Puskesmas {gap(row, sheet.people)} {sheet.short}: {figures}"


def gap(row: CoverageRow, people: str) -> str:
    """``kurang 15 ibu dari target berjalan`` or ``mencapai target berjalan``."""
    if not row.gap_people:
        return "mencapai target berjalan"
    word = "kurang" if row.higher_is_better else "lebih"
    return f"{word} {indonesian(row.gap_people)} {people} dari target berjalan"


def gap_short(row: CoverageRow, people: str) -> str:
    """``kurang 15 ibu``, ``tercapai`` or ``–``."""
    if row.status is Status.NONE or row.gap_people is None:
        return "–"
    return gap(row, people).split(" dari ")[0] if row.gap_people else "tercapai"


def running_target(row: CoverageRow | None) -> str:
    """``33,3 %``, or ``–`` where the office has not set one."""
    value = None if row is None else row.running_target_percent
    return "–" if value is None else f"{indonesian(value, 1)}{unit(row.factor if row else 100)}"


def yearly_target(row: CoverageRow | None) -> str:
    """The target of the whole year: ``100 %``."""
    if row is None or row.target_bp is None:
        return "–"
    return f"{indonesian(row.target_bp / 100)}{unit(row.factor)}"
