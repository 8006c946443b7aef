"""What a midwife sees after dropping a file: small workbooks, one habit each."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter

from exchange.judging import CODES, PLACES
from lokmin.catalog.loading import load
from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.places import Level, PlaceRef
from lokmin.exchange.excel.records import ASK, REPEAT, Memory, Understanding
from lokmin.exchange.excel.understanding import understand


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    stream = io.BytesIO()
    writer = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, rows in sheets:
        sheet = writer.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write_formula(r, c, value[0], None, value[1])
                elif value is not None and value != "":
                    sheet.write(r, c, value)
    writer.close()
    return stream.getvalue()


def read(rows: list[list[Any]], catalogue: Catalogue, name: str = "KIA", **more: Any) -> Understanding:
    return understand(book((name, rows)), "laporan.xlsx", catalogue=catalogue, **{"places": PLACES, **more})


TITLE = [["LAPORAN KIA"], ["BULAN : APRIL 2026"], []]


def values(found: Understanding) -> dict[str, tuple[str | None, str | None, str | None, float]]:
    return {r.cell: (r.place_code, r.period, r.element, r.micro / 1_000_000) for r in found.readings}


def test_a_plain_table_is_read_without_a_question(catalogue: Catalogue) -> None:
    found = read(
        [*TITLE, ["NO", "DESA", "K1", "K4"], [1, "Watubelah", 7, 5], [2, "Wonolelo", 0, 3], ["", "JUMLAH", 7, 8]],
        catalogue,
    )
    assert values(found) == {
        "C5": (CODES["watubelah"], "2026-04", "kia.k1", 7),
        "D5": (CODES["watubelah"], "2026-04", "kia.k4", 5),
        "C6": (CODES["wonolelo"], "2026-04", "kia.k1", 0),
        "D6": (CODES["wonolelo"], "2026-04", "kia.k4", 3),
    }
    assert not found.questions
    assert {i.cell: i.reason for i in found.ignored} == {
        "A5": "nomor urut",
        "A6": "nomor urut",
        "C7": "baris jumlah",
        "D7": "baris jumlah",
    }


def test_blank_and_dash_are_not_zero(catalogue: Catalogue) -> None:
    found = read(
        [*TITLE, ["DESA", "K1", "K4"], ["Watubelah", "-", 5], ["Wonolelo", "", 0], ["Kalisari", "–", 2]], catalogue
    )
    assert {r.cell: r.micro for r in found.readings} == {"C5": 5_000_000, "C6": 0, "C7": 2_000_000}


def test_a_misspelt_village_is_asked_with_the_likely_one_first(catalogue: Catalogue) -> None:
    found = read([*TITLE, ["DESA", "K1"], ["Watubelah", 7], ["Wonolello", 4]], catalogue)
    question = next(q for q in found.questions if q.kind == "place")
    assert question.options[0] == CODES["wonolelo"]
    assert [r.state_hint for r in found.readings] == ["", ASK]


def test_an_answer_given_once_is_remembered(catalogue: Catalogue) -> None:
    rows = [*TITLE, ["DESA", "Kunjungan Pondok"], ["Watubelah", 7], ["Wonolello", 4]]
    asked = read(rows, catalogue)
    header = next(q for q in asked.questions if q.kind == "header")
    memory = Memory(headers={header.key: "kia.k1"}, places={"Wonolello": CODES["wonolelo"]})
    found = read(rows, catalogue, memory=memory)
    assert not found.questions
    assert {r.element for r in found.readings} == {"kia.k1"}
    ignored = read(rows, catalogue, memory=Memory(headers={header.key: "abaikan"}))
    assert not [r for r in ignored.readings if r.cell.startswith("B")]


def test_the_signature_of_a_header_survives_the_month(catalogue: Catalogue) -> None:
    def rows(month: str) -> list[list[Any]]:
        return [[f"BULAN : {month} 2026"], [], ["DESA", "Kunjungan Pondok"], ["Watubelah", 7], ["Wonolelo", 3]]

    first, second = read(rows("MARET"), catalogue), read(rows("APRIL"), catalogue)
    assert first.questions[0].key == second.questions[0].key
    assert first.signature == second.signature


@pytest.mark.parametrize(("others", "meant"), [("12,5", 1_234_000_000), ("12.5", 1_234_000)])
def test_the_column_says_whether_a_dot_means_thousands(others: str, meant: int, catalogue: Catalogue) -> None:
    found = understand(
        f"desa;bulan;Jumlah Penduduk\nWatubelah;04/2026;1.234\nWonolelo;04/2026;{others}\n".encode(),
        "x.csv",
        catalogue=catalogue,
        places=PLACES,
    )
    assert found.readings[0].micro == meant
    assert found.readings[0].state_hint == ""


def test_without_any_proof_it_is_asked(catalogue: Catalogue) -> None:
    found = understand(
        b"desa;bulan;Jumlah Penduduk\nWatubelah;04/2026;1.234\nWonolelo;04/2026;17\n",
        "x.csv",
        catalogue=catalogue,
        places=PLACES,
    )
    assert found.readings[0].state_hint == ASK
    assert set(next(q for q in found.questions if q.kind == "number").options) == {"1.234", "1,234"}


def test_a_number_word_and_a_trailing_word_are_told(catalogue: Catalogue) -> None:
    found = read(
        [*TITLE, ["DESA", "K1"], ["Watubelah", "tiga"], ["Wonolelo", "12 org"], ["Kalisari", "nihil"]], catalogue
    )
    assert [(r.micro, r.state_hint, bool(r.note)) for r in found.readings] == [
        (3_000_000, ASK, True),
        (12_000_000, "", True),
        (0, "", True),
    ]


def test_an_error_text_is_a_finding_with_its_cell(catalogue: Catalogue) -> None:
    found = read(
        [*TITLE, ["DESA", "K1", "K4"], ["Watubelah", ("=1/0", "#DIV/0!"), 3], ["Wonolelo", 4, "#REF!"]], catalogue
    )
    assert {(f.code, f.cell) for f in found.findings} == {("sel-galat", "B5"), ("sel-galat", "C6")}


def test_percentages_are_never_facts(catalogue: Catalogue) -> None:
    found = read(
        [*TITLE, ["DESA", "SASARAN BUMIL", "K1", "Cakupan", "%"],
         ["Watubelah", 40, 7, 17.5, "17,5%"], ["Wonolelo", 30, 11, 36.7, "36,7%"], ["Kalisari", 25, 3, 12, "12%"]],
         catalogue,
    )  # fmt: skip
    assert {r.cell[0] for r in found.readings} == {"B", "C"}


def test_boys_and_girls_are_parts_and_their_sum_is_checked(catalogue: Catalogue) -> None:
    found = read(
        [
            *TITLE,
            ["DESA", "Pneumonia Balita", "", ""],
            ["", "L", "P", "JML"],
            ["Watubelah", 3, 4, 7],
            ["Wonolelo", 2, 2, 5],
            ["Kalisari", 1, 1, 2],
        ],
        catalogue,
    )
    assert {(r.cell, r.part) for r in found.readings if r.cell.endswith("6")} == {("B6", "L"), ("C6", "P")}
    assert len({r.element for r in found.readings}) == 1
    assert [(f.code, f.cell) for f in found.findings] == [("jumlah-tidak-cocok", "D7")]


def test_two_rows_of_one_village_for_boys_and_girls_are_its_parts(catalogue: Catalogue) -> None:
    rows = [
        *TITLE,
        ["DESA", "L/P", "Pneumonia Balita"],
        ["Watubelah", "L", 3],
        ["", "P", 4],
        ["Wonolelo", "L", 1],
        ["", "P", 2],
    ]
    found = read(rows, catalogue)
    assert [(r.place_text, r.part, r.micro // 1_000_000) for r in found.readings] == [
        ("Watubelah", "L", 3), ("Watubelah", "P", 4), ("Wonolelo", "L", 1), ("Wonolelo", "P", 2),
    ]  # fmt: skip
    assert {r.element for r in found.readings} == {"p2.pneumonia"}
    assert not found.questions


def test_a_total_without_the_word_is_known_by_its_sum(catalogue: Catalogue) -> None:
    found = read(
        [*TITLE, ["DESA", "K1", "K4", "K6"], ["Watubelah", 7, 5, 1], ["Wonolelo", 9, 3, 2], ["Kalisari", 4, 4, 9],
         ["Banyuwening", 20, 12, 12]],
        catalogue, places=(),
    )  # fmt: skip
    assert "Banyuwening" not in {r.place_text for r in found.readings}


def test_the_village_that_bears_the_name_of_the_puskesmas_is_a_village(catalogue: Catalogue) -> None:
    found = read(
        [["PUSKESMAS : BANYUWENING"], *TITLE, ["DESA", "K1"], ["Watubelah", 7], ["Banyuwening", 9], ["Kalisari", 4],
         ["PUSKESMAS", 20]], catalogue,
    )  # fmt: skip
    assert [r.place_text for r in found.readings] == ["Watubelah", "Banyuwening", "Kalisari"]
    assert found.readings[1].place_code == CODES["banyuwening"]


def test_zeros_that_only_formulas_made_are_no_report(catalogue: Catalogue) -> None:
    found = read(
        [
            *TITLE,
            ["DESA", "K1", "Fe 1"],
            ["Watubelah", 7, ("=B5", 7)],
            ["Wonolelo", "", ("=B6", 0)],
            ["Kalisari", 0, ("=B7", 0)],
        ],
        catalogue,
    )
    assert {r.cell for r in found.readings} == {"B5", "C5", "B7", "C7"}
    assert "belum dilaporkan" in next(i.reason for i in found.ignored if i.cell == "C6")


def test_a_sheet_that_only_computes_is_ignored_and_counting_a_register_is_a_report(catalogue: Catalogue) -> None:
    data = [*TITLE, ["DESA", "K1", "K4"], ["Watubelah", 7, 5], ["Wonolelo", 9, 3]]
    recap = [
        *TITLE,
        ["DESA", "K1", "K4"],
        ["Watubelah", ("=KIA!B5", 7), ("=KIA!C5", 5)],
        ["Wonolelo", ("=KIA!B6", 9), ("=KIA!C6", 3)],
    ]
    counted = [
        ["BULAN : APRIL 2026"],
        [],
        ["DESA", "IDL"],
        ["Watubelah", ('=COUNTIF(Register!A:A,"x")', 4)],
        ["Wonolelo", ('=COUNTIF(Register!A:A,"y")', 2)],
    ]
    register = [["Nama", "Alamat"], ["x", "y"], ["x", "z"]]
    found = understand(
        book(("KIA", data), ("PWS", recap), ("IMUN", counted), ("Register", register)),
        "a.xlsx",
        catalogue=catalogue,
        places=PLACES,
    )
    assert {r.sheet for r in found.readings} == {"KIA", "IMUN"}
    assert {i.reason for i in found.ignored if i.sheet == "PWS"} == {"dihitung dari lembar KIA"}


def test_two_rows_of_one_village_are_asked(catalogue: Catalogue) -> None:
    found = read([*TITLE, ["DESA", "K1"], ["Watubelah", 7], ["Wonolelo", 9], ["Watubelah", 4]], catalogue)
    assert [r.state_hint for r in found.readings] == [ASK, "", ASK]
    assert "tempat-ganda" in {f.code for f in found.findings}


def test_a_month_told_twice_with_other_figures_is_asked(catalogue: Catalogue) -> None:
    def block(month: str, base: int) -> list[list[Any]]:
        return [
            [f"BULAN : {month} 2026"],
            ["DESA", "K1", "K4"],
            ["Watubelah", base, base + 1],
            ["Wonolelo", base + 2, base + 3],
            [],
        ]

    found = read([*block("MARET", 3), *block("MARET", 8), *block("MEI", 5)], catalogue)
    assert {(r.period, r.state_hint) for r in found.readings} == {("2026-03", ASK), ("2026-05", "")}
    assert "blok-berulang" in {f.code for f in found.findings}


def test_the_same_block_twice_is_read_once(catalogue: Catalogue) -> None:
    rows = [*TITLE, ["DESA", "K1", "K4"], ["Watubelah", 7, 5], ["Wonolelo", 9, 3]]
    found = understand(book(("April", rows), ("April (2)", rows)), "a.xlsx", catalogue=catalogue, places=PLACES)
    assert {r.sheet for r in found.readings} == {"April"}
    assert "blok-berulang" in {f.code for f in found.findings}


def test_sasaran_typed_in_every_month_is_one_fact(catalogue: Catalogue) -> None:
    def block(month: str, base: int) -> list[list[Any]]:
        return [
            [f"BULAN : {month} 2026"],
            ["DESA", "SASARAN BUMIL", "K1"],
            ["Watubelah", 40.5, base],
            ["Wonolelo", 30, base + 1],
            [],
        ]

    found = read([*block("JANUARI", 3), *block("PEBRUARI", 8)], catalogue)
    yearly = [(r.period, r.state_hint) for r in found.readings if r.element == "sasaran.bumil"]
    assert yearly == [("2026", ""), ("2026", ""), ("2026", REPEAT), ("2026", REPEAT)]


def test_a_year_that_contradicts_the_others_is_reported_and_asked(catalogue: Catalogue) -> None:
    def block(month: str, year: int) -> list[list[Any]]:
        return [[f"BULAN : {month} {year}"], ["DESA", "K1"], ["Watubelah", 3], ["Wonolelo", 4], []]

    found = read([*block("JANUARI", 2026), *block("PEBRUARI", 2026), *block("MARET", 2025)], catalogue)
    assert "tahun-judul-berbeda" in {f.code for f in found.findings}
    assert [r.state_hint for r in found.readings] == ["", "", "", "", ASK, ASK]


def test_a_year_nobody_wrote_is_asked_or_taken_from_the_caller(catalogue: Catalogue) -> None:
    rows = [["BULAN : MEI"], [], ["DESA", "K1"], ["Watubelah", 3], ["Wonolelo", 4]]
    assert [q.kind for q in read(rows, catalogue).questions] == ["period"]
    assert {r.period for r in read(rows, catalogue, default_year=2026).readings} == {"2026-05"}


def test_a_running_total_table_is_not_taken_for_a_month(catalogue: Catalogue) -> None:
    found = read([["KEADAAN S/D APRIL 2026"], [], ["DESA", "K1"], ["Watubelah", 30], ["Wonolelo", 41]], catalogue)
    assert {r.state_hint for r in found.readings} == {ASK}
    assert "kumulatif" in found.questions[0].text


def test_unknown_places_are_proposed(catalogue: Catalogue) -> None:
    rows = [
        ["PUSKESMAS : BANYUWENING"],
        ["KABUPATEN : ARGAMULYA"],
        *TITLE,
        ["NO", "DESA", "K1"],
        [1, "Watubelah", 7],
        [2, "Wonolelo", 9],
    ]
    found = read(rows, catalogue, places=())
    assert [(p.name, p.kind) for p in found.proposed_places] == [("Watubelah", "desa"), ("Wonolelo", "desa")]
    assert (found.proposed_puskesmas, found.proposed_district) == ("BANYUWENING", "ARGAMULYA")


def test_a_hidden_sheet_is_read_and_said(catalogue: Catalogue) -> None:
    stream = io.BytesIO()
    writer = xlsxwriter.Workbook(stream, {"in_memory": True})
    writer.add_worksheet("Depan")
    sheet = writer.add_worksheet("Mei 2026")
    for r, row in enumerate([["DESA", "K1"], ["Watubelah", 7], ["Wonolelo", 4]]):
        sheet.write_row(r, 0, row)
    sheet.hide()
    writer.close()
    found = understand(stream.getvalue(), "a.xlsx", catalogue=catalogue, places=PLACES)
    assert {r.period for r in found.readings} == {"2026-05"}
    assert ("lembar-tersembunyi", "Mei 2026") in {(f.code, f.sheet) for f in found.findings}


def test_a_place_known_by_another_name_is_sure(catalogue: Catalogue) -> None:
    places = [PlaceRef("1", "Watubelah", Level.DESA, ("Watu Blah", "Wtb")), PlaceRef("2", "Wonolelo", Level.DESA)]
    found = read([*TITLE, ["DESA", "K1"], ["Watu Blah", 7], ["Ds. WONOLELO", 4]], catalogue, places=places)
    assert [(r.place_code, r.state_hint) for r in found.readings] == [("1", ""), ("2", "")]


def test_progress_is_told(catalogue: Catalogue) -> None:
    seen: list[tuple[int, int]] = []
    read(
        [*TITLE, ["DESA", "K1"], ["Watubelah", 7], ["Wonolelo", 4]],
        catalogue,
        progress=lambda done, of: seen.append((done, of)),
    )
    assert seen[0] == (0, 1)
    assert seen[-1] == (1, 1)
