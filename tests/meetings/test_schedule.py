"""The year's schedule: laid out, held, moved, called off, late, due."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from lokmin.core.meetings.yearplan import Habits
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Meeting, ScheduleEntry
from lokmin.cycle.meetings.queries import menu_line
from lokmin.cycle.meetings.schedule import choices, operations, queries
from lokmin.cycle.meetings.schedule.rules import kind_of

YEAR = 2026


@pytest.fixture
def at(settings):
    """Hold the day still: ``at("2026-05-11")``."""

    def set_day(day: str) -> None:
        settings.LOKMIN_TODAY = day

    return set_day


@pytest.fixture
def year(cast, at):
    """Banyuwening's schedule of 2026, laid out on the second of January."""
    at("2026-01-02")
    operations.lay_out(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=YEAR)
    return cast


def entry(cast, kind: str, month: int) -> ScheduleEntry:
    return ScheduleEntry.objects.of(cast.puskesmas).get(kind=kind, month=month)


def prepared(cast, day: dt.date, **more) -> Meeting:
    given = {"kind": "bulanan_rutin", "period": Month(day.year, day.month).previous, **more}
    return op.prepare(puskesmas=cast.puskesmas, by=cast.people["yusuf"], date=day, **given)


def row(cast, kind: str, month: int):
    return next(r for r in queries.year_rows(cast.puskesmas, YEAR) if r.kind == kind and r.month == month)


def test_a_year_is_laid_out_around_the_holidays_the_program_knows(year):
    days = {e.planned: e for e in ScheduleEntry.objects.of(year.puskesmas)}
    assert len(days) == 18
    assert dt.date(2026, 5, 5) in days
    assert not {dt.date(2026, 1, 1), dt.date(2026, 3, 20), dt.date(2026, 5, 14)} & set(days)
    assert AuditLine.objects.filter(action="jadwal.susun").count() == 1


def test_laying_out_again_keeps_what_was_prepared_moved_cancelled_or_is_past(year, at):
    at("2026-04-20")
    yusuf = year.people["yusuf"]
    meeting = prepared(year, dt.date(2026, 5, 5))
    operations.move_entry(
        entry=entry(year, "tribulanan_rutin", 8), by=yusuf, day=dt.date(2026, 8, 20), reason="Camat umrah"
    )
    operations.cancel_entry(entry=entry(year, "rtm", 7), by=yusuf, reason="Digabung dengan survei")
    before = {e.pk: (e.planned, e.state) for e in ScheduleEntry.objects.of(year.puskesmas)}
    choices.set_habits(puskesmas=year.puskesmas, by=yusuf, wanted=Habits(weekday=3))
    new, out = operations.lay_out(puskesmas=year.puskesmas, by=yusuf, year=YEAR)
    after = {e.pk: e for e in ScheduleEntry.objects.of(year.puskesmas)}
    assert new == out
    assert new > 0
    kept = [e for e in after.values() if e.pk in before]
    assert {e.month for e in kept if e.planned < dt.date(2026, 4, 20)} == {1, 2, 3, 4}
    assert entry(year, "bulanan_rutin", 5).meeting == meeting
    assert entry(year, "tribulanan_rutin", 8).planned == dt.date(2026, 8, 20)
    assert entry(year, "rtm", 7).state == "dibatalkan"
    assert entry(year, "bulanan_rutin", 6).planned.weekday() == 3
    assert operations.lay_out(puskesmas=year.puskesmas, by=yusuf, year=YEAR) == (0, 0)


def test_a_meeting_takes_its_place_in_the_schedule_and_an_unplanned_one_is_shown_as_such(year):
    meeting = prepared(year, dt.date(2026, 5, 5))
    assert entry(year, "bulanan_rutin", 5).meeting == meeting
    other = prepared(year, dt.date(2026, 5, 27), kind="rapat_lain")
    shown = next(r for r in queries.year_rows(year.puskesmas, YEAR) if r.meeting == other.pk)
    assert (shown.entry, shown.planned, shown.state) == (None, None, "disiapkan")


def test_a_quarterly_meeting_that_slipped_into_april_is_still_the_one_of_february(year):
    prepared(year, dt.date(2026, 4, 14), kind="tribulanan_pertama", months=3)
    assert row(year, "tribulanan_pertama", 2).deviation == "63 hari sesudah rencana"
    late = prepared(year, dt.date(2026, 12, 15))
    assert entry(year, "bulanan_rutin", 12).meeting == late
    assert entry(year, "bulanan_rutin", 11).meeting is None


