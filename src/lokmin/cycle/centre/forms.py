"""Forms about people, places and the office. Every text a person typed is kept when something is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lokmin.core import nip as nips
from lokmin.core.language import spoken
from lokmin.cycle.centre.models import Partner, Person, Place, Puskesmas
from lokmin.cycle.centre.operations.office import REGISTER, check_number_pattern
from lokmin.cycle.centre.operations.people import OFFICE_ROLES
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.centre.roles import ROLE_NAMES, Role

#: Programmes as reports group them (domain.md 3.8).
PROGRAMMES = (
    ("", _("tidak satu program tertentu")),
    ("kia", _("Kesehatan ibu dan anak")),
    ("kb", _("Keluarga berencana")),
    ("gizi", _("Gizi")),
    ("imunisasi", _("Imunisasi")),
    ("p2p", _("Pencegahan dan pengendalian penyakit")),
    ("ptm", _("Penyakit tidak menular")),
    ("jiwa", _("Kesehatan jiwa")),
    ("lansia", _("Lanjut usia")),
    ("remaja", _("Usia sekolah dan remaja")),
    ("promkes", _("Promosi kesehatan")),
    ("kesling", _("Kesehatan lingkungan")),
    ("admen", _("Administrasi dan manajemen")),
)


class PersonForm(forms.Form):
    """What is known about somebody."""

    full_name = forms.CharField(
        label=_("Nama lengkap dengan gelar"), max_length=120, help_text=_("Seperti dicetak di bawah tanda tangan.")
    )
    job = forms.CharField(label=_("Jabatan"), max_length=120, required=False)
    nip = forms.CharField(label=_("NIP"), max_length=30, required=False, help_text=_("18 angka, boleh dengan spasi."))
    rank = forms.CharField(
        label=_("Pangkat/golongan"), max_length=60, required=False, help_text=_("Misalnya Penata / III c.")
    )
    phone = forms.CharField(label=_("Nomor HP"), max_length=20, required=False)

    #: Set when the NIP has 18 digits that cannot be: told, not refused.
    nip_warning = ""

    def clean_nip(self) -> str:
        with spoken(gettext):
            found = nips.check(self.cleaned_data["nip"])
        if found.error:
            raise ValidationError(found.error)
        self.nip_warning = found.warning
        return found.digits


class RoleForm(forms.Form):
    """A role in this Puskesmas."""

    role = forms.ChoiceField(
        label=_("Peran"), choices=[("", _("Pilih peran")), *((r.value, _(ROLE_NAMES[r])) for r in OFFICE_ROLES)]
    )
    klaster = forms.TypedChoiceField(
        label=_("Klaster"),
        choices=[("", _("tidak satu klaster tertentu")), *((str(n), str(n)) for n in range(1, 6))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    programme = forms.ChoiceField(label=_("Program"), choices=PROGRAMMES, required=False)
    villages = forms.ModelMultipleChoiceField(
        label=_("Desa binaan"),
        queryset=Place.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hanya untuk bidan desa: angka desa inilah yang boleh diisinya."),
    )

    def __init__(self, *args: Any, puskesmas: Puskesmas, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = villages(puskesmas)
        field = self.fields["villages"]
        field.queryset = Place.objects.filter(pk__in=[v.pk for v in own])  # type: ignore[attr-defined]
        field.choices = [(v.pk, v.name) for v in own]  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class NewPersonForm(RoleForm, PersonForm):
    """Somebody new, with a first role."""

    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=30,
        help_text=_("Untuk masuk: huruf kecil tanpa spasi, misalnya sri.lestari."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    field_order = ["full_name", "username", "job", "nip", "rank", "phone", "role", "klaster", "programme", "villages"]


class VillageForm(forms.Form):
    """A village: name, other spellings, its place in the office's order."""

    name = forms.CharField(label=_("Nama desa atau kelurahan"), max_length=120)
    aliases = forms.CharField(
        label=_("Ejaan lain"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Satu ejaan sebaris, seperti tertulis di laporan: “Wt. Belah”, “WATU BELAH”."),
    )
    order = forms.IntegerField(
        label=_("Urutan di tabel"),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]


class NewVillageForm(VillageForm):
    """A village that joins the working area."""

    code = forms.CharField(
        label=_("Kode Kemendagri"), max_length=40, help_text=_("Misalnya 33.20.04.2001; kode dicatat sebagai teks.")
    )
    field_order = ["code", "name", "aliases", "order"]


class LetterheadForm(forms.Form):
    """The kop surat, line by line."""

    lines = forms.CharField(
        label=_("Baris kop surat"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Satu baris sebaris: pemerintah daerah, dinas, nama Puskesmas. Baris terakhir dicetak paling besar."
        ),
    )
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    contact = forms.CharField(label=_("Telepon dan pos-el"), max_length=200, required=False)
    code = forms.CharField(
        label=_("Kode Puskesmas di kop"),
        max_length=80,
        required=False,
        help_text=_("Misalnya KODE PUSKESMAS P.9901010201."),
    )
    town = forms.CharField(
        label=_("Kota surat"),
        max_length=60,
        required=False,
        help_text=_("Dicetak di depan tanggal: “Banyuwening, 5 Mei 2026”."),
    )

    @staticmethod
    def start(puskesmas: Puskesmas) -> dict[str, str]:
        head = puskesmas.letterhead
        return {**{k: str(v) for k, v in head.items()}, "lines": "\n".join(head.get("lines", []))}

    def clean_lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]


