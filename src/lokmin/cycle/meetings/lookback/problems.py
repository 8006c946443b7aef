"""Problems of the register beside the minutes: those of the point under discussion, what comes next for each."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from lokmin.cycle.followup.canvas import words
from lokmin.cycle.followup.canvas.queries import RegisterLine, register_lines
from lokmin.cycle.meetings.models import AgendaItem, Meeting
from lokmin.cycle.meetings.queries.running import agenda, running_item
from lokmin.cycle.monitoring.register.queries import Chosen, chosen, register

SHOWN = 5
#: Points at which problems are talked about.
KINDS = {"klaster", "ukp", "ukm", "masalah", "prioritas", "fokus", "lintas_sektor", "rencana"}


@dataclass(frozen=True, slots=True)
class Act:
    """A chosen way that is no action yet, and the address of the meeting's form with it filled in."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One problem: its page leads back here; ``step`` says what comes next, ``acts`` what may become an action."""

    pk: int
    title: str
    size: str
    red: str
    step: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class AtDesk:
    """The problems of a point, those that wait for their causes first; ``more`` are in the register."""

    problems: tuple[Beside, ...]
    more: int


def for_desk(meeting: Meeting) -> AtDesk | None:
    """None while no point about problems runs, or none is known about it."""
    item = running_item(agenda(meeting), meeting)
    if item is None or item.kind not in KINDS:
        return None
    entries = [e for e in register(meeting.puskesmas) if item.klaster is None or e.klaster == item.klaster]
    if not entries:
        return None
    entries.sort(key=lambda e: not e.due)
    shown = register_lines(meeting.puskesmas, entries[:SHOWN])
    ways = chosen(line.entry.pk for line in shown)
    return AtDesk(
        tuple(_beside(meeting, item, line, [w for w in ways if w.problem == line.entry.pk]) for line in shown),
        len(entries) - len(shown),
    )


def _beside(meeting: Meeting, item: AgendaItem, line: RegisterLine, ways: list[Chosen]) -> Beside:
    entry, made = line.entry, {t.line.activity for t in line.tried}
    form = reverse("meetings:rtl", kwargs={"pkm": meeting.puskesmas.code, "pk": meeting.pk})
    acts = []
    for way in ways:
        if way.text in made:
            continue
        given = {
            "problem": entry.statement, "cause": way.cause, "activity": way.text, "register": entry.pk,
            "root": way.cause_pk or "", "indicator": entry.indicator, "village": entry.village_code, "acara": item.pk,
        }  # fmt: skip
        acts.append(Act(way.text, f"{form}?{urlencode({k: v for k, v in given.items() if v})}"))
    return Beside(entry.pk, entry.title, entry.size, words.red(entry), words.next_step(line), tuple(acts))
