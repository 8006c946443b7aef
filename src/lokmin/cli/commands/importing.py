"""``lokmin import FILE``: what was understood of a workbook, cell by cell; then accept it."""

from __future__ import annotations

import argparse
from pathlib import Path

from lokmin.cli import CommandError
from lokmin.cli.start import operator, print_json, puskesmas, setup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS", help="buku kerja .xlsx .xls .ods .csv")
    parser.add_argument("--puskesmas", metavar="KODE", help="milik Puskesmas mana")
    parser.add_argument("--dry-run", action="store_true", help="baca dan perlihatkan saja, tidak menyimpan apa pun")
    parser.add_argument("--accept", action="store_true", help="terima angka yang jelas; yang ragu menunggu")
    parser.add_argument("--tahun", type=int, metavar="TTTT", help="tahun, bila tidak tertulis di buku kerja")
    parser.add_argument("--oleh", metavar="NAMA", help="nama pengguna yang bertanggung jawab")
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    path = Path(args.file)
    if not path.is_file():
        raise CommandError(f"Berkas “{args.file}” tidak ada.")
    if args.dry_run and args.accept:
        raise CommandError("--dry-run dan --accept tidak dapat dipakai bersama.")
    setup()
    from lokmin.cycle.reporting import operations
    from lokmin.cycle.reporting.refusals import Refused
    from lokmin.exchange.excel.refusal import FileRefused

    centre = puskesmas(args.puskesmas)
    data = path.read_bytes()
    try:
        if args.dry_run:
            preview = operations.preview_bytes(puskesmas=centre, name=path.name, data=data, year=args.tahun)
        else:
            by = operator(args.oleh)
            upload = operations.receive(puskesmas=centre, by=by, name=path.name, data=data)
            operations.read(upload, year=args.tahun)
            if upload.state == "gagal":
                raise CommandError(upload.error)
            # What is printed is what accepting does, so it is worked out before: afterwards all would be "same".
            preview = operations.preview(upload, ask_noted=False)
            if args.accept:
                operations.accept(upload=upload, by=by, ask_noted=False)
    except (Refused, FileRefused) as error:
        raise CommandError(str(error)) from error
    if args.json:
        print_json(operations.as_json(preview))
        return 0
    print(operations.sentence(preview))
    return 0
