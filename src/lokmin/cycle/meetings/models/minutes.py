"""Minutes as revisions, figures quoted in them, decisions. After Indico's idea that no text is ever overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models.meeting import AgendaItem, Attendance, Meeting


class Note(models.Model):
    """One paragraph of the minutes, at an hour, of an agenda item. Its text is that of its newest revision."""

    KINDS = [
        ("catatan", gettext_lazy("catatan")),
        ("tanya", gettext_lazy("pertanyaan")),
        ("jawab", gettext_lazy("jawaban")),
        ("usul", gettext_lazy("usulan")),
        ("arahan", gettext_lazy("arahan")),
    ]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notes")
    kind = models.CharField("jenis", max_length=8, choices=KINDS, default="catatan")
    #: The question an answer belongs to.
    reply_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    #: Who said it, when it is somebody on the attendance list; ``speaker`` holds the name as printed.
    voice = models.ForeignKey(Attendance, models.SET_NULL, null=True, blank=True, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="notes")
    #: Made by the writer's page, so that the same text sent twice makes one note.
    token = models.CharField(max_length=40)
    speaker = models.CharField("pembicara", max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="note_token_once", fields=["meeting", "token"])]

    def __str__(self) -> str:
        return f"catatan {self.pk}"


class NoteRevision(models.Model):
    """A text of a note as one person wrote it. Append-only.

    The newest revision that is no ``rival`` is the text in force. A rival lost a race: it was written on a base that
    somebody else had already replaced. It stays beside the text in force until a later revision settles it.
    """

    note = models.ForeignKey(Note, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField("catatan")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    #: The revision its writer saw; 0 when it is the first.
    base = models.PositiveIntegerField(default=0)
    rival = models.BooleanField(default=False)
    settled_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="settles")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="note_revision_once", fields=["note", "number"]),
            models.CheckConstraint(name="note_revision_after_base", condition=Q(base__lt=models.F("number"))),
            models.CheckConstraint(
                name="note_only_rivals_are_settled", condition=Q(rival=True) | Q(settled_by__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}.{self.number}"


class Quote(models.Model):
    """A figure quoted in the minutes: a frozen sentence tied to the snapshot row it came from."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="quotes")
    row = models.ForeignKey("monitoring.SnapshotRow", models.PROTECT, related_name="+")
    sentence = models.TextField("kalimat")
    status = models.CharField(max_length=14, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="quote_once", fields=["note", "row"])]

    def __str__(self) -> str:
        return self.sentence


class Decision(models.Model):
    """What the meeting agreed on: by consensus or by vote, with the reservations somebody had."""

    MANNERS = [("mufakat", gettext_lazy("mufakat")), ("suara", gettext_lazy("suara terbanyak"))]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")
    note = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="decisions")
    number = models.PositiveSmallIntegerField("nomor")
    text = models.TextField("keputusan")
    manner = models.CharField("cara", max_length=8, choices=MANNERS, default="mufakat")
    votes_for = models.PositiveSmallIntegerField("setuju", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("tidak setuju", null=True, blank=True)
    reservations = models.TextField("keberatan dan catatan", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="decision_number_once", fields=["meeting", "number"]),
            models.CheckConstraint(
                name="decision_vote_is_counted",
                condition=Q(manner="mufakat") | Q(votes_for__isnull=False, votes_against__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text
