"""Odd words, odd files and odd offices: nothing breaks, nothing typed is lost, nothing impossible is kept."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lokmin.core.numbers import MICRO
from lokmin.cycle.assessment.models import PkpRow
from lokmin.cycle.assessment.pkp import operations as op
from lokmin.cycle.assessment.pkp import queries

ODD = ["   ", "x" * 10_000, "\u202e<script>😀", "-1", "9" * 400, "1e9", "٣"]
PHBS, STRUCTURE = "2.1.1.1.1", "1.2.1"


@pytest.fixture(autouse=True)
def _may(settings):
    settings.LOKMIN_TODAY = "2026-05-04T09:00"


@pytest.fixture
def pkp(cast):
    return op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026, bundle="jatim")


def go(cast, route, **kwargs):
    return reverse(f"assessment:{route}", kwargs={"pkm": cast.puskesmas.code, **kwargs})


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd[:10]))
def test_odd_words_break_no_page_of_the_pkp(cast, pkp, enter, odd):
    client = enter("yusuf")
    table = {f"{key}-{code}": odd for key in "tspln" for code in (PHBS, STRUCTURE)}
    words = dict.fromkeys(("na_reason", "cause", "followup", "proof", "note"), odd)
    sends = [
        ("pkp_begin", {}, {"year": odd, "bundle": odd}),
        ("pkp_fill", {"year": 2026, "node": "2.1.1"}, table),
        ("pkp_fill", {"year": 2026, "node": "1.2"}, table),
        ("pkp_words", {"year": 2026, "code": PHBS}, words),
        ("pkp_month", {"year": 2026, "code": PHBS}, {"month": odd, "achieved": odd}),
        ("pkp_problems", {"year": 2026}, {"baris": [odd]}),
        ("pkp_list", {"year": 2026}, {"susunan": odd, "tanda": odd}),
        ("pkp_import", {"year": 2026}, {"sha": odd, "nama": odd, "baris": [odd]}),
        ("pkp_take_back", {"year": 2026}, {"reason": odd}),
    ]
    for route, where, given in sends:
        assert client.post(go(cast, route, **where), given).status_code in (302, 404, 422), route
    pasted = client.post(go(cast, "pkp_fill", year=2026, node="2.1.1"), {"tempel": "1", "teks": f"{odd}\t{odd}\n{odd}"})
    assert pasted.status_code in (200, 422)
    for route, query in (("pkp_running", "?bulan="), ("pkp_net", "?program="), ("lists", "?tahun=")):
        where = {} if route == "lists" else {"year": 2026}
        assert client.get(go(cast, route, **where) + query + odd[:500]).status_code == 200
    kept = [value for row in PkpRow.objects.all() for value in (row.population_micro, row.achieved_micro)]
    assert set(kept) <= {None, 3 * MICRO}  # only the Arabic three is a number
    shown = client.post(go(cast, "pkp_fill", year=2026, node="2.1.1"), {f"p-{PHBS}": "<b>2</b>"}).content.decode()
    assert "&lt;b&gt;2&lt;/b&gt;" in shown


@pytest.mark.parametrize("data", [b"", b"\0\0", b"PK\x03\x04", b"nama;sasaran\nA;1\n", "😀".encode()])
def test_files_that_are_no_pkp_are_refused(cast, pkp, enter, data):
    file = SimpleUploadedFile("pkp.xlsx", data)
    answer = enter("yusuf").post(go(cast, "pkp_import", year=2026), {"file": file})
    assert answer.status_code == 422
    assert not pkp.rows.exists()


def official(*rows):
    """A workbook with the official columns, as offices have it."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["PENILAIAN KINERJA PUSKESMAS"])
    page.append(["No", "Indikator", "Target Th 2026 (T, %)", "Satuan sasaran", "Total Sasaran (S)", "Target Sasaran",
                 "Pencapaian (P)", "% Cakupan Riil", "% Kinerja Sub Variabel"])  # fmt: skip
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(cast, client, data):
    review = client.post(go(cast, "pkp_import", year=2026), {"file": SimpleUploadedFile("PKP.xlsx", data)})
    page = review.content.decode()
    sha = page.split('name="sha" value="')[1][:64]
    chosen = [n.split('"')[0] for n in page.split('name="baris" value="')[1:]]
    client.post(go(cast, "pkp_import", year=2026), {"sha": sha, "nama": "PKP.xlsx", "baris": chosen})
    return " ".join(page.split())


def test_the_odd_rows_of_real_sheets_come_in_as_what_they_are(cast, pkp, enter):
    data = official(
        ("1", "Rumah tangga dikaji PHBS", 0.2, "rumah tangga", 13_799, 2759.8, 2798, 20.3, 100),
        ("2", "Institusi pendidikan dikaji PHBS", "50 %", "institusi", 0, "#DIV/0!", None, "#DIV/0!", "#DIV/0!"),
        ("3", "Pondok pesantren dikaji PHBS", 70, "pondok pesantren", 1, 0.7, 600, 60_000, 100),
        ("4", "Angka kontak", "150 permil", "peserta", 10_000, 1500, 374, 37.4, 24.9),
        ("5", "Rujukan rawat jalan nonspesialistik", "≤ 5 %", "rujukan", 640, None, 0, 0, 100),
        ("6", "Desa siaga aktif", "≤ 5 %", "desa", 12, None, 11, None, None),
    )
    review = taken(cast, enter("yusuf"), data)
    assert "makin besar makin baik" in review  # the sixth target is not taken
    result = queries.of(pkp).result
    by_name = {row.sub.name: row for row in result.subs()}
    phbs = by_name["Rumah tangga dikaji PHBS"]
    assert (phbs.score, round(float(phbs.real), 1), phbs.target) == (100, 20.3, 20 * MICRO)
    assert by_name["Institusi pendidikan dikaji PHBS"].state.value == "tidak ada sasaran"
    assert by_name["Pondok pesantren dikaji PHBS"].real == 60_000
    assert round(float(by_name["Angka kontak"].score), 1) == 24.9
    assert by_name["Rujukan rawat jalan nonspesialistik"].score == 100
    assert by_name["Desa siaga aktif"].target == 98 * MICRO


PAGES = ("home", "pkp", "lists", "feedback", "feedback_new")
YEARLY = ("pkp_year", "pkp_running", "pkp_net", "pkp_problems", "pkp_list", "pkp_import")


def test_an_office_in_its_first_year_with_nothing_at_all_has_all_its_pages(cast, enter):
    client = enter("yusuf")
    for route in PAGES:
        assert client.get(go(cast, route)).status_code == 200, route
    for route in YEARLY:
        assert client.get(go(cast, route, year=2026)).status_code == 404, route


@pytest.mark.parametrize("bundle", ["jatim", "sembilan"])
def test_a_year_in_which_nothing_is_filled_in_has_its_pages_and_papers(cast, enter, bundle):
    op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026, bundle=bundle)
    client = enter("yusuf")
    for route in YEARLY:
        assert client.get(go(cast, route, year=2026)).status_code == 200, route
    assert client.get(go(cast, "pkp_send", year=2026)).status_code in (200, 403)
    for ending in ("pdf", "xlsx"):
        assert client.get(go(cast, "pkp_paper", year=2026, ending=ending)).status_code == 200
    assert client.get(go(cast, "pkp_net_paper", year=2026, ending="pptx")).status_code == 200
