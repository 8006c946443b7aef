"""Who of the staff a text names: ``Ratna Wulandari, S.Tr.Keb. dan Sri``, as people write who carries something out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from lokmin.core.workload.names import bare

Key = TypeVar("Key")
_PARTS = re.compile(r"[,;/&+\n()]|\bdan\b|\bbersama\b|\bserta\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
#: A first name of fewer letters is more often a title or a degree.
_SHORTEST = 3


def named(text: str, names: Mapping[Key, str]) -> tuple[Key, ...]:
    """Keys of those a text names, in the order of ``names``.

    A whole name counts wherever it stands; the beginning of one (``Sri``) only when it stands alone between commas and
    fits nobody else. Who is named twice in the register is not guessed at.
    """
    words = {key: tuple(_WORD.findall(bare(name))) for key, name in names.items()}
    said = tuple(_WORD.findall(text.casefold()))
    found = {key for key, name in words.items() if len(name) > 1 and _within(name, said)}
    for part in _PARTS.split(text):
        begun = tuple(_WORD.findall(bare(part))) if part.strip() else ()
        if not begun or len(begun[0]) < _SHORTEST:
            continue
        fits = [key for key, name in words.items() if name[: len(begun)] == begun]
        if len(fits) == 1:
            found.add(fits[0])
    twice = {key for key in found if sum(words[key] == words[other] for other in found) > 1}
    return tuple(key for key in names if key in found - twice)


def _within(name: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return any(said[n : n + len(name)] == name for n in range(len(said) - len(name) + 1))
