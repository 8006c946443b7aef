"""What a guest of another sector may not read: one to four people, also by way of a forecast or a better village."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.core.forecasts.records import Peer
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Place
from lokmin.cycle.monitoring.forecasts import queries


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LOKMIN_TODAY = "2026-05-05"


def page(enter, who, name, **parts):
    answer = enter(who).get(reverse(f"monitoring:{name}", kwargs={"pkm": HOME, **parts}))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def better(monkeypatch):
    """Ngadisana (3, 2, 2, 3) and Banyuwening (9, 10, 8, 12) got better, whatever chance says."""

    def named(codes):
        def solved(*_args, **_more):
            return tuple(
                Peer(place=code, name=name, before=6.0, after=9.0, others=1.0, p=0.01, months=6, people="ibu",
                     factor=100, counts=True, size_ratio=None, distance=None)
                for name, code in codes.items()
            )  # fmt: skip

        monkeypatch.setattr(queries, "solved_by", solved)

    return named


def test_a_guest_does_not_read_of_a_few_people_beside_a_better_village(figures, enter, better):
    codes = {v.name: v.code for v in figures.villages}
    better({name: codes[name] for name in ("Ngadisana", "Banyuwening")})
    ours = page(enter, "ratna", "forecast_one", code="K1", place=HOME)
    theirs = page(enter, "camat", "forecast_one", code="K1", place=HOME)
    part = 'id="contoh"'
    assert "Ngadisana" in ours[ours.index(part) :].split("</section>")[0]
    told = theirs[theirs.index(part) :].split("</section>")[0]
    assert "Ngadisana" not in told
    assert "Banyuwening" in told


def test_the_figure_of_a_puskesmas_with_one_small_village_is_hidden_too(figures, enter):
    """Its sum is the village's."""
    keep = next(v for v in figures.villages if v.name == "Ngadisana")
    Place.objects.filter(pk__in=[v.pk for v in figures.villages if v.pk != keep.pk]).update(served_by=None)
    ours = page(enter, "ratna", "forecast_one", code="K1", place=HOME)
    assert "<svg" in ours
    theirs = page(enter, "camat", "forecast_one", code="K1", place=HOME)
    assert "disembunyikan dari tamu" in theirs
    assert 'id="kipas' not in theirs
    listed = page(enter, "camat", "forecasts")
    table = queries.forecasts(figures.puskesmas, Month(2026, 4)).table
    assert table.row(table.total.code, "K1").months
    assert not re.search(r'<th scope="row"><a [^>]*perkiraan/K1/', listed)
