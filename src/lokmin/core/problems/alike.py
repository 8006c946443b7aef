"""How alike two short Indonesian texts are: the words that carry meaning, without endings, in any order."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

#: Words that say nothing about the matter: conjunctions, units of time, and what every problem has.
_EMPTY = frozenset(
    (
        *("yang", "dan", "atau", "di", "ke", "dari", "pada", "untuk", "dengan", "karena", "akibat", "oleh", "dalam"),
        *("saat", "ketika", "bulan", "tahun", "ini", "itu", "masih", "sudah", "ada", "tidak", "belum", "tak"),
        *("kurang", "rendah", "adalah", "agar", "sehingga", "serta", "para", "sering", "banyak", "sebagian"),
        *("beberapa", "lebih", "sangat", "cakupan", "capaian", "target", "desa", "puskesmas", "masalah", "sampai"),
        *("tetapi", "juga", "hanya", "per", "s", "d"),
    )
)
_ENDINGS = ("nya", "lah", "kah", "kan", "an", "i")
_WORD = re.compile(r"[0-9a-z]+")
_SHORTEST = 4


def plain(text: str) -> str:
    """A text for comparing: small letters, no marks, single spaces."""
    return " ".join(_WORD.findall(text.casefold()))


def words(text: str) -> frozenset[str]:
    """The stems that carry the meaning of a text."""
    return frozenset(_stem(word) for word in plain(text).split() if word not in _EMPTY)


def shared(first: str, second: str) -> tuple[str, ...]:
    """The words of the first text, as they are written there, whose meaning the second one has, too."""
    other = words(second)
    return tuple(dict.fromkeys(word for word in plain(first).split() if word not in _EMPTY and _stem(word) in other))


def likeness(first: Collection[str], second: Collection[str]) -> Fraction:
    """Shared words as a part of all words of both (Jaccard 1912), 0 to 1; two texts without words are not alike."""
    left, right = set(first), set(second)
    return Fraction(len(left & right), len(left | right)) if left and right else Fraction(0)


def _stem(word: str) -> str:
    """Without the commonest endings; never shorter than four letters, so that ``ibu`` and ``obat`` stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
