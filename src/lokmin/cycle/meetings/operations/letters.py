"""Letter numbers: one after another in each register and year, never two alike, none left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import LetterNumber, Meeting
from lokmin.documents.forms.words import roman_month

#: ``klasifikasi/nomor urut/unit/bulan romawi/tahun`` (domain.md 9.4); an office may set its own for each register.
PATTERN = "{klasifikasi}/{nomor}/{unit}/{bulan}/{tahun}"
CLASSIFICATION = "400.7.2"
WIDTH = 3

_PART = re.compile(r"\{(\w+)\}")
_BRACE = re.compile(r"[{}]")


def written(puskesmas: Puskesmas, register: str, number: int, day: dt.date) -> str:
    """A number as printed, by the office's pattern: ``400.7.2/087/PKM-BNY/V/2026``.

    The office's choices are ``puskesmas.settings["nomor_surat"][register]`` with ``pola``, ``klasifikasi``, ``unit``.

    Raises:
        ValidationError: when the pattern has an unknown or no number part.
    """
    choices: Mapping[str, str] = (puskesmas.settings.get("nomor_surat") or {}).get(register) or {}
    return fill(
        choices.get("pola") or PATTERN,
        {
            "klasifikasi": choices.get("klasifikasi") or CLASSIFICATION,
            "nomor": f"{number:0{WIDTH}d}",
            "unit": choices.get("unit") or f"PKM-{_letters(puskesmas.place.name)}",
            "bulan": roman_month(day),
            "tahun": str(day.year),
        },
    )


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """Put the values into a pattern.

    Raises:
        ValidationError: for a part that does not exist, or without ``{nomor}``.
    """
    unknown = [name for name in _PART.findall(pattern) if name not in values]
    if "{nomor}" not in pattern or unknown or _BRACE.search(_PART.sub("", pattern)):
        raise ValidationError(
            _("Pola nomor surat “%(pattern)s” tidak dapat dipakai. Harus memuat {nomor}; bagian yang ada: %(parts)s.")
            % {"pattern": pattern, "parts": ", ".join(f"{{{name}}}" for name in values)}
        )
    return _PART.sub(lambda found: values[found[1]], pattern)


@transaction.atomic
def give_number(
    *,
    puskesmas: Puskesmas,
    by: Person,
    purpose: str,
    register: str = "surat keluar",
    day: dt.date | None = None,
    meeting: Meeting | None = None,
    paper: str = "",
) -> LetterNumber:
    """Give the next number. A paper of a meeting that has one keeps it (asking twice gives the same).

    Raises:
        ValidationError: when the pattern of the office is wrong.
    """
    date = day or clock.today()
    # Everybody who wants a number waits here, so that two never get the same and a failed letter leaves no gap.
    fresh = Puskesmas.objects.select_for_update(no_key=True).select_related(None).get(pk=puskesmas.pk)
    if meeting is not None and paper:
        had: LetterNumber | None = meeting.letters.filter(paper=paper, void_reason="").first()
        if had is not None:
            return had
    of_year = LetterNumber.objects.of(puskesmas).filter(register=register, year=date.year)
    number = (of_year.aggregate(last=models.Max("number"))["last"] or 0) + 1
    made: LetterNumber = LetterNumber.objects.create(
        puskesmas=puskesmas, register=register, year=date.year, number=number, purpose=purpose, paper=paper,
        meeting=meeting, day=date, by=by, at=clock.now(), text=written(fresh, register, number, date),
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="surat.nomor", about=made,
        sentence=f"{by} mengambil nomor {made.text} untuk {purpose}.",
    )  # fmt: skip
    return made


@transaction.atomic
def void_number(*, letter: LetterNumber, by: Person, reason: str) -> LetterNumber:
    """Mark a number as not used; it is not given again.

    Raises:
        ValidationError: without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis mengapa nomor ini batal.")})
    letter.void_reason = reason.strip()
    letter.save(update_fields=["void_reason"])
    audit.record(
        puskesmas=letter.puskesmas, by=by, action="surat.batal", about=letter,
        sentence=f"{by} membatalkan nomor {letter.text}: {reason.strip()}",
    )  # fmt: skip
    return letter


def _letters(name: str) -> str:
    """Three letters of a name: the first and its next consonants (``Banyuwening`` -> ``BNY``)."""
    letters = [c for c in name.upper() if c.isalpha()]
    return "".join([*letters[:1], *(c for c in letters[1:] if c not in "AIUEO")])[:3]
