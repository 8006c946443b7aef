"""A prepared meeting, a running one, and a month of figures to speak about."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.reporting import store
from lokmin.cycle.reporting.models import Fact, Upload

DAY = dt.date(2026, 5, 5)
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")


@pytest.fixture
def figures(cast):
    """K1 of all villages, January to April, Watubelah falling: 6, 5, 4, 1 of 92 mothers."""
    by = cast.people["ratna"]
    upload = Upload.objects.create(
        puskesmas=cast.puskesmas, name="laporan-ibu.xlsx", sha256="a" * 64, size=1, by=by, at=clock.now(), state="masuk"
    )
    common = {"puskesmas": cast.puskesmas, "by": by, "at": clock.now(), "upload": upload}
    rows = []
    for line, village in enumerate(cast.villages):
        rows.append(
            Fact(place=village, period="2026", element="sasaran.bumil", variant="proyeksi", micro=92 * MICRO, **common)
        )
        counts = (6, 5, 4, 1) if village.name == "Watubelah" else (9, 9, 9, 9)
        rows += [
            Fact(
                place=village, period=p, element="kia.k1", micro=n * MICRO, sheet="KIA", cell=f"D{line + top}", **common
            )
            for top, p, n in zip((1, 31, 61, 91), MONTHS, counts, strict=True)
        ]
    Fact.objects.bulk_create(rows)
    store.lock(cast.puskesmas)
    return cast


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
