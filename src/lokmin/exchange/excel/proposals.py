"""Place names of a file whose places are not known yet, and spellings among them that may be one place."""

from __future__ import annotations

from collections import Counter

from lokmin.core.places import name_key
from lokmin.exchange.excel.bodyrows import FACTS
from lokmin.exchange.excel.names import edits
from lokmin.exchange.excel.records import ProposedPlace
from lokmin.exchange.excel.tables import Table
from lokmin.exchange.excel.words import LEVEL_OF_RANK

_MANY = 300


def places_of(found: list[Table]) -> list[ProposedPlace]:
    """Every place the rows or columns name, once, in reading order, with the level its header names."""
    proposed: dict[tuple[str, str], ProposedPlace] = {}
    telling = [t for t in found if not t.derived and any(any(f.micros) for f in t.figures.values())]
    for table in telling or found:
        level = (
            LEVEL_OF_RANK.get(table.labels.place.rank, "desa")
            if table.labels.place is not None
            else table.place_level or "desa"
        )
        names = list(dict.fromkeys((r.place, r.within) for r in table.rows if r.kind == FACTS and r.place)) or [
            (table.place, "")
        ]
        if table.across:
            names = [(text, "") for text in table.across.values()]
        for name, within in names:
            if name:
                proposed.setdefault((name_key(name), name_key(within)), ProposedPlace(name, level, within))
    return list(proposed.values())


def doubtful_names(found: list[Table]) -> dict[str, str]:
    """Spellings that are nearly another, more frequent name and never stand in the same table as it."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    together: dict[str, set[int]] = {}
    for number, table in enumerate(found):
        for place, often in Counter(row.place for row in table.rows if row.kind == FACTS and row.place).items():
            key = name_key(place)
            counts[key] += often
            spelled.setdefault(key, place)
            together.setdefault(key, set()).add(number)
    doubtful: dict[str, str] = {}
    if len(counts) > _MANY:
        return doubtful
    for key, count in counts.items():
        for other, often in counts.items():
            if (
                often < count
                or (often == count and not _beside(key, other, together))
                or len(key) < 5
                or key[-1:].isdigit()
                or other[-1:].isdigit()
                or together[key] & together[other]
            ):
                continue
            limit = 1 if len(key) < 8 else 2
            if edits(key, other, limit) <= limit:
                doubtful[spelled[key]] = spelled[other]
                break
    return doubtful


def _beside(key: str, other: str, together: dict[str, set[int]]) -> bool:
    """Two spellings as often as each other: both are asked when their tables share other names."""
    mine, theirs = together[key], together[other]
    return sum(bool(tables & mine) and bool(tables & theirs) for tables in together.values()) >= 3
