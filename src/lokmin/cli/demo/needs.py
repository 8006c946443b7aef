"""Tools, goods and training of Banyuwening in the demo, and the proposals for 2027 drawn from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lokmin.cli.demo.people import Cast
from lokmin.core.needs.equipment import Tool
from lokmin.core.numbers import MICRO
from lokmin.cycle.workforce.models import Equipment, LogisticNeed, NeedProposal, Staff
from lokmin.cycle.workforce.needs import operations
from lokmin.cycle.workforce.needs import rules as dated
from lokmin.cycle.workforce.training import operations as training
from lokmin.cycle.workforce.training.operations import Part

#: What is not simply there in good order: code -> (good, light, heavy, year, source, brand, last calibration, price).
SPECIAL: dict[str, tuple[int | None, int, int, int, str, str, str, int]] = {
    "umum.otoskop": (0, 1, 0, 2014, "APBD", "Riester ri-scope", "", 2_400_000),
    "umum.oftalmoskop": (0, 0, 0, 2014, "", "", "", 4_200_000),
    "igd.ekg": (1, 0, 0, 2018, "DAK fisik", "Fukuda FX-7102", "2024-08-12", 38_000_000),
    "igd.defibrilator": (0, 0, 0, 0, "", "", "", 24_500_000),
    "igd.nebulizer": (1, 1, 0, 2017, "APBD", "Omron NE-C28", "2025-03-04", 1_150_000),
    "igd.penghisap": (0, 0, 1, 2012, "APBD", "Thomas 1242", "", 6_300_000),
    "igd.tensimeter-anak": (None, 0, 0, 0, "", "", "", 650_000),
    "kia.doppler": (1, 0, 1, 2016, "DAK fisik", "Bistos BT-200", "2025-01-20", 3_500_000),
    "kia.usg": (1, 0, 0, 2023, "DAK fisik", "Mindray DP-10", "2025-06-17", 68_000_000),
    "kia.lila": (2, 0, 1, 2021, "BOK", "", "", 25_000),
    "kia.implan": (0, 1, 0, 2015, "BKKBN", "", "", 2_800_000),
    "kia.carrier": (1, 0, 1, 2019, "Dinkes", "", "", 1_900_000),
    "anak.sdidtk": (None, 0, 0, 0, "", "", "", 3_100_000),
    "anak.panjang": (1, 0, 0, 2022, "DAK fisik", "Seca 417", "2025-09-02", 3_900_000),
    "vk.partus": (1, 1, 0, 2018, "APBD", "", "", 4_750_000),
    "vk.penghangat": (1, 0, 0, 2019, "DAK fisik", "GEA XHZ-90", "2024-11-05", 29_000_000),
    "gigi.skeling": (0, 0, 1, 2013, "APBD", "Woodpecker UDS-J", "", 5_600_000),
    "gigi.diagnostik": (3, 1, 1, 2017, "APBD", "", "", 420_000),
    "lab.fotometer": (1, 0, 0, 2017, "DAK fisik", "Microlab 300", "2025-02-11", 62_000_000),
    "lab.hematologi": (0, 0, 0, 0, "", "", "", 145_000_000),
    "lab.mikropipet": (1, 1, 0, 2018, "APBD", "Socorex", "", 2_100_000),
    "cssd.kering": (0, 0, 1, 2011, "APBD", "Corona ZTP-80", "", 7_800_000),
}
#: Item -> (stock, price, fund).
STOCK: dict[str, tuple[int, int, str]] = {
    "Tablet tambah darah ibu hamil": (31_500, 210, "apbd"),
    "Buku KIA": (410, 13_000, "apbd"),
    "Strip pemeriksaan Hb": (600, 9_500, "kapitasi"),
    "Tes cepat HIV, sifilis, dan hepatitis B": (720, 32_000, "apbd"),
    "Vitamin A biru (6–11 bulan)": (500, 900, "apbd"),
    "Vitamin A merah (12–59 bulan)": (3_000, 900, "apbd"),
    "Reagen Hb": (40, 9_500, "kapitasi"),
    "Reagen kolesterol": (0, 17_500, "kapitasi"),
}
#: Pilgrims of the coming season, as the Siskohatkes lists them.
PILGRIMS = 46


def fill_needs(cast: Cast) -> None:
    """Everything once; doing it again changes nothing."""
    if Equipment.objects.of(cast.puskesmas).exists():
        return
    _tools(cast)
    _goods(cast)
    _training(cast)
    by, pkm = cast.people["yusuf"], cast.puskesmas
    operations.propose(
        puskesmas=pkm, by=cast.people["lukman"], year=2027, priority=1, reason="vaksin rusak saat padam 14 Februari",
        columns={"kind": "sarana", "item": "Genset 10 kVA untuk kulkas vaksin",
                 "basis": "Register risiko: listrik padam", "unit": "unit",
                 "needed_micro": MICRO, "available_micro": 0, "cost": 45_000_000, "fund": "blud",
                 "followup": "Minta tiga penawaran"},
    )  # fmt: skip
    operations.refresh(puskesmas=pkm, by=by, year=2027)
    for item, state in (
        ("Set pertolongan persalinan, Persalinan", "disetujui"),
        ("EKG", "dibahas"),
        ("Doppler", "dibahas"),
    ):
        row = NeedProposal.objects.of(pkm).filter(item__startswith=item).first()
        if row is not None:
            operations.mark(puskesmas=pkm, by=cast.people["anindya"], proposal=row, state=state)


def _tools(cast: Cast) -> None:
    lines = []
    for number, tool in enumerate(dated.equipment(2026).standard):
        special = SPECIAL.get(tool.code)
        if special is None:
            last = dt.date(2025, 5 + number % 8, 3 + number % 20) if tool.needs_calibration else None
            lines.append(replace(tool, good=tool.standard, light=0, heavy=0, acquired=2016 + number % 9, source="APBD",
                                 calibrated_on=last))  # fmt: skip
            continue
        good, light, heavy, year, source, brand, day, price = special
        lines.append(replace(
            tool, good=good, light=None if good is None else light, heavy=None if good is None else heavy,
            acquired=year or None, source=source, brand=brand, price=price,
            calibrated_on=dt.date.fromisoformat(day) if day else None,
        ))  # fmt: skip
    lines.append(Tool("Laboratorium", "TCM (tes cepat molekuler)", good=1, light=0, heavy=0, acquired=2022,
                      source="Kemenkes", brand="GeneXpert IV", needs_calibration=True))  # fmt: skip
    operations.take_in(puskesmas=cast.puskesmas, by=cast.people["yusuf"], lines=lines, name="aspak-banyuwening.xlsx")


def _goods(cast: Cast) -> None:
    operations.take_norms(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2027)
    operations.for_people(
        puskesmas=cast.puskesmas, by=cast.people["hendra"], year=2027, programme="haji", people=PILGRIMS
    )
    by_programme: dict[str, dict[int, dict[str, object]]] = {}
    for row in LogisticNeed.objects.of(cast.puskesmas).filter(year=2027):
        columns: dict[str, object] = {}
        if row.item in STOCK:
            stock, price, fund = STOCK[row.item]
            columns = {"stock_micro": stock * MICRO, "price": price, "fund": fund}
        if columns:
            by_programme.setdefault(row.programme, {})[row.pk] = columns
    for programme, changes in by_programme.items():
        operations.save_goods(
            puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2027, programme=programme, changes=changes
        )


def _training(cast: Cast) -> None:
    pkm, by = cast.puskesmas, cast.people["yusuf"]
    staff = {row.short_name.removeprefix("dr. ").split()[0]: row.pk for row in Staff.objects.of(pkm)}

    def those(*names: str, number: str = "", jpl: int | None = None) -> list[Part]:
        held = bool(number)
        return [Part(staff[n], held or None, jpl, f"{number}/{k:02d}" if held else "")
                for k, n in enumerate(names, 1) if n in staff]  # fmt: skip

    def write(title: str, parts: list[Part], **columns: object) -> None:
        training.save(puskesmas=pkm, by=by, year=2026, columns={"title": title, **columns}, parts=parts)

    write("Penggunaan USG dasar obstetri terbatas", those("Anindya", "Galih", number="1123/LAT/II/2026"),
          kind="pelatihan", provider="Bapelkes Provinsi", start=dt.date(2026, 2, 9), end=dt.date(2026, 2, 12),
          jpl_tenths=320, cost=9_600_000, fund="bok", state="terlaksana")  # fmt: skip
    write("Manajemen terpadu balita sakit (MTBS)", those("Ratna", "Endah", "Tri", number="087/MTBS/III/2026"),
          kind="pelatihan", provider="Dinas Kesehatan Kabupaten Argamulya", start=dt.date(2026, 3, 16),
          end=dt.date(2026, 3, 18), jpl_tenths=240, cost=6_750_000, fund="bok", state="terlaksana")  # fmt: skip
    write("Seminar hipertensi dan diabetes di layanan primer",
          those("Hendra", "Wening", "Yusuf", "Sri", number="S-41/2026"), kind="seminar", provider="Organisasi profesi",
          start=dt.date(2026, 4, 11), end=dt.date(2026, 4, 11),
          jpl_tenths=65, cost=0, state="terlaksana")  # fmt: skip
    write("Asuhan persalinan normal (penyegaran)", those("Dian", "Nur", "Retno"), kind="pelatihan", month=8,
          jpl_tenths=400, cost=12_000_000, fund="bok")  # fmt: skip
    write("Kalibrasi dan pemeliharaan alat sederhana", those("Bayu", "Arif"), kind="bimbingan teknis", month=9,
          provider="BPFK", jpl_tenths=160, cost=3_200_000, fund="blud")  # fmt: skip
    training.want(puskesmas=pkm, by=cast.people["sri"], year=2026, topic="Pemberian makan bayi dan anak (PMBA)",
                  why="Kader dan bidan desa belum seragam", profession="bidan")  # fmt: skip
    training.want(puskesmas=pkm, by=cast.people["lukman"], year=2027, topic="Pengelolaan rantai dingin vaksin",
                  why="Risiko suhu kulkas di register risiko")  # fmt: skip
    lent = [n for n in ("Rudi", "Joko") if n in staff]
    training.want(puskesmas=pkm, by=cast.people["hendra"], year=2027, topic="Kegawatdaruratan dasar (BTCLS)",
                  why="Dua petugas IGD belum terlatih", staff=[staff[n] for n in lent])  # fmt: skip
