"""Steps of the evidence chain turn when the thing itself is done in the program: from what is missing to its proof."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.core.periods import Month
from lokmin.cycle.assessment.chain import queries
from lokmin.cycle.assessment.models import Pkp
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.community.mmd import operations as mmd
from lokmin.cycle.community.models import Household, Instrument, Smd
from lokmin.cycle.community.musrenbang import operations as musrenbang
from lokmin.cycle.followup.commitments import operations as promises
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.operations import prepare
from lokmin.cycle.planning.models import RpkItem, RukItem
from lokmin.cycle.planning.monthly import operations as monthly
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.planning.ruk import operations as ruk
from lokmin.cycle.workforce.models import DarbinReport

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-03-20T09:00"


@pytest.fixture
def office(cast):
    return {"puskesmas": cast.puskesmas, "by": cast.people["yusuf"]}


def step(puskesmas, code):
    return next(s for s in queries.chain(puskesmas, 2026).steps if s.step.code == code)


def test_the_plan_of_the_year_its_months_and_its_sending_turn_the_first_four(cast, office):
    puskesmas = cast.puskesmas
    asked = plans.plan_of(**office, kind="ruk", year=2026)
    ruk.add(plan=asked, by=office["by"], activity="Posyandu", upaya="UKM esensial")
    assert step(puskesmas, "ruk-ke-rpk").score == 0
    RukItem.objects.update(funding=RukItem.FULL)
    rpk.from_ruk(**office, year=2026)
    RpkItem.objects.get().months.create(month=2, times=1)
    assert step(puskesmas, "ruk-ke-rpk").score == 10
    assert (step(puskesmas, "rpk").score, step(puskesmas, "rpk").lacks) == (5, ("RPK 2026 disetujui: belum ada.",))
    plan = plans.plan_of(**office, kind="rpk", year=2026)
    plans.approve(plan=plan, by=office["by"], reason="Lokmin pertama")
    assert step(puskesmas, "rpk").score == 10
    for month in (1, 2):
        monthly.add(**office, month=Month(2026, month), activity="Posyandu")
    assert step(puskesmas, "rpk-bulanan").lacks == ("RPK bulanan: baru 2 dari 3 bulan.",)
    monthly.add(**office, month=Month(2026, 3), activity="Posyandu")
    assert step(puskesmas, "rpk-bulanan").score == 10
    for note, score in (("RKA menyusul", 5), ("RPK dan RKA, surat 050/1", 10)):
        plans.send(plan=plan, by=office["by"], on=dt.date(2026, 1, 20), note=note)
        assert step(puskesmas, "rpk-dikirim").score == score


def test_survey_meeting_of_villagers_and_musrenbang_of_every_village_turn_three_steps(cast, office):
    puskesmas, by = cast.puskesmas, office["by"]
    assert [step(puskesmas, code).score for code in ("smd-mmd", "mmd-ruk", "musrenbang-desa")] == [0, 0, 0]
    paper = Instrument.objects.create(
        puskesmas=puskesmas, title="SMD", made_with="kader", made_at=clock.now(), questions=[]
    )
    agreed = None
    for village in cast.villages:
        smd = Smd.objects.create(
            puskesmas=puskesmas, village=village, year=2026, instrument=paper, state=Smd.DONE, made_at=clock.now(),
            finished=dt.date(2026, 1, 10), feedback_on=dt.date(2026, 1, 12), feedback_how="papan",
        )  # fmt: skip
        Household.objects.create(smd=smd, number=1, token=f"t{smd.pk}", values={}, at=clock.now())
        smd.files.create(
            puskesmas=puskesmas, kind="foto", name="papan.jpg", sha256="0" * 64, size=1, at=clock.now(), by=by
        )
        held = mmd.record(**office, village=village, date=dt.date(2026, 1, 14), smd=smd)
        agreed = agreed or mmd.agree(mmd=held, by=by, rows=[{"activity": "Jamban", "means": "anggaran"}])[0]
    assert step(puskesmas, "smd-mmd").lacks == (
        "Hasil MMD yang perlu dana dibawa ke Musrenbang desa: belum ada.",)  # fmt: skip
    for village in cast.villages:
        record = musrenbang.record(
            **office, level="desa", village=village, year=2027, date=dt.date(2026, 1, 20), number="050/1"
        )
        if village == agreed.mmd.village:
            musrenbang.bring(record=record, by=by, activities=[agreed])
        musrenbang.change(record=record, by=by, reported_on=dt.date(2026, 1, 22))
    assert step(puskesmas, "smd-mmd").score == 10
    assert step(puskesmas, "musrenbang-desa").score == 10
    assert step(puskesmas, "mmd-ruk").score == 0
    plan = plans.plan_of(**office, kind="ruk", year=2027)
    ruk.add(plan=plan, by=by, activity="Jamban", upaya="UKM esensial", origin=("mmd", str(agreed.pk)))
    assert step(puskesmas, "mmd-ruk").score == 10
    assert step(puskesmas, "analisis").score == 5
    Pkp.objects.create(puskesmas=puskesmas, year=2025, sent_at=clock.now(), sent_by=by, made_at=clock.now())
    there = {p.part.code for p in step(puskesmas, "analisis").parts if p.state.value == "ada"}
    assert {"analisis-smd", "analisis-pkp"} <= there


def test_reports_of_villages_count_one_by_one_and_all_of_them_turn_the_tenth(cast, office):
    def send(villages, month):
        for village in villages:
            DarbinReport.objects.create(
                puskesmas=cast.puskesmas, village=village, period=f"2026-{month:02}", sent_at=clock.now(),
                made_at=clock.now(),
            )  # fmt: skip

    n = len(cast.villages)
    send(cast.villages, 1)
    send(cast.villages[:1], 2)
    assert step(cast.puskesmas, "darbin").lacks == (
        f"Laporan darbin yang masuk lokmin: baru {n + 1} dari {2 * n} laporan.",)  # fmt: skip
    send(cast.villages[1:], 2)
    assert step(cast.puskesmas, "darbin").score == 10


def test_closed_meetings_turn_the_eleventh_and_twelfth(cast, office):
    puskesmas = cast.puskesmas
    meetings = [
        prepare(**office, kind=kind, period=Month(2026, month), date=day)
        for kind, month, day in (
            ("bulanan_pertama", 1, dt.date(2026, 1, 6)), ("bulanan_rutin", 1, dt.date(2026, 2, 3)),
            ("tribulanan_pertama", 2, dt.date(2026, 2, 12)),
        )
    ]  # fmt: skip
    assert [step(puskesmas, code).score for code in ("lokmin-kedua", "linsek")] == [0, 0]
    done = {"opened_at": clock.now(), "opened_by": office["by"], "closed_at": clock.now(), "closed_by": office["by"]}
    Meeting.objects.update(state=Meeting.CLOSED, **done)
    assert [step(puskesmas, code).score for code in ("lokmin-kedua", "linsek")] == [5, 5]
    plan = plans.plan_of(**office, kind="ruk", year=2027)
    ruk.add(plan=plan, by=office["by"], activity="Jamban", upaya="UKM esensial")
    plans.new_version(plan=plan, by=office["by"], reason="Lokmin kedua", origin=("lokmin", str(meetings[1].pk)))
    partner = Partner.objects.create(puskesmas=puskesmas, sector="desa", name="Desa Rejosari")
    promises.add(
        **office, partner=partner, problem="K1", activity="Antar jemput", support="mobil", origin_kind="lokmin",
        origin_id=str(meetings[2].pk), due=dt.date(2026, 6, 1),
    )  # fmt: skip
    assert [step(puskesmas, code).score for code in ("lokmin-kedua", "linsek")] == [10, 10]
