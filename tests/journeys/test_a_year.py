"""The year of a Puskesmas: work shared out, plans approved in January, a month corrected, the score answered."""

from __future__ import annotations

import pytest
from world import serving
from year import YEAR, whole

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_year_from_the_first_lokmin_to_the_verdict(browser, own_copy, tmp_path):
    with serving(own_copy, f"{YEAR}-01-04") as server:
        year = whole(browser, server, tmp_path / "buku")
        approved = year.store(
            "select p.kind, p.year, p.month from planning_plan p join planning_planversion v on v.plan_id = p.id "
            "where v.approved_at is not null and v.origin_kind = 'lokmin' and p.year >= ? order by 1, 2", YEAR,
        )  # fmt: skip
        assert {("rpk", YEAR, 0), ("ruk", YEAR + 1, 0), ("rpk_bulanan", YEAR, 2)} <= set(approved)
