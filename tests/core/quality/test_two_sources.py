"""Two sources side by side, and what another sasaran would do to the judgements."""

from quality_month import NAMES, RULES, facts

from lokmin.catalog.loading import load, rules
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.pws.coverage import Inputs, table
from lokmin.core.pws.rows import Status
from lokmin.core.pws.status import StatusRule
from lokmin.core.quality.series import Reports
from lokmin.core.quality.stress import Scenario, by_indicator, stress, with_sasaran
from lokmin.core.quality.twosources import compare, findings, sentence

ASIK = {
    ("1", "2026-01", "kia.k1"): 9 * MICRO,
    ("1", "2026-02", "kia.k1"): 5 * MICRO,
    ("2", "2026-01", "kia.k1"): 20 * MICRO,
    ("2", "2026-02", "kia.k1"): 3 * MICRO,
}
USED = facts(kia__k1=[10, 5]) | facts("2", kia__k1=[12])


def test_differences_come_largest_first_and_nothing_is_merged():
    found = compare("ASIK", ASIK, USED)
    assert [(i.place, i.difference) for i in found.differing] == [("2", 8 * MICRO), ("1", -1 * MICRO)]
    assert [i.key for i in found.lacking] == [("2", "2026-02", "kia.k1")]
    assert found.agreeing == 1
    assert USED["2", "2026-01", "kia.k1"] == 12 * MICRO
    assert sentence([found]) == "2 dari 3 angka berbeda dengan ASIK"


def test_only_differences_beyond_ten_percent_and_two_people_are_asked_about():
    reports = Reports(USED, load(), NAMES, Month(2026, 2))
    found = findings([compare("ASIK", ASIK, USED)], reports, percent=RULES.source_percent, people=RULES.source_people)
    assert [(f.code, f.place) for f in found] == [("beda-sumber-asik", "2")]
    assert found[0].question == "K1 Tlogomulyo Januari: laporan 12, ASIK 20. Mana yang sama dengan register?"


def _inputs():
    numbers = facts(kia__k1=[30, 30, 30], sasaran__bumil=360) | facts("2", kia__k1=[40, 10, 20], sasaran__bumil=300)
    return Inputs(("1", "2"), "pkm", numbers, StatusRule.load(rules("pws"), 2026), load().elements)


def test_ten_percent_more_sasaran_turns_the_village_that_was_just_on_target():
    k1, month, inputs = load().indicators["K1"], Month(2026, 3), _inputs()
    before = table([k1], inputs, month)
    assert [row.status for row in before] == [Status.BAIK, Status.CUKUP, Status.CUKUP]
    more = Scenario("naik", "10 % lebih besar", percent=110)
    other, replaced, missing = with_sasaran(inputs, 2026, more)
    found = stress(before, table([k1], other, month), more, replaced=replaced, missing=missing)
    assert found.sentence == "1 dari 3 angka berganti status bila sasaran 10 % lebih besar"
    (turned,) = by_indicator(found)["K1"]
    assert (turned.before.place, turned.before.status, turned.after.status) == ("1", Status.BAIK, Status.JELEK)
    assert turned.after.denominator == 396 * MICRO
    assert inputs.values["1", "2026", "sasaran.bumil"] == 360 * MICRO, "the sasaran in use is not touched"


def test_a_set_that_does_not_exist_is_said_and_one_with_gaps_keeps_the_sasaran_in_use():
    inputs, real = _inputs(), Scenario("riil", "pendataan riil", set="riil")
    _, replaced, missing = with_sasaran(inputs, 2026, real, {("2", "sasaran.bumil"): 250 * MICRO})
    assert (replaced, missing) == (1, 1)
    same, none, _ = with_sasaran(inputs, 2026, real, {})
    found = stress(table([], inputs, Month(2026, 3)), table([], same, Month(2026, 3)), real, replaced=none, missing=2)
    assert found.sentence == "Belum ada sasaran pendataan riil, jadi belum dapat diuji"
