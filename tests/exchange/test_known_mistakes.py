"""Known mistakes in real tables are found by the normal reading path, each with its cell; consistent ones stay quiet.

The list was made with a script of its own (sums, shares and repeats over the raw files), not from what is found here.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from lokmin.catalog.loading import load, rules
from lokmin.core.findings import Finding, Severity
from lokmin.core.periods import Month
from lokmin.core.quality.review import review
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.tables import look
from lokmin.exchange.excel.records import Understanding
from lokmin.exchange.excel.tabulated import table_cells
from lokmin.exchange.excel.understanding import understand

pytestmark = pytest.mark.real_data
RULES = QualityRules.load(rules("quality"), rules("consistency"), 2026)

JAKARTA = "jakarta-kesehatan-2018-2020/Data_Kesehatan_DKI_Jakarta.xlsx"
BOGOR = "bogor-dbd/pndrt_pnykt_mnlr_dmm_brdrh_mnrt_kcmtn_d_kbptn_bgr.csv"
BOGOR_TWO = "bogor-dbd/dbd_kabbogor.csv"
JABAR = "jabar-dbd/data_dbd.csv"
PROVINCES = "provinsi-imunisasi/imunisasi.csv"
BANDUNG = "bandung-tb/TB_PARU.xlsx"
BELITUNG = "belitung-timur-profil/2023/"
MOTHERS, FAMILY, AFTER_BIRTH = "tabel_24_pelayananIbuHamilBersalin", "tabel_29_KBaktif", "tabel_31_KBpascaSalin"
NEWBORN, VISITS, AGES = "tabel_33_komplikasiNeonatal", "tabel_38_kunjunganNeonatal", "tabel_02_kelompokUmur"

#: (file, cell, what the file says wrongly or oddly, code it is found under). Of Belitung Timur the part of the table
#: stands behind the name, and cells are those of the printed table copied into a sheet.
MISTAKES = [
    (JAKARTA, "D72", "Jakarta Selatan: 7 dari 9 penyakit 2019 sama dengan 2018", "periode-berulang"),
    (JAKARTA, "D84", "Jakarta Timur: 2019 menyalin 2018", "periode-berulang"),
    (JAKARTA, "D94", "Jakarta Pusat: 2019 menyalin 2018", "periode-berulang"),
    (JAKARTA, "D104", "Jakarta Barat: 2019 menyalin 2018", "periode-berulang"),
    (JAKARTA, "D114", "Jakarta Utara: 2019 menyalin 2018", "periode-berulang"),
    (JAKARTA, "D67", "Kepulauan Seribu: diare 1.940 pada 2018 dan 2019", "angka-berulang"),
    (JAKARTA, "D127", "Kepulauan Seribu: diare 2020 hanya 5, semula 1.940", "lompatan-sepuluh-kali"),
    (JAKARTA, "D136", "Jakarta Selatan: diare 2020 2.313, semula 101.122", "lompatan-sepuluh-kali"),
    (JAKARTA, "D145", "Jakarta Timur: diare 2020 3.768, semula 94.495", "lompatan-sepuluh-kali"),
    (JAKARTA, "D154", "Jakarta Pusat: diare 2020 1.601, semula 48.093", "lompatan-sepuluh-kali"),
    (JAKARTA, "D163", "Jakarta Barat: diare 2020 4.056, semula 92.498", "lompatan-sepuluh-kali"),
    (JAKARTA, "D172", "Jakarta Utara: diare 2020 3.129, semula 72.436", "lompatan-sepuluh-kali"),
    (JABAR, "F125", "Kota Bandung: 4.424 kasus pada 2019 dan 2020", "angka-berulang"),
    (JABAR, "F29", "Kabupaten Cianjur: 0 kasus pada 2017 di antara 799 dan 113", "lompatan-sepuluh-kali"),
    (JABAR, "F33", "Kabupaten Ciamis: 47 kasus pada 2017, semula 748", "lompatan-sepuluh-kali"),
    (BOGOR, "J115", "Tanjungsari: 9 kasus tiga tahun berturut-turut", "angka-berulang"),
    (BOGOR_TWO, "B115", "Tanjungsari: 9 kasus tiga tahun berturut-turut, versi kedua", "angka-berulang"),
    (BANDUNG, "D3", "Batununggal 2023: 49, 48 dan 3 tanpa keterangan", "beberapa-versi"),
    (BANDUNG, "D75", "Cinambo 2023: 53, 46 dan 4 tanpa keterangan", "beberapa-versi"),
    (PROVINCES, "B22", "“Kalimantan” dua kali: nama provinsi terpotong", "beberapa-versi"),
    (PROVINCES, "H22", "“Kalimantan” dua kali: nama provinsi terpotong", "beberapa-versi"),
    (PROVINCES, "D7", "Sumatera Selatan: DPT 1 108 %", "persen-lebih-dari-100"),
    (PROVINCES, "F11", "DKI Jakarta: polio 4 105,8 %", "persen-lebih-dari-100"),
    (PROVINCES, "H11", "DKI Jakarta: imunisasi dasar lengkap 102,8 %", "persen-lebih-dari-100"),
    (PROVINCES, "E15", "Jawa Timur: DPT 3 99,9 % di atas DPT 1 98,3 %", "urutan-terbalik"),
    (PROVINCES, "E18", "Nusa Tenggara Barat: DPT 3 di atas DPT 1", "urutan-terbalik"),
    (PROVINCES, "E27", "Sulawesi Selatan: DPT 3 95 % di atas DPT 1 93,5 %", "urutan-terbalik"),
    (f"{BELITUNG}{AGES}#1", "C23", "jumlah laki-laki 66.201, rinciannya 66.202", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{AGES}#1", "D23", "jumlah perempuan 62.847, rinciannya 62.845", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{AGES}#1", "E11", "20-24 tahun 10.352, L + P 10.351", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{MOTHERS}#1", "I10", "Mengkubang: K6 193, K4 186", "urutan-terbalik"),
    (f"{BELITUNG}{MOTHERS}#1", "G11", "Kelapa Kampit: K4 270, K1 250", "urutan-terbalik"),
    (f"{BELITUNG}{MOTHERS}#1", "I13", "Renggiang: K6 107, K4 104", "urutan-terbalik"),
    (f"{BELITUNG}{FAMILY}#2", "E11", "peserta KB modern 17.525, rinciannya 17.580", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{AFTER_BIRTH}#1", "U14", "peserta KB pascasalin 1.567, rinciannya 1.570", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{NEWBORN}#1", "F9", "Mengkubang: lahir hidup 210, L + P 209", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{NEWBORN}#1", "F11", "Gantung: lahir hidup 461, L + P 460", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{NEWBORN}#1", "H15", "perkiraan komplikasi perempuan 143, rinciannya 144", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{VISITS}#1", "E15", "baris jumlah bergeser dua kolom: 969 di bawah lahir hidup", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{VISITS}#1", "F15", "baris jumlah bergeser dua kolom: 91,33", "jumlah-tidak-cocok"),
    (f"{BELITUNG}{VISITS}#1", "K15", "baris jumlah bergeser dua kolom: 975 di bawah KN1", "jumlah-tidak-cocok"),
]  # fmt: skip


def tabular(text: str, part: int) -> bytes:
    """The n-th table of a TeX file as somebody would copy it into a sheet: cells in rows, spans left empty."""
    text = re.sub(r"^.*\\emph\{1\}.*$", "", text, flags=re.MULTILINE)  # the row that numbers the columns
    tables = [_rows(m[1]) for m in re.finditer(r"\\begin\{tabular\}(.*?)\\end\{tabular\}", text, re.DOTALL)]
    rows = [table for table in tables if len(table) >= 5][part - 1]
    width, out = max(map(len, rows)), io.StringIO()
    csv.writer(out, delimiter=";").writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().encode()


def _rows(text: str) -> list[list[str]]:
    rows = []
    for line in text.split("\\\\"):
        row: list[str] = []
        for part in re.split(r"(?<!\\)&", re.sub(r"(?<!\\)%.*", "", line)):
            span = re.search(r"\\multicolumn\{(\d+)\}", part)
            row += [_plain(part), *[""] * (int(span[1]) - 1 if span else 0)]
        rows.append(row)
    return [row for row in rows if any(row)]


def _plain(cell: str) -> str:
    cell = re.sub(r"\\(toprule|midrule|bottomrule|hline)", "", cell.replace("\n", " "))
    cell = re.sub(r"\\cmidrule(\([^)]*\))?\{[^}]*\}", "", cell)
    cell = re.sub(r"\\multicolumn\{\d+\}\{(?:[^{}]|\{[^{}]*\})*\}", "", cell)
    cell = re.sub(r"\\multirow\{\d+\}(\[\d*\])?\{[^}]*\}", "", cell)
    cell = re.sub(r"\\(emph|parbox\{[^}]*\}|textbf|centering)", "", cell)
    return re.sub(r"[{}$]", "", cell).replace("\\%", "%").replace("\\Sigma", "Σ").strip()


@pytest.fixture(scope="module")
def reading(real_data: Path):
    """Each file is read once."""
    kept: dict[str, Understanding] = {}

    def read(name: str) -> Understanding:
        if name not in kept:
            path, _, part = name.partition("#")
            file = real_data / (f"{path}.tex" if part else path)
            data = tabular(file.read_text(errors="replace"), int(part)) if part else file.read_bytes()
            kept[name] = understand(
                data, f"{Path(path).name}.csv" if part else file.name, catalogue=load(), default_year=2023
            )
        return kept[name]

    return read


def found_in(understanding: Understanding, place: str = "") -> list[Finding]:
    return [*understanding.findings, *look(table_cells(understanding.readings, place=place), RULES)]


@pytest.mark.parametrize(("name", "cell", "what", "code"), MISTAKES, ids=[f"{m[0]}!{m[1]}" for m in MISTAKES])
def test_each_known_mistake_is_found_with_its_cell(reading, name: str, cell: str, what: str, code: str) -> None:
    found = [f for f in found_in(reading(name)) if (f.code, f.cell) == (code, cell)]
    assert found, what
    assert found[0].message.endswith(".")


def test_one_district_copied_from_another_is_found(reading) -> None:
    names = ("Bandar_Lampung", "Mesuji", "Metro", "Pesisir_Barat", "Pringsewu")
    cells = [c for n in names for c in table_cells(reading(f"lampung-tb-bulanan/{n}.csv").readings, place=n)]
    found = {(f.code, f.sheet, f.cell) for f in look(cells, RULES)}
    # The minimum wage of Pringsewu is that of Pesisir Barat in all sixty months.
    assert ("deret-tersalin", "Pringsewu", "M2") in found
    # All five kinds of facilities of Pesisir Barat in 2025 are those of Mesuji.
    assert ("baris-tersalin", "Pesisir_Barat", "F50") in found
    # No hospital posts in 2022 where there were 62 the year before and 130 after; 200, then 9, then 127.
    assert {("lompatan-sepuluh-kali", "Pesisir_Barat", "F14"), ("lompatan-sepuluh-kali", "Mesuji", "F38")} <= found
    assert len(found) <= 12, "a list nobody reads helps nobody"


PECANGAAN = [
    ("k1-dokter-lebih-dari-k1", "2026-02"), ("k5-usg-lebih-dari-k5-dokter", "2026-04"), ("k6-lebih-dari-k4", "2026-04"),
]  # fmt: skip


def test_the_workbook_of_a_puskesmas_contradicts_itself_in_cells_that_are_named(reading, real_data: Path) -> None:
    path = next((real_data / "pecangaan-pws-kia").glob("*.xlsx"))
    book = reading(str(path.relative_to(real_data)))
    own = {(f.code, f.cell) for f in book.findings}
    assert {("rujukan-lembar-hilang", "AF6"), ("nomor-urut-salah", "A52"), ("tahun-judul-berbeda", "C412")} <= own
    where = {
        (r.place_text, r.period, r.element): r for r in book.readings if r.element and r.period and not r.state_hint
    }
    facts = {key: r.micro for key, r in where.items()}
    names = {r.place_text: r.place_text for r in where.values()}
    found = review(facts, load(), names, Month(2026, 4), rules=RULES)
    assert {(f.code, f.period) for f in found} >= set(PECANGAAN)
    for finding in found:
        if finding.code in {code for code, _ in PECANGAAN}:
            reading_of = where[finding.place, finding.period, finding.element]
            assert reading_of.sheet == "1.DATA KIA"
            assert re.fullmatch(r"[A-Z]{1,2}\d+", reading_of.cell)
    assert len(found) <= 15


@pytest.mark.parametrize(
    "folder",
    ["tangsel-kia-2022/*.csv", "nasional-dbd-provinsi/*.csv", "medan-dbd/*.xlsx"],
    ids=lambda f: f.split("/")[0],
)
def test_consistent_tables_raise_no_alarm(reading, real_data: Path, folder: str) -> None:
    paths = sorted(real_data.glob(folder))
    assert len(paths) >= 2
    for path in paths:
        assert not found_in(reading(str(path.relative_to(real_data)))), path.name


def test_what_is_found_in_one_file_can_be_read_through(reading) -> None:
    for name, most in ((JABAR, 6), (BOGOR, 2), (JAKARTA, 15)):
        found = found_in(reading(name))
        assert len(found) <= most, [f.message for f in found]
        assert not [f for f in found if f.severity is Severity.ERROR], "odd, but not for a program to refuse"
