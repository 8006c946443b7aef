"""A series of Desa Watubelah as the charts would judge it, to be changed by tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lokmin.core.periods import Month
from lokmin.core.signals.records import Judged, SeriesSignal, Sign, SignKind

MONTHS = tuple(m.code for m in Month(2025, 1).until(Month(2026, 4)))


def sign(kind: SignKind = SignKind.DRIFT, direction: int = -1, **changes: Any) -> Sign:
    known = {
        "kind": kind, "direction": direction, "since": "2026-02", "until": "2026-04", "months": 3, "average": 10 / 3,
        "strong": kind is not SignKind.AVERAGE, "current": True,
    }  # fmt: skip
    return Sign(**{**known, **changes})


def series(**changes: Any) -> SeriesSignal:
    values = (7.0, 8.0, 6.0, 7.0, 7.0, 8.0, 8.0, 7.0, 8.0, 6.0, 6.0, 5.0, 6.0, 5.0, 4.0, 1.0)
    known = SeriesSignal(
        indicator="K1", short="K1", place="99.01.02.2001", place_name="Watubelah", people="ibu", factor=100, rate=False,
        higher_is_better=True, whole=False, months=MONTHS, values=values, centre=(6.9,) * 16, lower=(2.6,) * 16,
        upper=(11.4,) * 16, judged=Judged.EXACT, history=12, from_month="2025-01", to_month="2025-12",
        usual=(2.6, 11.4), mean=6.9, people_usual=6.9, signs=(), left_out=(), odd=(), season=(), years=0,
    )  # fmt: skip
    return replace(known, **changes)
