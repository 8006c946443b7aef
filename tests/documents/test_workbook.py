"""The workbook is opened again: formulas are live, their written results are the store's figures, text is never run."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from lokmin.core.numbers import MICRO
from lokmin.core.pws.rows import Status
from lokmin.documents.render.excel import excel, sheet_names

from . import cast

HEAD_ROW = 7


def opened(data, **more):
    return openpyxl.load_workbook(io.BytesIO(data), **more)


def table(sheet):
    """Rows of a PWS sheet by village name."""
    heads = [cell.value for cell in sheet[HEAD_ROW]][:27]  # behind them stand the hidden series of the chart
    rows = {}
    for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True):
        if row[0]:
            rows[row[0]] = dict(zip(heads, row[:27], strict=True))
        if row[0] == "Puskesmas":
            break
    return rows


def test_written_results_are_the_figures_of_the_store():
    pack = cast.pack()
    book = opened(excel(pack), data_only=True)
    for sheet, name in zip(pack.sheets, sheet_names(pack.sheets), strict=True):
        rows = table(book[name])
        assert len(rows) == len(sheet.rows) + 1
        for row in (*sheet.rows, sheet.total):
            found = rows[pack.names[row.place]]
            assert found["Sasaran setahun"] == pytest.approx(row.denominator / MICRO)
            assert found["Kumulatif"] == pytest.approx(row.numerator / MICRO)
            assert found["Status"] == row.status.value
            assert (found["Tren"] or "") == row.trend.value
            if row.status is Status.NONE:
                assert not found["% kumulatif"]
                assert not found["Peringkat"]
                assert not found["Kurang (ibu)"] or found["Kurang (ibu)"] == ""
            else:
                assert found["% kumulatif"] == pytest.approx(row.percent, abs=1e-9)
                assert found["Kurang (ibu)"] == row.gap_people
                assert (found["Peringkat"] or None) == row.rank
            assert found["Target berjalan"] == pytest.approx(row.running_target_percent)


def test_a_month_that_is_not_reported_is_an_empty_cell_and_never_zero():
    pack = cast.pack()
    sheet = opened(excel(pack))["PWS K1"]
    lebakharjo = table(sheet)["Lebakharjo"]
    assert lebakharjo["Apr"] is None
    assert lebakharjo["Mar"] == 2
    assert lebakharjo["Mei"] is None


def test_everything_computed_is_a_live_formula():
    pack = cast.pack()
    book = opened(excel(pack))
    computed = ("Kumulatif", "% kumulatif", "Bulan ini", "Bulan lalu", "Target berjalan", "Kurang (ibu)", "Tren",
                "Peringkat", "Status")  # fmt: skip
    for row in table(book["PWS K1"]).values():
        for head in computed:
            assert str(row[head]).startswith("="), head
    total = table(book["PWS K1"])["Puskesmas"]
    assert total["Jan"].startswith("=IF(COUNT(")
    recap = book["Rekap"]
    assert all(str(recap.cell(5, column).value).startswith("=") for column in (4, 5, 6, 7, 8, 9, 11, 12, 13))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice tidak terpasang")
@pytest.mark.parametrize("up", [True, False])
@pytest.mark.parametrize("flow", [True, False])
def test_another_program_computes_the_same(tmp_path, up, flow):
    """The written results are taken out; LibreOffice computes every formula anew and must find them again."""
    rows = tuple(cast.row(cast.CODE[v], "K1", m, s, up=up, pro_rata=flow) for v, (m, s) in cast.K1.items())
    if not flow:
        rows = tuple(replace(r, numerator=next((m for m in reversed(r.months) if m is not None), None)) for r in rows)
        rows = tuple(_judged(r, up=up) for r in rows)
    ranked = sorted((r for r in rows if r.month is not None), key=lambda r: r.percent * (-1 if up else 1))
    place = {r.place: 1 + sum(_better(o, r, up=up) for o in ranked) for r in ranked}
    rows = tuple(replace(r, rank=place.get(r.place)) for r in rows)
    pack = cast.pack((replace(cast.sheet(), rows=rows, total=None, flow=flow, pro_rata=flow),))
    data = excel(pack)
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(bare, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(info.filename, content)
    source = tmp_path / "asal.xlsx"
    source.write_bytes(bare.getvalue())
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "hitung", source],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    ours = opened(data, data_only=True)
    theirs = openpyxl.load_workbook(tmp_path / "hitung" / "asal.xlsx", data_only=True)
    compared = 0
    for sheet in ours:
        for line in sheet.iter_rows():
            for cell in line:
                other = theirs[sheet.title][cell.coordinate].value
                mine = cell.value if cell.value != "" else None
                other = other if other != "" else None
                if isinstance(mine, int | float) and isinstance(other, int | float):
                    assert mine == pytest.approx(other, abs=1e-8), cell.coordinate
                else:
                    assert mine == other, (sheet.title, cell.coordinate)
                compared += mine is not None
    assert compared > 250


def _better(other, row, *, up):
    return other.percent > row.percent if up else other.percent < row.percent


def _judged(row, *, up):
    """Status and gap of a stock indicator by the rule, from its last value."""
    if row.month is None:
        return row
    goal = row.running_target[0] / row.running_target[1] * row.denominator / 100
    reached = row.numerator >= goal if up else row.numerator <= goal
    worse, better = ("turun", "naik") if up else ("naik", "turun")
    trend = row.trend.value
    status = (
        (Status.KURANG if trend == worse else Status.BAIK)
        if reached
        else (Status.CUKUP if trend == better else Status.JELEK)
    )
    lack = -(-abs(goal - row.numerator) // MICRO)
    return replace(row, status=status, gap_people=0 if reached else int(lack))


def test_a_sheet_has_a_native_chart_frozen_heads_and_one_page_width():
    pack = cast.pack()
    data = excel(pack)
    book = opened(data)
    sheet = book["PWS K1"]
    assert sheet.freeze_panes == "B8"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$7:$7"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == len(pack.sheets)
        chart = archive.read(charts[0]).decode()
    assert "<c:barChart>" in chart
    assert "<c:lineChart>" in chart
    assert "'PWS K1'!" in chart


def test_text_that_looks_like_a_formula_stays_text():
    evil = '=HYPERLINK("http://x","klik")'
    names = {**cast.NAMES, cast.CODE["Watubelah"]: evil}
    sheet = replace(cast.sheet(), name="+1+1", source="@SUM(A1)", over="-2", programme="=1+1")
    book = opened(excel(cast.pack((sheet,), names=names, puskesmas="=1+2")))
    for page in book:
        for line in page.iter_rows():
            for cell in line:
                value = str(cell.value or "")
                if value in (evil, "+1+1", "=1+1") or value.startswith(("@SUM", "=1+2")):
                    assert cell.data_type == "s", cell.coordinate
    assert table(book["PWS K1"])[evil]["Feb"] == 5


def test_sheet_names_are_such_as_excel_takes():
    sheets = [replace(cast.sheet(), short=name) for name in ("K1/K4?", "k1 k4 ", "", "x" * 60)]
    names = sheet_names(sheets)
    assert len({name.lower() for name in names}) == 4
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_the_source_cell_of_a_village_is_a_note_in_the_workbook():
    sheet = opened(excel(cast.pack()))["PWS K1"]
    notes = [cell.comment.text for line in sheet.iter_rows() for cell in line if cell.comment]
    assert len(notes) == 12
    assert any("lembar 1.DATA KIA, sel D31" in note for note in notes)


def test_the_same_input_gives_the_same_workbook():
    assert excel(cast.pack()) == excel(cast.pack())
