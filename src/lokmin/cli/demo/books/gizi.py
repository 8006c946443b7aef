"""SKDN as the nutritionist's application exports it: semicolons, a title, dashes where nothing came."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lokmin.cli.demo.figures import NAMES, YEAR, Key
from lokmin.core.periods import Month

COLUMNS = (("S", "gizi.s"), ("K", "gizi.k"), ("D", "gizi.d"), ("N", "gizi.n"), ("BGM", "gizi.bgm"))


def write(folder: Path, facts: Mapping[Key, int], last: Month) -> Path:
    lines = ["REKAP SKDN PUSKESMAS BANYUWENING;;;;;;;", ";;;;;;;", "No;Bulan;Desa;" + ";".join(h for h, _ in COLUMNS)]
    number = 0
    for month in Month(YEAR, 1).until(last):
        for name in NAMES:
            number += 1
            values = [facts.get((name, month.code, element)) for _, element in COLUMNS]
            texts = ["-" if v is None else str(v) for v in values]
            if (name, month.month) == ("Kalisari", 3):
                texts[3] = "-"  # the gap: N was not reported
            lines.append(f"{number};{month.name} {YEAR};{name.upper()};" + ";".join(texts))
    path = folder / f"skdn_{YEAR}.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="cp1252", newline="")
    return path
