"""The real files beside the project: what is expected of each; skipped where the folder is absent."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lokmin.catalog.loading import load
from lokmin.core.indicators.definitions import Catalogue
from lokmin.exchange.excel.records import ASK, Understanding
from lokmin.exchange.excel.understanding import understand

pytestmark = pytest.mark.real_data

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def read(path: Path, catalogue: Catalogue) -> Understanding:
    return understand(path.read_bytes(), path.name, catalogue=catalogue)


@pytest.fixture(scope="module")
def pecangaan(catalogue: Catalogue) -> Understanding:
    folder = Path(__file__).resolve().parents[3] / "shared" / "data" / "pecangaan-pws-kia"
    return read(next(folder.glob("*.xlsx")), catalogue)


class TestPecangaan:
    """One real year's workbook: January to April typed, the rest empty."""

    def test_every_typed_figure_of_four_months_comes_back(self, pecangaan: Understanding, real_data: Path) -> None:
        import openpyxl

        path = next((real_data / "pecangaan-pws-kia").glob("*.xlsx"))
        typed = openpyxl.load_workbook(path)["1.DATA KIA"]
        found = {r.cell: r for r in pecangaan.readings if r.sheet == "1.DATA KIA"}
        checked = 0
        for month, first in enumerate((9, 43, 77, 111), 1):
            for row in range(first, first + 12):
                for col in range(6, 39):
                    cell = typed.cell(row, col)
                    if isinstance(cell.value, (int, float)):
                        reading = found[cell.coordinate]
                        assert reading.micro == round(cell.value * 1_000_000)
                        assert reading.period == f"2026-{month:02d}"
                        assert reading.state_hint == ""
                        checked += 1
        assert checked == 774

    def test_all_columns_of_all_villages_in_four_months_have_their_meaning(self, pecangaan: Understanding) -> None:
        monthly = [r for r in pecangaan.readings if r.sheet == "1.DATA KIA" and r.period in MONTHS]
        assert {r.element for r in monthly} >= {
            "kia.k1",
            "kia.k4",
            "kia.k6",
            "kia.k1_dokter",
            "kia.pn",
            "kia.pn_faskes",
            "kia.pk",
            "kia.kf1",
            "kia.t2plus",
        }
        assert all(r.element for r in monthly)
        k1 = Counter(r.period for r in monthly if r.element == "kia.k1")
        assert k1 == dict.fromkeys(MONTHS, 12)
        assert sum(r.micro for r in monthly if r.element == "kia.k1") == 374_000_000
        assert sum(r.micro for r in monthly if r.element == "kia.neonatus") == 298_000_000

    def test_months_not_reported_are_empty_not_zero(self, pecangaan: Understanding) -> None:
        assert {r.period for r in pecangaan.readings if r.sheet == "1.DATA KIA"} == {"2026", *MONTHS}

    def test_sasaran_are_facts_of_the_year_told_once(self, pecangaan: Understanding) -> None:
        yearly = [r for r in pecangaan.readings if r.period == "2026"]
        assert Counter(r.element for r in yearly) == {
            "sasaran.bumil": 12,
            "sasaran.bulin": 12,
            "sasaran.komplikasi": 12,
        }
        assert sum(r.micro for r in yearly if r.element == "sasaran.bumil") == 1_067_000_000

    def test_the_computed_sheet_is_not_taken_for_reports(self, pecangaan: Understanding) -> None:
        computed = [r for r in pecangaan.readings if r.sheet == "2.PWS"]
        # Anaemia and KEK stand nowhere else: their source sheet was removed. They are asked, never taken silently.
        assert {r.element for r in computed} <= {"kia.anemia", "gizi.bumil_kek"}
        assert all(r.state_hint == ASK for r in computed)

    def test_the_yearly_blocks_are_ignored_and_their_wrong_year_is_found(self, pecangaan: Understanding) -> None:
        assert not [
            r
            for r in pecangaan.readings
            if r.sheet == "1.DATA KIA" and int("".join(c for c in r.cell if c.isdigit())) > 405
        ]
        found = {f.cell for f in pecangaan.findings if f.code == "tahun-judul-berbeda"}
        assert found == {"C412", "C436"}

    def test_the_files_own_mistakes_are_named_with_cells(self, pecangaan: Understanding) -> None:
        found = {(f.code, f.cell) for f in pecangaan.findings}
        assert ("nomor-urut-salah", "A52") in found
        assert ("rujukan-lembar-hilang", "AF6") in found

    def test_the_villages_and_the_puskesmas_are_proposed(self, pecangaan: Understanding) -> None:
        assert [p.kind for p in pecangaan.proposed_places] == ["desa"] * 12
        assert (pecangaan.proposed_puskesmas, pecangaan.proposed_district) == ("PECANGAAN", "JEPARA")


