"""The closing gate: nothing is signed while an RTL lacks its owner, date, indicator or expected change."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lokmin.cycle.followup import operations as followup
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.queries.gate import lacks

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("column", "empty", "said"),
    [
        ("owner_text", "", "penanggung jawab"),
        ("due", None, "batas waktu"),
        ("indicator", "", "indikator keberhasilan"),
        ("expected", "", "perubahan yang diharapkan"),
    ],
)
def test_an_incomplete_rtl_keeps_the_meeting_open_until_it_is_complete_or_explained(
    running, cast, complete, column, empty, said
):
    kepala = cast.people["anindya"]
    action = op.add_rtl(meeting=running, by=kepala, **{**complete, column: empty})
    with pytest.raises(ValidationError, match=f"belum ada {said}"):
        op.close(meeting=running, by=kepala)
    assert Meeting.objects.get(pk=running.pk).is_running
    op.change_rtl(meeting=running, action=action, by=kepala, missing_reason="menunggu rapat desa")
    closed = op.close(meeting=running, by=kepala)
    assert closed.signed_rtl[0]["missing_reason"] == "menunggu rapat desa"


def test_a_meeting_without_rtl_needs_a_reason(running, cast):
    kepala = cast.people["anindya"]
    with pytest.raises(ValidationError, match="Belum ada RTL"):
        op.close(meeting=running, by=kepala)
    assert op.close(meeting=running, by=kepala, close_reason="Semua target tercapai.").is_closed


def test_leader_and_notulis_must_be_named(running, cast, complete):
    op.add_rtl(meeting=running, by=cast.people["anindya"], **complete)
    Meeting.objects.filter(pk=running.pk).update(leader=None, notulis=None)
    running.refresh_from_db()
    assert [lack.code for lack in lacks(running)] == ["pemimpin", "notulis"]


def test_two_unmerged_texts_keep_it_open(running, cast, complete):
    op.add_rtl(meeting=running, by=cast.people["anindya"], **complete)
    note = op.save_note(meeting=running, by=cast.people["ratna"], text="Satu.", token="a").note
    op.save_note(meeting=running, by=cast.people["yusuf"], text="Dua.", token="a", note=note)
    assert [lack.code for lack in lacks(running)] == ["dua-naskah"]


def test_after_closing_every_write_is_refused_and_the_signed_matrix_stays(running, cast, complete):
    kepala, ratna = cast.people["anindya"], cast.people["ratna"]
    action = op.add_rtl(meeting=running, by=kepala, **complete)
    note = op.save_note(meeting=running, by=ratna, text="Satu.", token="a").note
    decision = op.decide(meeting=running, by=ratna, text="Didata ulang.")
    item = running.agenda.first()
    closed = op.close(meeting=running, by=kepala)
    writes = [
        lambda: op.save_note(meeting=closed, by=ratna, text="Dua.", token="a", note=note, base_revision=1),
        lambda: op.merge_note(note=note, by=ratna, text="Dua.", base_revision=1),
        lambda: op.quote(note=note, row=1, by=ratna),
        lambda: op.decide(meeting=closed, by=ratna, text="Lagi."),
        lambda: op.redecide(decision=decision, by=ratna, text="Lain."),
        lambda: op.add_rtl(meeting=closed, by=ratna, **complete),
        lambda: op.change_rtl(meeting=closed, action=action, by=ratna, due=None),
        lambda: op.conclude(meeting=closed, by=ratna, text="Selesai."),
        lambda: op.add_guest(meeting=closed, by=ratna, name="Camat"),
        lambda: op.record_attendance(meeting=closed, by=ratna, rows={}),
        lambda: op.move_item(item=item, by=ratna, up=False),
        lambda: op.add_item(meeting=closed, by=ratna, title="Lain", minutes=5),
        lambda: op.change_meeting(meeting=closed, by=ratna, place="kecamatan"),
    ]
    for write in writes:
        with pytest.raises(ValidationError, match="sudah ditutup"):
            write()
    followup.change(action=action, by=ratna, owner_text="Orang lain")
    assert Meeting.objects.get(pk=closed.pk).signed_rtl[0]["owner"] == "Endah Puspita"


def test_reopening_needs_a_reason_and_stays_visible(running, cast, complete):
    kepala = cast.people["anindya"]
    op.add_rtl(meeting=running, by=kepala, **complete)
    closed = op.close(meeting=running, by=kepala)
    with pytest.raises(ValidationError):
        op.reopen(meeting=closed, by=kepala, reason=" ")
    again = op.reopen(meeting=closed, by=kepala, reason="Nama penyaji keliru")
    assert (again.revision, again.closed_at) == (1, None)
    closed = op.close(meeting=again, by=kepala)
    assert [r.reason for r in closed.reopenings.all()] == ["Nama penyaji keliru"]


@pytest.mark.parametrize("wrong", [{"state": "ditutup"}, {"state": "draf", "opened_by": None}, {"end": "08:00"}])
def test_the_database_refuses_half_a_state(running, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=running.pk).update(**wrong)
