"""The ABK on paper and as a workbook: the midwife to four decimals, formulas that another program computes alike."""

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.workload.abk import Kind, Task
from lokmin.core.workload.duties import PARTS, library
from lokmin.core.workload.licences import Licence, rule_on, standing
from lokmin.core.workload.persons import Worker
from lokmin.core.workload.professions import professions, standard
from lokmin.core.workload.result import Group, Inputs, compute
from lokmin.core.workload.wkt import load_rule, starting
from lokmin.documents.forms.abk import abk_paper
from lokmin.documents.forms.duties import DutyPaper, acknowledgements, duty_sheet
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.staff import StaffLine, licence_list, staff_register
from lokmin.documents.forms.staffing import staffing_paper
from lokmin.documents.model import Letterhead, Table
from lokmin.documents.render.abkbook import abk_workbook

MAIN = (("ANC K1", 30, 620), ("ANC ulang", 15, 2900), ("Persalinan", 480, 85), ("Kunjungan nifas + neonatal", 40, 1700),
        ("KB", 20, 1500), ("MTBS", 15, 3200), ("Kelas ibu (sesi)", 120, 96))  # fmt: skip
ASIDE = (("lokmin bulanan", 240, 12), ("lokmin tribulanan", 240, 4), ("rapat klaster", 60, 48),
         ("pencatatan harian", 30, 264), ("apel", 15, 264), ("laporan bulanan", 300, 12))  # fmt: skip
BY = Office("Puskesmas Banyuwening", Letterhead("KABUPATEN ARGAMULYA", "DINAS KESEHATAN", "UPTD PUSKESMAS BANYUWENING"),
            "Banyuwening", dt.date(2026, 1, 12), Signer("dr. Anindya Prameswari", "Kepala Puskesmas"))  # fmt: skip


def tasks(rows, kind):
    return tuple(Task(f"{kind}{n}", kind, a, "kali", m * MICRO, v * MICRO) for n, (a, m, v) in enumerate(rows))


@pytest.fixture(scope="module")
def result():
    midwives = Group(
        "bidan", "Bidan", (*tasks(MAIN, Kind.MAIN), *tasks(ASIDE, Kind.SUPPORT)),
        (Worker("1", "Ratna Wulandari"), Worker("2", "Endah Puspita"), Worker("3", "Endah Puspita", 500)),
        ("pns", "ptt", "pns"), {("pokok2", "1"): 700},
    )  # fmt: skip
    half = (Task("x", Kind.MAIN, "Konseling", norm=None, volume=100 * MICRO), *tasks(ASIDE[:1], Kind.SUPPORT))
    gizi = Group("gizi", "Nutrisionis: [gizi/anak]", half, (Worker("4", "Sri Lestari"),), ("pns",), {})
    bare = Group("pekarya", "Pekarya", tasks(ASIDE[3:4], Kind.SUPPORT), (Worker("5", "Wagiman"),), ("kontrak",), {})
    idle = Group("sik", "SIK", (), (), (), {})
    data = rules("wkt")
    inputs = Inputs(2026, starting(data, 2026, 6, 19), load_rule(data, 2026), (midwives, gizi, bare, idle),
                    standard(rules("staffing"), 2026, inpatient=False))  # fmt: skip
    return compute(inputs, professions(rules("staffing")))


def cells(document):
    return [tuple(str(c) for c in row.cells) for b in document.blocks if isinstance(b, Table) for row in b.rows]


def test_the_paper_has_every_step_with_the_figures_of_the_manual(result):
    paper = abk_paper(result, BY, version="Versi 1")
    texts = "\n".join(paper.texts())
    rows = cells(paper)
    assert ("3", "Persalinan", "kali", "480", "150", "85", "0,5667", "–") in rows
    assert ("7", "Kelas ibu (sesi)", "kali", "120", "600", "96", "0,1600", "–") in rows
    assert ("1", "lokmin bulanan", "kali", "240", "12", "2.880", "4,0000", "–") in rows
    assert ("", "Jumlah kebutuhan tugas pokok (JKT)", "", "", "", "", "3,6169", "") in rows
    assert "STP = 1 / (1 − FTP/100) = 1 / (1 − 0,3083) = 1,4458" in texts
    assert "Kebutuhan = JKT × STP = 3,6169 × 1,4458 = 5,2293, dibulatkan 5 orang. Yang ada 3 orang; selisih 2." in texts
    assert ("WKT", "Waktu kerja tersedia, dihitung", "1.155", "jam/tahun", "HK × WK") in rows
    assert "Belum dibagi: Persalinan" in texts
    assert "Langkah 6. Kebutuhan SDMK" in texts
    assert "isi norma waktu dan capaian setahun" in texts
    assert paper.landscape


