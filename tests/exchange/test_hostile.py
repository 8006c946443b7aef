"""Files that would do harm, or are not what they say: refused or defused with a sentence, never a traceback."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lokmin.core.indicators.definitions import Catalogue
from lokmin.exchange.excel.intake import neutralise, open_workbook
from lokmin.exchange.excel.refusal import FileRefused
from lokmin.exchange.excel.understanding import understand


def small_workbook(**cells: object) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    for row, values in enumerate((["DESA", "K1"], ["Watubelah", 7], ["Wonolelo", 5])):
        for col, value in enumerate(values):
            sheet.write(row, col, value)
    for name, value in cells.items():
        sheet.write(name, value)
    book.close()
    return stream.getvalue()


def rezipped(data: bytes, changes: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in changes:
                new.writestr(entry.filename, old.read(entry))
        for name, content in changes.items():
            new.writestr(name, content)
    return stream.getvalue()


def refusal(data: bytes, filename: str = "laporan.xlsx") -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        understand(data, filename, catalogue=Catalogue())
    sentence = caught.value.message
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    return caught.value


def outcome(data: bytes, filename: str) -> str:
    """The sentence of a refusal, or that it was read; anything else breaks the test."""
    try:
        understand(data, filename, catalogue=Catalogue())
    except FileRefused as refused:
        return refused.message
    return "Terbaca."


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"").code == "berkas-kosong"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"MZ\x90\x00" + b"\x00" * 99,
        b"<html><table></table></html>",
        b"PK\x05\x06" + b"\x00" * 18,
    ],
)
def test_content_counts_not_the_extension(content: bytes) -> None:
    assert refusal(content).code == "bukan-buku-kerja"


def test_a_word_document_named_xlsx_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "Word" in refusal(stream.getvalue()).message


def test_a_workbook_named_csv_is_read_all_the_same() -> None:
    assert open_workbook(small_workbook(), "laporan.csv").kind == "xlsx"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = rezipped(small_workbook(), {"xl/worksheets/sheet2.xml": b"0" * (90 * 2**20)})
    assert len(bomb) < 2**20
    assert refusal(bomb).code == "bom-zip"


def test_a_sheet_of_more_than_100_megabytes_is_refused() -> None:
    row = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    sheet = b"<worksheet><sheetData>" + row * (101 * 2**20 // len(row)) + b"</sheetData></worksheet>"
    assert refusal(rezipped(small_workbook(), {"xl/worksheets/sheet1.xml": sheet})).code == "bom-zip"


def test_too_many_entries_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for i in range(6000):
            archive.writestr(f"x{i}", "")
    assert refusal(stream.getvalue()).code == "bom-zip"


def test_a_sheet_stretched_to_the_last_cell_is_refused() -> None:
    assert refusal(small_workbook(XFD1048576=1)).code in ("terlalu-banyak-sel", "berkas-rusak")


def test_entity_bombs_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert refusal(rezipped(small_workbook(), {"xl/worksheets/sheet1.xml": bomb})).code == "entitas-xml"


def test_paths_that_climb_out_are_refused() -> None:
    assert refusal(rezipped(small_workbook(), {"../../etc/passwd": b"x"})).code == "jalur-berbahaya"


def test_a_locked_workbook_says_so() -> None:
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
    )
    refused = refusal(locked)
    assert refused.code == "berkas-terkunci"
    assert "kata sandi" in refused.message


def test_macros_are_told_and_never_run() -> None:
    understood = understand(
        rezipped(small_workbook(), {"xl/vbaProject.bin": b"\x00"}), "laporan.xlsm", catalogue=Catalogue()
    )
    assert "berisi-makro" in {f.code for f in understood.findings}
    assert {r.micro for r in understood.readings} == {7_000_000, 5_000_000}


def test_external_links_are_told_and_not_followed() -> None:
    understood = understand(
        rezipped(small_workbook(), {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
        "a.xlsx",
        catalogue=Catalogue(),
    )
    assert "tautan-luar" in {f.code for f in understood.findings}


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+62", "-1+2", "@SUM(A1)", "\t=1"])
def test_text_that_would_start_a_formula_is_neutralised(text: str) -> None:
    assert neutralise(text) == f"'{text}"


def test_harmless_text_stays_as_it_is() -> None:
    assert neutralise("Watubelah") == "Watubelah"


def test_a_formula_as_village_name_stays_text() -> None:
    understood = understand(b"desa;K1\n=cmd|calc;3\nWonolelo;4\n", "x.csv", catalogue=Catalogue())
    assert [r.place_text for r in understood.readings] == ["=cmd|calc", "Wonolelo"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.sampled_from([0, 1, 255]), st.booleans())
def test_a_damaged_workbook_is_read_or_refused_but_never_breaks(position: int, byte: int, cut: bool) -> None:
    data = bytearray(small_workbook())
    position %= len(data)
    damaged = bytes(data[:position]) if cut else bytes([*data[:position], byte, *data[position + 1 :]])
    assert outcome(damaged, "laporan.xlsx").endswith(".")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_file_is_read_or_refused(text: str) -> None:
    assert outcome(text.encode("utf-8", "replace"), "x.csv").endswith(".")
