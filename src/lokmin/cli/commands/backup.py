"""``lokmin backup FILE``: database, original files and secrets in one file with checksums."""

from __future__ import annotations

import argparse
from pathlib import Path

from lokmin.cli.start import print_json, setup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS.zip")
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    setup()
    from lokmin.cli.archive import write

    summary = write(Path(args.file))
    if args.json:
        print_json(summary)
    else:
        print(f"Cadangan {args.file}: {summary['files']} berkas, {summary['size']} bita. Simpan di luar komputer ini.")
    return 0
