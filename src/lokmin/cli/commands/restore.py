"""``lokmin restore FILE``: bring a backup back; what is there now is kept beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

from lokmin.cli.start import print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS.zip")
    parser.add_argument("--ganti", action="store_true", help="ganti data yang ada (yang lama disimpan di sampingnya)")
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    from lokmin.cli.archive import read

    summary = read(Path(args.file), replace=args.ganti)
    if args.json:
        print_json(summary)
    else:
        print(f"Dipulihkan dari cadangan {summary['made']}: {summary['files']} berkas.")
        if summary["kept"]:
            print(f"Data yang tadinya ada disimpan di {summary['kept']}.")
    return 0
