"""A meeting with its agenda and who came (domain.md 1.10)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from lokmin.core.meetings.kinds import span_label
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Owned, Person

#: The kinds of the rule (domain.md 1.3) and what their papers are called.
KIND_NAMES = {
    "bulanan_pertama": "bulanan pertama",
    "bulanan_rutin": "bulanan rutin",
    "tribulanan_pertama": "tribulanan pertama",
    "tribulanan_rutin": "tribulanan rutin",
    "pra_lokmin_klaster": "pra-lokmin klaster",
    "rtm": "rapat tinjauan manajemen",
    "rapat_lain": "rapat lain",
}
#: Kinds whose name stands alone, without the word lokmin before it.
PLAIN_KINDS = {"pra_lokmin_klaster", "rtm", "rapat_lain"}
#: The one kind that belongs to a cluster.
CLUSTER_KIND = "pra_lokmin_klaster"
#: The quarterly meetings with other sectors.
SECTOR_KINDS = {"tribulanan_pertama", "tribulanan_rutin"}
#: Kinds that are counted through the year together: January's is the first monthly lokmin, February's the second.
COUNTED = ({"bulanan_pertama", "bulanan_rutin"}, SECTOR_KINDS)


def counted_with(kind: str) -> set[str]:
    """The kinds whose meetings of a year share one row of numbers."""
    return next((set(kinds) for kinds in COUNTED if kind in kinds), {kind})


class Meeting(Owned):
    """One lokmin: draft, invited, running with its month frozen, closed and read-only."""

    DRAFT, INVITED, RUNNING, CLOSED, CANCELLED = "draf", "diundang", "berlangsung", "ditutup", "dibatalkan"
    STATES = [(s, s) for s in (DRAFT, INVITED, RUNNING, CLOSED, CANCELLED)]
    #: How actions name this table as their origin.
    ORIGIN = "lokmin"

    kind = models.CharField("jenis", max_length=20, choices=list(KIND_NAMES.items()))
    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveSmallIntegerField("ke-")
    #: The month whose figures are discussed.
    period = models.CharField("bulan yang dibahas", max_length=7)
    #: How many months up to and with ``period`` are evaluated: 1, 3 (a quarter), 6, 12.
    months = models.PositiveSmallIntegerField("lama yang dibahas, bulan", default=1)
    #: For a pra-lokmin: the cluster that meets.
    klaster = models.PositiveSmallIntegerField("klaster", null=True, blank=True)
    date = models.DateField("tanggal")
    start = models.TimeField("mulai")
    end = models.TimeField("selesai", null=True, blank=True)
    zone = models.CharField("zona waktu", max_length=4, default="WIB")
    place = models.CharField("tempat", max_length=120)
    planned_minutes = models.PositiveSmallIntegerField("lama, menit", default=120)
    opener = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pembuka")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pemimpin")
    moderator = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    notulis = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    legal_base = models.JSONField("dasar hukum", default=list, blank=True)
    purposes = models.JSONField("tujuan", default=list, blank=True)
    recipients = models.JSONField("yang diundang (Yth.)", default=list, blank=True)
    remarks = models.JSONField("catatan undangan", default=list, blank=True)
    copies = models.JSONField("tembusan", default=list, blank=True)
    conclusion = models.TextField("kesimpulan", blank=True)
    state = models.CharField(max_length=12, choices=STATES, default=DRAFT)
    snapshot = models.ForeignKey("monitoring.Snapshot", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    #: Why it could be closed without any RTL; printed.
    close_reason = models.CharField("alasan tanpa RTL", max_length=300, blank=True)
    #: The RTL matrix as it stood when the minutes were closed; the actions themselves live on.
    signed_rtl = models.JSONField(default=list, blank=True)
    #: SEQUENCE of its calendar entry: one more with every change of day, hour or place (RFC 5545).
    calendar_sequence = models.PositiveIntegerField(default=0)
    #: Why it does not take place; in calendars it is CANCELLED.
    cancel_reason = models.CharField("alasan batal", max_length=200, blank=True)
    #: 0 as first closed; one more after each reopening. Printed on the papers.
    revision = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-date", "-start", "-id"]
        constraints = [
            models.UniqueConstraint(name="meeting_number_once", fields=["puskesmas", "kind", "year", "number"]),
            models.CheckConstraint(
                name="meeting_opened_pair",
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_closed_pair",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_closed_says_so",
                condition=Q(state="ditutup", closed_at__isnull=False)
                | (~Q(state="ditutup") & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="meeting_running_was_opened",
                condition=~Q(state__in=["berlangsung", "ditutup"]) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_start", condition=Q(end__isnull=True) | Q(end__gt=F("start"))
            ),
            models.CheckConstraint(
                name="meeting_cancelled_has_reason",
                condition=~Q(state="dibatalkan") | (Q(opened_at__isnull=True) & ~Q(cancel_reason="")),
            ),
            models.CheckConstraint(name="meeting_months_1_12", condition=Q(months__range=(1, 12))),
            models.CheckConstraint(
                name="meeting_klaster_1_5", condition=Q(klaster__isnull=True) | Q(klaster__range=(1, 5))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """``Lokmin bulanan rutin``; other meetings without the word lokmin before them."""
        name = KIND_NAMES[self.kind]
        if self.klaster and self.kind == CLUSTER_KIND:
            name = f"{name} {self.klaster}"
        return name.capitalize() if self.kind in PLAIN_KINDS else f"Lokmin {name}"

    @property
    def month(self) -> Month:
        return Month.parse(self.period)

    @property
    def about(self) -> str:
        """What is looked back on: ``April 2026``, ``Januari–Maret 2026``, ``tahun 2025``."""
        return span_label(self.month, self.months)

    @property
    def begins(self) -> dt.datetime:
        """Local, naive: the day and the hour on the invitation."""
        return dt.datetime.combine(self.date, self.start)

    @property
    def is_closed(self) -> bool:
        return self.state == self.CLOSED

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.CANCELLED

    @property
    def is_running(self) -> bool:
        return self.state == self.RUNNING


class AgendaItem(models.Model):
    """One point of the agenda with the minutes the time box gives it."""

    KINDS = [
        ("pembukaan", "pembukaan"),
        ("evaluasi_rtl", "tindak lanjut"),
        ("klaster", "paparan klaster"),
        ("ukp", "upaya kesehatan perseorangan"),
        ("ukm", "upaya kesehatan masyarakat"),
        ("masalah", "masalah"),
        ("prioritas", "prioritas masalah"),
        ("rencana", "rencana dan kesepakatan"),
        ("materi", "materi"),
        ("pengetahuan", "peningkatan pengetahuan"),
        ("dinamika", "dinamika kelompok"),
        ("arahan", "arahan dan sambutan"),
        ("masukan", "masukan dan umpan balik"),
        ("fokus", "fokus utama"),
        ("lintas_sektor", "peran lintas sektor"),
        ("komitmen", "komitmen bersama"),
        ("penutup", "penutup"),
        ("lain", "lain"),
    ]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    order = models.PositiveSmallIntegerField("urutan")
    title = models.CharField("acara", max_length=160)
    minutes = models.PositiveSmallIntegerField("menit")
    presenter = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    presenter_text = models.CharField("penyaji", max_length=120, blank=True)
    kind = models.CharField(max_length=16, choices=KINDS, default="lain")
    klaster = models.PositiveSmallIntegerField(null=True, blank=True)
    detail = models.TextField("yang dibahas", blank=True)
    #: What it is about, for links: ``K1@99.01.01.2002``, ``rtl``, empty.
    reference = models.CharField(max_length=80, blank=True)
    #: The point of an earlier meeting that was not discussed and walked here by itself.
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    focus = models.ForeignKey("meetings.Focus", models.PROTECT, null=True, blank=True, related_name="items")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(name="agenda_minutes_1_600", condition=Q(minutes__range=(1, 600))),
            models.CheckConstraint(
                name="agenda_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(started_at__isnull=False, ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def speaker(self) -> str:
        return self.presenter.full_name if self.presenter else self.presenter_text


class Attendance(models.Model):
    """Somebody who was invited or came: of the staff, or a guest by name, institution and job."""

    STATES = [
        ("hadir", gettext_lazy("hadir")),
        ("izin", gettext_lazy("izin")),
        ("sakit", gettext_lazy("sakit")),
        ("dinas luar", gettext_lazy("dinas luar")),
        ("tanpa keterangan", gettext_lazy("tanpa keterangan")),
        ("diwakili", gettext_lazy("diwakili")),
        ("", gettext_lazy("belum dicatat")),
    ]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("nama tamu", max_length=120, blank=True)
    institution = models.CharField("instansi", max_length=120, blank=True)
    job = models.CharField("jabatan", max_length=120, blank=True)
    sex = models.CharField("L/P", max_length=1, blank=True, choices=[("L", "L"), ("P", "P")])
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    profession = models.CharField("profesi", max_length=60, blank=True)
    unit = models.CharField("unit", max_length=60, blank=True)
    partner = models.ForeignKey(
        "centre.Partner", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mitra"
    )
    status = models.CharField("kehadiran", max_length=16, choices=STATES, blank=True, default="")
    represented_by = models.CharField("diwakili oleh", max_length=120, blank=True)
    reason = models.CharField("keterangan", max_length=200, blank=True)
    at = models.DateTimeField("waktu", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="attendance_person_once", fields=["meeting", "person"], condition=Q(person__isnull=False)
            ),
            models.CheckConstraint(
                name="attendance_person_or_guest",
                condition=Q(person__isnull=False, name="") | (Q(person__isnull=True) & ~Q(name="")),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.person.full_name if self.person else self.name

    @property
    def shown_job(self) -> str:
        return self.job or (self.person.job if self.person else "")


class Reopening(models.Model):
    """Closed minutes that were opened again: who, when, why. Stays visible on the page and the papers."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reopenings")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField("alasan", max_length=300)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="reopening_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return self.reason
