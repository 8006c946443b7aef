"""A ballot in the hall of ``hall.py``: opened, what a phone sends, what the urn then holds."""

from __future__ import annotations

from typing import Any

#: Opens a fresh secret USG ballot over two problems (closing the one before); prints its number.
OPEN = """
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.ballots import operations, rules
from lokmin.cycle.meetings.models import Ballot, BallotOption, Meeting
meeting = Meeting.objects.get()
by = Person.objects.get(username="yusuf")
for other in meeting.ballots.filter(state=Ballot.OPEN):
    operations.close(ballot=other, by=by)
options = [BallotOption(order=n, label=f"Masalah {n}") for n in (1, 2)]
made = operations.open_scoring(meeting=meeting, by=by, title="Masalah mana yang didahulukan?",
                               method=rules.methods(meeting.date.year)["usg"], options=options, guests=True)
print(json.dumps(made.pk))
"""
#: A whole paper: three questions about two problems.
PAPER = {f"n{option}-{letter}": value for option in (1, 2) for letter, value in zip("USG", (5, 4, 3), strict=True)}


def vote_path(hall: dict[str, Any], ballot: int) -> str:
    return f"/langsung/{hall['meeting']}/suara/{ballot}/"


def answer_of(ballot: int) -> str:
    """Prints how many papers lie in the urn; -1 when that is not the number of people who voted."""
    return f"""
from lokmin.cycle.meetings.models import BallotTurn, Urn
papers = Urn.objects.get(ballot={ballot}).papers
turns = BallotTurn.objects.filter(ballot={ballot}).count()
print(json.dumps(len(papers) if turns == len(papers) else -1))
"""


def told_of(ballot: int) -> str:
    """Prints the counts that were told while it was open, in order."""
    return f"""
from lokmin.cycle.meetings.models import RoomEvent
rows = RoomEvent.objects.filter(kind="suara").order_by("pk")
print(json.dumps([r.data["masuk"] for r in rows if r.data["kotak"] == {ballot}]))
"""
