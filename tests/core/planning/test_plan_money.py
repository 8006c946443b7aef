"""Sums of plans agree in every order; blank is not zero; lines of costs and parts lose no rupiah."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.money import Cell, CostLine, Sum, by, cross, lines_sum, rupiah, whole
from lokmin.core.planning.renstra import RenstraLine, cells, grand_total, year_sums
from lokmin.core.planning.renstra import grouped as renstra_grouped
from lokmin.core.planning.ruk import RukItem, by_fund, by_programme, grouped, total
from lokmin.core.planning.rules import PlanRule

RULE = PlanRule.load(rules("planning"), 2027)
FUNDS = FundBook.load(rules("funds"), 2027)

amount = st.one_of(st.none(), st.integers(0, 10**12))
fund = st.sampled_from(["", *FUNDS.codes])
cell = st.builds(
    Cell,
    item=st.sampled_from("abcdef"),
    fund=fund,
    rupiah=amount,
    month=st.one_of(st.none(), st.integers(1, 12)),
    programme=st.sampled_from(["kia", "gizi", "p2"]),
    effort=st.sampled_from(["ukm-esensial", "ukp", ""]),
)


@given(st.lists(cell, max_size=40), st.randoms())
def test_sums_agree_in_every_order(found, dice):
    shuffled = list(found)
    dice.shuffle(shuffled)
    for key in ("item", "fund", "programme", "month", "effort"):
        parts = by(shuffled, lambda c, key=key: getattr(c, key))
        assert sum(parts.values(), Sum()) == whole(found)
        assert parts == by(found, lambda c, key=key: getattr(c, key))
    table = cross(shuffled, lambda c: c.programme, lambda c: c.fund)
    for name, row in table.rows.items():
        assert row == sum((s for (r, _), s in table.cells.items() if r == name), Sum())
    assert sum(table.columns.values(), Sum()) == sum(table.rows.values(), Sum()) == table.total == whole(found)


item = st.builds(
    RukItem,
    key=st.uuids().map(str),
    effort=st.sampled_from(["ukm-esensial", "admen", "ukp", "lain"]),
    activity=st.just("Kelas ibu"),
    programme=st.sampled_from(["kia", "gizi"]),
    amounts=st.lists(st.tuples(fund, amount), max_size=3).map(tuple),
)


@given(st.lists(item, max_size=20))
def test_ruk_subtotals_funds_and_programmes_are_the_same_total(items):
    groups = grouped(items, RULE)
    assert sorted(i.key for g in groups for i in g.items) == sorted(i.key for i in items)
    assert sum((g.total for g in groups), Sum()) == total(items)
    assert sum(by_fund(items).values(), Sum()) == sum(by_programme(items).values(), Sum()) == total(items)
    known = [i.cost for i in items if i.cost is not None]
    assert total(items).rupiah == sum(known)


line = st.builds(
    RenstraLine,
    key=st.uuids().map(str),
    effort=st.sampled_from(["ukm-esensial", "admen"]),
    indicator=st.just("K6"),
    budgets=st.lists(amount, max_size=5).map(tuple),
)


@given(st.lists(line, max_size=12))
def test_renstra_years_and_groups_are_the_same_total(lines):
    years = (2026, 2027, 2028, 2029, 2030)
    assert sum(year_sums(lines, 5), Sum()) == grand_total(lines, years)
    assert sum((g.total for g in renstra_grouped(lines, RULE, 5)), Sum()) == grand_total(lines, years)
    assert len(cells(lines, years)) == 5 * len(lines)


def test_blank_is_not_zero():
    assert Sum.of([None, None]).amount is None
    assert Sum.of([None, 0]).amount == 0
    assert Sum.of([None, 5]) == Sum(5, 1, 1)
    assert rupiah(None) == "–"
    assert rupiah(0) == "Rp0"


def test_cost_lines_multiply_volume_frequency_and_price():
    snacks = CostLine("Konsumsi", 30 * MICRO, "orang", 15_000, frequency=12 * MICRO, fund="bok")
    rice = CostLine("Beras", 2_500_000, "kg", 13_333, fund="apbd")
    unknown = CostLine("Spanduk", MICRO, "lembar", None, fund="bok")
    assert snacks.rupiah == 5_400_000
    assert snacks.sum_text == "30 orang × 12 kali × Rp15.000"
    assert rice.rupiah == 33_333  # 33.332,5 half up
    assert rice.sum_text == "2,5 kg × Rp13.333"
    assert unknown.rupiah is None
    assert lines_sum([snacks, rice, unknown]) == Sum(5_433_333, 2, 1)


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("BOK", ["bok"], []),
        ("Dana BOK TA 2026", ["bok"], []),
        ("JKN / APBD", ["kapitasi", "apbd"], []),
        ("DAK Non Fisik (BOK)", ["bok"], []),
        ("BOK (APBD)", [], ["BOK (APBD)"]),
        ("BOK, APBD dan swadaya masyarakat", ["bok", "apbd", "swadaya"], []),
        ("APBD Kab/Kota", ["apbd"], []),
        ("Dana Kapitasi JKN", ["kapitasi"], []),
        ("uang kas", [], ["uang kas"]),
        (" - ", [], []),
        ("", [], []),
    ],
)
def test_funds_are_known_by_what_people_type(text, codes, unknown):
    found, rest = FUNDS.match_all(text)
    assert [f.code for f in found] == codes
    assert list(rest) == unknown


def test_a_fund_spelling_belongs_to_one_fund_only():
    one = {"code": "a", "name": "BOK", "short": "a", "group": "g"}
    two = {"code": "b", "name": "b", "short": "b", "group": "g", "aliases": ["bok"]}
    data = {"rule": [{"valid_from": 2000, "source": "x", "fund": [one, two]}]}
    with pytest.raises(ValueError, match="sudah milik"):
        FundBook.load(data, 2026)
    with pytest.raises(ValueError, match="1990"):
        FundBook.load({"rule": [{"valid_from": 2000}]}, 1990)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A. UKM ESSENSIAL", "ukm-esensial"),
        ("II. Upaya Kesehatan Perorangan", "ukp"),
        ("Administrasi dan Manajemen", "admen"),
        ("Upaya Inovatif", "ukm-pengembangan"),
        ("KIA", None),
    ],
)
def test_headings_of_workbooks_are_known_as_efforts(text, code):
    found = RULE.effort(text)
    assert (found.code if found else None) == code
