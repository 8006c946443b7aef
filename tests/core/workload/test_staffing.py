"""Staff by ABK and by the standard, licences on their day, sheets of duties, and what the system fills itself."""

import datetime as dt

import pytest

from lokmin.catalog.loading import load, rules
from lokmin.core.numbers import MICRO
from lokmin.core.workload.abk import Kind, Task, analyse
from lokmin.core.workload.duties import library, sentences, suggested
from lokmin.core.workload.licences import Licence, State, rule_on, standing
from lokmin.core.workload.professions import OwnStandard, guess, professions, standard
from lokmin.core.workload.staffing import Verdict, judge, staffing
from lokmin.core.workload.starting import Held, Reported, filled, starter
from lokmin.core.workload.wkt import load_rule, starting

DATA = rules("staffing")
KNOWN = professions(DATA)
TIME = starting(rules("wkt"), 2026, 6)


def abk(profession: str, people: int, have: int):
    full = Task("t", Kind.MAIN, "tugas", norm=60 * MICRO, volume=1200 * people * MICRO)
    return analyse(profession, [full], TIME, have, load_rule(rules("wkt"), 2026))


@pytest.mark.parametrize(
    ("have", "need", "least", "verdict", "score"),
    [
        (5, 5, 4, Verdict.ABK, 10),
        (4, 5, 4, Verdict.STANDARD, 5),
        (3, 5, 4, Verdict.NEITHER, 0),
        (3, 3, 4, Verdict.ABK, 10),
        (4, None, 4, Verdict.STANDARD, 5),
        (9, None, None, Verdict.UNKNOWN, None),
        (0, 1, None, Verdict.NEITHER, 0),
    ],
)
def test_the_dinkes_scores_ten_five_or_nothing(have, need, least, verdict, score):
    assert judge(have, need, least) is verdict
    assert verdict.score == score


def test_pharmacists_and_their_assistants_count_for_one_line():
    rule = standard(DATA, 2026, inpatient=False)
    there = [("apoteker", "pns"), ("ttk", "honor"), ("bidan", "pns"), ("bidan", "pns"), ("fisioterapis", "blud")]
    found = staffing(KNOWN, rule, there, {"bidan": abk("bidan", 5, 2), "ttk": abk("ttk", 1, 1)})
    lines = {line.code: line for line in found.lines}
    assert (lines["farmasi"].have, lines["farmasi"].need, lines["farmasi"].verdict) == (2, 1, Verdict.ABK)
    assert lines["farmasi"].by_status == (("honor", 1), ("pns", 1))
    assert (lines["bidan"].gap, lines["bidan"].lacking, lines["bidan"].basis) == (3, 3, "ABK")
    assert lines["bidan"].reason == "ada 2, ABK 5, standar 4"
    assert (lines["dokter"].lacking, lines["dokter"].basis) == (1, "standar")
    assert lines["fisioterapis"].verdict is Verdict.UNKNOWN
    assert found.verdict is Verdict.NEITHER
    assert found.have == len(there)
    assert found.short[0].code == "perawat"


def test_the_standard_knows_wards_towns_and_what_the_office_changed():
    plain = {line.code: line.needed for line in standard(DATA, 2026, inpatient=False).lines}
    ward = {line.code: line.needed for line in standard(DATA, 2026, inpatient=True, urban=True).lines}
    assert (plain["dokter"], plain["perawat"], plain["bidan"], plain["gizi"], plain["pekarya"]) == (1, 5, 4, 1, 1)
    assert (ward["dokter"], ward["perawat"], ward["bidan"], ward["gizi"], ward["pekarya"]) == (2, 8, 7, 2, 2)
    own = [OwnStandard("bidan", 2025, 9, "SK Bupati"), OwnStandard("bidan", 2027, 12, "nanti")]
    changed = {line.code: line for line in standard(DATA, 2026, inpatient=False, own=own).lines}["bidan"]
    assert (changed.needed, changed.own, changed.source) == (9, True, "SK Bupati")
    assert not standard(DATA, 2026, inpatient=False).confirmed
    with pytest.raises(ValueError, match="2018"):
        standard(DATA, 2018, inpatient=False)


@pytest.mark.parametrize(
    ("job", "name", "code"),
    [
        ("Bidan Desa Watubelah", "Endah Puspita, A.Md.Keb.", "bidan"),
        ("Kepala Puskesmas", "dr. Anindya Prameswari", "dokter"),
        ("Kepala Tata Usaha", "Yusuf Hidayat, S.KM.", "tata_usaha"),
        ("PJ klaster 3", "Hendra Kusuma, S.Kep.", "perawat"),
        ("Promosi kesehatan", "", "promkes"),
        ("Pengemudi", "", "pekarya"),
        ("Juru masak", "", "lain"),
    ],
)
def test_a_job_title_speaks_of_a_profession(job, name, code):
    assert guess(KNOWN, job, name) == code


def test_every_profession_stands_on_a_line_of_the_standard_or_none():
    lines = {line.code for line in standard(DATA, 2026, inpatient=False).lines}
    assert {p.line for p in KNOWN.values()} - {""} == lines


