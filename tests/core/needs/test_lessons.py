"""Training: needs the system sees itself, and lesson hours of each person in a year."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.needs.training import (
    Attended,
    Cause,
    Member,
    TrainingRules,
    doubts,
    from_causes,
    from_licences,
    from_workload,
    hours,
    jpl_words,
    reached,
)

RULES = TrainingRules.load(rules("training"), 2026)
TODAY = dt.date(2026, 5, 5)
RATNA = Member("1", "Ratna Wulandari", "bidan", "pns", (("SIP", dt.date(2026, 7, 1)), ("STR", dt.date(2030, 1, 1))))
ENDAH = Member("2", "Endah Puspita", "bidan", "honor", (("SIP", dt.date(2026, 4, 1)),))


def test_licences_that_end_soon_ask_for_training_the_ended_first():
    first, second = from_licences([RATNA, ENDAH], TODAY, RULES)
    assert (first.member, first.why, first.urgent) == ("2", "SIP sudah berakhir 1 April 2026", True)
    assert (second.member, second.why, second.urgent) == ("1", "SIP berakhir 1 Juli 2026", False)
    assert first.origin == ("sip", "2")


def test_only_root_causes_about_people_become_training():
    causes = [Cause("7", "K1 Watubelah", "Bidan belum terlatih USG", "metode"),
              Cause("8", "K1 Watubelah", "Vaksin habis", "bahan"),
              Cause("9", "K1 Watubelah", "Petugas berganti", "manusia")]  # fmt: skip
    one, two = from_causes(causes, RULES)
    assert two.topic == "Petugas berganti"
    assert (one.topic, one.why, one.origin) == (
        "Bidan belum terlatih USG",
        "Akar masalah: K1 Watubelah",
        ("masalah", "7"),
    )


def test_a_profession_that_lacks_people_asks_for_those_who_are_there():
    one, two = from_workload([("gizi", "Tenaga gizi", 1), ("bidan", "Bidan", 0), ("atlm", "ATLM", 2)])
    assert (one.topic, two.topic) == ("Penguatan kompetensi tenaga gizi yang ada", "Penguatan kompetensi ATLM yang ada")
    assert two.why == "ABK kurang 2 orang; pekerjaannya dibagi kepada yang ada"


def test_hours_count_in_the_year_a_training_ended_and_unknown_ones_are_told_apart():
    taken = [
        Attended("1", "MTBS", dt.date(2025, 12, 28), dt.date(2026, 1, 3), 150, "S-1"),
        Attended("1", "Seminar", dt.date(2026, 3, 1), None, None),
        Attended("1", "APN", dt.date(2025, 3, 1), None, 300, "S-2"),
    ]
    mine, other = hours([RATNA, ENDAH], taken, 2026, RULES)
    assert (mine.jpl, mine.trainings, mine.unknown, mine.unproved, mine.least, mine.lacks) == (150, 2, 1, 1, 200, 50)
    assert (other.jpl, other.least, other.lacks) == (0, None, None)
    assert reached([mine, other]) == (0, 1)


def test_lesson_hours_are_written_the_indonesian_way():
    assert [jpl_words(n) for n in (200, 75, 0, None)] == ["20", "7,5", "0", "–"]


def test_a_certificate_that_stands_twice_is_told_once_by_name():
    twice = [Attended("1", "MTBS", TODAY, None, 10, "X/1"), Attended("1", "MTBS lanjut", TODAY, None, 10, "x/1"),
             Attended("2", "MTBS", TODAY, None, 10, "X/1")]  # fmt: skip
    (one,) = doubts(twice, {"1": "Ratna Wulandari"})
    assert one.message.startswith("Ratna Wulandari: nomor sertifikat “x/1” tercatat dua kali (MTBS; MTBS lanjut)")


@given(
    st.lists(st.tuples(st.sampled_from("12"), st.none() | st.integers(0, 400), st.integers(2024, 2027)), max_size=15)
)
def test_no_hour_is_lost_or_counted_twice(rows):
    taken = [Attended(who, str(n), dt.date(year, 6, 1), None, jpl) for n, (who, jpl, year) in enumerate(rows)]
    years = [hours([RATNA, ENDAH], taken, year, RULES) for year in range(2024, 2028)]
    assert sum(h.jpl for year in years for h in year) == sum(jpl or 0 for _, jpl, _ in rows)
    assert sum(h.trainings for year in years for h in year) == len(rows)
