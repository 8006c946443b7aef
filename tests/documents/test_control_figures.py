"""The control chart as a figure: what a reader with and without eyes gets from it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from signalcases import series, sign

from lokmin.core.periods import Month
from lokmin.core.signals.records import SignKind
from lokmin.documents.figures.control import control_chart, control_small

FALLEN = series(signs=(sign(),))


def tags(svg: str, name: str) -> list[ET.Element]:
    return [e for e in ET.fromstring(svg).iter() if e.tag.rpartition("}")[2] == name]


@pytest.mark.parametrize("dress", ["screen", "paper"])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_figure_says_its_finding_and_every_month_in_words(dress, narrow):
    svg = control_chart(FALLEN, dress=dress, narrow=narrow)
    assert tags(svg, "title")[0].text == "K1 Watubelah berubah sungguhan: turun sejak Februari 2026"
    words = tags(svg, "desc")[0].text or ""
    assert words.startswith("Biasanya antara 3 dan 11 ibu sebulan.")
    assert words.count("202") >= 16
    assert "April 2026 1" in words


def test_months_of_a_sign_are_triangles_and_the_others_dots():
    svg = control_chart(FALLEN)
    triangles = re.findall(r'<path d="M[\d. -]+h11l-5\.5 [\d.-]+z"', svg)
    assert len(triangles) == 3
    assert len(tags(svg, "circle")) == 13


def test_a_missing_month_is_hatched_and_never_zero():
    values = (*FALLEN.values[:5], None, *FALLEN.values[6:])
    svg = control_chart(replace(FALLEN, values=values))
    assert svg.count("arsir)") == 1
    assert "Juni 2025 kosong" in svg


def test_an_odd_month_kept_out_is_a_ring():
    svg = control_chart(replace(FALLEN, left_out=("2025-03",)))
    assert len([c for c in tags(svg, "circle") if c.get("fill") == "#fff"]) == 1


def test_the_axis_says_when_it_does_not_begin_at_zero():
    far = replace(FALLEN, values=(77.0,) * 16, centre=(77.0,) * 16, lower=(75.8,) * 16, upper=(79.0,) * 16, rate=True)
    assert "tidak mulai dari nol" in control_chart(far)
    assert "tidak mulai dari nol" not in control_chart(FALLEN)


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_is_drawn_outside_of_the_picture(narrow):
    wild = replace(
        FALLEN, values=(*FALLEN.values[:-1], 300.0), signs=(sign(SignKind.POINT, 1, since="2026-04", months=1),)
    )
    for signal in (FALLEN, wild, replace(FALLEN, lower=(None,) * 16, upper=(None,) * 16, centre=(None,) * 16)):
        svg = control_chart(signal, narrow=narrow)
        width, height = map(float, ET.fromstring(svg).attrib["viewBox"].split()[2:])
        for circle in tags(svg, "circle"):
            assert 0 <= float(circle.attrib["cx"]) <= width
            assert 0 <= float(circle.attrib["cy"]) <= height


def test_thirty_six_months_have_room():
    months = tuple(m.code for m in Month(2023, 5).until(Month(2026, 4)))
    long = replace(
        FALLEN, months=months, values=(7.0,) * 36, centre=(6.9,) * 36, lower=(2.6,) * 36, upper=(11.4,) * 36,
        to_month="2025-04",
    )  # fmt: skip
    for narrow in (False, True):
        svg = control_chart(long, narrow=narrow)
        labels = [float(t.attrib["x"]) for t in tags(svg, "text") if t.get("text-anchor") == "middle"]
        assert min(b - a for a, b in pairwise(sorted(labels)) if b > a) > 8


def test_the_small_one_carries_the_same_words():
    svg = control_small(FALLEN)
    assert tags(svg, "title")[0].text == "K1 Watubelah berubah sungguhan: turun sejak Februari 2026"
    assert not tags(svg, "text")
