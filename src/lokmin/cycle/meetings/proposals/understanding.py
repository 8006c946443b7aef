"""A sentence as the columns of an action, and back to words: what the parser gave, settled by what people chose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lokmin.core.meetings.sentences import Known, Proposal, parse
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Partner, Person, Place, Puskesmas
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.models import Proposal as Row
from lokmin.cycle.meetings.proposals.known import HEAD, PARTNER, PERSON, Directory, directory

#: Columns of the matrix a sentence may fill; stored as JSON texts, ids and whole numbers.
TEXTS = ("activity", "target", "place_text", "owner_text", "partners", "fund", "success", "expected", "problem")
_LENGTHS = {"target": 200, "place_text": 200, "owner_text": 120, "partners": 200, "success": 200, "expected": 200}


def read(meeting: Meeting, text: str, known: Directory | None = None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The columns and the doubts of a sentence, ready to be stored."""
    names = known or directory(meeting.puskesmas, meeting.date.year)
    found = parse(
        text, today=clock.today(), meeting_date=meeting.date, people=names.people, places=names.places,
        indicators=names.indicators, partners=names.partners, funds=names.funds,
    )  # fmt: skip
    return _columns(found), [asdict(doubt) for doubt in found.doubts]


def understood(row: Row, known: Directory | None = None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What is kept of a proposal; one that came from a phone is read now."""
    return (row.columns, row.doubts) if row.columns else read(row.meeting, row.text, known)


def _columns(found: Proposal) -> dict[str, Any]:
    owner, others = _owners(found.owners)
    places = [] if found.everywhere or len(found.places) == 1 else [p.name for p in found.places]
    where = ["semua desa"] if found.everywhere else places
    columns: dict[str, Any] = {
        "activity": _with_time(found.activity or found.text, found.repeats, found.due_words),
        "owner": owner,
        "owner_text": ", ".join(filter(None, (*others, found.owner_text))),
        "partners": ", ".join(filter(None, (*(h.name for h in found.helpers), found.helper_text))),
        "village": found.places[0].id if len(found.places) == 1 else "",
        "place_text": ", ".join(filter(None, (*where, found.place_text))),
        "start": found.start.isoformat() if found.start else "",
        "due": found.due.isoformat() if found.due else "",
        "indicator": found.indicator.id if found.indicator else "",
        "target": found.target,
        "cost": found.cost,
        "fund": found.fund,
        "expected": found.success,
        "notes": list(found.notes),
        "spans": [[s.start, s.end, s.field] for s in found.spans],
    }
    return {name: _short(name, value) for name, value in columns.items()}


def _with_time(activity: str, repeats: str, words: str) -> str:
    """A time that is no day has no column of its own: it stands with the activity."""
    return ", ".join(filter(None, (activity, repeats, words)))


def _short(name: str, value: Any) -> Any:
    return value[: _LENGTHS[name]] if name in _LENGTHS else value


def _owners(owners: Sequence[Known]) -> tuple[int | None, list[str]]:
    """The first account is responsible; the others stand beside it by name."""
    account = next((o for o in owners if o.id.startswith(PERSON)), None)
    others = [o.name for o in owners if o is not account]
    return (int(account.id[1:]) if account else None), others


def settle(columns: Mapping[str, Any], field: str, choice: str, puskesmas: Puskesmas) -> dict[str, Any]:
    """The columns with one doubt answered; an empty choice leaves the column empty."""
    new = dict(columns)
    if not choice:
        return new
    if field == "owner":
        if choice.startswith(PERSON):
            new["owner"] = int(choice[1:])
        else:
            name = _partner_name(choice, puskesmas)
            new["owner_text"] = _short("owner_text", ", ".join(filter(None, (new.get("owner_text", ""), name))))
    elif field == "place":
        new["village"], new["place_text"] = choice, ""
    elif field in ("due", "start"):
        new[field] = dt.date.fromisoformat(choice).isoformat()
    elif field == "indicator":
        new["indicator"] = choice
    return new


def _partner_name(choice: str, puskesmas: Puskesmas) -> str:
    if choice.startswith(PARTNER):
        return Partner.objects.of(puskesmas).get(pk=int(choice[1:])).name
    place = Place.objects.get(code=choice.removeprefix(HEAD), served_by=puskesmas.place)
    return f"Kepala Desa {place.name}"


def for_action(columns: Mapping[str, Any], puskesmas: Puskesmas) -> dict[str, Any]:
    """Stored columns as ``followup.operations.add`` takes them; whoever or whatever is gone meanwhile is left out."""
    ready: dict[str, Any] = {name: columns[name] for name in TEXTS if columns.get(name)}
    if columns.get("owner"):
        ready["owner"] = Person.objects.filter(pk=columns["owner"], memberships__puskesmas=puskesmas).first()
    if columns.get("village"):
        ready["village"] = Place.objects.filter(code=columns["village"], served_by=puskesmas.place).first()
    for name in ("start", "due", "repeat_until"):
        if columns.get(name):
            ready[name] = dt.date.fromisoformat(columns[name])
    if columns.get("cost") is not None:
        ready["cost"] = int(columns["cost"])
    if columns.get("indicator"):
        ready["indicator"] = columns["indicator"]
    more = set(columns) - {
        *ready,
        "notes",
        "spans",
        "corrected",
        *TEXTS,
        "owner",
        "village",
        "start",
        "due",
        "repeat_until",
        "cost",
        "indicator",
    }
    return ready | {name: columns[name] for name in more if columns[name] not in ("", None)}


def from_form(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed over it (``ActionForm.columns``), as it is stored."""
    stored: dict[str, Any] = {}
    for name, value in data.items():
        if name == "owner":
            stored[name] = value.pk if value else None
        elif name == "village":
            stored[name] = value.code if value else ""
        elif isinstance(value, dt.date):
            stored[name] = value.isoformat()
        else:
            stored[name] = value
    return stored
