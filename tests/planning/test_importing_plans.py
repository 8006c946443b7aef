"""Somebody's Excel plan on the page: read, asked about, taken with its origin; an office's own form filled."""

from __future__ import annotations

import io
import re

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from exchange import planlayouts as layouts

from lokmin.cycle.planning.models import Plan, PlanImport, RpkItem, RukItem
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.planning.ruk import operations as ruk
from lokmin.cycle.planning.ruk.origins import words

pytestmark = pytest.mark.django_db
HERE = "/p/P9901010201/rencana/impor/"


@pytest.fixture(autouse=True)
def _place(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LOKMIN_TODAY = "2026-05-20"


def dropped(fill, name="RUK 2026.xlsx"):
    return SimpleUploadedFile(name, fill if isinstance(fill, bytes) else layouts.book(fill))


def upload(client, fill, kind="ruk"):
    """A layout, or the bytes of one: a workbook saved twice carries two times of saving."""
    answer = client.post(HERE, {"file": dropped(fill), "kind": kind, "year": "2027"})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return PlanImport.objects.latest("pk")


def test_rows_of_a_workbook_become_a_ruk(enter, cast):
    client = enter("yusuf")
    assert client.get(HERE).status_code == 200
    kept = upload(client, layouts.official)
    page = client.get(f"{HERE}{kept.pk}/").content.decode()
    assert "3 kegiatan terbaca untuk RUK 2027, Rp28.900.000." in page
    assert "Judulnya menyebut tahun 2026" in page
    assert "RUK!K11" in page
    assert client.post(f"{HERE}{kept.pk}/", {"apa": "ambil"}).status_code == 422
    assert client.post(f"{HERE}{kept.pk}/", {"apa": "ambil", "ambil": ["6@RUK", "7@RUK"]}).status_code == 302
    first, second = RukItem.objects.filter(plan__year=2027)
    assert (first.activity, first.upaya, first.programme) == ("Kelas ibu hamil", "UKM esensial", "kia")
    assert first.money.get().rupiah == 12_000_000
    assert words(first, whole=True) == "Berkas Excel: RUK 2026.xlsx"
    assert second.owner_text == "Bidan desa"
    again = client.post(f"{HERE}{kept.pk}/", {"apa": "ambil", "ambil": ["10@RUK"]})
    assert "sudah diambil" in again.content.decode()
    assert RukItem.objects.count() == 2


def test_questions_are_answered_on_the_page(enter, cast):
    client = enter("ratna")
    kept = upload(client, layouts.thousands)
    assert "Kode Sub Keg" in client.get(f"{HERE}{kept.pk}/").content.decode()
    data = {"apa": "jawab", "t:kolom:RUK:kode sub keg": "abaikan"}
    assert client.post(f"{HERE}{kept.pk}/", data).status_code == 302
    assert "Perlu dijawab" not in client.get(f"{HERE}{kept.pk}/").content.decode()
    assert client.post(f"{HERE}{kept.pk}/", {"apa": "tinggalkan"}).status_code == 302
    assert RukItem.objects.count() == 0
    assert enter("bambang").get(HERE).status_code == 403


def test_an_rpk_keeps_its_months_and_their_money(enter, cast):
    client = enter("yusuf")
    kept = upload(client, layouts.merged_months, kind="rpk")
    client.post(f"{HERE}{kept.pk}/", {"apa": "ambil", "ambil": ["6@RUK", "9@RUK"]})
    classes, posts = RpkItem.objects.all()
    assert {m.month for m in classes.months.all()} == {2, 3, 4}
    assert sum(m.rupiah for m in classes.money.all()) == 12_500_000
    assert posts.months.count() == 12
    assert posts.new_reason == "Diimpor dari RUK 2026.xlsx"


def test_every_rupiah_month_and_volume_of_an_rpk_arrives(enter, cast):
    client = enter("yusuf")
    workbook = layouts.book(layouts.nested)
    kept = upload(client, workbook, kind="rpk")
    page = client.get(f"{HERE}{kept.pk}/").content.decode()
    assert '118.800.000 <span class="quiet">R17</span>' in page
    client.post(f"{HERE}{kept.pk}/", {"apa": "ambil", "ambil": ["7@RUK", "10@RUK", "15@RUK"]})
    classes, food, posbindu = RpkItem.objects.all()
    assert (food.programme, food.upaya) == ("gizi", "UKM esensial")
    assert {m.fund: m.rupiah for m in food.money.all()} == {"bok": 51_600_000}
    assert food.details == "Bahan makanan: Rp38.700.000\nTransport kader: Rp12.900.000"
    assert sum(m.times for m in posbindu.months.all()) == 48
    assert sum(m.rupiah for item in (classes, food, posbindu) for m in item.money.all()) == 118_800_000
    done = client.get(f"{HERE}{kept.pk}/").content.decode()
    assert "Masuk 3 kegiatan, Rp118.800.000, dari 3 kegiatan, Rp118.800.000, di berkas." in done
    again = upload(client, workbook, kind="rpk")
    page = client.get(f"{HERE}{again.pk}/").content.decode()
    assert page.count("sudah ada di RPK 2027") == 3
    assert "Berkas yang sama sudah diambil" in page
    assert "Semula tercentang 0 kegiatan" in page


def test_money_in_months_and_a_time_in_words_reach_the_rpk(enter, cast):
    def fill(page):
        layouts.money_in_months(page)
        page["S3"], page["T3"], page["S6"], page["T6"] = "Volume", "Satuan", "1.200", "kunjungan"
        layouts.put(page, 6, 3, "Pertemuan kader", "Kader", "60", "Bambang", "BOK")

    client = enter("yusuf")
    kept = upload(client, fill, kind="rpk")
    client.post(f"{HERE}{kept.pk}/", {"apa": "ambil", "ambil": ["4@RUK", "5@RUK", "6@RUK"]})
    posts, tools, meeting = RpkItem.objects.all()
    assert sum(m.rupiah for m in posts.money.all()) == 36_000_000
    assert {(m.fund, m.month): m.rupiah for m in tools.money.all()} == {
        ("kapitasi", 5): 12_000_000, ("kapitasi", 6): 12_500_000,
    }  # fmt: skip
    assert (meeting.volume_micro, meeting.unit, meeting.money.count()) == (1_200_000_000, "kunjungan", 0)

    def timed(page):
        layouts.put(page, 1, "RPK 2027")
        layouts.put(page, 3, "No", "Kegiatan", "Sasaran", "Waktu", "Anggaran", "BOK", "BOK Puskesmas")
        layouts.put(page, 4, 1, "Kalibrasi", "Alat", "Mei, Okt", 9_000_000)

    kept = upload(client, timed, kind="rpk")
    client.post(f"{HERE}{kept.pk}/", {"apa": "ambil", "ambil": ["4@RUK"]})
    item = RpkItem.objects.latest("pk")
    assert [m.month for m in item.months.all()] == [5, 10]
    assert sum(m.rupiah for m in item.money.all()) == 9_000_000


def test_sources_and_upaya_of_a_ruk_arrive_whole(enter, cast):
    client = enter("yusuf")
    kept = upload(client, layouts.by_source)
    client.post(f"{HERE}{kept.pk}/", {"apa": "ambil", "ambil": ["5@RUK", "6@RUK"]})
    talk, tb = RukItem.objects.all()
    assert (talk.upaya, talk.programme, tb.programme) == ("UKM esensial", "promkes", "p2")
    assert {m.fund: m.rupiah for m in tb.money.all()} == {"bok": 7_200_000, "kapitasi": 12_000_000}
    assert [c.price for c in tb.costs.all()] == [8_200_000, 11_000_000]


def test_our_own_rpk_comes_back_once_with_its_months_and_every_rupiah(enter, cast):
    office = {"puskesmas": cast.puskesmas, "by": cast.people["yusuf"], "year": 2026, "new_reason": "KLB"}
    rpk.add(**office, activity="Posyandu", upaya="UKM esensial", months=range(1, 13), amounts=(("bok", 1_000_003),),
            target_group="Balita")  # fmt: skip
    rpk.add(**office, activity="Senam", upaya="UKM esensial", months=(8,), amounts=(("", 0),))
    client = enter("yusuf")
    book = client.get(f"{HERE.removesuffix('impor/')}rpk/2026/unduh/rpk.xlsx").content
    client.post(HERE, {"file": SimpleUploadedFile("rpk.xlsx", book), "kind": "rpk", "year": "2027"})
    kept = PlanImport.objects.latest("pk")
    page = client.get(f"{HERE}{kept.pk}/").content.decode()
    assert "Perlu dijawab" not in page
    assert "Semula tercentang 2 kegiatan, Rp1.000.003." in page
    ticked = re.findall(r'name="ambil" value="([^"]+)" checked', page)
    client.post(f"{HERE}{kept.pk}/", {"apa": "ambil", "ambil": ticked})
    posts, sport = RpkItem.objects.filter(plan__year=2027)
    assert {m.month for m in posts.months.all()} == set(range(1, 13))
    assert sum(m.rupiah for m in posts.money.all()) == 1_000_003
    assert [m.rupiah for m in sport.money.all()] == [0]


def test_what_is_no_plan_is_refused_with_a_sentence(enter, cast):
    client = enter("yusuf")
    answer = client.post(HERE, {"file": SimpleUploadedFile("a.xlsx", b"abc"), "kind": "ruk", "year": "2027"})
    assert answer.status_code == 422
    empty = client.post(HERE, {"file": dropped(lambda p: layouts.put(p, 1, "Nama")), "kind": "ruk", "year": "2027"})
    assert "Tidak ada tabel rencana" in empty.content.decode()
    assert not PlanImport.objects.exists()


def test_an_offices_own_forms_are_filled(enter, cast):
    client = enter("yusuf")
    plan = plans.plan_of(puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind=Plan.RUK, year=2027)
    given = {"file": dropped(layouts.template), "kind": "ruk", "year": "2027"}
    assert client.post(f"{HERE}isi-templat/", given).status_code == 422
    ruk.add(plan=plan, by=cast.people["yusuf"], activity="Kelas ibu hamil", upaya="UKM esensial", money={"bok": 5_000})
    given["file"] = dropped(layouts.template)
    page = openpyxl.load_workbook(io.BytesIO(client.post(f"{HERE}isi-templat/", given).content)).active
    assert [page["B5"].value, page["B6"].value, page["E6"].value] == ["UKM esensial", "Kelas ibu hamil", 5_000]
    form = docx.Document()
    form.add_paragraph("{{ puskesmas }} {{ tahun }}: {{ jumlah }}{% for b in baris %} {{ b.kegiatan }}{% endfor %}")
    held = io.BytesIO()
    form.save(held)
    given["file"] = SimpleUploadedFile("dinas.docx", held.getvalue())
    made = docx.Document(io.BytesIO(client.post(f"{HERE}isi-templat/", given).content))
    assert made.paragraphs[0].text == "Puskesmas Banyuwening 2027: 5.000 Kelas ibu hamil"
    broken = docx.Document()
    broken.add_paragraph("{{ kecamatan }}")
    held = io.BytesIO()
    broken.save(held)
    given["file"] = SimpleUploadedFile("dinas.docx", held.getvalue())
    assert "penanda yang tidak dikenal" in client.post(f"{HERE}isi-templat/", given).content.decode()
