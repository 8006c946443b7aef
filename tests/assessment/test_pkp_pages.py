"""The PKP in the app: rows fill themselves, what is typed stays, what is sent is frozen, the Dinkes looks it over."""

from __future__ import annotations

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lokmin.core.numbers import MICRO, to_micro
from lokmin.cycle.assessment.feedback import operations as feedback
from lokmin.cycle.assessment.models import FeedbackPoint
from lokmin.cycle.assessment.pkp import operations as op
from lokmin.cycle.assessment.pkp import queries
from lokmin.cycle.assessment.pkp.bundles import choices
from lokmin.cycle.assessment.pkp.filled import AUTOMATIC, IMPORTED, TYPED
from lokmin.cycle.assessment.pkp.forms import pasted
from lokmin.cycle.centre import clock
from lokmin.cycle.followup.models import Action
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.monitoring.models import Problem
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.reporting.models import Fact, Ledger

K1, PESANTREN, LOKMIN = "2.1.3.1.1", "2.1.1.1.3", "1.1.4"
DAY = dt.date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _may(settings):
    settings.LOKMIN_TODAY = "2026-05-04T09:00"


@pytest.fixture
def office(cast):
    """Banyuwening in May: 120 expected mothers, 36 seen by April."""
    for village in cast.villages[:2]:
        report(cast, village, "2026", "sasaran.bumil", 60, "sk")
        for month, seen in enumerate((4, 5, 4, 5), 1):
            report(cast, village, f"2026-{month:02}", "kia.k1", seen)
    return cast


def report(cast, place, period, element, value, variant=""):
    """Report one number; it supersedes the one in force."""
    Fact.objects.of(cast.puskesmas).filter(place=place, period=period, element=element).update(
        superseded_at=clock.now()
    )
    Fact.objects.create(
        puskesmas=cast.puskesmas, place=place, period=period, element=element, variant=variant, micro=to_micro(value),
        by=cast.people["ratna"], at=clock.now(),
    )  # fmt: skip
    ledger, _ = Ledger.objects.get_or_create(puskesmas=cast.puskesmas)
    ledger.stamp += 1
    ledger.save()


@pytest.fixture
def pkp(office):
    return op.begin(puskesmas=office.puskesmas, by=office.people["yusuf"], year=2026, bundle="jatim")


def go(cast, route, **kwargs):
    return reverse(f"assessment:{route}", kwargs={"pkm": cast.puskesmas.code, **kwargs})


def row(pkp, code):
    return queries.of(pkp).cells[code]


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_year_begins_filled_in_with_what_was_reported_and_follows_new_reports(office, pkp):
    found = row(pkp, K1)
    assert (found.entry.sasaran, found.entry.achieved, found.source) == (120 * MICRO, 36 * MICRO, AUTOMATIC)
    report(office, office.villages[0], "2026-04", "kia.k1", 15)
    assert row(pkp, K1).entry.achieved == 46 * MICRO


def test_a_correction_below_zero_leaves_the_row_open_instead_of_breaking_the_page(office, pkp, enter):
    for village in office.villages[:2]:
        report(office, village, "2026-04", "kia.k1", -40)
    assert row(pkp, K1).entry.achieved is None
    assert enter("yusuf").get(go(office, "pkp_running", year=2026)).status_code == 200


def test_a_running_year_is_judged_by_its_share_and_a_past_one_as_a_whole(pkp):
    present, whole = queries.present(pkp), queries.of(pkp)
    assert present.running
    assert present.result.sub(K1).score == 90  # 36 of 40 due by April
    assert whole.result.sub(K1).score == 30


