"""The desk, the chair and the phones with proposals: who may press what, and what each of them sees."""

from __future__ import annotations

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from lokmin.cycle.centre import clock
from lokmin.cycle.followup.models import Action
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.models import Attendance, Note, Participant, Proposal
from lokmin.cycle.meetings.operations import Said
from lokmin.cycle.meetings.proposals import operations as op
from lokmin.cycle.meetings.room import keys

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/p/P9901010201/lokmin/"
SENTENCE = "@Endah: sweeping imunisasi Desa Watubelah sebelum 20/6"


@pytest.fixture
def here(running):
    return f"{HOME}{running.pk}/"


@pytest.fixture
def waiting(running, cast):
    return op.propose(meeting=running, by=cast.people["yusuf"], text=SENTENCE, token="a")


@pytest.fixture
def guest(running):
    """A guest's phone in the room: client and hidden key."""
    who = Attendance.objects.create(meeting=running, name="Kades Watubelah", status="hadir", at=clock.now())
    key, papers = keys.fresh(), keys.fresh()
    row = Participant.objects.create(
        meeting=running, attendance=who, key_digest=keys.digest(key), state=Participant.IN, way="tamu",
        joined_at=clock.now(),
    )  # fmt: skip
    client = Client()
    client.cookies[keys.COOKIE] = signing.dumps([running.pk, row.pk, key, papers], salt=keys.COOKIE)
    return client, keys.form_key(keys.Phone(running.pk, row.pk, key, papers))


def test_the_chair_confirms_with_one_post_from_the_phone(running, waiting, here, enter):
    chair = enter("anindya")
    page = chair.get(here + "kursi/").content.decode()
    assert "Sweeping imunisasi Desa Watubelah" in page
    assert "Sabtu, 20 Juni 2026" in page
    answer = chair.post(f"{here}usul/{waiting.pk}/tetapkan/", {"muka": "kursi"})
    assert answer["Location"] == here + "kursi/#usul"
    assert Action.objects.get().origin_id == str(running.pk)


def test_only_who_leads_confirms_and_refuses(waiting, here, enter):
    for who in ("ratna", "bambang", "endah", "camat"):
        client = enter(who)
        assert client.post(f"{here}usul/{waiting.pk}/tetapkan/").status_code == 403
        assert client.post(f"{here}usul/{waiting.pk}/tolak/", {"reason": "x"}).status_code == 403
    assert Action.objects.count() == 0


def test_a_proposal_of_another_puskesmas_is_not_found(waiting, here, enter):
    assert enter("tetangga").get(f"{here}usul/{waiting.pk}/").status_code == 404


def test_the_writer_may_complete_but_not_confirm(waiting, here, enter):
    writer = enter("ratna")
    page = writer.get(f"{here}usul/{waiting.pk}/").content.decode()
    assert "Simpan usulan" in page
    assert "Tetapkan jadi RTL" not in page
    form = {"problem": "IDL rendah", "activity": "Sweeping dua hari", "due": "2026-06-10", "apa": "tetapkan"}
    assert writer.post(f"{here}usul/{waiting.pk}/", form).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == Proposal.WAITING
    assert waiting.columns["activity"] == "Sweeping dua hari"
    assert Action.objects.count() == 0


def test_the_chair_changes_and_confirms_in_one_form(cast, waiting, here, enter):
    chair = enter("anindya")
    page = chair.get(f"{here}usul/{waiting.pk}/").content.decode()
    assert f'value="{cast.people["endah"].pk}" selected' in page
    form = {"problem": "IDL rendah", "activity": "Sweeping dua hari", "due": "2026-06-10", "apa": "tetapkan",
            "muka": "meja"}  # fmt: skip
    answer = chair.post(f"{here}usul/{waiting.pk}/", form)
    assert answer["Location"] == here + "meja/#usul"
    assert Action.objects.get().activity == "Sweeping dua hari"


def test_a_doubt_is_shown_with_its_choices_and_a_tap_without_a_choice_says_so(running, cast, here, enter):
    proposal = op.propose(
        meeting=running, by=cast.people["yusuf"], text="@Endah: sweeping MR Watubelah sebelum 31/6", token="b"
    )
    chair = enter("anindya")
    page = chair.get(here + "meja/").content.decode()
    assert "Juni tidak mempunyai tanggal 31." in page
    assert 'value="2026-06-30"' in page
    after = chair.post(f"{here}usul/{proposal.pk}/tetapkan/", {"muka": "meja"}, follow=True)
    assert "Pilih dulu: batas waktu." in after.content.decode()
    assert Action.objects.count() == 0


def test_a_refusal_needs_its_reason(waiting, here, enter):
    chair = enter("anindya")
    assert chair.post(f"{here}usul/{waiting.pk}/tolak/", {"reason": ""}).status_code == 422
    assert chair.post(f"{here}usul/{waiting.pk}/tolak/", {"reason": "Sudah ada"}).status_code == 302
    assert "Sudah ada" in chair.get(here + "usul/").content.decode()


def test_a_proposal_typed_at_the_desk_keeps_its_text_when_it_is_refused(here, enter):
    writer = enter("yusuf")
    answer = writer.post(here + "usul/", {"usul": "x" * 501})
    assert answer.status_code == 422
    assert "x" * 501 in answer.content.decode()
    assert writer.post(here + "usul/", {"usul": SENTENCE, "token": "t"}).status_code == 302
    assert Proposal.objects.get().text == SENTENCE


