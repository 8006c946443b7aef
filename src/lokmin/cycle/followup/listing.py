"""The list of actions narrowed: tabs by state, and by cluster, owner, village, problem and whether carried upward."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lokmin.core.numbers import whole
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.followup.models import Action
from lokmin.cycle.followup.queries import ActionLine

STATES = ("", "terlambat", "saya", "dibawa", "selesai", "berhenti", "semua")
#: Older addresses named a cluster among the states: ``?saring=klaster-2``.
_OLD = "klaster-"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader narrowed the list to; empty means everything.

    Attributes:
        state: one of ``STATES``, empty for what is not done. ``owner``: id of a person, or a name without account.
        village: code. ``problem``: id of a problem of the register. ``reader``: id of who looks.
    """

    state: str
    klaster: int | None
    owner: str
    village: str
    problem: int | None
    reader: int

    @classmethod
    def of(cls, given: Mapping[str, str], reader: Person) -> Chosen:
        """From an address; what is unknown is left out."""
        state = given.get("saring", "")
        klaster = whole(state.removeprefix(_OLD) if state.startswith(_OLD) else given.get("klaster", ""))
        return cls(
            state="semua" if state.startswith(_OLD) else state if state in STATES else "",
            klaster=klaster if klaster in range(1, 6) else None,
            owner=given.get("pj", ""), village=given.get("desa", ""), problem=whole(given.get("masalah", "")) or None,
            reader=reader.pk,
        )  # fmt: skip

    @property
    def narrowed(self) -> bool:
        """Whether anything but the state is chosen."""
        return bool(self.klaster or self.owner or self.village or self.problem)

    def query(self, **other: str) -> str:
        """The address of this list with something else chosen: ``?saring=selesai&klaster=2``."""
        told: dict[str, str | int | None] = {
            "saring": self.state, "klaster": self.klaster, "pj": self.owner, "desa": self.village,
            "masalah": self.problem, **other,
        }  # fmt: skip
        return urlencode({k: str(v) for k, v in told.items() if v})

    def lines(self, every: Iterable[ActionLine], state: str | None = None) -> list[ActionLine]:
        """The actions that fit, in the order they came; ``state`` instead of the chosen one."""
        return [a for a in every if self._fits(a) and self._in(a, self.state if state is None else state)]

    def _fits(self, a: ActionLine) -> bool:
        return (
            (self.klaster is None or a.klaster == self.klaster)
            and (not self.owner or self.owner in owner_keys(a))
            and (not self.village or a.village == self.village)
            and (self.problem is None or a.register == self.problem)
        )

    def _in(self, a: ActionLine, state: str) -> bool:
        match state:
            case "":
                return a.open
            case "terlambat":
                return a.late
            case "saya":
                return self.reader in a.owner_ids
            case "dibawa":
                return bool(a.escalated)
            case "selesai":
                return a.status == Action.DONE
            case "berhenti":
                return a.status in (Action.MOVED, Action.CANCELLED)
            case _:
                return True


def owner_keys(a: ActionLine) -> tuple[str, ...]:
    """By what an owner is chosen: ids of accounts, else the name."""
    return tuple(str(pk) for pk in a.owner_ids) or ((a.owner,) if a.owner else ())


def tabs(every: Sequence[ActionLine], chosen: Chosen) -> list[tuple[str, str, str, int]]:
    """Key, words, address and count of each state within what else is chosen; of empty ones only the chosen."""
    named = {
        "": _("Belum selesai"), "terlambat": _("Terlambat"), "saya": _("Milik saya"), "dibawa": _("Dibawa ke atas"),
        "selesai": _("Selesai"), "berhenti": _("Dialihkan atau batal"), "semua": _("Semua"),
    }  # fmt: skip
    found = [(key, text, chosen.query(saring=key), len(chosen.lines(every, key))) for key, text in named.items()]
    return [one for one in found if one[3] or one[0] in ("", "semua", chosen.state)]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be narrowed to: (value, words with the count); only what some action has."""

    klaster: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    villages: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, str], ...]


def choices(puskesmas: Puskesmas, every: Sequence[ActionLine], chosen: Chosen) -> Choices:
    """Counted over the state that is looked at."""
    seen = [a for a in every if chosen._in(a, chosen.state)]  # noqa: SLF001 - the same module
    names = {v.code: v.name for v in villages(puskesmas)}
    people = dict(Person.objects.filter(pk__in={pk for a in seen for pk in a.owner_ids}).values_list("pk", "full_name"))
    owners = Counter(key for a in seen for key in owner_keys(a))
    return Choices(
        klaster=_counted(Counter(str(a.klaster) for a in seen if a.klaster), lambda k: _("Klaster %(n)s") % {"n": k}),
        owners=_counted(owners, lambda k: people.get(whole(k) or 0, k)),
        villages=_counted(Counter(a.village for a in seen if a.village), lambda k: names.get(k, k)),
        problems=_counted(
            Counter(str(a.register) for a in seen if a.register),
            lambda k: next(a.register_label + " " + a.problem[:60] for a in seen if str(a.register) == k),
        ),
    )


def _counted(found: Counter[str], named: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    pairs = [(key, f"{named(key)} ({n})") for key, n in found.items()]
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


@dataclass(frozen=True, slots=True)
class Summary:
    """Of the actions on screen: how many are late, how many lack something, the oldest open one's age in months."""

    count: int
    late: int
    lacking: int
    missed: int
    oldest: int


def summary(lines: Sequence[ActionLine]) -> Summary:
    opened = [a for a in lines if a.open]
    return Summary(
        count=len(lines), late=sum(a.late for a in lines),
        lacking=sum(bool(a.lacks) and not a.missing_reason for a in opened),
        missed=sum(a.turns_missed > 0 for a in opened), oldest=max((a.age_months for a in opened), default=0),
    )  # fmt: skip


#: So many actions stand on one page: a phone shows them in one go.
SIZE = 40


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the list: ``first`` to ``last`` of ``count``; the numbers of the pages beside it, 0 for none."""

    lines: tuple[ActionLine, ...]
    first: int
    last: int
    count: int
    previous: int
    next: int


def page(lines: Sequence[ActionLine], number: int) -> Page:
    """Page ``number`` from 1; one that is not there falls back to the nearest."""
    pages = max(1, -(-len(lines) // SIZE))
    here = min(max(number, 1), pages)
    start = (here - 1) * SIZE
    chosen = tuple(lines[start : start + SIZE])
    return Page(
        chosen, start + 1, start + len(chosen), len(lines), here - 1, here + 1 if here < pages else 0,
    )  # fmt: skip
