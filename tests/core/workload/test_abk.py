"""ABK Kes as domain.md 5.1 works it out: the midwife to four decimals, the calendar, and what is refused."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.workload.abk import Kind, Task, analyse, support_factor
from lokmin.core.workload.exact import half_up, written
from lokmin.core.workload.persons import Load, Worker, loads
from lokmin.core.workload.wkt import WorkTime, load_rule, off_days, starting

RULE = load_rule(rules("wkt"), 2026)
SIX = starting(rules("wkt"), 2026, 6)

MIDWIFE = (
    ("ANC K1", 30, 620, "2.400", "0,2583"),
    ("ANC ulang", 15, 2900, "4.800", "0,6042"),
    ("Persalinan", 480, 85, "150", "0,5667"),
    ("Kunjungan nifas + neonatal", 40, 1700, "1.800", "0,9444"),
    ("KB", 20, 1500, "3.600", "0,4167"),
    ("MTBS", 15, 3200, "4.800", "0,6667"),
    ("Kelas ibu (sesi)", 120, 96, "600", "0,1600"),
)
BESIDES = (
    ("lokmin bulanan", 240, 12, "2.880", "4,0000"),
    ("lokmin tribulanan", 240, 4, "960", "1,3333"),
    ("rapat klaster", 60, 48, "2.880", "4,0000"),
    ("pencatatan harian", 30, 264, "7.920", "11,0000"),
    ("apel", 15, 264, "3.960", "5,5000"),
    ("laporan bulanan", 300, 12, "3.600", "5,0000"),
)


def task(name: str, norm: float | None, volume: float | None, kind: Kind = Kind.MAIN) -> Task:
    return Task(
        name, kind, name, norm=None if norm is None else round(norm * MICRO),
        volume=None if volume is None else round(volume * MICRO),
    )  # fmt: skip


def midwife() -> list[Task]:
    main = [task(name, norm, volume) for name, norm, volume, _, _ in MIDWIFE]
    return main + [task(name, norm, volume, Kind.SUPPORT) for name, norm, volume, _, _ in BESIDES]


def four(value: Fraction | None) -> str:
    assert value is not None
    return f"{half_up(value, 4)}".replace(".", ",")


def test_the_midwife_comes_out_to_four_decimals():
    abk = analyse("bidan", midwife(), SIX, 4, RULE)
    assert [(written(line.sbk, 0), four(line.need)) for line in abk.main] == [(s, n) for *_, s, n in MIDWIFE]
    assert [(written(line.minutes, 0), four(line.percent)) for line in abk.support] == [(m, p) for *_, m, p in BESIDES]
    assert four(abk.jkt) == "3,6169"
    assert four(abk.ftp) == "30,8333"
    assert abk.stp is not None
    assert four(abk.stp) == "1,4458"
    assert four(abk.need) == "5,2293"
    assert (abk.rounded, abk.gap) == (5, 1)
    assert abk.sentence == "Kebutuhan 5,2293, dibulatkan 5; ada 4, kurang 1."
    assert abk.warnings == ()


def test_the_calendar_of_five_and_six_days_stands_beside_the_regulation():
    five = starting(rules("wkt"), 2026, 5)
    assert (five.year_days, five.days, five.computed) == (260, 212, 1113 * 60)
    assert (SIX.year_days, SIX.days, SIX.computed) == (312, 264, 1155 * 60)
    assert {row.code: row.text for row in five.rows() if row.code} == {
        "A": "260", "B": "12", "C": "19", "D": "5", "E": "12", "F": "37,5", "G": "26,25", "WK": "5,25", "HK": "212",
        "WKT": "1.113",
    }  # fmt: skip
    assert {row.code: row.text for row in SIX.rows()}["WK"] == "4,375"
    assert five.minutes == SIX.minutes == 72_000
    assert replace(five, regulation=False).minutes == 66_780
    assert replace(five, regulation=False).other == 72_000


def test_days_off_are_counted_only_where_one_would_have_worked():
    saturday, sunday, monday = dt.date(2026, 1, 3), dt.date(2026, 1, 4), dt.date(2026, 1, 5)
    days = [saturday, sunday, monday, monday, dt.date(2025, 12, 25)]
    assert (off_days(days, 2026, 5), off_days(days, 2026, 6)) == (1, 2)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"week": 7}, "5 atau 6"), ({"holidays": 300}, "tidak ada hari kerja tersisa"), ({"leave": -1}, "kurang dari 0")],
)
def test_a_year_nobody_can_work_is_refused(wrong, words):
    given_ = {"week": 6, "leave": 12, "holidays": 19, "training": 5, "absence": 12, **wrong}
    with pytest.raises(ValueError, match=words):
        WorkTime(**given_)


def test_tasks_besides_that_fill_the_year_are_refused_and_many_are_questioned():
    with pytest.raises(ValueError, match="tidak ada waktu untuk tugas pokok"):
        support_factor(Fraction(100))
    full = analyse("x", [task("ANC", 30, 10), task("rapat", 300, 264, Kind.SUPPORT)], SIX, 1, RULE)
    assert (full.need, full.rounded, full.gap, full.lacking) == (None, None, None, 0)
    assert "persen dari waktu kerja" in full.sentence
    edge = analyse("x", [task("ANC", 30, 10), task("rapat", 252, 100, Kind.SUPPORT)], SIX, 1, RULE)
    assert edge.ftp == 35
    assert edge.warnings == ("Kurang dari setengah orang: tugas ini dapat dirangkap.",)
    above = analyse("x", [task("ANC", 30, 2400), task("rapat", 253, 100, Kind.SUPPORT)], SIX, 1, RULE)
    assert [w for w in above.warnings if "di atas 35" in w]


def test_an_empty_cell_is_missing_and_not_zero():
    abk = analyse("bidan", [task("ANC", 30, 2400), task("KB", 20, None), task("MTBS", None, 5)], SIX, 1, RULE)
    assert [t.activity for t in abk.missing] == ["KB", "MTBS"]
    assert abk.rounded == 1
    assert "“KB”" in abk.warnings[0]
    nothing = analyse("bidan", [task("KB", 20, None)], SIX, 1, RULE)
    assert (nothing.need, nothing.gap) == (None, None)
    assert "isi norma waktu" in nothing.sentence
    zero = analyse("bidan", [task("KB", 20, 0)], SIX, 1, RULE)
    assert (zero.need, zero.rounded) == (0, 0)


def test_a_profession_nobody_filled_in_shows_no_need_instead_of_nothing_needed():
    blank = [replace(task, volume=None) for task in midwife() if task.kind is Kind.MAIN]
    assert analyse("bidan", blank, SIX, 4, RULE).known_jkt is None
    assert analyse("bidan", midwife(), SIX, 4, RULE).known_jkt == analyse("bidan", midwife(), SIX, 4, RULE).jkt


def test_half_a_person_goes_up():
    assert analyse("x", [task("a", 30, 1200)], SIX, 0, RULE).rounded == 1
    assert analyse("x", [task("a", 30, 1199)], SIX, 0, RULE).rounded == 0
    assert analyse("x", [task("a", 30, 6000)], SIX, 5, RULE).gap == -2


def test_each_midwife_has_her_own_percentage():
    people = [Worker("r", "Ratna"), Worker("e", "Endah"), Worker("d", "Dewi", 500)]
    tasks = [task("ANC", 30, 2400), task("KB", 20, 900), task("apel", 15, 240, Kind.SUPPORT)]
    told = {("ANC", "r"): 600, ("ANC", "e"): 300}
    found = loads(tasks, people, told, Fraction(72_000), RULE)
    by = {p.worker.key: p for p in found.people}
    assert by["r"].main == Fraction(72_000 * 6, 10) + Fraction(18_000 * 2, 5)
    assert by["r"].support == 3600
    assert by["d"].support == 1800
    assert by["d"].available == 36_000
    assert by["d"].main == Fraction(18_000, 5)
    assert by["r"].load is Load.LIGHT
    assert by["r"].percent == 75
    assert [(t.task.activity, t.permille, t.minutes) for t in found.undivided] == [("ANC", 100, 7200)]
    assert by["r"].sentence == "Ratna: 54.000 dari 72.000 menit, 75 persen (longgar)."


def test_more_than_all_of_a_task_cannot_be_given_away():
    with pytest.raises(ValueError, match="ANC: pembagiannya 110 persen"):
        loads([task("ANC", 30, 10)], [Worker("a", "A"), Worker("b", "B")], {("ANC", "a"): 600, ("ANC", "b"): 500},
              Fraction(72_000), RULE)  # fmt: skip


def test_without_people_everything_is_undivided():
    found = loads([task("ANC", 30, 10)], [], {}, Fraction(72_000), RULE)
    assert (found.people, found.undivided_minutes, found.average) == ((), 300, None)


small = st.integers(1, 400)


@given(main=st.lists(st.tuples(small, st.integers(0, 5000)), min_size=1, max_size=6),
       besides=st.lists(st.tuples(small, st.integers(0, 40)), max_size=3), people=st.integers(1, 9))  # fmt: skip
def test_people_and_profession_tell_the_same_story(main, besides, people):
    """Load over all = JKT / n + FTP, so that it is exactly full where n is the need; nothing is lost in dividing."""
    tasks = [task(f"m{i}", n, v) for i, (n, v) in enumerate(main)]
    tasks += [task(f"b{i}", n, v, Kind.SUPPORT) for i, (n, v) in enumerate(besides)]
    abk = analyse("x", tasks, SIX, people, RULE)
    found = loads(tasks, [Worker(str(i), str(i)) for i in range(people)], {}, SIX.minutes, RULE)
    assert found.average == (abk.jkt / people) * 100 + abk.ftp
    assert sum(p.main for p in found.people) == abk.jkt * SIX.minutes
    if abk.need:
        assert abk.jkt / abk.need * 100 + abk.ftp == 100
        assert abk.jkt * SIX.minutes == sum(n * v for n, v in main)


@given(st.fractions(min_value=0, max_value=50), st.integers(0, 4))
def test_rounding_never_moves_more_than_half_a_step(value, places):
    assert abs(Fraction(half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)
