"""The year's end on the pages: what is said, to whom, and that months to come and hidden counts stay unseen."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from lokmin.core.forecasts import words
from lokmin.core.forecasts.records import Chance, Forecast, Peer
from lokmin.core.periods import Month
from lokmin.cycle.monitoring.forecasts import queries, whatif
from lokmin.documents.figures.fan import fan_chart

APRIL = Month(2026, 4)


def village(cast, name: str) -> str:
    return next(p.code for p in cast.villages if p.name == name)


def one(cast, code: str, name: str) -> Forecast:
    found = queries.forecast_for(cast.puskesmas, APRIL, code, village(cast, name))
    assert found is not None
    return found


def get(client, cast, route: str, query: str = "", **parts):
    answer = client.get(reverse(route, kwargs={"pkm": cast.puskesmas.code, **parts}) + f"?bulan=2026-04{query}")
    return answer.status_code, answer.content.decode()


def test_a_forecast_holds_what_is_in_and_asks_the_years_target(figures) -> None:
    found = one(figures, "K1", "Watubelah")
    assert (found.so_far, found.people, found.month, len(found.path)) == (16, "ibu", 4, 8)
    assert found.course == (6, 11, 15, 16)
    assert found.so_far <= found.low <= found.mean <= found.high
    row = queries.month_table(figures.puskesmas, APRIL).row(found.place, "K1")
    assert found.target == pytest.approx(row.denominator / 1e6)
    assert found.first_year, "only December of 2025 is known"
    assert "musim" in " ".join(words.cautions(found))


def test_a_month_that_is_missing_is_forecast_and_said(figures) -> None:
    found = one(figures, "K1", "Lebakharjo")
    assert found.missing == 1
    assert found.course[3] is None
    assert "1 bulan tahun ini belum dilaporkan dan ikut diperkirakan." in words.cautions(found)


def test_the_puskesmas_counts_late_villages_as_late_and_not_as_zero(figures) -> None:
    total = queries.forecast_for(figures.puskesmas, APRIL, "K1", figures.puskesmas.code)
    villages = [one(figures, "K1", p.name) for p in figures.villages]
    assert total.so_far == sum(f.so_far for f in villages)
    assert total.mean == pytest.approx(sum(f.mean for f in villages), rel=0.1)


def test_later_months_are_not_looked_at(figures, report) -> None:
    before = one(figures, "K1", "Watubelah")
    report(figures, "Watubelah", "2026-05", "kia.k1", 30)
    assert one(figures, "K1", "Watubelah") == before


def test_a_new_number_changes_the_forecast_at_once(figures, report) -> None:
    before = one(figures, "K1", "Watubelah")
    report(figures, "Watubelah", "2026-04", "kia.k1", 12)
    assert one(figures, "K1", "Watubelah").mean > before.mean


def test_the_overview_says_how_many_will_reach_their_target(figures, enter) -> None:
    status, page = get(enter("ratna"), figures, "monitoring:forecasts")
    assert status == 200
    found = queries.overview(figures.puskesmas, APRIL).forecasts
    reach = sum(f.will_reach for f in found)
    assert f"Dengan laju sekarang {reach} dari {len(found)} indikator akan mencapai target tahun ini" in page
    assert [f.chance for f in found] == sorted(f.chance for f in found)
    assert f'href="/p/{figures.puskesmas.code}/perkiraan/K1/{village(figures, "Watubelah")}/' in page


def test_one_village_has_its_own_overview(figures, enter) -> None:
    code = village(figures, "Watubelah")
    status, page = get(enter("ratna"), figures, "monitoring:forecasts", f"&desa={code}")
    assert status == 200
    assert "Watubelah: dengan laju sekarang" in page
    assert "Desa yang menentukan" not in page
    assert get(enter("ratna"), figures, "monitoring:forecasts", "&desa=9")[0] == 404


def test_a_what_if_is_answered_by_one_sentence_and_a_second_line(figures, enter) -> None:
    asked = "&kini=4&jadi=10&lama=8&hasil=50&menit=120&orang=2"
    place = village(figures, "Watubelah")
    status, page = get(enter("ratna"), figures, "monitoring:forecast_one", asked, code="K1", place=place)
    assert status == 200
    assert "Bila kunjungan naik dari 4 ke 10 sebulan sampai Desember, perkiraan" in page
    assert "beban 6 kunjungan sebulan lagi = 12 jam (6 jam tiap orang, dibagi 2 orang)" in page
    assert ">andai</text>" in page
    base = one(figures, "K1", "Watubelah")
    mean = int(re.search(r"perkiraan (\d+) ibu \(antara", page)[1])
    assert mean == pytest.approx(base.mean + 24, abs=1)


def test_wrong_questions_keep_their_text_and_are_named(figures, enter) -> None:
    place = village(figures, "Watubelah")
    _, page = get(enter("ratna"), figures, "monitoring:forecast_one", "&kini=-4&jadi=abc", code="K1", place=place)
    assert "2 isian perlu diperbaiki" in page
    assert 'value="abc"' in page or 'value="-4"' in page
    assert "Bila kunjungan" not in page


def test_where_visits_add_nothing_none_are_asked_for(figures) -> None:
    total = queries.forecast_for(figures.puskesmas, APRIL, "DS", figures.puskesmas.code)
    if total is not None:
        assert not whatif.possible(total)
    k1 = one(figures, "K1", "Watubelah")
    assert whatif.possible(k1)
    assert not whatif.possible(replace(k1, period="2026-12"))
    assert not whatif.possible(replace(k1, higher_is_better=False))


def test_guests_see_no_small_counts(figures, report, enter) -> None:
    report(figures, "Watubelah", "2026-03", "kia.k1", 3)
    place = village(figures, "Watubelah")
    _, page = get(enter("camat"), figures, "monitoring:forecast_one", code="K1", place=place)
    assert "disembunyikan dari tamu" in page
    assert "Dengan laju sekarang" not in page


def test_what_is_not_in_the_table_is_not_found(figures, enter) -> None:
    client = enter("ratna")
    place = village(figures, "Watubelah")
    assert get(client, figures, "monitoring:forecast_one", code="TIDAKADA", place=place)[0] == 404
    assert get(client, figures, "monitoring:forecast_one", code="K1", place="9999")[0] == 404


def test_the_pages_of_indicator_and_village_carry_one_line(figures, enter) -> None:
    client = enter("ratna")
    assert "Perkiraan:</b> Dengan laju sekarang" in get(client, figures, "monitoring:indicator", code="K1")[1]
    place = village(figures, "Watubelah")
    assert "Perkiraan:</b> Dengan laju sekarang" in get(client, figures, "monitoring:village", code=place)[1]


def test_a_village_that_solved_it_is_named_with_its_midwife(figures, report, enter) -> None:
    """Half a year of six a month everywhere; then Watubelah has eighteen."""
    for month in [Month(2025, 5).plus(n) for n in range(12)]:
        for place in figures.villages:
            solved = place.name == "Watubelah" and month >= Month(2025, 11)
            report(figures, place.name, month.code, "kia.k1", 18 if solved else 6)
    asks = village(figures, "Pringgodani")
    found = queries.solved_by(figures.puskesmas, APRIL, "K1", asks)
    assert [(peer.name, peer.before, peer.after) for peer in found] == [("Watubelah", 6, 18)]
    assert found[0].contact
    assert found[0].contact[0].startswith("Endah Puspita")
    _, page = get(enter("ratna"), figures, "monitoring:forecast_one", code="K1", place=asks)
    assert "dari 6,0 menjadi 18,0 ibu sebulan" in page
    assert "Endah Puspita" in page
    assert queries.solved_by(figures.puskesmas, APRIL, "K1", village(figures, "Watubelah")) == ()


def test_chances_are_words_with_the_number_behind() -> None:
    assert words.odds(0.97) == "lebih dari 95 dari 100"
    assert words.odds(0.72) == "kira-kira 7 dari 10"
    assert words.odds(0.07) == "kira-kira 7 dari 100"
    assert words.odds(0.01) == "kurang dari 5 dari 100"
    assert [words.share_words(s) for s in (0.5, 0.8, 0.9, 0.33)] == ["1 dari 2", "4 dari 5", "9 dari 10", "33 dari 100"]
    rule = queries.rule(2026)
    got = [Chance.of(c, reached=False, rule=rule) for c in (0.95, 0.9, 0.5, 0.49, 0.1, 0.05, None)]
    assert [c.value for c in got] == ["hampir pasti", "hampir pasti", "mungkin", "kecil", "kecil", "sangat kecil", ""]
    assert Chance.of(1.0, reached=True, rule=rule) is Chance.REACHED


def test_sentences_of_peers_name_the_change_and_the_luck() -> None:
    peer = Peer("a", "A", 3.5, 6.25, 1.04, 0.003, 6, "ibu", 100, True, 1.2, 3.0)
    assert words.improvement(peer) == (
        "dari 3,5 menjadi 6,3 ibu sebulan (6 bulan terakhir dibanding 6 bulan sebelumnya); desa lain naik 4 %"
    )
    assert words.luck(peer) == "kebetulan sebesar itu terjadi kurang dari 1 kali dari 100"
    rate = replace(peer, people="", counts=False, before=61.0, after=78.0, others=-1.5, p=0.031)
    assert words.improvement(rate).startswith("dari 61,0 % menjadi 78,0 % (6 bulan")
    assert words.improvement(rate).endswith("desa lain turun 1,5 poin")
    assert words.luck(rate) == "kebetulan sebesar itu terjadi 4 kali dari 100"


def test_the_fan_says_all_it_draws_and_prints_grey(figures) -> None:
    found = one(figures, "K1", "Lebakharjo")
    for narrow in (False, True):
        svg = fan_chart(found, "Lebakharjo <&>", indicator="K1", dress="paper", narrow=narrow)
        assert "Lebakharjo Januari–April" in svg.replace(" &lt;&amp;&gt;", "")
        assert "kosong" in svg
        assert words.sentence(found)[:30] in svg
        assert {c.lower() for c in re.findall(r"#[0-9a-fA-F]{6}\b", svg)} <= {
            "#12171a",
            "#4b555b",
            "#5d686e",
            "#c5cdd1",
        }
        assert f"target {words.target(found)}" in svg
