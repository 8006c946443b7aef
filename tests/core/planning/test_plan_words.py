"""A plan is checked before it is handed in, two versions are compared in words, and a thread says where it breaks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.money import CostLine
from lokmin.core.planning.plancheck import check_renstra, check_ruk
from lokmin.core.planning.renstra import RenstraLine, course, number_in
from lokmin.core.planning.ruk import RukItem
from lokmin.core.planning.rules import PlanRule
from lokmin.core.planning.situation import (
    Ranked,
    SituationTable,
    completeness,
    parts,
    priorities,
)
from lokmin.core.planning.thread import (
    CoverageStep,
    Decision,
    Funded,
    MonthStep,
    Thread,
    adjusted,
    doubts,
    knots,
    proposed,
)
from lokmin.core.planning.versions import Kind, Line, difference

FUNDS = FundBook.load(rules("funds"), 2027)
RULE = PlanRule.load(rules("planning"), 2027)
GOOD = RukItem(
    "1", "ukm-esensial", "Kelas ibu hamil", purpose="K6 naik", target_group="Ibu hamil", target="240 ibu hamil",
    owner="Ratna Wulandari", money="Konsumsi", partners="PKK", when="Februari–November", indicator="K6 90 %",
    amounts=(("bok", 12_000_000),), lines=(CostLine("Konsumsi", 40 * MICRO, "orang", 30_000, 10 * MICRO),),
)  # fmt: skip


def codes(*items):
    return [f.code for f in check_ruk(items, FUNDS)]


def test_a_whole_row_is_accepted():
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"indicator": " "}, "tanpa-indikator"),
        ({"purpose": ""}, "kolom-kosong"),
        ({"target": "semua ibu"}, "target-tanpa-angka"),
        ({"amounts": (("bok", 11_000_000),)}, "biaya-beda-rincian"),
        ({"amounts": (), "lines": ()}, "belum-dihitung"),
        ({"amounts": (("", 12_000_000),)}, "tanpa-sumber"),
        ({"amounts": (("kas", 12_000_000),)}, "sumber-asing"),
        ({"money": ""}, "tanpa-sumber-daya"),
        ({"partners": ""}, "kolom-anjuran"),
        ({"activity": ""}, "tanpa-kegiatan"),
    ],
)
def test_a_row_that_lacks_something_is_named_with_the_next_step(change, code):
    found = check_ruk([GOOD, replace(GOOD, key="2", target_group="Suami", **change)], FUNDS)
    assert [f.code for f in found] == [code]
    assert found[0].message.startswith("Baris 2 (")
    assert found[0].element == "2"


def test_costs_that_differ_from_their_lines_say_by_how_much():
    found = check_ruk([replace(GOOD, amounts=(("bok", 11_500_000),))], FUNDS)
    assert "biaya Rp11.500.000, tetapi rinciannya berjumlah Rp12.000.000 (selisih Rp500.000)" in found[0].message


def test_free_activities_are_costed_but_empty_plans_are_not_plans():
    assert codes(replace(GOOD, amounts=(("", 0),), lines=())) == []
    assert codes() == ["ruk-kosong"]
    assert codes(GOOD, replace(GOOD, key="2", activity="kelas  IBU hamil")) == ["kegiatan-ganda"]


def test_targets_of_five_years_must_not_go_back():
    line = RenstraLine(
        "a", "ukm-esensial", "K6", purpose="x", formula="y", activities=("kelas",), targets=("80 %", "85 %", "82,5 %"),
        budgets=(1, 2, None), funds=("bok",),
    )  # fmt: skip
    assert course(line) == "Target tahun ke-3 (82,5 %) mundur dari tahun ke-2 (85 %)."
    assert course(replace(line, lower_is_better=True)).startswith("Target tahun ke-2 (85 %) mundur")
    assert course(replace(line, targets=("naik", "85 %", "90 %"))) == ""
    found = [f.code for f in check_renstra([line], (2026, 2027, 2028, 2029))]
    assert found == ["target-kosong", "target-mundur", "belum-dihitung"]
    assert number_in("1.250 orang") == 1250


def test_two_versions_in_words():
    old = [Line("1", "Kelas ibu", {"Biaya": 10_000_000, "PJ": "Sri"}, 10_000_000), Line("2", "Fogging", {}, 4_000_000)]
    new = [Line("1", "Kelas ibu", {"Biaya": 12_000_000, "PJ": "Sri"}, 12_000_000), Line("3", "Posyandu", {}, None)]
    found = difference(old, new)
    assert [c.kind for c in found.changes] == [Kind.CHANGED, Kind.ADDED, Kind.REMOVED]
    assert found.changes[0].sentence == "Kelas ibu: biaya Rp10.000.000 menjadi Rp12.000.000 (naik Rp2.000.000)."
    assert found.changes[2].sentence == "Fogging: dihapus (Rp4.000.000)."
    assert found.summary == "1 baris baru, 1 dihapus, 1 diubah; jumlah turun Rp2.000.000 menjadi Rp12.000.000."
    assert difference(old, old).summary == "Tidak ada yang berubah."


rows = st.dictionaries(st.sampled_from("abcde"), st.one_of(st.none(), st.integers(0, 10**9)), max_size=5)


@given(rows, rows)
def test_the_money_of_all_changes_is_the_difference_of_the_sums(old, new):
    def lines(found):
        return [Line(k, k, {"Biaya": v}, v) for k, v in found.items()]

    found = difference(lines(old), lines(new))
    assert sum(c.money for c in found.changes) == found.after - found.before
    assert found.same == (old == new)
    assert len({c.key for c in found.changes}) == len(found.changes)


@pytest.mark.parametrize(
    ("asked", "granted", "word"),
    [
        (10, 10, Funded.FULL), (10, 12, Funded.FULL), (10, 4, Funded.PART), (10, 0, Funded.NONE),
        (10, None, Funded.NONE), (0, None, Funded.FULL), (None, 5, Funded.NEW), (None, None, Funded.NONE),
    ],
)  # fmt: skip
def test_the_word_that_fits_two_sums(asked, granted, word):
    assert proposed(asked, granted) is word


def test_a_decision_needs_its_sum_and_its_reason():
    assert doubts(10, Decision(Funded.FULL, 10)) == ()
    assert len(doubts(10, Decision(Funded.PART))) == 2
    assert len(doubts(10, Decision(Funded.FULL, 4))) == 1
    assert len(doubts(10, Decision(Funded.POSTPONED, 4))) == 2
    assert doubts(10, Decision(Funded.NONE, None, "Pagu BOK turun")) == ()


def test_a_thread_says_every_step_and_where_it_breaks():
    whole = Thread(
        "Kelas ibu", "K6", "90 %", 2027, 10_000_000, "MMD Desa Watubelah",
        Decision(Funded.PART, 8_000_000, "Pagu BOK turun"), ("Kelas ibu, 10 kali",), 8_000_000,
        (MonthStep(2027, 2, 4_000_000, 3_900_000, done=True, proof="3 foto"), MonthStep(2027, 3, 4_000_000)),
        CoverageStep("K6", "K6 Februari 2027 48,6 %"),
    )  # fmt: skip
    steps = knots(whole)
    assert all(k.whole for k in steps)
    assert steps[2].sentence == "Didanai sebagian, Rp8.000.000, 80,0 % dari usulan. Pagu BOK turun."
    assert steps[4].sentence == "1 dari 2 bulan dilaksanakan."
    assert steps[5].sentence == "Dibayar Rp3.900.000, serapan 48,8 %."
    broken = knots(replace(whole, renstra="", decision=None, rpk=(), months=(), coverage=None))
    assert [k.whole for k in broken] == [False, True, False, False, True, True, False]
    assert all(k.next for k in broken if not k.whole)
    ahead = knots(replace(whole, decision=None, rpk=(), months=(), coming=True))
    assert [k.name for k in ahead if k.waits] == ["Pendanaan", "RPK", "Pelaksanaan", "Realisasi dana"]
    assert all(k.whole for k in ahead)
    late = replace(whole, months=(MonthStep(2027, 2, 1, None, done=True), MonthStep(2027, 3, 1, None, done=False)))
    assert [k.name for k in knots(late) if not k.whole] == ["Pelaksanaan", "Realisasi dana"]


def test_no_joint_of_a_thread_is_taken_for_whole_when_its_sums_part():
    base = Thread("Kelas ibu", "K6", "", 2026, 9, "", Decision(Funded.FULL, 9), ("Kelas ibu",), 9, (), None)
    (rpk,) = [k for k in knots(replace(base, planned=10)) if k.step == "rpk"]
    assert (rpk.whole, rpk.next) == (False, "Didanai Rp9, di RPK Rp10: samakan biaya RPK atau ubah keputusannya.")
    stopped = replace(base, decision=Decision(Funded.NONE, None, "Pagu turun"))
    assert "Tidak didanai atau ditunda, tetapi ada di RPK" in next(k.next for k in knots(stopped) if k.step == "rpk")
    new = Thread("Fogging", rpk=("Fogging",), planned=5, new_reason="KLB di Rejosari")
    assert [k.sentence for k in knots(new)][:3] == [
        "Tidak dikaitkan: kegiatan ini tidak melalui RUK.",
        "Tidak diusulkan di RUK. KLB di Rejosari.", "Kegiatan baru: dananya yang ada di RPK.",
    ]  # fmt: skip


def test_a_month_nobody_spoke_of_is_not_a_month_without_doing():
    months = (
        MonthStep(2026, 3, 1, 1, done=True, proof="SPJ 3", over=True), MonthStep(2026, 4, 1, over=True),
        MonthStep(2026, 5, 1, done=False, over=True, reason="banjir"), MonthStep(2026, 6, 1),
    )  # fmt: skip
    held = Thread("Kelas ibu", rpk=("Kelas ibu",), planned=4, months=months, new_reason="KLB")
    step = next(k for k in knots(held) if k.step == "pelaksanaan")
    assert step.sentence == "1 dari 4 bulan dilaksanakan; tidak dilaksanakan: Mei; belum diisi: April."
    assert (step.whole, step.next) == (False, "Isi keadaannya di RPK bulanan.")
    told = replace(held, months=(months[0], *months[2:]))
    assert next(k for k in knots(told) if k.step == "pelaksanaan").whole


def test_all_adjusted_is_ten_some_five_none_zero():
    full, none = Decision(Funded.FULL, 1), Decision(Funded.NONE, None, "x")
    assert adjusted([(full, True), (none, False)]).score == 10
    assert adjusted([(full, False), (none, False)]).score == 5
    assert adjusted([(full, False), (None, True)]).score == 0
    assert adjusted([]).score == 0


def test_the_situation_says_which_parts_are_missing():
    table = SituationTable("iks", "IKS", ("Desa", "IKS"), (("Watubelah", "0,41"),))
    own = SituationTable("peternakan", "Peternakan", ("Desa",), (("Kalisari",),))
    states = parts([table, own], RULE)
    assert len(states) == len(RULE.situation) + 1
    assert completeness(states).startswith(f"2 dari {len(states)} bagian terisi; belum ada: wilayah dan penduduk")
    with pytest.raises(ValueError, match="baris 1 punya 2 sel"):
        SituationTable("x", "X", ("a",), (("1", "2"),))


def test_priorities_break_ties_by_gap_and_people():
    a, b, c, d = (
        Ranked("a", "a", 13), Ranked("b", "b", 13, gap=Fraction(5)), Ranked("c", "c", 13, gap=Fraction(5), missed=9),
        Ranked("d", "d"),
    )  # fmt: skip
    assert [p.key for p in priorities([d, a, b, c])] == ["c", "b", "a", "d"]
