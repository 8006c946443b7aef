"""Every page of the stage opens, for those who may."""

from __future__ import annotations

import pytest

from reporting.book import ready

PAGES = ["", "isi/", "formulir/", "sasaran/", "target/", "indikator/"]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens(cast, enter, page):
    response = enter("yusuf").get(f"/p/{cast.puskesmas.code}/data/{page}")
    assert response.status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_does_not_even_learn_that_it_exists(cast, enter, page):
    assert enter("tetangga").get(f"/p/{cast.puskesmas.code}/data/{page}").status_code == 404


def test_the_review_page_says_what_would_happen(cast, enter):
    upload = ready(cast.puskesmas, cast.people["ratna"], [("99.01.01.2001", "2026-03", "kia.k1", 4)])
    html = enter("ratna").get(f"/p/{cast.puskesmas.code}/data/unggahan/{upload.pk}/").content.decode()
    assert "Terima 1 angka" in html
