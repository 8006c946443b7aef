"""The demo's months as they went: January's sasaran, April's lokmin about March, May's workbooks, the next lokmin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction

from lokmin.cli.demo import books
from lokmin.cli.demo.ahead import answer_and_prepare, choose_pins, pin_topics
from lokmin.cli.demo.calendar_events import fill_calendar
from lokmin.cli.demo.community import fill_community
from lokmin.cli.demo.darbin import report_months, share_out
from lokmin.cli.demo.figures import LAST, figures
from lokmin.cli.demo.history import hold_april_lokmin, prepare_may_lokmin, work_on_rtl
from lokmin.cli.demo.needs import fill_needs
from lokmin.cli.demo.people import Cast, create_cast
from lokmin.cli.demo.pkp import fill_pkp
from lokmin.cli.demo.plans import fill_plans, revise_ruk
from lokmin.cli.demo.problems import follow_april, open_register, plan_ahead, raise_problems, seek_causes
from lokmin.cli.demo.reports import send_reports
from lokmin.cli.demo.rpk import draw_may, fill_rpk
from lokmin.cli.demo.sectors import play_sectors
from lokmin.cli.demo.staff import fill_staff
from lokmin.cli.demo.taking_in import take_in
from lokmin.cli.demo.workload import fill_duties, fill_workload
from lokmin.core.periods import Month
from lokmin.cycle.meetings.models import Meeting, ScheduleEntry
from lokmin.cycle.meetings.schedule.operations import lay_out


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Let the clock stand at another moment of the story (``2026-04-07T09:41``)."""
    before = settings.LOKMIN_TODAY
    settings.LOKMIN_TODAY = moment
    try:
        yield
    finally:
        settings.LOKMIN_TODAY = before


def plan_the_year(cast: Cast) -> None:
    """Banyuwening laid its schedule out in April: what was before is not counted as missed."""
    if not ScheduleEntry.objects.of(cast.puskesmas).exists():
        lay_out(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026)


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

    with at("2026-01-12T10:15"):
        for path in books.write_yearly(folder / "2026-01-12", facts):
            take_in(cast.puskesmas, cast.people[by(path)], path)
    with at("2026-01-12T13:20"), transaction.atomic():
        fill_staff(cast)
        fill_workload(cast)
        fill_duties(cast)
    with transaction.atomic():
        fill_rpk(cast, at)
        fill_plans(cast, at)
    with at("2026-04-02T08:12"):
        for path in books.write_monthly(folder / "2026-04-02", facts, Month(2026, 3)):
            take_in(cast.puskesmas, cast.people[by(path)], path)
    with at("2026-04-02T09:05"), transaction.atomic():
        plan_the_year(cast)
    with transaction.atomic():
        open_register(cast, at)
        hold_april_lokmin(cast, at)
        seek_causes(cast, at)
        play_sectors(cast, at)
    with transaction.atomic():
        fill_community(cast, at)
    with at("2026-04-20T13:05"), transaction.atomic():
        work_on_rtl(cast)
    with at("2026-05-02T08:04"):
        for path in books.write_monthly(folder / "2026-05-02", facts, LAST):
            take_in(cast.puskesmas, cast.people[by(path)], path)
    with at("2026-04-28T09:15"), transaction.atomic():
        pin_topics(cast)
        choose_pins(cast)
    with transaction.atomic():
        send_reports(cast, at)
    with transaction.atomic():
        raise_problems(cast, at)
        plan_ahead(cast, at)
        follow_april(cast, at)
        draw_may(cast, at)
        fill_calendar(cast, at)
    with transaction.atomic():
        share_out(cast, at)
        report_months(cast, at)
    with transaction.atomic():
        fill_pkp(cast, at)
    with at("2026-04-29T13:10"), transaction.atomic():
        fill_needs(cast)
    with transaction.atomic():
        revise_ruk(cast, at)
    with at("2026-05-04T14:20"), transaction.atomic():
        meeting = prepare_may_lokmin(cast)
        answer_and_prepare(cast, meeting, at)
    return cast, meeting
