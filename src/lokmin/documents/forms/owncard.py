"""Cards for those without a phone: what one owner does, where, until when, whom to tell. Four to a sheet, cut apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lokmin.core.periods import MONTH_NAMES, short_date

#: A card is A6. So many lines of about ``_WIDTH`` letters stand on it under the name (measured on the printed card).
LINES, _WIDTH = 34, 44
#: More boxes than this are written as a count: a weekly action of a year would fill a card by itself.
MOST_BOXES = 12


@dataclass(frozen=True, slots=True)
class CardTask:
    """One task of a card.

    Attributes:
        turns: days still to be done of a repeated action; each gets a box to tick. Without any the task has one box.
        parts: parts of the work, each with a box.
        rhythm: ``tiap minggu sampai 30 Juni 2026``.
    """

    text: str
    place: str = ""
    due: dt.date | None = None
    rhythm: str = ""
    turns: tuple[dt.date, ...] = ()
    parts: tuple[str, ...] = ()
    together: str = ""


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One card. ``tell``: whom to tell when it is done, with a phone number where the office gives one.

    ``number`` of ``of``: where one owner's tasks fill several cards.
    """

    owner: str
    puskesmas: str
    day: dt.date
    tell: str
    tasks: tuple[CardTask, ...]
    number: int = 1
    of: int = 1


def cards(owner: str, puskesmas: str, day: dt.date, tell: str, tasks: Sequence[CardTask]) -> tuple[OwnCard, ...]:
    """The cards of one owner, the nearest date first; as many as the tasks need."""
    ordered = sorted(tasks, key=lambda t: (t.due is None, t.due or day, t.text))
    piles: list[list[CardTask]] = []
    room = 0
    for task in ordered:
        needed = lines_of(task)
        if not piles or needed > room:
            piles.append([])
            room = LINES
        piles[-1].append(task)
        room -= needed
    base = OwnCard(owner, puskesmas, day, tell, (), of=len(piles))
    return tuple(replace(base, tasks=tuple(pile), number=n) for n, pile in enumerate(piles, start=1))


def lines_of(task: CardTask) -> int:
    """How many lines a task takes on a card, a little too many rather than too few."""
    texts = [task.text, _where(task), _with(task), *task.parts]
    written = sum(-(-len(text) // _WIDTH) for text in texts if text)
    boxes = min(len(task.turns), MOST_BOXES)
    return written + -(-len(task.parts) // 2) + 2 * -(-boxes // 4) + 1


def _where(task: CardTask) -> str:
    until = f"sampai {short_date(task.due)}" if task.due and not task.rhythm else task.rhythm
    return ", ".join(filter(None, (task.place, until)))


def _with(task: CardTask) -> str:
    return f"Bersama: {task.together}" if task.together else ""


def plain_card(card: OwnCard) -> dict[str, object]:
    """A card as the page sets it: texts only."""
    return {
        "owner": card.owner, "puskesmas": card.puskesmas, "day": short_date(card.day), "tell": card.tell,
        "page": f"{card.number}/{card.of}" if card.of > 1 else "",
        "tasks": [
            {
                "text": task.text, "where": _where(task), "with": _with(task), "parts": list(task.parts),
                "turns": [f"{d.day} {MONTH_NAMES[d.month - 1][:3]}" for d in task.turns[:MOST_BOXES]],
                "more": max(0, len(task.turns) - MOST_BOXES),
            }
            for task in card.tasks
        ],
    }  # fmt: skip


def card_text(card_list: Sequence[OwnCard]) -> str:
    """The same as a message for the chat of one owner."""
    first = card_list[0]
    lines = [f"*Tugas dari {first.puskesmas}*", f"Untuk: {first.owner}, {short_date(first.day)}", ""]
    for number, task in enumerate((t for card in card_list for t in card.tasks), start=1):
        lines.append(f"{number}. {task.text}")
        lines += [f"   {text}" for text in (_where(task), _with(task)) if text]
        lines += [f"   - {part}" for part in task.parts]
        if task.turns:
            shown = ", ".join(short_date(d) for d in task.turns[:MOST_BOXES])
            left = len(task.turns) - MOST_BOXES
            lines.append(f"   Giliran: {shown}" + (f" dan {left} lagi" if left > 0 else ""))
    return "\n".join([*lines, "", f"Bila sudah atau ada halangan, beri tahu {first.tell}."]) + "\n"
