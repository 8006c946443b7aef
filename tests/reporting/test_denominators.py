"""A workbook that divides otherwise than the definition: told, adopted on acceptance, given back on withdrawal."""

from __future__ import annotations

import pytest

from lokmin.core.periods import Month
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.monitoring.queries import explanation
from lokmin.cycle.reporting import queries
from lokmin.cycle.reporting.models import Definition
from lokmin.cycle.reporting.operations import (
    accept,
    answer,
    as_json,
    drop,
    preview,
    save_denominator,
    sentence,
    withdraw,
)
from lokmin.exchange.excel.records import Claim
from reporting.book import ready

A = "99.01.01.2001"
ROWS = [(A, "2026-03", "kia.k4", 4)]


@pytest.fixture(autouse=True)
def _day(settings):
    settings.LOKMIN_TODAY = "2026-05-02"


def claim(**more) -> Claim:
    values = {
        "indicator": "K4", "element": "kia.k4", "denominator": "sasaran.bulin", "defined": "sasaran.bumil",
        "sheet": "2.PWS", "cells": ("N9:N20",), "rows": 12, "example": "Watubelah: 9 ÷ 106,05 × 100 = 8,4866",
        "at": "N10", "formula": "=M10/D10*100",
    }  # fmt: skip
    return Claim(**{**values, **more})


def book(cast, who="ratna", name="pws.xlsx", **more):
    return ready(cast.puskesmas, cast.people[who], ROWS, name, claims=[claim(**more)])


def own(cast, year=2026) -> dict[str, str]:
    return queries.denominators(cast.puskesmas, year)


def test_the_offer_names_both_denominators_and_its_proof_and_is_ticked_because_every_row_agrees(cast):
    (offer,) = preview(book(cast)).offers
    assert offer.chosen
    assert "membagi K4 dengan sasaran ibu bersalin; definisi Lokmin memakai sasaran ibu hamil" in offer.statement
    for piece in ("12 baris", "2.PWS", "N9:N20", "N10", "=M10/D10*100", "9 ÷ 106,05"):
        assert piece in offer.evidence, piece


def test_accepting_adopts_it_for_the_year_of_the_workbook_and_says_from_which_cell(cast):
    upload = book(cast)
    assert accept(upload=upload, by=cast.people["ratna"]).denominators == ("K4",)
    assert own(cast) == {"K4": "sasaran.bulin"}
    assert own(cast, 2025) == {}
    row = Definition.objects.get(code="K4")
    assert row.body["source"] == "pws.xlsx, lembar 2.PWS, sel N10 =M10/D10*100"
    line = AuditLine.objects.filter(action="atur_indikator").latest("pk").sentence
    assert "memakai pembagi kantor untuk K4: sasaran ibu bersalin" in line
    made = explanation(cast.puskesmas, A, "K4", Month(2026, 3))
    assert "pilihan kantor; definisi memakai Sasaran ibu hamil" in made.step("Sasaran")


def test_without_the_tick_the_definition_stays_and_the_next_file_does_not_adopt_it_silently(cast):
    ratna = cast.people["ratna"]
    upload = book(cast)
    answer(upload=upload, by=ratna, claims={"K4": False})
    upload.refresh_from_db()
    assert accept(upload=upload, by=ratna).denominators == ()
    assert own(cast) == {}
    again = book(cast, name="pws-mei.xlsx")
    assert [o.chosen for o in preview(again).offers] == [False]
    assert accept(upload=again, by=ratna).denominators == ()
    answer(upload=again, by=ratna, claims={"K4": True})
    again.refresh_from_db()
    assert accept(upload=again, by=ratna).denominators == ("K4",)
    assert own(cast) == {"K4": "sasaran.bulin"}


def test_rows_that_disagree_leave_the_tick_to_the_person(cast):
    (offer,) = preview(book(cast, odd=("N15",))).offers
    assert not offer.chosen
    assert "Tidak cocok: N15" in offer.evidence


def test_a_denominator_the_office_set_itself_is_not_overwritten_unasked(cast):
    leader = cast.people["yusuf"]
    save_denominator(puskesmas=cast.puskesmas, by=leader, indicator="K4", denominator="sasaran.bufas", valid_from=2026)
    upload = book(cast)
    assert [o.chosen for o in preview(upload).offers] == [False]
    answer(upload=upload, by=leader, claims={"K4": True})
    upload.refresh_from_db()
    accept(upload=upload, by=leader)
    assert own(cast) == {"K4": "sasaran.bulin"}
    withdraw(upload=upload, by=leader)
    assert own(cast) == {"K4": "sasaran.bufas"}


