"""A sentence that may become an action: never saved as one before the chair confirms it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models.meeting import AgendaItem, Attendance, Meeting
from lokmin.cycle.meetings.models.minutes import Note


class Proposal(models.Model):
    """What somebody proposed in one sentence, what was understood of it, and what became of it."""

    WAITING, TAKEN, REFUSED = "usul", "jadi", "ditolak"
    STATES = [(s, s) for s in (WAITING, TAKEN, REFUSED)]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="proposals")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="proposals")
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="proposals")
    #: Made by the sender's page, so that the same sentence sent twice is one proposal.
    token = models.CharField(max_length=43)
    text = models.TextField("kalimat")
    #: What was understood, as the parser gave it, with the corrections of the desk.
    columns = models.JSONField(default=dict)
    doubts = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    voice = models.ForeignKey(Attendance, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    action = models.ForeignKey("followup.Action", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("alasan", max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="proposal_token_once", fields=["meeting", "token"]),
            models.CheckConstraint(
                name="proposal_taken_has_action", condition=~Q(state="jadi") | Q(action__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class PressRelease(models.Model):
    """A version of the press text of a meeting. Append-only."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="press")
    number = models.PositiveIntegerField()
    title = models.CharField("judul", max_length=200)
    text = models.TextField("naskah")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="press_once", fields=["meeting", "number"])]

    def __str__(self) -> str:
        return self.title
