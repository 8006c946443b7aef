"""The RTL matrix as a form, and the small forms of its progress."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lokmin.cycle.centre.fields import CountField, DayField, RupiahField, TextArea
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.followup.models import Action
from lokmin.cycle.followup.queries import indicator_names, owners
from lokmin.cycle.followup.work import problems
from lokmin.cycle.followup.work.words import REPEATS

#: What another page may already know of a new action: ``?indicator=K1&village=…&problem=…``.
GIVEN = ("problem", "cause", "activity", "indicator", "village", "register", "root")
FUNDS = ("DAK nonfisik (BOK)", "APBD", "JKN kapitasi", "BLUD", "Dana desa", "Swadaya", "CSR", "Tanpa biaya")


class ActionForm(forms.Form):
    """All columns of domain.md 9.3; only the problem and the activity must be filled to keep a row."""

    problem = TextArea(
        label=gettext_lazy("Masalah"), rows=2, help_text=gettext_lazy("Angka dulu: K1 Watubelah, kurang 15 ibu")
    )
    cause = TextArea(label=gettext_lazy("Penyebab"), rows=2, required=False)
    activity = TextArea(label=gettext_lazy("Rencana tindak lanjut (kegiatan)"), rows=2)
    target_group = forms.CharField(
        label=gettext_lazy("Sasaran"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Siapa yang dilayani: ibu hamil baru di 4 dusun"),
    )
    target = forms.CharField(label=gettext_lazy("Target"), max_length=200, required=False)
    village = forms.ChoiceField(label=gettext_lazy("Desa"), required=False)
    place_text = forms.CharField(label=pgettext_lazy("isian", "Tempat"), max_length=200, required=False)
    start = DayField(label=gettext_lazy("Mulai"), required=False)
    due = DayField(label=gettext_lazy("Batas waktu"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    owner_text = forms.CharField(
        label=gettext_lazy("Penanggung jawab lain"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Yang tidak punya akun, misalnya Kepala Desa Watubelah"),
    )
    partners = forms.CharField(label=gettext_lazy("Pelaksana dan mitra"), max_length=200, required=False)
    cost = RupiahField(
        label=gettext_lazy("Biaya"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    fund = forms.ChoiceField(label=gettext_lazy("Sumber dana"), required=False)
    indicator = forms.ChoiceField(label=gettext_lazy("Indikator yang akan dinilai"), required=False)
    success = forms.CharField(
        label=gettext_lazy("Indikator keberhasilan"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bila tidak ada di daftar indikator, tulis tanda berhasilnya"),
    )
    expected = forms.CharField(
        label=gettext_lazy("Perubahan yang diharapkan"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Contoh: K1 Mei sedikitnya 8 ibu"),
    )
    expected_micro = CountField(
        label=gettext_lazy("Perubahan dalam angka"), required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("Berapa orang lebih banyak, agar dampaknya dapat dihitung"),
    )  # fmt: skip
    register = forms.ChoiceField(
        label=gettext_lazy("Masalah di daftar"), required=False,
        help_text=gettext_lazy("Agar riwayat masalah menunjuk RTL ini dan hasilnya"),
    )  # fmt: skip
    root = forms.ChoiceField(
        label=gettext_lazy("Akar masalah yang dikerjakan"), required=False,
        help_text=gettext_lazy("Angka di depan adalah nomor masalahnya"),
    )  # fmt: skip
    klaster = forms.TypedChoiceField(
        label=gettext_lazy("Klaster"), required=False, coerce=int, empty_value=None,
        choices=[("", gettext_lazy("menurut indikatornya")), *((n, str(n)) for n in range(1, 6))],
    )  # fmt: skip
    repeat = forms.ChoiceField(
        label=gettext_lazy("Dikerjakan"), required=False, choices=REPEATS,
    )  # fmt: skip
    repeat_until = DayField(
        label=gettext_lazy("Berulang sampai"), required=False,
        help_text=gettext_lazy("Bila kosong, sampai batas waktunya"),
    )  # fmt: skip
    result = TextArea(label=gettext_lazy("Hasil"), rows=2, required=False)
    proof = TextArea(label=gettext_lazy("Bukti"), rows=2, required=False)
    evaluation = TextArea(label=gettext_lazy("Evaluasi"), rows=2, required=False)
    missing_reason = forms.CharField(
        label=gettext_lazy("Alasan bila belum lengkap"), max_length=300, required=False,
        help_text=gettext_lazy(
            "Mengapa boleh tanpa penanggung jawab, batas waktu, indikator atau perubahan; ikut tercetak"
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, puskesmas: Puskesmas, action: Action | None = None, **options: Any) -> None:
        if action is not None:
            options["initial"] = {**initial(action), **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self._people = {str(p.pk): p for p in owners(puskesmas)}
        self._villages = {v.code: v for v in villages(puskesmas)}
        kept = self.initial
        if action is not None and action.owner is not None:
            self._people.setdefault(str(action.owner_id), action.owner)
        none = ("", "–")
        self.fields["owner"].choices = [none, *((pk, p.full_name) for pk, p in self._people.items())]  # type: ignore[attr-defined]
        self.fields["village"].choices = [none, *((c, v.name) for c, v in self._villages.items())]  # type: ignore[attr-defined]
        funds = [*FUNDS, *([kept["fund"]] if kept.get("fund") and kept["fund"] not in FUNDS else [])]
        self.fields["fund"].choices = [none, *((f, f) for f in funds)]  # type: ignore[attr-defined]
        names = indicator_names(puskesmas)
        if kept.get("indicator") and kept["indicator"] not in names:
            names = {**names, kept["indicator"]: kept["indicator"]}
        self.fields["indicator"].choices = [none, *((c, f"{c}, {n}") for c, n in names.items())]  # type: ignore[attr-defined]

        for name, offered in (
            ("register", problems.open_problems(puskesmas, action.register_id if action else None)),
            ("root", problems.roots(puskesmas, action.root_id if action else None)),
        ):
            self.fields[name].choices = [none, *((str(c.pk), c.text) for c in offered)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        start, due = data.get("start"), data.get("due")
        if start and due and due < start:
            self.add_error("due", _("lebih awal daripada mulainya."))
        return data

    def columns(self) -> dict[str, Any]:
        """The cleaned columns as ``operations`` takes them."""
        data = dict(self.cleaned_data)
        data["owner"] = self._person(data["owner"])
        data["village"] = self._village(data["village"])
        for name in ("register", "root"):
            data[name] = int(data[name]) if data[name] else None
        return data

    def _person(self, pk: str) -> Person | None:
        return self._people.get(pk)

    def _village(self, code: str) -> Place | None:
        return self._villages.get(code)


def initial(action: Action) -> dict[str, Any]:
    """An action as the form shows it."""
    names = [f for f in ActionForm.base_fields if f not in {"owner", "village", "register", "root"}]
    return {
        **{name: getattr(action, name) for name in names},
        "owner": str(action.owner_id or ""),
        "village": action.village.code if action.village else "",
        "register": str(action.register_id or ""),
        "root": str(action.root_id or ""),
    }


class ProgressForm(forms.Form):
    """What was done since, or how it ended."""

    STEPS = [
        ("kemajuan", gettext_lazy("Masih dikerjakan")),
        ("selesai", gettext_lazy("Selesai")),
        ("dialihkan", gettext_lazy("Dialihkan ke pihak lain")),
        ("dibatalkan", gettext_lazy("Dibatalkan")),
    ]
    step = forms.ChoiceField(
        label=gettext_lazy("Keadaan sekarang"), choices=STEPS, widget=forms.RadioSelect, initial="kemajuan"
    )
    note = TextArea(
        label=gettext_lazy("Catatan, hasil atau alasan"), rows=3,
        help_text=gettext_lazy(
            "Untuk yang selesai: apa yang berubah. Untuk yang dibatalkan atau dialihkan: alasannya."
        ),
    )  # fmt: skip
    proof = forms.CharField(
        label=gettext_lazy("Bukti"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Contoh: daftar hadir dan foto di map Promkes, 20 Mei"),
    )
