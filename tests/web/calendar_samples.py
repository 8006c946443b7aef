"""Samples of the routes of the joint calendar and of the schedule optimiser."""

from __future__ import annotations

import datetime as dt

from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.planning.calendar import operations as calendar
from lokmin.cycle.planning.optimise import operations as optimise
from lokmin.cycle.planning.optimise.problem import Chosen
from lokmin.cycle.planning.plans.operations import plan_of
from lokmin.cycle.planning.rpk import operations as rpk

_YEAR = 2028


def joint_calendar(puskesmas: Puskesmas, by: Person) -> dict[str, object]:
    """An event, a car, a proposal of the optimiser for a year with an RPK."""
    event = calendar.add(puskesmas=puskesmas, by=by, title="Kelas balita", date=dt.date(2026, 6, 9))
    car = calendar.keep_resource(puskesmas=puskesmas, by=by, kind="kendaraan", name="Pusling")
    rpk.add(
        puskesmas=puskesmas, by=by, year=_YEAR, new_reason="Uji", activity="Rapat kader", upaya="UKM esensial",
        months=[3],
    )  # fmt: skip
    plan = plan_of(puskesmas=puskesmas, by=by, kind="rpk", year=_YEAR)
    run = optimise.run(plan=plan, by=by, chosen=Chosen(15, 3, seconds=1))
    return {
        "planning:event": event.pk,
        "planning:resource": car.pk,
        "planning:run": run.pk,
        "planning:optimise:year": _YEAR,
        "planning:optimise_compute:year": _YEAR,
    }
