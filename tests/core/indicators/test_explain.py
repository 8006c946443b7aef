"""“Bagaimana angka ini dibuat”: every figure of a row is said in words and followed to its cell."""

from __future__ import annotations

import dataclasses
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from lokmin.core.facts import Source
from lokmin.core.indicators import words
from lokmin.core.indicators.definitions import Aggregation, Catalogue, DatedTarget, Direction, Element, Indicator
from lokmin.core.indicators.explain import explain
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.pws.coverage import Inputs, table
from lokmin.core.pws.status import StatusRule

RULES = Path(__file__).resolve().parents[3] / "src/lokmin/catalog/rules/pws.toml"
RULE = StatusRule.load(tomllib.loads(RULES.read_text("utf-8")), 2026)
ELEMENTS = {
    e.code: e
    for e in (
        Element("kia.k1", "ibu hamil K1", "K1", "ibu", "kia"),
        Element("kia.k4", "ibu hamil K4", "K4", "ibu", "kia"),
        Element("sasaran.bumil", "sasaran ibu hamil", "bumil", "ibu", "kia", yearly=True),
        Element("sasaran.bulin", "sasaran ibu bersalin", "bulin", "ibu", "kia", yearly=True),
    )
}
CATALOGUE = Catalogue(ELEMENTS, {})
K1 = Indicator(
    code="K1", official="KIA-01", name="Kunjungan pertama ibu hamil (K1)", short="K1", numerator="kia.k1",
    denominator="sasaran.bumil", people="ibu", programme="kia", klaster=2, upaya="UKM", nature=("preventif",),
    definition="Ibu hamil yang diperiksa pertama kali.", why="", source="Pedoman PWS-KIA",
    targets=(DatedTarget(2020, 10_000, "SPM"),), valid_from=2025,
)  # fmt: skip
BOOK = "BANYUWENING_Laporan_Ibu_2026-04.xlsx"
VALUES = {("Sendangayu", f"2026-{n:02d}", "kia.k1"): v * MICRO for n, v in enumerate((23, 6, 6, 19), 1)}
VALUES |= {("Sendangayu", "2026", "sasaran.bumil"): 111_100_000, ("Sendangayu", "2026", "sasaran.bulin"): 106_050_000}
SOURCES = {
    ("Sendangayu", f"2026-{n:02d}", "kia.k1"): Source(BOOK, "1.DATA KIA", cell)
    for n, cell in enumerate(("D37", "D67", "D97", "D127"), 1)
}
APRIL = Month(2026, 4)


def say(indicator: Indicator = K1, month: Month = APRIL, place: int = 0, values=VALUES, **more):
    inputs = Inputs(("Sendangayu", "Lebakharjo"), "Puskesmas", values, RULE, ELEMENTS, **more)
    row = table([indicator], inputs, month)[place]
    return explain(row, indicator, CATALOGUE, inputs, SOURCES, names={"Puskesmas": "Puskesmas Banyuwening"})


def test_sendangayu_is_explained_as_on_the_indicator_page() -> None:
    said = say()
    assert said.title == "Kunjungan pertama ibu hamil (K1), Sendangayu, Januari–April 2026"
    assert said.step("Rumus") == "ibu hamil K1 ÷ sasaran ibu hamil setahun"
    assert said.step("Jumlah") == "23 + 6 + 6 + 19 = 54"
    assert said.step("Hitung") == "54 ÷ 111,1 = 48,6 %"
    assert said.step("Target") == "100 % × 4 ÷ 12 = 33,3 % (SPM)"
    assert said.step("Sasaran") == "sasaran ibu hamil: 111,1. Penyebut menurut definisi."
    assert said.step("Status") == (
        "48,6 % sudah mencapai target 33,3 %; April 19, Maret 6, naik: "
        "baik (target tercapai, bulan ini naik atau tetap)"
    )
    assert said.step("Laju kejar") == "perlu 8 ibu sebulan sampai Desember, sejauh ini 13,5: terjangkau"
    assert said.step("Ketentuan") == "Ibu hamil yang diperiksa pertama kali; berlaku sejak 2025; Pedoman PWS-KIA"
    april = said.cells[3]
    assert (april.period, april.value, str(april.source)) == (
        "2026-04", 19 * MICRO, f"{BOOK}, lembar 1.DATA KIA, sel D127",
    )  # fmt: skip


def test_the_command_line_prints_the_sum_and_the_cells() -> None:
    text = say().text()
    assert "Jumlah      23 + 6 + 6 + 19 = 54" in text
    assert f"  April: 19, {BOOK}, lembar 1.DATA KIA, sel D127" in text
    assert "  2026: 111,1, asal sel tidak tercatat" in text


