"""One complete action to play with."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.cycle.followup import operations


@pytest.fixture
def columns(cast):
    return {
        "problem": "K1 Watubelah, kurang 15 ibu",
        "activity": "Pendataan ulang ibu hamil di 4 dusun Watubelah",
        "owner": cast.people["endah"],
        "village": cast.villages[1],
        "start": dt.date(2026, 5, 11),
        "due": dt.date(2026, 5, 23),
        "indicator": "K1",
        "expected": "K1 Mei sedikitnya 8 ibu",
        "klaster": 2,
    }


@pytest.fixture
def action(cast, columns):
    return operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=dt.date(2026, 5, 5), **columns)
