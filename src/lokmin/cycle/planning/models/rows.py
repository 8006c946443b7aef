"""Rows of Renstra, RUK and RPK in the official columns (domain.md 2.1-2.3), and their money."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Made, Partner, Place
from lokmin.cycle.planning.models.plans import Plan

NATURES = [("promotif", "promotif"), ("preventif", "preventif"), ("kuratif", "kuratif"),
           ("rehabilitatif", "rehabilitatif"), ("manajemen", "manajemen")]  # fmt: skip


class RenstraLine(Made):
    """One line of the five-year matrix. Years are counted from ``plan.year``: lists of as many entries as years."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="renstra_lines")
    upaya = models.CharField("upaya kesehatan", max_length=80)
    programme = models.CharField("program", max_length=40, blank=True)
    goal = models.TextField("tujuan", blank=True)
    indicator_text = models.CharField("indikator kinerja", max_length=300)
    #: Code of a catalogue indicator, so that coverage follows the plan.
    indicator = models.CharField("kode indikator", max_length=40, blank=True)
    formula = models.CharField("cara perhitungan", max_length=300, blank=True)
    baseline = models.CharField("keadaan awal", max_length=80, blank=True)
    #: Texts (``85 %``) and rupiah (int or None), one for each year.
    targets = models.JSONField("target tiap tahun", default=list)
    budgets = models.JSONField("kebutuhan anggaran tiap tahun", default=list)
    activities = models.TextField("rincian kegiatan", blank=True)
    fund = models.CharField("sumber", max_length=30, blank=True)
    problem = models.ForeignKey("monitoring.Problem", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.indicator_text


class PlanRow(Made):
    """What RUK and RPK rows have in common."""

    upaya = models.CharField("upaya kesehatan", max_length=80)
    programme = models.CharField("program", max_length=40, blank=True)
    klaster = models.PositiveSmallIntegerField("klaster", null=True, blank=True)
    nature = models.CharField("sifat", max_length=14, choices=NATURES, blank=True)
    activity = models.CharField("kegiatan", max_length=300)
    goal = models.TextField("tujuan", blank=True)
    target_group = models.CharField("sasaran", max_length=200, blank=True)
    target = models.CharField("target sasaran", max_length=200, blank=True)
    #: A row of the staff register, or words.
    owner = models.ForeignKey(
        "workforce.Staff", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penanggung jawab"
    )
    owner_text = models.CharField("penanggung jawab lain", max_length=120, blank=True)
    partners = models.CharField("mitra kerja", max_length=200, blank=True)
    #: Code of a catalogue indicator, and what the plan itself measures.
    indicator = models.CharField("kode indikator", max_length=40, blank=True)
    success = models.CharField("indikator kinerja", max_length=300, blank=True)
    villages = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name="desa")
    account = models.CharField("kode rekening", max_length=60, blank=True)
    order = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.activity


class RukItem(PlanRow):
    """One line of a RUK and, after the DPA, what became of it."""

    FULL, PART, NONE, LATER = "penuh", "sebagian", "tidak", "ditunda"
    FUNDING = [("", "belum diputuskan"), (FULL, "didanai penuh"), (PART, "didanai sebagian"), (NONE, "tidak didanai"),
               (LATER, "ditunda")]  # fmt: skip

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="ruk_items")
    renstra = models.ForeignKey(RenstraLine, models.PROTECT, null=True, blank=True, related_name="ruk_items")
    problem = models.ForeignKey("monitoring.Problem", models.PROTECT, null=True, blank=True, related_name="+")
    tools = models.CharField("kebutuhan alat", max_length=200, blank=True)
    people = models.CharField("kebutuhan tenaga", max_length=200, blank=True)
    time_text = models.CharField("waktu pelaksanaan", max_length=120, blank=True)
    volume_micro = models.BigIntegerField("volume", null=True, blank=True)
    unit = models.CharField("satuan", max_length=40, blank=True)
    #: Where it comes from: ``masalah``, ``rtl`` (an action that helped), ``mmd``, ``kebutuhan``, ``rpk``, ``pkp``,
    #: ``impor`` and an id; empty: written by hand.
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    funding = models.CharField("pendanaan", max_length=10, choices=FUNDING, blank=True)
    funded = models.BigIntegerField("yang didanai, rupiah", null=True, blank=True)
    funding_reason = models.CharField("alasan", max_length=300, blank=True)

    class Meta(PlanRow.Meta):
        indexes = [models.Index(fields=["plan", "origin_kind", "origin_id"])]
        constraints = [
            models.CheckConstraint(
                name="ruk_cut_has_reason",
                condition=~Q(funding__in=["sebagian", "tidak", "ditunda"]) | ~Q(funding_reason=""),
            ),
            models.CheckConstraint(name="ruk_funded", condition=Q(funded__isnull=True) | Q(funded__gte=0)),
        ]


