"""Forms of the tracker: sending, an event, taking back, the rule of a report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.language import said, spoken
from lokmin.core.periods import DAY_NAMES, MONTH_NAMES, Month
from lokmin.core.reports.kinds import EARLIEST, LATEST, Report
from lokmin.core.reports.periods import Frequency
from lokmin.cycle.centre.forms import PROGRAMMES as PEOPLE_PROGRAMMES
from lokmin.cycle.centre.proofs import ACCEPT
from lokmin.cycle.reporting.tracker.book import Owners

FREQUENCIES = [
    (Frequency.WEEK.value, gettext_lazy("tiap minggu")),
    (Frequency.MONTH.value, gettext_lazy("tiap bulan")),
    (Frequency.QUARTER.value, gettext_lazy("tiap triwulan")),
    (Frequency.SEMESTER.value, gettext_lazy("tiap semester")),
    (Frequency.YEAR.value, gettext_lazy("tiap tahun")),
    (Frequency.EVENT.value, gettext_lazy("tiap ada kejadian")),
]


#: The programmes of the catalogue.
PROGRAMMES = [
    *((code.replace("p2p", "p2"), name) for code, name in PEOPLE_PROGRAMMES),
    ("ukp", gettext_lazy("Pelayanan perorangan")),
]


class DayField(forms.DateField):
    """A day, with the phone's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SendForm(forms.Form):
    """When a report went out, and the proof."""

    on = DayField(label=gettext_lazy("Dikirim tanggal"))
    nothing = forms.BooleanField(label=gettext_lazy("Laporan nihil: tidak ada yang dilaporkan"), required=False)
    how = forms.CharField(label=gettext_lazy("Lewat"), max_length=80, required=False)
    recipient = forms.CharField(label=gettext_lazy("Kepada"), max_length=120, required=False)
    proof = forms.CharField(
        label=gettext_lazy("Bukti"), max_length=300, required=False,
        help_text=gettext_lazy("Contoh: nomor surat, tautan, nama penerima di Dinas Kesehatan"),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Foto, tangkapan layar atau berkas"), required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy("Paling besar 10 MB. Keterangan tempat dan kamera di foto dihapus."),
    )  # fmt: skip


class ProofForm(forms.Form):
    """A proof put in afterwards."""

    proof = SendForm.base_fields["proof"]
    file = SendForm.base_fields["file"]


class EventForm(forms.Form):
    """Something that must be reported."""

    day = DayField(label=gettext_lazy("Tanggal kejadian"))
    note = forms.CharField(
        label=gettext_lazy("Kejadiannya"), max_length=300,
        help_text=gettext_lazy("Singkat dan tanpa nama orang: keracunan pangan di Kalisari, 14 orang"),
    )  # fmt: skip
    sent_on = DayField(
        label=gettext_lazy("Dilaporkan tanggal"), required=False, help_text=gettext_lazy("Kosongkan bila belum")
    )


