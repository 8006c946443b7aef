"""The paper fallback: a sheet whose rows carry numbers, and everything on it typed back in one go."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings import sheet
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.hand.operations.rooms import SIGNS
from lokmin.cycle.meetings.hand.operations.signing import sign_in_place
from lokmin.cycle.meetings.models import Attendance, Meeting
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.room.counts import CAME, tell_present

LONGEST = 4000
_CODE = 4


@dataclass(frozen=True, slots=True)
class Typed:
    """What a sheet wrote down: how many present, away, represented; how many stood so already."""

    present: int
    away: int
    represented: int
    same: int


def rows_of(meeting: Meeting) -> list[Attendance]:
    """The list in the order of its numbers: 1 is the first."""
    return list(meeting.attendance.select_related("person", "partner").order_by("pk"))


def sheet_code(rows: list[Attendance]) -> str:
    """Stands on the printed sheet; says of which list the numbers are. Names added later do not change it."""
    digest = hashlib.sha256(",".join(str(r.pk) for r in rows).encode()).digest()
    return f"{len(rows)}-{''.join(SIGNS[b % len(SIGNS)] for b in digest[:_CODE])}"


def rows_for(meeting: Meeting, code: str) -> list[Attendance]:
    """The rows of a printed sheet.

    Raises:
        ValidationError: when the list was changed since: then a number may mean another person.
    """
    rows = rows_of(meeting)
    count = code.partition("-")[0].strip()
    size = int(count) if count.isdecimal() and len(count) < 5 else 0
    wanted = code.replace(" ", "").upper()
    if not 0 < size <= len(rows) or sheet_code(rows[:size]) != wanted:
        raise ValidationError(
            {"code": _("Kode lembar tidak cocok dengan daftar ini. Periksa kode di kepala lembar, atau isi tabelnya.")}
        )
    return rows[:size]


@transaction.atomic
def type_back(*, meeting: Meeting, by: Person, code: str, text: str) -> Typed:
    """Write down a paper sheet: ``1 2 3 5-9 izin 12``. Who is present has signed on paper. All of it, or nothing.

    Raises:
        ValidationError: with a sentence for each word or number that cannot be read; when closed.
    """
    fresh = not_closed(meeting)
    rows = rows_for(fresh, code)
    if len(text) > LONGEST:
        raise ValidationError({"text": _("Ketikan terlalu panjang.")})
    read = sheet.read(text, len(rows))
    if read.wrong:
        raise ValidationError({"text": [_sentence(what, detail, len(rows)) for what, detail in read.wrong]})
    if not read.lines:
        raise ValidationError({"text": _("Ketik nomor baris yang hadir, misalnya 1 2 3 5-9 izin 12.")})
    return _written(fresh, by, {rows[number - 1].pk: line for number, line in read.lines.items()})


def _written(meeting: Meeting, by: Person, marks: Mapping[int, sheet.Line]) -> Typed:
    counted = {"hadir": 0, "diwakili": 0, "": 0, "same": 0}
    for row in meeting.attendance.select_related("person").filter(pk__in=marks):
        mark = marks[row.pk]
        came = mark.status in CAME
        signed = mark.status == "hadir" and sign_in_place(row, "kertas", by)
        if (row.status, row.represented_by) == (mark.status, mark.by):
            counted["same"] += not signed
            counted["hadir"] += signed
            continue
        row.at = (row.at or clock.now()) if came else None
        row.status, row.represented_by = mark.status, mark.by[:120]
        row.save(update_fields=["at", "status", "represented_by"])
        counted[mark.status if came else ""] += 1
    typed = Typed(counted["hadir"], counted[""], counted["diwakili"], counted["same"])
    if typed.present or typed.away or typed.represented:
        tell_present(meeting)
        audit.record(
            puskesmas=meeting.puskesmas, by=by, action="lokmin.hadir", about=meeting,
            sentence=f"{by} mengetik daftar hadir kertas {meeting.title}: {typed.present} hadir, {typed.away} tidak "
            f"hadir, {typed.represented} diwakili.",
        )  # fmt: skip
    return typed


def _sentence(what: str, detail: str, last: int) -> str:
    words = {
        "kata": _("Kata “%(x)s” tidak dikenal. Pakai hadir, izin, sakit, dinas luar, tanpa keterangan, diwakili."),
        "nomor": _("Nomor %(x)s tidak ada di lembar; nomornya 1 sampai %(last)s."),
        "dua": _("Nomor %(x)s tertulis dua kali dengan keterangan berbeda."),
        "nama": _("Nomor %(x)s diwakili: tulis nama wakilnya sesudah nomor."),
        "rentang": _("Rentang %(x)s terbalik."),
    }
    return words[what] % {"x": detail, "last": last}
