"""One problem followed from red to "berhasil" over four months and four meetings (issue "Until it helped")."""

from __future__ import annotations

import zipfile

import pytest
from helped import WAY, Story
from world import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_problem_from_its_red_month_to_the_proof_that_it_helped(browser, own_copy, tmp_path):
    with serving(own_copy, "2026-05-05") as server:
        story = Story(browser, server, tmp_path / "buku")
        story.four_months()
        pack = story.desk.request.get(
            f"{server.address}{story.root}lokmin/{story.meeting}/cetak/dampak-rtl.docx", timeout=90_000
        )
        assert pack.status == 200
        paper = tmp_path / "dampak.docx"
        paper.write_bytes(pack.body())
        with zipfile.ZipFile(paper) as archive:
            said = archive.read("word/document.xml").decode()
            assert WAY in said
            assert "Berhasil (1)" in said
            assert any(name.startswith("word/media/") for name in archive.namelist()), "the picture is on paper"
