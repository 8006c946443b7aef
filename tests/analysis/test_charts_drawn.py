"""Every drawn series of tests/spec/sinyal.md gives the signs that are drawn in it, and no others."""

from __future__ import annotations

import re

import numpy as np
import pytest
from tables import only

from lokmin.analysis.review import Input, Kind, Method, Review, review
from lokmin.catalog.loading import rules
from lokmin.core.signals.rules import SignalRules

RULES = SignalRules.load(rules("signals"), 2026)
DRAWN = only("sinyal")
NAMES = {"satu bulan": "point", "satu sisi": "run", "bergeser": "drift", "rata-rata": "average"}
METHODS = {
    "XmR": Method.XMR, "jarang": Method.EXACT, "p'": Method.SHARES, "terlalu kecil": Method.SMALL,
    "riwayat pendek": Method.SHORT, "belum lapor": Method.SILENT,
}  # fmt: skip


def judged(drawing: str) -> Review:
    """The series of a drawing, judged as a village's."""
    cells = [cell.rstrip("*") for cell in drawing.split()]
    share = any("/" in cell for cell in cells)
    pairs = [[*cell.split("/"), "1"][:2] if cell != "–" else ["nan", "nan"] for cell in cells]
    numbers = np.array([[float(a), float(b)] for a, b in pairs])
    return review(
        Input(
            top=numbers[None, :, 0],
            bottom=numbers[None, :, 1] if share else np.ones((1, len(cells))),
            kind=np.array([Kind.SHARE if share else Kind.COUNT]),
            group=np.array([-1]),
            pooled=np.array([False]),
            calendar=np.arange(len(cells)) % 12,
        ),
        RULES,
    )


@pytest.mark.parametrize("row", DRAWN, ids=lambda row: row["cerita"])
def test_the_months_with_a_star_are_the_signs(row):
    drawing = row["deret"].strip("`")
    found = judged(drawing)
    stars = [number for number, cell in enumerate(drawing.split(), 1) if cell.endswith("*")]
    assert (np.flatnonzero(found.signals.any[0]) + 1).tolist() == stars
    assert found.method[0] == METHODS[row["dinilai sebagai"]]


@pytest.mark.parametrize("row", DRAWN, ids=lambda row: row["cerita"])
def test_the_sign_is_named_with_its_direction_and_its_beginning(row):
    found = judged(row["deret"].strip("`")).signals
    told = set()
    for name, rule in NAMES.items():
        sign, since = getattr(found, rule).sign[0], getattr(found, rule).since[0]
        for month in np.flatnonzero(sign)[:1]:
            told.add((name, "naik" if sign[month] > 0 else "turun", int(since[month]) + 1))
    expected = {
        (match[1], match[2], int(match[3]))
        for match in re.finditer(rf"({'|'.join(NAMES)}) (naik|turun) sejak bulan ke-(\d+)", row["tanda"])
    }
    assert told == expected
    assert bool(expected) == (row["tanda"] != "biasa")


def test_there_are_enough_drawings():
    assert len(DRAWN) >= 25
