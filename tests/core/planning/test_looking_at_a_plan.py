"""Money beside coverage, the LP/LS matrix and the M&E plan."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.core.planning.integration import LP, LS, Support, matrix, summary
from lokmin.core.planning.monev import METHODS, Check, State, proposed, sentence, state
from lokmin.core.planning.quadrant import Corner, Point, attained, placed
from lokmin.core.planning.rpk import YearRow
from lokmin.core.pws.rows import CoverageRow, Pace, Status, Trend


@pytest.mark.parametrize(
    ("spent", "coverage", "corner"),
    [
        (80, 10_000, Corner.ON_COURSE),
        (79, 10_000, Corner.THRIFTY),
        (80, 9_999, Corner.NO_EFFECT),
        (0, 0, Corner.STUCK),
    ],
)
def test_each_corner_and_its_edges(spent, coverage, corner):
    (found,) = placed([Point("kia", "KIA", 100, spent, coverage, 3)], 8000, 10_000)
    assert found.corner is corner
    assert found.advice


def test_what_is_not_known_stands_in_no_corner():
    points = [Point("a", "A", 100, None, 9000, 1), Point("b", "B", None, None, None), Point("c", "C", 100, 5, None)]
    words = [(one.corner, one.advice) for one in placed(points, 8000, 10_000)]
    assert words == [
        (None, "Belum dapat ditempatkan: realisasi belum diisi."),
        (None, "Belum dapat ditempatkan: tidak ada dana yang direncanakan sampai bulan ini dan cakupan belum ada."),
        (None, "Belum dapat ditempatkan: cakupan belum ada."),
    ]


def coverage(numerator, target, *, higher=True, month=1):
    return CoverageRow(
        "p",
        "K1",
        "2026-10",
        month,
        None,
        numerator,
        100,
        100,
        (),
        None,
        target,
        None,
        None,
        Trend.UNKNOWN,
        None,
        Status.BAIK,
        0,
        None,
        None,
        Pace.UNKNOWN,
        higher_is_better=higher,
    )


def test_one_indicator_far_above_does_not_hide_another_far_below():
    assert attained([coverage(200, (50, 1)), coverage(25, (50, 1))]) == (7500, 2)
    assert attained([coverage(20, (10, 1), higher=False), coverage(5, (10, 1), higher=False)]) == (7500, 2)
    assert attained([coverage(20, None), coverage(20, (10, 1), month=None)]) == (None, 0)


def test_the_matrix_names_who_supports_what_and_which_activities_stand_alone():
    found = matrix(
        [("1", "Kelas ibu hamil", "Ratna"), ("2", "Fogging", "Lukman")],
        [
            Support("1", LS, "Desa Rejosari", "mobil siaga", "tiap Selasa"),
            Support("1", LP, "Gizi", "konseling"),
            Support("1", LP, "Gizi", "konseling"),
            Support("9", LP, "KIA", "x"),
        ],
    )
    assert found.columns == ((LP, "Gizi"), (LS, "Desa Rejosari"))
    assert [s.text for s in found.lines[0].cells[1]] == ["mobil siaga (tiap Selasa)"]
    assert len(found.lines[0].cells[0]) == 1
    assert [line.activity for line in found.alone] == ["Fogging"]
    assert summary(found) == "1 dari 2 kegiatan didukung 1 program dan 1 sektor; 1 belum ada dukungan."


def test_every_activity_begins_with_one_look_while_it_runs_and_one_after():
    row = YearRow(
        "7",
        "Kelas ibu hamil",
        volume=12_000_000,
        unit="kali",
        months=frozenset({3, 10}),
        place="Balai desa",
        owner="Ratna",
        indicator="K6",
    )
    during, after = proposed(row, 2026)
    assert (during.method, during.on) == (f"Pemantauan: {METHODS[1]}", dt.date(2026, 3, 31))
    assert (after.method, after.on) == (f"Evaluasi: {METHODS[2]}", dt.date(2026, 10, 30))
    assert after.indicator == "Volume terlaksana: 12 kali"
    assert after.who == "Ratna"
    (undated,) = proposed(YearRow("8", "x"), 2026, who="Yusuf")
    assert undated.on is None
    assert undated.who == "Yusuf"


def test_the_plan_says_how_many_are_done_late_and_due():
    today = dt.date(2026, 11, 23)

    def check(key, on, done=None):
        return Check(key, key, f"Kegiatan {key}", "x", on=on, done_on=done)

    checks = [
        check("a", dt.date(2026, 3, 31), today),
        check("b", dt.date(2026, 10, 30)),
        check("c", dt.date(2026, 11, 30)),
        check("d", None),
        check("e", dt.date(2026, 12, 1)),
        check("f", today),
    ]
    assert [state(one, today) for one in checks] == [
        State.DONE,
        State.LATE,
        State.DUE,
        State.UNDATED,
        State.AHEAD,
        State.DUE,
    ]
    assert sentence(checks, today) == (
        "6 rencana: 1 sudah, 1 terlambat (Kegiatan b, 30 Oktober 2026), 2 bulan ini, 1 nanti, 1 belum bertanggal."
    )
    assert sentence([], today) == "Belum ada rencana pemantauan dan evaluasi."
