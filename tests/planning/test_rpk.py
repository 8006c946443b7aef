"""The year and its months in the office: from the RUK to money paid, versions, M&E and partners."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lokmin.core.periods import Month
from lokmin.core.planning.money import rupiah
from lokmin.core.planning.monthrecords import Gap
from lokmin.core.planning.rpk import sums
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.followup.commitments import operations as promises
from lokmin.cycle.planning.models import MonthRow, Plan, RukItem, RukMoney, Spending
from lokmin.cycle.planning.monev import operations as monev
from lokmin.cycle.planning.monev import queries as monev_queries
from lokmin.cycle.planning.money import operations as money
from lokmin.cycle.planning.money import queries as money_queries
from lokmin.cycle.planning.monthly import operations as monthly
from lokmin.cycle.planning.monthly import paper as monthly_paper
from lokmin.cycle.planning.monthly import queries as monthly_queries
from lokmin.cycle.planning.monthly import sources
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.rpk import operations, queries
from lokmin.cycle.workforce.models import Staff

APRIL, MAY, JUNE = Month(2026, 4), Month(2026, 5), Month(2026, 6)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-05-20T09:00"


@pytest.fixture
def office(cast):
    return {"puskesmas": cast.puskesmas, "by": cast.people["yusuf"]}


def add(office, activity="Kelas ibu hamil", months=(4, 5, 6), amounts=(("bok", 900_000),), **more):
    return operations.add(
        **office, year=2026, new_reason="Usulan desa", activity=activity, upaya="UKM esensial", months=months,
        amounts=amounts, **more,
    )  # fmt: skip


def village(cast):
    return Partner.objects.get_or_create(puskesmas=cast.puskesmas, sector="desa", name="Desa Rejosari")[0]


def ruk_item(office, activity, asked, funding, funded=None, time="Maret, Juni", reason="pagu turun"):
    plan = plans.plan_of(**office, kind=Plan.RUK, year=2026)
    item = RukItem.objects.create(
        plan=plan, activity=activity, upaya="UKM esensial", funding=funding, funded=funded, time_text=time,
        funding_reason=reason, made_at=clock.now(),
    )  # fmt: skip
    for fund, amount in asked:
        RukMoney.objects.create(item=item, fund=fund, rupiah=amount)
    return item


def test_one_button_takes_the_funded_rows_of_the_ruk_with_the_money_that_was_granted(cast, office):
    ruk_item(office, "Posyandu", [("bok", 1_000_000)], RukItem.FULL, reason="")
    ruk_item(office, "Fogging", [("apbd", 2_000_000), ("bok", 1_000_000)], RukItem.PART, 1_000_001)
    ruk_item(office, "Bangun pagar", [("apbd", 5)], RukItem.NONE)
    ruk_item(office, "Belum diputus", [("bok", 5)], "", reason="")
    made = operations.from_ruk(**office, year=2026)
    assert [item.activity for item in made] == ["Posyandu", "Fogging"]
    posyandu, fogging = queries.items(cast.puskesmas, 2026)
    assert posyandu.months == {3, 6}
    assert (posyandu.link, fogging.link, fogging.reason) == ("didanai penuh", "didanai sebagian", "pagu turun")
    assert fogging.cost == 1_000_001
    assert sums([fogging]).by_fund("apbd") == 666_667
    page = queries.page(cast.puskesmas, 2026)
    assert (page.waiting, page.undecided) == (0, 1)
    with pytest.raises(ValidationError, match="1 baris RUK belum diputuskan"):
        operations.from_ruk(**office, year=2026)


def test_moving_months_in_the_grid_moves_the_money_and_loses_none(cast, office, enter):
    item = add(office, amounts=(("bok", 1_000_000), ("apbd", 100)))
    client = enter("yusuf")
    address = reverse("planning:rpk_grid", kwargs={"pkm": cast.puskesmas.code, "year": 2026})
    assert client.get(address).status_code == 200
    client.post(address, {"baris": [item.pk], "bulan": [f"{item.pk}-{m}" for m in (1, 2, 7)]})
    (row,) = queries.items(cast.puskesmas, 2026)
    assert row.months == {1, 2, 7}
    assert [row.cost_in(m, "bok") for m in (1, 2, 7)] == [333_334, 333_333, 333_333]
    assert row.cost == 1_000_100


def test_a_new_activity_needs_its_reason_and_what_was_paid_keeps_a_row(cast, office):
    with pytest.raises(ValidationError, match="alasan"):
        operations.add(**office, year=2026, new_reason=" ", activity="Lomba", upaya="UKM esensial")
    item = add(office)
    money.spend(**office, fund="bok", date=dt.date(2026, 4, 9), rupiah=5, item=item, proof="SPJ")
    with pytest.raises(ValidationError, match="sudah ada realisasinya"):
        operations.remove(item=item, by=office["by"])


def test_the_month_writes_itself_from_the_year_rtl_promises_and_last_month(cast, office):
    item = add(office, activity="Kelas ibu hamil")
    april = monthly.draw_up(**office, month=APRIL)
    held = april.month_rows.get()
    monthly.tell_state(row=held, by=office["by"], state=MonthRow.MOVED, reason="balai dipakai")
    action = followup.add(
        **office, problem="K1 turun", activity="Sweeping ibu hamil", start=dt.date(2026, 5, 11),
        due=dt.date(2026, 5, 13), cost=70_000, fund="Dana BOK 2026",
    )  # fmt: skip
    promises.add(
        **office, partner=village(cast), problem="K1", support="mobil siaga", activity="Antar jemput",
        due=dt.date(2026, 6, 30),
    )  # fmt: skip
    plan = monthly.draw_up(**office, month=MAY)
    rows = {line.row.activity: line for line in monthly_queries.month_rows(cast.puskesmas, MAY)}
    assert set(rows) == {"Kelas ibu hamil", "Sweeping ibu hamil", "Antar jemput"}
    both = rows["Kelas ibu hamil"]
    assert both.source_words == "belum terlaksana April 2026 (balai dipakai); RPK 2026, dijadwalkan Mei"
    assert both.row.cost == 600_000
    sweeping = rows["Sweeping ibu hamil"].row
    assert sweeping.days == (11, 12, 13)
    assert [(cost.fund, cost.rupiah) for cost in sweeping.costs] == [("bok", 70_000)]
    assert plan.month_rows.get(activity="Sweeping ibu hamil").action_id == action.pk
    assert plan.month_rows.get(activity="Kelas ibu hamil").rpk_item_id == item.pk


def test_next_month_planned_early_takes_over_only_what_was_said_not_to_be_done(cast, office):
    add(office, activity="Fogging")
    add(office, activity="Posyandu")
    may = monthly.draw_up(**office, month=MAY)
    monthly.tell_state(
        row=may.month_rows.get(activity="Fogging"), by=office["by"], state=MonthRow.MOVED, reason="hujan"
    )
    monthly.draw_up(**office, month=JUNE)
    words = {line.row.activity: line.source_words for line in monthly_queries.month_rows(cast.puskesmas, JUNE)}
    assert words == {
        "Fogging": "belum terlaksana Mei 2026 (hujan); RPK 2026, dijadwalkan Juni",
        "Posyandu": "RPK 2026, dijadwalkan Juni",
    }


def test_a_row_planned_early_says_later_what_else_it_answers(cast, office, monkeypatch):
    add(office, activity="Kelas ibu hamil", indicator="K6")
    monthly.draw_up(**office, month=JUNE)
    gap = [Gap("K6", "K6", cast.villages[0].code, "Watubelah", n, "ibu", MAY) for n in (9, 4)]
    other = Gap("K1", "K1", cast.villages[0].code, "Watubelah", 7, "ibu", MAY)
    monkeypatch.setattr(sources, "gaps", lambda puskesmas, until: (gap[0], other))
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 6, 3))
    monthly.draw_up(**office, month=JUNE)
    words = {line.row.activity: line for line in monthly_queries.month_rows(cast.puskesmas, JUNE)}
    assert words["Kelas ibu hamil"].source_words == "RPK 2026, dijadwalkan Juni; K6 Watubelah Mei 2026: kurang 9 ibu"
    row = MonthRow.objects.get(source="kesenjangan")
    assert row.target == "7 ibu"
    monkeypatch.setattr(sources, "gaps", lambda puskesmas, until: (gap[1], replace(other, people=3)))
    monthly.draw_up(**office, month=JUNE)
    row.refresh_from_db()
    assert (row.target, row.source_text) == ("3 ibu", "K1 Watubelah Mei 2026: kurang 3 ibu")


def test_drawing_up_again_keeps_corrections_and_never_brings_back_what_was_taken_out(cast, office):
    add(office, activity="Fogging")
    add(office, activity="Posyandu")
    plan = monthly.draw_up(**office, month=MAY)
    monthly.change(row=plan.month_rows.get(activity="Posyandu"), by=office["by"], activity="Posyandu malam")
    monthly.remove(row=plan.month_rows.get(activity="Fogging"), by=office["by"], reason="tidak ada kasus")
    add(office, activity="Kelas balita")
    monthly.draw_up(**office, month=MAY)
    assert [line.row.activity for line in monthly_queries.month_rows(cast.puskesmas, MAY)] == [
        "Kelas balita", "Posyandu malam"]  # fmt: skip
    news = monthly_queries.news(cast.puskesmas, MAY)
    assert news.rows == ()
    assert [(one.what, one.reason) for one in news.left_out] == [("Fogging", "dikeluarkan: tidak ada kasus")]


def test_a_row_of_many_sources_is_drawn_once_and_taken_out_once(cast, office):
    """Two rows of the month before and one of the year about the same work are one row, however often it is drawn."""
    add(office, activity="Kelas ibu hamil")
    april = monthly.draw_up(**office, month=APRIL)
    monthly.add(**office, month=APRIL, activity="Kelas ibu hamil", upaya="UKM esensial")
    for row in april.month_rows.all():
        monthly.tell_state(row=row, by=office["by"], state=MonthRow.MOVED, reason="balai dipakai")
    may = monthly.draw_up(**office, month=MAY)
    held = may.month_rows.get()
    assert len(held.origins) == 3
    monthly.draw_up(**office, month=MAY)
    assert may.month_rows.get() == held

    monthly.tell_state(row=held, by=office["by"], state=MonthRow.MOVED, reason="hujan")
    june = monthly.draw_up(**office, month=JUNE)
    carried = june.month_rows.get()
    monthly.remove(row=carried, by=office["by"], reason="digabung dengan posyandu")
    monthly.draw_up(**office, month=JUNE)
    assert june.month_rows.get() == carried


def test_a_phone_ticks_a_row_moves_another_and_says_what_was_paid(cast, office, enter):
    add(office)
    row = monthly.draw_up(**office, month=MAY).month_rows.get()
    client, given = enter("bambang"), {"pkm": cast.puskesmas.code, "pk": row.pk}
    client.post(reverse("planning:month_row_move", kwargs=given), {"on": "2026-05-12"})
    answer = client.post(reverse("planning:month_row_move", kwargs=given), {"on": "2026-06-12"})
    assert answer.status_code == 422
    assert "Tanggalnya harus di Mei 2026" in answer.content.decode()
    state = {"state": "terlaksana", "done_on": "2026-05-12", "fund": "bok", "rupiah": "250.000"}
    answer = client.post(reverse("planning:month_row_state", kwargs=given), state)
    assert "Pembayaran perlu bukti" in answer.content.decode()
    assert not Spending.objects.exists()
    client.post(reverse("planning:month_row_state", kwargs=given), {**state, "proof": "SPJ 3/V"})
    (line,) = monthly_queries.month_rows(cast.puskesmas, MAY)
    assert (line.state, line.row.days, line.row.paid_sum) == ("terlaksana", (12,), 250_000)
    client.post(reverse("planning:month_row_done", kwargs=given))
    assert monthly_queries.month_rows(cast.puskesmas, MAY)[0].done_on == dt.date(2026, 5, 20)


def test_a_version_of_the_month_says_what_changed_and_stands_on_the_paper(cast, office, enter):
    add(office)
    plan = monthly.draw_up(**office, month=MAY)
    plans.approve(plan=plan, by=office["by"], reason="lokmin Mei")
    monthly.change(row=plan.month_rows.get(), by=office["by"], target="40 ibu")
    monthly.move(row=plan.month_rows.get(), by=office["by"], on=dt.date(2026, 5, 12))
    client = enter("yusuf")
    address = reverse("planning:month_version", kwargs={"pkm": cast.puskesmas.code, "year": 2026, "month": 5})
    client.post(address, {"reason": "sasaran bertambah"})
    text = "\n".join(monthly_paper.document(cast.puskesmas, MAY).texts())
    assert "Versi 2" in text
    assert "40 ibu" in text
    assert any("tanggal diisi “12”" in change for change in plan.versions.first().changes)
    annex = monthly_queries.for_meeting(cast.puskesmas, 2026, 5)
    assert annex.approve == "rpk_bulanan:2026-05"
    assert annex.rows[0][1] == "Kelas ibu hamil"


def test_absorption_counts_what_is_paid_not_what_was_taken_back(cast, office):
    item = add(office)
    money.set_ceiling(**office, year=2026, fund="bok", rupiah=10_000_000, document="DPA", since=dt.date(2026, 1, 2))
    money.set_ceiling(**office, year=2026, fund="bok", rupiah=8_000_000, document="DPA-P", since=dt.date(2026, 5, 2))
    first = money.spend(**office, fund="bok", date=dt.date(2026, 4, 9), rupiah=300_000, item=item, proof="SPJ 1")
    money.spend(**office, fund="bok", date=dt.date(2026, 5, 9), rupiah=100_000, item=item, proof="SPJ 2")
    money.void(spending=first, by=office["by"], reason="salah kegiatan")
    found = money_queries.absorption(cast.puskesmas, 2026, 5)
    assert (found.pagu, found.spent, found.planned, found.of_pagu_bp) == (8_000_000, 100_000, 600_000, 125)
    page = money_queries.page(cast.puskesmas, MAY)
    assert page.lines[0].blank == (4,)
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        money.void(spending=first, by=office["by"], reason="lagi")


def test_the_workbook_of_the_year_holds_the_sum_of_the_store(cast, office, enter):
    add(office)
    add(office, activity="Lokmin", amounts=())
    given = {"pkm": cast.puskesmas.code, "year": 2026, "ending": "xlsx"}
    content = enter("yusuf").get(reverse("planning:rpk_file", kwargs=given)).content
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Dana per sumber"]
    assert [cell.value for cell in sheet["N"] if cell.value is not None][-1] == 900_000
    assert rupiah(queries.page(cast.puskesmas, 2026).total.whole) == "Rp900.000"


def test_monev_is_proposed_once_and_a_result_needs_words(cast, office):
    add(office)
    assert monev.propose(**office, year=2026) == 2
    assert monev.propose(**office, year=2026) == 0
    line = monev_queries.lines(cast.puskesmas, 2026)[0]
    with pytest.raises(ValidationError, match="ditemukan"):
        monev.change(line=line, by=office["by"], done_on=dt.date(2026, 5, 4), result="")
    monev.change(line=line, by=office["by"], done_on=dt.date(2026, 5, 4), result="Kelas penuh")
    assert "1 sudah" in monev_queries.page(cast.puskesmas, 2026).message
    with pytest.raises(ValidationError, match="sudah dilaksanakan"):
        monev.remove(line=line, by=office["by"])


def test_promises_of_partners_fill_the_matrix_once(cast, office):
    add(office, indicator="K6")
    add(office, activity="Pemantauan jentik di rumah")
    for text, indicator in (("Antar jemput", "K6"), ("Kerja bakti memantau jentik rumah", "")):
        promises.add(**office, partner=village(cast), problem="x", support=text, activity=text, indicator=indicator)
    assert monev.take_promises(**office, year=2026) == 2
    assert monev.take_promises(**office, year=2026) == 0
    matrix = monev_queries.integration(cast.puskesmas, 2026)
    assert [[s.what for cell in line.cells for s in cell] for line in matrix.lines] == [
        ["Antar jemput"], ["Kerja bakti memantau jentik rumah"]]  # fmt: skip


def test_the_owner_of_a_row_comes_from_the_register(cast, office):
    sri = Staff.objects.create(puskesmas=cast.puskesmas, name="Sri Lestari", profession="gizi", made_at=clock.now())
    add(office, owner_id=sri.pk)
    monthly.draw_up(**office, month=JUNE)
    (line,) = monthly_queries.month_rows(cast.puskesmas, JUNE)
    assert line.row.owner == "Sri Lestari"