def test_need_standard_and_staff_stand_side_by_side(result):
    paper = staffing_paper(result, {"pns": "PNS", "ptt": "PTT", "kontrak": "kontrak"}, BY)
    rows = {row[1]: row for row in cells(paper)}
    # No, name, ABK, standard, PNS, PTT, kontrak, all, lacking by ABK, by standard, verdict.
    assert rows["Bidan"][2:] == ("5", "4", "2", "1", "0", "3", "2", "1", "belum sesuai")
    assert rows["Nutrisionis"][2:] == ("–", "1", "1", "0", "0", "1", "–", "0", "sesuai standar minimal saja")
    assert "belum sesuai" in "\n".join(paper.texts())


def test_the_workbook_carries_the_figures_of_the_program(result):
    book = openpyxl.load_workbook(io.BytesIO(abk_workbook(result, {}, made=dt.datetime(2026, 1, 12), office="PKM")),
                                  data_only=True)  # fmt: skip
    recap = {row[1].value: [c.value for c in row[2:9]] for row in book["Rekap"].iter_rows(min_row=5, max_row=8)}
    assert recap["Bidan"] == pytest.approx([3.616944, 30.833333, 1.445783, 5.229317, 5, 3, 2], abs=1e-6)
    assert [c.value for c in book["Per orang"][5]][1] == "Ratna Wulandari"
    assert book["WKT"]["C14"].value == 69_300
    assert book["WKT"]["C16"].value == 72_000


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice tidak terpasang")
def test_another_program_computes_the_same(result, tmp_path):
    """The written results are taken out; LibreOffice computes every formula anew and must find them again."""
    data = abk_workbook(result, {"pns": "PNS"}, made=dt.datetime(2026, 1, 12), office="PKM")
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(bare, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(info.filename, content)
    source = tmp_path / "asal.xlsx"
    source.write_bytes(bare.getvalue())
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "hitung", source],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    ours = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    theirs = openpyxl.load_workbook(tmp_path / "hitung" / "asal.xlsx", data_only=True)
    compared = 0
    for sheet in ours:
        for line in sheet.iter_rows():
            for cell in line:
                mine, other = (v if v != "" else None for v in (cell.value, theirs[sheet.title][cell.coordinate].value))
                if isinstance(mine, int | float) and isinstance(other, int | float):
                    assert mine == pytest.approx(other, abs=1e-6), (sheet.title, cell.coordinate)
                else:
                    assert mine == other, (sheet.title, cell.coordinate)
                compared += mine is not None
    assert compared > 200


def test_a_sheet_of_duties_is_signed_by_both_or_shows_the_tick():
    sheet = library(rules("duties")).sheets["bidan_desa"]
    lists = tuple(sheet.part(name) for name, _title in PARTS)
    by_hand = DutyPaper("Endah Puspita", "", "", "Bidan desa", "", 2, 2026, 1, sheet.summary, lists)
    ticked = DutyPaper("Ratna", "", "", "Bidan", "", 2, 2026, 2, "", lists, agreed=dt.datetime(2026, 1, 12, 13, 20))
    texts = "\n".join(duty_sheet([by_hand, ticked], BY).texts())
    assert "Wewenang" in texts
    assert "disetujui 12 Januari 2026 13.20" in texts
    rows = cells(acknowledgements([by_hand, ticked], ["Wagiman"], BY))
    assert [row[4] for row in rows] == ["1. ................", "disetujui 12 Januari 2026 13.20"]
    assert "Belum disusun: Wagiman." in "\n".join(acknowledgements([by_hand], ["Wagiman"], BY).texts())


def test_the_list_of_staff_says_how_each_licence_stands():
    day = dt.date(2026, 1, 12)
    rule = rule_on(rules("wkt"), day)
    held = (standing(Licence("STR", "A1", for_life=True), day, rule, needed=True),
            standing(Licence("SIP", "B2", dt.date(2026, 2, 1)), day, rule, needed=True))  # fmt: skip
    job = "Nutrisionis"
    line = StaffLine("Sri Lestari", "199013172015132006", "II c", job, job, "PNS", "", 2, "Gizi", "", held)
    row = cells(staff_register([line], BY))[0]
    assert row[1] == "Sri Lestari\nNIP 19901317 201513 2 006"
    assert row[9:] == ("A1\nseumur hidup", "B2\ns.d. 1 Februari 2026")
    urgent = cells(licence_list([(line, held[1])], rule, BY))[0]
    assert urgent[5:7] == ("1 Februari 2026", "20")
    assert "Tidak ada yang habis" in "\n".join(licence_list([], rule, BY).texts())
