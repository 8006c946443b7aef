"""Reading what was typed or pasted into the tables of the PKP, row by row; and the small forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.assessment.definitions import Bundle, Rule, Sub
from lokmin.core.assessment.matching import match
from lokmin.core.assessment.scores import SubScore
from lokmin.core.assessment.targets import read_target, target_for
from lokmin.cycle.assessment.pkp.filled import AUTOMATIC, Filled
from lokmin.cycle.centre.fields import CountField, TextArea

_COUNT = CountField(required=False)
#: Of so many numbers after a name (target, sasaran, achievement) the last two are meant.
_PLAIN = 3
#: Places after the name in the official columns (domain.md 3.3).
_UNIT, _S, _P = 1, 2, 4


@dataclass
class Typed:
    """What stood in one row of a table, and what of it could be read.

    Attributes:
        texts: as typed, to be shown again. columns: what changes. wrong: field -> sentence.
    """

    sub: Sub
    texts: dict[str, str] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def shown(row: SubScore, cell: Filled, target: str) -> dict[str, str]:
    """The texts of a row's fields before anybody typed: ``t`` target, ``s`` sasaran, ``p`` achievement, ``l`` step."""
    entry = row.entry
    return {
        "t": target, "s": _text(entry.sasaran), "p": _text(entry.achieved),
        "l": "" if entry.level is None else str(entry.level), "n": cell.row.proof if cell.row else "",
    }  # fmt: skip


def _text(micro: int | None) -> str:
    return "" if micro is None else str(_COUNT.prepare_value(micro))


def read_service(sub: Sub, given: Mapping[str, str], cell: Filled, before: Mapping[str, str]) -> Typed:
    """One row of services. A field that says what it said before changes nothing, so that automatic rows stay so."""
    texts = {key: given.get(f"{key}-{sub.code}", before[key]).strip() for key in ("t", "s", "p")}
    typed = Typed(sub, texts)
    for key, column in (("s", "population_micro"), ("p", "achieved_micro")):
        if texts[key] == before[key]:
            continue
        try:
            typed.columns[column] = _COUNT.clean(texts[key])
        except ValidationError as error:
            typed.wrong[key] = " ".join(error.messages)
    if typed.columns and cell.source == AUTOMATIC:
        # Whoever corrects one number of an automatic row takes the row over: the other is kept as it was seen.
        typed.columns.setdefault("population_micro", cell.entry.sasaran)
        typed.columns.setdefault("achieved_micro", cell.entry.achieved)
    if texts["t"] != before["t"]:
        _read_target(typed, texts["t"])
    return typed


def _read_target(typed: Typed, text: str) -> None:
    """An empty target is the list's own again."""
    if not text:
        typed.columns |= {"target_micro": None, "target_text": ""}
        return
    read = read_target(text)
    if read is None:
        typed.wrong["t"] = _("“%(text)s” bukan target. Contoh: 80 atau 150 ‰") % {"text": text[:30]}
        return
    try:
        micro = target_for(typed.sub, read)
    except ValueError as error:
        typed.wrong["t"] = f"“{text[:30]}”: {error}."
        return
    plain = text.replace(",", "").replace(".", "").isdigit()
    typed.columns |= {"target_micro": micro, "target_text": "" if plain else text[:60]}


def read_scale(sub: Sub, given: Mapping[str, str], cell: Filled, before: Mapping[str, str]) -> Typed:
    """One row of management: the step and its proof."""
    texts = {key: given.get(f"{key}-{sub.code}", before[key]).strip() for key in ("l", "n")}
    typed = Typed(sub, texts)
    if texts["l"] != before["l"]:
        scores = {str(step.score): step.score for step in sub.steps}
        if texts["l"] and texts["l"] not in scores:
            typed.wrong["l"] = _("Pilih %(scores)s.") % {"scores": ", ".join(scores)}
        else:
            typed.columns["level"] = scores.get(texts["l"])
            if cell.own is not None and cell.own.level == typed.columns["level"]:
                # The same as the system says: it goes on following.
                typed.columns["level"] = None
    if texts["n"] != before["n"]:
        typed.columns["proof"] = texts["n"][:300]
    return typed


def read_row(sub: Sub, given: Mapping[str, str], cell: Filled, before: Mapping[str, str]) -> Typed:
    return (read_scale if sub.rule is Rule.SCALE else read_service)(sub, given, cell, before)


