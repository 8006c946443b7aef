"""The ABK of Banyuwening: laid out, filled by the system, divided over people, agreed in versions."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from lokmin.cli.demo.staff import fill_staff
from lokmin.core.numbers import MICRO
from lokmin.core.workload.abk import Kind
from lokmin.cycle.workforce.abk import operations, queries
from lokmin.cycle.workforce.abk.operations import Line
from lokmin.cycle.workforce.models import AbkVersion, Staff, WorkItem

YEAR = 2026


@pytest.fixture
def begun(cast, settings):
    settings.LOKMIN_TODAY = "2026-05-04T09:00"
    fill_staff(cast)
    operations.tell_meetings(puskesmas=cast.puskesmas, year=YEAR, kinds={"lokmin_bulanan": (2, 430)})
    operations.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=YEAR)
    return cast


def volumes(cast, profession, **told):
    lines = [
        Line(i.pk, Kind(i.kind), i.activity, i.unit, i.norm_micro, told[i.activity] * MICRO, i.source)
        for i in WorkItem.objects.filter(profession=profession, year=YEAR)
        if i.activity in told
    ]  # fmt: skip
    return operations.write_tasks(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=YEAR, profession=profession, lines=lines
    )


def test_every_profession_that_works_here_has_its_rows(begun):
    found = queries.tasks(begun.puskesmas, YEAR)
    assert set(found) == {s.profession for s in Staff.objects.of(begun.puskesmas)}
    lokmin = next(t for t in found["bidan"] if t.auto == "lokmin_bulanan")
    assert (lokmin.norm, lokmin.volume) == (215 * MICRO, 12 * MICRO)
    assert "2 pertemuan nyata 2026" in lokmin.source
    daily = next(t for t in found["bidan"] if t.auto == "hari_kerja")
    assert daily.volume == queries.usual_time(begun.puskesmas, YEAR).days * MICRO
    assert operations.begin(puskesmas=begun.puskesmas, by=begun.people["yusuf"], year=YEAR) == 0


def test_the_year_begins_with_the_days_off_of_its_calendar(begun):
    time, written = queries.work_time(begun.puskesmas, YEAR)
    assert written
    assert (time.week, time.holidays) == (6, queries.days_off(begun.puskesmas, YEAR, 6))
    assert time.minutes == 72_000
    assert 15 <= time.holidays <= 30


def test_the_days_the_office_closes_or_works_itself_count(begun):
    office = begun.puskesmas
    usual = queries.days_off(office, YEAR, 6)
    office.settings["kalender"] = {"hari": {"2026-05-12": ["HUT kabupaten", True], "2026-12-25": ["Natal", False],
                                            "2026-05-10": ["Minggu", True]}}  # fmt: skip
    assert queries.days_off(office, YEAR, 6) == usual
    del office.settings["kalender"]["hari"]["2026-12-25"]
    assert queries.days_off(office, YEAR, 6) == usual + 1


def test_a_figure_of_a_person_stays_until_they_take_the_systems_back(begun):
    """A norm measured here leaves the system's count alone; a count typed over it can be given back."""
    by, office = begun.people["yusuf"], begun.puskesmas
    daily = WorkItem.objects.get(profession="bidan", activity="Apel pagi")
    days = daily.volume_micro

    def write(norm, volume, **more):
        line = Line(daily.pk, Kind.SUPPORT, daily.activity, daily.unit, norm, volume, daily.source, **more)
        operations.write_tasks(puskesmas=office, by=by, year=YEAR, profession="bidan", lines=[line])
        daily.refresh_from_db()
        return daily.norm_micro, daily.volume_micro, daily.source, daily.overwritten

    assert write(10 * MICRO, days) == (10 * MICRO, days, "hari kerja tersedia menurut tabel WKT", False)
    assert write(10 * MICRO, 100 * MICRO) == (10 * MICRO, 100 * MICRO, "diketik", True)
    time, _written = queries.work_time(office, YEAR)
    operations.set_time(puskesmas=office, by=by, year=YEAR, time=replace(time, leave=24))
    operations.tell_meetings(puskesmas=office, year=YEAR, kinds={"lokmin_bulanan": (3, 600)})
    assert operations.refill(puskesmas=office, by=by, year=YEAR) > 10
    daily.refresh_from_db()
    assert daily.volume_micro == 100 * MICRO
    system = queries.offered(office, YEAR, queries.tasks(office, YEAR)["bidan"])
    assert system[str(daily.pk)].volume == days - 12 * MICRO
    back = write(10 * MICRO, 100 * MICRO, system=True)
    assert back == (10 * MICRO, days - 12 * MICRO, "hari kerja tersedia menurut tabel WKT", False)
    assert WorkItem.objects.get(profession="bidan", auto="lokmin_bulanan").norm_micro == 200 * MICRO


