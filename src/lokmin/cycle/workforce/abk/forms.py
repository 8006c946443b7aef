"""Forms of the ABK: the working time, the table of a profession, parts of one person, the standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.language import spoken
from lokmin.core.numbers import BASIS, MICRO, from_micro, indonesian
from lokmin.core.workload.abk import Kind, Task
from lokmin.core.workload.professions import Standard
from lokmin.core.workload.wkt import WorkTime
from lokmin.cycle.centre.fields import CountField
from lokmin.cycle.workforce.abk.operations import Line

#: Empty rows under each half of the table.
NEW_ROWS = 3
_COUNT = CountField(required=False)


def _days(label: Any, **more: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})
    return forms.IntegerField(label=label, min_value=0, max_value=300, widget=widget, **more)


class TimeForm(forms.Form):
    """Table A to G."""

    week = forms.TypedChoiceField(
        label=gettext_lazy("A. Hari kerja seminggu"), coerce=int,
        choices=[(5, gettext_lazy("5 hari")), (6, gettext_lazy("6 hari"))],
    )  # fmt: skip
    leave = _days(gettext_lazy("B. Cuti pegawai, hari"))
    holidays = _days(gettext_lazy("C. Libur nasional dan cuti bersama, hari"))
    training = _days(gettext_lazy("D. Pelatihan, hari"))
    absence = _days(gettext_lazy("E. Absen (sakit dan lain-lain), hari"))
    hours = CountField(
        label=gettext_lazy("F. Waktu kerja seminggu, jam"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
    )
    effective = CountField(
        label=gettext_lazy("G. Jam kerja efektif, persen dari F"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
    )
    regulation = forms.TypedChoiceField(
        label=gettext_lazy("Yang dipakai"), coerce=lambda v: v == "1", widget=forms.RadioSelect,
        choices=[("1", gettext_lazy("1.200 jam (72.000 menit) menurut Permenkes 33/2015")),
                 ("0", gettext_lazy("hasil hitungan tabel ini"))],
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Dasar angka"), max_length=200, required=False)

    def __init__(self, *args: Any, now: WorkTime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now
        self.time: WorkTime | None = None

    def clean(self) -> dict[str, Any]:
        """Days that leave something to work."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        minutes, share = data["hours"] * 60 / MICRO, data["effective"] * BASIS / (100 * MICRO)
        if minutes != int(minutes) or share != int(share):
            words = _("Jam seminggu harus menit penuh; jam efektif paling banyak dua angka di belakang koma.")
            raise ValidationError(words)
        try:
            with spoken(_):
                self.time = WorkTime(
                    week=data["week"], leave=data["leave"], holidays=data["holidays"], training=data["training"],
                    absence=data["absence"], week_minutes=int(minutes), effective_bp=int(share),
                    regulation=data["regulation"], regulated=self.now.regulated, source=data["source"],
                )  # fmt: skip
        except ValueError as error:
            raise ValidationError(str(error)) from None
        return data


def time_initial(time: WorkTime) -> dict[str, Any]:
    """A table as the form shows it."""
    return {
        "week": time.week, "leave": time.leave, "holidays": time.holidays, "training": time.training,
        "absence": time.absence, "hours": indonesian(Decimal(time.week_minutes) / 60),
        "effective": indonesian(Decimal(time.effective_bp) / 100), "regulation": "1" if time.regulation else "0",
        "source": time.source,
    }  # fmt: skip


@dataclass
class Typed:
    """The table of a profession as it was typed: texts to show again, what is wrong by field, rows to write."""

    texts: dict[str, str] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def wrong(self, name: str) -> bool:
        """Is there something to correct in this field."""
        return any(at == name for at, _words in self.errors)


def keys(tasks: Sequence[Task]) -> list[tuple[str, Kind]]:
    """The rows of the form: those that are there, and empty ones of each kind."""
    new = [(f"{kind.value}{n}", kind) for kind in Kind for n in range(1, NEW_ROWS + 1)]
    return [*((task.key, task.kind) for task in tasks), *new]


def as_texts(tasks: Sequence[Task]) -> dict[str, str]:
    """What is kept, as the fields show it."""
    found: dict[str, str] = {}
    for task in tasks:
        found |= {
            f"kegiatan-{task.key}": task.activity, f"satuan-{task.key}": task.unit, f"sumber-{task.key}": task.source,
            f"norma-{task.key}": "" if task.norm is None else indonesian(from_micro(task.norm)),
            f"capaian-{task.key}": "" if task.volume is None else indonesian(from_micro(task.volume)),
        }  # fmt: skip
    return found


