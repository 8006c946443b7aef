"""The four pictures of one tree: nothing overlaps, nothing leaves its box, nothing said is missing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from lokmin.core.problems.causes import CauseNode, CauseTree, Level, Side
from lokmin.documents.figures.determinants import determinants_picture, determinants_svg
from lokmin.documents.figures.fishbone import fishbone_picture, fishbone_svg
from lokmin.documents.figures.letters import text_width, wrap
from lokmin.documents.figures.picture import BARE, NARROW, SLIDE, WIDE
from lokmin.documents.figures.problemtree import problem_tree_picture, problem_tree_svg
from lokmin.documents.figures.shorter import for_slide
from lokmin.documents.figures.whys import whys_picture, whys_svg
from lokmin.documents.render.pdf import png

from . import causecast

PICTURES = (fishbone_picture, problem_tree_picture, whys_picture, determinants_picture)
SLIDE_HIGH = 285
SVGS = (fishbone_svg, problem_tree_svg, whys_svg, determinants_svg)
FRAMES = (WIDE, NARROW, SLIDE)
RULES = causecast.RULES
words = st.lists(
    st.text(alphabet="abcdeghiklmnoprstuwyABKMW%0123456789–", min_size=1, max_size=30), min_size=1, max_size=12
).map(lambda found: " ".join(found)[:240])


@st.composite
def trees(draw):
    """Any tree of up to 40 nodes, also crooked ones: circles, lost parents, causes on no rib."""
    n = draw(st.integers(0, 40))
    ids = [str(i) for i in range(n)]
    nodes = [
        CauseNode(
            ident,
            draw(st.sampled_from(["", *ids[:at], *ids[:at], *ids[at : at + 1], "hilang"])),
            draw(words),
            side=draw(st.sampled_from((Side.CAUSE, Side.CAUSE, Side.EFFECT))),
            rib=draw(st.sampled_from(("", "manusia", "dana", "bahan", "metode", "alat", "lingkungan", "input"))),
            determinant=draw(st.sampled_from(("", "tenaga", "mutu", "entah"))),
            root=draw(st.booleans()),
        )
        for at, ident in enumerate(ids)
    ]
    levels = [
        Level(step.code, draw(st.integers(0, 130)), 100, draw(st.sampled_from(("", "K1"))))
        for step in RULES.determinants
        if draw(st.booleans())
    ]
    return CauseTree(draw(words), tuple(nodes), draw(st.sampled_from(("enam", "proses"))), tuple(levels))


def crossing(a, b):
    """Do two boxes share any area?"""
    return a.x < b.right - 0.05 and b.x < a.right - 0.05 and a.y < b.bottom - 0.05 and b.y < a.bottom - 0.05


def through(link, box):
    """Does a line run through the inside of a box (one unit within its edge)?"""
    left, right, top, bottom = box.x + 1, box.right - 1, box.y + 1, box.bottom - 1
    if left >= right or top >= bottom:
        return False
    for (x1, y1), (x2, y2) in zip(link.points, link.points[1:], strict=False):
        t0, t1 = 0.0, 1.0
        for p, q in ((x1 - x2, x1 - left), (x2 - x1, right - x1), (y1 - y2, y1 - top), (y2 - y1, bottom - y1)):
            if p == 0 and q < 0:
                t0, t1 = 1.0, 0.0
            elif p < 0:
                t0 = max(t0, q / p)
            elif p > 0:
                t1 = min(t1, q / p)
        if t0 < t1 - 1e-6:
            return True
    return False


def assert_tidy(picture):
    for box in picture.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= picture.width + 0.05
        assert box.bottom <= picture.height
        inside = 0 if box.kind in BARE else box.size * 0.4
        assert len(box.lines) * box.size * 1.3 + 2 * inside <= box.h + 0.05
        for line in box.lines:
            assert text_width(line, box.size) <= box.w - 2 * box.pad + 0.05 or len(line) == 1
    for a, b in combinations(picture.boxes, 2):
        assert not crossing(a, b), (a.lines, b.lines)
    for link in picture.links:
        for x, y in link.points:
            assert 0 <= x <= picture.width
            assert 0 <= y <= picture.height
        assert not any(through(link, box) for box in picture.boxes), link


@pytest.mark.parametrize("frame", FRAMES, ids=("lebar", "sempit", "salindia"))
@pytest.mark.parametrize("draw", PICTURES)
@settings(max_examples=25, deadline=None)
@given(tree=trees())
def test_no_box_covers_another_and_no_text_leaves_its_box(draw, frame, tree):
    assert_tidy(draw(tree, RULES, frame))


@pytest.mark.parametrize("draw", PICTURES)
@settings(max_examples=20, deadline=None)
@given(tree=trees())
def test_every_cause_is_drawn_in_full(draw, tree):
    picture = draw(tree, RULES, WIDE)
    told = re.sub(r"[\s-]", "", "".join("".join(box.lines) for box in picture.boxes))
    on_side = {id(node) for _, node in tree.walk(side=Side.CAUSE)}
    for node in tree.nodes:
        ends = node.root or not tree.children(node.id)
        if id(node) in on_side and (
            draw is not determinants_picture or (ends and tree.determinant_of(node, RULES) in known())
        ):
            assert re.sub(r"[\s-]", "", node.text) in told


def known():
    return {step.code for step in RULES.determinants}


def svg_text(svg):
    found = (element.text for element in ET.fromstring(svg).iter() if element.tag.endswith("text"))
    return " ".join(found).replace("\u00a0", " ")


@pytest.mark.parametrize("draw", SVGS)
def test_the_story_of_watubelah_stands_in_every_picture(draw):
    for narrow in (False, True):
        told = svg_text(draw(causecast.tree(), RULES, narrow=narrow))
        assert "Cakupan K6 Desa" in told
        assert told.count("Akar masalah") == 3
        assert "Kader hanya dua orang" in told
        assert "Permintaan buku KIA dikirim" in told


def test_the_fish_names_all_six_ribs_and_says_which_are_empty():
    told = svg_text(fishbone_svg(CauseTree("P", (CauseNode("1", "", "Kader dua orang", rib="manusia"),)), RULES))
    for rib in ("Manusia", "Dana", "Bahan", "Metode", "Alat", "Lingkungan"):
        assert rib in told
    assert told.count("belum disebut") == 5


def test_effects_stand_above_the_problem_and_causes_below():
    boxes = {box.lines[0]: box for box in problem_tree_picture(causecast.tree(), RULES).boxes}
    assert boxes["Risiko tinggi terlambat diketahui"].bottom < boxes["Masalah"].y
    assert boxes["Buku KIA habis sejak Februari"].y > boxes["Masalah"].bottom


def test_the_stair_breaks_where_most_is_lost_and_without_numbers_says_so():
    told = svg_text(determinants_svg(causecast.tree(), RULES))
    assert "58,7 %" in told
    assert "Putus di sini: hilang 43,5 poin" in told
    assert "14 dari 92 (K6)" in told
    silent = determinants_svg(causecast.tree(levels=()), RULES)
    assert "Putus" not in svg_text(silent)
    assert svg_text(silent).count("belum ada angka") == 6
    assert silent.count("url(#penentu-arsir)") == 6


def test_a_chain_that_stops_too_early_is_asked_on():
    told = svg_text(whys_svg(causecast.tree(), RULES))
    assert told.count("belum sampai akar: mengapa?") == 5
    assert "Mengapa 3" in told
    assert "Mengapa 4" not in told


@pytest.mark.parametrize("draw", SVGS)
def test_a_picture_can_be_read_aloud_and_two_have_ids_of_their_own(draw):
    both = "".join(draw(causecast.tree(), RULES, narrow=narrow, ident=ident) for narrow, ident in ((0, "a"), (1, "b")))
    ids = re.findall(r'id="([^"]+)"', both)
    assert len(ids) == len(set(ids))
    root = ET.fromstring(draw(causecast.tree(), RULES, dress="paper"))
    said = "".join(element.text for element in root if element.tag.endswith("desc"))
    assert root.get("role") == "img"
    assert "(akar masalah)" in said


@pytest.mark.parametrize("draw", SVGS)
def test_paper_needs_no_stylesheet_prints_and_is_the_same_every_time(draw):
    first, second = (draw(causecast.tree(), RULES, dress="paper") for _ in range(2))
    assert first == second
    assert "class=" not in first
    assert png(first, ppi=40).startswith(b"\x89PNG")


def test_words_are_measured_no_narrower_than_the_fonts_of_this_machine_draw_them():
    text = "Kader hanya dua orang untuk lima dusun, 15,2 % dari 92 ibu – “WM@”"
    for name in ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Roboto-Regular.ttf", "LiberationSans-Regular.ttf"):
        try:
            font = ImageFont.truetype(name, 1000)
        except OSError:
            continue
        assert text_width(text, 1000) >= font.getlength(text) - 1


def test_a_word_too_long_for_its_line_is_divided_and_nothing_is_lost():
    lines = wrap("ketidakterjangkauannya sangat", 60, 14)
    assert len(lines) > 2
    assert "".join(lines).replace("-", "") == "ketidakterjangkauannyasangat"
    assert all(text_width(line, 14) <= 60 for line in lines)


@pytest.mark.parametrize("draw", PICTURES)
@settings(max_examples=10, deadline=None)
@given(tree=trees())
def test_a_picture_for_a_slide_is_low_enough_and_counts_what_it_leaves_out(draw, tree):
    picture, left_out = for_slide(tree, RULES, draw, SLIDE_HIGH)
    assert_tidy(picture)
    assert 0 <= left_out <= len(tree.nodes)
    bare = draw(CauseTree("", rib_set=tree.rib_set, levels=tree.levels), RULES, SLIDE)
    assert picture.height <= max(SLIDE_HIGH, bare.height)


@pytest.mark.parametrize("draw", [problem_tree_picture, whys_picture])
def test_on_a_slide_the_agreed_roots_stay_longest(draw):
    picture, left_out = for_slide(causecast.tree(), RULES, draw, SLIDE_HIGH)
    told = " ".join(" ".join(box.lines) for box in picture.boxes)
    assert left_out > 0
    assert told.count("Akar masalah") == 3
    small, none = for_slide(CauseTree("P", causecast.NODES[:2]), RULES, draw, SLIDE_HIGH)
    assert none == 0
    assert "Kehamilan baru diketahui kader" in " ".join(" ".join(box.lines) for box in small.boxes)


def test_effects_are_not_missed_where_a_picture_never_shows_them():
    tree = CauseTree("P", (CauseNode("1", "", "Kader dua orang", rib="manusia"), *causecast.NODES[-3:]))
    assert for_slide(tree, RULES, fishbone_picture, SLIDE_HIGH)[1] == 0
