"""Age, silent months, reminders and the ladder of escalation."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.catalog.loading import rules
from lokmin.core.actions.age import age_months, life, silent
from lokmin.core.actions.escalation import Waiting, rung
from lokmin.core.actions.reminders import near, step, when
from lokmin.core.actions.rules import rules_for
from lokmin.core.periods import Month

DUE = dt.date(2026, 5, 23)
SHIPPED = rules("actions")


def test_months_without_a_note_are_a_gap_but_not_the_running_one():
    lived = life(dt.date(2026, 3, 5), dt.date(2026, 6, 2))
    assert [m.code for m in lived] == ["2026-03", "2026-04", "2026-05", "2026-06"]
    gaps = silent(lived, {Month(2026, 3)}, dt.date(2026, 6, 2))
    assert [m.code for m in gaps] == ["2026-04", "2026-05"]
    assert life(dt.date(2026, 6, 2), dt.date(2026, 3, 5)) == ()


def test_age_counts_whole_months():
    assert age_months(dt.date(2026, 3, 31), dt.date(2026, 4, 30)) == 0
    assert age_months(dt.date(2026, 3, 31), dt.date(2026, 5, 1)) == 1
    assert age_months(dt.date(2025, 12, 5), dt.date(2026, 5, 5)) == 5


@pytest.mark.parametrize(
    ("today", "told", "words"),
    [
        (dt.date(2026, 5, 15), None, "8 hari lagi"),
        (dt.date(2026, 5, 16), 7, "7 hari lagi"),
        (dt.date(2026, 5, 19), 7, "4 hari lagi"),
        (dt.date(2026, 5, 20), 3, "3 hari lagi"),
        (dt.date(2026, 5, 22), 1, "besok"),
        (dt.date(2026, 5, 23), 1, "hari ini"),
        (dt.date(2026, 5, 25), None, "lewat 2 hari"),
    ],
)
def test_reminders_come_seven_three_and_one_day_before(today, told, words):
    remind = rules_for(SHIPPED, 2026).remind
    assert step(DUE, today, remind) == told
    assert when(DUE, today) == words
    assert near(DUE, today, remind) == (told is not None or today > DUE)


@pytest.mark.parametrize(
    ("today", "partners", "told", "to"),
    [
        (dt.date(2026, 6, 22), True, (), None),
        (dt.date(2026, 6, 23), True, (), "lokmin"),
        (dt.date(2026, 6, 23), True, ("lokmin",), None),
        (dt.date(2026, 7, 23), True, ("lokmin",), "linsek"),
        (dt.date(2026, 7, 23), False, (), "lokmin"),
        (dt.date(2026, 7, 23), False, ("lokmin",), None),
        (dt.date(2026, 8, 23), False, ("lokmin",), "dinkes"),
        (dt.date(2026, 12, 23), True, ("dinkes",), None),
    ],
)
def test_an_action_climbs_one_rung_a_month_and_each_only_once(today, partners, told, to):
    waiting = Waiting(DUE, partners=partners, told=frozenset(told))
    found = rung(waiting, rules_for(SHIPPED, 2026).ladder, today)
    assert (found.to if found else None) == to
    if found:
        assert found.reason.startswith("Terlambat ")


def test_turns_missed_in_a_row_carry_it_before_its_end():
    ladder = rules_for(SHIPPED, 2026).ladder
    found = rung(Waiting(dt.date(2026, 12, 1), missed=2), ladder, dt.date(2026, 6, 1))
    assert (found.to, found.reason) == ("lokmin", "2 giliran berturut-turut terlewat.")
    assert rung(Waiting(dt.date(2026, 12, 1), missed=1), ladder, dt.date(2026, 6, 1)) is None


def test_the_office_changes_days_and_rungs_and_may_leave_one_out():
    own = rules_for(SHIPPED, 2026, {"remind": [2, 14], "lokmin": 2, "dinkes": None})
    assert own.remind == (14, 2)
    assert [(s.to, s.months) for s in own.ladder] == [("lokmin", 2), ("linsek", 2)]
    with pytest.raises(ValueError, match="tahun 2010"):
        rules_for(SHIPPED, 2010)
