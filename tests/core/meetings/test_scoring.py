"""Everyone scores, the order of papers never matters, and the formulas are those of the manuals."""

from __future__ import annotations

import json
import statistics
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.meetings.scoring import frozen
from lokmin.core.meetings.scoring.expression import compiled
from lokmin.core.meetings.scoring.methods import far_apart_rule, load
from lokmin.core.meetings.scoring.papers import checked, score
from lokmin.core.meetings.scoring.ranking import Option, rank
from lokmin.core.meetings.scoring.spread import spread

METHODS = load(rules("scoring"), 2026)
RULE = far_apart_rule(rules("scoring"), 2026)
USG, HANLON = METHODS["usg"], METHODS["hanlon"]
YES = (1, 1, 1, 1, 1)
THREE = (Option("a", "K1 Watubelah", 1600, 15), Option("b", "D/S Pringgodani", 840, 29), Option("c", "KF Kalisari"))


# The vectors of the manuals


def test_hanlon_classic_and_with_seriousness_twice():
    assert score(HANLON, (8, 7, 6, *YES)) == 30
    assert score(HANLON.using("a2b"), (8, 7, 6, *YES)) == 132


@pytest.mark.parametrize("no", range(5))
def test_one_no_in_pearl_makes_nothing_of_a_hanlon_score(no):
    pearl = [1] * 5
    pearl[no] = 0
    assert score(HANLON, (8, 7, 6, *pearl)) == 0


def test_usg_adds_or_multiplies_as_the_office_does():
    assert score(USG, (5, 4, 4)) == 13
    assert score(USG.using("kali"), (5, 4, 4)) == 80


def test_carl_multiplies_on_both_of_its_scales():
    assert score(METHODS["carl"], (4, 3, 5, 2)) == 120
    assert score(METHODS["carl"].using("kali10"), (10, 3, 5, 2)) == 300


def test_mcua_weighs_in_hundredths_exactly():
    assert score(METHODS["mcua"], (7, 3, 10, 1)) == Fraction(30 * 7 + 30 * 3 + 20 * 10 + 20 * 1, 100)


def test_reinke_divides_by_the_cost_without_rounding():
    assert score(METHODS["reinke"], (5, 4, 3, 7 - 4)) == 20
    assert score(METHODS["reinke"], (5, 4, 2, 3)) == Fraction(40, 3)


# What is refused


def test_a_score_off_the_scale_names_the_question():
    with pytest.raises(ValueError, match=r"Seberapa mendesak.*1 sampai 5"):
        checked(USG, (6, 1, 1))
    with pytest.raises(ValueError, match="perlu 3 nilai"):
        checked(USG, (1, 1))
    with pytest.raises(ValueError, match="Seberapa mendesak"):
        checked(USG, (True, 1, 1))


def test_weights_that_do_not_add_up_are_refused_with_their_sum():
    mcua = METHODS["mcua"]
    with pytest.raises(ValueError, match="harus 100, sekarang 110"):
        mcua.weighing([replace(mcua.criteria[0], weight=40), *mcua.criteria[1:]])
    with pytest.raises(ValueError, match="tetap"):
        USG.weighing(USG.criteria)


@pytest.mark.parametrize("text", ["A - B", "A ** B", "A * 0.5", "print(A)", "A +", "Z", "A." + "a", "A" * 300])
def test_a_formula_is_letters_whole_numbers_plus_times_and_over(text):
    with pytest.raises(ValueError, match="Rumus"):
        compiled(text, "AB")


def test_every_method_names_its_source_and_whether_the_original_was_seen():
    for method in METHODS.values():
        assert method.source
        assert method.confirmed is False
        assert method.stamp == f"{method.code}/{method.variants[0].code}/{method.version}"
        for variant in method.variants:
            assert score(method.using(variant.code), [c.high for c in method.using(variant.code).criteria]) > 0


# Many raters


def papers_of(method, keys="abc"):
    one = st.tuples(*(st.integers(c.low, c.high) for c in method.criteria))
    return st.lists(st.dictionaries(st.sampled_from(keys), one), max_size=12)


