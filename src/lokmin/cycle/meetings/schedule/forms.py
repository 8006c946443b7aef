"""The forms of the schedule pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.meetings.kinds import FUNCTIONS, POINT_KINDS, WHO, FixedPoint, Kind, Paper
from lokmin.core.meetings.overrides import DAYS, LISTS
from lokmin.core.meetings.yearplan import Habits
from lokmin.core.numbers import whole
from lokmin.core.periods import DAY_NAMES
from lokmin.cycle.centre.fields import DayField
from lokmin.cycle.meetings.forms import DayNameField, LinesField
from lokmin.cycle.meetings.models import AgendaItem
from lokmin.cycle.meetings.schedule.habits import rule
from lokmin.cycle.monitoring import words

#: Empty lines under the points of a kind, for new ones.
SPARE = 3
MOST_LINES = 60


class HabitsForm(forms.Form):
    """How an office lays out its year."""

    week = forms.TypedChoiceField(
        label=gettext_lazy("Hari kerja seminggu"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, gettext_lazy("Lima, Senin sampai Jumat")), (6, gettext_lazy("Enam, Senin sampai Sabtu"))],
    )  # fmt: skip
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Hari pertemuan yang disukai"), coerce=int,
        choices=[(n, gettext_lazy(name)) for n, name in enumerate(DAY_NAMES[:6])],
    )  # fmt: skip
    rhythm = forms.ChoiceField(label=gettext_lazy("Irama lokmin unit"), widget=forms.RadioSelect)
    sectors = forms.BooleanField(label=gettext_lazy("Jadwalkan lokmin tribulanan lintas sektor"), required=False)
    rtm = forms.BooleanField(label=gettext_lazy("Jadwalkan rapat tinjauan manajemen tiap semester"), required=False)
    klaster = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Pra-lokmin klaster"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Klaster yang bertemu dulu sebelum lokmin bulanan"),
    )  # fmt: skip
    pra_days = forms.IntegerField(
        label=gettext_lazy("Pra-lokmin, hari kerja sebelum lokmin"), min_value=1, max_value=15
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rhythm"].choices = [(k, _(v[0].upper() + v[1:])) for k, v in rule(year).rhythms.items()]  # type: ignore[attr-defined]
        self.fields["klaster"].choices = [(n, words.klaster(n)) for n in sorted(words.KLASTER)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("weekday") == 5 and data.get("week") == 5:
            self.add_error("weekday", _("Sabtu bukan hari kerja di kantor lima hari kerja."))
        return data

    def wanted(self) -> Habits:
        """The record of the core."""
        return Habits(**{**self.cleaned_data, "klaster": tuple(self.cleaned_data["klaster"])})

    @staticmethod
    def of(now: Habits, year: int) -> dict[str, Any]:
        return {
            "week": now.week, "weekday": now.weekday, "rhythm": now.rhythm, "sectors": now.sectors, "rtm": now.rtm,
            "klaster": list(now.klaster), "pra_days": now.pra_days or rule(year).pra_lokmin_days,
        }  # fmt: skip


class MoonForm(forms.Form):
    """The decreed fasting month, and Musrenbang."""

    fasting_first = DayField(label=gettext_lazy("Puasa mulai"), required=False)
    fasting_last = DayField(label=gettext_lazy("Puasa sampai"), required=False)
    musrenbang = DayField(label=gettext_lazy("Musrenbang kecamatan"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(data.get("fasting_first")) != bool(data.get("fasting_last")):
            self.add_error("fasting_last", _("isi kedua tanggal, atau kosongkan keduanya."))
        return data

    def fasting(self) -> list[tuple[dt.date, dt.date]] | None:
        first, last = self.cleaned_data["fasting_first"], self.cleaned_data["fasting_last"]
        return [(first, last)] if first and last else None


class OwnDayForm(forms.Form):
    """A day the office names."""

    day = DayNameField(label=gettext_lazy("Hari dan tanggal"))
    name = forms.CharField(label=gettext_lazy("Nama hari"), max_length=120)
    closed = forms.ChoiceField(
        label=gettext_lazy("Kantor ini"),
        choices=[("libur", gettext_lazy("libur")), ("masuk", gettext_lazy("tetap masuk"))],
    )


class MoveForm(forms.Form):
    """Another day, and why."""

    day = DayNameField(
        label=gettext_lazy("Dipindah ke"), help_text=gettext_lazy("Nama hari dicocokkan dengan tanggalnya")
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)


class ReasonForm(forms.Form):
    """Why something does not take place."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)


_FUNCTIONS = [(code, gettext_lazy(name)) for code, name in FUNCTIONS.items()]


