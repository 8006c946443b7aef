"""``lokmin remind``: once a day: carry upward what is too long late, and say who owes what."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from lokmin.cli.start import print_json, puskesmas, setup

if TYPE_CHECKING:
    import datetime as dt

    from lokmin.cycle.centre.models import Puskesmas


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--puskesmas", metavar="KODE", help="satu saja; tanpa ini semuanya")
    parser.add_argument("--json", action="store_true", help="satu objek JSON")


def run(args: argparse.Namespace) -> int:
    setup()
    from lokmin.cycle.centre import clock
    from lokmin.cycle.centre.models import Puskesmas

    every = Puskesmas.objects.filter(active=True).select_related("place").order_by("place__code")
    today = clock.today()
    found = [_of(office, today) for office in ([puskesmas(args.puskesmas)] if args.puskesmas else every)]
    if args.json:
        print_json({"day": today.isoformat(), "puskesmas": found})
        return 0
    for office in found:
        print(f"{office['name']}: {len(office['due'])} hal terlambat atau dekat batas waktunya")
        for one in office["carried"]:
            print(f"  dibawa ke {one['to_name']}: {one['action']}. {one['reason']}")
        for one in office["due"]:
            print(f"  RTL {one['action']}, {one['when']}: {one['text']} ({one['who'] or 'belum ada penanggung jawab'})")
    return 0


def _of(office: Puskesmas, today: dt.date) -> dict[str, Any]:
    """What was carried and what is due in one Puskesmas."""
    from lokmin.cycle.followup.work.escalation import escalate_overdue
    from lokmin.cycle.followup.work.queries import due_soon

    carried = escalate_overdue(puskesmas=office, today=today)
    return {
        "code": office.code,
        "name": office.name,
        "carried": [
            {"action": str(e.action), "to": e.to, "to_name": e.get_to_display(), "reason": e.reason} for e in carried
        ],
        "due": [
            {"action": d.label, "kind": d.kind, "text": d.text, "due": d.due.isoformat() if d.due else None,
             "when": d.words, "late": d.late, "who": d.who}
            for d in due_soon(office, today)
        ],
    }  # fmt: skip
