"""Papers of needs and training: official columns, sums, the letter that asks for calibration."""

from __future__ import annotations

import datetime as dt

from lokmin.catalog.loading import rules
from lokmin.core.needs.calibration import wanted
from lokmin.core.needs.equipment import EquipmentRules, Tool, fulfilment
from lokmin.core.needs.logistics import Good
from lokmin.core.needs.proposals import PriorityRules, Proposal, merged
from lokmin.core.needs.training import Attended, Member, TrainingRules, hours
from lokmin.core.numbers import MICRO
from lokmin.documents.forms import inventory, needs, training
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.records import Signer
from lokmin.documents.model import Document, Letterhead, Table

TODAY = dt.date(2026, 5, 5)
KOP = Letterhead("PEMERINTAH KABUPATEN ARGAMULYA", "DINAS KESEHATAN", "PUSKESMAS BANYUWENING")
HEAD = Signer("dr. Anindya Prameswari", "Kepala Puskesmas")
BY = Office("Puskesmas Banyuwening", KOP, "Banyuwening", TODAY, HEAD)
EQUIPMENT = EquipmentRules.load(rules("equipment"), 2026)
PRIORITY = PriorityRules.load(rules("proposals"), 2026)
LESSONS = TrainingRules.load(rules("training"), 2026)
FUNDS = {"bok": "BOK", "blud": "BLUD"}

TOOLS = [
    Tool("KIA", "Doppler janin", standard=2, good=1, heavy=1, acquired=2016, source="DAK", brand="Bistos BT-200",
         permit="AKL 10501", needs_calibration=True, calibrated_on=dt.date(2025, 1, 10), price=3_500_000),
    Tool("KIA", "USG dua dimensi", standard=1, good=1, needs_calibration=True, calibration_due=dt.date(2026, 7, 1)),
    Tool("Umum", "Tensimeter dewasa", standard=2, needs_calibration=True),
    Tool("Umum", "Otoskop", standard=1, good=0, light=1),
]  # fmt: skip
TABLE = merged([
    Proposal("sdm", "Bidan", "ABK 5 (5,2293); standar ketenagaan 4", 5 * MICRO, 4 * MICRO, "orang", 3, "kurang 20 %",
             followup="Usul penambahan atau redistribusi ke Dinkes", key="abk:bidan"),
    Proposal("alkes", "Doppler janin, KIA", "Standar minimal 2", 2 * MICRO, MICRO, "buah", 1, "", 3_500_000, "blud",
             "Adakan baru", "alat:1"),
    Proposal("logistik", "Buku KIA", "640 ibu hamil × 1", 704 * MICRO, 300 * MICRO, "buku", 1, "", 5_252_000, "bok",
             "Minta ke instalasi farmasi atau adakan", "logistik:1", state="disetujui"),
])  # fmt: skip


def table(paper: Document) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


def lines(paper: Document) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row.cells) for row in table(paper).rows]


def test_the_proposal_table_has_the_official_columns_and_a_sum_for_each_kind():
    paper = needs.proposal_paper(TABLE, 2027, BY, FUNDS, PRIORITY)
    heads = [column.title for column in table(paper).columns]
    assert heads == ["No", "Usulan", "Dasar", "Kebutuhan", "Tersedia", "Kekurangan", "Prioritas",
                     "Perkiraan biaya (Rp)", "Sumber", "Tindak lanjut"]  # fmt: skip
    rows = lines(paper)
    assert rows[0] == ("SDM",)
    assert rows[1][:8] == ("1", "Bidan", "ABK 5 (5,2293); standar ketenagaan 4", "5 orang", "4", "1", "rendah", "–")
    assert ("Jumlah Alat kesehatan", "3.500.000") in [(row[1], row[7]) for row in rows if len(row) > 7]
    assert (rows[-1][1], rows[-1][7]) == ("JUMLAH SELURUHNYA", "8.752.000")
    assert "1 baris belum dihitung biayanya" in " ".join(paper.texts())
    assert "BOK" in rows[-3]
    assert rows[-3][-1].endswith("(disetujui)")
    assert paper.landscape
    assert paper.paper == "F4"


def test_the_widths_of_every_wide_table_fill_the_sheet():
    for columns in (
        needs.COLUMNS,
        needs.LOGISTIC_COLUMNS,
        inventory.COLUMNS,
        training.PLAN_COLUMNS,
        training.JPL_COLUMNS,
    ):
        assert sum(column.width for column in columns) == 310


