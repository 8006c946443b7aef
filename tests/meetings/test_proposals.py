"""A sentence becomes a proposal; only the chair makes it an RTL; what is in doubt is asked; a guest's arahan too."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lokmin.cycle.centre.models import AuditLine, Partner
from lokmin.cycle.followup.models import Action
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.models import Attendance, Proposal, RoomEvent
from lokmin.cycle.meetings.operations import Said
from lokmin.cycle.meetings.proposals import operations as op
from lokmin.cycle.meetings.proposals import queries

pytestmark = pytest.mark.django_db

SENTENCE = "@Endah: sweeping imunisasi Desa Watubelah sebelum 20/6"


@pytest.fixture
def sentence(running, cast):
    return op.propose(meeting=running, by=cast.people["yusuf"], text=SENTENCE, token="a")


def test_the_chair_sees_who_where_when_and_by_what_before_anything_is_saved(running, sentence):
    (line,) = queries.waiting(running).lines
    assert (line.owner, line.place, line.due) == ("Endah Puspita, A.Md.Keb.", "Watubelah", dt.date(2026, 6, 20))
    assert line.indicator == "Imunisasi dasar lengkap (IDL)"
    assert line.activity == "Sweeping imunisasi Desa Watubelah"
    assert line.doubts == ()
    assert Action.objects.count() == 0


def test_one_tap_makes_it_an_rtl_of_the_meeting_and_a_second_tap_makes_no_other(running, sentence, cast):
    action = op.confirm(proposal=sentence, by=cast.people["anindya"])
    again = op.confirm(proposal=sentence, by=cast.people["anindya"])
    assert action.pk == again.pk
    assert Action.objects.count() == 1
    assert (action.owner, action.village.name, action.due) == (
        cast.people["endah"], "Watubelah", dt.date(2026, 6, 20),
    )  # fmt: skip
    assert (action.origin_kind, action.origin_id) == ("lokmin", str(running.pk))
    assert action.indicator == "IDL"
    assert action.problem.strip()
    assert AuditLine.objects.filter(action="usul.tetapkan").count() == 1


def test_the_problem_is_the_frozen_figure_the_sentence_is_about(figures, running, cast):
    proposal = op.propose(
        meeting=running, by=cast.people["yusuf"], text="@Endah: data ulang bumil baru Watubelah sblm 23/5", token="a"
    )
    action = op.confirm(proposal=proposal, by=cast.people["anindya"])
    assert action.problem.startswith("K1 Watubelah, kurang 15 ibu")


def test_a_doubt_must_be_answered_with_what_was_offered(running, cast):
    proposal = op.propose(
        meeting=running, by=cast.people["yusuf"], text="@Endah: sweeping MR Watubelah sebelum 31/6", token="a"
    )
    chair = cast.people["anindya"]
    with pytest.raises(ValidationError, match="Pilih dulu: batas waktu"):
        op.confirm(proposal=proposal, by=chair)
    with pytest.raises(ValidationError, match="tidak ditawarkan"):
        op.confirm(proposal=proposal, by=chair, choices={"due": "2026-06-15"})
    assert Action.objects.count() == 0
    action = op.confirm(proposal=proposal, by=chair, choices={"due": "2026-06-30"})
    assert action.due == dt.date(2026, 6, 30)


def test_leaving_a_doubt_open_is_a_choice_and_the_gate_asks_for_it_later(running, cast):
    text = "@Tono: sweeping MR Watubelah besok"
    proposal = op.propose(meeting=running, by=cast.people["yusuf"], text=text, token="a")
    action = op.confirm(proposal=proposal, by=cast.people["anindya"], choices={"owner": ""})
    assert action.owner is None
    assert action.owner_text == ""


def test_several_owners_helpers_and_a_rhythm_find_their_columns(running, cast):
    text = "@Ratna dan Sri Lestari: kelas gizi balita stunting semua desa tiap Senin bersama kader sampai akhir Juni"
    proposal = op.propose(meeting=running, by=cast.people["yusuf"], text=text, token="a")
    action = op.confirm(proposal=proposal, by=cast.people["anindya"])
    assert action.owner == cast.people["ratna"]
    assert action.owner_text == "Sri Lestari, A.Md.Gz."
    assert action.partners == "kader"
    assert action.place_text == "semua desa"
    assert "tiap Senin" in action.activity
    assert action.due == dt.date(2026, 6, 30)


def test_a_partner_can_own_one(running, cast):
    Partner.objects.create(puskesmas=cast.puskesmas, sector="kua", name="KUA Banyuwening")
    proposal = op.propose(meeting=running, by=cast.people["yusuf"], text="@KUA: skrining catin besok", token="a")
    assert op.confirm(proposal=proposal, by=cast.people["anindya"]).owner_text == "KUA Banyuwening"


def test_the_same_sentence_sent_twice_is_one_proposal_and_another_with_the_same_token_is_not_lost(running, cast):
    yusuf = cast.people["yusuf"]
    for _again in range(3):
        op.propose(meeting=running, by=yusuf, text=SENTENCE, token="a")
    op.propose(meeting=running, by=yusuf, text="@Sri: timbang ulang", token="a")
    assert running.proposals.count() == 2


def test_a_refused_one_tells_its_reason_and_cannot_be_confirmed(running, sentence, cast):
    chair = cast.people["anindya"]
    with pytest.raises(ValidationError, match="alasannya"):
        op.refuse(proposal=sentence, by=chair, reason=" ")
    op.refuse(proposal=sentence, by=chair, reason="Sudah ada RTL yang sama")
    with pytest.raises(ValidationError, match="sudah ditolak"):
        op.confirm(proposal=sentence, by=chair)
    assert Action.objects.count() == 0
    assert queries.waiting(running).decided[0].reason == "Sudah ada RTL yang sama"


def test_what_was_corrected_is_what_becomes_the_rtl(running, sentence, cast):
    changed = op.correct(
        proposal=sentence, by=cast.people["yusuf"],
        columns={"problem": "IDL rendah", "activity": "Sweeping dua hari", "owner": cast.people["sri"], "village": None,
                 "due": dt.date(2026, 6, 10), "cost": 500_000, "indicator": "IDL"},
    )  # fmt: skip
    action = op.confirm(proposal=changed, by=cast.people["anindya"])
    assert (action.activity, action.owner) == ("Sweeping dua hari", cast.people["sri"])
    assert action.due == dt.date(2026, 6, 10)
    assert (action.problem, action.cost, action.village) == ("IDL rendah", 500_000, None)


def test_a_phone_proposes_and_reads_what_became_of_it(running, cast):
    voice = Attendance.objects.create(meeting=running, name="Kades Watubelah", institution="Desa Watubelah")
    proposal = op.propose(meeting=running, voice=voice, text="saya siapkan mobil siaga sblm 15/5", token="t")
    assert proposal.columns == {}
    (line,) = queries.waiting(running).lines
    assert line.who == "Kades Watubelah, Desa Watubelah"
    assert line.guest
    assert line.due == dt.date(2026, 5, 15)
    op.refuse(proposal=proposal, by=cast.people["anindya"], reason="Dicatat sebagai komitmen")
    (own,) = queries.for_hand(running, voice).own
    assert (own.state, own.reason) == ("ditolak", "Dicatat sebagai komitmen")


def test_nobody_floods_the_list(running):
    voice = Attendance.objects.create(meeting=running, name="Tamu", institution="Desa")
    for n in range(op.WAITING_EACH):
        op.propose(meeting=running, voice=voice, text=f"usul {n}", token="t")
    with pytest.raises(ValidationError, match="sudah banyak"):
        op.propose(meeting=running, voice=voice, text="satu lagi", token="t")


def test_a_line_with_an_at_sign_in_the_minutes_is_a_proposal_and_follows_the_text(running, cast):
    yusuf = cast.people["yusuf"]
    text = f"Dibahas IDL.\n{SENTENCE}\n@Sri: timbang ulang Pringgodani besok"
    saved = meetings.save_note(meeting=running, by=yusuf, text=text, token="n")
    assert len(op.from_note(note=saved.note, by=yusuf)) == 2
    saved = meetings.save_note(
        meeting=running, by=yusuf, text=f"Dibahas IDL.\n{SENTENCE}", token="n", note=saved.note, base_revision=1
    )
    op.from_note(note=saved.note, by=yusuf)
    assert [p.text for p in running.proposals.all()] == [SENTENCE]


def test_a_changed_note_takes_back_no_proposal_somebody_worked_on(running, cast):
    yusuf = cast.people["yusuf"]
    note = meetings.save_note(meeting=running, by=yusuf, text=SENTENCE, token="n").note
    (proposal,) = op.from_note(note=note, by=yusuf)
    op.correct(proposal=proposal, by=yusuf, columns={"problem": "IDL", "activity": "Sweeping dua hari"})
    other = meetings.save_note(meeting=running, by=yusuf, text="Bu Endah sweeping MR besok", token="m").note
    (whole,) = op.from_note(note=other, by=yusuf, whole=True)
    for changed, text in ((note, "Tidak jadi."), (other, "Bu Endah sweeping MR besok pagi")):
        meetings.save_note(meeting=running, by=yusuf, text=text, token="x", note=changed, base_revision=1)
        op.from_note(note=changed, by=yusuf)
    assert set(running.proposals.values_list("pk", flat=True)) == {proposal.pk, whole.pk}


def test_a_guests_arahan_becomes_a_proposal_and_the_heads_own_does_not(running, cast):
    yusuf = cast.people["yusuf"]
    guest = Attendance.objects.create(meeting=running, name="Kepala Dinas", institution="Dinas Kesehatan")
    said = Said("arahan", voice=guest)
    note = meetings.save_note(
        meeting=running, by=yusuf, text="Semua desa punya mobil siaga sebelum 30 Juni.", token="n", said=said
    ).note
    assert note.speaker == "Kepala Dinas"
    op.from_note(note=note, by=yusuf)
    (line,) = queries.waiting(running).lines
    assert line.direction
    assert line.who == "Kepala Dinas, Dinas Kesehatan"
    assert (line.place, line.due) == ("semua desa", dt.date(2026, 6, 30))
    head = running.attendance.get(person=cast.people["anindya"])
    own = meetings.save_note(
        meeting=running, by=yusuf, text="Tingkatkan disiplin.", token="m", said=Said("arahan", voice=head)
    ).note
    assert op.from_note(note=own, by=yusuf) == []
    action = op.confirm(proposal=running.proposals.get(), by=cast.people["anindya"])
    assert action.problem == "Arahan Kepala Dinas"


def test_an_answer_keeps_its_question_and_nothing_else_has_one(running, cast):
    yusuf = cast.people["yusuf"]
    asked = meetings.save_note(
        meeting=running, by=yusuf, text="Mengapa K1 turun?", token="q", said=Said("tanya", "Camat")
    ).note
    answer = meetings.save_note(
        meeting=running, by=yusuf, text="Kader berganti.", token="r", said=Said("jawab", "Ratna", reply_to=asked)
    ).note
    plain = meetings.save_note(
        meeting=running, by=yusuf, text="Lanjut.", token="s", said=Said("catatan", reply_to=asked)
    ).note
    assert (answer.kind, answer.speaker, answer.reply_to) == ("jawab", "Ratna", asked)
    assert plain.reply_to is None


def test_when_the_same_people_get_everything_it_is_said_by_name_without_rank(running, cast):
    yusuf = cast.people["yusuf"]
    for n in range(4):
        op.propose(meeting=running, by=yusuf, text=f"@Ratna: kunjungan rumah {n} Kalisari besok", token=f"r{n}")
        op.propose(meeting=running, by=yusuf, text=f"@Endah: kunjungan rumah {n} Watubelah besok", token=f"e{n}")
    heavy = queries.waiting(running).heavy
    assert heavy is not None
    assert heavy.names == ("Endah Puspita, A.Md.Keb.", "Ratna Wulandari, S.Tr.Keb.")
    assert (heavy.held, heavy.total) == (8, 8)


def test_nothing_can_be_proposed_before_and_after_the_meeting(meeting, cast):
    with pytest.raises(ValidationError, match="belum dibuka"):
        op.propose(meeting=meeting, by=cast.people["yusuf"], text=SENTENCE, token="a")


def test_everybody_who_listens_hears_how_many_wait(running, sentence, cast):
    op.confirm(proposal=sentence, by=cast.people["anindya"])
    told = list(RoomEvent.objects.filter(meeting=running, kind="usul").values_list("data", flat=True))
    assert told == [{"menunggu": 1}, {"menunggu": 0}]


def test_the_database_knows_no_taken_proposal_without_its_action(sentence):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=sentence.pk).update(state="jadi")
