"""The evidence chain fills itself; what the system cannot know is added with its proof; the Dinkes scores beside it."""

from __future__ import annotations

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lokmin.core.assessment.chain import named
from lokmin.cycle.assessment.chain import queries
from lokmin.cycle.assessment.chain.views import address
from lokmin.cycle.assessment.feedback import operations as feedback
from lokmin.cycle.assessment.models import ChainNote
from lokmin.cycle.centre.roles import Role
from lokmin.cycle.community.musrenbang import operations as musrenbang
from lokmin.cycle.meetings.sectors import operations as sectors
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.ruk import operations as ruk

pytestmark = pytest.mark.django_db
HOME = "/p/P9901010201/penilaian/bukti/"


@pytest.fixture(autouse=True)
def _place(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LOKMIN_TODAY = "2026-03-20T09:00"


def scores(puskesmas, year=2026):
    return {s.step.code: s.score for s in queries.chain(puskesmas, year).steps}


def test_an_office_without_anything_has_nought_and_every_step_says_what_to_do(cast, enter):
    page = enter("ratna").get(HOME + "2026/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "0 dari 150" in text
    assert "Susun RPK 2026 di Perencanaan." in text
    assert set(scores(cast.puskesmas).values()) <= {0, 5}
    assert '<a href="/p/P9901010201/rencana/bulan/2026/">Buat RPK bulanan' in text
    rule = queries.rule_of(2026)
    for part in (p for s in (*rule.steps, *rule.further) for p in s.parts):
        assert address(named(part.link, 2026), "P9901010201", set(Role)), part.code
    assert "/rencana/ruk/2026/pendanaan/" in enter("yusuf").get(f"{HOME}2026/2/").content.decode()
    assert "/pendanaan/" not in enter("ratna").get(f"{HOME}2026/2/").content.decode()
    for number in (1, 7, 15):
        assert enter("ratna").get(f"{HOME}2026/{number}/").status_code == 200
    assert enter("ratna").get(f"{HOME}2026/16/").status_code == 404
    assert enter("ratna").get(f"{HOME}1899/").status_code == 404


def test_a_ruk_that_is_made_approved_sent_advised_and_revised_scores_its_steps(cast, settings):
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    plan = plans.plan_of(puskesmas=puskesmas, by=by, kind="ruk", year=2027)
    ruk.add(plan=plan, by=by, activity="Kelas ibu hamil", upaya="UKM esensial")
    assert scores(puskesmas)["ruk"] == 5
    plans.approve(plan=plan, by=by, reason="Disetujui di lokmin kedua")
    assert scores(puskesmas)["ruk"] == 10
    plans.send(plan=plan, by=by, on=dt.date(2026, 3, 20), note="RUK dan KAK, surat 050/12")
    assert scores(puskesmas)["ruk-dikirim"] == 10
    assert scores(puskesmas)["ruk-direvisi"] == 0
    feedback.write(puskesmas=puskesmas, by=by, about="ruk", year=2027, date=dt.date(2026, 3, 20), number="440/1")
    assert scores(puskesmas)["ruk-direvisi"] == 5
    settings.LOKMIN_TODAY = "2026-04-10T09:00"
    ruk.add(plan=plan, by=by, activity="Kelas balita", upaya="UKM esensial")
    plans.approve(plan=plan, by=by, reason="Saran Dinkes")
    assert scores(puskesmas)["ruk-direvisi"] == 10


def test_a_berita_acara_of_the_sub_district_proves_the_thirteenth_step(cast, enter):
    puskesmas, by = cast.puskesmas, cast.people["ratna"]
    record = musrenbang.record(
        puskesmas=puskesmas, by=by, level="kecamatan", year=2027, date=dt.date(2026, 2, 18), number="050/3"
    )
    assert scores(puskesmas)["musrenbang-kecamatan"] == 5
    musrenbang.add(record=record, by=by, text="Ambulans desa", origin=("lokmin_usulan", "7"))
    assert scores(puskesmas)["musrenbang-kecamatan"] == 10
    page = enter("ratna").get(HOME + "2026/13/").content.decode()
    assert f"/masyarakat/musrenbang/{record.pk}/" in page


def test_an_own_score_needs_words_or_a_file_and_changes_the_sum(cast, enter):
    client = enter("yusuf")
    address = HOME + "2026/4/"
    assert client.post(address + "catat/", {"score": "10"}).status_code == 422
    assert not ChainNote.objects.filter(score=10).exists()
    given = {"score": "10", "on": "2026-01-20", "note": "", "files": SimpleUploadedFile("rka.pdf", b"%PDF-1.4 tanda")}
    client.post(address + "catat/", given)
    page = queries.page(cast.puskesmas, 2026)
    assert (page.total, page.chain.total) == (page.chain.total + 10, page.chain.total)
    text = client.get(address).content.decode()
    assert "rka.pdf" in text
    file = re.search(r"/berkas/(\d+)/", text)
    assert file
    assert client.get(f"{address}berkas/{file[1]}/").content.startswith(b"%PDF")
    assert client.get(f"{HOME}2026/5/berkas/{file[1]}/").status_code == 404
    client.post(f"{address}berkas/{file[1]}/hapus/", {"reason": "salah berkas"})
    assert client.get(f"{address}berkas/{file[1]}/").status_code == 404


def test_only_the_dinkes_writes_its_score_and_it_never_changes_ours(cast, enter):
    assert enter("yusuf").post(HOME + "2026/1/verifikasi/", {"verified": "5"}).status_code == 403
    before = queries.page(cast.puskesmas, 2026).total
    dinkes = next(name for name, p in cast.people.items() if p.memberships.filter(role="dinkes").exists())
    client = enter(dinkes)
    client.post(HOME + "2026/1/verifikasi/", {"verified": "5", "verified_note": "belum ditandatangani"})
    page = queries.page(cast.puskesmas, 2026)
    assert (page.total, page.verified) == (before, 5)
    assert "belum ditandatangani" in client.get(HOME + "2026/1/").content.decode()


def test_the_chain_is_handed_on_as_paper_and_workbook(cast, enter):
    client = enter("ratna")
    base = f"{HOME}2026/unduh/bukti-perencanaan."
    assert client.get(base + "docx").content[:2] == b"PK"
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(base + "xlsx").content)).active
    assert sheet.cell(5, 2).value == "RPK tahun 2026 ada"
    assert client.get(base + "exe").status_code == 404


