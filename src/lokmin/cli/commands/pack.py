"""``lokmin pack --period YYYY-MM --out DIR``: the papers of the month's lokmin, with checksums."""

from __future__ import annotations

import argparse
from pathlib import Path

from lokmin.cli import CommandError
from lokmin.cli.start import month, operator, print_json, puskesmas, setup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", required=True, metavar="TTTT-BB", help="bulan yang dibahas")
    parser.add_argument("--out", required=True, metavar="MAP", help="map tujuan")
    parser.add_argument("--puskesmas", metavar="KODE")
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    period = month(args.period)
    out = Path(args.out)
    if out.exists() and not out.is_dir():
        raise CommandError(f"“{args.out}” bukan map.")
    setup()
    from lokmin.cycle.meetings.pack import pack_for_period

    files = pack_for_period(puskesmas(args.puskesmas), period, out, by=operator())
    rows = [{"name": f.name, "kind": f.kind, "size": f.size, "sha256": f.sha256} for f in files]
    if args.json:
        print_json({"folder": str(out), "period": period.code, "files": rows})
    else:
        print(f"{len(rows)} berkas lokmin {period.label} di {out}")
        for f in files:
            print(f"  {f.name}  {f.size} bita  {f.sha256[:12]}")
    return 0
