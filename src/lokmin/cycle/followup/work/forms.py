"""The small forms of an action's work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.periods import Month
from lokmin.cycle.centre import partners
from lokmin.cycle.centre.fields import DayField, DaysField, TextArea
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.followup.forms import ProgressForm
from lokmin.cycle.followup.queries import owners
from lokmin.cycle.followup.work.words import ROLES, TO

NONE = ("", "–")


class WorkForm(ProgressForm):
    """Progress of an action: which month it is about, and what is written under its photos and files."""

    period = forms.ChoiceField(label=gettext_lazy("Catatan untuk bulan"), required=False)
    caption = forms.CharField(
        label=gettext_lazy("Keterangan foto atau berkas"), max_length=200, required=False,
        help_text=gettext_lazy("Apa yang terlihat; tanpa nama dan wajah pasien"),
    )  # fmt: skip

    def __init__(self, *args: Any, months: tuple[Month, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["period"].choices = [(m.code, m.label) for m in months]  # type: ignore[attr-defined]


class TaskForm(forms.Form):
    """One part of the work."""

    text = forms.CharField(label=gettext_lazy("Bagian kerja"), max_length=200)
    owner = forms.ChoiceField(label=gettext_lazy("Dikerjakan oleh"), required=False)
    owner_text = forms.CharField(
        label=gettext_lazy("Orang lain"), max_length=120, required=False,
        help_text=gettext_lazy("Yang tidak punya akun, misalnya kader Dusun Krajan"),
    )  # fmt: skip
    due = DayField(label=gettext_lazy("Sampai"), required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._people = {str(p.pk): p for p in owners(puskesmas)}
        self.fields["owner"].choices = [NONE, *((k, p.full_name) for k, p in self._people.items())]  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """As ``work.operations.add_task`` takes them."""
        return {**self.cleaned_data, "owner": self._people.get(self.cleaned_data["owner"])}


class OwnerForm(forms.Form):
    """One more who answers for it or takes part: chosen from a list, or by name."""

    who = forms.ChoiceField(label=gettext_lazy("Orang atau mitra"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Atau tulis namanya"), max_length=120, required=False,
        help_text=gettext_lazy("Yang tidak ada di daftar, misalnya Ketua TP PKK Watubelah"),
    )  # fmt: skip
    role = forms.ChoiceField(label=gettext_lazy("Sebagai"), choices=ROLES, initial="pelaksana")
    part = forms.CharField(label=gettext_lazy("Bagiannya"), max_length=200, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._people = {f"orang-{p.pk}": p for p in owners(puskesmas)}
        self._partners = {f"mitra-{p.pk}": p for p in partners.active(puskesmas)}
        both = {**self._people, **self._partners}
        self.fields["who"].choices = [NONE, *((key, _listed(one)) for key, one in both.items())]  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """As ``work.operations.add_owner`` takes them."""
        data = self.cleaned_data
        who = data["who"]
        return {
            "person": self._people.get(who), "partner": self._partners.get(who), "name": data["name"],
            "role": data["role"], "part": data["part"],
        }  # fmt: skip


def _listed(one: Any) -> str:
    return one.full_name if isinstance(one, Person) else f"{one.name} ({one.get_sector_display()})"


class TurnForm(forms.Form):
    """One turn: done, or left out with the reason."""

    due = DayField()
    what = forms.ChoiceField(choices=[("selesai", ""), ("lewati", ""), ("batal", "")])
    note = forms.CharField(required=False, max_length=300)


class EscalationForm(forms.Form):
    """To whom, why, and what is asked for."""

    to = forms.ChoiceField(label=gettext_lazy("Dibawa ke"), choices=TO, widget=forms.RadioSelect)
    reason = TextArea(label=gettext_lazy("Mengapa tidak selesai di sini"), rows=2, max_length=300)
    wanted = TextArea(
        label=gettext_lazy("Yang diminta"), rows=2, max_length=300, required=False,
        help_text=gettext_lazy("Ke Dinas Kesehatan wajib diisi: keputusan, dana, tenaga, alat, surat"),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer to what was carried upward."""

    answer = TextArea(label=gettext_lazy("Jawaban"), rows=2, max_length=300)
    taken = forms.BooleanField(label=gettext_lazy("Diambil alih; RTL ini dialihkan"), required=False)


class RulesForm(forms.Form):
    """When to remind and when to carry upward, as this Puskesmas wants it."""

    remind = DaysField(label=gettext_lazy("Ingatkan berapa hari sebelumnya"), help_text=gettext_lazy("Contoh: 7, 3, 1"))
    lokmin = forms.IntegerField(label=gettext_lazy("Ke lokmin berikutnya"), required=False, min_value=1, max_value=24)
    linsek = forms.IntegerField(
        label=gettext_lazy("Ke lokmin lintas sektor"), required=False, min_value=1, max_value=24,
        help_text=gettext_lazy("Hanya RTL yang ada mitranya"),
    )  # fmt: skip
    dinkes = forms.IntegerField(label=gettext_lazy("Ke Dinas Kesehatan"), required=False, min_value=1, max_value=24)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        rungs = [data[to] for to in ("lokmin", "linsek", "dinkes") if data.get(to)]
        if rungs != sorted(rungs):
            self.add_error("dinkes", _("Urutan bulannya harus naik: lokmin, lalu lintas sektor, lalu Dinas Kesehatan."))
        return data
