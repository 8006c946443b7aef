"""The register follows the figures: what enters, what stays, what is solved, what returns; nothing is ever lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from lokmin.core.periods import Month
from lokmin.core.problems.register import Raised
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.monitoring.models import Cause, Problem
from lokmin.cycle.monitoring.operations import freeze
from lokmin.cycle.monitoring.register import operations, queries
from lokmin.cycle.monitoring.register.operations.life import Part

APRIL = Month(2026, 4)


@pytest.fixture(autouse=True)
def _may(settings):
    settings.LOKMIN_TODAY = "2026-05-04"


@pytest.fixture
def listed(figures):
    operations.refresh(puskesmas=figures.puskesmas, month=APRIL)
    return figures


def raised(cast, what="Posyandu Krajan tidak buka", village="Watubelah", **more):
    place = next((v for v in cast.villages if v.name == village), None)
    return operations.record_problem(
        puskesmas=cast.puskesmas, by=cast.people["endah"], source="masyarakat", what=what, village=place, **more
    )


def of(cast, indicator, village) -> queries.Entry:
    place = next(v for v in cast.villages if v.name == village)
    found = queries.for_key(cast.puskesmas, indicator, place.code)
    assert found is not None
    return found


def test_the_register_stays_a_list_a_head_can_read(listed) -> None:
    entries = queries.register(listed.puskesmas)
    assert 7 <= len(entries) <= 20
    roads = {(e.village, e.indicator) for e in entries}
    assert len(roads) == len(entries)
    assert max(sum(e.village == one.village for e in entries) for one in entries) <= 4


def test_a_problem_is_worded_as_the_rule_asks(listed) -> None:
    entry = of(listed, "K6", "Watubelah")
    assert entry.statement.startswith("Cakupan K6 Desa Watubelah s.d. April 2026 ")
    assert "kurang 17 ibu" in entry.statement
    assert entry.size == "kurang 17 ibu"


def test_its_earlier_red_months_are_its_history(listed) -> None:
    entry = of(listed, "K6", "Watubelah")
    page = queries.problem(listed.puskesmas, entry.pk)
    assert entry.red_months >= 3
    assert len(page.months) == entry.red_months
    assert entry.history.startswith("juga merah pada Januari")
    assert entry.due
    assert entry.pk in {e.pk for e in queries.due_for_causes(listed.puskesmas, APRIL)}


def test_refreshing_twice_changes_nothing(listed) -> None:
    before = (Problem.objects.count(), AuditLine.objects.count(), list(Problem.objects.values()))
    operations.refresh(puskesmas=listed.puskesmas, month=APRIL)
    assert (Problem.objects.count(), AuditLine.objects.count(), list(Problem.objects.values())) == before


def test_a_frozen_month_keeps_what_was_said_then(figures, report) -> None:
    freeze(puskesmas=figures.puskesmas, month=APRIL, by=figures.people["anindya"])
    operations.refresh(puskesmas=figures.puskesmas, month=APRIL)
    entry = of(figures, "K6", "Watubelah")
    report(figures, "Watubelah", "2026-04", "kia.k6", 9)
    operations.refresh(puskesmas=figures.puskesmas, month=APRIL)
    assert of(figures, "K6", "Watubelah").statement == entry.statement


def test_two_months_reached_solve_a_problem_and_two_red_ones_open_the_same_one(figures, report, settings) -> None:
    operations.refresh(puskesmas=figures.puskesmas, month=APRIL)
    entry = of(figures, "DS", "Watubelah")
    states = []
    for month, weighed in ((5, 395), (6, 395), (7, 100), (8, 100)):
        settings.LOKMIN_TODAY = f"2026-0{month + 1}-03"
        report(figures, "Watubelah", f"2026-0{month}", "gizi.d", weighed)
        report(figures, "Watubelah", f"2026-0{month}", "gizi.s", 400)
        operations.refresh(puskesmas=figures.puskesmas, month=Month(2026, month))
        problem = Problem.objects.get(pk=entry.pk)
        states.append(problem.status)
        if month == 6:
            assert problem.closed_reason == "Target berjalan tercapai 2 bulan berturut-turut sampai Juni 2026."
    assert states[:2] == [Problem.OPEN, Problem.SOLVED]
    assert states[-1] == Problem.OPEN
    page = queries.problem(figures.puskesmas, entry.pk)
    assert page.entry.history.startswith("juga merah pada Januari, Februari, Maret, April")
    assert any("Merah lagi pada" in e.note for e in page.events)


def test_what_a_person_gave_up_is_not_brought_back_by_the_next_figures(listed) -> None:
    entry = of(listed, "K6", "Watubelah")
    problem = Problem.objects.get(pk=entry.pk)
    operations.close(problem=problem, by=listed.people["anindya"], reason="Menunggu tenaga baru", solved=False)
    operations.refresh(puskesmas=listed.puskesmas, month=APRIL)
    problem.refresh_from_db()
    assert problem.status == Problem.DROPPED
    assert queries.for_key(listed.puskesmas, "K6", problem.village.code) is None


def test_a_raised_problem_is_one_sentence_and_says_what_is_missing(cast) -> None:
    problem = raised(cast, who="balita Dusun Krajan", when="Maret 2026", how_big="2 dari 3 kali")
    assert problem.statement == (
        "Posyandu Krajan tidak buka pada balita Dusun Krajan di Desa Watubelah, Maret 2026: 2 dari 3 kali."
    )
    bare = raised(cast, what="Timbangan rusak", village="")
    [entry] = [e for e in queries.register(cast.puskesmas) if e.pk == bare.pk]
    assert entry.missing == ("siapa yang terkena", "di mana", "kapan", "seberapa besar")
    assert entry.step == "lengkapi"


def test_the_same_note_of_the_box_becomes_one_problem(cast) -> None:
    first = raised(cast, origin_kind="masukan", origin_id="7")
    assert raised(cast, origin_kind="masukan", origin_id="7").pk == first.pk
    assert Problem.objects.count() == 1


def test_a_problem_without_words_or_with_a_strange_indicator_is_refused(cast) -> None:
    with pytest.raises(ValidationError) as refused:
        raised(cast, what="  ", indicator="TIDAKADA")
    assert set(refused.value.message_dict) == {"what", "indicator"}


def test_merging_keeps_causes_months_and_ways_within_reach(listed) -> None:
    into = Problem.objects.get(pk=of(listed, "K6", "Watubelah").pk)
    other = Problem.objects.get(pk=of(listed, "PN-FASKES", "Watubelah").pk)
    midwife = listed.people["ratna"]
    cause = operations.add_cause(problem=other, by=midwife, text="Tidak ada kendaraan malam", rib="alat")
    operations.add_alternative(problem=other, by=midwife, text="Mobil siaga", cause=cause)
    operations.merge(problem=other, into=into, by=midwife, reason="Ibu yang sama")
    page = queries.problem(listed.puskesmas, into.pk)
    assert [n.text for n in page.tree.nodes] == ["Tidak ada kendaraan malam"]
    assert [w.text for w in page.ways.lines] == ["Mobil siaga"]
    assert [m.pk for m in page.merged] == [other.pk]
    assert queries.for_key(listed.puskesmas, "PN-FASKES", other.village.code).pk == into.pk
    operations.refresh(puskesmas=listed.puskesmas, month=APRIL)
    assert not Problem.objects.filter(key=other.key, status=Problem.OPEN).exists()
    operations.reopen(problem=other, by=midwife, reason="Ternyata lain")
    assert [n.text for n in queries.causes_of(other.pk).nodes] == ["Tidak ada kendaraan malam"]
    assert queries.causes_of(into.pk).nodes == ()


def test_a_problem_is_not_merged_into_itself_or_what_it_holds(cast) -> None:
    one, two = raised(cast, what="A b"), raised(cast, what="C d")
    operations.merge(problem=one, into=two, by=cast.people["ratna"], reason="sama")
    for problem, into in ((two, two), (two, one)):
        with pytest.raises(ValidationError):
            operations.merge(problem=problem, into=into, by=cast.people["ratna"], reason="sama")


def test_splitting_hands_each_part_its_causes(cast) -> None:
    by, problem = cast.people["ratna"], raised(cast, what="K1 rendah")
    kader = operations.add_cause(problem=problem, by=by, text="Kader pindah", rib="manusia")
    below = operations.add_cause(problem=problem, by=by, text="Honor terlambat", parent=kader)
    jalan = operations.add_cause(problem=problem, by=by, text="Jalan putus", rib="lingkungan")
    halves = [("K1 rendah karena kader", kader), ("K1 rendah karena jalan", jalan)]
    parts = operations.split(
        problem=problem, by=by, parts=[Part(Raised(what), None, (cause.pk,)) for what, cause in halves]
    )
    assert [n.text for n in queries.causes_of(parts[0].pk).nodes] == ["Kader pindah", "Honor terlambat"]
    assert Cause.objects.get(pk=below.pk).parent_id == kader.pk
    problem.refresh_from_db()
    assert problem.status == Problem.DROPPED
    assert "Dibagi menjadi" in problem.closed_reason
    assert {p.pk for p in queries.problem(cast.puskesmas, problem.pk).parts} == {p.pk for p in parts}


def test_a_cause_of_another_problem_is_not_taken_along(cast) -> None:
    mine, theirs = raised(cast), raised(cast, what="Lain")
    cause = operations.add_cause(problem=theirs, by=cast.people["ratna"], text="Sebab lain")
    with pytest.raises(ValidationError, match="bukan milik"):
        operations.split(problem=mine, by=cast.people["ratna"], parts=[Part(Raised("Bagian"), None, (cause.pk,))])


def test_no_cause_explains_itself(cast) -> None:
    by, problem = cast.people["ratna"], raised(cast)
    top = operations.add_cause(problem=problem, by=by, text="Kader pindah")
    below = operations.add_cause(problem=problem, by=by, text="Honor terlambat", parent=top)
    with pytest.raises(ValidationError, match="menjelaskan dirinya sendiri"):
        operations.move_cause(cause=top, by=by, parent=below)
    assert operations.remove_cause(cause=top, by=by) == 2
    assert queries.causes_of(problem.pk).nodes == ()


def test_asking_why_below_a_root_takes_the_mark_away(cast) -> None:
    by, problem = cast.people["ratna"], raised(cast)
    top = operations.add_cause(problem=problem, by=by, text="Kader pindah", root=True)
    operations.add_cause(problem=problem, by=by, text="Honor terlambat", parent=top)
    assert queries.causes_of(problem.pk).roots() == ()


def test_ways_are_ranked_and_equals_say_why(cast) -> None:
    by, problem = cast.people["ratna"], raised(cast)
    for text, (m, i, v, c) in (("Mahal", (5, 5, 5, 5)), ("Murah", (5, 5, 2, 2)), ("Lemah", (1, 1, 1, 5))):
        way = operations.add_alternative(problem=problem, by=by, text=text)
        operations.score_alternative(alternative=way, by=by, method="reinke", scores={"M": m, "I": i, "V": v, "C": c})
    ways = queries.ways_of(problem, 2026)
    assert [(w.text, w.place, w.score) for w in ways.lines] == [
        ("Murah", 1, "25,00"),
        ("Mahal", 2, "25,00"),
        ("Lemah", 3, "0,20"),
    ]
    assert ways.lines[0].tie.startswith("Nilainya sama dengan “Mahal”; didahulukan karena Cost lebih kecil")
    with pytest.raises(ValidationError, match="Cost"):
        operations.score_alternative(alternative=way, by=by, method="reinke", scores={"M": 1, "I": 1, "V": 1, "C": 6})


def test_the_gap_table_leaves_a_year_that_was_not_reported_whole_empty(figures) -> None:
    page = queries.gap_table(figures.puskesmas, 2027)
    assert page.years == (2024, 2025, 2026)
    assert page.rows == ()
    assert page.silent > 0


def test_a_risk_off_the_scale_is_refused_and_the_gravest_stands_first(cast) -> None:
    by, office = cast.people["yusuf"], cast.puskesmas
    operations.add_risk(puskesmas=office, by=by, unit="Lab", risk="Tertusuk jarum", occurrence=2, severity=2)
    operations.add_risk(
        puskesmas=office,
        by=by,
        unit="KIA",
        risk="Terlambat dirujuk",
        occurrence=2,
        severity=5,
        review_on=dt.date(2026, 3, 1),
    )
    with pytest.raises(ValidationError):
        operations.add_risk(puskesmas=office, by=by, unit="Lab", risk="Apa saja", occurrence=6, severity=1)
    first, second = queries.risks(office, 2026)
    assert (first.risk, first.grade.code, first.late) == ("Terlambat dirujuk", "merah", True)
    assert (second.grade.code, second.label) == ("biru", "1/2026")


def test_a_rib_nobody_knows_is_none(cast) -> None:
    problem = raised(cast)
    cause = operations.add_cause(problem=problem, by=cast.people["ratna"], text="Kader pindah", rib="9" * 500)
    assert (cause.rib, cause.determinant) == ("", "")
    changed = operations.change_cause(cause=cause, by=cast.people["ratna"], rib="manusia", determinant="x" * 500)
    assert (changed.rib, changed.determinant) == ("manusia", "")
