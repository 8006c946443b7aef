"""Catch-up pace against a table computed by hand (pace_golden.md), by the reference and by the cube."""

from __future__ import annotations

from pathlib import Path

import pytest
import tables

from lokmin.catalog.loading import rules
from lokmin.core.indicators.definitions import Aggregation, DatedTarget, Direction, Element, Indicator
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.pws import coverage
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import Pace
from lokmin.core.pws.status import StatusRule
from lokmin.engine import cube

YEAR = 2026
COUNT = Element("uji.orang", "orang", "orang", "ibu", "uji")
SASARAN = Element("sasaran.uji", "sasaran", "sasaran", "ibu", "uji", yearly=True)
MONTHLY = Element("uji.datang", "datang", "datang", "ibu", "uji")
ELEMENTS = {e.code: e for e in (COUNT, SASARAN, MONTHLY)}
RULE = StatusRule.load(rules("pws"), YEAR)


def cases() -> list[dict[str, str]]:
    path = Path(__file__).with_name("pace_golden.md")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


def make(case: dict[str, str]) -> tuple[Indicator, Inputs, Month]:
    general, _, special = case["target"].partition(";")
    targets = {}
    if special:
        word, number = special.split()
        place, month = ("d", 0) if word == "desa" else ("", MONTH_NAMES.index(word) + 1)
        targets["X", place, month] = int(tables.number(number) * 100)
    year = tables.number(general.strip())
    indicator = Indicator(
        "X", "", "", "", COUNT.code, SASARAN.code, "ibu", "uji", 2, "UKM", (), "", "", "", factor=int(case["per"]),
        targets=() if year is None else (DatedTarget(2020, int(year * 100), ""),),
    )  # fmt: skip
    months = [tables.micro(text) for text in case["bulan demi bulan"].split()]
    values = {("d", f"{YEAR}-{n:02d}", COUNT.code): v for n, v in enumerate(months, 1) if v is not None}
    sasaran = tables.micro(case["sasaran"])
    if sasaran is not None:
        values["d", str(YEAR), SASARAN.code] = sasaran
    return indicator, Inputs(("d",), "p", values, RULE, ELEMENTS, targets), Month(YEAR, len(months))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["apa yang diuji"])
def test_pace_is_what_was_computed_by_hand(case: dict[str, str]) -> None:
    indicator, inputs, month = make(case)
    for way in (coverage.table, cube.table):
        row = way([indicator], inputs, month)[0]
        sebutan = "" if case["sebutan"] == "–" else case["sebutan"]
        found = (row.pace_needed, row.pace_reached, row.pace)
        assert found == (tables.micro(case["perlu"]), tables.micro(case["dicapai"]), Pace(sebutan))


def test_there_are_forty_and_each_word_occurs() -> None:
    assert len(cases()) >= 40
    words = {"" if case["sebutan"] == "–" else case["sebutan"] for case in cases()}
    assert words == {pace.value for pace in Pace}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"direction": Direction.DOWN}, "makin kecil makin baik"),
        ({"aggregation": Aggregation.STOCK}, "posisi tidak dijumlahkan"),
        ({"denominator": MONTHLY.code}, "penyebut bulanan"),
        ({"pro_rata": False}, "target penuh tiap bulan"),
    ],
)
def test_where_people_are_not_added_up_there_is_no_pace(change: dict[str, object], why: str) -> None:
    from dataclasses import replace

    indicator, inputs, month = make(cases()[10])
    values = {**inputs.values, **{("d", f"{YEAR}-{n:02d}", MONTHLY.code): 9_000_000 for n in range(1, 5)}}
    row = coverage.table([replace(indicator, **change)], replace(inputs, values=values), month)[0]
    assert (row.pace_needed, row.pace_reached, row.pace) == (None, None, Pace.UNKNOWN), why
