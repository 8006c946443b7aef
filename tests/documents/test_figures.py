"""Figures say what the table says, can be read aloud, and stay inside their frame."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.core.periods import Month
from lokmin.documents.figures.bars import pws_chart
from lokmin.documents.figures.map import village_map
from lokmin.documents.figures.months import trend_chart
from lokmin.documents.figures.trends import multiples_sheet, shared_top, small_multiple
from lokmin.documents.render.pdf import png

from . import cast

SVG = "{http://www.w3.org/2000/svg}"


def drawn(rows=None, **more):
    sheet = cast.sheet()
    return pws_chart(
        rows or sheet.rows, cast.NAMES, cast.APRIL, indicator="K1", people="ibu", total=sheet.total, **more
    )  # fmt: skip


def words(svg):
    return [element.text for element in ET.fromstring(svg).iter() if element.tag.endswith("text")]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("dress", ["screen", "paper"])
def test_every_village_its_gap_and_the_target_are_written(dress, narrow):
    found = " | ".join(words(drawn(dress=dress, narrow=narrow))).replace("\u00a0", " ")
    for name in cast.DESA.values():
        assert name in found
    assert "Target berjalan 33,3 %" in found
    assert "15 ibu" in found
    assert "48,6 %" in found
    assert ("April belum dilaporkan" if narrow else "Maret 23,5 %") in found


def test_a_figure_can_be_read_aloud():
    root = ET.fromstring(drawn(dress="paper"))
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert "target berjalan 33,3" in title.text
    assert "Watubelah: 16 dari 92,4, 17,3" in description.text
    assert "Lebakharjo: April belum dilaporkan, sampai Maret 23,5" in description.text


def test_no_data_is_hatched_and_never_a_colour():
    only = [r for r in cast.sheet().rows if r.month is None]
    svg = pws_chart(only, cast.NAMES, cast.APRIL, indicator="K1", people="ibu")
    assert "url(#pws-arsir)" in svg
    assert not re.search(r'class="f-', svg)


def test_two_figures_on_one_page_have_ids_of_their_own():
    first, second = drawn(ident="satu"), drawn(ident="dua")
    ids = re.findall(r'id="([^"]+)"', first + second)
    assert len(ids) == len(set(ids))


def test_the_screen_uses_the_stylesheet_and_paper_needs_none():
    assert 'class="fig only-wide"' in drawn()
    assert 'class="fig only-narrow"' in drawn(narrow=True)
    assert "class=" not in drawn(dress="paper")


def test_villages_with_targets_of_their_own_get_a_mark_each():
    rows = list(cast.sheet().rows)
    rows[0] = replace(rows[0], running_target=(9000 * 4, 1200))
    svg = drawn(rows)
    assert "Garis tegak: target berjalan tiap desa" in svg
    assert svg.count('class="goal"') == 13


def test_indicators_that_should_fall_speak_of_too_many():
    sheet = cast.sheet()
    rows = tuple(replace(r, higher_is_better=False) for r in sheet.rows)
    svg = pws_chart(rows, cast.NAMES, cast.APRIL, indicator="DO", people="kasus")
    assert ">Lebih<" in svg
    assert "lebih 15 kasus" in svg


def test_bars_have_the_length_of_their_figures():
    root = ET.fromstring(drawn(dress="paper", rows=[r for r in cast.sheet().rows if r.rank in (1, 11)]))
    bars = [(float(e.get("x")), float(e.get("width"))) for e in root.iter(f"{SVG}rect") if float(e.get("height")) > 15]
    (best_x, _), (best_end, best_open) = bars[0], bars[1]
    worst_end, worst_open = bars[3]
    best, worst = best_end + best_open - best_x, worst_end + worst_open - best_x
    assert worst / best == pytest.approx((16 / 92.4) / (54 / 111.1), rel=0.01)


def test_small_multiples_share_one_scale_and_stop_where_reports_stop():
    sheet = cast.sheet()
    top = shared_top(sheet.rows)
    assert top == pytest.approx(54 / 111.1 * 100)
    silent = next(r for r in sheet.rows if r.month is None)
    svg = small_multiple(silent, "Lebakharjo", people="ibu", top=top)
    assert "Mar 23,5" in words(svg)[0]
    assert "3, 3, 2, kosong ibu tiap bulan" in svg
    assert len(words(multiples_sheet(sheet.rows, cast.NAMES, people="ibu"))) == 24


@pytest.mark.parametrize("narrow", [False, True])
def test_the_year_shows_each_months_count_and_hatches_the_missing(narrow):
    silent = next(r for r in cast.sheet().rows if r.month is None)
    svg = trend_chart(silent, "Lebakharjo", indicator="K1", people="ibu", narrow=narrow)
    assert "url(#tren-arsir)" in svg
    assert words(svg).count("–") == 1


def square(code, x, **properties):
    ring = [[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]
    return {"type": "Feature", "properties": {"kode": code, **properties},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip


def test_the_map_finds_villages_by_code_or_name_and_names_the_absent():
    rows = cast.sheet().rows
    features = [square(rows[0].place, 0), square("?", 1, nama="DESA WONOLELO"), square("?", 2, nama="Danau")]
    found = words(village_map({"features": features}, rows, cast.NAMES, indicator="K1", people="ibu"))
    assert "Watubelah" in found
    assert "Wonolelo" in found
    assert any(text.startswith("Tanpa batas wilayah: Tlogomulyo") for text in found)
    assert any(text.startswith("jelek: 1 desa") for text in found)


def test_a_map_without_polygons_says_what_is_needed():
    with pytest.raises(ValueError, match="Polygon atau MultiPolygon"):
        village_map({"features": []}, cast.sheet().rows, cast.NAMES, indicator="K1", people="ibu")


@settings(max_examples=60, deadline=None)
@given(
    data=st.dictionaries(
        st.sampled_from(sorted(cast.K1)),
        st.tuples(
            st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=1, max_size=1).flatmap(
                lambda last: st.lists(st.one_of(st.none(), st.integers(0, 500)), min_size=3, max_size=3).map(
                    lambda rest: tuple(rest + last)
                )
            ),
            st.sampled_from(["0.5", "12", "111.1", "90000"]),
        ),
        min_size=1,
    ),
    target=st.sampled_from([1, 2500, 10_000, 50_000]),
)
def test_any_figures_stay_inside_the_frame(data, target):
    sheet = cast.sheet("K1", data, target_bp=target)
    for more in ({}, {"narrow": True}, {"frame": "page"}):
        svg = pws_chart(
            sheet.rows,
            cast.NAMES,
            Month(2026, 4),
            indicator="K1",
            people="ibu",
            total=sheet.total,
            dress="paper",
            **more,
        )
        root = ET.fromstring(svg)
        width = float(root.get("viewBox").split()[2])
        for element in root.iter(f"{SVG}rect"):
            if element.get("x"):
                assert float(element.get("width")) >= 0
                assert -1 <= float(element.get("x")) + float(element.get("width")) <= width + 1
        for element in root.iter(f"{SVG}text"):
            assert -1 <= float(element.get("x")) <= width + 1
    for row in sheet.rows:
        ET.fromstring(trend_chart(row, "x", indicator="K1", people="ibu", dress="paper"))
    ET.fromstring(multiples_sheet(sheet.rows, cast.NAMES, people="ibu"))


def test_figures_become_pictures_for_word():
    assert png(drawn(dress="paper"), ppi=50).startswith(b"\x89PNG")
