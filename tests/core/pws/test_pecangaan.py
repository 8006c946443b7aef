"""The real workbook: what Excel made of "1.DATA KIA" in "2.PWS" is what reference and cube make of it, to 1e-9."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from lokmin.core.indicators.definitions import Element, Indicator
from lokmin.core.numbers import to_micro
from lokmin.core.periods import Month
from lokmin.core.pws import coverage
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import Status
from lokmin.core.pws.status import StatusRule
from lokmin.engine import cube

pytestmark = pytest.mark.real_data

RULES = Path(__file__).resolve().parents[3] / "src/lokmin/catalog/rules/pws.toml"
VILLAGES, FIRST_ROWS, TOTAL_AFTER = 12, (9, 43, 77, 111), 22
#: element -> (column of "1.DATA KIA", unit)
COLUMNS = {
    "kia.k1": "F", "kia.k4": "J", "kia.k6": "M", "kia.risti_nakes": "Y", "kia.risti_masyarakat": "Z",
    "kia.pn": "AB", "kia.pk": "AF", "kia.neonatus": "AG",
}  # fmt: skip
#: indicator -> (numerator, denominator, columns of "2.PWS": last month, this month, cumulative, per cent or none)
ITEMS = {
    "K1": ("kia.k1", "sasaran.bumil", "FGHI"),
    "K4": ("kia.k4", "sasaran.bulin", "KLMN"),
    "K6": ("kia.k6", "sasaran.bulin", "PQRS"),
    "RISTI-NAKES": ("kia.risti_nakes", "20% * sasaran.bumil", "UVWX"),
    "RISTI-MASYARAKAT": ("kia.risti_masyarakat", "20% * sasaran.bumil", ("Z", "AA", "AB", "AC")),
    "NEONATUS": ("kia.neonatus", "sasaran.bayi", ("AM", "AN", "AO", "")),
    "PN": ("kia.pn", "sasaran.bulin", ("AR", "AS", "AT", "AU")),
    "PK": ("kia.pk", "20% * sasaran.bumil", ("AW", "AX", "AY", "AZ")),
}
ELEMENTS = {code: Element(code, code, code, "orang", "kia") for code in COLUMNS} | {
    code: Element(code, code, code, "orang", "kia", yearly=True)
    for code in ("sasaran.bumil", "sasaran.bulin", "sasaran.bayi")
}
BLANK = Indicator("", "", "", "", "", "", "ibu", "kia", 2, "UKM", (), "", "", "")
INDICATORS = [
    dataclasses.replace(BLANK, code=code, numerator=numerator, denominator=denominator)
    for code, (numerator, denominator, _) in ITEMS.items()
]


@pytest.fixture(scope="module")
def sheets(real_data: Path):
    """Sheets "1.DATA KIA" and "2.PWS" with the values Excel calculated."""
    import openpyxl

    book = openpyxl.load_workbook(next((real_data / "pecangaan-pws-kia").glob("*.xlsx")), data_only=True)
    return book["1.DATA KIA"], book["2.PWS"]


@pytest.fixture(scope="module")
def inputs(sheets) -> Inputs:
    typed, _ = sheets
    values: dict[tuple[str, str, str], int] = {}
    for n, first in enumerate(FIRST_ROWS, 1):
        for row in range(first, first + VILLAGES):
            village = typed[f"B{row}"].value.strip()
            cells = {(f"2026-{n:02d}", element): typed[f"{column}{row}"].value for element, column in COLUMNS.items()}
            cells |= {
                ("2026", "sasaran.bumil"): typed[f"C{row}"].value,
                ("2026", "sasaran.bulin"): typed[f"D{row}"].value,
            }
            for (period, element), cell in cells.items():
                if cell is not None:
                    values[village, period, element] = to_micro(cell)
    places = tuple(typed[f"B{row}"].value.strip() for row in range(FIRST_ROWS[0], FIRST_ROWS[0] + VILLAGES))
    assert len(set(places)) == VILLAGES
    return Inputs(places, "JUMLAH", values, StatusRule.load(tomllib.loads(RULES.read_text("utf-8")), 2026), ELEMENTS)


@pytest.mark.parametrize("table", [coverage.table, cube.table], ids=["acuan", "kubus"])
@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_every_figure_of_the_pws_sheet_is_the_same(sheets, inputs: Inputs, n: int, table) -> None:
    _, answers = sheets
    first = [row for row in range(1, 140) if answers[f"B{row}"].value == "Pecangaan Kulon"][n - 1]
    got = {(row.indicator, row.place): row for row in table(INDICATORS, inputs, Month(2026, n))}
    compared = 0
    for code, (_, _, columns) in ITEMS.items():
        for offset, place in [*enumerate(inputs.places), (TOTAL_AFTER, "JUMLAH")]:
            row, line = got[code, place], first + offset
            name = answers[f"B{line}"].value
            assert str(name).strip() == place
            before, this, cumulative, percent = (answers[f"{c}{line}"].value if c else None for c in columns)
            assert row.month == to_micro(this)
            assert row.numerator == to_micro(cumulative)
            assert row.numerator - row.month == to_micro(before)
            if code == "NEONATUS":  # the workbook has no sasaran bayi: Excel shows #DIV/0!, we say so in words
                assert row.ratio is None
                assert row.status is Status.NO_TARGET
                continue
            if (code, place, n) == ("PN", "JUMLAH", 1):  # the file's own mistake: AU31 divides by bumil, not bulin
                wrong = dataclasses.replace(row, denominator=got["K1", "JUMLAH"].denominator)
                assert wrong.percent == pytest.approx(percent, abs=1e-9, rel=0)
                continue
            assert row.percent == pytest.approx(percent, abs=1e-9, rel=0), (code, place, n)
            compared += 1
    assert compared == (len(ITEMS) - 1) * (VILLAGES + 1) - (n == 1)


def test_months_not_reported_are_empty_and_not_zero(inputs: Inputs) -> None:
    for row in cube.table(INDICATORS, inputs, Month(2026, 5)):
        assert (row.month, row.status, row.rank, row.gap_people) == (None, Status.NONE, None, None)
        assert row.percent is None
        assert row.last_reported == "2026-04"


def test_rengging_k1_is_fifty_four_of_a_hundred_and_eleven(inputs: Inputs) -> None:
    row = next(r for r in coverage.table(INDICATORS[:1], inputs, Month(2026, 4)) if r.place == "Rengging")
    assert row.ratio.sum_text() == "54 dari 111,1"
    assert row.ratio.text() == "48,6"
    assert [m // 10**6 for m in row.months] == [23, 6, 6, 19]
