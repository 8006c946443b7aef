"""The forms of a line of the M&E plan and of a support."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lokmin.core.planning.monev import METHODS
from lokmin.cycle.centre import partners
from lokmin.cycle.centre.fields import DayField, TextArea
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import MonevLine
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.documents.forms.parts import programme_name

NONE = ("", "–")


class LineForm(forms.Form):
    """Indicator, method, date, who; and once it was done, what was found."""

    indicator = forms.CharField(label=gettext_lazy("Indikator"), max_length=200)
    method = forms.CharField(
        label=gettext_lazy("Cara"), max_length=120, required=False, help_text=gettext_lazy("Contoh: ") + METHODS[1]
    )
    due = DayField(label=gettext_lazy("Tanggal"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Oleh"), required=False)
    owner_text = forms.CharField(label=gettext_lazy("Oleh orang lain"), max_length=120, required=False)
    done_on = DayField(label=gettext_lazy("Dilakukan tanggal"), required=False)
    result = TextArea(label=gettext_lazy("Hasil"), rows=2, max_length=300, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [NONE, *((str(pk), name) for pk, name in staff.choices(puskesmas))]  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """As ``operations`` takes them."""
        data = dict(self.cleaned_data)
        owner = data.pop("owner")
        return {**data, "owner_id": int(owner) if owner else None}


class SupportForm(forms.Form):
    """Who gives what, and when."""

    who = forms.ChoiceField(label=gettext_lazy("Program atau mitra"))
    support = forms.CharField(label=gettext_lazy("Bentuk dukungan"), max_length=200)
    time_text = forms.CharField(label=gettext_lazy("Waktu"), max_length=80, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        known = sorted({i.programme for i in catalogue_for(puskesmas, year).for_year(year).values()})
        self._partners = {f"mitra-{p.pk}": p for p in partners.active(puskesmas)}
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            NONE,
            *((f"program-{p}", f"LP: {programme_name(p)}") for p in known),
            *((key, f"LS: {p.name}") for key, p in self._partners.items()),
        ]

    def columns(self) -> dict[str, Any]:
        """As ``operations.support`` takes them."""
        data = dict(self.cleaned_data)
        who = data.pop("who")
        programme = who.removeprefix("program-") if who.startswith("program-") else ""
        return {**data, "programme": programme, "partner": self._partners.get(who)}


def initial(line: MonevLine) -> dict[str, Any]:
    """A line as its form shows it."""
    names = ("indicator", "method", "due", "owner_text", "done_on", "result")
    return {**{name: getattr(line, name) for name in names}, "owner": str(line.owner_id or "")}
