"""``lokmin evaluate --period YYYY-MM``: the month's problems and findings."""

from __future__ import annotations

import argparse

from lokmin.cli.start import month, print_json, puskesmas, setup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", required=True, metavar="TTTT-BB")
    parser.add_argument("--puskesmas", metavar="KODE")
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    period = month(args.period)
    setup()
    from lokmin.cycle.monitoring import queries

    result = queries.evaluate(puskesmas(args.puskesmas), period)
    if args.json:
        print_json(result)
        return 0
    for number, problem in enumerate(result["problems"], 1):
        print(f"{number}. {problem['statement']}")
    for finding in result["findings"]:
        print(f"{finding['level']}: {finding['message']}")
    return 0
