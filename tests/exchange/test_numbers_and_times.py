"""Numbers and months as people type them: small tables of what is written and what is meant."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.exchange.excel.bilangan import (
    AMBIGUOUS,
    ASK_WORD,
    COMMA,
    DOT,
    EMPTY,
    ERROR,
    PERCENT,
    TEXT,
    UNKNOWN,
    VALUE,
    convention_of,
    read_number,
)  # fmt: skip
from lokmin.exchange.excel.kapan import month_of, read_time, year_of


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", VALUE, 12), (" 12 ", VALUE, 12), ("\xa012\xa0", VALUE, 12), ("12,5", VALUE, 12.5), ("12.5", VALUE, 12.5),
        ("1.234,5", VALUE, 1234.5), ("1,234.5", VALUE, 1234.5), ("1.234.567", VALUE, 1234567), ("1 234", VALUE, 1234),
        ("0,125", VALUE, 0.125), ("12 org", VALUE, 12), ("12 orang", VALUE, 12), ("nihil", VALUE, 0),
        ("97,69%", PERCENT, 97.69),
        ("100 %", PERCENT, 100), ("-", EMPTY, 0), ("–", EMPTY, 0), ("", EMPTY, 0), ("NULL", EMPTY, 0),
        ("n/a", EMPTY, 0),
        ("#DIV/0!", ERROR, 0), ("#REF!", ERROR, 0), ("tiga", ASK_WORD, 3), ("1.234", AMBIGUOUS, 1234),
        ("1,234", AMBIGUOUS, 1234),
        ("Wonolelo", TEXT, 0), ("3/5", TEXT, 0), ("1. Watubelah", TEXT, 0), ("K1", TEXT, 0), ("-5", VALUE, -5),
        ("12.34.56", TEXT, 0),
    ],
)  # fmt: skip
def test_a_text_is_read_as_the_number_it_means(text: str, kind: str, value: float) -> None:
    number = read_number(text)
    assert (number.kind, number.micro) == (kind, round(value * 1_000_000))


@pytest.mark.parametrize(
    ("text", "convention", "value"),
    [("1.234", COMMA, 1234), ("1.234", DOT, 1.234), ("1,234", DOT, 1234), ("1,234", COMMA, 1.234)],
)
def test_the_column_decides_what_a_dot_means(text: str, convention: str, value: float) -> None:
    number = read_number(text, convention)
    assert (number.kind, number.micro) == (VALUE, round(value * 1_000_000))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("12,5", COMMA),
        ("1.234.567", COMMA),
        ("1.234,56", COMMA),
        ("12.5", DOT),
        ("1,234,567", DOT),
        ("1.234", UNKNOWN),
        ("12", UNKNOWN),
    ],
)
def test_a_text_proves_its_decimal_sign(text: str, sign: str) -> None:
    assert convention_of(text) == sign


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Jan", 1), ("JANUARI ", 1), ("PEBRUARI", 2), ("Pebr", 2), ("Maret", 3), ("Mei", 5), ("Agt", 8), ("Agust", 8),
        ("Sept.", 9),
        ("Okt", 10), ("NOPEMBER", 11), ("Des", 12), ("04/2026", 4), ("2026-04", 4), ("Bulan 4", 4), ("Jan-26", 1),
        ("April 2026", 4),
        (dt.date(2026, 7, 1), 7), ("Bulan : Mei", 5),
        ("Januari - Desember", None), ("TW I", None), ("Mangga", None), ("Juniarti", None), ("Desa", None),
        ("s/d April", None),
    ],
)  # fmt: skip
def test_a_month_is_known_in_all_its_spellings(text: object, month: int | None) -> None:
    assert month_of(text) == month


@pytest.mark.parametrize(
    ("text", "kind", "month", "year"),
    [
        ("BULAN : PEBRUARI 2026", "bulan", 2, 2026), ("s/d April 2026", "kumulatif", 4, 2026),
        ("KOMULATIF DES 2025", "kumulatif", 12, 2025),
        ("JANUARI - DESEMBER 2025", "setahun", None, 2025), ("Januari s/d Maret 2026", "kumulatif", 3, 2026),
        ("TAHUN 2026", "tahun", None, 2026),
        ("Triwulan II 2026", "rentang", None, 2026), ("Semester 1 Tahun 2026", "rentang", None, 2026),
        ("April - Juni 2026", "rentang", 6, 2026),
        ("Banyuwening, 5 Mei 2026", "", None, None), ("LAPORAN BULANAN KIA", "", None, None),
    ],
)  # fmt: skip
def test_a_title_line_says_which_time_it_is_about(text: str, kind: str, month: int | None, year: int | None) -> None:
    when = read_time(text)
    assert (when.kind, when.month, when.year) == (kind, month, year)


def test_a_year_is_a_year_and_a_count_is_not() -> None:
    assert year_of(2026.0) == 2026
    assert year_of("Tahun 2026") == 2026
    assert year_of(1067) is None
