"""The greedy schedule of a year: never against a hard limit, near what was asked, even where nothing was."""

from __future__ import annotations

import datetime as dt

import pytest
from core.planning.schedulecases import DAYS, YEAR, broken, problems
from hypothesis import HealthCheck, given, settings

from lokmin.catalog.loading import rules
from lokmin.core.planning.schedule import Activity, Limits, Problem, Visit, needed_round, usual, usual_spacing
from lokmin.core.planning.scheduleboard import Board
from lokmin.core.planning.schedulecost import cost, distance
from lokmin.core.planning.schedulegreedy import greedy, laid_out
from lokmin.core.planning.schedulepolish import polished

pytestmark = pytest.mark.one_database


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_a_greedy_schedule_never_breaks_a_hard_limit(problem):
    schedule = greedy(problem)
    assert broken(problem, schedule) == []
    assert Board.of(problem, schedule).schedule == schedule


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(4))
def test_given_months_are_kept_to_the_same_limits(problem):
    wanted = {a.code: a.wanted for a in problem.activities if a.wanted}
    assert broken(problem, laid_out(problem, wanted)) == []


def year(*activities: Activity, **more) -> Problem:
    return Problem(YEAR, activities, DAYS, more.pop("limits", Limits()), **more)


def test_a_plan_that_fits_stays_as_it_was_given():
    given_ = Activity("a", "Kelas ibu", 4, wanted=(2, 5, 8, 11), spacing=2)
    assert greedy(year(given_)).months("a") == (2, 5, 8, 11)


def test_months_nobody_asked_for_are_spread_over_the_year():
    many = tuple(Activity(f"a{n}", f"Penyuluhan {n}", 1, (Visit(2, ("sri",)),)) for n in range(12))
    schedule = greedy(year(*many))
    assert sorted(month for months in schedule.by_code.values() for month in months) == list(range(1, 13))


def test_the_fasting_month_is_left_to_what_does_not_mind_it():
    pmt = Activity("pmt", "PMT", 1, allowed=frozenset((2, 3)), avoids_fasting=True)
    [one] = greedy(year(pmt)).placed
    assert not DAYS.fasts(one.days[0])


def test_a_training_goes_before_what_waits_for_it_even_in_the_same_month():
    smd = Activity("smd", "SMD", 1, after=("latih",), allowed=frozenset((4,)))
    train = Activity("latih", "Pelatihan kader", 1, allowed=frozenset((4,)))
    placed = {p.code: p.days for p in greedy(year(smd, train)).placed}
    assert placed["latih"][-1] < placed["smd"][0]


def test_rounds_wait_for_the_rounds_they_need():
    assert [needed_round(k, 4, 1) for k in (1, 4)] == [1, 1]
    assert [needed_round(k, 4, 4) for k in (1, 4)] == [1, 4]
    assert needed_round(1, 1, 12) == 12


def test_what_does_not_fit_is_left_out_and_nothing_else():
    full = tuple(Activity(f"a{n}", f"a{n}", 1, (Visit(2, ("sri",)),), allowed=frozenset((5,))) for n in range(4))
    schedule = greedy(year(*full, limits=Limits(staff_month=6)))
    assert len(schedule.placed) == 3
    assert cost(year(*full), schedule).unplaced == 1


def test_the_cost_of_a_move_is_the_months_between():
    activity = Activity("a", "a", 2, wanted=(2, 8))
    assert [distance(activity, m) for m in ((2, 8), (3, 8), (8, 10), (2,))] == [0, 1, 8, 5]


def test_an_order_in_a_circle_is_refused_with_its_names():
    with pytest.raises(ValueError, match="berputar: SMD → MMD → SMD"):
        year(Activity("a", "SMD", 1, after=("b",)), Activity("b", "MMD", 1, after=("a",)))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"times": 13}, "1 sampai 12"),
        ({"times": 2, "wanted": (3,)}, "2 bulan berlainan"),
        ({"times": 1, "visits": ()}, "belum ada kunjungan"),
        ({"times": 1, "fixed": (dt.date(2026, 5, 5), dt.date(2026, 5, 6))}, "bulan berlainan"),
        ({"times": 1, "visits": (Visit(), Visit()), "fixed": (dt.date(2026, 5, 5),)}, "satu kunjungan"),
    ],
)
def test_an_activity_that_cannot_be_meant_is_refused(fields, words):
    with pytest.raises(ValueError, match=words):
        Activity("a", "Kegiatan", **fields)


def test_the_usual_limits_and_spacing_come_from_the_rules():
    limits, weights = usual(rules("schedule"), YEAR)
    assert (limits.staff_month, limits.half_days_a_day) == (30, 2)
    assert weights.unplaced > 1000 * weights.moved
    assert [usual_spacing(t) for t in (12, 6, 4, 3, 2, 1)] == [1, 1, 2, 3, 5, 1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_polishing_breaks_no_limit_and_never_costs_more(problem):
    first = greedy(problem)
    better = polished(problem, first)
    assert broken(problem, better) == []
    assert cost(problem, better).total(problem.weights) <= cost(problem, first).total(problem.weights)
