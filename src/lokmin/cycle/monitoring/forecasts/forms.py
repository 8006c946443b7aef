"""The questions of a what-if, checked; the form is a plain GET, so that an answer can be sent on as an address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lokmin.core.forecasts.records import Effort
from lokmin.core.forecasts.rules import WhatIfRule


class WhatIfForm(forms.Form):
    """Contacts a month today and from next month on, for how long, how many succeed, and what each costs in time."""

    kini = forms.IntegerField(label=_("Kunjungan sebulan sekarang"), min_value=0, max_value=400)
    jadi = forms.IntegerField(label=_("Kunjungan sebulan nanti"), min_value=0, max_value=400)
    lama = forms.IntegerField(label=_("Selama berapa bulan"), min_value=1, max_value=11)
    hasil = forms.IntegerField(
        label=_("Dari 100 kunjungan, berapa yang berhasil"),
        help_text=_("Berhasil artinya satu orang lagi tercatat pada indikator ini."),
        min_value=1,
        max_value=100,
    )
    menit = forms.IntegerField(
        label=_("Menit tiap kunjungan"), help_text=_("Dengan perjalanannya."), min_value=1, max_value=600
    )
    orang = forms.IntegerField(label=_("Petugas yang berbagi"), min_value=1, max_value=50)

    @classmethod
    def asked(cls, data: dict[str, str], left: int, rule: WhatIfRule, then: int | None) -> WhatIfForm:
        """The form as it was sent, or with the office's assumptions before anybody asked."""
        initial = {
            "kini": 0, "jadi": 10 if then is None else then, "lama": left, "hasil": round(rule.share * 100),
            "menit": rule.minutes, "orang": 1,
        }  # fmt: skip
        form = cls({**{name: str(value) for name, value in initial.items()}, **data} if data else None, initial=initial)
        form.fields["lama"].max_value = left  # type: ignore[attr-defined]
        form.fields["lama"].widget.attrs["max"] = left
        return form

    def initial_effort(self, left: int) -> Effort:
        """What is assumed before anybody asked."""
        first = self.initial
        return Effort(first["kini"], first["jadi"], left, first["hasil"] / 100, first["menit"], first["orang"])

    def effort(self, left: int) -> Effort:
        """What was asked; only of a valid form. Longer than to December is to December."""
        data = self.cleaned_data
        months = min(data["lama"], left)
        return Effort(data["kini"], data["jadi"], months, data["hasil"] / 100, data["menit"], data["orang"])
