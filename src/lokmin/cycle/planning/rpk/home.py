"""The lines of the stage's first page that belong to the year: months, money, LP/LS and M&E."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lokmin.core.periods import Month
from lokmin.core.planning.integration import summary
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.monev import queries as monev
from lokmin.cycle.planning.money import queries as money
from lokmin.cycle.planning.monthly import queries as monthly
from lokmin.cycle.planning.plans.home import HomeLine


def running_lines(puskesmas: Puskesmas) -> list[HomeLine]:
    """The RPK bulanan of today, money so far, who supports, who looks."""
    today = clock.today()
    month = Month(today.year, today.month)
    matrix = monev.integration(puskesmas, today.year)
    helped = summary(matrix) if matrix.lines else _("belum ada kegiatan")
    return [
        HomeLine(f"RPK {month.label}", monthly.state_line(puskesmas, month), "planning:month", month.year, month.month),
        HomeLine(
            _("Dana %(year)s") % {"year": today.year},
            money.state_line(puskesmas, today.year, max(today.month - 1, 1)), "planning:money", today.year,
        ),
        HomeLine(
            _("Dukungan lintas program dan lintas sektor"), helped,
            "planning:integration", today.year,
        ),
        HomeLine(
            _("Pemantauan dan evaluasi"), monev.state_line(puskesmas, today.year), "planning:monev", today.year
        ),
    ]  # fmt: skip
