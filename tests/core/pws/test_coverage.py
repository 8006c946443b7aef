"""What a person sees of the Puskesmas row, of targets set by the office, and of months that are missing."""

from __future__ import annotations

import dataclasses
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from lokmin.core.indicators.definitions import Aggregation, DatedTarget, Direction, Element, Indicator
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.pws import coverage
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import Pace, Status, Trend
from lokmin.core.pws.status import Change, StatusRule, count_statuses
from lokmin.engine import cube

DATA = tomllib.loads((Path(__file__).resolve().parents[3] / "src/lokmin/catalog/rules/pws.toml").read_text("utf-8"))
RULE = StatusRule.load(DATA, 2026)
VILLAGES = ("Watubelah", "Tlogomulyo", "Wonolelo")
PKM = "Banyuwening"
ELEMENTS = {
    e.code: e
    for e in (
        Element("kia.k1", "K1", "K1", "ibu", "kia"),
        Element("kia.k4", "K4", "K4", "ibu", "kia"),
        Element("sasaran.bumil", "bumil", "bumil", "ibu", "kia", yearly=True),
        Element("sasaran.bulin", "bulin", "bulin", "ibu", "kia", yearly=True),
        Element("kb.aktif", "KB aktif", "KB", "orang", "kb", Aggregation.STOCK),
        Element("kes.posyandu_aktif", "posyandu aktif", "aktif", "posyandu", "kes", yearly=True),
        Element("kes.posyandu", "posyandu", "posyandu", "posyandu", "kes", yearly=True),
    )
}
K1 = Indicator(
    code="K1", official="", name="K1", short="K1", numerator="kia.k1", denominator="sasaran.bumil", people="ibu",
    programme="kia", klaster=2, upaya="UKM", nature=(), definition="", why="", source="",
    targets=(DatedTarget(2020, 10_000, "SK"),),
)  # fmt: skip
APRIL = Month(2026, 4)


@pytest.fixture(params=[coverage.table, cube.table], ids=["acuan", "kubus"])
def table(request):
    return request.param


def k1(place: str, *months: int | None, sasaran: int | None = 120, element: str = "kia.k1") -> dict:
    facts = {(place, f"2026-{n:02d}", element): v * MICRO for n, v in enumerate(months, 1) if v is not None}
    if sasaran is not None:
        facts[place, "2026", "sasaran.bumil"] = sasaran * MICRO
    return facts


def inputs(*facts: dict, **more) -> Inputs:
    values = {key: value for fact in facts for key, value in fact.items()}
    return Inputs(VILLAGES, PKM, values, RULE, ELEMENTS, **more)


def test_the_puskesmas_adds_what_was_reported_and_says_how_many_villages(table) -> None:
    given = inputs(k1("Watubelah", 10, 10, 10, 10), k1("Tlogomulyo", 9, 9, 9), k1("Wonolelo", sasaran=60))
    *villages, total = table([K1], given, APRIL)
    assert [row.status for row in villages] == [Status.BAIK, Status.NONE, Status.NONE]
    assert (total.place, total.numerator, total.denominator, total.month) == (PKM, 67 * MICRO, 300 * MICRO, 10 * MICRO)
    assert (total.villages_reported, total.villages_expected) == (1, 3)
    assert total.rank is None


def test_a_group_is_the_sum_over_the_sum_never_the_mean_of_percentages(table) -> None:
    given = inputs(k1("Watubelah", 1, 0, 0, 1, sasaran=2), k1("Tlogomulyo", 0, 0, 0, 0, sasaran=198))
    assert table([K1], given, APRIL)[-1].ratio.exact == 1


def test_where_villages_do_not_report_the_puskesmas_figure_itself_is_taken(table) -> None:
    *villages, total = table([K1], inputs(k1(PKM, 10, 10, 10, 12, sasaran=100)), APRIL)
    assert {row.status for row in villages} == {Status.NONE}
    assert (total.numerator, total.denominator, total.status) == (42 * MICRO, 100 * MICRO, Status.BAIK)


def test_village_sums_win_over_the_printed_total_of_the_puskesmas(table) -> None:
    given = inputs(k1("Watubelah", 5, 5, 5, 5), k1(PKM, 9, 9, 9, 9, sasaran=999))
    total = table([K1], given, APRIL)[-1]
    assert (total.numerator, total.denominator) == (20 * MICRO, 120 * MICRO)


def test_an_indicator_of_the_puskesmas_alone_expects_no_villages(table) -> None:
    own = dataclasses.replace(K1, levels=("puskesmas",))
    given = inputs(k1("Watubelah", 5, 5, 5, 5), k1(PKM, 9, 9, 9, 9, sasaran=100))
    total = table([own], given, APRIL)[-1]
    assert (total.numerator, total.denominator) == (36 * MICRO, 100 * MICRO)
    assert (total.villages_reported, total.villages_expected) == (0, 0)


