"""One number typed a billion times too large: the meeting opens all the same, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.followup.effectworld import report, touch

from lokmin.core.numbers import MAX_MICRO
from lokmin.core.periods import Month
from lokmin.cycle.followup import operations
from lokmin.cycle.followup.effect import operations as effects
from lokmin.cycle.followup.models import Verdict
from lokmin.cycle.monitoring.operations import freeze
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.reporting.models import Fact

APRIL = Month(2026, 4)


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LOKMIN_TODAY = "2026-05-05"


@pytest.mark.parametrize("what", ["kia.k1", "sasaran.bumil"])
def test_an_enormous_number_keeps_no_meeting_from_opening(what, cast):
    report(cast, APRIL)
    action = operations.add(
        puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=dt.date(2026, 1, 10), problem="K1", indicator="K1",
        activity="Sweeping", village=cast.villages[1], start=dt.date(2026, 1, 20), due=dt.date(2026, 3, 1),
    )  # fmt: skip
    operations.progress(action=action, by=cast.people["ratna"], note="Mulai")
    wrong = Fact.objects.filter(element=what)
    if what == "kia.k1":
        wrong = wrong.filter(place=cast.villages[1], period__in=["2026-02", "2026-03", "2026-04"])
    assert wrong.update(micro=MAX_MICRO)
    touch(cast)
    freeze(puskesmas=cast.puskesmas, month=APRIL, by=cast.people["ratna"])
    register.refresh(puskesmas=cast.puskesmas, month=APRIL)
    (kept,) = effects.freeze_verdicts(puskesmas=cast.puskesmas, month=APRIL, by=cast.people["ratna"])
    kept.refresh_from_db()
    assert kept.outcome != Verdict.UNKNOWN
    assert kept.effect_bp is not None
