"""Lists of places are loaded as offices write them; what is wrong is told with its line."""

from __future__ import annotations

import pytest

from lokmin.core.places import Level
from lokmin.cycle.centre.models import Place
from lokmin.cycle.centre.places_file import load
from lokmin.cycle.centre.places_file.rows import dotted, titled
from lokmin.cycle.centre.queries import villages

pytestmark = pytest.mark.django_db

LIST = """kode;nama;jenis;induk
98.01.01.2001;Sumberagung;Desa;P98010101
P98010101;Wanasari;PUSKESMAS;98.01.01
98.01.01;Wanasari;Kec.;98.01
98.01;Kabupaten Randugede;Kabupaten;98
98;Nusa Percobaan;Propinsi;
98.01.01.1002;Pasarwetan;Kelurahan;P98010101
98.01.01.2001.P01;Melati;posyandu;98.01.01.2001
"""


def by_line(summary):
    return {finding.cell: finding for finding in summary.findings}


def test_rows_in_any_order_become_the_tree():
    summary = load(LIST.encode())
    assert (summary.created, summary.findings) == (8, ())  # seven lines and the nation above the province
    desa = Place.objects.get(code="98.01.01.2001")
    assert desa.served_by.name == "Wanasari"
    assert desa.parent.level == Level.KECAMATAN
    assert Place.objects.get(code="98.01.01.2001.P01").parent == desa
    assert Place.objects.get(code="98").parent.name == "Indonesia"


def test_loading_twice_changes_nothing():
    load(LIST.encode())
    again = load(LIST.encode())
    assert (again.created, again.changed, again.same) == (0, 0, 7)


def test_villages_stand_in_the_order_of_the_file():
    from lokmin.cycle.centre.operations import ensure_puskesmas

    load(LIST.encode())
    assert [v.name for v in villages(ensure_puskesmas(code="P98010101"))] == ["Sumberagung", "Pasarwetan"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings_of_excel(separator, encoding):
    text = LIST.replace("Melati", "Mélati").replace(";", separator).replace("\n", "\r\n")
    assert load(text.encode(encoding)).findings == ()
    assert Place.objects.filter(name="Mélati").exists()


def test_codes_without_dots_are_the_same_places():
    load(LIST.encode())
    again = load(LIST.replace("98.01.01.2001;", "9801012001;").replace("98.01.01;Wana", "980101;Wana").encode())
    assert (again.created, again.changed) == (0, 0)


def test_a_corrected_name_is_a_change():
    load(LIST.encode())
    again = load(LIST.replace("Pasarwetan", "Pasar Wetan").encode())
    assert (again.created, again.changed) == (0, 1)


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("98.01.01.2009;Kebonrejo;dukuh;98.01.01", "jenis-tidak-dikenal", "dukuh"),
        ("98.01.01.2009;Kebonrejo;desa;98.77", "induk-tidak-ada", "98.77"),
        ("98.01.01.2009;Kebonrejo;desa;", "induk-kosong", "Kebonrejo"),
        ("98.01.01.2009;Kebonrejo;desa;98", "induk-salah-jenis", "provinsi"),
        (";Kebonrejo;desa;98.01.01", "kode-atau-nama-kosong", "kode dan nama"),
        ("98.01.01.2001;Kebonrejo;desa;98.01.01", "kode-ganda", "Sumberagung"),
        ("9,80101E+09;Kebonrejo;desa;98.01.01", "kode-jadi-bilangan", "Excel"),
    ],
)
def test_a_wrong_line_is_told_and_the_others_are_loaded(line, code, words):
    summary = load(f"{LIST}{line}\n".encode())
    finding = by_line(summary)["9"]
    assert finding.code == code
    assert finding.message.startswith("Baris 9: ")
    assert words in finding.message
    assert summary.created == 8


def test_a_level_is_never_changed_by_a_list():
    load(LIST.encode())
    summary = load(b"kode;nama;jenis;induk\n98.01.01;Wanasari;desa;P98010101\n")
    assert by_line(summary)["2"].code == "jenis-berbeda"
    assert Place.objects.get(code="98.01.01").level == Level.KECAMATAN


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x01\x02", b"nama;umur\nAni;3\n"])
def test_something_else_is_one_sentence_not_a_crash(data):
    summary = load(data)
    assert summary.created == 0
    assert len(summary.findings) == 1


def test_names_in_capitals_are_written_as_people_read_them():
    assert titled("TEUPAH SELATAN II") == "Teupah Selatan II"
    assert titled("Kalisari") == "Kalisari"
    assert dotted("3320042001", Level.DESA) == "33.20.04.2001"


def test_the_national_list_hangs_a_puskesmas_under_its_kecamatan():
    load(LIST.encode())
    national = '"kode_kab","kode_instansi","unit_kerja"\n"9801","9900001","PUSKESMAS WANASARI"\n'
    load(f'{national}"9801","9900002","PUSKESMAS LAIN"\n'.encode())
    assert Place.objects.get(code="9900001").parent.code == "98.01.01"
    assert Place.objects.get(code="9900002").parent.code == "98.01"


@pytest.mark.real_data
@pytest.mark.slow
@pytest.mark.one_database  # ninety thousand rows once
def test_the_whole_country_is_loaded_and_loaded_again(real_data):
    regions = load(real_data / "wilayah-kemendagri" / "wilayah.sql")
    assert (regions.created, regions.findings) == (91_600, ())
    older = load(real_data / "puskesmas-kode" / "wilayah_administratif.csv")
    assert older.changed == 0  # an older list fills gaps and renames nothing
    first = load(real_data / "puskesmas-kode" / "puskesmas.csv")
    assert (first.created, first.findings) == (10_292, ())
    assert Place.objects.filter(level=Level.PUSKESMAS, parent__isnull=True).count() == 0
    again = load(real_data / "puskesmas-kode" / "puskesmas.csv")
    assert (again.created, again.changed, again.same) == (0, 0, 10_292)
