"""Every row of the tables in this folder holds, for the slow reference and for the cube alike."""

from __future__ import annotations

import dataclasses
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from tables import micro, number, only, read

from lokmin.core.indicators import evaluate
from lokmin.core.indicators.definitions import Aggregation, DatedTarget, Direction, Element, Indicator
from lokmin.core.indicators.expr import ExpressionError, Rate
from lokmin.core.indicators.parse import parse
from lokmin.core.indicators.words import number as indonesian_number
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.pws import coverage, sasaran
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import CoverageRow
from lokmin.core.pws.status import Change, StatusRule
from lokmin.engine import cube

RULES = Path(__file__).resolve().parents[2] / "src/lokmin/catalog/rules"
RULE = StatusRule.load(tomllib.loads((RULES / "pws.toml").read_text(encoding="utf-8")), 2026)
MONTHS = ("Januari", "Februari", "Maret", "April")
ELEMENTS = {
    e.code: e
    for e in (
        Element("kia.k1", "ibu hamil K1", "K1", "ibu", "kia"),
        Element("kia.k4", "ibu hamil K4", "K4", "ibu", "kia"),
        Element("sasaran.bumil", "sasaran ibu hamil", "bumil", "ibu", "kia", yearly=True),
        Element("kb.aktif", "peserta KB aktif", "KB", "pasangan", "kb", Aggregation.STOCK),
        Element("kesling.rumah", "rumah sehat", "rumah", "rumah", "kesling"),
        Element("tb.sembuh", "kasus TB sembuh", "sembuh", "kasus", "tb", Aggregation.COHORT),
    )
}
K1 = Indicator(
    code="K1", official="KIA-01", name="Kunjungan pertama ibu hamil (K1)", short="K1", numerator="kia.k1",
    denominator="sasaran.bumil", people="ibu", programme="kia", klaster=2, upaya="UKM", nature=("preventif",),
    definition="", why="", source="", targets=(DatedTarget(2020, 10_000, ""),),
)  # fmt: skip
DROP_OUT = dataclasses.replace(
    K1, code="DO", numerator="kia.k1 - kia.k4", denominator="kia.k1", direction=Direction.DOWN, pro_rata=False,
    targets=(DatedTarget(2020, 1_000, ""),),
)  # fmt: skip


@pytest.fixture(params=[coverage.table, cube.table], ids=["acuan", "kubus"])
def table(request):
    return request.param


def judge(table, indicator: Indicator, values: dict, month: int, **more) -> CoverageRow:
    """The row of the one village Watubelah."""
    facts = {("Watubelah", *key): value for key, value in values.items() if value is not None}
    inputs = Inputs(("Watubelah",), "Puskesmas", facts, more.pop("rule", RULE), ELEMENTS, **more)
    return table([indicator], inputs, Month(2026, month))[0]


def k1_of(row: dict[str, str], sasaran_of_year: str) -> dict:
    values = {(f"2026-{n:02d}", "kia.k1"): micro(row[name]) for n, name in enumerate(MONTHS, 1) if name in row}
    return values | {("2026", "sasaran.bumil"): micro(sasaran_of_year)}


@pytest.mark.parametrize("heading", list(read("status-pws")))
def test_status_of_a_village(table, heading: str) -> None:
    rule = {"turun": RULE.with_same_as(Change.WORSE), "naik": RULE.with_same_as(Change.BETTER)}.get(
        heading.rsplit(" ", 1)[-1], RULE
    )
    for row in read("status-pws")[heading]:
        got = judge(table, K1, k1_of(row, "120"), 3, rule=rule)
        assert (got.status.value, got.trend.value) == (row["status"], row["arah"]), row
        assert got.numerator == micro(row["kumulatif"])


def test_running_target(table) -> None:
    for row in only("target-berjalan"):
        target = DatedTarget(2020, int(number(row["target setahun (%)"]) * 100), "")
        indicator = dataclasses.replace(K1, targets=(target,))
        got = judge(table, indicator, {}, int(row["bulan ke"]))
        assert indonesian_number(Fraction(*got.running_target), 1) == row["target berjalan (%)"], row


def test_people_short_of_the_running_target(table) -> None:
    for row in read("target-berjalan")["Kurang berapa orang"]:
        month = int(row["bulan ke"])
        indicator = dataclasses.replace(K1, targets=(DatedTarget(2020, int(row["target setahun (%)"]) * 100, ""),))
        values = {
            ("2026", "sasaran.bumil"): micro(row["sasaran"]),
            (f"2026-{month:02d}", "kia.k1"): micro(row["tercapai"]),
        }
        got = judge(table, indicator, values, month)
        assert got.ratio.text() == row["persen"], row
        assert (got.gap_people, got.surplus_people) == (int(row["kurang"]), int(row["lebih"])), row


def test_catch_up_pace(table) -> None:
    for row in only("laju-kejar"):
        got = judge(table, K1, k1_of(row, row["sasaran"]), 4)
        assert got.pace.value == row["sebutan"], row
        assert got.pace_needed == micro(row["perlu sebulan"]), row
        assert got.pace_reached == micro(row["dicapai sebulan"]), row


