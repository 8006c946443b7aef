"""Forms of MMD."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from lokmin.core.numbers import whole
from lokmin.cycle.centre.fields import DayField, RupiahField, TextArea
from lokmin.cycle.centre.models import Place
from lokmin.cycle.community.models import Mmd, MmdActivity, VillageFinding

_DIGITS = {"inputmode": "numeric", "maxlength": 4, "size": 5}
#: Rows of the form for new activities.
ROWS = 4
COLUMNS = ("activity", "problem", "owner", "due", "means", "cost", "volume")


class MmdForm(forms.Form):
    """When, where, who led, how many came, what was said."""

    village = forms.ChoiceField(label=gettext_lazy("Desa"))
    date = DayField(label=gettext_lazy("Tanggal"))
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=120, required=False)
    leader = forms.CharField(label=gettext_lazy("Pemimpin"), max_length=120, required=False)
    notulis = forms.CharField(label=gettext_lazy("Notulis"), max_length=120, required=False)
    men = forms.IntegerField(
        label=gettext_lazy("Hadir laki-laki"), required=False, min_value=0, widget=forms.TextInput(_DIGITS)
    )
    women = forms.IntegerField(
        label=gettext_lazy("Hadir perempuan"), required=False, min_value=0, widget=forms.TextInput(_DIGITS)
    )
    notes = TextArea(
        label=gettext_lazy("Notulen"), rows=6, required=False, help_text=gettext_lazy("Yang dibahas dan diputuskan")
    )

    def __init__(self, *args: Any, villages: list[Place], mmd: Mmd | None = None, **options: Any) -> None:
        if mmd is not None:
            options["initial"] = {
                n: getattr(mmd, n) for n in ("date", "place", "leader", "notulis", "men", "women", "notes")
            }
        super().__init__(*args, **options)
        self._villages = {v.code: v for v in villages}
        if mmd is not None:
            del self.fields["village"]
        else:
            self.fields["village"].choices = [("", "–"), *((c, v.name) for c, v in self._villages.items())]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """As ``operations`` take them."""
        data = dict(self.cleaned_data)
        if "village" in data:
            data["village"] = self._villages[data["village"]]
        return data


class ActivityForm(forms.Form):
    """One agreed activity."""

    activity = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=300)
    finding = forms.ChoiceField(label=gettext_lazy("Untuk masalah"), required=False)
    problem = forms.CharField(
        label=gettext_lazy("Masalah lain"), max_length=300, required=False,
        help_text=gettext_lazy("Bila tidak ada di daftar masalah desa"),
    )  # fmt: skip
    target_group = forms.CharField(label=gettext_lazy("Sasaran"), max_length=120, required=False)
    volume = forms.CharField(
        label=gettext_lazy("Volume"), max_length=80, required=False, help_text=gettext_lazy("Misalnya 12 unit")
    )
    owner = forms.CharField(
        label=gettext_lazy("Siapa"), max_length=120, required=False,
        help_text=gettext_lazy("Jabatan atau kelompok, misalnya ketua RT 03 dan kader"),
    )  # fmt: skip
    due = DayField(label=gettext_lazy("Sampai"), required=False)
    means = forms.ChoiceField(label=gettext_lazy("Dengan apa"), choices=MmdActivity.MEANS, widget=forms.RadioSelect)
    cost = RupiahField(
        label=gettext_lazy("Perkiraan biaya"), required=False, widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=gettext_lazy("Kosong bila belum dihitung"),
    )  # fmt: skip
    fund = forms.CharField(
        label=gettext_lazy("Sumber dana"), max_length=30, required=False,
        help_text=gettext_lazy("Misalnya Dana Desa, BOK"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, problems: list[VillageFinding], activity: MmdActivity | None = None, **options: Any
    ) -> None:
        if activity is not None:
            names = [n for n in self.base_fields if n != "finding"]
            options["initial"] = {
                **{n: getattr(activity, n) for n in names},
                "finding": str(activity.finding_id or ""),
            }
        super().__init__(*args, **options)
        self._problems = {str(p.pk): p for p in problems}
        self.fields["finding"].choices = [("", "–"), *((pk, p.text) for pk, p in self._problems.items())]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """As ``operations`` take them."""
        return {**self.cleaned_data, "finding": self._problems.get(self.cleaned_data["finding"])}


def typed_rows(
    given: QueryDict, problems: list[VillageFinding]
) -> tuple[list[dict[str, Any]], list[dict[str, str]], dict[str, str]]:
    """The rows of the table form: (rows for ``agree``, what was typed, sentence per field ``2-cost``)."""
    known = {str(p.pk): p for p in problems}
    rows: list[dict[str, Any]] = []
    typed: list[dict[str, str]] = []
    wrong: dict[str, str] = {}
    for at in range(max(ROWS, min(whole(given.get("baris")), 40))):
        words = {name: given.get(f"{at}-{name}", "").strip() for name in COLUMNS}
        typed.append(words)
        if not any(words[name] for name in COLUMNS if name != "means"):
            continue
        row: dict[str, Any] = {"activity": words["activity"][:300], "owner": words["owner"][:120],
                               "volume": words["volume"][:80], "means": words["means"] or "swadaya"}  # fmt: skip
        finding = known.get(words["problem"])
        row["finding"] = finding
        for name, field in (("due", DayField(required=False)), ("cost", RupiahField(required=False))):
            try:
                row[name] = field.clean(words[name])
            except ValidationError as error:
                wrong[f"{at}-{name}"] = " ".join(error.messages)
        if not row["activity"]:
            wrong[f"{at}-activity"] = str(gettext_lazy("Tulis kegiatannya."))
        rows.append(row)
    return rows, typed, wrong
