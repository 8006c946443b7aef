"""The forms of one row of an RPK bulanan: its columns, its day, what became of it, why it is taken out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.fields import CountField, DayField, RupiahField
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.planning.models import MonthRow
from lokmin.cycle.planning.models.rows import NATURES
from lokmin.cycle.planning.plans.funds import effort_choices, fund_choices
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.documents.forms.parts import programme_name

NONE = ("", "–")
TEXTS = ("activity", "upaya", "programme", "nature", "goal", "target_group", "target", "unit", "place", "owner_text",
         "support", "method")  # fmt: skip


class RowForm(forms.Form):
    """The columns of one row."""

    activity = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=300)
    upaya = forms.ChoiceField(label=gettext_lazy("Upaya kesehatan"), required=False)
    programme = forms.ChoiceField(label=gettext_lazy("Program"), required=False)
    nature = forms.ChoiceField(label=gettext_lazy("Sifat kegiatan"), required=False)
    goal = forms.CharField(label=gettext_lazy("Tujuan"), max_length=300, required=False)
    target_group = forms.CharField(label=gettext_lazy("Sasaran bulan ini"), max_length=200, required=False)
    target = forms.CharField(label=gettext_lazy("Target bulan ini"), max_length=200, required=False)
    volume_micro = CountField(label=gettext_lazy("Volume"), required=False)
    unit = forms.CharField(label=gettext_lazy("Satuan"), max_length=40, required=False)
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, required=False)
    villages = forms.MultipleChoiceField(
        label=gettext_lazy("Desa"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    owner = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    owner_text = forms.CharField(label=gettext_lazy("Pelaksana"), max_length=200, required=False)
    support = forms.CharField(label=gettext_lazy("Dukungan LP/LS"), max_length=300, required=False)
    method = forms.CharField(label=gettext_lazy("Metode"), max_length=200, required=False)
    fund = forms.ChoiceField(label=gettext_lazy("Sumber dana"), required=False)
    rupiah = RupiahField(label=gettext_lazy("Biaya bulan ini"), required=False)

    def __init__(
        self, *args: Any, puskesmas: Puskesmas, month: Month, row: MonthRow | None = None, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.row = row
        self._villages = {v.code: v for v in villages(puskesmas)}
        programmes = {i.programme for i in catalogue_for(puskesmas, month.year).for_year(month.year).values()}
        efforts = effort_choices(month.year)
        if row and row.upaya and row.upaya not in dict(efforts):
            efforts.append((row.upaya, row.upaya))
        if row and row.programme:
            programmes.add(row.programme)
        choices: dict[str, list[Any]] = {
            "upaya": [NONE, *efforts],
            "programme": [NONE, *((p, programme_name(p)) for p in sorted(programmes))],
            "nature": [NONE, *NATURES],
            "villages": [(v.code, v.name) for v in self._villages.values()],
            "owner": [NONE, *((str(pk), name) for pk, name in staff.choices(puskesmas))],
            "fund": [NONE, *fund_choices(month.year)],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        if row is not None and len(row.money) > 1:
            # Several sources: their parts come from the year and are changed there.
            del self.fields["fund"], self.fields["rupiah"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("rupiah") and not data.get("fund"):
            self.add_error("fund", forms.ValidationError(gettext_lazy("Pilih sumber dananya.")))
        return data

    def columns(self) -> dict[str, Any]:
        """The cleaned answers as ``operations`` takes them."""
        data = dict(self.cleaned_data)
        owner = data.pop("owner")
        data["owner_id"] = int(owner) if owner else None
        data["villages"] = [self._villages[code] for code in data["villages"]]
        if "fund" in self.fields:
            fund, rupiah = data.pop("fund"), data.pop("rupiah")
            data["money"] = {} if rupiah is None else {fund: rupiah}
        return data


class NewRowForm(RowForm):
    """A row somebody adds, with its day."""

    on = DayField(label=gettext_lazy("Tanggal"), required=False)


class MoveForm(forms.Form):
    """Another day, or several in a row."""

    on = DayField(label=gettext_lazy("Tanggal"))
    until = DayField(label=gettext_lazy("Sampai"), required=False)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200, required=False)


class StateForm(forms.Form):
    """What became of a row, with the money paid and the proof."""

    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), widget=forms.RadioSelect,
        choices=[
            (MonthRow.DONE, gettext_lazy("Terlaksana")), (MonthRow.PART, gettext_lazy("Terlaksana sebagian")),
            (MonthRow.MOVED, gettext_lazy("Digeser ke bulan depan")), (MonthRow.CANCELLED, gettext_lazy("Batal")),
            (MonthRow.PLANNED, gettext_lazy("Belum")),
        ],
    )  # fmt: skip
    done_on = DayField(label=gettext_lazy("Dilaksanakan tanggal"), required=False)
    done_micro = CountField(label=gettext_lazy("Volume terlaksana"), required=False)
    result = forms.CharField(label=gettext_lazy("Hasil"), max_length=300, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=200, required=False,
        help_text=gettext_lazy("Bila batal atau digeser"),
    )  # fmt: skip
    proof = forms.CharField(
        label=gettext_lazy("Bukti"), max_length=300, required=False,
        help_text=gettext_lazy("Daftar hadir, laporan, nomor SPJ; foto dan berkas dapat dilampirkan"),
    )  # fmt: skip
    fund = forms.ChoiceField(label=gettext_lazy("Dibayar dari"), required=False)
    rupiah = RupiahField(
        label=gettext_lazy("Dibayar, rupiah"), required=False,
        help_text=gettext_lazy("Menambah realisasi; kosong berarti tidak ada yang dibayar sekarang"),
    )  # fmt: skip

    def __init__(self, *args: Any, row: MonthRow, **options: Any) -> None:
        super().__init__(*args, **options)
        every = fund_choices(row.plan.year)
        own = [(code, name) for code, name in every if code in row.money]
        self.fields["fund"].choices = own or [NONE, *every]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("rupiah") is not None:
            if not data.get("fund"):
                self.add_error("fund", forms.ValidationError(gettext_lazy("Pilih sumber dananya.")))
            if not data.get("proof"):
                self.add_error("proof", forms.ValidationError(gettext_lazy("Pembayaran perlu bukti.")))
        return data


class TickForm(forms.Form):
    """The same of many rows at once."""

    state = forms.ChoiceField(label=gettext_lazy("Keadaan"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=200, required=False,
        help_text=gettext_lazy("Bila batal atau digeser"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, started: bool) -> None:
        super().__init__(data)
        choices = [
            (MonthRow.DONE, gettext_lazy("Terlaksana pada tanggal rencananya")),
            (MonthRow.MOVED, gettext_lazy("Digeser ke bulan depan")), (MonthRow.CANCELLED, gettext_lazy("Batal")),
        ]  # fmt: skip
        # A month to come has nothing done yet.
        self.fields["state"].choices = choices if started else choices[1:]  # type: ignore[attr-defined]


class RemoveForm(forms.Form):
    """Why a row is taken out of the month."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)


class VersionForm(forms.Form):
    """Why the month is kept as a new version."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan perubahan"), max_length=300,
        help_text=gettext_lazy("Contoh: fogging maju karena 2 kasus DBD di Rejosari"),
    )  # fmt: skip


def initial(row: MonthRow) -> dict[str, Any]:
    """A row as its form shows it."""
    only = next(iter(row.money.items()), ("", None))
    return {
        **{name: getattr(row, name) for name in (*TEXTS, "volume_micro")}, "owner": str(row.owner_id or ""),
        "villages": [v.code for v in row.villages.all()], "fund": only[0], "rupiah": only[1],
    }  # fmt: skip


def state_initial(row: MonthRow) -> dict[str, Any]:
    """What became of a row, as its form shows it; today where nothing was said."""
    return {
        "state": row.state if row.state != MonthRow.PLANNED else MonthRow.DONE,
        "done_on": row.done_on or clock.today(), "done_micro": row.done_micro or row.volume_micro,
        "result": row.result, "reason": row.state_reason, "proof": row.proof,
    }  # fmt: skip
