"""``lokmin places FILE``: load a list of places (``kode;nama;jenis;induk``)."""

from __future__ import annotations

import argparse
from pathlib import Path

from lokmin.cli import CommandError
from lokmin.cli.start import print_json, setup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS", help="CSV dengan kolom kode;nama;jenis;induk, atau daftar nasional")
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    path = Path(args.file)
    if not path.is_file():
        raise CommandError(f"Berkas “{args.file}” tidak ada.")
    setup()
    from lokmin.cycle.centre.places_file import load

    summary = load(path)
    findings = [
        {"level": f.severity.value, "code": f.code, "line": f.cell, "message": f.message} for f in summary.findings
    ]
    if args.json:
        print_json({"created": summary.created, "changed": summary.changed, "same": summary.same, "findings": findings})
    else:
        print(f"{summary.created} tempat baru, {summary.changed} berubah, {summary.same} sama.")
        for finding in findings:
            print(f"{finding['level']}: {finding['message']}")
    return 0
