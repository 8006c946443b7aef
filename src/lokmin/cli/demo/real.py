"""The demo on a workbook of somebody's own: Puskesmas and villages are made from what the file says."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from django.db import transaction

from lokmin.cli.demo.cast import PLAYERS
from lokmin.cli.demo.history import KIND
from lokmin.cli.demo.people import Cast, enrol
from lokmin.cli.demo.taking_in import take_in
from lokmin.core.periods import Month
from lokmin.core.places import Level
from lokmin.cycle.centre.models import Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.models import Meeting
from lokmin.exchange.excel.records import Understanding


@transaction.atomic
def set_up(found: Understanding) -> Cast:
    """Make the Puskesmas and villages that the workbook names, with the demo's fictional people as its staff."""
    title = (found.proposed_puskesmas or "Buku Kerja").title()
    code = "PKM-" + (re.sub(r"[^A-Z0-9]+", "-", title.upper()).strip("-") or "BUKU-KERJA")
    district, _ = Place.objects.get_or_create(
        code="KAB-" + re.sub(r"[^A-Z0-9]+", "-", (found.proposed_district or "SETEMPAT").upper()).strip("-"),
        defaults={"name": f"Kabupaten {(found.proposed_district or 'setempat').title()}", "level": Level.DISTRICT},
    )
    place, _ = Place.objects.get_or_create(
        code=code, defaults={"name": title, "level": Level.PUSKESMAS, "parent": district}
    )
    town = (found.proposed_district or title).upper()
    puskesmas, _ = Puskesmas.objects.get_or_create(
        place=place,
        defaults={
            "letterhead": {
                "lines": [f"PEMERINTAH KABUPATEN {town}", "DINAS KESEHATAN", f"UPTD PUSKESMAS {title.upper()}"],
                "town": title,
            },
            "settings": {"paper": "F4", "zone": "WIB"},
        },
    )
    for order, proposed in enumerate(found.proposed_places, 1):
        level = Level.DESA
        Place.objects.get_or_create(
            code=f"{code}-{order:02d}",
            defaults={"name": proposed.name, "level": level, "parent": place, "served_by": place, "order": order},
        )
    people = enrol(puskesmas, district, [p for p in PLAYERS if p.username not in {"tetangga", "endah"}])
    return Cast(puskesmas, puskesmas, people, villages(puskesmas))


def play(path: Path, found: Understanding, period: Month) -> tuple[Cast, Meeting]:
    """Import the workbook and prepare the lokmin of its last month; again changes nothing."""
    cast = set_up(found)
    take_in(cast.puskesmas, cast.people["ratna"], path)
    with transaction.atomic():
        ready = Meeting.objects.of(cast.puskesmas).filter(period=period.code, kind=KIND).first()
        if ready is None:
            day = first_working_tuesday(period)
            ready = meetings.prepare(
                puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind=KIND, period=period, date=day,
                planned_minutes=130, leader=cast.people["anindya"], opener=cast.people["anindya"],
                notulis=cast.people["yusuf"],
            )  # fmt: skip
    return cast, ready


def first_working_tuesday(period: Month) -> dt.date:
    """The first Tuesday from the 5th of the next month on: the start of a month, after the reports are due."""
    day = period.next.first_day.replace(day=5)
    return day + dt.timedelta(days=(1 - day.weekday()) % 7)
