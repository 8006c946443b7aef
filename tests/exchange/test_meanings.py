"""One thing about a table written in a hundred ways: what is no report of the month is never silently taken for one."""

from __future__ import annotations

import pytest

from exchange import meanings, meanings_of_forms
from exchange.judging import PLACES, Score, judge
from lokmin.catalog.loading import load
from lokmin.core.indicators.definitions import Catalogue
from lokmin.exchange.excel.records import ASK
from lokmin.exchange.excel.understanding import understand


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


@pytest.mark.parametrize("name", [*meanings.CASES, *meanings_of_forms.CASES])
def test_totals_shares_and_other_times_are_never_taken_for_reports(name: str, catalogue: Catalogue) -> None:
    score = Score()
    confused = []
    family = meanings if name in meanings.CASES else meanings_of_forms
    for seed in range(10):
        book, elements = family.build(seed, name)
        score.add(judge(book, catalogue))
        places = PLACES if book.knows_places else ()
        confused += [
            (book.layout, r.sheet, r.cell, r.header, r.element)
            for r in understand(book.data, book.filename, catalogue=catalogue, places=places).readings
            if r.element and r.state_hint != ASK and elements.get((r.sheet, r.cell), r.element) != r.element
        ]
    shown = "\n".join(score.details[:10])
    assert (score.wrong, score.taken) == (0, 0), shown
    assert not confused
    assert (score.unaccounted, score.doubled, score.missed) == (0, 0, 0), shown
    assert score.right >= 0.95 * score.clean, shown
