"""The monthly rates effects are judged from: hand-computed, missing kept missing, sasaran of the nearest year."""

from __future__ import annotations

import datetime as dt
import random

import effectworld
import numpy as np
import pytest

from lokmin.core.effects import Outcome
from lokmin.core.numbers import to_micro
from lokmin.core.periods import Month
from lokmin.cycle.followup import operations
from lokmin.cycle.followup.effect import queries
from lokmin.cycle.followup.effect.figures import Figures
from lokmin.cycle.followup.models import Action
from lokmin.cycle.reporting.models import Fact

pytestmark = pytest.mark.django_db
LAST = Month(2026, 4)


def put(cast, village, period, element, value):
    place = next(v for v in cast.villages if v.name == village)
    Fact.objects.create(
        puskesmas=cast.puskesmas, place=place, period=period, element=element, micro=to_micro(value),
        variant="sk" if element.startswith("sasaran") else "", by=cast.people["ratna"], at=effectworld.AT,
    )  # fmt: skip
    effectworld.touch(cast)


def rates(cast, code, most=6):
    found = Figures(cast.puskesmas, LAST, most).of(code)
    rows = {place.name: found.places.index(place.code) for place in cast.villages}
    return found, rows


def test_a_month_is_its_count_over_the_sasaran_of_its_year(cast):
    put(cast, "Watubelah", "2025", "sasaran.bumil", 80)
    put(cast, "Watubelah", "2026", "sasaran.bumil", 100)
    put(cast, "Watubelah", "2025-12", "kia.k1", 8)
    put(cast, "Watubelah", "2026-04", "kia.k1", 5)
    found, row = rates(cast, "K1")
    own = found.rates[row["Watubelah"]]
    assert found.months[1] == Month(2025, 12)
    assert own[1] == pytest.approx(0.1)
    assert own[5] == pytest.approx(0.05)
    assert np.isnan(own[[0, 2, 3, 4]]).all()


def test_a_year_without_sasaran_takes_that_of_the_nearest_year(cast):
    put(cast, "Watubelah", "2026", "sasaran.bumil", 100)
    put(cast, "Watubelah", "2025-12", "kia.k1", 8)
    found, row = rates(cast, "K1")
    assert found.rates[row["Watubelah"]][1] == pytest.approx(0.08)


def test_without_any_sasaran_there_is_no_rate(cast):
    put(cast, "Watubelah", "2026-04", "kia.k1", 8)
    found, row = rates(cast, "K1")
    assert np.isnan(found.rates[row["Watubelah"]]).all()


def test_the_puskesmas_is_the_villages_that_reported_together(cast):
    for village, count in (("Watubelah", 5), ("Rejosari", 30)):
        put(cast, village, "2026", "sasaran.bumil", 100)
        put(cast, village, "2026-03", "kia.k1", count)
    put(cast, "Rejosari", "2026-04", "kia.k1", 20)
    found, _row = rates(cast, "K1")
    assert found.rates[-1][4] == pytest.approx(35 / 200)
    assert found.rates[-1][5] == pytest.approx(20 / 100)
    assert np.isnan(found.rates[-1][3])


def test_a_monthly_denominator_is_taken_month_by_month(cast):
    put(cast, "Watubelah", "2026-03", "gizi.d", 60)
    put(cast, "Watubelah", "2026-03", "gizi.s", 80)
    put(cast, "Watubelah", "2026-04", "gizi.d", 60)
    found, row = rates(cast, "DS")
    assert found.rates[row["Watubelah"]][4] == pytest.approx(0.75)
    assert np.isnan(found.rates[row["Watubelah"]][5])


def test_an_indicator_nobody_knows_is_none(cast):
    assert Figures(cast.puskesmas, LAST, 6).of("TIDAKADA") is None


def test_a_fall_is_the_success_where_less_is_better(cast, columns):
    """Stunting among those measured each month, falling by ten points in one village."""
    draw, rows = random.Random(5), []
    for place in cast.villages:
        for month in Month(2025, 6).until(Month(2026, 8)):
            better = place.name == "Watubelah" and month >= Month(2026, 6)
            short = draw.randint(18, 22) - (15 if better else 0)
            rows += [(place, month.code, "gizi.stunting", short), (place, month.code, "gizi.diukur_tb", 150)]
    Fact.objects.bulk_create(
        Fact(puskesmas=cast.puskesmas, place=place, period=period, element=element, micro=to_micro(value),
             by=cast.people["ratna"], at=effectworld.AT)
        for place, period, element, value in rows
    )  # fmt: skip
    effectworld.touch(cast)
    action = operations.add(
        puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=dt.date(2026, 5, 5),
        **{**columns, "indicator": "STUNTING"},
    )  # fmt: skip
    operations.finish(
        action=action, by=cast.people["endah"], result="PMT 90 hari", proof="Daftar", on=dt.date(2026, 5, 22)
    )
    found = queries.verdict(Action.objects.get(pk=action.pk), Month(2026, 8))
    assert found.outcome is Outcome.HELPED
    assert found.effect_bp == pytest.approx(-1000, abs=150)
    assert found.high_bp is not None
    assert found.high_bp < 0
