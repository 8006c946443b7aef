"""The optimiser of the year's RPK: proposes within limits, says why, writes nothing until taken, keeps every rupiah."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lokmin.cycle.centre import clock
from lokmin.cycle.planning.models import Plan, RpkItem, RpkMoney, RpkMonth, ScheduleRun
from lokmin.cycle.planning.optimise import operations, queries
from lokmin.cycle.planning.optimise.forms import LimitsForm
from lokmin.cycle.planning.optimise.problem import Chosen, year_of
from lokmin.cycle.planning.plans.operations import plan_of
from lokmin.cycle.workforce.models import Staff

CHOSEN = Chosen(2, 3, seconds=2)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2025-12-15T09:00"


@pytest.fixture
def plan(cast):
    """Four activities of one person, all asked for in March; one may not be moved."""
    by = cast.people["yusuf"]
    made = plan_of(puskesmas=cast.puskesmas, by=by, kind=Plan.RPK, year=2026)
    owner = Staff.objects.create(puskesmas=cast.puskesmas, name="Sri Lestari", profession="gizi", made_at=clock.now())
    for n, title in enumerate(("Penyuluhan gizi", "Survei garam", "Pelatihan kader", "Rapat koordinasi")):
        item = RpkItem.objects.create(
            plan=made, upaya="UKM esensial", activity=title, new_reason="uji", owner=owner, fixed=n == 3,
            made_at=clock.now(), made_by=by, order=n,
        )  # fmt: skip
        RpkMonth.objects.create(item=item, month=3, times=1)
        RpkMoney.objects.create(item=item, fund="bok", month=3, rupiah=1_000_000 + n)
    return made


def months(plan) -> dict[str, list[int]]:
    return {i.activity: [m.month for m in i.months.all()] for i in plan.rpk_items.all()}


def run(plan, cast, chosen: Chosen = CHOSEN) -> ScheduleRun:
    return operations.run(plan=plan, by=cast.people["yusuf"], chosen=chosen)


def test_a_proposal_moves_what_does_not_fit_says_why_and_writes_nothing(cast, plan):
    before = months(plan)
    found = queries.run_page(run(plan, cast))
    assert months(plan) == before
    assert len(found.rows) == 2
    assert "Rapat koordinasi" not in {row.name for row in found.rows}
    why = found.rows[0].whys[0][2]
    assert why == "Sri Lestari sudah bertugas 2 dari batas 2 hari di Maret."
    assert sum(w.load for w in found.strips[0].weeks) == sum(w.load for w in found.strips[1].weeks)


def test_taking_it_moves_months_with_their_money_and_makes_a_version(cast, plan):
    made = run(plan, cast)
    rows = [row.pk for row in queries.run_page(made).rows]
    changed = operations.take(run=made, by=cast.people["anindya"], rows=rows[:1], reason="Maret terlalu penuh")
    assert changed == 1
    moved = RpkItem.objects.get(pk=rows[0])
    assert [m.month for m in moved.months.all()] == made.body["after"][str(rows[0])]
    assert [m.month for m in moved.money.all()] == made.body["after"][str(rows[0])]
    assert sum(m.rupiah for m in RpkMoney.objects.filter(item__plan=plan)) == 4_000_006
    assert plan.versions.get().reason == "Maret terlalu penuh"
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        operations.take(run=made, by=cast.people["anindya"], rows=rows, reason="lagi")


def test_a_row_changed_meanwhile_is_left_alone(cast, plan):
    made = run(plan, cast)
    rows = [row.pk for row in queries.run_page(made).rows]
    RpkMonth.objects.filter(item__in=rows).update(month=9)
    assert all(row.stale for row in queries.run_page(made).rows)
    with pytest.raises(ValidationError, match="sudah diubah"):
        operations.take(run=made, by=cast.people["anindya"], rows=rows, reason="x")


def test_without_a_reason_nothing_is_taken_or_left(cast, plan):
    made = run(plan, cast)
    for decide in (
        lambda: operations.take(run=made, by=cast.people["anindya"], rows=[], reason=" "),
        lambda: operations.leave(run=made, by=cast.people["anindya"], reason=""),
    ):
        with pytest.raises(ValidationError):
            decide()
    operations.leave(run=made, by=cast.people["anindya"], reason="Dinas minta tetap")
    assert ScheduleRun.objects.get().state == ScheduleRun.LEFT


def test_what_is_over_stays_and_a_fixed_row_too_full_is_said(cast, plan, settings):
    settings.LOKMIN_TODAY = "2026-04-10T09:00"
    with pytest.raises(ValidationError, match="akan datang"):
        run(plan, cast)
    settings.LOKMIN_TODAY = "2026-03-02T09:00"
    plan.rpk_items.update(fixed=True)
    body = run(plan, cast).body
    assert len(body["unplaced"]) == 2
    assert "Naikkan batas hari Sri Lestari" in body["unplaced"][0]["sentence"]


def test_times_in_a_month_go_round_the_villages(cast, plan):
    item = plan.rpk_items.first()
    item.villages.set(cast.villages[:3])
    item.months.update(times=5)
    year = year_of(plan, CHOSEN)
    codes = [v.village for v in year.problem.by_code[str(item.pk)].visits]
    assert len(codes) == 5
    assert codes[0] == codes[3]


def test_helpers_named_in_the_row_are_spread_like_the_one_in_charge(cast, plan):
    helper = Staff.objects.create(puskesmas=cast.puskesmas, name="Bambang Setiadi, S.KM.", made_at=clock.now())
    plan.rpk_items.filter(activity="Survei garam").update(owner_text="Bambang, kader")
    year = year_of(plan, CHOSEN)
    people = {a.name: a.visits[0].people for a in year.problem.activities}
    assert people["Survei garam"][1:] == (f"staf:{helper.pk}",)
    assert len(people["Penyuluhan gizi"]) == 1


def test_one_activity_waits_for_another_when_the_page_says_so(cast, plan, enter):
    training, survey = (plan.rpk_items.get(activity=name) for name in ("Pelatihan kader", "Survei garam"))
    client = enter("yusuf")
    limits = {"staff_days": 1, "village_week": 3, "moving": "biasa", "seconds": 2}
    order = {"dahulu-0": training.pk, "sesudah-0": survey.pk}
    compute = at(cast, "optimise_compute", year=2026)
    client.post(compute, {**limits, **order})
    after = ScheduleRun.objects.get().body["after"]
    assert after[str(training.pk)] <= after[str(survey.pk)]
    page = client.get(at(cast, "optimise", year=2026)).content.decode()
    assert f'<option value="{survey.pk}" selected>Survei garam' in page
    back = {"dahulu-1": survey.pk, "sesudah-1": training.pk}
    circle = client.post(compute, {**limits, **order, **back})
    assert circle.status_code == 422
    assert "Urutan kegiatan berputar" in circle.content.decode()
    half = client.post(compute, {**limits, "dahulu-0": training.pk})
    assert "Pilih dua kegiatan yang berbeda" in half.content.decode()
    assert ScheduleRun.objects.count() == 1


def test_months_that_others_set_are_not_moved(cast, plan):
    plan.rpk_items.exclude(activity="Rapat koordinasi").update(activity="Pemberian vitamin A")
    year = year_of(plan, CHOSEN)
    assert {a.allowed for a in year.problem.activities} == {frozenset({3})}


def test_percents_that_fall_are_refused():
    start = {"staff_days": 15, "village_week": 3, "moving": "biasa", "seconds": 5}
    assert not LimitsForm({**start, "phases": "50 25 75 100"}, chosen=CHOSEN).is_valid()
    form = LimitsForm({**start, "phases": "25 50 75 100", "closed_months": ["1"]}, chosen=CHOSEN)
    assert form.is_valid()
    assert (form.chosen().phases, form.chosen().closed_months) == ((25, 50, 75, 100), (1,))
    assert Chosen.of(form.chosen().as_json()) == form.chosen()


def at(cast, name: str, **kw) -> str:
    return reverse(f"planning:{name}", kwargs={"pkm": cast.puskesmas.code, **kw})


def test_the_pages_lead_from_limits_to_the_rpk(cast, plan, enter):
    client = enter("yusuf")
    page = client.get(at(cast, "optimise", year=2026)).content.decode()
    assert "Hitung usulan" in page
    limits = {"staff_days": 2, "village_week": 3, "moving": "biasa", "fasting": "on", "seconds": 2}
    wrong = client.post(at(cast, "optimise_compute", year=2026), {**limits, "staff_days": 0})
    assert wrong.status_code == 422
    answer = client.post(at(cast, "optimise_compute", year=2026), limits)
    page = client.get(answer.url).content.decode()
    assert "2 dari 4 kegiatan sebaiknya digeser" in page
    assert "Sri Lestari sudah bertugas 2 dari batas 2 hari di Maret." in page
    made = ScheduleRun.objects.get()
    done = client.post(at(cast, "optimise_take", run=made.pk), {"apa": "semua", "reason": "Rata"})
    assert done.url == at(cast, "rpk", year=2026)
    assert sum(m == [3] for m in months(plan).values()) == 2
