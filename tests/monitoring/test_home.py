"""The home page: the coverage table with the figures of the mock, what must be talked about, choice and order."""

from __future__ import annotations

import re

HOME = "/p/P9901010201/"


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def cells(response, village: str) -> list[str]:
    """The words of each cell of a village's line."""
    line = re.search(rf'<tr><th scope="row"><a [^>]+>{village}</a></th>(.*?)</tr>', response.content.decode())
    assert line, village
    found = re.findall(r"<td>(.*?)</td>", line[1])
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip() for cell in found]


def test_the_home_page_says_how_the_month_stands_before_anything_else(figures, enter):
    page = text(enter("ratna").get(HOME))
    assert "Cakupan sampai April 2026" in page
    assert "2 belum dilaporkan. Paling jauh tertinggal: Watubelah, kurang 17 ibu untuk K6." in page
    assert "7 hal yang perlu dibicarakan" in page


def test_people_come_first_and_percent_after_in_every_cell(figures, enter):
    page = enter("ratna").get(HOME)
    assert cells(page, "Watubelah")[:3] == ["kurang 15 jelek 17,3", "kurang 16 jelek 16,2", "kurang 17 jelek 15,2"]
    assert cells(page, "Sendangayu")[:3] == ["tercapai baik 48,6", "tercapai kurang 37,8", "kurang 1 cukup 33,3"]


def test_a_village_that_did_not_report_is_not_zero(figures, enter, report):
    page = enter("ratna").get(HOME)
    assert cells(page, "Lebakharjo")[0] == "belum – lapor"
    report(figures, "Lebakharjo", "2026-04", "kia.k1", 0)
    assert cells(enter("ratna").get(HOME), "Lebakharjo")[0] == "kurang 4 jelek 23,5"
