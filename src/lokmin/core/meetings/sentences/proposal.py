"""What a sentence was understood to say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something a sentence may name.

    Attributes:
        id: the caller's key. An indicator with the key "" stands for words that look like an indicator and are none.
        name: as written in full, degrees included. ``aliases``: job, role, nickname; words of an indicator, where
            ``a + b`` means both anywhere in the sentence, ``~a`` a general word that gives way to others.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One way out of a doubt: the key (a day as ``2026-06-20``) and how a person reads it."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person must say before the proposal can be confirmed.

    ``field``: ``owner``, ``place``, ``due``, ``start``, ``indicator`` or ``cost``; the field is empty in the proposal.
    """

    field: str
    sentence: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (not with it) of the sentence that were understood as a field."""

    start: int
    end: int
    field: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The fields of an action as far as the sentence says them.

    Attributes:
        activity: what is left to be done, as a clean sentence.
        owners: the first is responsible. ``owner_text``: owners that are nobody's account ("semua bidan desa").
        helpers, helper_text: those it is done with.
        everywhere: all villages. ``place_text``: hamlet, posyandu, school, or a village that is not on the list.
        due_words: a time that is no day ("sebelum lokmin berikutnya"). ``repeats``: "tiap Senin".
        cost: whole rupiah; None when nothing is said.
        notes: what was read otherwise than typed (a corrected name, a period taken to its last day).
    """

    text: str
    activity: str
    owners: tuple[Known, ...] = ()
    owner_text: str = ""
    helpers: tuple[Known, ...] = ()
    helper_text: str = ""
    places: tuple[Known, ...] = ()
    everywhere: bool = False
    place_text: str = ""
    start: dt.date | None = None
    due: dt.date | None = None
    due_words: str = ""
    repeats: str = ""
    indicator: Known | None = None
    target: str = ""
    cost: int | None = None
    fund: str = ""
    success: str = ""
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def certain(self) -> bool:
        """Nothing has to be asked before it can be confirmed."""
        return not self.doubts
