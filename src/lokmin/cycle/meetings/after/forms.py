"""The form of the press text."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PressForm(forms.Form):
    """Title, text, and the version it was started from."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    text = forms.CharField(
        label=_("Naskah"),
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("Satu baris kosong memisahkan alinea. Isi bagian dalam kurung siku sebelum dikirim."),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