def test_one_mother_short_is_seen_although_both_print_33_3() -> None:
    values = {("Sendangayu", "2026-04", "kia.k1"): 34 * MICRO, ("Sendangayu", "2026", "sasaran.bumil"): 102_100_000}
    said = say(values=values)
    assert "33,30 % belum mencapai target 33,33 %; kurang 1 ibu" in said.step("Status")


def test_the_offices_own_denominator_is_named() -> None:
    said = say(denominators={"K1": "sasaran.bulin"})
    assert said.step("Rumus") == "ibu hamil K1 ÷ sasaran ibu bersalin setahun"
    assert said.step("Sasaran") == (
        "sasaran ibu bersalin: 106,05. Penyebut ini pilihan kantor; definisi memakai sasaran ibu hamil."
    )


def test_a_share_of_the_sasaran_is_worked_out() -> None:
    said = say(dataclasses.replace(K1, denominator="20% * sasaran.bumil"))
    assert said.step("Rumus") == "ibu hamil K1 ÷ (20 % × sasaran ibu hamil setahun)"
    assert said.step("Sasaran").startswith("20 % × sasaran ibu hamil: 20 % × 111,1 = 22,22.")
    assert "di atas 100 %" in said.step("Hitung")


def test_a_missing_month_is_a_dash_and_is_told() -> None:
    values = {key: value for key, value in VALUES.items() if key[1] != "2026-02"}
    said = say(values=values)
    assert said.step("Jumlah") == "23 + – + 6 + 19 = 48"
    assert said.step("Laporan") == "belum lapor: Februari"
    late = say(values={key: value for key, value in VALUES.items() if key[1] != "2026-04"})
    assert late.step("Status") == "belum lapor: kosong bukan nol"
    assert late.step("Hitung") == "35 ÷ 111,1 = 31,5 % (sampai Maret; bulan ini belum lapor)"


def test_the_puskesmas_row_lists_the_cells_of_its_villages() -> None:
    said = say(place=2)
    assert "Puskesmas Banyuwening" in said.title
    assert said.step("Laporan") == "1 dari 2 desa melapor April"
    assert len(said.cells) == 5
    assert {cell.place for cell in said.cells} == {"Sendangayu"}


def test_nothing_reported_and_no_target_are_said() -> None:
    said = say(dataclasses.replace(K1, targets=()), place=1)
    assert said.step("Jumlah") == "belum ada laporan tahun ini"
    assert said.step("Target") == "belum ditetapkan; kantor menetapkannya di halaman Target"
    assert said.step("Hitung") == ""
    assert said.cells == ()


def test_targets_of_the_office_are_named_as_such() -> None:
    assert say(targets={("K1", "", 0): 9_500}).step("Target") == "95 % × 4 ÷ 12 = 31,7 % (ditetapkan kantor)"
    assert (
        say(targets={("K1", "", 4): 4_000}).step("Target") == "40,0 % sampai April, ditetapkan kantor untuk bulan ini"
    )


def test_drop_out_is_explained_with_its_own_words() -> None:
    drop_out = dataclasses.replace(
        K1, numerator="kia.k1 - kia.k4", denominator="kia.k1", direction=Direction.DOWN, pro_rata=False,
        targets=(DatedTarget(2020, 1_000, ""),),
    )  # fmt: skip
    k4 = {("Sendangayu", f"2026-{n:02d}", "kia.k4"): v * MICRO for n, v in enumerate((20, 5, 5, 10), 1)}
    said = say(drop_out, values=VALUES | k4)
    assert said.step("Rumus") == "(ibu hamil K1 − ibu hamil K4) ÷ ibu hamil K1"
    assert said.step("Hitung") == "14 ÷ 54 = 25,9 %"
    assert said.step("Target") == "10 % setiap bulan"
    assert "25,9 % melewati target 10,0 %; kelebihan 9 ibu; April naik dibanding Maret: jelek" in said.step("Status")


@pytest.mark.parametrize(
    ("way", "sum_text"),
    [(Aggregation.STOCK, "posisi terakhir, April: 19"), (Aggregation.MEAN, "(23 + 6 + 6 + 19) ÷ 4 = 13,5")],
)
def test_positions_and_means_are_summed_their_own_way(way: Aggregation, sum_text: str) -> None:
    assert say(dataclasses.replace(K1, aggregation=way, pro_rata=False)).step("Jumlah") == sum_text


def test_rates_and_shares_are_written_the_indonesian_way() -> None:
    assert words.rate(Fraction(249, 10), 1000) == "24,9 ‰"
    assert words.rate(Fraction(49), 100_000) == "49,0 per 100.000"
    assert words.share(Fraction(1, 3)) == "1/3"
    assert words.share(Fraction(11, 10)) == "1,1"
    assert words.share(Fraction(15, 100)) == "15 %"
    assert words.apart(Fraction(1), Fraction(1), 100) == ("1,0 %", "1,0 %")
