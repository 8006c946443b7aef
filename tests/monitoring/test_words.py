"""Figures as they are written, the object a script gets, and what is kept in memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.periods import Month
from lokmin.core.ratios import Ratio
from lokmin.cycle.monitoring import queries, words
from lokmin.cycle.monitoring.kept import Kept

APRIL = Month(2026, 4)


@given(st.integers(-(10**16), 10**16), st.integers(1, 10**16), st.sampled_from([1, 100, 1000, 100_000]))
def test_the_quick_rate_is_written_like_the_exact_one(top, bottom, factor):
    assert words.tenths(top, bottom, factor) == Ratio(top, bottom, factor).text(1).replace("−0,0", "0,0")


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=60))
def test_what_is_kept_never_costs_more_than_allowed_and_the_newest_stays(things):
    kept: Kept[int] = Kept(12, lambda cost: cost)
    for name, cost in things:
        kept.put(name, cost)
        assert kept.get(name) == cost
    assert sum(kept._things.values()) == kept._total <= 12


def test_a_script_gets_exactly_these_keys(figures):
    table = queries.month_table(figures.puskesmas, APRIL, ["K1"])
    found = {r["place"]: r for r in (queries.coverage_json(row, table.names) for row in table.rows)}
    assert found["Watubelah"] == {
        "place": "Watubelah", "place_code": "99.01.01.2002", "indicator": "K1", "period": "2026-04", "month": 1,
        "last_month": 4, "numerator": 16, "denominator": 92.4, "percent": 1600 / 92.4, "running_target": 100 / 3,
        "gap_people": 15, "trend": "turun", "rank": 11, "status": "jelek", "pace_needed": 9.55, "pace_reached": 4,
    }  # fmt: skip
    silent = found["Lebakharjo"]
    assert (silent["month"], silent["percent"], silent["rank"], silent["status"]) == (None, None, None, "belum lapor")
    assert found["Puskesmas Banyuwening"]["numerator"] == 264


def test_a_month_is_judged_for_scripts(figures):
    judged = queries.evaluate(figures.puskesmas, APRIL)
    first = next(p for p in judged["problems"] if p["indicator"] == "K6" and p["place"] == "Watubelah")
    assert first["statement"] == "Cakupan K6 Watubelah s.d. April 2026 15,2 %, target berjalan 33,3 %, kurang 17 ibu."
    assert {f["level"] for f in judged["findings"]} <= {"galat", "peringatan", "info"}


def test_an_indicator_is_found_by_any_of_its_names(figures):
    for text in ("k1", "KIA-01", " K1 "):
        assert queries.find_indicator(figures.puskesmas, 2026, text) == "K1"
    assert queries.find_indicator(figures.puskesmas, 2026, "tidak ada") is None


def test_the_office_decides_how_an_unchanged_month_is_judged(figures, report):
    report(figures, "Watubelah", "2026-04", "kia.k1", 4)
    row = queries.month_table(figures.puskesmas, APRIL).row("99.01.01.2002", "K1")
    assert (row.trend, row.status) == ("tetap", "jelek")
    figures.puskesmas.settings["tetap_dinilai"] = "naik"
    row = queries.month_table(figures.puskesmas, APRIL).row("99.01.01.2002", "K1")
    assert (row.trend, row.status) == ("tetap", "cukup")
