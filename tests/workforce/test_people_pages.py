"""The pages of staff, uraian tugas and ABK as people use them: what is pressed, typed, refused and ticked."""

import io
import re

import openpyxl
import pytest

from lokmin.cli.demo.staff import fill_staff
from lokmin.cli.demo.workload import fill_duties, fill_workload
from lokmin.core.numbers import MICRO
from lokmin.cycle.workforce.abk import operations as abk
from lokmin.cycle.workforce.models import AbkVersion, DutySheet, Leave, Staff, WorkItem, WorkShare, WorkYear

BASE = "/p/P9901010201/tenaga/"


@pytest.fixture
def staffed(cast, settings):
    settings.LOKMIN_TODAY = "2026-05-04T09:00"
    fill_staff(cast)
    return cast


def text(answer):
    return answer.content.decode()


def as_excel_copies(cell):
    return "" if cell is None else cell.strftime("%d/%m/%Y") if hasattr(cell, "strftime") else str(cell)


def pk(cast, name):
    return Staff.objects.get(name__startswith=name).pk


def test_an_empty_register_takes_the_accounts_with_one_press(cast, enter):
    yusuf = enter("yusuf")
    assert "8 orang punya akun" in text(yusuf.get(BASE + "staf/"))
    yusuf.post(BASE + "staf/mulai/")
    page = text(yusuf.get(BASE + "staf/"))
    assert "8 orang bertugas" in page
    assert "Ratna Wulandari" in page
    assert "camat" not in {s.person.username for s in Staff.objects.all()}


def test_a_pasted_table_is_shown_before_it_is_kept(staffed, enter):
    yusuf = enter("yusuf")
    table = ("Nama\tJabatan\tStatus\tDesa\nBaru Sekali, A.Md.Keb.\tBidan Desa Kalisari\tPTT\tKalisari\n"
             "Lain Lagi\tSopir\tTHL\tEntah\n")  # fmt: skip
    shown = text(yusuf.post(BASE + "staf/tempel/", {"table": table, "apa": "periksa"}))
    assert "2 orang terbaca" in shown
    assert "desa “Entah” tidak ada" in shown
    assert Staff.objects.count() == 38
    yusuf.post(BASE + "staf/tempel/", {"table": table, "apa": "simpan"})
    new = Staff.objects.get(name="Baru Sekali, A.Md.Keb.")
    assert (new.profession, new.status, new.village.name) == ("bidan", "ptt", "Kalisari")
    assert "Tidak ada kolom “Nama”" in text(yusuf.post(BASE + "staf/tempel/", {"table": "a\tb", "apa": "simpan"}))


def test_what_is_downloaded_can_be_pasted_back(staffed, enter):
    yusuf = enter("yusuf")
    book = openpyxl.load_workbook(io.BytesIO(yusuf.get(BASE + "staf/unduh/daftar.xlsx").content))
    rows = ["\t".join(as_excel_copies(c) for c in row) for row in book.active.iter_rows(min_row=4, values_only=True)]
    kept = ("name", "status", "klaster", "sip_until", "str_for_life", "village", "profession", "nip", "joined_on")
    before = list(Staff.objects.order_by("pk").values(*kept))
    yusuf.post(BASE + "staf/tempel/", {"table": "\n".join(rows), "apa": "simpan"})
    after = list(Staff.objects.order_by("pk").values(*kept))
    assert after == before


def test_somebody_is_changed_goes_away_and_leaves(staffed, enter):
    yusuf = enter("yusuf")
    who = f"{BASE}staf/{pk(staffed, 'Wagiman')}/"
    form = {"name": "Wagiman", "status": "kontrak", "share": "50", "job": "Penjaga malam", "profession": "pekarya"}
    assert yusuf.post(who + "ubah/", form).status_code == 302
    assert Staff.objects.get(name="Wagiman").share_permille == 500
    refused = yusuf.post(who + "ubah/", {**form, "nip": "12"})
    assert refused.status_code == 422
    assert "18 angka" in text(refused)
    yusuf.post(who + "cuti/", {"kind": "cuti", "start": "2026-05-04", "end": "2026-05-06"})
    assert "cuti sampai 6 Mei 2026" in text(yusuf.get(BASE + "staf/?cari=wagiman"))
    yusuf.post(who + "cuti/", {"hapus": Leave.objects.get(staff__name="Wagiman").pk})
    assert yusuf.post(who + "berhenti/", {"on": "2026-04-30", "reason": ""}).status_code == 422
    yusuf.post(who + "berhenti/", {"on": "2026-04-30", "reason": "habis kontrak"})
    assert "37 orang bertugas" in text(yusuf.get(BASE + "staf/"))
    assert "Wagiman" not in text(yusuf.get(BASE + "staf/"))
    assert "Wagiman" in text(yusuf.get(BASE + "staf/?keluar=1"))