def pasted(bundle: Bundle, subs: Sequence[Sub], text: str) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Lines out of a spreadsheet: code or name, then sasaran and achievement (or achievement alone), set by tabs.

    Lines of numbers alone are taken in the order of the table when there are as many; an empty cell between them is a
    row that stays as it is. Of a scale the number is its step. Returns texts by code and field, and a sentence for
    each line that was not understood.
    """
    # A copied column ends with one line break; whatever is empty before it is an empty cell.
    copied = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    whole = [[cell.strip() for cell in line.split("\t")] for line in copied]
    lines = [cells for cells in whole if any(cells)]
    if not lines:
        return {}, []
    named = [(next((c for c in cells if c and not _is_number(c)), ""), cells) for cells in lines]
    found: dict[str, dict[str, str]] = {}
    strange: list[str] = []
    if all(not name for name, _cells in named):
        if len(whole) != len(subs):
            sentence = _("Ada %(lines)s baris angka tanpa nama untuk %(rows)s indikator. Sertakan kolom nama.")
            return {}, [sentence % {"lines": len(lines), "rows": len(subs)}]
        pairs = [(sub, _numbers(cells, sub)) for sub, cells in zip(subs, whole, strict=True)]
        return _steps_checked({sub.code: numbers for sub, numbers in pairs if numbers}, bundle, strange)
    keys = [(cells[0] if cells[0] in bundle.subs else "", name) for name, cells in named]
    here = {sub.code for sub in subs}
    for (name, cells), hit in zip(named, match(bundle, keys), strict=True):
        code = cells[0] if cells[0] in bundle.subs else hit.sub.code if hit.sub else ""
        # What stands before the name is its number in the list, not a count.
        numbers = _numbers(cells[cells.index(name) + 1 :] if name else cells[1:], bundle.subs.get(code))
        if code not in here:
            strange.append(_("“%(name)s” tidak ada di tabel ini.") % {"name": (name or cells[0])[:60]})
        elif not numbers:
            strange.append(
                _("“%(name)s”: sasaran dan pencapaiannya tidak jelas. Salin kolom nama, sasaran, pencapaian saja.")
                % {"name": name[:60]}
            )
        else:
            found[code] = numbers
    return _steps_checked(found, bundle, strange)


def _steps_checked(
    found: dict[str, dict[str, str]], bundle: Bundle, strange: list[str]
) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Without the steps that are not on their scale; each is told."""
    for code, numbers in list(found.items()):
        scores = [str(step.score) for step in bundle.subs[code].steps]
        if "l" in numbers and numbers["l"] not in scores:
            words = {"name": bundle.subs[code].name[:60], "n": numbers["l"][:20], "scores": ", ".join(scores)}
            strange.append(_("“%(name)s”: nilai %(n)s tidak ada di skalanya (%(scores)s).") % words)
            del found[code]
    return found, strange


def _is_number(text: str) -> bool:
    try:
        return _COUNT.clean(text) is not None
    except ValidationError:
        return text.replace(".", "").replace(",", "").isdigit()


def _numbers(cells: Sequence[str], sub: Sub | None) -> dict[str, str]:
    """The last two numbers are sasaran and achievement; a single one is the achievement, or the step of a scale.

    A whole line of the official columns (target, unit, S, T x S, P, ...) is known by its places; of more numbers
    that stand otherwise nothing is taken.
    """
    numbers = [cell for cell in cells if cell and _is_number(cell)]
    if sub is not None and sub.rule is Rule.SCALE:
        return {"l": numbers[-1]} if numbers else {}
    if len(numbers) <= _PLAIN:
        pair = dict(zip(("s", "p"), numbers[-2:], strict=True)) if len(numbers) > 1 else {}
        return pair or ({"p": numbers[0]} if numbers else {})
    if len(cells) > _P and cells[_UNIT] and not _is_number(cells[_UNIT]):
        return {key: cells[place] for key, place in (("s", _S), ("p", _P)) if cells[place]}
    return {}


class BeginForm(forms.Form):
    """Which year, with which list."""

    year = forms.IntegerField(
        label=gettext_lazy("Tahun"), min_value=2010, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    bundle = forms.ChoiceField(label=gettext_lazy("Susunan indikator"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["bundle"].choices = list(options)  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """The words of one row: cause, follow-up, proof, and why it does not apply."""

    na_reason = forms.CharField(
        label=gettext_lazy("Tidak berlaku di sini karena"), max_length=200, required=False,
        help_text=gettext_lazy("Isi hanya bila tidak dinilai, misalnya: tidak ada pesantren. Tidak ikut rata-rata."),
    )  # fmt: skip
    cause = TextArea(label=gettext_lazy("Akar penyebab masalah"), max_length=2000, required=False)
    followup = TextArea(label=gettext_lazy("Rencana tindak lanjut"), max_length=2000, required=False)
    proof = forms.CharField(label=gettext_lazy("Bukti"), max_length=300, required=False)
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=300, required=False)


class MonthForm(forms.Form):
    """What a row reached from January to a month."""

    month = forms.TypedChoiceField(label=gettext_lazy("Sampai bulan"), coerce=int)
    achieved = CountField(
        label=gettext_lazy("Pencapaian sejak Januari"), required=False,
        help_text=gettext_lazy("Kosongkan untuk menghapus catatan bulan itu."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip

    def __init__(self, *args: Any, months: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300, required=False)


class FileForm(forms.Form):
    """A workbook."""

    file = forms.FileField(
        label=gettext_lazy("Buku PKP (Excel)"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"})
    )