def test_what_the_sectors_agreed_is_carried_into_the_berita_acara_once(cast, enter):
    client, by = enter("yusuf"), cast.people["yusuf"]
    wish = sectors.add_proposal(
        puskesmas=cast.puskesmas, by=by, year=2027, level="kecamatan", problem="3 Posyandu tanpa tempat",
        proposal="Gedung Posyandu", cost=90_000_000,
    )  # fmt: skip
    sectors.decide_proposal(proposal=wish, by=by, state="disepakati")
    assert scores(cast.puskesmas)["musrenbang-kecamatan"] == 5
    address = "/p/P9901010201/mitra/musrenbang/2027/berita-acara/"
    assert "belum dicatat" in client.post(address, follow=True).content.decode()
    record = musrenbang.record(
        puskesmas=cast.puskesmas, by=by, level="kecamatan", year=2027, date=dt.date(2026, 2, 18), number="050/3"
    )
    assert "Bawa 1 usulan" in client.get("/p/P9901010201/mitra/musrenbang/?tahun=2027").content.decode()
    client.post(address)
    client.post(address)
    item = record.items.get()
    assert (item.text, item.cost, item.origin_id) == ("Gedung Posyandu", 90_000_000, str(wish.pk))
    musrenbang.decide(record=record, by=by, decisions={item.pk: ("diterima", "")})
    page = client.get("/p/P9901010201/mitra/musrenbang/?tahun=2027").content.decode()
    assert "Berita acara: diterima" in page
    assert "Bawa 1 usulan" not in page
    assert scores(cast.puskesmas)["musrenbang-kecamatan"] == 10


def test_the_office_writes_down_when_the_musrenbang_kabupaten_is(cast, enter):
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    plan = plans.plan_of(puskesmas=puskesmas, by=by, kind="ruk", year=2027)
    ruk.add(plan=plan, by=by, activity="Kelas ibu hamil", upaya="UKM esensial")
    plans.approve(plan=plan, by=by, reason="Lokmin kedua")
    plans.send(plan=plan, by=by, on=dt.date(2026, 3, 20), note="dengan KAK")
    client = enter("yusuf")
    client.post(HOME + "2026/batas/", {"ruk-diserahkan": "2026-03-12", "kak-diserahkan": ""})
    cast.puskesmas.refresh_from_db()
    assert scores(cast.puskesmas)["ruk-dikirim"] == 5
    text = client.get(HOME + "2026/14/").content.decode()
    assert "terlambat 8 hari (batas 12 Maret 2026)" in text
    odd = client.post(HOME + "2026/batas/", {"ruk-diserahkan": "1999-01-01"}, follow=True).content.decode()
    assert "harus di sekitar tahun 2026" in odd
    client.post(HOME + "2026/batas/", {"ruk-diserahkan": ""})
    cast.puskesmas.refresh_from_db()
    assert scores(cast.puskesmas)["ruk-dikirim"] == 10