def test_all_str_without_a_day_are_marked_for_life_with_one_press(staffed, enter):
    Staff.objects.filter(profession="bidan").update(str_number="STR-1", str_until=None, str_for_life=False)
    address = BASE + "staf/izin/"
    assert enter("bambang").post(address + "seumur-hidup/").status_code == 403
    yusuf = enter("yusuf")
    assert "10 STR bernomor tanpa tanggal" in text(yusuf.get(address))
    yusuf.post(address + "seumur-hidup/")
    assert Staff.objects.filter(profession="bidan", str_for_life=True).count() == 10
    assert "tanpa tanggal" not in text(yusuf.get(address))


def test_somebody_new_pressed_twice_is_one_person(staffed, enter):
    yusuf = enter("yusuf")
    form = {"name": "Tuti Aminah, A.Md.Kep.", "status": "honor", "share": "100", "profession": "perawat"}
    assert yusuf.post(BASE + "staf/baru/", form).status_code == 302
    again = yusuf.post(BASE + "staf/baru/", {**form, "name": "Tuti Aminah"})
    assert again.status_code == 422
    assert "Tuti Aminah, A.Md.Kep. sudah ada di daftar staf" in text(again)
    assert "kebetulan sama namanya" in text(again)
    assert "kebetulan sama namanya" not in text(yusuf.get(BASE + "staf/baru/"))
    assert Staff.objects.filter(name__startswith="Tuti").count() == 1
    assert yusuf.post(BASE + "staf/baru/", {**form, "same": "on"}).status_code == 302
    assert Staff.objects.filter(name__startswith="Tuti").count() == 2


def test_only_the_person_can_tick_their_own_duties(staffed, enter):
    fill_duties(staffed)
    endah = DutySheet.objects.get(staff__person=staffed.people["endah"])
    yusuf = enter("yusuf")
    assert yusuf.post(f"{BASE}tugas/setuju/{endah.pk}/", {"setuju": "1"}).status_code == 403
    own = enter("endah")
    page = f"{BASE}tugas/{endah.staff_id}/"
    assert "Saya sudah membaca" in text(own.get(page))
    assert "menunggu" in text(own.get(BASE))
    own.post(f"{BASE}tugas/setuju/{endah.pk}/", {})
    endah.refresh_from_db()
    assert endah.acknowledged_at is None
    mark = re.search(r'name="sidik" value="(\w+)"', text(own.get(page)))[1]
    # Somebody corrects the text while she reads it: her tick is for what she has read.
    enter("yusuf").post(page + "ubah/", {"duties": "Menjaga kulkas vaksin siang dan malam"})
    own = enter("endah")
    said = text(own.post(f"{BASE}tugas/setuju/{endah.pk}/", {"setuju": "1", "sidik": mark}, follow=True))
    assert "berubah sejak Anda membukanya" in said
    endah.refresh_from_db()
    assert endah.acknowledged_at is None
    mark = re.search(r'name="sidik" value="(\w+)"', said)[1]
    own.post(f"{BASE}tugas/setuju/{endah.pk}/", {"setuju": "1", "sidik": mark})
    endah.refresh_from_db()
    assert endah.acknowledged_by == staffed.people["endah"]
    assert "7 dari 38 orang menyetujui" in text(own.get(BASE + "tugas/"))


def test_who_has_no_account_signs_the_paper_and_the_office_writes_it_down(staffed, enter):
    fill_duties(staffed)
    sheet = DutySheet.objects.get(staff__name__startswith="Wagiman")
    yusuf, address = enter("yusuf"), f"{BASE}tugas/setuju/{sheet.pk}/"
    assert "Catat sudah ditandatangani" in text(yusuf.get(f"{BASE}tugas/{sheet.staff_id}/"))
    assert enter("bambang").post(address, {"on": "2026-05-04", "setuju": "1"}).status_code == 403
    yusuf = enter("yusuf")
    assert "hari ini" in text(yusuf.post(address, {"on": "2026-06-04"}, follow=True))
    assert "tanggal" in text(yusuf.post(address, {"on": "besok"}, follow=True))
    sheet.refresh_from_db()
    assert sheet.acknowledged_at is None
    said = text(yusuf.post(address, {"on": "2026-05-04"}, follow=True))
    assert "Ditandatangani di kertas" in said
    assert "dicatat oleh Yusuf Hidayat" in said
    ratna = DutySheet.objects.filter(staff__person=staffed.people["endah"]).first()
    assert "hanya ia sendiri" in text(yusuf.post(f"{BASE}tugas/setuju/{ratna.pk}/", {"on": "2026-05-04"}, follow=True))


