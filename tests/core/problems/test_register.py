"""The register: how a problem is worded, when two are one, when one is two, what came before."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.periods import Month
from lokmin.core.problems.alike import likeness, words
from lokmin.core.problems.register import (
    Entry,
    Raised,
    RegisterRule,
    due_for_causes,
    history_sentence,
    key,
    merges,
    red_in_a_row,
    split_reason,
    wording,
)

RULE = RegisterRule.load(rules("register"), 2026)
APRIL = Month(2026, 4)


def months(*codes):
    return [Month.parse(code) for code in codes]


def test_a_found_problem_is_known_by_indicator_and_place():
    assert key("K6", "00.00.01.2001") == "K6@00.00.01.2001"
    assert key("K6", "a") != key("K4", "a")


def test_a_raised_problem_is_worded_from_five_answers():
    told = wording(
        Raised("posyandu tidak buka.", "balita", "Dusun Krajan, Desa Watubelah", "Maret–April 2026", "2 dari 3 kali")
    )
    assert (
        told.text == "Posyandu tidak buka pada balita di Dusun Krajan, Desa Watubelah, Maret–April 2026: 2 dari 3 kali."
    )
    assert told.complete
    assert told.asked == ""


def test_what_is_missing_is_asked_by_name():
    told = wording(Raised(what="Antrean panjang", where="di loket"))
    assert told.text == "Antrean panjang di loket."
    assert told.asked == "Belum disebut: siapa yang terkena, kapan, seberapa besar."
    assert not told.complete
    empty = wording(Raised())
    assert (empty.text, len(empty.missing)) == ("", 5)


def test_the_third_red_month_in_a_row_opens_the_causes():
    red = months("2026-02", "2026-03", "2026-04")
    assert red_in_a_row(red, APRIL) == 3
    assert due_for_causes(red, APRIL, RULE)
    assert not due_for_causes(red[1:], APRIL, RULE)
    assert not due_for_causes(months("2026-01", "2026-02", "2026-04"), APRIL, RULE)
    assert red_in_a_row(red, APRIL.next) == 0


def test_a_row_of_red_months_runs_over_new_year():
    assert red_in_a_row(months("2025-11", "2025-12", "2026-01"), Month(2026, 1)) == 3


@pytest.mark.parametrize(
    ("red", "told"),
    [
        (
            ["2026-02", "2026-03", *(f"2025-{m:02d}" for m in (1, 4, 7, 8, 12))],
            "juga merah pada Februari, Maret 2026 dan 5 bulan pada 2025",
        ),
        (["2026-03"], "juga merah pada Maret 2026"),
        (["2025-06"], "juga merah 1 bulan pada 2025"),
        (
            ["2026-01", "2025-06", "2024-02", "2024-03"],
            "juga merah pada Januari 2026, 1 bulan pada 2025 dan 2 bulan pada 2024",
        ),
        ([], ""),
        (["2026-04", "2026-05"], ""),
    ],
)
def test_earlier_red_months_are_told_in_one_sentence(red, told):
    assert history_sentence(months(*red), APRIL) == told


def test_the_same_key_is_the_same_problem_and_similar_words_are_asked_about():
    entries = (
        Entry(4, "Posyandu di Dusun Krajan tidak pernah buka", "watubelah"),
        Entry(1, "Cakupan K6 Desa Watubelah 15,2 %", "watubelah", "K6@watubelah"),
        Entry(2, "Cakupan K6 Desa Watubelah 16,1 %", "watubelah", "K6@watubelah"),
        Entry(3, "posyandu Krajan sering tidak buka", "watubelah"),
        Entry(5, "Posyandu Krajan tidak buka", "kalisari"),
        Entry(6, "Cakupan K4 Desa Watubelah 15,2 %", "watubelah", "K4@watubelah"),
    )
    found = merges(entries, RULE)
    assert [(m.first, m.second, m.sure) for m in found] == [(1, 2, True), (3, 4, False)]
    assert found[0].why == "Indikator dan desanya sama."
    assert "(posyandu, krajan, buka)" in found[1].why


def test_a_problem_of_two_villages_with_different_causes_is_two():
    told = split_reason(
        ["Watubelah", "Kalisari"], {"Watubelah": ["Bidan cuti"], "Kalisari": ["Vaksin habis karena listrik padam"]}
    )
    assert told == "Penyebab di Kalisari dan Watubelah berbeda. Bagi menjadi masalah sendiri-sendiri."
    assert (
        split_reason(["Watubelah", "Kalisari"], {"Watubelah": ["Bidan cuti"], "Kalisari": ["bidan sedang cuti"]}) == ""
    )
    assert "2 desa" in split_reason(["Watubelah", "Kalisari"], {})
    assert split_reason(["Watubelah", "Watubelah", ""], {}) == ""


def test_endings_and_order_do_not_hide_that_two_texts_are_alike():
    assert words("Jadwalnya bersamaan hari pasar") == words("hari pasar bersama jadwal")
    assert likeness(words("kader sakit"), words("vaksin habis")) == 0
    assert likeness(words("di dan yang"), words("di dan yang")) == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_the_same_both_ways_and_between_nothing_and_all(a, b):
    first, second = words(a), words(b)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, first) in (Fraction(0), Fraction(1))


def test_categories_are_data_and_a_year_without_rule_is_told():
    assert dict(RULE.categories)["cakupan"] == "Cakupan pelayanan"
    assert all(len(code) <= 20 for code, _ in RULE.categories)
    with pytest.raises(ValueError, match="tahun 1999"):
        RegisterRule.load(rules("register"), 1999)
