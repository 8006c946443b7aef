"""``lokmin doctor``: is this computer fit, and what to do where it is not."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import sys
from dataclasses import asdict, dataclass

from lokmin.cli.start import print_json


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing looked at: whether it is well, what was seen, what to do."""

    what: str
    well: bool
    seen: str
    todo: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def examine() -> list[Advice]:
    """Look at the program, the data folder, the clock and the database."""
    from lokmin.cli.commands.serve import addresses
    from lokmin.web.options import OPTIONS, data_dir

    rows = [Advice("Python", sys.version_info >= (3, 11), sys.version.split()[0], "Perlu Python 3.11 atau lebih baru.")]
    folder = data_dir()
    free = shutil.disk_usage(folder).free
    rows.append(
        Advice("Ruang simpan", free > 500_000_000, f"{free // 1_000_000} MB kosong di {folder}", "Kosongkan 500 MB.")
    )
    rows.append(Advice("Map data", os.access(folder, os.W_OK), str(folder), "Beri izin menulis ke map itu."))
    year = dt.datetime.now(dt.UTC).year
    rows.append(Advice("Jam komputer", 2025 <= year <= 2100, str(year), "Setel tanggal dan jam komputer."))
    database = "PostgreSQL" if OPTIONS["DATABASE_URL"].value else "SQLite"
    rows.append(_database(database))
    lan = [a for a in addresses("0.0.0.0", 8000) if "127.0.0.1" not in a]  # noqa: S104 - only listed
    rows.append(
        Advice("Jaringan aula", bool(lan), ", ".join(lan) or "tidak ada", "Sambungkan komputer ke Wi-Fi atau kabel.")
    )
    return rows


def _database(kind: str) -> Advice:
    from lokmin.cli import CommandError
    from lokmin.cli.start import setup

    try:
        setup()
    except CommandError as error:
        return Advice("Basis data", False, kind, str(error))
    return Advice("Basis data", True, kind)


def run(args: argparse.Namespace) -> int:
    rows = examine()
    if args.json:
        print_json({"well": all(r.well for r in rows), "checks": [asdict(r) for r in rows]})
    else:
        for row in rows:
            word, todo = ("baik ", "") if row.well else ("BELUM", f"  ->  {row.todo}")
            print(f"{word}  {row.what}: {row.seen}{todo}")
    return 0 if all(r.well for r in rows) else 1
