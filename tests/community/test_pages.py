"""SMD, MMD and Musrenbang as people use them, with plain posts."""

from __future__ import annotations

import datetime as dt
import html
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lokmin.core.numbers import MICRO
from lokmin.cycle.community import queries
from lokmin.cycle.community.models import (
    Household,
    Instrument,
    Mmd,
    MmdActivity,
    MusrenbangItem,
    MusrenbangRecord,
    Smd,
    VillageFinding,
)
from lokmin.cycle.community.smd import operations
from lokmin.cycle.monitoring.models import Problem

pytestmark = pytest.mark.django_db
HOME = "/p/P9901010201/masyarakat/"


def words(answer) -> str:
    return answer.content.decode()


def photo():
    held = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 120, 130)).save(held, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", held.getvalue())


def field(page: str, name: str) -> str:
    """The value of an input as the page shows it."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found, name
    value = re.search(r'value="([^"]*)"', found[0])
    return html.unescape(value[1]) if value else ""


def survey(name: str) -> Smd:
    return Smd.objects.get(village__name=name)


def test_every_page_and_paper_of_the_story_opens_for_a_reader(villages, enter):
    client = enter("ratna")
    smd, mmd, record = survey("Watubelah"), Mmd.objects.get(village__name="Watubelah"), MusrenbangRecord.objects.get()
    pages = ["", "?tahun=2025", "smd/kuesioner/", f"smd/kuesioner/{smd.instrument_id}/", "smd/baru/",
             f"smd/kuesioner/{smd.instrument_id}/soal/A2/", f"smd/kuesioner/{smd.instrument_id}/soal/",
             f"smd/{smd.pk}/", f"smd/{smd.pk}/ubah/", f"smd/{smd.pk}/tabulasi/", f"smd/{smd.pk}/rumah/",
             f"smd/{smd.pk}/unggah/", f"mmd/baru/?smd={smd.pk}", f"mmd/{mmd.pk}/", f"mmd/{mmd.pk}/ubah/",
             f"mmd/{mmd.pk}/kegiatan/{mmd.activities.first().pk}/", "musrenbang/?tahun=2027", "musrenbang/baru/",
             f"musrenbang/{record.pk}/", f"musrenbang/{record.pk}/ubah/"]  # fmt: skip
    for page in pages:
        assert client.get(HOME + page).status_code == 200, page
    papers = [*(f"smd/{smd.pk}/{p}.docx" for p in ("kuesioner", "tabulasi", "masalah")),
              *(f"smd/{smd.pk}/{p}.xlsx" for p in ("jawaban", "lembar-kosong")),
              *(f"mmd/{mmd.pk}/{p}.docx" for p in ("daftar-hadir", "notulen", "kegiatan")),
              f"mmd/{mmd.pk}/kegiatan.xlsx",
              f"musrenbang/{record.pk}/berita-acara.docx", f"musrenbang/{record.pk}/berita-acara.xlsx"]  # fmt: skip
    for paper in papers:
        answer = client.get(HOME + paper)
        assert answer.status_code == 200, paper
        assert answer.content[:2] == b"PK", paper
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(HOME + "2025/desa.xlsx").content)).active
    assert "Watubelah" in [cell.value for cell in sheet["B"]]
    assert client.get(f"{HOME}smd/{smd.pk}/lain.pdf").status_code == 404
    assert client.get(f"{HOME}mmd/{mmd.pk}/notulen.exe").status_code == 404


def test_a_village_begins_with_its_own_copy_and_a_kader_types_household_after_household(cast, enter):
    client = enter("endah")
    village = next(v for v in cast.villages if v.name == "Watubelah")
    answer = client.post(f"{HOME}smd/baru/", {"village": village.code, "year": 2026, "wanted": 30}, follow=True)
    smd = survey("Watubelah")
    assert "Sepakati kuesionernya" in words(answer)
    assert smd.instrument.title == "SMD Watubelah 2026"
    form = words(client.get(f"{HOME}smd/{smd.pk}/jawaban/"))
    data = {"token": field(form, "token"), "nomor": field(form, "nomor"), "wilayah": "RT 03", "j-A1": "e",
            "j-B1": "tb", "j-C1": "2"}  # fmt: skip
    page = words(client.post(f"{HOME}smd/{smd.pk}/jawaban/", data, follow=True))
    assert "Rumah tangga 1 tersimpan." in page
    assert "Rumah tangga 2" in page
    assert 'value="RT 03"' in page
    row = Household.objects.get()
    assert row.values == {"A1": "e", "B1": "tb", "C1": 2 * MICRO}
    client.post(f"{HOME}smd/{smd.pk}/jawaban/", data | {"j-A1": "a"})
    assert Household.objects.get().values["A1"] == "a"
    smd.refresh_from_db()
    assert smd.state == Smd.RUNNING


def test_two_kaders_who_type_at_once_both_get_their_household_in(villages, enter):
    client = enter("yusuf")
    smd = survey("Pringgodani")
    address = f"{HOME}smd/{smd.pk}/jawaban/"
    forms = [words(client.get(address)) for _kader in range(2)]
    for page in forms:
        given = {name: field(page, name) for name in ("token", "nomor", "usul")} | {"j-A3": "ya"}
        assert client.post(address, given).status_code == 302
    assert sorted(smd.answers.order_by("-pk").values_list("number", flat=True)[:2]) == [10, 11]
    wanted = {"token": "t" * 43, "nomor": "10", "usul": "12", "j-A3": "ya"}
    refused = client.post(address, wanted)
    assert refused.status_code == 422
    assert field(words(refused), "usul") == "12"


def test_what_was_typed_stays_when_an_answer_is_wrong(villages, enter):
    client, smd = enter("bambang"), survey("Pringgodani")
    page = client.post(
        f"{HOME}smd/{smd.pk}/jawaban/", {"token": "t", "nomor": "10", "wilayah": "RT 09", "j-A1": "b", "j-C1": "banyak"}
    )
    assert page.status_code == 422
    assert "C1: " in words(page)
    assert 'value="banyak"' in words(page)
    assert 'value="RT 09"' in words(page)
    taken = client.post(f"{HOME}smd/{smd.pk}/jawaban/", {"token": "t", "nomor": "3", "j-A1": "b"})
    assert "Nomor 3 sudah dipakai rumah tangga lain." in words(taken)
    assert Household.objects.filter(smd=smd).count() == 9


def test_a_bidan_desa_writes_about_her_own_village_only(villages, enter):
    client, other = enter("endah"), survey("Pringgodani")
    assert client.get(f"{HOME}smd/{other.pk}/").status_code == 200
    assert client.get(f"{HOME}smd/{other.pk}/jawaban/").status_code == 403
    assert client.post(f"{HOME}smd/{other.pk}/keadaan/", {"apa": "selesai"}).status_code == 403
    assert client.post(f"{HOME}musrenbang/baru/", {
        "level": "kecamatan", "year": 2027, "date": "2026-02-10"}).status_code == 403  # fmt: skip
    assert not MusrenbangRecord.objects.filter(level="kecamatan").exists()


def test_a_workbook_is_looked_at_first_and_its_mistakes_named_by_cell(villages, enter):
    client, smd = enter("bambang"), survey("Pringgodani")
    made = openpyxl.Workbook()
    for row in (
        ["No", "Nama KK", "RT", "A1", "D1"],
        [9, "Pak Anu", "01", "a", "ya"],
        [21, "Bu Anu", "02", "q", "tidak"],
    ):
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    address = f"{HOME}smd/{smd.pk}/unggah/"
    page = client.post(address, {"berkas": SimpleUploadedFile("smd.xlsx", out.getvalue())})
    assert "D3" in words(page)
    assert "Kolom “Nama KK” tidak dibaca" in words(page)
    assert Household.objects.filter(smd=smd).count() == 9
    key = field(words(page), "kunci")
    refused = client.post(address, {"kunci": key})
    assert "Nomor 9 sudah ada jawabannya" in words(refused)
    client.post(address, {"kunci": key, "ganti": "1"})
    client.post(address, {"kunci": key, "ganti": "1"})
    assert Household.objects.filter(smd=smd, removed_at=None).count() == 10
    assert smd.answers.get(number=21).values == {"D1": "tidak"}
    assert client.post(address, {"kunci": key + "x"}).status_code == 404
    assert "Pak Anu" not in str(list(smd.answers.values()))


def test_a_changed_question_of_an_answered_survey_becomes_a_new_version(villages, enter):
    client, smd = enter("ratna"), survey("Watubelah")
    unanswered = operations.start(
        puskesmas=villages.puskesmas, by=villages.people["ratna"], village=villages.villages[5], year=2026,
        instrument=smd.instrument,
    )  # fmt: skip
    page = words(client.get(f"{HOME}smd/kuesioner/{smd.instrument_id}/soal/A3/"))
    data = {"code": "A3", "text": "Apakah ada tempat cuci tangan?", "kind": "ya_tidak", "bad": "tidak",
            "problem": field(page, "problem"), "threshold": field(page, "threshold")}  # fmt: skip
    client.post(f"{HOME}smd/kuesioner/{smd.instrument_id}/soal/A3/", data)
    smd.refresh_from_db()
    unanswered.refresh_from_db()
    assert (smd.instrument.version, unanswered.instrument.version) == (1, 2)
    assert Instrument.objects.filter(title="SMD Watubelah 2025").count() == 2
    assert Instrument.objects.get(title="SMD Watubelah 2025", version=2).active
    named = client.post(
        f"{HOME}smd/kuesioner/{smd.instrument_id}/soal/A3/", data | {"text": "Siapa nama kepala keluarga?"}
    )
    assert "tanpa nama" in words(named)


def test_an_unanswered_questionnaire_is_changed_in_place(cast, enter):
    client = enter("ratna")
    client.post(f"{HOME}smd/kuesioner/baru/", {"title": "SMD Wonolelo 2026"})
    row = Instrument.objects.get()
    client.post(f"{HOME}smd/kuesioner/{row.pk}/ubah/", {"apa": "hapus", "kode": "D5"})
    client.post(f"{HOME}smd/kuesioner/{row.pk}/soal/", {
        "code": "B7", "text": "Dari mana sayur?", "kind": "pilihan", "choices": "Kebun\n* Tidak makan sayur",
        "problem": "tidak makan sayur", "threshold": "25"})  # fmt: skip
    row.refresh_from_db()
    codes = [q["code"] for q in row.questions["question"]]
    assert "D5" not in codes
    assert codes.index("B7") == codes.index("B6") + 1
    assert next(q for q in row.questions["question"] if q["code"] == "B7")["bad"] == ["b"]


def test_problems_go_from_the_tabulation_into_the_list_the_order_and_the_register(villages, enter):
    client, smd = enter("ratna"), survey("Tlogomulyo")
    page = words(client.get(f"{HOME}smd/{smd.pk}/"))
    assert "membakar sampah atau membuangnya sembarangan" in page.lower()
    rows = {f.question: f for f in VillageFinding.objects.filter(smd=smd, kind="masalah")}
    data = {
        "apa": "usg",
        **{f"{x}-{rows['D1'].pk}": "5" for x in "USG"},
        **{f"{x}-{rows['A4'].pk}": "2" for x in "USG"},
    }
    client.post(f"{HOME}smd/{smd.pk}/urutan/", data)
    rows["D1"].refresh_from_db()
    assert (rows["D1"].rank, rows["D1"].scores) == (1, {"U": 5, "S": 5, "G": 5})
    bad = client.post(f"{HOME}smd/{smd.pk}/urutan/", {"apa": "usg", f"U-{rows['A4'].pk}": "9"}, follow=True)
    assert "dijawab dengan 1 sampai 5" in words(bad)
    send = {"apa": "daftar", "baris": rows["A4"].pk}
    client.post(f"{HOME}smd/{smd.pk}/masalah/", send)
    client.post(f"{HOME}smd/{smd.pk}/masalah/", send)
    problem = Problem.objects.get(origin_kind="smd", origin_id=str(rows["A4"].pk))
    assert problem.source == "masyarakat"
    assert "rumah tangga" in problem.how_big
    kept = client.post(f"{HOME}smd/{smd.pk}/masalah/", {"apa": "hapus", "baris": rows["A4"].pk}, follow=True)
    assert "sudah dipakai" in words(kept)


def test_feedback_counts_only_with_its_proof(villages, enter):
    client, smd = enter("ratna"), survey("Tlogomulyo")
    address = f"{HOME}smd/{smd.pk}/umpan-balik/"
    assert client.post(address, {"on": "2026-05-09", "how": "rapat RT"}).status_code == 422
    client.post(address, {"on": "2026-05-01", "how": "rapat RT"})

    def told():
        one = next(r for r in queries.rounds(villages.puskesmas, 2025) if r.village.name == "Tlogomulyo")
        return one.known.feedback

    assert not told()
    client.post(address, {"on": "2026-05-01", "how": "rapat RT", "files": [photo()]})
    assert told()
    row = smd.files.get()
    assert client.get(f"{HOME}berkas/{row.pk}/?kecil=1").status_code == 200
    assert "Tulis mengapa" in words(client.post(f"{HOME}berkas/{row.pk}/hapus/", {"reason": ""}, follow=True))
    client.post(f"{HOME}berkas/{row.pk}/hapus/", {"reason": "foto salah"})
    assert not told()


def test_several_agreed_activities_are_typed_at_once_and_wrong_rows_stay(villages, enter):
    client, mmd = enter("ratna"), Mmd.objects.get(village__name="Tlogomulyo")
    data = {"0-activity": "Lomba kebersihan RT", "0-means": "swadaya", "1-activity": "Ambulans desa",
            "1-cost": "banyak", "1-means": "anggaran"}  # fmt: skip
    page = client.post(f"{HOME}mmd/{mmd.pk}/sepakat/", data)
    assert page.status_code == 422
    assert "Lomba kebersihan RT" in words(page)
    assert mmd.activities.count() == 2
    client.post(f"{HOME}mmd/{mmd.pk}/sepakat/", data | {"1-cost": "Rp85.000.000"})
    assert MmdActivity.objects.get(activity="Ambulans desa").cost == 85_000_000
    row = MmdActivity.objects.get(activity="Lomba kebersihan RT")
    why = client.post(f"{HOME}mmd/{mmd.pk}/kegiatan/{row.pk}/keadaan/", {"apa": "selesai"}, follow=True)
    assert "Tulis hasilnya" in words(why)
    client.post(f"{HOME}mmd/{mmd.pk}/kegiatan/{row.pk}/keadaan/", {"apa": "selesai", "keterangan": "8 RT ikut"})
    row.refresh_from_db()
    assert (row.state, row.result) == ("selesai", "8 RT ikut")


def test_a_musyawarah_without_a_survey_is_written_down_too(cast, enter):
    client = enter("ratna")
    village = cast.villages[0]
    client.post(f"{HOME}mmd/baru/", {"village": village.code, "date": "2026-04-20", "men": "12"})
    made = Mmd.objects.get()
    assert (made.year, made.smd, made.men) == (2026, None, 12)
    assert client.get(f"{HOME}mmd/{made.pk}/").status_code == 200


def test_the_musrenbang_takes_what_needs_money_and_its_answer_returns_to_the_activity(villages, enter):
    client = enter("ratna")
    village = next(v for v in villages.villages if v.name == "Tlogomulyo")
    data = {"level": "desa", "village": village.code, "year": 2027, "date": "2026-01-20"}
    client.post(f"{HOME}musrenbang/baru/", data)
    record = MusrenbangRecord.objects.get(village=village)
    activity = MmdActivity.objects.get(activity__startswith="Gerobak")
    client.post(f"{HOME}musrenbang/{record.pk}/usulan/", {"apa": "bawa", "kegiatan": activity.pk})
    client.post(f"{HOME}musrenbang/{record.pk}/usulan/", {"apa": "bawa", "kegiatan": activity.pk})
    item = MusrenbangItem.objects.get(record=record)
    refused = client.post(f"{HOME}musrenbang/{record.pk}/putusan/", {f"putus-{item.pk}": "ditolak"})
    assert refused.status_code == 422
    assert "Tulis mengapa" in words(refused)
    client.post(
        f"{HOME}musrenbang/{record.pk}/putusan/", {f"putus-{item.pk}": "ditolak", f"sebab-{item.pk}": "dana habis"}
    )
    activity.refresh_from_db()
    assert (activity.state, activity.state_reason) == ("ditolak", "dana habis")
    wish = next(w for w in queries.for_plan(villages.puskesmas, 2027) if w.pk == activity.pk)
    assert wish.decided == "Musrenbang desa: tidak diterima (dana habis)"
    client.post(f"{HOME}musrenbang/{record.pk}/usulan/", {"apa": "lapor"})
    record.refresh_from_db()
    assert record.reported_on == dt.date(2026, 5, 5)


def test_what_is_counted_for_plans_and_for_the_evidence_chain(villages):
    found = {e.part: e for e in queries.evidence(villages.puskesmas, 2026)}
    assert (found["smd-tabulasi"].done, found["smd-tabulasi"].of) == (2, 12)
    assert (found["smd-umpan-balik"].done, found["smd-mmd"].done) == (1, 2)
    assert (found["mmd-musrenbang"].done, found["mmd-musrenbang"].of) == (2, 3)
    assert (found["ba-desa"].done, found["ba-desa"].on) == (1, dt.date(2026, 1, 16))
    assert "analisis-smd" in found
    wishes = queries.for_plan(villages.puskesmas, 2027)
    assert [(w.village, w.cost) for w in wishes] == [
        ("Watubelah", 24_000_000), ("Watubelah", 7_500_000), ("Tlogomulyo", None),
    ]  # fmt: skip
    assert not queries.for_plan(villages.neighbour, 2027)
    assert queries.for_plan(villages.puskesmas, 2029) == ()
    assert queries.menu_line(villages.puskesmas) == "SMD 2 dari 12 desa"
    annex = queries.for_meeting(villages.puskesmas, 2026, 5)
    assert annex is not None
    assert len(annex.rows) == 3
    assert queries.for_meeting(villages.neighbour, 2026, 5) is None


def test_a_village_takes_its_invitation_and_its_proposal_along(villages, enter):
    client = enter("ratna")
    mmd = Mmd.objects.get(village__name="Watubelah")
    page = words(client.get(f"{HOME}mmd/{mmd.pk}/"))
    for paper in ("undangan.pdf", "usulan.docx", "usulan.xlsx"):
        assert f"{HOME}mmd/{mmd.pk}/{paper}" in page
    assert client.get(f"{HOME}mmd/{mmd.pk}/undangan.docx").status_code == 200
    assert client.get(f"{HOME}mmd/{mmd.pk}/undangan.xlsx").status_code == 404
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{HOME}mmd/{mmd.pk}/usulan.xlsx").content)).active
    cells = [[c.value for c in row] for row in sheet.iter_rows()]
    assert {row[6] for row in cells if isinstance(row[0], int)} == {"anggaran"}
    assert cells[-1][7].startswith("=SUM(H")
    assert cells[-1][0] == "Jumlah"


def test_the_first_page_leads_to_the_musrenbang_that_follows_what_was_agreed(villages, enter):
    page = words(enter("ratna").get(f"{HOME}?tahun=2025"))
    assert f'{HOME}musrenbang/?tahun=2027">Musrenbang untuk tahun 2027' in page
    assert "kegiatan hasil MMD untuk rencana 2027" in page
    assert "1 berita acara" in page


def test_a_musyawarah_that_is_only_invited_to_proves_nothing_yet(villages, enter):
    client = enter("yusuf")
    before = next(e for e in queries.evidence(villages.puskesmas, 2026) if e.part == "smd-mmd")
    village = villages.villages[-1]
    answer = client.post(f"{HOME}mmd/baru/", {"village": village.code, "date": "2026-12-01"})
    mmd = Mmd.objects.get(village=village)
    assert answer.url.startswith(f"{HOME}mmd/{mmd.pk}/")
    known = next(r for r in queries.rounds(villages.puskesmas, 2026) if r.village == village)
    assert (known.mmd, known.known.mmd_on) == (mmd, None)
    assert next(e for e in queries.evidence(villages.puskesmas, 2026) if e.part == "smd-mmd") == before


def test_a_musrenbang_to_come_cannot_be_reported(villages, enter):
    client = enter("yusuf")
    client.post(f"{HOME}musrenbang/baru/", {
        "level": "desa", "village": villages.villages[-1].code, "year": 2027, "date": "2026-12-01"})  # fmt: skip
    record = MusrenbangRecord.objects.get(village=villages.villages[-1])
    page = words(client.post(f"{HOME}musrenbang/{record.pk}/usulan/", {"apa": "lapor"}, follow=True))
    assert "Dilaporkan tidak boleh sebelum dilaksanakan." in page
    record.refresh_from_db()
    assert record.reported_on is None
