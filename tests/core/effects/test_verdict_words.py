"""The sentences of a verdict: what a midwife reads, always with n."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lokmin.core.effects import Caution, Method, Outcome, Reason, Verdict, sentences

HELPED = Verdict(
    outcome=Outcome.HELPED, month="2026-08", indicator="K1", short="K1", people="ibu", acted=("Watubelah",),
    start="2026-06", method=Method.OTHERS, before=5, after=3, others=11, effect_bp=560, low_bp=120, high_bp=990,
    chance_ppm=11_905, people_micro=11_700_000, expected_micro=8_000_000, own_levels=(410, 980), rest_levels=(790, 810),
    months=("2026-05", "2026-06"), own=(410, None), rest=(790, 810), rest_low=(500, None), rest_high=(900, 1000),
    cautions=(Caution.SHARED, Caution.LEFT_OUT), together=("5/2026",), left_out=("Rejosari",), rule="1",
)  # fmt: skip


def unknown(reason, **fields):
    empty = replace(HELPED, outcome=Outcome.UNKNOWN, reason=reason, method=Method.NONE, effect_bp=None, chance_ppm=None)
    return replace(empty, **fields)


def test_a_success_says_by_how_much_against_whom_how_often_by_chance_and_n():
    assert sentences.headline(HELPED) == (
        "Berhasil: K1 Watubelah naik 5,6 poin sebulan lebih banyak daripada 11 desa lain; kebetulan sebesar itu "
        "terjadi 1 kali dari 100 (5 bulan sebelum, 3 bulan sesudah)."
    )
    assert sentences.levels(HELPED) == (
        "Sebelum 4,1\u00a0% sebulan, sesudah 9,8\u00a0%. Desa lain 7,9\u00a0% lalu 8,1\u00a0%."
    )
    assert sentences.interval(HELPED) == (
        "Dampak sebenarnya antara 1,2 poin dan 9,9 poin sebulan (19 dari 20 kemungkinan)."
    )
    assert sentences.people(HELPED) == "Kira-kira 12 ibu lebih banyak selama 3 bulan."
    assert sentences.expected(HELPED) == "Diharapkan 8 ibu, dampaknya kira-kira 12."
    points = replace(HELPED, expected_micro=None, expected_bp=400)
    assert sentences.expected(points) == "Diharapkan 4,0 poin sebulan, dampaknya kira-kira 5,6 poin."
    assert sentences.expected(replace(points, effect_bp=-100)) == "Diharapkan 4,0 poin sebulan."


def test_cautions_name_the_other_actions_and_the_villages_left_out():
    shared, left_out = sentences.cautions(HELPED)
    assert "RTL 5/2026" in shared
    assert "Rejosari" in left_out


def test_not_yet_names_the_chance_when_it_went_the_right_way_and_not_otherwise():
    right = replace(HELPED, outcome=Outcome.NOT_YET, chance_ppm=214_000)
    wrong = replace(HELPED, outcome=Outcome.NOT_YET, chance_ppm=900_000, effect_bp=-120)
    assert "tetapi kebetulan sebesar itu terjadi 21 kali dari 100" in sentences.headline(right)
    assert sentences.headline(wrong) == (
        "Belum: K1 Watubelah naik, tetapi 1,2 poin sebulan lebih sedikit daripada 11 desa lain "
        "(5 bulan sebelum, 3 bulan sesudah)."
    )
    assert not sentences.people(wrong)
    assert "lebih kecil dari 4,4 poin sebulan lebih sering tidak terlihat" in sentences.too_small(right)
    assert not sentences.too_small(HELPED)


@pytest.mark.parametrize(
    ("own", "effect", "words"),
    [
        ((500, 300), 100, "turun, tetapi 1,0 poin sebulan lebih sedikit"),
        ((500, 300), -100, "turun 1,0 poin sebulan lebih banyak"),
    ],
)
def test_a_fall_is_called_a_fall(own, effect, words):
    assert words in sentences.change(replace(HELPED, own_levels=own, effect_bp=effect))


def test_where_less_is_better_a_negative_effect_is_the_good_one():
    dropout = replace(HELPED, higher_is_better=False, effect_bp=-300, own_levels=(900, 500), people_micro=-9_000_000)
    assert dropout.better
    assert sentences.headline(dropout).startswith("Berhasil: K1 Watubelah turun 3,0 poin sebulan lebih banyak")
    assert sentences.people(dropout) == "Kira-kira 9 ibu lebih sedikit selama 3 bulan."


def test_a_series_is_compared_with_itself():
    series = replace(HELPED, method=Method.SERIES, acted=(), others=0, rest_levels=(None, None))
    assert "K1 5,6 poin sebulan lebih tinggi daripada jalannya sendiri" in sentences.headline(series)
    assert "Desa lain" not in sentences.levels(series)


def test_a_chance_below_one_in_a_hundred_is_not_called_zero():
    assert sentences.chance(replace(HELPED, chance_ppm=4000)) == "kurang dari 1 kali dari 100"


def test_an_open_end_of_the_interval_is_said():
    assert "sedikitnya 1,2 poin" in sentences.interval(replace(HELPED, high_bp=None))
    assert "belum dapat dibatasi" in sentences.interval(replace(HELPED, low_bp=None, high_bp=None))


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.NONE])
def test_every_reason_not_to_judge_says_why_and_what_to_do_and_n(reason):
    verdict = unknown(reason, after=1)
    headline = sentences.headline(verdict)
    assert headline.startswith("Belum bisa dinilai: ")
    assert headline.endswith("(5 bulan sebelum, 1 bulan sesudah).")
    assert sentences.why_not(verdict)
    assert sentences.when(verdict) or reason in (Reason.STOPPED, Reason.NO_VARIATION)


def test_villages_that_are_busy_themselves_are_named_as_the_reason():
    busy = unknown(Reason.FEW_OTHERS, others=2, left_out=("Rejosari", "Kalisari"))
    assert "hanya 2 desa yang dapat menjadi pembanding (2 desa punya RTL sendiri" in sentences.headline(busy)
    assert "punya RTL sendiri" not in sentences.headline(unknown(Reason.FEW_OTHERS, left_out=()))


def test_the_month_from_which_it_can_be_judged_is_named():
    assert sentences.when(unknown(Reason.FEW_AFTER, after=1, judged_from="2026-10")) == (
        "Dapat dinilai mulai angka Oktober 2026."
    )


@pytest.mark.parametrize(("before", "after"), [(2, 6), (6, 2), (0, 0)])
def test_fewer_than_three_points_on_a_side_cannot_be_judged(before, after):
    with pytest.raises(ValueError, match="tiga titik"):
        replace(HELPED, before=before, after=after)


def test_a_verdict_has_its_size_and_an_unjudged_one_its_reason():
    with pytest.raises(ValueError, match="besar dampak"):
        replace(HELPED, effect_bp=None)
    with pytest.raises(ValueError, match="alasan"):
        replace(HELPED, reason=Reason.FEW_AFTER)
    with pytest.raises(ValueError, match="alasan"):
        replace(HELPED, outcome=Outcome.UNKNOWN)


@pytest.mark.parametrize("verdict", [HELPED, unknown(Reason.FEW_AFTER, after=1, judged_from="2026-10")])
def test_a_verdict_comes_back_from_its_json_as_it_was(verdict):
    assert Verdict.of(json.loads(json.dumps(verdict.body()))) == verdict


def test_rates_that_are_no_percentages_keep_their_unit():
    permil, plain = replace(HELPED, factor=1000), replace(HELPED, factor=1, people="kasus")
    assert sentences.size(permil, 250) == "2,5 per 1.000"
    assert sentences.size(plain, -300) == "3,0 kasus"
    assert sentences.level(permil, 250) == "2,5 per 1.000"
