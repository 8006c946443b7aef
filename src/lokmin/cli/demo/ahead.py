"""Before the lokmin of May: PINs, the hajj as focus, a letter of the Dinkes, the input box, answers, prepared pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from lokmin.cli.demo.cast import PINS
from lokmin.cli.demo.people import Cast
from lokmin.cycle.centre.models import Pin
from lokmin.cycle.meetings.hand.operations.pins import set_pin
from lokmin.cycle.meetings.models import Focus, Meeting
from lokmin.cycle.meetings.preparing import operations as preparing

At = Callable[[str], AbstractContextManager[None]]

#: Cluster -> obstacles, analysis, proposals, plan of its presenter, and whether it is said to be ready.
WRITTEN: dict[int, tuple[str, str, str, str, bool]] = {
    2: (
        "Dua dusun Watubelah sulit dicapai saat hujan.\nKader baru belum dilatih mendata ibu hamil.",
        "Ibu hamil baru diketahui setelah trimester pertama lewat, karena tidak ada yang mengetuk pintu.",
        "Pendataan bersama dasawisma; ongkos ojek bidan dari BOK.",
        "Kelas ibu hamil di balai Dusun Krajan, minggu kedua Mei.",
        True,
    ),
    3: (
        "Posbindu Ngadisana libur selama panen.", "", "Skrining pindah ke sore hari.", "", False,
    ),
}  # fmt: skip
BOX = (
    ("Antrean loket hari Senin lebih dari satu jam.", ""),
    ("Timbangan di Posyandu Mawar sudah tidak tepat.", "sri"),
)


def pin_topics(cast: Cast) -> None:
    """What the agenda of May has to hold."""
    if Focus.objects.of(cast.puskesmas).exists():
        return
    by = cast.people["yusuf"]
    preparing.add_focus(
        puskesmas=cast.puskesmas, by=by, title="Persiapan kesehatan jemaah haji", since=dt.date(2026, 4, 20),
        until=dt.date(2026, 6, 10), owner=cast.people["hendra"], minutes=10,
        detail="Pemeriksaan kedua, vaksin meningitis, pembinaan kebugaran 23 calon jemaah",
    )  # fmt: skip
    preparing.add_incoming(
        puskesmas=cast.puskesmas, by=by, sender="Dinas Kesehatan", number="400.7.2.3/512", date=dt.date(2026, 4, 22),
        subject="Kejar imunisasi campak di desa berisiko", effect="Jadwal imunisasi Mei maju satu minggu",
    )  # fmt: skip
    for number, (text, who) in enumerate(BOX, 1):
        person = cast.people.get(who)
        preparing.put_note(
            puskesmas=cast.puskesmas, text=text, anonymous=person is None, by=person, token=f"demo-masukan-{number}"
        )


def choose_pins(cast: Cast) -> None:
    """Everybody with a demo PIN makes it; a PIN that somebody changed in the meantime stays."""
    having = set(Pin.objects.filter(person__in=cast.people.values()).values_list("person__username", flat=True))
    for name, pin in PINS.items():
        if name not in having:
            set_pin(person=cast.people[name], pin=pin, by=cast.people[name], puskesmas=cast.puskesmas)


def answer_and_prepare(cast: Cast, meeting: Meeting, at: At) -> None:
    """Letters, the answers that came until 4 May, and what presenters wrote."""
    if meeting.invitations.exists():
        return
    people, by = cast.people, cast.people["yusuf"]
    with at("2026-04-30T11:10"):
        preparing.send_letters(meeting=meeting, by=by, day=dt.date(2026, 4, 30))
    letters = {
        one.attendance.person_id: one for one in meeting.invitations.select_related("attendance") if one.attendance
    }
    with at("2026-05-01T19:05"):
        for name in ("anindya", "ratna", "hendra", "endah"):
            preparing.answer(invitation=letters[people[name].pk], by=people[name], answer="hadir")
    with at("2026-05-02T07:45"):
        preparing.answer(
            invitation=letters[people["lukman"].pk], by=people["lukman"], answer="diwakili", delegate=people["bambang"]
        )
    with at("2026-05-03T20:10"):
        for klaster, (obstacles, analysis, proposals, plan, ready) in WRITTEN.items():
            item = meeting.agenda.get(klaster=klaster)
            texts = {"obstacles": obstacles, "analysis": analysis, "proposals": proposals, "plan": plan}
            preparing.save_page(item=item, by=item.presenter or by, texts=texts, seen={}, ready=ready)
