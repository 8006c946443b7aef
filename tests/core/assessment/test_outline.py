"""A list of the PKP as lines: there and back without a loss, refused with the line where it makes no list."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from lokmin.catalog.pkp import plain
from lokmin.core.assessment.differences import differences
from lokmin.core.assessment.outline import Line, OutlineError, body_of, lines_of
from lokmin.core.assessment.reading import bundle_from

HEAD = {
    "code": "uji", "name": "Uji", "valid_from": 2027, "source": "SK 1/2027",
    "kelompok": {"pelayanan": {"baik": 91, "cukup": 81}, "manajemen": {"baik": 8.5, "cukup": 5.5}},
}  # fmt: skip
TOP = [Line("upaya", "1", "UKM"), Line("program", "1.1", "Gizi")]


@pytest.mark.parametrize("code", list(plain()))
def test_the_shipped_lists_come_back_the_same(code):
    body = plain()[code]
    back = body_of(lines_of(body), body)
    assert bundle_from(back) == bundle_from(body)
    assert not differences(bundle_from(body), bundle_from(back))


def made(*lines):
    return bundle_from(body_of([*TOP, *lines], HEAD)).subs


def test_rows_are_understood_as_people_write_them():
    subs = made(
        Line(code="a", name="A", target="≤ 5 %"),
        Line(code="b", name="B", target="150", per="‰", weight="3", yearly="tidak"),
        Line(code="c", name="C", rule="ring", detail="≤ 5 = 100; 5 - 7,5 = 50; > 7,5 = 0"),
        Line(code="d", name="D", rule="skala", detail="0 (mulai 0): tidak\n10 (mulai 1): ya"),
        Line(code="e", name="E", rule="nilai", target="76,61"),
        Line(code="f", name="F", target="1", per="rasio"),
    )
    assert (subs["a"].rule.value, subs["a"].target) == ("inverse", 5_000_000)
    assert (subs["b"].factor, subs["b"].weight, subs["b"].yearly) == (1000, 3, False)
    assert [subs["c"].bands.score(Fraction(n)) for n in ("5", "7.5", "8")] == [100, 50, 0]
    assert subs["d"].step_for(1).score == 10
    assert (subs["e"].target, subs["e"].factor, subs["f"].factor) == (76_610_000, 1, 1)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line(code="", name="A"), "isi kode"),
        (Line(code="a/b", name="A"), "huruf, angka, titik"),
        (Line(code="a b", name="A"), "huruf, angka, titik"),
        (Line(code="a", name="A", weight="0"), "bobot"),
        (Line(code="a", name="A", weight="-1"), "bobot"),
        (Line(code="a", name="A", weight="satu"), "bobot"),
        (Line(code="a", name="A", target="baik"), "bukan bilangan"),
        (Line(code="a", name="A", rule="target", target="< 5"), "makin kecil"),
        (Line(code="a", name="A", rule="jauh"), "tidak dikenal"),
        (Line(code="a", name="A", rule="ring", detail="< 80 = 0; 81 - 90 = 5"), "bercelah"),
        (Line(code="a", name="A", rule="ring"), "memerlukan"),
        (Line(code="a", name="A", rule="skala", detail="ada"), "tidak terbaca"),
        (Line(code="a", name="A", rule="skala", detail="0: tidak"), "skala harus naik"),
        (Line(code="1.1", name="A"), "sudah dipakai"),
        (Line("kegiatan", "x", "A"), "tingkat"),
        (Line(code="a", name="A", per="lusin"), "satuan target"),
        (Line(code="a", name="A", yearly="kadang"), "ya atau tidak"),
    ],
)  # fmt: skip
def test_a_line_that_makes_no_sense_is_refused_with_its_reason(line, words):
    with pytest.raises(OutlineError, match=words):
        body_of([*TOP, Line(code="z", name="Z", target="5"), line], HEAD)


def test_every_wrong_line_is_told_at_once_with_its_number():
    lines = [*TOP, Line(code="a", name="A", target="x"), Line(code="b", name="B", target="5"), Line(code="", name="C")]
    with pytest.raises(OutlineError) as refused:
        body_of(lines, HEAD)
    assert sorted(refused.value.wrong) == [2, 4]


def test_what_changed_is_said_row_by_row():
    body = plain()["jatim"]
    lines = lines_of(body)
    turned = [
        replace(line, target="25", weight="2") if line.code == "2.1.1.1.1" else line
        for line in lines if line.code != "2.1.1.1.3"
    ]  # fmt: skip
    place = next(n for n, line in enumerate(turned) if line.code == "2.1.1.1.2")
    turned.insert(place, Line(code="2.1.1.1.9", name="Baru", target="10"))
    found = differences(bundle_from(body), bundle_from(body_of(turned, body)))
    assert [(c.kind, c.code, c.what) for c in found] == [
        ("berubah", "2.1.1.1.1", "target 20 % → 25 %; bobot 1 → 2"),
        ("baru", "2.1.1.1.9", "10 %"),
        ("hilang", "2.1.1.1.3", "70 %"),
    ]
