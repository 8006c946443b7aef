"""Plans as offices really lay them out, written by openpyxl."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.styles import Border, Side

THIN = Border(*(Side(style="thin"),) * 4)
MONTHS = ("Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des")


def book(fill, title="RUK"):
    made = openpyxl.Workbook()
    page = made.active
    page.title = title
    fill(page)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def put(page, row, *values, first=1):
    for column, value in enumerate(values, start=first):
        if value is not None:
            page.cell(row, column).value = value


def official(page):
    """Thirteen columns, upaya as headings, Rp texts, subtotals, signatures."""
    page.merge_cells("A1:M1")
    put(page, 1, "RENCANA USULAN KEGIATAN (RUK) PUSKESMAS BANYUWENING TAHUN 2026")
    put(page, 3, "NO", "UPAYA KESEHATAN", "KEGIATAN", "TUJUAN", "SASARAN", "TARGET SASARAN", "PENANGGUNG JAWAB",
        "KEBUTUHAN SUMBER DAYA", "MITRA KERJA", "WAKTU PELAKSANAAN", "KEBUTUHAN ANGGARAN", "INDIKATOR KINERJA",
        "SUMBER PEMBIAYAAN")  # fmt: skip
    put(page, 4, *range(1, 14))
    put(page, 5, "A.", "UKM ESENSIAL")
    put(page, 6, 1, "KIA", "Kelas ibu hamil", "K6 naik", "Ibu hamil", "240 ibu", "Bidan koordinator", "Konsumsi", "PKK",
        "Feb-Nov", "Rp 12.000.000,-", "K6 90 %", "BOK")  # fmt: skip
    put(page, 7, 2, None, "Pendataan ibu hamil", None, "Ibu hamil", "12 desa", "Bidan desa", None, "Kader", None,
        2_500_000, None, "Dana Desa")  # fmt: skip
    put(page, 8, None, "Jumlah UKM Esensial", None, None, None, None, None, None, None, None, "Rp. 14.500.000")
    put(page, 9, "B.", "ADMINISTRASI DAN MANAJEMEN")
    put(page, 10, 1, "Manajemen", "Lokmin bulanan", "Rencana jelas", "Staf", "12 kali", "KTU", None, None, "Tiap bulan",
        "14,400,000.00", "12 kali", "BOK, APBD")  # fmt: skip
    put(page, 11, None, "JUMLAH SELURUHNYA", *[None] * 8, "29.000.000")
    put(page, 13, None, None, None, None, None, None, None, None, None, "Mengetahui,")
    put(page, 14, None, None, None, None, None, None, None, None, None, "Kepala Puskesmas")


def merged_months(page):
    """RPK: head of three rows, upaya merged downwards, months by x, sources as columns of figures, details beneath."""
    put(page, 1, "RENCANA PELAKSANAAN KEGIATAN TAHUN 2026")
    for column, text in enumerate(
        ("NO", "Upaya Kesehatan", "Kegiatan", "Rincian Pelaksanaan", "Target", "PJ"), start=1
    ):
        page.merge_cells(start_row=3, end_row=5, start_column=column, end_column=column)
        page.cell(3, column).value = text
    page.merge_cells("G3:R3")
    page["G3"] = "JADWAL PELAKSANAAN TAHUN 2026"
    page.merge_cells("G4:L4")
    page["G4"] = "Semester I"
    page.merge_cells("M4:R4")
    page["M4"] = "Semester II"
    put(page, 5, *MONTHS, first=7)
    page.merge_cells("S3:U3")
    page["S3"] = "Sumber Dana (Rp)"
    for column, text in enumerate(("BOK", "JKN", "APBD"), start=19):
        page.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
        page.cell(4, column).value = text
    page.merge_cells("V3:V5")
    page["V3"] = "Total Biaya"
    page.merge_cells("A6:A8")
    page["A6"] = 1
    page.merge_cells("B6:B8")
    page["B6"] = "KIA"
    put(page, 6, "Kelas ibu hamil", None, "12 desa", "Ratna", None, "x", "x", "xx", first=3)
    put(page, 6, 12_000_000, None, 500_000, 12_500_000, first=19)
    put(page, 7, "Konsumsi 40 orang", first=4)
    put(page, 7, 12_000_000, None, None, 12_000_000, first=19)
    put(page, 8, "Transport", first=4)
    put(page, 8, None, None, 500_000, 500_000, first=19)
    put(page, 9, 2, "Gizi", "Posyandu", None, "60 posyandu", "Sri", *["√"] * 12)
    put(page, 9, None, 6_000_000, None, 6_000_000, first=19)
    put(page, 10, None, "TOTAL", first=2)
    put(page, 10, 12_000_000, 6_000_000, 500_000, 18_500_000, first=19)


def thousands(page):
    """Amounts in thousands by the head, months with money, one column nobody knows."""
    put(page, 2, "POA 2026")
    put(page, 4, "No", "Program", "Nama Kegiatan", "Sasaran", "Vol.", "Anggaran (ribuan Rp)", "Kode Sub Keg")
    page.merge_cells("H3:S3")
    page["H3"] = "Jadwal"
    put(page, 4, *range(1, 13), first=8)
    put(page, 5, 1, "Promkes", "Penyuluhan PHBS", "Masyarakat", 12, 1_200, "1.02.02", None, 600, None, 600)


def nested(page):
    """RPK by upaya and unit (GIZI is a unit, no number), initials as months, costs beneath rows, subtotals of both."""
    put(page, 1, "RENCANA PELAKSANAAN KEGIATAN (RPK) TAHUN 2026")
    put(page, 3, "No", "Upaya Kesehatan", "Kegiatan", "Target Sasaran", "Jadwal")
    page.merge_cells("E3:P3")
    put(page, 4, *"JFMAMJJASOND", first=5)
    put(page, 3, "Rincian Pelaksanaan", "Biaya (Rp)", "Sumber Dana", first=17)
    put(page, 5, "A", "UKM ESENSIAL")
    put(page, 6, "I", "KIA-KB")
    put(page, 7, 1, None, "Kelas ibu hamil", "480 ibu", "x", None, "x")
    put(page, 7, "Rp 43.200.000,-", "BOK", first=18)
    put(page, 8, None, "Jumlah KIA-KB")
    put(page, 8, "Rp 43.200.000,-", first=18)
    put(page, 9, "II", "GIZI")
    put(page, 10, 1, None, "PMT lokal", "86 balita", None, None, "x")
    put(page, 10, "BOK", first=19)
    put(page, 11, "- Bahan makanan", "38.700.000", first=17)
    put(page, 12, "- Transport kader", "12.900.000,00", first=17)
    put(page, 13, None, "Jumlah UKM Esensial")
    put(page, 13, "94.800.000", first=18)
    put(page, 14, "B", "UKM PENGEMBANGAN")
    put(page, 15, 1, None, "Posbindu PTM", "6.000 orang", *["4x"] * 12)
    put(page, 15, "24 juta", "BOK", first=18)
    put(page, 16, None, None, "  a. Konsumsi kader")
    put(page, 16, "20.000.000", first=18)
    put(page, 17, None, "TOTAL")
    put(page, 17, 118_800_000, first=18)


def by_source(page):
    """RUK with its sources as columns of text beneath one head; costs beneath a row come from two of them."""
    put(page, 1, "RENCANA USULAN KEGIATAN TAHUN 2026")
    put(page, 3, "No", "Upaya Kesehatan", "Kegiatan", "Sasaran", "Penanggung Jawab", "Sumber Pembiayaan")
    page.merge_cells("F3:H3")
    put(page, 4, "BOK", "JKN", "Dana Desa", first=6)
    put(page, 3, "Total Anggaran", "Indikator Kinerja", first=9)
    put(
        page, 5, 1, "Promkes", "Penyuluhan", "Warga", "Bambang", "Rp 14.400.000,-", None, "Rp 1.250.000,-", "15.650.000"
    )
    put(page, 6, 2, "P2P", "Penemuan TB", "Kontak", "Rudi")
    put(page, 7, None, None, None, "Transport", None, "7.200.000", "1.000.000", None, "8.200.000")
    put(page, 8, None, None, None, "Konsumsi", None, None, "11.000.000", None, "11.000.000")


def money_in_months(page):
    """POA whose rupiah stand only in the months; one row names another sum than its months hold."""
    put(page, 1, "PLAN OF ACTION 2026")
    put(page, 3, "No", "Kegiatan", "Sasaran", "Target", "PJ", "Sumber Dana", *MONTHS)
    put(page, 4, 1, "Posyandu", "Balita", "4.100", "Sri", "BOK", *["Rp3.000.000"] * 12)
    put(page, 5, 2, "Kalibrasi", "Alat", "64", "Lina", "JKN", None, None, None, None, "12.000.000", "12.500.000")


def hostile(page):
    """Errors, words for money, negative money, formulas as text, a wrong total, a note, a row of nothing known."""
    put(page, 1, "RUK 2026 dan RUK 2027")
    put(page, 2, "Kegiatan", "Tujuan", "Sasaran", "Biaya", "Sumber Dana", "Penanggung Jawab")
    put(page, 3, "Penyuluhan", "a", "b", "sekitar 2 juta", "uang kas", "Sri")
    put(page, 4, "=cmd|' /C calc'!A0", "a", "b", -5, "BOK", "Sri")
    put(page, 5, "Fogging", "a", "b", "1,5 juta", "BOK", "Lukman")
    put(page, 6, "Fogging", "a", "b", 1_500_000, "BOK", "Lukman")
    put(page, 7, None, "terserah", "siapa saja")
    put(page, 8, "Rapat tanpa biaya", "a", "b", "nihil", "-", "KTU")
    put(page, 9, "Total", None, None, 9_999_999)


def template(page):
    """An office's own form: no upaya column, five framed rows, a sum, signatures merged below."""
    page.merge_cells("A1:F1")
    page["A1"] = "USULAN KEGIATAN TAHUN ........"
    put(page, 3, "No", "Nama Kegiatan", "Tujuan", "Sasaran", "Biaya (Rp)", "Sumber Dana")
    put(page, 4, 1, 2, 3, 4, 5, 6)
    for row in range(3, 9):
        for column in range(1, 7):
            page.cell(row, column).border = THIN
    put(page, 5, 1, "Contoh: penyuluhan", "contoh", "contoh", 1_000, "BOK")
    put(page, 8, None, "Jumlah", None, None, "=SUM(E5:E7)")
    page.merge_cells("E10:F10")
    page["E10"] = "Kepala Puskesmas"
    page["E14"] = "dr. Anindya Prameswari"