def test_saving_an_untouched_table_types_nothing_over(office, pkp, enter):
    client = enter("yusuf")
    address = go(office, "pkp_fill", year=2026, node="2.1.3")
    page = client.get(address)
    assert 'value="36"' in page.content.decode()
    fields = {f"{key}-{K1}": value for key, value in {"t": "100", "s": "120", "p": "36"}.items()}
    assert "Tidak ada yang berubah" in text(client.post(address, fields, follow=True))
    assert row(pkp, K1).source == AUTOMATIC
    client.post(address, {**fields, f"p-{K1}": "40"})
    found = row(pkp, K1)
    assert (found.entry.achieved, found.entry.sasaran, found.source) == (40 * MICRO, 120 * MICRO, TYPED)
    client.post(address, {f"s-{K1}": "", f"p-{K1}": ""})
    assert (row(pkp, K1).source, row(pkp, K1).entry.achieved) == (AUTOMATIC, 36 * MICRO)


def test_a_number_that_can_be_read_two_ways_is_asked_about_and_kept_on_the_page(office, pkp, enter):
    answer = enter("yusuf").post(
        go(office, "pkp_fill", year=2026, node="2.1.1"), {"p-2.1.1.1.1": "2.5", "s-2.1.1.1.1": "9"}
    )
    assert answer.status_code == 422
    assert "dapat dibaca dua cara" in text(answer)
    assert 'value="2.5"' in answer.content.decode()
    assert row(pkp, "2.1.1.1.1").entry.sasaran is None


def test_an_own_target_in_words_is_understood_and_an_impossible_one_refused(office, pkp, enter):
    address = go(office, "pkp_fill", year=2026, node="2.1.3")
    assert enter("yusuf").post(address, {f"t-{K1}": "baik sekali"}).status_code == 422
    enter("yusuf").post(address, {f"t-{K1}": "80 %"})
    assert row(pkp, K1).entry.target == 80 * MICRO
    assert row(pkp, K1).source == AUTOMATIC


def test_rows_pasted_from_excel_stand_in_the_fields_and_are_not_kept_yet(office, pkp, enter):
    lines = "Rumah tangga dikaji PHBS\t13.799\t2.798\nPondok pesantren dikaji PHBS\t4\t3\nBelanja\t1\t2"
    answer = enter("yusuf").post(go(office, "pkp_fill", year=2026, node="2.1.1"), {"tempel": "1", "teks": lines})
    shown = answer.content.decode()
    assert 'value="13.799"' in shown
    assert 'value="2.798"' in shown
    assert "“Belanja” tidak ada di tabel ini" in text(answer)
    assert not pkp.rows.exists()


def test_bare_numbers_are_taken_in_the_order_of_the_table_only_when_there_are_as_many(pkp):
    bundle = queries.of(pkp).bundle
    subs = list(bundle.path("2.1.1.1.1")[-1].subs())
    assert pasted(bundle, subs, "10\t5\n20\t6\n30\t7")[0]["2.1.1.1.3"] == {"s": "30", "p": "7"}
    found, strange = pasted(bundle, subs, "10\t5\n20\t6")
    assert not found
    assert "2 baris angka tanpa nama untuk 3 indikator" in strange[0]


def test_an_empty_cell_within_a_pasted_column_is_a_row_that_stays_as_it_is(pkp):
    bundle = queries.of(pkp).bundle
    subs = list(bundle.path("2.1.1.1.1")[-1].subs())
    assert pasted(bundle, subs, "5\r\n\r\n7\r\n")[0] == {"2.1.1.1.1": {"p": "5"}, "2.1.1.1.3": {"p": "7"}}
    assert pasted(bundle, subs, "5\n6\n")[1]


def test_a_running_number_before_the_name_is_no_sasaran_and_official_columns_are_known_by_their_places(pkp):
    bundle = queries.of(pkp).bundle
    subs = list(bundle.path("2.1.1.1.1")[-1].subs())
    assert pasted(bundle, subs, "1\tRumah tangga dikaji PHBS\t2.798")[0] == {"2.1.1.1.1": {"p": "2.798"}}
    official = "1\tRumah tangga dikaji PHBS\t20\trumah tangga\t13.799\t2.759,8\t2.798\t20,3\t100"
    assert pasted(bundle, subs, official)[0] == {"2.1.1.1.1": {"s": "13.799", "p": "2.798"}}
    found, strange = pasted(bundle, subs, "Rumah tangga dikaji PHBS\t1\t2\t3\t4\t5")
    assert not found
    assert "tidak jelas" in strange[0]


