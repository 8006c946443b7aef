"""Money of the RPK: sums by plan, source and month agree in every order; blank is not zero."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.planning.money import share_bp, split
from lokmin.core.planning.realisation import Held, Spent, absorption, course, deviations, done_counts, sentence
from lokmin.core.planning.rpk import Cost, Nature, YearRow, grouped, lacking, moved, outside, spread, sums
from lokmin.core.planning.shares import UNTAGGED, prevented, shares

FUNDS = ("bok", "kapitasi", "apbd", "dana-desa")
amounts = st.integers(0, 900_000_000)
costs = st.builds(Cost, st.integers(1, 12), st.sampled_from(FUNDS), amounts)
year_rows = st.builds(
    YearRow,
    key=st.text("abc", max_size=3),
    activity=st.just("Kelas ibu hamil"),
    group=st.sampled_from(("UKM esensial", "UKP", "Manajemen")),
    costs=st.lists(costs, max_size=5).map(tuple),
    nature=st.sampled_from(("", *(nature.value for nature in Nature))),
    months=st.frozensets(st.integers(1, 12)),
)
plans = st.lists(year_rows, max_size=12)


@given(plans, st.randoms(use_true_random=False))
def test_sums_by_plan_group_source_and_month_agree_in_every_order(rows, chance: random.Random):
    found = sums(rows)
    straight = sum(cost.rupiah for row in rows for cost in row.costs)
    assert (found.whole or 0) == straight
    assert sum(found.by_fund(fund) or 0 for fund in found.funds) == straight
    assert sum(found.by_month(month) or 0 for month in range(13)) == straight
    assert sum(part.whole or 0 for _, _, part in grouped(rows)) == straight
    assert sum(row.cost or 0 for row in rows) == straight
    mixed = list(rows)
    chance.shuffle(mixed)
    half = len(mixed) // 2
    assert sums(mixed[:half]) + sums(mixed[half:]) == found
    assert found.uncosted == sum(row.cost is None for row in rows)


@given(
    plans,
    st.lists(st.builds(Spent, st.just("a"), st.integers(1, 12), st.sampled_from(FUNDS), amounts), max_size=10),
    st.integers(1, 12),
    st.randoms(use_true_random=False),
)
def test_absorption_is_the_same_in_every_order_and_its_sources_add_up(rows, paid, month, chance):
    pagu = {"bok": 1_000_000_000, "hibah": None}
    lines, together = absorption(sums(rows), paid, pagu, month)
    mixed, shuffled = list(paid), list(rows)
    chance.shuffle(mixed)
    chance.shuffle(shuffled)
    assert absorption(sums(shuffled), mixed, pagu, month) == (lines, together)
    assert (together.spent or 0) == sum(one.rupiah for one in paid if one.month <= month)
    assert sum(line.spent or 0 for line in lines) == (together.spent or 0)
    assert sum(line.planned or 0 for line in lines) == (together.planned or 0)
    steps = course(sums(rows), paid, pagu, month)
    assert sum(step.spent_month or 0 for step in steps) == (together.spent or 0)
    assert sum(step.planned_month or 0 for step in steps) == (together.planned or 0)
    if not any(one.month <= month for one in paid):
        assert together.spent is None


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 1000), min_size=1, max_size=13).filter(any))
def test_a_split_loses_no_rupiah_and_no_part_is_off_by_one(amount, weights):
    parts = split(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(amount * weight, sum(weights))) < 1


@given(
    st.lists(st.tuples(st.sampled_from(FUNDS), amounts), max_size=4),
    st.frozensets(st.integers(1, 12)),
    st.frozensets(st.integers(1, 12)),
)
def test_moving_a_row_to_other_months_keeps_the_money_of_every_source(given_amounts, months, later):
    row = YearRow("a", "x", months=months, costs=spread(given_amounts, months))
    before, after = sums([row]), sums([moved(row, later)])
    assert before.whole == after.whole
    for fund in before.funds:
        assert before.by_fund(fund) == after.by_fund(fund)
    assert outside(moved(row, later)) == "" or not later


@given(plans)
def test_kinds_of_service_add_up_to_all_activities_and_all_money(rows):
    found = shares(rows)
    assert sum(share.activities for share in found) == len(rows)
    assert sum(share.rupiah for share in found) == (sums(rows).whole or 0)
    if rows:
        assert abs(sum(share.activity_bp for share in found) - 10_000) <= len(found)


def test_the_sentence_of_kinds_leaves_management_and_untagged_rows_out_of_its_parts():
    rows = [
        YearRow("a", "Penyuluhan", nature="promotif", costs=(Cost(1, "bok", 1_000_000),)),
        YearRow("b", "Pengobatan", nature="kuratif", costs=(Cost(1, "bok", 3_000_000),)),
        YearRow("c", "Lokmin", nature="manajemen", costs=(Cost(1, "bok", 6_000_000),)),
        YearRow("d", "Belum tahu"),
    ]
    by = {share.kind: share for share in shares(rows)}
    assert (by["promotif"].activities, by["promotif"].money_bp) == (1, 1000)
    assert by[UNTAGGED].activity_bp == 2500
    assert prevented(by.values()) == (
        "Promotif dan preventif 50 % kegiatan dan 25 % dana; kuratif dan rehabilitatif 50 % kegiatan dan 75 % dana. "
        "Di luar manajemen. Belum ditandai: 1 kegiatan."
    )
    assert prevented(shares([])) == ""


def test_the_volume_of_a_month_follows_how_often_it_is_done():
    row = YearRow("a", "x", volume=12_000_000, months=frozenset({1, 2}), times=((1, 1), (2, 3)))
    assert [row.volume_in(month) for month in (1, 2, 3)] == [3_000_000, 9_000_000, None]
    assert YearRow("a", "x", volume=10, months=frozenset({1, 2, 3})).volume_in(1) is None


def test_a_month_nobody_filled_in_is_blank_and_named_not_zero():
    rows = [YearRow("a", "Posyandu", months=frozenset({1, 2, 3}), costs=spread([("bok", 3_000_000)], {1, 2, 3}))]
    paid = [Spent("a", 1, "bok", 1_000_000), Spent("a", 3, "bok", 500_000)]
    (line,), _ = absorption(sums(rows), paid, {"bok": 10_000_000}, 3)
    assert (line.spent, line.planned, line.deviation, line.blank) == (1_500_000, 3_000_000, -1_500_000, (2,))
    assert (line.of_pagu_bp, line.of_plan_bp) == (1500, 5000)
    assert sentence(line, "BOK") == (
        "BOK: terserap Rp1.500.000 dari pagu Rp10.000.000 (15 %); rencana sampai Maret Rp3.000.000; "
        "belum diisi: Februari."
    )
    (none,), _ = absorption(sums(rows), [], {"bok": 10_000_000}, 3)
    assert none.spent is None
    assert none.of_pagu_bp is None
    assert "realisasi sampai Maret belum diisi" in sentence(none, "BOK")


def test_paid_nothing_is_filled_in():
    rows = [YearRow("a", "Rapat", months=frozenset({1}), costs=(Cost(1, "bok", 100),))]
    (line,), _ = absorption(sums(rows), [Spent("a", 1, "bok", 0)], {"bok": 1000}, 1)
    assert line.spent == 0
    assert line.of_pagu_bp == 0
    assert line.blank == ()


def test_deviations_name_what_was_not_done_what_is_silent_and_what_cost_more():
    rows = [
        YearRow("a", "Fogging", months=frozenset({1, 2}), costs=spread([("apbd", 2_000_000)], {1, 2})),
        YearRow("b", "Kelas balita", months=frozenset({2}), costs=spread([("bok", 700_000)], {2})),
        YearRow("c", "Nanti", months=frozenset({9}), costs=spread([("bok", 1)], {9})),
    ]
    held = [Held("a", 1, done=True), Held("a", 2, done=False)]
    found = deviations(rows, held, [Spent("a", 1, "apbd", 2_500_000)], 3)
    assert [(d.kind, d.activity, d.rupiah) for d in found] == [
        ("melebihi rencana", "Fogging", 500_000),
        ("tidak terlaksana", "Fogging", 1_000_000),
        ("belum diisi", "Kelas balita", 700_000),
    ]
    assert done_counts(rows, held, 3) == (1, 1, 1)


def test_a_row_says_what_it_lacks_to_be_measurable():
    assert lacking(YearRow("a", "x")) == (
        "volume",
        "target sasaran",
        "indikator",
        "bulan pelaksanaan",
        "penanggung jawab",
        "biaya (0 bila tanpa biaya)",
    )
    free = YearRow(
        "a", "x", volume=1, target="9", success="y", months=frozenset({2}), owner="Sri", costs=(Cost(2, "", 0),)
    )
    assert lacking(free) == ()
    odd = YearRow("a", "Fogging", months=frozenset({2}), costs=(Cost(3, "bok", 9),))
    assert "Maret" in outside(odd)


def test_a_part_of_nothing_is_unknown():
    assert share_bp(5, 0) is None
    assert share_bp(None, 5) is None
    assert share_bp(1, 3) == 3333
