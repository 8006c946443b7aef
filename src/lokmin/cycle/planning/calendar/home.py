"""The line of the stage's first page that belongs to the joint calendar."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.calendar import queries
from lokmin.cycle.planning.plans.home import HomeLine


def calendar_lines(puskesmas: Puskesmas) -> list[HomeLine]:
    """The calendar of this month."""
    today = clock.today()
    state = queries.state_line(puskesmas, Month(today.year, today.month))
    return [HomeLine(_("Kalender bersama"), state or _("belum ada kegiatan bertanggal"), "planning:calendar")]
