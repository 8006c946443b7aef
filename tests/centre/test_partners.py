"""The register of partners: proposed, typed, masked, put aside; a card's link that can be taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from lokmin.catalog.loading import load, rules
from lokmin.cli.demo.cast import HOME
from lokmin.core.meetings import partners as rule
from lokmin.cycle.centre import operations as op
from lokmin.cycle.centre import partners
from lokmin.cycle.centre.models import AuditLine, Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def kua(cast):
    return op.add_partner(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], sector="kua", name="KUA Banyuwening",
        head="H. Slamet Riyadi", job="Kepala KUA", phone="081200000042", role="Catin diperiksa",
    )  # fmt: skip


def test_the_shipped_rules_name_known_sectors_indicators_and_programmes():
    found = rule.load(rules("partners"))
    sectors = dict(Partner.SECTORS)
    known = load().indicators
    assert {p.sector for p in found.partners} <= set(sectors)
    assert {w.sector for r in found.supports for w in r.wanted} <= set(sectors)
    assert {code for r in found.supports for code in r.indicators} <= set(known)
    assert all(p.source for p in found.partners)
    assert any(not p.confirmed for p in found.partners), "what no rule says must be marked"


def test_what_names_the_indicator_wins_over_what_names_its_programme():
    found = rule.load(rules("partners")).supports
    assert rule.wanted(found, "DS", "gizi")[0].support == "Penggerakan dan dana Posyandu"
    assert rule.wanted(found, "ASI", "gizi")[0].sector == "desa"
    assert rule.wanted(found, "IKM", "admen") == ()
    own = rule.SupportRule(("DS",), (), (rule.Support("tni", "Babinsa", "Jemput balita"),))
    assert rule.wanted([own, *found], "DS", "gizi") == own.wanted


def test_the_first_list_holds_every_village_and_the_kecamatan_of_the_same_name(cast):
    names = [p.name for p in partners.proposed(cast.puskesmas)]
    assert {"Kecamatan Banyuwening", "Desa Banyuwening", "Desa Watubelah", "Polsek Banyuwening"} <= set(names)
    assert sum(n.startswith("Desa ") for n in names) == 12
    assert len(names) == len(set(names))


def test_what_is_taken_from_the_first_list_is_not_proposed_again(cast):
    keys = [p.key for p in partners.proposed(cast.puskesmas) if p.sector in ("desa", "kua")]
    made = op.take_proposed(puskesmas=cast.puskesmas, by=cast.people["yusuf"], keys=keys)
    assert len(made) == 13
    assert made[1].village is not None
    assert {p.sector for p in partners.proposed(cast.puskesmas)}.isdisjoint({"desa", "kua"})
    assert Partner.objects.of(cast.neighbour).count() == 0
    with pytest.raises(ValidationError, match="sedikitnya satu"):
        op.take_proposed(puskesmas=cast.puskesmas, by=cast.people["yusuf"], keys=["tidak-ada"])


def test_a_name_is_registered_once_in_any_spelling(cast, kua):
    with pytest.raises(ValidationError, match="sudah ada di daftar mitra"):
        op.add_partner(puskesmas=cast.puskesmas, by=cast.people["yusuf"], sector="kua", name="kua  BANYUWENING.")
    op.set_partner_active(partner=kua, by=cast.people["yusuf"], active=False)
    with pytest.raises(ValidationError, match="aktifkan lagi"):
        op.add_partner(puskesmas=cast.puskesmas, by=cast.people["yusuf"], sector="kua", name="KUA Banyuwening")
    assert op.add_partner(puskesmas=cast.neighbour, by=cast.people["tetangga"], sector="kua", name="KUA Banyuwening")


def test_a_phone_is_whole_only_for_those_who_manage_partners(cast, kua, enter):
    address = f"/p/{HOME}/mitra/"
    assert "081200000042" in enter("ratna").get(address).content.decode()
    for reader in ("bambang", "endah", "dinkes"):
        page = enter(reader).get(address).content.decode()
        assert "081200000042" not in page
        assert "0812…42" in page
    assert enter("camat").get(address).status_code == 403
    assert partners.masked("0812") == "…"


def test_every_change_is_in_the_trail_and_nothing_is_written_when_nothing_differs(cast, kua):
    op.change_partner(partner=kua, by=cast.people["ratna"], head="H. Slamet Riyadi")
    assert AuditLine.objects.filter(action="mitra.ubah").count() == 0
    op.change_partner(partner=kua, by=cast.people["ratna"], head="Nur Hidayah", phone="")
    line = AuditLine.objects.get(action="mitra.ubah")
    assert line.sentence.endswith("mengubah mitra KUA Banyuwening: pimpinan, nomor HP.")


def test_the_link_opens_one_card_until_it_is_taken_back(cast, kua, client):
    token = partners.card_token(kua)
    assert partners.partner_of(token) == kua
    op.revoke_card(partner=kua, by=cast.people["yusuf"])
    assert partners.partner_of(token) is None
    kua.refresh_from_db()
    fresh = partners.card_token(kua)
    assert partners.partner_of(fresh) == kua
    op.set_partner_active(partner=kua, by=cast.people["yusuf"], active=False)
    assert partners.partner_of(fresh) is None
    assert partners.partner_of(fresh[:-2] + "xx") is None


def test_the_pages_take_a_partner_in_and_put_it_aside(cast, enter):
    kepala = enter("anindya")
    refused = kepala.post(f"/p/{HOME}/mitra/baru/", {"sector": "pkk", "name": ""})
    assert refused.status_code == 422
    kepala.post(f"/p/{HOME}/mitra/baru/", {"sector": "desa", "name": "Desa Watubelah", "village": "99.01.01.2002"})
    made = Partner.objects.of(cast.puskesmas).get(name="Desa Watubelah")
    assert made.village.name == "Watubelah"
    page = kepala.post(f"/p/{HOME}/mitra/{made.pk}/aktif/", {"aktif": "0"}, follow=True).content.decode()
    assert "1 mitra nonaktif" in page
    page = kepala.get(f"/p/{HOME}/mitra/usulan/").content.decode()
    assert "Kapolsek" in page
    assert "Belum dicocokkan dengan naskah aturan" in page
