"""The sasaran as the Dinkes sends it: a CSV with two title lines, semicolons and decimal commas."""

from __future__ import annotations

from pathlib import Path

from lokmin.cli.demo.figures import NAMES, YEAR
from lokmin.cli.demo.figures import sasaran as people

COLUMNS = (
    ("Jumlah Penduduk", "sasaran.penduduk"), ("Bumil", "sasaran.bumil"), ("Bulin", "sasaran.bulin"),
    ("Bufas", "sasaran.bufas"), ("Lahir Hidup", "sasaran.lahir_hidup"), ("Bayi", "sasaran.bayi"),
    ("Surviving Infant", "sasaran.si"), ("Balita", "sasaran.balita"), ("Usia Produktif", "sasaran.produktif"),
    ("Lansia", "sasaran.lansia"), ("Hipertensi", "sasaran.hipertensi"), ("DM", "sasaran.dm"),
    ("ODGJ Berat", "sasaran.odgj"),
)  # fmt: skip


def write(folder: Path) -> Path:
    rows = people()
    lines = [
        f"DATA SASARAN PROGRAM KESEHATAN TAHUN {YEAR};;",
        "PUSKESMAS : BANYUWENING;;",
        ";".join(["No", "Desa", *(head for head, _ in COLUMNS)]),
    ]
    for number, name in enumerate(NAMES, 1):
        lines.append(";".join([str(number), name, *(_comma(rows[name, element]) for _, element in COLUMNS)]))
    totals = [_comma(round(sum(rows[name, element] for name in NAMES), 2)) for _, element in COLUMNS]
    lines.append(";".join(["", "JUMLAH", *totals]))
    path = folder / f"SASARAN_SK_DINKES_{YEAR}.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig", newline="")
    return path


def _comma(value: float) -> str:
    return f"{value:g}".replace(".", ",") if value % 1 else str(int(value))
