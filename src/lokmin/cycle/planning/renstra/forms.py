"""The form of one line of a five-year plan: texts, and a target and an amount for each year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.fields import RupiahField, TextArea
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import RenstraLine
from lokmin.cycle.planning.plans.funds import effort_choices, fund_choices
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.documents.forms.parts import programme_name

NONE = ("", "–")
TEXTS = ("upaya", "programme", "goal", "indicator_text", "indicator", "formula", "baseline", "activities", "fund")


class LineForm(forms.Form):
    """One indicator with its five years."""

    indicator_text = forms.CharField(label=gettext_lazy("Indikator kinerja"), max_length=300)
    indicator = forms.ChoiceField(
        label=gettext_lazy("Indikator cakupan"), required=False,
        help_text=gettext_lazy("Agar capaiannya terbaca dari rencana"),
    )  # fmt: skip
    upaya = forms.ChoiceField(label=gettext_lazy("Upaya kesehatan"))
    programme = forms.ChoiceField(label=gettext_lazy("Program"), required=False)
    goal = TextArea(label=gettext_lazy("Tujuan"), rows=2, max_length=2000, required=False)
    formula = forms.CharField(label=gettext_lazy("Cara perhitungan"), max_length=300, required=False)
    baseline = forms.CharField(label=gettext_lazy("Keadaan awal"), max_length=80, required=False)
    activities = TextArea(
        label=gettext_lazy("Rincian kegiatan"), rows=4, max_length=4000, required=False,
        help_text=gettext_lazy("Satu kegiatan sebaris; masing-masing menjadi usulan RUK"),
    )  # fmt: skip
    fund = forms.ChoiceField(label=gettext_lazy("Sumber"), required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, years: tuple[int, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.years = years
        known = catalogue_for(puskesmas, years[0]).for_year(years[0]).values()
        programmes = dict.fromkeys(i.programme for i in known)
        held = str(self.initial.get("upaya", ""))
        efforts = effort_choices(years[0])
        if held and held not in dict(efforts):
            efforts.append((held, held))
        choices: dict[str, list[tuple[str, Any]]] = {
            "indicator": [NONE, *((i.code, f"{i.code}: {i.name}") for i in known)], "upaya": [NONE, *efforts],
            "programme": [NONE, *((p, programme_name(p)) for p in programmes)], "fund": [NONE, *fund_choices(years[0])],
        }  # fmt: skip
        for name, options_ in choices.items():
            self.fields[name].choices = options_  # type: ignore[attr-defined]
        for year in years:
            self.fields[f"target_{year}"] = forms.CharField(
                label=_("Target %(year)s") % {"year": year}, max_length=80, required=False
            )
            self.fields[f"budget_{year}"] = RupiahField(label=_("Anggaran %(year)s") % {"year": year}, required=False)

    def columns(self) -> dict[str, Any]:
        """What the operation takes."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in TEXTS}, "targets": [data[f"target_{y}"] for y in self.years],
            "budgets": [data[f"budget_{y}"] for y in self.years],
        }  # fmt: skip


def initial(line: RenstraLine, years: tuple[int, ...]) -> dict[str, Any]:
    """A line as the form shows it."""
    found: dict[str, Any] = {name: getattr(line, name) for name in TEXTS}
    for at, year in enumerate(years):
        found[f"target_{year}"] = line.targets[at] if at < len(line.targets) else ""
        found[f"budget_{year}"] = line.budgets[at] if at < len(line.budgets) else None
    return found
