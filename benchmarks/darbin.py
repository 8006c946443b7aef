"""What a darbin proposal costs and gains: HiGHS against the greedy division of the same run, by size of the office.

Run: ``python benchmarks/darbin.py``. It asserts nothing about seconds.
"""

from __future__ import annotations

import datetime as dt
import random
import time

from lokmin.analysis.darbin import propose
from lokmin.catalog.loading import rules
from lokmin.core.workload.darbin.greedy import greedy
from lokmin.core.workload.darbin.records import Limits, Problem, Staff, Village
from lokmin.core.workload.darbin.rules import DarbinRules

RULES = DarbinRules.load(rules("darbin"), 2026)
#: Staff x villages: the size the issue names, small and large offices, and posyandu instead of villages.
SIZES = ((40, 12), (8, 12), (6, 18), (12, 40), (20, 100))


def office(staff: int, villages: int, seed: int) -> Problem:
    """People scattered over a district of 20 by 20 km, with wishes, half loads and a present division by chance."""
    chance = random.Random(seed)
    codes = [f"v{n}" for n in range(villages)]
    where = {code: (chance.uniform(0, 20), chance.uniform(0, 20)) for code in codes}
    people, ways = [], {}
    for number in range(staff):
        x, y = chance.uniform(0, 20), chance.uniform(0, 20)
        people.append(
            Staff(
                f"s{number}", f"S{number}",
                wishes=tuple(chance.sample(codes, 1)) if chance.random() < 0.4 else (),
                avoids=tuple(chance.sample(codes, 1)) if chance.random() < 0.2 else (),
                capacity=chance.choice((1000, 1000, 500)),
            )
        )  # fmt: skip
        ways |= {
            (f"s{number}", code): int(1000 * ((x - a) ** 2 + (y - b) ** 2) ** 0.5) for code, (a, b) in where.items()
        }
    places = [
        Village(code, code, people=(size := chance.randint(800, 9000)), households=size // 4, metres=5000,
                now=chance.choice(people).key)
        for code in codes
    ]  # fmt: skip
    most = -(-villages // staff) + RULES.spare
    limits = Limits(dt.date(2026, 1, 1), dt.date(2026, 12, 31), RULES.metres, most, RULES.long_leave)
    return Problem(tuple(people), tuple(places), limits, RULES.weights, RULES.minutes, ways)


def main() -> None:
    propose(office(2, 2, 0), seconds=1, slack_permille=0)  # the library is loaded once
    print("staff x villages   seconds (greedy)   largest load   points   gap   ended")
    for staff, villages in SIZES:
        for seed in range(3):
            given = office(staff, villages, seed)
            begun = time.perf_counter()
            greedy(given)
            plain = time.perf_counter() - begun
            found = propose(given, seconds=RULES.seconds, slack_permille=RULES.slack_permille)
            if not found.division:
                print(f"{staff:>5} x {villages:<8} no division: {found.obstacles[0].sentence}")
                continue
            print(
                f"{staff:>5} x {villages:<8} {found.seconds:>10.2f} ({plain:.4f})"
                f" {found.value.largest / found.plain.largest:>12.3f} x"
                f" {found.value.points / max(found.plain.points, 1):>8.2f} x"
                f" {found.gap / 10:>5.1f} % {'yes' if found.ended else 'no':>5}"
            )


if __name__ == "__main__":
    main()
