"""Small real workbooks for the tests of the whole way."""

from __future__ import annotations

import io

import xlsxwriter

VILLAGES = (
    "Banyuwening", "Watubelah", "Tlogomulyo", "Wonolelo", "Pringgodani", "Ngadisana",
    "Gondangrejo", "Lebakharjo", "Karangtuwi", "Rejosari", "Kalisari", "Sendangayu",
)  # fmt: skip


def workbook(month: str = "MARET", heads=("K1", "K4"), figures=None, names=VILLAGES) -> bytes:
    """A one-month table; ``figures`` is row -> values, by default 3, 4, 5 ... under each head."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("1.DATA KIA")
    sheet.write(0, 0, "LAPORAN KESEHATAN IBU")
    sheet.write(1, 0, "PUSKESMAS : BANYUWENING")
    sheet.write(2, 0, f"BULAN : {month} 2026")
    sheet.write_row(4, 0, ["NO", "DESA", *heads])
    for i, name in enumerate(names):
        values = (figures or {}).get(i, [3 + i + j for j in range(len(heads))])
        sheet.write(5 + i, 0, i + 1)
        sheet.write(5 + i, 1, name)
        for j, value in enumerate(values):
            if value is not None:
                sheet.write(5 + i, 2 + j, value)
    sheet.write(5 + len(names), 1, "JUMLAH")
    for j in range(len(heads)):
        letter = "CDEFGH"[j]
        total = sum(
            v[j]
            for i in range(len(names))
            if isinstance((v := (figures or {}).get(i, [3 + i + k for k in range(len(heads))]))[j], int)
        )
        sheet.write_formula(5 + len(names), 2 + j, f"=SUM({letter}6:{letter}{5 + len(names)})", None, total)
    book.close()
    return out.getvalue()
