"""One thread: from the five-year line over RUK, funding, RPK, months and payments to the coverage; no joint lies."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from lokmin.core.planning.thread import knots
from lokmin.cycle.planning.models import MonthRow, Plan, RukItem
from lokmin.cycle.planning.money import operations as money
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.planning.rpk import queries as years
from lokmin.cycle.planning.ruk import operations as ruk
from lokmin.cycle.planning.ruk.queries import page
from lokmin.cycle.planning.ruk.sources import suggestions
from lokmin.cycle.planning.ruk.threads import thread, year_threads
from lokmin.cycle.workforce.models import NeedProposal
from lokmin.cycle.workforce.needs import operations as needs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-05-20T09:00"


@pytest.fixture
def office(cast):
    return {"puskesmas": cast.puskesmas, "by": cast.people["yusuf"]}


@pytest.fixture
def plan(office) -> Plan:
    return plans.plan_of(**office, kind=Plan.RUK, year=2026)


def asked(plan, by, activity="Kelas ibu hamil", **more) -> RukItem:
    return ruk.add(plan=plan, by=by, activity=activity, upaya="UKM esensial", time_text="Maret–Mei", **more)


def test_what_is_granted_to_a_row_nobody_costed_reaches_the_rpk(plan, office):
    by = office["by"]
    bare, free = asked(plan, by), asked(plan, by, "Senam", money={"bok": 0})
    ruk.decide(item=bare, by=by, funding="penuh", funded=3_000_001)
    ruk.decide(item=free, by=by, funding="penuh", funded=600_000)
    rpk.from_ruk(**office, year=2026)
    first, second = years.items(plan.puskesmas, 2026)
    assert (first.cost, first.funds) == (3_000_001, ("",))
    assert (second.cost, second.funds) == (600_000, ("bok",))


def steps(item):
    return {knot.step.value: knot for knot in knots(thread(RukItem.objects.get(pk=item.pk)))}


def test_what_was_paid_without_a_row_of_the_month_stands_in_the_thread(plan, office):
    by = office["by"]
    item = asked(plan, by, money={"bok": 900_000})
    ruk.decide(item=item, by=by, funding="penuh")
    (row,) = rpk.from_ruk(**office, year=2026)
    money.spend(**office, fund="bok", date=dt.date(2026, 4, 8), rupiah=250_000, item=row, proof="SPJ 8")
    wrong = money.spend(**office, fund="bok", date=dt.date(2026, 4, 9), rupiah=1, item=row, proof="SPJ 9")
    money.void(spending=wrong, by=by, reason="salah ketik")
    months = {m.month: m for m in thread(item).months}
    assert (months[4].paid, months[4].proof, months[4].done) == (250_000, "SPJ 8", None)
    assert steps(item)["realisasi"].sentence == "Dibayar Rp250.000, serapan 27,8 %."
    assert "belum diisi: Maret, April" in steps(item)["pelaksanaan"].sentence
    monthly = plans.plan_of(**office, kind=Plan.MONTHLY, year=2026, month=3)
    MonthRow.objects.create(
        plan=monthly, rpk_item=row, activity=row.activity, state=MonthRow.CANCELLED, state_reason="banjir",
        made_at=item.made_at,
    )  # fmt: skip
    assert "tidak dilaksanakan: Maret; belum diisi: April" in steps(item)["pelaksanaan"].sentence
    rpk.set_money(item=row, by=by, cells={("bok", 3): 800_000}, times={3: 1})
    assert "Didanai Rp900.000, di RPK Rp800.000" in steps(item)["rpk"].next


def test_a_year_on_one_page_adds_up_at_each_joint(plan, office, enter, django_assert_max_num_queries):
    by = office["by"]
    rows = [asked(plan, by, f"Kegiatan {n}", money={"bok": 100_000 * n, "apbd": n}) for n in range(1, 5)]
    for item in rows[:3]:
        ruk.decide(item=item, by=by, funding="penuh")
    ruk.decide(item=rows[3], by=by, funding="tidak", reason="Pagu turun")
    made = rpk.from_ruk(**office, year=2026)
    new = rpk.add(**office, year=2026, new_reason="KLB", activity="Fogging", upaya="UKM esensial", months=(4,),
                  amounts=(("apbd", 70_000),))  # fmt: skip
    money.spend(**office, fund="bok", date=dt.date(2026, 4, 8), rupiah=60_000, item=made[0], proof="SPJ")
    money.spend(**office, fund="apbd", date=dt.date(2026, 4, 8), rupiah=65_000, item=new, proof="SPJ")
    with django_assert_max_num_queries(40):
        found = year_threads(plan.puskesmas, 2026)
    assert (found.asked, found.granted, found.planned, found.paid) == (1_000_010, 600_006, 600_006, 60_000)
    assert (found.new_planned, found.new_paid) == (70_000, 65_000)
    assert [line.thread for line in found.lines if line.ruk] == [
        thread(RukItem.objects.get(pk=item.pk)) for item in rows
    ]  # fmt: skip
    here = "/p/P9901010201/rencana/ruk/2026/benang"
    page = enter("ratna").get(f"{here}/").content.decode()
    assert "Fogging" in page
    assert "hanya di RPK" in page
    book = openpyxl.load_workbook(io.BytesIO(enter("yusuf").get(f"{here}.xlsx").content)).active
    texts = [cell.value for row in book.iter_rows() for cell in row if cell.value is not None]
    assert sum(isinstance(text, str) and text.startswith("=S") for text in texts) >= 4
    assert enter("tetangga").get(f"{here}/").status_code in (403, 404)
    empty = enter("ratna").get("/p/P9901010201/rencana/ruk/2028/benang/").content.decode()
    assert "Belum ada usulan maupun rencana tahun ini." in empty


def test_a_need_taken_out_of_the_ruk_is_open_again(cast, office):
    plan = plans.plan_of(**office, kind=Plan.RUK, year=2027)
    needs.propose(
        **office, year=2027, priority=1, reason="vaksin rusak",
        columns={"kind": "sarana", "item": "Genset 10 kVA", "basis": "listrik padam", "unit": "unit",
                 "needed_micro": 2_000_000, "available_micro": 1_000_000, "cost": 45_000_000, "fund": "blud"},
    )  # fmt: skip
    assert ruk.take(plan=plan, by=office["by"], suggestions=suggestions(plan)) == 1
    item = RukItem.objects.get(plan=plan)
    assert (item.tools, item.success, item.volume_micro) == (
        "1 unit Genset 10 kVA", "Genset 10 kVA: 2 unit tersedia", 1_000_000,
    )  # fmt: skip
    need = NeedProposal.objects.get()
    assert need.state == "masuk RUK"
    ruk.remove(item=item, by=office["by"])
    need.refresh_from_db()
    assert (need.state, need.state_reason) == ("dibahas", "dikeluarkan dari RUK 2027")
    ruk.restore(item=item, by=office["by"])
    need.refresh_from_db()
    assert need.state == "masuk RUK"


def test_a_source_nobody_knows_still_counts_on_the_page(plan, office):
    asked(plan, office["by"], money={"bok": 1_000, "dana kas": 500, "": 30})
    found = page(plan.puskesmas, 2026)
    assert [(name, total.rupiah) for name, total in found.funds] == [
        ("BOK", 1_000), ("dana kas", 500), ("Belum dipilih", 30),
    ]  # fmt: skip
    assert sum(total.rupiah for _name, total in found.funds) == found.total.rupiah


def test_a_whole_group_of_suggestions_is_taken_with_one_button(cast, office, enter):
    for n in range(5):
        rpk.add(**office, year=2026, new_reason="KLB", activity=f"Kegiatan {n}", upaya="UKM", months=range(1, 13),
                amounts=(("bok", 1_000 + n),))  # fmt: skip
    client, here = enter("yusuf"), "/p/P9901010201/rencana/ruk/2027/usulan/"
    assert "Masukkan semua 5" in client.get(here).content.decode()
    assert client.post(here, {"semua": "masalah"}).headers["Location"].endswith("usulan/")
    assert client.post(here, {"semua": "rpk"}).headers["Location"].endswith("ruk/2027/")
    rows = RukItem.objects.filter(plan__year=2027)
    assert {row.time_text for row in rows} == {"Januari–Desember"}
    assert sum(m.rupiah for row in rows for m in row.money.all()) == 5_010
