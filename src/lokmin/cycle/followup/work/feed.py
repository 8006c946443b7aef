"""What of a person's work stands in their calendar beside the actions: parts and turns, each with its day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from lokmin.core.actions.turns import TurnState
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.followup.models import Action
from lokmin.cycle.followup.queries import fetched
from lokmin.cycle.followup.work.queries import shares
from lokmin.cycle.followup.work.rules import rules_of
from lokmin.cycle.followup.work.schedule import seen

#: Turns of the next so many days; a calendar asks again long before they are used up.
AHEAD = dt.timedelta(days=120)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A part or a turn as a calendar entry.

    Attributes:
        key: stable for its life: ``rtl-7-bagian-3``, ``rtl-7-giliran-2026-05-11``. ``pk``: of the action.
        done_on: None while it is open. ``gone``: left out with a reason, or the action was given up.
    """

    key: str
    pk: int
    title: str
    due: dt.date
    done_on: dt.date | None
    gone: bool
    place: str


def feed_items(puskesmas: Puskesmas, person: Person, today: dt.date, back: dt.timedelta) -> list[FeedItem]:
    """Parts that are this person's and turns of actions they share in, from ``back`` before today on."""
    own_part = Q(tasks__owner=person, tasks__removed_at=None)
    found = fetched(Action.objects.of(puskesmas).filter(shares(person) | own_part).distinct())
    since, until = today - back, today + AHEAD
    items: list[FeedItem] = []
    for action in found:
        stopped = action.status in (Action.MOVED, Action.CANCELLED)
        place = action.place_text or (action.village.name if action.village else "")
        for task in action.tasks.all():
            due = task.due or action.due
            if task.owner_id == person.pk and task.removed_at is None and due is not None and due >= since:
                key = f"rtl-{action.pk}-bagian-{task.pk}"
                items.append(FeedItem(key, action.pk, task.text, due, task.done_on, stopped, place))
        takes_part = action.owner_id == person.pk or any(
            o.person_id == person.pk and o.removed_at is None for o in action.more_owners.all()
        )
        items += [
            FeedItem(
                f"rtl-{action.pk}-giliran-{turn.due}", action.pk, action.activity, turn.due, turn.done_on,
                stopped or turn.state is TurnState.SKIPPED, place,
            )
            for turn in (seen(action, today) if takes_part else ())
            if since <= turn.due <= until
        ]  # fmt: skip
    return items


def alarms(puskesmas: Puskesmas) -> tuple[dt.timedelta, ...]:
    """How long before a due day a calendar reminds, by the office's rule."""
    return tuple(dt.timedelta(days=n) for n in rules_of(puskesmas).remind)
