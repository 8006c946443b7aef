"""A staff list pasted out of Excel, as offices keep it."""

import datetime as dt

import pytest

from lokmin.catalog.loading import rules
from lokmin.core.workload.pasted import day, read
from lokmin.core.workload.professions import professions

KNOWN = professions(rules("staffing"))


def test_columns_are_known_by_how_people_head_them():
    table = read(
        "DAFTAR PEGAWAI\n"
        "No\tNama Pegawai\tNIP\tL/P\tJabatan\tStatus Kepegawaian\tGol.\tKlaster\tNo. STR\tMasa berlaku STR\t"
        "Masa berlaku SIP\tHobi\n"
        "1\tSri Lestari, A.Md.Gz.\t19901317 201513 2 006\tP\tNutrisionis\tPNS\tII/c\tklaster 2\tGZ-1\tseumur hidup\t"
        "20 Januari 2029\tcatur\n"
        "2\tJoko\t123\tL\tSopir\tTHL\t-\t9\t\t\t31/02/2027\t\n"
        "\t\t\t\t\t\t\t\t\t\t\t\n",
        KNOWN,
    )
    assert table.unknown == ["Hobi"]
    sri, joko = table.rows
    assert sri["nip"] == "199013172015132006"
    assert (sri["profession"], sri["status"], sri["klaster"], sri["str_for_life"]) == ("gizi", "pns", 2, True)
    assert sri["sip_until"] == dt.date(2029, 1, 20)
    assert (joko["profession"], joko["status"], joko["nip"], joko["sip_until"]) == ("pekarya", "kontrak", "", None)
    assert [r.line for r in table.refused] == [4, 4, 4]
    assert any("“31/02/2027” tidak terbaca" in r.words for r in table.refused)


def test_a_table_without_a_column_of_names_says_so():
    assert "kolom “Nama”" in read("1\t2\n3\t4", KNOWN).refused[0].words
    assert read("Nama;Profesi\nAni;Bidan", KNOWN).rows == [{"name": "Ani", "profession": "bidan"}]


@pytest.mark.parametrize(
    ("text", "found"),
    [("31-12-2027", dt.date(2027, 12, 31)), ("3 Mei 2027", dt.date(2027, 5, 3)), ("2027-05-03", dt.date(2027, 5, 3)),
     ("31-Des-27", dt.date(2027, 12, 31)), ("46387", dt.date(2026, 12, 31)), ("1 Aug 2027", dt.date(2027, 8, 1)),
     ("12/03/98", dt.date(1998, 3, 12)), ("besok", None), ("3 Mey 2027", None), ("2027", None)],
)  # fmt: skip
def test_days_are_read_or_left(text, found):
    assert day(text) == found


def test_a_nip_excel_has_rounded_is_told_and_never_kept():
    table = read("Nama\tNIP\nAni\t1,98507E+17\nBudi\t198507032010012000\nCici\t'19850703 201001 2 003\n", KNOWN)
    assert [r.get("nip") for r in table.rows] == ["", "", "198507032010012003"]
    assert [r.line for r in table.refused] == [2, 3]
    assert all("dibulatkan Excel" in r.words for r in table.refused)


def test_name_and_nip_in_one_cell_and_merged_heads_of_two_lines_are_read():
    table = read(
        "No\tNama/NIP\tJabatan\tSTR\t\tSIP\t\n\t\t\tNomor\tMasa Berlaku\tNomor\tMasa Berlaku\n"
        '1\t"Ratna W, S.Tr.Keb\nNIP. 19851320 202010 1 003"\tBidan\tSTR-1\tseumur hidup\tSIP-9\t31-Des-27\n'
        "2\tSiti\tPerawat\tseumur hidup\t\t\t46387\n",
        KNOWN,
    )
    ratna, siti = table.rows
    assert (ratna["name"], ratna["nip"]) == ("Ratna W, S.Tr.Keb", "198513202020101003")
    assert (ratna["str_number"], ratna["str_for_life"], ratna["sip_until"]) == ("STR-1", True, dt.date(2027, 12, 31))
    assert (siti["str_for_life"], siti["str_number"], siti["sip_until"]) == (True, "", dt.date(2026, 12, 31))
    assert table.refused == []


def test_doubles_are_told_with_the_line_they_double_and_left_out():
    table = read("Nama\tNIP\nAni\t198507032010012003\nANI, S.Kep\t\nBudi\t198507032010012003\n"
                 "Ani\t199007032015012004\n", KNOWN)  # fmt: skip
    assert [r["name"] for r in table.rows] == ["Ani", "Ani"]
    assert ["baris 2" in r.words for r in table.refused] == [True, True]


@pytest.mark.parametrize(
    "text", ["Nama\t" + '"' + "a" * 140_000, "Nama\n" + "x" * 10_000, '"', "Nama\tSTR\n\u202eAni\t\x1b"]
)
def test_nothing_out_of_a_clipboard_breaks_the_reading(text):
    assert all(len(str(value)) <= 200 for row in read(text, KNOWN).rows for value in row.values())


def test_a_quotation_mark_nobody_closed_swallows_no_line():
    assert [r["name"] for r in read('Nama\tJabatan\n"Siti\tBidan\nAni\tPerawat\n', KNOWN).rows] == ['"Siti', "Ani"]