def test_a_meeting_made_of_a_line_of_another_kind_is_refused(year):
    with pytest.raises(ValidationError, match="tidak sama dengan jadwalnya"):
        prepared(year, dt.date(2026, 5, 5), entry=entry(year, "tribulanan_rutin", 5))
    assert not Meeting.objects.of(year.puskesmas).exists()


def test_the_october_meeting_of_the_seed_is_seven_days_off_its_plan(cast, at):
    at("2025-01-02")
    operations.lay_out(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2025)
    at("2025-10-14")
    meeting = prepared(cast, dt.date(2025, 10, 14), period=Month(2025, 9), months=3)
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    found = next(r for r in queries.year_rows(cast.puskesmas, 2025) if r.meeting == meeting.pk)
    assert (found.planned, found.deviation) == (dt.date(2025, 10, 7), "7 hari sesudah rencana")
    assert found.about == "Juli–September 2025"
    assert {"ukp", "ukm"} <= set(meeting.agenda.values_list("kind", flat=True))


def test_a_missed_meeting_is_late_on_the_schedule_the_menu_and_the_list(year, at):
    at("2026-02-09")
    assert row(year, "bulanan_rutin", 2).deviation == "belum diadakan, lewat 6 hari"
    assert menu_line(year.puskesmas) == "Lokmin Februari belum diadakan, lewat 6 hari"
    said = [d.reminder.sentence for d in queries.due(year.puskesmas)]
    assert "Lokmin Februari belum diadakan, lewat 6 hari" in said


def test_what_a_later_meeting_took_the_place_of_is_not_told_again(year, at):
    at("2026-05-05")
    op.open_meeting(meeting=prepared(year, dt.date(2026, 5, 5)), by=year.people["anindya"])
    late = [d.reminder.sentence for d in queries.due(year.puskesmas) if d.reminder.code == "belum"]
    assert not any(s.startswith("Lokmin Februari") for s in late)
    assert any(s.startswith("Lokmin tribulanan Februari") for s in late)
    assert row(year, "bulanan_rutin", 2).state == "terlewat"


def test_a_schedule_made_in_november_calls_nothing_before_it_late(cast, at):
    at("2026-11-22")
    operations.lay_out(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=YEAR)
    assert row(cast, "bulanan_rutin", 2).state == "tidak tercatat"
    assert queries.late_line(cast.puskesmas) == ""


def test_moving_needs_a_reason_an_open_day_and_the_same_year(year):
    yusuf, line = year.people["yusuf"], entry(year, "bulanan_rutin", 5)
    for day, reason, said in [
        (dt.date(2026, 5, 7), " ", "Tulis mengapa dipindah"),
        (dt.date(2026, 5, 14), "Hajatan", "Kenaikan Yesus Kristus"),
        (dt.date(2026, 5, 9), "Hajatan", "bukan hari kerja"),
        (dt.date(2027, 5, 7), "Hajatan", "untuk tahun 2026"),
    ]:
        with pytest.raises(ValidationError, match=said):
            operations.move_entry(entry=line, by=yusuf, day=day, reason=reason)
    line.refresh_from_db()
    assert line.planned == dt.date(2026, 5, 5)


def test_a_moved_meeting_goes_along_with_its_line_and_counts_up_in_the_calendar(year):
    yusuf, meeting = year.people["yusuf"], prepared(year, dt.date(2026, 5, 5))
    operations.move_entry(
        entry=entry(year, "bulanan_rutin", 5), by=yusuf, day=dt.date(2026, 5, 11), reason="Aula dipakai"
    )
    meeting.refresh_from_db()
    assert (meeting.date, meeting.calendar_sequence) == (dt.date(2026, 5, 11), 1)
    assert row(year, "bulanan_rutin", 5).deviation == "6 hari sesudah rencana"


def test_only_day_hour_and_place_count_up_in_the_calendar(meeting, cast):
    yusuf = cast.people["yusuf"]
    op.change_meeting(meeting=meeting, by=yusuf, remarks=["Bawa data"])
    meeting.refresh_from_db()
    assert meeting.calendar_sequence == 0
    op.change_meeting(meeting=meeting, by=yusuf, start=dt.time(10), place="balai desa")
    op.change_meeting(meeting=meeting, by=yusuf, start=dt.time(10))
    meeting.refresh_from_db()
    assert meeting.calendar_sequence == 1


