"""Goods from sasaran, and the one table of proposals with its priority."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import load, rules
from lokmin.core.needs import proposals
from lokmin.core.needs.equipment import Tool
from lokmin.core.needs.logistics import Good, LogisticRules, Use, costs, needed, use_words
from lokmin.core.needs.proposals import PriorityRules, Proposal, StaffNeed, merged, priority, sums
from lokmin.core.numbers import MICRO

RULES = PriorityRules.load(rules("proposals"), 2026)


def test_ninety_tablets_for_640_mothers_with_ten_percent_spare():
    assert needed(Use(640 * MICRO, 90 * MICRO, buffer_bp=1000)) == 63_360 * MICRO


def test_a_monthly_strip_is_taken_times_twelve_and_rounded_up_to_a_whole_one():
    assert needed(Use(MICRO * 3 // 2, MICRO, times=12, buffer_bp=500)) == 19 * MICRO


def test_the_sum_is_said_as_a_person_would_write_it():
    assert use_words(Use(640 * MICRO, 90 * MICRO, buffer_bp=1000), "ibu hamil") == "640 ibu hamil × 90 + cadangan 10 %"
    assert use_words(Use(1200 * MICRO, MICRO, 12), "orang") == "1.200 orang × 1 × 12 bulan"
    assert use_words(Use(MICRO, MICRO, 1, 1250), "orang").endswith("cadangan 12,5 %")


@given(st.integers(0, 10**5), st.integers(0, 400), st.integers(1, 12), st.integers(0, 5000))
def test_the_need_is_never_less_than_what_people_use_and_less_than_one_more(people, use, times, buffer):
    micro = needed(Use(people * MICRO, use * MICRO, times, buffer))
    exact = people * use * times * (10_000 + buffer)
    assert exact <= micro // MICRO * 10_000 < exact + 10_000
    assert micro % MICRO == 0


def test_gap_and_cost_of_a_good_with_unknown_stock_are_unknown_not_zero():
    assert Good("kia", "Buku KIA", need=10 * MICRO, price=9000).gap is None
    assert Good("kia", "Buku KIA", need=10 * MICRO, price=9000).cost is None
    assert Good("kia", "Buku KIA", need=10 * MICRO, stock=4 * MICRO, price=9000).cost == 54_000
    assert Good("kia", "Buku KIA", need=10 * MICRO, stock=40 * MICRO).cost == 0
    assert Good("kia", "Buku KIA", need=10 * MICRO, stock=2_500_000).cover_permille == 250


def test_costs_tell_how_many_gaps_have_no_price():
    goods = [Good("kia", "a", need=2 * MICRO, stock=0, price=500), Good("kia", "b", need=2 * MICRO, stock=0)]
    assert costs(goods) == (1000, 1)


def test_every_norm_names_an_element_of_the_catalogue_or_none():
    norms = LogisticRules.load(rules("logistics"), 2026).norms
    assert len(norms) > 10
    assert {n.sasaran for n in norms if n.sasaran} <= set(load().elements)
    assert any(n.programme == "haji" and not n.sasaran for n in norms)


@pytest.mark.parametrize(
    ("need", "there", "level"),
    [(4, 2, 1), (10, 6, 2), (4, 3, 2), (5, 4, 3), (100, 75, 2), (1000, 751, 3)],
)
def test_the_share_that_lacks_sets_the_priority(need, there, level):
    assert priority(need * MICRO, there * MICRO, RULES)[0] == level


def test_nothing_there_or_a_problem_behind_it_raises_it_one_step():
    assert priority(5 * MICRO, 4 * MICRO, RULES, problem=True) == (
        2, "kurang 20 % dari kebutuhan, terkait masalah di daftar masalah",
    )  # fmt: skip
    assert priority(1, 0, RULES) == (1, "belum ada sama sekali")


def test_staff_stands_on_abk_and_standard_and_the_larger_one_counts():
    (line,) = proposals.for_staff(
        [StaffNeed("bidan", "Bidan", 4, abk=5, abk_exact=5_229_300, standard=4),
         StaffNeed("gizi", "Gizi", 1, standard=1),
         StaffNeed("supir", "Sopir", 0)],
        RULES,
    )  # fmt: skip
    assert (line.item, line.basis) == ("Bidan", "ABK 5 (5,2293); standar ketenagaan 4")
    assert (line.needed, line.available, line.gap, line.key) == (5 * MICRO, 4 * MICRO, MICRO, "abk:bidan")


def test_a_tool_whose_standard_is_met_or_uncounted_is_not_proposed():
    tools = [("alat:1", Tool("KIA", "a", standard=2, good=1, light=1, price=100)),
             ("alat:2", Tool("KIA", "b", standard=2, good=2)), ("alat:3", Tool("KIA", "c", standard=2))]  # fmt: skip
    (line,) = proposals.for_tools(tools, RULES)
    assert (line.item, line.cost, line.followup) == ("a, KIA", 100, "Perbaiki yang rusak (1) atau adakan baru")


def test_goods_and_training_join_the_same_table_and_the_urgent_stands_first():
    goods = proposals.for_goods(
        [("logistik:1", Good("kia", "Buku KIA", "buku", 10 * MICRO, 9 * MICRO, 9000, "bok"))], RULES
    )
    lessons = proposals.for_training([
        ("pelatihan:1", "APN", "usul bidan", 2, None, False), ("pelatihan:2", "MTBS", "akar masalah", 3, 0, True),
        ("pelatihan:3", "kosong", "", 0, None, False),
    ])  # fmt: skip
    table = merged(goods, lessons, lessons)
    assert [(p.kind, p.item, p.priority) for p in table] == [
        ("pelatihan", "MTBS", 1), ("pelatihan", "APN", 2), ("logistik", "Buku KIA", 3),
    ]  # fmt: skip


def test_sums_tell_lines_money_and_what_has_no_cost():
    table = [Proposal("alkes", "a", "", 1, 0, cost=500, fund="bok"), Proposal("sdm", "b", "", 1, 0),
             Proposal("alkes", "c", "", 1, 0, cost=0)]  # fmt: skip
    assert [(s.label, s.lines, s.cost, s.uncosted) for s in sums(table, "kind")] == [
        ("sdm", 1, 0, 1),
        ("alkes", 2, 500, 0),
    ]
    assert [(s.label, s.lines) for s in sums(table, "fund")] == [("bok", 1), ("", 2)]


@given(st.lists(st.tuples(st.sampled_from(sorted(proposals.KINDS)), st.integers(0, 9), st.integers(0, 9),
                          st.none() | st.integers(1, 3), st.none() | st.integers(0, 10**9),
                          st.sampled_from(["", "bok"])),
                max_size=20))  # fmt: skip
def test_money_by_kind_and_by_fund_is_the_same_money_in_every_order(rows):
    table = merged(
        Proposal(k, str(n), "", a, b, priority=p, cost=c, fund=f) for n, (k, a, b, p, c, f) in enumerate(rows)
    )
    assert len(table) == len(rows)
    for by in ("kind", "fund"):
        assert sum(s.cost for s in sums(table, by)) == sum(c or 0 for *_, c, _ in rows)
        assert sum(s.uncosted for s in sums(table, by)) == sum(c is None for *_, c, _ in rows)
