"""Forms of SMD."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.community.instrument import KIND_NAMES, LETTERS, Instrument, Kind, Question, question_from
from lokmin.core.numbers import MICRO
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.fields import CountField, DayField, TextArea
from lokmin.cycle.centre.models import Place, Puskesmas
from lokmin.cycle.community.models import Smd
from lokmin.cycle.community.smd import queries

_DIGITS = {"inputmode": "numeric", "maxlength": 5}


class SurveyForm(forms.Form):
    """A survey of a village: when, how many households, by whom, with which questionnaire."""

    village = forms.ChoiceField(label=gettext_lazy("Desa"))
    year = forms.IntegerField(
        label=gettext_lazy("Tahun"), min_value=2000, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )  # fmt: skip
    instrument = forms.ChoiceField(label=gettext_lazy("Kuesioner"), required=False)
    households = forms.IntegerField(
        label=gettext_lazy("Jumlah rumah tangga di desa"), required=False, min_value=0, widget=forms.TextInput(_DIGITS)
    )
    wanted = forms.IntegerField(
        label=gettext_lazy("Rumah tangga yang akan ditanya"), required=False, min_value=0,
        widget=forms.TextInput(_DIGITS),
    )  # fmt: skip
    interviewers = forms.CharField(
        label=gettext_lazy("Pewawancara"), max_length=200, required=False,
        help_text=gettext_lazy("Misalnya 6 kader Dusun Krajan dan Sumber"),
    )  # fmt: skip
    started = DayField(label=gettext_lazy("Mulai"), required=False)
    finished = DayField(label=gettext_lazy("Selesai"), required=False)
    note = TextArea(label=gettext_lazy("Catatan"), rows=2, required=False)

    def __init__(
        self, *args: Any, puskesmas: Puskesmas, villages: list[Place], smd: Smd | None = None, **options: Any
    ) -> None:
        if smd is not None:
            names = ("year", "households", "wanted", "interviewers", "started", "finished", "note")
            given = {n: getattr(smd, n) for n in names}
            options["initial"] = {**given, "village": smd.village.code, "instrument": str(smd.instrument_id)}
        super().__init__(*args, **options)
        self._villages = {v.code: v for v in villages}
        self._instruments = {str(i.pk): i for i in queries.instruments(puskesmas)}
        if smd is not None:
            self._instruments.setdefault(str(smd.instrument_id), smd.instrument)
            for name in ("village", "year"):
                del self.fields[name]
        else:
            self.fields["village"].choices = [("", "–"), *((c, v.name) for c, v in self._villages.items())]  # type: ignore[attr-defined]
            for name in ("started", "finished", "note"):
                del self.fields[name]
        first = [] if smd is not None else [("", _("kuesioner awal, disalin untuk desa ini"))]
        self.fields["instrument"].choices = [*first, *((pk, str(i)) for pk, i in self._instruments.items())]  # type: ignore[attr-defined]
        self.fields["wanted"].help_text = _("Disarankan paling sedikit %(n)s") % {"n": queries.rule().sample}

    def values(self) -> dict[str, Any]:
        """As ``operations`` take them; an instrument of None is to be made from the starter."""
        data = dict(self.cleaned_data)
        data["instrument"] = self._instruments.get(data.get("instrument") or "")
        if "village" in data:
            data["village"] = self._villages[data["village"]]
        return data


class FeedbackForm(forms.Form):
    """How the community was told."""

    on = DayField(label=gettext_lazy("Tanggal"))
    how = forms.CharField(
        label=gettext_lazy("Caranya"), max_length=200,
        help_text=gettext_lazy("Misalnya pertemuan RT 03 di balai desa, 42 warga; papan pengumuman"),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].widget.attrs["max"] = clock.today().isoformat()


class QuestionForm(forms.Form):
    """One question of a questionnaire, in the words of the people."""

    code = forms.CharField(label=gettext_lazy("Kode"), max_length=4, widget=forms.TextInput({"size": 4}))
    text = TextArea(label=gettext_lazy("Pertanyaan"), rows=2, max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("Dijawab dengan"), choices=[(k.value, gettext_lazy(v)) for k, v in KIND_NAMES.items()]
    )
    choices = TextArea(
        label=gettext_lazy("Pilihan, satu sebaris"), rows=4, required=False,
        help_text=gettext_lazy("Hanya untuk satu pilihan. Beri * di depan pilihan yang bermasalah"),
    )  # fmt: skip
    bad = forms.ChoiceField(
        label=gettext_lazy("Jawaban yang bermasalah"), required=False,
        choices=[("", "–"), ("ya", gettext_lazy("ya")), ("tidak", gettext_lazy("tidak"))],
        help_text=gettext_lazy("Hanya untuk ya atau tidak"),
    )  # fmt: skip
    bad_from = CountField(
        label=gettext_lazy("Bermasalah mulai angka"), required=False, widget=forms.TextInput({"inputmode": "decimal"}),
        help_text=gettext_lazy("Hanya untuk angka, misalnya 1"),
    )  # fmt: skip
    unit = forms.CharField(label=gettext_lazy("Satuan angka"), max_length=20, required=False)
    problem = forms.CharField(
        label=gettext_lazy("Kalimat masalahnya"), max_length=200, required=False,
        help_text=gettext_lazy("Meneruskan kata “rumah tangga”: tidak mempunyai jamban sehat"),
    )  # fmt: skip
    threshold = forms.IntegerField(
        label=gettext_lazy("Disebut masalah desa mulai (persen)"), min_value=1, max_value=100, initial=20,
        widget=forms.TextInput(_DIGITS),
    )  # fmt: skip
    unless = forms.CharField(
        label=gettext_lazy("Tidak berlaku bila"), max_length=60, required=False,
        help_text=gettext_lazy("Misalnya tidak ada balita"),
    )  # fmt: skip

    def __init__(self, *args: Any, question: Question | None = None, **options: Any) -> None:
        if question is not None:
            options["initial"] = _initial(question)
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                data["question"] = _question(data)
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return data


def _initial(question: Question) -> dict[str, Any]:
    lines = [
        ("* " if letter in question.bad else "") + text
        for letter, text in zip(LETTERS, question.choices, strict=False)
    ]  # fmt: skip
    return {
        "code": question.code, "text": question.text, "kind": question.kind.value, "choices": "\n".join(lines),
        "bad": question.bad[0] if question.kind is Kind.YES_NO and question.bad else "",
        "bad_from": question.bad_from, "unit": question.unit, "problem": question.problem,
        "threshold": round(question.threshold / 10) or 1, "unless": question.unless,
    }  # fmt: skip


def _question(data: dict[str, Any]) -> Question:
    kind = Kind(data["kind"])
    code = data["code"].strip().upper()
    lines = [line.strip() for line in data["choices"].splitlines() if line.strip()] if kind is Kind.CHOICE else []
    bad: list[str] = []
    if kind is Kind.CHOICE:
        bad = [letter for letter, line in zip(LETTERS, lines, strict=False) if line.startswith("*")]
    elif kind is Kind.YES_NO and data["bad"]:
        bad = [data["bad"]]
    entry: dict[str, Any] = {
        "code": code, "text": " ".join(data["text"].split()), "kind": kind.value, "unit": data["unit"],
        "choices": [line.lstrip("* ") for line in lines], "bad": bad, "problem": data["problem"].strip(),
        "threshold": data["threshold"] * 10, "unless": data["unless"].strip(), "topic": re.sub(r"\d", "", code),
    }  # fmt: skip
    if kind is Kind.NUMBER and data["bad_from"] is not None:
        entry["bad_from"] = data["bad_from"] / MICRO
    return question_from(entry)


def typed_answers(instrument: Instrument, given: Any) -> tuple[dict[str, str | int], dict[str, str], dict[str, str]]:
    """The answers of one household out of a post: (answers, what was typed, sentence per question that is wrong)."""
    answers: dict[str, str | int] = {}
    typed: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for question in instrument.questions:
        text = str(given.get(f"j-{question.code}", "")).strip()
        typed[question.code] = text
        if not text:
            continue
        if question.kind is Kind.NUMBER and text != "tb":
            try:
                count = CountField().clean(text)
            except ValidationError as error:
                wrong[question.code] = " ".join(error.messages)
                continue
            answer: str | int = count if count is not None else text
        else:
            answer = text
        if question.allows(answer):
            answers[question.code] = answer
        else:
            wrong[question.code] = _("“%(text)s” tidak ada di pilihannya.") % {"text": text[:40]}
    return answers, typed, wrong
