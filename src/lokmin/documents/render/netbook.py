"""A jaring laba-laba as a workbook: its numbers, and a native chart over them."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter

from lokmin.documents.forms.pkpnet import NetPaper, net_rows
from lokmin.documents.render.plain import clean

HEAD = 3
#: Dash, width and marker of reached, target and last year: told apart without colour.
LOOKS = (("solid", 2.5, "circle"), ("dash", 1.25, "square"), ("round_dot", 1.5, "triangle"))
_INK, _GREY = "#12171A", "#5D686E"


def radar_chart(book: Any, sheet: str, *, head: int, last: int, columns: int) -> Any:
    """A native chart of the columns right of the names in column A, from the row under ``head`` to ``last``."""
    chart = book.add_chart({"type": "radar", "subtype": "with_markers"})
    for column, (dash, width, marker) in zip(range(1, columns + 1), LOOKS, strict=False):
        colour = _GREY if column == 2 else _INK
        chart.add_series({
            "name": [sheet, head, column], "categories": [sheet, head + 1, 0, last, 0],
            "values": [sheet, head + 1, column, last, column],
            "line": {"color": colour, "width": width, "dash_type": dash},
            "marker": {"type": marker, "size": 6, "fill": {"color": _INK if column == 1 else "#FFFFFF"},
                       "border": {"color": colour}},
        })  # fmt: skip
    chart.set_y_axis({"min": 0, "max": 100, "major_unit": 20})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 520})
    return chart


def net_workbook(paper: NetPaper, made: dt.datetime) -> bytes:
    """One sheet as .xlsx bytes, equal for equal input."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = made.astimezone(dt.UTC).replace(tzinfo=None) if made.tzinfo else made
    book.set_properties({"title": clean(paper.title), "author": "Lokmin", "created": created})
    page = book.add_worksheet("Jaring")
    base = {"font_name": "Arial", "font_size": 10, "border": 1}
    head = book.add_format({**base, "bold": True, "bg_color": "#DDE3E6"})
    text, rate = book.add_format(base), book.add_format({**base, "num_format": "0.0"})
    page.write_string(0, 0, clean(paper.title), book.add_format({"font_name": "Arial", "bold": True, "font_size": 14}))
    page.write_string(1, 0, clean(f"{paper.period}, {paper.office.puskesmas}"))
    rows = net_rows(paper.net)
    heads = [paper.axis, "Capaian", "Target", *(("Tahun lalu",) if paper.net.before else ())]
    for column, name in enumerate(heads):
        page.write_string(HEAD, column, name, head)
    for number, (name, *values) in enumerate(rows, start=HEAD + 1):
        page.write_string(number, 0, clean(name), text)
        for column, value in enumerate(values[: len(heads) - 1], start=1):
            if value is None:
                page.write_blank(number, column, None, text)
            else:
                page.write_number(number, column, round(value, 6), rate)
    last = HEAD + len(rows)
    for number, note in enumerate(paper.notes, start=last + 2):
        page.write_string(number, 0, clean(note))
    page.set_column(0, 0, 44)
    page.set_column(1, 3, 12)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1)
    chart = radar_chart(book, "Jaring", head=HEAD, last=last, columns=len(heads) - 1)
    page.insert_chart(HEAD, len(heads) + 1, chart, {"description": clean(paper.net.words)[:250]})
    book.close()
    return out.getvalue()
