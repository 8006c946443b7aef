"""Form fields that read money, counts and days as people write them, and ask where a number could mean two things."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lokmin.core.numbers import MICRO, indonesian, to_micro

_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_WHOLE = re.compile(r"\d+")
#: Digits of the largest number taken: a thousand times what all Puskesmas together spend.
_LONGEST = 15
_DECIMAL = re.compile(r"\d+,\d+")


def _known(text: str) -> int:
    """Digits with or without dots, as far as any amount of an office goes.

    Raises:
        ValidationError: longer than that.
    """
    digits = text.replace(".", "")
    if len(digits) > _LONGEST:
        raise ValidationError(_("“%(text)s” terlalu besar.") % {"text": text[:40]})
    return int(digits)


class RupiahField(forms.CharField):
    """Whole rupiah: ``1.500.000``, ``Rp1.500.000,00`` or ``1500000``; None when empty."""

    def clean(self, value: Any) -> int | None:
        text = re.sub(r"(?i)^rp\.?|\s", "", super().clean(value) or "").removesuffix(",00").removesuffix(",-")
        if not text:
            return None
        if _GROUPED.fullmatch(text) or _WHOLE.fullmatch(text):
            return _known(text)
        raise ValidationError(_("“%(text)s” bukan jumlah rupiah. Contoh: 1.500.000") % {"text": value})

    def prepare_value(self, value: Any) -> Any:
        return f"Rp{indonesian(value)}" if isinstance(value, int) else value


class CountField(forms.CharField):
    """A count in millionths: ``8``, ``1.500`` or ``2,5``; a dot that could be either is asked about."""

    def __init__(self, *, below_zero: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.below_zero = below_zero

    def clean(self, value: Any) -> int | None:
        text = re.sub(r"\s", "", super().clean(value) or "").replace("−", "-")
        if not text:
            return None
        if text.startswith("-") and not self.below_zero:
            raise ValidationError(_("“%(text)s” tidak boleh di bawah nol.") % {"text": value})
        sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text.lstrip("+"))
        if _GROUPED.fullmatch(digits) or _WHOLE.fullmatch(digits):
            digits = str(_known(digits))
        elif not _DECIMAL.fullmatch(digits):
            sentence = _("“%(text)s” dapat dibaca dua cara. Tulis pecahan dengan koma: 2,5")
            if re.search(r"[^\d.,]", digits):
                sentence = _("“%(text)s” bukan bilangan. Contoh: 1.500 atau 2,5")
            raise ValidationError(sentence % {"text": value})
        try:
            return sign * to_micro(Decimal(digits.replace(",", ".")))
        except ValueError as error:
            raise ValidationError(_("“%(text)s” terlalu besar.") % {"text": value}) from error

    def prepare_value(self, value: Any) -> Any:
        return indonesian(Decimal(value) / MICRO) if isinstance(value, int) else value


class DayField(forms.DateField):
    """A day of the calendar, with the phone's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **options)


class TextArea(forms.CharField):
    """Several lines."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)


class DaysField(forms.CharField):
    """A few whole numbers of days: ``7, 3, 1``; as a list, the largest first."""

    def clean(self, value: Any) -> list[int]:
        words = re.split(r"[\s,;]+", (super().clean(value) or "").strip())
        if len(words) > 6 or any(not _WHOLE.fullmatch(w) or len(w) > 2 or int(w) > 90 for w in words):
            raise ValidationError(_("Tulis paling banyak enam angka 0 sampai 90 dengan koma. Contoh: 7, 3, 1"))
        return sorted({int(word) for word in words}, reverse=True)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(n) for n in value) if isinstance(value, (list, tuple)) else value
