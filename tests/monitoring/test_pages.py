"""The pages of an indicator, a village, one figure, the problems, the data quality and the frozen months."""

from __future__ import annotations

import gzip
import re

from lokmin.cli.demo.cast import HOME, NEIGHBOUR
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring import operations

BASE = f"/p/{HOME}/"
WATUBELAH, LEBAKHARJO = "99.01.01.2002", "99.01.01.2008"

#: The table of K1 in the mock: village, months, sum, short, cumulative %, April %, March %, trend, rank, status.
MOCK_K1 = """
Sendangayu 111,1 23 6 6 19 54 0 48,6 17,1 5,4 naik 1 baik
Kalisari 69,3 8 7 6 5 26 0 37,5 7,2 8,7 turun 2 kurang
Rejosari 53,9 5 5 4 6 20 0 37,1 11,1 7,4 naik 3 baik
Banyuwening 105,6 9 10 8 12 39 0 36,9 11,4 7,6 naik 4 baik
Karangtuwi 48,4 4 4 5 4 17 0 35,1 8,3 10,3 turun 5 kurang
Gondangrejo 74,8 5 6 4 7 22 3 29,4 9,4 5,3 naik 6 cukup
Pringgodani 79,2 7 6 5 4 22 5 27,8 5,1 6,3 turun 7 jelek
Wonolelo 60,5 3 4 2 6 15 6 24,8 9,9 3,3 naik 8 cukup
Ngadisana 41,8 3 2 2 3 10 4 23,9 7,2 4,8 naik 9 cukup
Tlogomulyo 63,8 4 3 5 3 15 7 23,5 4,7 7,8 turun 10 jelek
Watubelah 92,4 6 5 4 1 16 15 17,3 1,1 4,3 turun 11 jelek
Lebakharjo 34,1 3 3 2 – 8 – – – 5,9 – – belum lapor
Puskesmas 834,9 80 61 53 70 264 15 31,6 8,4 6,3 naik – cukup
""".strip().splitlines()


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).strip()


def lines(response, heading: str) -> list[str]:
    """The lines of the table with this caption, as text."""
    table = next(t for t in re.findall(r"<table.*?</table>", response.content.decode(), re.DOTALL) if heading in t)
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in rows]


def title(response) -> str:
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]


def test_the_table_of_k1_is_the_one_of_the_mock(figures, enter):
    shown = lines(enter("ratna").get(BASE + "indikator/K1/"), "K1 menurut desa")[1:]
    as_long = [" ".join(line.split()[: len(mock.split())]) for line, mock in zip(shown, MOCK_K1, strict=True)]
    assert as_long == MOCK_K1


def test_the_title_of_an_indicator_is_its_finding(figures, enter, report):
    client, address = enter("ratna"), BASE + "indikator/K1/"
    assert title(client.get(address)) == "6 dari 12 desa di bawah target K1, dan Lebakharjo belum melapor"
    report(figures, "Lebakharjo", "2026-04", "kia.k1", 9)
    assert title(client.get(address)) == "6 dari 12 desa di bawah target K1"


def test_an_indicator_shows_its_chart_for_desk_and_phone_and_names_its_denominator(figures, enter):
    page = enter("ratna").get(BASE + "indikator/K1/").content.decode()
    assert 'class="fig only-wide"' in page
    assert 'class="fig only-narrow"' in page
    assert "Penyebut: Sasaran ibu hamil" in text(enter("ratna").get(BASE + "indikator/K1/"))
    assert page.count('<ul class="multiples">') == 1


def test_where_less_is_better_the_words_turn_round(figures, enter):
    page = text(enter("ratna").get(BASE + "indikator/DO-K1-K4/"))
    assert "desa melewati batas DO K1–K4" in page
    assert "Puskesmas lebih 8 ibu dari target berjalan" in page
    assert "Makin kecil makin baik" in page


def test_a_village_page_names_its_midwife_and_what_is_behind(figures, enter):
    page = text(enter("ratna").get(BASE + f"desa/{WATUBELAH}/"))
    assert "Bidan desa: Endah Puspita, A.Md.Keb." in page
    assert "Paling jauh tertinggal: K6, kurang 17 ibu (15,2 % dari target berjalan 33,3 %)." in page
    assert re.search(r"Watubelah: \d+ dari \d+ indikator belum mencapai target", page)


