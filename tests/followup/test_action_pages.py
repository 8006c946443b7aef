"""The pages of the RTL as somebody uses them."""

from __future__ import annotations

import pytest

from lokmin.cycle.followup.models import Action

pytestmark = pytest.mark.django_db
HOME = "/p/P9901010201/rtl/"


def test_the_list_names_who_is_late_and_what_is_missing(enter, action, settings):
    settings.LOKMIN_TODAY = "2026-06-02"
    page = enter("yusuf").get(HOME + "?saring=terlambat").content.decode()
    assert "Pendataan ulang ibu hamil" in page
    assert "10 hari" in page
    assert "Endah Puspita" in page


def test_an_owner_reports_progress_on_her_own_action_only(enter, action, cast):
    client = enter("endah")
    answer = client.post(f"{HOME}{action.pk}/kemajuan/", {"step": "kemajuan", "note": "Dua dusun selesai"})
    assert answer.status_code == 302
    assert Action.objects.get(pk=action.pk).status == "berjalan"
    Action.objects.filter(pk=action.pk).update(owner=cast.people["sri"])
    answer = client.post(f"{HOME}{action.pk}/kemajuan/", {"step": "kemajuan", "note": "Tiga dusun"})
    assert answer.status_code == 403


def test_a_new_action_is_typed_with_rupiah_and_dates_and_kept(enter, cast):
    data = {
        "problem": "K1 Watubelah", "activity": "Pendataan ulang", "cost": "Rp1.500.000", "due": "2026-05-23",
        "village": "99.01.01.2002", "owner": str(cast.people["endah"].pk), "expected_micro": "2,5",
    }  # fmt: skip
    answer = enter("ratna").post(HOME + "baru/", data)
    made = Action.objects.get()
    assert answer.status_code == 302, answer.content.decode()
    assert (made.cost, made.expected_micro, made.village.name) == (1_500_000, 2_500_000, "Watubelah")


def test_a_number_that_could_mean_two_things_is_asked_about_and_nothing_is_lost(enter, cast):
    answer = enter("ratna").post(HOME + "baru/", {"problem": "K1", "activity": "Data", "expected_micro": "2.5"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "dapat dibaca dua cara" in page
    assert 'value="2.5"' in page
    assert not Action.objects.exists()


def test_the_return_address_stays_inside_the_puskesmas(enter, action):
    client = enter("ratna")
    data = {"problem": "K1", "activity": "Data"}
    answer = client.post(f"{HOME}{action.pk}/ubah/", {**data, "kembali": "//jahat.example/p/P9901010201/"})
    assert answer["Location"] == f"{HOME}{action.pk}/"


def test_guests_of_other_sectors_do_not_see_the_list(enter, cast):
    assert enter("camat").get(HOME).status_code == 403
    assert enter("tetangga").get(HOME).status_code == 404