def test_a_meeting_called_off_stays_with_its_reason_and_can_be_taken_back(year):
    yusuf, meeting = year.people["yusuf"], prepared(year, dt.date(2026, 5, 5))
    with pytest.raises(ValidationError, match="Tulis mengapa"):
        operations.cancel_meeting(meeting=meeting, by=yusuf, reason="")
    meeting = operations.cancel_meeting(meeting=meeting, by=yusuf, reason="Banjir")
    assert (meeting.state, meeting.cancel_reason, meeting.calendar_sequence) == ("dibatalkan", "Banjir", 1)
    assert entry(year, "bulanan_rutin", 5).state == "dibatalkan"
    with pytest.raises(ValidationError, match="dibatalkan: Banjir"):
        op.open_meeting(meeting=meeting, by=year.people["anindya"])
    with pytest.raises(ValidationError, match="dibatalkan"):
        op.change_meeting(meeting=meeting, by=yusuf, place="masjid")
    meeting = operations.restore_meeting(meeting=meeting, by=yusuf)
    assert (meeting.state, meeting.calendar_sequence) == ("draf", 2)
    assert entry(year, "bulanan_rutin", 5).state == "rencana"


def test_a_meeting_that_was_opened_cannot_be_called_off(running, cast):
    with pytest.raises(ValidationError, match="sudah dibuka"):
        operations.cancel_meeting(meeting=running, by=cast.people["yusuf"], reason="Lupa")


def test_what_is_due_before_a_meeting(year, at):
    prepared(year, dt.date(2026, 5, 5))
    at("2026-05-02")
    found = {d.reminder.code: d.reminder for d in queries.due(year.puskesmas) if d.meeting}
    assert found["undang"].sentence == "Kirim undangan Lokmin Mei, 1 hari lagi"
    assert found["bacaan"].sentence == "Bagikan bahan bacaan Lokmin Mei, hari ini"
    assert "Ratna Wulandari" in found["bahan"].sentence
    at("2026-05-04")
    late = next(d for d in queries.due(year.puskesmas) if d.reminder.code == "undang")
    assert (late.reminder.late, late.chat.splitlines()[0]) == (1, "*Lokmin Mei*")


def test_the_next_line_asks_to_be_prepared_in_time(year, at):
    at("2026-05-23")
    said = [d.reminder.sentence for d in queries.due(year.puskesmas) if d.reminder.code == "siapkan"]
    assert said == ["Siapkan Lokmin Juni, 1 hari lagi"]


def test_the_quarterly_rhythm_of_the_units_makes_quarters(cast, at):
    at("2026-01-02")
    yusuf = cast.people["yusuf"]
    choices.set_habits(puskesmas=cast.puskesmas, by=yusuf, wanted=Habits(rhythm="triwulan", rtm=False))
    operations.lay_out(puskesmas=cast.puskesmas, by=yusuf, year=YEAR)
    found = [r for r in queries.year_rows(cast.puskesmas, YEAR) if r.kind == "bulanan_rutin"]
    assert [r.about for r in found] == ["Januari–Maret 2026", "April–Juni 2026", "Juli–September 2026"]


def test_the_camat_leads_the_meeting_with_the_sectors_and_the_hall_is_his(year):
    meeting = prepared(year, dt.date(2026, 2, 10), kind="tribulanan_pertama", months=3)
    assert meeting.leader == year.people["camat"]
    assert meeting.opener == year.people["camat"]
    assert meeting.place == "aula kecamatan"
    first = prepared(year, dt.date(2026, 1, 6), kind="bulanan_pertama", period=Month(2025, 12), months=12)
    assert first.opener == year.people["yusuf"]
    assert first.leader == year.people["anindya"]
    assert first.about == "tahun 2025"


def test_a_pra_lokmin_has_its_cluster_and_its_members_and_no_other_kind_has(cast):
    meeting = prepared(cast, dt.date(2026, 5, 1), kind="pra_lokmin_klaster", klaster=2)
    assert meeting.title == "Pra-lokmin klaster 2"
    assert meeting.leader == cast.people["ratna"]
    invited = {a.person for a in meeting.attendance.select_related("person")}
    assert cast.people["ratna"] in invited
    assert cast.people["hendra"] not in invited
    for wrong in ({"kind": "pra_lokmin_klaster"}, {"klaster": 2}):
        with pytest.raises(ValidationError, match="Pilih klasternya"):
            prepared(cast, dt.date(2026, 5, 1), **wrong)


