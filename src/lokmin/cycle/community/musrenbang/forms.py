"""Forms of Musrenbang."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.fields import DayField, RupiahField, TextArea
from lokmin.cycle.centre.models import Place
from lokmin.cycle.community.models import MusrenbangRecord


class RecordForm(forms.Form):
    """A berita acara: which Musrenbang, when, its number, who went there, when the head was told."""

    level = forms.ChoiceField(label=gettext_lazy("Tingkat"), choices=MusrenbangRecord.LEVELS)
    village = forms.ChoiceField(
        label=gettext_lazy("Desa"), required=False, help_text=gettext_lazy("Perlu diisi untuk Musrenbang desa")
    )
    year = forms.IntegerField(
        label=gettext_lazy("Untuk tahun"), min_value=2000, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )  # fmt: skip
    date = DayField(label=gettext_lazy("Tanggal"))
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=120, required=False)
    number = forms.CharField(
        label=gettext_lazy("Nomor berita acara"), max_length=80, required=False,
        help_text=gettext_lazy("Bila tidak bernomor, unggah fotonya"),
    )  # fmt: skip
    attended_by = forms.CharField(label=gettext_lazy("Dihadiri dari Puskesmas"), max_length=200, required=False)
    result = TextArea(label=gettext_lazy("Hasil"), rows=3, required=False)
    reported_on = DayField(label=gettext_lazy("Dilaporkan kepada Kepala Puskesmas"), required=False)

    def __init__(
        self, *args: Any, villages: list[Place], record: MusrenbangRecord | None = None, **options: Any
    ) -> None:
        if record is not None:
            names = ("date", "place", "number", "attended_by", "result", "reported_on")
            options["initial"] = {n: getattr(record, n) for n in names}
        super().__init__(*args, **options)
        self._villages = {v.code: v for v in villages}
        if record is not None:
            for name in ("level", "village", "year"):
                del self.fields[name]
        else:
            self.fields["village"].choices = [("", "–"), *((c, v.name) for c, v in self._villages.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("level") == "desa" and not data.get("village"):
            self.add_error("village", _("Musrenbang desa perlu desanya."))
        return data

    def values(self) -> dict[str, Any]:
        """As ``operations`` take them."""
        data = dict(self.cleaned_data)
        if "village" in data:
            data["village"] = self._villages.get(data["village"]) if data["level"] == "desa" else None
        return data


class ItemForm(forms.Form):
    """A proposal that comes from no MMD."""

    text = forms.CharField(label=gettext_lazy("Usulan kegiatan"), max_length=300)
    volume = forms.CharField(label=gettext_lazy("Volume"), max_length=80, required=False)
    cost = RupiahField(
        label=gettext_lazy("Biaya"), required=False, widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=gettext_lazy("Kosong bila belum dihitung"),
    )  # fmt: skip
