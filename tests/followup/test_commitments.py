"""Promises of partners: numbered, late, kept with proof, moved or given up with a reason, open again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.centre import operations as centre
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.followup.commitments import operations as op
from lokmin.cycle.followup.commitments import queries
from lokmin.cycle.followup.models import Commitment

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 12)


@pytest.fixture
def desa(cast):
    return centre.add_partner(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], sector="desa", name="Desa Pringgodani",
        village=cast.villages[4],
    )  # fmt: skip


@pytest.fixture
def columns(cast, desa):
    return {
        "partner": desa, "problem": "D/S Pringgodani, kurang 40 balita", "support": "Dana PMT",
        "activity": "PMT penyuluhan di tiga posyandu", "target_group": "Balita", "village": cast.villages[4],
        "start": dt.date(2026, 5, 18), "due": dt.date(2026, 6, 30), "resources": "Dana desa Rp3.000.000",
        "owner_text": "Kaur Kesra", "indicator": "DS",
    }  # fmt: skip


@pytest.fixture
def promise(cast, columns):
    return op.add(puskesmas=cast.puskesmas, by=cast.people["yusuf"], made_on=DAY, **columns)


def test_numbers_run_through_the_year_apart_from_those_of_the_rtl(cast, columns, promise):
    days = [DAY, dt.date(2027, 2, 9)]
    columns = {**columns, "start": None, "due": None}
    made = [op.add(puskesmas=cast.puskesmas, by=cast.people["yusuf"], made_on=d, **columns) for d in days]
    assert [str(m) for m in (promise, *made)] == ["Komitmen 1/2026", "Komitmen 2/2026", "Komitmen 1/2027"]


def test_a_promise_is_late_only_while_open_and_after_its_date(promise):
    assert queries.line(promise, dt.date(2026, 6, 30)).status == "belum mulai"
    late = queries.line(promise, dt.date(2026, 7, 2))
    assert (late.status, late.days_late, late.days_left) == ("terlambat", 2, -2)
    done = op.finish(commitment=promise, by=promise.made_by, result="Tiga posyandu terlayani", proof="Foto 2 Juni")
    assert queries.line(done, dt.date(2026, 12, 1)).status == "selesai"
    assert (done.proof, done.finished_on is not None) == ("Foto 2 Juni", True)


def test_dates_that_contradict_are_refused_with_both(cast, columns):
    by = cast.people["yusuf"]
    with pytest.raises(ValidationError, match="17 Mei 2026 lebih awal daripada mulainya, 18 Mei 2026"):
        op.add(puskesmas=cast.puskesmas, by=by, made_on=DAY, **{**columns, "due": dt.date(2026, 5, 17)})
    with pytest.raises(ValidationError, match="1 Mei 2026 sudah lewat pada hari janji ini dibuat, 12 Mei 2026"):
        op.add(puskesmas=cast.puskesmas, by=by, made_on=DAY, **{**columns, "start": None, "due": dt.date(2026, 5, 1)})
    assert Commitment.objects.of(cast.puskesmas).count() == 0


def test_a_partner_of_another_office_promises_nothing_here(cast, columns):
    other = centre.add_partner(puskesmas=cast.neighbour, by=cast.people["tetangga"], sector="kua", name="KUA Jauh")
    with pytest.raises(ValidationError, match="bukan mitra Puskesmas Banyuwening"):
        op.add(puskesmas=cast.puskesmas, by=cast.people["yusuf"], made_on=DAY, **{**columns, "partner": other})


def test_without_a_named_form_the_activity_is_the_support(cast, columns):
    made = op.add(puskesmas=cast.puskesmas, by=cast.people["yusuf"], made_on=DAY, **{**columns, "support": " "})
    assert made.support == "PMT penyuluhan di tiga posyandu"


def test_it_says_what_it_lacks(cast, desa):
    bare = op.add(puskesmas=cast.puskesmas, by=cast.people["yusuf"], partner=desa, problem="D/S", activity="PMT")
    assert queries.lacking(bare) == ("penanggung jawab", "batas waktu", "sumber daya")


def test_stopping_and_reopening_need_a_reason_and_stay_in_the_log(cast, promise):
    ratna = cast.people["ratna"]
    for write in (
        lambda: op.cancel(commitment=promise, by=ratna, reason=" "),
        lambda: op.progress(commitment=promise, by=ratna, note=""),
        lambda: op.finish(commitment=promise, by=ratna, result=""),
        lambda: op.resume(commitment=promise, by=ratna, note=""),
    ):
        with pytest.raises(ValidationError):
            write()
    op.progress(commitment=promise, by=ratna, note="Rencana anggaran dibuat")
    op.cancel(commitment=promise, by=ratna, reason="Dana desa dialihkan ke jalan", moved=True)
    with pytest.raises(ValidationError, match="sudah dialihkan"):
        op.finish(commitment=promise, by=ratna, result="Selesai")
    assert op.resume(commitment=promise, by=ratna, note="Dana ada lagi").status == "berjalan"
    assert [e.status for e in promise.events.all()] == ["belum mulai", "berjalan", "dialihkan", "berjalan"]
    assert AuditLine.objects.filter(about_kind="commitment", about_id=str(promise.pk)).count() == 4


@pytest.mark.parametrize("wrong", [{"status": "dibatalkan"}, {"status": "selesai"}, {"due": dt.date(2026, 5, 1)}])
def test_the_database_itself_refuses_nonsense(promise, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(**wrong)


def test_a_meeting_looks_back_at_what_is_open_and_what_ended_lately(cast, columns, promise):
    by = cast.people["yusuf"]
    kept = op.add(puskesmas=cast.puskesmas, by=by, made_on=DAY, **columns)
    op.finish(commitment=kept, by=by, result="Terlaksana", on=dt.date(2026, 6, 20))
    long_ago = op.add(puskesmas=cast.puskesmas, by=by, made_on=dt.date(2026, 2, 10), **{**columns, "start": None})
    op.finish(commitment=long_ago, by=by, result="Terlaksana", on=dt.date(2026, 3, 1))
    found = queries.reviewed_on(cast.puskesmas, dt.date(2026, 8, 11), dt.date(2026, 4, 23))
    assert [a.pk for a in found] == [promise.pk, kept.pk]
    assert queries.reviewed_on(cast.puskesmas, DAY, dt.date(2026, 1, 1)) != found
    assert queries.reviewed_on(cast.neighbour, dt.date(2026, 8, 11), dt.date(2026, 4, 23)) == []


def test_only_rewording_counts_as_a_change_of_the_text(cast, promise):
    moment = promise.made_at + dt.timedelta(seconds=1)
    pks = [promise.pk]
    op.progress(commitment=promise, by=cast.people["ratna"], note="Mulai")
    assert queries.changed_since(cast.puskesmas, pks, moment) == []
    assert queries.changed_since(cast.puskesmas, pks, promise.made_at - dt.timedelta(seconds=1)) == ["1/2026"]
    later = promise.events.latest("at").at
    op.change(commitment=promise, by=cast.people["ratna"], resources="Dana desa Rp1.000.000")
    assert queries.changed_since(cast.puskesmas, pks, later) == ["1/2026"]


def test_the_pages_list_filter_and_write_progress(cast, promise, enter, settings):
    settings.LOKMIN_TODAY = "2026-07-10"
    ratna = enter("ratna")
    page = ratna.get(f"/p/{HOME}/rtl/komitmen/?saring=terlambat").content.decode()
    assert "PMT penyuluhan" in page
    assert "10 hari" in page
    assert "Tidak ada janji di saringan ini" in ratna.get(f"/p/{HOME}/rtl/komitmen/?saring=selesai").content.decode()
    address = f"/p/{HOME}/rtl/komitmen/{promise.pk}/"
    refused = ratna.post(f"{address}kemajuan/", {"step": "selesai", "note": ""})
    assert refused.status_code == 422
    ratna.post(f"{address}kemajuan/", {"step": "selesai", "note": "72 balita datang", "proof": "Daftar hadir"})
    shown = enter("bambang").get(address).content.decode()
    assert "72 balita datang" in shown
    assert "kemajuan/" not in shown, "a reader is offered no form"
    assert enter("bambang").post(f"{address}kemajuan/", {"step": "kemajuan", "note": "x"}).status_code == 403


def test_a_refused_promise_keeps_what_was_typed(cast, desa, enter):
    page = enter("yusuf").post(f"/p/{HOME}/rtl/komitmen/baru/", {"partner": desa.pk, "problem": "D/S", "activity": ""})
    assert page.status_code == 422
    assert "D/S" in page.content.decode(), "what was typed is kept"
    made = enter("yusuf").post(
        f"/p/{HOME}/rtl/komitmen/baru/",
        {"partner": desa.pk, "problem": "D/S turun", "activity": "Jemput balita", "due": "2030-06-30"},
        follow=True,
    )
    assert "Jemput balita" in made.content.decode()
