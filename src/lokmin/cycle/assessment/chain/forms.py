"""Forms of the evidence chain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lokmin.cycle.assessment.models import ChainNote
from lokmin.cycle.centre.fields import DayField, TextArea

_CHOICES = [("", gettext_lazy("menurut sistem")), ("10", "10"), ("5", "5"), ("0", "0")]


class NoteForm(forms.Form):
    """What the office adds to a step."""

    note = TextArea(
        label=gettext_lazy("Bukti yang tidak ada di Lokmin"), rows=2, max_length=300, required=False,
        help_text=gettext_lazy("Misalnya tanda terima RKA di map Perencanaan 2026, lembar 3"),
    )  # fmt: skip
    on = DayField(label=gettext_lazy("Tanggal bukti"), required=False)
    score = forms.TypedChoiceField(
        label=gettext_lazy("Nilai menurut kantor sendiri"), choices=_CHOICES, coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, row: ChainNote | None = None, **options: Any) -> None:
        if row is not None:
            score = "" if row.score is None else str(row.score)
            options["initial"] = {"note": row.note, "on": row.on, "score": score}
        super().__init__(*args, **options)


class VerifyForm(forms.Form):
    """The Dinkes' score."""

    verified = forms.TypedChoiceField(
        label=gettext_lazy("Nilai Dinkes"), choices=[("", "–"), *_CHOICES[1:]], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    verified_note = forms.CharField(label=gettext_lazy("Catatan Dinkes"), max_length=300, required=False)

    def __init__(self, *args: Any, row: ChainNote | None = None, **options: Any) -> None:
        if row is not None:
            score = "" if row.verified is None else str(row.verified)
            options["initial"] = {"verified": score, "verified_note": row.verified_note}
        super().__init__(*args, **options)
