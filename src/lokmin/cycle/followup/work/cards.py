"""Who gets a card, and what stands on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.core.actions.turns import TurnState
from lokmin.cycle.centre.models import Membership, Puskesmas
from lokmin.cycle.centre.roles import Role, in_force
from lokmin.cycle.followup.models import Action, ActionTask
from lokmin.cycle.followup.queries import fetched, part_words
from lokmin.cycle.followup.work.schedule import rhythm, seen
from lokmin.documents.forms.owncard import CardTask, OwnCard, cards


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who owes something, and their cards.

    Attributes:
        key: in addresses: the id of a person, else ``nama-`` with the name.
    """

    key: str
    name: str
    tasks: tuple[CardTask, ...]
    cards: tuple[OwnCard, ...]


def owners(puskesmas: Puskesmas, today: dt.date) -> list[Owner]:
    """Everybody with open work, by name: people with and without an account, partners, and those with one part only."""
    found: dict[str, tuple[str, dict[int, CardTask]]] = {}
    for action in fetched(Action.objects.of(puskesmas).filter(status__in=Action.OPEN)):
        parts = [t for t in action.tasks.all() if t.removed_at is None and t.done_on is None]
        shared = _sharers(action)
        for key, name in shared.items():
            own = [t for t in parts if _holder(t)[0] in ("", key)]
            found.setdefault(key, (name, {}))[1][action.pk] = _task(action, own, today, shared, key)
        for part in parts:
            key, name = _holder(part)
            if key and key not in shared:
                whole = found.setdefault(key, (name, {}))[1]
                whole[-part.pk] = CardTask(part.text, place=_place(action), due=part.due or action.due)
    tell = whom_to_tell(puskesmas, today)
    listed = []
    for key, (name, tasks) in found.items():
        own_tasks = tuple(tasks.values())
        listed.append(Owner(key, name, own_tasks, cards(name, puskesmas.name, today, tell, own_tasks)))
    return sorted(listed, key=lambda owner: owner.name)


def _sharers(action: Action) -> dict[str, str]:
    """Key -> name of everybody who answers for an action or takes part in it."""
    found = {str(action.owner_id): action.owner.full_name} if action.owner else {}
    if action.owner_text.strip():
        found |= _named(action.owner_text)
    for more in action.more_owners.all():
        if more.removed_at is None:
            found |= {str(more.person_id): str(more)} if more.person_id else _named(str(more))
    return found


def _named(name: str) -> dict[str, str]:
    tidy = " ".join(name.split())
    return {f"nama-{tidy.casefold()}": tidy}


def _holder(part: ActionTask) -> tuple[str, str]:
    """Key and name of whoever does a part; empty for everybody of the action."""
    if part.owner is not None:
        return str(part.owner_id), part.owner.full_name
    return next(iter(_named(part.owner_text).items())) if part.owner_text.strip() else ("", "")


def _task(action: Action, parts: list[ActionTask], today: dt.date, shared: dict[str, str], key: str) -> CardTask:
    """Only the own parts; the others are named as those one works with."""
    coming = [t.due for t in seen(action, today) if t.state in (TurnState.NOW, TurnState.COMING)]
    others = [name for other, name in shared.items() if other != key]
    mine = [t.text if t.owner_id or t.owner_text else part_words(t) for t in parts]
    return CardTask(
        action.activity, place=_place(action), due=action.due, rhythm=rhythm(action), turns=tuple(coming),
        parts=tuple(mine), together=", ".join(filter(None, (*others, action.partners))),
    )  # fmt: skip


def _place(action: Action) -> str:
    return action.place_text or (action.village.name if action.village else "")


def whom_to_tell(puskesmas: Puskesmas, today: dt.date) -> str:
    """The head of the office (who writes the minutes), with the office's own phone; never a private number."""
    held = Membership.objects.filter(puskesmas=puskesmas, role=Role.KTU, person__is_active=True)
    writer = next((m.person for m in held.select_related("person") if in_force(m, today)), None)
    phone = str(puskesmas.letterhead.get("phone") or "")
    who = [writer.full_name] if writer else []
    return ", ".join([*who, puskesmas.name, *([f"telepon {phone}"] if phone else [])])