def test_a_column_of_steps_is_pasted_into_management_and_a_step_off_the_scale_is_told(pkp):
    bundle = queries.of(pkp).bundle
    subs = [sub for sub in bundle.subs.values() if sub.code.startswith("1.2.")]
    found, strange = pasted(bundle, subs, "10\n4\n0")
    assert found == {"1.2.1": {"l": "10"}, "1.2.3": {"l": "0"}}
    assert "nilai 4 tidak ada di skalanya (0, 10)" in strange[0]


def test_a_target_in_another_unit_is_turned_into_the_rows_and_one_judged_the_other_way_is_refused(office, pkp, enter):
    address = go(office, "pkp_fill", year=2026, node="2.1.3")
    enter("yusuf").post(address, {f"t-{K1}": "150 ‰"})
    assert row(pkp, K1).entry.target == 15 * MICRO
    refused = enter("yusuf").post(address, {f"t-{K1}": "≤ 5 %"})
    assert refused.status_code == 422
    assert "makin besar makin baik" in text(refused)
    assert row(pkp, K1).entry.target == 15 * MICRO


def meeting(cast, month, number, kind="bulanan_rutin", state="ditutup"):
    now, by = clock.now(), cast.people["yusuf"]
    done = {"opened_at": now, "opened_by": by, "closed_at": now, "closed_by": by} if state == "ditutup" else {}
    return Meeting.objects.create(
        puskesmas=cast.puskesmas, kind=kind, year=2026, number=number, period="2026-04", date=dt.date(2026, month, 5),
        start=dt.time(9), place="Aula", made_at=now, made_by=by, state=state, **done,
    )  # fmt: skip


def test_lokmin_that_were_held_score_themselves_with_their_proof(office, pkp, enter):
    for number, month in enumerate((1, 2, 3, 4, 4), 1):
        meeting(office, month, number)
    meeting(office, 5, 9, state="draf")
    assert row(pkp, LOKMIN).entry.level == 4  # April met twice: four months
    meeting(office, 5, 10)
    found = row(pkp, LOKMIN)
    assert (found.entry.level, found.source) == (7, AUTOMATIC)
    assert "5 dari 12 bulan" in found.known.sentence
    page = enter("yusuf").get(go(office, "pkp_fill", year=2026, node="1.1"))
    assert reverse("meetings:before", kwargs={"pkm": office.puskesmas.code, "pk": Meeting.objects.last().pk}) in text(
        page
    )
    # Choosing the same step goes on following; another one stays, and says what the system thinks.
    enter("yusuf").post(go(office, "pkp_fill", year=2026, node="1.1"), {f"l-{LOKMIN}": "10"})
    assert row(pkp, LOKMIN).source == TYPED
    assert "Menurut sistem: 7" in text(enter("yusuf").get(go(office, "pkp_fill", year=2026, node="1.1")))
    enter("yusuf").post(go(office, "pkp_fill", year=2026, node="1.1"), {f"l-{LOKMIN}": "7"})
    assert row(pkp, LOKMIN).source == AUTOMATIC


def test_an_approved_rpk_is_detailed_only_as_far_as_its_rows_are_and_leads_there(office, enter):
    by = office.people["yusuf"]
    pkp = op.begin(puskesmas=office.puskesmas, by=by, year=2026, bundle="sembilan")
    plan = plans.plan_of(puskesmas=office.puskesmas, by=by, kind="rpk", year=2026)
    for name in ("Kelas ibu hamil", "Kunjungan rumah"):
        rpk.add(puskesmas=office.puskesmas, by=by, year=2026, new_reason="Uji", activity=name, told=False)
    plans.approve(plan=plan, by=office.people["anindya"], reason="Disepakati")
    found = row(pkp, "M.1.3")
    assert found.entry.level == 0
    assert "0 dari 2 kegiatan RPK terinci lengkap" in found.known.sentence
    page = enter("yusuf").get(go(office, "pkp_fill", year=2026, node="M.1"))
    assert reverse("planning:rpk", kwargs={"pkm": office.puskesmas.code, "year": 2026}) in text(page)