class KindForm(forms.Form):
    """All that an office may change of a kind; its fixed points are read from the lines below (``points``)."""

    valid_from = forms.IntegerField(label=gettext_lazy("Berlaku sejak tahun"), min_value=2016, max_value=2099)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)
    aim = forms.CharField(
        label=gettext_lazy("Tujuan umum"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=600
    )
    purposes = LinesField(label=gettext_lazy("Tujuan khusus"), rows=5)
    inputs = LinesField(label=gettext_lazy("Masukan"), rows=5)
    steps = LinesField(label=gettext_lazy("Proses"), rows=5)
    outputs = LinesField(label=gettext_lazy("Luaran"), rows=4)
    participants = LinesField(label=gettext_lazy("Peserta"), rows=4)
    recipients = LinesField(label=gettext_lazy("Yang diundang (Yth.)"), rows=4)
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Berkas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    legal_base = LinesField(label=gettext_lazy("Dasar hukum"), rows=4)
    organiser = forms.ChoiceField(label=gettext_lazy("Penyelenggara"), choices=_FUNCTIONS)
    opener = forms.ChoiceField(label=gettext_lazy("Yang membuka"), choices=_FUNCTIONS)
    leader = forms.ChoiceField(label=gettext_lazy("Yang memimpin"), choices=_FUNCTIONS)
    lead_days = forms.IntegerField(label=gettext_lazy("Undangan, hari sebelumnya"), min_value=0, max_value=60)
    material_days = forms.IntegerField(label=gettext_lazy("Bahan penyaji, hari sebelumnya"), min_value=0, max_value=60)
    reading_days = forms.IntegerField(label=gettext_lazy("Bahan bacaan, hari sebelumnya"), min_value=0, max_value=60)
    place = forms.CharField(label=gettext_lazy("Tempat menurut kebiasaan"), required=False, max_length=120)

    def __init__(self, *args: Any, pack: Mapping[str, Paper], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["papers"].choices = [(p.code, p.name) for p in pack.values()]  # type: ignore[attr-defined]

    @staticmethod
    def of(kind: Kind) -> dict[str, Any]:
        """A kind as the form shows it."""
        plain = ("aim", "organiser", "opener", "leader", "place", *DAYS)
        lists = {name: list(getattr(kind, name)) for name in LISTS}
        return {**{n: getattr(kind, n) for n in plain}, **lists, "papers": [p.code for p in kind.papers]}

    def wanted(self) -> dict[str, Any]:
        """The fields as ``operations.save_kind`` takes them, without the points."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"valid_from", "reason"}}


POINT_FIELDS = ("title", "kind", "least", "wanted", "who", "months", "spans", "annexes")
POINT_NAMES = dict(AgendaItem.KINDS)
POINT_CHOICES = [(code, POINT_NAMES.get(code, code)) for code in POINT_KINDS]
WHO_CHOICES = list(zip(WHO, ("–", "pembuka", "pemimpin", "PJ klaster"), strict=True))


def lines_of(points: tuple[FixedPoint, ...]) -> list[dict[str, Any]]:
    """Fixed points as the lines of the form, with spare ones under them."""
    shown: list[dict[str, Any]] = [
        {
            "title": p.title, "kind": p.kind, "least": p.least, "wanted": p.wanted, "who": p.who,
            "months": ", ".join(map(str, p.months)), "spans": ", ".join(map(str, p.spans)), "optional": p.optional,
            "annexes": ",".join(p.annexes),
        }
        for p in points
    ]  # fmt: skip
    empty = dict.fromkeys(POINT_FIELDS, "") | {"kind": "lain"}
    return [*shown, *({**empty, "optional": False} for _n in range(SPARE))]


def typed_lines(data: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines as they were typed, in the order of their numbers; a line that got another number takes that place."""
    found = []
    for number in range(MOST_LINES):
        if f"p{number}-title" not in data:
            break
        line: dict[str, Any] = {name: data.get(f"p{number}-{name}", "").strip() for name in POINT_FIELDS}
        line["optional"] = f"p{number}-optional" in data
        typed = data.get(f"p{number}-order", "").strip()
        place, before = (whole(typed) or number + 1), number + 1
        found.append((2 * place + (place > before) - (place < before), number, line))
    return [line for _place, _number, line in sorted(found, key=lambda f: f[:2])]


def points_of(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Typed lines as data of points; a line without title and minutes is left out.

    Raises:
        ValidationError: for minutes or months that are no numbers.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if not line["title"] and not line["least"] and line["kind"] != "klaster":
            continue
        try:
            found.append(
                {
                    "title": line["title"], "kind": line["kind"], "who": line["who"], "optional": line["optional"],
                    "least": int(line["least"]), "wanted": int(line["wanted"] or line["least"]),
                    "months": [int(m) for m in line["months"].replace(",", " ").split()],
                    "spans": [int(m) for m in line["spans"].replace(",", " ").split()],
                    "annexes": line["annexes"].replace(",", " ").split(),
                }
            )  # fmt: skip
        except ValueError as error:
            text = _("Acara %(n)s: menit dan bulan diisi dengan angka, misalnya 10 atau 2, 7.") % {"n": number}
            raise ValidationError({"agenda": text}) from error
    return found
