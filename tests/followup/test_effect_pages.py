"""The pages of effects as somebody uses them."""

from __future__ import annotations

import datetime as dt

import effectworld
import pytest
from django.core.exceptions import ValidationError

from lokmin.core.periods import Month
from lokmin.cycle.followup import operations
from lokmin.cycle.followup.effect import operations as effects
from lokmin.cycle.followup.models import Pdsa, Verdict

pytestmark = pytest.mark.django_db
BASE = "/p/P9901010201/"
TURN = {"aim": "K1 8 ibu sebulan", "plan": "Kunjungan rumah di 2 dusun", "start": "2026-05"}


@pytest.fixture
def done(cast, action):
    operations.finish(
        action=action, by=cast.people["endah"], result="Didata", proof="Daftar 41 ibu", on=dt.date(2026, 5, 22)
    )
    return action


@pytest.fixture
def turn(cast, action):
    return effects.begin_turn(puskesmas=cast.puskesmas, by=cast.people["ratna"], action=action, **TURN)


def text(answer):
    return answer.content.decode()


def test_the_page_of_one_effect_shows_the_word_the_sentence_n_and_the_picture(enter, cast, done):
    effectworld.report(cast, Month(2026, 8), more=12, since=Month(2026, 6))
    page = text(enter("ratna").get(f"{BASE}rtl/{done.pk}/dampak/"))
    assert 'class="status baik">berhasil<' in page
    assert "K1 Watubelah naik" in page
    assert "12 bulan sebelum, 3 bulan sesudah, 11 desa pembanding" in page
    assert page.count("<svg") >= 2
    assert "RTL mulai" in page


def test_an_effect_that_cannot_be_judged_says_why_and_since_when_it_can(enter, cast, done):
    effectworld.report(cast, Month(2026, 6))
    page = text(enter("ratna").get(f"{BASE}rtl/{done.pk}/dampak/"))
    assert "perlu 3 (12 bulan sebelum, 1 bulan sesudah). Dapat dinilai mulai angka Agustus 2026." in page


def test_an_earlier_month_is_shown_on_asking(enter, cast, done):
    effectworld.report(cast, Month(2026, 8), more=12, since=Month(2026, 6))
    page = text(enter("ratna").get(f"{BASE}rtl/{done.pk}/dampak/?bulan=2026-07"))
    assert 'class="status nihil">belum bisa dinilai<' in page


def test_all_verdicts_stand_in_three_groups(enter, cast, done, columns):
    effectworld.report(cast, Month(2026, 8), more=12, since=Month(2026, 6))
    operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=dt.date(2026, 6, 2), **columns)
    page = text(enter("endah").get(f"{BASE}rtl/dampak/"))
    assert page.index(">Berhasil<") < page.index(">Belum bisa dinilai<")
    assert "RTL belum dikerjakan (n = 0). Catat kemajuannya sesudah dikerjakan." in page


def test_pages_stand_without_any_figure(enter, action):
    client = enter("ratna")
    for path in ("rtl/dampak/", "rtl/janji/", "pdsa/", f"rtl/{action.pk}/dampak/"):
        assert client.get(BASE + path).status_code == 200, path


def test_a_verdict_is_kept_on_demand_by_who_may(enter, cast, done):
    effectworld.report(cast, Month(2026, 8), more=12, since=Month(2026, 6))
    address = f"{BASE}rtl/{done.pk}/dampak/catat/"
    assert enter("endah").post(address).status_code == 403
    assert enter("ratna").get(address).status_code == 405
    assert enter("ratna").post(address, {"bulan": "2026-08"}).status_code == 302
    assert Verdict.objects.get().outcome == "berhasil"
    assert "angka sampai" in text(enter("ratna").get(f"{BASE}rtl/{done.pk}/dampak/"))


def test_promises_name_no_person_and_hide_few(enter, cast, done):
    effectworld.report(cast, Month(2026, 8))
    page = text(enter("yusuf").get(f"{BASE}rtl/janji/"))
    assert "Kurang dari 5 RTL." in page
    assert "Endah Puspita" not in page


