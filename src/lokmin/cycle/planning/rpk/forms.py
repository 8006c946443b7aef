"""The form of one row of the RPK, and of its money by source and month."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.rpk import MONTHS, spread
from lokmin.cycle.centre.fields import CountField, RupiahField, TextArea
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.planning.models import Resource, RpkItem
from lokmin.cycle.planning.models.rows import NATURES
from lokmin.cycle.planning.plans.funds import effort_choices, fund_choices
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.documents.forms.parts import programme_name

NONE = ("", "–")
_TEXTS = ("activity", "upaya", "programme", "nature", "goal", "target_group", "target", "owner_text", "unit",
          "location", "details", "method", "partners", "indicator", "success", "account")  # fmt: skip


class ItemForm(forms.Form):
    """The official columns of one activity, and what it needs on its day."""

    activity = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=300)
    upaya = forms.ChoiceField(label=gettext_lazy("Upaya kesehatan"))
    programme = forms.ChoiceField(label=gettext_lazy("Program"), required=False)
    klaster = forms.ChoiceField(label=gettext_lazy("Klaster"), required=False)
    nature = forms.ChoiceField(label=gettext_lazy("Sifat kegiatan"), required=False)
    goal = forms.CharField(label=gettext_lazy("Tujuan"), max_length=300, required=False)
    target_group = forms.CharField(label=gettext_lazy("Sasaran"), max_length=200, required=False)
    target = forms.CharField(label=gettext_lazy("Target sasaran"), max_length=200, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    owner_text = forms.CharField(label=gettext_lazy("Penanggung jawab lain"), max_length=120, required=False)
    volume_micro = CountField(label=gettext_lazy("Volume setahun"), required=False, below_zero=False)
    unit = forms.CharField(label=gettext_lazy("Satuan"), max_length=40, required=False)
    villages = forms.MultipleChoiceField(
        label=gettext_lazy("Desa"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tanpa centang: seluruh wilayah"),
    )  # fmt: skip
    location = forms.CharField(label=gettext_lazy("Lokasi pelaksanaan"), max_length=200, required=False)
    details = TextArea(label=gettext_lazy("Rincian pelaksanaan"), rows=2, max_length=2000, required=False)
    method = forms.CharField(label=gettext_lazy("Metode"), max_length=200, required=False)
    partners = forms.CharField(label=gettext_lazy("Mitra kerja"), max_length=200, required=False)
    indicator = forms.ChoiceField(label=gettext_lazy("Indikator cakupan"), required=False)
    success = forms.CharField(label=gettext_lazy("Indikator kinerja"), max_length=300, required=False)
    account = forms.CharField(label=gettext_lazy("Kode rekening"), max_length=60, required=False)
    resource = forms.ChoiceField(label=gettext_lazy("Perlu kendaraan, ruang, atau alat"), required=False)
    days_each = forms.IntegerField(label=gettext_lazy("Hari tiap kali"), min_value=1, max_value=31, initial=1)
    avoid_fasting = forms.BooleanField(label=gettext_lazy("Hindari bulan puasa"), required=False)
    fixed = forms.BooleanField(label=gettext_lazy("Jadwal tidak boleh digeser"), required=False)
    new_reason = forms.CharField(
        label=gettext_lazy("Alasan kegiatan baru"), max_length=300, required=False,
        help_text=gettext_lazy("Mengapa tidak ada di RUK: kebijakan baru, KLB, usulan desa"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, puskesmas: Puskesmas, year: int, item: RpkItem | None = None, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.puskesmas, self.year = puskesmas, year
        self._villages = {v.code: v for v in villages(puskesmas)}
        known = sorted(catalogue_for(puskesmas, year).for_year(year).values(), key=lambda i: (i.order, i.code))
        programmes = sorted({i.programme for i in known} | ({item.programme} if item and item.programme else set()))
        efforts = effort_choices(year)
        if item and item.upaya and item.upaya not in dict(efforts):
            efforts.append((item.upaya, item.upaya))
        resources = Resource.objects.of(puskesmas).filter(active=True)
        choices: dict[str, list[Any]] = {
            "upaya": efforts,
            "programme": [NONE, *((p, programme_name(p)) for p in programmes)],
            "klaster": [NONE, *((str(n), str(n)) for n in range(1, 6))],
            "nature": [NONE, *NATURES],
            "owner": [NONE, *((str(pk), name) for pk, name in staff.choices(puskesmas))],
            "villages": [(v.code, v.name) for v in self._villages.values()],
            "indicator": [NONE, *((i.code, f"{i.short}, {i.name}") for i in known)],
            "resource": [NONE, *((str(r.pk), r.name) for r in resources)],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        if item is not None and item.ruk_item_id is not None:
            del self.fields["new_reason"]

    def columns(self) -> dict[str, Any]:
        """The cleaned answers as ``operations`` takes them."""
        data = dict(self.cleaned_data)
        owner, resource = data.pop("owner"), data.pop("resource")
        data["owner_id"] = int(owner) if owner else None
        data["resource_id"] = int(resource) if resource else None
        data["klaster"] = int(data["klaster"]) if data["klaster"] else None
        data["villages"] = [self._villages[code] for code in data["villages"]]
        return data


class NewForm(ItemForm):
    """A new activity with its months and one amount; the rest of its money is filled in on its page."""

    months = forms.MultipleChoiceField(
        label=gettext_lazy("Bulan pelaksanaan"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(str(n), MONTH_NAMES[n - 1]) for n in MONTHS],
    )  # fmt: skip
    fund = forms.ChoiceField(label=gettext_lazy("Sumber dana"), required=False)
    rupiah = RupiahField(
        label=gettext_lazy("Biaya setahun"), required=False,
        help_text=gettext_lazy("0 bila tanpa biaya; kosong bila belum dihitung"),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund"].choices = [NONE, *fund_choices(self.year)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("rupiah") and not data.get("fund"):
            self.add_error("fund", forms.ValidationError(gettext_lazy("Pilih sumber dananya.")))
        return data

    def columns(self) -> dict[str, Any]:
        data = super().columns()
        fund, rupiah = data.pop("fund"), data.pop("rupiah")
        data["months"] = sorted(int(month) for month in data["months"])
        data["amounts"] = [] if rupiah is None else [(fund, rupiah)]
        return data


class MoneyForm(forms.Form):
    """How often in each month, and rupiah by source and month; a new source may be put into the ticked months."""

    fund = forms.ChoiceField(label=gettext_lazy("Tambah sumber dana"), required=False)
    whole = RupiahField(
        label=gettext_lazy("Setahun, rupiah"), required=False,
        help_text=gettext_lazy("Dibagi rata ke bulan yang dicentang"),
    )  # fmt: skip

    def __init__(self, *args: Any, item: RpkItem, **options: Any) -> None:
        super().__init__(*args, **options)
        self.item = item
        self.funds = list(dict.fromkeys(money.fund for money in item.money.all()))
        self.fields["fund"].choices = [NONE, *fund_choices(item.plan.year)]  # type: ignore[attr-defined]
        cells = {(money.fund, money.month): money.rupiah for money in item.money.all()}
        often = {month.month: month.times for month in item.months.all()}
        for month in MONTHS:
            self.fields[f"kali-{month}"] = forms.IntegerField(
                label=MONTH_NAMES[month - 1], required=False, min_value=0, max_value=99, initial=often.get(month)
            )
            for number, fund in enumerate(self.funds):
                self.fields[f"rp-{number}-{month}"] = RupiahField(
                    label=f"{fund} {MONTH_NAMES[month - 1]}", required=False, initial=cells.get((fund, month))
                )

    def given(self) -> tuple[dict[tuple[str, int], int], dict[int, int]]:
        """Rupiah by (source, month), and times by month, as ``operations.set_money`` takes them."""
        data = self.cleaned_data
        times = {month: data[f"kali-{month}"] for month in MONTHS if data[f"kali-{month}"]}
        cells = {
            (fund, month): data[f"rp-{number}-{month}"]
            for number, fund in enumerate(self.funds)
            for month in MONTHS
            if data[f"rp-{number}-{month}"] is not None
        }
        if data["fund"] and data["whole"] is not None:
            for cost in spread([(data["fund"], data["whole"])], times):
                cells[cost.fund, cost.month] = cells.get((cost.fund, cost.month), 0) + cost.rupiah
        return cells, times


def initial(item: RpkItem) -> dict[str, Any]:
    """A row as its form shows it."""
    return {
        **{name: getattr(item, name) for name in (*_TEXTS, "volume_micro", "days_each", "avoid_fasting", "fixed")},
        "klaster": str(item.klaster or ""), "owner": str(item.owner_id or ""), "new_reason": item.new_reason,
        "resource": str(item.resource_id or ""), "villages": [v.code for v in item.villages.all()],
    }  # fmt: skip
