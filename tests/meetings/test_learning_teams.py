"""Dinamika kelompok: groups from those present, results by the group itself, shown and printed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.learning import queries, results, screens, teams
from lokmin.cycle.meetings.models import Attendance, TeamGroup


def at(meeting, route, item, **more):
    return reverse(f"meetings:{route}", kwargs={"pkm": HOME, "pk": meeting.pk, "item": item.pk, **more})


@pytest.fixture
def point(running, cast):
    return op.add_item(meeting=running, by=cast.people["yusuf"], title="Dinamika kelompok", minutes=15, kind="dinamika")


@pytest.fixture
def team(point, cast):
    return teams.save_team(
        item=point, by=cast.people["yusuf"], activity="Menara kertas", aim="Membagi peran", steps="Satu\nDua"
    )


@pytest.fixture
def hall(running):
    """Six staff and six of the kecamatan in the room; the others away."""
    running.attendance.update(status="izin")
    lines = list(running.attendance.all())[:6]
    Attendance.objects.filter(pk__in=[a.pk for a in lines]).update(status="hadir")
    Attendance.objects.bulk_create(
        Attendance(meeting=running, name=f"Tamu {n}", institution="Kecamatan", status="hadir") for n in range(6)
    )
    return list(running.attendance.filter(status="hadir"))


def divided(team, cast, size=4, seed="7"):
    return teams.divide_room(team=team, by=cast.people["yusuf"], size=size, seed=seed)


def test_everybody_present_is_in_one_group_and_nobody_who_is_away(team, hall, cast):
    made = divided(team, cast)
    members = [a.pk for g in made for a in g.members.all()]
    assert sorted(members) == sorted(a.pk for a in hall)
    assert [g.members.count() for g in made] == [4, 4, 4]


def test_guests_of_one_institution_are_spread_over_the_groups(team, hall, cast):
    assert [g.members.filter(institution="Kecamatan").count() for g in divided(team, cast)] == [2, 2, 2]


def test_the_draw_can_be_repeated_from_the_seed_in_the_trail(team, hall, cast):
    first = [sorted(a.pk for a in g.members.all()) for g in divided(team, cast, seed="4821")]
    divided(team, cast, seed="9999")
    again = [sorted(a.pk for a in g.members.all()) for g in divided(team, cast, seed="4821")]
    assert first == again
    assert AuditLine.objects.filter(sentence__contains="dengan benih 4821").exists()


def test_groups_are_not_dealt_again_over_a_result(team, hall, cast):
    group = divided(team, cast)[0]
    teams.save_result(group=group, text="Menara 62 cm", seen=teams.digest(""), by=cast.people["yusuf"])
    with pytest.raises(ValidationError, match="tidak dibagi lagi"):
        divided(team, cast, seed="1")
    assert TeamGroup.objects.get(pk=group.pk).result == "Menara 62 cm"


@pytest.mark.parametrize(("size", "said"), [(1, "2 sampai 50"), (51, "2 sampai 50"), (0, "2 sampai 50")])
def test_impossible_sizes_are_refused(team, hall, cast, size, said):
    with pytest.raises(ValidationError, match=said):
        divided(team, cast, size=size)


def test_one_person_in_the_room_is_no_group(team, running, cast):
    running.attendance.update(status="")
    with pytest.raises(ValidationError, match="sedikitnya 2"):
        divided(team, cast)


def test_a_member_writes_for_the_group_and_others_do_not(team, hall, cast):
    one, other, _third = divided(team, cast)
    inside, outside = one.members.first(), other.members.first()
    teams.save_result(group=one, text="Peran dibagi dulu", seen=teams.digest(""), voice=inside)
    with pytest.raises(ValidationError, match="anggota kelompok itu"):
        teams.save_result(group=one, text="Bukan dari kami", seen=teams.digest("Peran dibagi dulu"), voice=outside)
    one.refresh_from_db()
    assert one.result == "Peran dibagi dulu"


def test_two_members_who_write_at_once_lose_nothing(team, hall, cast):
    group = divided(team, cast)[0]
    first, second = list(group.members.all())[:2]
    teams.save_result(group=group, text="Naskah pertama", seen=teams.digest(""), voice=first)
    with pytest.raises(ValidationError, match="Naskah pertama"):
        teams.save_result(group=group, text="Naskah kedua", seen=teams.digest(""), voice=second)
    teams.save_result(group=group, text="Naskah pertama", seen="apa saja", voice=second)
    group.refresh_from_db()
    assert group.result == "Naskah pertama"


def test_a_phone_sees_its_own_group_only(team, hall, cast, running):
    groups = divided(team, cast)
    for group in groups:
        for who in group.members.all():
            own = queries.own_group(running, who)
            assert own.group.pk == group.pk
            assert len(own.members) == 4
    away = running.attendance.filter(status="izin").first()
    assert queries.own_group(running, away) is None


def test_the_wall_calls_people_to_their_groups_then_shows_what_they_brought(team, hall, cast, running):
    assert screens.for_hall(running)[-1].title == "Menara kertas"
    group = divided(team, cast)[0]
    assert screens.for_hall(running)[-1].title == "Menara kertas: cari kelompok Anda"
    teams.save_result(group=group, text="62 cm", seen=teams.digest(""), by=cast.people["yusuf"])
    assert screens.for_hall(running)[-1].title == "Menara kertas: 1 dari 3 kelompok sudah menulis hasil"


def test_papers_print_groups_by_size_and_result_without_names(team, hall, cast, running, point):
    group = divided(team, cast)[0]
    teams.save_result(group=group, text="62 cm", seen=teams.digest(""), by=cast.people["yusuf"], name="Elang")
    teams.save_team(item=point, by=cast.people["yusuf"], activity="Menara kertas", lesson="Rencanakan dulu.")
    paper = results.team_papers(running)[0]
    assert [(g.name, g.members, g.result) for g in paper.groups] == [
        ("Elang", 4, "62 cm"), ("Kelompok 2", 4, ""), ("Kelompok 3", 4, "")
    ]  # fmt: skip
    assert paper.result == "Rencanakan dulu."


def test_the_desk_divides_and_types_results_by_plain_posts(team, hall, running, point, enter):
    client = enter("yusuf")
    assert "Kegiatan" in client.get(at(running, "team", point)).content.decode()
    client.post(at(running, "team_divide", point), {"besar": "6", "benih": "12"})
    group = team.groups.first()
    assert team.groups.count() == 2
    data = {"seen": teams.digest(""), "hasil": "Tinggi 62 cm", "nama": "Elang", "tugas": "Bangun menara"}
    client.post(at(running, "team_result", point, group=group.pk), data)
    group.refresh_from_db()
    assert (group.result, group.name, group.task) == ("Tinggi 62 cm", "Elang", "Bangun menara")
    page = client.get(at(running, "team", point)).content.decode()
    assert "Tinggi 62 cm" in page


def test_an_activity_of_the_library_fills_the_form(running, point, enter):
    page = enter("yusuf").get(at(running, "team", point), {"contoh": "antar-ibu"}).content.decode()
    assert "Antar ibu ke rumah sakit" in page
    assert "Bahas:" in page
