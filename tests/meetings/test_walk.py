"""The thin walk: prepare, open, write, commission, close, read only, reopen."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Meeting

pytestmark = pytest.mark.django_db


def test_a_meeting_is_prepared_opened_written_closed_and_then_only_read(running, cast, complete):
    ratna = cast.people["ratna"]
    saved = op.save_note(meeting=running, by=ratna, text="K6 belum tercapai di satu desa pun.", token="a")
    op.decide(meeting=running, by=ratna, text="Pendataan ulang sampai 23 Mei.", note=saved.note)
    op.add_rtl(meeting=running, by=ratna, **complete)
    closed = op.close(meeting=running, by=cast.people["anindya"])
    assert closed.state == Meeting.CLOSED
    assert closed.signed_rtl[0]["activity"].startswith("Pendataan ulang")
    with pytest.raises(ValidationError, match="hanya dapat dibaca"):
        op.save_note(meeting=closed, by=ratna, text="Tambahan.", token="b")
    again = op.reopen(meeting=closed, by=cast.people["anindya"], reason="Nama penyaji keliru")
    assert again.is_running
    assert again.revision == 1
    op.save_note(meeting=again, by=ratna, text="Tambahan.", token="b")


def test_opening_twice_opens_once(running, cast):
    again = op.open_meeting(meeting=running, by=cast.people["yusuf"])
    assert again.opened_by == cast.people["anindya"]
    assert again.snapshot_id == running.snapshot_id
