"""The language of sentences made below the pages: Indonesian, unless who shows them to a reader translates them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_translate: ContextVar[Callable[[str], str] | None] = ContextVar("translate", default=None)


def said(text: str) -> str:
    """An Indonesian text (a literal, so that the catalogue finds it) in the language of the one who listens."""
    translate = _translate.get()
    return text if translate is None or not text else translate(text)


@contextmanager
def spoken(translate: Callable[[str], str]) -> Iterator[None]:
    """Within the block every text is passed through ``translate``; papers and commands are made outside of it."""
    before = _translate.set(translate)
    try:
        yield
    finally:
        _translate.reset(before)
