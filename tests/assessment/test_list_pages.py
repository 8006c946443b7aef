"""Lists of the PKP: changed from a year on by the office or its Dinkes, and never under a year that was sent."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lokmin.core.numbers import MICRO
from lokmin.cycle.assessment.lists import operations
from lokmin.cycle.assessment.models import PkpBundle
from lokmin.cycle.assessment.pkp import operations as op
from lokmin.cycle.assessment.pkp import queries
from lokmin.cycle.assessment.pkp.bundles import DISTRICT, OWN, SHIPPED, choice
from lokmin.cycle.centre.models import AuditLine, Puskesmas

PHBS, GIZI = "2.1.1.1.1", "2.1.4"


@pytest.fixture(autouse=True)
def _may(settings):
    settings.LOKMIN_TODAY = "2026-05-04T09:00"


def go(cast, route, **kwargs):
    return reverse(f"assessment:{route}", kwargs={"pkm": cast.puskesmas.code, **kwargs})


def text(answer):
    return " ".join(answer.content.decode().split())


def seen(cast, year=2026, code="jatim"):
    return choice(cast.puskesmas, year, code).mark


def target(cast, year, code=PHBS):
    body = choice(cast.puskesmas, year, "jatim").body
    return next(s["target"] for v in body["variabel"] for s in v["sub"] if s["code"] == code)


def change(cast, client, year=2026, node="2.1.1.1", *, own=True, **fields):
    given = {
        "tanda": choice(cast.puskesmas, year, "jatim", own=own).mark,
        **{key.replace("__", "-"): value for key, value in fields.items()},
    }
    return client.post(go(cast, "list_rows", year=year, bundle="jatim", node=node), given)


def test_a_target_changed_for_a_year_holds_from_that_year_on_and_not_before(cast, enter):
    assert change(cast, enter("yusuf"), 2027, b1__target="30").status_code == 302
    assert [target(cast, year) for year in (2025, 2026, 2027, 2028)] == [20, 20, 30, 30]
    assert choice(cast.puskesmas, 2027, "jatim").owner == OWN
    assert choice(cast.puskesmas, 2026, "jatim").owner == SHIPPED
    assert AuditLine.objects.filter(action="pkp.susunan").exists()


def test_a_year_that_was_sent_scores_the_same_whatever_the_list_says_later(cast, enter):
    pkp = op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026, bundle="jatim")
    rows = {PHBS: {"population_micro": 1000 * MICRO, "achieved_micro": 180 * MICRO}}
    op.save_rows(pkp=pkp, by=cast.people["yusuf"], changes=rows)
    frozen = op.send(pkp=pkp, by=cast.people["anindya"], reason="Uji")
    before = queries.of(pkp).result.service
    change(cast, enter("yusuf"), 2026, b1__target="90", b2__weight="7")
    pkp.refresh_from_db()
    assert queries.of(pkp).result.service == before == op.thaw(frozen).service
    with pytest.raises(ValidationError, match="sudah dikirim"):
        operations.adopt(pkp=pkp, by=cast.people["yusuf"], code="jatim", seen=seen(cast))
    assert "susunannya tetap" in text(enter("yusuf").get(go(cast, "pkp_list", year=2026)))


def test_a_year_still_filled_in_takes_the_new_list_only_when_told_and_keeps_what_was_typed(cast, enter):
    client = enter("yusuf")
    pkp = op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026, bundle="jatim")
    rows = {PHBS: {"population_micro": 1000 * MICRO, "achieved_micro": 150 * MICRO}}
    op.save_rows(pkp=pkp, by=cast.people["yusuf"], changes=rows)
    change(cast, client, b1__target="30")
    assert queries.of(pkp).result.sub(PHBS).score == 75
    page = client.get(go(cast, "pkp_list", year=2026))
    assert "target 20 % → 30 %" in text(page)
    client.post(go(cast, "pkp_list", year=2026), {"susunan": "jatim", "tanda": seen(cast)})
    pkp.refresh_from_db()
    assert queries.of(pkp).result.sub(PHBS).score == 50


def test_next_years_own_list_is_offered_for_next_year_and_refused_for_this_one(cast, enter):
    body = {**choice(cast.puskesmas, 2027, "jatim").body, "code": "argamulya", "name": "PKP Argamulya"}
    operations.keep(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2027, body=body, seen="")
    client = enter("yusuf")
    assert "PKP Argamulya" in text(client.get(go(cast, "pkp")))
    refused = client.post(go(cast, "pkp_begin"), {"year": "2026", "bundle": "argamulya"})
    assert "Pilih susunan yang berlaku pada tahun 2026" in text(refused)
    assert client.post(go(cast, "pkp_begin"), {"year": "2027", "bundle": "argamulya"}).status_code == 302


def test_a_row_is_added_and_another_taken_away_and_weights_count(cast, enter):
    new = {"b4-di": "2.1.1.1", "b4-code": "2.1.1.1.9", "b4-name": "Pasar dikaji PHBS", "b4-target": "40",
           "b4-unit": "pasar", "b1-weight": "3", "b3-hapus": "1"}  # fmt: skip
    address = go(cast, "list_rows", year=2026, bundle="jatim", node="2.1.1.1")
    assert enter("yusuf").post(address, {"tanda": seen(cast), **new}).status_code == 302
    pkp = op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026, bundle="jatim")
    bundle = queries.of(pkp).bundle
    assert [s.code for s in bundle.path(PHBS)[-1].subs()] == [PHBS, "2.1.1.1.2", "2.1.1.1.9"]
    assert bundle.subs[PHBS].weight == 3


def test_what_cannot_be_scored_is_refused_beside_its_row_and_what_was_typed_stays(cast, enter):
    answer = change(cast, enter("yusuf"), b1__weight="0", b1__name="Rumah tangga baru")
    assert answer.status_code == 422
    assert "bobot “0” harus bilangan bulat mulai 1" in text(answer)
    assert 'value="Rumah tangga baru"' in answer.content.decode()
    gapped = change(cast, enter("yusuf"), b1__rule="ring", b1__detail="< 80 = 0; 81 - 90 = 5; ≥ 90 = 10")
    assert "bercelah antara 80 dan 81" in text(gapped)
    assert not PkpBundle.objects.exists()


def test_the_dinkes_changes_it_for_all_its_offices_and_an_offices_own_goes_before(cast, enter):
    neighbour = Puskesmas.objects.exclude(pk=cast.puskesmas.pk).get()
    change(cast, enter("dinkes"), b1__target="25")
    assert choice(neighbour, 2026, "jatim").owner == DISTRICT
    assert target(cast, 2026) == 25
    change(cast, enter("yusuf"), b1__target="35")
    assert (target(cast, 2026), choice(neighbour, 2026, "jatim").owner) == (35, DISTRICT)
    # The Dinkes goes on from its own list, not from what one office changed for itself.
    change(cast, enter("dinkes"), 2027, own=False, b2__target="45")
    assert [target(cast, 2027, code) for code in (PHBS, "2.1.1.1.2")] == [25, 45]
    enter("yusuf").post(go(cast, "list_drop", year=2026, bundle="jatim"))
    assert target(cast, 2026) == 25


def test_two_who_edit_at_once_do_not_overwrite_one_another(cast, enter):
    client, mark = enter("yusuf"), seen(cast)
    change(cast, client, b1__target="25")
    address = go(cast, "list_rows", year=2026, bundle="jatim", node="2.1.1.1")
    answer = client.post(address, {"tanda": mark, "b1-target": "60"})
    assert answer.status_code == 422
    assert "diubah orang lain" in text(answer)
    assert target(cast, 2026) == 25


def test_thresholds_are_changed_and_impossible_ones_refused(cast, enter):
    fields = {"name": "PKP Argamulya", "source": "SK 12/2026", "service_good": "90", "service_fair": "75,5",
              "management_good": "8,5", "management_fair": "5,5", "confirmed": "on"}  # fmt: skip
    address = go(cast, "list_head", year=2026, bundle="jatim")
    assert enter("yusuf").post(address, {"tanda": seen(cast), **fields}).status_code == 302
    found = choice(cast.puskesmas, 2026, "jatim")
    assert (found.name, found.confirmed, found.body["kelompok"]["pelayanan"]) == (
        "PKP Argamulya", True, {"baik": 90, "cukup": "75.5"},
    )  # fmt: skip
    wrong = enter("yusuf").post(address, {"tanda": seen(cast), **fields, "service_fair": "95"})
    assert "cukup harus lebih rendah" in text(wrong)


def uploaded(cast, client, alter):
    data = client.get(go(cast, "list_book", year=2026, bundle="jatim")).content
    book = openpyxl.load_workbook(io.BytesIO(data))
    alter(book.active)
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("susunan.xlsx", out.getvalue())
    return client.post(go(cast, "list_upload", year=2026, bundle="jatim"), {"file": file})


def test_a_list_changed_in_excel_shows_what_differs_and_becomes_a_new_list_beside_the_old(cast, enter):
    def alter(sheet):
        line = next(r for r in range(5, 200) if sheet.cell(r, 2).value == PHBS)
        sheet.cell(line, 6).value = 33.5
        sheet.cell(line, 4).value = 2

    client = enter("yusuf")
    review = uploaded(cast, client, alter)
    assert "target 20 % → 33,5 %; bobot 1 → 2" in text(review)
    assert not PkpBundle.objects.exists()
    sha = review.content.decode().split('name="sha" value="')[1][:64]
    given = {"sha": sha, "nama": "susunan.xlsx", "tanda": seen(cast), "dasar": "SK 9/2026", "judul": "PKP Argamulya"}
    client.post(go(cast, "list_upload", year=2026, bundle="jatim"), given)
    new = choice(cast.puskesmas, 2026, "pkp-argamulya")
    assert (new.name, new.source, new.owner) == ("PKP Argamulya", "SK 9/2026", OWN)
    assert target(cast, 2026) == 20


def test_a_workbook_with_wrong_rows_names_every_row(cast, enter):
    def alter(sheet):
        sheet.cell(8, 4).value, sheet.cell(9, 3).value = "banyak", None

    answer = text(uploaded(cast, enter("yusuf"), alter))
    assert "Baris 8:" in answer
    assert "Baris 9:" in answer


@pytest.mark.parametrize("data", [b"", b"bukan buku", b"PK\x03\x04rusak"])
def test_a_file_that_is_no_list_is_refused(cast, enter, data):
    file = SimpleUploadedFile("a.xlsx", data)
    answer = enter("yusuf").post(go(cast, "list_upload", year=2026, bundle="jatim"), {"file": file})
    assert answer.status_code == 422


def test_who_may_not_change_a_list_may_look_at_it(cast, enter):
    assert enter("ratna").get(go(cast, "list", year=2026, bundle="jatim")).status_code == 200
    assert enter("ratna").get(go(cast, "list_rows", year=2026, bundle="jatim", node=GIZI)).status_code == 403


@pytest.mark.parametrize("odd", ["x" * 10_000, "\u202e<script>😀", "=cmd()", "-1", "٣"])
def test_odd_words_in_a_list_are_refused_or_kept_as_words(cast, enter, odd):
    fields = {f"b1-{key}": odd for key in ("name", "weight", "rule", "target", "per", "unit", "yearly", "detail")}
    address = go(cast, "list_rows", year=2026, bundle="jatim", node="2.1.1.1")
    answer = enter("yusuf").post(address, {"tanda": seen(cast), **fields, "b4-code": odd, "b4-name": odd, "b4-di": odd})
    assert answer.status_code == 422
    head = dict.fromkeys(("name", "source", "service_good", "service_fair", "management_good"), odd)
    assert enter("yusuf").post(go(cast, "list_head", year=2026, bundle="jatim"), head).status_code == 422
