"""The deck of causes is opened again: native shapes that can be edited, read aloud, and stay on the slide."""

from __future__ import annotations

import io
import re

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from lokmin.core.problems.causes import CauseTree
from lokmin.documents.forms.problemrecords import ProblemPapers, ProblemSheet
from lokmin.documents.render.causeslides import cause_slides
from lokmin.documents.render.slidedeck import SMALLEST
from lokmin.documents.render.slides import slides

from . import cast
from . import causecast as story


def opened(*sheets):
    return Presentation(io.BytesIO(cause_slides(sheets, story.RULES, story.OFFICE)))


def groups(deck):
    return [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]


def test_four_drawings_and_the_roots_stand_on_five_slides():
    deck = opened(story.SHEET)
    assert len(deck.slides) == 5
    assert [group.name.split(":")[0] for group in groups(deck)] == [
        "Tulang ikan", "Pohon masalah", "Lima mengapa", "Penentu cakupan",
    ]  # fmt: skip
    assert all("Cakupan K6 Desa Watubelah" in slide.shapes.title.text_frame.text for slide in deck.slides)
    table = next(shape.table for shape in deck.slides[4].shapes if shape.has_table)
    assert len(table.rows) == 4
    assert table.cell(3, 1).text == "Ketersediaan komoditas"


def test_boxes_are_shapes_whose_whole_text_can_be_edited_and_are_told_aloud():
    for group in groups(opened(story.SHEET)):
        kinds = {shape.shape_type for shape in group.shapes}
        assert MSO_SHAPE_TYPE.PICTURE not in kinds
        assert group._element.nvGrpSpPr.cNvPr.get("descr")
    tree = groups(opened(story.SHEET))[1]
    texts = [shape.text_frame.text for shape in tree.shapes if shape.has_text_frame]
    assert "Akar masalah\nPermintaan buku KIA dikirim sesudah stok habis" in texts


def test_nothing_is_small_and_nothing_leaves_the_slide():
    deck = opened(story.SHEET)
    for slide in deck.slides:
        sizes = [int(size) for size in re.findall(r'<a:rPr[^>]* sz="(\d+)"', slide.shapes._spTree.xml)]
        assert min(sizes) >= SMALLEST * 100
    for group in groups(deck):
        for shape in (group, *group.shapes):
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height - 400_000


def test_what_is_left_out_is_counted_and_every_shape_has_a_number_of_its_own():
    deck = opened(story.SHEET)
    said = deck.slides[1].shapes[1].text_frame.text
    assert re.fullmatch(r"Pohon masalah; \d+ penyebab lain ada di lembar penyebab", said)
    for slide in deck.slides:
        ids = re.findall(r'cNvPr id="(\d+)"', slide.shapes._spTree.xml)
        assert len(ids) == len(set(ids))


def test_a_problem_without_causes_says_so_and_so_does_an_empty_deck():
    deck = opened(ProblemSheet(CauseTree("Posyandu tidak buka")))
    assert len(deck.slides) == 1
    assert "Belum ada akar masalah" in deck.slides[0].shapes[1].text_frame.text
    assert len(opened().slides) == 1


def test_the_deck_of_the_meeting_shows_the_fish_of_each_problem():
    given = ProblemPapers(story.RULES, (story.SHEET,))
    deck = Presentation(io.BytesIO(slides(cast.pack(register=given))))
    assert [group.name.split(":")[0] for group in groups(deck)] == ["Tulang ikan"]
    plain = Presentation(io.BytesIO(slides(cast.pack())))
    assert groups(plain) == []


def test_the_same_input_gives_the_same_deck():
    first, second = (cause_slides((story.SHEET,), story.RULES, story.OFFICE) for _ in range(2))
    assert first == second
