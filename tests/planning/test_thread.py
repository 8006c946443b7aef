"""One thread: from the five-year line over RUK, funding, RPK, months and payments to the coverage; no joint lies."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.core.planning.thread import knots
from lokmin.cycle.planning.models import Plan, RukItem
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.planning.rpk import queries as years
from lokmin.cycle.planning.ruk import operations as ruk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-05-20T09:00"


@pytest.fixture
def office(cast):
    return {"puskesmas": cast.puskesmas, "by": cast.people["yusuf"]}


@pytest.fixture
def plan(office) -> Plan:
    return plans.plan_of(**office, kind=Plan.RUK, year=2026)


def asked(plan, by, activity="Kelas ibu hamil", **more) -> RukItem:
    return ruk.add(plan=plan, by=by, activity=activity, upaya="UKM esensial", time_text="Maret–Mei", **more)


def test_what_is_granted_to_a_row_nobody_costed_reaches_the_rpk(plan, office):
    by = office["by"]
    bare, free = asked(plan, by), asked(plan, by, "Senam", money={"bok": 0})
    ruk.decide(item=bare, by=by, funding="penuh", funded=3_000_001)
    ruk.decide(item=free, by=by, funding="penuh", funded=600_000)
    rpk.from_ruk(**office, year=2026)
    first, second = years.items(plan.puskesmas, 2026)
    assert (first.cost, first.funds) == (3_000_001, ("",))
    assert (second.cost, second.funds) == (600_000, ("bok",))
