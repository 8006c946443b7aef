"""Forms of the part: a proposal, one tool, tables of tools and goods, a file or rows out of Excel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.needs.equipment import OLDEST
from lokmin.core.needs.proposals import KINDS, PRIORITIES
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.fields import CountField, DayField, RupiahField
from lokmin.cycle.workforce.models import NeedProposal
from lokmin.cycle.workforce.needs import rules

R = TypeVar("R", bound=forms.Form)
BIGGEST_FILE = 5 * 1024 * 1024


class PiecesField(forms.IntegerField):
    """A number of pieces; empty is "not counted"."""

    def __init__(self, label: Any, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "size": "4", "autocomplete": "off"})
        super().__init__(label=label, required=False, min_value=0, max_value=99_999, widget=widget, **options)


def money(label: Any, size: int = 10) -> RupiahField:
    """Rupiah, empty when nobody knows."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": str(size), "autocomplete": "off"})
    return RupiahField(label=label, required=False, widget=widget)


def counted(label: Any, *, required: bool = False, size: int = 8) -> CountField:
    """A count that may have a comma."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": str(size), "autocomplete": "off"})
    return CountField(label=label, required=required, widget=widget)


def fund_choices(year: int) -> list[tuple[str, str]]:
    """Sources of money, with the choice of none."""
    return [("", "–"), *rules.funds(year).items()]


class ProposalForm(forms.Form):
    """A proposal. Of a computed one only money, follow-up and priority are open."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"))
    item = forms.CharField(label=gettext_lazy("Usulan"), max_length=200)
    basis = forms.CharField(
        label=gettext_lazy("Dasar"), max_length=200,
        help_text=gettext_lazy("Mengapa perlu: standar, ABK, hasil lokmin, keluhan"),
    )  # fmt: skip
    unit = forms.CharField(label=gettext_lazy("Satuan"), max_length=30, required=False)
    needed_micro = counted(gettext_lazy("Kebutuhan"), required=True)
    available_micro = counted(gettext_lazy("Tersedia"), required=True)
    cost = money(gettext_lazy("Perkiraan biaya, rupiah"))
    fund = forms.ChoiceField(label=gettext_lazy("Sumber dana"), required=False)
    followup = forms.CharField(label=gettext_lazy("Tindak lanjut"), max_length=200, required=False)
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Prioritas"), coerce=lambda v: int(v) if v else None, empty_value=None, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan prioritas"), max_length=180, required=False,
        help_text=gettext_lazy("Diisi bila prioritasnya Anda tetapkan sendiri"),
    )  # fmt: skip

    COMPUTED = ("kind", "item", "basis", "unit", "needed_micro", "available_micro")

    def __init__(self, *args: Any, year: int, computed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "kind", [(code, _(name)) for code, name in KINDS.items()])
        _choose(self, "fund", fund_choices(year))
        _choose(self, "priority", [("", "–"), *((n, _(word)) for n, word in PRIORITIES.items())])
        if computed:
            for name in self.COMPUTED:
                del self.fields[name]

    def columns(self) -> dict[str, Any]:
        """The cleaned answers as ``operations`` take them."""
        return {n: v for n, v in self.cleaned_data.items() if n not in ("priority", "reason")}


class StateForm(forms.Form):
    """Where proposals stand now."""

    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), choices=[(code, gettext_lazy(word)) for code, word in NeedProposal.STATES]
    )
    reason = forms.CharField(
        label=gettext_lazy("Keterangan"), max_length=200, required=False,
        help_text=gettext_lazy("Wajib bila ditolak; nomor surat bila dikirim"),
    )  # fmt: skip


class ToolRow(forms.Form):
    """One tool in the table of its room."""

    name = forms.CharField(label=gettext_lazy("Nama alat"), max_length=120)
    standard = PiecesField(gettext_lazy("Standar"))
    good = PiecesField(gettext_lazy("Baik"))
    light = PiecesField(gettext_lazy("Rusak ringan"))
    heavy = PiecesField(gettext_lazy("Rusak berat"))
    acquired = forms.IntegerField(
        label=gettext_lazy("Tahun"), required=False, min_value=OLDEST, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4", "autocomplete": "off"}),
    )  # fmt: skip
    needs_calibration = forms.BooleanField(label=gettext_lazy("Perlu kalibrasi"), required=False)
    calibrated_on = DayField(label=gettext_lazy("Kalibrasi terakhir"), required=False)
    price = money(gettext_lazy("Harga satuan"))