def test_one_figure_shows_its_sum_and_every_cell(figures, enter):
    page = text(enter("ratna").get(BASE + f"angka/K1/{WATUBELAH}/"))
    assert "6 + 5 + 4 + 1 = 16" in page
    assert "16 ÷ 92,4 = 17,3 %" in page
    assert "100 % × 4 ÷ 12 = 33,3 %" in page
    assert page.count("lembar 1.DATA KIA, sel D127") == 4


def test_a_corrected_figure_shows_what_it_was(figures, enter, report):
    report(figures, "Watubelah", "2026-04", "kia.k1", 3)
    page = text(enter("ratna").get(BASE + f"angka/K1/{WATUBELAH}/"))
    assert "6 + 5 + 4 + 3 = 18" in page
    assert "Riwayat perbaikan" in page
    assert re.search(r"\b3 \(berlaku\).*\b1 \(diganti 2 Mei 2026\)", page)


def test_all_problems_can_be_narrowed_and_counted(figures, enter):
    client = enter("ratna")
    everything = int(re.search(r"(\d+) masalah sampai April 2026", text(client.get(BASE + "masalah/")))[1])
    village = client.get(BASE + f"masalah/?desa={WATUBELAH}&status=jelek")
    told = re.search(r"(\d+) dari (\d+) masalah", text(village))
    assert int(told[2]) == everything
    assert 0 < int(told[1]) < everything
    assert "Tlogomulyo</b>" not in village.content.decode()


def test_at_most_seven_problems_are_shown_at_home_and_the_rest_counted(figures, enter):
    page = enter("ratna").get(BASE)
    issues = re.search(r'<ol class="issues">(.*?)</ol>', page.content.decode(), re.DOTALL)[1]
    assert issues.count("<li>") == 7
    hidden = re.search(r"Tidak ditampilkan di sini: (.*?)\. Tampilkan", text(page))[1]
    assert sum(int(n) for n in re.findall(r"\d+", hidden)) + 7 == 68, "51 below target, 15 falling, 2 silent"


def test_the_quality_page_asks_the_one_who_reported(figures, enter, report):
    report(figures, "Watubelah", "2026-04", "kia.k1_dokter", 7)
    page = text(enter("ratna").get(BASE + "mutu/"))
    assert "12 dari 12 desa melapor April 2026" in page
    assert "39 dari 49" in page, "Lebakharjo left out what follows from K1"
    assert "Endah Puspita, A.Md.Keb., K1 dokter Watubelah" in page


def test_the_frozen_month_shows_then_and_now(figures, enter, report):
    frozen = operations.freeze(puskesmas=figures.puskesmas, month=Month(2026, 4), by=figures.people["anindya"])
    client = enter("ratna")
    address = BASE + f"potret/{frozen.pk}/"
    assert "tidak ada yang berubah sejak itu" in text(client.get(address))
    report(figures, "Watubelah", "2026-04", "kia.k1", 3)
    page = text(client.get(address))
    assert "angka berubah sejak itu" in page
    assert re.search(r"K1 Watubelah kurang 15 ibu .*? jelek .*? kurang 13 ibu", page)
    frozen.rows.filter(number=1).update(body={**frozen.rows.get(number=1).body, "people": "orang"})
    assert "Tidak cocok." in text(client.get(address))


def test_small_counts_are_hidden_from_guests_only(figures, enter):
    own = enter("ratna").get(BASE + "indikator/K1/")
    assert "&lt; 5" not in own.content.decode()
    page = enter("camat").get(BASE + "indikator/K1/")
    row = next(line for line in lines(page, "K1 menurut desa") if line.startswith("Watubelah"))
    assert row.split()[1:8] == ["92,4", "6", "5", "&lt;", "5", "&lt;", "5"]
    assert "1 ibu tiap bulan" not in page.content.decode()


def test_one_hidden_month_takes_another_with_it(figures, enter):
    page = enter("camat").get(BASE + "indikator/K1/")
    row = next(line for line in lines(page, "K1 menurut desa") if line.startswith("Rejosari"))
    assert row.startswith("Rejosari 53,9 disembunyikan 5 &lt; 5 6 20")


def test_an_office_may_show_small_counts_to_guests(figures, enter):
    figures.puskesmas.settings["sembunyikan_kecil"] = False
    figures.puskesmas.save()
    assert "&lt; 5" not in enter("camat").get(BASE + "indikator/K1/").content.decode()


def test_guests_are_not_led_to_cells(figures, enter):
    client = enter("camat")
    assert "/angka/" not in client.get(BASE).content.decode()
    assert client.get(BASE + f"angka/K1/{WATUBELAH}/").status_code == 403
    assert client.get(BASE + "mutu/").status_code == 403


