"""Reports owed to others, and numbers of the same indicator from a second source."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from lokmin.core.numbers import MAX_MICRO
from lokmin.cycle.centre.models import Owned, Person, Place


class ReportKind(Owned):
    """What an office changed of a report of ``catalog/rules/reports.toml``, or a report of its own."""

    code = models.CharField(max_length=40)
    #: ``lokal``: all of a report of its own; ``ubah``: only the fields that differ.
    kind = models.CharField(max_length=6, choices=[("lokal", "lokal"), ("ubah", "ubah")])
    #: ``{"versions": [{"valid_from": "2026-05-01", ...}]}``, the oldest first: periods that ended before keep theirs.
    body = models.JSONField(default=dict)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penanggung jawab"
    )
    active = models.BooleanField("dipakai", default=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="report_kind_once", fields=["puskesmas", "code"])]

    def __str__(self) -> str:
        return self.code


class ReportSent(Owned):
    """A report of a period that was sent, or that had nothing to tell; taken back with a reason, never deleted."""

    report = models.CharField(max_length=40)
    #: ``2026``, ``2026-04``, ``2026-W17``, ``2026-Q2``, ``2026-S1``; for an event its day, ``2026-04-17``, and the
    #: second one of that day ``2026-04-17.2``.
    period = models.CharField(max_length=13)
    #: None: an event that is known of and not reported yet.
    sent_on = models.DateField("dikirim tanggal", null=True, blank=True)
    #: Nothing happened: a report of zero cases, or none needed.
    nothing = models.BooleanField("nihil", default=False)
    how = models.CharField("lewat", max_length=80, blank=True)
    recipient = models.CharField("kepada", max_length=120, blank=True)
    proof = models.CharField("bukti", max_length=300, blank=True)
    #: The proof as a file, by its hash in the data folder.
    sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField("nama berkas", max_length=120, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["puskesmas", "period"])]
        constraints = [
            models.CheckConstraint(
                name="report_unsent_is_event",
                condition=models.Q(sent_on__isnull=False) | models.Q(GreaterThan(Length("period"), 9)),
            ),
            models.UniqueConstraint(
                name="report_sent_once",
                fields=["puskesmas", "report", "period"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="report_withdrawn_pair",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.period}"


class SourceFigure(Owned):
    """A number of another source (ASIK, e-Puskesmas, survey) beside the fact in use; never mixed with facts."""

    source = models.CharField("sumber", max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    element = models.CharField(max_length=60)
    micro = models.BigIntegerField("nilai, per sejuta")
    upload = models.ForeignKey("reporting.Upload", models.PROTECT, null=True, blank=True, related_name="second_figures")
    cell = models.CharField("sel", max_length=120, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["puskesmas", "period", "element"])]
        constraints = [
            models.UniqueConstraint(
                name="source_figure_one_current",
                fields=["puskesmas", "source", "place", "period", "element"],
                condition=models.Q(superseded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="source_figure_in_range", condition=models.Q(micro__range=(-MAX_MICRO, MAX_MICRO))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.element} {self.period}"
