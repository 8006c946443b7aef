"""Banyuwening with its people and what the demo shared out: for all tests of villages and tasks."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.conf import settings as conf

from lokmin.cli.demo.darbin import report_months, share_out
from lokmin.cli.demo.staff import fill_staff
from lokmin.cycle.workforce.models import Staff


@contextmanager
def at(moment: str):
    before = conf.LOKMIN_TODAY
    conf.LOKMIN_TODAY = moment
    try:
        yield
    finally:
        conf.LOKMIN_TODAY = before


@pytest.fixture
def shared(cast, settings):
    """Banyuwening with its 38 people and what the demo shared out in January."""
    settings.LOKMIN_TODAY = "2026-05-04T14:20"
    fill_staff(cast)
    share_out(cast, at)
    return cast


@pytest.fixture
def reported(shared):
    """The same with the reports of February, March and half of April."""
    report_months(shared, at)
    return shared


@pytest.fixture
def staff(shared):
    return {s.short_name: s for s in Staff.objects.of(shared.puskesmas)}


@pytest.fixture
def village(shared):
    return {v.name: v for v in shared.villages}


@pytest.fixture
def when():
    """The clock of a few lines: ``with when("2026-05-05T08:00"):``."""
    return at