def test_what_is_discussed_cannot_change_once_the_figures_are_frozen(meeting, cast):
    yusuf = cast.people["yusuf"]
    op.change_meeting(meeting=meeting, by=yusuf, period=Month(2026, 3), months=3)
    meeting.refresh_from_db()
    assert meeting.about == "Januari–Maret 2026"
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    with pytest.raises(ValidationError, match="sudah dibekukan"):
        op.change_meeting(meeting=meeting, by=yusuf, months=1)
    with pytest.raises(ValidationError, match="sebulan, triwulan"):
        prepared(cast, dt.date(2026, 6, 2), months=5)


def test_an_own_day_moves_the_schedule_and_can_be_taken_back(cast, at):
    at("2026-01-02")
    yusuf, pkm = cast.people["yusuf"], cast.puskesmas
    day = choices.name_day(puskesmas=pkm, by=yusuf, day=dt.date(2026, 6, 2), name="Pilkades", closed=True)
    operations.lay_out(puskesmas=pkm, by=yusuf, year=YEAR)
    assert entry(cast, "bulanan_rutin", 6).planned == dt.date(2026, 6, 3)
    assert "Pilkades" in entry(cast, "bulanan_rutin", 6).reason
    choices.forget_day(day=day, by=yusuf)
    operations.lay_out(puskesmas=pkm, by=yusuf, year=YEAR)
    assert entry(cast, "bulanan_rutin", 6).planned == dt.date(2026, 6, 2)


def test_the_decreed_fasting_month_is_kept_by_year(cast):
    yusuf, pkm = cast.people["yusuf"], cast.puskesmas
    decreed = (dt.date(2026, 2, 19), dt.date(2026, 3, 20))
    choices.set_moon(puskesmas=pkm, by=yusuf, year=YEAR, fasting=[decreed], musrenbang=dt.date(2026, 2, 12))
    operations.lay_out(puskesmas=pkm, by=yusuf, year=YEAR)
    assert entry(cast, "tribulanan_pertama", 2).planned < dt.date(2026, 2, 12)
    with pytest.raises(ValidationError, match="29 atau 30 hari"):
        choices.set_moon(puskesmas=pkm, by=yusuf, year=YEAR, fasting=[(decreed[1], decreed[0])], musrenbang=None)
    choices.set_moon(puskesmas=pkm, by=yusuf, year=YEAR, fasting=None, musrenbang=None)
    pkm.refresh_from_db()
    assert pkm.settings["kalender"]["puasa"] == {}


def test_an_office_writes_its_own_kind_and_only_the_difference_is_kept(cast):
    yusuf, pkm = cast.people["yusuf"], cast.puskesmas
    base = kind_of(pkm, "bulanan_rutin", YEAR)
    wanted = {"aim": base.aim, "lead_days": 5, "recipients": ["Seluruh staf"]}
    given = {"puskesmas": pkm, "by": yusuf, "kind": "bulanan_rutin", "valid_from": YEAR}
    with pytest.raises(ValidationError, match="Tulis mengapa"):
        choices.save_kind(**given, wanted=wanted, reason="")
    kept = choices.save_kind(**given, wanted=wanted, reason="Desa jauh")
    assert kept.body == {"lead_days": 5, "recipients": ["Seluruh staf"]}
    assert kind_of(pkm, "bulanan_rutin", YEAR).lead_days == 5
    assert kind_of(pkm, "bulanan_rutin", YEAR - 1).lead_days == 2
    assert kind_of(cast.neighbour, "bulanan_rutin", YEAR).lead_days == 2
    assert prepared(cast, dt.date(2026, 5, 5)).recipients == ["Seluruh staf"]
    with pytest.raises(ValidationError, match="0 sampai 60 hari"):
        choices.save_kind(**given, wanted={"lead_days": 99}, reason="Coba")
    assert choices.save_kind(**given, wanted={"aim": base.aim}, reason="Kembali") is None
    assert kind_of(pkm, "bulanan_rutin", YEAR).changed == ()


def test_a_year_is_read_with_few_questions_however_many_meetings_it_has(year, django_assert_max_num_queries):
    for month in (5, 6, 7, 8):
        prepared(year, dt.date(2026, month, 5 if month != 7 else 7))
    with django_assert_max_num_queries(5):
        assert len(queries.year_rows(year.puskesmas, YEAR)) == 18
    with django_assert_max_num_queries(3):
        queries.late_line(year.puskesmas)