def test_another_puskesmas_sees_nothing_of_it(figures, enter):
    client = enter("tetangga")
    for path in ("", "indikator/K1/", f"desa/{WATUBELAH}/", "masalah/", "mutu/", "potret/"):
        assert client.get(BASE + path).status_code == 404, path


def test_a_village_of_another_puskesmas_is_not_found(figures, enter):
    assert enter("ratna").get(BASE + "desa/99.01.02.2001/").status_code == 404
    assert enter("ratna").get(BASE + "angka/K1/99.01.02.2001/").status_code == 404


def test_a_frozen_month_of_another_puskesmas_is_not_found(figures, enter):
    neighbour = Puskesmas.objects.get(place__code=NEIGHBOUR)
    frozen = operations.freeze(puskesmas=neighbour, month=Month(2026, 4), by=figures.people["tetangga"])
    assert enter("ratna").get(BASE + f"potret/{frozen.pk}/").status_code == 404


def test_what_does_not_exist_is_not_found(figures, enter):
    client = enter("ratna")
    for path in ("?bulan=2026-13", "?bulan=April", "indikator/XYZ/", "desa/1/", "angka/K1/1/", "potret/99/"):
        assert client.get(BASE + path).status_code == 404, path


def test_before_the_first_report_the_next_step_is_told(cast, enter):
    client = enter("ratna")
    for path in ("", "indikator/K1/", f"desa/{WATUBELAH}/", "masalah/", "mutu/"):
        assert "Unggah buku kerja bulanan untuk mulai." in text(client.get(BASE + path)), path


def test_every_page_stands_in_any_month(figures, enter):
    client = enter("ratna")
    paths = ("", "indikator/K1/", "indikator/DS/", f"desa/{LEBAKHARJO}/", "masalah/", "mutu/", "?program=semua")
    for path in paths:
        for month in ("2025-12", "2026-01", "2026-05", "2027-01"):
            address = f"{BASE}{path}{'&' if '?' in path else '?'}bulan={month}"
            assert client.get(address).status_code == 200, address


def test_a_kept_page_is_the_same_packed_and_unpacked(figures, enter):
    client = enter("ratna")
    plain = client.get(BASE)
    packed = client.get(BASE, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    token = re.compile(r'csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", gzip.decompress(packed.content).decode()) == token.sub("", plain.content.decode())


def test_a_kept_page_changes_with_a_new_number_and_with_a_new_name(figures, enter, report):
    client = enter("ratna")
    assert "Watubelah" in text(client.get(BASE + "indikator/K1/"))
    report(figures, "Watubelah", "2026-04", "kia.k1", 30)
    assert "Watubelah 92,4 6 5 4 30 45" in text(client.get(BASE + "indikator/K1/"))
    village = figures.villages[1]
    village.name = "Watubelah Baru"
    village.save()
    assert "Watubelah Baru 92,4 6 5 4 30 45" in text(client.get(BASE + "indikator/K1/"))


def test_a_kept_page_greets_its_own_reader(figures, enter):
    assert "Ratna Wulandari" in text(enter("ratna").get(BASE))
    page = text(enter("yusuf").get(BASE))
    assert "Yusuf Hidayat" in page
    assert "Ratna Wulandari" not in page


def test_the_columns_can_be_sorted_and_chosen(figures, enter):
    client = enter("ratna")
    page = client.get(BASE + "?urut=TTD90").content.decode()
    assert 'aria-sort="descending"><a href="/p/P9901010201/?bulan=2026-04&amp;urut=TTD90">TTD 90' in page
    assert re.findall(r'<th scope="row"><a [^>]+>(\w+)</a>', page)[0] == "Watubelah"
    assert "Cakupan 12 desa, 28 indikator" in text(client.get(BASE + "?program=kia"))
    assert "22 indikator belum pernah dilaporkan tahun ini" in text(client.get(BASE + "?program=kia"))
    assert "Cakupan 12 desa, 50 indikator" in text(client.get(BASE + "?program=kia&kosong=1"))


def test_a_map_is_drawn_once_boundaries_are_loaded(figures, enter):
    client, address = enter("ratna"), BASE + "indikator/K1/"
    assert "Peta K1" not in text(client.get(address))
    for n, village in enumerate(figures.villages):
        west, south = 110 + n % 4, -7 - n // 4
        ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
        village.boundary = {"type": "Polygon", "coordinates": [ring]}
        village.save()
    page = client.get(address).content.decode()
    assert "Peta K1" in page
    assert page.count('<pattern id="peta') <= 1
