"""The staff register: who is in it, what an account and a row share, licences that end, a table out of Excel."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from lokmin.cli.demo.staff import fill_staff
from lokmin.cycle.centre import clock
from lokmin.cycle.workforce.models import Staff, TaskAssignment
from lokmin.cycle.workforce.staff import operations, queries


@pytest.fixture
def staffed(cast, settings):
    settings.LOKMIN_TODAY = "2026-05-04T09:00"
    fill_staff(cast)
    return cast


def test_banyuwening_has_38_people_of_17_kinds(staffed):
    rows = queries.staff(staffed.puskesmas)
    assert len(rows) == 38
    assert len({r.nip for r in rows if r.nip}) == sum(bool(r.nip) for r in rows)
    counted = dict(queries.by_profession(rows))
    assert (counted["bidan"], counted["perawat"], counted["dokter"]) == (10, 8, 2)
    fill_staff(staffed)
    assert len(queries.staff(staffed.puskesmas)) == 38
    assert queries.staff(staffed.neighbour) == ()


def test_what_an_account_and_its_row_share_stays_alike(staffed):
    row = Staff.objects.get(person=staffed.people["sri"])
    changed = operations.change(staff=row, by=staffed.people["yusuf"], job="Nutrisionis ahli", unit="Gizi")
    assert changed == ["job", "unit"]
    staffed.people["sri"].refresh_from_db()
    assert staffed.people["sri"].job == "Nutrisionis ahli"
    staffed.people["sri"].full_name = "Sri Lestari, S.Gz."
    staffed.people["sri"].save()
    assert queries.of_person(staffed.puskesmas, staffed.people["sri"]).name == "Sri Lestari, S.Gz."


def test_a_nip_belongs_to_one_person(staffed):
    with pytest.raises(ValidationError, match="sudah dipakai"):
        operations.add(
            puskesmas=staffed.puskesmas, by=staffed.people["yusuf"], name="Orang Baru", nip="198013012008132001"
        )
    with pytest.raises(ValidationError, match="18 angka"):
        operations.add(puskesmas=staffed.puskesmas, by=staffed.people["yusuf"], name="Orang Baru", nip="123")


def test_who_left_is_no_longer_counted_but_stays_to_be_seen(staffed):
    row = Staff.objects.of(staffed.puskesmas).get(name="Wagiman")
    with pytest.raises(ValidationError, match="sebabnya"):
        operations.leave_office(staff=row, by=staffed.people["yusuf"], on=dt.date(2026, 4, 30), reason=" ")
    operations.leave_office(staff=row, by=staffed.people["yusuf"], on=dt.date(2026, 4, 30), reason="habis kontrak")
    assert len(queries.staff(staffed.puskesmas)) == 37
    assert len(queries.staff(staffed.puskesmas, dt.date(2026, 4, 30))) == 38
    assert len(queries.staff(staffed.puskesmas, left=True)) == 38
    operations.come_back(staff=row, by=staffed.people["yusuf"])
    assert len(queries.staff(staffed.puskesmas)) == 38


def test_licences_that_end_come_the_most_pressing_first(staffed):
    found = queries.expiring(staffed.puskesmas, dt.date(2026, 5, 4))
    assert [(e.staff.short_name, e.standing.licence.kind, e.standing.days) for e in found[:3]] == [
        ("Dwi Cahyono", "STR", -51), ("Agus Prasetya", "SIP", -9), ("dr. Galih Permana", "SIP", 46),
    ]  # fmt: skip
    assert all((e.standing.days or 0) <= 180 for e in found)
    annex = queries.for_meeting(staffed.puskesmas, 2026, 5)
    assert annex.code == "str_sip"
    assert annex.sentence.startswith("2 sudah habis dan 4 habis dalam 180 hari")
    assert queries.for_meeting(staffed.neighbour, 2026, 5) is None


def test_leave_is_known_by_day_and_cannot_be_written_twice(staffed):
    row = Staff.objects.of(staffed.puskesmas).get(name__startswith="Bayu")
    found = queries.away(staffed.puskesmas, dt.date(2026, 5, 22), dt.date(2026, 5, 30))
    assert set(found) == {row.pk, Staff.objects.get(name__startswith="Nur Hidayati").pk}
    day = dt.date(2026, 5, 20)
    with pytest.raises(ValidationError, match="Sudah dicatat"):
        operations.add_leave(staff=row, by=staffed.people["yusuf"], kind="cuti", start=day, end=day)
    operations.remove_leave(leave=row.leaves.get(), by=staffed.people["yusuf"])
    assert row.pk not in queries.away(staffed.puskesmas, dt.date(2026, 5, 18), dt.date(2026, 5, 22))


def test_a_table_completes_who_is_known_and_adds_the_others(staffed):
    rows = [
        {"name": "WAGIMAN", "unit": "Keamanan", "nip": ""},
        {"name": "Sri Lestari, S.Gz.", "nip": "199013172015132006", "rank": "Penata Muda / III a"},
        {"name": "Baru Sekali, A.Md.Keb.", "job": "Bidan"},
    ]
    assert operations.take_in(puskesmas=staffed.puskesmas, by=staffed.people["yusuf"], rows=rows) == (1, 2)
    assert Staff.objects.get(name="Baru Sekali, A.Md.Keb.").profession == "bidan"
    assert Staff.objects.get(unit="Keamanan").name == "WAGIMAN"
    assert operations.take_in(puskesmas=staffed.puskesmas, by=staffed.people["yusuf"], rows=rows) == (0, 0)


def test_two_people_of_one_name_stay_two(staffed):
    by = staffed.people["yusuf"]
    rows = [{"name": "Tuti Aminah", "nip": "198507032010012003", "unit": "Poli"},
            {"name": "Tuti Aminah, A.Md.Kep.", "nip": "199007032015012004", "unit": "Pustu"}]  # fmt: skip
    assert operations.take_in(puskesmas=staffed.puskesmas, by=by, rows=rows) == (2, 0)
    units = [Staff.objects.get(nip=nip).unit for nip in ("198507032010012003", "199007032015012004")]
    assert units == ["Poli", "Pustu"]
    with pytest.raises(ValidationError, match="ada 2 orang bernama sama"):
        operations.take_in(puskesmas=staffed.puskesmas, by=by, rows=[{"name": "Tuti Aminah", "unit": "Lain"}])


def test_a_nip_of_somebody_who_left_says_how_to_bring_them_back(staffed):
    row = Staff.objects.exclude(nip="").filter(person=None).first()
    operations.leave_office(staff=row, by=staffed.people["yusuf"], on=dt.date(2026, 4, 30), reason="pindah")
    with pytest.raises(ValidationError, match="berhenti 30 April 2026"):
        operations.add(puskesmas=staffed.puskesmas, by=staffed.people["yusuf"], name="Yang Sama", nip=row.nip)


def test_accounts_made_after_the_list_was_pasted_are_joined_with_it_not_doubled(cast):
    by = cast.people["yusuf"]
    rows = [{"name": "SRI LESTARI, AMG", "nip": "199013172015132006", "education": "D3 Gizi", "rank": ""},
            {"name": "Endah Puspita", "job": "Bidan desa Watubelah", "status": "ptt"}]  # fmt: skip
    assert operations.take_in(puskesmas=cast.puskesmas, by=by, rows=rows) == (2, 0)
    assert len(operations.begin(puskesmas=cast.puskesmas, by=by)) == 8
    assert Staff.objects.count() == 8
    sri, endah = (Staff.objects.get(person=cast.people[who]) for who in ("sri", "endah"))
    assert (sri.education, sri.rank) == ("D3 Gizi", cast.people["sri"].rank)
    assert endah.status == "ptt"
    assert queries.of_person(cast.puskesmas, cast.people["endah"]).job == "Bidan desa Watubelah"


def test_a_row_gets_the_account_of_its_person_and_of_nobody_else(cast):
    by = cast.people["yusuf"]
    row = operations.add(puskesmas=cast.puskesmas, by=by, name="Bambang", job="Promkes")
    operations.change(staff=row, by=by, person=cast.people["bambang"])
    assert Staff.objects.get(pk=row.pk).person == cast.people["bambang"]
    other = operations.add(puskesmas=cast.puskesmas, by=by, name="Lain")
    with pytest.raises(ValidationError, match="sudah dipakai staf lain"):
        operations.change(staff=other, by=by, person=cast.people["bambang"])
    outside = next(p for p in cast.people.values() if p.username not in {q.username for q in queries.without_row(
        cast.puskesmas)} and p != cast.people["bambang"])  # fmt: skip
    with pytest.raises(ValidationError, match="bukan akun kantor ini"):
        operations.change(staff=other, by=by, person=outside)


def test_who_comes_back_was_away_between_and_starts_without_what_they_held(staffed):
    by, row = staffed.people["yusuf"], Staff.objects.of(staffed.puskesmas).get(name="Wagiman")
    with pytest.raises(ValidationError, match="tidak tercatat berhenti"):
        operations.come_back(staff=row, by=by)
    task = TaskAssignment.objects.create(
        puskesmas=staffed.puskesmas, staff=row, programme="aset", since=dt.date(2026, 1, 5), made_at=clock.now()
    )
    operations.leave_office(staff=row, by=by, on=dt.date(2026, 2, 27), reason="tugas belajar")
    with pytest.raises(ValidationError, match="27 Februari 2026"):
        operations.come_back(staff=row, by=by, on=dt.date(2026, 2, 27))
    operations.come_back(staff=row, by=by, on=dt.date(2026, 5, 4))

    def here(*day):
        return row.pk in {s.pk for s in queries.staff(staffed.puskesmas, dt.date(*day))}

    assert [here(2026, 2, 27), here(2026, 2, 28), here(2026, 5, 3), here(2026, 5, 4)] == [True, False, False, True]
    task.refresh_from_db()
    assert task.until == dt.date(2026, 2, 27)
    assert queries.state_line(staffed.puskesmas) == "38 orang"
