"""Preparing: day and date, the agenda in its time box, who is invited, numbers of letters."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.periods import Month, long_date, short_date
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.operations.letters import fill
from lokmin.cycle.meetings.papers import office
from lokmin.cycle.meetings.reading import read_day

DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2090, 12, 31))


@given(DAYS)
def test_a_day_is_read_as_it_is_printed(day):
    texts = [
        long_date(day),
        short_date(day),
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        long_date(day).upper(),
    ]
    assert [read_day(t) for t in texts] == [day] * 5


@given(DAYS, st.integers(1, 6))
def test_a_day_name_that_contradicts_its_date_is_refused(day, shift):
    other = long_date(day + dt.timedelta(days=shift)).split(",")[0]
    with pytest.raises(ValidationError, match="adalah hari"):
        read_day(f"{other}, {short_date(day)}")


def test_the_printed_mistake_of_2023_is_caught():
    with pytest.raises(ValidationError, match="20 Januari 2023 adalah hari Jumat, bukan Kamis"):
        read_day("Kamis (20/1/2023)")
    assert read_day("Jum'at, 20 Januari 2023") == dt.date(2023, 1, 20)


@pytest.mark.parametrize("text", ["", "besok", "31/2/2026", "Selasa", "5 Mai 2026"])
def test_what_is_no_date_is_said_so(text):
    with pytest.raises(ValidationError, match="bukan tanggal"):
        read_day(text)


@pytest.mark.django_db
def test_meetings_are_counted_by_kind_and_year(cast):
    made = [
        op.prepare(puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind=kind, period=Month(2026, 4), date=day)
        for kind, day in [
            ("bulanan_rutin", dt.date(2026, 5, 5)),
            ("bulanan_rutin", dt.date(2026, 6, 2)),
            ("tribulanan_rutin", dt.date(2026, 5, 12)),
            ("bulanan_rutin", dt.date(2027, 1, 5)),
        ]
    ]
    assert [m.number for m in made] == [1, 2, 1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [45, 60, 90, 120, 180])
def test_the_agenda_fits_its_time_box(cast, minutes):
    meeting = op.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="bulanan_rutin", period=Month(2026, 4),
        date=dt.date(2026, 5, 5), planned_minutes=minutes,
    )  # fmt: skip
    items = list(meeting.agenda.all())
    assert sum(i.minutes for i in items) <= minutes
    assert items[0].kind == "pembukaan"
    assert items[-1].kind == "penutup"


@pytest.mark.django_db
def test_points_are_moved_added_before_the_closing_and_taken_off(meeting, cast):
    yusuf = cast.people["yusuf"]
    titles = [i.title for i in meeting.agenda.all()]
    op.move_item(item=meeting.agenda.all()[1], by=yusuf, up=False)
    titles[1], titles[2] = titles[2], titles[1]
    assert [i.title for i in meeting.agenda.all()] == titles
    op.move_item(item=meeting.agenda.first(), by=yusuf, up=True)
    assert [i.title for i in meeting.agenda.all()] == titles
    added = op.add_item(meeting=meeting, by=yusuf, title="Persiapan haji", minutes=10)
    assert [i.title for i in meeting.agenda.all()] == [*titles[:-1], "Persiapan haji", titles[-1]]
    op.remove_item(item=added, by=yusuf)
    assert [i.title for i in meeting.agenda.all()] == titles
    with pytest.raises(ValidationError, match="1 sampai 600"):
        op.change_item(item=meeting.agenda.first(), by=yusuf, minutes=0)


@pytest.mark.django_db
def test_points_run_one_after_another(running, cast):
    first, second = list(running.agenda.all())[:2]
    assert first.started_at is not None
    op.finish_item(item=first, by=cast.people["yusuf"])
    second.refresh_from_db()
    assert second.started_at is not None
    third = running.agenda.all()[2]
    op.start_item(item=third, by=cast.people["yusuf"])
    assert [bool(i.ended_at) for i in running.agenda.all()[:3]] == [True, True, False]


@pytest.mark.django_db
def test_attendance_says_who_came_for_whom(meeting, cast):
    yusuf = cast.people["yusuf"]
    rows = {a.person.username: a for a in meeting.attendance.select_related("person")}
    assert "camat" not in rows
    with pytest.raises(ValidationError, match="tulis nama wakilnya"):
        op.record_attendance(meeting=meeting, by=yusuf, rows={rows["sri"].pk: {"status": "diwakili"}})
    typed = {
        rows["anindya"].pk: {"status": "hadir"},
        rows["sri"].pk: {"status": "diwakili", "represented_by": "Bambang"},
        rows["hendra"].pk: {"status": "sakit"},
    }
    assert op.record_attendance(meeting=meeting, by=yusuf, rows=typed) == 3
    assert op.record_attendance(meeting=meeting, by=yusuf, rows=typed) == 0
    guest = op.add_guest(meeting=meeting, by=yusuf, name="Drs. Suryo Wibisono", institution="Kecamatan", status="hadir")
    assert guest.at is not None
    assert meeting.attendance.get(person__username="hendra").at is None


@pytest.mark.django_db
def test_a_letter_has_its_number_once_and_the_pattern_is_the_offices(meeting, cast):
    yusuf = cast.people["yusuf"]
    op.invite(meeting=meeting, by=yusuf, day=dt.date(2026, 5, 2))
    op.invite(meeting=meeting, by=yusuf, day=dt.date(2026, 5, 3))
    assert [str(n) for n in meeting.letters.all()] == ["400.7.2/001/PKM-BNY/V/2026"]
    office.set_pattern(
        puskesmas=cast.puskesmas,
        by=yusuf,
        register="surat keluar",
        choices={"pola": "{nomor}/{unit}/{tahun}", "unit": "PKM"},
    )
    later = op.give_number(puskesmas=cast.puskesmas, by=yusuf, purpose="surat tugas", day=dt.date(2026, 6, 1))
    assert (str(later), str(meeting.letters.get())) == ("002/PKM/2026", "400.7.2/001/PKM-BNY/V/2026")
    assert (
        str(op.give_number(puskesmas=cast.puskesmas, by=yusuf, purpose="surat", day=dt.date(2027, 1, 2)))
        == "001/PKM/2027"
    )
    assert str(op.give_number(puskesmas=cast.neighbour, by=yusuf, purpose="surat", day=dt.date(2026, 1, 2))).startswith(
        "400.7.2/001/PKM-SMB"
    )


@pytest.mark.django_db
def test_an_invitation_may_go_out_before_its_number(meeting, cast):
    invited = op.invite(meeting=meeting, by=cast.people["yusuf"], numbered=False)
    assert (invited.state, invited.letters.count()) == (Meeting.INVITED, 0)


@pytest.mark.parametrize("pattern", ["{nomr}", "{nomor", "{nomor.__class__}/{x}", "tanpa", "{nomor:>999999999}{}"])
def test_a_pattern_that_cannot_be_filled_is_refused(pattern):
    with pytest.raises(ValidationError, match="Pola nomor surat"):
        fill(pattern, {"nomor": "001"})
