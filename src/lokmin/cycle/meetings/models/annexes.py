"""What other parts of the cycle laid before a meeting, as it was when the meeting looked at it."""

from __future__ import annotations

from django.db import models

from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models.meeting import AgendaItem, Meeting


class MeetingAnnex(models.Model):
    """One annex (``core.meetings.annex.Annex``): made anew until it is frozen, then never changed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="annexes")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="annexes")
    code = models.CharField(max_length=40)
    body = models.JSONField(default=dict)
    #: Pushed by a stage above (PKP), not drawn anew from below.
    pushed = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    #: Approved here: what ``approve`` of the annex names, and in what words.
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_words = models.CharField("keputusan", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(name="annex_once", fields=["meeting", "code"]),
            models.CheckConstraint(
                name="annex_approved_pair",
                condition=models.Q(approved_at__isnull=True, approved_by__isnull=True)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False, frozen_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.code}"
