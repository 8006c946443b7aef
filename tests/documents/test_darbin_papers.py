"""The matrices, the agreement and the reports on paper: no missing PJ is hidden, sums never lie, all is signed."""

from __future__ import annotations

import datetime as dt

from lokmin.core.periods import Month
from lokmin.core.workload.darbin.loads import Load
from lokmin.documents.figures.loads import Bar, load_bars
from lokmin.documents.forms import darbin, darbinagreement, darbinreport
from lokmin.documents.forms.darbin import DivisionPaper, TaskRow, VillageLine
from lokmin.documents.forms.darbinagreement import Agreed
from lokmin.documents.forms.darbinreport import VillageReport
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.roomrecords import Sign
from lokmin.documents.model import Letterhead, Row, Table, plain

HEAD = Signer("dr. Anindya Prameswari", "Kepala Puskesmas", "Pembina / IV a", "198013012008132001")
GIVEN = DivisionPaper(
    "Puskesmas Banyuwening",
    Letterhead("PEMERINTAH KABUPATEN ARGAMULYA", "DINAS KESEHATAN", "UPTD PUSKESMAS BANYUWENING"), HEAD,
    "Banyuwening", dt.date(2026, 1, 5), dt.date(2026, 1, 1), "800/012/PKM-BW/2026",
)  # fmt: skip
TASKS = [
    TaskRow("Ratna Wulandari, S.Tr.Keb.", "198513202010132003", "Bidan koordinator", ("PJ KIA",),
            ("Pelaksana imunisasi", "PJ klaster 2"), ("Kalisari",), 2, "800/012"),
    TaskRow("Yusuf Hidayat, S.KM.", "198213152009131002", "Kepala Tata Usaha", ("PJ manajemen",), (), (), 1),
    TaskRow("Endah Puspita, A.Md.Keb.", "", "Bidan Desa Watubelah", ("Pelaksana KIA",), (), ("Watubelah",), 2),
]  # fmt: skip
VILLAGES = [
    VillageLine("Watubelah", "Endah Puspita, A.Md.Keb.", "dr. Anindya Prameswari", "Endah Puspita, A.Md.Keb.",
                "Pustu Watubelah", "Ibu Sumarni, Ibu Wartini", "Ratna Wulandari, S.Tr.Keb.", dt.date(2026, 1, 1)),
    VillageLine("Wonolelo", ""),
]  # fmt: skip
LOADS = [
    Load("e", "Endah Puspita", ("Watubelah",), 4200, 1200, 780, 9400),
    Load("r", "Ratna Wulandari", ("Kalisari", "Rejosari"), 6100, None, 1240, 11_000),
    Load("b", "Bambang Setiadi", (), 0, 0, 0, 0),
]
APRIL = Month(2026, 4)


