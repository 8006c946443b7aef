"""What may be chosen before the year is spread; everything is filled in beforehand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.planning.optimise.problem import MOVING, Chosen

#: So many orders more than there are may be written at once, and so many in all.
_MORE, _MOST = 3, 30


class LimitsForm(forms.Form):
    """The limits of a run."""

    staff_days = forms.IntegerField(
        label=gettext_lazy("Paling banyak hari kegiatan satu orang dalam sebulan"), min_value=1, max_value=27,
        help_text=gettext_lazy("Sisanya untuk pelayanan di gedung."),
    )  # fmt: skip
    village_week = forms.IntegerField(
        label=gettext_lazy("Paling banyak kunjungan ke satu desa dalam seminggu"), min_value=1, max_value=20
    )
    moving = forms.ChoiceField(
        label=gettext_lazy("Menggeser bulan yang sudah ditulis"),
        choices=[
            ("sedikit", gettext_lazy("sesedikit mungkin")), ("biasa", gettext_lazy("bila perlu")),
            ("bebas", gettext_lazy("bebas, yang penting rata")),
        ],
    )  # fmt: skip
    fasting = forms.BooleanField(
        label=gettext_lazy("Hindari bulan puasa untuk PMT, posyandu siang, senam, dan yang ditandai"), required=False
    )
    closed_months = forms.MultipleChoiceField(
        label=gettext_lazy("Bulan yang dikosongkan"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(str(n), name) for n, name in enumerate(MONTH_NAMES, start=1)],
    )  # fmt: skip
    phases = forms.CharField(
        label=gettext_lazy("Uang cair sampai akhir tiap triwulan, persen"), required=False, max_length=40,
        help_text=gettext_lazy("Misalnya 25 50 75 100. Kosong: uang tidak membatasi bulan."),
    )  # fmt: skip
    seconds = forms.IntegerField(label=gettext_lazy("Waktu menghitung, paling lama (detik)"), min_value=1, max_value=20)

    def __init__(self, data: Any = None, *, chosen: Chosen, rows: Sequence[tuple[int, str]] = ()) -> None:
        start = {
            **chosen.as_json(), "closed_months": [str(m) for m in chosen.closed_months],
            "phases": " ".join(str(p) for p in chosen.phases),
        }  # fmt: skip
        known = {pk for pk, _name in rows}
        held = [pair for pair in chosen.orders if known.issuperset(pair)]
        for number, (first, then) in enumerate(held):
            start |= {f"dahulu-{number}": str(first), f"sesudah-{number}": str(then)}
        super().__init__(data, initial=start)
        self._pairs = range(min(len(held) + _MORE, _MOST))
        choices = [("", "–"), *((str(pk), name) for pk, name in rows)]
        for number in self._pairs if rows else ():
            self.fields[f"dahulu-{number}"] = forms.ChoiceField(
                label=gettext_lazy("Lebih dahulu"), required=False, choices=choices
            )
            self.fields[f"sesudah-{number}"] = forms.ChoiceField(
                label=gettext_lazy("Baru sesudahnya"), required=False, choices=choices
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each order."""
        return [(self[f"dahulu-{n}"], self[f"sesudah-{n}"]) for n in self._pairs if f"dahulu-{n}" in self.fields]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        orders = []
        for number in self._pairs:
            first, then = data.pop(f"dahulu-{number}", ""), data.pop(f"sesudah-{number}", "")
            if bool(first) != bool(then) or (first and first == then):
                self.add_error(f"sesudah-{number}", _("Pilih dua kegiatan yang berbeda, atau kosongkan keduanya."))
            elif first:
                orders.append((int(first), int(then)))
        data["orders"] = tuple(dict.fromkeys(orders))
        return data

    def clean_moving(self) -> str:
        found: str = self.cleaned_data["moving"]
        return found if found in MOVING else "biasa"

    def clean_phases(self) -> tuple[int, ...]:
        """Four percents that never fall."""
        text = self.cleaned_data["phases"]
        numbers = tuple(int(n) for n in re.findall(r"\d{1,3}", text))
        if not text.strip():
            return ()
        if len(numbers) != 4 or list(numbers) != sorted(numbers) or numbers[-1] > 100:
            raise ValidationError(_("Tulis empat persen yang tidak turun, misalnya 25 50 75 100."))
        return numbers

    def chosen(self) -> Chosen:
        """The cleaned limits."""
        data = dict(self.cleaned_data)
        return Chosen(**{**data, "closed_months": tuple(sorted(int(m) for m in data["closed_months"]))})
