"""The register of the story: March's figures, the causes of one problem, its chosen way and RTL; SWOT and risks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from lokmin.cli.demo.people import Cast
from lokmin.core.periods import Month
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.followup.models import Action
from lokmin.cycle.monitoring.models import Cause, Problem, Risk, SwotLine
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.monitoring.register import queries

At = Callable[[str], AbstractContextManager[None]]
MARCH, APRIL = Month(2026, 3), Month(2026, 4)

#: What was said on 7 April about the road of ANC in Watubelah: (name, below which, rib, text, evidence, root).
CAUSES: tuple[tuple[str, str, str, str, str, bool], ...] = (
    ("data", "", "metode", "Ibu hamil baru tidak terdata", "Buku kohort: ibu baru tinggal 4 pada Maret", False),
    ("kader", "data", "", "Kader tidak lagi mengetuk pintu", "Wawancara 4 kader, 2 April", False),
    ("ganti", "kader", "", "Kader di empat dusun berganti sejak Januari dan belum dilatih mendata",
     "Daftar kader desa; belum ada pelatihan tahun ini", True),
    ("jauh", "", "lingkungan", "Dua dusun sulit dicapai saat hujan", "Jalan Krajan putus 3 minggu, Februari", False),
    ("malam", "", "dana", "Keluarga tidak punya ongkos ke Puskesmas", "", False),
)  # fmt: skip
EFFECT = "Komplikasi kehamilan terlambat diketahui"
#: (name of the cause, way, M, I, V, C, chosen).
WAYS: tuple[tuple[str, str, tuple[int, int, int, int], bool], ...] = (
    ("ganti", "Pendataan ibu hamil dari rumah ke rumah di empat dusun Watubelah", (4, 4, 5, 2), True),
    ("ganti", "Melatih kader baru mendata ibu hamil, sehari di balai desa", (3, 5, 4, 3), False),
    ("jauh", "Posyandu keliling dua dusun saat musim hujan", (3, 3, 3, 4), False),
)  # fmt: skip
#: RTL of April's lokmin by indicator, and the village of its problem.
LINKED = (("K1", "Watubelah"), ("PN-FASKES", "Watubelah"), ("K6", "Tlogomulyo"), ("DS", "Pringgodani"))
#: What people raised.
RAISED: tuple[dict[str, str], ...] = (
    {
        "by": "endah", "source": "masyarakat", "what": "Posyandu Melati tidak buka", "who": "balita Dusun Krajan",
        "village": "Watubelah", "when": "Maret–April 2026", "how_big": "2 dari 3 jadwal", "category": "sarana",
        "raised_by": "Kader Dusun Krajan", "evidence": "Buku tamu posyandu",
    },
    {
        "by": "sri", "source": "masukan", "what": "Timbangan Posyandu Mawar tidak tepat", "village": "Banyuwening",
        "when": "April 2026", "category": "sarana", "raised_by": "kotak masukan",
    },
)  # fmt: skip
SWOT: tuple[tuple[str, str], ...] = (
    ("S", "Bidan desa lengkap di 12 desa"),
    ("S", "USG tersedia setiap Kamis"),
    ("W", "Kader baru belum dilatih"),
    ("W", "Kohort ibu belum diisi tiap minggu"),
    ("O", "Dana desa boleh untuk ongkos kader"),
    ("O", "Klinik jejaring bersedia melapor"),
    ("T", "Dua dusun terputus saat hujan"),
    ("SO", "Kelas ibu hamil tiap dusun dengan dana desa"),
    ("WO", "Pelatihan kader dibiayai dana desa"),
    ("WT", "Pendataan selesai sebelum musim hujan"),
)  # fmt: skip
#: (unit, risk, O, S, cause, effect, prevention, handling, owner, day of review).
RISKS: tuple[tuple[str, str, int, int, str, str, str, str, str, dt.date], ...] = (
    ("Ruang imunisasi", "Suhu lemari vaksin keluar dari 2–8 °C", 3, 4, "Listrik padam, pencatat suhu tidak dibaca",
     "Vaksin rusak, sasaran tidak terlindungi", "Suhu dicatat pagi dan sore; genset diuji tiap bulan",
     "Vaksin dipindah ke kotak dingin, lapor Dinkes", "lukman", dt.date(2026, 7, 1)),
    ("KIA", "Tanda bahaya kehamilan terlambat dikenali", 2, 5, "Kunjungan tidak lengkap", "Kematian ibu",
     "Skor risiko pada tiap kunjungan; USG trimester 1", "Rujukan terencana dengan mobil siaga", "ratna",
     dt.date(2026, 6, 1)),
    ("Loket", "Salah identitas pasien", 3, 3, "Nama sama, nomor tidak dicocokkan", "Obat atau tindakan keliru",
     "Dua penanda dibacakan: nama lengkap dan tanggal lahir", "Hentikan, periksa ulang, lapor insiden", "yusuf",
     dt.date(2026, 4, 1)),
    ("Laboratorium", "Tertusuk jarum", 2, 2, "Wadah tajam penuh", "Paparan darah petugas",
     "Wadah diganti saat tiga perempat", "Cuci, lapor, profilaksis", "lukman", dt.date(2026, 10, 1)),
)  # fmt: skip


def open_register(cast: Cast, at: At) -> None:
    """On 3 April the register follows the figures of March for the first time."""
    if Problem.objects.of(cast.puskesmas).exists():
        return
    with at("2026-04-03T14:10"):
        register.refresh(puskesmas=cast.puskesmas, month=MARCH, by=cast.people["yusuf"])


def seek_causes(cast: Cast, at: At) -> None:
    """In the lokmin of April the causes of one problem are written down, ways scored, one chosen and made an RTL."""
    problem = _problem(cast, "K1", "Watubelah")
    if problem is None or problem.causes.exists():
        return
    ratna, puskesmas = cast.people["ratna"], cast.puskesmas
    made: dict[str, Cause] = {}
    with at("2026-04-07T10:20"):
        for name, above, rib, text, evidence, root in CAUSES:
            made[name] = register.add_cause(
                problem=problem,
                by=ratna,
                text=text,
                rib=rib,
                parent=made.get(above),
                root=root,
                evidence=evidence,
                determinant="pertama" if name == "data" else "",
            )
        register.add_cause(problem=problem, by=ratna, text=EFFECT, side="akibat")
    with at("2026-04-07T10:35"):
        for cause, text, (m, i, v, c), chosen in WAYS:
            way = register.add_alternative(problem=problem, by=ratna, text=text, cause=made[cause])
            register.score_alternative(
                alternative=way, by=ratna, method="reinke", scores={"M": m, "I": i, "V": v, "C": c}
            )
            if chosen:
                register.choose_alternative(alternative=way, by=ratna)
    with at("2026-04-07T11:05"):
        for indicator, village in LINKED:
            about = _problem(cast, indicator, village)
            action = Action.objects.of(puskesmas).filter(indicator=indicator, village__name=village, year=2026).first()
            if about is not None and action is not None:
                works_on = made["ganti"].pk if indicator == "K1" else None
                followup.change(action=action, by=cast.people["yusuf"], register=about.pk, root=works_on)


def raise_problems(cast: Cast, at: At) -> None:
    """What a kader and the input box brought in April."""
    puskesmas = cast.puskesmas
    if Problem.objects.of(puskesmas).filter(kind=Problem.RAISED).exists():
        return
    with at("2026-04-21T09:30"):
        for told in RAISED:
            columns = {name: value for name, value in told.items() if name not in ("by", "village")}
            village = next(v for v in cast.villages if v.name == told["village"])
            register.record_problem(puskesmas=puskesmas, by=cast.people[told["by"]], village=village, **columns)


def plan_ahead(cast: Cast, at: At) -> None:
    """SWOT of mother and child, four risks."""
    puskesmas = cast.puskesmas
    with at("2026-04-22T10:00"):
        if not SwotLine.objects.of(puskesmas).exists():
            for cell, text in SWOT:
                register.add_swot(
                    puskesmas=puskesmas, by=cast.people["ratna"], year=2026, cell=cell, text=text, programme="kia"
                )
        if not Risk.objects.of(puskesmas).exists():
            for unit, risk, o, s, cause, effect, prevention, handling, owner, review in RISKS:
                register.add_risk(
                    puskesmas=puskesmas, by=cast.people["yusuf"], unit=unit, risk=risk, occurrence=o, severity=s,
                    cause=cause, effect=effect, prevention=prevention, handling=handling, owner=cast.people[owner],
                    review_on=review,
                )  # fmt: skip


def follow_april(cast: Cast, at: At) -> None:
    """On 4 May the register follows the figures of April."""
    followed = queries.newest_month(cast.puskesmas)
    if followed is None or followed < APRIL:
        with at("2026-05-04T08:40"):
            register.refresh(puskesmas=cast.puskesmas, month=APRIL, by=cast.people["yusuf"])


def _problem(cast: Cast, indicator: str, village: str) -> Problem | None:
    place = next(v for v in cast.villages if v.name == village)
    entry = queries.for_key(cast.puskesmas, indicator, place.code)
    return Problem.objects.get(pk=entry.pk) if entry else None
