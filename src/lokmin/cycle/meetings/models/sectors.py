"""Lintas sektor: obstacles of each sector, promises offered, proposals for Musrenbang, who signed the commitment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.models import Owned, Partner, Person, Place
from lokmin.cycle.meetings.models.meeting import Attendance, Meeting


class SectorObstacle(models.Model):
    """What keeps a sector from giving its support, and what it needs."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sector_obstacles")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    text = models.TextField("hambatan")
    cause = models.TextField("sebab", blank=True)
    wanted = models.TextField("yang diperlukan", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    voice = models.ForeignKey(Attendance, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]


class PromiseOffer(models.Model):
    """A promise a partner typed on its phone; a commitment only when the desk has written it down."""

    WAITING, TAKEN, REFUSED = "usul", "jadi", "ditolak"
    STATES = [(s, s) for s in (WAITING, TAKEN, REFUSED)]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="offers")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    voice = models.ForeignKey(Attendance, models.SET_NULL, null=True, blank=True, related_name="+")
    #: Made by the phone's page, so that the same promise sent twice is one offer.
    token = models.CharField(max_length=43)
    problem = models.TextField("masalah")
    support = models.CharField("bentuk dukungan", max_length=200, blank=True)
    activity = models.TextField("kegiatan")
    target_group = models.CharField("sasaran dan lokasi", max_length=200, blank=True)
    due = models.DateField("sampai", null=True, blank=True)
    resources = models.CharField("sumber daya", max_length=200, blank=True)
    owner_text = models.CharField("penanggung jawab", max_length=120, blank=True)
    indicator = models.CharField("indikator", max_length=40, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    commitment = models.ForeignKey(
        "followup.Commitment", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="komitmen"
    )
    reason = models.CharField("alasan", max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="offer_token_once", fields=["meeting", "token"]),
            models.CheckConstraint(
                name="offer_taken_has_commitment", condition=~Q(state="jadi") | Q(commitment__isnull=False)
            ),
            models.CheckConstraint(name="offer_refused_has_reason", condition=~Q(state="ditolak") | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.activity[:60]


class Musrenbang(Owned):
    """A health proposal for Musrenbang desa or kecamatan, agreed in a meeting."""

    LEVELS = [("desa", gettext_lazy("Musrenbang desa")), ("kecamatan", gettext_lazy("Musrenbang kecamatan"))]
    STATES = [
        ("usulan", gettext_lazy("usulan")),
        ("disepakati", gettext_lazy("disepakati")),
        ("diterima", gettext_lazy("diterima Musrenbang")),
        ("ditolak", gettext_lazy("tidak diterima")),
    ]

    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="musrenbang")
    year = models.PositiveSmallIntegerField("untuk tahun")
    level = models.CharField("tingkat", max_length=10, choices=LEVELS, default="kecamatan")
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    problem = models.TextField("masalah")
    proposal = models.TextField("usulan kegiatan")
    volume = models.CharField("volume", max_length=80, blank=True)
    #: Whole rupiah; None is "not costed".
    cost = models.BigIntegerField("perkiraan biaya, rupiah", null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="usulan")
    state_reason = models.CharField("keterangan", max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.CheckConstraint(name="musrenbang_cost_positive", condition=Q(cost__isnull=True) | Q(cost__gte=0))
        ]

    def __str__(self) -> str:
        return self.proposal[:60]


class Pledge(models.Model):
    """A signature under the komitmen bersama of a meeting, for a sector or by one of the staff.

    ``setuju`` is a guest's plain consent on the phone, without PIN and without drawing.
    """

    KINDS = [("pin", "PIN"), ("gambar", "gambar"), ("setuju", "persetujuan di telepon"), ("kertas", "kertas")]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="pledges")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    attendance = models.ForeignKey(Attendance, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("nama", max_length=120)
    job = models.CharField("jabatan", max_length=120, blank=True)
    kind = models.CharField(max_length=8, choices=KINDS)
    strokes = models.JSONField(default=list, blank=True)
    #: Digest of the commitments as they stood when this was signed.
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="pledge_partner_once", fields=["meeting", "partner"], condition=Q(partner__isnull=False)
            ),
            models.UniqueConstraint(
                name="pledge_person_once", fields=["meeting", "attendance"], condition=Q(attendance__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SignedStatement(models.Model):
    """The komitmen bersama as it stood when the minutes were closed; the promises themselves live on."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="statement")
    #: The clauses: what ``sectors.statement.Clause`` holds, dates as ISO texts.
    clauses = models.JSONField(default=list)
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"komitmen {self.meeting_id}"
