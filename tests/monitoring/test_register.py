"""The register follows the figures: what enters, what stays, what is solved, what returns; nothing is ever lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from lokmin.core.periods import Month
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.monitoring.models import Cause, Problem
from lokmin.cycle.monitoring.operations import freeze
from lokmin.cycle.monitoring.register import operations, queries

APRIL = Month(2026, 4)


@pytest.fixture(autouse=True)
def _may(settings):
    settings.LOKMIN_TODAY = "2026-05-04"


@pytest.fixture
def listed(figures):
    operations.refresh(puskesmas=figures.puskesmas, month=APRIL)
    return figures


def raised(cast, what="Posyandu Krajan tidak buka", village="Watubelah", **more):
    place = next((v for v in cast.villages if v.name == village), None)
    return operations.record_problem(
        puskesmas=cast.puskesmas, by=cast.people["endah"], source="masyarakat", what=what, village=place, **more
    )


def of(cast, indicator, village) -> queries.Entry:
    place = next(v for v in cast.villages if v.name == village)
    found = queries.for_key(cast.puskesmas, indicator, place.code)
    assert found is not None
    return found


def test_the_register_stays_a_list_a_head_can_read(listed) -> None:
    entries = queries.register(listed.puskesmas)
    assert 7 <= len(entries) <= 20
    roads = {(e.village, e.indicator) for e in entries}
    assert len(roads) == len(entries)
    assert max(sum(e.village == one.village for e in entries) for one in entries) <= 4


def test_a_problem_is_worded_as_the_rule_asks(listed) -> None:
    entry = of(listed, "K6", "Watubelah")
    assert entry.statement.startswith("Cakupan K6 Desa Watubelah s.d. April 2026 ")
    assert "kurang 17 ibu" in entry.statement
    assert entry.size == "kurang 17 ibu"


def test_its_earlier_red_months_are_its_history(listed) -> None:
    entry = of(listed, "K6", "Watubelah")
    page = queries.problem(listed.puskesmas, entry.pk)
    assert entry.red_months >= 3
    assert len(page.months) == entry.red_months
    assert entry.history.startswith("juga merah pada Januari")
    assert entry.due
    assert entry.pk in {e.pk for e in queries.due_for_causes(listed.puskesmas, APRIL)}


def test_refreshing_twice_changes_nothing(listed) -> None:
    before = (Problem.objects.count(), AuditLine.objects.count(), list(Problem.objects.values()))
    operations.refresh(puskesmas=listed.puskesmas, month=APRIL)
    assert (Problem.objects.count(), AuditLine.objects.count(), list(Problem.objects.values())) == before


def test_a_frozen_month_keeps_what_was_said_then(figures, report) -> None:
    freeze(puskesmas=figures.puskesmas, month=APRIL, by=figures.people["anindya"])
    operations.refresh(puskesmas=figures.puskesmas, month=APRIL)
    entry = of(figures, "K6", "Watubelah")
    report(figures, "Watubelah", "2026-04", "kia.k6", 9)
    operations.refresh(puskesmas=figures.puskesmas, month=APRIL)
    assert of(figures, "K6", "Watubelah").statement == entry.statement
