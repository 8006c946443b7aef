"""Survei mawas diri of a village: its questions, the households that answered, what was found (domain.md 2.8)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import KeptFile, Made, Owned, Person, Place


class Instrument(Owned, Made):
    """A questionnaire as one version; one that was answered is never changed, a new version follows."""

    title = models.CharField("judul", max_length=120)
    version = models.PositiveSmallIntegerField("versi", default=1)
    #: As ``core.community.instrument`` reads it: code, text, kind, choices, what counts as a problem, topic.
    questions = models.JSONField("pertanyaan", default=list)
    source = models.CharField("sumber", max_length=200, blank=True)
    #: Who of the community wrote it; the Dinkes asks for a questionnaire made by the community.
    made_with = models.CharField("disusun bersama", max_length=200, blank=True)
    active = models.BooleanField("dipakai", default=True)

    class Meta:
        ordering = ["title", "-version"]
        constraints = [
            models.UniqueConstraint(name="instrument_version_once", fields=["puskesmas", "title", "version"])
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class Smd(Owned, Made):
    """One survey of one village."""

    DRAFT, RUNNING, DONE = "disiapkan", "berjalan", "selesai"
    STATES = [(s, s) for s in (DRAFT, RUNNING, DONE)]

    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="desa")
    year = models.PositiveSmallIntegerField("tahun")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="surveys")
    started = models.DateField("mulai", null=True, blank=True)
    finished = models.DateField("selesai", null=True, blank=True)
    #: How many households the village has, and how many were to be asked.
    households = models.PositiveIntegerField("jumlah KK", null=True, blank=True)
    wanted = models.PositiveIntegerField("KK yang akan ditanya", null=True, blank=True)
    interviewers = models.CharField("pewawancara", max_length=200, blank=True)
    state = models.CharField("keadaan", max_length=10, choices=STATES, default=DRAFT)
    note = models.TextField("catatan", blank=True)
    feedback_on = models.DateField("hasil disampaikan kepada masyarakat", null=True, blank=True)
    feedback_how = models.CharField("cara menyampaikan", max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "village__order"]
        constraints = [
            models.UniqueConstraint(name="smd_once", fields=["puskesmas", "village", "year"]),
            models.CheckConstraint(
                name="smd_finished_after_started",
                condition=Q(finished__isnull=True) | Q(started__isnull=True) | Q(finished__gte=F("started")),
            ),
            models.CheckConstraint(name="smd_done_has_day", condition=~Q(state="selesai") | Q(finished__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"SMD {self.village} {self.year}"


class Household(models.Model):
    """The answers of one household: a number and where it lies, no name. Unanswered questions are left out."""

    smd = models.ForeignKey(Smd, models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField("nomor KK")
    area = models.CharField("dusun/RW", max_length=40, blank=True)
    #: ``{question code: value}``; a code that is missing was not answered.
    values = models.JSONField("jawaban", default=dict)
    #: Made by the page, so that the same form sent twice is one household.
    token = models.CharField(max_length=43)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(name="household_token_once", fields=["smd", "token"]),
            models.UniqueConstraint(
                name="household_number_once", fields=["smd", "number"], condition=Q(removed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.smd}: KK {self.number}"


class VillageFinding(models.Model):
    """A problem or a potential of the village, from the tabulation or said by people."""

    KINDS = [("masalah", "masalah"), ("potensi", "potensi")]

    smd = models.ForeignKey(Smd, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=8, choices=KINDS, default="masalah")
    text = models.CharField("isi", max_length=300)
    #: Question it was read from; empty when people said it.
    question = models.CharField(max_length=20, blank=True)
    households = models.PositiveIntegerField("KK", null=True, blank=True)
    asked = models.PositiveIntegerField("KK ditanya", null=True, blank=True)
    scores = models.JSONField("nilai", default=dict, blank=True)
    rank = models.PositiveSmallIntegerField("urutan", null=True, blank=True)
    #: The problem of the register it became.
    problem = models.ForeignKey("monitoring.Problem", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "rank", "id"]

    def __str__(self) -> str:
        return self.text


class CommunityFile(KeptFile, Owned):
    """A photo or file of a survey, a musyawarah or a Musrenbang: exactly one of them."""

    smd = models.ForeignKey(Smd, models.PROTECT, null=True, blank=True, related_name="files")
    mmd = models.ForeignKey("community.Mmd", models.PROTECT, null=True, blank=True, related_name="files")
    record = models.ForeignKey(
        "community.MusrenbangRecord", models.PROTECT, null=True, blank=True, related_name="files"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="community_file_of_one",
                condition=Q(smd__isnull=False, mmd__isnull=True, record__isnull=True)
                | Q(smd__isnull=True, mmd__isnull=False, record__isnull=True)
                | Q(smd__isnull=True, mmd__isnull=True, record__isnull=False),
            )
        ]
