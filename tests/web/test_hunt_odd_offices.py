"""Offices as no demo has them: every page of the year answers, or says in words why it cannot."""

from __future__ import annotations

import pytest
import route_samples as samples
from django.test import Client
from django.urls import reverse
from test_routes import of_a_puskesmas

from lokmin.cli.demo.cast import HOME
from lokmin.core.numbers import to_micro
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Place
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.reporting.models import Fact, Ledger

#: What numbers do to a page is the same on both databases; what odd text does to a database is tested on PostgreSQL.
pytestmark = pytest.mark.one_database
YEARS = ("2024", "2025", "2026")
ELEMENTS = ("kia.k1", "kia.k4", "kia.k6", "kia.pn", "gizi.d", "gizi.s", "gizi.bgm", "imunisasi.idl", "p2.dbd")
SASARAN = ("sasaran.bumil", "sasaran.bulin", "sasaran.bayi", "sasaran.balita", "sasaran.si", "sasaran.penduduk")
#: Every part of the pages that follow a problem until it helped.
NEW = ("masalah", "sinyal", "perkiraan", "mutu", "swot", "risiko", "saya", "rtl", "pdsa", "laporan")


def facts(cast, months, value, *, sasaran=120, villages=None, elements=ELEMENTS):
    rows = []
    for n, place in enumerate(villages if villages is not None else cast.villages):
        if sasaran is not None:
            rows += [(place, year, e, "sk", sasaran) for year in YEARS for e in SASARAN]
        rows += [
            (place, m.code, e, "", v)
            for i, m in enumerate(months)
            for k, e in enumerate(elements)
            if (v := value(n, i, k)) is not None
        ]
    at = clock.now()
    Fact.objects.bulk_create(
        Fact(puskesmas=cast.puskesmas, place=p, period=period, element=e, variant=variant,
             micro=to_micro(v), by=cast.people["ratna"], at=at)
        for p, period, e, variant, v in rows
    )  # fmt: skip
    row, _ = Ledger.objects.get_or_create(puskesmas=cast.puskesmas)
    row.stamp += 1
    row.save()


def months(first, last):
    return list(Month(*first).until(Month(*last)))


def usual(n, i, k):
    return 8 + (n * 7 + i * 5 + k * 3) % 5


def no_figures(cast):
    pass


def figures_without_sasaran(cast):
    facts(cast, months((2025, 1), (2026, 4)), usual, sasaran=None)


def sasaran_zero(cast):
    facts(cast, months((2025, 1), (2026, 4)), usual, sasaran=0)


def negative(cast):
    facts(cast, months((2025, 1), (2026, 4)), lambda n, i, k: -3 if (n + i) % 3 == 0 else 4)


def one_village(cast):
    Place.objects.filter(pk__in=[p.pk for p in cast.villages[1:]]).update(served_by=None)
    facts(cast, months((2024, 1), (2026, 4)), lambda n, i, k: 1 + i % 3, villages=cast.villages[:1])


def withdrawn(cast):
    facts(cast, months((2025, 1), (2026, 4)), usual)
    Fact.objects.filter(period="2026-04").update(withdrawn_at=clock.now())


OFFICES = [no_figures, figures_without_sasaran, sasaran_zero, negative, one_village, withdrawn]


@pytest.mark.slow
@pytest.mark.parametrize("office", OFFICES, ids=lambda f: f.__name__)
def test_every_page_answers_in_an_odd_office(office, cast, settings):
    settings.LOKMIN_TODAY = "2026-05-05"
    values = samples.make(cast.puskesmas, cast.people["yusuf"])
    Fact.objects.all().delete()
    office(cast)
    for month in (Month(2025, 12), Month(2026, 1), Month(2026, 4)):
        register.refresh(puskesmas=cast.puskesmas, month=month)
    from lokmin.cycle.followup.effect import operations as effects

    effects.freeze_verdicts(puskesmas=cast.puskesmas, month=Month(2026, 4), by=cast.people["yusuf"])
    wrong = []
    for name in ("yusuf", "camat"):
        client = Client(raise_request_exception=False)
        client.force_login(cast.people[name], backend="django.contrib.auth.backends.ModelBackend")
        for route in [r for r in of_a_puskesmas() if r.path.removeprefix("p/<str:pkm>/").startswith(NEW)]:
            if route.path.endswith(("ending>", ".pdf")) and office is not no_figures:
                continue
            if name != "yusuf" and route.action not in ("lihat_cakupan", "buka_saya", "usul_masalah"):
                continue
            inner = samples.fill(values, route.stage, route.name, [p for p in route.parts if p != "pkm"])
            address = reverse(str(route), kwargs={"pkm": HOME, **inner})
            for query in ("", "?bulan=2026-01")[: 2 if name == "yusuf" else 1]:
                answer = client.get(address + query)
                if answer.status_code >= 500:
                    wrong.append(f"{name} {route} {address}{query}: {answer.status_code}")
                    break
    assert not wrong, "\n".join(wrong)
