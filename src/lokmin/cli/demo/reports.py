"""The reports Banyuwening sent from January to April: about eight in ten in time, some late, some never noted."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.db import transaction

from lokmin.cli.demo.people import Cast
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Person
from lokmin.cycle.reporting.models import ReportSent
from lokmin.cycle.reporting.tracker import operations as op
from lokmin.cycle.reporting.tracker import queries

At = Callable[[str], AbstractContextManager[None]]
SINCE, TODAY = dt.date(2026, 1, 1), dt.date(2026, 5, 4)
#: Of a hundred reports so many went out in time, and so many late; the rest was never noted.
IN_TIME, LATE = 80, 15
#: What was forgotten before this day was found and sent at last.
FORGOTTEN = dt.date(2026, 3, 1)
#: Reports this office does not send: no malaria here, no PONED.
OFF = ("MALARIA-VEKTOR", "MALARIA-PE", "PONED")
#: What happened: report, day, in words, after how many days it was reported.
EVENTS: tuple[tuple[str, dt.date, str, int], ...] = (
    ("DBD-KASUS", dt.date(2026, 2, 11), "Satu kasus DBD di Rejosari, PE dan PSN di 20 rumah", 1),
    ("DBD-KASUS", dt.date(2026, 3, 3), "Satu kasus DBD di Banyuwening", 3),
    ("W1", dt.date(2026, 3, 18), "Keracunan pangan sesudah hajatan di Kalisari, 14 orang", 1),
    ("GIZI-BURUK", dt.date(2026, 4, 9), "Satu balita gizi buruk di Pringgodani, dirujuk", 1),
)
_PROOFS = ("tanda terima Seksi %s", "tangkapan layar di map laporan", "ekspedisi halaman %s", "")


def send_reports(cast: Cast, at: At) -> None:
    """Set the list up, then note what went out until the story's day; doing it again changes nothing."""
    if ReportSent.objects.of(cast.puskesmas).exists():
        return
    yusuf = cast.people["yusuf"]
    with at("2026-01-05T10:20"), transaction.atomic():
        op.begin(puskesmas=cast.puskesmas, by=yusuf, since=SINCE)
        for report in queries.load(cast.puskesmas).book.on(SINCE):
            if report.code in OFF:
                op.change_report(
                    puskesmas=cast.puskesmas, by=yusuf, code=report.code, changes={"active": False}, owner=None,
                    since=Month(2026, 1),
                )  # fmt: skip
            elif report.category == "promkes":
                op.change_report(
                    puskesmas=cast.puskesmas, by=yusuf, code=report.code, changes={}, owner=cast.people["bambang"],
                    since=Month(2026, 1),
                )  # fmt: skip
    for code, day, words, after in EVENTS:
        with at(f"{day + dt.timedelta(days=after)}T11:10"):
            op.note_event(
                puskesmas=cast.puskesmas, by=cast.people["lukman"], report=code, day=day, note=words,
                sent_on=day + dt.timedelta(days=after),
            )  # fmt: skip
    for (day, person), keys in sorted(_sent(cast).items(), key=lambda item: item[0][0]):
        by = Person.objects.get(pk=person)
        with at(f"{day}T13:{day.day + 10}"):
            op.mark_many(puskesmas=cast.puskesmas, by=by, reports=keys, on=day, proof=_PROOFS[day.day % 4] % _page(day))


def _page(day: dt.date) -> str | tuple[()]:
    """What stands in the proof of a day, where it has a place for it."""
    return (str(day.month * 3 + day.day % 3) if day.day % 4 == 2 else "P2PL") if "%s" in _PROOFS[day.day % 4] else ()


def _sent(cast: Cast) -> dict[tuple[dt.date, int], list[tuple[str, str]]]:
    """(day, owner) -> reports that went out that day; the same in every demo."""
    dice = random.Random(20260504)  # noqa: S311 - a story, no secret
    with_owner = queries.load(cast.puskesmas, TODAY)
    found: dict[tuple[dt.date, int], list[tuple[str, str]]] = {}
    # What was due in January is about December and the year before.
    for stands in with_owner.standings(SINCE - dt.timedelta(days=400), dt.date(2026, 12, 31)):
        owner = with_owner.owners.of(stands.report)
        throw, early, late = dice.randrange(100), dice.randrange(1, 5), dice.randrange(1, 13)
        if owner is None or stands.done or stands.due.year != 2026 or stands.due > TODAY + dt.timedelta(days=8):
            continue
        # Of what is due in the days to come a part went out already.
        day = stands.due - dt.timedelta(days=early) if throw < IN_TIME else stands.due + dt.timedelta(days=late)
        day = max(day, stands.period.last + dt.timedelta(days=1) if stands.due > stands.period.last else SINCE)
        if throw >= IN_TIME + LATE and stands.due < FORGOTTEN:
            day = stands.due + dt.timedelta(days=13 + late)
        elif throw >= IN_TIME + LATE:
            continue
        if day > TODAY:
            continue
        found.setdefault((day, owner.pk), []).append((stands.report.code, stands.period.code))
    return found
