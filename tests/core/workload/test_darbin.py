"""Darbin in words: who holds what and since when, whether it is fair, and why a village went to somebody."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lokmin.catalog.loading import rules
from lokmin.core.findings import Severity
from lokmin.core.workload.darbin import checks, words
from lokmin.core.workload.darbin.checks import Held
from lokmin.core.workload.darbin.greedy import greedy
from lokmin.core.workload.darbin.limits import days_away
from lokmin.core.workload.darbin.loads import Scale, Value, carried, estimated_minutes, load_table, value
from lokmin.core.workload.darbin.records import Away, Limits, Measure, Minutes, Problem, Staff, Village
from lokmin.core.workload.darbin.rules import DarbinRules

RULES = DarbinRules.load(rules("darbin"), 2026)
START, END = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
LIMITS = Limits(START, END, 15_000, 3, 30)
LEAVE = Away(dt.date(2026, 2, 1), dt.date(2026, 5, 1), "cuti melahirkan")
VILLAGES = {"w": "Watubelah", "k": "Kalisari"}


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def held(what="w", name="Sri Lestari", since=START, until=None, backup="") -> Held:
    return Held(what, name.split()[0].lower(), name, since, until, backup)


def messages(found) -> list[str]:
    return [f.message for f in found]


def test_a_village_without_pj_is_named():
    found = checks.one_holder(VILLAGES, [held()], START, END)
    assert messages(found) == ["Kalisari belum punya PJ. Tetapkan satu orang."]
    assert (found[0].severity, found[0].place) == (Severity.ERROR, "k")


def test_days_without_pj_are_told_with_their_dates():
    rows = [held(until=day(2, 28)), held(name="Bambang", since=day(3, 15), until=day(11, 30)), held("k")]
    assert messages(checks.one_holder(VILLAGES, rows, START, END)) == [
        "Watubelah tanpa PJ dari 1 Maret 2026 sampai 14 Maret 2026. Tetapkan PJ-nya.",
        "Watubelah tanpa PJ dari 1 Desember 2026 sampai 31 Desember 2026. Tetapkan PJ-nya.",
    ]


def test_two_pj_at_once_are_told_and_a_hand_over_on_the_next_day_is_fine():
    rows = [held(until=day(3, 31)), held(name="Bambang", since=day(4, 1)), held("k")]
    assert checks.one_holder(VILLAGES, rows, START, END) == ()
    rows[1] = held(name="Bambang", since=day(3, 31))
    (one,) = checks.one_holder(VILLAGES, rows, START, END)
    assert one.message == (
        "Watubelah punya dua PJ sejak 31 Maret 2026: Sri Lestari dan Bambang. Akhiri salah satu."
    )  # fmt: skip


def test_a_holder_of_an_earlier_year_counts_for_nothing():
    rows = [held(since=dt.date(2024, 1, 1), until=dt.date(2025, 12, 31)), held("k", since=dt.date(2024, 1, 1))]
    assert messages(checks.one_holder(VILLAGES, rows, START, END)) == ["Watubelah belum punya PJ. Tetapkan satu orang."]


@pytest.mark.parametrize(
    ("backup", "severity", "words_"),
    [
        (
            "",
            Severity.ERROR,
            "Sri Lestari (PJ Watubelah) tidak ada 90 hari tanpa pengganti. Tunjuk pengganti atau PJ lain.",
        ),
        ("Endah Puspita", Severity.INFO, "Sri Lestari (PJ Watubelah) tidak ada 90 hari; digantikan Endah Puspita."),
    ],
)
def test_long_leave_of_a_pj_wants_somebody_in_their_place(backup, severity, words_):
    (found,) = checks.absences([held(backup=backup)], {"sri": (LEAVE,)}, LIMITS, VILLAGES)
    assert (found.severity, found.message) == (severity, words_)
    assert checks.absences([held()], {"sri": (Away(day(2, 1), day(2, 12)),)}, LIMITS, VILLAGES) == ()


def test_days_of_two_leaves_over_one_another_count_once_and_only_inside_the_period():
    spans = (Away(dt.date(2025, 12, 20), day(1, 10)), Away(day(1, 5), day(1, 12)), Away(day(12, 30), None))
    assert days_away(spans, LIMITS) == 12 + 2


def test_an_unfair_load_is_told_with_its_number_and_a_fair_one_is_not():
    names = {"a": "Sri Lestari", "b": "Bambang", "c": "Endah"}
    found = checks.spread({"a": 9000, "b": 3000, "c": 3000}, names, "jiwa", RULES.spread_permille)
    assert found is not None
    assert found.message == (
        "Sri Lestari memegang 9.000 jiwa, 1,8 kali rata-rata (5.000). Coba usul pembagian."
    )  # fmt: skip
    assert checks.spread({"a": 6000, "b": 5000, "c": 4000}, names, "jiwa", RULES.spread_permille) is None
    assert checks.spread({"a": 6000, "b": 0}, names, "jiwa", RULES.spread_permille) is None


def test_everybody_needs_a_task():
    found = checks.without_task({"a": "Sri Lestari", "b": "Bambang Setiadi"}, ["a"])
    assert found is not None
    assert found.message == "1 orang belum punya tugas program atau desa: Bambang Setiadi."
    assert checks.without_task({"a": "Sri Lestari"}, ["a"]) is None


def test_a_bidan_desa_elsewhere_is_asked_about():
    staff = [Staff("sri", "Sri Lestari", own=("k",))]
    assert messages(checks.strangers([held()], staff, VILLAGES)) == [
        "Sri Lestari bidan desa, tetapi menjadi PJ Watubelah. Pastikan ini disengaja."
    ]
    assert checks.strangers([held("k")], staff, VILLAGES) == ()


def test_minutes_of_a_village_are_visits_with_the_way_and_home_visits():
    rule = Minutes(visits=2, visit=120, speed=25, home_permille=20, home=30)
    # 2 x (120 + 2 x 10 km at 25 km/h = 48) + 2 % of 900 households x 30
    assert estimated_minutes(Village("w", "W", households=900), 10_000, rule) == 2 * 168 + 18 * 30
    assert estimated_minutes(Village("w", "W", households=900, minutes=77), 10_000, rule) == 77
    assert estimated_minutes(Village("w", "W"), 10_000, rule) is None


def office(**changes) -> Problem:
    staff = (
        Staff("sri", "Sri Lestari"), Staff("bam", "Bambang Setiadi", wishes=("n",)), Staff("end", "Endah Puspita"),
    )  # fmt: skip
    villages = (
        Village("w", "Watubelah", 4000, 1200, metres=9000, now="sri"),
        Village("k", "Kalisari", 3000, 800, metres=2000, now="sri"),
        Village("n", "Wonolelo", 2000, 500, metres=5000, now="sri"),
    )
    given = Problem(staff, villages, LIMITS, RULES.weights, RULES.minutes)
    return replace(given, **changes)


def test_the_load_of_each_pj_is_shown_and_what_nobody_counted_is_not_zero():
    given = office()
    given = replace(given, villages=(*given.villages[:2], replace(given.villages[2], people=None)))
    sri, bam, end = load_table(given, {"w": "sri", "k": "sri", "n": "bam"})
    assert (sri.villages, sri.people, sri.households, sri.metres) == (("Watubelah", "Kalisari"), 7000, 2000, 11_000)
    assert (bam.count, bam.people, bam.households) == (1, None, 500)
    assert (end.count, end.people) == (0, 0)


def test_the_value_counts_ways_wishes_moves_and_what_lies_above_a_fair_share():
    given = office()
    worth = value(Scale(given), {"w": "sri", "k": "end", "n": "bam"})
    points = 16_000 * 1 + 2 * 6 * 1000 + 33 * 1000
    assert worth == Value(4000, points, metres=16_000, broken=0, against=0, moved=2, uneven=33)


def test_other_tasks_count_where_minutes_are_shared_out():
    staff = (Staff("a", "A", carried=5000), Staff("b", "B"))
    villages = (Village("w", "W", minutes=600), Village("k", "K", minutes=500))
    given = Problem(staff, villages, replace(LIMITS, measure=Measure.MINUTES), RULES.weights, RULES.minutes)
    assert greedy(given) == {"w": "b", "k": "b"}
    assert carried(Scale(given), {"w": "b", "k": "b"}) == {"a": 5000, "b": 1100}
    people = replace(given, limits=LIMITS, villages=tuple(replace(v, people=100) for v in villages))
    assert sorted((greedy(people) or {}).values()) == ["a", "b"]


def test_every_village_says_why_it_went_where_it_went():
    given = office()
    w, k, n = words.choices(given, {"w": "sri", "k": "end", "n": "bam"})
    assert (w.moved, w.why) == (False, "Tetap: sudah dikenal dan bebannya sesuai.")
    assert k.moved
    assert k.why == (
        "Beban Sri Lestari 9.000 jiwa, 3,0 kali bagian rata; sesudahnya 4.000 jiwa."
        " Endah Puspita sesudahnya memegang 3.000 jiwa."
    )  # fmt: skip
    assert n.why.endswith("Bambang Setiadi memintanya sendiri.")
    assert (n.before, n.name) == ("Sri Lestari", "Bambang Setiadi")


def test_a_holder_on_leave_or_gone_is_the_reason_and_the_only_one_left_is_told():
    given = office()
    away = replace(given, staff=(replace(given.staff[0], away=(LEAVE,)), given.staff[1]))
    found = words.choices(away, {"w": "bam", "k": "bam", "n": "bam"})
    assert found[0].why == "Sri Lestari tidak dapat lagi: cuti terlalu lama."
    gone = replace(given, staff=given.staff[1:])
    found = words.choices(gone, {"w": "end", "k": "bam", "n": "bam"}, {"sri": "Sri Lestari"})
    assert found[0].why.startswith("PJ sebelumnya tidak lagi dipilih.")
    assert found[0].before == "Sri Lestari"


def test_a_wish_that_is_not_met_has_its_reason():
    given = office()
    assert words.unmet(given, {"w": "bam", "k": "sri", "n": "end"}) == (
        "Bambang Setiadi meminta Wonolelo: beban yang merata atau jarak didahulukan.",
    )
    near = replace(given, staff=(given.staff[0], replace(given.staff[1], metres=1000)))
    assert words.unmet(near, {"w": "sri", "k": "sri", "n": "sri"}) == (
        "Bambang Setiadi meminta Wonolelo: di luar batas jarak.",
    )


def test_a_proposal_is_summed_up_with_before_after_and_how_sure_it_is():
    given = office()
    worth = value(Scale(given), {"w": "sri", "k": "end", "n": "bam"})
    assert words.summary(given, worth) == (
        "Beban terbesar turun dari 9.000 menjadi 4.000 jiwa. 2 dari 3 desa berganti PJ."
    )  # fmt: skip
    assert words.certainty(0, ended=True) == "Tidak ada pembagian dengan beban terbesar yang lebih kecil."
    assert words.certainty(18, ended=False) == (
        "Beban terbesar ini paling banyak 1,8\u00a0% di atas yang terkecil yang mungkin."
        " Waktu mencari habis: ini yang terbaik yang ditemukan."
    )


def test_villages_counted_as_average_are_named():
    given = office()
    assert words.unknown(Scale(given)) == ""
    blank = replace(given, villages=(*given.villages, Village("r", "Rejosari")))
    assert words.unknown(Scale(blank)) == "Belum ada angka untuk Rejosari; dihitung sebesar rata-rata."
    assert Scale(blank).load(blank.staff[0], blank.villages[-1]) == 3000


def test_where_nobody_counted_anything_loads_are_told_in_villages_not_in_people():
    given = office()
    blank = replace(given, villages=tuple(replace(v, people=None, households=None) for v in given.villages))
    worth = value(Scale(blank), {"w": "sri", "k": "end", "n": "bam"})
    assert words.summary(blank, worth).startswith("Beban terbesar turun dari 3 menjadi 1 desa.")
    assert words.unknown(Scale(blank)).startswith("Belum ada angka penduduk")
