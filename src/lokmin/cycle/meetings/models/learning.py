"""Knowledge points with a short test before and after, and team building (dinamika kelompok)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.meetings.models.meeting import AgendaItem, Attendance


class Knowledge(models.Model):
    """An agenda point that teaches: topic, speaker, material, three questions asked before and after."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="knowledge")
    topic = models.CharField("topik", max_length=160)
    speaker = models.CharField("narasumber", max_length=120, blank=True)
    material = models.TextField("materi", blank=True)
    #: Name of the stored file of the material, by hash; empty without one.
    file_name = models.CharField(max_length=120, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    #: Lesson hours for the certificate line, in tenths (JPL 2,5 = 25).
    jpl_tenths = models.PositiveSmallIntegerField("JPL", default=0)
    #: Which test phones show now: empty, ``pre`` or ``post``.
    phase = models.CharField(max_length=4, blank=True, choices=[("", "-"), ("pre", "pre"), ("post", "post")])

    def __str__(self) -> str:
        return self.topic


class QuizQuestion(models.Model):
    """One question with its options; ``right`` is the index of the right one."""

    knowledge = models.ForeignKey(Knowledge, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField("pertanyaan", max_length=300)
    options = models.JSONField(default=list)
    right = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.text


class QuizAnswer(models.Model):
    """What somebody answered before or after. Shown to others only as counts."""

    knowledge = models.ForeignKey(Knowledge, models.CASCADE, related_name="answers")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="+")
    phase = models.CharField(max_length=4, choices=[("pre", "pre"), ("post", "post")])
    answers = models.JSONField(default=list)
    right = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="quiz_answer_once", fields=["knowledge", "attendance", "phase"]),
            models.CheckConstraint(name="quiz_phase_known", condition=Q(phase__in=["pre", "post"])),
        ]

    def __str__(self) -> str:
        return f"{self.knowledge_id} {self.phase}"


class TeamBuilding(models.Model):
    """Dinamika kelompok: what is played, why, and what came of it."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="team")
    activity = models.CharField("kegiatan", max_length=160)
    aim = models.TextField("tujuan", blank=True)
    steps = models.TextField("langkah", blank=True)
    lesson = models.TextField("pelajaran bersama", blank=True)

    def __str__(self) -> str:
        return self.activity


class TeamGroup(models.Model):
    """One group with its members and its result."""

    team = models.ForeignKey(TeamBuilding, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField("kelompok", max_length=60, blank=True)
    members = models.ManyToManyField(Attendance, blank=True, related_name="+")
    task = models.TextField("tugas", blank=True)
    result = models.TextField("hasil", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="team_group_once", fields=["team", "number"])]

    def __str__(self) -> str:
        return self.name or f"kelompok {self.number}"
