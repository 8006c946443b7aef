"""Two of the five meetings wholly in a browser, one on a phone's screen and one on a desk's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from five import DINKES, HEAD, KTU, NINE, SEKCAM, first_of_the_year, with_the_dinkes
from in_browser import InBrowser
from world import NARROW, WIDE, serving, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def yusuf(empty_office: Path, browser: Any, request: pytest.FixtureRequest) -> Iterator[InBrowser]:
    """The secretary before a screen of this width."""
    with serving(empty_office, "2022-01-01") as server:
        yield InBrowser(browser, server, request.param, "yusuf")


@pytest.mark.parametrize("yusuf", [NARROW], ids=["360"], indirect=True)
def test_the_first_of_the_year(yusuf: InBrowser) -> None:
    held = first_of_the_year(yusuf)
    assert violations(yusuf.page) == []
    held.prints_in_order(
        "notulen", "Minlok ke-1 tahun 2025", "Sabtu, 4 Januari 2025", f"Dibuka oleh | : | {KTU}", *NINE
    )
    held.prints("notulen", f"{HEAD}; {KTU}", "8 orang; hadir 8", "18 Januari 2025", "(7 setuju, 1 tidak setuju)")


@pytest.mark.parametrize("yusuf", [WIDE], ids=["1280"], indirect=True)
def test_with_the_head_of_the_dinkes(yusuf: InBrowser) -> None:
    held = with_the_dinkes(yusuf)
    assert violations(yusuf.page) == []
    held.prints("notulen", "Jumat, 20 Januari 2023", "Arahan tamu", f"{DINKES}: Lukman: skrining", SEKCAM)
    held.prints("daftar-hadir", DINKES, SEKCAM, "8 orang diundang; hadir 8; tamu 2 orang")
