"""A real workbook dropped on the page, looked at, answered, accepted, taken back."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.reporting import operations, originals, queries
from lokmin.cycle.reporting.models import ColumnMapping, Fact, PlaceSpelling, Upload
from reporting.sheets import workbook

A, B = "99.01.01.2001", "99.01.01.2002"


@pytest.fixture(autouse=True)
def _day(settings, tmp_path):
    settings.LOKMIN_TODAY = "2026-05-02"
    settings.MEDIA_ROOT = tmp_path
    settings.LOKMIN_INLINE = True


def drop(client, cast, data: bytes, name: str = "Laporan Ibu.xlsx"):
    file = SimpleUploadedFile(name, data)
    return client.post(f"/p/{cast.puskesmas.code}/data/unggah/", {"berkas": file}, follow=True)


def post(client, cast, upload, what: str, **fields):
    address = f"/p/{cast.puskesmas.code}/data/unggahan/{upload.pk}/{what}/"
    return client.post(address, fields, follow=True)


def test_a_dropped_workbook_is_shown_first_and_stored_only_when_accepted(cast, enter):
    client, data = enter("ratna"), workbook()
    page = drop(client, cast, data).content.decode()
    upload = Upload.objects.get()
    assert "Terima 24 angka" in page
    assert not Fact.objects.exists()
    page = post(client, cast, upload, "jawab", lakukan="terima").content.decode()
    assert "24 angka baru disimpan" in page
    assert queries.current_facts(cast.puskesmas, 2026)[A, "2026-03", "kia.k1"] == 3 * MICRO
    source = queries.fact_sources(cast.puskesmas, 2026, elements=["kia.k4"], places=[B])
    assert [str(s) for s in source.values()] == ["Laporan Ibu.xlsx, lembar 1.DATA KIA, sel D7"]
    assert AuditLine.objects.filter(sentence__startswith="Ratna Wulandari").count() == 2


def test_the_original_is_kept_byte_by_byte_and_only_ever_downloaded(cast, enter):
    client, data = enter("ratna"), workbook()
    drop(client, cast, data, "a/b\\Laporan\x00 Ibu.xlsx")
    upload = Upload.objects.get()
    response = client.get(f"/p/{cast.puskesmas.code}/data/unggahan/{upload.pk}/asli/")
    assert response.content == data
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "/" not in upload.name
    assert "\x00" not in upload.name


def test_the_same_bytes_are_kept_once_and_a_broken_store_is_noticed(cast, settings):
    first = originals.keep(b"satu")
    assert originals.keep(b"satu") == first
    path = originals.path_of(first)
    assert [p.name for p in path.parent.iterdir()] == [first]
    path.write_bytes(b"rusa")
    with pytest.raises(ValueError, match="tidak lagi sama"):
        originals.load(first)


def test_a_write_that_dies_half_way_leaves_no_file(monkeypatch):
    def die(*_):
        raise OSError("mati lampu")

    monkeypatch.setattr("os.fsync", die)
    with pytest.raises(OSError, match="mati lampu"):
        originals.keep(b"dua")
    assert not list(originals.path_of("00").parent.parent.rglob("*.sementara*"))


def test_the_same_file_again_changes_nothing_and_so_do_the_same_numbers_in_another_file(cast):
    ratna = cast.people["ratna"]
    for name, data in (("a.xlsx", workbook()), ("a.xlsx", workbook()), ("b.csv", _csv())):
        upload = operations.receive(puskesmas=cast.puskesmas, by=ratna, name=name, data=data)
        operations.read(upload)
        plan = operations.preview(upload)
        operations.accept(upload=upload, by=ratna)
    assert plan.counts["same"] == 24
    assert plan.accepted == 0
    assert Fact.objects.count() == 24


def _csv() -> bytes:
    from reporting.sheets import VILLAGES

    lines = ["BULAN : MARET 2026", "", "NO;DESA;K1;K4"]
    lines += [f"{i + 1};{name};{3 + i};{4 + i}" for i, name in enumerate(VILLAGES)]
    return "\n".join(lines).encode()


def test_an_unknown_column_is_asked_once_and_remembered(cast, enter):
    client = enter("ratna")
    page = drop(client, cast, workbook(heads=("K1", "Kunjungan rumah bumil resti"))).content.decode()
    upload = Upload.objects.get()
    assert "berisi data apa?" in page
    assert "checked" not in page.split('class="asks"')[1].split("</table>")[0]
    page = post(client, cast, upload, "jawab", **{"lain:0": "kia.k6", "lakukan": "simpan"}).content.decode()
    assert "dibaca ulang" in page
    assert "Terima 24 angka" in page
    assert ColumnMapping.objects.get().element == "kia.k6"
    page = drop(client, cast, workbook("APRIL", heads=("K1", "Kunjungan rumah bumil resti"))).content.decode()
    assert "berisi data apa?" not in page
    assert "Terima 24 angka" in page


def test_a_misspelt_village_is_asked_and_remembered(cast, enter):
    client = enter("ratna")
    names = ("Banyuwening", "Watubela", "Tlogomulyo")
    page = drop(client, cast, workbook(names=names)).content.decode()
    upload = Upload.objects.get()
    assert "Watubela" in page
    assert "Terima 4 angka" in page
    page = post(client, cast, upload, "jawab", **{"tanya:0": B, "lakukan": "simpan"}).content.decode()
    assert "Terima 6 angka" in page
    assert PlaceSpelling.objects.get().place.code == B


def test_a_broken_cell_is_not_accepted_until_a_number_is_typed(cast, enter):
    client = enter("ratna")
    page = drop(client, cast, workbook(figures={1: [-4, 5]})).content.decode()
    upload = Upload.objects.get()
    assert "1 sel salah dan tidak akan diterima" in page
    assert "Terima 23 angka" in page
    answer = {"angka:1.DATA KIA!C7": "minus", "lakukan": "simpan"}
    refused = post(client, cast, upload, "jawab", **answer)
    assert refused.status_code == 422
    assert "bukan angka" in refused.content.decode()
    post(client, cast, upload, "jawab", **{"angka:1.DATA KIA!C7": "4", "lakukan": "terima"})
    assert queries.current_facts(cast.puskesmas, 2026)[B, "2026-03", "kia.k1"] == 4 * MICRO


def test_a_month_that_was_discussed_is_asked_before_it_changes(cast, enter):
    ratna, client = cast.people["ratna"], enter("ratna")
    drop(client, cast, workbook())
    operations.accept(upload=Upload.objects.get(), by=ratna)
    operations.note_period(puskesmas=cast.puskesmas, period="2026-03", text="sudah dibahas di lokmin 7 April 2026")
    page = drop(client, cast, workbook(figures={0: [9, 4]}), "koreksi.xlsx").content.decode()
    assert "Maret sudah dibahas di lokmin 7 April 2026" in page
    assert "Terima 0 angka" in page
    upload = Upload.objects.first()
    page = post(client, cast, upload, "jawab", **{"sel:1.DATA KIA!C6": "benar", "lakukan": "terima"}).content.decode()
    assert "1 angka lama digantikan" in page
    fact = Fact.objects.get(place__code=A, element="kia.k1", superseded_at=None)
    assert "sudah dibahas" in fact.note


def test_taking_back_says_what_stays(cast, enter):
    client = enter("ratna")
    drop(client, cast, workbook())
    upload = Upload.objects.get()
    post(client, cast, upload, "jawab", lakukan="terima")
    values = {(A, "kia.k1"): operations.Entered(3 * MICRO, 8 * MICRO)}
    operations.enter(puskesmas=cast.puskesmas, by=cast.people["ratna"], month=Month(2026, 3), values=values)
    page = post(client, cast, upload, "batalkan").content.decode()
    assert "23 kembali menjadi belum dilaporkan" in page
    assert "1 angka tetap karena sudah diubah sesudahnya: Banyuwening, K1, Maret 2026" in page


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("laporan.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("laporan.xlsx", b"", "kosong"),
        ("laporan.xls", b"<html><table>1</table>", "halaman web"),
        ("laporan.xlsx", b"PK\x03\x04rusak", "rusak"),
        ("laporan.xlsx", bomb(), "mengembang"),
    ],
)
def test_a_hostile_or_wrong_file_is_refused_with_a_sentence_and_not_kept(cast, enter, name, data, sentence):
    response = drop(enter("ratna"), cast, data, name)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Upload.objects.exists()


def test_nothing_chosen_is_told(cast, enter):
    response = enter("ratna").post(f"/p/{cast.puskesmas.code}/data/unggah/", {})
    assert response.status_code == 422
    assert "Pilih dahulu berkas" in response.content.decode()


def test_a_discarded_upload_leaves_the_list_and_its_original(cast, enter):
    client = enter("ratna")
    drop(client, cast, workbook())
    upload = Upload.objects.get()
    page = post(client, cast, upload, "buang").content.decode()
    assert "dibuang. Tidak ada angka yang masuk" in page
    assert originals.path_of(upload.sha256).is_file()


def test_json_has_every_number_of_the_table_in_one_of_three_lists(cast):
    data = workbook(figures={1: [-4, 5], 2: ["tiga belas", 4]})
    plan = operations.preview_bytes(puskesmas=cast.puskesmas, name="a.xlsx", data=data)
    found = operations.as_json(plan)
    facts = {(f["sheet"], f["cell"]) for f in found["facts"]}
    ignored = {(i["sheet"], i["cell"]) for i in found["ignored"]}
    errors = {(f["sheet"], f["cell"]) for f in found["findings"] if f["level"] == "error"}
    assert not facts & ignored
    table = {("1.DATA KIA", f"{c}{r}") for c in "CD" for r in range(6, 19)}
    assert table - facts - ignored - errors <= {("1.DATA KIA", "C8")}  # a word the reader may not take for a number
    assert {("1.DATA KIA", f"{c}18") for c in "CD"} <= ignored
    first = found["facts"][0]
    assert first | {"header": ""} == {
        "place": "Banyuwening", "place_code": A, "period": "2026-03", "item": "kia.k1", "header": "", "value": 3,
        "state": "new", "sheet": "1.DATA KIA", "cell": "C6",
    }  # fmt: skip
    assert not Upload.objects.exists()


def test_the_empty_workbook_is_read_back_without_a_question(cast, enter):
    import openpyxl

    response = enter("ratna").get(f"/p/{cast.puskesmas.code}/data/formulir/", {"program": "kia", "bulan": "2026-04"})
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    sheet = book.active
    width = sheet.max_column
    for row in range(6, 18):
        for column in range(3, width + 1):
            sheet.cell(row, column).value = row + column
    out = io.BytesIO()
    book.save(out)
    plan = operations.preview_bytes(puskesmas=cast.puskesmas, name="formulir.xlsx", data=out.getvalue())
    assert plan.questions == ()
    assert plan.accepted == 12 * (width - 2)
    assert {w.key[1] for w in plan.writes} == {"2026-04"}


def test_an_empty_workbook_as_handed_out_brings_no_number(cast, enter):
    response = enter("ratna").get(f"/p/{cast.puskesmas.code}/data/formulir/", {"program": "gizi"})
    plan = operations.preview_bytes(puskesmas=cast.puskesmas, name="formulir.xlsx", data=response.content)
    assert plan.accepted == 0
    assert plan.questions == ()


def test_k1_by_a_doctor_above_k1_is_told_with_its_cell_and_still_accepted(cast):
    data = workbook(heads=("K1", "K1 oleh dokter"), figures={2: [4, 6]})
    plan = operations.preview_bytes(puskesmas=cast.puskesmas, name="a.xlsx", data=data)
    odd = [f for f in plan.findings if f.code == "k1-dokter-lebih-dari-k1"]
    assert [(f.sheet, f.cell, f.place) for f in odd if f.cell == "D8"] == [("1.DATA KIA", "D8", "99.01.01.2003")]
    assert "K1 dokter" in odd[0].message
    assert plan.accepted == 24
    states = {f["cell"]: f["state"] for f in operations.as_json(plan)["facts"]}
    assert states["D8"] == "warning"
    assert states["C8"] == "new"


def test_half_a_mother_in_a_workbook_waits_for_a_whole_number(cast, enter):
    client = enter("ratna")
    drop(client, cast, workbook(figures={2: [4.5, 6]}))
    upload = Upload.objects.get()
    assert [c.cell for c in operations.preview(upload).errors] == ["C8"]
    post(client, cast, upload, "jawab", **{"angka:1.DATA KIA!C8": "4,5", "lakukan": "simpan"})
    upload.refresh_from_db()
    assert [c.cell for c in operations.preview(upload).errors] == ["C8"]
    post(client, cast, upload, "jawab", **{"angka:1.DATA KIA!C8": "5", "lakukan": "simpan"})
    upload.refresh_from_db()
    assert operations.preview(upload).errors == ()
