"""What a midwife reads about a series."""

from __future__ import annotations

import pytest
from signalcases import series, sign

from lokmin.catalog.loading import rules
from lokmin.core.signals import sentences
from lokmin.core.signals.records import Judged, SignKind
from lokmin.core.signals.rules import SignalRules

RULES = SignalRules.load(rules("signals"), 2026)


def test_what_is_usual_is_said_in_whole_people():
    assert sentences.usual(series()) == "Biasanya antara 3 dan 11 ibu sebulan."
    assert sentences.usual(series(usual=(0.0, 5.3))) == "Biasanya paling banyak 5 ibu sebulan."
    assert sentences.usual(series(usual=(68.31, 78.44), rate=True)) == "Biasanya antara 68,3\u00a0% dan 78,4\u00a0%."
    assert sentences.usual(series(usual=None)) == ""


def test_what_it_was_reckoned_from_stands_beside_it():
    expected = "Dihitung dari 12 bulan, Januari 2025 sampai Desember 2025; rata-ratanya 6,9 ibu."
    assert sentences.basis(series()) == expected


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (sign(), "Bergeser turun sejak Februari 2026: rata-rata 3,3 ibu sebulan, biasanya 6,9."),
        (sign(direction=1, average=9), "Bergeser naik sejak Februari 2026: rata-rata 9 ibu sebulan, biasanya 6,9."),
        (sign(SignKind.POINT, months=1, average=1), "April 2026 1 ibu, di bawah semua yang biasa."),
        (sign(SignKind.POINT, 1, months=1, average=14), "April 2026 14 ibu, di atas semua yang biasa."),
        (sign(SignKind.RUN, months=10, since="2025-07"),
         "10 bulan berturut-turut di bawah rata-rata 6,9, sejak Juli 2025."),
        (sign(SignKind.AVERAGE, months=5, average=4.2),
         "Rata-rata 5 bulan sampai April 2026: 4,2 ibu sebulan, biasanya 6,9."),
    ],
)  # fmt: skip
def test_every_sign_names_its_months_and_the_number_behind(found, text):
    assert sentences.sentence(series(signs=(found,)), found) == text


def test_shares_are_said_in_percent_without_a_month():
    shares = series(rate=True, mean=73.3, values=(73.0,) * 16)
    drift = sign(direction=1, average=77.94)
    expected = "Bergeser naik sejak Februari 2026: rata-rata 77,9\u00a0%, biasanya 73,3\u00a0%."
    assert sentences.sentence(shares, drift) == expected


def test_the_headline_says_change_or_noise_and_never_more_than_was_found():
    assert sentences.headline(series()) == "K1 Watubelah: naik-turun biasa"
    assert sentences.headline(series(signs=(sign(),))) == "K1 Watubelah berubah sungguhan: turun sejak Februari 2026"
    early = series(signs=(sign(SignKind.AVERAGE),))
    assert sentences.headline(early) == "K1 Watubelah mulai bergeser: turun sejak Februari 2026"
    assert sentences.headline(series(judged=Judged.SHORT)) == "K1 Watubelah: belum bisa dinilai"
    past = series(signs=(sign(current=False),))
    assert sentences.headline(past) == "K1 Watubelah: naik-turun biasa"


def test_what_lasts_is_named_before_a_single_month():
    both = series(signs=(sign(SignKind.POINT, until="2026-03"), sign(), sign(SignKind.AVERAGE)))
    assert [s.kind for s in both.standing] == [SignKind.DRIFT, SignKind.POINT, SignKind.AVERAGE]


def test_better_depends_on_what_is_wanted():
    up, down = sign(direction=1), sign(direction=-1)
    assert series(signs=(up,)).better is True
    assert series(signs=(down,)).better is False
    assert series(signs=(down,), higher_is_better=False).better is True
    assert series().better is None


def test_a_red_figure_without_a_sign_is_said_to_be_noise_and_one_not_judged_says_nothing():
    assert sentences.beside(series()) == "masih naik-turun biasa"
    assert sentences.beside(series(signs=(sign(),))) == "berubah sungguhan: turun sejak Februari 2026"
    assert sentences.beside(series(judged=Judged.SHORT)) == ""
    assert sentences.noise(series(signs=(sign(),))) == ""


def test_series_that_are_not_judged_say_why():
    short = series(judged=Judged.SHORT, values=(None,) * 8 + (5.0,) * 8)
    assert sentences.reason(short, RULES) == "Baru 8 bulan dilaporkan; perlu paling sedikit 13 bulan."
    assert "36 bulan" in sentences.reason(series(judged=Judged.SILENT), RULES)
    for why in (Judged.SMALL, Judged.STOCK):
        assert sentences.reason(series(judged=why), RULES)
    assert sentences.reason(series(), RULES) == ""


def test_small_numbers_carry_a_caution():
    assert sentences.caution(series()) == ""
    assert "rata-rata 2,3 sebulan" in sentences.caution(series(people_usual=2.3))
    assert sentences.caution(series(people_usual=2.3, judged=Judged.SHORT)) == ""


def test_a_season_is_told_only_where_it_matters():
    flat = (1.0,) * 12
    assert sentences.season(series(season=flat, years=2)) == ""
    peaks = (0.9, 1.8, 0.9, 0.9, 0.9, 0.6, 0.9, 1.7, 0.9, 0.9, 0.9, 0.9)
    told = sentences.season(series(season=peaks, years=2))
    assert "Februari biasanya 1,8 kali bulan biasa, Juni 0,6 kali" in told


def test_months_that_hang_together_are_told_of():
    assert "saling menyambung" in sentences.memory(series(memory=0.3))
    assert sentences.memory(series()) == ""


def test_odd_months_are_named_so_that_somebody_checks_them():
    assert "Maret 2025" in sentences.left_out(series(left_out=("2025-03",)))
    assert sentences.odd(series(odd=("2026-03", "2026-04"))).startswith("Periksa dahulu angka Maret 2026, April 2026:")
    assert sentences.odd(series()) == sentences.left_out(series()) == ""


@pytest.mark.parametrize(
    ("changed", "starting", "judged", "text"),
    [
        (3, 0, 214, "3 dari 214 deret berubah sungguhan; sisanya naik-turun biasa"),
        (3, 9, 214, "3 dari 214 deret berubah sungguhan, 9 mulai bergeser; sisanya naik-turun biasa"),
        (0, 2, 214, "Belum ada dari 214 deret yang berubah sungguhan; 2 mulai bergeser"),
        (0, 0, 214, "Semua 214 deret naik-turun biasa"),
        (0, 0, 0, "Belum ada deret yang cukup panjang untuk dinilai"),
    ],
)
def test_the_overview_is_one_sentence(changed, starting, judged, text):
    assert sentences.overview(changed, starting, judged) == text


def test_chance_alone_is_told_beside_it():
    expected = round(214 * RULES.measured_for(12).current / 1000)
    assert f"kira-kira {expected} dari 214" in sentences.by_chance(214, RULES.measured_for(12))


def test_rules_of_a_year_before_any_are_refused():
    with pytest.raises(ValueError, match="sinyal"):
        SignalRules.load(rules("signals"), 1990)
    broken = {"rule": [{k: v for k, v in rules("signals")["rule"][0].items() if k != "run"}]}
    with pytest.raises(ValueError, match="run"):
        SignalRules.load(broken, 2026)


def test_what_was_measured_for_a_longer_history_holds_only_from_its_length_on():
    assert RULES.measured_for(23).months == 18
    assert RULES.measured_for(36).months == 24
    assert RULES.measured_for(5).months == 12