TANGSEL = {  # number of the table: (facts, columns of facts)
    "11a": (7, 1), "13a": (14, 2), "14a": (7, 1), "1a": (14, 2), "24.": (21, 3), "24a": (14, 2), "25a": (14, 2),
    "26a": (0, 0),
    "5a": (35, 5), "6a": (63, 9), "sdmk": (14, 2),
}  # fmt: skip


@pytest.mark.parametrize("number", TANGSEL)
def test_tangsel_tables_of_2022_are_consistent_so_nothing_is_said(
    number: str, real_data: Path, catalogue: Catalogue
) -> None:
    found = read(next((real_data / "tangsel-kia-2022").glob(f"{number}*")), catalogue)
    facts, columns = TANGSEL[number]
    assert len(found.readings) == facts
    assert len({r.header for r in found.readings}) == columns
    assert {r.period for r in found.readings} <= {"2022"}
    assert not found.findings
    assert not [r for r in found.readings if r.state_hint or "total" in r.place_text.lower()]


def test_medan_does_not_say_its_year_so_it_is_asked(real_data: Path, catalogue: Catalogue) -> None:
    found = read(real_data / "medan-dbd" / "dbd.xlsx", catalogue)
    assert len({r.place_text for r in found.readings}) == 21
    assert {r.state_hint for r in found.readings} == {ASK}
    assert "period" in {q.kind for q in found.questions}


def test_jakarta_names_its_places_by_code_and_its_elements_in_rows(real_data: Path, catalogue: Catalogue) -> None:
    found = read(real_data / "jakarta-kesehatan-2018-2020" / "Data_Kesehatan_DKI_Jakarta.xlsx", catalogue)
    # Twelve cells are "AIDS kasus kumulatif": told as running totals, so no facts.
    assert Counter(r.sheet for r in found.readings) == {
        "Penyakit": 162,
        "Tenaga_kesehatan": 96,
        "Fasilitas_Kesehatan": 54,
    }
    assert {r.period for r in found.readings} == {"2018", "2019", "2020"}
    assert ("Malaria",) in {r.header for r in found.readings}


def test_bandung_has_three_different_numbers_for_each_kecamatan_and_says_so(
    real_data: Path, catalogue: Catalogue
) -> None:
    found = read(real_data / "bandung-tb" / "TB_PARU.xlsx", catalogue)
    assert len(found.readings) == 479
    assert {r.period for r in found.readings} == {"2023", "2024"}
    assert Counter(r.state_hint for r in found.readings)[ASK] >= 470
    assert "tempat-ganda" in {f.code for f in found.findings}


def test_bogor_and_jabar_years_stand_in_a_column(real_data: Path, catalogue: Catalogue) -> None:
    bogor = read(real_data / "bogor-dbd" / "pndrt_pnykt_mnlr_dmm_brdrh_mnrt_kcmtn_d_kbptn_bgr.csv", catalogue)
    assert Counter(r.period for r in bogor.readings) == {"2020": 40, "2021": 40, "2022": 40}
    assert "CIBINONG" in {r.place_text for r in bogor.readings}
    jabar = read(real_data / "jabar-dbd" / "data_dbd.csv", catalogue)
    assert len(jabar.readings) == 234
    assert len({r.place_text for r in jabar.readings}) >= 26


def test_lampung_has_months_and_no_place_so_the_place_is_asked(real_data: Path, catalogue: Catalogue) -> None:
    found = read(real_data / "lampung-tb-bulanan" / "Pesisir_Barat.csv", catalogue)
    assert {r.state_hint for r in found.readings} == {ASK}
    assert len({r.period for r in found.readings if r.period and len(r.period) == 7}) == 60
    assert any(q.kind == "place" and q.options == ("Pesisir_Barat",) for q in found.questions)


def test_national_rates_are_not_facts(real_data: Path, catalogue: Catalogue) -> None:
    found = read(real_data / "nasional-dbd-provinsi" / "Data_DBD_2022.csv", catalogue)
    assert {r.header for r in found.readings} == {("Jumlah Penduduk",), ("Jumlah Kasus",), ("Meninggal",)}
    assert len({r.place_text for r in found.readings}) == 34


def test_coverages_without_a_percent_sign_are_asked(real_data: Path, catalogue: Catalogue) -> None:
    found = read(real_data / "provinsi-imunisasi" / "imunisasi.csv", catalogue)
    assert {r.state_hint for r in found.readings} == {ASK}
    assert sum(q.kind == "number" for q in found.questions) == 7


def test_belitung_tables_without_any_header_take_nothing_silently(real_data: Path, catalogue: Catalogue) -> None:
    for path in sorted((real_data / "belitung-timur-profil" / "2023" / "csv").glob("*.csv")):
        found = read(path, catalogue)
        assert not [r for r in found.readings if not r.state_hint and r.element], path.name
        if found.readings:
            assert {"header", "period"} & {q.kind for q in found.questions}, path.name


def test_empty_report_templates_hold_no_facts(real_data: Path, catalogue: Catalogue) -> None:
    for path in (real_data / "akudihatinya-templat-spm").glob("*.xlsx"):
        assert not read(path, catalogue).readings
