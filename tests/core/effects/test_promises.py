"""The promise-keeping index of a klaster, and the turns of plan-do-study-act."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lokmin.catalog.loading import rules
from lokmin.core.effects import pdsa
from lokmin.core.effects.evidence import names_n
from lokmin.core.effects.pdsa import Decision, Stage, Turn
from lokmin.core.effects.promises import Promise, index, sentence
from lokmin.core.effects.rules import EffectRule, PowerRule, PromiseRule
from lokmin.core.periods import Month

RULE = PromiseRule.load(rules("effect"), 2026)
DUE = dt.date(2026, 5, 20)
KEPT = Promise(2, DUE, DUE, proved=True)
APRIL, MAY = Month(2026, 4), Month(2026, 5)


def test_a_promise_is_kept_in_time_and_with_proof():
    promises = [
        KEPT, KEPT, KEPT,
        replace(KEPT, finished_on=DUE + dt.timedelta(days=1)),
        replace(KEPT, proved=False),
        replace(KEPT, finished_on=None),
    ]  # fmt: skip
    (found,) = index(promises, MAY, RULE)
    assert (found.due, found.kept, found.late, found.unproved, found.open) == (6, 3, 1, 1, 1)
    assert found.percent == 50
    assert sentence(found) == "3 dari 6 RTL selesai tepat waktu dengan bukti"


def test_fewer_than_five_are_hidden_altogether():
    (found,) = index([KEPT] * 4, MAY, RULE)
    assert found.hidden
    assert (found.kept, found.late, found.open, found.percent) == (None, None, None, None)
    assert sentence(found) == "kurang dari 5 RTL"
    assert not index([KEPT] * 5, MAY, RULE)[0].hidden


def test_stopped_actions_and_other_months_do_not_count():
    stopped, later = replace(KEPT, stopped=True), replace(KEPT, due=dt.date(2026, 6, 1))
    old = replace(KEPT, due=dt.date(2025, 5, 31))
    assert index([stopped, later, old], MAY, RULE) == ()
    assert index([KEPT], APRIL, RULE) == ()


def test_every_klaster_has_its_line_and_those_without_come_last():
    found = index([replace(KEPT, klaster=k) for k in (None, 4, 2)], MAY, RULE)
    assert [line.klaster for line in found] == [2, 4, None]


def test_only_every_promise_kept_is_a_hundred():
    many = [KEPT] * 299 + [replace(KEPT, finished_on=None)]
    assert index(many, MAY, RULE)[0].percent == 99


TURN = Turn(1, "Kelas ibu di 2 dusun", "2 kelas, 14 ibu", "9 dari 14 datang lagi", "", "lanjut", "2026-05", "2026-05")


def test_a_complete_turn_has_no_faults_and_has_ended():
    assert pdsa.faults(TURN) == {}
    assert TURN.stage is Stage.ENDED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"plan": " "}, "plan"),
        ({"done": ""}, "done"),
        ({"study": ""}, "study"),
        ({"decision": "", "act": "Undang kader"}, "decision"),
        ({"decision": "entah"}, "decision"),
        ({"end": ""}, "end"),
        ({"end": "2026-04"}, "end"),
    ],
)
def test_a_turn_is_written_in_its_order(changes, field):
    assert field in pdsa.faults(replace(TURN, **changes))


def test_the_stage_is_the_first_part_that_is_not_written():
    open_turn = replace(TURN, decision="", end="")
    assert open_turn.stage is Stage.ACT
    assert replace(open_turn, study="").stage is Stage.STUDY
    assert replace(open_turn, study="", done="").stage is Stage.DO


def test_what_follows_a_turn_is_its_decision():
    assert pdsa.may_follow([]) == ""
    assert pdsa.may_follow([TURN], "Kelas ibu di 2 dusun") == ""
    assert "belum diputuskan" in pdsa.may_follow([replace(TURN, decision="")])
    assert "hentikan" in pdsa.may_follow([replace(TURN, decision=Decision.STOP)])
    changed = replace(TURN, decision=Decision.CHANGE)
    assert "masih sama" in pdsa.may_follow([changed], "kelas ibu  di 2 dusun")
    assert pdsa.may_follow([changed], "Kunjungan rumah") == ""


@pytest.mark.parametrize(
    ("text", "named"),
    [("Naik, n = 34", True), ("28 dari 34 ibu datang lagi", True), ("Bagus sekali", False), ("Naik 20 %", False)],
)
def test_an_evaluation_counts_as_evidence_when_it_names_its_n(text, named):
    assert names_n(text) is named


@pytest.mark.parametrize("kind", [EffectRule, PromiseRule, PowerRule])
def test_a_rule_that_is_missing_or_torn_is_told(kind):
    with pytest.raises(ValueError, match="Tidak ada aturan dampak"):
        kind.load({}, 2026)
    table = {EffectRule: "rule", PromiseRule: "promise", PowerRule: "power"}[kind]
    with pytest.raises(ValueError, match="belum lengkap"):
        kind.load({table: [{"valid_from": 2000}]}, 2026)
