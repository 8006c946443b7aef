"""A jaring laba-laba as a slide: a native chart that can be edited, its numbers beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Emu, Pt

from lokmin.core.periods import short_date
from lokmin.documents.forms.pkpnet import NetPaper, net_rows, one
from lokmin.documents.render.slidechart import chart_data, rgb
from lokmin.documents.render.slidedeck import FOOT, INNER, MARGIN, SMALLEST, TOP, Deck
from lokmin.documents.render.slidexml import Box, SlideColumn, emu, run

#: Width of the chart; the table has the rest.
_CHART = 7.0
#: Lines of the table that stand beside a chart, and on a slide of their own.
_BESIDE, _ALONE = 12, 14
_NAME = 34
_LOOKS = (
    (MSO_LINE.SOLID, 2.75, XL_MARKER_STYLE.CIRCLE, "12171A"),
    (MSO_LINE.DASH, 1.5, XL_MARKER_STYLE.SQUARE, "5D686E"),
    (MSO_LINE.ROUND_DOT, 1.75, XL_MARKER_STYLE.TRIANGLE, "12171A"),
)


def net_slides(paper: NetPaper) -> bytes:
    """The deck as .pptx bytes, equal for equal input: the chart with its first numbers, then the others."""
    deck = Deck(f"{paper.office.puskesmas}, {short_date(paper.office.day)}")
    rows = net_rows(paper.net)
    if len(rows) > _BESIDE:
        rows = [(f"{n}. {row[0]}", row[1], row[2], row[3]) for n, row in enumerate(rows, start=1)]
    deck.slide(paper.title, paper.period)
    _chart(deck, paper)
    _table(deck, paper, rows[:_BESIDE], MARGIN + _CHART + 0.2)
    for start in range(_BESIDE, len(rows), _ALONE):
        deck.slide(paper.title, paper.period)
        _table(deck, paper, rows[start : start + _ALONE], MARGIN)
    return deck.finished(paper.title, dt.datetime.combine(paper.office.day, dt.time(), dt.UTC))


def _chart(deck: Deck, paper: NetPaper) -> None:
    net = paper.net
    lines = [line for line in (net.reached, net.target, net.before) if line is not None]
    # Of many axes the names would run into one another: the chart has the numbers of the table.
    many = len(net.axes) > _BESIDE
    names = [str(n) if many else _short(name) for n, name in enumerate(net.axes, start=1)]
    data: Any = chart_data(names, [(line.name, line.values) for line in lines])
    box = Box(MARGIN, TOP, _CHART, FOOT - 0.1 - TOP)
    frame = deck.shapes.add_chart(
        XL_CHART_TYPE.RADAR_MARKERS, Emu(emu(box.x)), Emu(emu(box.y)), Emu(emu(box.w)), Emu(emu(box.h)), data
    )
    deck.next_id()  # the one python-pptx took for the chart
    frame._element.nvGraphicFramePr.cNvPr.set("descr", net.words)  # noqa: SLF001 - python-pptx has no call for it
    chart = frame.chart
    chart.has_legend, chart.has_title = True, False
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.size = Pt(12)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 100
    chart.value_axis.major_unit = 20
    for series, (dash, width, marker, colour) in zip(chart.plots[0].series, _LOOKS, strict=False):
        edge = series.format.line
        edge.color.rgb, edge.width, edge.dash_style = rgb(colour), Pt(width), dash
        series.marker.style, series.marker.size = marker, 8
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb("12171A" if series.name == "Capaian" else "FFFFFF")
        series.marker.format.line.color.rgb = rgb(colour)
        series.smooth = False


def _table(deck: Deck, paper: NetPaper, rows: list[tuple[str, float | None, float | None, float | None]],
           left: float) -> None:  # fmt: skip
    wide = MARGIN + INNER - left
    values = ["Capaian", *(("Tahun lalu",) if paper.net.before else ())]
    columns = (
        SlideColumn(paper.axis, wide - 1.3 * len(values)), *(SlideColumn(name, 1.3, "r") for name in values)
    )  # fmt: skip
    lines = [
        (run(_short(name), SMALLEST), run(one(reached), SMALLEST, bold=True),
         *((run(one(before), SMALLEST),) if paper.net.before else ()))
        for name, reached, _target, before in rows
    ]  # fmt: skip
    deck.table(paper.axis, columns, lines, height=0.42, left=left)


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rsplit(" ", 1)[0] + " …"
