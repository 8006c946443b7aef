"""Effects on paper: the picture before and after, the table of verdicts with n, promises by klaster."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from lokmin.core.effects import Caution, Method, Outcome, Reason, Verdict
from lokmin.core.effects.promises import Kept
from lokmin.core.periods import Month
from lokmin.documents.figures.beforeafter import before_after
from lokmin.documents.forms.effects import EffectLine, effect_blocks, effect_table, promise_table
from lokmin.documents.model import Figure, plain

MONTHS = tuple(month.code for month in Month(2025, 11).until(Month(2026, 8)))
REST = (790, 810, 760, 800, 830, 790, 810, 800, 850, 820)
HELPED = Verdict(
    outcome=Outcome.HELPED, month="2026-08", indicator="K1", short="K1", people="ibu", acted=("Watubelah",),
    start="2026-06", method=Method.OTHERS, before=6, after=3, others=11, effect_bp=480, low_bp=210, high_bp=720,
    chance_ppm=11_905, expected_level_bp=900, own_levels=(484, 1037), rest_levels=(798, 833), months=MONTHS,
    own=(610, None, 450, 520, 390, 310, 410, 980, 1120, 1010), rest=REST, rest_low=tuple(x - 250 for x in REST),
    rest_high=tuple(x + 300 for x in REST), cautions=(Caution.SHARED,), together=("5/2026",),
)  # fmt: skip
WAITING = replace(
    HELPED, outcome=Outcome.UNKNOWN, reason=Reason.FEW_AFTER, method=Method.NONE, after=1, effect_bp=None,
    chance_ppm=None, judged_from="2026-10", own_levels=(None, None), expected_level_bp=None, cautions=(),
)  # fmt: skip
LINES = (EffectLine("7/2026", "Kelas ibu", WAITING), EffectLine("5/2026", "Pendataan ulang", HELPED))


def texts(svg):
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("narrow", [False, True])
def test_the_picture_is_whole_svg_that_says_itself_in_words(narrow):
    svg = before_after(HELPED, dress="paper", narrow=narrow)
    root = ET.fromstring(svg)
    title, described = (root.find(f"{{http://www.w3.org/2000/svg}}{name}").text for name in ("title", "desc"))
    assert title.startswith("Berhasil: K1 Watubelah")
    assert "Des 2025 kosong" in described
    assert "RTL mulai Juni 2026" in described
    assert "RTL mulai" in texts(svg)


def test_months_without_a_report_are_hatched_and_the_line_breaks_there():
    svg = before_after(HELPED, dress="paper")
    assert svg.count("url(#dampak-arsir)") == 1
    bold = [d for d, pen in re.findall(r'<path d="([^"]+)" fill="none" ([^/]+)/>', svg) if "2.5" in pen]
    assert len(bold) == 1
    assert bold[0].count("L") == 7


def test_the_start_stands_between_may_and_june():
    svg = before_after(HELPED, dress="paper")
    upright = next(
        float(x1) for x1, x2 in re.findall(r"M([\d.]+) 22L([\d.]+) 262", svg) if x1 == x2
    )  # fmt: skip
    slot = (600 - 56) / len(MONTHS)
    assert upright == pytest.approx(56 + slot * MONTHS.index("2026-06"), abs=0.1)


def test_the_others_and_what_was_expected_are_labelled():
    words = texts(before_after(HELPED, dress="paper"))
    assert "11 desa lain 8,2\u00a0%" in words
    assert "diharapkan 9,0\u00a0%" in words
    assert "Watubelah 10,1\u00a0%" in words


def test_a_negative_rate_has_room_below_zero():
    """A drop-out of a month is negative where more came late than were new."""
    svg = before_after(replace(HELPED, own=(-300, *HELPED.own[1:])), dress="paper")
    axis = next(float(y) for y in re.findall(r"M56 ([\d.]+)L600 [\d.]+\" stroke=\"#12171a\"", svg))
    lowest = max(float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)" r="3"', svg))
    assert lowest > axis
    assert "−5" in texts(svg)


def test_no_figure_without_figures():
    assert before_after(replace(WAITING, months=(), own=(), rest=(), rest_low=(), rest_high=())) == ""
    assert before_after(replace(WAITING, start="")) == ""


def test_the_table_groups_verdicts_and_every_row_has_its_n():
    rows = [tuple(plain(cell) for cell in row.cells) for row in effect_table(LINES).rows]
    assert [row[0] for row in rows] == ["Berhasil (1)", "5/2026", "Belum bisa dinilai (1)", "7/2026"]
    assert rows[1][3] == "6 + 3; 11 desa"
    assert rows[3][3].startswith("6 + 1")
    assert "RTL 5/2026" in rows[1][4]
    assert "Dapat dinilai mulai angka Oktober 2026." in rows[3][4]


def test_only_what_was_judged_gets_a_picture():
    figures = [block for block in effect_blocks(LINES) if isinstance(block, Figure)]
    assert len(figures) == 1
    assert figures[0].alt.startswith("Berhasil")


def test_few_promises_are_not_counted_out_on_paper():
    table = promise_table((Kept(2, 12, 9, 1, 1, 1, 5), Kept(3, None, None, None, None, None, 5)))
    cells = [[plain(cell) for cell in row.cells] for row in table.rows]
    assert cells == [
        ["Klaster 2", "9 dari 12 RTL selesai tepat waktu dengan bukti.", "75 %"],
        ["Klaster 3", "Kurang dari 5 RTL.", "–"],
    ]
    assert effect_blocks((), ())
