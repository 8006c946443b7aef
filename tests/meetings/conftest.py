"""A prepared meeting, a running one, and the frozen month they speak about."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.meetings import figures
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.monitoring.models import Snapshot

DAY = dt.date(2026, 5, 5)


@pytest.fixture(autouse=True)
def _frozen(monkeypatch):
    def freeze(meeting, by):
        return Snapshot.objects.create(
            puskesmas=meeting.puskesmas, period=meeting.period, taken_at=clock.now(), by=by, sha256="0" * 64
        ).pk

    monkeypatch.setattr(figures, "freeze", freeze)


@pytest.fixture
def meeting(cast):
    return op.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="bulanan_rutin", period=Month(2026, 4), date=DAY
    )


@pytest.fixture
def running(meeting, cast):
    return op.open_meeting(meeting=meeting, by=cast.people["anindya"])


@pytest.fixture
def complete():
    """All columns an RTL needs to let the meeting be closed."""
    return {
        "problem": "K1 Watubelah, kurang 15 ibu",
        "activity": "Pendataan ulang ibu hamil di 4 dusun Watubelah",
        "owner_text": "Endah Puspita",
        "due": dt.date(2026, 5, 23),
        "indicator": "K1",
        "expected": "K1 Mei sedikitnya 8 ibu",
    }
