"""A village's questionnaire, its counted answers, and the problems they show."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.community.households import INSTRUMENT, households

from lokmin.catalog import loading
from lokmin.core.community import instrument as inst
from lokmin.core.community.instrument import Household, Question, from_plain, question_from, to_plain
from lokmin.core.community.problems import by_scores, by_votes, found, key_of, unsure
from lokmin.core.community.tabulation import NO_UNIT, SmdRule, base_words, number_words, tabulate
from lokmin.core.meetings.scoring import methods

RULE = SmdRule.load(loading.rules("smd"), 2026)


def test_the_shipped_questionnaire_is_read_and_asks_no_names():
    shipped = inst.load(loading.rules("smd"), 2026)
    assert not shipped.confirmed
    assert shipped.source
    assert [topic.code for topic in shipped.topics] == ["A", "B", "C", "D", "E"]
    assert all(shipped.of_topic(topic) for topic in shipped.topics)
    told = [q for q in shipped.questions if q.tells]
    assert len(told) >= 20
    assert all(q.problem for q in told)


@pytest.mark.parametrize(
    "text", ["Siapa nama kepala keluarga?", "Berapa NIK Ibu?", "Nomor HP yang bisa dihubungi?", "Alamat lengkap rumah?"]
)
def test_a_question_for_a_person_s_name_or_number_is_refused(text):
    with pytest.raises(ValueError, match="tanpa nama"):
        Question("Z1", text)


def test_asking_for_the_name_of_a_posyandu_is_no_person():
    assert Question("Z1", "Apakah tahu nama Posyandu terdekat?")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"code": "b2", "text": "Ada?"}, "huruf besar"),
        ({"code": "B2", "text": " "}, "kosong"),
        ({"code": "B2", "text": "Mana?", "kind": "pilihan", "choices": ["satu"]}, "2 sampai"),
        ({"code": "B2", "text": "Ada?", "bad": ["c"], "problem": "x"}, "tidak ada di pilihannya"),
        ({"code": "B2", "text": "Ada?", "bad": ["tidak"]}, "tulis masalahnya"),
        ({"code": "B2", "text": "Ada?", "threshold": 0}, "batas masalah"),
        ({"code": "B2", "text": "Ada?", "bobot": 3}, "tidak dikenal"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_its_code(entry, words):
    with pytest.raises(ValueError, match=words) as refused:
        question_from(entry)
    assert entry["code"] in str(refused.value)


def test_a_village_s_copy_is_kept_and_read_back_as_it_was():
    shipped = inst.load(loading.rules("smd"), 2026)
    for one in (shipped, INSTRUMENT, shipped.without([q.code for q in shipped.questions if q.topic == "C"])):
        assert from_plain(to_plain(one)) == one
    assert shipped.next_code("A") == "A7"


def test_what_was_not_answered_is_counted_apart_and_never_as_no():
    tables = {t.question.code: t.whole for t in tabulate(INSTRUMENT, households()).questions}
    assert (tables["A1"].answered, tables["A1"].bad, tables["A1"].counts) == (60, 27, (33, 27))
    assert (tables["A2"].answered, tables["A2"].blank) == (54, 6)
    assert (tables["B1"].not_applicable, tables["B1"].answered, tables["B1"].bad) == (30, 30, 7)
    assert tables["B2"].share is None
    assert base_words(tables["A2"]) == "54 menjawab, 6 kosong"
    assert tables["B2"].percent(0) == "–"


def test_numbers_are_summed_and_described():
    cough = tabulate(INSTRUMENT, households()).of("A3")
    assert cough is not None
    assert cough.whole.total == 6_000_000
    assert cough.whole.mean == Fraction(1, 10)
    assert number_words(cough.whole, "orang") == "jumlah 6 orang, rata-rata 0,1, tengah 0, terkecil 0, terbesar 2"


def test_an_answer_the_changed_question_does_not_know_is_said_not_counted():
    odd = [Household(1, "RT 1", {"A1": "kadang"}), Household(2, "RT 1", {"A1": 3}), Household(3, "", {"A1": "tb"})]
    tally = tabulate(INSTRUMENT, odd).questions[0].whole
    assert (tally.answered, tally.odd, tally.blank) == (0, 3, 0)


def test_units_stand_in_their_natural_order_those_without_last():
    homes = [Household(n, unit, {}) for n, unit in enumerate(["RT 10", "", "RT 2", "Dusun Krajan"])]
    assert [name for name, _ in tabulate(INSTRUMENT, homes).units] == ["Dusun Krajan", "RT 2", "RT 10", NO_UNIT]


@given(st.lists(st.tuples(
    st.sampled_from(["RT 1", "RT 2", ""]), st.sampled_from(["ya", "tidak", "tb", "x", None]),
    st.integers(0, 5) | st.none(),
), max_size=40), st.randoms())  # fmt: skip
def test_counts_add_up_in_every_order_and_every_unit(rows, rng: random.Random):
    homes = [
        Household(n, unit, {k: v for k, v in (("B1", b), ("A3", None if a is None else a * 10**6)) if v is not None})
        for n, (unit, b, a) in enumerate(rows)
    ]
    shuffled = list(homes)
    rng.shuffle(shuffled)
    counted = tabulate(INSTRUMENT, homes)
    assert counted == tabulate(INSTRUMENT, shuffled)
    for table in counted.questions:
        whole = table.whole
        assert whole.asked == whole.answered + whole.blank + whole.not_applicable + whole.odd == len(rows)
        if table.question.options:
            assert sum(whole.counts) == whole.answered
        for name in ("asked", "answered", "bad", "blank", "not_applicable", "odd"):
            assert getattr(whole, name) == sum(getattr(tally, name) for _, tally in table.units)


def test_a_problem_is_said_with_its_number_its_threshold_and_where_it_is_largest():
    problems = found(tabulate(INSTRUMENT, households()), RULE)
    assert [p.code for p in problems] == ["A1", "B1", "A3"]
    assert problems[0].sentence == (
        "27 dari 60 rumah tangga (45,0 %) tidak mempunyai jamban sehat; batas 20 %. Terbanyak di RT 03 (20 dari 20)."
    )
    assert "Terbanyak" not in problems[2].sentence


def test_exactly_at_the_threshold_is_a_problem_and_just_below_is_none():
    rows = [Household(n, "", {"A1": "tidak" if n < 10 else "ya"}) for n in range(50)]
    assert [p.code for p in found(tabulate(INSTRUMENT, rows), RULE)] == ["A1"]
    assert not found(tabulate(INSTRUMENT, [*rows, Household(50, "", {"A1": "ya"})]), RULE)


def test_few_answers_are_no_problem_of_the_village_but_are_not_hidden():
    rows = [Household(n, "", {"A1": "tidak"}) for n in range(9)]
    counted = tabulate(INSTRUMENT, rows)
    assert found(counted, RULE) == ()
    assert [p.code for p in unsure(counted, RULE)] == ["A1"]
    assert counted.questions[0].whole.is_small(RULE)


def test_villagers_votes_put_problems_in_order():
    problems = found(tabulate(INSTRUMENT, households()), RULE)
    ordered = by_votes(problems, {"A3": 20, "A1": 12})
    assert [(p.code, p.place, p.votes) for p in ordered] == [("A3", 1, 20), ("A1", 2, 12), ("B1", None, None)]
    with pytest.raises(ValueError, match="suara"):
        by_votes(problems, {"A1": -1})


def test_usg_of_the_house_ranks_them_and_ties_go_by_the_share():
    usg = methods.load(loading.rules("scoring"), 2026)["usg"]
    apart = methods.far_apart_rule(loading.rules("scoring"), 2026)
    problems = found(tabulate(INSTRUMENT, households()), RULE)
    papers = [{"A1": (3, 3, 3), "B1": (3, 3, 3), "A3": (5, 5, 5)}]
    ordered, ranking = by_scores(problems, usg, papers, apart)
    assert [p.code for p in ordered] == ["A3", "A1", "B1"]
    assert ranking.ties
    assert {key_of(p) for p in ordered} == {"A1", "B1", "A3"}
