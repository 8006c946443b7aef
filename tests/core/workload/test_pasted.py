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
     ("besok", None), ("3 Mey 2027", None), ("2027", None)],
)  # fmt: skip
def test_days_are_read_or_left(text, found):
    assert day(text) == found
