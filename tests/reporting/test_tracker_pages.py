"""Pages of the report tracker: one tap, many ticks, filters, who may, proof, the year, rules, papers."""

from __future__ import annotations

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lokmin.cli.demo.cast import HOME, NEIGHBOUR
from lokmin.cycle.reporting.models import ReportKind, ReportSent
from lokmin.cycle.reporting.tracker import operations as op

pytestmark = pytest.mark.django_db
BASE = f"/p/{HOME}/laporan/"


@pytest.fixture(autouse=True)
def _fourth_of_may(settings, tmp_path) -> None:
    settings.LOKMIN_TODAY = "2026-05-04"
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office(cast):
    op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], since=dt.date(2026, 4, 10))
    return cast


def read(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_what_is_late_stands_first_and_one_tap_notes_it_for_today(office, enter):
    client = enter("yusuf")
    page = client.get(BASE).content.decode()
    first = page.index("terlambat")
    assert first < page.index("jatuh tempo 1 hari lagi")
    answer = client.post(BASE + "kirim/", {"satu": "LB1@2026-04", "dari": "reports", "saring": "bulan=2026-04"})
    assert answer["Location"] == BASE + "?bulan=2026-04"
    row = ReportSent.objects.get()
    assert (row.sent_on, row.by) == (dt.date(2026, 5, 4), office.people["yusuf"])
    assert "LB1: data kesakitan April 2026 dicatat terkirim" in read(client.get(BASE))


def test_many_ticked_reports_go_out_with_one_day_and_one_proof(office, enter):
    client = enter("yusuf")
    keys = ["LB1@2026-04", "LB2@2026-04", "SPM@2026-04"]
    client.post(BASE + "kirim/", {"laporan": keys, "tanggal": "2026-05-02", "bukti": "surat 7", "dari": "reports"})
    rows = ReportSent.objects.values_list("report", "sent_on", "proof")
    assert sorted(rows) == [(k.split("@")[0], dt.date(2026, 5, 2), "surat 7") for k in keys]


@pytest.mark.parametrize(
    ("given", "words"),
    [({}, "Centang dahulu"), ({"laporan": "LB1@2026-04", "tanggal": "besok"}, "tidak dapat dibaca"),
     ({"laporan": "TIDAK@2026-04"}, "tidak ada di daftar"),
     ({"laporan": "LB1@2026-04", "tanggal": "2026-06-01"}, "belum tiba")],
)  # fmt: skip
def test_what_is_wrong_with_the_ticks_is_said_and_nothing_noted(office, enter, given, words):
    client = enter("yusuf")
    answer = client.post(BASE + "kirim/", given, follow=True)
    assert words in read(answer)
    assert not ReportSent.objects.exists()


def test_the_list_can_be_narrowed(office, enter):
    client = enter("yusuf")
    text = read(client.get(BASE, {"kelompok": "farmasi"}))
    assert "LPLPO" in text
    assert "LB1" not in text
    text = read(client.get(BASE, {"petugas": str(office.people["sri"].pk), "keadaan": "belum"}))
    assert "PWS gizi (SKDN)" in text
    assert "PWS KIA ibu" not in text
    assert "Tidak ada laporan tentang bulan ini" in read(client.get(BASE, {"keadaan": "terkirim"}))


def test_staff_see_all_and_note_only_their_own(office, enter):
    op.change_report(
        puskesmas=office.puskesmas, by=office.people["yusuf"], code="PROMKES-BLN", changes={},
        owner=office.people["bambang"], since=op_month(),
    )  # fmt: skip
    client = enter("bambang")
    page = client.get(BASE).content.decode()
    assert 'value="PROMKES-BLN@2026-04"' in page
    assert 'value="LB1@2026-04"' not in page
    assert client.post(BASE + "kirim/", {"satu": "LB1@2026-04"}).status_code == 403
    assert client.post(BASE + "LB1/2026-04/kirim/", {"on": "2026-05-04"}).status_code == 403
    assert client.post(BASE + "kirim/", {"satu": "PROMKES-BLN@2026-04"}).status_code == 302
    assert ReportSent.objects.get().report == "PROMKES-BLN"
    assert "Laporan bulanan promosi kesehatan" in read(client.get(BASE + "saya/"))
    assert "LB1" not in read(client.get(BASE + "saya/"))


def op_month():
    from lokmin.core.periods import Month

    return Month(2026, 4)


def test_the_dinkes_reads_and_notes_nothing_and_guests_stay_outside(office, enter):
    client = enter("dinkes")
    page = client.get(BASE).content.decode()
    assert 'name="satu"' not in page
    assert "Tandai yang dicentang" not in page
    assert client.post(BASE + "kirim/", {"satu": "LB1@2026-04"}).status_code == 403
    assert enter("camat").get(BASE).status_code == 403


def test_a_report_is_noted_with_a_file_that_comes_back_as_it_was(office, enter):
    client = enter("yusuf")
    where = BASE + "LB1/2026-04/"
    file = SimpleUploadedFile("tanda terima.pdf", b"%PDF-1.4 tanda terima")
    answer = client.post(where + "kirim/", {"on": "2026-05-04", "proof": "TT 9", "file": file})
    assert answer["Location"] == where
    text = read(client.get(where))
    assert "terkirim tepat waktu" in text
    assert "TT 9" in text
    kept = client.get(where + "bukti/")
    assert kept.content == b"%PDF-1.4 tanda terima"
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["X-Content-Type-Options"] == "nosniff"
    # Somebody of another office has a report of the same name and no proof of it.
    enter("tetangga")
    assert client.get(f"/p/{NEIGHBOUR}/laporan/LB1/2026-04/bukti/").status_code == 404
    assert client.get(where + "bukti/").status_code == 404


def test_a_file_that_is_no_proof_is_refused_beside_its_field_and_the_texts_stay(office, enter):
    client = enter("yusuf")
    bad = SimpleUploadedFile("skrip.html", b"<script>alert(1)</script>")
    answer = client.post(BASE + "LB1/2026-04/kirim/", {"on": "2026-05-04", "proof": "TT 9", "file": bad})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'href="#id_file"' in text
    assert 'value="TT 9"' in text
    assert not ReportSent.objects.exists()


def test_taking_back_asks_for_a_reason_and_shows_it(office, enter):
    client = enter("yusuf")
    where = BASE + "LB1/2026-04/"
    client.post(where + "kirim/", {"on": "2026-05-04", "nothing": "on"})
    assert "laporan nihil" in read(client.get(where))
    assert client.post(where + "batal/", {"reason": ""}).status_code == 422
    client.post(where + "batal/", {"reason": "salah bulan"})
    text = read(client.get(where))
    assert "jatuh tempo 1 hari lagi" in text
    assert "salah bulan" in text


def test_an_event_is_noted_and_reported(office, enter):
    client = enter("lukman")
    assert "tidak ada kejadian yang dicatat" in read(client.get(BASE))
    answer = client.post(BASE + "W1/kejadian/", {"day": "2026-05-03", "note": "Keracunan pangan, 14 orang"})
    where = BASE + "W1/2026-05-03/"
    assert answer["Location"] == where
    assert "jatuh tempo hari ini" in read(client.get(where))
    client.post(where + "kirim/", {"on": "2026-05-04"})
    assert "terkirim tepat waktu" in read(client.get(BASE + "W1/"))
    assert client.post(BASE + "LB1/kejadian/", {"day": "2026-05-03", "note": "x"}).status_code == 404
    assert client.post(BASE + "W1/kejadian/", {"day": "", "note": ""}).status_code == 422


@pytest.mark.parametrize(
    "path", ["TIDAK-ADA/", "LB1/2026-13/", "LB1/2026-Q1/", "LB1/../", "W2/2026-04/", "atur/TIDAK/"]
)
def test_what_is_not_in_the_list_is_not_found(office, enter, path):
    assert enter("yusuf").get(BASE + path).status_code == 404


def test_the_year_says_each_state_as_a_word(office, enter):
    op.mark(
        puskesmas=office.puskesmas, by=office.people["yusuf"], report="LB1", period="2026-01", on=dt.date(2026, 2, 8)
    )
    op.mark(
        puskesmas=office.puskesmas, by=office.people["yusuf"], report="LB2", period="2026-04", on=dt.date(2026, 5, 4)
    )
    page = enter("anindya").get(BASE + "tahun/", {"tahun": "2026"}).content.decode()
    row = page[page.index(">LB1: data kesakitan") :]
    assert "telat 3" in row[: row.index("</tr>")]
    assert "1 hari" in row[: row.index("</tr>")]
    row = page[page.index(">LB2: data kematian") :]
    assert ">tepat<" in row[: row.index("</tr>")]
    narrow = read(enter("anindya").get(BASE + "tahun/", {"kelompok": "farmasi"}))
    assert "LPLPO" in narrow
    assert "PWS KIA ibu" not in narrow


def test_the_reminder_is_a_text_to_copy(office, enter):
    page = enter("yusuf").get(BASE + "ingatkan/").content.decode()
    text = page[page.index("<textarea") : page.index("</textarea>")]
    assert "*Laporan yang ditunggu, Puskesmas Banyuwening*" in text
    assert "readonly" in text


def test_a_leader_changes_a_rule_and_adds_a_report_others_may_not(office, enter):
    client = enter("yusuf")
    assert "LB1: data kesakitan" in read(client.get(BASE + "atur/"))
    given = {
        "active": "on", "owner": "", "frequency": "bulanan", "due_day": "9", "due_months": "1", "due_weekday": "1",
        "due_hours": "24", "section": "YANKES", "channel": "kertas", "since": "2026-04",
    }  # fmt: skip
    assert client.post(BASE + "atur/LB1/", given)["Location"] == BASE + "atur/"
    assert ReportKind.objects.get(code="LB1").body["versions"][0]["due_day"] == 9
    assert "paling lambat tanggal 9 bulan berikutnya" in read(client.get(BASE + "atur/LB1/"))
    wrong = client.post(BASE + "atur/LB1/", {**given, "due_day": "44"})
    assert wrong.status_code == 422
    assert 'href="#id_due_day"' in wrong.content.decode()
    new = {
        **given,
        "code": "lap posyandu",
        "name": "Lap posyandu",
        "category": "promkes",
        "programme": "promkes",
        "klaster": "1",
    }
    assert client.post(BASE + "atur/baru/", new).status_code == 302
    assert ReportKind.objects.get(code="LAP-POSYANDU").kind == "lokal"
    again = client.post(BASE + "atur/baru/", new)
    assert again.status_code == 422
    assert "sudah dipakai" in read(again)
    client.post(BASE + "atur/mulai/", {"since": "2026-05-01"})
    office.puskesmas.refresh_from_db()
    assert office.puskesmas.settings["laporan_sejak"] == "2026-05-01"
    assert enter("ratna").get(BASE + "atur/").status_code == 403


def test_the_first_page_of_data_reminds_the_owner(office, enter):
    text = read(enter("sri").get(f"/p/{HOME}/data/"))
    assert "laporan keluar Anda" in text
    assert "laporan keluar Anda" not in read(enter("dinkes").get(f"/p/{HOME}/data/"))


def test_the_month_as_a_workbook_has_dates_and_the_filter(office, enter):
    op.mark(
        puskesmas=office.puskesmas, by=office.people["yusuf"], report="LPLPO", period="2026-04", on=dt.date(2026, 5, 4),
        proof="=1+1",
    )  # fmt: skip
    answer = enter("yusuf").get(BASE + "unduh/bulan.xlsx", {"bulan": "2026-04", "kelompok": "farmasi"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0][2] == "Laporan"
    lplpo = next(r for r in rows if r[1] == "LPLPO")
    assert (lplpo[7], lplpo[8]) == (dt.datetime(2026, 5, 5), dt.datetime(2026, 5, 4))
    assert lplpo[11] == "=1+1"
    assert sheet.cell(5, 12).data_type == "s"
    assert {r[0] for r in rows[1:]} == {"Kefarmasian dan perbekalan"}
    assert enter("yusuf").get(BASE + "unduh/bulan.exe").status_code == 404
