"""Forms of data quality: a reason for a number, a survey's value, a pasted table of another source."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.dqr.notes import REASONS
from lokmin.cycle.monitoring.queries.table import MonthTable
from lokmin.exchange.excel import bilangan


class ReasonForm(forms.Form):
    """Why a number is as it is."""

    reason = forms.ChoiceField(label=gettext_lazy("Jawaban"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Keterangan"), max_length=300, required=False,
        help_text=gettext_lazy("Pendek: vaksin kosong 1 sampai 20 April"),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Dicek sampai"), required=False,
        help_text=gettext_lazy("Hanya untuk “akan dicek”"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(code, word) for code, word in REASONS.items()]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]


class BenchmarkForm(forms.Form):
    """A survey's value of one indicator."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indikator"))
    source = forms.CharField(
        label=gettext_lazy("Nama survei"), max_length=200, help_text=gettext_lazy("SKI, SSGI, Susenas")
    )
    year = forms.IntegerField(label=gettext_lazy("Tahun survei"), min_value=2000, max_value=2100)
    micro = forms.CharField(
        label=gettext_lazy("Nilai"), help_text=gettext_lazy("Dalam satuan indikatornya, misalnya 84,2")
    )

    def __init__(self, *args: Any, table: MonthTable, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = [(i.code, f"{i.short}, {i.name}") for i in table.indicators if i.factor > 1]
        self.fields["indicator"].choices = [("", "–"), *chosen]  # type: ignore[attr-defined]

    def clean_micro(self) -> int:
        text = self.cleaned_data["micro"]
        found = bilangan.read_number(text)
        if found.kind not in (bilangan.VALUE, bilangan.PERCENT) or found.micro is None:
            raise ValidationError(_("“%(text)s” bukan angka. Tulis misalnya 84,2.") % {"text": text})
        micro: int = found.micro
        return micro

    @staticmethod
    def shown(micro: int) -> str:
        return indonesian(Decimal(from_micro(micro)))


class PasteForm(forms.Form):
    """A table of another source."""

    source = forms.CharField(
        label=gettext_lazy("Nama sumber"), max_length=60, help_text=gettext_lazy("ASIK, e-Puskesmas, register posyandu")
    )
    month = forms.ChoiceField(
        label=gettext_lazy("Bulan"), help_text=gettext_lazy("Bila judul kolomnya unsur data (K1, K4)")
    )
    element = forms.ChoiceField(
        label=gettext_lazy("Unsur data"), required=False,
        help_text=gettext_lazy("Bila judul kolomnya bulan (Jan, Feb)"),
    )  # fmt: skip
    table = forms.CharField(
        label=gettext_lazy("Tabel"),
        help_text=gettext_lazy(
            "Salin dari Excel, lalu tempel di sini: baris pertama judul kolom, satu desa tiap baris"
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=60_000,
    )

    def __init__(self, *args: Any, table: MonthTable, **options: Any) -> None:
        super().__init__(*args, **options)
        months = [m for m in Month(table.month.year, 1).until(Month(table.month.year, 12)) if m <= table.month]
        self.fields["month"].choices = [(m.code, words.month_year(m)) for m in reversed(months)]  # type: ignore[attr-defined]
        used = {element for _place, period, element in table.inputs.values if len(period) == 7}
        elements = [e for e in table.catalogue.elements.values() if not e.yearly]
        elements.sort(key=lambda e: (e.code not in used, e.programme))
        self.fields["element"].choices = [("", "–"), *((e.code, f"{e.short}, {e.name}") for e in elements)]  # type: ignore[attr-defined]
