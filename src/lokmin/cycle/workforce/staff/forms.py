"""Forms of the staff register: one person, the last day, days away, a pasted table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.nip import check
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.workforce.models import Leave, Staff
from lokmin.cycle.workforce.staff.matching import Register
from lokmin.cycle.workforce.staff.queries import StaffRow, known_professions, without_row


class DayField(forms.DateField):
    """A day, with the phone's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StaffForm(forms.Form):
    """Everything the register knows of one person."""

    name = forms.CharField(label=gettext_lazy("Nama lengkap dengan gelar"), max_length=120)
    person = forms.TypedChoiceField(
        label=gettext_lazy("Akun Lokmin"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("Dengan akun, ia dapat menyetujui uraian tugasnya sendiri"),
    )  # fmt: skip
    nip = forms.CharField(label=gettext_lazy("NIP"), max_length=30, required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("Jenis kelamin"), required=False,
        choices=[("", "–"), ("L", gettext_lazy("laki-laki")), ("P", gettext_lazy("perempuan"))],
    )  # fmt: skip
    profession = forms.ChoiceField(
        label=gettext_lazy("Jenis SDMK"), required=False,
        help_text=gettext_lazy("Kosongkan agar dibaca dari jabatan dan gelar"),
    )  # fmt: skip
    job = forms.CharField(label=gettext_lazy("Jabatan"), max_length=120, required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status kepegawaian"), choices=Staff.STATUSES)
    rank = forms.CharField(label=gettext_lazy("Pangkat/golongan"), max_length=60, required=False)
    education = forms.CharField(label=gettext_lazy("Pendidikan terakhir"), max_length=80, required=False)
    klaster = forms.TypedChoiceField(
        label=gettext_lazy("Klaster"), choices=[("", "–"), *((n, n) for n in range(1, 6))], coerce=int, required=False,
        empty_value=None,
    )  # fmt: skip
    unit = forms.CharField(label=gettext_lazy("Unit atau tempat tugas"), max_length=80, required=False)
    village = forms.TypedChoiceField(label=gettext_lazy("Desa tugas"), required=False, coerce=int, empty_value=None)
    share = forms.IntegerField(
        label=gettext_lazy("Bagian waktu kerja di sini, persen"), min_value=1, max_value=100, initial=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        help_text=gettext_lazy("100 bila penuh waktu; 50 bila berbagi dengan tempat lain"),
    )  # fmt: skip
    field_work = forms.BooleanField(
        label=gettext_lazy("Dapat menjadi pembina desa"), required=False, initial=True
    )  # fmt: skip
    str_number = forms.CharField(label=gettext_lazy("Nomor STR"), max_length=60, required=False)
    str_for_life = forms.BooleanField(label=gettext_lazy("STR seumur hidup"), required=False)
    str_until = DayField(
        label=gettext_lazy("STR lama berlaku sampai"), required=False,
        help_text=gettext_lazy("Hanya untuk STR yang belum diubah menjadi seumur hidup"),
    )  # fmt: skip
    sip_number = forms.CharField(label=gettext_lazy("Nomor SIP"), max_length=60, required=False)
    sip_until = DayField(label=gettext_lazy("SIP berlaku sampai"), required=False)
    joined_on = DayField(label=gettext_lazy("Mulai bertugas di sini"), required=False)
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=200, required=False)
    #: Shown only where somebody of that name is there already.
    same = forms.BooleanField(label=gettext_lazy("Ini orang lain yang kebetulan sama namanya"), required=False)

    #: How the page lays them out.
    GROUPS = (
        (gettext_lazy("Orangnya"), ("name", "person", "nip", "sex", "education")),
        (gettext_lazy("Tugasnya"), ("profession", "job", "status", "rank", "klaster", "unit", "village", "share",
                                    "field_work", "joined_on")),
        (gettext_lazy("STR dan SIP"), ("str_number", "str_for_life", "str_until", "sip_number", "sip_until")),
        (gettext_lazy("Lain"), ("note",)),
    )  # fmt: skip

    def __init__(self, *args: Any, puskesmas: Puskesmas, row: StaffRow | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._puskesmas, self._new, self.twin = puskesmas, row is None, False
        self.places: dict[int, Place] = {v.pk: v for v in villages(puskesmas)}
        self.people: dict[int, Person] = {p.pk: p for p in without_row(puskesmas)}
        kinds = [("", _("baca dari jabatan")), *((p.code, p.name) for p in known_professions().values())]
        self._choose("profession", kinds)
        self._choose("village", [("", "–"), *((pk, v.name) for pk, v in self.places.items())])
        if row is None or (row.person_pk is None and self.people):
            self._choose("person", [("", _("tanpa akun")), *((pk, p.full_name) for pk, p in self.people.items())])
        else:
            del self.fields["person"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Heading and its fields, in their order."""
        found = [(str(title), [self[n] for n in names if n in self.fields]) for title, names in self.GROUPS]
        if self.twin:
            found[0][1].insert(1, self["same"])
        return found

    def clean(self) -> dict[str, Any]:
        """Somebody new is not there already: a second press of the button, or a list pasted before."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self._new and data.get("name"):
            known = Register(self._puskesmas).find({"name": data["name"], "nip": check(data.get("nip", "")).digits})
            self.twin = known.staff is not None or bool(known.doubt)
            if self.twin and not data.get("same"):
                words = _("%(name)s sudah ada di daftar staf. Buka namanya di sana, atau centang bila orang lain.")
                self.add_error("name", words % {"name": known.staff.name if known.staff else data["name"]})
        return data

    def written(self) -> dict[str, Any]:
        """The cleaned fields as ``operations`` take them."""
        data = dict(self.cleaned_data)
        del data["same"]
        data["village"] = self.places.get(data["village"]) if data["village"] else None
        data["share_permille"] = data.pop("share") * 10
        if "person" in data:
            data["person"] = self.people.get(data["person"]) if data["person"] else None
        return data


def initial(row: StaffRow) -> dict[str, Any]:
    """A row as the form shows it."""
    names = set(StaffForm.base_fields) - {"share", "village", "person", "same"}
    return {name: getattr(row, name) for name in names} | {"share": row.share // 10, "village": row.village_pk}


class LeavingForm(forms.Form):
    """The last day here and why."""

    on = DayField(label=gettext_lazy("Hari terakhir bertugas"))
    reason = forms.CharField(
        label=gettext_lazy("Sebab"), max_length=120, help_text=gettext_lazy("Pindah, pensiun, habis kontrak")
    )


class BackForm(forms.Form):
    """The first day of somebody who came back."""

    back = DayField(label=gettext_lazy("Bertugas kembali sejak"))


class LeaveForm(forms.Form):
    """Days away."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=[(code, name) for code, name in Leave.KINDS if code != Leave.OUT]
    )
    start = DayField(label=gettext_lazy("Mulai"))
    end = DayField(label=gettext_lazy("Sampai"))
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=200, required=False)


class PasteForm(forms.Form):
    """A table out of Excel."""

    table = forms.CharField(
        label=gettext_lazy("Tabel staf"), max_length=200_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=gettext_lazy("Salin dari Excel beserta judul kolomnya, lalu tempel di sini. Kolom Nama wajib ada; "
                               "NIP, Jabatan, Status, Klaster, STR dan SIP dikenali."),
    )  # fmt: skip
