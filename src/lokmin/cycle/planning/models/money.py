"""What each source may give in a year, and what was really spent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lokmin.cycle.centre.models import Made, Owned
from lokmin.cycle.planning.models.months import MonthRow
from lokmin.cycle.planning.models.rows import RpkItem


class Ceiling(Owned, Made):
    """Pagu of one source in a year, by a document; the newest of a source counts (a change of the DPA adds one)."""

    year = models.PositiveSmallIntegerField("tahun")
    fund = models.CharField("sumber dana", max_length=30)
    rupiah = models.BigIntegerField("pagu, rupiah")
    document = models.CharField("dokumen", max_length=120, blank=True)
    since = models.DateField("sejak")

    class Meta:
        ordering = ["fund", "since", "id"]
        constraints = [models.CheckConstraint(name="ceiling_not_negative", condition=Q(rupiah__gte=0))]

    def __str__(self) -> str:
        return f"{self.fund} {self.year}: {self.rupiah}"


class Spending(Owned, Made):
    """Money really paid of one source on a day; a wrong one is voided with a reason, never changed."""

    year = models.PositiveSmallIntegerField("tahun")
    fund = models.CharField("sumber dana", max_length=30)
    date = models.DateField("tanggal")
    rupiah = models.BigIntegerField("realisasi, rupiah")
    item = models.ForeignKey(RpkItem, models.PROTECT, null=True, blank=True, related_name="spending")
    row = models.ForeignKey(MonthRow, models.PROTECT, null=True, blank=True, related_name="spending")
    proof = models.CharField("bukti", max_length=200, blank=True)
    note = models.CharField("catatan", max_length=200, blank=True)
    void_reason = models.CharField("alasan batal", max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["date", "id"]
        indexes = [models.Index(fields=["puskesmas", "year", "fund"])]
        constraints = [
            models.CheckConstraint(name="spending_positive", condition=Q(rupiah__gte=0)),
            models.CheckConstraint(
                name="spending_void_pair",
                condition=Q(voided_at__isnull=True, void_reason="") | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.date}: {self.rupiah}"
