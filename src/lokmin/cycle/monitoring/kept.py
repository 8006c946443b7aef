"""Things kept in the memory of this process under a name that tells their state: the least used go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_V = TypeVar("_V")
_all: list[Kept] = []  # type: ignore[type-arg]


class Kept(Generic[_V]):
    """At most ``limit`` of what ``cost`` measures, and always the newest thing. Safe for several threads."""

    def __init__(self, limit: int, cost: Callable[[_V], int]) -> None:
        self._limit, self._cost, self._total = limit, cost, 0
        self._things: OrderedDict[Hashable, _V] = OrderedDict()
        self._lock = Lock()
        _all.append(self)

    def get(self, name: Hashable) -> _V | None:
        with self._lock:
            found = self._things.get(name)
            if found is not None:
                self._things.move_to_end(name)
            return found

    def put(self, name: Hashable, thing: _V) -> None:
        with self._lock:
            old = self._things.pop(name, None)
            self._total += self._cost(thing) - (self._cost(old) if old is not None else 0)
            self._things[name] = thing
            while self._total > self._limit and len(self._things) > 1:
                _, gone = self._things.popitem(last=False)
                self._total -= self._cost(gone)

    def made(self, name: Hashable, make: Callable[[], _V]) -> _V:
        """The thing of that name, made and kept when it is not there."""
        found = self.get(name)
        if found is None:
            found = make()
            self.put(name, found)
        return found

    def clear(self) -> None:
        with self._lock:
            self._things.clear()
            self._total = 0


def forget() -> None:
    """Drop everything: after a restored backup, and between tests, the names start again."""
    for kept in _all:
        kept.clear()
