"""ABK Kes: the year's working time, tasks with their norms, who shares them, results as they were agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Made, Owned
from lokmin.cycle.workforce.models.staff import Staff


class WorkYear(Owned, Made):
    """Table A-G of a year (domain.md 5.1): days, hours, and which available time is used."""

    year = models.PositiveSmallIntegerField("tahun")
    week = models.PositiveSmallIntegerField("hari kerja seminggu", choices=[(5, "5 hari"), (6, "6 hari")], default=6)
    leave = models.PositiveSmallIntegerField("cuti pegawai", default=12)
    holidays = models.PositiveSmallIntegerField("libur nasional dan cuti bersama")
    training = models.PositiveSmallIntegerField("pelatihan", default=5)
    absence = models.PositiveSmallIntegerField("absen dan sakit", default=12)
    #: Minutes a week: 37.5 hours are 2,250.
    week_minutes = models.PositiveIntegerField("menit kerja seminggu", default=2250)
    effective_bp = models.PositiveIntegerField("jam kerja efektif, per sepuluh ribu", default=7000)
    #: True: the 72,000 minutes of the regulation; False: as computed from the table.
    regulation = models.BooleanField("memakai 1.200 jam", default=True)
    source = models.CharField("sumber", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="work_year_once", fields=["puskesmas", "year"]),
            models.CheckConstraint(name="work_week_5_6", condition=Q(week__in=[5, 6])),
            models.CheckConstraint(name="work_effective", condition=Q(effective_bp__range=(1, 10000))),
        ]

    def __str__(self) -> str:
        return f"Waktu kerja {self.year}"


class WorkItem(Owned, Made):
    """One activity of a profession: norm in minutes, how often a year. ``auto`` rows are filled by the system."""

    MAIN, SUPPORT = "pokok", "penunjang"
    KINDS = [(MAIN, "tugas pokok"), (SUPPORT, "tugas penunjang")]

    year = models.PositiveSmallIntegerField("tahun")
    profession = models.CharField("jenis SDMK", max_length=30)
    kind = models.CharField("jenis", max_length=10, choices=KINDS, default=MAIN)
    activity = models.CharField("kegiatan", max_length=200)
    unit = models.CharField("satuan", max_length=40, blank=True)
    #: Minutes for one, and how many in a year, both in millionths. None: not yet written.
    norm_micro = models.BigIntegerField("norma waktu, menit", null=True, blank=True)
    volume_micro = models.BigIntegerField("capaian setahun", null=True, blank=True)
    source = models.CharField("sumber angka", max_length=200, blank=True)
    #: ``lokmin_bulanan``, ``lokmin_tribulanan``, ``pra_lokmin`` or ``element:<code>``: where the volume comes from.
    auto = models.CharField(max_length=60, blank=True)
    #: Somebody wrote their own figure over the system's; ``auto`` still knows the way back.
    overwritten = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["profession", "kind", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                name="work_item_once",
                fields=["puskesmas", "year", "profession", "kind", "activity"],
                condition=Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="work_item_positive",
                condition=(Q(norm_micro__isnull=True) | Q(norm_micro__gt=0))
                & (Q(volume_micro__isnull=True) | Q(volume_micro__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession}: {self.activity}"


class WorkShare(models.Model):
    """The part of an activity that one person does, in thousandths of its yearly volume."""

    item = models.ForeignKey(WorkItem, models.PROTECT, related_name="shares")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="work")
    permille = models.PositiveIntegerField("bagian")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="work_share_once", fields=["item", "staff"]),
            models.CheckConstraint(name="work_share_1_1000", condition=Q(permille__range=(1, 1000))),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.staff}"


class MeetingMinutes(Owned):
    """Minutes of meetings really held in a year, told by the stage that holds them; fills the ``auto`` rows."""

    year = models.PositiveSmallIntegerField("tahun")
    kind = models.CharField("jenis", max_length=30)
    held = models.PositiveSmallIntegerField("kali")
    minutes = models.PositiveIntegerField("menit seluruhnya")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="meeting_minutes_once", fields=["puskesmas", "year", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.held}"


class StaffStandard(Owned, Made):
    """What this office changed of the standard number of a profession, from a year on, with its source."""

    profession = models.CharField("jenis SDMK", max_length=30)
    valid_from = models.PositiveSmallIntegerField("berlaku sejak")
    #: None: from this year on the regulation's number again.
    needed = models.PositiveSmallIntegerField("standar", null=True)
    source = models.CharField("sumber", max_length=200, blank=True)

    class Meta:
        ordering = ["profession", "valid_from"]
        constraints = [
            models.UniqueConstraint(name="staff_standard_once", fields=["puskesmas", "profession", "valid_from"])
        ]

    def __str__(self) -> str:
        return f"{self.profession}: {self.needed}"


class AbkVersion(Owned, Made):
    """The whole analysis of a year as it was agreed: all tables, never changed; a later version says why."""

    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveSmallIntegerField("versi")
    reason = models.CharField("alasan", max_length=200)
    body = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(name="abk_version_once", fields=["puskesmas", "year", "number"])]

    def __str__(self) -> str:
        return f"ABK {self.year} v{self.number}"
