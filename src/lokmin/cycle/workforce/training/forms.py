"""Forms of the part: a training, one who takes part, a need."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.needs.training import jpl_words
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.centre.fields import DayField
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.models import Training
from lokmin.cycle.workforce.needs.forms import fund_choices, money
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.cycle.workforce.training import queries

_JPL = re.compile(r"\d{1,4}(,\d)?")


class JplField(forms.CharField):
    """Lesson hours with at most one decimal: ``20`` or ``7,5``; in tenths, None when empty."""

    def __init__(self, label: Any, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": "5", "autocomplete": "off"})
        super().__init__(label=label, required=False, widget=widget, **options)

    def clean(self, value: Any) -> int | None:
        text = (super().clean(value) or "").strip().replace(".", ",")
        if not text:
            return None
        if not _JPL.fullmatch(text):
            raise ValidationError(_("“%(text)s” bukan jam pelajaran. Contoh: 20 atau 7,5") % {"text": value})
        whole, _sign, part = text.partition(",")
        return int(whole) * 10 + int(part or 0)

    def prepare_value(self, value: Any) -> Any:
        return jpl_words(value) if isinstance(value, int) else value


class TrainingForm(forms.Form):
    """A training, planned or held."""

    title = forms.CharField(label=gettext_lazy("Pelatihan"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("Bentuk"), required=False)
    provider = forms.CharField(label=gettext_lazy("Penyelenggara"), max_length=120, required=False)
    month = forms.TypedChoiceField(
        label=gettext_lazy("Bulan rencana"), coerce=lambda v: int(v) if v else None, empty_value=None, required=False
    )
    start = DayField(label=gettext_lazy("Mulai"), required=False)
    end = DayField(label=gettext_lazy("Sampai"), required=False)
    jpl_tenths = JplField(gettext_lazy("JPL"), help_text=gettext_lazy("Jam pelajaran menurut sertifikatnya"))
    cost = money(gettext_lazy("Biaya, rupiah"))
    fund = forms.ChoiceField(label=gettext_lazy("Sumber dana"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), choices=[(code, gettext_lazy(word)) for code, word in Training.STATES]
    )
    state_reason = forms.CharField(
        label=gettext_lazy("Keterangan"), max_length=200, required=False, help_text=gettext_lazy("Wajib bila batal")
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        forms_of = queries.rule_of(year).forms
        _choose(self, "kind", [("", "–"), *((name, _(name)) for name in forms_of)])
        _choose(self, "month", [("", "–"), *((n, _(name)) for n, name in enumerate(MONTH_NAMES, 1))])
        _choose(self, "fund", fund_choices(year))


class PartRow(forms.Form):
    """One who takes part."""

    here = forms.BooleanField(label=gettext_lazy("Peserta"), required=False)
    attended = forms.BooleanField(label=gettext_lazy("Mengikuti"), required=False)
    jpl_tenths = JplField(gettext_lazy("JPL"))
    certificate = forms.CharField(label=gettext_lazy("Nomor sertifikat"), max_length=80, required=False)


class NeedForm(forms.Form):
    """A wish of one's own, for people or a profession."""

    topic = forms.CharField(label=gettext_lazy("Pelatihan apa?"), max_length=160)
    why = forms.CharField(
        label=gettext_lazy("Mengapa perlu?"), max_length=200, required=False,
        help_text=gettext_lazy("Misalnya: belum ada yang terlatih, alat baru, perubahan pedoman"),
    )  # fmt: skip
    profession = forms.ChoiceField(
        label=gettext_lazy("Untuk jenis tenaga"), required=False,
        help_text=gettext_lazy("Bila untuk semua dari jenis itu; selain itu pilih orangnya"),
    )  # fmt: skip
    staff = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Untuk siapa"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = staff.staff(puskesmas)
        kinds = {row.profession: row.profession_name for row in rows}
        _choose(self, "profession", [("", "–"), *kinds.items()])
        _choose(self, "staff", [(row.pk, row.short_name) for row in rows])


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