class RpkItem(PlanRow):
    """One line of a yearly RPK: funded from a RUK item, or new with its reason."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rpk_items")
    ruk_item = models.ForeignKey(RukItem, models.PROTECT, null=True, blank=True, related_name="rpk_items")
    new_reason = models.CharField("alasan kegiatan baru", max_length=300, blank=True)
    volume_micro = models.BigIntegerField("volume kegiatan", null=True, blank=True)
    unit = models.CharField("satuan", max_length=40, blank=True)
    details = models.TextField("rincian pelaksanaan", blank=True)
    location = models.CharField("lokasi pelaksanaan", max_length=200, blank=True)
    method = models.CharField("metode", max_length=200, blank=True)
    #: What it needs on its day: a vehicle, a room; and whether the fasting month is to be avoided.
    resource = models.ForeignKey("planning.Resource", models.PROTECT, null=True, blank=True, related_name="+")
    avoid_fasting = models.BooleanField("hindari bulan puasa", default=False)
    fixed = models.BooleanField("jadwal tidak boleh digeser", default=False)
    days_each = models.PositiveSmallIntegerField("hari tiap kali", default=1)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)

    class Meta(PlanRow.Meta):
        constraints = [
            models.CheckConstraint(name="rpk_new_has_reason", condition=Q(ruk_item__isnull=False) | ~Q(new_reason=""))
        ]


class RpkMonth(models.Model):
    """How often a row of the RPK is to be done in a month."""

    item = models.ForeignKey(RpkItem, models.CASCADE, related_name="months")
    month = models.PositiveSmallIntegerField("bulan")
    times = models.PositiveSmallIntegerField("kali", default=1)

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(name="rpk_month_once", fields=["item", "month"]),
            models.CheckConstraint(name="rpk_month_1_12", condition=Q(month__range=(1, 12)) & Q(times__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.month}"


class CostLine(models.Model):
    """Volume x frequency x price of one thing in a row of a RUK or an RPK."""

    ruk_item = models.ForeignKey(RukItem, models.CASCADE, null=True, blank=True, related_name="costs")
    rpk_item = models.ForeignKey(RpkItem, models.CASCADE, null=True, blank=True, related_name="costs")
    text = models.CharField("uraian", max_length=200)
    volume_micro = models.BigIntegerField("volume")
    unit = models.CharField("satuan", max_length=40, blank=True)
    times = models.PositiveIntegerField("kali", default=1)
    price = models.BigIntegerField("harga satuan, rupiah")
    account = models.CharField("kode rekening", max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="cost_of_one_row",
                condition=Q(ruk_item__isnull=False, rpk_item__isnull=True)
                | Q(ruk_item__isnull=True, rpk_item__isnull=False),
            ),
            models.CheckConstraint(name="cost_not_negative", condition=Q(volume_micro__gte=0) & Q(price__gte=0)),
        ]

    def __str__(self) -> str:
        return self.text


class RukMoney(models.Model):
    """What a RUK row asks of one source."""

    item = models.ForeignKey(RukItem, models.CASCADE, related_name="money")
    fund = models.CharField("sumber dana", max_length=30)
    rupiah = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="ruk_money_once", fields=["item", "fund"]),
            models.CheckConstraint(name="ruk_money_not_negative", condition=Q(rupiah__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: {self.rupiah}"


class RpkMoney(models.Model):
    """What an RPK row plans to spend of one source in one month: the one place where planned money of a year stands."""

    item = models.ForeignKey(RpkItem, models.CASCADE, related_name="money")
    fund = models.CharField("sumber dana", max_length=30)
    month = models.PositiveSmallIntegerField("bulan")
    rupiah = models.BigIntegerField()

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(name="rpk_money_once", fields=["item", "fund", "month"]),
            models.CheckConstraint(name="rpk_money_not_negative", condition=Q(rupiah__gte=0) & Q(month__range=(1, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.month}: {self.rupiah}"


class Integration(Made):
    """Support another programme (LP) or sector (LS) gives to an activity: what and when."""

    KINDS = [("LP", "lintas program"), ("LS", "lintas sektor")]

    item = models.ForeignKey(RpkItem, models.CASCADE, related_name="integrations")
    kind = models.CharField(max_length=2, choices=KINDS)
    programme = models.CharField("program", max_length=40, blank=True)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    support = models.CharField("bentuk dukungan", max_length=200)
    time_text = models.CharField("waktu", max_length=80, blank=True)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                name="integration_of_somebody",
                condition=Q(kind="LP", partner__isnull=True) & ~Q(programme="") | Q(kind="LS", partner__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.support


class MonevLine(Made):
    """How one activity is watched: indicator, method, when, who; and what was seen."""

    item = models.ForeignKey(RpkItem, models.CASCADE, related_name="monev")
    indicator = models.CharField("indikator", max_length=200)
    method = models.CharField("cara", max_length=120, blank=True)
    due = models.DateField("tanggal", null=True, blank=True)
    month = models.PositiveSmallIntegerField("bulan", null=True, blank=True)
    owner = models.ForeignKey("workforce.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    owner_text = models.CharField("oleh", max_length=120, blank=True)
    result = models.CharField("hasil", max_length=300, blank=True)
    done_on = models.DateField("dilakukan", null=True, blank=True)

    class Meta:
        ordering = ["due", "month", "id"]

    def __str__(self) -> str:
        return self.indicator
