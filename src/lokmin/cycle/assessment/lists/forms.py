"""Reading the forms of a list: its head with thresholds, the lines of a programme, an uploaded workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.assessment.outline import Line
from lokmin.core.numbers import MICRO
from lokmin.cycle.centre.fields import CountField

#: What the form of a programme changes; the rest of a line stays.
EDITED = ("code", "name", "weight", "rule", "target", "per", "unit", "yearly", "detail", "indicator", "effort")
#: Empty lines offered for new rows.
BLANKS = 3
_LONGEST = {"code": 40, "name": 300, "detail": 2000}


class HeadForm(forms.Form):
    """Name, source and thresholds."""

    name = forms.CharField(label=gettext_lazy("Nama susunan"), max_length=120)
    source = forms.CharField(
        label=gettext_lazy("Dasar"), max_length=200, help_text=gettext_lazy("Misalnya nomor SK atau juknis Dinas.")
    )
    service_good = CountField(label=gettext_lazy("Pelayanan: baik mulai"))
    service_fair = CountField(label=gettext_lazy("Pelayanan: cukup mulai"))
    management_good = CountField(label=gettext_lazy("Manajemen: baik mulai"))
    management_fair = CountField(label=gettext_lazy("Manajemen: cukup mulai"))
    confirmed = forms.BooleanField(
        label=gettext_lazy("Sudah dicocokkan dengan juknis Dinas Kesehatan"), required=False
    )  # fmt: skip

    @staticmethod
    def start(body: Mapping[str, Any]) -> dict[str, Any]:
        """The values a form begins with."""
        groups = body["kelompok"]
        found: dict[str, Any] = {
            "name": body["name"], "source": body["source"], "confirmed": bool(body.get("confirmed")),
        }  # fmt: skip
        for key, name in (("service", "pelayanan"), ("management", "manajemen")):
            for end, word in (("good", "baik"), ("fair", "cukup")):
                found[f"{key}_{end}"] = round(Decimal(str(groups[name][word])) * MICRO)
        return found

    def head(self) -> dict[str, Any]:
        """What the form changes of a list."""
        data = self.cleaned_data
        groups = {
            name: {word: _number(data[f"{key}_{end}"]) for end, word in (("good", "baik"), ("fair", "cukup"))}
            for key, name in (("service", "pelayanan"), ("management", "manajemen"))
        }
        kept = {key: " ".join(data[key].split()) for key in ("name", "source")}
        return {**kept, "kelompok": groups, "confirmed": data["confirmed"]}


class UploadForm(forms.Form):
    """A workbook with a list."""

    file = forms.FileField(
        label=gettext_lazy("Susunan (Excel)"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"})
    )


def _number(micro: int) -> int | str:
    value = Decimal(micro) / MICRO
    return int(value) if value == int(value) else str(value.normalize())


def typed_lines(given: Mapping[str, str], lines: Sequence[Line]) -> tuple[list[Line], dict[int, int]]:
    """The lines of a form in their order, without those ticked away and with the new ones at the end of their node.

    Returns the lines, and for each of them the number of its fields in the form (new ones from ``len(lines)`` on).
    """
    found: list[tuple[int, Line]] = []
    for number, line in enumerate(lines):
        if line.leaf and f"b{number}-hapus" in given:
            continue
        found.append((number, _typed(given, number, line)))
    for number in range(len(lines), len(lines) + BLANKS):
        new = _typed(given, number, Line())
        if not (new.code or new.name):
            continue
        under = given.get(f"b{number}-di", "")
        found.insert(_end(found, under), (number, new))
    return [line for _number, line in found], {place: number for place, (number, _line) in enumerate(found)}


def _typed(given: Mapping[str, str], number: int, line: Line) -> Line:
    columns = {}
    for key in EDITED if line.leaf else ("name", "weight", "rule"):
        text = given.get(f"b{number}-{key}")
        if text is not None:
            text = text.replace("\r\n", "\n").replace("\0", "").strip()[: _LONGEST.get(key, 200)]
            columns[key] = text if key == "detail" else " ".join(text.split())
    return replace(line, **columns)


def _end(found: Sequence[tuple[int, Line]], code: str) -> int:
    """After the last leaf that stands directly under a node; at the end for an unknown one."""
    start = next((n for n, (_, line) in enumerate(found) if line.code == code and not line.leaf), None)
    if start is None:
        return len(found)
    return next((n for n in range(start + 1, len(found)) if not found[n][1].leaf), len(found))


def wrong_words(wrong: Mapping[int, str], numbers: Mapping[int, int], shift: int) -> list[tuple[str, str]]:
    """Errors of lines as (field, sentence) of the form; ``shift``: where the form's first line stands in the list."""
    found = []
    for place, sentence in sorted(wrong.items()):
        number = numbers.get(place - shift)
        field = f"b{number}-name" if number is not None else ""
        found.append((field, sentence if place >= 0 else _("Susunan: %(why)s") % {"why": sentence}))
    return found
