"""Typing numbers: what is empty, what is refused, who may write about which village, what two people do at once."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.reporting import queries
from lokmin.cycle.reporting.models import Fact
from lokmin.cycle.reporting.operations import Entered, Refused
from lokmin.cycle.reporting.operations import enter as type_in

HOME, WATUBELAH = "99.01.01.2001", "99.01.01.2002"
MARCH = Month(2026, 3)


@pytest.fixture(autouse=True)
def _day(settings):
    settings.LOKMIN_TODAY = "2026-05-02"


def save(client, cast, *, month="2026-03", village=WATUBELAH, **fields):
    address = f"/p/{cast.puskesmas.code}/data/isi/?bulan={month}&desa={village}&program=kia"
    return client.post(address, fields, follow=True)


def now(cast, village=WATUBELAH, element="kia.k1", month="2026-03"):
    value = queries.current_facts(cast.puskesmas, 2026).get((village, month, element))
    return None if value is None else value / MICRO


def test_zero_is_a_report_and_empty_is_none(cast, enter):
    client = enter("endah")
    page = save(client, cast, **{"angka:kia.k1": "0", "lama:kia.k1": "", "angka:kia.k4": "", "lama:kia.k4": ""})
    assert "1 angka" in page.content.decode()
    assert now(cast) == 0
    assert now(cast, element="kia.k4") is None
    save(client, cast, **{"angka:kia.k1": "", "lama:kia.k1": "0"})
    assert now(cast) is None
    assert Fact.objects.get().withdrawn_at is not None
    source = queries.history(cast.puskesmas, place=WATUBELAH, period="2026-03", element="kia.k1")[0].source
    assert source.file == "formulir"


def test_a_wrong_field_is_told_the_others_are_saved_and_the_text_is_kept(cast, enter):
    fields = {"angka:kia.k1": "dua belas", "lama:kia.k1": "", "angka:kia.k4": "7", "lama:kia.k4": ""}
    response = save(enter("endah"), cast, **fields)
    assert response.status_code == 422
    page = response.content.decode()
    assert "dua belas" in page
    assert 'href="#angka-kia.k1"' in page
    assert now(cast, element="kia.k4") == 7


def test_half_a_mother_is_refused(cast):
    with pytest.raises(Refused) as told:
        type_in(
            puskesmas=cast.puskesmas,
            by=cast.people["ratna"],
            month=MARCH,
            values={(HOME, "kia.k1"): Entered(None, 2_500_000)},
        )
    assert "bilangan bulat" in told.value.problems[0][1]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast, enter):
    ratna, client = cast.people["ratna"], enter("endah")
    type_in(puskesmas=cast.puskesmas, by=ratna, month=MARCH, values={(WATUBELAH, "kia.k1"): Entered(None, 5 * MICRO)})
    response = save(client, cast, **{"angka:kia.k1": "6", "lama:kia.k1": "", "angka:kia.k4": "3", "lama:kia.k4": ""})
    assert response.status_code == 409
    page = response.content.decode()
    assert "orang lain mengubahnya menjadi 5" in page
    assert now(cast) == 5
    assert now(cast, element="kia.k4") == 3
    assert 'value="6"' in page
    save(client, cast, **{"angka:kia.k1": "6", "lama:kia.k1": str(5 * MICRO)})
    assert now(cast) == 6


def test_a_bidan_desa_writes_only_about_the_own_village(cast, enter):
    page = enter("endah").get(f"/p/{cast.puskesmas.code}/data/isi/?desa={HOME}").content.decode()
    assert "Watubelah" in page
    assert f'value="{HOME}"' not in page
    with pytest.raises(PermissionDenied):
        type_in(
            puskesmas=cast.puskesmas,
            by=cast.people["endah"],
            month=MARCH,
            values={(HOME, "kia.k1"): Entered(None, MICRO)},
        )


def test_a_bidan_desa_cannot_accept_numbers_of_other_villages(cast):
    from lokmin.cycle.reporting.operations import accept, preview
    from reporting.book import ready

    upload = ready(
        cast.puskesmas, cast.people["endah"], [(HOME, "2026-03", "kia.k1", 4), (WATUBELAH, "2026-03", "kia.k1", 2)]
    )
    plan = preview(upload, by=cast.people["endah"])
    assert [c.state for c in plan.cells] == ["error", "new"]
    accept(upload=upload, by=cast.people["endah"])
    assert now(cast, HOME) is None
    assert now(cast) == 2
    accept(upload=upload, by=cast.people["ratna"])
    assert now(cast, HOME) == 4


def test_a_month_that_has_not_begun_is_refused(cast):
    with pytest.raises(Refused, match="belum mulai"):
        type_in(puskesmas=cast.puskesmas, by=cast.people["ratna"], month=Month(2026, 6), values={})


@pytest.mark.parametrize(("who", "status"), [("bambang", 200), ("camat", 403), ("dinkes", 403), ("tetangga", 404)])
def test_who_may_open_the_grid(cast, enter, who, status):
    assert enter(who).get(f"/p/{cast.puskesmas.code}/data/isi/").status_code == status
