"""RUK and five-year plan as people fill them: from what the system knows, typed, costed, funded, on paper."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from lokmin.core.numbers import MICRO
from lokmin.core.planning.thread import knots
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.planning.models import Plan, RenstraLine, RpkItem, RukItem
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.renstra import operations as renstra
from lokmin.cycle.planning.renstra import queries as renstra_queries
from lokmin.cycle.planning.ruk import operations, queries, threads
from lokmin.cycle.planning.ruk.sources import suggestions
from lokmin.cycle.planning.situation.queries import pasted_table

pytestmark = pytest.mark.django_db
HOME = "/p/P9901010201/rencana/"


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.LOKMIN_TODAY = "2026-05-20"


@pytest.fixture
def yusuf(cast):
    return cast.people["yusuf"]


@pytest.fixture
def plan(cast, yusuf):
    return plans.plan_of(puskesmas=cast.puskesmas, by=yusuf, kind=Plan.RUK, year=2027)


@pytest.fixture
def row(plan, yusuf):
    return operations.add(
        plan=plan, by=yusuf, activity="Kelas ibu hamil", upaya="UKM esensial", programme="kia", target="240 ibu",
        money={"bok": 12_000_000}, success="K6 90 %", indicator="K6",
    )  # fmt: skip


def test_lines_of_costs_give_the_amount_of_the_one_source(plan, yusuf):
    costs = [{"text": "Konsumsi", "volume_micro": 40 * MICRO, "unit": "orang", "times": 10, "price": 15_000}]
    item = operations.add(plan=plan, by=yusuf, activity="Kelas", upaya="UKM esensial", money={"bok": None}, costs=costs)
    assert list(item.money.values_list("fund", "rupiah")) == [("bok", 6_000_000)]
    operations.write(item=item, by=yusuf, money={"bok": 5_000_000})
    page = queries.page(plan.puskesmas, 2027)
    assert "biaya-beda-rincian" in [f.code for f in page.findings]
    assert page.total.rupiah == 5_000_000


def test_a_row_without_cost_is_open_and_one_of_nought_is_free(plan, yusuf):
    operations.add(plan=plan, by=yusuf, activity="A", money={})
    operations.add(plan=plan, by=yusuf, activity="B", money={"": 0})
    total = queries.page(plan.puskesmas, 2027).total
    assert (total.rupiah, total.costed, total.open) == (0, 1, 1)
    with pytest.raises(ValidationError):
        operations.add(plan=plan, by=yusuf, activity="C", money={"bok": 10**16})
    with pytest.raises(ValidationError, match="Tulis kegiatannya"):
        operations.add(plan=plan, by=yusuf, activity="  ")


def test_chosen_ways_and_five_year_activities_become_rows_once(cast, plan, yusuf):
    problem = register.record_problem(
        puskesmas=cast.puskesmas, by=yusuf, source="staf", what="K6 Watubelah rendah", village=cast.villages[1]
    )
    way = register.add_alternative(problem=problem, by=yusuf, text="Pendataan dari rumah ke rumah")
    register.choose_alternative(alternative=way, by=yusuf)
    five = plans.plan_of(puskesmas=cast.puskesmas, by=yusuf, kind=Plan.RENSTRA, year=2026)
    line = renstra.add(
        plan=five, by=yusuf, indicator_text="Cakupan K6", upaya="UKM esensial", indicator="K6",
        targets=["80 %", "85 %"], activities="Kelas ibu hamil\n- USG keliling",
    )  # fmt: skip
    found = suggestions(plan)
    assert [(s.origin.value, s.activity) for s in found] == [
        ("masalah", "Pendataan dari rumah ke rumah"), ("renstra", "Kelas ibu hamil"), ("renstra", "USG keliling"),
    ]  # fmt: skip
    assert operations.take(plan=plan, by=yusuf, suggestions=found) == 3
    assert operations.take(plan=plan, by=yusuf, suggestions=found) == 0
    assert suggestions(plan) == ()
    rows = {item.activity: item for item in RukItem.objects.filter(plan=plan)}
    assert rows["USG keliling"].renstra == line
    assert rows["USG keliling"].success == "Cakupan K6 85 %"
    told = threads.thread(rows["Pendataan dari rumah ke rumah"]).origin
    assert told.startswith(f"Masalah {problem.number}/2026: K6 Watubelah rendah")
    operations.remove(item=rows["USG keliling"], by=yusuf)
    assert suggestions(plan) == ()  # taken out by a person: not put forward again
    assert renstra_queries.page(cast.puskesmas, 2028).used == {str(line.pk): 1}


def test_funding_needs_its_reason_and_the_thread_goes_on_to_the_rpk(plan, row, yusuf):
    with pytest.raises(ValidationError, match="Kelas ibu hamil: Tulis alasannya"):
        operations.decide(item=row, by=yusuf, funding="tidak")
    operations.decide(item=row, by=yusuf, funding="sebagian", funded=8_000_000, reason="Pagu BOK turun")
    rpk = plans.plan_of(puskesmas=plan.puskesmas, by=yusuf, kind=Plan.RPK, year=2027)
    assert queries.adjustment(plan.puskesmas, 2027).score == 0
    item = RpkItem.objects.create(
        plan=rpk, ruk_item=row, activity="Kelas ibu hamil", upaya="UKM esensial", made_at=row.made_at
    )
    item.months.create(month=2, times=2)
    item.money.create(fund="bok", month=2, rupiah=8_000_000)
    row.refresh_from_db()
    steps = {k.name: k for k in knots(threads.thread(row))}
    assert steps["Pendanaan"].sentence == "Didanai sebagian, Rp8.000.000, 66,7 % dari usulan. Pagu BOK turun."
    assert steps["RPK"].sentence == "Kelas ibu hamil, 2 kali (Rp8.000.000)."
    assert steps["Pelaksanaan"].sentence == "0 dari 1 bulan dilaksanakan."
    assert queries.adjustment(plan.puskesmas, 2027).score == 10
    assert queries.funded_share(plan.puskesmas, 2027) == (8_000_000, 12_000_000)
    full = operations.decide(item=row, by=yusuf, funding="penuh")
    assert full.funded == 12_000_000
    assert operations.decide(item=row, by=yusuf, funding="").funded is None


def test_a_meeting_sees_the_ruk_and_approves_it_by_its_word(plan, row):
    annex = queries.for_meeting(plan.puskesmas, 2026, 1)
    assert annex.approve == "ruk:2027"
    assert annex.sentence == "RUK 2027: 1 kegiatan, Rp12.000.000"
    assert annex.total == ("Jumlah", "1", "Rp12.000.000")
    assert queries.for_meeting(plan.puskesmas, 2027, 1) is None
    assert renstra_queries.for_meeting(plan.puskesmas, 2026, 1) is None


def test_the_pages_of_a_ruk(enter, cast, plan, row):
    client = enter("yusuf")
    page = client.get(f"{HOME}ruk/2027/").content.decode()
    assert "1 kegiatan, Rp12.000.000" in page
    assert "isian perlu dilengkapi" in page
    assert client.get(f"{HOME}ruk/baris/{row.pk}/").status_code == 200
    data = {
        "activity": "Kelas ibu balita", "upaya": "UKM esensial", "fund_1": "bok", "rupiah_1": "",
        "costs": "Konsumsi\t40\torang\t2\t15.000\nTransport; 2,5; hari; 100.000",
    }  # fmt: skip
    assert client.post(f"{HOME}ruk/2027/tambah/", data).status_code == 302
    made = RukItem.objects.get(activity="Kelas ibu balita")
    assert made.money.get().rupiah == 1_450_000
    wrong = client.post(f"{HOME}ruk/2027/tambah/", {**data, "costs": "Konsumsi 40 orang"})
    assert wrong.status_code == 422
    assert "Baris 1: tulis uraian" in wrong.content.decode()
    twice = client.post(f"{HOME}ruk/2027/tambah/", {**data, "fund_2": "bok", "rupiah_2": "5"})
    assert "Sumber ini sudah dipakai" in twice.content.decode()
    assert client.get(f"{HOME}ruk/baris/{made.pk}/ubah/").content.decode().count("Konsumsi; 40; orang; 2; 15.000") == 1
    assert client.post(f"{HOME}ruk/baris/{made.pk}/hapus/").status_code == 302
    assert "Kelas ibu balita" not in client.get(f"{HOME}ruk/2027/").content.decode()
    assert enter("bambang").post(f"{HOME}ruk/2027/tambah/", data).status_code == 403
    assert enter("tetangga").get(f"{HOME}ruk/2027/").status_code == 404


def test_several_rows_are_written_as_a_table(enter, plan, row):
    client = enter("ratna")
    assert client.get(f"{HOME}ruk/2027/tabel/").status_code == 200
    base = {"b-TOTAL_FORMS": "5", "b-INITIAL_FORMS": "1", "b-MIN_NUM_FORMS": "0", "b-MAX_NUM_FORMS": "1000"}
    first = {"b-0-pk": row.pk, "b-0-activity": "Kelas ibu hamil", "b-0-upaya": "UKM esensial", "b-0-target": "250 ibu",
             "b-0-success": "K6 90 %", "b-0-rupiah": "Rp13.000.000", "b-0-fund": "bok"}  # fmt: skip
    new = {"b-2-activity": "Posyandu remaja", "b-2-rupiah": "1.000.000", "b-2-fund": "dana-desa"}
    refused = client.post(f"{HOME}ruk/2027/tabel/", {**base, **first, "b-2-rupiah": "1000", "b-2-activity": "x"})
    assert refused.status_code == 422
    assert client.post(f"{HOME}ruk/2027/tabel/", {**base, **first, **new}).status_code == 302
    row.refresh_from_db()
    assert (row.target, row.money.get().rupiah) == ("250 ibu", 13_000_000)
    assert RukItem.objects.get(activity="Posyandu remaja").money.get().fund == "dana-desa"
    assert queries.page(plan.puskesmas, 2027).total.rupiah == 14_000_000


def test_rows_are_pasted_from_excel(enter, plan):
    client = enter("ratna")
    base = {"b-TOTAL_FORMS": "0", "b-INITIAL_FORMS": "0", "b-MIN_NUM_FORMS": "0", "b-MAX_NUM_FORMS": "1000"}
    rows = "Kegiatan\tSasaran\nPosyandu\tBalita\t60 kali\tTiap bulan\tD/S 80 %\tRp1.500.000\tBOK\nRapat; Staf"
    data = {**base, "rows": rows, "upaya": "UKM esensial"}
    assert client.post(f"{HOME}ruk/2027/tabel/", data).status_code == 302
    first, second = RukItem.objects.filter(plan=plan)
    assert (first.target, first.success, first.upaya) == ("60 kali", "D/S 80 %", "UKM esensial")
    assert first.money.get().rupiah == 1_500_000
    assert (second.activity, second.target_group, second.money.count()) == ("Rapat", "Staf", 0)
    for wrong, said in (("A;;;;;kira-kira;BOK", "bukan rupiah"), ("A;;;;;5000;kas", "tidak ada di daftar")):
        answer = client.post(f"{HOME}ruk/2027/tabel/", {**base, "rows": wrong})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert RukItem.objects.count() == 2


def test_funding_of_all_rows_on_one_page(enter, plan, row):
    client = enter("anindya")
    assert client.get(f"{HOME}ruk/2027/pendanaan/").status_code == 200
    answer = client.post(f"{HOME}ruk/2027/pendanaan/", {f"d{row.pk}-funding": "ditunda"})
    assert answer.status_code == 422
    given = {f"d{row.pk}-funding": "ditunda", f"d{row.pk}-reason": "Menunggu DPA perubahan"}
    assert client.post(f"{HOME}ruk/2027/pendanaan/", given).status_code == 302
    row.refresh_from_db()
    assert row.funding == "ditunda"
    other = operations.add(plan=plan, by=row.made_by, activity="Posyandu", upaya="UKM esensial", money={"bok": 7_000})
    page = f"{HOME}ruk/2027/pendanaan/"
    assert client.post(page, {**given, "apa": "sisanya"}).status_code == 302
    other.refresh_from_db()
    row.refresh_from_db()
    assert (other.funding, other.funded, row.funding) == ("penuh", 7_000, "ditunda")
    assert "Jumlah, 2 dari 2 diputuskan" in client.get(page).content.decode()
    assert enter("ratna").get(f"{HOME}ruk/2027/pendanaan/").status_code == 403


def test_the_pages_of_any_plan(enter, cast, plan, row):
    client = enter("anindya")
    for path in ("", "dokumen/", f"dokumen/{plan.pk}/", "ruk/2027/usulan/", "renstra/2026/", "renstra/2026/isi/",
                 "renstra/2026/tambah/", "situasi/2027/", f"dokumen/{plan.pk}/bab/"):  # fmt: skip
        assert client.get(HOME + path).status_code == 200, path
    here = f"{HOME}dokumen/{plan.pk}/"
    assert client.post(f"{here}versi/", {"reason": ""}).status_code == 422
    assert client.post(f"{here}versi/", {"reason": "Awal", "apa": "ajukan"}).status_code == 302
    assert client.post(f"{here}setujui/", {"reason": "Lokmin"}).status_code == 302
    assert client.post(f"{here}kirim/", {"on": "2026-05-19"}).status_code == 302
    page = client.get(f"{here}versi/2/").content.decode()
    assert "Tidak ada yang berubah." in page
    assert "Kelas ibu hamil" in page
    assert client.post(f"{here}bab/", {"bab": "I.1", "isi": "Karena perlu.", "revisi": "0"}).status_code == 302
    lost = client.post(f"{here}bab/", {"bab": "I.1", "isi": "Lain", "revisi": "0"})
    assert lost.status_code == 422
    assert "“Karena perlu”" in lost.content.decode()
    assert enter("ratna").post(f"{here}setujui/", {"reason": "x"}).status_code == 403


def test_papers_of_plans_are_handed_out(enter, cast, plan, row):
    plans.approve(plan=plan, by=cast.people["anindya"], reason="Lokmin")
    client = enter("yusuf")
    here = f"{HOME}dokumen/{plan.pk}/"
    data = client.get(f"{HOME}ruk/2027.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(data))["RUK"]
    assert sheet["K6"].value == 12_000_000
    assert client.get(f"{here}versi/1.xlsx").status_code == 200
    for path in (f"{HOME}ruk/2027.pdf", f"{here}persetujuan.docx", f"{here}tanda-tangan.docx", f"{here}dokumen.docx",
                 f"{here}versi/1.pdf", f"{HOME}situasi/2027.docx"):  # fmt: skip
        assert client.get(path).status_code == 200, path
    assert client.get(f"{HOME}ruk/2027.exe").status_code == 404


def test_the_matrix_begins_from_main_indicators(enter, cast):
    client = enter("yusuf")
    assert client.post(f"{HOME}renstra/2026/isi/", {"ambil": ["K6", "DS"]}).status_code == 302
    lines = RenstraLine.objects.filter(plan__puskesmas=cast.puskesmas)
    assert {line.indicator for line in lines} == {"K6", "DS"}
    assert all(len(line.targets) == 5 for line in lines)
    line = lines.get(indicator="K6")
    given = {"indicator_text": "Cakupan K6", "upaya": "UKM esensial", "target_2026": "80 %", "budget_2027": "1.000.000",
             "fund": "bok"}  # fmt: skip
    assert client.post(f"{HOME}renstra/baris/{line.pk}/ubah/", given).status_code == 302
    line.refresh_from_db()
    assert line.budgets == [None, 1_000_000, None, None, None]
    page = client.get(f"{HOME}renstra/2028/").content.decode()
    assert "2 indikator, Rp1.000.000" in page
    assert client.get(f"{HOME}renstra/2026.xlsx").status_code == 200
    assert client.post(f"{HOME}renstra/baris/{line.pk}/hapus/").status_code == 302


def test_a_pasted_table_keeps_its_source_and_its_blanks(enter, cast):
    text = "Umur\tL\tP\n0-4\t1.210\t1.180\n5-9\t990\n Jumlah\t2.200\t1.180\nSumber: BPS 2026."
    made = pasted_table("umur", text, "Penduduk")
    assert made.heads == ("Umur", "L", "P")
    assert made.rows[1] == ("5-9", "990", "")
    assert (made.source, made.total, made.right) == ("BPS 2026", True, frozenset({1, 2}))
    assert pasted_table("umur", " \n", "x") is None
    client = enter("ratna")
    answer = client.post(f"{HOME}situasi/2027/tempel/", {"bagian": "umur", "isi": text, "revisi": "0"}, follow=True)
    assert "1.210" in answer.content.decode()
    odd = client.post(f"{HOME}situasi/2027/tempel/", {"bagian": "x", "isi": "y"}, follow=True)
    assert "Bagian itu tidak ada" in odd.content.decode()
