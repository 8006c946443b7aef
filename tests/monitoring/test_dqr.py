"""Data quality in the office: scores beside numbers, flags and their answers, reasons, surveys."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Dimension
from lokmin.cycle.monitoring.dqr import operations
from lokmin.cycle.monitoring.dqr.desk import desk
from lokmin.cycle.monitoring.dqr.flags import State, flags
from lokmin.cycle.monitoring.operations import freeze

APRIL = Month(2026, 4)
TENFOLD = "lompatan-sepuluh-kali"


@pytest.fixture
def today(settings):
    settings.LOKMIN_TODAY = "2026-05-05"


@pytest.fixture
def odd(figures, report, today):
    """Watubelah typed 120 instead of 12."""
    for month in ("2026-01", "2026-02", "2026-03"):
        report(figures, "Watubelah", month, "kia.lahir_hidup", 12)
    report(figures, "Watubelah", "2026-04", "kia.lahir_hidup", 120)
    return figures


def place(cast, name):
    return next(p.code for p in cast.villages if p.name == name)


def key(cast):
    return (place(cast, "Watubelah"), "2026-04", "kia.lahir_hidup", TENFOLD)


def say(cast, who="endah", about=None, **more):
    return operations.say(puskesmas=cast.puskesmas, by=cast.people[who], about=about or key(cast), month=APRIL, **more)


def test_programmes_and_villages_have_a_score_with_its_parts(figures, today):
    found = desk(figures.puskesmas, APRIL)
    kia = found.score("kia")
    assert kia.points is not None
    assert 0 < kia.points <= 100
    assert Dimension.EXTERNAL in kia.unknown
    assert found.score(place=place(figures, "Watubelah")).points is not None
    assert "kia" in found.programmes


def test_a_flag_is_open_until_it_is_answered(odd):
    flag = flags(odd.puskesmas, APRIL).find(key(odd))
    assert flag.open
    say(odd, reason="benar", text="ada kelahiran dari desa tetangga")
    flag = flags(odd.puskesmas, APRIL).find(key(odd))
    assert flag.state is State.ANSWERED
    assert flag.note.words == "angkanya benar: ada kelahiran dari desa tetangga"
    assert flag.note.by == odd.people["endah"].full_name


def test_corrected_is_believed_only_when_the_number_changed(odd, report):
    say(odd, reason="ketik")
    assert flags(odd.puskesmas, APRIL).find(key(odd)).state is State.CHECKING
    with pytest.raises(ValidationError, match="belum berubah"):
        say(odd, reason="diperbaiki")
    report(odd, "Watubelah", "2026-04", "kia.lahir_hidup", 12)
    assert flags(odd.puskesmas, APRIL).find(key(odd)) is None
    say(odd, reason="diperbaiki")
    assert [note.reason for note in flags(odd.puskesmas, APRIL).gone] == ["diperbaiki"]


def test_an_answer_about_a_number_that_changed_since_opens_the_flag_again(odd, report):
    say(odd, reason="benar")
    report(odd, "Watubelah", "2026-04", "kia.lahir_hidup", 200)
    flag = flags(odd.puskesmas, APRIL).find(key(odd))
    assert flag.open
    assert flag.stale


def test_a_promise_to_look_holds_until_its_day(odd, settings):
    say(odd, reason="dicek", until=dt.date(2026, 5, 8))
    assert flags(odd.puskesmas, APRIL).find(key(odd)).state is State.CHECKING
    settings.LOKMIN_TODAY = "2026-05-09"
    assert flags(odd.puskesmas, APRIL).find(key(odd)).stale
    with pytest.raises(ValidationError, match="sampai kapan"):
        say(odd, reason="dicek")


def test_a_true_zero_must_be_zero_and_another_reason_has_words(odd):
    with pytest.raises(ValidationError, match="bukan nol"):
        say(odd, reason="nol")
    with pytest.raises(ValidationError, match="Tulis alasannya"):
        say(odd, reason="lain")


def test_a_midwife_speaks_for_her_own_village_only(odd):
    with pytest.raises(PermissionDenied):
        say(odd, about=(place(odd, "Ngadisana"), "2026-04", "kia.k1", ""), reason="stok")
    say(odd, who="ratna", about=(place(odd, "Ngadisana"), "2026-04", "kia.k1", ""), reason="stok")


def test_a_number_changed_after_the_meeting_is_asked_about(figures, report, today):
    freeze(puskesmas=figures.puskesmas, month=APRIL, by=figures.people["yusuf"])
    report(figures, "Watubelah", "2026-03", "kia.k1", 9)
    (flag,) = [f for f in flags(figures.puskesmas, APRIL).items if f.finding.code == "berubah-setelah-dibahas"]
    assert flag.finding.place == place(figures, "Watubelah")
    assert "lokmin 5 Mei 2026, sekarang 9" in flag.finding.message


def test_a_survey_is_held_against_the_last_whole_year(figures, today):
    with pytest.raises(ValidationError, match="nama surveinya"):
        operations.save_benchmark(puskesmas=figures.puskesmas, by=figures.people["yusuf"], indicator="K1", year=2025,
                                  micro=80 * MICRO, source="")  # fmt: skip
    operations.save_benchmark(puskesmas=figures.puskesmas, by=figures.people["yusuf"], indicator="DS", year=2025,
                              micro=80 * MICRO, source="SSGI")  # fmt: skip
    parts = {part.dimension: part for part in desk(figures.puskesmas, APRIL).score("gizi").parts}
    assert parts[Dimension.EXTERNAL].of + parts[Dimension.EXTERNAL].unknown == 1


def test_the_page_on_paper_says_what_the_screen_says(odd):
    from lokmin.cycle.monitoring.dqr.paper import quality_page

    say(odd, reason="benar", text="ada rujukan")
    page = quality_page(odd.puskesmas, APRIL)
    (flag,) = [f for f in page.flags if "sepuluh kali" in f.finding and "Watubelah" in f.where]
    assert flag.answer == f"angkanya benar: ada rujukan ({odd.people['endah'].full_name})"
    assert {p.name for p in page.programmes} >= {"Ibu dan anak", "Gizi"}


def test_a_reason_for_the_number_answers_what_is_odd_about_it(odd):
    place_code, period, element, _flag = key(odd)
    say(odd, about=(place_code, period, element, ""), reason="luar", text="rumah sakit baru di perbatasan")
    assert flags(odd.puskesmas, APRIL).find(key(odd)).state is State.ANSWERED
