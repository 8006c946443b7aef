"""Finds the indicator a sentence is about from the words people use for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from lokmin.core.meetings.sentences.proposal import Doubt, Known, Option
from lokmin.core.meetings.sentences.text import Text, normal

#: So many ways of "a + b" in one sentence are looked at; nobody writes more.
_MOST = 24


@dataclass(frozen=True, slots=True)
class _Hit:
    """An alias that stands in the sentence: the positions of its words, and whose it is."""

    words: frozenset[int]
    whose: frozenset[str]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """The indicator, or the question which of several is meant."""

    indicator: Known | None = None
    doubt: Doubt | None = None


def read(text: Text, indicators: Sequence[Known]) -> About:
    """The indicator the words of a text stand for; they stay in the activity.

    A longer phrase beats the shorter one inside it; a general word (an alias that begins with ``~``: imunisasi) gives
    way to any other. A word of several indicators is settled by one that is of a single one of them; what stays open
    is asked.
    """
    known = {i.id: i for i in indicators}
    words = text.norm.split(" ")
    where: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        where.setdefault(word, []).append(at)
    hits = _longest(_hits(indicators, words, where))
    hits = [h for h in hits if h.whose != {""}]
    hits = [h for h in hits if not h.weak] or hits
    if not hits:
        return About()
    left = _settled(hits)
    if len(left) == 1:
        (only,) = left
        for hit in hits:
            if only in hit.whose:
                for at in sorted(hit.words):
                    text.take(text.offset(at), text.offset(at) + len(words[at]), "indicator", keep=True)
        return About(known[only])
    order = [i for i in known if i in left]
    shown = " ".join(words[at] for at in sorted(hits[0].words))
    names = tuple(Option(i, known[i].name) for i in order)
    return About(doubt=Doubt("indicator", f"“{shown}” dapat dinilai dengan beberapa indikator. Yang mana?", names))


def _hits(indicators: Sequence[Known], words: list[str], where: dict[str, list[int]]) -> list[_Hit]:
    whose: dict[frozenset[int], set[str]] = {}
    strong: set[frozenset[int]] = set()
    for indicator in indicators:
        for alias in indicator.aliases:
            parts = [normal(part).split() for part in alias.removeprefix("~").split(" + ")]
            places = [_stands(part, words, where) for part in parts if part]
            if not places or not all(places):
                continue
            for chosen in list(product(*places))[:_MOST]:
                covered = frozenset(at for first, n in chosen for at in range(first, first + n))
                whose.setdefault(covered, set()).add(indicator.id)
                if not alias.startswith("~"):
                    strong.add(covered)
    return [_Hit(covered, frozenset(ids), covered not in strong) for covered, ids in whose.items()]


def _stands(part: list[str], words: list[str], where: dict[str, list[int]]) -> list[tuple[int, int]]:
    n = len(part)
    return [(at, n) for at in where.get(part[0], [])[:_MOST] if words[at : at + n] == part]


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Without those that lie wholly inside a longer one."""
    return [h for h in hits if not any(h.words < other.words for other in hits)]


def _settled(hits: list[_Hit]) -> set[str]:
    single = {next(iter(h.whose)) for h in hits if len(h.whose) == 1}
    if single:
        # Words none of the settled indicators has are a subject of their own: PHBS beside jamban.
        return single.union(*(h.whose for h in hits if not h.whose & single))
    common = set(hits[0].whose)
    for hit in hits[1:]:
        common &= hit.whose
    return common or set().union(*(h.whose for h in hits))
