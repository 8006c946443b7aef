"""Votes and scores. A secret paper cannot be joined to a person: see ``Urn``."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models.meeting import AgendaItem, Attendance, Meeting
from lokmin.cycle.meetings.models.minutes import Decision


class Ballot(models.Model):
    """A question put to the room: a scoring method over problems, or a plain vote."""

    METHODS = [("usg", "USG"), ("carl", "CARL"), ("hanlon", "Hanlon"), ("mcua", "MCUA"), ("suara", "pemungutan suara")]
    OPEN, CLOSED, CANCELLED = "dibuka", "ditutup", "dibatalkan"
    STATES = [(s, s) for s in (OPEN, CLOSED, CANCELLED)]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="ballots")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="ballots")
    method = models.CharField("cara", max_length=8, choices=METHODS)
    title = models.CharField("pertanyaan", max_length=160)
    secret = models.BooleanField("rahasia", default=True)
    guests = models.BooleanField("tamu ikut menilai", default=False)
    round = models.PositiveSmallIntegerField("putaran", default=1)
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="rounds")
    #: The rule in force when it was opened: criteria, scale, formula, weights, version, source. Never read anew.
    rule = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("alasan batal", max_length=200, blank=True)
    #: Method, version, number of raters (names in an open ballot), raw scores, medians, spreads, ranks, tie-breaks.
    result = models.JSONField(default=dict, blank=True)
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="ballot_closed_pair",
                condition=Q(state="dibuka", closed_at__isnull=True) | (~Q(state="dibuka") & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="ballot_cancelled_has_reason", condition=~Q(state="dibatalkan") | ~Q(reason="")
            ),
            models.UniqueConstraint(name="ballot_one_open", fields=["meeting"], condition=Q(state="dibuka")),
        ]

    def __str__(self) -> str:
        return self.title


class BallotOption(models.Model):
    """One problem to be scored, or one answer of a plain vote, with the figures shown beside it."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    detail = models.CharField(max_length=200, blank=True)
    #: ``K1@99.01.01.2002`` when it is an indicator at a place.
    reference = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=14, blank=True)
    #: Tie-breaks: the gap in basis points, then people missed in millionths.
    gap_bp = models.IntegerField(null=True, blank=True)
    missed_micro = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.label


class BallotTurn(models.Model):
    """That somebody has voted; never what, never when."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="turns")
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="ballot_turn_once", fields=["ballot", "attendance"])]

    def __str__(self) -> str:
        return f"{self.ballot_id}:{self.attendance_id}"


class BallotPaper(models.Model):
    """A paper of an open ballot, with its voter."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="papers")
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="+")
    scores = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(name="ballot_paper_once", fields=["ballot", "attendance"])]

    def __str__(self) -> str:
        return f"{self.ballot_id}:{self.attendance_id}"


class Urn(models.Model):
    """The papers of a secret ballot in one row, sorted at every write: neither order nor time tells whose is whose.

    Each paper is ``{"k": digest of a token only the phone holds, "s": scores}``; the digests go when the ballot closes.
    """

    ballot = models.OneToOneField(Ballot, models.CASCADE, related_name="urn")
    papers = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.ballot_id}"
