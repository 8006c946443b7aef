"""The small forms of any plan: why a version, when it was sent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.fields import DayField


class ReasonForm(forms.Form):
    """Why there is a new version."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)


class SendForm(forms.Form):
    """When the plan was handed to the Dinkes."""

    on = DayField(label=gettext_lazy("Tanggal dikirim"))
    note = forms.CharField(label=gettext_lazy("Keterangan, nomor surat"), max_length=200, required=False)