def test_the_puskesmas_sasaran_serves_where_villages_have_none(table) -> None:
    given = inputs(k1("Watubelah", 5, 5, 5, 5, sasaran=None), k1(PKM, sasaran=200))
    village, *_, total = table([K1], given, APRIL)
    assert village.ratio is None
    assert village.status is Status.NO_TARGET
    assert (total.numerator, total.denominator) == (20 * MICRO, 200 * MICRO)


@pytest.mark.parametrize("sasaran", [None, 0])
def test_without_sasaran_there_is_no_percentage_no_rank_and_no_verdict(table, sasaran: int | None) -> None:
    row = table([K1], inputs(k1("Watubelah", 5, 5, 5, 5, sasaran=sasaran)), APRIL)[0]
    assert (row.ratio, row.percent, row.rank, row.gap_people) == (None, None, None, None)
    assert row.status is Status.NO_TARGET
    assert not row.has_denominator
    assert row.numerator == 20 * MICRO


def test_without_target_the_coverage_is_shown_and_ranked_but_not_judged(table) -> None:
    row = table([dataclasses.replace(K1, targets=())], inputs(k1("Watubelah", 5, 5, 5, 15)), APRIL)[0]
    assert (row.percent, row.rank, row.status, row.running_target) == (25.0, 1, Status.NO_TARGET, None)
    assert (row.gap_people, row.pace) == (None, Pace.UNKNOWN)


def test_a_coverage_over_a_hundred_stays_as_it_is(table) -> None:
    row = table([K1], inputs(k1("Watubelah", 10, 10, 10, 10, sasaran=20)), APRIL)[0]
    assert (row.percent, row.gap_people, row.surplus_people) == (200.0, 0, 33)
    assert row.pace is Pace.DONE


def test_an_earlier_month_without_report_is_counted_and_does_not_hide_the_row(table) -> None:
    row = table([K1], inputs(k1("Watubelah", 5, None, None, 15)), APRIL)[0]
    assert (row.numerator, row.missing_months, row.last_reported) == (20 * MICRO, 2, "2026-04")
    assert (row.trend, row.status) == (Trend.UNKNOWN, Status.JELEK)


def test_the_month_not_reported_is_no_zero(table) -> None:
    row = table([K1], inputs(k1("Watubelah", 5, 5, 5)), APRIL)[0]
    assert (row.month, row.numerator, row.status, row.red_months) == (None, 15 * MICRO, Status.NONE, 0)
    assert row.ratio is None
    assert row.ratio_so_far.text() == "12,5"
    assert row.last_reported == "2026-03"


def test_villages_with_the_same_coverage_share_a_rank(table) -> None:
    given = inputs(k1("Watubelah", 10, 0, 0, 0), k1("Tlogomulyo", 20, 0, 0, 0, sasaran=240), k1("Wonolelo", 1, 0, 0, 0))
    assert [row.rank for row in table([K1], given, APRIL)] == [1, 1, 3, None]


def test_where_less_is_better_the_lowest_village_is_first_and_rising_is_bad_news(table) -> None:
    rare = dataclasses.replace(K1, direction=Direction.DOWN, targets=(DatedTarget(2020, 1_000, ""),), pro_rata=False)
    given = inputs(k1("Watubelah", 0, 0, 1, 3), k1("Tlogomulyo", 9, 9, 2, 1), k1("Wonolelo", 4, 4, 4, 3))
    one, two, three, _ = table([rare], given, APRIL)
    assert [one.rank, two.rank, three.rank] == [1, 3, 2]
    assert (one.trend, one.status, one.surplus_people) == (Trend.UP, Status.KURANG, 8)
    assert (two.trend, two.status, two.gap_people) == (Trend.DOWN, Status.CUKUP, 9)
    assert not one.higher_is_better


def test_january_looks_at_last_december_when_it_is_known(table) -> None:
    january = Month(2026, 1)
    assert table([K1], inputs(k1("Watubelah", 9)), january)[0].trend is Trend.UNKNOWN
    december = {("Watubelah", "2025-12", "kia.k1"): 8 * MICRO}
    row = table([K1], inputs(k1("Watubelah", 9), december), january)[0]
    assert (row.trend, row.last_month, row.status) == (Trend.UP, 8 * MICRO, Status.CUKUP)
    assert row.numerator == 9 * MICRO


def test_red_months_are_counted_back_to_the_last_month_that_was_reached(table) -> None:
    row = table([K1], inputs(k1("Watubelah", 10, 5, 5, 5)), APRIL)[0]
    assert row.red_months == 3
    assert table([K1], inputs(k1("Watubelah", 10, None, 5, 5)), APRIL)[0].red_months == 2


