"""Who answers what was carried upward, proofs of others, feeds that were taken back, verdicts that stay."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.followup.effectworld import report, touch

from lokmin.cli.demo.cast import HOME
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import FeedToken
from lokmin.cycle.followup import operations
from lokmin.cycle.followup.effect import operations as effects
from lokmin.cycle.followup.models import Escalation, Verdict
from lokmin.cycle.followup.work import operations as work
from lokmin.cycle.followup.work.escalation import answer_escalation, escalate, escalate_overdue
from lokmin.cycle.reporting.models import Fact


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LOKMIN_TODAY = "2026-05-05"


def to(name, pkm=HOME, **parts):
    return reverse(f"followup:{name}", kwargs={"pkm": pkm, **parts})


def test_the_dinkes_answers_what_was_carried_to_it_and_nothing_else(action, cast, enter):
    by = cast.people["ratna"]
    inside = escalate(action=action, by=by, to="lokmin", reason="Kader kurang")
    outside = escalate(action=action, by=by, to="dinkes", reason="Tanpa dana", wanted="Dana")
    client = enter("dinkes")
    page = client.get(to("escalations")).content.decode()
    assert to("escalation_answer", escalation=outside.pk) in page
    assert to("escalation_answer", escalation=inside.pk) not in page
    given = {"answer": "Diambil alih", "taken": "on"}
    assert client.post(to("escalation_answer", escalation=inside.pk), given).status_code == 403
    action.refresh_from_db()
    assert action.status == "belum mulai"
    assert client.post(to("escalation_answer", escalation=outside.pk), given).status_code == 302
    answer = enter("anindya").post(to("escalation_answer", escalation=inside.pk), {"answer": "Dua kader baru"})
    assert answer.status_code == 302


def test_what_was_carried_by_the_rule_is_not_carried_again_the_next_day_nor_after_an_answer(action, cast):
    for day in range(5):
        escalate_overdue(puskesmas=cast.puskesmas, today=dt.date(2026, 8, 1) + dt.timedelta(days=day))
    assert Escalation.objects.filter(to="lokmin").count() == 1
    answer_escalation(escalation=Escalation.objects.get(to="lokmin"), by=cast.people["anindya"], answer="Ditunda")
    escalate_overdue(puskesmas=cast.puskesmas, today=dt.date(2026, 8, 9))
    assert Escalation.objects.filter(to="lokmin").count() == 1


def test_a_proof_is_reached_only_through_its_own_action_and_office(action, cast, columns, enter):
    upload = SimpleUploadedFile("daftar.pdf", b"%PDF-1.4 daftar hadir")
    proof = work.attach(action=action, by=cast.people["ratna"], upload=upload, caption="Daftar hadir")
    other = operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], problem="K4", activity="Kelas ibu")
    theirs = operations.add(puskesmas=cast.neighbour, by=cast.people["tetangga"], problem="K1", activity="Sweeping")
    assert enter("ratna").get(to("proof", pk=action.pk, proof=proof.pk)).status_code == 200
    assert enter("ratna").get(to("proof", pk=other.pk, proof=proof.pk)).status_code == 404
    neighbour = enter("tetangga")
    assert neighbour.get(to("proof", pk=action.pk, proof=proof.pk)).status_code == 404
    assert neighbour.get(to("proof", pkm=cast.neighbour.code, pk=action.pk, proof=proof.pk)).status_code == 404
    assert neighbour.get(to("proof", pkm=cast.neighbour.code, pk=theirs.pk, proof=proof.pk)).status_code == 404
    assert enter("camat").get(to("proof", pk=action.pk, proof=proof.pk)).status_code == 403
    assert Client().get(to("proof", pk=action.pk, proof=proof.pk)).status_code == 302
    work.remove_proof(proof=proof, by=cast.people["ratna"], reason="Salah berkas")
    assert enter("ratna").get(to("proof", pk=action.pk, proof=proof.pk)).status_code == 404


def test_a_feed_holds_only_what_is_ones_own_and_ends_with_its_address(action, cast):
    other = operations.add(
        puskesmas=cast.puskesmas, by=cast.people["ratna"], problem="Gizi", activity="Rahasia orang lain",
        owner=cast.people["bambang"], due=dt.date(2026, 5, 20),
    )  # fmt: skip
    work.add_task(action=other, by=cast.people["ratna"], text="Bagian orang lain", owner=cast.people["bambang"])
    key = FeedToken.objects.create(person=cast.people["endah"], token="t" * 43, made_at=clock.now())
    address = reverse("feed", kwargs={"token": key.token})
    text = Client().get(address).content.decode().replace("\r\n ", "")
    assert "Pendataan ulang ibu hamil" in text
    assert "orang lain" not in text
    key.revoked_at = clock.now()
    key.save()
    assert Client().get(address).status_code == 404
    assert "Pendataan" not in Client().get(address).content.decode()


def test_a_frozen_verdict_stays_when_its_figures_are_withdrawn(cast):
    report(cast, Month(2026, 4), more=14, since=Month(2026, 2))
    action = operations.add(
        puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=dt.date(2026, 1, 10), problem="K1", indicator="K1",
        activity="Sweeping", village=cast.villages[1], start=dt.date(2026, 1, 20), due=dt.date(2026, 3, 1),
    )  # fmt: skip
    operations.progress(action=action, by=cast.people["ratna"], note="Mulai")
    first = effects.freeze_one(action=action, month=Month(2026, 4), by=cast.people["ratna"])
    assert effects.freeze_one(action=action, month=Month(2026, 4), by=cast.people["ratna"]) == first
    assert first.outcome != Verdict.UNKNOWN
    before = Verdict.objects.values().get(pk=first.pk)
    Fact.objects.filter(period__gte="2026-02").exclude(element__startswith="sasaran").update(withdrawn_at=clock.now())
    touch(cast)
    second = effects.freeze_one(action=action, month=Month(2026, 4), by=cast.people["ratna"])
    assert second.pk != first.pk
    assert second.outcome == Verdict.UNKNOWN
    assert Verdict.objects.values().get(pk=first.pk) == before
