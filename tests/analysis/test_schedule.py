"""The optimiser of the year: no hard limit broken, never worse than greedy, and it says what moved and why."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
import time

import pytest
from core.planning.schedulecases import DAYS, YEAR, broken, problems
from hypothesis import HealthCheck, given, settings

from lokmin.analysis.schedule import Ended, solve
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.planning.schedule import Activity, Limit, Limits, Problem, Visit, Weights
from lokmin.core.planning.schedulecost import cost
from lokmin.core.planning.schedulegreedy import greedy, laid_out
from lokmin.core.planning.scheduleload import planned, scheduled
from lokmin.core.planning.schedulepolish import polished
from lokmin.core.planning.schedulereasons import moves, unplaced
from lokmin.core.planning.schedulewords import gap_words, months_words, move_words, unplaced_words

pytestmark = pytest.mark.one_database
NAMES = {"sri": "Sri Lestari", "mobil": "Pusling", "watubelah": "Desa Watubelah", "bok": "BOK"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_a_schedule_never_breaks_a_hard_limit_and_is_never_worse_than_the_greedy(problem):
    found = solve(problem, seconds=2)
    assert broken(problem, found.schedule) == []
    assert found.total == cost(problem, found.schedule).total(problem.weights)
    assert found.bound <= found.total <= cost(problem, greedy(problem)).total(problem.weights)
    for move in moves(problem, found.schedule):
        assert move_words(move, problem, NAMES)
    for one in unplaced(problem, found.schedule):
        assert unplaced_words(one, problem, NAMES)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(3))
def test_the_bound_lies_below_every_schedule_that_keeps_the_limits(problem):
    bound = solve(problem, seconds=2).bound
    months = {a.code: tuple(sorted(13 - w for w in a.wanted)) for a in problem.activities}
    for other in (greedy(problem), laid_out(problem, months), laid_out(problem, {}, {problem.activities[-1].code})):
        assert bound <= cost(problem, other).total(problem.weights)


def year(*activities: Activity, **more) -> Problem:
    return Problem(YEAR, activities, DAYS, more.pop("limits", Limits()), **more)


def one_person(code: str, **fields) -> Activity:
    return Activity(code, f"Kegiatan {code}", fields.pop("times", 1), (Visit(2, ("sri",)),), **fields)


def test_the_same_problem_gives_the_same_schedule():
    problem = year(*(one_person(f"a{n}", wanted=(3,)) for n in range(20)))
    assert solve(problem).schedule == solve(problem).schedule


def test_what_the_greedy_gets_wrong_is_put_right():
    """The greedy gives the first the month the second needs; together they fit."""
    free = one_person("a", wanted=(5,))
    bound = one_person("z", allowed=frozenset((5, 6)), wanted=(5,))
    tight = year(free, bound, one_person("y", allowed=frozenset((6,))), limits=Limits(staff_month=2))
    found = solve(tight)
    assert found.cost.unplaced == 0
    assert found.ended is Ended.BEST
    assert found.gap_permille == 0


def test_a_move_says_who_was_full():
    four = (one_person(f"a{n}", wanted=(5,)) for n in range(4))
    problem = year(*four, limits=Limits(staff_month=6), weights=Weights(even=0, person=0))
    [move] = moves(problem, solve(problem).schedule)
    assert move.reason.limit is Limit.STAFF_MONTH
    assert move_words(move, problem, NAMES).endswith("Sri Lestari sudah bertugas 3 dari batas 3 hari di Mei.")


def test_a_move_out_of_the_fasting_month_says_so():
    days = dataclasses.replace(
        DAYS, book=dataclasses.replace(DAYS.book, fasting=((dt.date(2026, 2, 1), dt.date(2026, 3, 2)),))
    )
    problem = Problem(YEAR, (Activity("p", "PMT", 1, wanted=(2,), avoids_fasting=True),), days)
    schedule = solve(problem).schedule
    assert schedule.months("p") in {(1,), (3,)}
    [move] = moves(problem, schedule)
    assert "Februari bulan puasa." in move_words(move, problem, NAMES)


def test_a_move_because_of_money_names_the_fund():
    costly = Activity("p", "Pelatihan", 1, wanted=(1,), cost=9_000_000, fund="bok")
    problem = year(costly, money={"bok": (0, 0, *(20_000_000,) * 10)})
    [move] = moves(problem, solve(problem).schedule)
    assert move_words(move, problem, NAMES) == "Pelatihan: Januari → Maret. Uang BOK sampai Januari belum cukup."


MAY, SUMMER = frozenset((5,)), frozenset((5, 6, 7))
BY_CAR = Activity("x", "Keliling", 1, resources=("mobil",), allowed=MAY)
ROUND = Activity("x", "Dua", 1, (Visit(1, (), "watubelah"),) * 20, allowed=MAY)


@pytest.mark.parametrize(
    ("activity", "limits", "limit", "words"),
    [
        (one_person("x", allowed=MAY), Limits(staff_month=2), Limit.STAFF_MONTH, "Naikkan batas hari Sri Lestari"),
        (one_person("x", allowed=MAY), Limits(), Limit.STAFF_DAY, "Tambah pelaksana di samping Sri Lestari"),
        (one_person("x", times=3, allowed=SUMMER, spacing=2), Limits(), Limit.SPACING, "Perpendek jarak"),
        (Activity("x", "Panjang", 1, (Visit(25),), allowed=MAY), Limits(1), Limit.CLOSED, "Kurangi hari"),
        (one_person("x", times=2, allowed=MAY), Limits(), Limit.WINDOW, "Izinkan juga Januari, Februari, Maret, April"),
        (one_person("x", fixed=(dt.date(2026, 8, 17),)), Limits(), Limit.FIXED, "Ganti tanggal tetapnya"),
        (BY_CAR, Limits(resource_day=1), Limit.RESOURCE, "Cari pengganti Pusling"),
        (ROUND, Limits(), Limit.VILLAGE, "Gabungkan kunjungan ke Desa Watubelah"),
        (one_person("x", after=("a0",), allowed=frozenset((1,))), Limits(), Limit.ORDER, "Majukan Kegiatan a0"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_with_the_limit_and_what_to_relax(activity, limits, limit, words):
    before = limit in (Limit.STAFF_MONTH, Limit.ORDER)
    others = (one_person("a0", allowed=MAY, wanted=(5,)),) if before else ()
    taken = {"sri": frozenset(DAYS.of_month(Month(YEAR, 5)))} if limit is Limit.STAFF_DAY else {}
    problem = year(*others, activity, limits=limits, taken=taken)
    found = unplaced(problem, solve(problem).schedule)
    said = [unplaced_words(one, problem, NAMES) for one in found]
    assert [one.reason.limit for one in found] == [limit]
    assert words in said[0]
    assert "tidak mendapat tempat" in said[0]


def test_the_weeks_of_a_plan_and_of_its_schedule_hold_the_same_work():
    problem = year(*(one_person(f"a{n}", times=4, wanted=(2, 5, 8, 11)) for n in range(3)))
    schedule = solve(problem).schedule
    before, after = planned(problem, {a.code: a.wanted for a in problem.activities}), scheduled(problem, schedule)
    assert sum(w.load for w in before) == sum(w.load for w in after) == 24 * MICRO
    assert (before[0].first, before[-1].last) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert sum(w.workdays for w in after) == sum(len(problem.month(m)) for m in range(1, 13))


def test_the_gap_is_said_in_words():
    assert gap_words(0, proven=True) == "Tidak ada susunan yang lebih baik menurut batas ini."
    assert gap_words(36, proven=False) == "Terbaik sampai waktu habis: susunan lain paling banyak 3,6 % lebih baik."
    assert months_words((1, 3, 4)) == "Januari, Maret dan April"


def test_a_year_without_activities_is_no_error():
    found = solve(year())
    assert (found.schedule.placed, found.total, found.ended) == ((), 0, Ended.BEST)


def test_a_solver_that_does_not_answer_is_not_waited_for(monkeypatch):
    """HiGHS looks at its clock only now and then; who waits gets the best there is when time is over."""
    import highspy

    free = threading.Event()
    monkeypatch.setattr(highspy.Highs, "run", lambda solver: free.wait(60))
    try:
        problem = year(*(one_person(f"a{n}", wanted=(3,)) for n in range(12)))
        begun = time.monotonic()
        found = solve(problem, seconds=0.5)
        assert time.monotonic() - begun < 30
    finally:
        free.set()
    assert broken(problem, found.schedule) == []
    assert found.ended is Ended.GREEDY
    assert found.bound <= found.total <= found.greedy_total


def test_time_that_is_over_at_once_still_gives_a_year_within_its_limits():
    problem = year(*(one_person(f"a{n}", times=4, wanted=(2, 3, 4, 5)) for n in range(30)))
    found = solve(problem, seconds=0)
    assert broken(problem, found.schedule) == []
    assert found.bound <= found.total <= found.greedy_total


def test_polishing_ends_when_it_is_told_to_and_keeps_what_it_gained():
    problem = year(*(one_person(f"a{n}", wanted=(3,)) for n in range(20)))
    start, asked = greedy(problem), []
    half = polished(problem, start, over=lambda: len(asked) > 3 or asked.append(1) is not None)
    prices = [cost(problem, s).total(problem.weights) for s in (start, half, polished(problem, start))]
    assert prices == sorted(prices, reverse=True)
    assert len(asked) == 4
