"""RPK of the year and month, money, integration and M&E on paper and as workbooks with live sums."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from lokmin.core.periods import Month
from lokmin.core.planning.integration import LP, LS, Support, matrix
from lokmin.core.planning.monev import proposed
from lokmin.core.planning.monthly import draft
from lokmin.core.planning.monthrecords import LeftOut, MonthRow, Origin, Source, Sources
from lokmin.core.planning.quadrant import Point, placed
from lokmin.core.planning.realisation import Spent, absorption, course, deviations
from lokmin.core.planning.rpk import YearRow, spread, sums
from lokmin.core.planning.shares import prevented, shares
from lokmin.documents.figures.quadrant import quadrant
from lokmin.documents.figures.shares import share_bars
from lokmin.documents.forms.integration import integration_paper
from lokmin.documents.forms.monev import monev_paper
from lokmin.documents.forms.money import MoneyPaper, money_paper
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.rpkmonth import HEADS, MonthPaper, rpk_month
from lokmin.documents.forms.rpkyear import YearPaper, rpk_year
from lokmin.documents.model import Column, Document, Paper, Row, Table
from lokmin.documents.render.plain import plain_document
from lokmin.documents.render.rpkbooks import plan_workbook
from lokmin.documents.render.rpkpages import integration_pages, monev_pages, money_pages, month_pages, year_pages

from . import cast

MADE = dt.datetime(2026, 11, 5, 9, tzinfo=dt.UTC)
NOV = Month(2026, 11)
FUNDS = {"bok": "BOK", "apbd": "APBD"}


def by():
    pack = cast.pack()
    return Office(
        pack.puskesmas, pack.letterhead, "Banyuwening", dt.date(2026, 11, 5), pack.meeting.head, paper=Paper.F4
    )


def rows():
    return [
        YearRow(
            "1", "Kelas ibu hamil di 12 desa", group="UKM esensial", effort="KIA", klaster=2,
            purpose="Meningkatkan cakupan K6", target_group="Ibu hamil", target="480 ibu",
            owner="Ratna Wulandari, S.Tr.Keb.", volume=36_000_000, unit="kali", months=frozenset(range(1, 12)),
            times=((2, 3),), costs=spread([("bok", 36_000_001)], range(1, 12)), detail="Tiga kali pertemuan tiap desa",
            place="Balai desa", success="K6 90 %", indicator="K6", nature="promotif",
        ),
        YearRow(
            "2", "Fogging fokus", group="UKM esensial", effort="P2", klaster=4, months=frozenset({11}),
            costs=spread([("apbd", 5_000_000)], {11}), owner="Lukman Arifin, S.K.M.", nature="preventif",
        ),
        YearRow("3", "Lokmin bulanan", group="Administrasi dan manajemen", months=frozenset(range(1, 13)),
                nature="manajemen"),
    ]  # fmt: skip


def year_paper():
    found = shares(rows())
    return YearPaper(2026, rows(), FUNDS, "Versi 1", found, prevented(found))


def month_paper():
    drawn = draft(NOV, Sources(year=rows()))
    one = MonthRow("manual:1", "Kunjungan rumah", costs=spread([("bok", 150_000)], {11}), days=(3, 4, 5), done=True,
                   done_volume=3_000_000, unit="rumah", paid=spread([("bok", 100_000)], {11}), proof="foto",
                   origins=(Origin(Source.ACTION, "4", "RTL 4/2026"),))  # fmt: skip
    held = (one, *drawn.rows)
    return MonthPaper(NOV, held, FUNDS, {"manual:1": "terlaksana"}, "Versi 2", ("Ditambah: Kunjungan rumah.",),
                      (LeftOut(Source.GAP, "K1 Kalisari", "di luar 8 kesenjangan"),))  # fmt: skip


def money():
    plan, pagu = sums(rows()), {"bok": 40_000_000, "apbd": None}
    spent = [Spent("1", 1, "bok", 3_000_000), Spent("1", 3, "bok", 4_000_000)]
    lines, together = absorption(plan, spent, pagu, 3)
    courses = {code: course(plan, spent, pagu, 3, code) for code in ("bok", "apbd")}
    courses[""] = course(plan, spent, pagu, 3)
    points = [Point("kia", "KIA", 9_000_000, 7_000_000, 6500, 4), Point("gizi", "Gizi", 9, 9, 10_000, 2),
              Point("p2", "P2", 100, 20, 5200, 3), Point("ptm", "PTM", 100, 60, 10_000, 3),
              Point("ukp", "UKP", None, None, None)]  # fmt: skip
    return MoneyPaper(Month(2026, 3), lines, together, courses, plan, FUNDS, {"bok": "DPA 2026"}, "Kalimat.",
                      deviations(rows(), [], spent, 3), placed(points, 8000, 10_000))  # fmt: skip


def lpls():
    return matrix([(row.key, row.activity, row.owner) for row in rows()], [
        Support("1", LS, "Desa Rejosari", "mobil siaga", "tiap Selasa"), Support("1", LP, "Gizi", "konseling"),
    ])  # fmt: skip


def papers():
    checks = [check for row in rows() for check in proposed(row, 2026)]
    return {
        "year": rpk_year(year_paper(), by()), "month": rpk_month([month_paper()], by()),
        "money": money_paper(money(), by()), "integration": integration_paper(lpls(), 2026, by()),
        "monev": monev_paper(checks, 2026, by(), dt.date(2026, 11, 5)),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["year", "month", "money", "integration", "monev"])
def test_plan_papers_are_f4_landscape_in_letters_that_can_be_read(name):
    paper = papers()[name]
    assert paper.page_size == (330.0, 215.0)
    for block in paper.blocks:
        if isinstance(block, Table):
            assert block.size >= 8
            assert min(block.widths(paper.text_width)) >= 4.5


def test_the_year_has_its_official_columns_subtotals_and_both_margins_of_its_money():
    paper = papers()["year"]
    table, cross = [block for block in paper.blocks if isinstance(block, Table)][:2]
    heads = [column.title for column in table.columns]
    assert heads[:8] == ["No", "Upaya kesehatan", "Kegiatan", "Tujuan", "Sasaran", "Target sasaran",
                         "Penanggung jawab", "Volume kegiatan"]  # fmt: skip
    assert heads[8:20] == ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
    assert heads[20:] == ["Rincian pelaksanaan", "Lokasi pelaksanaan", "Biaya"]
    totals = [row.cells[-1] for row in table.rows if row.kind == "total"]
    assert totals == ["Rp41.000.001", "–", "Rp41.000.001"]
    assert table.rows[1].cells[9] == "3"
    assert cross.rows[-1].cells[-1] == "41.000.001"


def test_the_month_prints_its_rows_their_days_where_they_come_from_and_what_changed():
    text = "\n".join(papers()["month"].texts())
    for wanted in ("Kunjungan rumah", "3–5", "RTL 4/2026; bukti: foto", "terlaksana; 3 rumah; Rp100.000",
                   "Ditambah: Kunjungan rumah.", "K1 Kalisari: di luar 8 kesenjangan", "Urutan: klaster",
                   "RPK 2026, dijadwalkan November"):  # fmt: skip
        assert wanted in text
    first = next(block for block in papers()["month"].blocks if isinstance(block, Table))
    assert tuple(column.title for column in first.columns) == HEADS


def loaded(pages, *, values=False):
    content = plan_workbook(pages, made=MADE, office="Puskesmas Banyuwening")
    assert content == plan_workbook(pages, made=MADE, office="Puskesmas Banyuwening")
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def last_value(sheet, column):
    return [cell.value for cell in sheet[column] if cell.value is not None][-1]


def test_the_year_workbook_adds_up_alive_and_its_kept_results_agree_with_the_plan():
    live = loaded(year_pages(year_paper(), "Puskesmas Banyuwening"))
    kept = loaded(year_pages(year_paper(), "Puskesmas Banyuwening"), values=True)
    assert live.sheetnames == ["RPK", "Dana per bulan", "Dana per sumber"]
    formulas = [c.value for row in live["RPK"].iter_rows() for c in row if str(c.value).startswith("=")]
    assert formulas[0] == "=SUM(W6:W7)"
    assert formulas[-1].startswith("=W8+W")
    assert last_value(kept["RPK"], "W") == 41_000_001
    assert last_value(kept["Dana per bulan"], "P") == 41_000_001
    assert last_value(kept["Dana per sumber"], "N") == 41_000_001


def test_the_month_workbook_has_its_days_and_a_live_sum():
    book = loaded(month_pages([month_paper()], "Puskesmas Banyuwening"))
    assert book.sheetnames == ["November 2026", "Pelaksanaan November 2026"]
    days = book["Pelaksanaan November 2026"]
    assert [day for day in range(1, 31) if days.cell(5, day + 2).value == "●"] == [3, 4, 5]
    assert last_value(book["November 2026"], "M").startswith("=SUM(M5:M")


def test_money_keeps_blank_cells_blank():
    book = loaded(money_pages(money(), "Puskesmas Banyuwening"))
    spent = book["Realisasi per bulan"]
    assert [spent.cell(5, column).value for column in (2, 3, 4)] == [3_000_000, None, 4_000_000]
    assert loaded(integration_pages(lpls(), 2026, "P")).sheetnames == ["LP dan LS"]
    checks = [check for row in rows() for check in proposed(row, 2026)]
    sheet = loaded(monev_pages(checks, 2026, "P", dt.date(2026, 11, 5)))["Monev"]
    assert sheet.cell(5, 6).value == dt.datetime(2026, 1, 30)
    assert "Feb" in papers()["money"].texts()


def test_the_figures_say_their_corners_and_parts_in_words():
    svg = quadrant(money().placed, absorption_line=8000, coverage_line=10_000, dress="paper")
    for corner in ("jalan terus", "macet", "hemat atau belum ditagih", "uang jalan, hasil belum"):
        assert f">{corner}<" in svg
    assert "5 UKP: Belum dapat ditempatkan" in svg
    bars = share_bars(shares(rows()), dress="paper")
    assert "promotif 33 % dari kegiatan, 88 % dari dana" in bars
    assert "kuratif" not in bars


def test_a_long_word_breaks_inside_its_narrow_column_and_nowhere_else():
    table = Table(
        (Column("Sasaran", width=18), Column("Kegiatan")),
        (Row(("Lansia dengan ketergantungan", "ketergantungan")), Row(("Pemeriksaan", "masyarakat"), kind="total")),
        size=8,
    )  # fmt: skip
    paper = Document(code="x", title="x", blocks=(table,), paper=Paper.F4)
    rows = plain_document(paper)["blocks"][0]["rows"]
    assert rows[0]["cells"] == ["Lansia dengan ke\u00adter\u00adgan\u00adtu\u00adngan", "ketergantungan"]
    assert rows[1]["cells"] == ["Pe\u00adme\u00adrik\u00adsaan", "masyarakat"]
