"""The two meetings of the story: April's, held and closed; May's, prepared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from lokmin.cli.demo.people import Cast
from lokmin.core.periods import Month
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.followup.models import Action
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.models import AgendaItem, Meeting
from lokmin.cycle.monitoring.models import SnapshotRow

At = Callable[[str], AbstractContextManager[None]]
MARCH, APRIL = Month(2026, 3), Month(2026, 4)
KIND = "bulanan_rutin"

#: (indicator, village, what was said).
SAID: tuple[tuple[str, str, str], ...] = (
    ("K1", "Watubelah", "Kader di empat dusun Watubelah berganti sejak Januari; ibu hamil baru tidak lagi didata dari rumah ke rumah."),
    ("PN-FASKES", "Watubelah", "Dua ibu melahirkan di rumah karena tidak ada kendaraan pada malam hari."),
    ("K6", "Tlogomulyo", "Sebagian ibu periksa di klinik di luar wilayah dan laporannya belum diminta."),
    ("DS", "Pringgodani", "Jadwal posyandu bersamaan dengan panen; separuh ibu tidak datang."),
)  # fmt: skip

#: The RTL agreed in April: columns of the official matrix.
RTL: tuple[dict[str, Any], ...] = (
    {
        "problem": "K1 Watubelah di bawah target berjalan", "cause": "Kader berganti, ibu hamil baru tidak terdata",
        "activity": "Pendataan ibu hamil dari rumah ke rumah di empat dusun Watubelah", "target_group": "Ibu hamil baru",
        "target": "Semua rumah di empat dusun", "place_text": "Desa Watubelah", "owner": "endah", "due": dt.date(2026, 4, 25),
        "indicator": "K1", "expected": "K1 April sedikitnya 8 ibu", "cost": 600_000, "fund": "BOK", "village": "Watubelah",
    },
    {
        "problem": "Persalinan di faskes Watubelah rendah", "cause": "Tidak ada kendaraan malam",
        "activity": "Menyusun jadwal mobil siaga desa bersama Kepala Desa Watubelah", "target_group": "Ibu bersalin",
        "target": "Jadwal jaga malam terpasang", "place_text": "Balai Desa Watubelah", "owner": "bambang",
        "due": dt.date(2026, 4, 30), "indicator": "PN-FASKES", "expected": "Tidak ada persalinan di rumah bulan Mei",
        "cost": 0, "fund": "", "village": "Watubelah",
    },
    {
        "problem": "K6 Tlogomulyo rendah", "cause": "Pemeriksaan di luar wilayah tidak dilaporkan",
        "activity": "Meminta laporan bulanan kunjungan ibu hamil dari klinik jejaring", "target_group": "Klinik jejaring",
        "target": "Laporan Maret dan April diterima", "place_text": "Klinik jejaring", "owner": "ratna",
        "due": dt.date(2026, 5, 15), "indicator": "K6", "expected": "K6 Tlogomulyo naik 4 ibu", "cost": 0,
        "fund": "", "village": "Tlogomulyo",
    },
    {
        "problem": "D/S Pringgodani turun", "cause": "Jadwal posyandu bersamaan dengan panen",
        "activity": "Memindahkan jadwal posyandu ke sore hari selama panen", "target_group": "Balita",
        "target": "Tiga posyandu", "place_text": "Desa Pringgodani", "owner": "sri", "due": dt.date(2026, 4, 18),
        "indicator": "DS", "expected": "D/S Pringgodani mencapai 75 %", "cost": 150_000, "fund": "Swadaya",
        "village": "Pringgodani",
    },
)  # fmt: skip


def _meeting(cast: Cast, period: Month) -> Meeting | None:
    found: Meeting | None = Meeting.objects.of(cast.puskesmas).filter(period=period.code, kind=KIND).first()
    return found


def hold_april_lokmin(cast: Cast, at: At) -> Meeting:
    """The lokmin of 7 April about March: opened by the head, written by the KTU, four RTL, closed."""
    held = _meeting(cast, MARCH)
    if held is not None:
        return held
    people, writer = cast.people, cast.people["yusuf"]
    with at("2026-04-03T10:30"):
        meeting = meetings.prepare(
            puskesmas=cast.puskesmas, by=writer, kind=KIND, period=MARCH, date=dt.date(2026, 4, 7), weekday="Selasa",
            planned_minutes=120, leader=people["anindya"], opener=people["anindya"], notulis=writer,
        )  # fmt: skip
        meetings.invite(meeting=meeting, by=writer, day=dt.date(2026, 4, 3))
    with at("2026-04-07T09:00"):
        meetings.open_meeting(meeting=meeting, by=people["anindya"])
        meeting.refresh_from_db()
        away = {people["lukman"].pk: {"status": "dinas luar", "reason": "pertemuan di Dinas Kesehatan"}}
        rows = {a.pk: away.get(a.person_id or 0, {"status": "hadir"}) for a in meeting.attendance.all()}
        meetings.record_attendance(meeting=meeting, by=writer, rows=rows)
    minute = 0
    for item in meeting.agenda.order_by("order"):
        with at(_clock(minute)):
            meetings.start_item(item=item, by=writer)
        if item.klaster == 2:
            _write(cast, meeting, item, minute, at)
        minute += max(item.minutes - 1, 1)
        with at(_clock(minute)):
            meetings.finish_item(item=item, by=writer)
    with at(_clock(minute)):
        _agree(cast, meeting)
        meetings.close(meeting=meeting, by=people["anindya"])
    return meeting


def _clock(minute: int) -> str:
    return (dt.datetime(2026, 4, 7, 9, 0) + dt.timedelta(minutes=minute)).isoformat(timespec="minutes")


def _write(cast: Cast, meeting: Meeting, item: AgendaItem, minute: int, at: At) -> None:
    for number, (indicator, village, text) in enumerate(SAID, 1):
        with at(_clock(minute + 4 * number)):
            saved = meetings.save_note(
                meeting=meeting, by=cast.people["yusuf"], item=item, text=text, token=f"demo-{number}"
            )
            row = SnapshotRow.objects.get(snapshot=meeting.snapshot, indicator=indicator, place__name=village)
            meetings.quote(note=saved.note, row=row.number, by=cast.people["yusuf"])


def _agree(cast: Cast, meeting: Meeting) -> None:
    writer = cast.people["yusuf"]
    meetings.decide(
        meeting=meeting, by=writer,
        text="Empat RTL di bawah ini dikerjakan bulan April; hasilnya dibuka lebih dahulu bulan depan.",
    )  # fmt: skip
    for told in RTL:
        columns = dict(told)
        columns["owner"] = cast.people[columns["owner"]]
        columns["village"] = next(v for v in cast.villages if v.name == columns["village"])
        meetings.add_rtl(meeting=meeting, by=writer, start=dt.date(2026, 4, 8), **columns)


def work_on_rtl(cast: Cast) -> None:
    """What the owners wrote down until 20 April: one done, one on its way, two silent."""
    actions = {a.indicator: a for a in Action.objects.of(cast.puskesmas).filter(year=2026)}
    if actions["DS"].status == Action.DONE:
        return
    followup.finish(
        action=actions["DS"], by=cast.people["sri"], result="Jadwal tiga posyandu dipindah ke pukul 15.30.",
        proof="Jadwal baru ditempel di balai desa, foto 18 April.", on=dt.date(2026, 4, 18),
    )  # fmt: skip
    followup.progress(
        action=actions["K6"], by=cast.people["ratna"], note="Surat permintaan laporan sudah diantar ke klinik."
    )


def prepare_may_lokmin(cast: Cast) -> Meeting:
    """The lokmin of 5 May about April, invited and ready to be opened."""
    ready = _meeting(cast, APRIL)
    if ready is not None:
        return ready
    people = cast.people
    meeting = meetings.prepare(
        puskesmas=cast.puskesmas, by=people["yusuf"], kind=KIND, period=APRIL, date=dt.date(2026, 5, 5),
        weekday="Selasa", planned_minutes=130, leader=people["anindya"], opener=people["anindya"],
        notulis=people["yusuf"],
    )  # fmt: skip
    meetings.invite(meeting=meeting, by=people["yusuf"], day=dt.date(2026, 4, 30))
    return meeting