def test_a_profession_nobody_has_here_can_be_analysed_too(begun):
    assert queries.result(begun.puskesmas, YEAR).of("fisioterapis") is None
    made = operations.begin(
        puskesmas=begun.puskesmas, by=begun.people["yusuf"], year=YEAR, more=["fisioterapis", "tidak-ada"]
    )
    assert made > 5
    found = queries.result(begun.puskesmas, YEAR)
    assert found.of("fisioterapis").abk.have == 0
    assert found.of("tidak-ada") is None


def test_rows_are_added_and_taken_away_and_never_twice(begun):
    def write(*lines):
        return operations.write_tasks(
            puskesmas=begun.puskesmas, by=begun.people["yusuf"], year=YEAR, profession="gizi", lines=lines
        )

    row = WorkItem.objects.get(profession="gizi", activity="Konseling gizi")
    new = Line(None, Kind.MAIN, "Kelas gizi", "sesi", 90 * MICRO, 24 * MICRO, "rencana")
    gone = Line(row.pk, Kind.MAIN, row.activity, "", None, None, drop=True)
    empty = Line(None, Kind.MAIN, " ", "", None, None)
    assert write(new, gone, empty) == 2
    assert "Konseling gizi" not in {t.activity for t in queries.tasks(begun.puskesmas, YEAR)["gizi"]}
    with pytest.raises(ValidationError, match="dua kali"):
        write(Line(None, Kind.MAIN, "kelas GIZI", "sesi", 90 * MICRO, 24 * MICRO))
    with pytest.raises(ValidationError, match="lebih dari 0"):
        write(Line(None, Kind.MAIN, "Lain", "sesi", 0, 24 * MICRO))
    with pytest.raises(ValidationError, match="tidak ada waktu untuk tugas pokok"):
        write(Line(None, Kind.SUPPORT, "Rapat sepanjang tahun", "", 300 * MICRO, 264 * MICRO))
    assert "Rapat sepanjang tahun" not in {t.activity for t in queries.tasks(begun.puskesmas, YEAR)["gizi"]}


def test_two_activities_may_change_places_but_never_be_the_same(begun):
    rows = list(WorkItem.objects.filter(profession="gizi", kind="pokok").order_by("order")[:2])
    names = [row.activity for row in rows]

    def write(*activities):
        lines = [
            Line(row.pk, Kind.MAIN, activity, row.unit, row.norm_micro, row.volume_micro, row.source)
            for row, activity in zip(rows, activities, strict=True)
        ]
        operations.write_tasks(
            puskesmas=begun.puskesmas, by=begun.people["yusuf"], year=YEAR, profession="gizi", lines=lines
        )

    write(*reversed(names))
    assert [WorkItem.objects.get(pk=row.pk).activity for row in rows] == names[::-1]
    with pytest.raises(ValidationError, match="dua kali"):
        write("Sama", "SAMA")
    assert [WorkItem.objects.get(pk=row.pk).activity for row in rows] == names[::-1]


def test_one_person_takes_her_part_and_nobody_takes_more_than_all(begun):
    volumes(begun, "bidan", **{"Pertolongan persalinan": 85})
    row = WorkItem.objects.get(profession="bidan", activity="Pertolongan persalinan")
    ratna, endah = (Staff.objects.get(person=begun.people[name]) for name in ("ratna", "endah"))
    operations.share(staff=ratna, by=begun.people["yusuf"], year=YEAR, parts={row.pk: 700})
    bidan = queries.result(begun.puskesmas, YEAR).of("bidan")
    mine = next(p for p in bidan.loads.people if p.worker.name == "Ratna Wulandari")
    assert mine.main == 480 * 85 * 7 // 10
    assert bidan.loads.undivided_minutes == 480 * 85 * 3 // 10
    with pytest.raises(ValidationError, match="120 persen"):
        operations.share(staff=endah, by=begun.people["yusuf"], year=YEAR, parts={row.pk: 500})
    assert operations.share(staff=ratna, by=begun.people["yusuf"], year=YEAR, parts={row.pk: None}) == 1


def test_the_need_goes_on_with_the_standard_beside_it(begun):
    volumes(begun, "bidan", **{"ANC ulang": 60_000})
    needs = {n.profession: n for n in queries.staff_needs(begun.puskesmas, YEAR)}
    found = queries.result(begun.puskesmas, YEAR).of("bidan").abk
    assert (needs["bidan"].abk, needs["bidan"].there, needs["bidan"].standard) == (found.rounded, 10, 4)
    assert needs["bidan"].abk_exact == round(found.need * MICRO)
    assert needs["dokter"].abk is None
    assert (needs["dokter"].standard, needs["dokter"].there) == (1, 2)


