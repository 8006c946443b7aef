"""The cast can be put on stage twice, and a neighbour sees nothing."""

from lokmin.cycle.centre.models import Membership, Person, Place
from lokmin.cycle.centre.queries import puskesmas_of, villages
from lokmin.cycle.centre.roles import may, villages_of


def test_the_cast_is_created_once(cast):
    from lokmin.cli.demo.people import create_cast

    before = (Person.objects.count(), Place.objects.count(), Membership.objects.count())
    create_cast()
    assert (Person.objects.count(), Place.objects.count(), Membership.objects.count()) == before
    assert [v.name for v in villages(cast.puskesmas)][:2] == ["Banyuwening", "Watubelah"]


def test_roles_reach_only_their_own_puskesmas(cast):
    assert may(cast.people["ratna"], "unggah", cast.puskesmas)
    assert not may(cast.people["ratna"], "lihat_cakupan", cast.neighbour)
    assert may(cast.people["dinkes"], "lihat_cakupan", cast.neighbour)
    assert not may(cast.people["dinkes"], "unggah", cast.puskesmas)
    assert not may(cast.people["camat"], "lihat_sumber", cast.puskesmas)
    assert villages_of(cast.people["endah"], cast.puskesmas) == {"99.01.01.2002"}
    assert villages_of(cast.people["ratna"], cast.puskesmas) is None
    assert puskesmas_of(cast.people["tetangga"]) == [cast.neighbour]
