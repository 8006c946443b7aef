"""The staff register: everybody who works here, with or without an account, and when they are away."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import Made, Owned, Person, Place


class Staff(Owned, Made):
    """One who works (or worked) here. ``profession`` is a code of ``catalog/rules/staffing.toml``."""

    STATUSES = [
        ("pns", "PNS"), ("cpns", "CPNS"), ("pppk", "PPPK"), ("blud", "pegawai BLUD"), ("kontrak", "kontrak daerah"),
        ("ptt", "PTT"), ("honor", "honorer"), ("nusantara", "penugasan khusus"), ("sukarela", "sukarela"),
    ]  # fmt: skip

    #: The account, where there is one; name, NIP, rank and job are then kept alike on both.
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="akun")
    name = models.CharField("nama lengkap dengan gelar", max_length=120)
    nip = models.CharField("NIP", max_length=18, blank=True)
    sex = models.CharField("L/P", max_length=1, blank=True, choices=[("L", "L"), ("P", "P")])
    profession = models.CharField("jenis SDMK", max_length=30)
    job = models.CharField("jabatan", max_length=120, blank=True)
    status = models.CharField("status kepegawaian", max_length=10, choices=STATUSES, default="pns")
    rank = models.CharField("pangkat/golongan", max_length=60, blank=True)
    education = models.CharField("pendidikan", max_length=80, blank=True)
    klaster = models.PositiveSmallIntegerField("klaster", null=True, blank=True)
    unit = models.CharField("unit atau tempat tugas", max_length=80, blank=True)
    #: The village they live or are posted in; distances are counted from it, else from the Puskesmas.
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa")
    #: Part of the working time spent here, in thousandths.
    share_permille = models.PositiveSmallIntegerField("bagian waktu kerja", default=1000)
    #: May be given villages and programmes.
    field_work = models.BooleanField("dapat menjadi pembina desa", default=True)
    str_number = models.CharField("nomor STR", max_length=60, blank=True)
    str_for_life = models.BooleanField("STR seumur hidup", default=False)
    str_until = models.DateField("STR berlaku sampai", null=True, blank=True)
    sip_number = models.CharField("nomor SIP", max_length=60, blank=True)
    sip_until = models.DateField("SIP berlaku sampai", null=True, blank=True)
    joined_on = models.DateField("mulai bertugas", null=True, blank=True)
    left_on = models.DateField("berhenti bertugas", null=True, blank=True)
    left_reason = models.CharField("sebab berhenti", max_length=120, blank=True)
    note = models.CharField("catatan", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name_plural = "staf"
        constraints = [
            models.UniqueConstraint(name="staff_nip_once", fields=["puskesmas", "nip"], condition=~Q(nip="")),
            models.CheckConstraint(
                name="staff_klaster_1_5", condition=Q(klaster__isnull=True) | Q(klaster__range=(1, 5))
            ),
            models.CheckConstraint(name="staff_share_1_1000", condition=Q(share_permille__range=(1, 1000))),
            models.CheckConstraint(
                name="staff_left_after_joined",
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        return self.name.split(",")[0]


class Leave(models.Model):
    """Days somebody is away: leave, training, secondment. Taken back by ``removed_at``."""

    KINDS = [("cuti", "cuti"), ("melahirkan", "cuti melahirkan"), ("sakit", "sakit"), ("pelatihan", "pelatihan"),
             ("tugas", "tugas lain"), ("lain", "lain"), ("luar", "tidak bertugas di sini")]  # fmt: skip
    #: Written by the system alone: from the last day to the first one after, of somebody who came back.
    OUT = "luar"

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="leaves")
    kind = models.CharField("jenis", max_length=12, choices=KINDS, default="cuti")
    start = models.DateField("mulai")
    end = models.DateField("sampai")
    note = models.CharField("catatan", max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start", "id"]
        constraints = [models.CheckConstraint(name="leave_end_after_start", condition=Q(end__gte=F("start")))]

    def __str__(self) -> str:
        return f"{self.staff} {self.start}–{self.end}"


class DutySheet(Owned, Made):
    """Uraian tugas of one person, as one version; acknowledged by a tick of that person."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="duty_sheets")
    year = models.PositiveSmallIntegerField("tahun")
    version = models.PositiveSmallIntegerField("versi", default=1)
    summary = models.TextField("ikhtisar jabatan", blank=True)
    #: Lists of sentences: tugas pokok, tugas tambahan, wewenang, tanggung jawab, syarat jabatan, tata hubungan kerja.
    duties = models.JSONField("tugas pokok", default=list)
    extra = models.JSONField("tugas tambahan", default=list, blank=True)
    authority = models.JSONField("wewenang", default=list, blank=True)
    responsibility = models.JSONField("tanggung jawab", default=list, blank=True)
    requirements = models.JSONField("syarat jabatan", default=list, blank=True)
    relations = models.JSONField("tata hubungan kerja", default=list, blank=True)
    decree = models.CharField("nomor SK", max_length=80, blank=True)
    reason = models.CharField("alasan diubah", max_length=200, blank=True)
    acknowledged_at = models.DateTimeField("disetujui yang bertugas", null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(name="duty_version_once", fields=["staff", "year", "version"]),
            models.CheckConstraint(
                name="duty_acknowledged_pair",
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Uraian tugas {self.staff} {self.year} v{self.version}"
