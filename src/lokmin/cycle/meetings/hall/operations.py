"""What the wall shows, held fast or following the meeting; scores asked for with one tap."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.ballots import operations as ballots
from lokmin.cycle.meetings.ballots.forms import Opening
from lokmin.cycle.meetings.ballots.sources import Candidate, candidates
from lokmin.cycle.meetings.models import AgendaItem, Ballot, Meeting, Room
from lokmin.cycle.meetings.operations.locks import locked
from lokmin.cycle.meetings.room.events import tell

USUAL, LEAST = "usg", 2


@transaction.atomic
def show_screen(*, meeting: Meeting, by: Person, screen: str) -> Room:
    """Hold the wall on a screen; empty: it follows the meeting again.

    Raises:
        ValidationError: before the room was opened.
    """
    fresh = locked(meeting)
    room = Room.objects.filter(meeting=fresh).first()
    if room is None:
        raise ValidationError(_("Ruang %(meeting)s belum dibuka; buka dulu dari meja.") % {"meeting": fresh.title})
    if room.screen != screen:
        room.screen = screen
        room.save(update_fields=["screen"])
        tell(fresh, "layar", layar=screen)
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="lokmin.layar", about=fresh,
            sentence=f"{by} mengatur layar ruang {fresh.title}: {screen or 'ikuti acara'}.",
        )  # fmt: skip
    return room


def ask_for_scores(*, item: AgendaItem, by: Person) -> Ballot:
    """Put the problems a meeting can talk about to the room, with the usual method; a second tap is the first.

    Raises:
        ValidationError: when the meeting does not run, another ballot is open, or there are no two problems.
    """
    meeting = item.meeting
    known = meeting.ballots.filter(item=item, state=Ballot.OPEN).first()
    if known is not None:
        return known
    form = Opening(meeting, method=USUAL, title=_("Masalah mana yang didahulukan?"), item=item)
    form.rows = frozenset(c.row for c in likely(meeting))
    options = form.options()
    if len(options) < LEAST:
        raise ValidationError(_("Belum ada dua masalah untuk diurutkan. Tulis masalahnya di halaman nilai."))
    return ballots.open_scoring(
        meeting=meeting, by=by, title=form.title, method=form.scoring, options=options, secret=form.secret,
        guests=form.guests, item=item,
    )  # fmt: skip


def likely(meeting: Meeting) -> list[Candidate]:
    """The problems one tap puts to the room: the few a meeting can talk about, with a known gap."""
    return [c for c in candidates(meeting) if c.likely and c.gap_bp]
