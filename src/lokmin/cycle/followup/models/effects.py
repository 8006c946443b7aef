"""Whether it helped: verdicts as they were when a meeting looked at them, and cycles of improvement."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import Owned, Person
from lokmin.cycle.followup.models.actions import Action


class Verdict(models.Model):
    """The effect of an action as judged with the figures up to a month. Never changed; a later one follows."""

    HELPED, NOT_YET, UNKNOWN = "berhasil", "belum", "belum bisa dinilai"
    OUTCOMES = [(o, o) for o in (HELPED, NOT_YET, UNKNOWN)]

    action = models.ForeignKey(Action, models.PROTECT, related_name="verdicts")
    period = models.CharField("angka sampai", max_length=7)
    outcome = models.CharField("dampak", max_length=20, choices=OUTCOMES)
    #: ``beda-dalam-beda``, ``deret-terputus`` or empty where nothing could be computed.
    method = models.CharField(max_length=20, blank=True)
    before = models.PositiveSmallIntegerField("bulan sebelum")
    after = models.PositiveSmallIntegerField("bulan sesudah")
    others = models.PositiveSmallIntegerField("desa pembanding")
    #: Effect and its interval in basis points of the indicator's unit; None where not computed.
    effect_bp = models.IntegerField(null=True, blank=True)
    low_bp = models.IntegerField(null=True, blank=True)
    high_bp = models.IntegerField(null=True, blank=True)
    #: Chance of so large an effect when nothing changed, in millionths.
    chance_ppm = models.PositiveIntegerField(null=True, blank=True)
    sentence = models.TextField()
    #: Everything the picture needs, and the version of the rule.
    body = models.JSONField(default=dict)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["action", "period"])]
        constraints = [
            models.CheckConstraint(
                name="verdict_needs_three_points",
                condition=Q(outcome="belum bisa dinilai") | (Q(before__gte=3) & Q(after__gte=3)),
            ),
            models.CheckConstraint(
                name="verdict_judged_has_effect",
                condition=Q(outcome="belum bisa dinilai") | Q(effect_bp__isnull=False, chance_ppm__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.period}: {self.outcome}"


class Pdsa(Owned):
    """One turn of plan, do, study, act on a problem or an indicator; the next turn follows from ``decision``."""

    DECISIONS = [("lanjut", "lanjutkan"), ("ubah", "ubah"), ("henti", "hentikan")]

    problem = models.ForeignKey(
        "monitoring.Problem", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="masalah"
    )
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="cycles")
    indicator = models.CharField("indikator", max_length=40, blank=True)
    number = models.PositiveSmallIntegerField("putaran")
    aim = models.CharField("tujuan", max_length=300)
    plan = models.TextField("rencana")
    done = models.TextField("pelaksanaan", blank=True)
    study = models.TextField("yang dipelajari", blank=True)
    act = models.TextField("tindakan berikutnya", blank=True)
    decision = models.CharField("keputusan", max_length=8, choices=DECISIONS, blank=True)
    start = models.CharField("mulai bulan", max_length=7)
    end = models.CharField("sampai bulan", max_length=7, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start", "number", "id"]
        constraints = [
            models.CheckConstraint(name="pdsa_end_after_start", condition=Q(end="") | Q(end__gte=F("start"))),
            models.CheckConstraint(
                name="pdsa_about_something",
                condition=Q(problem__isnull=False) | Q(action__isnull=False) | ~Q(indicator=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Putaran {self.number}: {self.aim}"
