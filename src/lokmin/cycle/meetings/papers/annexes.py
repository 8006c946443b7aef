"""The annexes of a meeting as the papers print them."""

from __future__ import annotations

from django.utils import timezone

from lokmin.cycle.meetings.annexes import queries
from lokmin.cycle.meetings.models import Meeting
from lokmin.documents.forms.annexrecords import AnnexPaper


def annex_papers(meeting: Meeting) -> tuple[AnnexPaper, ...]:
    """What the meeting looked at; nothing before it opened, when all of it may still change."""
    if meeting.opened_at is None:
        return ()
    return tuple(
        AnnexPaper(
            annex=laid.annex, point=laid.item.title if laid.item else "", words=laid.words,
            approved_at=timezone.localtime(laid.approved_at) if laid.approved_at else None,
            approved_by=laid.approved_by,
        )
        for laid in queries.of(meeting)
    )  # fmt: skip
