"""People and their roles: added, corrected, ended; a leader rules only over their own office."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lokmin.cli.demo.cast import HOME, NEIGHBOUR
from lokmin.core import nip
from lokmin.cycle.centre import operations as op
from lokmin.cycle.centre.models import AuditLine, Membership, Person
from lokmin.cycle.centre.queries import roles_in_words, staff
from lokmin.cycle.centre.roles import Role, may

pytestmark = pytest.mark.django_db


def sentences(puskesmas):
    return list(AuditLine.objects.filter(puskesmas=puskesmas).values_list("sentence", flat=True))


@pytest.fixture
def yusuf(cast):
    return cast.people["yusuf"]


def new(cast, by, **more):
    values = {"username": "dewi.k", "full_name": "Dewi Kartika, A.Md.Kep.", "role": Role.STAF} | more
    return op.add_person(puskesmas=cast.puskesmas, by=by, **values)


def test_a_new_person_can_work_at_once_and_must_choose_a_password(cast, yusuf):
    person, password = new(cast, yusuf, role=Role.PJ, klaster=3, programme="ptm")
    assert person.check_password(password)
    assert person.must_change_password
    assert may(person, "unggah", cast.puskesmas)
    assert roles_in_words(person, cast.puskesmas) == "Penanggung jawab klaster atau program, klaster 3, PTM"
    assert sentences(cast.puskesmas) == [
        f"Yusuf Hidayat, S.KM. memberi Dewi Kartika, A.Md.Kep. peran {roles_in_words(person, cast.puskesmas)}.",
        "Yusuf Hidayat, S.KM. menambahkan Dewi Kartika, A.Md.Kep.",
    ]


def test_one_time_passwords_differ_and_can_be_read_aloud(cast, yusuf):
    made = {op.people.one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([bdghjklmnprstwyvz][aeiou]){3}-([bdghjklmnprstwyvz][aeiou]){3}-\d\d", p) for p in made)


@pytest.mark.parametrize("username", ["ab", "Dewi Kartika", "dewi@k", "x" * 31, "-dewi"])
def test_a_user_name_that_cannot_be_typed_is_refused(cast, yusuf, username):
    with pytest.raises(ValidationError) as refused:
        new(cast, yusuf, username=username)
    assert "username" in refused.value.message_dict


def test_a_taken_user_name_is_refused_with_the_next_step(cast, yusuf):
    with pytest.raises(ValidationError, match="sudah dipakai"):
        new(cast, yusuf, username="ratna")


def test_a_village_midwife_needs_villages_of_this_office(cast, yusuf):
    with pytest.raises(ValidationError, match="desa binaan"):
        new(cast, yusuf, role=Role.BIDAN)
    theirs = cast.neighbour.place.serves.all()
    with pytest.raises(ValidationError, match="tidak termasuk wilayah kerja"):
        new(cast, yusuf, role=Role.BIDAN, villages=list(theirs))


@pytest.mark.parametrize("role", [Role.ADMIN, Role.DINKES])
def test_an_office_cannot_make_an_admin_or_a_dinkes(cast, yusuf, role):
    with pytest.raises(ValidationError, match="admin Lokmin"):
        op.grant_role(puskesmas=cast.puskesmas, by=yusuf, person=cast.people["sri"], role=role)


def test_the_same_role_is_not_given_twice(cast, yusuf):
    op.grant_role(puskesmas=cast.puskesmas, by=yusuf, person=cast.people["sri"], role=Role.STAF)
    with pytest.raises(ValidationError, match="sudah punya peran ini"):
        op.grant_role(puskesmas=cast.puskesmas, by=yusuf, person=cast.people["sri"], role=Role.STAF)


def test_a_role_that_ended_opens_nothing_and_stays_in_the_history(cast, yusuf):
    sri = cast.people["sri"]
    op.end_role(puskesmas=cast.puskesmas, by=yusuf, membership=sri.memberships.get())
    assert not may(sri, "lihat_cakupan", cast.puskesmas)
    row = next(r for r in staff(cast.puskesmas) if r.name == sri.full_name)
    assert (row.active, row.roles) == (False, "")


def test_a_role_may_end_on_a_day_to_come(cast, yusuf):
    sri = cast.people["sri"]
    op.end_role(puskesmas=cast.puskesmas, by=yusuf, membership=sri.memberships.get(), day=dt.date(2100, 1, 1))
    assert may(sri, "lihat_cakupan", cast.puskesmas)


def test_nobody_locks_themselves_out(cast, yusuf):
    with pytest.raises(ValidationError, match="Peran Anda sendiri"):
        op.end_role(puskesmas=cast.puskesmas, by=yusuf, membership=yusuf.memberships.get())
    with pytest.raises(ValidationError, match="akun sendiri"):
        op.set_active(puskesmas=cast.puskesmas, by=yusuf, person=yusuf, active=False)


def test_a_leader_does_not_touch_an_account_that_reaches_further(cast, yusuf):
    """Otherwise a KTU could make a one-time password for the admin and walk into every office."""
    for name in ("admin", "dinkes", "tetangga"):
        person = cast.people[name]
        Membership.objects.create(person=person, role=Role.STAF, puskesmas=cast.puskesmas)
        assert not op.may_manage(yusuf, person)
        with pytest.raises(ValidationError, match="di luar Puskesmas ini"):
            op.reset_password(puskesmas=cast.puskesmas, by=yusuf, person=person)
        with pytest.raises(ValidationError, match="di luar Puskesmas ini"):
            op.set_active(puskesmas=cast.puskesmas, by=yusuf, person=person, active=False)
    assert op.may_manage(cast.people["admin"], cast.people["tetangga"])
    assert op.may_manage(yusuf, cast.people["ratna"])


def test_saving_without_a_change_writes_no_line(cast, yusuf):
    sri = cast.people["sri"]
    same = {k: getattr(sri, k) for k in ("full_name", "nip", "rank", "job", "phone")}
    assert op.change_person(puskesmas=cast.puskesmas, by=yusuf, person=sri, **same) == []
    assert sentences(cast.puskesmas) == []
    assert op.change_person(puskesmas=cast.puskesmas, by=yusuf, person=sri, **(same | {"job": "Ahli gizi"})) == ["job"]
    assert sentences(cast.puskesmas) == ["Yusuf Hidayat, S.KM. mengubah jabatan dari Sri Lestari, A.Md.Gz."]


# ---- pages


@pytest.fixture
def office(enter, cast):
    return enter("yusuf")


def at(name, **parts):
    return reverse(f"centre:{name}", kwargs={"pkm": HOME, **parts})


def test_the_list_names_people_roles_and_villages(office):
    page = office.get(at("people")).content.decode()
    for words in ("dr. Anindya Prameswari", "Bidan koordinator", "klaster 2, KIA", "Watubelah", "9 orang"):
        assert words in page
    assert "Wiji Astuti" not in page  # the neighbour's


def test_adding_shows_the_password_once(office, cast):
    answer = office.post(
        at("person_new"),
        {"full_name": "Dewi Kartika", "username": "dewi.k", "job": "Perawat", "role": "staf", "nip": "", "phone": ""},
    )
    page = office.get(answer.headers["Location"]).content.decode()
    password = re.search(r'<p class="code">([^<]+)</p>', page)[1]
    assert Person.objects.get(username="dewi.k").check_password(password)
    assert password not in office.get(answer.headers["Location"]).content.decode()


def test_what_was_typed_stays_when_something_is_wrong(office):
    answer = office.post(
        at("person_new"), {"full_name": "Dewi Kartika", "username": "ratna", "role": "staf", "nip": "12"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "isian perlu diperbaiki" in page
    assert 'href="#id_nip"' in page
    assert 'value="Dewi Kartika"' in page
    assert "NIP terdiri atas 18 angka" in page


def test_a_nip_that_cannot_be_is_told_but_saved(office, cast):
    """The NIPs of the demo are impossible on purpose; such a person stays editable."""
    ratna = cast.people["ratna"]
    page = office.post(
        at("person", person=ratna.pk),
        {"full_name": ratna.full_name, "nip": ratna.nip, "job": "Bidan koordinator KIA", "rank": "", "phone": ""},
        follow=True,
    ).content.decode()
    assert "NIP tersimpan, tetapi perlu dilihat." in page
    assert Person.objects.get(pk=ratna.pk).job == "Bidan koordinator KIA"


def test_roles_are_given_and_ended_on_the_page(office, cast):
    bambang = cast.people["bambang"]
    village = cast.villages[2]
    office.post(at("grant", person=bambang.pk), {"role": "bidan_desa", "villages": [village.pk], "klaster": ""})
    held = bambang.memberships.get(role="bidan_desa")
    assert list(held.villages.all()) == [village]
    office.post(at("end_role", person=bambang.pk, membership=held.pk))
    held.refresh_from_db()
    assert held.until is not None


def test_an_account_is_closed_and_opened_again(office, cast, client):
    sri = cast.people["sri"]
    office.post(at("activity", person=sri.pk), {"aktif": "0"})
    assert not Person.objects.get(pk=sri.pk).is_active
    office.post(at("activity", person=sri.pk), {"aktif": "1"})
    assert Person.objects.get(pk=sri.pk).is_active


def test_the_neighbours_people_are_not_found(office, cast):
    theirs = cast.people["tetangga"]
    assert office.get(at("person", person=theirs.pk)).status_code == 404
    assert office.post(at("password", person=theirs.pk)).status_code == 404
    assert office.get(reverse("centre:people", kwargs={"pkm": NEIGHBOUR})).status_code == 404


# ---- the number itself


@pytest.mark.parametrize(
    ("text", "error", "warning"),
    [
        ("", "", ""),
        ("19850703 201001 2 003", "", ""),
        ("198507032010012003", "", ""),
        ("1985-07-03.201001.2.003", "", ""),
        ("123", "18 angka", ""),
        ("19850703201001200A", "18 angka", ""),
        ("198513032010012003", "", "Tanggal lahir"),
        ("198507032010132003", "", "Bulan pengangkatan"),
        ("198507031990012003", "", "padahal lahir"),
        ("198507032010013003", "", "Angka ke-15"),
        ("190007031920012003", "", "terlalu lama"),
    ],
)
def test_a_nip_is_judged_by_its_parts(text, error, warning):
    found = nip.check(text)
    assert error in found.error
    assert bool(error) == bool(found.error)
    assert warning in found.warning
    assert bool(warning) == bool(found.warning)
