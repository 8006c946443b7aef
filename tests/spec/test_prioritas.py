"""Every row of prioritas.md holds."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from tables import read

from lokmin.core.indicators.words import number
from lokmin.core.meetings.scoring.methods import load
from lokmin.core.meetings.scoring.papers import score
from lokmin.core.meetings.scoring.spread import spread

RULES = Path(__file__).resolve().parents[2] / "src/lokmin/catalog/rules/scoring.toml"
METHODS = load(tomllib.loads(RULES.read_text(encoding="utf-8")), 2026)
TABLES = read("prioritas")


@pytest.mark.parametrize("row", TABLES["Rumus"], ids=lambda row: f"{row['Cara']} {row['Rumus']} {row['Nilai']}")
def test_one_paper(row):
    method = METHODS[row["Cara"]].using(row["Rumus"])
    words = row["Nilai"].split()
    given = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    found = score(method, [given[c.letter] for c in method.criteria])
    assert found == Fraction(row["Hasil"])
    assert number(found, 2) == row["Ditulis"]


@pytest.mark.parametrize("row", TABLES["Banyak penilai"], ids=lambda row: row["Nilai tiap penilai"])
def test_many_raters(row):
    found = spread(map(int, row["Nilai tiap penilai"].split()))
    assert found.mean == Fraction(row["Rata-rata"])
    assert found.median == Fraction(row["Median"])
    assert found.quartile_distance == Fraction(row["Jarak kuartil"])
    assert f"{found.least}–{found.most}" == row["Dari–sampai"]