def test_last_years_pkp_scores_by_how_far_it_came(office, pkp):
    by = office.people["yusuf"]
    assert row(pkp, "1.1.6").entry.level == 0
    last = op.begin(puskesmas=office.puskesmas, by=by, year=2025, bundle="jatim")
    assert row(pkp, "1.1.6").entry.level == 4
    op.send(pkp=last, by=by, reason="Baru sebagian terkumpul")
    assert row(pkp, "1.1.6").entry.level == 7
    feedback.write(puskesmas=office.puskesmas, by=by, about="pkp", year=2025, date=DAY)
    assert row(pkp, "1.1.6").entry.level == 10


def test_sending_needs_every_row_or_a_reason_and_freezes_the_score(office, pkp, enter):
    client = enter("anindya")
    refused = client.post(go(office, "pkp_send", year=2026))
    assert refused.status_code == 422
    assert "belum diisi" in text(refused)
    client.post(go(office, "pkp_send", year=2026), {"reason": "Sebagian laporan baru ada Juni"})
    pkp.refresh_from_db()
    frozen = pkp.scores.get()
    before = queries.of(pkp).result.service
    assert pkp.state == "dikirim"
    assert op.thaw(frozen).service == before
    report(office, office.villages[0], "2026-04", "kia.k1", 50)
    assert queries.of(pkp).result.service == before
    assert row(pkp, K1).entry.achieved == 36 * MICRO
    with pytest.raises(ValidationError, match="sudah dikirim"):
        op.save_rows(pkp=pkp, by=office.people["yusuf"], changes={K1: {"achieved_micro": 1}})
    client.post(go(office, "pkp_take_back", year=2026), {"reason": "Salah ketik"})
    pkp.refresh_from_db()
    assert (pkp.state, row(pkp, K1).entry.achieved) == ("diisi", 81 * MICRO)
    assert pkp.scores.count() == 1


def test_the_dinkes_puts_its_value_beside_the_offices_and_closes(office, pkp, enter):
    op.save_rows(pkp=pkp, by=office.people["yusuf"], changes={"1.2.1": {"level": 10}})
    address = go(office, "pkp_verify", year=2026)
    assert enter("yusuf").get(address).status_code == 403
    assert "Belum dikirim" in text(enter("dinkes").get(address))
    op.send(pkp=pkp, by=office.people["anindya"], reason="Uji")
    enter("dinkes").post(address, {f"v-{K1}": "30", f"n-{K1}": "Enam tercatat ganda", "v-1.2.1": "0"})
    assert queries.of(pkp).verified.sub(K1).entry.achieved == 30 * MICRO
    bare = enter("dinkes").post(address, {f"v-{K1}": "30", "v-1.2.1": "0", "selesai": "1"})
    assert "tulis alasan nilainya berbeda" in text(bare)
    notes = {f"n-{K1}": "Enam tercatat ganda", "n-1.2.1": "SK belum ada"}
    enter("dinkes").post(address, {f"v-{K1}": "30", "v-1.2.1": "0", **notes, "selesai": "1"})
    pkp.refresh_from_db()
    year = queries.of(pkp)
    assert pkp.state == "diverifikasi"
    assert (year.result.sub("1.2.1").points, year.verified.sub("1.2.1").points) == (10, 0)
    assert {score.kind for score in pkp.scores.all()} == {"sendiri", "verifikasi"}
    page = text(enter("yusuf").get(go(office, "pkp_year", year=2026)))
    assert "Perbedaan dengan verifikasi Dinas" in page
    assert "Enam tercatat ganda" in page
    assert [d.own.sub.code for d in year.differences] == ["1.2.1", K1]


