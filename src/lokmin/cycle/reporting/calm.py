"""A pause of the cycle collector while very many small records are made: none of them is garbage yet."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_inside = 0


@contextmanager
def calm() -> Iterator[None]:
    """No cycle collection inside; threads may be inside at the same time."""
    global _inside  # noqa: PLW0603 - the collector is one for the whole process
    with _LOCK:
        _inside += 1
        gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            _inside -= 1
            if not _inside:
                gc.enable()
