"""Places, Puskesmas, people, memberships, the audit trail."""

from __future__ import annotations

import datetime as dt
from typing import Any, Generic, Self, TypeVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from lokmin.core.places import Level, PlaceRef


class Place(models.Model):
    """A place of any level, from the nation to the posyandu. Codes are strings (Kemendagri ``33.20.04.2001``)."""

    LEVELS = [(level.value, level.value) for level in Level]

    code = models.CharField("kode", max_length=40, unique=True)
    name = models.CharField("nama", max_length=120)
    level = models.CharField("jenis", max_length=12, choices=LEVELS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    #: For a desa: the Puskesmas whose working area it lies in (a place of level puskesmas).
    served_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="serves")
    aliases = models.JSONField("ejaan lain", default=list, blank=True)
    boundary = models.JSONField("batas wilayah (GeoJSON)", null=True, blank=True)
    order = models.PositiveIntegerField("urutan", default=0)

    class Meta:
        ordering = ["order", "name", "code"]
        indexes = [models.Index(fields=["level", "name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> PlaceRef:
        return PlaceRef(self.code, self.name, Level(self.level), tuple(self.aliases))


class Puskesmas(models.Model):
    """One health centre: the owner of facts, meetings and actions. Everything of its own is reached through it."""

    place = models.OneToOneField(Place, models.PROTECT, related_name="puskesmas")
    #: Lines of the kop surat, address, NPWP, phone ... printed as they stand (domain.md 9.4).
    letterhead = models.JSONField("kop surat", default=dict, blank=True)
    #: Choices of the office: paper ("F4"/"A4"), zone ("WIB"), number pattern, status rule, denominators ...
    settings = models.JSONField("pilihan", default=dict, blank=True)
    active = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name_plural = "puskesmas"

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return self.place.code

    @property
    def name(self) -> str:
        """``Puskesmas Banyuwening``."""
        name = self.place.name
        return name if name.lower().startswith(("puskesmas", "uptd")) else f"Puskesmas {name}"


class Person(AbstractUser):
    """Someone who signs in or is named in a paper."""

    first_name = last_name = None  # type: ignore[assignment]
    full_name = models.CharField("nama lengkap dengan gelar", max_length=120)
    nip = models.CharField("NIP", max_length=18, blank=True)
    rank = models.CharField("pangkat/golongan", max_length=60, blank=True)
    job = models.CharField("jabatan", max_length=120, blank=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    #: Set with a one-time password; cleared when the person chooses their own.
    must_change_password = models.BooleanField("harus mengganti sandi", default=False)

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(",")[0]


class Membership(models.Model):
    """A person's role: in one Puskesmas, in a district (Dinkes), or in the whole installation (admin)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField("peran", max_length=12)
    puskesmas = models.ForeignKey(Puskesmas, models.CASCADE, null=True, blank=True, related_name="memberships")
    district = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    klaster = models.PositiveSmallIntegerField("klaster", null=True, blank=True)
    programme = models.CharField("program", max_length=40, blank=True)
    villages = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name="desa binaan")
    since = models.DateField("sejak", null=True, blank=True)
    until = models.DateField("sampai", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_one_scope",
                condition=~models.Q(puskesmas__isnull=False, district__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_klaster_1_5",
                condition=models.Q(klaster__isnull=True) | models.Q(klaster__range=(1, 5)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


_M = TypeVar("_M", bound=models.Model)


class OwnedQuerySet(models.QuerySet[_M], Generic[_M]):
    """Rows of one Puskesmas. ``of`` is the only door used outside migrations and tests."""

    def of(self, puskesmas: Puskesmas) -> Self:
        return self.filter(puskesmas=puskesmas)


class Owned(models.Model):
    """Base of every table whose rows belong to one Puskesmas."""

    puskesmas = models.ForeignKey(Puskesmas, models.PROTECT, related_name="+")

    objects: Any = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class KeptFile(models.Model):
    """A photo or file that proves something; the bytes lie in the data folder under their hash."""

    PHOTO, FILE = "foto", "berkas"
    KINDS = [(k, k) for k in (PHOTO, FILE)]

    kind = models.CharField("jenis", max_length=8, choices=KINDS)
    caption = models.CharField("keterangan", max_length=200, blank=True)
    name = models.CharField("nama berkas", max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("ukuran, bita")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.CharField("alasan dihapus", max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.caption or self.name


class Made(models.Model):
    """Who wrote a row, and when."""

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class Partner(Owned):
    """Somebody outside the health centre who shares its work: camat, village, school, police (domain.md 1.3)."""

    SECTORS = [
        ("kecamatan", gettext_lazy("Kecamatan")),
        ("desa", gettext_lazy("Desa dan kelurahan")),
        ("pkk", gettext_lazy("TP PKK dan Posyandu")),
        ("kua", gettext_lazy("KUA")),
        ("pendidikan", gettext_lazy("Pendidikan dan sekolah")),
        ("kepolisian", gettext_lazy("Kepolisian")),
        ("tni", gettext_lazy("TNI")),
        ("plkb", gettext_lazy("Keluarga berencana")),
        ("sosial", gettext_lazy("Sosial")),
        ("pertanian", gettext_lazy("Pertanian")),
        ("dinkes", gettext_lazy("Dinas Kesehatan")),
        ("jejaring", gettext_lazy("Jejaring fasilitas kesehatan")),
        ("usaha", gettext_lazy("Dunia usaha")),
        ("masyarakat", gettext_lazy("Tokoh dan organisasi masyarakat")),
        ("lain", gettext_lazy("Lain-lain")),
    ]

    sector = models.CharField("sektor", max_length=12, choices=SECTORS)
    name = models.CharField("instansi", max_length=120)
    head = models.CharField("pimpinan", max_length=120, blank=True)
    job = models.CharField("jabatan", max_length=120, blank=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    #: What this partner does for health, in words.
    role = models.TextField("peran dalam kesehatan", blank=True)
    village = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa")
    order = models.PositiveSmallIntegerField("urutan", default=0)
    active = models.BooleanField("aktif", default=True)
    #: Links to the partner's card carry it; one more takes back every link given out before.
    card_serial = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(name="partner_name_once", fields=["puskesmas", "name"])]

    def __str__(self) -> str:
        return self.name


class Pin(models.Model):
    """Four digits by which somebody says in the hall that it is them. Only a keyed digest is kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="pin")
    digest = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"PIN {self.person_id}"


class FeedToken(models.Model):
    """The unguessable part of somebody's calendar address; can be taken back."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    token = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"kalender {self.person_id}"


class AuditLine(models.Model):
    """One important write, readable as a sentence: when, who, what. Never changed, never deleted."""

    puskesmas = models.ForeignKey(Puskesmas, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("waktu")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    action = models.CharField("tindakan", max_length=40)
    sentence = models.TextField("kalimat")
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["puskesmas", "-at"])]

    def __str__(self) -> str:
        return self.sentence

    @property
    def local_day(self) -> dt.date:
        return timezone.localtime(self.at).date()
