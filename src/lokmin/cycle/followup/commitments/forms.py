"""A promise of a partner as a form; its progress is written with the form of the RTL."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre import partners
from lokmin.cycle.centre.fields import DayField, TextArea
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.followup.models import Commitment
from lokmin.cycle.followup.queries import indicator_names


class CommitmentForm(forms.Form):
    """The columns of the kesepakatan (domain.md 9.3)."""

    partner = forms.ChoiceField(label=gettext_lazy("Mitra"))
    problem = TextArea(
        label=gettext_lazy("Masalah prioritas"), rows=2,
        help_text=gettext_lazy("Angka dulu: D/S Pringgodani, kurang 40 balita"),
    )  # fmt: skip
    support = forms.CharField(
        label=gettext_lazy("Bentuk dukungan"), max_length=200, required=False,
        help_text=gettext_lazy("Pendek: dana PMT, mobil siaga, penggerakan sasaran"),
    )  # fmt: skip
    activity = TextArea(label=gettext_lazy("Kegiatan"), rows=2)
    target_group = forms.CharField(label=gettext_lazy("Sasaran dan lokasi"), max_length=200, required=False)
    village = forms.ChoiceField(label=gettext_lazy("Desa"), required=False)
    start = DayField(label=gettext_lazy("Mulai"), required=False)
    due = DayField(label=gettext_lazy("Sampai"), required=False)
    resources = forms.CharField(
        label=gettext_lazy("Sumber daya"), max_length=200, required=False,
        help_text=gettext_lazy("Dana, tenaga, tempat atau alat: dana desa Rp3.000.000, 12 kader"),
    )  # fmt: skip
    owner_text = forms.CharField(
        label=gettext_lazy("Penanggung jawab"), max_length=120, required=False,
        help_text=gettext_lazy("Nama orang di pihak mitra"),
    )  # fmt: skip
    indicator = forms.ChoiceField(label=gettext_lazy("Indikator yang akan dinilai"), required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, commitment: Commitment | None = None, **options: Any) -> None:
        if commitment is not None:
            options["initial"] = {**initial(commitment), **(options.get("initial") or {})}
        super().__init__(*args, **options)
        known = partners.active(puskesmas)
        if commitment is not None and commitment.partner not in known:
            known.append(commitment.partner)
        self._partners = {str(p.pk): p for p in known}
        self._villages = {v.code: v for v in villages(puskesmas)}
        names = indicator_names(puskesmas)
        kept = self.initial.get("indicator", "")
        if kept and kept not in names:
            names = {**names, kept: kept}
        none = ("", "–")
        self.fields["partner"].choices = [none, *((pk, p.name) for pk, p in self._partners.items())]  # type: ignore[attr-defined]
        self.fields["village"].choices = [none, *((c, v.name) for c, v in self._villages.items())]  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [none, *((c, f"{c}, {n}") for c, n in names.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        start, due = data.get("start"), data.get("due")
        if start and due and due < start:
            self.add_error("due", _("lebih awal daripada mulainya."))
        return data

    def columns(self) -> dict[str, Any]:
        """The cleaned columns as ``operations`` takes them."""
        data = dict(self.cleaned_data)
        data["partner"] = self._partners[data["partner"]]
        data["village"] = self._villages.get(data["village"])
        return data


def initial(commitment: Commitment) -> dict[str, Any]:
    """A promise as the form shows it."""
    names = [f for f in CommitmentForm.base_fields if f not in {"partner", "village"}]
    return {
        **{name: getattr(commitment, name) for name in names},
        "partner": str(commitment.partner_id),
        "village": commitment.village.code if commitment.village else "",
    }
