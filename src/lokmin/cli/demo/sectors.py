"""The story across sectors: the register of partners, the quarterly meeting of April with its promises, their results."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from lokmin.cli.demo.people import Cast
from lokmin.core.periods import Month
from lokmin.cycle.centre import operations as centre
from lokmin.cycle.centre import partners as register
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.followup.commitments import operations as promises
from lokmin.cycle.followup.commitments import queries
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.models import Attendance, Meeting
from lokmin.cycle.meetings.preparing import operations as preparing
from lokmin.cycle.meetings.sectors import operations as sectors
from lokmin.cycle.meetings.sectors import statement

At = Callable[[str], AbstractContextManager[None]]
KIND, MARCH, DAY = "tribulanan_pertama", Month(2026, 3), dt.date(2026, 4, 14)

#: Name of the partner -> its head, invented.
HEADS: dict[str, str] = {
    "Kecamatan Banyuwening": "Drs. Suryo Wibisono", "Desa Banyuwening": "Sumarno", "Desa Watubelah": "Parno Widodo",
    "Desa Tlogomulyo": "Siti Munawaroh", "Desa Wonolelo": "Kasiyanto", "Desa Pringgodani": "Teguh Raharjo",
    "Desa Ngadisana": "Wagimin", "Desa Gondangrejo": "Sri Hartati", "Desa Lebakharjo": "Joko Prasetyo",
    "Desa Karangtuwi": "Darmaji", "Desa Rejosari": "Nanik Suryani", "Desa Kalisari": "Budi Utomo",
    "Desa Sendangayu": "Rukmini", "TP PKK Kecamatan Banyuwening": "Endang Wibisono",
    "KUA Banyuwening": "Nur Hidayah, S.Ag.", "Koordinator Wilayah Pendidikan Banyuwening": "Agus Salim, S.Pd.",
    "Polsek Banyuwening": "Ipda Rangga Saputra", "Penyuluh KB Banyuwening": "Dewi Anggraini",
}  # fmt: skip

#: Partner, and the columns of its promise.
PROMISES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Desa Watubelah", {
        "problem": "K1 Watubelah, kader berganti sejak Januari", "support": "Pendataan ibu hamil",
        "activity": "Kader dan RT mendata ibu hamil baru di empat dusun", "target_group": "Ibu hamil baru",
        "village": "Watubelah", "due": dt.date(2026, 4, 30), "resources": "8 kader, transport dari dana desa Rp800.000",
        "owner_text": "Kaur Kesra Watubelah", "indicator": "K1",
    }),
    ("Desa Watubelah", {
        "problem": "Dua ibu melahirkan di rumah karena tidak ada kendaraan malam", "support": "Mobil siaga desa",
        "activity": "Jadwal jaga mobil siaga malam hari ditempel di tiap RT", "target_group": "Ibu bersalin",
        "village": "Watubelah", "due": dt.date(2026, 6, 15), "resources": "Mobil desa, dua sopir",
        "owner_text": "Parno Widodo", "indicator": "PN-FASKES",
    }),
    ("Desa Pringgodani", {
        "problem": "D/S Pringgodani turun", "support": "Penggerakan dan dana Posyandu",
        "activity": "PMT penyuluhan di tiga posyandu setiap bulan", "target_group": "Balita", "village": "Pringgodani",
        "due": dt.date(2026, 7, 10), "resources": "Dana desa Rp4.500.000", "owner_text": "Teguh Raharjo",
        "indicator": "DS",
    }),
    ("KUA Banyuwening", {
        "problem": "K1 Watubelah dan Tlogomulyo di bawah target", "support": "Rujukan calon pengantin",
        "activity": "Setiap calon pengantin membawa kartu periksa Puskesmas sebelum akad", "target_group": "Calon pengantin",
        "village": None, "due": dt.date(2026, 7, 10), "resources": "Dua penyuluh agama", "owner_text": "Nur Hidayah",
        "indicator": "K1",
    }),
    ("TP PKK Kecamatan Banyuwening", {
        "problem": "D/S Pringgodani turun", "support": "Penggerakan sasaran",
        "activity": "Dasawisma menjemput balita yang tidak datang pada hari buka Posyandu", "target_group": "Balita",
        "village": "Pringgodani", "due": dt.date(2026, 6, 30), "resources": "12 dasawisma", "owner_text": "Endang Wibisono",
        "indicator": "DS",
    }),
    ("Kecamatan Banyuwening", {
        "problem": "Dua ibu melahirkan di rumah karena tidak ada kendaraan malam", "support": "Imbauan kepada desa",
        "activity": "Surat Camat kepada semua desa tentang mobil siaga dan dana rujukan", "target_group": "12 desa",
        "village": None, "due": dt.date(2026, 4, 24), "resources": "", "owner_text": "Seksi Kesra", "indicator": "PN-FASKES",
    }),
)  # fmt: skip

OBSTACLES: tuple[tuple[str, str, str], ...] = (
    ("Desa Watubelah", "Dana desa tahap kedua belum cair", "Surat keterangan prioritas kesehatan dari Camat"),
    ("KUA Banyuwening", "Sebagian calon pengantin mendaftar sepuluh hari sebelum akad", "Loket catin buka juga Sabtu"),
)

PROPOSALS: tuple[dict[str, Any], ...] = (
    {"level": "desa", "village": "Pringgodani", "partner": "Desa Pringgodani", "problem": "Posyandu Melati menumpang rumah kader",
     "proposal": "Membangun gedung Posyandu", "volume": "1 unit", "cost": 85_000_000},
    {"level": "kecamatan", "village": None, "partner": "Kecamatan Banyuwening", "problem": "Enam desa tanpa kendaraan rujukan malam",
     "proposal": "Ambulans desa bersama", "volume": "2 unit", "cost": 480_000_000},
    {"level": "desa", "village": "Tlogomulyo", "partner": None, "problem": "31 rumah tanpa jamban sehat",
     "proposal": "Jamban keluarga", "volume": "31 unit", "cost": None},
)  # fmt: skip


def play_sectors(cast: Cast, at: At) -> Meeting:
    """Partners, the meeting of 14 April about January to March, and what became of its promises until 4 May."""
    held: Meeting | None = Meeting.objects.of(cast.puskesmas).filter(kind=KIND, date=DAY).first()
    if held is not None:
        return held
    with at("2026-03-30T10:05"):
        known = _register(cast)
    meeting = _hold(cast, at, known)
    with at("2026-05-04T10:20"):
        _report(cast, meeting)
    return meeting


def _register(cast: Cast) -> dict[str, Partner]:
    by = cast.people["yusuf"]
    keys = [p.key for p in register.proposed(cast.puskesmas)]
    made = centre.take_proposed(puskesmas=cast.puskesmas, by=by, keys=keys)
    for n, partner in enumerate(made):
        if partner.name in HEADS:
            partner.head = HEADS[partner.name]
            partner.phone = f"0800000{n:04d}"
    Partner.objects.bulk_update(made, ["head", "phone"])
    return {p.name: p for p in made}


def _hold(cast: Cast, at: At, known: dict[str, Partner]) -> Meeting:
    people, writer = cast.people, cast.people["yusuf"]
    with at("2026-04-06T09:10"):
        meeting = meetings.prepare(
            puskesmas=cast.puskesmas, by=writer, kind=KIND, period=MARCH, months=3, date=DAY, weekday="Selasa",
            planned_minutes=150, leader=people["anindya"], opener=people["camat"], notulis=writer,
        )  # fmt: skip
        preparing.make_letters(meeting=meeting, by=writer, staff=False, partners=known.values())
        meetings.invite(meeting=meeting, by=writer, day=dt.date(2026, 4, 6))
    with at("2026-04-14T09:00"):
        meeting = meetings.open_meeting(meeting=meeting, by=people["anindya"])
        came = {a.pk: a.person_id is not None or a.name in HEADS.values() for a in meeting.attendance.all()}
        rows = {pk: {"status": "hadir" if there else "izin"} for pk, there in came.items()}
        meetings.record_attendance(meeting=meeting, by=writer, rows=rows)
    with at("2026-04-14T10:05"):
        for name, text, wanted in OBSTACLES:
            sectors.add_obstacle(meeting=meeting, by=writer, partner=known[name], text=text, wanted=wanted)
    with at("2026-04-14T10:40"):
        places = {v.name: v for v in cast.villages}
        for name, columns in PROMISES:
            village = places.get(columns["village"] or "")
            sectors.add_promise(
                meeting=meeting,
                by=writer,
                partner=known[name],
                start=dt.date(2026, 4, 15),
                **{**columns, "village": village},
            )
        for values in PROPOSALS:
            sectors.add_proposal(
                puskesmas=cast.puskesmas, by=writer, meeting=meeting, year=2027,
                **{**values, "village": places.get(values["village"] or ""), "partner": known.get(values["partner"] or "")},
            )  # fmt: skip
    with at("2026-04-14T11:10"):
        _sign(meeting)
        meetings.decide(
            meeting=meeting, by=writer,
            text="Enam janji dalam komitmen bersama dilaporkan hasilnya di lokmin lintas sektor berikut.",
        )  # fmt: skip
    with at("2026-04-14T11:25"):
        return meetings.close(meeting=meeting, by=people["anindya"])


def _sign(meeting: Meeting) -> None:
    """Everybody with a promise signs by hand, the police by consent; the schools have not signed."""
    read = statement.statement(meeting).sha256
    present = meeting.attendance.filter(status="hadir", partner__isnull=False)
    for line in present.select_related("partner", "person", "meeting__puskesmas__place"):
        partner = line.partner
        if partner is None or partner.sector == "pendidikan":
            continue
        sectors.sign(voice=line, read=read, strokes=None if partner.sector == "kepolisian" else _scrawl(line))
    head = meeting.attendance.select_related("partner", "meeting__puskesmas__place").get(person=meeting.leader)
    sectors.sign(voice=head, read=read, strokes=_scrawl(head))


def _scrawl(line: Attendance) -> list[list[list[int]]]:
    """A made-up signature, the same for the same name."""
    draw = random.Random(line.shown_name)  # noqa: S311 - a picture, no secret
    x, points = 80, []
    while x < 880:
        points.append([x, draw.randint(60, 240)])
        x += draw.randint(30, 90)
    return [points, [[100, 270], [500, 262], [860, 255]]]


def _report(cast: Cast, meeting: Meeting) -> None:
    """Until 4 May: one promise kept with proof, two on their way, one late, the others still to come."""
    by = cast.people["ratna"]
    lines = queries.of_origin(cast.puskesmas, Meeting.ORIGIN, meeting.pk)
    found = {(a.partner, a.indicator): promise for a in lines if (promise := queries.find(cast.puskesmas, a.pk))}
    promises.finish(
        commitment=found["Desa Watubelah", "K1"], by=by, result="7 ibu hamil baru terdata, 5 sudah periksa pertama.",
        proof="Daftar nama di buku bidan, foto pertemuan kader 25 April.", on=dt.date(2026, 4, 29),
    )  # fmt: skip
    promises.progress(
        commitment=found["Desa Pringgodani", "DS"], by=by, note="PMT April terlaksana di dua posyandu; satu menyusul."
    )
    promises.progress(
        commitment=found["KUA Banyuwening", "K1"], by=by, note="Sebelas calon pengantin diperiksa sejak 20 April."
    )
