"""A RUK, a five-year plan and a situation of Puskesmas Banyuwening to print."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.money import CostLine
from lokmin.core.planning.renstra import RenstraLine
from lokmin.core.planning.ruk import Origin, RukItem
from lokmin.core.planning.rules import PlanRule
from lokmin.core.planning.situation import Ranked, SituationTable, parts
from lokmin.core.problems.gaps import GapInput, gap_table
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.renstra import RenstraPaper
from lokmin.documents.forms.ruk import RukPaper
from lokmin.documents.forms.situation import SituationPaper
from lokmin.documents.model import Letterhead, Paper

HEAD = Signer("dr. Anindya Prameswari", "Kepala Puskesmas", "Pembina / IV a", "198013012008132001")
OFFICE = Office(
    "Puskesmas Banyuwening",
    Letterhead("PEMERINTAH KABUPATEN ARGAMULYA", "DINAS KESEHATAN", "UPTD PUSKESMAS BANYUWENING",
               ("Jalan Mata Air Nomor 1, Banyuwening",)),
    "Banyuwening", dt.date(2027, 1, 5), HEAD, Paper.F4,
)  # fmt: skip
RULE = PlanRule.load(rules("planning"), 2028)
FUNDS = FundBook.load(rules("funds"), 2028)


def item(key: str, effort: str, activity: str, **more) -> RukItem:
    given = {
        "unit": "KIA", "purpose": "Cakupan K6 naik di semua desa", "target_group": "Ibu hamil",
        "target": "240 ibu hamil", "owner": "Ratna Wulandari, S.Tr.Keb.", "money": "konsumsi, transport",
        "tools": "lembar balik", "staff": "2 bidan", "partners": "PKK, kader", "when": "Februari–November",
        "indicator": "90 % ibu hamil ikut kelas 4 kali", "amounts": (("bok", 12_000_000),), "programme": "kia",
    }  # fmt: skip
    return RukItem(key, effort, activity, **{**given, **more})


ITEMS = (
    item("1", "ukm-esensial", "Kelas ibu hamil tiap desa",
         lines=(CostLine("Konsumsi", 40 * MICRO, "orang", 15_000, 20 * MICRO),)),
    item("2", "ukm-esensial", "Pendataan ibu hamil dari rumah ke rumah", unit="KIA",
         amounts=(("bok", 8_000_000), ("dana-desa", 2_500_000)), origin=Origin.MMD),
    item("3", "ukm-esensial", "Pemberian makanan tambahan balita kurus", unit="Gizi", programme="gizi",
         amounts=(("dana-desa", 31_250_000),)),
    item("4", "admen", "Lokakarya mini bulanan dan tribulanan", unit="Manajemen", amounts=(("bok", 14_400_000),),
         programme="admen"),
    item("5", "ukp", "Kalibrasi alat", unit="UKP", amounts=(), programme="ukp"),
)  # fmt: skip
RUK = RukPaper(2028, ITEMS, RULE, FUNDS, OFFICE, version=2, reason="Saran Dinas Kesehatan")
LINES = tuple(
    RenstraLine(
        str(n), effort, name, unit=unit, purpose="Ibu dan bayi sehat", formula="K6 dibagi sasaran ibu hamil × 100 %",
        baseline="61 %", targets=("70 %", "75 %", "80 %", "85 %", "90 %"),
        activities=("Kelas ibu hamil", "Pendataan ibu hamil", "USG keliling"),
        budgets=(112_000_000, 115_500_000, None, 120_000_000, 1_250_000_000), funds=("bok",), programme="kia",
    )
    for n, (effort, unit, name) in enumerate((
        ("ukm-esensial", "KIA", "Cakupan K6"), ("ukm-esensial", "Gizi", "D/S"),
        ("admen", "Manajemen", "Lokmin bulanan"),
    ), start=1)
)  # fmt: skip
RENSTRA = RenstraPaper(2026, LINES, RULE, FUNDS, OFFICE)
GAPS = gap_table(
    [
        GapInput("KIA", "K6", Fraction(90), (Fraction(80), Fraction(75), Fraction(71)), missed=104, people="ibu"),
        GapInput("Gizi", "D/S", Fraction(80), (None, Fraction(82), Fraction(83))),
    ],
    (2024, 2025, 2026), 100,
)  # fmt: skip
SITUATION = SituationPaper(
    2028,
    parts(
        [SituationTable("wilayah", "Wilayah kerja", ("Desa", "Penduduk", "KK"),
                        (("Watubelah", "3.210", "812"), ("Jumlah", "3.210", "812")),
                        "profil kecamatan 2026", frozenset({1, 2}), total=True)],
        RULE,
    ),
    GAPS, (2024, 2025, 2026),
    (
        Ranked("1", "Cakupan K6 tahun 2026 sebesar 71 %, target 90 %, kesenjangan 19 %.", 13, "USG 13",
               cause="Kader baru belum dilatih", solution="Pendataan dari rumah ke rumah"),
        Ranked("2", "Timbangan posyandu tidak tepat.", missing="Belum disebut: seberapa besar."),
    ),
    OFFICE, "USG",
)  # fmt: skip
