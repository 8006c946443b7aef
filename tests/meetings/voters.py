"""Twenty people vote secretly, three times each, all at once; as a script it prints what the files still hold."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

VOTERS = 20
SCORES = [[1 + n % 5, 1 + n // 5, 1 + (n * 2) % 5] for n in range(VOTERS)]


def hall(cast):
    """A running meeting with so many guests, and an open secret ballot over two problems."""
    import datetime as dt

    from lokmin.core.periods import Month
    from lokmin.cycle.meetings import operations as meetings
    from lokmin.cycle.meetings.ballots import operations as op
    from lokmin.cycle.meetings.ballots import rules
    from lokmin.cycle.meetings.models import Attendance, BallotOption

    meeting = meetings.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="bulanan_rutin", period=Month(2026, 4),
        date=dt.date(2026, 5, 5),
    )  # fmt: skip
    meeting = meetings.open_meeting(meeting=meeting, by=cast.people["anindya"])
    voices = [Attendance.objects.create(meeting=meeting, name=f"Tamu {n}", status="hadir") for n in range(VOTERS)]
    ballot = op.open_scoring(
        meeting=meeting, by=cast.people["yusuf"], title="Mana dulu?", method=rules.methods(2026)["usg"], guests=True,
        options=[BallotOption(order=n, label=f"Masalah {n}") for n in (1, 2)],
    )  # fmt: skip
    return ballot, voices


def crowd(ballot, voices):
    """Everybody sends the same paper three times, each time on a connection of its own; the counts told back."""
    from django.db import connection

    from lokmin.cycle.meetings.ballots import operations as op

    def one(n: int) -> int:
        paper = {"1": SCORES[n % VOTERS], "2": [1, 1, 1]}
        try:
            return op.cast(
                ballot=ballot.pk, meeting=ballot.meeting_id, voice=voices[n % VOTERS], key=f"telepon {n % VOTERS}",
                read=lambda _ballot: dict(paper),
            ).done  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(VOTERS) as pool:
        return list(pool.map(one, range(3 * VOTERS)))


def marks(voices):
    from lokmin.cycle.meetings.ballots.operations import mark_of

    return [mark_of(voice.pk, f"telepon {n}") for n, voice in enumerate(voices)]


def left(folder: Path, words: list[str]) -> int:
    """How often any of the words stands in the files of the database."""
    texts = [path.read_bytes() for path in folder.glob("lokmin.sqlite3*")]
    return sum(text.count(word.encode()) for text in texts for word in words)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from lokmin.cli.demo.people import create_cast
    from lokmin.cycle.meetings.ballots import operations

    call_command("migrate", verbosity=0)
    players = create_cast()
    box, present = hall(players)
    told = crowd(box, present)
    before = left(settings.DATA, marks(present))
    closed = operations.close(ballot=box, by=players.people["anindya"])
    papers = [paper["scores"]["1"] for paper in closed.result["papers"]]
    print(json.dumps({"told": told, "papers": papers, "before": before, "after": left(settings.DATA, marks(present))}))
