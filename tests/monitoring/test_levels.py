"""A target may be set for the Puskesmas as a whole, apart from its villages."""

import pytest

from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.monitoring.queries import month_table
from lokmin.cycle.reporting.models import Fact

APRIL = Month(2026, 4)


@pytest.fixture
def reported(cast):
    now, by = clock.now(), cast.people["ratna"]
    for village in cast.villages:
        for period, element, people in (("2026", "sasaran.bumil", 100), ("2026-04", "kia.k1", 30)):
            variant = "sk" if period == "2026" else ""
            Fact.objects.create(
                puskesmas=cast.puskesmas, place=village, period=period, element=element, variant=variant,
                micro=people * 1_000_000, by=by, at=now,
            )  # fmt: skip
    return cast


def test_the_puskesmas_may_have_a_target_of_its_own_level(reported, enter):
    home = reported.puskesmas.code
    posted = {"indikator": "K1", "desa": home, "target": "80", "bulan": "0", "dasar": "SK contoh"}
    answer = enter("yusuf").post(f"/p/{home}/data/target/simpan/?tahun=2026", posted)
    assert answer.status_code == 302, answer.content.decode()
    table = month_table(reported.puskesmas, APRIL, ["K1"])
    goals = {row.place: row.target_bp for row in table.rows}
    assert goals.pop(home) == 8000
    assert set(goals.values()) == {10000}
