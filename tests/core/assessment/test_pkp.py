"""The scores of a PKP: the vectors of domain.md 3.4 and 3.5, odd real rows, and an independent recomputation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.catalog.pkp import bundles, bundles_for
from lokmin.core.assessment.bands import bands
from lokmin.core.assessment.cheapest import steps_up
from lokmin.core.assessment.definitions import Aspect, Bundle, Group, Groups, Node, Rule, Step, Sub
from lokmin.core.assessment.figures import figure
from lokmin.core.assessment.pkp import assess, dinkes_points, shares
from lokmin.core.assessment.reading import bundle_from
from lokmin.core.assessment.running import Progress, projected, running
from lokmin.core.assessment.scores import Entry, State, score
from lokmin.core.numbers import to_micro

SERVICE, MANAGEMENT = Groups(Fraction(91), Fraction(81)), Groups(Fraction("8.5"), Fraction("5.5"))
SCALE = tuple(Step(number, str(number)) for number in (0, 4, 7, 10))


def micro(value):
    return None if value is None else to_micro(Decimal(str(value)))


def sub(code="x", target=None, **more):
    return Sub(code, "Baris", target=micro(target), **more)


def filled(sasaran=None, achieved=None, **more):
    return Entry(sasaran=micro(sasaran), achieved=micro(achieved), **more)


def bundle(*upaya, **more):
    return Bundle("uji", "Uji", 2022, "uji", upaya, SERVICE, MANAGEMENT, **more)


def one_upaya(*subs, **more):
    return bundle(Node("1", "Upaya", "upaya", subs, **more))


@pytest.mark.parametrize(
    ("target", "sasaran", "achieved", "due", "real", "kinerja"),
    [(20, 13799, 2798, "2759,8", "20,3", "100,0"), (63, 2798, 1723, "1762,74", "61,6", "97,7")],
)
def test_the_published_rows_come_out_as_published(target, sasaran, achieved, due, real, kinerja):
    found = score(sub(target=target), filled(sasaran, achieved))
    assert figure(found.due).replace(".", "") == due
    assert figure(found.real, 1) == real
    assert figure(found.score, 1) == kinerja


def by_mean(values):
    """A variabel whose rows have exactly these scores: target 100 % of 10.000 and as many hundredths reached."""
    rows = [sub(str(number), 100) for number in range(len(values))]
    entries = {str(n): filled(10000, Decimal(str(value)) * 100) for n, value in enumerate(values)}
    return assess(bundle(Node("v", "V", "variabel", tuple(rows))), entries).upaya[0].score


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([Decimal("97.75"), 100, 100], "99,25"),
        ([Decimal("66.10"), 100, 100, 100, 100, Decimal("137.5")], "94,35"),
        ([100, 100, Decimal("63.64"), 75, Decimal("72.22"), 75], "80,98"),
    ],
)
def test_a_variabel_is_the_mean_of_its_rows_each_capped_at_100(values, expected):
    assert figure(by_mean(values), 2) == expected


def test_tatanan_sehat_of_the_published_sheet_is_99_25():
    rows = {"a": filled(2798, 1723), "b": filled(10, 10), "c": filled(4, 4)}
    found = assess(one_upaya(sub("a", 63), sub("b", 73), sub("c", 45)), rows).upaya[0].score
    assert figure(found, 2) == "99,25"


def test_real_coverage_above_100_is_shown_and_flagged_but_scores_100():
    found = score(sub(target=1), filled(1, 600))
    assert (found.real, found.score, found.exceeds) == (60000, 100, True)
    assert "dibatasi 100" in found.how


def test_a_target_below_one_percent_is_taken_as_it_is():
    found = score(sub(target="0.5"), filled(1000, 4))
    assert (found.due, found.score) == (5, 80)


def test_blank_is_not_zero_and_stays_out_of_the_mean():
    result = assess(one_upaya(sub("a", 100), sub("b", 100)), {"a": filled(10, 8), "b": filled(10)})
    assert result.service == 80
    assert not result.complete
    assert (result.upaya[0].scored, result.upaya[0].expected) == (1, 2)
    assert result.sub("b").state is State.EMPTY
    zero = assess(one_upaya(sub("a", 100), sub("b", 100)), {"a": filled(10, 8), "b": filled(10, 0)})
    assert zero.service == 40


def test_no_sasaran_is_not_applicable_with_a_reason_and_the_year_is_complete_without_it():
    result = assess(one_upaya(sub("a", 100), sub("b", 45)), {"a": filled(10, 8), "b": filled(0, 0)})
    assert (result.service, result.complete) == (80, True)
    assert result.sub("b").state is State.NO_SASARAN
    assert "tidak ikut rata-rata" in result.sub("b").why


def test_achievement_without_any_sasaran_is_flagged():
    assert score(sub(target=100), filled(0, 3)).exceeds


def test_what_the_office_says_does_not_apply_is_out_of_the_mean():
    entries = {"a": filled(10, 8), "b": Entry(not_applicable="tidak ada pondok pesantren")}
    result = assess(one_upaya(sub("a", 100), sub("b", 45)), entries)
    assert (result.service, result.complete) == (80, True)


def test_nothing_filled_in_has_no_score_at_all():
    result = assess(one_upaya(sub("a", 100)), {})
    assert (result.service, result.management, result.group, result.composite) == (None, None, None, None)


def test_contact_rate_in_permil_is_24_9():
    found = score(sub(target=150, factor=1000), filled(10000, 374))
    assert figure(found.real, 1) == "37,4"
    assert figure(found.score, 1) == "24,9"


@pytest.mark.parametrize(("cases", "points"), [(0, 100), (5, 100), (10, 50)])
def test_referrals_below_their_limit_score_full_and_twice_the_limit_half(cases, points):
    assert score(sub(target=5, rule=Rule.INVERSE), filled(100, cases)).score == points


@pytest.mark.parametrize(("cases", "points"), [(19, 100), (20, 75), (21, 75), (100, 0)])
def test_antibiotics_of_20_percent_fall_into_the_second_ring(cases, points):
    row = bundles()["jatim"].subs["2.3.2.3"]
    assert score(row, filled(100, cases)).score == points


def test_a_border_belongs_to_the_ring_below_where_the_table_says_so():
    closed = bands([(None, Fraction(5), 100), (Fraction(5), None, 0)], upper_closed=True)
    assert (closed.score(Fraction(0)), closed.score(Fraction(5)), closed.score(Fraction(501, 100))) == (100, 100, 0)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([(None, 80, 0), (81, None, 10)], "bercelah antara 80 dan 81"),
        ([(None, 81, 0), (80, None, 10)], "bertumpang"),
        ([(None, None, 0), (80, None, 10)], "bertumpang"),
        ([(5, None, 10)], "tidak mulai dari 0"),
        ([(None, 80, 10)], "berhenti di 80"),
        ([(None, 80, 10), (80, 80, 5), (80, None, 0)], "lebih kecil"),
        ([(None, None, 101)], "0 sampai 100"),
        ([], "belum punya rentang"),
    ],
)
def test_rings_with_gaps_or_overlaps_are_refused_in_words(rows, words):
    with pytest.raises(ValueError, match=words):
        bands([(None if a is None else Fraction(a), None if b is None else Fraction(b), s) for a, b, s in rows])


@pytest.mark.parametrize(
    ("value", "group"),
    [
        ("91", "baik"),
        ("90.999999", "cukup"),
        ("90.5", "cukup"),
        ("81", "cukup"),
        ("80.9999", "kurang"),
        ("80.5", "kurang"),
    ],
)
def test_groups_of_service_leave_no_gap_and_compare_unrounded(value, group):
    assert SERVICE.of(Fraction(value)) == group


@pytest.mark.parametrize(("value", "group"), [("8.5", "baik"), ("8.45", "cukup"), ("5.5", "cukup"), ("5.49", "kurang")])
def test_groups_of_management_leave_no_gap(value, group):
    assert MANAGEMENT.of(Fraction(value)) == group


def test_baik_needs_both_service_and_management():
    managed = Node("m", "Manajemen", "upaya", (Sub("m1", "Skala", Rule.SCALE, steps=SCALE),), aspect=Aspect.MANAGEMENT)
    whole = bundle(managed, Node("p", "Pelayanan", "upaya", (sub("a", 100),)))
    result = assess(whole, {"m1": Entry(level=7), "a": filled(100, 95)})
    assert (result.service_group, result.management_group, result.group) == (Group.GOOD, Group.FAIR, Group.FAIR)
    assert result.composite == Fraction(165, 2)
    assert assess(whole, {"m1": Entry(level=10), "a": filled(100, 95)}).group is Group.GOOD


def test_management_is_the_mean_of_all_its_rows_not_of_its_parts():
    first = Node("m1", "A", "program", tuple(Sub(f"a{n}", "A", Rule.SCALE, steps=SCALE) for n in range(3)))
    second = Node("m2", "B", "program", (Sub("b", "B", Rule.SCALE, steps=SCALE),))
    whole = bundle(Node("m", "M", "upaya", (first, second), aspect=Aspect.MANAGEMENT, flat=True))
    result = assess(whole, {**{f"a{n}": Entry(level=10) for n in range(3)}, "b": Entry(level=4)})
    assert result.management == Fraction(34, 4)
    assert result.upaya[0].points == Fraction(34, 4)


@pytest.mark.parametrize(("held", "level"), [(0, 0), (1, 4), (4, 4), (5, 7), (8, 7), (9, 10), (12, 10)])
def test_monthly_meetings_give_their_step(held, level):
    assert bundles()["jatim"].subs["1.1.4"].step_for(held).score == level


@pytest.mark.parametrize(("held", "level"), [(0, 0), (1, 4), (2, 7), (3, 7), (4, 10)])
def test_quarterly_meetings_give_their_step(held, level):
    assert bundles()["jatim"].subs["1.1.5"].step_for(held).score == level


@pytest.mark.parametrize(("value", "points"), [("80", 10), ("79.5", 5), ("61", 5), ("60.9", 0)])
def test_the_dinkes_gives_a_programme_ten_five_or_nothing(value, points):
    assert dinkes_points(Fraction(value), bundles()["jatim"]) == points


@pytest.mark.parametrize("entry", [filled(10, -1), filled(-1, 1), Entry(level=5)])
def test_impossible_entries_are_refused_with_the_name_of_the_row(entry):
    row = Sub("m", "Skala", Rule.SCALE, steps=SCALE) if entry.level else sub("m", 100)
    with pytest.raises(ValueError, match=r"^m "):
        score(row, entry)


def test_a_target_of_nought_is_not_divided_by():
    assert score(sub(target=0), filled(10, 5)).state is State.NO_TARGET
    assert score(sub(target=0, rule=Rule.INVERSE), filled(10, 0)).score == 100
    assert score(sub(target=0, rule=Rule.INVERSE), filled(10, 1)).score == 0


def test_the_offices_own_target_goes_before_the_bundles():
    assert score(sub(target=100), filled(100, 40, target=micro(50))).score == 80


def test_shipped_bundles_read_and_every_row_says_where_it_is_from():
    assert [b.code for b in bundles_for(2026)] == ["jatim", "sembilan"]
    assert [b.code for b in bundles_for(2010)] == ["sembilan"]
    for one in bundles().values():
        assert all(row.source for row in one.subs.values())
        assert all(row.target is not None for row in one.subs.values() if row.rule in (Rule.TARGET, Rule.INVERSE))


def test_a_bundle_with_a_row_under_nothing_is_refused():
    data = {
        "code": "x", "name": "X", "valid_from": 2022, "source": "uji",
        "kelompok": {"pelayanan": {"baik": 91, "cukup": 81}, "manajemen": {"baik": 8.5, "cukup": 5.5}},
        "upaya": [{"code": "1", "name": "A", "sub": [{"code": "1.1", "name": "a", "target": 20}]}],
    }  # fmt: skip
    assert bundle_from(data).subs["1.1"].target == 20_000_000
    lost = {**data, "program": [{"code": "9.1", "name": "B", "under": "9", "sub": [{"code": "9.1.1", "name": "b"}]}]}
    with pytest.raises(ValueError, match="di bawah 9, yang tidak ada"):
        bundle_from(lost)
    gap = {"code": "1.2", "name": "b", "ring": [{"upper": 80, "score": 0}, {"lower": 81, "score": 100}]}
    with pytest.raises(ValueError, match="bercelah"):
        bundle_from({**data, "upaya": [{"code": "1", "name": "A", "sub": [gap]}]})


# The independent recomputation: the formulas of domain.md 3.4 once more, on plain lists, with numbers of any size.

COUNT = st.none() | st.integers(0, 20_000)
ROWS = st.lists(
    st.tuples(st.integers(1, 120), COUNT, COUNT, st.integers(1, 3), st.sampled_from(["target", "inverse"])),
    min_size=1, max_size=4,
)  # fmt: skip
TREE = st.lists(st.lists(st.lists(ROWS, min_size=1, max_size=3), min_size=1, max_size=2), min_size=1, max_size=3)


def kinerja_sub(target, sasaran, achieved, rule):
    if not sasaran or achieved is None:
        return None
    if rule == "inverse":
        return Fraction(100) if achieved == 0 else min(Fraction(100), Fraction(target * sasaran, achieved * 100) * 100)
    return min(Fraction(100), achieved / (Fraction(target, 100) * sasaran) * 100)


def mean(values):
    known = [(v, w) for v, w in values if v is not None]
    return sum((v * w for v, w in known), Fraction(0)) / sum(w for _, w in known) if known else None


@settings(max_examples=120, deadline=None)
@given(TREE, st.randoms(use_true_random=False))
def test_the_pkp_equals_the_formulas_worked_out_again_whatever_the_order_of_rows(tree, random):
    entries, upaya, expected = {}, [], []
    for u, programs in enumerate(tree):
        program_scores, program_nodes = [], []
        for p, variables in enumerate(programs):
            variable_scores, variable_nodes = [], []
            for v, rows in enumerate(variables):
                subs = []
                for r, (target, sasaran, achieved, weight, rule) in enumerate(rows):
                    code = f"{u}.{p}.{v}.{r}"
                    subs.append(sub(code, target, weight=weight, rule=Rule(rule)))
                    entries[code] = filled(sasaran, achieved)
                random.shuffle(subs)
                variable_scores.append((mean([(kinerja_sub(t, s, a, rule), w) for t, s, a, w, rule in rows]), 1))
                variable_nodes.append(Node(f"{u}.{p}.{v}", "V", "variabel", tuple(subs)))
            random.shuffle(variable_nodes)
            program_scores.append((mean(variable_scores), 1))
            program_nodes.append(Node(f"{u}.{p}", "P", "program", tuple(variable_nodes)))
        random.shuffle(program_nodes)
        expected.append((mean(program_scores), 1))
        upaya.append(Node(str(u), "U", "upaya", tuple(program_nodes)))
    random.shuffle(upaya)
    result = assess(bundle(*upaya), dict(random.sample(list(entries.items()), len(entries))))
    assert result.service == mean(expected)
    parts = shares(result)
    assert sum(parts.values()) in (0, 1)
    if result.service is not None:
        assert sum(result.sub(code).score * part for code, part in parts.items()) == result.service


def test_the_next_step_of_management_says_what_it_gives():
    rows = (Sub("m1", "A", Rule.SCALE, steps=SCALE), Sub("m2", "B", Rule.SCALE, steps=SCALE))
    managed = Node("m", "M", "upaya", rows, aspect=Aspect.MANAGEMENT)
    found = steps_up(assess(bundle(managed), {"m1": Entry(level=0), "m2": Entry(level=7)}))
    assert [(up.row.sub.code, up.step.score, up.gain) for up in found] == [("m1", 4, 2), ("m2", 10, Fraction(3, 2))]


def test_a_third_of_the_year_is_judged_by_a_third_of_the_target():
    whole = one_upaya(sub("a", 90), sub("b", 80, yearly=False), sub("c", 60, rule=Rule.INVERSE))
    progress = {"a": Progress(filled(120, 36)), "b": Progress(filled(50, 20)), "c": Progress(filled(100, 40))}
    found = running(whole, progress, 4)
    assert [found.now.sub(c).score for c in "abc"] == [Fraction(100, 3), 50, 100]
    assert [found.due.sub(c).score for c in "abc"] == [100, 50, 50]
    assert found.due.sub("a").due == 36
    assert found.due.sub("a").real == 30
    assert [found.ahead.sub(c).score for c in "abc"] == [100, 50, 50]


def test_the_end_of_the_year_follows_the_pace_of_the_last_three_reported_months():
    months = tuple(micro(n) for n in (10, 2, None, 4, 3))
    assert projected(Progress(filled(100, 19), months), 5) == micro(19 + 3 * 7)
    assert projected(Progress(filled(100, 19), months), 5, yearly=False) == micro(19)
    assert projected(Progress(filled(100, None)), 5) is None
    assert projected(Progress(filled(100, 0), (0, 0)), 2) == 0
    assert projected(Progress(filled(100, 4), (micro(10), micro(-6))), 2) == micro(24)
    assert projected(Progress(filled(100, 1), tuple(micro(n) for n in (9, -2, -3, -3))), 4) == 0


def test_in_december_all_three_readings_agree():
    whole = one_upaya(sub("a", 90), sub("b", 60, rule=Rule.INVERSE))
    found = running(whole, {"a": Progress(filled(100, 60)), "b": Progress(filled(100, 70))}, 12)
    assert found.now.service == found.due.service == found.ahead.service
