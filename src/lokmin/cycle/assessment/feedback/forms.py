"""Forms of feedback: the letter with its points, an answer, an RTL."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lokmin.cycle.assessment.models import FeedbackPoint
from lokmin.cycle.centre.fields import DayField, TextArea
from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.proofs import ACCEPT

ABOUT = [("pkp", gettext_lazy("PKP")), ("ruk", gettext_lazy("RUK")), ("rpk", gettext_lazy("RPK"))]


class LetterForm(forms.Form):
    """A letter; each line of ``points`` is one point."""

    about = forms.ChoiceField(label=gettext_lazy("Tentang"), choices=ABOUT)
    year = forms.IntegerField(
        label=gettext_lazy("Tahun yang dinilai"), min_value=2010, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Nomor surat"), max_length=80, required=False)
    date = DayField(label=gettext_lazy("Tanggal surat"))
    sender = forms.CharField(label=gettext_lazy("Dari"), max_length=120, required=False)
    text = TextArea(label=gettext_lazy("Isi ringkas"), max_length=4000, required=False)
    points = TextArea(
        label=gettext_lazy("Butir-butirnya"), max_length=20000, required=False, rows=6,
        help_text=gettext_lazy("Satu baris satu butir. Tiap butir ditindaklanjuti sendiri."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Pindaian atau foto surat"), required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}), help_text=gettext_lazy("Paling besar 10 MB."),
    )  # fmt: skip


class CorrectionForm(forms.Form):
    """What was typed of a letter, to be put right."""

    number, date = LetterForm.base_fields["number"], LetterForm.base_fields["date"]
    sender, text = LetterForm.base_fields["sender"], LetterForm.base_fields["text"]


def coded(line: str, codes: Container[str]) -> tuple[str, str]:
    """A point and the row of the PKP it begins with: ``2.1.3.1.3 Kunjungan K6: ...``."""
    first = line.split(maxsplit=1)[0].rstrip(".:)")
    return line, first if first in codes else ""


def lines(text: str) -> list[str]:
    """The points of a text, without their numbers and bullets."""
    found = (re.sub(r"^\s*(?:\d{1,2}[.)]|[a-z][.)]|[-•*])\s+", "", line).strip() for line in text.splitlines())
    return [line for line in found if line]


class AnswerForm(forms.Form):
    """What was done with a point."""

    state = forms.ChoiceField(label=gettext_lazy("Keadaan"), choices=FeedbackPoint.STATES)
    response = TextArea(label=gettext_lazy("Tindak lanjut"), max_length=2000, required=False)


class ActionForm(forms.Form):
    """An RTL out of a point."""

    activity = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=300)
    owner = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    due = DayField(label=gettext_lazy("Batas waktu"), required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {str(person.pk): person for person in people}
        options = [("", "–"), *((key, person.full_name) for key, person in self.people.items())]
        self.fields["owner"].choices = options  # type: ignore[attr-defined]

    def clean_owner(self) -> Person | None:
        return self.people.get(self.cleaned_data["owner"])