def tables(document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def bodies(table: Table) -> list[Row]:
    return [row for row in table.rows if row.kind == "body"]


def test_both_matrices_and_the_loads_stand_on_one_landscape_paper_that_the_head_signs():
    document = darbin.division(GIVEN, TASKS, VILLAGES, LOADS)
    words = "\n".join(document.texts())
    assert document.landscape
    assert document.page_size == (330.0, 215.0)
    assert "Lampiran SK nomor 800/012/PKM-BW/2026." in words
    tasks, villages, loads = tables(document)
    assert [c.title for c in tasks.columns] == list(darbin.TASK_HEADS)
    groups = [plain(r.cells[0]) for r in tasks.rows if r.kind == "group"]
    assert groups == ["Klaster 1, Manajemen", "Klaster 2, Ibu dan anak"]
    assert [r.cells[0] for r in bodies(tasks)] == ["1", "2", "3"]
    assert [c.title for c in villages.columns] == list(darbin.VILLAGE_HEADS)
    assert all(table.size >= 8 for table in (tasks, villages, loads))
    assert words.rstrip().endswith("NIP 19801301 200813 2 001")


def test_a_village_without_pj_is_printed_and_a_decree_without_number_follows():
    document = darbin.division(DivisionPaper(**{**_fields(GIVEN), "decree": ""}), TASKS, VILLAGES, LOADS)
    rows = bodies(tables(document)[1])
    assert plain(rows[0].cells[-1]) == "seterusnya"
    assert plain(rows[1].cells[2]) == "BELUM ADA PJ"
    assert rows[1].cells[2][0].bold
    assert "Lampiran SK nomor (nomor menyusul)." in "\n".join(document.texts())


def _fields(given: DivisionPaper) -> dict:
    return {name: getattr(given, name) for name in given.__slots__}


def test_the_load_table_sums_what_is_known_and_shows_a_dash_where_something_is_not():
    table = tables(darbin.division(GIVEN, TASKS, VILLAGES, LOADS))[2]
    total = table.rows[-1]
    assert total.kind == "total"
    assert [plain(c) for c in total.cells[3:]] == ["3", "10.300", "–", "2.020", "20,4"]
    assert [plain(r.cells[1]) for r in bodies(table)] == ["Endah Puspita", "Ratna Wulandari"]


def test_everybody_signs_the_agreement_and_who_has_no_task_stands_out():
    rows = [
        Agreed("Ratna Wulandari", "198513202010132003", "Bidan koordinator", ("PJ KIA",), ("Kalisari",),
               Sign("pin", dt.time(9, 12))),
        Agreed("Bambang Setiadi", "", "Promosi kesehatan", (), ()),
    ]  # fmt: skip
    document = darbinagreement.agreement(GIVEN, rows, dt.date(2026, 1, 5))
    words = "\n".join(document.texts())
    assert "KESEPAKATAN PEMBAGIAN TUGAS DAN TANGGUNG JAWAB 2026" in words
    assert "Pada lokakarya mini bulanan pertama, Senin, 5 Januari 2026," in words
    ratna, bambang = bodies(tables(document)[0])
    assert plain(ratna.cells[-1]) == "ditandatangani dengan PIN 09.12"
    assert plain(bambang.cells[3]) == "belum ada tugas"
    assert "2. ...." in plain(bambang.cells[-1])


def test_the_recap_says_who_has_not_reported_and_the_single_report_keeps_its_lines():
    rows = [
        VillageReport("Watubelah", "Endah Puspita", dt.date(2026, 5, 3), 4, "Jalan ke Dusun Krajan putus", "K4 kurang",
                      "K1 16 dari 31", "Kunjungan rumah", "Mobil siaga", "Setuju"),
        VillageReport("Wonolelo", "", None),
    ]  # fmt: skip
    words = "\n".join(darbinreport.recap(GIVEN, APRIL, rows).texts())
    assert "1 dari 2 desa sudah melapor. Belum: Wonolelo (tanpa PJ)." in words
    assert "belum melapor" in words
    single = "\n".join(
        darbinreport.report(GIVEN, APRIL, rows[0], Signer("Endah Puspita", "Bidan Desa")).texts()
    )  # fmt: skip
    assert "Kunjungan ke desa: 4 kali" in single
    assert "Jalan ke Dusun Krajan putus" in single
    assert "Catatan Kepala Puskesmas" in single


def test_the_figure_says_its_numbers_and_tells_now_from_after_without_colour():
    svg = load_bars([Bar("Sri Lestari, A.Md.Gz.", 9240, 6300), Bar("Bambang Setiadi", 0, 2940)], "jiwa", 4620,
                    dress="paper")  # fmt: skip
    assert "Sri Lestari, A.Md.Gz.: sekarang 9.240 jiwa, usul 6.300 jiwa" in svg
    assert "9.240</text>" in svg
    assert svg.count('fill="#5d686e"') == 1 + 2  # the legend and two filled bars
    alone = load_bars([Bar("Sri Lestari", 9240, None)], "jiwa", 9240, dress="paper")
    assert "usul" not in alone
