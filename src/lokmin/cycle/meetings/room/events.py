"""What happens in the room, written in order and told to everybody who listens once it is durable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.models import Meeting, RoomEvent
from lokmin.cycle.meetings.room import hub, keys

#: What a face may listen to. Data never says who voted what, nor what a guest may not know.
KINDS = {
    "buka": "pertemuan dibuka",
    "acara": "acara berganti, bertambah waktu, selesai",
    "hadir": "kehadiran dan tanda tangan; data: hadir, dari, menunggu",
    "antre": "antrean bicara",
    "kotak": "kotak suara dibuka, ditutup, dibatalkan",
    "suara": "satu suara masuk; data: kotak, masuk, dari",
    "catatan": "catatan ditulis atau diubah",
    "keputusan": "keputusan dicatat atau diubah",
    "usul": "usulan RTL masuk, disetujui, ditolak",
    "rtl": "RTL dicatat atau dilengkapi",
    "tes": "tes pengetahuan dan materinya: disiapkan, dibuka, ditutup; data: butir, fase, masuk, dari",
    "jawaban": "satu jawaban tes masuk; data: butir, masuk",
    "kelompok": "dinamika kelompok berubah",
    "komitmen": "janji lintas sektor ditawarkan, dicatat atau diubah; data: tawaran",
    "teken": "satu tanda tangan di komitmen bersama; data: tanda",
    "mutu": "pertanyaan tentang angka dijawab",
    "lampiran": "lampiran ditarik lagi, dibawa, disetujui",
    "foto": "foto ditambahkan",
    "layar": "layar ruang diganti",
    "tutup": "notulen ditutup atau dibuka kembali",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it is sent: its number, kind and data."""

    pk: int
    kind: str
    data: dict[str, Any]


def tell(meeting: Meeting | int, kind: str, **data: Any) -> None:
    """Write an event of a meeting inside the caller's transaction; listeners hear of it after the commit.

    Raises:
        KeyError: for an unknown kind.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    pk = meeting if isinstance(meeting, int) else meeting.pk
    row = RoomEvent.objects.create(meeting_id=pk, kind=kind, data=data, at=clock.now())
    told = Told(row.pk, kind, data)
    transaction.on_commit(lambda: hub.publish(pk, told))


def since(meeting: int, after: int, limit: int = 300) -> list[Told] | None:
    """The events after a number, oldest first; None when there are too many: then read the page anew."""
    rows = list(RoomEvent.objects.filter(meeting_id=meeting, pk__gt=after).order_by("pk")[: limit + 1])
    return None if len(rows) > limit else [Told(r.pk, r.kind, r.data) for r in rows]


def last(meeting: int) -> int:
    """The number of the newest event; 0 when nothing has happened."""
    return RoomEvent.objects.filter(meeting_id=meeting).order_by("-pk").values_list("pk", flat=True).first() or 0


def listening(meeting: int, face: str) -> dict[str, Any]:
    """What a page needs to listen as a face; read before all else on it, so that nothing falls between."""
    return {"last": last(meeting), "ticket": keys.ticket(meeting, face), "now_ms": clock.milliseconds()}