def test_the_dinkes_judges_what_was_left_blank_or_said_not_to_apply_but_no_number_without_sasaran(office, pkp, enter):
    by = office.people["yusuf"]
    op.save_rows(pkp=pkp, by=by, changes={PESANTREN: {"population_micro": 4 * MICRO, "na_reason": "tidak ada"}})
    op.send(pkp=pkp, by=office.people["anindya"], reason="Uji")
    address = go(office, "pkp_verify", year=2026)
    enter("dinkes").post(address, {"v-1.2.3": "0", f"v-{PESANTREN}": "2"})
    year = queries.of(pkp)
    assert (year.result.sub("1.2.3").score, year.verified.sub("1.2.3").score) == (None, 0)
    assert year.verified.sub(PESANTREN).score is not None
    refused = enter("dinkes").post(address, {"v-2.1.1.1.2": "5"})
    assert "belum mengisi total sasarannya" in text(refused)


def test_a_step_that_is_not_on_the_scale_is_refused_in_the_verification(office, pkp, enter):
    op.save_rows(pkp=pkp, by=office.people["yusuf"], changes={"1.2.1": {"level": 10}})
    op.send(pkp=pkp, by=office.people["anindya"], reason="Uji")
    answer = enter("dinkes").post(go(office, "pkp_verify", year=2026), {"v-1.2.1": "4"})
    assert answer.status_code == 422
    assert pkp.rows.get(code="1.2.1").verified_level is None


def test_shortfalls_enter_the_register_once_with_their_figures(office, pkp, enter):
    for _ in range(2):
        enter("ratna").post(go(office, "pkp_problems", year=2026), {"baris": [K1]})
    problem = Problem.objects.of(office.puskesmas).get(source="pkp")
    Problem.objects.of(office.puskesmas).update(what="Ibu hamil terlambat datang")
    enter("ratna").post(go(office, "pkp_problems", year=2026), {"baris": [K1]})
    assert Problem.objects.of(office.puskesmas).filter(source="pkp").count() == 1
    assert problem.indicator == "K1"
    assert "capaian 30,0 %, target 100 %" in problem.how_big
    assert pkp.rows.get(code=K1).problem == problem


def test_a_problem_that_is_still_open_from_last_year_is_not_written_twice(office, pkp, enter):
    by = office.people["yusuf"]
    last = op.begin(puskesmas=office.puskesmas, by=by, year=2025, bundle="jatim")
    op.save_rows(pkp=last, by=by, changes={K1: {"population_micro": 100 * MICRO, "achieved_micro": 40 * MICRO}})
    (old,) = op.to_register(pkp=last, by=by, codes=[K1])
    assert "masih terbuka dari" in text(enter("ratna").get(go(office, "pkp_problems", year=2026)))
    (same,) = op.to_register(pkp=pkp, by=by, codes=[K1])
    assert same == old
    assert "PKP 2026" in Problem.objects.get(pk=old.pk).evidence
    assert Problem.objects.of(office.puskesmas).filter(source="pkp").count() == 1


def test_what_is_on_its_way_is_no_problem_of_a_running_year(office, pkp, enter):
    report(office, office.villages[0], "2026-04", "kia.k1", 9)  # 40 of the 40 due by April
    assert K1 not in [row.sub.code for row in queries.present(pkp).below]
    assert not op.to_register(pkp=pkp, by=office.people["ratna"], codes=[K1])


def test_months_that_no_report_counts_are_noted_and_may_not_fall(office, pkp):
    by, code = office.people["ratna"], "2.1.1.1.2"
    op.save_rows(pkp=pkp, by=by, changes={code: {"population_micro": 46 * MICRO}})
    for month, reached in ((2, 4), (4, 11)):
        op.save_month(pkp=pkp, by=by, code=code, month=month, achieved=reached * MICRO)
    assert [queries.of(pkp, until).cells[code].entry.achieved for until in (1, 2, 3, 4)] == [
        None, 4 * MICRO, 4 * MICRO, 11 * MICRO,
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="sejak Januari"):
        op.save_month(pkp=pkp, by=by, code=code, month=5, achieved=3 * MICRO)
    assert row(pkp, code).entry.achieved == 11 * MICRO


