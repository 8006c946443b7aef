"""The year's schedule and what an office changed of the rule."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Owned, Person
from lokmin.cycle.meetings.models.meeting import KIND_NAMES, Meeting


class ScheduleEntry(Owned):
    """One planned meeting of a year; ``meeting`` when it was made of it."""

    PLANNED, MOVED, CANCELLED = "rencana", "dipindah", "dibatalkan"
    STATES = [(s, s) for s in (PLANNED, MOVED, CANCELLED)]

    year = models.PositiveSmallIntegerField("tahun")
    kind = models.CharField("jenis", max_length=20, choices=list(KIND_NAMES.items()))
    klaster = models.PositiveSmallIntegerField(null=True, blank=True)
    #: The month it belongs to, whichever day it is moved to.
    month = models.PositiveSmallIntegerField("bulan")
    planned = models.DateField("tanggal rencana")
    #: As first generated; deviation is counted from it.
    first_planned = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=PLANNED)
    reason = models.CharField("alasan", max_length=200, blank=True)
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, blank=True, related_name="entry")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["planned", "id"]
        constraints = [
            # Two constraints and not one with nulls alike: SQLite knows no NULLS NOT DISTINCT.
            models.UniqueConstraint(
                name="schedule_once", fields=["puskesmas", "year", "kind", "month"], condition=Q(klaster__isnull=True)
            ),
            models.UniqueConstraint(
                name="schedule_klaster_once",
                fields=["puskesmas", "year", "kind", "month", "klaster"],
                condition=Q(klaster__isnull=False),
            ),
            models.CheckConstraint(name="schedule_change_has_reason", condition=Q(state="rencana") | ~Q(reason="")),
            models.CheckConstraint(name="schedule_month_1_12", condition=Q(month__range=(1, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.planned}"


class ClosedDay(Owned):
    """A day the office does not meet: a decreed collective leave, an own event; or one opened again."""

    day = models.DateField("tanggal")
    name = models.CharField("nama", max_length=120)
    #: False: a national holiday on which this office does work.
    closed = models.BooleanField("libur", default=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(name="closed_day_once", fields=["puskesmas", "day"])]

    def __str__(self) -> str:
        return self.name


class KindOverride(Owned):
    """What an office changed of a kind of meeting from a year on, with its reason."""

    kind = models.CharField("jenis", max_length=20, choices=list(KIND_NAMES.items()))
    valid_from = models.PositiveSmallIntegerField("berlaku sejak")
    body = models.JSONField(default=dict)
    reason = models.CharField("alasan", max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(name="kind_override_once", fields=["puskesmas", "kind", "valid_from"]),
            models.CheckConstraint(name="kind_override_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"
