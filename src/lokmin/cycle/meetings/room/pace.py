"""How often one phone may post: somebody who leans on a button, or a program, fills no table."""

from __future__ import annotations

import time
from collections import Counter

#: A phone that comes back after a cut sends what it kept all at once; nobody taps sixty times in ten seconds.
MOST, SECONDS = 60, 10


class Pace:
    """Posts of each phone in this stretch of time. By the steady clock: the laptop's own may be set back."""

    def __init__(self) -> None:
        self._stretch = 0
        self._posts: Counter[int] = Counter()

    def too_fast(self, participant: int) -> bool:
        """Count one more post of a phone; whether it has sent enough for now."""
        stretch = int(time.monotonic() // SECONDS)
        if stretch != self._stretch:
            self._stretch = stretch
            self._posts.clear()
        self._posts[participant] += 1
        return self._posts[participant] > MOST


#: Of this process; only the loop's own thread counts.
pace = Pace()
