"""The forms at the door, on the phone and on the secretary's pages of the hall."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.meetings.hand import queries
from lokmin.cycle.meetings.models import Attendance, Meeting

_PIN = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "4", "class": "pin"}


class PinField(forms.CharField):
    """Four digits, never shown again."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("PIN Anda, 4 angka"))
        super().__init__(max_length=4, widget=forms.PasswordInput(attrs=_PIN), **options)


class ComeForm(forms.Form):
    """Present, standing for somebody else, or excused; confirmed by the PIN."""

    how = forms.ChoiceField(
        label=gettext_lazy("Kehadiran"), initial="hadir", widget=forms.RadioSelect,
        choices=[
            ("hadir", gettext_lazy("Saya hadir")),
            ("wakil", gettext_lazy("Saya hadir, mewakili orang lain juga")),
            ("pergi", gettext_lazy("Saya izin, sakit atau dinas luar")),
        ],
    )  # fmt: skip
    represents = forms.ChoiceField(label=gettext_lazy("Yang diwakili"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Sebab"), required=False, initial="izin",
        choices=[
            ("izin", gettext_lazy("izin")), ("sakit", gettext_lazy("sakit")),
            ("dinas luar", gettext_lazy("dinas luar")),
        ],
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Keterangan"), max_length=200, required=False)
    pin = PinField(required=False)

    def __init__(self, *args: Any, meeting: Meeting, line: Attendance, asks_pin: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self._others = {str(pk): name for pk, name in queries.absent(meeting, line.pk)}
        self.fields["represents"].choices = [("", "–"), *self._others.items()]  # type: ignore[attr-defined]
        if not asks_pin:
            del self.fields["pin"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("how") == "wakil" and not data.get("represents"):
            self.add_error("represents", _("pilih siapa yang Anda wakili."))
        if data.get("how") == "pergi" and data.get("status") == "izin" and not data.get("reason", "").strip():
            self.add_error("reason", _("tulis alasan izin."))
        if "pin" in self.fields and "pin" not in self.errors and not data.get("pin"):
            self.add_error("pin", _("ketik 4 angka."))
        return data


class GuestDoorForm(forms.Form):
    """Somebody who is not on the list: name, institution, job."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=80, widget=forms.TextInput({"autocomplete": "name"}))
    partner = forms.ChoiceField(label=gettext_lazy("Instansi"), required=False)
    institution = forms.CharField(
        label=gettext_lazy("Instansi lain"), max_length=80, required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )  # fmt: skip
    job = forms.CharField(
        label=gettext_lazy("Jabatan"), max_length=80, widget=forms.TextInput({"autocomplete": "organization-title"})
    )
    phone = forms.CharField(
        label=gettext_lazy("Nomor HP"), max_length=20, required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("Untuk daftar hadir; boleh kosong"),
    )  # fmt: skip
    represents = forms.ChoiceField(label=gettext_lazy("Mewakili"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self._partners = {str(p.pk): p for p in queries.partners(meeting.puskesmas)}
        choices = [("", "–"), *((k, p.name) for k, p in self._partners.items())]
        self.fields["partner"].choices = choices  # type: ignore[attr-defined]
        others = [("", _("tidak mewakili siapa pun")), *((str(pk), n) for pk, n in queries.absent(meeting))]
        self.fields["represents"].choices = others  # type: ignore[attr-defined]
        if not self._partners:
            del self.fields["partner"]
            self.fields["institution"].label = _("Instansi")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["partner"] = self._partners.get(data.get("partner", ""))
        if data["partner"] is None and not data.get("institution", "").strip():
            wrong = "partner" if "partner" in self.fields else "institution"
            self.add_error(wrong, _("pilih dari daftar, atau tulis nama instansi Anda."))
        return data


class OwnPinForm(forms.Form):
    """A PIN chosen by its owner, typed twice."""

    pin = PinField(label=gettext_lazy("PIN baru, 4 angka"))
    again = PinField(label=gettext_lazy("Sekali lagi"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("pin") and data.get("again") and data["pin"] != data["again"]:
            self.add_error("again", _("tidak sama dengan yang pertama."))
        return data


class RoomForm(forms.Form):
    """Wi-Fi and address of the hall, and whether guests sign in by themselves."""

    wifi_name = forms.CharField(label=gettext_lazy("Nama Wi-Fi"), max_length=32, required=False)
    wifi_password = forms.CharField(
        label=gettext_lazy("Kata sandi Wi-Fi"), max_length=63, required=False,
        help_text=gettext_lazy("Tampil di layar ruang; jangan pakai sandi Wi-Fi kantor"),
    )  # fmt: skip
    address = forms.CharField(
        label=gettext_lazy("Alamat untuk telepon"), max_length=120, required=False,
        help_text=gettext_lazy("Kosong: alamat komputer ini di jaringan, seperti tertulis di lembar gabung"),
    )  # fmt: skip
    guests = forms.BooleanField(label=gettext_lazy("Tamu boleh mengisi daftar hadir sendiri"), required=False)
