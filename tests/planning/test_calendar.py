"""The joint calendar: what meetings and plans put there, what clashes, moving with a reason, and its pages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lokmin.core.periods import Month
from lokmin.core.planning.clashes import Kind
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings.schedule import choices
from lokmin.cycle.planning.calendar import operations, queries
from lokmin.cycle.planning.models import Event, MonthRow, Plan, RpkItem
from lokmin.cycle.planning.monthly import operations as monthly
from lokmin.cycle.planning.monthly.queries import month_rows
from lokmin.cycle.planning.plans.operations import plan_of
from lokmin.cycle.workforce.models import Leave, Staff

MAY = Month(2026, 5)
TUESDAY = dt.date(2026, 5, 5)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-04-28T09:00"


def worker(cast, name: str) -> Staff:
    person = cast.people[name]
    return Staff.objects.create(
        puskesmas=cast.puskesmas, person=person, name=person.full_name, profession="bidan", made_at=clock.now()
    )  # fmt: skip


@pytest.fixture
def ratna(cast):
    return worker(cast, "ratna")


def add(cast, title: str = "Kelas ibu", date: dt.date = TUESDAY, **fields) -> Event:
    return operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], title=title, date=date, **fields)


def put(cast, date: dt.date = TUESDAY, **fields) -> Event:
    given = {"title": "Lokmin bulanan", "start": dt.time(9), "end": dt.time(12), "all_staff": True, **fields}
    return operations.put_event(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], date=date, origin=("lokmin", "7"), **given
    )  # fmt: skip


def found(cast):
    return queries.clashes(cast.puskesmas, MAY.first_day, MAY.last_day)


def test_a_meeting_put_again_moves_and_taken_away_is_gone(cast):
    put(cast)
    put(cast, dt.date(2026, 5, 6))
    [line] = queries.month_book(cast.puskesmas, MAY).within
    assert (line.event.first, line.people, line.movable) == (dt.date(2026, 5, 6), ("seluruh staf",), False)
    operations.drop_event(puskesmas=cast.puskesmas, by=cast.people["yusuf"], origin=("lokmin", "7"))
    assert queries.month_book(cast.puskesmas, MAY).within == ()


def test_putting_the_same_again_writes_nothing(cast):
    put(cast)
    before = AuditLine.objects.count()
    put(cast)
    assert AuditLine.objects.count() == before


def test_whoever_must_be_at_the_lokmin_clashes_with_what_else_was_planned(cast, ratna):
    put(cast)
    add(cast, start=dt.time(8), end=dt.time(10), staff=[ratna.pk])
    [clash] = found(cast)
    assert clash.clash.kind is Kind.PERSON
    assert "Ratna Wulandari" in clash.sentence
    assert clash.step == "Pindahkan Kelas ibu ke Rabu, 6 Mei 2026."
    assert clash.movable


def test_leave_and_the_offices_own_days_are_seen(cast, ratna):
    Leave.objects.create(staff=ratna, kind="cuti", start=TUESDAY, end=TUESDAY)
    add(cast, staff=[ratna.pk])
    wednesday = dt.date(2026, 5, 6)
    choices.name_day(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], day=wednesday, name="Hari jadi kabupaten", closed=True
    )
    add(cast, "Rapat desa", wednesday)
    kinds = {f.clash.kind: f.sentence for f in found(cast)}
    assert set(kinds) == {Kind.LEAVE, Kind.CLOSED}
    assert "Hari jadi kabupaten" in kinds[Kind.CLOSED]


def test_who_is_away_is_not_missed_at_the_lokmin_and_a_stretch_of_weeks_keeps_nobody_busy(cast, ratna):
    Leave.objects.create(staff=ratna, kind="cuti", start=TUESDAY, end=TUESDAY)
    put(cast)
    add(cast, "Pendampingan", MAY.first_day, until=MAY.last_day, staff=[ratna.pk], place="Aula")
    add(cast, "Rapat", dt.date(2026, 5, 6), staff=[ratna.pk], place="aula")
    assert found(cast) == ()


def test_twelve_villages_are_no_one_place_but_the_hall_is(cast):
    for place in ("12 desa", "Aula  Puskesmas"):
        add(cast, f"A {place}", place=place)
        add(cast, f"B {place}", place=place.upper())
    [clash] = found(cast)
    assert clash.clash.kind is Kind.PLACE
    assert clash.sentence.startswith(("Aula  Puskesmas", "AULA  PUSKESMAS"))


def test_what_is_over_is_not_complained_about(cast, ratna, settings):
    put(cast)
    add(cast, start=dt.time(8), end=dt.time(10), staff=[ratna.pk])
    settings.LOKMIN_TODAY = "2026-05-06T08:00"
    assert found(cast) == ()


def test_moving_needs_a_reason_and_a_day_that_is_not_over(cast):
    event = add(cast)
    with pytest.raises(ValidationError, match="alasan"):
        operations.move(event=event, by=cast.people["ratna"], date=dt.date(2026, 5, 6), reason=" ")
    with pytest.raises(ValidationError, match="sudah lewat"):
        operations.move(event=event, by=cast.people["ratna"], date=dt.date(2026, 4, 1), reason="x")
    moved = operations.move(event=event, by=cast.people["ratna"], date=dt.date(2026, 5, 6), reason="Banjir")
    assert (moved.date, moved.moved_reason) == (dt.date(2026, 5, 6), "Banjir")
    assert AuditLine.objects.filter(action="kalender.pindah", sentence__contains="Banjir").exists()


def test_a_meeting_is_not_moved_here(cast):
    with pytest.raises(ValidationError, match="halaman pertemuannya"):
        operations.move(event=put(cast), by=cast.people["yusuf"], date=dt.date(2026, 5, 7), reason="x")


def test_days_and_hours_the_wrong_way_round_are_refused_in_words(cast):
    with pytest.raises(ValidationError, match="Hari terakhir"):
        add(cast, until=dt.date(2026, 5, 4))
    with pytest.raises(ValidationError, match="Jam selesai"):
        add(cast, start=dt.time(9), end=dt.time(9))
    with pytest.raises(ValidationError, match="jam mulai"):
        add(cast, end=dt.time(9))


@pytest.fixture
def rows(cast, ratna):
    by = cast.people["yusuf"]
    year = plan_of(puskesmas=cast.puskesmas, by=by, kind=Plan.RPK, year=2026)
    car = operations.keep_resource(puskesmas=cast.puskesmas, by=by, kind="kendaraan", name="Pusling")
    item = RpkItem.objects.create(
        plan=year, upaya="UKM esensial", activity="Posyandu keliling", new_reason="uji", days_each=2, resource=car,
        made_at=clock.now(), made_by=by,
    )  # fmt: skip
    plan = plan_of(puskesmas=cast.puskesmas, by=by, kind=Plan.MONTHLY, year=2026, month=5)
    return [
        MonthRow.objects.create(
            plan=plan, activity=title, rpk_item=linked, owner=ratna, made_at=clock.now(), made_by=by, source_key=title
        )
        for title, linked in (("Posyandu keliling", item), ("Rapat kader", None))
    ]  # fmt: skip


def test_rows_of_the_month_get_days_with_what_they_need(cast, ratna, rows):
    given = [operations.Dated(rows[0], TUESDAY, dt.time(8), dt.time(12)), operations.Dated(rows[1], TUESDAY)]
    assert len(queries.undated(cast.puskesmas, MAY)) == 2
    assert operations.date_rows(puskesmas=cast.puskesmas, by=cast.people["yusuf"], given=given) == 2
    assert operations.date_rows(puskesmas=cast.puskesmas, by=cast.people["yusuf"], given=given) == 0
    assert queries.undated(cast.puskesmas, MAY) == ()
    book = queries.month_book(cast.puskesmas, MAY)
    line = next(x for x in book.within if x.event.title == "Posyandu keliling")
    assert (line.event.length, line.resource, line.people, line.month) == (
        2,
        "Pusling",
        ("Ratna Wulandari",),
        (2026, 5),
    )
    assert [f.clash.kind for f in book.clashes] == [Kind.PERSON]


def test_everybody_a_row_names_gets_its_day_unless_somebody_else_takes_it_over(cast, ratna, rows):
    sri, bambang = worker(cast, "sri"), worker(cast, "bambang")
    MonthRow.objects.update(owner_text="Ratna Wulandari, Sri")
    given = [
        operations.Dated(MonthRow.objects.get(pk=rows[0].pk), TUESDAY, staff=ratna.pk),
        operations.Dated(MonthRow.objects.get(pk=rows[1].pk), TUESDAY, staff=bambang.pk),
    ]
    operations.date_rows(puskesmas=cast.puskesmas, by=cast.people["yusuf"], given=given)
    assert set(rows[0].events.get().staff.all()) == {ratna, sri}
    assert set(rows[1].events.get().staff.all()) == {bambang}


def test_a_row_whose_event_is_taken_out_has_no_day_again(cast, rows):
    operations.date_rows(puskesmas=cast.puskesmas, by=cast.people["yusuf"], given=[operations.Dated(rows[1], TUESDAY)])
    operations.remove(event=Event.objects.get(), by=cast.people["yusuf"])
    assert len(queries.undated(cast.puskesmas, MAY)) == 2


def test_a_lokmin_in_the_plan_has_the_day_of_its_meeting(cast, ratna, rows):
    plan = rows[0].plan
    for title in ("Lokakarya mini bulanan", "Lokmin lintas sektor"):
        MonthRow.objects.create(plan=plan, activity=title, made_at=clock.now(), source_key=title)
    put(cast, title="Lokmin bulanan rutin")
    days = {line.row.activity: line.row.days for line in month_rows(cast.puskesmas, MAY)}
    assert (days["Lokakarya mini bulanan"], days["Lokmin lintas sektor"]) == ((5,), ())
    waiting = {row.activity for row in queries.undated(cast.puskesmas, MAY)}
    assert waiting == {"Posyandu keliling", "Rapat kader", "Lokmin lintas sektor"}
    row = MonthRow.objects.get(activity="Lokakarya mini bulanan")
    monthly.move(row=row, by=cast.people["yusuf"], on=dt.date(2026, 5, 7))
    assert {line.row.activity: line.row.days for line in month_rows(cast.puskesmas, MAY)}[row.activity] == (7,)


def test_a_car_is_not_kept_twice(cast, rows):
    with pytest.raises(ValidationError, match="sudah ada"):
        operations.keep_resource(puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="ruang", name="pusling")


def test_the_meeting_hears_of_clashes_and_of_rows_without_a_day(cast, ratna, rows):
    assert queries.for_meeting(cast.puskesmas, 2026, 5) is None
    put(cast)
    add(cast, start=dt.time(8), end=dt.time(10), staff=[ratna.pk])
    annex = queries.for_meeting(cast.puskesmas, 2026, 5)
    assert annex.sentence == "Kalender Mei 2026: 1 benturan, 1 di antaranya harus diubah"
    assert annex.rows[0][1] == "harus diubah"
    assert annex.notes == ("2 kegiatan RPK bulan ini belum bertanggal.",)


def test_the_neighbour_sees_nothing_of_it(cast):
    add(cast)
    assert queries.month_book(cast.neighbour, MAY).within == ()


def at(cast, name: str, **kw) -> str:
    return reverse(f"planning:{name}", kwargs={"pkm": cast.puskesmas.code, **kw})


def test_the_month_shows_events_filters_and_warnings(cast, enter, ratna, rows):
    client = enter("yusuf")
    put(cast)
    add(cast, start=dt.time(8), end=dt.time(10), staff=[ratna.pk])
    page = client.get(at(cast, "calendar") + "?bulan=2026-05").content.decode()
    assert "Kalender Mei 2026: 2 kegiatan" in page
    assert "Kelas ibu" in page
    assert "1 benturan" in page
    assert "2 kegiatan RPK belum bertanggal" in page
    only = client.get(at(cast, "calendar") + f"?bulan=2026-05&orang=staf:{ratna.pk + 999}").content.decode()
    assert "Kelas ibu" not in only
    assert client.get(at(cast, "calendar") + "?bulan=2026-99").status_code == 200


def test_a_clash_is_moved_with_one_tap(cast, enter, ratna):
    client = enter("yusuf")
    put(cast)
    event = add(cast, start=dt.time(8), end=dt.time(10), staff=[ratna.pk])
    page = client.get(at(cast, "calendar_clashes") + "?bulan=2026-05").content.decode()
    assert 'value="2026-05-06"' in page
    answer = client.post(
        at(cast, "calendar_move", event=event.pk),
        {"date": "2026-05-06", "reason": "Berbenturan", "dari": "benturan", "bulan": "2026-05"},
    )
    assert answer.url.endswith("benturan/?bulan=2026-05")
    assert found(cast) == ()


def test_an_event_is_written_changed_and_refused_with_its_text_kept(cast, enter, ratna):
    client = enter("yusuf")
    village = cast.villages[1]
    fields = {"title": "Kelas balita", "date": "2026-05-07", "staff": [ratna.pk], "villages": [village.code]}
    client.post(at(cast, "calendar_add"), fields)
    event = Event.objects.get()
    assert list(event.villages.all()) == [village]
    wrong = client.post(at(cast, "calendar_change", event=event.pk), {**fields, "title": "Lain", "end": "09:00"})
    assert wrong.status_code == 422
    assert "Lain" in wrong.content.decode()
    client.post(at(cast, "calendar_change", event=event.pk), {**fields, "title": "Lain"})
    assert Event.objects.get().title == "Lain"


def test_many_rows_get_their_days_in_one_form(cast, enter, rows):
    client = enter("yusuf")
    page = client.get(at(cast, "calendar_dates") + "?bulan=2026-05").content.decode()
    assert "Rapat kader" in page
    names = [f"b{row.pk}" for row in rows]
    outside = client.post(at(cast, "calendar_dates"), {"bulan": "2026-05", f"{names[0]}-date": "2026-06-01"})
    assert outside.status_code == 422
    assert "Di luar bulan rencananya" in outside.content.decode()
    client.post(at(cast, "calendar_dates"), {"bulan": "2026-05", f"{names[0]}-date": "2026-05-12"})
    assert [e.date for e in Event.objects.all()] == [dt.date(2026, 5, 12)]


def test_the_calendar_is_taken_away_as_paper_book_and_phone_file(cast, enter):
    client = enter("yusuf")
    add(cast)
    for ending, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = client.get(at(cast, "calendar_paper", ending=ending) + "?bulan=2026-05")
        assert answer.content.startswith(start)
    assert b"SUMMARY:Kelas ibu" in client.get(at(cast, "calendar_ics") + "?bulan=2026-05").content
    assert client.get(at(cast, "calendar_paper", ending="exe")).status_code == 404


def test_every_kind_of_clash_is_found_in_the_year_as_it_was_decreed(cast, ratna, settings):
    """2026: fasting from mid-February, Nyepi on 19 March, Idul Fitri on 21 March; a helper counts like a PJ."""
    settings.LOKMIN_TODAY = "2026-02-02T09:00"
    by, sri, place = cast.people["yusuf"], worker(cast, "sri"), cast.villages[0]
    car = operations.keep_resource(puskesmas=cast.puskesmas, by=by, kind="kendaraan", name="Pusling")
    plan = plan_of(puskesmas=cast.puskesmas, by=by, kind=Plan.RPK, year=2026)
    item = RpkItem.objects.create(
        plan=plan, upaya="UKM", activity="Kunjungan rumah", new_reason="uji", owner=sri, avoid_fasting=True,
        owner_text="Ratna Wulandari", made_at=clock.now(), resource=car,
    )  # fmt: skip
    item.months.create(month=3, times=1)
    march = monthly.draw_up(puskesmas=cast.puskesmas, by=by, month=Month(2026, 3))
    monthly.move(row=march.month_rows.get(), by=by, on=dt.date(2026, 3, 10))
    days = {
        "Kelas": dt.date(2026, 3, 10), "Rapat": dt.date(2026, 3, 10), "Desa": dt.date(2026, 3, 10),
        "Nyepi": dt.date(2026, 3, 19), "Lebaran": dt.date(2026, 3, 23), "Sabtu": dt.date(2026, 3, 28),
        "PMT pemulihan": dt.date(2026, 3, 11), "Aula A": dt.date(2026, 3, 12), "Aula B": dt.date(2026, 3, 12),
    }  # fmt: skip
    more = {
        "Kelas": {"staff": [ratna.pk]}, "Rapat": {"resource": car}, "Desa": {"villages": [place]},
        "Aula A": {"place": "Aula"}, "Aula B": {"place": "aula"},
    }  # fmt: skip
    for title, day in days.items():
        add(cast, title, day, **more.get(title, {}))
    march.month_rows.get().events.get(removed_at=None).villages.set([place])
    clashes = queries.clashes(cast.puskesmas, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    said = {(f.clash.kind, *sorted(e.title for e in (f.clash.one, f.clash.other) if e)): f.sentence for f in clashes}
    assert set(said) == {
        (Kind.PERSON, "Kelas", "Kunjungan rumah"), (Kind.RESOURCE, "Kunjungan rumah", "Rapat"),
        (Kind.VILLAGE, "Desa", "Kunjungan rumah"), (Kind.PLACE, "Aula A", "Aula B"), (Kind.CLOSED, "Nyepi"),
        (Kind.CLOSED, "Lebaran"), (Kind.DAYOFF, "Sabtu"), (Kind.FASTING, "PMT pemulihan"),
        (Kind.FASTING, "Kunjungan rumah"),
    }  # fmt: skip
    assert "Ratna Wulandari" in said[Kind.PERSON, "Kelas", "Kunjungan rumah"]
    assert "Hari Suci Nyepi" in said[Kind.CLOSED, "Nyepi"]
    assert "Cuti Bersama" in said[Kind.CLOSED, "Lebaran"]
    assert "meminta bulan puasa dihindari" in said[Kind.FASTING, "Kunjungan rumah"]
    [moving] = [f for f in clashes if f.clash.kind is Kind.FASTING and f.clash.one.title == "Kunjungan rumah"]
    assert all(day > dt.date(2026, 3, 24) or day < dt.date(2026, 2, 18) for day in moving.clash.free)


def test_hours_and_helpers_go_along_to_another_day_of_the_row(cast, ratna, rows):
    row = rows[0]
    event = add(cast, "Kelas", TUESDAY, row=row, staff=[ratna.pk], start=dt.time(8), end=dt.time(10))
    moved = monthly.move(row=row, by=cast.people["yusuf"], on=dt.date(2026, 5, 12), reason="aula dipakai")
    assert (moved.pk != event.pk, moved.start, moved.end) == (True, dt.time(8), dt.time(10))
    assert list(moved.staff.all()) == [ratna]


def test_a_saturday_that_was_chosen_on_purpose_is_not_asked_about_until_it_moves(cast, enter):
    event = add(cast, "Posbindu PTM", dt.date(2026, 5, 9), start=dt.time(8), end=dt.time(10))
    assert [f.clash.kind for f in found(cast)] == [Kind.DAYOFF]
    given = {"title": "Posbindu PTM", "date": "2026-05-09", "start": "08:00", "end": "10:00", "settled": "on"}
    address = reverse("planning:calendar_change", kwargs={"pkm": cast.puskesmas.code, "event": event.pk})
    enter("yusuf").post(address, given)
    assert found(cast) == ()
    event.refresh_from_db()
    operations.move(event=event, by=cast.people["yusuf"], date=dt.date(2026, 5, 14), reason="balai dipakai")
    assert [f.clash.kind for f in found(cast)] == [Kind.CLOSED]
