"""The queue of those who want to speak: asked from a phone or written in by the desk, called up by the chair."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Attendance, Meeting, SpeakTurn
from lokmin.cycle.meetings.operations.locks import not_closed, running
from lokmin.cycle.meetings.queries.desk import current_item
from lokmin.cycle.meetings.room.events import tell

OPEN = (SpeakTurn.WAITING, SpeakTurn.SPEAKING)


@transaction.atomic
def ask_to_speak(*, attendance: Attendance, about: str = "") -> SpeakTurn:
    """Stand in the queue; who stands there already keeps the place.

    Raises:
        ValidationError: when the meeting does not run, or the person is not present.
    """
    meeting = running(attendance.meeting)
    if attendance.status != "hadir":
        raise ValidationError(_("Hanya yang hadir dapat meminta bicara."))
    turn, made = SpeakTurn.objects.get_or_create(
        meeting=meeting, attendance=attendance, state__in=OPEN,
        defaults={
            "state": SpeakTurn.WAITING, "about": " ".join(about.split())[:120], "asked_at": clock.now(),
            "item": current_item(meeting),
        },
    )  # fmt: skip
    if made:
        _told(meeting)
    return turn


@transaction.atomic
def withdraw(*, attendance: Attendance) -> None:
    """Leave the queue before it is one's turn."""
    meeting = not_closed(attendance.meeting)
    turns = meeting.turns.filter(attendance=attendance, state=SpeakTurn.WAITING)
    if turns.update(state=SpeakTurn.WITHDRAWN, ended_at=clock.now()):
        _told(meeting)


@transaction.atomic
def call_to_speak(*, attendance: Attendance, by: Person) -> SpeakTurn:  # noqa: ARG001 - every write says by whom
    """The desk puts somebody who raised a hand, without a phone, into the queue."""
    return ask_to_speak(attendance=attendance)


@transaction.atomic
def let_speak(*, turn: SpeakTurn, by: Person) -> SpeakTurn:  # noqa: ARG001 - the queue is no evidence, no audit line
    """Give somebody the floor; whoever spoke has finished. A second press changes nothing.

    Raises:
        ValidationError: when the meeting does not run, or the turn is over.
    """
    meeting = running(turn.meeting)
    fresh = SpeakTurn.objects.select_for_update().get(pk=turn.pk)
    if fresh.state == SpeakTurn.SPEAKING:
        return fresh
    if fresh.state != SpeakTurn.WAITING:
        raise ValidationError(_("Giliran ini sudah selesai."))
    now = clock.now()
    meeting.turns.filter(state=SpeakTurn.SPEAKING).update(state=SpeakTurn.DONE, ended_at=now)
    fresh.state, fresh.started_at = SpeakTurn.SPEAKING, now
    fresh.save(update_fields=["state", "started_at"])
    _told(meeting)
    return fresh


@transaction.atomic
def end_turn(*, turn: SpeakTurn, by: Person) -> None:  # noqa: ARG001 - as above
    """The speaker has finished, or the wish is passed over."""
    meeting = not_closed(turn.meeting)
    fresh = SpeakTurn.objects.select_for_update().get(pk=turn.pk)
    if fresh.state in OPEN:
        fresh.state = SpeakTurn.DONE if fresh.state == SpeakTurn.SPEAKING else SpeakTurn.WITHDRAWN
        fresh.ended_at = clock.now()
        fresh.save(update_fields=["state", "ended_at"])
        _told(meeting)


def _told(meeting: Meeting) -> None:
    waiting = meeting.turns.filter(state=SpeakTurn.WAITING).count()
    tell(meeting, "antre", menunggu=waiting)
