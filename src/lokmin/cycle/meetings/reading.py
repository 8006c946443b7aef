"""Days as people type them: ``Selasa, 5 Mei 2026``, ``5/5/2026``, ``2026-05-05``; a wrong day name is refused."""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lokmin.core.periods import DAY_NAMES, MONTH_NAMES
from lokmin.documents.forms.words import checked_day

_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)\s+(\d{4})", re.IGNORECASE)
_WEEKDAY = re.compile(r"^\s*([A-Za-z’']+)[\s,(]")
_MONTHS = {name.casefold(): n for n, name in enumerate(MONTH_NAMES, 1)} | {"pebruari": 2, "nopember": 11}


def read_day(text: str) -> dt.date:
    """The date somebody typed, with or without its day name.

    Raises:
        ValidationError: when it cannot be read, does not exist, or the day name is another one.
    """
    day = _day(text)
    if day is None:
        raise ValidationError(_("“%(text)s” bukan tanggal. Contoh: Selasa, 5 Mei 2026 atau 5/5/2026") % {"text": text})
    said = _WEEKDAY.match(text)
    word = said[1] if said else ""
    if word and word.casefold() not in _MONTHS:
        _known_day(word)
        try:
            checked_day(day, word)
        except ValueError as error:
            raise ValidationError(str(error)) from error
    return day


def _known_day(word: str) -> None:
    names = {name.casefold() for name in DAY_NAMES} | {"jum'at", "jum’at", "ahad"}
    if word.casefold() not in names:
        raise ValidationError(_("“%(word)s” bukan nama hari.") % {"word": word})


def _day(text: str) -> dt.date | None:
    try:
        if found := _ISO.search(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.search(text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDS.search(text)) and found[2].casefold() in _MONTHS:
            return dt.date(int(found[3]), _MONTHS[found[2].casefold()], int(found[1]))
    except ValueError:
        return None
    return None
