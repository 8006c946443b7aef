"""Who does what in Banyuwening: programmes and villages since January, sizes, wishes, reports of three months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.db import transaction

from lokmin.cli.demo.people import Cast
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Place
from lokmin.cycle.workforce.darbin import operations, reports, sending
from lokmin.cycle.workforce.darbin.operations import Change
from lokmin.cycle.workforce.division import operations as division
from lokmin.cycle.workforce.division.operations import Lead
from lokmin.cycle.workforce.models import DarbinReport, Staff, VillageAssignment

At = Callable[[str], AbstractContextManager[None]]
SINCE = dt.date(2026, 1, 14)
DECREE = "440/012/PKM-BW/2026"
WHY = "Kesepakatan lokmin bulanan pertama"
#: village: PJ, bidan desa, kader, stands in, families, posyandu, schools, tenths of a kilometre from the Puskesmas.
VILLAGES: dict[str, tuple[str, str, str, str, int, int, int, int]] = {
    "Banyuwening": ("Sri Lestari", "", "Bu Sumarni, Bu Wartini", "Ratna Wulandari", 1490, 7, 6, 8),
    "Watubelah": ("Sri Lestari", "Endah Puspita", "Bu Ngatinah", "Ratna Wulandari", 1280, 6, 4, 94),
    "Tlogomulyo": ("Lukman Arifin", "Tri Wahyuni", "Bu Kasmi", "Arif Budiman", 910, 4, 3, 71),
    "Wonolelo": ("Nur Hidayati", "Nur Hidayati", "Bu Painem", "", 860, 4, 3, 152),
    "Pringgodani": ("Sri Lestari", "Retno Palupi", "Bu Tukiyem", "", 1120, 5, 4, 63),
    "Ngadisana": ("Hendra Kusuma", "Yuliana Safitri", "Bu Saminah", "", 590, 3, 2, 118),
    "Gondangrejo": ("Laras Ayuningtyas", "Fitri Handayani", "Bu Rubinah", "Hendra Kusuma", 1060, 5, 3, 46),
    "Lebakharjo": ("Agus Prasetya", "", "Bu Jumiyem", "", 480, 2, 2, 174),
    "Karangtuwi": ("Lukman Arifin", "", "Bu Sarinem", "Rudi Hartono", 690, 3, 2, 57),
    "Rejosari": ("Sri Lestari", "Sulastri", "Bu Mujiati", "Bambang Setiadi", 760, 3, 2, 32),
    "Kalisari": ("Bambang Setiadi", "", "Bu Lasmi", "Dwi Cahyono", 980, 4, 3, 85),
    "Sendangayu": ("Hendra Kusuma", "Rahma Nurlita", "Bu Karsinah", "", 1570, 7, 5, 41),
}
PUSTU = {"Lebakharjo": "Agus Prasetya", "Kalisari": "Dwi Cahyono"}
#: task: PJ, those who help.
TASKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "klaster1": ("Yusuf Hidayat", ()), "klaster2": ("Ratna Wulandari", ()), "klaster3": ("Hendra Kusuma", ()),
    "klaster4": ("Lukman Arifin", ()), "klaster5": ("apt. Kartika Dewi", ()),
    "kia": ("Ratna Wulandari", ("Endah Puspita", "Tri Wahyuni", "Nur Hidayati", "Retno Palupi", "Yuliana Safitri",
                                "Fitri Handayani", "Sulastri", "Dian Anggraini", "Rahma Nurlita")),
    "gizi": ("Sri Lestari", ("Bambang Setiadi", "Tri Wahyuni")),
    "imunisasi": ("Tri Wahyuni", ("Endah Puspita", "Sulastri")),
    "uks": ("Maya Kartikasari", ("drg. Nimas Larasati",)),
    "promkes": ("Bambang Setiadi", ("Laras Ayuningtyas",)),
    "ptm": ("Hendra Kusuma", ("dr. Galih Permana", "Wening Handayani")),
    "jiwa": ("Laras Ayuningtyas", ()), "lansia": ("Intan Permatasari", ("Wening Handayani",)),
    "p2": ("Lukman Arifin", ("Rudi Hartono", "Bayu Saputra", "Agus Prasetya", "Dwi Cahyono")),
    "kesling": ("Arif Budiman", ()),
    "ukp": ("dr. Galih Permana", ("Joko Susilo", "Puspa Anggita", "Bayu Saputra", "Mega Puspitasari")),
    "admen": ("Yusuf Hidayat", ("Heri Kurniawan", "Eko Nugroho", "Mega Puspitasari")),
    "mutu": ("drg. Nimas Larasati", ("apt. Kartika Dewi",)),
    "bendahara": ("Siti Maryam", ()), "barang": ("Lina Marlina", ("Slamet Riyadi",)),
}  # fmt: skip
#: name, village, weight, why.
WISHES = (
    ("Bambang Setiadi", "Rejosari", 2, "dekat rumah"), ("Intan Permatasari", "Pringgodani", 1, "memegang kelas lansia"),
    ("Arif Budiman", "Tlogomulyo", 1, "membina pamsimas di sana"), ("Hendra Kusuma", "Ngadisana", -1, "jalan jauh"),
    ("Wening Handayani", "Banyuwening", 2, "tinggal di Banyuwening"),
    ("Sri Lestari", "Lebakharjo", -2, "tidak dapat mengendarai motor di jalan menanjak"),
)  # fmt: skip
#: village: condition, problems, follow-up, support, who reports (account) of April.
APRIL: dict[str, tuple[str, str, str, str, str]] = {
    "Watubelah": (
        "Posyandu buka 6 dari 6. Jalan ke Dusun Krajan putus karena longsor sejak 18 April.",
        "Ibu hamil Dusun Krajan sulit datang ke polindes\nEmpat kader baru belum dilatih antropometri",
        "Kunjungan rumah 5 ibu hamil Krajan oleh bidan desa, 6 dan 8 Mei.", "Perbaikan jalan oleh desa", "endah",
    ),
    "Pringgodani": (
        "Posyandu buka 4 dari 5; Mawar III libur karena bertepatan hajatan.",
        "D/S turun: 40 balita tidak ditimbang", "Sweeping dengan kader 11 sampai 15 Mei.", "PMT dari dana desa", "sri",
    ),
    "Rejosari": ("Posyandu buka 3 dari 3.", "", "Lanjut kelas ibu hamil tiap Kamis.", "", "sri"),
    "Tlogomulyo": (
        "Dua KK masih buang air besar di sungai.", "Jamban dua KK belum ada", "Pemicuan ulang 12 Mei.", "", "lukman",
    ),
    "Karangtuwi": ("Satu kasus TB baru, kontak serumah 4 orang diperiksa.", "", "TPT untuk dua anak.", "", "lukman"),
    "Sendangayu": ("Posbindu ramai, 61 orang.", "Strip gula darah habis", "Minta tambahan ke farmasi.", "", "hendra"),
}  # fmt: skip


def share_out(cast: Cast, at: At) -> None:
    """Play it once; playing it again changes nothing."""
    if VillageAssignment.objects.of(cast.puskesmas).exists():
        return
    staff = {s.short_name: s for s in Staff.objects.of(cast.puskesmas)}
    villages = {v.name: v for v in cast.villages}
    by = cast.people["yusuf"]
    with at("2026-01-14T13:30"), transaction.atomic():
        _villages(cast, staff, villages)
        leads = [Lead(code, staff[pj], DECREE) for code, (pj, _helpers) in TASKS.items()]
        division.set_leads(puskesmas=cast.puskesmas, by=by, leads=leads, since=SINCE, reason=WHY)
        for code, (_pj, helpers) in TASKS.items():
            if helpers:
                division.set_members(
                    puskesmas=cast.puskesmas, by=by, code=code, staff=[staff[name] for name in helpers], since=SINCE
                )  # fmt: skip
        for name in dict.fromkeys(name for name, *_rest in WISHES):
            own = {villages[v]: (weight, why) for who, v, weight, why in WISHES if who == name}
            operations.wish(staff=staff[name], by=by, wishes=own)


def _villages(cast: Cast, staff: dict[str, Staff], villages: dict[str, Place]) -> None:
    by = cast.people["yusuf"]
    head = staff["dr. Anindya Prameswari"]
    changes, rows = [], {}
    for name, (pj, midwife, kader, backup, families, posyandu, schools, way) in VILLAGES.items():
        place = villages[name]
        changes += [
            Change(place, "pj", staff[pj]), Change(place, "pembina", head), Change(place, "bidan", staff.get(midwife)),
            Change(place, "kader", None, kader), Change(place, "cadangan", staff.get(backup)),
            Change(place, "pustu", staff.get(PUSTU.get(name, ""))),
        ]  # fmt: skip
        rows[place] = {
            "people": None, "families": families, "posyandu": posyandu, "schools": schools, "minutes": None,
            "metres": way * 100,
        }  # fmt: skip
    operations.set_sizes(
        puskesmas=cast.puskesmas, by=by, year=2026, rows=rows, source="Monografi desa 2025, jarak menurut odometer"
    )
    operations.assign(puskesmas=cast.puskesmas, by=by, changes=changes, since=SINCE, reason=WHY)


def report_months(cast: Cast, at: At) -> None:
    """February and March from all but one, April from half of the villages; the head has read March. Once."""
    if DarbinReport.objects.of(cast.puskesmas).exists():
        return
    villages = {v.name: v for v in cast.villages}
    plain = ("Keadaan biasa, posyandu berjalan.", "", "Lanjut sesuai rencana.", "", "yusuf")
    for month, missing in ((Month(2026, 2), "Lebakharjo"), (Month(2026, 3), "Wonolelo"), (Month(2026, 4), "")):
        for number, name in enumerate(VILLAGES):
            told = APRIL.get(name) if not missing else None if name == missing else plain
            if told is None:
                continue
            condition, problems, followup, support, who = told
            with at(f"{month.next.code}-{2 + number % 3:02d}T{9 + number % 4:02d}:10"), transaction.atomic():
                report = sending.write(
                    puskesmas=cast.puskesmas, village=villages[name], month=month, by=cast.people[who],
                    columns={
                        "visits": 2 + number % 3, "condition": condition, "problems": problems, "followup": followup,
                        "support": support, "achieved": reports.achieved(cast.puskesmas, villages[name], month),
                    },
                    revision=0, send=True,
                )  # fmt: skip
            if month == Month(2026, 3):
                with at("2026-04-06T08:20"):
                    sending.see(report=report, by=cast.people["anindya"], note="")
    with at("2026-05-04T10:15"), transaction.atomic():
        sending.raise_problem(
            report=reports.find(cast.puskesmas, villages["Watubelah"], Month(2026, 4)) or report,
            by=cast.people["endah"], what="Ibu hamil Dusun Krajan sulit datang ke polindes",
        )  # fmt: skip
