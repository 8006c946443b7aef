"""Which meeting of the calendar a row of a plan is."""

from __future__ import annotations

import pytest

from lokmin.core.planning.lokminrows import same_lokmin

MONTHLY, SECTORS = "Bulanan rutin (rencana)", "Lokmin tribulanan pertama"


@pytest.mark.parametrize(
    ("activity", "meetings"),
    [
        ("Lokakarya mini bulanan", {MONTHLY}),
        ("Lokmin", {MONTHLY}),
        ("Lokakarya Mini Lintas Sektor", {SECTORS}),
        ("Lokmin bulanan dan tribulanan", {MONTHLY, SECTORS}),
        ("Rapat bulanan kader", set()),
        ("Tribulanan kader lintas sektor", set()),
    ],
)
def test_a_row_is_the_meeting_it_names(activity, meetings):
    titles = (MONTHLY, SECTORS, "Rapat tinjauan manajemen (rencana)")
    assert {title for title in titles if same_lokmin(activity, title)} == meetings
