"""What may be called effective: a verdict, or a written evaluation that names how many it is about."""

from __future__ import annotations

import re

#: ``n = 34``, ``n 34``; ``28 dari 34 ibu``.
_N = re.compile(r"\bn\s*[=:]?\s*\d+|\b\d[\d.]*\s+dari\s+\d", re.IGNORECASE)


def names_n(text: str) -> bool:
    """Whether an evaluation says how many it is about."""
    return bool(_N.search(text))
