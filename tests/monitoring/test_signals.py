"""Which series changed: gathered from the facts, judged, and said on the pages."""

from __future__ import annotations

import re

import numpy as np
import pytest
from monitoring.conftest import AT, put, touch

from lokmin.cli.demo import figures as story
from lokmin.cli.demo.cast import HOME
from lokmin.cli.demo.people import Cast
from lokmin.core.numbers import to_micro
from lokmin.core.periods import Month
from lokmin.core.signals.records import Judged
from lokmin.cycle.monitoring import queries
from lokmin.cycle.monitoring.signals.queries import rule, series_of, signal_for, signals
from lokmin.cycle.reporting.models import Fact

BASE = f"/p/{HOME}/"
WATUBELAH = "99.01.01.2002"
APRIL = Month(2026, 4)
ELEMENTS = {"kia.k1", "kia.k4", "gizi.d", "gizi.s"}


@pytest.fixture
def year(cast: Cast) -> Cast:
    """The cast with sixteen months of four elements: 2025 and January to April 2026."""
    places, by = {place.name: place for place in cast.villages}, cast.people["ratna"]

    def fact(village: str, period: str, element: str, value: float, variant: str = "") -> Fact:
        return Fact(puskesmas=cast.puskesmas, place=places[village], period=period, element=element, variant=variant,
                    micro=to_micro(value), by=by, at=AT)  # fmt: skip

    Fact.objects.bulk_create(
        [fact(v, "2026", e, x, "sk") for (v, e), x in story.sasaran().items() if e == "sasaran.bumil"]
        + [fact(v, m, e, x) for (v, m, e), x in story.figures().items() if e in ELEMENTS]
    )
    touch(cast.puskesmas)
    return cast


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).strip()


def test_the_series_are_the_months_of_the_coverage_tables(year):
    found = series_of(year.puskesmas, APRIL)
    assert (found.months[0], found.months[-1], len(found.months)) == (Month(2025, 1), APRIL, 16)
    for month in (Month(2025, 3), Month(2025, 12), Month(2026, 2)):
        table, at = queries.month_table(year.puskesmas, month), found.months.index(month)
        for (code, place), row in found.at.items():
            value = table.row(place, code)
            seen = found.top[row, at]
            if np.isnan(seen):
                assert value.month is None or place == found.table.total.code
            else:
                assert seen * 1_000_000 == pytest.approx(value.month)
            if found.monthly[row] and not np.isnan(seen):
                assert found.bottom[row, at] * 1_000_000 == pytest.approx(value.month_denominator)


def test_a_sum_without_a_usual_reporter_counts_as_not_reported(year):
    """K1 of Lebakharjo is missing in April: the Puskesmas has no April either, or it would look like a fall."""
    found = series_of(year.puskesmas, APRIL)
    k1 = found.top[found.at["K1", HOME]]
    assert np.isnan(k1[-1])
    assert not np.isnan(k1[:-1]).any()
    signal = signal_for(year.puskesmas, APRIL, "K1", HOME)
    assert signal is not None
    assert signal.values[-1] is None


def test_watubelah_really_changed_and_its_neighbours_only_go_up_and_down(year):
    watubelah = signal_for(year.puskesmas, APRIL, "K1", WATUBELAH)
    assert watubelah is not None
    assert (watubelah.changed, watubelah.better, watubelah.sign.until) == (True, False, "2026-04")
    k4 = signal_for(year.puskesmas, APRIL, "K4", WATUBELAH)
    assert (k4.changed, k4.better, k4.sign.since) == (True, False, "2026-01")
    quiet = [s for s in signals(year.puskesmas, APRIL).by.values() if s.indicator == "K1" and s.noise]
    assert len(quiet) >= 8


def test_seen_from_an_earlier_month_later_months_are_not_known(year):
    then = signal_for(year.puskesmas, Month(2026, 1), "K1", WATUBELAH)
    assert then is not None
    assert then.months[-1] == "2026-01"
    assert not then.changed


def test_a_new_number_is_seen_at_once(year):
    before = signal_for(year.puskesmas, APRIL, "K1", WATUBELAH)
    village = next(p for p in year.villages if p.code == WATUBELAH)
    put(year.puskesmas, village, "2026-04", "kia.k1", 60, year.people["ratna"])
    after = signal_for(year.puskesmas, APRIL, "K1", WATUBELAH)
    assert before.values[-1] == 1
    assert after.values[-1] == 60
    assert after.sign.direction == 1


def test_shares_are_judged_against_their_monthly_denominator_and_drop_outs_of_villages_not_at_all(year):
    found = signals(year.puskesmas, APRIL)
    assert found.by["DS", WATUBELAH].judged is Judged.SHARES
    assert found.by["DS", WATUBELAH].rate
    drop_out = found.by["DO-K1-K4", WATUBELAH]
    assert drop_out.judged is Judged.SMALL
    assert not drop_out.signs
    assert drop_out.usual is None


