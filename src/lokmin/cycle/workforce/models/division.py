"""Who answers for which programme and which village, from when to when; wishes, distances, proposals, reports."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import Made, Owned, Place
from lokmin.cycle.workforce.models.staff import Staff

_ENDS = Q(until__isnull=True) | Q(until__gte=F("since"))


class TaskAssignment(Owned, Made):
    """A programme or task somebody has from a day on.

    One PJ at a time for each programme: ``until`` is written when the next one begins.
    """

    PJ, MEMBER = "pj", "pelaksana"
    ROLES = [(PJ, "penanggung jawab"), (MEMBER, "pelaksana")]
    KINDS = [("pokok", "tugas pokok"), ("tambahan", "tugas tambahan"), ("integrasi", "tugas integrasi")]

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="tasks")
    #: Code of a programme of the catalogue, or a key of the division itself (``ktu``, ``bendahara``).
    programme = models.CharField("program atau tugas", max_length=40)
    text = models.CharField("bunyi tugas", max_length=200, blank=True)
    kind = models.CharField("jenis", max_length=10, choices=KINDS, default="pokok")
    role = models.CharField("sebagai", max_length=10, choices=ROLES, default=PJ)
    klaster = models.PositiveSmallIntegerField("klaster", null=True, blank=True)
    decree = models.CharField("nomor SK", max_length=80, blank=True)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)
    reason = models.CharField("alasan", max_length=200, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["programme", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                name="programme_one_pj", fields=["puskesmas", "programme"], condition=Q(role="pj", until__isnull=True)
            ),
            models.CheckConstraint(name="task_until_after_since", condition=_ENDS),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.staff}"


class VillageAssignment(Owned, Made):
    """Who has a village in which role from a day on. One PJ at a time for each village."""

    PJ = "pj"
    ROLES = [
        (PJ, "penanggung jawab"), ("pembina", "pembina"), ("bidan", "bidan desa"), ("pustu", "petugas Pustu"),
        ("kader", "kader"), ("cadangan", "pengganti"),
    ]  # fmt: skip

    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="desa")
    role = models.CharField("sebagai", max_length=10, choices=ROLES, default=PJ)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="villages")
    #: A kader has no row in the staff register.
    name = models.CharField("nama", max_length=120, blank=True)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)
    reason = models.CharField("alasan", max_length=200, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["village__order", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                name="village_one_pj", fields=["puskesmas", "village"], condition=Q(role="pj", until__isnull=True)
            ),
            models.CheckConstraint(name="village_until_after_since", condition=_ENDS),
            models.CheckConstraint(
                name="village_has_somebody", condition=Q(staff__isnull=False) | (~Q(name="") & ~Q(role="pj"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village}: {self.staff or self.name}"


class VillageLoad(Owned, Made):
    """What a village asks of its PJ: families, way from the Puskesmas, minutes a month. The newest year counts."""

    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="desa")
    year = models.PositiveSmallIntegerField("tahun")
    people = models.PositiveIntegerField("penduduk", null=True, blank=True)
    families = models.PositiveIntegerField("KK", null=True, blank=True)
    posyandu = models.PositiveSmallIntegerField("posyandu", null=True, blank=True)
    schools = models.PositiveSmallIntegerField("sekolah", null=True, blank=True)
    minutes = models.PositiveIntegerField("menit kerja sebulan", null=True, blank=True)
    #: Road from the Puskesmas in metres, and the time it takes.
    metres = models.PositiveIntegerField("jarak dari Puskesmas, meter", null=True, blank=True)
    travel_minutes = models.PositiveSmallIntegerField("waktu tempuh, menit", null=True, blank=True)
    source = models.CharField("sumber", max_length=120, blank=True)

    class Meta:
        ordering = ["village__order"]
        constraints = [models.UniqueConstraint(name="village_load_once", fields=["puskesmas", "village", "year"])]

    def __str__(self) -> str:
        return f"{self.village} {self.year}"


class Distance(Owned):
    """The road between two villages (where staff live and where they go), in metres; asked once for a pair."""

    a = models.ForeignKey(Place, models.PROTECT, related_name="+")
    b = models.ForeignKey(Place, models.PROTECT, related_name="+")
    metres = models.PositiveIntegerField("jarak, meter")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="distance_once", fields=["puskesmas", "a", "b"]),
            models.CheckConstraint(name="distance_ordered", condition=Q(a__lt=F("b"))),
        ]

    def __str__(self) -> str:
        return f"{self.a}–{self.b}"


class Wish(Owned, Made):
    """What somebody would like or cannot do: a village wished for (2, 1), rather not (-1), or never (-2, with why)."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="wishes")
    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="desa")
    weight = models.SmallIntegerField("keinginan", choices=[(2, "sangat ingin"), (1, "ingin"), (-1, "sebaiknya tidak"),
                                                            (-2, "tidak bisa")])  # fmt: skip
    reason = models.CharField("alasan", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="wish_once", fields=["staff", "village"]),
            models.CheckConstraint(name="wish_never_has_reason", condition=~Q(weight=-2) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.staff}: {self.village} {self.weight}"


class DivisionProposal(Owned, Made):
    """A computed division of villages: what was asked, what came out, how far from best; then accepted or left."""

    WAITING, TAKEN, LEFT = "usul", "dipakai", "ditinggalkan"
    STATES = [(s, s) for s in (WAITING, TAKEN, LEFT)]

    year = models.PositiveSmallIntegerField("tahun")
    #: Limits and weights, the assignment, loads before and after, sentences, gap in millionths.
    body = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=STATES, default=WAITING)
    reason = models.CharField("alasan", max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"Usul darbin {self.year}: {self.state}"


class DarbinReport(Owned, Made):
    """The monthly report of a village's PJ: to the head, the PJ of programmes, the lokmin (domain.md 2.4 step 10)."""

    village = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="desa")
    period = models.CharField("bulan", max_length=7)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="PJ desa")
    visits = models.PositiveSmallIntegerField("kunjungan ke desa", null=True, blank=True)
    condition = models.TextField("kondisi", blank=True)
    problems = models.TextField("masalah", blank=True)
    achieved = models.TextField("capaian desa", blank=True)
    followup = models.TextField("tindak lanjut", blank=True)
    support = models.TextField("dukungan yang diminta", blank=True)
    revision = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)
    #: Read by the head.
    seen_at = models.DateTimeField("dibaca kepala", null=True, blank=True)
    seen_note = models.CharField("catatan kepala", max_length=300, blank=True)

    class Meta:
        ordering = ["-period", "village__order"]
        constraints = [models.UniqueConstraint(name="darbin_report_once", fields=["puskesmas", "village", "period"])]

    def __str__(self) -> str:
        return f"Darbin {self.village} {self.period}"
