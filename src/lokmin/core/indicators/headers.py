"""The form in which two spellings of the same column head are equal; the catalogue claims each head once by it."""

from __future__ import annotations

import re
from collections.abc import Iterable


def level_key(text: str) -> str:
    """One level of a head: lower case, letters and digits only; ``+`` counts as a letter (T2+ is not T2)."""
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("+", "plus"))


def header_key(path: Iterable[str]) -> str:
    """The comparable form of a head of one or more levels.

    >>> header_key(["Deteksi Risti ", "Nakes"])
    'deteksiristi>nakes'
    """
    return ">".join(key for key in map(level_key, path) if key)