def test_an_agreed_sheet_changes_only_with_a_reason_and_is_asked_again(staffed, enter):
    fill_duties(staffed)
    yusuf = enter("yusuf")
    sheet = DutySheet.objects.get(staff__person=staffed.people["ratna"])
    address = f"{BASE}tugas/{sheet.staff_id}/ubah/"
    body = {"summary": "Ringkas", "duties": "1. Membina bidan desa\n2. Memantau PWS", "authority": "Mengatur jadwal"}
    refused = yusuf.post(address, body)
    assert refused.status_code == 422
    assert "Tulis mengapa diubah" in text(refused)
    assert "Membina bidan desa" in text(refused)
    yusuf.post(address, {**body, "reason": "Tugas imunisasi pindah"})
    new = DutySheet.objects.filter(staff=sheet.staff_id).first()
    assert (new.version, new.duties, new.acknowledged_at) == (2, ["Membina bidan desa", "Memantau PWS"], None)
    assert "Belum disetujui" in text(yusuf.get(f"{BASE}tugas/{sheet.staff_id}/"))


def test_the_abk_is_laid_out_counted_and_agreed(staffed, enter):
    yusuf = enter("yusuf")
    assert "belum dimulai" in text(yusuf.get(BASE + "abk/2026/"))
    yusuf.post(BASE + "abk/2026/mulai/", {})
    sheet = text(yusuf.get(BASE + "abk/2026/jenis/bidan/"))
    row = WorkItem.objects.get(profession="bidan", activity="ANC ulang")
    assert f'name="capaian-{row.pk}"' in sheet
    typed = {f"kegiatan-{row.pk}": "ANC ulang", f"norma-{row.pk}": "15", f"capaian-{row.pk}": "2.900",
             "kegiatan-pokok1": "Kelas ibu", "norma-pokok1": "120", "capaian-pokok1": "96"}  # fmt: skip
    yusuf.post(BASE + "abk/2026/jenis/bidan/simpan/", typed)
    row.refresh_from_db()
    assert row.volume_micro == 2900 * MICRO
    assert WorkItem.objects.filter(activity="Kelas ibu", norm_micro=120 * MICRO).exists()
    shown = text(yusuf.get(BASE + "abk/2026/jenis/bidan/"))
    assert "0,6042" in shown
    ambiguous = {f"norma-{row.pk}": "1.5", f"kegiatan-{row.pk}": "ANC ulang"}
    wrong = yusuf.post(BASE + "abk/2026/jenis/bidan/simpan/", ambiguous)
    assert wrong.status_code == 422
    assert "dapat dibaca dua cara" in text(wrong)
    full = {"kegiatan-penunjang1": "Rapat", "norma-penunjang1": "400", "capaian-penunjang1": "264"}
    assert "tidak ada waktu untuk tugas pokok" in text(yusuf.post(BASE + "abk/2026/jenis/bidan/simpan/", full))
    yusuf.post(BASE + "abk/2026/sepakati/", {"alasan": "Lokmin pertama"})
    assert AbkVersion.objects.get().number == 1
    assert "Lokmin pertama" in text(yusuf.get(BASE + f"abk/2026/versi/{AbkVersion.objects.get().pk}/"))


def test_one_person_s_part_is_typed_in_percent(staffed, enter):
    yusuf = enter("yusuf")
    abk.begin(puskesmas=staffed.puskesmas, by=staffed.people["yusuf"], year=2026)
    row = WorkItem.objects.get(profession="bidan", activity="Pertolongan persalinan")
    ratna = pk(staffed, "Ratna")
    address = f"{BASE}abk/2026/orang/{ratna}/"
    yusuf.post(address + "simpan/", {f"bagian-{row.pk}": "62,5"})
    assert WorkShare.objects.get(staff=ratna).permille == 625
    refused = yusuf.post(address + "simpan/", {f"bagian-{row.pk}": "120"})
    assert refused.status_code == 422
    assert "0,1 sampai 100 persen" in text(refused)
    other = yusuf.post(f"{BASE}abk/2026/orang/{pk(staffed, 'Dian')}/simpan/", {f"bagian-{row.pk}": "50"})
    assert "112,5 persen" in text(other)
    yusuf.post(address + "simpan/", {f"bagian-{row.pk}": ""})
    assert not WorkShare.objects.exists()


