"""The data-quality page: one page, unanswered questions first, nothing said that was not counted."""

import datetime as dt
import io

import pypdf

from lokmin.core.periods import Month
from lokmin.documents.forms.quality import CorrectionLine, FlagLine, ProgrammeQuality, QualityPage, mutu_data
from lokmin.documents.render.pdf import pdf

KIA = ProgrammeQuality("Ibu dan anak", "86, cukup", 12, 11, 9, 1320, 1440, 3, 2)
LONG = (
    "Lahir hidup Watubelah April 2026 120, sepuluh kali lebih besar daripada biasanya (12). Mungkin salah ketik. " * 3
)


def page(**more):
    return QualityPage("Puskesmas Banyuwening", Month(2026, 4), dt.date(2026, 5, 5), (KIA,), **more)


def test_a_full_month_fits_on_one_page():
    flags = tuple(FlagLine(f"Watubelah, K{n}, April 2026", LONG, "angkanya benar" * (n % 2)) for n in range(20))
    corrections = tuple(CorrectionLine(f"K1 Watubelah, {n}", "4", "6", "Ratna Wulandari") for n in range(9))
    full = page(
        flags=flags, corrections=corrections, since=dt.date(2026, 4, 7), sasaran="SK Dinas Kesehatan",
        sources="a.xlsx; b.xlsx; c.xlsx", cutoff=dt.date(2026, 5, 4), rule="WHO Data Quality Review",
        stress=("14 dari 264 angka berganti status bila memakai sasaran pendataan riil",) * 4,
    )  # fmt: skip
    made = pdf(mutu_data(full), dt.datetime(2026, 5, 5, 9, 0, tzinfo=dt.UTC))
    (sheet,) = pypdf.PdfReader(io.BytesIO(made)).pages
    text = " ".join(sheet.extract_text().split())
    assert "1.320 dari 1.440" in text
    assert "10 pertanyaan belum dijawab" in text
    assert "dan 12 lagi" in text


def test_unanswered_questions_come_first_and_an_empty_month_says_so():
    texts = mutu_data(page(flags=(FlagLine("A", "satu", "stok kosong"), FlagLine("B", "dua")))).texts()
    assert texts.index("dua") < texts.index("satu")
    quiet = mutu_data(page()).texts()
    assert "Tidak ada angka yang meragukan bulan ini." in quiet
    assert "Belum ada lokmin yang membekukan angka, jadi perbaikan belum dihitung." in quiet
