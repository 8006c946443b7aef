"""The tracker on paper: groups with counts, states in words, the marks of the year."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.catalog.loading import rules
from lokmin.core.periods import Month
from lokmin.core.reports.entries import load
from lokmin.core.reports.states import Sent, Standing, standings
from lokmin.core.reports.summary import Tally
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.reports import (
    HEADS,
    YEAR_HEADS,
    ReportLine,
    TrackerPaper,
    YearLine,
    mark,
    month_tracker,
    sheet_rows,
    year_sheet_rows,
    year_tracker,
)
from lokmin.documents.model import Letterhead, Table

BOOK = load(rules("reports"))
TODAY = dt.date(2026, 5, 8)
PAPER = TrackerPaper(
    puskesmas="Puskesmas Banyuwening", letterhead=Letterhead("PEMERINTAH", "DINAS KESEHATAN", "UPTD"),
    head=Signer("dr. Anindya Prameswari", "Kepala Puskesmas"),
    keeper=Signer("Yusuf Hidayat, S.KM.", "Kepala Tata Usaha"), town="Banyuwening", day=TODAY,
)  # fmt: skip


def april() -> list[Standing]:
    sent = [
        Sent("LB1", "2026-04", dt.date(2026, 5, 4)), Sent("LB2", "2026-04", dt.date(2026, 5, 8)),
        Sent("W2", "2026-W14", dt.date(2026, 4, 13)),
    ]  # fmt: skip
    return standings(BOOK, sent, since=dt.date(2026, 4, 1), until=dt.date(2026, 4, 30), today=TODAY)


def lines(found: list[Standing]) -> list[ReportLine]:
    order = list(BOOK.categories)
    told = [ReportLine(s, BOOK.categories[s.report.category], "Yusuf Hidayat", closed="hari Minggu") for s in found]
    return sorted(told, key=lambda line: order.index(line.standing.report.category))


def table(document) -> Table:
    return next(b for b in document.blocks if isinstance(b, Table))


def test_the_month_counts_each_group_and_says_each_state() -> None:
    document = month_tracker(PAPER, Month(2026, 4), lines(april()))
    texts = "\n".join(document.texts())
    assert document.landscape
    assert "PEMANTAUAN LAPORAN APRIL 2026" in texts
    assert "terkirim tepat waktu" in texts
    assert "terkirim terlambat 3 hari" in texts
    assert "terlambat 3 hari" in texts
    groups = [r.cells[0] for r in table(document).rows if r.kind == "group"]
    assert len(groups) == len(BOOK.categories)
    assert any(str(g).startswith("Pelayanan kesehatan dasar dan rujukan: 2 dari ") for g in groups)
    numbers = [int(str(r.cells[0])) for r in table(document).rows if r.kind == "body"]
    assert numbers == list(range(1, len(april()) + 1))


def test_a_due_day_nobody_works_is_told_until_the_report_went_out() -> None:
    rows = {
        str(r.cells[1]): r.cells
        for r in table(month_tracker(PAPER, Month(2026, 4), lines(april()))).rows
        if r.kind == "body"
    }
    assert rows["LB1: data kesakitan"][5] == "5 Mei 2026"
    assert rows["SPM bidang kesehatan, 12 pelayanan"][5] == "5 Mei 2026 (hari Minggu)"


def test_the_marks_of_a_year() -> None:
    by_key = {s.key: s for s in april()}
    assert mark(()) == ""
    assert mark([by_key["LB1@2026-04"]]) == "ya"
    assert mark([by_key["LB2@2026-04"]]) == "t3"
    assert mark([by_key["SPM@2026-04"]]) == "BELUM"
    weeks = [s for s in april() if s.report.code == "W2"]
    assert mark(weeks) == f"1/{len(weeks)} BELUM"
    assert mark([by_key["KOMDAT@2026-04"]]) == "…"


def test_the_year_has_a_column_a_month_and_its_counts_at_the_foot() -> None:
    by_key = {s.key: s for s in april()}
    months = tuple((by_key["LB1@2026-04"],) if n == 3 else () for n in range(12))
    counts = [Tally(on_time=3, late=1) if n == 3 else Tally() for n in range(12)]
    one = [YearLine("LB1", "Yankes", months)]
    body = table(year_tracker(PAPER, 2026, one, counts)).rows
    assert body[1].cells[2:] == ("", "", "", "ya", *("",) * 8)
    assert body[-1].kind == "total"
    assert body[-1].cells[5] == "3/4"
    assert [len(r) for r in year_sheet_rows(one)] == [len(YEAR_HEADS)]
    assert "Belum ada laporan" in "\n".join(year_tracker(PAPER, 2026, [], counts).texts())


def test_rows_of_the_workbook_keep_days_as_days() -> None:
    rows = sheet_rows(lines(april()))
    assert all(len(r) == len(HEADS) for r in rows)
    late = next(r for r in rows if r[1] == "LB2")
    assert (late[7], late[8], late[9]) == (dt.date(2026, 5, 5), dt.date(2026, 5, 8), 3)


@pytest.mark.parametrize("count", [0, 3])
def test_the_list_as_a_workbook_is_the_same_each_time(count: int) -> None:
    from lokmin.documents.render.listbook import list_workbook

    made = dt.datetime(2026, 5, 8, 9, tzinfo=dt.UTC)
    rows = [("a", 1, dt.date(2026, 5, 8), None)] * count
    one, two = (
        list_workbook("Laporan", "di bawah", "ABCD", (9,) * 4, rows, made=made, office="P") for _ in range(2)
    )  # fmt: skip
    assert one == two
    assert one[:2] == b"PK"
