"""The forms of the meeting pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lokmin.core.periods import long_date
from lokmin.cycle.centre.fields import TextArea
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import Attendance, Decision, Meeting
from lokmin.cycle.meetings.models.meeting import CLUSTER_KIND, KIND_NAMES
from lokmin.cycle.meetings.queries.people import staff
from lokmin.cycle.meetings.reading import read_day
from lokmin.cycle.meetings.schedule import about
from lokmin.cycle.monitoring import words

NOBODY = ("", "–")


class DayNameField(forms.CharField):
    """A date with its day name in words, which must fit."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return read_day(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return long_date(value) if isinstance(value, dt.date) else value


class HourField(forms.TimeField):
    """``09.00`` or ``09:00``."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **options)


class LinesField(forms.CharField):
    """A list, one line each."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), required=False, **options)

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class WhenForm(forms.Form):
    """Day, hours, place and people of a meeting."""

    date = DayNameField(
        label=gettext_lazy("Hari dan tanggal"), help_text=gettext_lazy("Nama hari dicocokkan dengan tanggalnya")
    )
    start = HourField(label=gettext_lazy("Mulai"))
    planned_minutes = forms.IntegerField(label=gettext_lazy("Lama, menit"), min_value=15, max_value=600, initial=120)
    end = HourField(
        label=pgettext_lazy("jam", "Selesai"), required=False, help_text=gettext_lazy("Kosong: s.d. selesai")
    )
    place = forms.CharField(label=pgettext_lazy("isian", "Tempat"), max_length=120, required=False)
    leader = forms.ChoiceField(label=gettext_lazy("Pemimpin"), required=False)
    notulis = forms.ChoiceField(label=gettext_lazy("Notulis"), required=False)
    opener = forms.ChoiceField(label=gettext_lazy("Yang membuka"), required=False)
    moderator = forms.ChoiceField(label=gettext_lazy("Moderator"), required=False)
    PEOPLE = ("leader", "notulis", "opener", "moderator")

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._people = {str(p.pk): p for p in staff(puskesmas, guests=True)}
        for name in self.PEOPLE:
            self.fields[name].choices = [NOBODY, *((k, p.full_name) for k, p in self._people.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("harus sesudah jam mulai."))
        return data

    def columns(self) -> dict[str, Any]:
        """The cleaned fields as the operations take them."""
        return {**self.cleaned_data, **{name: self._person(name) for name in self.PEOPLE}}

    def _person(self, name: str) -> Person | None:
        return self._people.get(self.cleaned_data[name])


def _kinds() -> list[tuple[str, str]]:
    """The kinds of the rule in the language of the reader; papers keep their official names."""
    return [(code, _(name.capitalize())) for code, name in KIND_NAMES.items()]


class PrepareForm(WhenForm):
    """A new meeting: its kind and what it looks back on, then as above."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=_kinds)
    klaster = forms.TypedChoiceField(
        label=gettext_lazy("Klaster"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("Hanya untuk pra-lokmin klaster"),
    )  # fmt: skip
    period = forms.ChoiceField(label=gettext_lazy("Yang dibahas"))
    field_order = [
        "kind",
        "klaster",
        "period",
        "date",
        "start",
        "planned_minutes",
        "end",
        "place",
        "leader",
        "notulis",
        "opener",
        "moderator",
    ]

    def __init__(self, *args: Any, abouts: list[tuple[str, str]], puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, puskesmas=puskesmas, **options)
        self.fields["period"].choices = abouts  # type: ignore[attr-defined]
        self.fields["klaster"].choices = [NOBODY, *((n, words.klaster(n)) for n in sorted(words.KLASTER))]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == CLUSTER_KIND and not data.get("klaster"):
            self.add_error("klaster", _("pilih klaster yang bertemu."))
        return data

    def columns(self) -> dict[str, Any]:
        found = super().columns()
        last, months = about.read(found["period"])
        klaster = found["klaster"] if found["kind"] == CLUSTER_KIND else None
        return {**found, "period": last, "months": months, "klaster": klaster}


class LetterForm(WhenForm):
    """All that may be changed before the meeting, with the texts of the invitation."""

    period = forms.ChoiceField(label=gettext_lazy("Yang dibahas"))
    number = forms.IntegerField(
        label=gettext_lazy("Pertemuan ke-"), min_value=1, max_value=99, required=False,
        help_text=gettext_lazy("Urutan dalam setahun, tercetak di notulen; bulanan pertama dan rutin satu urutan"),
    )  # fmt: skip
    recipients = LinesField(label=gettext_lazy("Yth."), help_text=gettext_lazy("Satu baris satu penerima"))
    remarks = LinesField(
        label=gettext_lazy("Catatan undangan"),
        help_text=gettext_lazy("Contoh: membawa data capaian; bila berhalangan menunjuk wakil"),
    )
    copies = LinesField(label=gettext_lazy("Tembusan"))
    purposes = LinesField(label=gettext_lazy("Tujuan"))
    legal_base = LinesField(label=gettext_lazy("Dasar hukum"))

    def __init__(
        self, *args: Any, abouts: list[tuple[str, str]] | None = None, puskesmas: Puskesmas, **options: Any
    ) -> None:
        """Without ``abouts`` (the figures are frozen) what is discussed cannot be changed."""
        super().__init__(*args, puskesmas=puskesmas, **options)
        if abouts is None:
            del self.fields["period"]
        else:
            self.fields["period"].choices = abouts  # type: ignore[attr-defined]

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """A meeting as the form shows it."""
        names = [n for n in LetterForm.base_fields if n not in WhenForm.PEOPLE]
        people = {n: str(getattr(meeting, f"{n}_id") or "") for n in WhenForm.PEOPLE}
        now = {n: getattr(meeting, n) for n in names}
        return {**now, **people, "period": about.code(meeting.month, meeting.months)}

    def columns(self) -> dict[str, Any]:
        found = super().columns()
        if "period" in found:
            found["period"], found["months"] = about.read(found["period"])
        if found["number"] is None:  # left empty: as it was
            del found["number"]
        return found


#: ``AgendaItem.KINDS`` in the language of the reader.
POINT_KINDS = (
    ("lain", gettext_lazy("Lain")), ("pembukaan", gettext_lazy("Pembukaan")),
    ("arahan", gettext_lazy("Arahan dan sambutan")), ("evaluasi_rtl", gettext_lazy("Tindak lanjut yang lalu")),
    ("materi", gettext_lazy("Materi")), ("fokus", gettext_lazy("Fokus utama")),
    ("klaster", gettext_lazy("Paparan klaster")), ("ukp", gettext_lazy("Upaya kesehatan perseorangan (UKP)")),
    ("ukm", gettext_lazy("Upaya kesehatan masyarakat (UKM)")), ("masalah", gettext_lazy("Masalah")),
    ("lintas_sektor", gettext_lazy("Peran lintas sektor")), ("masukan", gettext_lazy("Masukan dan umpan balik")),
    ("prioritas", gettext_lazy("Prioritas masalah")), ("pengetahuan", gettext_lazy("Peningkatan pengetahuan")),
    ("dinamika", gettext_lazy("Dinamika kelompok")), ("rencana", gettext_lazy("Rencana dan kesepakatan")),
    ("komitmen", gettext_lazy("Komitmen bersama")), ("penutup", gettext_lazy("Penutup")),
)  # fmt: skip


class ItemForm(forms.Form):
    """A point of the agenda."""

    title = forms.CharField(label=gettext_lazy("Acara"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis acara"), required=False, initial="lain")
    minutes = forms.IntegerField(label=gettext_lazy("Menit"), min_value=1, max_value=600, initial=10)
    presenter = forms.ChoiceField(label=gettext_lazy("Penyaji"), required=False)
    presenter_text = forms.CharField(label=gettext_lazy("Penyaji lain"), max_length=120, required=False)
    detail = TextArea(label=gettext_lazy("Yang dibahas"), rows=2, required=False)
    after = forms.ChoiceField(label=gettext_lazy("Sesudah acara"), required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, new_in: Meeting | None = None, **options: Any) -> None:
        """``new_in``: the meeting a new point is put into; the form then asks after which one."""
        super().__init__(*args, **options)
        self._points = {str(i.pk): i for i in new_in.agenda.all()} if new_in else {}
        if new_in is None:
            del self.fields["after"]
        else:
            closing = _("Sebelum penutup")
            self.fields["after"].choices = [("", closing), *((k, i.title) for k, i in self._points.items())]  # type: ignore[attr-defined]
        self._people = {str(p.pk): p for p in staff(puskesmas, guests=True)}
        self.fields["presenter"].choices = [NOBODY, *((k, p.full_name) for k, p in self._people.items())]  # type: ignore[attr-defined]
        self.fields["kind"].choices = POINT_KINDS  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """The cleaned fields as the operations take them; a kind that was not sent changes nothing."""
        data = {**self.cleaned_data, "presenter": self._people.get(self.cleaned_data["presenter"])}
        if not data["kind"]:
            del data["kind"]
        if "after" in data:
            data["after"] = self._points.get(data["after"])
        return data


class DecisionForm(forms.Form):
    """What was agreed on, and how."""

    text = TextArea(label=gettext_lazy("Keputusan"), rows=3)
    manner = forms.ChoiceField(
        label=gettext_lazy("Cara"), choices=Decision.MANNERS, widget=forms.RadioSelect, initial="mufakat"
    )
    votes_for = forms.IntegerField(label=gettext_lazy("Setuju"), min_value=0, required=False)
    votes_against = forms.IntegerField(label=gettext_lazy("Tidak setuju"), min_value=0, required=False)
    reservations = TextArea(label=gettext_lazy("Keberatan dan catatan"), rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("manner") == "suara" and (data.get("votes_for") is None or data.get("votes_against") is None):
            self.add_error("votes_for", _("isi jumlah suara setuju dan tidak setuju."))
        return data


class GuestForm(forms.Form):
    """Somebody who is not of the staff."""

    name = forms.CharField(label=gettext_lazy("Nama tamu"), max_length=120)
    institution = forms.CharField(label=gettext_lazy("Instansi"), max_length=120, required=False)
    job = forms.CharField(label=gettext_lazy("Jabatan"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Nomor HP"), max_length=20, required=False)
    status = forms.ChoiceField(label=gettext_lazy("Kehadiran"), choices=Attendance.STATES, required=False)


class CloseForm(forms.Form):
    """The last words before signing."""

    conclusion = TextArea(label=gettext_lazy("Kesimpulan"), rows=3, required=False)
    close_reason = forms.CharField(label=gettext_lazy("Mengapa tidak ada RTL"), max_length=300, required=False)


class ReopenForm(forms.Form):
    """Why closed minutes are opened again."""

    reason = forms.CharField(label=gettext_lazy("Alasan membuka kembali"), max_length=300)


def told(form: forms.Form, error: ValidationError) -> None:
    """Put an operation's refusal into a form, beside its fields where it names them."""
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, ValidationError([e.message for e in errors]))
    else:
        form.add_error(None, ValidationError(error.messages))