def test_a_line_with_an_at_sign_in_a_saved_note_is_proposed_but_not_while_it_is_typed(here, enter):
    writer = enter("yusuf")
    form = {"text": SENTENCE, "token": "n", "jenis": "catatan"}
    draft = writer.post(here + "catatan/", form, headers={"accept": "application/json"})
    assert draft.json()["ke"] == ""
    assert Proposal.objects.count() == 0
    saved = writer.post(here + "catatan/", {**form, "selesai": "1"}, headers={"accept": "application/json"})
    assert saved.json()["ke"].startswith(here + "meja/")
    assert Proposal.objects.get().text == SENTENCE


def test_an_empty_note_is_refused_with_the_desk_around_it(here, enter):
    answer = enter("yusuf").post(here + "catatan/", {"text": ""})
    assert answer.status_code == 422
    assert "Catatan masih kosong" in answer.content.decode()


def test_a_whole_note_can_be_proposed(here, enter):
    writer = enter("yusuf")
    text = "Bu Endah sweeping MR Watubelah besok"
    answer = writer.post(here + "catatan/", {"text": text, "token": "n", "lanjut": "usul"})
    assert answer["Location"] == here + "meja/#usul"
    assert Proposal.objects.get().text == text


def test_who_asked_and_who_answered_stands_at_the_desk(running, cast, here, enter):
    writer = enter("yusuf")
    Attendance.objects.create(meeting=running, name="Drs. Suryo", institution="Kecamatan")
    writer.post(here + "catatan/", {"text": "Mengapa?", "token": "q", "jenis": "tanya", "pembicara": "Drs. Suryo"})
    question = Note.objects.get()
    assert question.voice.name == "Drs. Suryo"
    page = writer.get(f"{here}meja/?balas={question.pk}").content.decode()
    assert '<option value="jawab" selected>' in page
    assert f'<option value="{question.pk}" selected>' in page
    form = {"text": "Kader berganti.", "token": "r", "jenis": "jawab", "pembicara": "Ratna", "menjawab": question.pk}
    writer.post(here + "catatan/", form)
    page = writer.get(here + "meja/?acara=semua").content.decode()
    assert "Pertanyaan, Drs. Suryo" in page
    assert "menjawab Drs. Suryo" in page


def test_what_a_note_is_can_be_corrected_without_touching_its_text(running, cast, here, enter):
    note = meetings.save_note(meeting=running, by=cast.people["yusuf"], text="Baik.", token="a").note
    enter("yusuf").post(
        here + "catatan/",
        {
            "catatan": note.pk,
            "text": "Baik.",
            "token": "a",
            "base_revision": 1,
            "jenis": "usul",
            "pembicara": "Bambang",
        },
    )
    note.refresh_from_db()
    assert (note.kind, note.speaker, note.revisions.count()) == ("usul", "Bambang", 1)


def test_a_part_of_the_desk_comes_alone_and_light(running, cast, waiting, here, enter):
    meetings.save_note(
        meeting=running, by=cast.people["yusuf"], text="Dicatat.", token="z", said=Said("arahan", "Camat")
    )
    client = enter("anindya")
    for part, words in {"catatan": "Arahan, Camat", "usul": ">Tetapkan<", "putusan": "Tambah RTL"}.items():
        answer = client.get(f"{here}meja/?bagian={part}&acara=semua")
        assert words in answer.content.decode(), part
        assert "<html" not in answer.content.decode()
    for part in ("acara", "hadir", "antre", "kotak", "tes", "komitmen"):
        assert client.get(f"{here}meja/?bagian={part}").status_code == 200, part
    assert client.get(f"{here}meja/?bagian=lain").status_code == 404


def test_the_warning_of_an_unfair_load_is_for_those_who_lead(running, cast, here, enter):
    for n in range(6):
        op.propose(
            meeting=running, by=cast.people["yusuf"], text=f"@Endah: kunjungan {n} Watubelah besok", token=f"{n}"
        )
    assert "Beban tidak merata" in enter("anindya").get(here + "meja/").content.decode()
    assert "Beban tidak merata" in enter("anindya").get(here + "kursi/").content.decode()
    for who in ("ratna", "bambang", "camat"):
        assert "Beban tidak merata" not in enter(who).get(here + "meja/").content.decode()
    assert "Beban tidak merata" not in enter("anindya").get(here + "ruang/").content.decode()


def test_a_guest_proposes_from_a_phone_without_scripts_and_reads_the_answer(running, cast, guest):
    client, kunci = guest
    home = reverse("hand:home", kwargs={"meeting": running.pk})
    assert "Usul tindak lanjut" in client.get(home).content.decode()
    address = reverse("live:propose", kwargs={"meeting": running.pk})
    for _twice in range(2):
        answer = client.post(address, {"kunci": kunci, "token": "t", "usul": "saya siapkan mobil siaga sblm 15/5"})
        assert answer.status_code == 303
    assert Proposal.objects.count() == 1
    assert "menunggu ketua" in client.get(home).content.decode()
    op.refuse(proposal=Proposal.objects.get(), by=cast.people["anindya"], reason="Jadi komitmen sektor")
    assert "Jadi komitmen sektor" in client.get(home).content.decode()


def test_a_phone_that_is_not_in_the_room_proposes_nothing(running, guest):
    address = reverse("live:propose", kwargs={"meeting": running.pk})
    assert Client().post(address, {"usul": "halo"}).status_code == 403
    client, _kunci = guest
    assert client.post(address, {"kunci": "salah", "usul": "halo"}).status_code == 403
    assert Proposal.objects.count() == 0
