"""The deck is opened again: native charts with the right figures, sentences as titles, nothing small."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation

from lokmin.core.pws.rows import Status
from lokmin.documents.figures.bars import chart_order
from lokmin.documents.render.slides import SMALLEST, slides

from . import cast


def opened(pack):
    return Presentation(io.BytesIO(slides(pack)))


def title(slide):
    return slide.shapes.title.text_frame.text


def charts(deck):
    return [(title(s), shape.chart) for s in deck.slides for shape in s.shapes if shape.has_chart]


def texts(slide):
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def test_each_indicator_has_a_native_chart_whose_workbook_holds_its_figures():
    pack = cast.pack()
    found = charts(opened(pack))
    assert len(found) == len(pack.sheets)
    for (_, chart), sheet in zip(found, pack.sheets, strict=True):
        rows = [*chart_order(sheet.rows), sheet.total]
        plot = chart.plots[0]
        assert list(plot.categories) == [pack.names[r.place] for r in rows]
        before, now = plot.series
        assert (before.name, now.name) == ("Sampai Maret", "April")
        for row, a, b in zip(rows, before.values, now.values, strict=True):
            if row.status is not Status.NONE:
                assert a + b == pytest.approx(row.percent, abs=0.11)
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        cells = [list(line) for line in book["Sheet1"].iter_rows(values_only=True)]
        assert cells[0][1:] == ["Sampai Maret", "April"]
        assert [line[0] for line in cells[1:]] == list(plot.categories)
        assert [line[1] for line in cells[1:]] == pytest.approx(list(before.values))


def test_titles_are_sentences_with_the_finding():
    titles = [title(slide) for slide in opened(cast.pack()).slides]
    assert "6 dari 12 desa di bawah target K1, Watubelah paling jauh, Lebakharjo belum melapor" in titles
    assert "3 dari 3 indikator KIA belum mencapai target berjalan" in titles
    assert any(words.startswith("Puskesmas kurang 15 ibu") for words in titles)
    assert all(titles)


def test_the_target_line_stands_where_the_axis_says():
    pack = cast.pack()
    deck = opened(pack)
    slide = next(s for s in deck.slides if any(shape.has_chart for shape in s.shapes))
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    line = next(shape for shape in slide.shapes if shape.name == "Target")
    assert re.findall(r'<c:([xywh]) val="([\d.]+)"', frame.chart._chartSpace.xml) == [
        ("x", "0"), ("y", "0"), ("w", "1"), ("h", "1"),
    ]  # fmt: skip
    top = frame.chart.value_axis.maximum_scale
    assert (line.left - frame.left) / frame.width * top == pytest.approx(100 / 3, abs=0.05)
    assert any("Target 33,3" in text for text in texts(slide))


def test_nothing_on_a_slide_is_smaller_than_eighteen_points():
    for slide in opened(cast.pack()).slides:
        sizes = [int(size) for size in re.findall(r'<a:rPr[^>]* sz="(\d+)"', slide.shapes._spTree.xml)]
        assert sizes
        assert min(sizes) >= SMALLEST * 100


def test_no_table_has_more_than_twelve_rows_and_none_leaves_the_slide():
    many = tuple(
        replace(cast.sheet(), code=f"I{n}", short=f"I{n}", name=f"Indikator panjang nomor {n} menurut pedoman nasional")
        for n in range(17)
    )
    deck = opened(cast.pack(many))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height
            assert shape.left + shape.width <= deck.slide_width + 1
            if shape.has_table and shape.name not in ("Kekurangan dan status", "Desa"):
                assert len(shape.table.rows) <= 13


def test_villages_missing_people_and_status_stand_beside_their_bars():
    slide = next(s for s in opened(cast.pack()).slides if any(shape.has_chart for shape in s.shapes))
    beside = next(shape.table for shape in slide.shapes if shape.name == "Kekurangan dan status")
    rows = [[cell.text for cell in row.cells] for row in beside.rows]
    called = next(shape.table for shape in slide.shapes if shape.name == "Desa")
    assert [row.cells[0].text for row in called.rows][9:] == ["Tlogomulyo", "Watubelah", "Lebakharjo", "Puskesmas"]
    assert rows[0] == ["48,6", "tercapai", "●\u00a0baik"]
    assert rows[10] == ["17,3", "kurang 15 ibu", "▼\u00a0jelek"]
    assert rows[11] == ["–", "", "▨\u00a0belum"]


def test_problems_and_plans_stand_in_the_block_of_their_programme():
    sheets = (cast.sheet(), cast.sheet("DS", cast.scaled(1.2), "D/S", "balita", programme="Gizi"))
    titles = [title(slide) for slide in opened(cast.pack(sheets)).slides]
    kia, gizi = (
        titles.index("Rencana tindak lanjut KIA: 2 kegiatan"),
        titles.index("Rencana tindak lanjut Gizi: 1 kegiatan"),
    )
    assert titles.index("2 masalah di KIA: Watubelah kurang 15 ibu di K1") < kia < gizi


def test_charts_have_words_for_those_who_do_not_see_them():
    for slide in opened(cast.pack()).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                assert "desa di bawah target" in shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_the_same_input_gives_the_same_deck():
    assert slides(cast.pack()) == slides(cast.pack())


def test_a_meeting_without_figures_still_gives_a_deck():
    deck = opened(cast.pack(sheets=(replace(cast.sheet(), rows=(), total=None),), problems=(), meeting=cast.meeting(
        agenda=(), rtl=(), previous_rtl=(), notes=())))  # fmt: skip
    assert len(deck.slides) >= 2


def test_shapes_of_a_slide_have_numbers_of_their_own():
    for slide in opened(cast.pack()).slides:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert len(numbers) == len(set(numbers))
