"""A name without titles and degrees, to find the same person again in another list."""

from __future__ import annotations

import re

_TITLES = frozenset(("dr", "drg", "drs", "dra", "ir", "h", "hj", "kh", "ns", "apt", "bd", "prof", "r", "rr"))
_DEGREE = re.compile(r"[a-z]{1,5}(\.[a-z]{1,5})+\.?|skm|amk|amkl|amkeb|sst|amd")


def bare(name: str) -> str:
    """Small letters, nothing before or behind: ``dr. Anindya Prameswari, M.Kes`` is ``anindya prameswari``.

    Initials stay, as they tell people apart: ``M. Yusuf`` is not ``H. Yusuf``.
    """
    words = name.split(",", maxsplit=1)[0].casefold().split()
    while len(words) > 1 and words[0].rstrip(".") in _TITLES:
        del words[0]
    while len(words) > 1 and _DEGREE.fullmatch(words[-1]):
        del words[-1]
    return " ".join(" ".join(words).replace(".", " ").split())
