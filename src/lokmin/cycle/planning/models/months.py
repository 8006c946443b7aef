"""RPK bulanan rows with what became of them, and the joint calendar."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import KeptFile, Made, Owned, Place
from lokmin.cycle.planning.models.plans import Plan
from lokmin.cycle.planning.models.rows import NATURES, RpkItem


class MonthRow(Made):
    """One row of an RPK bulanan. ``source`` says where it came from; it stays when the row is corrected."""

    PLANNED, DONE, PART, CANCELLED, MOVED = "rencana", "terlaksana", "sebagian", "batal", "digeser"
    STATES = [(s, s) for s in (PLANNED, DONE, PART, CANCELLED, MOVED)]
    SOURCES = [("rpk", "RPK tahunan"), ("kesenjangan", "kesenjangan bulan lalu"), ("rtl", "RTL"),
               ("komitmen", "komitmen mitra"), ("bulan_lalu", "belum terlaksana bulan lalu"),
               ("manual", "ditulis")]  # fmt: skip

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="month_rows")
    source = models.CharField("asal", max_length=12, choices=SOURCES, default="manual")
    #: Said in words: ``RTL 12/2026``, ``K1 Watubelah kurang 9 ibu``.
    source_text = models.CharField("keterangan asal", max_length=200, blank=True)
    #: Code@village of a gap, or another key by which the same row is not drawn twice.
    source_key = models.CharField(max_length=80, blank=True)
    #: Names of all it was drawn from, ``source_key`` among them; see ``core.planning.monthrecords.Origin.name``.
    origins = models.JSONField(default=list, blank=True)
    rpk_item = models.ForeignKey(RpkItem, models.PROTECT, null=True, blank=True, related_name="month_rows")
    action = models.ForeignKey("followup.Action", models.PROTECT, null=True, blank=True, related_name="+")
    commitment = models.ForeignKey("followup.Commitment", models.PROTECT, null=True, blank=True, related_name="+")
    upaya = models.CharField("upaya kesehatan", max_length=80, blank=True)
    programme = models.CharField("program", max_length=40, blank=True)
    nature = models.CharField("sifat", max_length=14, choices=NATURES, blank=True)
    activity = models.CharField("kegiatan", max_length=300)
    goal = models.CharField("tujuan", max_length=300, blank=True)
    target_group = models.CharField("sasaran bulan ini", max_length=200, blank=True)
    target = models.CharField("target bulan ini", max_length=200, blank=True)
    volume_micro = models.BigIntegerField("volume", null=True, blank=True)
    unit = models.CharField("satuan", max_length=40, blank=True)
    villages = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name="desa")
    place = models.CharField("tempat", max_length=200, blank=True)
    owner = models.ForeignKey("workforce.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    owner_text = models.CharField("pelaksana", max_length=200, blank=True)
    support = models.CharField("dukungan LP/LS", max_length=300, blank=True)
    method = models.CharField("metode dan teknologi", max_length=200, blank=True)
    #: Planned money of the month by source: ``{fund: rupiah}``.
    money = models.JSONField("biaya", default=dict, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=STATES, default=PLANNED)
    state_reason = models.CharField("alasan", max_length=200, blank=True)
    done_on = models.DateField("dilaksanakan tanggal", null=True, blank=True)
    done_micro = models.BigIntegerField("terlaksana", null=True, blank=True)
    result = models.CharField("hasil", max_length=300, blank=True)
    proof = models.CharField("bukti", max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.CharField("alasan dihapus", max_length=200, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                name="month_row_source_once", fields=["plan", "source_key"], condition=~Q(source_key="")
            ),
            models.CheckConstraint(
                name="month_row_stopped_has_reason", condition=~Q(state__in=["batal", "digeser"]) | ~Q(state_reason="")
            ),
            models.CheckConstraint(
                name="month_row_done_has_day",
                condition=~Q(state__in=["terlaksana", "sebagian"]) | Q(done_on__isnull=False),
            ),
        ]

    #: Days of the meeting where the row is a lokmin, filled in by ``monthly.rows.with_lokmins``; never stored.
    lokmin_days: tuple[dt.date, ...] = ()

    def __str__(self) -> str:
        return self.activity


class MonthFile(KeptFile):
    """Evidence of a row that was carried out."""

    row = models.ForeignKey(MonthRow, models.PROTECT, related_name="files")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="month_file_once", fields=["row", "sha256"], condition=Q(removed_at__isnull=True)
            )
        ]


class Resource(Owned, Made):
    """A vehicle or a room that only one activity can have at a time."""

    KINDS = [("kendaraan", "kendaraan"), ("ruang", "ruang"), ("alat", "alat")]

    kind = models.CharField("jenis", max_length=10, choices=KINDS)
    name = models.CharField("nama", max_length=80)
    note = models.CharField("catatan", max_length=120, blank=True)
    active = models.BooleanField("dipakai", default=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(name="resource_once", fields=["puskesmas", "name"])]

    def __str__(self) -> str:
        return self.name


class Event(Owned, Made):
    """Something on a day of the joint calendar: an activity of the month's plan, a meeting, anything else."""

    date = models.DateField("tanggal")
    #: Last day, for what takes several.
    until = models.DateField("sampai", null=True, blank=True)
    start = models.TimeField("mulai", null=True, blank=True)
    end = models.TimeField("selesai", null=True, blank=True)
    title = models.CharField("kegiatan", max_length=200)
    row = models.ForeignKey(MonthRow, models.PROTECT, null=True, blank=True, related_name="events")
    programme = models.CharField("program", max_length=40, blank=True)
    villages = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name="desa")
    place = models.CharField("tempat", max_length=120, blank=True)
    staff = models.ManyToManyField("workforce.Staff", blank=True, related_name="+", verbose_name="pelaksana")
    #: True: nobody of the staff is free (a lokmin).
    all_staff = models.BooleanField("seluruh staf", default=False)
    resource = models.ForeignKey(Resource, models.PROTECT, null=True, blank=True, related_name="events")
    avoid_fasting = models.BooleanField("hindari bulan puasa", default=False)
    #: Its days off, holiday or fasting month were chosen on purpose; another day has to be chosen anew.
    settled = models.BooleanField("harinya memang dipilih", default=False)
    #: ``lokmin`` and an id where another stage put it here.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    moved_reason = models.CharField("alasan digeser", max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["date", "start", "id"]
        indexes = [models.Index(fields=["puskesmas", "date"])]
        constraints = [
            models.CheckConstraint(
                name="event_until_after_date", condition=Q(until__isnull=True) | Q(until__gte=F("date"))
            ),
            models.CheckConstraint(
                name="event_end_after_start",
                condition=Q(end__isnull=True)
                | (Q(start__isnull=False) & (Q(end__gt=F("start")) | Q(until__gt=F("date")))),
            ),
            models.UniqueConstraint(
                name="event_origin_once",
                fields=["puskesmas", "origin_kind", "origin_id"],
                condition=~Q(origin_id="") & Q(removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.title}"


class ScheduleRun(Owned, Made):
    """One run of the schedule optimiser over a year's RPK: limits, moves with reasons, gap; then taken or left."""

    WAITING, TAKEN, LEFT = "usul", "dipakai", "ditinggalkan"
    STATES = [(s, s) for s in (WAITING, TAKEN, LEFT)]

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="runs")
    body = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=STATES, default=WAITING)
    reason = models.CharField("alasan", max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.plan}: {self.state}"