def test_a_turn_is_begun_written_and_followed_by_the_next(enter, cast, action):
    client = enter("ratna")
    answer = client.post(f"{BASE}pdsa/baru/", {**TURN, "tentang": f"rtl-{action.pk}"})
    turn = Pdsa.objects.get()
    assert answer["Location"] == f"{BASE}pdsa/{turn.pk}/"
    assert (turn.number, turn.action) == (1, action)
    refused = client.post(f"{BASE}pdsa/baru/", {**TURN, "tentang": f"rtl-{action.pk}"})
    assert refused.status_code == 422
    assert "belum diputuskan" in text(refused)
    parts = {"done": "14 rumah", "study": "9 dari 14 datang lagi", "decision": "ubah", "end": "2026-06"}
    assert client.post(answer["Location"] + "tulis/", {**TURN, **parts}).status_code == 302
    same = client.post(f"{BASE}pdsa/baru/", {**TURN, "tentang": f"rtl-{action.pk}"})
    assert "rencananya masih sama" in text(same)
    other = {**TURN, "plan": "Kelas ibu sore", "start": "2026-07", "tentang": f"rtl-{action.pk}"}
    client.post(f"{BASE}pdsa/baru/", other)
    page = text(client.get(f"{BASE}pdsa/{Pdsa.objects.get(number=2).pk}/"))
    assert "Putaran 1" in page
    assert "9 dari 14 datang lagi" in page
    assert "Kelas ibu sore" in page


def test_parts_out_of_their_order_are_refused_and_kept_on_the_form(enter, turn):
    answer = enter("ratna").post(f"{BASE}pdsa/{turn.pk}/tulis/", {**TURN, "study": "9 dari 14"})
    assert answer.status_code == 422
    assert "Tulis dulu apa yang dikerjakan" in text(answer)
    assert "9 dari 14" in text(answer)
    turn.refresh_from_db()
    assert turn.study == ""


def test_a_turn_shows_the_months_of_its_indicator(enter, cast, turn):
    effectworld.report(cast, Month(2026, 8))
    page = text(enter("endah").get(f"{BASE}pdsa/{turn.pk}/"))
    assert "K1 bulan demi bulan" in page
    assert 'id="putaran"' not in page


def test_a_turn_may_be_about_a_problem_of_the_register(enter, cast):
    from lokmin.cycle.monitoring.register.operations import record_problem

    problem = record_problem(
        puskesmas=cast.puskesmas, by=cast.people["ratna"], source="masukan", what="Kunjungan K1 turun", indicator="K1"
    )
    enter("ratna").post(f"{BASE}pdsa/baru/", {**TURN, "tentang": f"masalah-{problem.pk}"})
    turn = Pdsa.objects.get()
    assert turn.problem_id == problem.pk
    assert enter("ratna").get(f"{BASE}pdsa/{turn.pk}/").status_code == 200
    assert enter("ratna").get(f"{BASE}pdsa/").status_code == 200


def test_who_only_reads_cannot_write_a_turn(enter, turn):
    assert enter("endah").post(f"{BASE}pdsa/{turn.pk}/tulis/", TURN).status_code == 403


def test_things_of_another_puskesmas_are_not_there(enter, cast, action, turn):
    assert enter("ratna").get(f"{BASE}pdsa/baru/?tentang=rtl-999999").status_code == 404
    assert enter("ratna").get(f"{BASE}pdsa/baru/?tentang=TIDAKADA").status_code == 404
    assert enter("tetangga").get(f"{BASE}pdsa/{turn.pk}/").status_code == 404


def test_the_decision_of_a_turn_others_follow_stays(cast, turn):
    by = cast.people["ratna"]
    parts = {"done": "14 rumah", "study": "9 dari 14", "decision": "lanjut", "end": "2026-05"}
    effects.write_turn(turn=turn, by=by, **parts)
    effects.begin_turn(puskesmas=cast.puskesmas, by=by, action=turn.action, **{**TURN, "start": "2026-06"})
    with pytest.raises(ValidationError, match="sudah dimulai"):
        effects.write_turn(turn=turn, by=by, decision="henti")


def test_a_turn_about_nothing_is_refused(cast):
    with pytest.raises(ValidationError, match="Pilih masalah"):
        effects.begin_turn(puskesmas=cast.puskesmas, by=cast.people["ratna"], **TURN)


def test_the_list_and_the_page_of_an_action_show_the_verdict(enter, cast, done):
    effectworld.report(cast, Month(2026, 8), more=12, since=Month(2026, 6))
    client = enter("ratna")
    assert "Dampak:" not in text(client.get(f"{BASE}rtl/?saring=semua"))
    effects.freeze_verdicts(puskesmas=cast.puskesmas, month=Month(2026, 8), by=cast.people["yusuf"])
    for path in ("rtl/?saring=semua", f"rtl/{done.pk}/"):
        assert 'class="status baik">berhasil<' in text(client.get(BASE + path)), path
