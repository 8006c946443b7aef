"""How large an effect must be to be seen, and that the guide prints what the function gives."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lokmin.analysis.power import markdown, table
from lokmin.catalog.loading import rules
from lokmin.core.effects.rules import EffectRule, PowerRule
from lokmin.web.guide import FOLDER

RULE, POWER = EffectRule.load(rules("effect"), 2026), PowerRule.load(rules("effect"), 2026)


@pytest.fixture(scope="module")
def rows():
    return table(POWER, RULE)


def test_larger_effects_larger_villages_and_more_months_are_found_more_often(rows):
    by = {(row.villages, row.size, row.after): row.found for row in rows}
    for found in by.values():
        assert list(found) == sorted(found)
    for villages in POWER.villages:
        for size in POWER.sizes:
            assert by[villages, size, 6][2] >= by[villages, size, 3][2]
        assert by[villages, 200, 3][1] > by[villages, 50, 3][1] + 0.2
    assert by[12, 200, 6][-1] > 0.95
    assert by[12, 50, 3][0] < 0.25


def test_the_same_seed_gives_the_same_table(rows):
    small = replace(POWER, villages=(6,), sizes=(50,), months_after=(3,))
    assert table(small, RULE)[0] == next(r for r in rows if (r.villages, r.size, r.after) == (6, 50, 3))


def test_the_table_of_the_guide_is_the_one_of_the_test(rows):
    """Within five points: three standard errors of 1,000 runs, where another numpy draws otherwise."""
    page = next(FOLDER.glob("*-dampak.md")).read_text(encoding="utf-8")
    printed = [[int(n) for n in re.findall(r"\d+", line)] for line in page.splitlines() if re.match(r"\| \d", line)]
    made = [[int(n) for n in re.findall(r"\d+", line)] for line in markdown(POWER, rows).splitlines()[2:]]
    assert len(printed) == len(made) == len(rows)
    for one, other in zip(printed, made, strict=True):
        assert one[:3] == other[:3]
        assert one[3:] == pytest.approx(other[3:], abs=5)


def test_the_guide_names_the_numbers_of_the_rule():
    page = " ".join(next(FOLDER.glob("*-dampak.md")).read_text(encoding="utf-8").split())
    numbers = {2: "dua", 3: "tiga", 5: "lima", 6: "enam"}
    assert f"Kurang dari {numbers[RULE.before_least]} bulan dengan angka sebelum mulai" in page
    assert f"Kurang dari {numbers[RULE.others_least]} desa pembanding" in page
    assert f"sedikitnya {RULE.series_months} bulan" in page
    assert f"sampai tanggal {RULE.first_day} " in page
    assert f"Sesudah {numbers[RULE.after_most]} bulan putusannya tidak berubah" in page
    assert f"{POWER.months_before} bulan sebelum mulai, cakupan biasa {POWER.monthly_percent} %" in page
