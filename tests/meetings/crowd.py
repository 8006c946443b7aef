"""Twenty people ask for a letter number at once, each on a connection of their own; prints what they got as JSON."""

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


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from lokmin.cli.demo.people import create_cast

    call_command("migrate", verbosity=0)
    cast = create_cast()
    print(json.dumps(ask(cast.puskesmas, cast.people["yusuf"])))
