"""Frozen figures: once for a meeting, quoted as they were, with what they are now beside them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.meetings import figures as read
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.papers.records import meeting_paper
from lokmin.cycle.monitoring.models import Snapshot
from lokmin.cycle.reporting.operations.entry import Entered, enter

pytestmark = pytest.mark.django_db
WATUBELAH = "99.01.01.2002"


@pytest.fixture
def running(figures, meeting, cast, settings):
    settings.LOKMIN_TODAY = "2026-05-05"
    return op.open_meeting(meeting=meeting, by=cast.people["anindya"])


@pytest.fixture
def quoted(running, cast):
    row = next(f for f in read.search(running, "k1 watubelah")[0])
    note = op.save_note(meeting=running, by=cast.people["ratna"], text="Watubelah turun.", token="a").note
    return op.quote(note=note, row=row.number, by=cast.people["ratna"])


def correct(cast):
    cell = {(WATUBELAH, "kia.k1"): Entered(typed=4 * MICRO, seen=1 * MICRO)}
    enter(puskesmas=cast.puskesmas, by=cast.people["ratna"], month=Month(2026, 4), values=cell)


def test_the_month_is_frozen_once_however_often_it_is_opened(running, cast):
    for who in ("anindya", "yusuf"):
        op.open_meeting(meeting=running, by=cast.people[who])
    assert Snapshot.objects.count() == 1


def test_reopening_closed_minutes_keeps_the_first_snapshot(running, cast, complete):
    kepala = cast.people["anindya"]
    op.add_rtl(meeting=running, by=kepala, **complete)
    again = op.reopen(meeting=op.close(meeting=running, by=kepala), by=kepala, reason="Salah nama")
    assert again.snapshot_id == running.snapshot_id


def test_a_quote_keeps_its_sentence_when_the_source_is_corrected_and_shows_both(running, quoted, cast):
    before = read.quotes(running)[quoted.note_id][0]
    assert before.sentence == "K1 Watubelah: kurang 15 ibu, 16 dari 92 (17,4 %) terhadap target berjalan 33,3 %"
    assert before.now == ""
    correct(cast)
    after = read.quotes(running)[quoted.note_id][0]
    assert after.sentence == before.sentence
    assert after.now == "K1 Watubelah: kurang 12 ibu, 19 dari 92 (20,7 %) terhadap target berjalan 33,3 %"


def test_the_desk_shows_then_and_now(running, quoted, cast, enter):
    correct(cast)
    page = enter("ratna").get(f"/p/P9901010201/lokmin/{running.pk}/meja/?acara=semua").content.decode()
    assert "kurang 15 ibu" in page
    assert "Sumber berubah." in page
    assert "kurang 12 ibu" in page


def test_the_paper_carries_the_sentence_its_cells_and_what_changed(running, quoted, cast):
    correct(cast)
    figure = meeting_paper(running).notes[0].quotes[0]
    assert figure.text.startswith("K1 Watubelah: kurang 15 ibu")
    assert figure.source == "laporan-ibu.xlsx, lembar KIA, sel D2, D32, D62, D92"
    assert "19 dari 92" in figure.now


def test_a_row_of_another_snapshot_cannot_be_quoted(running, quoted, cast):
    with pytest.raises(ValidationError, match="tidak punya baris 9999"):
        op.quote(note=quoted.note, row=9999, by=cast.people["ratna"])


def test_the_same_row_is_quoted_once(running, quoted, cast):
    again = op.quote(note=quoted.note, row=quoted.row.number, by=cast.people["yusuf"])
    assert again.pk == quoted.pk


def test_searching_by_village_indicator_or_number(running):
    assert {f.place for f in read.search(running, "watubelah")[0]} == {"Watubelah"}
    found, total = read.search(running, "K1")
    assert total == len(found) == 13
    assert [f.number for f in read.search(running, "2")[0]][:1]
    assert found[0].status == "jelek"
