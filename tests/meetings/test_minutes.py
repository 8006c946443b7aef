"""Minutes by several hands: no text is ever lost, a lost race shows both, closed minutes are only read."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import NoteRevision
from lokmin.cycle.meetings.queries.desk import texts, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(running, cast):
    return op.save_note(meeting=running, by=cast.people["ratna"], text="Watubelah turun.", token="a").note


def test_two_writers_on_the_same_text_keep_both_and_somebody_merges(running, note, cast):
    ratna, yusuf = cast.people["ratna"], cast.people["yusuf"]
    first = op.save_note(meeting=running, by=ratna, text="Turun tiga bulan.", token="a", note=note, base_revision=1)
    second = op.save_note(meeting=running, by=yusuf, text="Kader berganti.", token="a", note=note, base_revision=1)
    assert not first.lost_race
    assert second.lost_race
    current, waiting, _history = texts(note)
    assert (current.text, [r.text for r in waiting]) == ("Turun tiga bulan.", ["Kader berganti."])
    op.merge_note(note=note, by=yusuf, text="Turun tiga bulan; kader berganti.", base_revision=current.number)
    current, waiting, history = texts(note)
    assert (current.text, waiting) == ("Turun tiga bulan; kader berganti.", [])
    assert {r.text for r in history} >= {"Watubelah turun.", "Turun tiga bulan.", "Kader berganti."}


def test_a_merge_that_comes_too_late_is_kept_as_another_text(running, note, cast):
    ratna, yusuf = cast.people["ratna"], cast.people["yusuf"]
    op.save_note(meeting=running, by=ratna, text="Dua.", token="a", note=note, base_revision=1)
    late = op.merge_note(note=note, by=yusuf, text="Gabungan lama.", base_revision=1)
    assert late.lost_race
    assert texts(note)[0].text == "Dua."


def test_the_same_text_sent_twice_is_written_once(running, note, cast):
    ratna = cast.people["ratna"]
    for _again in range(3):
        op.save_note(meeting=running, by=ratna, text="Watubelah turun.", token="a")
    assert NoteRevision.objects.filter(note=note).count() == 1
    assert running.notes.count() == 1


def test_a_writer_whose_answer_got_lost_does_not_race_against_herself(running, note, cast):
    ratna = cast.people["ratna"]
    op.save_note(meeting=running, by=ratna, text="Dua.", token="a", base_revision=1, draft=True)
    again = op.save_note(meeting=running, by=ratna, text="Dua setengah.", token="a", base_revision=1, draft=True)
    assert not again.lost_race
    assert texts(note)[0].text == "Dua setengah."


def test_a_loser_who_goes_on_typing_has_one_text_waiting(running, note, cast):
    ratna, yusuf = cast.people["ratna"], cast.people["yusuf"]
    op.save_note(meeting=running, by=ratna, text="Punya Ratna.", token="a", note=note, base_revision=1)
    for text in ("Punya Y", "Punya Yus", "Punya Yusuf."):
        op.save_note(meeting=running, by=yusuf, text=text, token="a", note=note, base_revision=1, draft=True)
    current, waiting, history = texts(note)
    assert current.text == "Punya Ratna."
    assert [r.text for r in waiting] == ["Punya Yusuf."]
    assert {"Punya Y", "Punya Yus"} <= {r.text for r in history}


def test_an_empty_text_is_refused_and_the_old_one_stays(running, note, cast):
    with pytest.raises(ValidationError, match="masih kosong"):
        op.save_note(meeting=running, by=cast.people["ratna"], text="  ", token="a", note=note, base_revision=1)
    assert written(running)[0].text == "Watubelah turun."


def test_nothing_is_written_before_the_meeting_opens(meeting, cast):
    with pytest.raises(ValidationError, match="belum dibuka"):
        op.save_note(meeting=meeting, by=cast.people["ratna"], text="Halo", token="a")


def test_first_and_rival_texts_are_in_the_audit_trail(running, note, cast):
    op.save_note(meeting=running, by=cast.people["sri"], text="Lain.", token="a", note=note, base_revision=0)
    actions = list(AuditLine.objects.filter(about_kind="note").order_by("pk").values_list("sentence", flat=True))
    assert [s.split(" di notulen")[0] for s in actions] == [
        "Ratna Wulandari, S.Tr.Keb. menulis catatan",
        "Sri Lestari, A.Md.Gz. menulis naskah tandingan",
    ]


MOVES = st.lists(
    st.tuples(st.sampled_from(["ratna", "yusuf", "sri"]), st.integers(0, 6), st.sampled_from("ABCDE"), st.booleans()),
    min_size=1,
    max_size=10,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_whatever_the_order_of_writers_every_text_can_still_be_read(running, cast, moves):
    """Model: the set of acknowledged texts. All are in the history; one is in force, the rest are settled or wait."""
    start = op.save_note(meeting=running, by=cast.people["ratna"], text="Awal", token=f"t{running.notes.count()}")
    note, acknowledged = start.note, {"Awal"}
    for who, base, text, merges in moves:
        person = cast.people[who]
        if merges:
            op.merge_note(note=note, by=person, text=text, base_revision=base)
        else:
            op.save_note(meeting=running, by=person, text=text, token=note.token, note=note, base_revision=base)
        acknowledged.add(text)
    current, waiting, history = texts(note)
    assert acknowledged == {r.text for r in history}
    assert not current.rival
    assert all(r.rival for r in waiting)
    assert [r.number for r in reversed(history)] == list(range(1, len(history) + 1))
