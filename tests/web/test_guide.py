"""The guide speaks the words that stand on the pages, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lokmin.web import guide

SOURCE = Path(guide.FOLDER).parents[1]
PAGES = sorted(guide.FOLDER.glob("*.md"))
#: Stressed words that are no button.
STRESSED = {"satu kali", "tidak", "Tamu", "Penilaian", "Bicara dan usul"}


def shown() -> str:
    """All the program says: templates, forms, rules, as one text."""
    files = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py"), *SOURCE.rglob("*.toml")]
    return "\n".join(re.sub(r"\s+", " ", path.read_text("utf-8")) for path in files)


@pytest.fixture(scope="module")
def said() -> str:
    return shown()


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_button_the_guide_names_is_on_a_page(path: Path, said: str) -> None:
    bold = {re.sub(r"\s+", " ", b).strip() for b in re.findall(r"\*\*(.+?)\*\*", path.read_text("utf-8"), re.DOTALL)}
    # Three dots stand for a name or a number on the button.
    named = {part.strip(" :,.()") for b in bold - STRESSED for part in b.split("…")}
    assert {b for b in named if b not in said} == set()


def test_links_of_the_guide_lead_to_its_pages() -> None:
    slugs = {t.slug for t in guide.topics()}
    for path in PAGES:
        found = set(re.findall(r"\]\(\.\./([a-z0-9-]+)/\)", path.read_text("utf-8")))
        assert found <= slugs, f"{path.name}: {found - slugs}"


def test_the_guide_follows_the_work() -> None:
    order = [t.slug for t in guide.topics()]
    walk = ["jadwal-dan-kalender", "menyiapkan-lokmin", "ruang-dan-telepon", "telepon-peserta", "menulis-notulen",
            "menilai-bersama", "lintas-sektor", "sesudah-ditutup", "rtl"]  # fmt: skip
    assert [s for s in order if s in walk] == walk
    assert len(order) == len(PAGES)
