"""The forms of money: the pagu of a source, a payment, taking one back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.fields import DayField, RupiahField
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Plan, RpkItem
from lokmin.cycle.planning.plans.funds import fund_choices


class CeilingForm(forms.Form):
    """The pagu of a source by its document."""

    fund = forms.ChoiceField(label=gettext_lazy("Sumber dana"))
    rupiah = RupiahField(label=gettext_lazy("Pagu setahun"))
    document = forms.CharField(
        label=gettext_lazy("Dokumen"), max_length=120, help_text=gettext_lazy("Contoh: DPA 2026, RBA perubahan 2026")
    )
    since = DayField(label=gettext_lazy("Berlaku sejak"))

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund"].choices = [("", "–"), *fund_choices(year)]  # type: ignore[attr-defined]


class SpendForm(forms.Form):
    """Money paid for an activity of the year."""

    item = forms.ChoiceField(label=gettext_lazy("Kegiatan"))
    fund = forms.ChoiceField(label=gettext_lazy("Sumber dana"))
    date = DayField(label=gettext_lazy("Tanggal bayar"))
    rupiah = RupiahField(label=gettext_lazy("Realisasi"), help_text=gettext_lazy("0 bila terlaksana tanpa biaya"))
    proof = forms.CharField(
        label=gettext_lazy("Bukti"), max_length=200, help_text=gettext_lazy("Nomor SPJ, kuitansi, daftar terima")
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=200, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.year = year
        rows = RpkItem.objects.filter(
            plan__puskesmas=puskesmas, plan__kind=Plan.RPK, plan__year=year, removed_at=None
        )  # fmt: skip
        self._items = {str(row.pk): row for row in rows}
        self.fields["item"].choices = [("", "–"), *((pk, row.activity) for pk, row in self._items.items())]  # type: ignore[attr-defined]
        self.fields["fund"].choices = [("", "–"), *fund_choices(year)]  # type: ignore[attr-defined]

    @property
    def known(self) -> bool:
        """True when there is an activity to pay for."""
        return bool(self._items)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("date") and data["date"].year != self.year:
            self.add_error("date", _("Tanggalnya harus di tahun %(year)s.") % {"year": self.year})
        return data

    def columns(self) -> dict[str, Any]:
        """As ``operations.spend`` takes them."""
        return {**self.cleaned_data, "item": self._items[self.cleaned_data["item"]]}
