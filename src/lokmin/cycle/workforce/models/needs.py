"""Tools, goods and training: what there is, what is needed, and the one table of proposals."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import Made, Owned
from lokmin.cycle.workforce.models.staff import Staff


class Equipment(Owned, Made):
    """One tool of a room against its standard, as in ASPAK; need = standard - good, never below zero."""

    room = models.CharField("ruang atau pelayanan", max_length=80)
    name = models.CharField("nama alat", max_length=120)
    #: Code of the standard list; empty for what the office added itself.
    code = models.CharField("kode standar", max_length=40, blank=True)
    standard = models.PositiveIntegerField("standar minimal", null=True, blank=True)
    good = models.PositiveIntegerField("baik", null=True, blank=True)
    light = models.PositiveIntegerField("rusak ringan", null=True, blank=True)
    heavy = models.PositiveIntegerField("rusak berat", null=True, blank=True)
    acquired = models.PositiveSmallIntegerField("tahun perolehan", null=True, blank=True)
    source = models.CharField("sumber", max_length=60, blank=True)
    brand = models.CharField("merek/tipe", max_length=80, blank=True)
    permit = models.CharField("nomor izin edar", max_length=60, blank=True)
    needs_calibration = models.BooleanField("perlu kalibrasi", default=False)
    calibrated_on = models.DateField("kalibrasi terakhir", null=True, blank=True)
    calibration_due = models.DateField("kalibrasi berikut", null=True, blank=True)
    price = models.BigIntegerField("perkiraan harga satuan, rupiah", null=True, blank=True)
    note = models.CharField("catatan", max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                name="equipment_once", fields=["puskesmas", "room", "name"], condition=Q(removed_at__isnull=True)
            ),
            models.CheckConstraint(name="equipment_price", condition=Q(price__isnull=True) | Q(price__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.room}: {self.name}"


class LogisticNeed(Owned, Made):
    """What a programme needs of one item in a year: need, stock, price, source (S0-26)."""

    year = models.PositiveSmallIntegerField("untuk tahun")
    programme = models.CharField("program", max_length=40)
    item = models.CharField("barang", max_length=120)
    unit = models.CharField("satuan", max_length=30, blank=True)
    #: In millionths of the unit; the sum it comes from stands in ``basis``.
    need_micro = models.BigIntegerField("kebutuhan", null=True, blank=True)
    stock_micro = models.BigIntegerField("stok", null=True, blank=True)
    basis = models.CharField("cara menghitung", max_length=200, blank=True)
    #: ``{"sasaran": code, "per_person_micro": n, "months": n, "buffer_bp": n}`` where the need is computed.
    formula = models.JSONField(default=dict, blank=True)
    price = models.BigIntegerField("harga satuan, rupiah", null=True, blank=True)
    fund = models.CharField("sumber dana", max_length=30, blank=True)
    note = models.CharField("catatan", max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["programme", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                name="logistic_once",
                fields=["puskesmas", "year", "programme", "item"],
                condition=Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="logistic_not_negative",
                condition=(Q(need_micro__isnull=True) | Q(need_micro__gte=0))
                & (Q(stock_micro__isnull=True) | Q(stock_micro__gte=0))
                & (Q(price__isnull=True) | Q(price__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.item}"


class NeedProposal(Owned, Made):
    """One line of the proposal table that goes to the lokmin, the RUK and the Dinkes."""

    KINDS = [("sdm", "SDM"), ("alkes", "alat kesehatan"), ("logistik", "logistik"), ("pelatihan", "pelatihan"),
             ("sarana", "sarana dan prasarana")]  # fmt: skip
    STATES = [(s, s) for s in ("usulan", "dibahas", "disetujui", "masuk RUK", "dikirim", "terpenuhi", "ditolak")]

    year = models.PositiveSmallIntegerField("untuk tahun")
    kind = models.CharField("jenis", max_length=10, choices=KINDS)
    item = models.CharField("usulan", max_length=200)
    basis = models.CharField("dasar", max_length=200)
    unit = models.CharField("satuan", max_length=30, blank=True)
    needed_micro = models.BigIntegerField("kebutuhan")
    available_micro = models.BigIntegerField("tersedia")
    #: kekurangan, never negative.
    gap_micro = models.BigIntegerField("kekurangan")
    priority = models.PositiveSmallIntegerField("prioritas", null=True, blank=True)
    priority_reason = models.CharField("alasan prioritas", max_length=200, blank=True)
    cost = models.BigIntegerField("perkiraan biaya, rupiah", null=True, blank=True)
    fund = models.CharField("sumber dana", max_length=30, blank=True)
    followup = models.CharField("tindak lanjut", max_length=200, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=STATES, default="usulan")
    state_reason = models.CharField("keterangan", max_length=200, blank=True)
    #: The row it was computed from: ``abk:<profession>``, ``alat:<pk>``, ``logistik:<pk>``, ``pelatihan:<pk>``; empty
    #: for what somebody wrote.
    source_key = models.CharField(max_length=60, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["priority", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                name="need_source_once",
                fields=["puskesmas", "year", "source_key"],
                condition=~Q(source_key="") & Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(name="need_gap_not_negative", condition=Q(gap_micro__gte=0)),
            models.CheckConstraint(name="need_cost_not_negative", condition=Q(cost__isnull=True) | Q(cost__gte=0)),
            models.CheckConstraint(name="need_refused_has_reason", condition=~Q(state="ditolak") | ~Q(state_reason="")),
        ]

    def __str__(self) -> str:
        return self.item


class TrainingNeed(Owned, Made):
    """A competence somebody (or a profession) lacks, and why it is wanted."""

    year = models.PositiveSmallIntegerField("tahun")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="training_needs")
    profession = models.CharField("jenis SDMK", max_length=30, blank=True)
    topic = models.CharField("pelatihan", max_length=160)
    why = models.CharField("alasan", max_length=200, blank=True)
    priority = models.PositiveSmallIntegerField("prioritas", null=True, blank=True)
    #: ``masalah``, ``sip``, ``usul`` and an id.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["priority", "id"]

    def __str__(self) -> str:
        return self.topic


class Training(Owned, Made):
    """A training, seminar or in-house lesson: planned, then held, with its lesson hours (JPL)."""

    STATES = [(s, s) for s in ("rencana", "terlaksana", "batal")]

    year = models.PositiveSmallIntegerField("tahun")
    title = models.CharField("pelatihan", max_length=160)
    kind = models.CharField("bentuk", max_length=40, blank=True)
    provider = models.CharField("penyelenggara", max_length=120, blank=True)
    start = models.DateField("mulai", null=True, blank=True)
    end = models.DateField("sampai", null=True, blank=True)
    month = models.PositiveSmallIntegerField("bulan rencana", null=True, blank=True)
    #: Lesson hours in tenths.
    jpl_tenths = models.PositiveIntegerField("JPL", null=True, blank=True)
    cost = models.BigIntegerField("biaya, rupiah", null=True, blank=True)
    fund = models.CharField("sumber dana", max_length=30, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=STATES, default="rencana")
    state_reason = models.CharField("keterangan", max_length=200, blank=True)
    #: ``lokmin`` and an id when it was the knowledge point of a meeting.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["year", "start", "id"]
        constraints = [
            models.CheckConstraint(
                name="training_end_after_start",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
            ),
            models.CheckConstraint(
                name="training_held_has_day", condition=~Q(state="terlaksana") | Q(start__isnull=False)
            ),
            models.CheckConstraint(name="training_cost", condition=Q(cost__isnull=True) | Q(cost__gte=0)),
        ]

    def __str__(self) -> str:
        return self.title


class TrainingPart(models.Model):
    """One who took or is to take part, with the certificate."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="parts")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="trainings")
    need = models.ForeignKey(TrainingNeed, models.PROTECT, null=True, blank=True, related_name="met_by")
    jpl_tenths = models.PositiveIntegerField("JPL", null=True, blank=True)
    certificate = models.CharField("nomor sertifikat", max_length=80, blank=True)
    attended = models.BooleanField("mengikuti", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="training_part_once", fields=["training", "staff"])]

    def __str__(self) -> str:
        return f"{self.training}: {self.staff}"
