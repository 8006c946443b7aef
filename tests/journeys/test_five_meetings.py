"""Five real meetings, with other people: each is entered through the pages, held, closed and its papers read again."""

from __future__ import annotations

import pytest
from secretary import Secretary


@pytest.fixture
def yusuf(cast, enter, settings, tmp_path) -> Secretary:
    """The secretary of Puskesmas Banyuwening."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Secretary(enter("yusuf"), settings)


def test_a_day_name_that_contradicts_its_date_is_refused(yusuf: Secretary) -> None:
    yusuf.at("2023-01-17T08:00").goto("lokmin/siapkan/")
    yusuf.send("Susun lokmin", date="Kamis, 20 Januari 2023")
    assert yusuf.status == 422
    yusuf.shows("20 Januari 2023 adalah hari Jumat, bukan Kamis")
    yusuf.send("Susun lokmin", date="Kamis (20/1/2023)")
    yusuf.shows("20 Januari 2023 adalah hari Jumat, bukan Kamis")
    yusuf.press("Susun lokmin", date="Jumat, 20 Januari 2023").shows("Jumat, 20 Januari 2023")
