"""The work of an action: sub-tasks, more owners, turns of a repeated one, files as proof, escalation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import KeptFile, Owned, Partner, Person
from lokmin.cycle.followup.models.actions import Action, ActionEvent


class ActionTask(models.Model):
    """A sub-task of an action."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="tasks")
    text = models.CharField("bagian kerja", max_length=200)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penanggung jawab"
    )
    owner_text = models.CharField("penanggung jawab lain", max_length=120, blank=True)
    due = models.DateField("sampai", null=True, blank=True)
    done_on = models.DateField("selesai tanggal", null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.text


class ActionOwner(models.Model):
    """One more owner of an action: a person of the Puskesmas, a partner of another sector, or a name."""

    ROLES = [("pj", "penanggung jawab"), ("pelaksana", "pelaksana"), ("mitra", "mitra")]

    action = models.ForeignKey(Action, models.PROTECT, related_name="more_owners")
    role = models.CharField("sebagai", max_length=10, choices=ROLES, default="pj")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("nama", max_length=120, blank=True)
    part = models.CharField("bagiannya", max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="action_owner_is_somebody",
                condition=Q(person__isnull=False) | Q(partner__isnull=False) | ~Q(name=""),
            ),
            models.UniqueConstraint(
                name="action_owner_person_once",
                fields=["action", "person"],
                condition=Q(person__isnull=False, removed_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="action_owner_partner_once",
                fields=["action", "partner"],
                condition=Q(partner__isnull=False, removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.partner or self.name)


class ActionTurn(models.Model):
    """One turn of a repeated action, written when it was done or left out; the rest follows from the rule."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="turns")
    due = models.DateField("giliran")
    done_on = models.DateField("dikerjakan tanggal", null=True, blank=True)
    skipped_reason = models.CharField("alasan tidak dikerjakan", max_length=300, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due"]
        constraints = [
            models.UniqueConstraint(name="action_turn_once", fields=["action", "due"]),
            models.CheckConstraint(
                name="action_turn_done_or_reason", condition=Q(done_on__isnull=False) | ~Q(skipped_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.due}"


class ActionProof(KeptFile):
    """A photo or file that proves what was done."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="proofs")
    event = models.ForeignKey(ActionEvent, models.PROTECT, null=True, blank=True, related_name="proofs")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="action_proof_once", fields=["action", "sha256"], condition=Q(removed_at__isnull=True)
            )
        ]


class Escalation(Owned):
    """An action carried to somebody who can do more: the next lokmin, lintas sektor or the Dinkes, and the answer."""

    LOKMIN, SECTORS, DINKES = "lokmin", "linsek", "dinkes"
    TO = [(LOKMIN, "lokmin berikutnya"), (SECTORS, "lokmin lintas sektor"), (DINKES, "Dinas Kesehatan")]

    action = models.ForeignKey(Action, models.PROTECT, related_name="escalations")
    to = models.CharField("kepada", max_length=8, choices=TO)
    reason = models.CharField("alasan", max_length=300)
    #: What is asked for.
    wanted = models.CharField("yang diminta", max_length=300, blank=True)
    at = models.DateTimeField()
    #: None: by the rule (too long overdue), not by a person.
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField("jawaban", max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    #: The meeting that dealt with it.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="escalation_open_once", fields=["action", "to"], condition=Q(answered_at__isnull=True)
            ),
            models.CheckConstraint(
                name="escalation_answered_pair",
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} kepada {self.get_to_display()}"
