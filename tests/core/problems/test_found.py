"""Problems come out of the figures: ranked alike every day, seven at most, and no village fills the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import load, rules
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.problems.found import ProblemRule, choose, found, score, statement
from lokmin.core.pws.coverage import Inputs, table
from lokmin.core.pws.rows import Status
from lokmin.core.pws.status import StatusRule

RULE = ProblemRule.load(rules("problems"), 2026)
PWS = StatusRule.load(rules("pws"), 2026)
APRIL = Month(2026, 4)


def rows(villages, codes=("K1",), total="pkm"):
    """Coverage rows of villages: ``{name: {"kia.k1": [6, 5, 4, 1], "sasaran.bumil": 92.4}}``."""
    values = {}
    for place, elements in villages.items():
        for code, reported in elements.items():
            if isinstance(reported, list):
                for month, count in enumerate(reported, 1):
                    if count is not None:
                        values[place, f"2026-{month:02d}", code] = count * MICRO
            else:
                values[place, "2026", code] = round(reported * MICRO)
    catalogue = load()
    inputs = Inputs(tuple(villages), total, values, PWS, catalogue.elements, {(code, "", 0): 10_000 for code in codes})
    every = table([catalogue.indicators[code] for code in codes], inputs, APRIL)
    return [row for row in every if row.place != total]


def village(k1, sasaran=100.0, **more):
    return {"kia.k1": k1, "sasaran.bumil": sasaran, "sasaran.bulin": sasaran} | {
        name.replace("__", "."): reported for name, reported in more.items()
    }


WALK = {
    "Watubelah": village([6, 5, 4, 1], 92.4, kia__k4=[6, 5, 4, 2], kia__k6=[4, 4, 4, 2], kia__pn_faskes=[4, 4, 4, 4]),
    "Tlogomulyo": village([4, 4, 4, 4], 68.0, kia__k4=[4, 4, 4, 3], kia__k6=[3, 3, 5, 3], kia__pn_faskes=[4, 5, 5, 6]),
    "Lebakharjo": village(
        [3, 3, 2, None], 34.1, kia__k4=[3, 2, 3, 2], kia__k6=[2, 2, 2, 2], kia__pn_faskes=[3, 2, 3, 2]
    ),
    "Sendangayu": village(
        [9, 12, 11, 10], 111.1, kia__k4=[9, 11, 12, 11], kia__k6=[9, 9, 9, 10], kia__pn_faskes=[9, 12, 9, 10]
    ),
}
WALK["Sendangayu"] |= {"sasaran.bumil": 105.0, "sasaran.bulin": 105.0}
CODES = ("K1", "K4", "K6", "PN-FASKES")


def test_the_furthest_behind_comes_first_and_what_is_reached_is_no_problem():
    ranked = found(rows(WALK), RULE)
    assert [(p.row.place, p.row.status) for p in ranked] == [
        ("Watubelah", Status.JELEK),
        ("Tlogomulyo", Status.JELEK),
        ("Sendangayu", Status.KURANG),
        ("Lebakharjo", Status.NONE),
    ]


def test_the_score_is_the_documented_sum():
    (row,) = rows({"Watubelah": village([6, 5, 4, 1], 92.4)})
    assert (row.gap_people, row.red_months) == (15, 4)
    assert score(row, RULE) == 162 * 15 // 25 + 15 + 4 * 20 + 60 + 60


def test_of_the_steps_of_one_road_only_the_worst_is_talked_about():
    shown, rest = choose(found(rows(WALK, CODES), RULE), RULE)
    watubelah = [p.row.indicator for p in shown if p.row.place == "Watubelah"]
    road = {"K1", "K4", "K6"}
    assert len(road & set(watubelah)) == 1
    assert "PN-FASKES" in watubelah
    assert sum(rest.values()) + len(shown) == len(found(rows(WALK, CODES), RULE))


def test_one_that_falls_and_one_that_is_silent_are_heard_among_many_red_ones():
    many = {f"Desa {n:02d}": village([2, 2, 2, 1]) for n in range(12)}
    shown, rest = choose(found(rows(many | WALK, CODES), RULE), RULE)
    statuses = [p.row.status for p in shown]
    assert len(shown) == 7
    assert Status.KURANG in statuses
    assert Status.NONE in statuses
    assert rest[Status.JELEK] > 0


def test_an_indicator_nobody_reports_is_not_a_problem_of_every_village():
    assert {p.row.indicator for p in found(rows(WALK, ("K1", "K8")), RULE)} == {"K1"}


def test_statements_are_worded_as_the_guide_asks():
    by = {(r.place, r.indicator): r for r in rows(WALK, CODES)}
    k6, k1 = load().indicators["K6"], load().indicators["K1"]
    assert statement(by["Watubelah", "K6"], k6, "Desa Watubelah") == (
        "Cakupan K6 Desa Watubelah s.d. April 2026 15,2 %, target berjalan 33,3 %, kurang 17 ibu."
    )
    assert statement(by["Lebakharjo", "K1"], k1, "Desa Lebakharjo") == "K1 Desa Lebakharjo April 2026 belum dilaporkan."
    assert statement(by["Sendangayu", "K1"], k1, "Desa Sendangayu") == (
        "Cakupan K1 Desa Sendangayu s.d. April 2026 40,0 %, target berjalan 33,3 %, tercapai tetapi bulan ini turun."
    )


def test_where_less_is_better_too_many_is_said():
    do = load().indicators["DO-K1-K4"]
    data = {"Watubelah": village([10, 10, 10, 10], kia__k4=[5, 5, 5, 4])}
    catalogue = load()
    values = {
        (place, f"2026-{m:02d}", code): n * MICRO
        for place, elements in data.items()
        for code, months in elements.items()
        if isinstance(months, list)
        for m, n in enumerate(months, 1)
    }
    first, _ = table([do], Inputs(("Watubelah",), "pkm", values, PWS, catalogue.elements), APRIL)
    assert statement(first, do, "Watubelah") == (
        "DO K1–K4 Watubelah s.d. April 2026 52,5 %, target 10,0 %, lebih 17 ibu."
    )
    assert found([first], RULE)[0].score > 0


COUNTS = st.lists(st.none() | st.integers(0, 12), min_size=4, max_size=4)


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=9), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_rows(reported, dice):
    data = {f"Desa {n}": village(k1, kia__k4=k4) for n, (k1, k4) in enumerate(reported)}
    every = rows(data, ("K1", "K4"))
    ranked = found(every, RULE)
    dice.shuffle(every)
    assert found(every, RULE) == ranked
    shown, rest = choose(ranked, RULE)
    assert len(shown) == min(RULE.shown, len(ranked))
    assert len(shown) + sum(rest.values()) == len(ranked)
    assert all(count > 0 for count in rest.values())


def test_a_rule_without_a_weight_is_refused():
    with pytest.raises(ValueError, match="belum lengkap"):
        ProblemRule.load({"rule": [{"valid_from": 2000}]}, 2026)
