"""Promises of partners and the log of what became of each."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import Owned, Person, Place
from lokmin.cycle.followup.models.actions import Action


class Commitment(Owned):
    """A promise of a partner: support in a form, place and time, with resources (domain.md 9.3, komitmen bersama)."""

    WAITING, RUNNING, DONE = Action.WAITING, Action.RUNNING, Action.DONE
    MOVED, CANCELLED = Action.MOVED, Action.CANCELLED
    STATES = Action.STATES
    OPEN = Action.OPEN

    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveIntegerField("nomor")
    partner = models.ForeignKey("centre.Partner", models.PROTECT, related_name="commitments", verbose_name="mitra")
    problem = models.TextField("masalah prioritas")
    support = models.CharField("bentuk dukungan", max_length=200)
    activity = models.TextField("kegiatan")
    target_group = models.CharField("sasaran dan lokasi", max_length=200, blank=True)
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa")
    start = models.DateField("mulai", null=True, blank=True)
    due = models.DateField("sampai", null=True, blank=True)
    resources = models.CharField("sumber daya", max_length=200, blank=True)
    owner_text = models.CharField("penanggung jawab", max_length=120, blank=True)
    indicator = models.CharField("indikator", max_length=40, blank=True)
    result = models.TextField("hasil", blank=True)
    proof = models.TextField("bukti", blank=True)
    status = models.CharField("status", max_length=12, choices=STATES, default=Action.WAITING)
    status_reason = models.CharField("alasan", max_length=300, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    made_on = models.DateField("dibuat tanggal")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    finished_on = models.DateField("selesai tanggal", null=True, blank=True)

    class Meta:
        ordering = ["year", "number"]
        indexes = [models.Index(fields=["puskesmas", "origin_kind", "origin_id"])]
        constraints = [
            models.UniqueConstraint(name="commitment_number_once", fields=["puskesmas", "year", "number"]),
            models.CheckConstraint(
                name="commitment_due_after_start",
                condition=Q(start__isnull=True) | Q(due__isnull=True) | Q(due__gte=F("start")),
            ),
            models.CheckConstraint(
                name="commitment_stopped_has_reason",
                condition=~Q(status__in=["dialihkan", "dibatalkan"]) | ~Q(status_reason=""),
            ),
            models.CheckConstraint(
                name="commitment_finished_pair",
                condition=Q(status="selesai", finished_on__isnull=False)
                | (~Q(status="selesai") & Q(finished_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"Komitmen {self.number}/{self.year}"


class CommitmentEvent(models.Model):
    """One step in the life of a commitment. Never changed."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12)
    note = models.TextField("catatan", blank=True)
    changes = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.status}"
