"""Phones in the hall: the test and the group's result as plain posts, kept from everybody else."""

from __future__ import annotations

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.learning import operations, teams
from lokmin.cycle.meetings.learning.library import Question
from lokmin.cycle.meetings.models import Attendance, Participant, QuizAnswer
from lokmin.cycle.meetings.room import keys

QUESTIONS = [Question(f"Soal {n}?", ("ya", "tidak"), 0) for n in range(3)]


@pytest.fixture
def phone(running):
    """A phone in the room: its client, its hidden key, whose it is."""

    def come(name="Kader Melati"):
        who = Attendance.objects.create(
            meeting=running, name=name, institution="Posyandu", status="hadir", at=clock.now()
        )
        key, papers = keys.fresh(), keys.fresh()
        row = Participant.objects.create(
            meeting=running, attendance=who, key_digest=keys.digest(key), state=Participant.IN, way="tamu",
            joined_at=clock.now(),
        )  # fmt: skip
        held = keys.Phone(running.pk, row.pk, key, papers)
        client = Client()
        client.cookies[keys.COOKIE] = signing.dumps([held.meeting, held.participant, key, papers], salt=keys.COOKIE)
        return client, keys.form_key(held), who

    return come


@pytest.fixture
def taught(running, cast):
    made = operations.save_knowledge(
        item=running.agenda.get(kind="pengetahuan"), by=cast.people["yusuf"], topic="ANC", material="Enam kali.",
        questions=QUESTIONS,
    )  # fmt: skip
    return operations.set_phase(knowledge=made, by=cast.people["yusuf"], phase="post")


def live(running, name, pk):
    return reverse(f"live:{name}", kwargs={"meeting": running.pk, "pk": pk})


def home(running):
    return reverse("hand:home", kwargs={"meeting": running.pk})


def test_a_test_is_answered_by_a_plain_form_and_the_result_is_on_the_own_phone(running, taught, phone):
    client, kunci, who = phone()
    assert 'name="j3"' in client.get(home(running)).content.decode()
    data = {"kunci": kunci, "tahap": "post", "j1": "0", "j2": "0", "j3": "1"}
    answer = client.post(live(running, "answer", taught.pk), data)
    assert answer.status_code == 303
    assert "2 dari 3 benar" in client.get(home(running)).content.decode()
    assert QuizAnswer.objects.get().attendance_id == who.pk


def test_the_script_gets_a_sentence_and_a_second_post_changes_nothing(running, taught, phone):
    client, kunci, _who = phone()
    address = live(running, "answer", taught.pk)
    first = {"kunci": kunci, "tahap": "post", "j1": "0", "j2": "0", "j3": "0"}
    answer = client.post(address, first, headers={"accept": "application/json"})
    assert answer.json()["kabar"] == "Terkirim. 3 dari 3 benar"
    again = client.post(address, first | {"j1": "1"}, headers={"accept": "application/json"})
    assert again.json()["benar"] == 3


def test_a_question_left_out_is_asked_for(running, taught, phone):
    client, kunci, _who = phone()
    data = {"kunci": kunci, "tahap": "post", "j1": "0", "j3": "0"}
    answer = client.post(live(running, "answer", taught.pk), data, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["salah"] == ["Jawab semua 3 soal dulu."]


def test_a_phone_of_another_meeting_and_a_form_of_nobody_are_refused(running, taught, phone, cast):
    client, kunci, _who = phone()
    data = {"tahap": "post", "j1": "0", "j2": "0", "j3": "0"}
    assert client.post(live(running, "answer", taught.pk), data | {"kunci": "x"}).status_code == 403
    assert Client().post(live(running, "answer", taught.pk), data | {"kunci": kunci}).status_code == 403
    Participant.objects.update(state=Participant.OUT)
    assert client.post(live(running, "answer", taught.pk), data | {"kunci": kunci}).status_code == 403
    assert QuizAnswer.objects.count() == 0


def test_phones_open_the_file_of_the_material_and_strangers_do_not(running, taught, phone, cast, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    operations.keep_file(knowledge=taught, by=cast.people["yusuf"], name="anc.pdf", content=b"%PDF-1.7 isi")
    client, _kunci, _who = phone()
    address = reverse("hand:material", kwargs={"meeting": running.pk, "item": taught.item_id})
    assert b"".join(client.get(address).streaming_content) == b"%PDF-1.7 isi"
    assert Client().get(address).status_code == 403


def test_a_group_writes_its_result_from_the_phone_of_a_member(running, phone, cast):
    by = cast.people["yusuf"]
    running.attendance.update(status="")
    point = op.add_item(meeting=running, by=by, title="Dinamika", minutes=10, kind="dinamika")
    team = teams.save_team(item=point, by=by, activity="Menara kertas")
    phones = [phone(f"Kader {n}") for n in range(4)]
    groups = teams.divide_room(team=team, by=by, size=2, seed="3")
    client, kunci, who = phones[0]
    mine = next(g for g in groups if g.members.filter(pk=who.pk).exists())
    other = next(g for g in groups if g.pk != mine.pk)
    assert "Hasil kelompok" in client.get(home(running)).content.decode()
    data = {"kunci": kunci, "seen": teams.digest(""), "hasil": "62 cm"}
    assert client.post(live(running, "group_result", mine.pk), data).status_code == 303
    assert client.post(live(running, "group_result", other.pk), data).status_code == 422
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.result, other.result) == ("62 cm", "")
