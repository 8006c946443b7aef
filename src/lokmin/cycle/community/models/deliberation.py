"""Musyawarah masyarakat desa, what it agreed, and Musrenbang with its berita acara."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Made, Owned, Place
from lokmin.cycle.community.models.survey import Smd, VillageFinding


class Mmd(Owned, Made):
    """One musyawarah masyarakat desa: when, who led, how many came, what was said."""

    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="desa")
    year = models.PositiveSmallIntegerField("tahun")
    smd = models.ForeignKey(Smd, models.PROTECT, null=True, blank=True, related_name="mmds")
    date = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=120, blank=True)
    leader = models.CharField("pemimpin", max_length=120, blank=True)
    notulis = models.CharField("notulis", max_length=120, blank=True)
    #: How many came: men, women.
    men = models.PositiveIntegerField("hadir laki-laki", null=True, blank=True)
    women = models.PositiveIntegerField("hadir perempuan", null=True, blank=True)
    notes = models.TextField("notulen", blank=True)

    class Meta:
        ordering = ["-date", "village__order"]
        constraints = [models.UniqueConstraint(name="mmd_once", fields=["puskesmas", "village", "date"])]

    def __str__(self) -> str:
        return f"MMD {self.village} {self.date}"


class MmdActivity(models.Model):
    """What a village agreed to do: by itself (swadaya) or with a budget; then where its request stands."""

    MEANS = [("swadaya", "swadaya masyarakat"), ("anggaran", "perlu anggaran")]
    STATES = [(s, s) for s in ("disepakati", "diusulkan", "diterima", "ditolak", "berjalan", "selesai", "batal")]

    mmd = models.ForeignKey(Mmd, models.PROTECT, related_name="activities")
    finding = models.ForeignKey(VillageFinding, models.PROTECT, null=True, blank=True, related_name="activities")
    problem = models.CharField("masalah", max_length=300, blank=True)
    activity = models.CharField("kegiatan", max_length=300)
    target_group = models.CharField("sasaran", max_length=120, blank=True)
    volume = models.CharField("volume", max_length=80, blank=True)
    owner = models.CharField("penanggung jawab", max_length=120, blank=True)
    due = models.DateField("sampai", null=True, blank=True)
    means = models.CharField("cara", max_length=10, choices=MEANS, default="swadaya")
    #: Whole rupiah; None is "not costed".
    cost = models.BigIntegerField("perkiraan biaya, rupiah", null=True, blank=True)
    fund = models.CharField("sumber dana", max_length=30, blank=True)
    state = models.CharField("keadaan", max_length=10, choices=STATES, default="disepakati")
    state_reason = models.CharField("keterangan", max_length=200, blank=True)
    result = models.CharField("hasil", max_length=300, blank=True)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="mmd_cost", condition=Q(cost__isnull=True) | Q(cost__gte=0)),
            models.CheckConstraint(
                name="mmd_stopped_has_reason", condition=~Q(state__in=["ditolak", "batal"]) | ~Q(state_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.activity


class MusrenbangRecord(Owned, Made):
    """A Musrenbang of a desa or of the kecamatan with its berita acara."""

    LEVELS = [("desa", "Musrenbang desa"), ("kecamatan", "Musrenbang kecamatan")]

    level = models.CharField("tingkat", max_length=10, choices=LEVELS)
    #: None for the kecamatan.
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa")
    #: The year the proposals are for.
    year = models.PositiveSmallIntegerField("untuk tahun")
    date = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=120, blank=True)
    number = models.CharField("nomor berita acara", max_length=80, blank=True)
    attended_by = models.CharField("dihadiri dari Puskesmas", max_length=200, blank=True)
    result = models.TextField("hasil", blank=True)
    #: The berita acara was reported to the head (domain.md 2.4 step 9).
    reported_on = models.DateField("dilaporkan kepada kepala", null=True, blank=True)

    class Meta:
        ordering = ["-date", "id"]
        constraints = [
            models.CheckConstraint(
                name="musrenbang_record_place",
                condition=Q(level="desa", village__isnull=False) | Q(level="kecamatan", village__isnull=True),
            ),
            models.UniqueConstraint(
                name="musrenbang_desa_once", fields=["puskesmas", "village", "year"], condition=Q(level="desa")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.village or ''} {self.year}"


class MusrenbangItem(models.Model):
    """One proposal in a berita acara: taken or refused, with why."""

    STATES = [("usulan", "usulan"), ("diterima", "diterima"), ("ditolak", "tidak diterima")]

    record = models.ForeignKey(MusrenbangRecord, models.PROTECT, related_name="items")
    #: The agreed activity of the MMD it comes from.
    activity = models.ForeignKey(MmdActivity, models.PROTECT, null=True, blank=True, related_name="musrenbang")
    #: ``lokmin_usulan`` and the id of a proposal agreed in the lokmin lintas sektor.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    text = models.CharField("usulan", max_length=300)
    volume = models.CharField("volume", max_length=80, blank=True)
    cost = models.BigIntegerField("biaya, rupiah", null=True, blank=True)
    state = models.CharField("keputusan", max_length=10, choices=STATES, default="usulan")
    reason = models.CharField("keterangan", max_length=200, blank=True)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="musrenbang_item_cost", condition=Q(cost__isnull=True) | Q(cost__gte=0)),
            models.CheckConstraint(
                name="musrenbang_item_refused_reason", condition=~Q(state="ditolak") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.text