def test_the_more_special_target_holds(table) -> None:
    facts = [k1(village, 10, 10, 10, 5) for village in VILLAGES]
    targets = {
        ("K1", "", 0): 9_000,
        ("K1", "", 4): 2_500,
        ("K1", "Tlogomulyo", 0): 8_000,
        ("K1", "Wonolelo", 4): 4_000,
        ("K1", PKM, 0): 6_000,
    }
    rows = table([K1], inputs(*facts, targets=targets), APRIL)
    due = {row.place: Fraction(*row.running_target) for row in rows}
    assert due == {
        "Watubelah": 25, "Tlogomulyo": Fraction(80 * 4, 12), "Wonolelo": 40, PKM: 20,
    }  # fmt: skip
    assert {row.place: row.target_bp for row in rows} == {
        "Watubelah": 9_000, "Tlogomulyo": 8_000, "Wonolelo": 9_000, PKM: 6_000,
    }  # fmt: skip
    march = {
        row.place: Fraction(*row.running_target) for row in table([K1], inputs(*facts, targets=targets), Month(2026, 3))
    }
    assert march["Watubelah"] == Fraction(90 * 3, 12)


def test_the_offices_own_denominator_is_used(table) -> None:
    facts = k1("Watubelah", 10, 10, 10, 10) | {("Watubelah", "2026", "sasaran.bulin"): 80 * MICRO}
    row = table([K1], inputs(facts, denominators={"K1": "sasaran.bulin"}), APRIL)[0]
    assert row.percent == 50.0


def test_a_position_keeps_its_last_report_and_the_full_target_each_month(table) -> None:
    kb = dataclasses.replace(
        K1, code="KB", numerator="kb.aktif", aggregation=Aggregation.STOCK, pro_rata=False,
        targets=(DatedTarget(2020, 7_000, ""),),
    )  # fmt: skip
    given = inputs(
        k1("Watubelah", 80, 82, 81, 84, element="kb.aktif"), k1("Tlogomulyo", 90, 91, 92, element="kb.aktif")
    )
    one, two, _, total = table([kb], given, APRIL)
    assert (one.numerator, one.percent, one.status, one.pace) == (84 * MICRO, 70.0, Status.BAIK, Pace.UNKNOWN)
    assert (two.numerator, two.status) == (92 * MICRO, Status.NONE)
    assert total.numerator == 176 * MICRO
    assert Fraction(*one.running_target) == 70


def test_yearly_counts_are_positions_of_their_year(table) -> None:
    active = dataclasses.replace(
        K1, numerator="kes.posyandu_aktif", denominator="kes.posyandu", people="posyandu", pro_rata=False
    )
    facts = {("Watubelah", "2026", "kes.posyandu_aktif"): 3 * MICRO, ("Watubelah", "2026", "kes.posyandu"): 4 * MICRO}
    row = table([active], inputs(facts), APRIL)[0]
    assert (row.percent, row.trend, row.gap_people, row.status) == (75.0, Trend.SAME, 1, Status.JELEK)


def test_a_sum_with_a_third_stays_exact(table) -> None:
    odd = dataclasses.replace(K1, denominator="sasaran.bumil / 3")
    row = table([odd], inputs(k1("Watubelah", 10, 10, 10, 10, sasaran=100)), APRIL)[0]
    assert row.ratio.exact == 120
    assert row.ratio.sum_text() == "40 dari 33,333333"


def test_a_count_as_such_has_no_denominator(table) -> None:
    deaths = dataclasses.replace(
        K1, denominator="", factor=1, direction=Direction.DOWN, pro_rata=False, targets=(DatedTarget(2020, 0, ""),)
    )
    given = inputs(k1("Watubelah", 0, 1, 0, 0), k1("Tlogomulyo", 0, 1, 0, 1))
    one, two, _, total = table([deaths], given, APRIL)
    assert [one.percent, two.percent, total.percent] == [1.0, 2.0, 3.0]
    assert (one.gap_people, total.gap_people, total.status) == (1, 3, Status.JELEK)


def test_the_rule_of_a_year_is_the_youngest_that_holds() -> None:
    newer = {**DATA["rule"][0], "code": "baru", "valid_from": 2030}
    data = {"rule": [newer, *DATA["rule"]]}
    assert StatusRule.load(data, 2029).code == "pws-kia"
    assert StatusRule.load(data, 2030).code == "baru"
    with pytest.raises(ValueError, match="Tidak ada aturan PWS"):
        StatusRule.load(data, 1999)


def test_a_rule_that_forgets_a_case_is_refused() -> None:
    broken = {**DATA["rule"][0], "below": {"better": "cukup"}}
    with pytest.raises(ValueError, match="belum lengkap: same"):
        StatusRule.load({"rule": [broken]}, 2026)
    upside_down = {**DATA["rule"][0], "pace": {"reachable": 20_000, "push": 15_000, "hard": 25_000}}
    with pytest.raises(ValueError, match="harus naik"):
        StatusRule.load({"rule": [upside_down]}, 2026)


def test_every_status_has_words_and_counts() -> None:
    for direction in Direction:
        assert all(RULE.meaning(status, direction) for status in Status)
    assert count_statuses([Status.BAIK, Status.JELEK, Status.BAIK])[Status.BAIK] == 2
    assert RULE.with_same_as(Change.WORSE).judge(reached=True, change=Change.SAME) is Status.KURANG