def test_the_standard_of_the_office_needs_its_source(begun):
    def change(source, **more):
        return operations.set_standard(
            puskesmas=begun.puskesmas, by=begun.people["yusuf"], year=YEAR, numbers={"bidan": 12}, source=source,
            inpatient=True, urban=False, **more,
        )  # fmt: skip

    with pytest.raises(ValidationError, match="dasar"):
        change(" ")
    assert change("SK Kepala Dinas 1/2026") == ["bidan"]
    begun.puskesmas.refresh_from_db()
    lines = {line.code: line.needed for line in queries.standard_of(begun.puskesmas, YEAR).lines}
    assert (lines["bidan"], lines["perawat"]) == (12, 8)


def test_a_standard_of_the_office_is_given_back_to_the_regulation_and_the_past_keeps_it(begun):
    def change(year, **more):
        given = {"numbers": {}, "source": "", "inpatient": False, "urban": False} | more
        operations.set_standard(puskesmas=begun.puskesmas, by=begun.people["yusuf"], year=year, **given)
        lines = {line.code: line for line in queries.standard_of(begun.puskesmas, year).lines}
        return lines["bidan"].needed, lines["bidan"].own, lines["bidan"].since

    assert change(2025, numbers={"bidan": 12}, source="SK 1/2025") == (12, True, 2025)
    assert change(YEAR) == (12, True, 2025)
    assert queries.standard_of(begun.puskesmas, YEAR).words.endswith("Angka kantor: bidan 12 sejak 2025, SK 1/2025")
    assert change(YEAR, numbers={"bidan": 12}, back=["bidan"]) == (4, False, None)
    assert change(2025) == (12, True, 2025)
    assert change(YEAR + 1) == (4, False, None)
    assert change(2025, back=["bidan"]) == (4, False, None)


def test_the_page_says_when_real_meetings_say_otherwise_than_the_table(begun):
    def behind():
        found = queries.result(begun.puskesmas, YEAR)
        return queries.behind(begun.puskesmas, YEAR, {o.code: o.group.tasks for o in found.outcomes})

    assert behind() == 0
    operations.tell_meetings(puskesmas=begun.puskesmas, year=YEAR, kinds={"lokmin_bulanan": (3, 600)})
    assert behind() == len(queries.tasks(begun.puskesmas, YEAR))
    assert operations.refill(puskesmas=begun.puskesmas, by=begun.people["yusuf"], year=YEAR) > 0
    assert behind() == 0


def test_a_version_keeps_what_was_agreed(begun):
    with pytest.raises(ValidationError, match="Belum ada yang dapat disepakati"):
        operations.freeze(puskesmas=begun.neighbour, by=begun.people["tetangga"], year=YEAR, reason="lokmin pertama")
    volumes(begun, "bidan", **{"ANC ulang": 60_000})
    with pytest.raises(ValidationError, match="alasannya"):
        operations.freeze(puskesmas=begun.puskesmas, by=begun.people["anindya"], year=YEAR, reason="")
    one = operations.freeze(puskesmas=begun.puskesmas, by=begun.people["anindya"], year=YEAR, reason="lokmin pertama")
    agreed = queries.result(begun.puskesmas, YEAR)
    with pytest.raises(ValidationError, match="Tidak ada yang berubah"):
        operations.freeze(puskesmas=begun.puskesmas, by=begun.people["anindya"], year=YEAR, reason="lagi")
    volumes(begun, "bidan", **{"ANC ulang": 90_000})
    _kept, again = queries.version(begun.puskesmas, YEAR, one.pk)
    assert again == agreed
    assert again.of("bidan").abk.rounded != queries.result(begun.puskesmas, YEAR).of("bidan").abk.rounded
    operations.freeze(puskesmas=begun.puskesmas, by=begun.people["anindya"], year=YEAR, reason="angka triwulan 2")
    assert [v.number for v in queries.versions(begun.puskesmas, YEAR)] == [2, 1]
    assert AbkVersion.objects.of(begun.neighbour).count() == 0
    annex = queries.for_meeting(begun.puskesmas, YEAR, 5)
    assert "Bidan" in [row[0] for row in annex.rows]
    assert annex.sentence.startswith("Menurut ABK kurang")


def test_next_year_begins_with_the_tasks_of_this_one(begun):
    volumes(begun, "bidan", **{"ANC ulang": 2900})
    assert operations.begin(puskesmas=begun.puskesmas, by=begun.people["yusuf"], year=YEAR + 1) > 50
    anc = next(t for t in queries.tasks(begun.puskesmas, YEAR + 1)["bidan"] if t.activity == "ANC ulang")
    assert anc.volume == 2900 * MICRO
    assert queries.years(begun.puskesmas, dt.date(2026, 5, 4)) == (2027, 2026)
