"""The forms of the calendar: an event, moving it, days for many rows at once, a vehicle or room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.fields import DayField
from lokmin.cycle.centre.forms import PROGRAMMES
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.planning.calendar import queries
from lokmin.cycle.planning.calendar.operations import Dated
from lokmin.cycle.planning.models import Event, MonthRow, Resource
from lokmin.cycle.workforce.staff import queries as staff

_HOUR = forms.TimeInput(attrs={"type": "time"})
NONE = ("", "–")


class EventForm(forms.Form):
    """One event: what, when, who, where, by what."""

    title = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=200)
    date = DayField(label=gettext_lazy("Tanggal"))
    until = DayField(label=gettext_lazy("Sampai tanggal"), required=False)
    start = forms.TimeField(label=gettext_lazy("Mulai jam"), required=False, widget=_HOUR)
    end = forms.TimeField(label=gettext_lazy("Selesai jam"), required=False, widget=_HOUR)
    all_staff = forms.BooleanField(label=gettext_lazy("Seluruh staf ikut"), required=False)
    settled = forms.BooleanField(
        label=gettext_lazy("Harinya memang dipilih, walau libur, bukan hari kerja, atau bulan puasa"), required=False
    )  # fmt: skip
    staff = forms.MultipleChoiceField(
        label=gettext_lazy("Pelaksana"), required=False, widget=forms.CheckboxSelectMultiple
    )
    villages = forms.MultipleChoiceField(
        label=gettext_lazy("Desa"), required=False, widget=forms.CheckboxSelectMultiple
    )
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=120, required=False)
    resource = forms.ChoiceField(label=gettext_lazy("Kendaraan, ruang, atau alat"), required=False)
    programme = forms.ChoiceField(label=gettext_lazy("Program"), choices=PROGRAMMES, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._villages = {v.code: v for v in villages(puskesmas)}
        self._resources = {str(r.pk): r for r in queries.resources(puskesmas)}
        programmes: list[tuple[str, Any]] = list(PROGRAMMES)
        given = str((self.initial or {}).get("programme") or "")
        if given and given not in dict(PROGRAMMES):
            programmes.append((given, given))
        choices: dict[str, Sequence[tuple[Any, Any]]] = {
            "staff": [(str(pk), name) for pk, name in staff.choices(puskesmas)],
            "villages": [(v.code, v.name) for v in self._villages.values()],
            "resource": [NONE, *((pk, r.name) for pk, r in self._resources.items())],
            "programme": programmes,
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """The cleaned answers as ``operations`` takes them."""
        data = dict(self.cleaned_data)
        data["staff"] = [int(pk) for pk in data["staff"]]
        data["villages"] = [self._villages[code] for code in data["villages"]]
        data["resource"] = self._resources.get(data["resource"])
        return data


#: Fields of the form that are columns of the event as they are.
_KEPT = ("title", "date", "until", "start", "end", "all_staff", "settled", "place")


def event_initial(event: Event) -> dict[str, Any]:
    """The form of an event as it is."""
    return {
        **{name: getattr(event, name) for name in _KEPT},
        "staff": [str(one.pk) for one in event.staff.all()], "villages": [v.code for v in event.villages.all()],
        "resource": str(event.resource_id or ""), "programme": event.programme,
    }  # fmt: skip


class MoveForm(forms.Form):
    """Another day, with why."""

    date = DayField(label=gettext_lazy("Pindah ke tanggal"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=200, help_text=gettext_lazy("Misalnya: berbenturan dengan lokmin")
    )


class ResourceForm(forms.Form):
    """A vehicle, a room, a tool."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=Resource.KINDS)
    name = forms.CharField(
        label=gettext_lazy("Nama"), max_length=80, help_text=gettext_lazy("Misalnya Pusling B 1234, Aula, Proyektor")
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=120, required=False)
    active = forms.BooleanField(label=gettext_lazy("Masih dipakai"), required=False, initial=True)


class RowDay(forms.Form):
    """The day of one row in the table of rows without one; empty: later."""

    date = DayField(required=False)
    start = forms.TimeField(required=False, widget=_HOUR)
    end = forms.TimeField(required=False, widget=_HOUR)
    staff = forms.ChoiceField(required=False)

    def __init__(self, data: Any = None, *, row: MonthRow, people: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, prefix=f"b{row.pk}", **options)
        self.row = row
        self.fields["staff"].choices = [NONE, *people]  # type: ignore[attr-defined]
        for name, label in (
            ("date", _("Tanggal")), ("start", _("Mulai jam")), ("end", _("Selesai jam")), ("staff", _("Pelaksana"))
        ):  # fmt: skip
            self.fields[name].label = label

    def clean_date(self) -> dt.date | None:
        """A day of the month of its plan."""
        day: dt.date | None = self.cleaned_data["date"]
        plan = self.row.plan
        if day is not None and (day.year, day.month) != (plan.year, plan.month):
            raise ValidationError(_("Di luar bulan rencananya."))
        return day

    @property
    def dated(self) -> Dated | None:
        """The day that was given; None when none was."""
        data = self.cleaned_data
        if data.get("date") is None:
            return None
        return Dated(self.row, data["date"], data["start"], data["end"], int(data["staff"]) if data["staff"] else None)
