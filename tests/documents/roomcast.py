"""A lokmin held in the room: signatures, scores, promises, knowledge, as records for the papers after closing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lokmin.core.periods import Month
from lokmin.core.planning.monthrecords import MonthRow
from lokmin.core.planning.rpk import Cost
from lokmin.documents.forms.records import PackInput, Photo
from lokmin.documents.forms.roomrecords import (
    Attendee,
    BallotResult,
    BallotRow,
    Group,
    Knowledge,
    Partner,
    PresenterPage,
    Promise,
    Proposal,
    Question,
    Room,
    Sign,
    Signatory,
    TeamBuilding,
)  # fmt: skip
from lokmin.documents.forms.rpkmonth import MonthPaper

from . import cast

DRAWN = Sign(
    "gambar", dt.time(9, 4), (((80, 200), (160, 60), (240, 210), (330, 80), (420, 190)), ((460, 150), (760, 120)))
)
PIN = Sign("pin", dt.time(9, 12))

ATTENDEES = (
    Attendee("dr. Anindya Prameswari", "Kepala Puskesmas", "Puskesmas Banyuwening", "000000000000002001", "P", "",
             "Dokter", "Manajemen", "hadir", at=dt.time(8, 55), sign=DRAWN),
    Attendee("Yusuf Hidayat, S.K.M.", "Kepala Tata Usaha", "Puskesmas Banyuwening", "000000000000001002", "L", "",
             "Tenaga kesehatan masyarakat", "Klaster 1", "hadir", at=dt.time(8, 50), sign=PIN),
    Attendee("Ratna Wulandari, S.Tr.Keb.", "PJ klaster 2, bidan koordinator", "Puskesmas Banyuwening", "", "P", "",
             "Bidan", "Klaster 2", "hadir", at=dt.time(9, 2), sign=DRAWN),
    Attendee("Endah Puspita, A.Md.Keb.", "Bidan desa Watubelah", "Puskesmas Banyuwening", "", "P", "", "Bidan",
             "Desa Watubelah", "diwakili", "Wiwit Handayani", at=dt.time(9, 10), sign=PIN),
    Attendee("Sri Lestari, S.Gz.", "Nutrisionis", "Puskesmas Banyuwening", "", "P", "", "Nutrisionis", "Klaster 2",
             "hadir", at=dt.time(9, 1)),
    Attendee("Hendra Kusuma, S.Kep.", "PJ klaster 3", "Puskesmas Banyuwening", "", "L", "", "Perawat", "Klaster 3",
             "sakit", reason="rawat jalan"),
    Attendee("Lukman Arifin, A.Md.Kes.", "PJ klaster 4", "Puskesmas Banyuwening", "", "L", "", "Sanitarian",
             "Klaster 4", "dinas luar", reason="pelatihan di Dinkes"),
    Attendee("Hartono", "Camat", "Kecamatan Banyuwening", "", "L", "", "", "Kecamatan Banyuwening", "hadir",
             at=dt.time(9, 5), sign=DRAWN, guest=True),
)  # fmt: skip

PROMISES = (
    Promise("K1 Watubelah kurang 15 ibu", "Kendaraan dan bahan bakar", "Pemerintah Desa Watubelah",
            "Mobil siaga desa dengan jadwal jaga malam", "Ibu hamil, Desa Watubelah", dt.date(2026, 5, 15),
            dt.date(2026, 7, 31), "", "Dana Desa Rp6.000.000", "Kepala Desa Watubelah"),
    Promise("D/S Pringgodani kurang 29 balita", "Penggerakan kader", "TP PKK Kecamatan",
            "Ajakan ke posyandu lewat dasawisma", "338 balita, Desa Pringgodani", None, None, "setiap minggu kedua",
            "Kader 24 orang", "Ketua Pokja IV"),
    Promise("K1 Watubelah kurang 15 ibu", "Bimbingan", "KUA Banyuwening", "Calon pengantin diarahkan periksa K1",
            "Calon pengantin", dt.date(2026, 5, 11), dt.date(2026, 8, 31), "", "", "Penyuluh KUA"),
)  # fmt: skip
EARLIER = Promise("", "Ambulans desa", "Pemerintah Desa Watubelah", "Ambulans desa siaga", "", None,
                  dt.date(2026, 4, 30), "", "", "", "selesai", "12 kali dipakai")  # fmt: skip

PROPOSALS = (
    Proposal("Rehabilitasi Poskesdes Watubelah", "Atap bocor; 92 ibu hamil dilayani setahun", "Desa Watubelah",
             "1 unit", 85_000_000, "APBD", "kecamatan", "Desa Watubelah", "", "disepakati"),
    Proposal("Timbangan bayi digital", "D/S 71,6 % dari 80 %", "Desa Pringgodani", "6 buah", None, "Dana Desa", "desa",
             "TP PKK Kecamatan", "", "usulan"),
)  # fmt: skip

ROOM = Room(
    closed=True,
    attendees=ATTENDEES,
    promises=PROMISES,
    signatories=(
        Signatory("Kecamatan Banyuwening", "Hartono", "Camat", DRAWN),
        Signatory("Puskesmas Banyuwening", "dr. Anindya Prameswari", "Kepala Puskesmas", PIN),
        Signatory("Pemerintah Desa Watubelah", "Suparman", "Kepala Desa"),
        Signatory("TP PKK Kecamatan", "Ny. Hartono", "Ketua", DRAWN),
        Signatory("KUA Banyuwening", "H. Mahmud", "Kepala KUA"),
    ),
    partners=(
        Partner("Pemerintah Desa Watubelah", "Suparman", "Kepala Desa", PROMISES[:1], (EARLIER,)),
        Partner("TP PKK Kecamatan", "Ny. Hartono", "Ketua", PROMISES[1:2]),
        Partner("KUA Banyuwening", "H. Mahmud", "Kepala KUA", PROMISES[2:]),
    ),
    proposals=PROPOSALS,
    knowledge=(
        Knowledge("Tanda bahaya kehamilan", "Ratna Wulandari, S.Tr.Keb.", 20, "", 3, 31, 48.4, 81.2,
                  tuple((a.name, a.jabatan, a.nip) for a in ATTENDEES if a.present and not a.guest)),
    ),
    team=(TeamBuilding("Menara kertas", (Group("Kelompok 1", 9, "Menara 92 cm, sepakat membagi peran lebih dulu"),
                                         Group("Kelompok 2", 10, "Menara 71 cm, terlambat menunjuk pemimpin")),
                       "Peran dibagi sebelum bekerja."),),
    questions=(Question("Bambang Setiadi", "Siapa yang menanggung bahan bakar mobil siaga?", "Hartono",
                        "Dana Desa, disetujui pada Musrenbang."),
               Question("Sri Lestari", "Kapan daftar balita disahkan?")),
    guidance=(("Hartono (Camat)", "Desa dengan dua bulan merah didampingi kecamatan."),),
    ballots=(BallotResult("Urutan prioritas masalah", "USG, rumus 1", ("U", "S", "G", "Jumlah", "Sebaran"), (
        BallotRow("K1 Watubelah", ("5", "4", "4", "13", "1,2"), 1),
        BallotRow("Persalinan di rumah", ("4", "4", "3", "11", "0,8"), 2)), 36, True,
        ("Putaran 2, karena pendapat tentang Persalinan di rumah jauh berbeda.",)),),
    carried=("Usulan alat kesehatan 2027",),
    presenters=(PresenterPage("Klaster 2: ibu dan anak", "Ratna Wulandari", (("Kelas ibu hamil", "4 kali", "3 kali"),),
                              (("K1", "264 dari 834,9, 31,6 %", "33,3 %", "kurang 15 ibu", "cukup"),),
                              ("K1 Watubelah kurang 15 ibu",), "Kader berganti", "Pendataan berhenti", "Kader dilatih",
                              ("Kelas ibu hamil 4 kali",), filled=True),),
    press_contact="Kepala Tata Usaha, (0290) 555 012",
    paper_code="L12",
)  # fmt: skip


def photo(width: int = 320, height: int = 200) -> bytes:
    """A grey PNG written by hand."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = b"".join(b"\0" + bytes((x + y) % 200 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


MONTHS = (
    MonthPaper(Month(2026, 5), (
        MonthRow("a", "Pendataan ibu hamil dari rumah ke rumah", "KIA", "kia", 2, owner="Endah Puspita, A.Md.Keb.",
                 days=tuple(range(11, 24)), place="Watubelah", costs=(Cost(5, "bok", 1_500_000),)),
        MonthRow("b", "Kelas ibu hamil", "KIA", "kia", 2, owner="Ratna Wulandari, S.Tr.Keb.", days=(19,)),
    )),
    MonthPaper(Month(2026, 6), (MonthRow("c", "PMT balita gizi kurang", "Gizi", "gizi", 2, days=(3, 10)),)),
)  # fmt: skip


def pack(room: Room = ROOM, **changes) -> PackInput:
    """The pack of April after closing; ``meeting`` fields may be changed by ``meeting={...}``."""
    fields = {"photos": (Photo(photo(), "Pembukaan oleh Kepala Puskesmas"), Photo(photo(300, 220), "Diskusi")),
              **changes.pop("meeting", {})}  # fmt: skip
    given = cast.pack(**{"months": MONTHS, **changes})
    return replace(given, meeting=cast.meeting(**fields), room=room)
