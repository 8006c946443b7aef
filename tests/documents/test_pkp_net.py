"""The net as slide, workbook and drawing: every number stands beside it, and many names never run into one another."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from pptx import Presentation

from lokmin.catalog.pkp import bundles
from lokmin.core.assessment.pkp import assess
from lokmin.documents.figures.radar import _NARROW, _WIDE, _labels, _roomy, net_of, radar
from lokmin.documents.forms.pkp import programme_net
from lokmin.documents.forms.pkpnet import NetPaper, net_document
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.records import Signer
from lokmin.documents.model import Letterhead, Table
from lokmin.documents.render.netbook import net_workbook
from lokmin.documents.render.netslides import net_slides

NAMES = [f"Pelayanan kesehatan kelompok {n}" for n in range(1, 31)]
OFFICE = Office(
    "Puskesmas Banyuwening", Letterhead("Kabupaten Argamulya", "Dinas Kesehatan", "Puskesmas Banyuwening"),
    "Banyuwening", dt.date(2026, 5, 4),
    Signer("dr. Anindya Prameswari", "Kepala Puskesmas"),
)  # fmt: skip


def paper(count, **more):
    values = [None if n == 1 else 40.0 + n for n in range(count)]
    net = net_of(NAMES[:count], values, before=[60.0] * count, names=("Capaian", "Target (100)", "Tahun lalu"))
    return NetPaper(OFFICE, "Jaring laba-laba kinerja program", "PKP 2026", net, **more)


@pytest.mark.parametrize("count", [3, 8, 11, 12, 14, 21, 30])
def test_no_name_at_the_rim_touches_another(count):
    net = paper(count).net
    labels = _labels(_roomy(_WIDE, net), net)
    assert not [(a.lines, b.lines) for n, a in enumerate(labels) for b in labels[n + 1 :] if a.touches(b)]


def test_few_names_are_written_out_and_many_are_numbers_of_the_table():
    assert "Pelayanan" in radar(paper(5).net, "Jaring").split("<desc")[-1].split("</desc>")[-1]
    assert "Nomor sumbu: lihat tabel" in radar(paper(30).net, "Jaring")
    assert "Nomor sumbu: lihat tabel" not in radar(paper(5).net, "Jaring")
    assert _NARROW.numbered


@pytest.mark.parametrize("bundle", bundles().values(), ids=lambda bundle: bundle.code)
def test_the_programmes_of_the_shipped_lists_stay_readable(bundle):
    net = programme_net(assess(bundle, {}))
    labels = _labels(_roomy(_WIDE, net), net)
    assert not any(a.touches(b) for n, a in enumerate(labels) for b in labels[n + 1 :])


@pytest.mark.parametrize("count", [5, 30])
def test_the_slide_has_an_editable_chart_and_all_numbers(count):
    deck = Presentation(io.BytesIO(net_slides(paper(count))))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    chart = next(shape.chart for shape in shapes if shape.has_chart)
    assert [series.name for series in chart.plots[0].series] == ["Capaian", "Target (100)", "Tahun lalu"]
    assert len(list(chart.plots[0].categories)) == count
    cells = [row.cells[0].text for shape in shapes if shape.has_table for row in shape.table.rows]
    assert sum("kelompok" in text for text in cells) == count


def test_the_workbook_leaves_what_is_not_scored_empty_and_has_its_chart():
    book = openpyxl.load_workbook(io.BytesIO(net_workbook(paper(5), dt.datetime(2026, 5, 4, tzinfo=dt.UTC))))
    page = book["Jaring"]
    assert [page.cell(5 + n, 2).value for n in range(5)] == [40, None, 42, 43, 44]
    assert len(page._charts) == 1


def test_the_page_says_how_much_is_lacking_beside_the_drawing():
    table = next(block for block in net_document(paper(5)).blocks if isinstance(block, Table))
    assert [row.cells[4] for row in table.rows] == ["60,0", "–", "58,0", "57,0", "56,0"]
