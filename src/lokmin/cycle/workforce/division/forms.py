"""Forms of the division of tasks: all PJ in one table, the helpers of one task, a task of the office's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.numbers import whole
from lokmin.cycle.centre.fields import DayField
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.division.operations import Lead
from lokmin.cycle.workforce.models import Staff


class LeadsForm(forms.Form):
    """The PJ of every task at once; what is left as it was is not written."""

    since = DayField(label=gettext_lazy("Berlaku sejak"))
    decree = forms.CharField(
        label=gettext_lazy("Nomor SK"), max_length=80, required=False,
        help_text=gettext_lazy("Dicetak di matriks; hanya untuk baris yang berubah"),
    )  # fmt: skip
    everywhere = forms.BooleanField(
        label=gettext_lazy("Tulis nomor SK ini di semua baris"), required=False,
        help_text=gettext_lazy("Setelah SK pembagian tugas terbit: PJ tidak berubah, nomornya tercetak di semua baris"),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, codes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._codes = codes
        self._staff = {s.pk: s for s in Staff.objects.of(puskesmas)}

    def leads(self) -> list[Lead]:
        """One for every row that says otherwise than it was shown; all rows where the decree goes to all."""
        decree, everywhere = self.cleaned_data["decree"], self.cleaned_data["everywhere"]
        found = []
        for code in self._codes:
            typed = self.data.get(f"pj:{code}")
            if typed is not None and (everywhere or str(typed) != str(self.data.get(f"semula:{code}", ""))):
                found.append(Lead(code, self._staff.get(whole(str(typed))), decree))
        return found

    def clean(self) -> dict[str, Any]:
        """A number that goes everywhere is one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("everywhere") and not (data.get("decree") or "").strip():
            self.add_error("decree", _("Tulis nomor SK-nya."))
        return data


class MembersForm(forms.Form):
    """Who helps with one task."""

    since = DayField(label=gettext_lazy("Berlaku sejak"))
    staff = forms.MultipleChoiceField(
        label=gettext_lazy("Pelaksana"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].choices = [(str(pk), name) for pk, name in people]  # type: ignore[attr-defined]


class TaskForm(forms.Form):
    """A task this office has besides the usual ones."""

    name = forms.CharField(
        label=gettext_lazy("Nama tugas"), max_length=120, help_text=gettext_lazy("Misalnya: PIC rujukan, admin media")
    )
    staff = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"))
    since = DayField(label=gettext_lazy("Berlaku sejak"))
    decree = forms.CharField(label=gettext_lazy("Nomor SK"), max_length=80, required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].choices = [("", "–"), *((str(pk), name) for pk, name in people)]  # type: ignore[attr-defined]