def test_k1_of_banyuwening_as_drawn(table) -> None:
    rows = only("k1-banyuwening")
    places = tuple(row["Desa"] for row in rows[:-1])
    values = {(row["Desa"], "2026", "sasaran.bumil"): micro(row["Sasaran"]) for row in rows[:-1]}
    for row in rows[:-1]:
        for n, name in enumerate(("Jan", "Feb", "Mar", "Apr"), 1):
            if row[name] != "–":
                values[row["Desa"], f"2026-{n:02d}", "kia.k1"] = micro(row[name])
    got = table([K1], Inputs(places, "Puskesmas", values, RULE, ELEMENTS), Month(2026, 4))
    before = table([K1], Inputs(places, "Puskesmas", values, RULE, ELEMENTS), Month(2026, 3))
    for row, april, march in zip(rows, got, before, strict=True):

        def text(value: object) -> str:
            return "–" if value in (None, "") else str(value)

        def count(value: int | None) -> str:
            return "–" if value is None else indonesian_number(Fraction(value, MICRO))

        shown = [
            april.place, count(april.denominator), *map(count, april.months), count(april.numerator),
            text(april.gap_people), april.ratio.text() if april.ratio else "–",
            april.month_ratio.text() if april.month_ratio else "–", march.month_ratio.text(), text(april.trend.value),
            text(april.rank), april.status.value,
        ]  # fmt: skip
        assert shown == list(row.values())
    assert (got[-1].villages_reported, got[-1].villages_expected) == (11, 12)
    assert sum(row.gap_people > 0 for row in got[:-1] if row.gap_people is not None) == 6


def test_what_a_formula_may_say() -> None:
    values = {"kia.k1": 23 * MICRO, "kia.k4": 9 * MICRO, "sasaran.bumil": 111_100_000}
    for row in read("rumus")["Rumus: apa yang dapat ditulis"]:
        got = evaluate.value(parse(row["rumus"], ELEMENTS), values.get)
        assert got == number(row["hasil"]) * MICRO, row


def test_formulas_that_mean_nothing_are_refused_with_a_sentence() -> None:
    for row in read("rumus")["Rumus yang ditolak"]:
        with pytest.raises(ExpressionError) as refused:
            parse(row["rumus"], ELEMENTS)
        assert row["sebab yang disebutkan"] in str(refused.value), row


def test_ratios_that_mean_nothing_are_refused_with_a_sentence() -> None:
    for row in read("rumus")["Perbandingan yang ditolak"]:
        top, bottom = parse(row["pembilang"], ELEMENTS), parse(row["penyebut"], ELEMENTS)
        with pytest.raises(ExpressionError) as refused:
            Rate(top, bottom, Aggregation(row["cara"]), "X", share=True)
        assert row["sebab yang disebutkan"] in str(refused.value), row
        assert "Indikator X" in str(refused.value)


def test_months_become_a_year(table) -> None:
    for row in only("cara-menjumlah"):
        indicator = dataclasses.replace(K1, aggregation=Aggregation(row["cara"]))
        got = judge(table, indicator, k1_of(row, "1000"), 4)
        assert got.numerator == micro(row["sampai April"]), row


def test_drop_out(table) -> None:
    for row in only("putus-layanan"):
        values = {
            (f"2026-{n:02d}", code): micro(row[f"{name} {month}"])
            for n, month in ((3, "Mar"), (4, "Apr"))
            for name, code in (("K1", "kia.k1"), ("K4", "kia.k4"))
        }
        got = judge(table, DROP_OUT, values, 4)
        assert (got.numerator, got.denominator) == (micro(row["putus"]), micro(row["dari"])), row
        assert (got.ratio.text(), got.gap_people) == (row["persen"], int(row["kelebihan"])), row
        assert (got.trend.value, got.status.value) == (row["arah"], row["status"]), row


def test_projected_sasaran() -> None:
    formulas = sasaran.formulas(tomllib.loads((RULES / "sasaran.toml").read_text(encoding="utf-8")))
    for row in only("sasaran"):
        births = sasaran.births(int(number(row["penduduk"])), number(row["kelahiran per 1.000"]))
        for column, element in (
            ("ibu hamil", "sasaran.bumil"), ("ibu bersalin", "sasaran.bulin"), ("lahir hidup", "sasaran.lahir_hidup"),
        ):  # fmt: skip
            assert indonesian_number(Fraction(sasaran.project(formulas[element], births), MICRO), 2) == row[column]


def test_whole_sasaran_still_add_up() -> None:
    for row in read("sasaran")["Angka bulat yang tetap berjumlah sama"]:
        got = sasaran.whole_figures([number(row[f"desa {i}"]) for i in (1, 2, 3)])
        assert got == [int(row[f"bulat {i}"]) for i in (1, 2, 3)], row
        assert sum(got) == int(row["jumlah"])
