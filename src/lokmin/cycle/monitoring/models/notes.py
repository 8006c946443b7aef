"""What people say about a number: the reason behind it, the answer to a flag, a survey's value to hold it against."""

from __future__ import annotations

from django.db import models

from lokmin.core.numbers import MAX_MICRO
from lokmin.cycle.centre.models import Owned, Person, Place


class NumberNote(Owned):
    """A reason for a number or an answer to a data-quality flag. A newer one of the same subject takes its place."""

    REASONS = [
        ("stok", "stok kosong"),
        ("tak_lapor", "tidak ada laporan"),
        ("nol", "memang nol"),
        ("ketik", "salah ketik"),
        ("pindah", "sasaran pindah atau bertambah"),
        ("luar", "pelayanan di luar wilayah"),
        ("benar", "angkanya benar"),
        ("diperbaiki", "sudah diperbaiki"),
        ("dicek", "akan dicek"),
        ("lain", "alasan lain"),
    ]

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    #: Element code, or empty for the whole report of a village and month.
    element = models.CharField(max_length=60, blank=True)
    #: Code of the finding it answers (``lompatan-sepuluh-kali``); empty: a reason without a flag.
    flag = models.CharField(max_length=40, blank=True)
    #: The finding's own words at that time, so that an answer stays readable when the flag is gone.
    question = models.TextField(blank=True)
    reason = models.CharField("alasan", max_length=12, choices=REASONS)
    text = models.CharField("keterangan", max_length=300, blank=True)
    #: For ``dicek``: until when.
    until = models.DateField("dicek sampai", null=True, blank=True)
    #: The number as it was when this was said (micro); None: not reported.
    micro = models.BigIntegerField(null=True, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["puskesmas", "period", "place"])]
        constraints = [
            models.UniqueConstraint(
                name="number_note_one_current",
                fields=["puskesmas", "place", "period", "element", "flag"],
                condition=models.Q(superseded_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.period} {self.element}: {self.reason}"


class Benchmark(Owned):
    """A survey's or another official value an indicator is held against (WHO DQR, external consistency)."""

    indicator = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField("tahun")
    #: In millionths of the indicator's unit (percent: 84,2 % is 84_200_000).
    micro = models.BigIntegerField("nilai")
    source = models.CharField("sumber", max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="benchmark_once", fields=["puskesmas", "indicator", "year", "source"]),
            models.CheckConstraint(name="benchmark_in_range", condition=models.Q(micro__range=(0, MAX_MICRO))),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.source}"
