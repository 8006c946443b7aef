"""Frozen snapshots: what the tables showed when the meeting opened."""

from __future__ import annotations

from django.db import models

from lokmin.cycle.centre.models import Owned, Person, Place


class Snapshot(Owned):
    """A month frozen with a hash over its rows; never changed. A later correction is shown beside it (then/now)."""

    period = models.CharField(max_length=7)
    taken_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return f"{self.period} {self.taken_at:%Y-%m-%d %H:%M}"


class SnapshotRow(models.Model):
    """One coverage row as it was: numbered, so that minutes can quote "baris 98"."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField("baris")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=40)
    #: The CoverageRow as canonical JSON, with the cells its numbers came from.
    body = models.JSONField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="snapshot_row_once", fields=["snapshot", "number"])]

    def __str__(self) -> str:
        return f"baris {self.number}"
