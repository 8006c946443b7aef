"""Training in the app: needs the system sees, a plan out of needs, who took part, lesson hours, papers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lokmin.cli.demo.staff import fill_staff
from lokmin.core.problems.causes import Side
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.workforce.models import Staff, Training, TrainingNeed, TrainingPart
from lokmin.cycle.workforce.training import operations, queries
from lokmin.cycle.workforce.training.operations import Part


@pytest.fixture
def office(cast, settings):
    settings.LOKMIN_TODAY = "2026-05-05T08:00"
    fill_staff(cast)
    return cast


def at(cast, name, **kwargs):
    return reverse(f"workforce:{name}", kwargs={"pkm": cast.puskesmas.code, **kwargs})


def member(cast, start):
    return Staff.objects.of(cast.puskesmas).filter(name__startswith=start).first().pk


def held(cast, *parts, **columns):
    base = {"title": "MTBS", "start": dt.date(2026, 3, 2), "end": dt.date(2026, 3, 4), "jpl_tenths": 240,
            "state": "terlaksana"}  # fmt: skip
    return operations.save(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026, columns=base | columns, parts=parts
    )


def test_a_licence_that_ends_and_a_root_cause_about_skill_are_suggested_until_answered(office):
    by, pkm = office.people["yusuf"], office.puskesmas
    problem = register.record_problem(puskesmas=pkm, by=by, source="masukan", what="K1 rendah di Watubelah")
    cause = register.add_cause(
        problem=problem, by=by, text="Kader baru belum dilatih mendata", rib="metode", side=Side.CAUSE
    )
    register.mark_root(cause=cause, by=by, root=True)
    seen = queries.suggestions(pkm, 2026)
    kinds = {one.origin[0] for one in seen}
    assert {"sip", "masalah"} <= kinds
    mine = next(one for one in seen if one.origin == ("masalah", str(cause.pk)))
    assert (mine.topic, mine.urgent) == ("Kader baru belum dilatih mendata", True)
    licence = next(one for one in seen if one.origin[0] == "sip")
    assert operations.take_over(puskesmas=pkm, by=by, year=2026, keys=[":".join(mine.origin)]) == 1
    assert operations.take_over(puskesmas=pkm, by=by, year=2026, keys=[":".join(licence.origin)], aside=True) == 1
    left = {one.origin for one in queries.suggestions(pkm, 2026)}
    assert not {mine.origin, licence.origin} & left
    assert [need.topic for need in queries.needs(pkm, 2026)] == [mine.topic]


def test_needs_of_one_topic_become_one_training_with_their_people(office):
    by, pkm = office.people["yusuf"], office.puskesmas
    ratna, endah = member(office, "Ratna"), member(office, "Endah")
    operations.want(puskesmas=pkm, by=by, year=2026, topic="APN", staff=[ratna, endah])
    operations.want(puskesmas=pkm, by=by, year=2026, topic="apn", profession="gizi")
    (made,) = operations.plan_needs(puskesmas=pkm, by=by, year=2026, needs=[n.pk for n in queries.needs(pkm, 2026)])
    assert made.parts.count() == 2 + Staff.objects.of(pkm).filter(profession="gizi").count()
    assert all(need.planned == made.pk for need in queries.needs(pkm, 2026))
    with pytest.raises(ValidationError, match="belum direncanakan"):
        operations.plan_needs(puskesmas=pkm, by=by, year=2026, needs=[n.pk for n in queries.needs(pkm, 2026)])
    need = TrainingNeed.objects.get(staff=ratna)
    operations.save(
        puskesmas=pkm, by=by, year=2026, training=made, parts=[Part(ratna, attended=True), Part(endah, attended=False)],
        columns={"state": "terlaksana", "start": dt.date(2026, 4, 1)},
    )  # fmt: skip
    met = {line.pk: line.met for line in queries.needs(pkm, 2026)}
    assert met[need.pk]
    assert not met[TrainingNeed.objects.get(staff=endah).pk]


def test_lesson_hours_are_those_of_the_certificate_else_of_the_training(office):
    ratna, endah = member(office, "Ratna"), member(office, "Endah")
    held(office, Part(ratna, attended=True, certificate="1/2026"), Part(endah, attended=True, jpl_tenths=100))
    held(office, Part(ratna, attended=False), title="Seminar")
    lines = {line.staff_pk: line for line in queries.jpl(office.puskesmas, 2026)}
    assert (lines[ratna].hours.jpl, lines[ratna].hours.lacks, lines[ratna].hours.unproved) == (240, 0, 0)
    assert (lines[endah].hours.jpl, lines[endah].hours.least, lines[endah].hours.unproved) == (100, None, 1)
    assert not lines[member(office, "Sri")].taken


@pytest.mark.parametrize(
    ("columns", "field"),
    [({"start": None}, "start"), ({"start": dt.date(2026, 6, 1), "end": None}, "state"),
     ({"end": dt.date(2026, 3, 1)}, "end"), ({"state": "batal"}, "state_reason"), ({"title": " "}, "title")],
)  # fmt: skip
def test_what_cannot_be_of_a_training_is_said_at_its_field(office, columns, field):
    with pytest.raises(ValidationError) as caught:
        held(office, **columns)
    assert field in caught.value.message_dict
    assert not Training.objects.exists()


def test_nobody_of_another_office_takes_part(office):
    stranger = Staff.objects.create(
        puskesmas=office.neighbour,
        made_at=dt.datetime(2026, 5, 5, tzinfo=dt.UTC),
        name="Orang Lain",
        profession="bidan",
    )
    with pytest.raises(ValidationError, match="tidak ada di daftar staf"):
        held(office, Part(stranger.pk, attended=True))


def test_a_lesson_of_a_lokmin_is_written_once_and_corrected_when_told_again(office):
    pkm, by = office.puskesmas, office.people["yusuf"]
    told = {"puskesmas": pkm, "by": by, "origin": ("lokmin", "9"), "title": "Kebersihan tangan",
            "day": dt.date(2026, 5, 5), "people": [office.people["ratna"], office.people["sri"]]}  # fmt: skip
    operations.tell_lesson(**told, jpl_tenths=5)
    TrainingPart.objects.filter(staff__person=office.people["sri"]).update(certificate="C-1")
    operations.tell_lesson(**told, jpl_tenths=10)
    made = Training.objects.get()
    assert (made.jpl_tenths, made.parts.count()) == (10, 2)
    assert made.parts.get(staff__person=office.people["sri"]).certificate == "C-1"
    nobody = told | {"origin": ("lokmin", "10"), "people": []}
    assert operations.tell_lesson(**nobody, jpl_tenths=5) is None


def test_the_page_of_a_training_writes_people_and_keeps_what_was_wrong(office, enter):
    client = enter("yusuf")
    ratna = member(office, "Ratna")
    typed = {"tahun": "2026", "title": "APN", "state": "terlaksana", "start": "2026-04-01", "jpl_tenths": "24,5",
             f"p{ratna}-here": "on", f"p{ratna}-attended": "on", f"p{ratna}-certificate": "SK/1"}  # fmt: skip
    wrong = client.post(at(office, "training_new"), typed | {"jpl_tenths": "banyak"})
    assert wrong.status_code == 422
    assert 'value="banyak"' in wrong.content.decode()
    assert client.post(at(office, "training_new"), typed).status_code == 302
    made = Training.objects.get()
    assert (made.jpl_tenths, made.parts.get().certificate) == (245, "SK/1")
    client.post(at(office, "training_save", pk=made.pk), typed | {f"p{ratna}-here": ""})
    assert not made.parts.exists()


def test_the_meeting_sees_the_plan_and_what_is_late(office):
    assert queries.for_meeting(office.puskesmas, 2026, 5) is None
    held(office, Part(member(office, "Ratna"), attended=True), cost=500_000)
    operations.save(puskesmas=office.puskesmas, by=office.people["yusuf"], year=2026, parts=[],
                    columns={"title": "APN", "month": 4, "cost": 1_000_000})  # fmt: skip
    found = queries.for_meeting(office.puskesmas, 2026, 5)
    assert found.sentence.startswith("1 dari 2 pelatihan 2026 sudah terlaksana; 1 dari ")
    assert found.total[4] == "1.500.000"
    assert found.notes == ("1 pelatihan yang direncanakan sampai bulan ini belum terlaksana.",)


@pytest.mark.parametrize("name", ["training", "training_needs", "training_jpl", "training_new"])
def test_every_page_opens(office, enter, name):
    held(office, Part(member(office, "Ratna"), attended=True))
    assert enter("yusuf").get(at(office, name)).status_code == 200


@pytest.mark.parametrize("what", ["rencana", "jpl"])
def test_the_workbooks_open(office, enter, what):
    held(office, Part(member(office, "Ratna"), attended=True))
    answer = enter("yusuf").get(at(office, "training_paper", what=what, ending="xlsx"))
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize("year", ["1999", "2015", "2018", "9999", "abc"])
def test_a_year_before_the_rules_shows_this_year_instead_of_a_fault(cast, enter, year):
    client = enter("yusuf")
    for name in ("training", "training_needs", "training_jpl", "training_new", "needs", "needs_goods"):
        address = reverse(f"workforce:{name}", kwargs={"pkm": cast.puskesmas.code})
        assert client.get(address, {"tahun": year}).status_code == 200, name
