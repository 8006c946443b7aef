"""Months are understood as people write them in the column of the time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.monthtext import months_in, months_text


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Januari–Desember 2027", set(range(1, 13))),
        ("Maret, Juni dan Sept", {3, 6, 9}),
        ("Feb s.d. Apr", {2, 3, 4}),
        ("Nopember s/d Januari", {11, 12, 1}),
        ("tiap bulan", set(range(1, 13))),
        ("Triwulan II", {4, 5, 6}),
        ("TW 1 & TW 4", {1, 2, 3, 10, 11, 12}),
        ("Semester II", set(range(7, 13))),
        ("Mei (minggu ke-2)", {5}),
        ("bila ada kasus", set()),
        ("", set()),
        ("Agustus - Oktober; Desember", {8, 9, 10, 12}),
    ],
)
def test_written_times_give_their_months(text, months):
    assert months_in(text) == months


@given(st.sets(st.integers(1, 12), min_size=1))
def test_any_list_of_names_is_read_back(months):
    assert months_in(", ".join(MONTH_NAMES[number - 1] for number in sorted(months))) == months


@given(st.sets(st.integers(1, 12)))
def test_what_the_form_prints_is_read_back(months):
    assert months_in(months_text(months)) == months


def test_a_run_of_months_is_short_on_the_form():
    assert months_text(range(1, 13)) == "Januari–Desember"
    assert months_text([12, 4, 2, 5, 6]) == "Februari, April–Juni, Desember"
    assert months_text([7, 8]) == "Juli, Agustus"


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    assert months_in(text) <= set(range(1, 13))
