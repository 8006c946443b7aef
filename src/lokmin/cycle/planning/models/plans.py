"""A plan of any kind, its versions with their reasons, its chapters, its approvals."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import Made, Owned, Person


class Plan(Owned, Made):
    """One Renstra, RUK, RPK or RPK bulanan. Its rows are the working state; versions freeze them."""

    RENSTRA, RUK, RPK, MONTHLY = "renstra", "ruk", "rpk", "rpk_bulanan"
    KINDS = [(RENSTRA, "Rencana lima tahunan"), (RUK, "RUK"), (RPK, "RPK"), (MONTHLY, "RPK bulanan")]
    DRAFT, PROPOSED, APPROVED = "disusun", "diajukan", "disetujui"
    STATES = [(s, s) for s in (DRAFT, PROPOSED, APPROVED)]

    kind = models.CharField("jenis", max_length=12, choices=KINDS)
    #: The year it is for; of a Renstra its first.
    year = models.PositiveSmallIntegerField("tahun")
    #: Last year of a Renstra, else the year itself.
    until_year = models.PositiveSmallIntegerField("sampai tahun")
    #: 1-12 for an RPK bulanan, else 0.
    month = models.PositiveSmallIntegerField("bulan", default=0)
    state = models.CharField("keadaan", max_length=10, choices=STATES, default=DRAFT)
    #: Handed to the Dinkes.
    sent_on = models.DateField("dikirim ke Dinas", null=True, blank=True)
    sent_note = models.CharField("keterangan pengiriman", max_length=200, blank=True)
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-year", "kind", "month"]
        constraints = [
            models.UniqueConstraint(name="plan_once", fields=["puskesmas", "kind", "year", "month"]),
            models.CheckConstraint(
                name="plan_month",
                condition=Q(kind="rpk_bulanan", month__range=(1, 12)) | (~Q(kind="rpk_bulanan") & Q(month=0)),
            ),
            models.CheckConstraint(name="plan_years", condition=Q(until_year__gte=F("year"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}" + (f"-{self.month:02}" if self.month else "")


class PlanVersion(models.Model):
    """A plan as it stood: never changed. An approved one carries who approved it, and in which meeting."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("versi")
    reason = models.CharField("alasan", max_length=300)
    #: All rows with their money, as the papers print them.
    body = models.JSONField(default=dict)
    #: Sentences: what changed against the version before.
    changes = models.JSONField(default=list, blank=True)
    rows = models.PositiveIntegerField("baris")
    total = models.BigIntegerField("jumlah, rupiah", null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField("disetujui", null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    #: ``lokmin`` and the meeting's id. This stage need not know what that is.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="plan_version_once", fields=["plan", "number"]),
            models.CheckConstraint(name="plan_version_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="plan_version_approved_pair",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}"


class PlanChapter(models.Model):
    """The words of one chapter of a plan's document; what is empty is written from the figures."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="chapters")
    code = models.CharField("bab", max_length=30)
    text = models.TextField("isi", blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="plan_chapter_once", fields=["plan", "code"])]

    def __str__(self) -> str:
        return f"{self.plan} {self.code}"


class PlanImport(Owned, Made):
    """A plan read from somebody's workbook: kept with its hash, looked over, then taken or left."""

    READ, TAKEN, LEFT = "dibaca", "diambil", "ditinggalkan"
    STATES = [(s, s) for s in (READ, TAKEN, LEFT)]

    kind = models.CharField("jenis", max_length=12, choices=Plan.KINDS)
    year = models.PositiveSmallIntegerField("tahun")
    name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    #: Rows as understood, questions and findings with their cells, answers given.
    body = models.JSONField(default=dict)
    state = models.CharField("keadaan", max_length=12, choices=STATES, default=READ)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="imports")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name
