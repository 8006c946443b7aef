"""The mistakes of a real Puskesmas's own workbook are found, and little else."""

import pytest
from quality_month import RULES

from lokmin.catalog.loading import load
from lokmin.core.indicators.headers import header_key
from lokmin.core.numbers import to_micro
from lokmin.core.periods import Month
from lokmin.core.quality.review import review

MONTHS, VILLAGES, BLOCK = 4, 12, 34


@pytest.fixture(scope="module")
def reported(real_data):
    """Facts of sheet "1.DATA KIA" by its plain layout: a block of 34 rows a month, heads in the first block."""
    openpyxl = pytest.importorskip("openpyxl")
    path = real_data / "pecangaan-pws-kia" / "PECANGAAN_Laporan_Ibu_2026-04_disunting.xlsx"
    sheet = openpyxl.load_workbook(path, data_only=True)["1.DATA KIA"]
    merged = {
        (r, c): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for r in range(area.min_row, area.max_row + 1)
        for c in range(area.min_col, area.max_col + 1)
    }
    claimed = {
        header_key(alias.split(">")): element.code
        for element in load().elements.values()
        for alias in (element.name, element.short, *element.aliases)
    }
    columns = {}
    for column in range(3, 39):
        levels = [merged.get((r, column), sheet.cell(r, column).value) for r in (6, 7, 8)]
        columns[column] = claimed[header_key(dict.fromkeys(str(level) for level in levels if level))]
    assert len(set(columns.values())) == 36
    facts, names = {}, {}
    for month in range(MONTHS):
        for row in range(9 + BLOCK * month, 9 + BLOCK * month + VILLAGES):
            village = sheet.cell(row, 2).value
            names[village] = village
            for column, element in columns.items():
                value = sheet.cell(row, column).value
                if isinstance(value, int | float):
                    period = "2026" if element.startswith("sasaran.") else f"2026-{month + 1:02d}"
                    facts[village, period, element] = to_micro(value)
    return facts, names


@pytest.mark.real_data
def test_the_files_own_contradictions_are_found_with_place_and_month(reported):
    facts, names = reported
    found = review(facts, load(), names, Month(2026, 4), rules=RULES)
    addresses = {(f.code, f.period) for f in found}
    assert ("k1-dokter-lebih-dari-k1", "2026-02") in addresses
    assert ("k5-usg-lebih-dari-k5-dokter", "2026-04") in addresses
    assert ("k6-lebih-dari-k4", "2026-04") in addresses
    assert all(f.question for f in found)
    assert len(found) <= 15, "a list nobody reads helps nobody"


@pytest.mark.real_data
def test_months_not_reported_yet_are_told_village_by_village_and_not_as_zero(reported):
    facts, names = reported
    silent = [f for f in review(facts, load(), names, Month(2026, 5), rules=RULES) if f.period == "2026-05"]
    assert sum(f.code == "belum-lapor" for f in silent) == VILLAGES
