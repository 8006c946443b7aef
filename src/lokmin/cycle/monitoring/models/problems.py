"""The register of problems: found in the figures or raised by people, their causes, the ways chosen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import Owned, Person, Place


class Problem(Owned):
    """One problem from its first red month until it is solved, merged or given up (domain.md 2.6).

    ``key`` (``K6@99.01.01.2001``) names a problem of the figures; at most one of a key is open. A raised one has none.
    """

    FOUND, RAISED = "angka", "usulan"
    OPEN, SOLVED, MERGED, DROPPED = "terbuka", "teratasi", "digabung", "gugur"
    KINDS = [(k, k) for k in (FOUND, RAISED)]
    STATES = [(s, s) for s in (OPEN, SOLVED, MERGED, DROPPED)]
    SOURCES = [
        ("angka", "angka cakupan"),
        ("masukan", "kotak masukan"),
        ("masyarakat", "masyarakat (SMD, MMD, keluhan)"),
        ("linsek", "lintas sektor"),
        ("dinkes", "Dinas Kesehatan"),
        ("staf", "staf Puskesmas"),
        ("pkp", "penilaian kinerja"),
        ("mutu", "mutu dan audit"),
    ]

    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveIntegerField("nomor")
    kind = models.CharField(max_length=8, choices=KINDS)
    source = models.CharField("asal", max_length=12, choices=SOURCES)
    #: The wording the rule asks for; of a found problem the newest month's.
    statement = models.TextField("rumusan masalah")
    what = models.CharField("apa", max_length=200, blank=True)
    who = models.CharField("siapa", max_length=200, blank=True)
    where = models.CharField("di mana", max_length=200, blank=True)
    when = models.CharField("kapan", max_length=200, blank=True)
    how_big = models.CharField("seberapa besar", max_length=200, blank=True)
    #: Code of ``core.problems.register`` (cakupan, mutu, sumber daya, lingkungan ...).
    category = models.CharField("kategori", max_length=20, blank=True)
    evidence = models.TextField("bukti", blank=True)
    key = models.CharField(max_length=80, blank=True)
    indicator = models.CharField("indikator", max_length=40, blank=True)
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa")
    klaster = models.PositiveSmallIntegerField("klaster", null=True, blank=True)
    programme = models.CharField("program", max_length=40, blank=True)
    first_period = models.CharField("bulan pertama", max_length=7, blank=True)
    last_period = models.CharField("bulan terakhir", max_length=7, blank=True)
    status = models.CharField("keadaan", max_length=10, choices=STATES, default=OPEN)
    closed_on = models.DateField("ditutup tanggal", null=True, blank=True)
    closed_reason = models.CharField("alasan ditutup", max_length=300, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    #: What raised it: ``lokmin``, ``masukan``, ``pkp`` and an id. This stage need not know what that is.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    raised_by = models.CharField("diangkat oleh", max_length=120, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["year", "number"]
        indexes = [
            models.Index(fields=["puskesmas", "status"]),
            models.Index(fields=["puskesmas", "indicator"]),
            models.Index(fields=["puskesmas", "origin_kind", "origin_id"]),
        ]
        constraints = [
            models.UniqueConstraint(name="problem_number_once", fields=["puskesmas", "year", "number"]),
            models.UniqueConstraint(
                name="problem_open_once", fields=["puskesmas", "key"], condition=Q(status="terbuka") & ~Q(key="")
            ),
            models.CheckConstraint(
                name="problem_merged_pair",
                condition=Q(status="digabung", merged_into__isnull=False)
                | (~Q(status="digabung") & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="problem_closed_pair",
                condition=Q(status="terbuka", closed_on__isnull=True)
                | (~Q(status="terbuka") & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(name="problem_not_into_itself", condition=~Q(merged_into=F("id"))),
        ]

    def __str__(self) -> str:
        return f"Masalah {self.number}/{self.year}"


class ProblemMonth(models.Model):
    """What the figures said of a problem in one month, as it was then; not written again once it is frozen."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="months")
    period = models.CharField(max_length=7)
    statement = models.TextField()
    #: PWS status as in ``core.pws.rows.Status``.
    status = models.CharField(max_length=12)
    red_months = models.PositiveSmallIntegerField(default=0)
    gap_people = models.IntegerField(null=True, blank=True)
    snapshot = models.ForeignKey("monitoring.Snapshot", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["period"]
        constraints = [models.UniqueConstraint(name="problem_month_once", fields=["problem", "period"])]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.period}"


class ProblemEvent(models.Model):
    """One step in the life of a problem. Never changed."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10)
    note = models.TextField("catatan")
    changes = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.note}"


class Cause(models.Model):
    """A node of the one tree that draws all four pictures (``core.problems.causes``)."""

    SIDES = [("sebab", "sebab"), ("akibat", "akibat")]

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="causes")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    side = models.CharField(max_length=6, choices=SIDES, default="sebab")
    text = models.CharField("sebab", max_length=300)
    rib = models.CharField("tulang", max_length=12, blank=True)
    determinant = models.CharField("penentu cakupan", max_length=12, blank=True)
    #: Akar masalah: the chain of why stops here, because something can be done about it.
    root = models.BooleanField("akar masalah", default=False)
    evidence = models.CharField("bukti", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.CheckConstraint(name="cause_not_its_own", condition=~Q(parent=F("id")))]

    def __str__(self) -> str:
        return self.text


class Alternative(models.Model):
    """One way to solve a problem, with its scores; the chosen one becomes an action."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="alternatives")
    cause = models.ForeignKey(Cause, models.PROTECT, null=True, blank=True, related_name="alternatives")
    text = models.CharField("alternatif pemecahan", max_length=300)
    #: Scores by criterion letter, per method: {"reinke": {"M": 4, "I": 3, "V": 4, "C": 2}, "carl": {...}}.
    scores = models.JSONField(default=dict, blank=True)
    formula = models.CharField("rumus dan versinya", max_length=40, blank=True)
    chosen = models.BooleanField("terpilih", default=False)
    note = models.CharField("keterangan", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.text
