"""Rows of a workbook find their sub variabel: the certain ones first, each given once, hundreds of them at once."""

from __future__ import annotations

import time
from types import SimpleNamespace

from lokmin.core.assessment.definitions import Sub
from lokmin.core.assessment.matching import match


def found(names, rows):
    subs = {str(n): Sub(str(n), name) for n, name in enumerate(names)}
    return [(m.sub.code if m.sub else None, m.sure) for m in match(SimpleNamespace(subs=subs), rows)]


def test_the_exact_name_goes_before_a_like_one_whichever_comes_first():
    names = ("Balita gizi buruk dirawat", "Balita gizi kurang dirawat")
    rows = [("", "Balita gizi buruk dirawatt"), ("", "1. Balita gizi buruk dirawat"), ("", "Balita gizi kurang dirwat")]
    assert found(names, rows) == [(None, False), ("0", True), ("1", False)]


def test_of_two_rows_of_one_name_the_code_decides():
    rows = [("1", "Jumlah"), ("0", "Jumlah"), ("", "Jumlah")]
    assert found(("Jumlah", "Jumlah"), rows) == [("1", True), ("0", True), (None, False)]


def test_a_code_vouches_for_a_name_that_was_written_differently():
    assert found(("Ibu hamil diperiksa HBsAg",), [("0", "Ibu hamil tes HBsAg")]) == [("0", True)]
    assert found(("Ibu hamil diperiksa HBsAg",), [("", "Ibu hamil tes HBsAg")]) == [(None, False)]


def test_three_hundred_renamed_rows_are_matched_while_somebody_waits():
    names = [f"Pelayanan kelompok {n // 7} sesuai standar nomor {n}" for n in range(300)]
    rows = [("", name.replace("sesuai", "sesuia")) for name in names]
    begun = time.process_time()
    hits = found(names, rows)
    assert time.process_time() - begun < 6
    assert sum(code is not None for code, _ in hits) == 300
