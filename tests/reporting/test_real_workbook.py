"""The real workbook of a real Puskesmas, all the way into the table of facts."""

from __future__ import annotations

import openpyxl
import pytest

from lokmin.core.numbers import MICRO
from lokmin.cycle.centre.models import Place
from lokmin.cycle.reporting import operations, queries


@pytest.mark.real_data
def test_the_real_workbook_goes_in_with_its_cells_and_empty_months_stay_empty(cast, real_data, settings, tmp_path):
    from lokmin.catalog.loading import load
    from lokmin.exchange.excel.understanding import understand

    settings.MEDIA_ROOT, settings.LOKMIN_TODAY = tmp_path, "2026-05-02"
    path = next((real_data / "pecangaan-pws-kia").glob("*.xlsx"))
    found = understand(path.read_bytes(), path.name, catalogue=load(), default_year=2026)
    Place.objects.filter(served_by=cast.puskesmas.place).update(served_by=None)
    home = cast.puskesmas.place
    for order, place in enumerate(found.proposed_places, 1):
        Place.objects.create(
            code=f"uji-{order:02d}", name=place.name, level="desa", parent=home, served_by=home, order=order
        )
    ratna = cast.people["ratna"]
    upload = operations.receive(puskesmas=cast.puskesmas, by=ratna, name=path.name, data=path.read_bytes())
    operations.read(upload)
    counts = operations.accept(upload=upload, by=ratna)
    assert counts.new > 1_000
    facts = queries.current_facts(cast.puskesmas, 2026)
    rengging = Place.objects.get(name="Rengging").code
    k1 = [facts.get((rengging, f"2026-{month:02d}", "kia.k1")) for month in range(1, 13)]
    assert [v and v // MICRO for v in k1] == [23, 6, 6, 19] + [None] * 8
    assert facts[rengging, "2026", "sasaran.bumil"] == 111_100_000
    source = queries.fact_sources(cast.puskesmas, 2026, elements=["kia.k1"], places=[rengging])
    assert source[rengging, "2026-04", "kia.k1"].sheet == "1.DATA KIA"
    sheet = openpyxl.load_workbook(path, data_only=True)["1.DATA KIA"]
    assert sheet[source[rengging, "2026-04", "kia.k1"].cell].value == 19
    again = operations.receive(puskesmas=cast.puskesmas, by=ratna, name=path.name, data=path.read_bytes())
    operations.read(again)
    assert operations.preview(again).accepted == 0
    done = operations.withdraw(upload=upload, by=ratna)
    assert len(done.removed) == counts.new
    assert queries.current_facts(cast.puskesmas, 2026) == {}
