"""Any plan: made once, versions with reasons and what changed in words, approved once, sent."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from lokmin.cycle.centre import clock
from lokmin.cycle.planning.models import Plan, RukItem, RukMoney
from lokmin.cycle.planning.plans import operations, queries
from lokmin.cycle.planning.plans.home import year_lines
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.planning.rpk import queries as years
from lokmin.cycle.planning.ruk import operations as rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.LOKMIN_TODAY = "2026-05-20"


@pytest.fixture
def ruk(cast):
    return operations.plan_of(puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind=Plan.RUK, year=2027)


def add(plan, activity, rupiah):
    item = RukItem.objects.create(plan=plan, upaya="UKM esensial", activity=activity, made_at=clock.now())
    if rupiah is not None:
        RukMoney.objects.create(item=item, fund="bok", rupiah=rupiah)
    return item


def test_a_plan_is_made_once(cast, ruk):
    again = operations.plan_of(puskesmas=cast.puskesmas, by=cast.people["ratna"], kind=Plan.RUK, year=2027)
    assert again == ruk
    renstra = operations.plan_of(puskesmas=cast.puskesmas, by=None, kind=Plan.RENSTRA, year=2026)
    assert renstra.until_year == 2030
    assert queries.plan(cast.puskesmas, Plan.RENSTRA, 2029) == renstra
    assert queries.plan(cast.neighbour, Plan.RUK, 2027) is None
    for wrong in (
        {"kind": "ruk", "year": 1900},
        {"kind": "ruk", "year": 2027, "month": 3},
        {"kind": "x", "year": 2027},
    ):
        with pytest.raises(ValidationError):
            operations.plan_of(puskesmas=cast.puskesmas, by=None, **wrong)


def test_a_version_needs_rows_and_a_reason_and_tells_what_changed(cast, ruk):
    yusuf = cast.people["yusuf"]
    with pytest.raises(ValidationError, match="masih kosong"):
        operations.new_version(plan=ruk, by=yusuf, reason="x")
    item = add(ruk, "Kelas ibu hamil", 10_000_000)
    with pytest.raises(ValidationError, match="alasan"):
        operations.new_version(plan=ruk, by=yusuf, reason="  ")
    first = operations.new_version(plan=ruk, by=yusuf, reason="Susunan awal")
    assert (first.number, first.rows, first.total, first.changes) == (1, 1, 10_000_000, [])
    with pytest.raises(ValidationError, match="Tidak ada yang berubah sejak versi 1"):
        operations.new_version(plan=ruk, by=yusuf, reason="lagi")
    RukMoney.objects.filter(item=item).update(rupiah=12_000_000)
    add(ruk, "Posyandu remaja", None)
    second = operations.new_version(plan=ruk, by=yusuf, reason="Saran Dinas Kesehatan")
    assert second.changes[0] == "1 baris baru, 1 diubah; jumlah naik Rp2.000.000 menjadi Rp12.000.000."
    assert "Kelas ibu hamil: kebutuhan anggaran Rp10.000.000 menjadi Rp12.000.000 (naik Rp2.000.000)." in second.changes
    assert queries.changed_since(ruk).same
    first.refresh_from_db()
    assert first.body["rows"][0]["cost"] == 10_000_000


def test_approving_in_a_meeting_twice_is_one_version(cast, ruk):
    add(ruk, "Kelas ibu hamil", 0)
    kepala = cast.people["anindya"]
    first = operations.approve(plan=ruk, by=kepala, reason="Lokmin pertama", origin=("lokmin", "7"))
    assert operations.approve(plan=ruk, by=kepala, reason="Lokmin pertama", origin=("lokmin", "7")) == first
    later = operations.approve(plan=ruk, by=kepala, reason="Lokmin Februari", origin=("lokmin", "8"))
    assert (later.number, later.changes) == (2, ["Tidak ada yang berubah."])
    ruk.refresh_from_db()
    assert ruk.state == Plan.APPROVED
    add(ruk, "Posyandu remaja", 5)
    operations.new_version(plan=ruk, by=kepala, reason="Revisi")
    ruk.refresh_from_db()
    assert ruk.state == Plan.DRAFT
    assert queries.state_of(ruk).occasions == (("lokmin", "8"), ("lokmin", "7"))


def test_a_proposed_plan_is_a_version_once(cast, ruk):
    add(ruk, "Kelas ibu hamil", 5)
    assert operations.propose(plan=ruk, by=cast.people["ratna"]) == operations.propose(
        plan=ruk, by=cast.people["ratna"]
    )
    ruk.refresh_from_db()
    assert ruk.state == Plan.PROPOSED


def test_a_plan_is_sent_on_a_day_that_was(cast, ruk):
    yusuf = cast.people["yusuf"]
    with pytest.raises(ValidationError, match="Belum ada versi"):
        operations.send(plan=ruk, by=yusuf, on=dt.date(2026, 5, 4))
    add(ruk, "Kelas ibu hamil", 5)
    operations.approve(plan=ruk, by=yusuf, reason="Disetujui")
    with pytest.raises(ValidationError, match="belum lewat"):
        operations.send(plan=ruk, by=yusuf, on=dt.date(2026, 5, 21))
    operations.send(plan=ruk, by=yusuf, on=dt.date(2026, 5, 4), note="Surat 900/1")
    found = queries.state(cast.puskesmas, 2026)
    assert found.ruk is None
    assert found.ruk_next.sent_on == dt.date(2026, 5, 4)
    assert found.ruk_next.approved
    assert found.ruk_next.revised_after_sent  # the version was made on the 20th
    assert queries.state(cast.puskesmas, 2027).ruk.rows == 1


def test_a_paper_calls_approved_only_what_was_approved(cast, ruk):
    yusuf = cast.people["yusuf"]
    assert queries.standing(ruk) == "Rancangan"
    item = add(ruk, "Kelas ibu hamil", 5)
    operations.approve(plan=ruk, by=yusuf, reason="Disetujui di lokmin")
    assert queries.standing(ruk) == "Versi 1, disetujui 20 Mei 2026"
    rows.write(item=item, by=yusuf, money={"bok": 7})
    assert queries.standing(ruk) == "Rancangan perubahan atas versi 1 yang disetujui 20 Mei 2026"
    assert "berubah sejak itu" in next(x.state for x in year_lines(cast.puskesmas) if x.title == "RUK 2027")
    operations.propose(plan=ruk, by=yusuf, reason="Perubahan")
    assert queries.standing(ruk) == "Versi 2, 20 Mei 2026"
    year = operations.plan_of(puskesmas=cast.puskesmas, by=yusuf, kind=Plan.RPK, year=2026)
    row = rpk.add(puskesmas=cast.puskesmas, by=yusuf, year=2026, new_reason="KLB", activity="Fogging", upaya="UKM")
    operations.approve(plan=year, by=yusuf, reason="Disetujui di lokmin")
    assert years.for_meeting(cast.puskesmas, 2026, 6).approve == ""
    rpk.change(item=row, by=yusuf, target="3 desa")
    assert years.for_meeting(cast.puskesmas, 2026, 6).approve == "rpk:2026"


def test_a_chapter_written_by_two_shows_both(cast, ruk):
    operations.write_chapter(plan=ruk, by=cast.people["yusuf"], code="I", text="Satu", revision=0)
    with pytest.raises(ValidationError, match=r"Yusuf Hidayat.*“Satu”"):
        operations.write_chapter(plan=ruk, by=cast.people["ratna"], code="I", text="Dua", revision=0)
    operations.write_chapter(plan=ruk, by=cast.people["ratna"], code="I", text="Dua", revision=1)
    assert queries.chapters(ruk)["I"].text == "Dua"
