"""``lokmin check``: is everything that was stored still whole?"""

from __future__ import annotations

import argparse

from lokmin.cli.start import print_json, setup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def _database() -> list[str]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answers = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        orphans = cursor.fetchall()
    problems = [f"Basis data rusak: {answer}" for answer in answers if answer != "ok"]
    return problems + [f"Baris tanpa induk di tabel {row[0]}" for row in orphans]


def _originals() -> list[str]:
    from lokmin.cycle.reporting import queries

    return [
        f"Berkas asli “{name}” hilang atau berubah; pulihkan dari cadangan." for name in queries.damaged_originals()
    ]


def _snapshots() -> list[str]:
    from lokmin.cycle.monitoring import operations
    from lokmin.cycle.monitoring.models import Snapshot

    return [
        f"Potret bulan {snapshot.period} tidak cocok dengan sidik jarinya."
        for snapshot in Snapshot.objects.order_by("pk").iterator()
        if not operations.verify(snapshot)
    ]


def run(args: argparse.Namespace) -> int:
    setup()
    problems = [*_database(), *_originals(), *_snapshots()]
    if args.json:
        print_json({"whole": not problems, "problems": problems})
    elif problems:
        print("\n".join(problems))
    else:
        print("Utuh: basis data, berkas asli dan potret cocok.")
    return 1 if problems else 0