def test_the_running_page_says_three_scores_and_the_cheapest_points_beyond_the_pace(office, pkp, enter):
    page = text(enter("yusuf").get(go(office, "pkp_running", year=2026)))
    assert "Lima poin termurah" in page
    assert "sekarang 36 dari 120" in page
    # 36 in four months, 28 in the last three: 9 1/3 a month bring 110,7 of 120 by December.
    assert "10 ibu hamil" in page
    assert "laju kini 9,3" in page
    assert "Kurang" not in page.split("Lima poin termurah")[-1].split("Langkah manajemen")[0]


def test_a_step_of_meetings_that_can_no_longer_be_held_is_not_promised(office, pkp, enter, settings):
    meeting(office, 4, 1)
    assert "Kurang 4 kali lagi" in text(enter("yusuf").get(go(office, "pkp_running", year=2026)))
    settings.LOKMIN_TODAY = "2026-11-04T09:00"
    assert "5 sampai 8 kali" not in text(enter("yusuf").get(go(office, "pkp_running", year=2026)))


def test_the_net_of_villages_is_drawn_from_their_reports(office, pkp, enter):
    page = text(enter("yusuf").get(go(office, "pkp_net", year=2026) + "?program=2.1.3"))
    assert office.villages[0].name in page
    assert "menurut desa" in page
    assert (
        "tidak ada jaring antardesa"
        in text(enter("yusuf").get(go(office, "pkp_net", year=2026) + "?program=2.2.3")).lower()
    )


def test_our_own_workbook_comes_back_without_a_change_and_a_filled_one_with_its_source(office, pkp, enter):
    client = enter("yusuf")
    book = client.get(go(office, "pkp_paper", year=2026, ending="xlsx")).content
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    service = sheets["Pelayanan"]
    line = next(r for r in range(6, service.max_row) if service.cell(r, 1).value == "2.1.1.1.1")
    service.cell(line, 5).value, service.cell(line, 7).value = 13799, 2798
    out = io.BytesIO()
    sheets.save(out)
    review = client.post(
        go(office, "pkp_import", year=2026), {"file": SimpleUploadedFile("PKP kami.xlsx", out.getvalue())}
    )
    assert "2.798 dari 13.799" in text(review)
    assert not pkp.rows.exists()
    sha = review.content.decode().split('name="sha" value="')[1][:64]
    chosen = [n.split('"')[0] for n in review.content.decode().split('name="baris" value="')[1:]]
    client.post(go(office, "pkp_import", year=2026), {"sha": sha, "nama": "PKP kami.xlsx", "baris": chosen})
    found = row(pkp, "2.1.1.1.1")
    assert (found.entry.achieved, found.source, found.source_text) == (2798 * MICRO, IMPORTED, "PKP kami.xlsx")


def test_a_file_that_is_no_pkp_is_refused_with_a_sentence(office, pkp, enter):
    answer = enter("yusuf").post(
        go(office, "pkp_import", year=2026), {"file": SimpleUploadedFile("a.xlsx", b"bukan buku")}
    )
    assert answer.status_code == 422
    assert not pkp.rows.exists()


def test_the_score_is_laid_before_the_coming_lokmin(office, pkp, enter):
    assert "Belum ada lokmin" in text(enter("yusuf").post(go(office, "pkp_push", year=2026), follow=True))
    coming = meeting(office, 6, 1, state="draf")
    enter("yusuf").post(go(office, "pkp_push", year=2026))
    annex = coming.annexes.get(code="pkp")
    assert annex.body["sentence"].startswith("PKP 2026 sampai April: pelayanan")


@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx", "xlsx"])
def test_the_net_of_programmes_and_of_villages_is_taken_along(office, pkp, enter, ending):
    client = enter("dinkes")
    for query in ("", "?program=2.1.3"):
        answer = client.get(go(office, "pkp_net_paper", year=2026, ending=ending) + query)
        assert answer.content[:2] in (b"PK", b"%P")
    empty = client.get(go(office, "pkp_net_paper", year=2026, ending=ending) + "?program=2.2.3")
    assert empty.status_code == 404


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_papers_of_a_year_are_made(office, pkp, enter, ending):
    assert len(enter("dinkes").get(go(office, "pkp_paper", year=2026, ending=ending)).content) > 5000


