"""The forms before a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.fields import DayField, TextArea
from lokmin.cycle.centre.models import Partner, Person, Puskesmas
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.meetings.forms import NOBODY, LinesField
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.preparing.operations import letters as way
from lokmin.cycle.meetings.queries.people import staff

ANSWERS = (
    ("hadir", gettext_lazy("Saya hadir")),
    ("diwakili", gettext_lazy("Saya diwakili")),
    ("izin", gettext_lazy("Saya berhalangan (izin)")),
)
NUMBERING = (
    (way.ONE, gettext_lazy("Satu nomor untuk semua surat")),
    (way.OTHERS, gettext_lazy("Staf satu nomor, tiap surat lain nomor sendiri")),
    (way.EACH, gettext_lazy("Tiap surat nomor sendiri")),
    (way.LATER, gettext_lazy("Nomor menyusul")),
)


class LettersForm(forms.Form):
    """To whom letters go besides the staff."""

    partners = forms.MultipleChoiceField(
        label=gettext_lazy("Mitra lintas sektor"), required=False, widget=forms.CheckboxSelectMultiple
    )
    addressees = LinesField(
        label=gettext_lazy("Penerima lain (Yth.)"), help_text=gettext_lazy("Satu baris satu penerima")
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        invited = set(meeting.invitations.values_list("partner_id", flat=True))
        active = Partner.objects.of(meeting.puskesmas).filter(active=True)
        self._partners = {str(p.pk): p for p in active if p.pk not in invited}
        self.fields["partners"].choices = [(k, p.name) for k, p in self._partners.items()]  # type: ignore[attr-defined]

    def chosen(self) -> list[Partner]:
        """The partners that were ticked."""
        return [self._partners[k] for k in self.cleaned_data["partners"]]


class SendForm(forms.Form):
    """How the letters are numbered, and the day they bear."""

    numbering = forms.ChoiceField(label=gettext_lazy("Nomor surat"), choices=NUMBERING, widget=forms.RadioSelect)
    day = DayField(label=gettext_lazy("Tanggal surat"), required=False)


class AnswerForm(forms.Form):
    """The answer to a letter; a colleague can be named only by somebody signed in."""

    answer = forms.ChoiceField(label=gettext_lazy("Jawaban"), choices=ANSWERS, widget=forms.RadioSelect)
    delegate = forms.ChoiceField(label=gettext_lazy("Wakil dari puskesmas"), required=False)
    delegate_name = forms.CharField(label=gettext_lazy("Nama wakil"), max_length=120, required=False)
    delegate_job = forms.CharField(label=gettext_lazy("Jabatan wakil"), max_length=120, required=False)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._people: dict[str, Person] = {}
        if puskesmas is None:
            del self.fields["delegate"]
            return
        self._people = {str(p.pk): p for p in staff(puskesmas)}
        self.fields["delegate"].choices = [NOBODY, *((k, p.full_name) for k, p in self._people.items())]  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """The cleaned fields as the operation takes them."""
        data = dict(self.cleaned_data)
        data["delegate"] = self._people.get(data.pop("delegate", ""))
        return data


class NoteForm(forms.Form):
    """A line for the input box."""

    text = TextArea(label=gettext_lazy("Masukan"), rows=4, max_length=1000)
    nama = forms.ChoiceField(
        label=gettext_lazy("Nama"),
        choices=(("ya", gettext_lazy("Dengan nama saya")), ("tidak", gettext_lazy("Tanpa nama"))),
        widget=forms.RadioSelect, initial="ya",
    )  # fmt: skip


class PublicNoteForm(NoteForm):
    """The same for somebody without an account, who may say who they are."""

    name = forms.CharField(label=gettext_lazy("Nama Anda"), max_length=120, required=False)
    institution = forms.CharField(label=gettext_lazy("Dusun, desa atau instansi"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nama"].initial = "tidak"
        self.fields["nama"].choices = [  # type: ignore[attr-defined]
            ("tidak", gettext_lazy("Tanpa nama")), ("ya", gettext_lazy("Dengan nama saya")),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A name is asked for only of those who chose to give it."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("nama") == "ya" and not data.get("name"):
            self.add_error("name", _("Tulis nama Anda, atau pilih “Tanpa nama”."))
        return data


class AnswerNoteForm(forms.Form):
    """What became of a line of the box."""

    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), widget=forms.RadioSelect,
        choices=(
            ("baru", gettext_lazy("belum dibahas")), ("dibahas", gettext_lazy("dibahas")),
            ("dijawab", gettext_lazy("dijawab")),
        ),
    )  # fmt: skip
    answer = TextArea(
        label=gettext_lazy("Tanggapan"), rows=3, required=False, help_text=gettext_lazy("Dapat dibaca semua orang")
    )


class FocusForm(forms.Form):
    """A topic pinned for a time."""

    title = forms.CharField(label=gettext_lazy("Fokus utama"), max_length=120)
    since = DayField(label=gettext_lazy("Sejak"))
    until = DayField(label=gettext_lazy("Sampai"))
    owner = forms.ChoiceField(label=gettext_lazy("PJ"), required=False)
    indicator = forms.ChoiceField(label=gettext_lazy("Indikator"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Menit"), min_value=1, max_value=120, initial=10)
    detail = TextArea(label=gettext_lazy("Keterangan"), rows=2, required=False)

    def __init__(self, *args: Any, puskesmas: Puskesmas, **options: Any) -> None:
        super().__init__(*args, **options)
        self._people = {str(p.pk): p for p in staff(puskesmas)}
        self.fields["owner"].choices = [NOBODY, *((k, p.full_name) for k, p in self._people.items())]  # type: ignore[attr-defined]
        names = followup.indicator_names(puskesmas).items()
        self.fields["indicator"].choices = [NOBODY, *names]  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """The cleaned fields as the operation takes them."""
        return {**self.cleaned_data, "owner": self._people.get(self.cleaned_data["owner"])}


class IncomingForm(forms.Form):
    """A letter a meeting has to hear."""

    sender = forms.CharField(label=gettext_lazy("Dari"), max_length=120)
    number = forms.CharField(label=gettext_lazy("Nomor"), max_length=80, required=False)
    date = DayField(label=gettext_lazy("Tanggal surat"))
    subject = forms.CharField(label=gettext_lazy("Hal"), max_length=200)
    effect = TextArea(label=gettext_lazy("Akibat bagi rencana"), rows=2, required=False)

    @staticmethod
    def proposal(today: dt.date) -> dict[str, Any]:
        """Most letters come from the Dinkes."""
        return {"sender": "Dinas Kesehatan", "date": today}


class EffectForm(forms.Form):
    """What a letter means for the plan."""

    effect = TextArea(label=gettext_lazy("Akibat bagi rencana"), rows=3, required=False)


class VoidForm(forms.Form):
    """Why a number is not used."""

    reason = forms.CharField(label=gettext_lazy("Alasan batal"), max_length=200)
