"""Forms of the sectors' pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre import partners
from lokmin.cycle.centre.fields import RupiahField, TextArea
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.meetings.models import Meeting, Musrenbang


class ObstacleForm(forms.Form):
    """What keeps a sector from giving its support."""

    partner = forms.ChoiceField(label=gettext_lazy("Mitra"))
    text = TextArea(label=gettext_lazy("Hambatan"), rows=2)
    cause = TextArea(label=gettext_lazy("Sebab"), rows=2, required=False)
    wanted = TextArea(label=gettext_lazy("Yang diperlukan"), rows=2, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._partners = {str(p.pk): p for p in partners.active(puskesmas)}
        self.fields["partner"].choices = [("", "–"), *((pk, p.name) for pk, p in self._partners.items())]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "partner": self._partners[self.cleaned_data["partner"]]}


class PaperPledgeForm(forms.Form):
    """A signature under the printed sheet, typed back: whose line, and the name that stands there."""

    who = forms.ChoiceField(label=gettext_lazy("Untuk"))
    name = forms.CharField(label=gettext_lazy("Nama yang menandatangani"), max_length=120)
    job = forms.CharField(label=gettext_lazy("Jabatan"), max_length=120, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self._partners = {f"m{p.pk}": p for p in partners.active(meeting.puskesmas)}
        self._listed = {f"h{a.pk}": a for a in meeting.attendance.select_related("person") if a.partner_id is None}
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((key, p.name) for key, p in self._partners.items()),
            *((key, a.shown_name) for key, a in self._listed.items()),
        ]

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        who = data.pop("who")
        return {**data, "partner": self._partners.get(who), "attendance": self._listed.get(who)}


class ReasonForm(forms.Form):
    """Why something is not taken, or taken back."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)


class ProposalForm(forms.Form):
    """A health proposal for Musrenbang."""

    year = forms.IntegerField(
        label=gettext_lazy("Untuk tahun"), min_value=2000, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )  # fmt: skip
    level = forms.ChoiceField(label=gettext_lazy("Tingkat"), choices=Musrenbang.LEVELS)
    village = forms.ChoiceField(
        label=gettext_lazy("Desa"), required=False, help_text=gettext_lazy("Perlu diisi untuk Musrenbang desa")
    )
    partner = forms.ChoiceField(label=gettext_lazy("Pengusul"), required=False)
    problem = TextArea(
        label=gettext_lazy("Masalah"), rows=2, help_text=gettext_lazy("Angka dulu: 3 Posyandu tanpa tempat sendiri")
    )
    proposal = TextArea(label=gettext_lazy("Usulan kegiatan"), rows=2)
    volume = forms.CharField(
        label=gettext_lazy("Volume"), max_length=80, required=False, help_text=gettext_lazy("Misalnya 3 unit")
    )
    cost = RupiahField(
        label=gettext_lazy("Perkiraan biaya"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Kosong bila belum dihitung"),
    )  # fmt: skip

    def __init__(self, *args: Any, puskesmas: Puskesmas, proposal: Musrenbang | None = None, **options: Any) -> None:
        if proposal is not None:
            names = [n for n in self.base_fields if n not in {"village", "partner"}]
            options["initial"] = {
                **{n: getattr(proposal, n) for n in names},
                "village": proposal.village.code if proposal.village else "",
                "partner": str(proposal.partner_id or ""),
            }
        super().__init__(*args, **options)
        known = partners.active(puskesmas)
        if proposal is not None and proposal.partner is not None and proposal.partner not in known:
            known.append(proposal.partner)
        self._partners = {str(p.pk): p for p in known}
        self._villages = {v.code: v for v in villages(puskesmas)}
        self.fields["village"].choices = [("", "–"), *((c, v.name) for c, v in self._villages.items())]  # type: ignore[attr-defined]
        self.fields["partner"].choices = [("", "–"), *((pk, p.name) for pk, p in self._partners.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("level") == "desa" and not data.get("village"):
            self.add_error("village", _("Usulan Musrenbang desa perlu desanya."))
        return data

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {**data, "village": self._villages.get(data["village"]), "partner": self._partners.get(data["partner"])}


class DecisionForm(forms.Form):
    """What became of a proposal."""

    state = forms.ChoiceField(label=gettext_lazy("Keadaan"), choices=Musrenbang.STATES, widget=forms.RadioSelect)
    state_reason = forms.CharField(
        label=gettext_lazy("Keterangan"), max_length=200, required=False,
        help_text=gettext_lazy("Perlu diisi bila tidak diterima"),
    )  # fmt: skip
