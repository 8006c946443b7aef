"""The room: the join code, the phones in it, what happened in order, who wants to speak, who signed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models.meeting import AgendaItem, Attendance, Meeting


class Room(models.Model):
    """The hall of one meeting: how phones come in and what the projector shows."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="room")
    #: What stands in the join address and its QR; a new one can be made at any time, the old one is refused.
    code = models.CharField(max_length=8, unique=True)
    code_made_at = models.DateTimeField()
    code_expires_at = models.DateTimeField()
    wifi_name = models.CharField("nama Wi-Fi", max_length=64, blank=True)
    wifi_password = models.CharField("kata sandi Wi-Fi", max_length=64, blank=True)
    #: Address phones type, when it is not the one the projector was opened with.
    address = models.CharField("alamat", max_length=120, blank=True)
    guests = models.BooleanField("tamu boleh masuk sendiri", default=True)
    #: What the projector shows: empty = follows the meeting.
    screen = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="room_code_expires_later", condition=Q(code_expires_at__gt=F("code_made_at")))
        ]

    def __str__(self) -> str:
        return self.code


class RoomEvent(models.Model):
    """One thing that happened in the room, in order; phones that lost the link are told what they missed.

    ``data`` never says who voted what, nor anything a guest may not know.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=16)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["meeting", "id"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class Participant(models.Model):
    """One phone in the room, for somebody on the attendance list. A person may have come in with two phones."""

    WAITING, IN, OUT = "menunggu", "masuk", "keluar"
    STATES = [(s, s) for s in (WAITING, IN, OUT)]
    WAYS = [(w, w) for w in ("pin", "tamu", "disetujui", "akun")]

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="participants")
    #: Digest of the key in the phone's cookie.
    key_digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=STATES)
    way = models.CharField("cara masuk", max_length=10, choices=WAYS)
    joined_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.attendance} ({self.state})"


class PinGuard(models.Model):
    """Wrong PINs typed for somebody in a meeting: after five the name is shut until the secretary opens it."""

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="pin_guard")
    wrong = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.attendance}: {self.wrong}"


class SpeakTurn(models.Model):
    """Somebody who wants to speak, speaks, or has spoken."""

    WAITING, SPEAKING, DONE, WITHDRAWN = "menunggu", "bicara", "selesai", "batal"
    STATES = [(s, s) for s in (WAITING, SPEAKING, DONE, WITHDRAWN)]

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="turns")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="turns")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="turns")
    about = models.CharField("hendak bicara tentang", max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="speak_waits_once", fields=["meeting", "attendance"], condition=Q(state__in=["menunggu", "bicara"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.state}"


class Signature(models.Model):
    """A signature on the attendance list: drawn on the phone, by PIN, by a tick, or on paper and typed back."""

    KINDS = [("pin", "PIN"), ("gambar", "gambar"), ("kertas", "kertas"), ("centang", "centang di telepon")]

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="signature")
    kind = models.CharField(max_length=8, choices=KINDS)
    #: Polylines ``[[[x, y], ...], ...]`` in a box of 1000 x 300; empty unless drawn.
    strokes = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    #: Who typed a paper signature back.
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="signature_drawn_has_strokes", condition=~Q(kind="gambar") | ~Q(strokes=[]))
        ]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.kind}"


class Photo(models.Model):
    """A picture of the meeting with its caption; the file lies in the data folder under its hash."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="photos")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="photos")
    caption = models.CharField("keterangan", max_length=200)
    name = models.CharField("nama berkas", max_length=120)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    voice = models.ForeignKey(Attendance, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="photo_once", fields=["meeting", "sha256"])]

    def __str__(self) -> str:
        return self.caption
