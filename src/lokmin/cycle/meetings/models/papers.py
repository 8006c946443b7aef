"""Letter numbers without gap or double, and the office's own .docx forms."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Owned, Person
from lokmin.cycle.meetings.models.meeting import Meeting


class LetterNumber(Owned):
    """One number of a register and year, given once. A letter that is not sent keeps its number, marked void."""

    REGISTERS = [("surat keluar", "surat keluar"), ("notulen", "notulen"), ("surat tugas", "surat tugas"), ("SK", "SK")]

    register = models.CharField("buku", max_length=20, choices=REGISTERS)
    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveIntegerField("nomor urut")
    #: As printed: ``400.7.2/087/PKM-BNY/V/2026``. Written once, so that a new pattern changes no old letter.
    text = models.CharField("nomor surat", max_length=80)
    purpose = models.CharField("untuk", max_length=200)
    #: ``undangan``, ``notulen`` or ``pengantar`` of the meeting; empty for letters of other work.
    paper = models.CharField(max_length=20, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="letters")
    day = models.DateField("tanggal surat")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    void_reason = models.CharField("alasan batal", max_length=200, blank=True)

    class Meta:
        ordering = ["register", "year", "number"]
        constraints = [
            models.UniqueConstraint(name="letter_number_once", fields=["puskesmas", "register", "year", "number"]),
            models.UniqueConstraint(
                name="letter_paper_once",
                fields=["meeting", "paper"],
                condition=Q(meeting__isnull=False, void_reason="") & ~Q(paper=""),
            ),
            models.CheckConstraint(name="letter_number_positive", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return self.text


class OfficeTemplate(Owned):
    """An office's own .docx for one form, used instead of the built-in paper. Older ones stay, only one is active."""

    form = models.CharField("formulir", max_length=40)
    name = models.CharField("nama berkas", max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["form", "-at"]
        constraints = [
            models.UniqueConstraint(name="template_one_active", fields=["puskesmas", "form"], condition=Q(active=True))
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.name}"
