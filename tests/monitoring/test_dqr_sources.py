"""A workbook as a second source: its numbers stand beside the facts and never become coverage."""

from __future__ import annotations

import pytest
from reporting.book import ready

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.monitoring.dqr.second import two_sources
from lokmin.cycle.reporting import operations
from lokmin.cycle.reporting.models import Fact, SourceFigure

K1 = [("99.01.01.2002", "2026-03", "kia.k1", 9), ("99.01.01.2001", "2026-03", "kia.k1", 4)]


def test_an_upload_becomes_a_source_and_no_fact(figures, enter):
    before = Fact.objects.count()
    upload = ready(figures.puskesmas, figures.people["ratna"], K1)
    here = f"/p/{figures.puskesmas.code}/data/unggahan/{upload.pk}/"
    client = enter("ratna")
    assert "hanya sumber pembanding" in client.get(here).content.decode()
    answer = client.post(here + "pembanding/", {"sumber": "e-Puskesmas"})
    assert answer["Location"].endswith("/mutu/sumber/")
    assert Fact.objects.count() == before
    kept = SourceFigure.objects.get(place__code="99.01.01.2002")
    assert (kept.source, kept.micro, kept.upload) == ("e-Puskesmas", 9 * MICRO, upload)
    page = client.get(answer["Location"]).content.decode()
    assert "angka berbeda dengan e-Puskesmas" in page
    upload.refresh_from_db()
    assert upload.state == "dibuang"


def test_a_source_needs_a_name_and_an_upload_that_is_ready(figures):
    upload, by = ready(figures.puskesmas, figures.people["ratna"], K1), figures.people["ratna"]
    with pytest.raises(operations.Refused, match="nama sumbernya"):
        operations.keep_as_second(upload=upload, by=by, source="  ")
    operations.accept(upload=upload, by=by)
    with pytest.raises(operations.Refused, match="siap diperiksa"):
        operations.keep_as_second(upload=upload, by=by, source="ASIK")


def test_newer_numbers_of_a_source_replace_older_ones_and_a_source_can_be_dropped(figures):
    pkm, by = figures.puskesmas, figures.people["ratna"]
    first = [operations.Figure("99.01.01.2001", "2026-03", "kia.k1", 4 * MICRO)]
    assert operations.keep_figures(puskesmas=pkm, by=by, source="ASIK", figures=first) == (1, 0, 0)
    again = [first[0]._replace(micro=5 * MICRO), operations.Figure("99.01.01.2002", "2026-03", "kia.k1", MICRO)]
    assert operations.keep_figures(puskesmas=pkm, by=by, source="ASIK", figures=again) == (1, 1, 0)
    assert operations.keep_figures(puskesmas=pkm, by=by, source="ASIK", figures=again) == (0, 0, 2)
    assert two_sources(pkm, Month(2026, 4)).sources[0].count == 2
    operations.drop_source(puskesmas=pkm, by=by, source="ASIK")
    assert two_sources(pkm, Month(2026, 4)).compared is None
    with pytest.raises(operations.Refused, match="tidak ada"):
        operations.drop_source(puskesmas=pkm, by=by, source="ASIK")
