"""The demo's months as they went: January's sasaran, April's lokmin about March, May's workbooks, the next lokmin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction

from lokmin.cli.demo import books
from lokmin.cli.demo.figures import LAST, figures
from lokmin.cli.demo.history import hold_april_lokmin, prepare_may_lokmin, work_on_rtl
from lokmin.cli.demo.people import Cast, create_cast
from lokmin.cli.demo.taking_in import take_in
from lokmin.core.periods import Month
from lokmin.cycle.meetings.models import Meeting

#: The day on which the demo stands: the evening before the lokmin.
TODAY = dt.date(2026, 5, 4)


@contextmanager
def on(day: dt.date) -> Iterator[None]:
    """Let the clock stand on another day of the story."""
    before = settings.LOKMIN_TODAY
    settings.LOKMIN_TODAY = day.isoformat()
    try:
        yield
    finally:
        settings.LOKMIN_TODAY = before


def play(folder: Path) -> tuple[Cast, Meeting]:
    """Play everything that is not there yet; playing it again changes nothing.

    Args:
        folder: where the workbooks are written that are then imported.
    """
    cast = create_cast()
    facts = figures()
    bearer = {"BANYUWENING": "ratna", "Laporan": "ratna", "skdn": "sri", "REKAP": "lukman"}

    def by(path: Path) -> str:
        return next((user for start, user in bearer.items() if path.name.startswith(start)), "yusuf")

    with on(dt.date(2026, 1, 12)):
        for path in books.write_yearly(folder / "2026-01-12", facts):
            take_in(cast.puskesmas, cast.people[by(path)], path)
    with on(dt.date(2026, 4, 2)):
        for path in books.write_monthly(folder / "2026-04-02", facts, Month(2026, 3)):
            take_in(cast.puskesmas, cast.people[by(path)], path)
    with on(dt.date(2026, 4, 7)), transaction.atomic():
        hold_april_lokmin(cast)
    with on(dt.date(2026, 4, 20)), transaction.atomic():
        work_on_rtl(cast)
    with on(dt.date(2026, 5, 2)):
        for path in books.write_monthly(folder / "2026-05-02", facts, LAST):
            take_in(cast.puskesmas, cast.people[by(path)], path)
    with on(TODAY), transaction.atomic():
        meeting = prepare_may_lokmin(cast)
    return cast, meeting
