"""The laptop's clock is set back while a meeting runs: nothing is lost, shut for ever, negative or out of order."""

from __future__ import annotations

import pytest

from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.after.health import course, report
from lokmin.cycle.meetings.ballots import operations as ballots
from lokmin.cycle.meetings.ballots import rules
from lokmin.cycle.meetings.hand import operations as hand
from lokmin.cycle.meetings.hand.door import WRONG_CODES
from lokmin.cycle.meetings.hand.parts import running_now
from lokmin.cycle.meetings.models import Attendance, Ballot, BallotOption
from lokmin.cycle.meetings.papers.records import meeting_paper
from lokmin.cycle.meetings.queries import desk as read

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(settings):
    """Set the clock: ``at("10:30")``, on the day of the meeting unless another is named."""

    def set_to(hour, day="2026-05-05"):
        settings.LOKMIN_TODAY = f"{day}T{hour}"

    set_to("10:30")
    return set_to


@pytest.fixture
def held(at, running):
    """Opened at 10.30 by a clock that is an hour fast; every test sets it right and goes on."""
    running.refresh_from_db()
    return running


def write(meeting, by, text, token):
    return op.save_note(meeting=meeting, by=by, text=text, token=token, item=meeting.agenda.first()).note


def test_no_point_lasts_less_than_nothing(held, at, cast):
    first, second = held.agenda.all()[:2]
    at("09:30")
    op.finish_item(item=first, by=cast.people["yusuf"])
    op.finish_item(item=second, by=cast.people["yusuf"])
    for item in held.agenda.all()[:2]:
        assert item.ended_at >= item.started_at
    assert all(run.seconds is None or run.seconds >= 0 for run in course(held).items)
    assert all(point.used >= 0 for point in read.timeline(held))
    assert running_now(held).number == 3


def test_the_minutes_stand_in_the_order_they_were_written(held, at, cast):
    write(held, cast.people["yusuf"], "Ditulis lebih dulu.", "a")
    at("09:31")
    write(held, cast.people["ratna"], "Ditulis kemudian.", "b")
    assert [n.text for n in read.written(held)] == ["Ditulis lebih dulu.", "Ditulis kemudian."]
    assert [n.discussion for n in meeting_paper(held).notes] == ["Ditulis lebih dulu.", "Ditulis kemudian."]


def test_nobody_is_said_to_be_writing_for_an_hour(held, at, cast):
    write(held, cast.people["ratna"], "Ditulis pukul 10.30.", "a")
    assert read.desk(held, cast.people["yusuf"]).writing is not None
    at("09:31")
    assert read.desk(held, cast.people["yusuf"]).writing is None


def test_later_words_of_a_note_win_though_their_hour_is_earlier(held, at, cast):
    note = write(held, cast.people["yusuf"], "Naskah pertama.", "a")
    at("09:31")
    op.save_note(meeting=held, by=cast.people["ratna"], text="Naskah kedua.", token="a", note=note, base_revision=1)
    assert [n.text for n in read.written(held)] == ["Naskah kedua."]


def test_the_code_still_opens_the_door_and_a_running_meeting_does_not_shut_by_a_lost_day(held, at, cast, client):
    room = hand.room_of(held, by=cast.people["yusuf"])
    for hour, day in (("09:30", "2026-05-05"), ("00:00", "2026-05-04"), ("00:00", "2015-01-01")):
        at(hour, day)
        assert client.get(f"/hadir/{room.code}/").status_code == 200, day


def test_wrong_codes_counted_by_the_other_clock_shut_nobody_out(held, at, cast, client):
    room = hand.room_of(held, by=cast.people["yusuf"])
    for n in range(WRONG_CODES + 1):
        client.get(f"/hadir/AAAA{n:02d}/")
    assert client.get(f"/hadir/{room.code}/").status_code == 429
    at("09:30")
    assert client.get(f"/hadir/{room.code}/").status_code == 200


def test_a_pin_goes_on_counting_and_a_shut_name_is_opened_by_hand(held, at, cast):
    endah = cast.people["endah"]
    hand.set_pin(person=endah, pin="2580", by=endah)
    line = Attendance.objects.get(meeting=held, person=endah)
    for _n in range(4):
        hand.come(attendance=line, pin="1111")
    at("09:30")
    assert hand.come(attendance=line, pin="1111").tried.result == "tertutup"
    hand.unlock(attendance=line, by=cast.people["yusuf"])
    assert hand.come(attendance=line, pin="2580").phone is not None


def test_a_vote_opened_by_the_fast_clock_is_cast_and_closed_by_the_right_one(held, at, cast):
    voices = list(held.attendance.filter(person__isnull=False)[:3])
    Attendance.objects.filter(pk__in=[v.pk for v in voices]).update(status="hadir")
    ballot = ballots.open_scoring(
        meeting=held, by=cast.people["yusuf"], title="Mana dulu?", method=rules.methods(2026)["usg"],
        options=[BallotOption(order=n, label=f"Masalah {n}") for n in (1, 2)],
    )  # fmt: skip
    at("09:30")
    for n, voice in enumerate(voices):
        sent = ballots.cast(
            ballot=ballot.pk, meeting=held.pk, voice=voice, key=f"telepon {n}",
            read=lambda _ballot: {"1": [5, 5, 5], "2": [1, 1, 1]},
        )  # fmt: skip
        assert sent.done == n + 1
    closed = ballots.close(ballot=ballot, by=cast.people["yusuf"])
    assert closed.state == Ballot.CLOSED
    assert closed.result["raters"] == 3


def test_the_queue_goes_on_and_the_minutes_close(held, at, cast, complete):
    line = held.attendance.filter(person=cast.people["endah"]).get()
    Attendance.objects.filter(pk=line.pk).update(status="hadir", at=held.opened_at)
    line.refresh_from_db()
    turn = hand.ask_to_speak(attendance=line)
    at("09:30")
    hand.let_speak(turn=turn, by=cast.people["yusuf"])
    hand.end_turn(turn=turn, by=cast.people["yusuf"])
    op.add_rtl(meeting=held, by=cast.people["yusuf"], **complete)
    closed = op.close(meeting=held, by=cast.people["anindya"])
    assert closed.is_closed
    assert closed.end is None or closed.end > closed.start
    found = report(closed)
    assert found.health.minutes is None or found.health.minutes >= 0
    assert found.health.red_seconds >= 0
    assert found.health.timed_seconds >= 0
