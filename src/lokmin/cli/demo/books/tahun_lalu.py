"""Last year's figures as a long table, one line a number: what a recap application exports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lokmin.cli.demo.figures import YEAR, Key, of_year
from lokmin.core.periods import MONTH_NAMES

HEADS = {
    "kia.k1": "K1", "kia.k4": "K4", "kia.k6": "K6", "kia.pn_faskes": "PN di Fasyankes", "kia.kn_lengkap": "KN Lengkap",
    "imunisasi.idl": "IDL", "gizi.ttd90": "Bumil TTD >= 90 tablet", "gizi.d": "D", "gizi.s": "S",
    "ptm.hipertensi": "Hipertensi dilayani",
}  # fmt: skip


def write(folder: Path, facts: Mapping[Key, int]) -> Path:
    lines = ["desa,bulan,tahun,indikator,nilai"]
    for (name, month, element), value in of_year(facts, YEAR - 1).items():
        if element in HEADS:
            lines.append(f"{name},{MONTH_NAMES[int(month[5:]) - 1]},{YEAR - 1},{HEADS[element]},{value}")
    path = folder / f"rekap_{YEAR - 1}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
