"""However problems are merged, split and separated again, no cause, way, month or action is ever out of reach."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lokmin.core.problems.register import Raised
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.followup.models import Action
from lokmin.cycle.monitoring.models import Alternative, Cause, Problem, ProblemMonth
from lokmin.cycle.monitoring.register import operations, queries
from lokmin.cycle.monitoring.register.ledger import family_ids
from lokmin.cycle.monitoring.register.operations.life import Part

STEP = st.tuples(st.sampled_from(["gabung", "pisah", "buka"]), st.integers(0, 7), st.integers(0, 7))


def reach(problem: Problem) -> set[int]:
    """Every problem one can come to from a page: what it holds, its parts, what it was split from or merged into."""
    seen: set[int] = set()
    waiting = {problem.pk}
    while waiting:
        pk = waiting.pop()
        seen.add(pk)
        one = Problem.objects.get(pk=pk)
        near = {*family_ids(one), *one.parts.values_list("pk", flat=True), one.merged_into_id, one.split_from_id}
        waiting |= {n for n in near if n is not None} - seen
    return seen


@pytest.fixture
def start(cast, settings):
    """Four problems with two causes, a way, a month and an action each."""
    settings.LOKMIN_TODAY = "2026-05-04"
    by = cast.people["ratna"]
    for n in range(4):
        problem = operations.record_problem(puskesmas=cast.puskesmas, by=by, source="staf", what=f"Masalah {n}")
        top = operations.add_cause(problem=problem, by=by, text=f"Sebab {n}")
        operations.add_cause(problem=problem, by=by, text=f"Akar {n}", parent=top, root=True)
        operations.add_alternative(problem=problem, by=by, text=f"Cara {n}", cause=top)
        ProblemMonth.objects.create(problem=problem, period=f"2026-0{n + 1}", statement="x", status="jelek")
        followup.add(
            puskesmas=cast.puskesmas, by=by, problem=f"Masalah {n}", activity=f"Kerja {n}", register=problem.pk,
            due=dt.date(2026, 5, 20),
        )  # fmt: skip
    return cast


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=6))
def test_nothing_is_lost(start, steps) -> None:
    from django.db import transaction

    with transaction.atomic():
        _play(start, steps)
        transaction.set_rollback(True)


def _play(cast, steps) -> None:
    by = cast.people["ratna"]
    causes, ways = (
        set(Cause.objects.values_list("pk", flat=True)),
        set(Alternative.objects.values_list("pk", flat=True)),
    )
    for what, a, b in steps:
        known = list(Problem.objects.order_by("pk"))
        one, two = known[a % len(known)], known[b % len(known)]
        try:
            if what == "gabung":
                operations.merge(problem=one, into=two, by=by, reason="sama")
            elif what == "buka":
                operations.reopen(problem=one, by=by, reason="lain")
            else:
                tops = [int(n.id) for n in queries.causes_of(one.pk).children("")]
                operations.split(
                    problem=one,
                    by=by,
                    parts=[Part(Raised("Bagian satu"), None, tuple(tops[:1])), Part(Raised("Bagian dua"))],
                )
        except ValidationError:
            continue
    shown: dict[int, int] = {}
    for problem in Problem.objects.exclude(status=Problem.MERGED):
        page = queries.problem(cast.puskesmas, problem.pk)
        for node in page.tree.nodes:
            shown[int(node.id)] = shown.get(int(node.id), 0) + 1
        for way in page.ways.lines:
            ways.discard(way.pk)
    # Every cause stands on exactly one page, every way on some page.
    assert set(shown) == causes
    assert set(shown.values()) <= {1}
    assert ways == set()
    # Months and actions stay where they were; from there one comes to a page that is not merged.
    assert ProblemMonth.objects.count() == 4
    for action in Action.objects.all():
        near = Problem.objects.filter(pk__in=reach(action.register)).exclude(status=Problem.MERGED)
        assert near.exists()
    for row in ProblemMonth.objects.all():
        assert Problem.objects.filter(pk__in=reach(row.problem)).exclude(status=Problem.MERGED).exists()