class ReasonForm(forms.Form):
    """Why a note is taken back."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)


class ReportForm(forms.Form):
    """The rule of a report from a month on; of an own report its name too."""

    code = forms.CharField(
        label=gettext_lazy("Kode"), max_length=30,
        help_text=gettext_lazy("Huruf besar, angka atau tanda hubung, misalnya LAP-POSYANDU"),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Nama laporan"), max_length=120)
    category = forms.ChoiceField(label=gettext_lazy("Kelompok"))
    programme = forms.ChoiceField(label=gettext_lazy("Program"), choices=PROGRAMMES, required=False)
    klaster = forms.TypedChoiceField(label=gettext_lazy("Klaster"), choices=[(n, n) for n in range(1, 6)], coerce=int)
    active = forms.BooleanField(label=gettext_lazy("Laporan ini dikirim kantor kami"), required=False, initial=True)
    owner = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    frequency = forms.ChoiceField(label=gettext_lazy("Seberapa sering"), choices=FREQUENCIES)
    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hanya bulan tertentu"), choices=list(enumerate(MONTH_NAMES, 1)), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Untuk laporan bulanan; kosongkan bila tiap bulan"),
    )  # fmt: skip
    due_day = forms.IntegerField(
        label=gettext_lazy("Jatuh tempo tanggal"),
        min_value=1,
        max_value=31,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    due_months = forms.IntegerField(
        label=gettext_lazy("Berapa bulan sesudah periodenya"), min_value=EARLIEST, max_value=LATEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("1: bulan berikutnya; 0: bulan itu juga; -9 pada laporan tahunan: Maret tahun itu"),
    )  # fmt: skip
    due_weekday = forms.TypedChoiceField(
        label=gettext_lazy("Hari jatuh tempo laporan mingguan"), choices=list(enumerate(DAY_NAMES)), coerce=int
    )
    due_hours = forms.IntegerField(
        label=gettext_lazy("Batas jam sesudah kejadian"), min_value=1, max_value=744,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    section = forms.CharField(label=gettext_lazy("Dikirim ke"), max_length=60, required=False)
    channel = forms.CharField(label=gettext_lazy("Lewat"), max_length=60, required=False)
    since = forms.ChoiceField(
        label=gettext_lazy("Berlaku mulai"), help_text=gettext_lazy("Bulan sebelum itu tetap memakai aturan lama")
    )

    #: Fields of the rule as ``core.reports.entries`` names them.
    RULE = ("frequency", "months", "due_day", "due_months", "due_weekday", "due_hours", "section", "channel", "active")
    OWN = ("name", "category", "programme", "klaster")

    def __init__(
        self,
        *args: Any,
        report: Report | None,
        owners: Owners,
        categories: dict[str, str],
        today: dt.date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.report = report
        choose(self, "category", list(categories.items()))
        usual = owners.usual(report) if report else None
        none = _("otomatis: %(name)s") % {"name": usual.name} if usual else _("otomatis dari program dan klaster")
        choose(self, "owner", [("", none), *((str(k.pk), k.name) for k in owners.keepers.values())])
        here = Month(today.year, today.month)
        with spoken(_):
            choose(self, "months", [(n, said(name)) for n, name in enumerate(MONTH_NAMES, 1)])
            choose(self, "due_weekday", [(n, said(name)) for n, name in enumerate(DAY_NAMES)])
        choose(self, "since", [(m.code, f"{_(m.name)} {m.year}") for m in here.plus(-12).until(here.plus(2))])
        if report is not None:
            del self.fields["code"]
        if report is not None and not report.local:
            for name in self.OWN:
                del self.fields[name]

    def clean_code(self) -> str:
        """As it stands in addresses."""
        return str(self.cleaned_data["code"]).strip().upper().replace(" ", "-")

    def clean(self) -> dict[str, Any]:
        """Hours and days of the rule are whole."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("frequency") != Frequency.MONTH.value:
            data["months"] = []
        return data

    def rule(self) -> dict[str, Any]:
        """The cleaned fields as ``operations`` take them."""
        names = [*self.RULE, *(n for n in self.OWN if n in self.fields)]
        return {name: self.cleaned_data[name] for name in names}

    def owner_pk(self) -> int | None:
        """Whom the office names, None for the usual one."""
        return int(self.cleaned_data["owner"]) if self.cleaned_data["owner"] else None

    def since_month(self) -> Month:
        """The month the change holds from."""
        return Month.parse(self.cleaned_data["since"])


def choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Give a choice of a form its values."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def initial(report: Report, today: dt.date) -> dict[str, Any]:
    """A report as the form shows it."""
    return {
        "name": report.name, "category": report.category, "programme": report.programme, "klaster": report.klaster,
        "active": report.active, "owner": str(report.owner or ""), "frequency": report.frequency.value,
        "months": list(report.months), "due_day": report.due.day, "due_months": report.due.months,
        "due_weekday": report.due.weekday, "due_hours": report.due.hours, "section": report.section,
        "channel": report.channel, "since": Month(today.year, today.month).code,
    }  # fmt: skip


def told(form: forms.Form, error: ValidationError) -> None:
    """Put a refusal beside the field it is about, else above the form."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in by_field.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