def test_a_letter_of_the_dinkes_is_followed_point_by_point(office, pkp, enter):
    client = enter("yusuf")
    op.send(pkp=pkp, by=office.people["anindya"], reason="Uji")
    given = {"about": "pkp", "year": "2026", "date": "2026-05-04", "number": "440/1", "sender": "Dinas Kesehatan",
             "points": "1. K1 belum tercapai\n- Lengkapi bukti\n\n3) Survei"}  # fmt: skip
    client.post(go(office, "feedback_new"), given)
    pkp.refresh_from_db()
    assert pkp.state == "umpan balik"
    letter = pkp.feedback.get()
    first, second, third = letter.points.all()
    assert [p.text for p in (first, second, third)] == ["K1 belum tercapai", "Lengkapi bukti", "Survei"]
    wanted = {"apa": "rtl", "activity": "Sweeping", "owner": str(office.people["ratna"].pk), "due": "2026-06-01"}
    client.post(go(office, "feedback_point", pk=letter.pk, point=first.pk), wanted)
    first.refresh_from_db()
    assert first.action == Action.objects.get(origin_kind="umpan_balik")
    client.post(go(office, "feedback_point", pk=letter.pk, point=second.pk), {"apa": "masalah"})
    second.refresh_from_db()
    assert (second.problem.source, second.state) == ("dinkes", "ditindaklanjuti")
    refused = client.post(
        go(office, "feedback_point", pk=letter.pk, point=third.pk), {"apa": "jawab", "state": "selesai"}
    )
    assert refused.status_code == 422
    assert FeedbackPoint.objects.get(pk=third.pk).state == "belum"
    assert "1 dari 3 belum ditindaklanjuti" in text(client.get(go(office, "feedback")))


def test_a_letter_from_tomorrow_is_refused(office, pkp):
    with pytest.raises(ValidationError, match="belum tiba"):
        feedback.write(
            puskesmas=office.puskesmas, by=office.people["yusuf"], about="pkp", year=2026, date=dt.date(2026, 5, 5)
        )


def test_a_districts_own_list_goes_before_the_shipped_one_and_an_old_year_keeps_its_own(office, pkp, client):
    client.force_login(office.people["admin"], backend="django.contrib.auth.backends.ModelBackend")
    body = {
        "kelompok": {"pelayanan": {"baik": 91, "cukup": 81}, "manajemen": {"baik": 8.5, "cukup": 5.5}},
        "upaya": [
            {"code": "1", "name": "KIA", "sub": [{"code": "1.1", "name": "K1", "target": 100, "indicator": "K1"}]}
        ],
    }
    ring = {"code": "1.2", "name": "Obat", "ring": [{"upper": 80, "score": 0}, {"lower": 81, "score": 100}]}
    given = {"code": "jatim", "name": "Argamulya 2026", "valid_from": 2026, "source": "SK Dinkes", "puskesmas": "",
             "district": office.puskesmas.place.parent_id}  # fmt: skip
    bad = {**body, "upaya": [{"code": "1", "name": "KIA", "sub": [ring]}]}
    refused = client.post(reverse("admin:assessment_pkpbundle_add"), {**given, "body": json.dumps(bad)})
    assert "bercelah antara 80 dan 81" in text(refused)
    client.post(reverse("admin:assessment_pkpbundle_add"), {**given, "body": json.dumps(body)})
    found = {choice.code: choice.name for choice in choices(office.puskesmas, 2026)}
    assert found["jatim"] == "Argamulya 2026"
    assert {choice.name for choice in choices(office.puskesmas, 2025)} >= {"Susunan Jawa Timur (2022)"}
    newer = op.begin(puskesmas=office.puskesmas, by=office.people["yusuf"], year=2027, bundle="jatim")
    assert list(queries.of(newer).bundle.subs) == ["1.1"]
    assert len(queries.of(pkp).bundle.subs) > 80
