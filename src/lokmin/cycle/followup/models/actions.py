"""RTL rows with all official columns (domain.md 9.3) and the log of what became of each."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.core.numbers import MAX_MICRO
from lokmin.cycle.centre.models import Owned, Person, Place


class Action(Owned):
    """One line of a rencana tindak lanjut. "Terlambat" is not stored: it follows from ``due`` and the day."""

    WAITING, RUNNING, DONE = "belum mulai", "berjalan", "selesai"
    MOVED, CANCELLED = "dialihkan", "dibatalkan"
    STATES = [(s, s) for s in (WAITING, RUNNING, DONE, MOVED, CANCELLED)]
    OPEN = (WAITING, RUNNING)
    REPEATS = [("", "sekali"), ("mingguan", "tiap minggu"), ("bulanan", "tiap bulan"), ("triwulan", "tiap tiga bulan")]

    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveIntegerField("nomor")
    problem = models.TextField("masalah")
    cause = models.TextField("penyebab", blank=True)
    activity = models.TextField("kegiatan")
    target_group = models.CharField("sasaran", max_length=200, blank=True)
    target = models.CharField("target", max_length=200, blank=True)
    place_text = models.CharField("tempat", max_length=200, blank=True)
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa")
    start = models.DateField("mulai", null=True, blank=True)
    due = models.DateField("sampai", null=True, blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penanggung jawab"
    )
    #: An owner without an account (a village head), or words beside the account ("dengan Kades").
    owner_text = models.CharField("penanggung jawab lain", max_length=120, blank=True)
    partners = models.CharField("pelaksana dan mitra", max_length=200, blank=True)
    #: Whole rupiah; None is "not costed", 0 is "costs nothing".
    cost = models.BigIntegerField("biaya, rupiah", null=True, blank=True)
    fund = models.CharField("sumber dana", max_length=80, blank=True)
    success = models.CharField("indikator keberhasilan", max_length=200, blank=True)
    #: Code of a catalogue indicator the effect will be read from.
    indicator = models.CharField("indikator", max_length=40, blank=True)
    #: Expected change in the people the indicator counts (millionths) ...
    expected_micro = models.BigIntegerField("perubahan diharapkan", null=True, blank=True)
    #: ... or in percentage points (basis points), or in words.
    expected_bp = models.IntegerField("perubahan diharapkan, poin persen", null=True, blank=True)
    expected = models.CharField("perubahan yang diharapkan", max_length=200, blank=True)
    result = models.TextField("hasil", blank=True)
    status = models.CharField("status", max_length=12, choices=STATES, default=WAITING)
    status_reason = models.CharField("alasan", max_length=300, blank=True)
    proof = models.TextField("bukti", blank=True)
    evaluation = models.TextField("evaluasi", blank=True)
    #: Why it may stand without owner, date, indicator or expected change; printed in the matrix.
    missing_reason = models.CharField("alasan tidak lengkap", max_length=300, blank=True)
    klaster = models.PositiveSmallIntegerField("klaster", null=True, blank=True)
    programme = models.CharField("program", max_length=40, blank=True)
    #: The problem of the register it is to solve, and the root cause it works on.
    register = models.ForeignKey(
        "monitoring.Problem", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="masalah di daftar"
    )
    root = models.ForeignKey(
        "monitoring.Cause", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="akar masalah"
    )
    #: Done again every week, month or quarter up to ``repeat_until`` (or ``due``): its turns are ``ActionTurn``.
    repeat = models.CharField("berulang", max_length=10, choices=REPEATS, blank=True)
    repeat_until = models.DateField("berulang sampai", null=True, blank=True)
    #: What commissioned it: ``lokmin`` and the meeting's id. This stage need not know what that is.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    made_on = models.DateField("dibuat tanggal")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    finished_on = models.DateField("selesai tanggal", null=True, blank=True)

    class Meta:
        ordering = ["year", "number"]
        indexes = [
            models.Index(fields=["puskesmas", "status", "due"]),
            models.Index(fields=["puskesmas", "origin_kind", "origin_id"]),
            models.Index(fields=["puskesmas", "indicator"]),
        ]
        constraints = [
            models.UniqueConstraint(name="action_number_once", fields=["puskesmas", "year", "number"]),
            models.CheckConstraint(
                name="action_due_after_start",
                condition=Q(start__isnull=True) | Q(due__isnull=True) | Q(due__gte=F("start")),
            ),
            models.CheckConstraint(
                name="action_stopped_has_reason",
                condition=~Q(status__in=["dialihkan", "dibatalkan"]) | ~Q(status_reason=""),
            ),
            models.CheckConstraint(
                name="action_finished_pair",
                condition=Q(status="selesai", finished_on__isnull=False)
                | (~Q(status="selesai") & Q(finished_on__isnull=True)),
            ),
            models.CheckConstraint(name="action_cost_not_negative", condition=Q(cost__isnull=True) | Q(cost__gte=0)),
            models.CheckConstraint(
                name="action_klaster_1_5", condition=Q(klaster__isnull=True) | Q(klaster__range=(1, 5))
            ),
            models.CheckConstraint(
                name="action_expected_in_range",
                condition=Q(expected_micro__isnull=True) | Q(expected_micro__range=(-MAX_MICRO, MAX_MICRO)),
            ),
        ]

    def __str__(self) -> str:
        return f"RTL {self.number}/{self.year}"


class ActionEvent(models.Model):
    """One step in the life of an action: who, when, from which status to which, and the note. Never changed."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    status = models.CharField(max_length=12)
    note = models.TextField("catatan", blank=True)
    #: The month a progress note is about.
    period = models.CharField(max_length=7, blank=True)
    #: Columns that were changed: {name: [before, after]} as text.
    changes = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.action}: {self.status}"
