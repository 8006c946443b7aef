"""The chair opens the tests, late points count in hours, and closing shows what still waits for a yes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.learning import operations as learning
from lokmin.cycle.meetings.learning.library import Question
from lokmin.cycle.meetings.models import Knowledge, Proposal
from lokmin.cycle.meetings.proposals import operations as proposals

QUESTIONS = [Question(f"Soal {n}?", ("ya", "tidak"), 0) for n in range(3)]


def at(meeting, route, **more):
    return reverse(f"meetings:{route}", kwargs={"pkm": HOME, "pk": meeting.pk, **more})


def test_the_chair_opens_and_closes_both_tests_and_stays_on_the_phone(running, cast, enter):
    point = running.agenda.get(kind="pengetahuan")
    made = learning.save_knowledge(item=point, by=cast.people["yusuf"], topic="ANC", questions=QUESTIONS)
    chair = enter("anindya")
    page = chair.get(at(running, "chair")).content.decode()
    assert "Buka tes awal" in page
    assert "Buka tes akhir" in page
    for phase in ("pre", "", "post", ""):
        answer = chair.post(at(running, "quiz_phase", item=point.pk), {"tahap": phase, "kembali": "kursi"})
        assert answer.url == at(running, "chair") + "#tes"
        assert Knowledge.objects.get(pk=made.pk).phase == phase
    assert "Buka tes" in chair.get(at(running, "chair"), {"bagian": "tes"}).content.decode()


def test_without_questions_the_chair_is_not_bothered_with_tests(running, enter):
    assert "Tes pengetahuan</h2>" not in enter("anindya").get(at(running, "chair")).content.decode()


@pytest.mark.parametrize(
    ("minutes", "said"), [(50, "lewat 50 menit"), (200, "lewat 3 jam 20 menit"), (240, "lewat 4 jam")]
)
def test_a_long_overrun_is_told_in_hours_on_every_face(running, enter, minutes, said):
    item = running.agenda.get(started_at__isnull=False, ended_at__isnull=True)
    item.started_at = clock.now() - dt.timedelta(minutes=item.minutes + minutes)
    item.save(update_fields=["started_at"])
    client = enter("anindya")
    for route in ("chair", "hall", "desk"):
        page = client.get(at(running, route)).content.decode()
        assert f"{said}<" in page.replace("\n", ""), route
        assert 'data-jam="lewat @ jam # menit"' in page or route == "desk"


def test_the_closing_page_lists_what_waits_and_a_yes_leads_back_there(running, cast, enter):
    made = proposals.propose(
        meeting=running, by=cast.people["yusuf"], token="t1",
        text="@Endah: pendataan ulang ibu hamil Watubelah sebelum 23/5, K1 8 ibu",
    )  # fmt: skip
    client = enter("yusuf")
    page = client.get(at(running, "close")).content.decode()
    assert "1 usulan RTL masih menunggu" in page
    assert "endataan ulang ibu hamil" in page
    assert f'{at(running, "proposal_refuse", proposal=made.pk)}?muka=tutup' in page
    answer = client.post(at(running, "proposal_confirm", proposal=made.pk), {"muka": "tutup"})
    assert answer.url.startswith(at(running, "close"))
    made.refresh_from_db()
    assert made.state == "jadi"
    assert "masih menunggu" not in client.get(at(running, "close")).content.decode()
    assert Proposal.objects.filter(state="usul").count() == 0
