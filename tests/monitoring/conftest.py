"""The cast with the story of the demo put straight into the store, without workbooks: the mock's figures."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.cli.demo import figures as story
from lokmin.cli.demo.people import Cast
from lokmin.core.numbers import to_micro
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.reporting.models import Fact, Ledger

AT = dt.datetime(2026, 5, 2, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def figures(cast: Cast) -> Cast:
    """The cast, with every number of the story reported."""
    seed(cast)
    return cast


@pytest.fixture
def report():
    """Report one number now: ``report(cast, "Watubelah", "2026-04", "kia.k1", 7)``."""

    def now(cast: Cast, village: str, period: str, element: str, value: float) -> Fact:
        place = next(p for p in cast.villages if p.name == village)
        return put(cast.puskesmas, place, period, element, value, cast.people["ratna"])

    return now


def seed(cast: Cast) -> None:
    places = {place.name: place for place in cast.villages}
    by = cast.people["ratna"]
    rows = [
        Fact(puskesmas=cast.puskesmas, place=places[village], period="2026", element=element, variant="sk",
             micro=to_micro(value), by=by, at=AT)
        for (village, element), value in story.sasaran().items()
    ] + [
        Fact(puskesmas=cast.puskesmas, place=places[village], period=month, element=element, micro=to_micro(value),
             by=by, at=AT, sheet="1.DATA KIA", cell="D127")
        for (village, month, element), value in story.figures().items()
        if month >= "2025-12"
    ]  # fmt: skip
    Fact.objects.bulk_create(rows)
    touch(cast.puskesmas)


def touch(puskesmas: Puskesmas) -> None:
    """What every write of the stage before does: the stamp grows."""
    row, _ = Ledger.objects.get_or_create(puskesmas=puskesmas)
    row.stamp += 1
    row.save()


def put(puskesmas: Puskesmas, place: Place, period: str, element: str, value: float, by: Person) -> Fact:
    """A number reported now; it supersedes the one in force."""
    old = Fact.objects.of(puskesmas).filter(
        place=place, period=period, element=element, superseded_at=None, withdrawn_at=None
    ).first()
    if old:
        old.superseded_at = AT
        old.save()
    fact = Fact.objects.create(
        puskesmas=puskesmas, place=place, period=period, element=element, micro=to_micro(value), by=by, at=AT,
        supersedes=old,
    )  # fmt: skip
    touch(puskesmas)
    return fact
