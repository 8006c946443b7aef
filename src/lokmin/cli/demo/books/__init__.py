"""The demo's workbooks: the same story as five offices would have typed it, with their mistakes.

Each module writes one file as somebody really keeps it; ``MISTAKES`` lists what was put in wrong on purpose, so that
the demo and the tests can say what must be found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from lokmin.cli.demo.figures import Key, up_to
from lokmin.core.periods import Month

#: Fixed, so that the same seed gives the same bytes (a file is known by its hash).
MADE = dt.datetime(2026, 5, 2, 8, 4, 0)

#: (file, sheet, cell or block, what is wrong).
MISTAKES: tuple[tuple[str, str, str, str], ...] = (
    ("ibu", "DATA IBU", "Watubelah, Februari", "K1 oleh dokter lebih banyak daripada K1"),
    ("ibu", "DATA IBU", "JUMLAH Maret, K4", "jumlah tidak cocok dengan baris desanya"),
    ("ibu", "DATA IBU", "nomor 7 dua kali di blok April", "nomor urut salah"),
    ("anak", "PEB", "Prinngodani", "nama desa salah ketik"),
    ("anak", "APR", "Ngadisana", "IDL belum dilaporkan"),
    ("anak", "MAR", "Wonolelo, BCG", "“tiga” bukan angka"),
    ("gizi", "", "Kalisari, Maret, N", "tanda hubung: tidak dilaporkan"),
    ("ptm", "HIPERTENSI", "#DIV/0!", "rumus persen rusak"),
)


def write_yearly(folder: Path, facts: Mapping[Key, int]) -> list[Path]:
    """What lies there in January: the sasaran of the Dinkes and the recap of last year."""
    from lokmin.cli.demo.books import sasaran, tahun_lalu

    folder.mkdir(parents=True, exist_ok=True)
    return [sasaran.write(folder), tahun_lalu.write(folder, facts)]


def write_monthly(folder: Path, facts: Mapping[Key, int], last: Month) -> list[Path]:
    """The programmes' workbooks as they stand when the last reported month is ``last``."""
    from lokmin.cli.demo.books import anak, gizi, ibu, ptm

    folder.mkdir(parents=True, exist_ok=True)
    known = up_to(facts, last)
    return [ibu.write(folder, known), *(book.write(folder, known, last) for book in (anak, gizi, ptm))]
