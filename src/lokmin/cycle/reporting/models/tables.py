"""Uploads, facts, remembered mappings, sasaran choices, targets, local indicators."""

from __future__ import annotations

from django.db import models

from lokmin.core.numbers import MAX_MICRO
from lokmin.cycle.centre.models import Owned, Person, Place, Puskesmas


class Ledger(models.Model):
    """One row per Puskesmas: writers take turns on it, and its stamp grows with each write (for caches)."""

    puskesmas = models.OneToOneField(Puskesmas, models.PROTECT, related_name="+")
    stamp = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.puskesmas_id}: {self.stamp}"


class PeriodNote(Owned):
    """A month that has been shown in a meeting: later changes of it are told before they are accepted."""

    period = models.CharField(max_length=7)
    #: Part of a sentence after the month: ``sudah dibahas di lokmin 7 April 2026``.
    text = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="period_note_once", fields=["puskesmas", "period"])]

    def __str__(self) -> str:
        return f"{self.period} {self.text}"


class Upload(Owned):
    """One dropped file, kept as it came (by its hash), what was understood of it, and what became of it."""

    STATES = [
        ("diterima", "berkas diterima"),
        ("dibaca", "sedang dibaca"),
        ("siap", "siap diperiksa"),
        ("masuk", "angka masuk"),
        ("dibatalkan", "dibatalkan"),
        ("dibuang", "dibuang"),
        ("gagal", "tidak dapat dibaca"),
    ]

    name = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("ukuran, bita")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("diunggah")
    state = models.CharField(max_length=12, choices=STATES, default="diterima")
    progress = models.PositiveSmallIntegerField("kemajuan, persen", default=0)
    worker = models.CharField("proses pembaca", max_length=40, blank=True)
    #: Last sign of life of the reading process; an old one means that it died and another may take over.
    heartbeat = models.DateTimeField(null=True, blank=True)
    error = models.TextField("sebab gagal", blank=True)
    #: What was understood: compressed JSON, written once by the reader.
    understood = models.BinaryField(null=True)
    #: Answers to questions: {question id: answer}.
    answers = models.JSONField(default=dict, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="upload_accepted_pair",
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(name="upload_progress_0_100", condition=models.Q(progress__lte=100)),
        ]

    def __str__(self) -> str:
        return self.name


class Fact(Owned):
    """One reported number with its cell. Append-only: a correction supersedes, a withdrawal is marked."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    element = models.CharField(max_length=60)
    #: For sasaran: proyeksi, sk or riil. Otherwise empty.
    variant = models.CharField(max_length=12, blank=True, default="")
    micro = models.BigIntegerField("nilai, per sejuta")
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="facts")
    sheet = models.CharField(max_length=100, blank=True)
    cell = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="fact_one_current",
                fields=["puskesmas", "place", "period", "element", "variant"],
                condition=models.Q(superseded_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="fact_in_range", condition=models.Q(micro__gte=-MAX_MICRO, micro__lte=MAX_MICRO)
            ),
        ]
        indexes = [models.Index(fields=["puskesmas", "period", "element"])]

    def __str__(self) -> str:
        return f"{self.element} {self.place_id} {self.period}"


class ColumnMapping(Owned):
    """An office's column heading and the data element it means; remembered from answers."""

    signature = models.CharField("judul kolom", max_length=300)
    #: Element code, or ``abaikan``.
    element = models.CharField(max_length=60)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="mapping_once", fields=["puskesmas", "signature"])]

    def __str__(self) -> str:
        return f"{self.signature} = {self.element}"


class PlaceSpelling(Owned):
    """How an office writes a place; remembered from answers."""

    text = models.CharField(max_length=120)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="spelling_once", fields=["puskesmas", "text"])]

    def __str__(self) -> str:
        return f"{self.text} = {self.place}"


class SasaranChoice(Owned):
    """Which of the sets side by side (proyeksi, sk, riil) is in force for a year; per element or for all ('')."""

    year = models.PositiveSmallIntegerField()
    element = models.CharField(max_length=60, blank=True, default="")
    variant = models.CharField(max_length=12)
    basis = models.CharField("dasar", max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="sasaran_choice_once", fields=["puskesmas", "year", "element"])]

    def __str__(self) -> str:
        return f"{self.year} {self.element or 'semua'}: {self.variant}"


class Target(Owned):
    """A target the office set: per indicator and year, optionally per village and month (basis points)."""

    indicator = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    #: 1..12, or 0 for the whole year.
    month = models.PositiveSmallIntegerField(default=0)
    basis_points = models.PositiveIntegerField()
    source = models.CharField("dasar", max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="target_once",
                fields=["puskesmas", "indicator", "year", "month"],
                condition=models.Q(place__isnull=True),
            ),
            models.UniqueConstraint(
                name="target_once_a_place",
                fields=["puskesmas", "indicator", "year", "month", "place"],
                condition=models.Q(place__isnull=False),
            ),
            models.CheckConstraint(name="target_month_0_12", condition=models.Q(month__range=(0, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class Definition(Owned):
    """An indicator added or an official one adjusted by the office (its own denominator), dated."""

    code = models.CharField(max_length=40)
    valid_from = models.PositiveSmallIntegerField()
    #: ``lokal``: a whole definition of their own; ``pembagi``: only another denominator for an official one.
    kind = models.CharField(max_length=8)
    body = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="definition_once", fields=["puskesmas", "code", "valid_from", "kind"])
        ]

    def __str__(self) -> str:
        return self.code