@pytest.mark.parametrize("code", sorted(METHODS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_order_of_papers_never_changes_the_result(code, data):
    method = METHODS[code]
    papers = data.draw(papers_of(method))
    shuffled = data.draw(st.permutations(papers))
    assert rank(method, THREE, papers, RULE) == rank(method, THREE[::-1], shuffled, RULE)
    assert frozen.frozen(method, THREE, papers, RULE) == frozen.frozen(method, THREE, shuffled, RULE)


@settings(max_examples=60, deadline=None)
@given(papers_of(USG))
def test_the_mean_and_median_are_those_of_the_schoolbook(papers):
    outcome = rank(USG, THREE, papers, RULE)
    for standing in outcome.standings:
        sums = [sum(p[standing.option.key]) for p in papers if standing.option.key in p]
        if not sums:
            assert standing.score is None
            assert standing.place is None
            continue
        assert standing.score.mean == Fraction(sum(sums), len(sums))
        assert standing.score.median == Fraction(statistics.median(sums))
        assert standing.score.n == len(sums)
    means = [s.score.mean for s in outcome.standings if s.place]
    assert means == sorted(means, reverse=True)
    assert [s.place for s in outcome.standings if s.place] == list(range(1, len(means) + 1))


@settings(max_examples=60, deadline=None)
@given(papers_of(HANLON))
def test_a_kept_result_can_be_worked_out_again_from_itself_alone(papers):
    kept = json.loads(json.dumps(frozen.frozen(HANLON, THREE, papers, RULE)))
    assert frozen.is_true(kept)
    if kept["papers"]:
        key, scores = next(iter(kept["papers"][0]["scores"].items()))
        scores[0] = 10 if scores[0] != 10 else 9
        standing = next(s for s in kept["standings"] if s["key"] == key)
        changed = any(standing["criteria"][0]["total"] != str(s.criteria[0].total)
                      for s in frozen.again(kept).standings if s.option.key == key)  # fmt: skip
        assert changed
        assert not frozen.is_true(kept)


def test_a_kept_result_keeps_its_own_formula_when_the_rules_change():
    mcua = METHODS["mcua"]
    first, second, *rest = mcua.criteria
    own = mcua.weighing([replace(first, name="Keresahan warga", weight=50), replace(second, weight=10), *rest])
    kept = frozen.frozen(own, THREE[:1], [{"a": (10, 1, 1, 1)}], RULE, ["Sri Lestari"])
    assert kept["standings"][0]["score"]["mean"] == "11/2"
    assert kept["method"]["formula"]["expression"] == "(50 * E + 10 * G + 20 * K + 20 * M) / 100"
    assert frozen.method_of(kept["method"]).criteria[0].name == "Keresahan warga"
    assert kept["papers"] == [{"name": "Sri Lestari", "scores": {"a": [10, 1, 1, 1]}}]
    assert frozen.is_true(kept)


def test_nobody_is_not_zero():
    outcome = rank(USG, THREE, [{"a": (1, 1, 1)}, {}], RULE)
    assert outcome.raters == 1
    assert [(s.option.key, s.place) for s in outcome.standings] == [("a", 1), ("b", None), ("c", None)]
    with pytest.raises(ValueError, match="Belum ada"):
        spread([])


def test_a_paper_cannot_rate_what_is_not_asked():
    with pytest.raises(ValueError, match="tidak sedang dinilai"):
        rank(USG, THREE, [{"x": (1, 1, 1)}], RULE)


# Ties


def test_equal_scores_are_ordered_by_gap_then_people_then_name_and_the_reason_is_kept():
    same = [{"a": (3, 3, 3), "b": (3, 3, 3), "c": (3, 3, 3)}]
    outcome = rank(USG, THREE, same, RULE)
    assert [s.option.key for s in outcome.standings] == ["a", "b", "c"]
    first, second = outcome.ties
    assert first == (
        "Nilai “K1 Watubelah” dan “D/S Pringgodani” sama (9,00); “K1 Watubelah” didahulukan karena"
        " lebih jauh dari target (16,0 banding 8,4 poin)."
    )
    assert second.endswith("“D/S Pringgodani” didahulukan karena lebih jauh dari target (8,4 poin).")
    level = (Option("a", "Beta", 100, 3), Option("b", "Alfa", 100, 3), Option("c", "Gama", 100, 9))
    outcome = rank(USG, level, same, RULE)
    assert [s.option.name for s in outcome.standings] == ["Gama", "Alfa", "Beta"]
    assert "lebih banyak orang yang terlewat (9 banding 3)" in outcome.ties[0]
    assert "menurut abjad" in outcome.ties[1]


def test_a_hair_more_is_no_tie():
    papers = [{"a": (1, 1, 1), "b": (1, 1, 1)}] * 200 + [{"b": (1, 1, 2)}]
    outcome = rank(USG, THREE[:2], papers, RULE)
    assert [s.option.key for s in outcome.standings] == ["b", "a"]
    assert outcome.ties == ()


# PEARL of many


def test_pearl_of_many_removes_by_one_or_by_more_than_half_as_the_formula_says():
    good, bad = (8, 7, 6, *YES), (8, 7, 6, 1, 0, 1, 1, 1)
    strict = rank(HANLON, THREE[:1], [{"a": good}] * 9 + [{"a": bad}], RULE).standings[0]
    assert strict.place is None
    assert strict.removed == "Dikeluarkan oleh PEARL: Economics (1 dari 10 penilai menjawab tidak)."
    lenient = HANLON.using("klasik-mayoritas")
    kept = rank(lenient, THREE[:1], [{"a": good}] * 5 + [{"a": bad}] * 5, RULE).standings[0]
    assert (kept.place, kept.score.mean) == (1, 30)
    assert rank(lenient, THREE[:1], [{"a": good}] * 4 + [{"a": bad}] * 5, RULE).standings[0].place is None


# A second round


def test_a_second_round_is_proposed_when_the_middle_half_is_two_apart_and_five_have_rated():
    split = [{"a": (u, 3, 3)} for u in (1, 1, 2, 4, 4, 5)]
    assert rank(USG, THREE, split, RULE).apart == (
        "K1 Watubelah, Urgency: seperempat penilai memberi 1 atau kurang, seperempat 4 atau lebih.",
    )
    assert rank(USG, THREE, split[:2] + split[-2:], RULE).apart == ()
    lonely = [{"a": (3, 3, 3)}] * 20 + [{"a": (5, 3, 3)}, {"a": (1, 3, 3)}]
    assert rank(USG, THREE, lonely, RULE).apart == ()


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
def test_quartiles_lie_between_the_ends_and_the_middle(values):
    found = spread(values)
    assert found.least <= found.lower <= found.median <= found.upper <= found.most
    assert found.range == max(values) - min(values)
    turned = spread(-v for v in values)
    assert turned.quartile_distance == found.quartile_distance
