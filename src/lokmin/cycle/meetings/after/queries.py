"""Reads for the pages after a meeting, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.cycle.centre.models import Person
from lokmin.cycle.followup.queries import ActionLine
from lokmin.cycle.meetings.models import Meeting, PressRelease
from lokmin.cycle.meetings.queries.rtl import signed_rtl


@dataclass(frozen=True, slots=True)
class TaskList:
    """What one owner has to do from this meeting.

    Attributes:
        key: in addresses: the id of a person, ``mitra-1`` of somebody without an account, ``tanpa`` of nobody.
        places: 0, 1 ... of the actions within the meeting's matrix.
    """

    key: str
    name: str
    actions: tuple[ActionLine, ...]
    places: tuple[int, ...]

    @property
    def nobody(self) -> bool:
        return self.key == NOBODY


NOBODY = "tanpa"


def task_lists(meeting: Meeting) -> list[TaskList]:
    """One list for each owner in the order of the matrix; what nobody owns comes last."""
    found: dict[str, tuple[str, list[tuple[int, ActionLine]]]] = {}
    outside: dict[str, str] = {}
    rows = signed_rtl(meeting)
    accounts = {place: line.owner_ids or tuple(filter(None, (line.owner_id,))) for place, line in enumerate(rows)}
    named = people({pk for pks in accounts.values() for pk in pks})
    for place, line in enumerate(rows):
        for pk in accounts[place]:
            # Words beside the account ("dengan Kades") stay in the row; the lists are those of the accounts.
            found.setdefault(str(pk), (named.get(pk, line.owner), []))[1].append((place, line))
        if accounts[place]:
            continue
        if line.owner.strip():
            key = outside.setdefault(line.owner.strip().casefold(), f"mitra-{len(outside) + 1}")
            name = line.owner.strip()
        else:
            key, name = NOBODY, _("Penanggung jawab belum ditetapkan")
        found.setdefault(key, (name, []))[1].append((place, line))
    lists = [
        TaskList(key, name, tuple(line for _place, line in own), tuple(place for place, _line in own))
        for key, (name, own) in found.items()
    ]
    return sorted(lists, key=lambda one: one.nobody)


def people(pks: set[int]) -> dict[int, str]:
    """Id -> name with titles."""
    return dict(Person.objects.filter(pk__in=pks).values_list("pk", "full_name"))


def task_list(meeting: Meeting, key: str) -> TaskList | None:
    """One owner's list by its key."""
    return next((one for one in task_lists(meeting) if one.key == key), None)


def press_versions(meeting: Meeting) -> list[PressRelease]:
    """Every kept version of the press text, the newest first."""
    return list(meeting.press.select_related("by").order_by("-number"))