def test_logistics_stand_under_their_programme_and_unknown_is_no_zero():
    goods = [Good("kia", "Buku KIA", "buku", 704 * MICRO, 300 * MICRO, 13_000, "bok",
                  "640 ibu hamil × 1 + cadangan 10 %"),
             Good("gizi", "Vitamin A merah", "kapsul", 100 * MICRO, None)]  # fmt: skip
    rows = lines(needs.logistic_paper(goods, 2027, BY, {"kia": "KIA"}, FUNDS))
    assert rows[0] == ("KIA",)
    assert rows[1][4:] == ("704", "300", "404", "13.000", "5.252.000", "BOK")
    assert rows[4][4:9] == ("100", "–", "–", "–", "–")


def test_the_inventory_says_what_is_reached_and_what_nobody_has_counted():
    paper = inventory.inventory_paper(TOOLS, EQUIPMENT, BY)
    words = " ".join(paper.texts())
    assert "Pemenuhan standar 1 dari 4 jenis (25,0 %); 1 jenis belum dihitung" in words
    row = lines(paper)[1]
    assert row[2:8] == ("2", "2", "1", "–", "1", "1")
    assert row[12:] == ("10/01/2025", "10/01/2026", "terlambat", "3.500.000")


def test_a_standard_that_is_wholly_counted_has_one_score():
    found = fulfilment(TOOLS[:2], EQUIPMENT)
    assert inventory.fulfilment_words(found, EQUIPMENT) == "Pemenuhan standar 1 dari 2 jenis (50,0 %), nilai 0."
    assert inventory.fulfilment_words(fulfilment([], EQUIPMENT), EQUIPMENT) == "Belum ada alat dengan standar minimal."


def test_the_letter_to_the_dinkes_lists_what_is_late_and_names_the_minutes_as_proof():
    asked = wanted(TOOLS, TODAY, EQUIPMENT)
    request = inventory.Request(to="Kepala Dinas Kesehatan Kabupaten Argamulya", place="Argamulya",
                                talked="Lokakarya Mini Bulanan 5 Mei 2026")  # fmt: skip
    paper = inventory.calibration_letter(asked, request, EQUIPMENT, BY)
    words = " ".join(paper.texts())
    assert "kalibrasi 3 alat, 1 di antaranya sudah lewat waktu, 1 belum pernah tercatat dikalibrasi" in words
    assert "Notulen Lokakarya Mini Bulanan 5 Mei 2026" in words
    assert "(nomor menyusul)" in words
    assert [row[1] for row in lines(paper)] == ["Doppler janin", "Tensimeter dewasa", "USG dua dimensi"]
    assert lines(paper)[0][-1] == "terlambat 115 hari"


def test_the_training_plan_sums_planned_and_held_apart():
    plan = [training.TrainingLine("APN", month=8, cost=7_500_000, people=("Ratna Wulandari", "Endah Puspita"),
                                  fund="bok"),
            training.TrainingLine("MTBS", start=dt.date(2026, 3, 2), end=dt.date(2026, 3, 4), jpl=240,
                                  state="terlaksana")]  # fmt: skip
    rows = lines(training.plan_paper(plan, 2026, BY, FUNDS))
    assert rows[1][4:] == ("Agustus", "–", "Ratna Wulandari, Endah Puspita", "7.500.000", "BOK")
    assert rows[4][4:6] == ("2 Maret 2026 s.d. 4 Maret 2026", "24")
    assert rows[-1][7] == "7.500.000"


def test_the_recap_of_hours_names_certificates_and_what_lacks():
    ratna = Member("1", "Ratna Wulandari", "bidan", "pns")
    taken = [
        Attended("1", "MTBS", dt.date(2026, 3, 2), None, 125, "800/12"),
        Attended("1", "Seminar", dt.date(2026, 4, 1)),
    ]
    paper = training.jpl_paper(
        hours([ratna], taken, 2026, LESSONS), {"1": taken}, {"bidan": "Bidan"}, 2026, LESSONS, BY
    )
    assert lines(paper)[0] == (
        "1", "Ratna Wulandari", "Bidan", "2", "12,5", "20", "7,5",
        "MTBS (12,5 JPL, 800/12); Seminar (JPL belum diisi, nomor sertifikat belum ada)",
    )  # fmt: skip
    assert "0 dari 1 orang" in " ".join(paper.texts())