def test_an_str_is_for_life_but_a_sip_ends():
    today = dt.date(2026, 5, 4)
    rule = rule_on(rules("wkt"), today)
    assert rule.str_for_life
    assert not rule_on(rules("wkt"), dt.date(2020, 1, 1)).str_for_life
    life = standing(Licence("STR", "1", for_life=True), today, rule, needed=True)
    soon = standing(Licence("SIP", "2", dt.date(2026, 10, 31)), today, rule, needed=True)
    over = standing(Licence("STR", "3", dt.date(2026, 5, 3)), today, rule, needed=True)
    holds = standing(Licence("SIP", "4", dt.date(2026, 11, 1)), today, rule, needed=True)
    assert (life.state, soon.state, over.state, holds.state) == (State.LIFE, State.SOON, State.OVER, State.HOLDS)
    assert soon.days == 180
    assert soon.sentence.startswith("SIP habis 31 Oktober 2026, 180 hari lagi. Perpanjang SIP")
    assert "sudah 1 hari" in over.sentence
    assert "seumur hidup" in over.sentence
    assert standing(Licence("SIP"), today, rule, needed=True).state is State.MISSING
    assert standing(Licence("SIP"), today, rule, needed=False).state is State.NOT_NEEDED
    assert standing(Licence("SIP", "5"), today, rule, needed=True).state is State.UNDATED


def test_the_lokmin_fills_its_own_row_from_meetings_really_held():
    row = Task("l", Kind.SUPPORT, "Lokmin bulanan", norm=240 * MICRO, volume=12 * MICRO, auto="lokmin_bulanan")
    found = filled(row, TIME, {"lokmin_bulanan": Held(2025, 3, 500)}, {})
    assert found.norm == 166_666_667
    assert found.volume == 12 * MICRO
    assert "3 pertemuan nyata 2025, rata-rata 166,7 menit; 12 kali" in found.source
    assert filled(row, TIME, {"lokmin_bulanan": Held(2025, 14, 1400)}, {}).volume == 14 * MICRO
    assert filled(row, TIME, {}, {}) == row
    assert filled(row, TIME, {"lokmin_bulanan": Held(2025, 0, 0)}, {}) == row


def test_a_volume_comes_from_what_was_reported_and_says_of_how_many_months():
    row = Task("k", Kind.MAIN, "ANC K1", norm=30 * MICRO, auto="element:kia.k1")
    whole = filled(row, TIME, {}, {"kia.k1": Reported(2025, 620 * MICRO, 12)})
    part = filled(row, TIME, {}, {"kia.k1": Reported(2026, 200 * MICRO, 4)})
    assert (whole.volume, part.volume) == (620 * MICRO, 600 * MICRO)
    assert "4 bulan tahun 2026" in part.source
    assert filled(row, TIME, {}, {"kia.k1": None}).volume is None
    daily = Task("d", Kind.SUPPORT, "Pencatatan", norm=30 * MICRO, auto="hari_kerja")
    assert filled(daily, TIME, {}, {}).volume == 264 * MICRO


def test_nobody_begins_from_an_empty_sheet():
    """Every kind of staff has its tasks and a sheet of duties; what fills itself names things that exist and add up."""
    data, elements = rules("workload"), load().elements
    sheets = library(rules("duties"))
    for profession in KNOWN.values():
        rows = starter(data, profession.code)
        assert all(row.norm for row in rows)
        assert len({row.activity for row in rows}) == len(rows)
        if profession.code not in {"lain", "fisioterapis", "psikolog"}:
            assert any(row.kind is Kind.MAIN for row in rows), profession.code
            assert profession.duty in sheets.sheets, profession.code
        for row in rows:
            if row.auto.startswith("element:"):
                assert elements[row.auto.removeprefix("element:")].aggregation == "arus", row.activity
    assert {entry["profession"] for entry in data["task"]} <= KNOWN.keys()
    assert any(row.auto == "lokmin_bulanan" for row in starter(data, "bidan"))


@pytest.mark.parametrize(
    ("job", "code"),
    [
        ("Bidan Desa Watubelah", "bidan_desa"),
        ("Bidan koordinator", "pj_klaster_2"),
        ("Kepala Tata Usaha", "ktu"),
        ("Dokter gigi", "dokter_gigi"),
        ("Perawat, PJ pelayanan umum", "perawat"),
    ],
)
def test_a_job_is_offered_the_sheet_that_fits_best(job, code):
    sheet = suggested(library(rules("duties")), job)
    assert sheet.code == code
    assert all(sheet.part(name) for name in ("duties", "authority", "responsibility", "requirements", "relations"))


def test_pasted_sentences_lose_their_bullets():
    assert sentences("1. Menyusun rencana.\n\n- Memantau\n2) Melapor\n3 desa dibina") == (
        "Menyusun rencana.", "Memantau", "Melapor", "3 desa dibina",
    )  # fmt: skip