class ChoicesForm(forms.Form):
    """Paper, zone, letter numbers and how an unchanged month is judged."""

    paper = forms.ChoiceField(
        label=_("Ukuran kertas"),
        choices=[("F4", _("F4 (21,5 × 33 cm)")), ("A4", _("A4 (21 × 29,7 cm)"))],
        widget=forms.RadioSelect,
    )
    zone = forms.ChoiceField(
        label=_("Waktu setempat"), choices=[(z, z) for z in ("WIB", "WITA", "WIT")], widget=forms.RadioSelect
    )
    same_as = forms.ChoiceField(
        label=_("Bulan ini sama dengan bulan lalu dinilai"),
        choices=[
            ("", _("menurut pedoman: tercapai tetap baik, belum tercapai tetap jelek")),
            ("naik", _("seperti naik")),
            ("turun", _("seperti turun")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    hide_small = forms.BooleanField(label=_("Sembunyikan angka di bawah 5 dari tamu"), required=False)
    number_pattern = forms.CharField(
        label=_("Pola nomor surat"),
        max_length=80,
        required=False,
        help_text=_("Kosong: {klasifikasi}/{nomor}/{unit}/{bulan}/{tahun}. Susun sendiri dari bagian-bagian itu."),
    )
    classification = forms.CharField(
        label=_("Kode klasifikasi"), max_length=30, required=False, help_text=_("Kosong: 400.7.2.")
    )
    unit = forms.CharField(label=_("Kode unit"), max_length=30, required=False, help_text=_("Misalnya PKM-BNY."))

    @staticmethod
    def start(puskesmas: Puskesmas) -> dict[str, Any]:
        kept = puskesmas.settings
        letters = (kept.get("nomor_surat") or {}).get(REGISTER) or {}
        return {
            "paper": kept.get("paper", "F4"),
            "zone": kept.get("zone", "WIB"),
            "same_as": kept.get("tetap_dinilai", ""),
            "hide_small": kept.get("sembunyikan_kecil", True),
            "number_pattern": letters.get("pola", ""),
            "classification": letters.get("klasifikasi", ""),
            "unit": letters.get("unit", ""),
        }

    def clean_number_pattern(self) -> str:
        pattern: str = self.cleaned_data["number_pattern"]
        if pattern.strip():
            try:
                check_number_pattern(pattern)
            except ValidationError as error:
                raise ValidationError(error.message_dict["number_pattern"]) from error
        return pattern


class PartnerForm(forms.Form):
    """What is known about a partner outside the health centre."""

    sector = forms.ChoiceField(label=_("Sektor"), choices=Partner.SECTORS)
    name = forms.CharField(label=_("Instansi"), max_length=120, help_text=_("Misalnya Polsek Banyuwening."))
    head = forms.CharField(label=_("Nama pimpinan"), max_length=120, required=False)
    job = forms.CharField(label=_("Jabatan pimpinan"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Nomor HP"), max_length=20, required=False,
        help_text=_("Hanya tampil utuh bagi yang mengatur mitra."),
    )  # fmt: skip
    role = forms.CharField(
        label=_("Peran dalam kesehatan"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    village = forms.ChoiceField(
        label=_("Desa"), required=False, help_text=_("Kosong bila untuk seluruh wilayah kerja.")
    )

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._villages = {v.code: v for v in villages(puskesmas)}
        self.fields["village"].choices = [("", "–"), *((c, v.name) for c, v in self._villages.items())]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The cleaned values as ``operations`` takes them."""
        return {**self.cleaned_data, "village": self._villages.get(self.cleaned_data["village"])}


def partner_start(partner: Partner) -> dict[str, str]:
    """What the form about a partner starts with."""
    names = ("sector", "name", "head", "job", "phone", "role")
    return {**{n: getattr(partner, n) for n in names}, "village": partner.village.code if partner.village else ""}


def person_start(person: Person) -> dict[str, str]:
    """What the form about somebody starts with."""
    return {name: getattr(person, name) for name in ("full_name", "job", "nip", "rank", "phone")}


def put_errors(form: forms.Form, error: ValidationError) -> None:
    """Show what an operation refused beside its field, or above the form."""
    if hasattr(error, "error_dict"):
        for name, texts in error.message_dict.items():
            form.add_error(name if name in form.fields else None, texts)
    else:
        form.add_error(None, error)
