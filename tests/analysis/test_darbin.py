"""The proposal: no village forgotten, no limit broken, never worse than the plain way, as good as trying all."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.analysis.darbin import propose
from lokmin.catalog.loading import rules
from lokmin.core.workload.darbin.greedy import greedy
from lokmin.core.workload.darbin.limits import allowed, breaks, room
from lokmin.core.workload.darbin.loads import Scale, value
from lokmin.core.workload.darbin.obstacles import obstacles
from lokmin.core.workload.darbin.records import Away, Limits, Measure, Problem, Staff, Village
from lokmin.core.workload.darbin.rules import DarbinRules

RULES = DarbinRules.load(rules("darbin"), 2026)
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
LEAVE = Away(dt.date(2026, 2, 1), dt.date(2026, 5, 1), "cuti melahirkan")


def limits(metres=None, most=None, measure=Measure.PEOPLE) -> Limits:
    return Limits(*YEAR, metres, most, RULES.long_leave, measure)


def problem(staff, villages, held=None, distances=None) -> Problem:
    return Problem(
        tuple(staff), tuple(villages), held or limits(), RULES.weights, RULES.minutes, distances or {}
    )  # fmt: skip


@st.composite
def problems(draw, staff=6, villages=7) -> Problem:
    codes = [f"v{n}" for n in range(draw(st.integers(1, villages)))]
    some = st.lists(st.sampled_from(codes), max_size=2, unique=True).map(tuple)
    keys = [f"s{n}" for n in range(draw(st.integers(1, staff)))]
    people = [
        Staff(
            key, key.upper(), own=draw(st.one_of(st.just(()), some)), wishes=draw(some), keen=draw(some),
            avoids=draw(some), never=draw(st.one_of(st.just(()), st.just(()), some)),
            away=draw(st.sampled_from([(), (), (LEAVE,)])), capacity=draw(st.sampled_from([1000, 1000, 500, 300])),
            carried=draw(st.sampled_from([0, 0, 600])), most=draw(st.sampled_from([None, None, 1, 2])),
            metres=draw(st.sampled_from([None, None, 8000])),
        )
        for key in keys
    ]  # fmt: skip
    number = st.one_of(st.none(), st.integers(0, 9000))
    places = [
        Village(
            code, code.upper(), draw(number), draw(number), None, draw(st.one_of(st.none(), st.integers(0, 20000))),
            now=draw(st.sampled_from(["", *keys, "gone"])), pinned=draw(st.sampled_from([False, False, False, True])),
        )
        for code in codes
    ]  # fmt: skip
    ways = draw(st.dictionaries(st.tuples(st.sampled_from(keys), st.sampled_from(codes)), st.integers(0, 20000)))
    held = limits(
        draw(st.sampled_from([None, 5000, 15000])), draw(st.sampled_from([None, 1, 2, 3])),
        draw(st.sampled_from(list(Measure))),
    )  # fmt: skip
    return problem(people, places, held, ways)


def every_division(given: Problem):
    may = allowed(given)
    space = {s.key: room(s, given) for s in given.staff}
    for keys in itertools.product(*(may[v.code] for v in given.villages)):
        if all(keys.count(key) <= space[key] for key in set(keys)):
            yield dict(zip([v.code for v in given.villages], keys, strict=True))


@settings(max_examples=150, deadline=None)
@given(problems())
def test_a_proposal_leaves_no_village_out_breaks_no_limit_and_is_never_worse_than_the_plain_one(given):
    found = propose(given, seconds=2, slack_permille=RULES.slack_permille)
    plain = greedy(given)
    if plain is None:
        assert found.division == {}
        assert found.obstacles
        return
    assert not found.obstacles
    assert list(found.division) == [v.code for v in given.villages]
    assert breaks(given, found.division) == ()
    assert breaks(given, plain) == ()
    assert found.plain == value(Scale(given), plain)
    assert found.value == value(Scale(given), found.division)
    assert found.value <= found.plain
    assert found.bound <= found.value.largest
    assert found.gap == (
        (found.value.largest - found.bound) * 1000 // found.value.largest if found.value.largest else 0
    )


@settings(max_examples=60, deadline=None)
@given(problems(staff=4, villages=5))
def test_where_it_ends_it_is_as_good_as_trying_every_division(given):
    found = propose(given, seconds=2, slack_permille=0)
    least = min((value(Scale(given), d).largest for d in every_division(given)), default=None)
    assert (least is None) == bool(found.obstacles)
    if least is not None:
        assert found.ended
        # One permille counts as proven, and the bound is below every division.
        assert least * 1000 <= found.value.largest * 1000 <= least * 1001 + 1000
        assert found.bound <= least


@settings(max_examples=100, deadline=None)
@given(problems())
def test_a_refusal_says_a_limit_that_helps(given):
    reasons = obstacles(given)
    assert bool(reasons) == (greedy(given) is None)
    for reason in reasons:
        assert reason.sentence.endswith(".")
        assert len(reason.sentence) > 30
    for name in ("metres", "most"):
        asked = [getattr(r, name) for r in reasons]
        if asked and None not in asked:
            wider = replace(given, limits=replace(given.limits, **{name: max(asked)}))
            lonely = [v for v in wider.villages if not allowed(wider)[v.code]]
            assert not lonely if len(asked) > 1 or name == "metres" else greedy(wider) is not None


def test_the_same_problem_has_the_same_answer():
    people = [Staff(f"s{n}", f"S{n}") for n in range(7)]
    places = [Village(f"v{n}", f"V{n}", people=1000 + 397 * n % 5000, metres=900 * n) for n in range(12)]
    one, two = (propose(problem(people, places), seconds=5, slack_permille=20) for _ in range(2))
    assert one.division == two.division
    assert one.ended


def test_without_time_to_search_the_plain_division_is_proposed_whole_and_said_to_be_unproved():
    people = [Staff(f"s{n}", f"S{n}") for n in range(12)]
    places = [Village(f"v{n}", f"V{n}", people=1000 + 397 * n % 5000, metres=900 * n) for n in range(40)]
    given = problem(people, places)
    found = propose(given, seconds=0, slack_permille=20)
    assert found.division == greedy(given)
    assert breaks(given, found.division) == ()
    assert not found.ended
    assert found.bound <= found.value.largest


def test_the_limit_is_that_of_the_clock_on_the_wall(monkeypatch):
    """What is spent before the solver is called is taken off its time: nobody waits longer on a busy machine."""
    people = [Staff(f"s{n}", f"S{n}", capacity=1000 - 37 * n) for n in range(12)]
    places = [Village(f"v{n}", f"V{n}", people=1013 + 397 * n % 5000, metres=900 * n) for n in range(40)]
    given, late = problem(people, places), []
    plain = greedy(given)

    def slow(problem):
        late.append(1.5)
        return plain

    moment = time.monotonic
    monkeypatch.setattr("lokmin.analysis.darbin.greedy", slow)
    monkeypatch.setattr("lokmin.analysis.darbin.time.monotonic", lambda: moment() + sum(late))
    begun = moment()
    found = propose(given, seconds=2.0, slack_permille=20)
    assert moment() - begun < 1.0
    assert not found.ended
    assert breaks(given, found.division) == ()


def test_too_few_people_are_told_how_many_villages_each_must_take():
    people = [Staff("a", "Sri Lestari"), Staff("b", "Bambang Setiadi")]
    places = [Village(f"v{n}", f"Desa {n}", people=1000) for n in range(5)]
    found = propose(problem(people, places, limits(most=2)), seconds=1, slack_permille=0)
    (reason,) = found.obstacles
    assert reason.sentence == (
        "5 desa, tetapi 2 orang hanya boleh memegang 4 desa. Naikkan batas menjadi 3 desa seorang"
        " atau pilih petugas lagi."
    )


def test_a_far_village_is_told_with_the_nearest_person_and_the_limit_that_reaches_it():
    people = [Staff("a", "Sri Lestari"), Staff("b", "Bambang Setiadi")]
    places = [Village("w", "Wonolelo", people=1000, metres=19_000), Village("k", "Kalisari", people=10, metres=100)]
    given = problem(people, places, limits(15_000), {("a", "w"): 17_400})
    (reason,) = propose(given, seconds=1, slack_permille=0).obstacles
    assert reason.sentence == (
        "Wonolelo terlalu jauh untuk semua. Yang terdekat Sri Lestari, 17,4\u00a0km."
        " Longgarkan batas jarak menjadi 18\u00a0km."
    )
    assert propose(replace(given, limits=limits(reason.metres)), seconds=1, slack_permille=0).division["w"] == "a"


def test_a_bidan_desa_stays_in_her_village_and_gets_no_other():
    people = [Staff("e", "Endah Puspita", own=("w",)), Staff("s", "Sri Lestari")]
    places = [Village("w", "Watubelah", people=9000), Village("k", "Kalisari", people=10)]
    assert propose(problem(people, places), seconds=1, slack_permille=0).division == {"w": "e", "k": "s"}
    away = [replace(people[0], away=(LEAVE,)), people[1]]
    assert propose(problem(away, places), seconds=1, slack_permille=0).division == {"w": "s", "k": "s"}


@pytest.mark.parametrize("measure", list(Measure))
def test_a_village_nobody_counted_weighs_as_an_average_one(measure):
    places = [
        Village("a", "A", people=900, households=300), Village("b", "B", people=900, households=300),
        Village("c", "C"),
    ]  # fmt: skip
    people = [Staff("s", "S"), Staff("t", "T"), Staff("u", "U")]
    found = propose(problem(people, places, limits(measure=measure)), seconds=1, slack_permille=0)
    assert sorted(found.division.values()) == ["s", "t", "u"]
