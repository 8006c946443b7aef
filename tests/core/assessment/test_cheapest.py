"""The cheapest points are honest: exact, beyond the present pace, within reach, and no other choice is cheaper."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.assessment.cheapest import Effort, enough_for, wins
from lokmin.core.assessment.definitions import Bundle, Groups, Node, Rule, Sub
from lokmin.core.assessment.pkp import assess
from lokmin.core.assessment.running import Progress, Running, running
from lokmin.core.assessment.scores import Entry
from lokmin.core.numbers import MICRO

EVEN = Effort(default=60)


def sub(code, target, **more):
    return Sub(code, code, target=target * MICRO, **more)


def year(rows, month=12, paces=()):
    """``rows``: (target %, sasaran, achieved, weight or fields); ``paces``: of each month so far."""
    subs, progress = [], {}
    for number, (target, sasaran, achieved, more) in enumerate(rows):
        fields = {"weight": more} if isinstance(more, int) else more
        subs.append(sub(str(number), target, **fields))
        entry = Entry(sasaran=sasaran * MICRO, achieved=achieved * MICRO)
        months = tuple(n * MICRO for n in paces[number]) if number < len(paces) else ()
        progress[str(number)] = Progress(entry, months)
    top = Node("u", "U", "upaya", tuple(subs))
    whole = Bundle("b", "B", 2022, "uji", (top,), Groups(Fraction(91), Fraction(81)),
                   Groups(Fraction(17, 2), Fraction(11, 2)))  # fmt: skip
    return whole, running(whole, progress, month)


def reached(whole: Bundle, run: Running, more: dict[str, int]):
    """The total at the end of the year if so many more are reached."""
    entries = {}
    for row in run.ahead.subs():
        achieved = (row.entry.achieved or 0) + more.get(row.sub.code, 0) * MICRO
        entries[row.sub.code] = Entry(sasaran=row.entry.sasaran, achieved=achieved)
    return assess(whole, entries).service


ROWS = st.lists(
    st.tuples(st.integers(1, 110), st.integers(1, 60), st.integers(0, 60), st.integers(1, 3)), min_size=1, max_size=4
)


@settings(max_examples=120, deadline=None)
@given(ROWS, st.integers(1, 12))
def test_what_the_cheapest_points_promise_is_what_the_year_then_ends_with(rows, month):
    whole, run = year(rows, month)
    for win in wins(run, EVEN):
        code = win.row.sub.code
        assert reached(whole, run, {code: win.extra}) - run.ahead.service == win.gain > 0
        # One fewer is less, and one more gives nothing or is somebody who does not exist.
        assert reached(whole, run, {code: win.extra - 1}) < reached(whole, run, {code: win.extra})
        end = run.ahead.sub(code)
        left = end.entry.sasaran // MICRO - end.entry.achieved // MICRO
        more = reached(whole, run, {code: win.extra + 1}) - reached(whole, run, {code: win.extra})
        assert more == 0 or win.extra >= left
        assert win.extra <= win.missing


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(40, 100), st.integers(1, 7), st.integers(0, 7), st.integers(1, 3)),
                min_size=1, max_size=3), st.sampled_from([50, 81, 91, 100]))  # fmt: skip
def test_no_other_choice_reaches_a_kelompok_with_fewer_people(rows, threshold):
    whole, run = year(rows)
    found = wins(run, EVEN)
    enough = enough_for(run.ahead, found, Fraction(threshold))
    spans = [range(win.extra + 1) for win in found]
    fewest = min(
        (sum(counts) for counts in itertools.product(*spans)
         if reached(whole, run, {w.row.sub.code: n for w, n in zip(found, counts, strict=True)}) >= threshold),
        default=None,
    )  # fmt: skip
    assert (None if enough is None else sum(people for _, people in enough)) == fewest
    if enough is not None:
        assert reached(whole, run, {win.row.sub.code: n for win, n in enough}) >= threshold


@settings(max_examples=60, deadline=None)
@given(ROWS, st.lists(st.sampled_from([5, 30, 480]), min_size=4, max_size=4))
def test_the_first_of_the_list_gives_the_most_for_an_hour_of_work(rows, minutes):
    rows = [(t, s, a, {"weight": w, "effort": minutes[n]}) for n, (t, s, a, w) in enumerate(rows)]
    whole, run = year(rows)
    found = wins(run, EVEN)
    worth = [
        (reached(whole, run, {w.row.sub.code: w.extra}) - run.ahead.service)
        / Fraction(w.extra * int(w.row.sub.effort), 60) for w in found
    ]  # fmt: skip
    assert worth == sorted(worth, reverse=True)


def test_what_comes_by_itself_is_no_win():
    _, run = year([(100, 120, 40, 1), (100, 120, 30, 1)], month=4, paces=[(10,) * 4, (7, 7, 8, 8)])
    found = wins(run, EVEN)
    assert [(w.row.sub.code, w.missing, w.extra) for w in found] == [("1", 90, 29)]  # 30 + 8 x 7 2/3 = 91 1/3
    assert (found[0].a_month, float(found[0].pace)) == (12, pytest.approx(23 / 3, abs=1e-4))


def test_more_than_twice_the_pace_is_out_of_reach_and_comes_last():
    rows = [(100, 10, 1, 1), (100, 850, 300, 1)]
    _, run = year(rows, month=6, paces=[(0, 0, 0, 1, 0, 0), (50,) * 6])
    assert [(w.row.sub.code, w.reachable) for w in wins(run, EVEN)] == [("1", True), ("0", False)]


def test_what_has_not_begun_and_what_has_no_months_may_still_be_reached():
    rows = [(100, 10, 0, 1), (100, 10, 4, {"yearly": False})]
    _, run = year(rows, month=6, paces=[(0,) * 6])
    assert all(win.reachable for win in wins(run, EVEN))


def test_nobody_is_asked_to_reach_more_people_than_there_are():
    _, run = year([(150, 10, 4, 1), (110, 10, 10, 1)])
    assert [(w.row.sub.code, w.extra) for w in wins(run, EVEN)] == [("0", 6)]


def test_rows_that_cannot_be_undone_or_have_no_score_are_left_out():
    rows = [(5, 100, 20, {"rule": Rule.INVERSE}), (100, 10, 5, 1), (100, 0, 0, 1)]
    _, run = year(rows)
    assert [win.row.sub.code for win in wins(run, EVEN)] == ["1"]


def test_one_village_is_not_one_person():
    effort = Effort.load(rules("effort"), 2026)
    _, run = year([(100, 12, 10, {"unit": "desa"}), (100, 200, 166, {"unit": "ibu hamil"})])
    assert [(w.unit, w.extra, w.minutes) for w in wins(run, effort)] == [("ibu hamil", 34, 30), ("desa", 2, 2400)]


def test_the_effort_of_the_row_goes_before_that_of_its_unit():
    effort = Effort.load(rules("effort"), 2026)
    assert effort.of(sub("a", 100, unit="desa", effort=45)) == 45
    assert effort.of(sub("a", 100, unit="tiang listrik")) == effort.default


def test_nothing_more_is_needed_in_the_kelompok_one_is_in_and_all_may_not_be_enough():
    _, run = year([(100, 10, 10, 1)])
    assert enough_for(run.ahead, wins(run, EVEN), Fraction(91)) == ()
    _, run = year([(100, 10, 5, 1), (1, 100, 50, {"rule": Rule.INVERSE})])
    assert enough_for(run.ahead, wins(run, EVEN), Fraction(91)) is None
