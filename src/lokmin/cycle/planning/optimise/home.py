"""The line of the stage's first page that belongs to the optimiser."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Plan
from lokmin.cycle.planning.optimise import queries
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.home import HomeLine


def optimise_lines(puskesmas: Puskesmas) -> list[HomeLine]:
    """The proposal for the year, or that none was asked for."""
    year = clock.today().year
    state = queries.state_line(plans.plan(puskesmas, Plan.RPK, year))
    return [
        HomeLine(
            _("Meratakan jadwal %(year)s") % {"year": year}, state or _("belum dihitung"), "planning:optimise", year
        )
    ]
