"""A paper attendance list typed back: numbers, ranges, words, names of delegates; nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.meetings.sheet import Line, read


def marks(text, last=60):
    sheet = read(text, last)
    assert sheet.wrong == ()
    return {n: line.status if not line.by else f"{line.status}: {line.by}" for n, line in sheet.lines.items()}


def test_the_example_of_the_page():
    assert marks("1 2 3 5-9 izin 12") == dict.fromkeys((1, 2, 3, 5, 6, 7, 8, 9), "hadir") | {12: "izin"}


def test_every_word_people_write():
    text = "1,2 dan 3; ijin 4, 5\nSakit 6 DL 7 dinas luar 8 alpa 9 tanpa  keterangan 10 hadir 11\n12 s/d 14"
    assert marks(text) == {
        **dict.fromkeys((1, 2, 3, 11, 12, 13, 14), "hadir"), 4: "izin", 5: "izin", 6: "sakit", 7: "dinas luar",
        8: "dinas luar", 9: "tanpa keterangan", 10: "tanpa keterangan",
    }  # fmt: skip


def test_a_delegate_keeps_the_name_with_its_titles():
    assert marks("diwakili 15 oleh Budi Santoso, S.Kep. izin 12 wakil 3 Siti; 4") == {
        15: "diwakili: Budi Santoso, S.Kep.", 12: "izin", 3: "diwakili: Siti", 4: "hadir",
    }  # fmt: skip


def test_short_letters():
    assert marks("h 1 2 i 3 s 4 a 5") == {1: "hadir", 2: "hadir", 3: "izin", 4: "sakit", 5: "tanpa keterangan"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1 terlambat 2", (("kata", "terlambat"),)),
        ("61", (("nomor", "61"),)),
        ("0", (("nomor", "0"),)),
        ("55-70", (("nomor", "61"),)),
        ("9-5", (("rentang", "9-5"),)),
        ("1 izin 1", (("dua", "1"),)),
        ("diwakili 4", (("nama", "4"),)),
    ],
)
def test_what_cannot_be_read_is_told(text, wrong):
    assert read(text, 60).wrong == wrong


def test_the_same_number_twice_alike_is_no_mistake():
    assert marks("1 2 1-3") == {1: "hadir", 2: "hadir", 3: "hadir"}


@given(st.dictionaries(st.integers(1, 60), st.sampled_from(["hadir", "izin", "sakit", "dinas luar"]), max_size=30))
def test_what_is_written_is_read(chosen):
    text = " ".join(f"{status} {number}" for number, status in chosen.items())
    assert read(text, 60).lines == {n: Line(s) for n, s in chosen.items()}


@given(st.text(max_size=80))
def test_nothing_typed_breaks_the_reader_or_leaves_the_sheet(text):
    assert all(1 <= n <= 40 for n in read(text, 40).lines)