def typed(post: Mapping[str, str], tasks: Sequence[Task]) -> Typed:
    """Read the table; a number that cannot be read is told with its activity, everything else is kept."""
    found = Typed(texts={name: str(value)[:200] for name, value in post.items() if "-" in name})
    kept = as_texts(tasks)
    known = {task.key for task in tasks}
    for key, kind in keys(tasks):
        activity = found.texts.get(f"kegiatan-{key}", kept.get(f"kegiatan-{key}", "")).strip()
        numbers: dict[str, int | None] = {}
        for name in ("norma", "capaian"):
            at = f"{name}-{key}"
            try:
                numbers[name] = _COUNT.clean(found.texts.get(at, kept.get(at, "")))
            except ValidationError as error:
                found.errors.append((at, f"{activity or '?'}: {' '.join(error.messages)}"))
                numbers[name] = None
        found.lines.append(
            Line(
                pk=int(key) if key in known else None, kind=kind, activity=activity,
                unit=found.texts.get(f"satuan-{key}", kept.get(f"satuan-{key}", "")),
                norm=numbers["norma"], volume=numbers["capaian"],
                source=found.texts.get(f"sumber-{key}", kept.get(f"sumber-{key}", "")),
                drop=bool(post.get(f"hapus-{key}")), system=bool(post.get(f"sistem-{key}")),
            )
        )  # fmt: skip
    return found


def parts(post: Mapping[str, str], tasks: Sequence[Task]) -> tuple[dict[int, int | None], list[tuple[str, str]]]:
    """Percent of each activity as permille by task, None where the field was left empty; and what is wrong."""
    found: dict[int, int | None] = {}
    wrong = []
    for task in tasks:
        at = f"bagian-{task.key}"
        if at not in post:
            continue
        try:
            micro = _COUNT.clean(str(post[at]).replace("%", "").strip())
        except ValidationError as error:
            wrong.append((at, f"{task.activity}: {' '.join(error.messages)}"))
            continue
        if micro is not None and (micro * 10 % MICRO or not 0 < micro <= 100 * MICRO):
            wrong.append((at, _("%(activity)s: tulis 0,1 sampai 100 persen.") % {"activity": task.activity}))
            continue
        found[int(task.key)] = None if micro is None else micro * 10 // MICRO
    return found, wrong


class StandardForm(forms.Form):
    """The numbers of the standard, and which kind of Puskesmas this is."""

    inpatient = forms.TypedChoiceField(
        label=gettext_lazy("Pelayanan"), coerce=lambda v: v == "1", widget=forms.RadioSelect,
        choices=[("0", gettext_lazy("non rawat inap")), ("1", gettext_lazy("rawat inap"))],
    )  # fmt: skip
    urban = forms.TypedChoiceField(
        label=gettext_lazy("Wilayah"), coerce=lambda v: v == "1", widget=forms.RadioSelect,
        choices=[("0", gettext_lazy("perdesaan, terpencil, atau sangat terpencil")), ("1", gettext_lazy("perkotaan"))],
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Dasar angka yang diubah"), max_length=200, required=False,
        help_text=gettext_lazy("Misalnya nomor SK atau peraturan; wajib bila ada angka yang diubah"),
    )  # fmt: skip

    def __init__(self, *args: Any, now: Standard, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now
        #: Lines the office changed, which can be given back to the regulation.
        self.own = {line.code: line for line in now.lines if line.own}
        for line in now.lines:
            self.fields[line.code] = forms.IntegerField(
                label=line.name, min_value=0, max_value=200, help_text=line.note,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            )  # fmt: skip

    def numbers(self) -> dict[str, int]:
        """Only what was typed otherwise than it was shown: choosing rawat inap changes the others by itself."""
        return {
            line.code: self.cleaned_data[line.code] for line in self.now.lines
            if self.cleaned_data[line.code] != line.needed
        }  # fmt: skip


def standard_initial(now: Standard) -> dict[str, Any]:
    """The standard as the form shows it."""
    chosen = {"inpatient": "1" if now.inpatient else "0", "urban": "1" if now.urban else "0"}
    return chosen | {line.code: line.needed for line in now.lines}
