"""Finds the people and partners a sentence names, by title, name, nickname, job or role, typing errors included."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.meetings.sentences.proposal import Known
from lokmin.core.meetings.sentences.text import normal
from lokmin.core.meetings.sentences.words import NO_NAMES, POLITE, PROFESSIONS

_DEGREE = re.compile(r"^(?:(?:dr|drg|drs|dra|h|hj|ns|ir|prof|bd|bidan) \. |(?:drs|dra|hj|prof|dr|drg) )+")
#: Who is "PJ gizi" is called these too.
_IN_CHARGE = (
    "penanggung jawab", "penanggungjawab", "penanggung jawab program", "pj program", "pengelola", "pengelola program",
    "pemegang program", "koordinator", "koordinator program", "programer",
)  # fmt: skip
#: After the name of an office these belong to it.
_OFFICE = frozenset(["kecamatan", "setempat"])
#: A name shorter than this is never completed or corrected.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One known person as the reader compares: words of the name, phrases of jobs, words of the jobs, programmes."""

    known: Known
    partner: bool
    name: tuple[str, ...]
    phrases: frozenset[str]
    job_words: frozenset[str]
    programs: frozenset[str]

    def is_a(self, profession: str) -> bool:
        """Whether the job or the degrees say this profession (``bidan``)."""
        words = PROFESSIONS[profession]
        return any(word in self.job_words for word in words)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` to ``last`` (not with it) that may mean these people; ``note`` says what was corrected.

    ``sure``: the words are a name or a role; else somebody has to be asked even when one only is left.
    """

    first: int
    last: int
    who: tuple[Entry, ...]
    sure: bool = True
    note: str = ""
    titled: bool = False


class Directory:
    """All who can be named."""

    def __init__(self, people: Sequence[Known], partners: Sequence[Known]) -> None:
        self.entries = [*(_entry(p, False) for p in people), *(_entry(p, True) for p in partners)]
        self._phrases: dict[str, list[Entry]] = {}
        self._names: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for phrase in entry.phrases:
                self._phrases.setdefault(phrase, []).append(entry)
            for word in set(entry.name):
                self._names.setdefault(word, []).append(entry)
        self._longest = max((len(p.split()) for p in self._phrases), default=0)

    def mention(self, words: Sequence[str], at: int, *, called: bool) -> Mention | None:
        """Who is meant by the words from ``at`` on. ``called``: after an @ or "PJ:", so that it must be somebody."""
        first = at
        professions = []
        while at < len(words) and (words[at] in POLITE or words[at] in PROFESSIONS or words[at] == "."):
            if words[at] == "." and at == first:
                break
            if self._role(words, at)[1] > 1 and words[at] not in POLITE:
                break
            if words[at] in PROFESSIONS:
                professions.append(words[at])
            at += 1
        titled = at > first
        who, last = self._clues(words, at)
        if who is None:
            who, last = self._clues(words, first)
            at = first if who is not None else at
        if who is not None:
            return self._fitting(words, first, last, who, professions, titled=titled)
        if called and (who := [e for e in self.entries if at < len(words) and words[at] in e.programs]):
            return Mention(first, at + 1, tuple(who), titled=titled)
        if called or (titled and words[at - 1] not in ("ibu", "h", "hj")):
            return self._nearly(words, first, at, professions, called=called)
        return None

    def maybe(self, typed: str) -> Mention | None:
        """Somebody whose name begins with the first word of a sentence; has to be asked."""
        who = self._names.get(typed) or [e for e in self.entries if any(_begins(typed, name) for name in e.name)]
        return Mention(0, 1, tuple(who), sure=False) if len(who) == 1 and len(typed) > SHORTEST else None

    def _fitting(
        self, words: Sequence[str], first: int, last: int, who: list[Entry], professions: list[str], *, titled: bool
    ) -> Mention:
        fits = [e for e in who if all(e.is_a(p) for p in professions)]
        full = len(who) == 1 and len([w for w in words[first:last] if w in who[0].name]) > 1
        if professions and not fits and not full:
            return Mention(first, last, tuple(who), sure=False, titled=titled)
        return Mention(first, last, tuple(fits or who), titled=titled)

    def _clues(self, words: Sequence[str], at: int) -> tuple[list[Entry] | None, int]:
        """Names and roles that stand together and can all be true of the same people."""
        who: list[Entry] | None = None
        while at < len(words):
            if who is not None and words[at] in (".", "_") and _named(words[at + 1 : at + 2], who):
                at += 1  # @ratna.wulandari
            found, length = self._role(words, at)
            if not found:
                found, length = self._names.get(words[at], []), 1
            if not found and who is not None:
                job = [e for e in who if words[at] in e.job_words and len(words[at]) > 2 and len(who) > 1]
                found = job
            if not found and who is not None and len(words[at]) == 1 and words[at].isalpha() and len(who) > 1:
                found = [e for e in who if any(name.startswith(words[at]) for name in e.name[1:])]
            both = found if who is None else [e for e in who if e in found]
            if (
                not both
                and who is not None
                and len(who) == 1
                and who[0].partner
                and words[at] in _OFFICE | who[0].job_words
            ):
                both, length = who, 1  # ketua PKK kecamatan
            if not both and who is not None and len(who) == 1 and self._surname(words[at], who[0]):
                both, length = who, 1
            if not both:
                break
            who, at = both, at + length
        return who, at

    @staticmethod
    def _surname(typed: str, entry: Entry) -> bool:
        """Whether a word after a name is that person's other name, mistyped."""
        return any(_one_slip(typed, name) for name in entry.name[1:])

    def _role(self, words: Sequence[str], at: int) -> tuple[list[Entry], int]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            if found := self._phrases.get(" ".join(words[at : at + length])):
                return found, length
        return [], 0

    def _nearly(
        self, words: Sequence[str], first: int, at: int, professions: list[str], *, called: bool
    ) -> Mention | None:
        """A name that was shortened or mistyped."""
        if at >= len(words) or not words[at].isalpha() or len(words[at]) < SHORTEST or words[at] in NO_NAMES:
            return None
        typed = words[at]
        pool = [e for e in self.entries if all(e.is_a(p) for p in professions)] or (self.entries if called else [])
        for test, sure in ((_begins, True), (_one_slip, True), (_ends, False), (_two_slips, False)):
            who = [e for e in pool if any(test(typed, name) for name in e.name if len(name) >= SHORTEST)]
            if who:
                last = at + 1
                if len(who) == 1 and last < len(words) and words[last] in who[0].name:
                    last += 1
                note = f"“{typed}” dibaca {who[0].known.name.rstrip('.')}." if len(who) == 1 and sure else ""
                return Mention(first, last, tuple(who), sure=sure, note=note, titled=at > first)
        return None


@functools.lru_cache(maxsize=1024)
def _entry(known: Known, partner: bool) -> Entry:
    plain = normal(known.name)
    name_part, _, degrees = plain.partition(" , ")
    name = () if partner and _is_office(name_part) else tuple(_DEGREE.sub("", name_part).split())
    phrases = {normal(alias) for alias in known.aliases}
    if not name:
        phrases.add(name_part)
    phrases |= {p.replace("bidan desa ", "bidan ") for p in phrases if p.startswith("bidan desa ")}
    programs = {p.removeprefix("pj ") for p in phrases if p.startswith("pj ")}
    phrases |= {f"{word} {program}" for word in _IN_CHARGE for program in programs}
    titles = {word for word in name_part.split()[:2] if word in PROFESSIONS}
    jobs = {word for phrase in phrases for word in phrase.split()} | set(degrees.split()) | titles
    words = tuple(word for word in name if word.isalpha())
    programs -= {p for p in programs if p.startswith(("klaster", "kluster"))}
    return Entry(known, partner, words, frozenset(p for p in phrases if p), frozenset(jobs), frozenset(programs))


def _named(word: Sequence[str], who: list[Entry]) -> bool:
    return bool(word) and len(word[0]) > 1 and any(word[0] in e.name for e in who)


def _is_office(name: str) -> bool:
    """A partner that is called by the office and not by a person's name (``Camat Banyuwening``)."""
    return not _DEGREE.match(name)


def _begins(typed: str, name: str) -> bool:
    return name.startswith(typed)


def _ends(typed: str, name: str) -> bool:
    return len(typed) >= SHORTEST and name.endswith(typed)


def _one_slip(typed: str, name: str) -> bool:
    return min(len(typed), len(name)) >= 4 and slips(typed, name) == 1


def _two_slips(typed: str, name: str) -> bool:
    return min(len(typed), len(name)) >= 6 and slips(typed, name) == 2


def slips(left: str, right: str, most: int = 2) -> int:
    """How many letters were missed, added, changed or swapped with their neighbour; ``most + 1`` for more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    two_ago: list[int] = []
    one_ago = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(one_ago[j] + 1, row[j - 1] + 1, one_ago[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, two_ago[j - 2] + 1)
            row.append(cost)
        two_ago, one_ago = one_ago, row
    return min(one_ago[-1], most + 1)
