"""The agenda composes itself: it fits, the fixed points stand, the order of what comes in never matters."""

from __future__ import annotations

import random
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.meetings.agenda import AgendaRule, Candidate, Tier, compose

RULE = AgendaRule.load(tomllib.loads(files("lokmin.catalog").joinpath("rules/agenda.toml").read_text("utf-8")), 2026)


@st.composite
def candidates(draw):
    """Up to fourteen points, unlike in name, alike in much else."""
    made = []
    for n in range(draw(st.integers(0, 14))):
        least = draw(st.integers(1, 20))
        made.append(
            Candidate(
                key=f"p{n:02d}", place=(draw(st.integers(0, 5)), draw(st.integers(-2, 2))), least=least,
                wanted=least + draw(st.integers(0, 20)), weight=draw(st.sampled_from([0, 0, 5, 60, 4000])),
                waiting=draw(st.sampled_from([0, 0, 30, 90])), ready=draw(st.booleans()),
                tier=draw(st.sampled_from([Tier.FIXED, Tier.PINNED, Tier.OPEN, Tier.OPEN])),
            )
        )  # fmt: skip
    return made


@given(candidates(), st.integers(15, 300), st.randoms(use_true_random=False))
def test_the_order_in_which_points_come_in_never_matters(points, box, rng: random.Random):
    mixed = points[:]
    rng.shuffle(mixed)
    if sum(c.least for c in points if c.tier is Tier.FIXED) > box:
        for order in (points, mixed):
            with pytest.raises(ValueError, match="acara tetap perlu"):
                compose(order, box)
        return
    assert compose(points, box) == compose(mixed, box) == compose(set(points), box)


@given(candidates(), st.integers(15, 300))
def test_an_agenda_fits_its_time_and_holds_all_fixed_points(points, box):
    if sum(c.least for c in points if c.tier is Tier.FIXED) > box:
        return
    made = compose(points, box)
    by_key = {c.key: c for c in points}
    inside = [p.key for p in made.points]
    assert made.minutes <= box
    assert {c.key for c in points if c.tier is Tier.FIXED} <= set(inside)
    assert sorted([*inside, *(o.key for o in made.left_out)]) == sorted(by_key)
    assert all(p.minutes >= by_key[p.key].least for p in made.points)
    assert [by_key[k].place for k in inside] == sorted(by_key[k].place for k in inside)
    assert all(o.needs > o.left for o in made.left_out)


@given(candidates(), st.integers(15, 300))
def test_nothing_lighter_is_in_while_something_heavier_that_would_have_fitted_is_out(points, box):
    if sum(c.least for c in points if c.tier is Tier.FIXED) > box:
        return
    made = compose(points, box)
    by_key = {c.key: c for c in points}
    inside = [by_key[p.key] for p in made.points]
    for out in (by_key[o.key] for o in made.left_out):
        ahead = [c for c in inside if (c.tier, -c.weight, -c.waiting) <= (out.tier, -out.weight, -out.waiting)]
        assert sum(c.least for c in ahead) + out.least > box


def test_of_equals_the_longest_waiting_comes_first_then_the_one_that_is_ready():
    same = {"place": (1,), "least": 10, "wanted": 10, "weight": 50}
    new, old = Candidate("a", waiting=10, **same), Candidate("b", waiting=40, **same)
    assert [p.key for p in compose([new, old], 10).points] == ["b"]
    ready = Candidate("c", waiting=40, ready=True, **same)
    assert [p.key for p in compose([new, old, ready], 10).points] == ["c"]


def test_what_stays_out_says_what_it_needs_and_what_was_left():
    opening = Candidate("buka", (0,), 5, 5, tier=Tier.FIXED)
    long = Candidate("pengetahuan", (1,), 20, 30)
    (out,) = compose([opening, long], 15).left_out
    assert (out.key, out.needs, out.left) == ("pengetahuan", 20, 10)


def test_two_points_of_the_same_name_are_refused():
    with pytest.raises(ValueError, match="bernama sama"):
        compose([Candidate("a", (0,), 1, 1), Candidate("a", (1,), 2, 2)], 60)


def test_a_problem_weighs_its_people_times_its_months():
    assert RULE.problem(15, 4) == 60 * RULE.person_month
    assert RULE.problem(None, 0) == RULE.person_month
    assert RULE.promise(0) == 0
    assert RULE.promise(1) == RULE.promise(30) == RULE.rtl_late_month
    assert RULE.promise(31) == 2 * RULE.rtl_late_month
    assert RULE.letters([0, 65]) == 2 * RULE.letter + 2 * RULE.waiting_month
    assert RULE.named(20, 9) == 4
    assert RULE.named(3, 9) == 1
    assert RULE.named(20, 0) == 0


def test_a_rule_without_a_number_is_refused():
    with pytest.raises(ValueError, match="belum lengkap"):
        AgendaRule.load({"rule": [{"valid_from": 2000, "source": "x"}]}, 2026)
    with pytest.raises(ValueError, match="Tidak ada aturan"):
        AgendaRule.load({"rule": []}, 2026)
