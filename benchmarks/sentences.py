"""What reading a sentence costs, against splitting the same sentences into words with one regular expression.

Run: ``python benchmarks/sentences.py``. Processor time, medians; it asserts nothing about seconds.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "core" / "meetings"))

from sentence_cases import DATA, FRESH, read

ROUNDS = 5


def cost(work: Callable[[dict], object], cases: list[dict]) -> float:
    """Milliseconds of processor time a sentence."""
    rounds = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        for case in cases:
            work(case)
        rounds.append(1000 * (time.process_time() - begun) / len(cases))
    return statistics.median(rounds)


def main() -> None:
    cases = [case for cases in (*DATA["sets"].values(), *FRESH.values()) for case in cases]
    words = re.compile(r"\w+")
    reading, splitting = cost(read, cases), cost(lambda case: words.findall(case["text"]), cases)
    print(f"{len(cases)} sentences: {reading:.2f} ms each, {reading / splitting:.0f} x splitting into words")


if __name__ == "__main__":
    main()
