"""A sentence as normalised words that remember where they stood, so that patterns see one spelling of everything."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from lokmin.core.meetings.sentences.proposal import Span
from lokmin.core.meetings.sentences.words import SHORT

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
#: Stands in the normalised text where words were already understood.
TAKEN = "\x00"


@dataclass(frozen=True, slots=True)
class Word:
    """A normalised word and the characters it was written with."""

    norm: str
    start: int
    end: int
    raw: str


def pieces(text: str) -> list[Word]:
    """The words of a text: letters, digits and signs apart, short forms written out (``bumil`` -> ``ibu hamil``)."""
    found = []
    for match in _PIECE.finditer(text):
        raw = match[0]
        low = raw.lower()
        found += [Word(norm, match.start(), match.end(), raw) for norm in SHORT.get(low, low).split()]
    return found


def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern that stands on whole normalised words."""
    return re.compile(rf"(?<![^ ])(?:{pattern})(?![^ ])")


@functools.lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """A text as patterns see it: normalised words with one space between."""
    return " ".join(word.norm for word in pieces(text))


class Text:
    """A sentence under reading. What is understood is taken away, and its span kept with the field's name."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.words = pieces(original)
        self._starts: list[int] = []
        at = 0
        for word in self.words:
            self._starts.append(at)
            at += len(word.norm) + 1
        self.norm = " ".join(word.norm for word in self.words)
        self.spans: list[Span] = []
        #: Spans that do not belong to the activity.
        self.gone: list[tuple[int, int]] = []

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All places where a pattern (of ``phrase``) stands; what is taken meanwhile is passed over."""
        at = 0
        while match := pattern.search(self.norm, at):
            if match.end() > match.start():
                yield match
            at = match.start() + 1

    def index(self, offset: int) -> int:
        """The number of the word at an offset of the normalised text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def offset(self, index: int) -> int:
        """Where a word begins in the normalised text; its end for the number after the last."""
        return self._starts[index] if index < len(self.words) else len(self.norm)

    def written(self, start: int, end: int) -> str:
        """What was typed for the normalised characters ``start`` to ``end``."""
        first, last = self.index(start), self.index(max(start, end - 1))
        return self.original[self.words[first].start : self.words[last].end] if self.words else ""

    def take(self, start: int, end: int, field: str, *, keep: bool = False) -> None:
        """Note normalised characters as understood; ``keep``: they stay in the activity and readable for others."""
        first, last = self.index(start), self.index(max(start, end - 1))
        low, high = self.words[first].start, self.words[last].end
        if field and not any(s.start < high and low < s.end for s in self.spans):
            self.spans.append(Span(low, high, field))
        if not keep:
            self.gone.append((low, high))
            first_at, last_at = self._starts[first], self._starts[last] + len(self.words[last].norm)
            hole = "".join(" " if c == " " else TAKEN for c in self.norm[first_at:last_at])
            self.norm = self.norm[:first_at] + hole + self.norm[last_at:]

    def before(self, offset: int, count: int = 3) -> list[str]:
        """Up to ``count`` normalised words before an offset, the nearest last."""
        return self.norm[:offset].split()[-count:]
