"""The whole analysis: what is kept comes back the same, and what no longer fits is said."""

import json

import pytest

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.workload.abk import Kind, Task
from lokmin.core.workload.persons import Worker
from lokmin.core.workload.professions import professions, standard
from lokmin.core.workload.result import Group, Inputs, as_body, compute, of_body
from lokmin.core.workload.wkt import load_rule, starting

KNOWN = professions(rules("staffing"))


def inputs(shares=None) -> Inputs:
    tasks = (
        Task("a", Kind.MAIN, "ANC", norm=30 * MICRO, volume=7000 * MICRO),
        Task("b", Kind.SUPPORT, "Apel", norm=15 * MICRO, volume=264 * MICRO),
    )
    people = (Worker("1", "Ratna"), Worker("2", "Endah", 500))
    bidan = Group("bidan", "Bidan", tasks, people, ("pns", "ptt"), shares or {})
    idle = Group("pekarya", "Pekarya", (), (Worker("3", "Slamet"),), ("kontrak",), {})
    data = rules("wkt")
    return Inputs(2026, starting(data, 2026, 6), load_rule(data, 2026), (bidan, idle),
                  standard(rules("staffing"), 2026, inpatient=False))  # fmt: skip


def test_a_kept_analysis_comes_back_the_same():
    result = compute(inputs({("a", "1"): 600}), KNOWN)
    body = json.loads(json.dumps(as_body(result)))
    assert of_body(body, KNOWN) == result
    assert body["found"][0]["rounded"] == 3
    assert result.sentence == "Menurut ABK kurang 1 orang: bidan 1; 1 jenis belum dapat dihitung"
    assert [p.worker.name for _, p in result.people] == ["Ratna", "Endah", "Slamet"]


def test_a_kept_analysis_that_no_longer_adds_up_is_said():
    body = as_body(compute(inputs(), KNOWN))
    body["groups"][0]["tasks"][0]["volume"] *= 2
    with pytest.raises(ValueError, match=r"Bidan: kebutuhan yang disepakati 3,08\d\d, hitungan ulang memberi 6,17\d\d"):
        of_body(body, KNOWN)


def test_parts_above_the_whole_do_not_hide_the_need_of_the_profession():
    result = compute(inputs({("a", "1"): 600, ("a", "2"): 600}), KNOWN)
    assert result.outcomes[0].abk.rounded == 3
    assert "120 persen" in result.refusals[0]