def test_figures_carried_from_month_to_month_are_not_judged(year):
    carried = series_of(year.puskesmas, APRIL).carried
    assert {"KB-AKTIF", "VITA"} <= carried
    assert "DS" not in carried
    village = year.villages[0]
    put(year.puskesmas, village, "2026-04", "kia.kb_aktif", 300, year.people["ratna"])
    signal = signal_for(year.puskesmas, APRIL, "KB-AKTIF", village.code)
    assert signal is not None
    assert (signal.judged, signal.signs, signal.usual) == (Judged.STOCK, (), None)


def test_most_important_first_strong_and_worsening(year):
    ranked = signals(year.puskesmas, APRIL).ranked
    classes = [0 if s.changed else 1 if s.starting else 2 for s in ranked]
    assert classes == sorted(classes)
    changed = [bool(s.better) for s in ranked if s.changed]
    assert changed == sorted(changed)
    assert changed


def test_the_overview_counts_and_names_what_changed(year, enter):
    page = enter("ratna").get(BASE + "sinyal/")
    found = signals(year.puskesmas, APRIL)
    title = re.search(r"<h1>(.*?)</h1>", page.content.decode())[1]
    assert title.startswith(f"{len(found.changed)} dari {len(found.judged)} deret berubah sungguhan")
    said = text(page)
    assert "K4 Watubelah turun sejak Januari 2026, memburuk" in said
    assert "Biasanya antara 3 dan 11 ibu sebulan." in said
    assert f"{rule(2026).measured_for(12).strong} dalam setahun tampak" in said


def test_the_overview_is_narrowed_by_programme(year, enter):
    page = text(enter("ratna").get(BASE + "sinyal/?program=gizi"))
    assert "K1 Watubelah" not in page
    assert "dari 13 deret" in page


def test_the_page_of_a_series_says_what_is_usual_and_what_changed(year, enter):
    page = enter("ratna").get(BASE + f"sinyal/K4/{WATUBELAH}/")
    assert "K4 Watubelah berubah sungguhan: turun sejak Januari 2026" in text(page)
    assert "Bergeser turun sejak Januari 2026: rata-rata 3,8 ibu sebulan, biasanya 6,9." in text(page)
    html = page.content.decode()
    assert html.count('role="img"') == 2
    assert f'href="{BASE}desa/{WATUBELAH}/?bulan=2026-04"' in html
    assert f'href="{BASE}indikator/K4/?bulan=2026-04"' in html


def test_a_series_nobody_reported_says_so_and_an_unknown_one_is_not_found(year, enter):
    client = enter("ratna")
    assert "Belum pernah dilaporkan dalam 36 bulan terakhir." in text(client.get(BASE + f"sinyal/K6/{WATUBELAH}/"))
    assert client.get(BASE + f"sinyal/TIDAKADA/{WATUBELAH}/").status_code == 404
    assert client.get(BASE + "sinyal/K1/99.99/").status_code == 404


def test_red_that_is_noise_is_said_so_and_stays_on_the_list(year, enter):
    page = text(enter("ratna").get(BASE + "masalah/"))
    assert re.search(r"K1 Pringgodani kurang 5 ibu jelek [^K]*; masih naik-turun biasa", page)
    assert re.search(r"K4 Watubelah kurang 16 ibu .*?; berubah sungguhan: turun sejak Januari 2026", page)


def test_pages_of_indicator_and_village_carry_a_line_of_signals(year, enter):
    client = enter("ratna")
    of_indicator = text(client.get(BASE + "indikator/K1/"))
    assert re.search(r"Sinyal: [^.]*Watubelah berubah sungguhan", of_indicator)
    assert re.search(r"Sinyal: [^.]*K1 berubah sungguhan", text(client.get(BASE + f"desa/{WATUBELAH}/")))


def test_a_number_that_is_odd_for_its_season_is_to_be_checked_first(year, enter):
    village = next(p for p in year.villages if p.code == WATUBELAH)
    put(year.puskesmas, village, "2026-04", "kia.k1", 60, year.people["ratna"])
    page = text(enter("ratna").get(BASE + f"sinyal/K1/{WATUBELAH}/"))
    assert "Periksa dahulu angka April 2026: jauh sekali dari yang biasa pada musimnya" in page


def test_guests_do_not_see_small_counts_through_signals(year, enter):
    guest = enter("camat")
    assert "K1 Watubelah" not in text(guest.get(BASE + "sinyal/"))
    shut = text(guest.get(BASE + f"sinyal/K1/{WATUBELAH}/"))
    assert "tidak diperlihatkan kepada tamu" in shut
    assert "biasanya 6,9" not in shut
    assert "Sinyal:" not in text(guest.get(BASE + f"desa/{WATUBELAH}/"))


def test_with_a_short_history_nothing_is_judged_and_it_is_said_how_much_is_needed(figures, enter):
    page = text(enter("ratna").get(BASE + "sinyal/"))
    assert "Belum ada deret yang cukup panjang untuk dinilai" in page
    assert "paling sedikit 13 bulan laporan" in page


def test_before_the_first_report_the_page_opens(cast, enter):
    assert enter("ratna").get(BASE + "sinyal/").status_code == 200


def test_what_was_judged_is_kept_until_the_numbers_change(year, django_assert_max_num_queries):
    signals(year.puskesmas, APRIL)
    with django_assert_max_num_queries(6):
        signals(year.puskesmas, APRIL)
