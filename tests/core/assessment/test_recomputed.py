"""The PKP once more, worked out by hand from the plain files and domain.md 3.4: nothing here leans on the code tested.

Only ``assess`` and what it is given come from the code; the tree, rules, rings, steps, the share of the year and the
means are read from the TOML and written again as the formulas say.
"""

from __future__ import annotations

import copy
import random
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

import lokmin.catalog.pkp as shipped
from lokmin.core.assessment.pkp import assess
from lokmin.core.assessment.reading import bundle_from
from lokmin.core.assessment.scores import Entry

FILES = sorted(Path(shipped.__file__).parent.glob("*.toml"))
MILLION = 1_000_000
COUNTS = (None, 0, 1, 2, 7, 33, 100, 1723, 2798, 13_799, 600, 0.5, 834.9)


def by_hand(row, cell, share):
    """Score of a row 0..100, or None: (blank, no sasaran, not applicable, no target)."""
    target, sasaran, achieved, level, reason = cell
    if reason:
        return None
    if "skala" in row:
        return None if level is None else Fraction(level) * 10
    part = share if row.get("yearly", True) else Fraction(1)
    goal = Fraction(str(row["target"])) if target is None and "target" in row else target
    if row.get("rule") == "nilai":
        if achieved is None or not goal:
            return None
        return min(Fraction(100), achieved / goal * 100)
    if not sasaran or achieved is None:  # blank is not zero; nobody to reach is not judged
        return None
    factor = row.get("factor", 100)
    real = achieved * factor / sasaran  # per cent, per mil, per 100.000, or a ratio
    if "ring" in row:
        yearly = real / part
        for ring in row["ring"]:
            low, high = ring.get("lower"), ring.get("upper")
            if (low is None or yearly >= low) and (high is None or yearly < high):
                return Fraction(ring["score"])
        raise AssertionError(row)
    if row.get("rule") == "inverse":
        return Fraction(100) if real <= goal * part else goal * part / real * 100
    return min(Fraction(100), achieved * 100 / (goal / factor * sasaran * part)) if goal else None


def mean(pairs):
    known = [(value, weight) for value, weight in pairs if value is not None]
    return sum(v * w for v, w in known) / sum(w for _, w in known) if known else None


def whole(data, cells, share):
    """(service 0..100, management 0..10) of a list as plain data."""

    def leaves(entry):
        found = [(by_hand(row, cells[row["code"]], share), row.get("weight", 1)) for row in entry.get("sub", ())]
        return found, [child for level in ("program", "variabel") for child in data.get(level, ())
                       if child["under"] == entry["code"]]  # fmt: skip

    def of(entry):
        own, below = leaves(entry)
        return mean([*own, *((of(child), child.get("weight", 1)) for child in below)])

    def all_rows(entry):
        own, below = leaves(entry)
        return own + [pair for child in below for pair in all_rows(child)]

    upaya = data["upaya"]
    service = mean([(of(one), one.get("weight", 1)) for one in upaya if one.get("aspect") != "manajemen"])
    rows = [pair for one in upaya if one.get("aspect") == "manajemen" for pair in all_rows(one)]
    managed = mean(rows)
    return service, None if managed is None else managed / 10


def micro(value):
    return None if value is None else int(Fraction(str(value)) * MILLION)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(12))
def test_the_whole_year_equals_the_formulas_written_again(path, seed):
    chance = random.Random(seed)
    data = copy.deepcopy(tomllib.loads(path.read_text(encoding="utf-8")))
    nodes = [entry for level in ("upaya", "program", "variabel") for entry in data.get(level, ())]
    rows = [row for entry in nodes for row in entry.get("sub", ())]
    if seed % 2:  # weights of a district
        for one in (*nodes, *rows):
            one["weight"] = chance.randint(1, 5)
    share = Fraction(chance.randint(1, 12), 12)
    cells, entries = {}, {}
    blank = chance.choice((0.05, 0.5, 0.95, 1.0)) if seed else 1.0  # seed 0: a year in which nothing is filled in
    for row in rows:
        empty = chance.random() < blank
        level = None if empty else chance.choice(row["skala"])["score"] if "skala" in row else None
        own = chance.choice((None, None, "0.5", "63", "250"))
        target = None if "skala" in row or own is None else Fraction(own)
        sasaran, achieved = (None, None) if empty else (chance.choice(COUNTS), chance.choice(COUNTS))
        reason = "tidak ada" if chance.random() < 0.05 else ""
        exact = [None if value is None else Fraction(str(value)) for value in (sasaran, achieved)]
        cells[row["code"]] = (target, *exact, level, reason)
        entries[row["code"]] = Entry(micro(own) if target is not None else None, micro(sasaran), micro(achieved),
                                     level, reason)  # fmt: skip
    result = assess(bundle_from(data), entries, share)
    assert (result.service, result.management) == whole(data, cells, share)
    for row in rows:
        assert result.sub(row["code"]).score == by_hand(row, cells[row["code"]], share), row["code"]


def test_the_recomputation_itself_gives_the_published_figures():
    row = {"code": "a", "target": 20}
    assert by_hand(row, (None, Fraction(13_799), Fraction(2798), None, ""), Fraction(1)) == 100
    sehat = by_hand({"code": "b", "target": 63}, (None, Fraction(2798), Fraction(1723), None, ""), Fraction(1))
    assert round(float(sehat), 1) == 97.7
    contact = {"code": "c", "target": 150, "factor": 1000}
    assert round(float(by_hand(contact, (None, Fraction(10_000), Fraction(374), None, ""), Fraction(1))), 1) == 24.9
    assert round(float(mean([(sehat, 1), (Fraction(100), 1), (Fraction(100), 1)])), 2) in (99.24, 99.25)