class ToolForm(ToolRow):
    """Everything of one tool."""

    room = forms.CharField(label=gettext_lazy("Ruang atau pelayanan"), max_length=80)
    calibration_due = DayField(
        label=gettext_lazy("Kalibrasi berikut"), required=False,
        help_text=gettext_lazy("Kosongkan: setahun sesudah yang terakhir"),
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Sumber"), max_length=60, required=False)
    brand = forms.CharField(label=gettext_lazy("Merek/tipe"), max_length=80, required=False)
    permit = forms.CharField(label=gettext_lazy("Nomor izin edar"), max_length=60, required=False)
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=200, required=False)


class GoodRow(forms.Form):
    """One item in the table of its programme."""

    item = forms.CharField(label=gettext_lazy("Barang"), max_length=120)
    unit = forms.CharField(
        label=gettext_lazy("Satuan"), max_length=30, required=False, widget=forms.TextInput(attrs={"size": "7"})
    )
    need_micro = counted(gettext_lazy("Kebutuhan"))
    stock_micro = counted(gettext_lazy("Stok"))
    price = money(gettext_lazy("Harga satuan"), 9)
    fund = forms.ChoiceField(label=gettext_lazy("Sumber dana"), required=False)
    remove = forms.BooleanField(label=gettext_lazy("Hapus"), required=False)

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "fund", fund_choices(year))

    def clean(self) -> dict[str, Any]:
        """Nothing of a store is below zero."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("need_micro", "stock_micro"):
            if (data.get(name) or 0) < 0:
                self.add_error(name, _("Tulis 0 atau lebih."))
        return data


class ReadForm(forms.Form):
    """A workbook, or rows copied out of one."""

    file = forms.FileField(
        label=gettext_lazy("Berkas Excel atau CSV"), required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text=gettext_lazy("Unduhan ASPAK, Kartu Inventaris Ruangan, atau tabel sendiri. Paling besar 5 MB."),
    )  # fmt: skip
    pasted = forms.CharField(
        label=gettext_lazy("Atau tempel dari Excel"), required=False, max_length=600_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Salin tabelnya bersama baris judul (Nama alat, Baik, Rusak ringan ...)"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of both."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("file") and not (data.get("pasted") or "").strip():
            raise ValidationError(_("Pilih berkas atau tempel tabelnya."))
        if data.get("file") and data["file"].size > BIGGEST_FILE:
            self.add_error("file", _("Berkas lebih dari 5 MB. Hapus gambar di dalamnya, lalu unggah lagi."))
        return data


class CalibratedForm(forms.Form):
    """Several tools were calibrated on one day."""

    on = DayField(label=gettext_lazy("Tanggal kalibrasi"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = clock.today()


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def table(
    kind: type[R], rows: Iterable[tuple[int, dict[str, Any]]], blank: int, data: QueryDict | None = None, **options: Any
) -> tuple[list[tuple[int, R]], list[R]]:
    """A table of forms: (id, form) of the rows there are, and empty ones below; ``data`` fills them."""
    present = [(pk, kind(data, prefix=f"b{pk}", initial=values, **options)) for pk, values in rows]
    fresh = [
        kind(data, prefix=f"n{n}", empty_permitted=True, use_required_attribute=False, **options) for n in range(blank)
    ]
    return present, fresh


def problems(rows: Sequence[forms.Form]) -> list[tuple[str, str]]:
    """Every error of a table as the summary above it wants it: (id of the field, sentence)."""
    found = []
    for form in rows:
        name = str(form["item" if "item" in form.fields else "name"].value() or _("baris baru"))
        for field, texts in form.errors.items():
            bound = form[field] if field in form.fields else None
            label = f"{name}, {bound.label}" if bound else name
            found += [(bound.id_for_label if bound else "", f"{label}: {text}") for text in texts]
    return found
