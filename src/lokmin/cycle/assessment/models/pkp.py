"""The PKP of a year: its bundle of indicators, its rows, scores as they were sent and verified, feedback."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.core.numbers import MAX_MICRO
from lokmin.cycle.centre.models import KeptFile, Made, Owned, Person, Place


class PkpBundle(Made):
    """A hierarchy with its indicators, targets and weights, changed by a district or an office from a year on."""

    #: Whose it is: a district's for all its Puskesmas, or one office's own.
    district = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    puskesmas = models.ForeignKey("centre.Puskesmas", models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField("kode", max_length=40)
    name = models.CharField("nama", max_length=120)
    valid_from = models.PositiveSmallIntegerField("berlaku sejak")
    #: As ``core.assessment`` reads it (the same shape as ``catalog/pkp/*.toml``).
    body = models.JSONField(default=dict)
    source = models.CharField("sumber", max_length=200)

    class Meta:
        ordering = ["code", "-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                name="pkp_bundle_of_one", condition=Q(district__isnull=True) | Q(puskesmas__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"


class Pkp(Owned, Made):
    """The assessment of one year."""

    FILLING, SENT, VERIFIED, ANSWERED = "diisi", "dikirim", "diverifikasi", "umpan balik"
    STATES = [(s, s) for s in (FILLING, SENT, VERIFIED, ANSWERED)]

    year = models.PositiveSmallIntegerField("tahun")
    #: Code of a bundle of the catalogue or of ``PkpBundle``.
    bundle = models.CharField("susunan", max_length=40)
    #: The bundle as it was when the year was begun, so that an old year never changes.
    body = models.JSONField(default=dict)
    state = models.CharField("keadaan", max_length=12, choices=STATES, default=FILLING)
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField("diverifikasi", null=True, blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(name="pkp_once", fields=["puskesmas", "year"]),
            models.CheckConstraint(
                name="pkp_sent_pair",
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
            ),
            models.CheckConstraint(
                name="pkp_verified_pair",
                condition=Q(verified_at__isnull=True, verified_by__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"PKP {self.year}"


class PkpRow(models.Model):
    """What was reported for one sub-variabel: by ourselves, and as verified. None: blank, which is not zero."""

    pkp = models.ForeignKey(Pkp, models.PROTECT, related_name="rows")
    code = models.CharField("kode", max_length=60)
    target_text = models.CharField("target", max_length=60, blank=True)
    #: Own target in millionths where it differs from the bundle's.
    target_micro = models.BigIntegerField(null=True, blank=True)
    population_micro = models.BigIntegerField("total sasaran", null=True, blank=True)
    achieved_micro = models.BigIntegerField("pencapaian", null=True, blank=True)
    level = models.PositiveSmallIntegerField("nilai skala", null=True, blank=True)
    #: ``otomatis`` (from coverage or from what the system knows), ``diketik``, ``impor`` with its cell.
    source = models.CharField("asal", max_length=12, blank=True)
    source_text = models.CharField("keterangan asal", max_length=200, blank=True)
    #: Why it does not apply ("tidak ada sasaran"): out of every mean.
    na_reason = models.CharField("alasan tidak dinilai", max_length=200, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    proof = models.CharField("bukti", max_length=300, blank=True)
    cause = models.TextField("analisa akar penyebab masalah", blank=True)
    followup = models.TextField("rencana tindak lanjut", blank=True)
    verified_achieved_micro = models.BigIntegerField("pencapaian, verifikasi", null=True, blank=True)
    verified_level = models.PositiveSmallIntegerField("nilai skala, verifikasi", null=True, blank=True)
    verified_note = models.CharField("catatan verifikasi", max_length=300, blank=True)
    problem = models.ForeignKey("monitoring.Problem", models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(name="pkp_row_once", fields=["pkp", "code"]),
            models.CheckConstraint(
                name="pkp_row_range",
                condition=(Q(achieved_micro__isnull=True) | Q(achieved_micro__range=(-MAX_MICRO, MAX_MICRO)))
                & (Q(population_micro__isnull=True) | Q(population_micro__range=(0, MAX_MICRO))),
            ),
            models.CheckConstraint(
                name="pkp_row_levels",
                condition=(Q(level__isnull=True) | Q(level__lte=10))
                & (Q(verified_level__isnull=True) | Q(verified_level__lte=10)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pkp} {self.code}"


class PkpMonth(models.Model):
    """A month's part of a row that no fact of the system counts: cumulative within the year."""

    row = models.ForeignKey(PkpRow, models.CASCADE, related_name="months")
    month = models.PositiveSmallIntegerField("sampai bulan")
    achieved_micro = models.BigIntegerField("pencapaian sampai bulan ini")

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(name="pkp_month_once", fields=["row", "month"]),
            models.CheckConstraint(name="pkp_month_1_12", condition=Q(month__range=(1, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.month}"


class PkpScore(models.Model):
    """Scores as they stood when sent or verified. Never changed."""

    KINDS = [("sendiri", "penilaian sendiri"), ("verifikasi", "verifikasi Dinas Kesehatan")]

    pkp = models.ForeignKey(Pkp, models.PROTECT, related_name="scores")
    kind = models.CharField(max_length=10, choices=KINDS)
    #: Month up to which it counts: 6 for the first half, 12 for the year.
    until = models.PositiveSmallIntegerField("sampai bulan", default=12)
    body = models.JSONField(default=dict)
    #: Millionths of a percent-point and of a management point; None where nothing could be scored.
    service_micro = models.BigIntegerField("pelayanan", null=True, blank=True)
    management_micro = models.BigIntegerField("manajemen", null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: ``lokmin`` and an id when a meeting looked at it.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.pkp} {self.kind}"


class Feedback(Owned, Made):
    """A feedback letter of the Dinkes on the PKP or on a plan."""

    pkp = models.ForeignKey(Pkp, models.PROTECT, null=True, blank=True, related_name="feedback")
    #: What it is about: ``pkp``, ``ruk``, ``rpk``.
    about = models.CharField("tentang", max_length=10, default="pkp")
    year = models.PositiveSmallIntegerField("tahun")
    number = models.CharField("nomor surat", max_length=80, blank=True)
    date = models.DateField("tanggal surat")
    sender = models.CharField("dari", max_length=120, blank=True)
    text = models.TextField("isi ringkas", blank=True)

    class Meta:
        ordering = ["-date", "-id"]

    def __str__(self) -> str:
        return f"Umpan balik {self.date}"


class FeedbackPoint(models.Model):
    """One point of a feedback letter and what was done with it."""

    STATES = [(s, s) for s in ("belum", "ditindaklanjuti", "selesai", "tidak dilakukan")]

    feedback = models.ForeignKey(Feedback, models.PROTECT, related_name="points")
    text = models.TextField("butir")
    code = models.CharField("kode indikator", max_length=60, blank=True)
    state = models.CharField("keadaan", max_length=16, choices=STATES, default="belum")
    response = models.TextField("tindak lanjut", blank=True)
    action = models.ForeignKey("followup.Action", models.PROTECT, null=True, blank=True, related_name="+")
    problem = models.ForeignKey("monitoring.Problem", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="feedback_point_has_words", condition=Q(state__in=["belum", "ditindaklanjuti"]) | ~Q(response="")
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class AssessmentFile(KeptFile, Owned):
    """A file of the stage: a feedback letter, or the proof of a step of the chain (``about``: ``chain:2026:7``)."""

    feedback = models.ForeignKey(Feedback, models.PROTECT, null=True, blank=True, related_name="files")
    about = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["puskesmas", "about"])]


class ChainNote(Owned, Made):
    """What an office says of a step of the evidence chain that the system cannot know."""

    year = models.PositiveSmallIntegerField("tahun")
    step = models.PositiveSmallIntegerField("langkah")
    #: 10, 5, 0 where somebody scored it; None: as computed.
    score = models.PositiveSmallIntegerField("nilai", null=True, blank=True)
    note = models.CharField("keterangan", max_length=300, blank=True)
    on = models.DateField("tanggal", null=True, blank=True)
    #: The Dinkes' own score.
    verified = models.PositiveSmallIntegerField("nilai Dinas", null=True, blank=True)
    verified_note = models.CharField("catatan Dinas", max_length=300, blank=True)

    class Meta:
        ordering = ["year", "step"]
        constraints = [
            models.UniqueConstraint(name="chain_note_once", fields=["puskesmas", "year", "step"]),
            models.CheckConstraint(
                name="chain_scores",
                condition=(Q(score__isnull=True) | Q(score__in=[0, 5, 10]))
                & (Q(verified__isnull=True) | Q(verified__in=[0, 5, 10])),
            ),
        ]

    def __str__(self) -> str:
        return f"Langkah {self.step} {self.year}"
