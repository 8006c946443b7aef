"""``lokmin coverage INDICATOR``: one indicator, village by village, with the sum behind it."""

from __future__ import annotations

import argparse

from lokmin.cli import CommandError
from lokmin.cli.start import month, print_json, puskesmas, setup
from lokmin.core.places import name_key


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("indicator", metavar="INDIKATOR", help="kode indikator, misalnya K1 atau KIA-01")
    parser.add_argument("--sampai", required=True, metavar="TTTT-BB", help="bulan terakhir yang dihitung")
    parser.add_argument("--desa", metavar="NAMA", help="satu desa saja")
    parser.add_argument("--puskesmas", metavar="KODE", help="bila ada lebih dari satu")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="satu objek JSON")
    how.add_argument("--jelaskan", action="store_true", help="jumlahan dan selnya, dalam kata-kata")


def run(args: argparse.Namespace) -> int:
    until = month(args.sampai)
    setup()
    from lokmin.cycle.monitoring import queries

    centre = puskesmas(args.puskesmas)
    code = queries.find_indicator(centre, until.year, args.indicator)
    if code is None:
        raise CommandError(f"Indikator “{args.indicator}” tidak ada di katalog tahun {until.year}.")
    table = queries.month_table(centre, until, [code])
    names = dict(table.names)
    rows = [row for row in table.rows if row.indicator == code]
    if args.desa:
        rows = [row for row in rows if name_key(names[row.place]) == name_key(args.desa) or row.place == args.desa]
        rows = [row for row in rows if row.place != centre.code] or rows
        if not rows:
            known = ", ".join(name for place, name in names.items() if place != centre.code)
            raise CommandError(f"Desa “{args.desa}” tidak ada di {centre.name}. Yang ada: {known}")
    if args.json:
        print_json({"rows": [queries.coverage_json(row, names) for row in rows]})
    elif args.jelaskan:
        for row in rows:
            print(queries.explanation(centre, row.place, code, until).text())
            print()
    else:
        for row in rows:
            ratio = row.ratio
            share = f"{ratio.text()} % ({ratio.sum_text()})" if ratio else "–"
            print(f"{names[row.place]:<24} {share:<32} {row.status.value}")
    return 0
