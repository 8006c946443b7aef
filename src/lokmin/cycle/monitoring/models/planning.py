"""Strengths and weaknesses, and what may go wrong: forms that belong to the analysis of problems."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Owned, Person
from lokmin.cycle.monitoring.models.problems import Problem


class SwotLine(Owned):
    """A line of a SWOT: kekuatan, kelemahan, peluang, ancaman, or a strategy made of two of them (SO, WO, ST, WT)."""

    CELLS = [(c, c) for c in ("S", "W", "O", "T", "SO", "WO", "ST", "WT")]

    year = models.PositiveSmallIntegerField("tahun")
    #: Empty: the whole Puskesmas.
    programme = models.CharField("program", max_length=40, blank=True)
    cell = models.CharField(max_length=2, choices=CELLS)
    text = models.CharField("isi", max_length=300)
    order = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.cell}: {self.text}"


class Risk(Owned):
    """A line of the risk register (domain.md 7.2): occurrence and severity 1-5, their grade by a dated matrix."""

    OPEN, CLOSED = "terbuka", "ditutup"
    STATES = [(s, s) for s in (OPEN, CLOSED)]

    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveIntegerField("nomor")
    unit = models.CharField("unit", max_length=80)
    risk = models.CharField("risiko", max_length=300)
    occurrence = models.PositiveSmallIntegerField("kemungkinan (O)")
    severity = models.PositiveSmallIntegerField("dampak (S)")
    cause = models.TextField("penyebab", blank=True)
    effect = models.TextField("akibat", blank=True)
    prevention = models.TextField("pencegahan", blank=True)
    handling = models.TextField("penanganan", blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penanggung jawab"
    )
    owner_text = models.CharField("penanggung jawab lain", max_length=120, blank=True)
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="risks")
    review_on = models.DateField("ditinjau tanggal", null=True, blank=True)
    status = models.CharField(max_length=10, choices=STATES, default=OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(name="risk_number_once", fields=["puskesmas", "year", "number"]),
            models.CheckConstraint(
                name="risk_scores_1_5", condition=Q(occurrence__range=(1, 5)) & Q(severity__range=(1, 5))
            ),
        ]

    def __str__(self) -> str:
        return f"Risiko {self.number}/{self.year}"
