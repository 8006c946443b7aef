"""Before the meeting: letters and their answers, presenters' pages, the input box, focus topics, incoming letters."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.models import Owned, Partner, Person
from lokmin.cycle.meetings.models.meeting import AgendaItem, Attendance, Meeting
from lokmin.cycle.meetings.models.papers import LetterNumber


class Invitation(models.Model):
    """One letter to one addressee of a meeting, and the answer that came back."""

    ANSWERS = [
        ("", gettext_lazy("belum menjawab")),
        ("hadir", gettext_lazy("akan hadir")),
        ("diwakili", gettext_lazy("diwakili")),
        ("izin", gettext_lazy("izin")),
    ]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    attendance = models.OneToOneField(Attendance, models.CASCADE, null=True, blank=True, related_name="invitation")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    #: As printed after "Yth.".
    addressee = models.CharField("Yth.", max_length=200)
    where = models.CharField("di", max_length=120, blank=True)
    number = models.ForeignKey(LetterNumber, models.PROTECT, null=True, blank=True, related_name="+")
    #: Opens the answer page without an account; unguessable.
    token = models.CharField(max_length=43, unique=True)
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField("jawaban", max_length=8, choices=ANSWERS, blank=True, default="")
    delegate = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    delegate_name = models.CharField("nama wakil", max_length=120, blank=True)
    delegate_job = models.CharField("jabatan wakil", max_length=120, blank=True)
    reason = models.CharField("alasan", max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="invitation_delegate_named",
                condition=~Q(answer="diwakili") | Q(delegate__isnull=False) | ~Q(delegate_name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.addressee


class PresenterPage(models.Model):
    """What a presenter adds beforehand to the prepared page of an agenda point."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="page")
    obstacles = models.TextField("hambatan", blank=True)
    analysis = models.TextField("analisis", blank=True)
    proposals = models.TextField("usulan", blank=True)
    plan = models.TextField("rencana bulan berikut", blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: Said to be ready by the presenter.
    ready_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"bahan {self.item_id}"


class InputNote(Owned):
    """A line in the input box. An anonymous one keeps neither person nor hour."""

    STATES = [
        ("baru", gettext_lazy("baru")),
        ("dibahas", gettext_lazy("dibahas")),
        ("dijawab", gettext_lazy("dijawab")),
    ]

    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="inputs")
    text = models.TextField("masukan")
    day = models.DateField("tanggal")
    anonymous = models.BooleanField("tanpa nama")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("nama", max_length=120, blank=True)
    institution = models.CharField("instansi", max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=STATES, default="baru")
    answer = models.TextField("tanggapan", blank=True)
    token = models.CharField(max_length=43, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="input_anonymous_is_anonymous",
                condition=Q(anonymous=False) | Q(by__isnull=True, name="", institution=""),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Focus(Owned):
    """A topic pinned for a time ("fokus utama"): hajj preparation, measles week; with its owner."""

    title = models.CharField("fokus", max_length=120)
    since = models.DateField("sejak")
    until = models.DateField("sampai")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="PJ")
    indicator = models.CharField("indikator", max_length=40, blank=True)
    detail = models.TextField("keterangan", blank=True)
    minutes = models.PositiveSmallIntegerField("menit", default=10)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since", "id"]
        constraints = [models.CheckConstraint(name="focus_until_after_since", condition=Q(until__gte=F("since")))]

    def __str__(self) -> str:
        return self.title


class IncomingLetter(Owned):
    """A letter, circular or policy of the Dinkes or others that a meeting has to hear."""

    sender = models.CharField("dari", max_length=120)
    number = models.CharField("nomor", max_length=80, blank=True)
    date = models.DateField("tanggal surat")
    subject = models.CharField("hal", max_length=200)
    effect = models.TextField("akibat bagi rencana", blank=True)
    #: The meeting that heard it; empty while it waits.
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="incoming")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["date", "id"]

    def __str__(self) -> str:
        return self.subject
