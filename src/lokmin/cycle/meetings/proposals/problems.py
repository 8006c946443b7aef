"""Which problem a proposed action answers: the frozen figure it is about, else the point it was proposed under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lokmin.cycle.meetings import figures
from lokmin.cycle.meetings.models import Proposal


def of(proposal: Proposal, columns: Mapping[str, Any]) -> str:
    """``K1 Watubelah, kurang 15 ibu``; the point of the agenda where no figure fits; never empty."""
    meeting = proposal.meeting
    indicator, village = columns.get("indicator") or "", columns.get("village") or ""
    if indicator and meeting.snapshot is not None:
        wanted = village or meeting.puskesmas.place.code
        row = meeting.snapshot.rows.filter(indicator=indicator, place__code=wanted).values_list("number", flat=True)
        figure = figures.row(meeting, row[0]) if row else None
        if figure is not None:
            return figure.problem
    if proposal.note is not None and proposal.note.kind == "arahan":
        return f"Arahan {proposal.note.speaker}".strip()
    if proposal.item is not None:
        return proposal.item.title
    return str(columns.get("activity") or proposal.text)
