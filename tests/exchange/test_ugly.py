"""One hundred ugly workbooks of each family: places, periods and values right, nothing silently wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exchange import (
    eighth_family,
    fifth_family,
    fourth_family,
    held_out,
    seventh_family,
    sixth_family,
    third_family,
    ugly,
)
from exchange.judging import Score, judge
from exchange.mutations import mutate
from exchange.office import Draw
from lokmin.catalog.loading import load
from lokmin.core.indicators.definitions import Catalogue

FAMILIES: dict[str, dict[str, Callable[[Draw], None]]] = {
    "pertama": ugly.LAYOUTS,
    "kedua": held_out.LAYOUTS,
    "ketiga": third_family.LAYOUTS,
    "keempat": fourth_family.LAYOUTS,
    "kelima": fifth_family.LAYOUTS,
    "keenam": sixth_family.LAYOUTS,
    "ketujuh": seventh_family.LAYOUTS,
    "kedelapan": eighth_family.LAYOUTS,
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_hundred_ugly_workbooks_are_read_right(family: str, catalogue: Catalogue) -> None:
    score = Score()
    for seed in range(1000, 1100):
        score.add(judge(ugly.build(seed, FAMILIES[family]), catalogue))
    shown = "\n".join(score.details[:20])
    assert score.clean > 3_500
    assert score.wrong == 0, shown
    assert score.taken == 0, f"jumlah atau persentase dikira laporan:\n{shown}"
    assert score.unaccounted == 0, f"sel angka yang tidak tercatat:\n{shown}"
    assert score.doubled == 0, f"sel angka yang tercatat dua kali:\n{shown}"
    assert score.right >= 0.95 * score.clean, shown
    assert score.asked_clean <= 0.05 * score.clean, shown


def test_the_same_seed_is_the_same_workbook() -> None:
    assert ugly.build(7).truths == ugly.build(7).truths


def test_wrong_totals_are_found_with_their_cell(catalogue: Catalogue) -> None:
    from lokmin.exchange.excel.understanding import understand

    planted = found = 0
    for seed in range(1000, 1120):
        book = ugly.build(seed)
        if book.wrong_totals:
            cells = {(f.sheet, f.cell) for f in understand(book.data, book.filename, catalogue=catalogue).findings}
            planted += len(book.wrong_totals)
            found += len(book.wrong_totals & cells)
    assert planted > 10
    assert found == planted


def test_a_hundred_workbooks_moved_retyped_and_exported_are_read_right(catalogue: Catalogue) -> None:
    score = Score()
    families = list(FAMILIES.values())
    for seed in range(2000, 2100):
        score.add(judge(mutate(ugly.build(seed, families[seed % len(families)]), seed), catalogue))
    shown = "\n".join(score.details[:20])
    assert score.clean > 5_000
    assert (score.wrong, score.taken, score.unaccounted, score.doubled) == (0, 0, 0, 0), shown
    assert score.right >= 0.95 * score.clean, shown
    assert score.asked_clean <= 0.05 * score.clean, shown
