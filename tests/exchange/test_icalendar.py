"""Calendar files: read back by another reader's rules, folded, escaped, with a sequence that grows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.exchange.icalendar import ZONES, MeetingEvent, Method, Person, Task, calendar

OFFICE = Person("Puskesmas Banyuwening", "lokmin/puskesmas/1", group=True)
RATNA = Person("Ratna Wulandari, S.Tr.Keb", "lokmin/orang/3")
CAMAT = Person("Camat Banyuwening", "lokmin/mitra/1", email="camat@banyuwening.example", answer="ACCEPTED")
MEETING = MeetingEvent(
    uid="lokmin-41@banyuwening",
    title="Lokmin bulanan rutin",
    start=dt.datetime(2026, 5, 5, 9),
    end=dt.datetime(2026, 5, 5, 11),
    stamp=dt.datetime(2026, 5, 1, 2, 30, tzinfo=dt.UTC),
    organiser=OFFICE,
    place='aula Puskesmas; lantai 2, "timur"',
    description="Membahas April 2026\nPemimpin: dr. Anindya\\Prameswari",
    attendees=(RATNA, CAMAT),
)
TASK = Task(
    uid="rtl-7@banyuwening",
    title="Sweeping K1 di Watubelah",
    stamp=dt.datetime(2026, 5, 5, 4, tzinfo=dt.UTC),
    organiser=OFFICE,
    start=dt.date(2026, 5, 11),
    due=dt.date(2026, 5, 23),
    meeting=MEETING.uid,
)


def read(data: bytes) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(data)


def event(meeting: MeetingEvent, method: Method = Method.PUBLISH):
    return read(calendar([meeting], method=method)).walk("VEVENT")[0]


def test_the_meeting_stands_at_its_own_hour_in_its_own_zone():
    for zone, (name, hours) in ZONES.items():
        found = event(replace(MEETING, zone=zone))
        begin = found.decoded("dtstart")
        assert begin == dt.datetime(2026, 5, 5, 9, tzinfo=ZoneInfo(name))
        assert begin.astimezone(dt.UTC).hour == 9 - hours
        assert found["dtstart"].params["TZID"] == name


def test_the_zone_is_described_in_the_file():
    zone = read(calendar([replace(MEETING, zone="WIT")])).walk("VTIMEZONE")[0]
    assert zone["tzid"] == "Asia/Jayapura"
    assert zone.walk("STANDARD")[0].decoded("tzoffsetto") == dt.timedelta(hours=9)


def test_lines_end_crlf_and_none_is_longer_than_75_octets():
    data = calendar([replace(MEETING, description="Capaian “K1” turun – " * 20)], [TASK], name="Kalender Ratna")
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode("utf-8")  # no letter is cut in two


def test_commas_semicolons_backslashes_and_new_lines_come_back():
    data = calendar([MEETING]).replace(b"\r\n ", b"")
    assert b'LOCATION:aula Puskesmas\\; lantai 2\\, "timur"' in data
    assert b"Membahas April 2026\\nPemimpin: dr. Anindya\\\\Prameswari" in data
    found = event(MEETING)
    assert str(found["location"]) == MEETING.place
    assert str(found["description"]) == MEETING.description


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=200),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120),
)
def test_any_text_comes_back_as_it_was(description, place):
    found = event(replace(MEETING, description=description, place=place))
    assert str(found["description"]) == description
    assert str(found["location"]) == place


def test_a_moved_meeting_keeps_its_uid_and_counts_up():
    first, second = event(MEETING), event(replace(MEETING, start=dt.datetime(2026, 5, 5, 10), sequence=1))
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 1)


def test_a_cancelled_meeting_is_taken_away_and_reminds_nobody():
    gone = replace(MEETING, cancelled=True, sequence=2)
    data = read(calendar([gone], method=Method.CANCEL))
    assert data["method"] == "CANCEL"
    found = data.walk("VEVENT")[0]
    assert found["status"] == "CANCELLED"
    assert found["sequence"] == 2
    assert found.walk("VALARM") == []


def test_a_draft_is_tentative():
    assert event(replace(MEETING, confirmed=False))["status"] == "TENTATIVE"
    assert event(MEETING)["status"] == "CONFIRMED"


def test_nobody_gets_a_made_up_address():
    found = event(MEETING, Method.REQUEST)
    ratna, camat = found["attendee"]
    assert str(ratna).startswith("urn:uuid:")
    assert ratna.params["CN"] == RATNA.name
    assert (ratna.params["PARTSTAT"], ratna.params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert str(camat) == "mailto:camat@banyuwening.example"
    assert (camat.params["PARTSTAT"], camat.params["RSVP"]) == ("ACCEPTED", "FALSE")
    assert str(found["organizer"]).startswith("urn:uuid:")
    assert b"@" not in calendar([replace(MEETING, attendees=(RATNA,), uid="x")], method=Method.REQUEST)


def test_a_published_calendar_does_not_say_who_is_invited():
    assert b"ATTENDEE" not in calendar([MEETING])


def test_two_alarms_a_day_and_an_hour_before():
    spans = [alarm.decoded("trigger") for alarm in event(MEETING).walk("VALARM")]
    assert spans == [dt.timedelta(days=-1), dt.timedelta(hours=-1)]


def test_an_action_is_a_task_of_its_meeting():
    found = read(calendar([], [TASK])).walk("VTODO")[0]
    assert found.decoded("due") == dt.date(2026, 5, 23)
    assert str(found["related-to"]) == MEETING.uid
    assert found["status"] == "NEEDS-ACTION"
    assert found.walk("VALARM")[0]["trigger"].params["RELATED"] == "END"


def test_a_finished_action_is_complete_and_silent():
    finished = dt.datetime(2026, 5, 20, 3, tzinfo=dt.UTC)
    found = read(calendar([], [replace(TASK, status="COMPLETED", finished=finished)])).walk("VTODO")[0]
    assert (found["percent-complete"], found.decoded("completed")) == (100, finished)
    assert found.walk("VALARM") == []


def test_a_feed_has_a_name_and_says_how_often_to_ask():
    found = read(calendar([], name="Lokmin Ratna"))
    assert (str(found["name"]), str(found["x-wr-calname"])) == ("Lokmin Ratna", "Lokmin Ratna")
    assert found["refresh-interval"].params["VALUE"] == "DURATION"
    assert found.walk("VTIMEZONE")


def test_the_same_meeting_gives_the_same_bytes():
    assert calendar([MEETING], [TASK]) == calendar([MEETING], [TASK])


@pytest.mark.parametrize(
    ("change", "method", "said"),
    [
        ({"zone": "WIS"}, Method.PUBLISH, "Zona waktu “WIS”"),
        ({"end": dt.datetime(2026, 5, 5, 9)}, Method.PUBLISH, "selesai harus sesudah mulai"),
        ({"attendees": ()}, Method.REQUEST, "perlu orang yang diundang"),
        ({}, Method.CANCEL, "tidak dibatalkan"),
        ({"stamp": dt.datetime(2026, 5, 1)}, Method.PUBLISH, "harus berzona"),
    ],
)
def test_what_a_calendar_cannot_say_is_refused(change, method, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        calendar([replace(MEETING, **change)], method=method)


def test_actions_are_only_published():
    with pytest.raises(ValueError, match="hanya dapat diterbitkan"):
        calendar([MEETING], [TASK], method=Method.REQUEST)
