"""What people said about numbers: reasons and answers, as records to be shown beside the numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Key
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.models import NumberNote

#: (place code, period, element or "", flag or ""): what one answer is about.
FlagKey = tuple[str, str, str, str]
#: Longest code of a flag the table keeps.
LONGEST = 40

REASONS: dict[str, str | Promise] = {
    "benar": gettext_lazy("angkanya benar"),
    "diperbaiki": gettext_lazy("sudah diperbaiki"),
    "dicek": gettext_lazy("akan dicek"),
    "stok": gettext_lazy("stok kosong"),
    "tak_lapor": gettext_lazy("tidak ada laporan"),
    "nol": gettext_lazy("memang nol"),
    "ketik": gettext_lazy("salah ketik"),
    "pindah": gettext_lazy("sasaran pindah atau bertambah"),
    "luar": gettext_lazy("pelayanan di luar wilayah"),
    "lain": gettext_lazy("alasan lain"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One answer or reason in force.

    ``micro`` is the number as it was when it was said; ``question`` the flag's words of that time.
    """

    key: FlagKey
    reason: str
    text: str
    until: dt.date | None
    micro: int | None
    question: str
    by: str
    at: dt.datetime

    @property
    def words(self) -> str:
        """``stok kosong: vaksin datang 3 Mei``."""
        told = str(REASONS.get(self.reason, self.reason))
        return f"{told}: {self.text}" if self.text else told


def flag_code(code: str) -> str:
    """A finding's code as the table keeps it."""
    return code[:LONGEST]


def notes(
    puskesmas: Puskesmas,
    *,
    places: Iterable[str] | None = None,
    periods: Iterable[str] | None = None,
    elements: Iterable[str] | None = None,
) -> tuple[Note, ...]:
    """The notes in force, newest first; those about a whole report belong to each of its elements."""
    rows = NumberNote.objects.of(puskesmas).filter(superseded_at__isnull=True).select_related("place", "by")
    if places is not None:
        rows = rows.filter(place__code__in=set(places))
    if periods is not None:
        rows = rows.filter(period__in=set(periods))
    if elements is not None:
        rows = rows.filter(element__in={"", *elements})
    return tuple(
        Note(
            (n.place.code, n.period, n.element, n.flag),
            n.reason,
            n.text,
            n.until,
            n.micro,
            n.question,
            n.by.full_name if n.by else "",
            n.at,
        )
        for n in rows
    )


def notes_of_year(puskesmas: Puskesmas, month: Month) -> dict[FlagKey, Note]:
    """What was said about the numbers of January to the month and the year's sasaran, by what it is about."""
    periods = [str(month.year), *(m.code for m in month.year_to_date)]
    return {note.key: note for note in notes(puskesmas, periods=periods)}


def beside(found: Iterable[Note]) -> dict[Key, tuple[Note, ...]]:
    """(place, period, element) -> what was said about that number."""
    grouped: dict[Key, list[Note]] = {}
    for note in found:
        grouped.setdefault(note.key[:3], []).append(note)
    return {key: tuple(items) for key, items in grouped.items()}