def test_taking_the_workbook_back_gives_the_definition_back(cast):
    ratna = cast.people["ratna"]
    upload = book(cast)
    accept(upload=upload, by=ratna)
    assert withdraw(upload=upload, by=ratna).denominators == ("K4",)
    assert own(cast) == {}


def test_taking_it_back_leaves_what_somebody_set_since(cast):
    upload = book(cast)
    accept(upload=upload, by=cast.people["ratna"])
    save_denominator(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], indicator="K4", denominator="sasaran.bufas", valid_from=2026
    )
    assert withdraw(upload=upload, by=cast.people["yusuf"]).denominators == ()
    assert own(cast) == {"K4": "sasaran.bufas"}


def test_a_bidan_desa_does_not_change_how_the_whole_office_counts(cast):
    endah = cast.people["endah"]
    upload = book(cast, "endah")
    (offer,) = preview(upload, by=endah).offers
    assert (offer.allowed, offer.chosen) == (False, False)
    answer(upload=upload, by=endah, claims={"K4": True})
    upload.refresh_from_db()
    assert accept(upload=upload, by=endah).denominators == ()
    assert own(cast) == {}


def test_what_is_in_force_is_not_offered_again(cast):
    accept(upload=book(cast), by=cast.people["ratna"])
    assert preview(book(cast, name="pws-mei.xlsx")).offers == ()


def test_scripts_and_the_terminal_are_told(cast):
    plan = preview(book(cast))
    (told,) = [f for f in as_json(plan)["findings"] if f["code"] == "pembagi-kantor"]
    assert (told["level"], told["sheet"], told["cell"], told["adopted"]) == ("info", "2.PWS", "N10", True)
    assert "K4 dengan sasaran ibu bersalin" in sentence(plan)


def test_the_page_shows_the_proof_and_obeys_the_tick(cast, enter):
    upload = book(cast)
    browser = enter("ratna")
    address = f"/p/{cast.puskesmas.code}/data/unggahan/{upload.pk}/"
    text = browser.get(address).content.decode()
    assert "Buku kerja ini membagi K4 dengan sasaran ibu bersalin" in text
    assert 'name="pembagi" value="K4" id="pembagi-K4" checked' in text
    browser.post(address + "jawab/", {"pembagi-ada": "K4", "lakukan": "simpan"})
    assert 'id="pembagi-K4" checked' not in browser.get(address).content.decode()
    answered = {"pembagi-ada": "K4", "pembagi": "K4", "lakukan": "terima"}
    text = browser.post(address + "jawab/", answered, follow=True).content.decode()
    assert "Pembagi kantor dipakai untuk K4." in text
    assert "K4 dibagi dengan sasaran ibu bersalin, pembagi kantor dari buku kerja ini." in text
    listed = browser.get(f"/p/{cast.puskesmas.code}/data/indikator/").content.decode()
    assert "pws.xlsx, lembar 2.PWS, sel N10" in listed
    shown = browser.get(f"/p/{cast.puskesmas.code}/indikator/K4/?bulan=2026-03").content.decode()
    assert "Kantor ini memakai pembagi: Sasaran ibu bersalin." in shown
    text = browser.post(address + "batalkan/", follow=True).content.decode()
    assert "Pembagi K4 kembali seperti sebelumnya." in text
    assert own(cast) == {}


def test_what_a_leader_removed_by_hand_does_not_come_back_by_itself(cast):
    accept(upload=book(cast), by=cast.people["ratna"])
    drop(puskesmas=cast.puskesmas, by=cast.people["yusuf"], definition=Definition.objects.get(code="K4"))
    assert [o.chosen for o in preview(book(cast, name="pws-mei.xlsx")).offers] == [False]


def test_denominators_with_equal_numbers_are_no_question(cast):
    ratna = cast.people["ratna"]
    equal = [(A, "2026", element, 80) for element in ("sasaran.bumil", "sasaran.bulin")]
    accept(upload=ready(cast.puskesmas, ratna, equal, "sasaran.xlsx"), by=ratna)
    assert preview(book(cast)).offers == ()
    accept(upload=ready(cast.puskesmas, ratna, [(A, "2026", "sasaran.bulin", 76)], "sk.xlsx"), by=ratna)
    assert [o.code for o in preview(book(cast)).offers] == ["K4"]
