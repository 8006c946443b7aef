"""Twenty people ask for letter numbers at once, each on a connection of their own; prints what they got as JSON."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor

CROWD = 20


def ask(puskesmas, person):
    """Numbers as given, in the order of the threads."""
    from django.db import connection

    from lokmin.cycle.meetings.operations import give_number

    def one(n: int) -> int:
        try:
            return give_number(puskesmas=puskesmas, by=person, purpose=f"surat {n}").number
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(one, range(CROWD)))


def send(puskesmas, person):
    """Five meetings, each sent four times at once with a number for each letter, and four letters that fail half-way.

    Returns the numbers in the book and how many letters there are.
    """
    import datetime as dt

    from django.db import connection, transaction

    from lokmin.core.periods import Month
    from lokmin.cycle.meetings import operations as op
    from lokmin.cycle.meetings.models import Invitation, LetterNumber
    from lokmin.cycle.meetings.preparing import operations as prep

    meetings = [
        op.prepare(puskesmas=puskesmas, by=person, kind="rapat_lain", period=Month(2026, 4), date=dt.date(2026, 5, n))
        for n in range(4, 9)
    ]

    def one(n: int) -> None:
        try:
            if n % 6 == 5:
                with transaction.atomic():
                    op.give_number(puskesmas=puskesmas, by=person, purpose="batal di tengah jalan")
                    transaction.set_rollback(True)
                return
            prep.send_letters(meeting=meetings[n % 5], by=person, numbering="sendiri", day=dt.date(2026, 5, 2))
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as pool:
        list(pool.map(one, range(CROWD + 4)))
    numbers = list(LetterNumber.objects.of(puskesmas).order_by("number").values_list("number", flat=True))
    return numbers, Invitation.objects.filter(number__isnull=False).count()


def draw(puskesmas, person):
    """Eight people draw up one month at once, of three rows of the year and an RTL; gives its activities in order."""
    from django.db import connection

    from lokmin.core.periods import Month
    from lokmin.cycle.followup import operations as followup
    from lokmin.cycle.planning.monthly.operations import draw_up
    from lokmin.cycle.planning.rpk.operations import add

    for name in ("Posyandu", "Kelas ibu hamil", "Fogging"):
        add(
            puskesmas=puskesmas, by=person, year=2026, new_reason="usulan", activity=name, upaya="UKM esensial",
            months=(4,), amounts=(("bok", 1000),),
        )  # fmt: skip
    followup.add(puskesmas=puskesmas, by=person, problem="K1 turun", activity="Sweeping", due=None)

    def one(_: int) -> int:
        try:
            return draw_up(puskesmas=puskesmas, by=person, month=Month(2026, 4)).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        [plan] = set(pool.map(one, range(8)))
    from lokmin.cycle.planning.models import MonthRow

    rows = MonthRow.objects.filter(plan=plan).order_by("activity")
    return list(rows.values_list("activity", flat=True))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from lokmin.cli.demo.people import create_cast

    call_command("migrate", verbosity=0)
    cast = create_cast()
    asked = ask(cast.puskesmas, cast.people["yusuf"])
    sent = send(cast.neighbour, cast.people["tetangga"])
    print(json.dumps([asked, *sent, draw(cast.puskesmas, cast.people["yusuf"])]))