def test_the_working_time_of_the_office_and_its_standard(staffed, enter):
    yusuf = enter("yusuf")
    form = {"week": "5", "leave": "12", "holidays": "19", "training": "5", "absence": "12", "hours": "37,5",
            "effective": "70", "regulation": "0"}  # fmt: skip
    yusuf.post(BASE + "abk/2026/waktu/simpan/", form)
    assert WorkYear.objects.get().week_minutes == 2250
    page = text(yusuf.get(BASE + "abk/2026/waktu/"))
    assert "66.780 menit" in page
    assert "1.113" in page
    assert yusuf.post(BASE + "abk/2026/waktu/simpan/", {**form, "holidays": "290"}).status_code == 422
    lines = {"dokter": "1", "dokter_gigi": "1", "perawat": "5", "bidan": "12", "promkes": "1", "sanitarian": "1",
             "gizi": "1", "farmasi": "1", "atlm": "1", "sik": "1", "keuangan": "1", "tata_usaha": "1",
             "pekarya": "1"}  # fmt: skip
    refused = yusuf.post(BASE + "abk/2026/standar/simpan/", {**lines, "inpatient": "0", "urban": "0"})
    assert refused.status_code == 422
    yusuf.post(BASE + "abk/2026/standar/simpan/", {**lines, "inpatient": "1", "urban": "0", "source": "SK 1/2026"})
    page = text(yusuf.get(BASE + "abk/2026/standar/"))
    assert "Rawat inap" in page
    assert 'name="perawat" type="text" value="8"' in page
    assert 'name="bidan" type="text" value="12"' in page


@pytest.mark.parametrize("year", [1999, 2015, 2018, 2999])
def test_a_year_no_rule_is_known_of_is_not_found(staffed, enter, year):
    yusuf = enter("yusuf")
    for page in ("", "orang/", "standar/", "waktu/", "unduh/abk.docx", "unduh/tenaga.docx"):
        assert yusuf.get(f"{BASE}abk/{year}/{page}").status_code == 404, page
    assert yusuf.get(f"{BASE}abk/2019/standar/").status_code == 200


def test_who_does_not_lead_reads_and_cannot_write(staffed, enter):
    fill_workload(staffed)
    bambang = enter("bambang")
    for page in ("", "staf/", "tugas/", "abk/2026/", "abk/2026/jenis/bidan/", "abk/2026/orang/", "abk/2026/waktu/",
                 "abk/2026/standar/", f"abk/2026/orang/{pk(staffed, 'Ratna')}/"):  # fmt: skip
        assert bambang.get(BASE + page).status_code == 200, page
    for page in ("abk/2026/jenis/bidan/simpan/", "abk/2026/waktu/simpan/", "abk/2026/mulai/", "staf/baru/"):
        assert bambang.post(BASE + page).status_code == 403, page
    assert "Simpan" not in text(bambang.get(BASE + "abk/2026/jenis/bidan/"))
    assert enter("tetangga").get(BASE + "abk/2026/").status_code == 404


@pytest.mark.parametrize(
    "file",
    ["staf/unduh/izin.docx", "staf/unduh/izin.xlsx", "tugas/semua.docx?apa=persetujuan", "abk/2026/unduh/abk.docx",
     "abk/2026/unduh/abk.xlsx?versi=VERSI", "abk/2026/unduh/tenaga.docx"],
)  # fmt: skip
def test_every_paper_is_a_file(staffed, enter, file):
    fill_workload(staffed)
    answer = enter("yusuf").get(BASE + file.replace("VERSI", str(AbkVersion.objects.get().pk)))
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_one_s_own_page_asks_for_the_tick_and_the_licence(staffed, enter):
    fill_duties(staffed)
    page = text(enter("endah").get("/p/P9901010201/saya/"))
    assert "Baca dan setujui uraian tugas 2026" in page
    assert "SIP" not in page.split("Kepegawaian saya")[1].split("</section>")[0]
    page = text(enter("ratna").get("/p/P9901010201/saya/"))
    assert "SIP habis 11 Agustus 2026, 99 hari lagi" in page
    assert "Baca dan setujui" not in page
