"""What the projector shows, as frozen records: one screen is one message with a sentence as its title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

#: No screen has more rows than this; the rest is counted in words.
ROWS = 10


class Shown(Protocol):
    """A screen of any part: its key in the address, its title as a sentence, the template of its body."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def template(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of this part; ``data`` is what its template reads, ``source`` stands in the footer."""

    key: str
    title: str
    template: str
    data: Any = None
    source: str = ""


@dataclass(frozen=True)
class Later:
    """A screen that costs much and is rarely shown: made only when it is looked at."""

    key: str
    template: str
    make: Callable[[], Screen]

    @cached_property
    def made(self) -> Screen:
        return self.make()

    @property
    def title(self) -> str:
        return self.made.title

    @property
    def data(self) -> Any:
        return self.made.data

    @property
    def source(self) -> str:
        return self.made.source


@dataclass(frozen=True, slots=True)
class Now:
    """The point under discussion: minutes of the plan, the server's hour (ms) at which they are over, what follows."""

    pk: int
    number: int
    count: int
    title: str
    kind: str
    speaker: str
    detail: str
    minutes: int
    left: int
    until: int
    following: str
    following_speaker: str
    following_minutes: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One place of an indicator: ``value`` and ``target`` are shares 0..1 of the track; texts are ready to be read."""

    name: str
    status: str
    value: float
    target: float | None
    percent: str
    gap: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one indicator; ``rest`` counts in words what is not drawn."""

    bars: tuple[Bar, ...]
    target: float | None
    target_text: str
    rest: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of words: what, its detail, and a status with its class."""

    text: str
    detail: str = ""
    status: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """At most ten rows of words and what they leave out."""

    lines: tuple[Line, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Joining:
    """How phones come in: what the two codes say, what can be typed instead, how many are in.

    ``draw(text, label)`` gives a code as SVG; it is called only where the screen is on the wall.
    """

    wifi: str
    password: str
    wifi_text: str
    address: str
    code: str
    url: str
    draw: Callable[[str, str], str]
    present: int
    listed: int
