"""The data-quality pages: what they say, answers with one tap, a pasted table of another source."""

from __future__ import annotations

import pytest
from django.utils.html import escape

from lokmin.core.periods import Month
from lokmin.core.pws.status import JUDGED
from lokmin.cycle.monitoring.dqr.stressing import stress_page
from lokmin.cycle.monitoring.models import NumberNote
from lokmin.cycle.monitoring.operations import freeze
from lokmin.cycle.monitoring.queries.table import month_table
from lokmin.cycle.reporting import operations
from lokmin.cycle.reporting.models import Fact, SourceFigure

APRIL = Month(2026, 4)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-05-05"


@pytest.fixture
def odd(figures, report):
    for month in ("2026-01", "2026-02", "2026-03"):
        report(figures, "Watubelah", month, "kia.lahir_hidup", 12)
    report(figures, "Watubelah", "2026-04", "kia.lahir_hidup", 120)
    return figures


def home(cast, rest=""):
    return f"/p/{cast.puskesmas.code}/mutu/{rest}"


def code(cast, name="Watubelah"):
    return next(p.code for p in cast.villages if p.name == name)


def text(answer):
    return answer.content.decode()


def tap(client, cast, **more):
    data = {
        "bulan": "2026-04", "desa": code(cast), "masa": "2026-04", "unsur": "kia.lahir_hidup",
        "tanda": "lompatan-sepuluh-kali", **more,
    }  # fmt: skip
    return client.post(home(cast, "lokmin/jawab/?program=kia"), data)


def test_the_minute_of_the_meeting_says_the_score_and_what_is_open(odd, enter):
    page = text(enter("ratna").get(home(odd, "lokmin/?bulan=2026-04&program=kia")))
    assert "Mutu data Ibu dan anak April 2026:" in page
    assert "desa melapor" in page
    assert "Lahir hidup Watubelah April 2026 120, sepuluh kali lebih besar" in page
    assert "Benar adanya" in page
    assert "Akan dicek sampai 12 Mei 2026" in page


def test_one_tap_answers_a_flag_and_the_answer_stands_beside_it(odd, enter):
    client = enter("endah")
    answer = tap(client, odd, reason="benar", text="ada rujukan dari desa tetangga")
    assert answer.status_code == 302
    assert "#tanya-" in answer["Location"]
    page = text(client.get(home(odd, "lokmin/?bulan=2026-04&program=kia")))
    assert "angkanya benar: ada rujukan dari desa tetangga" in page
    assert NumberNote.objects.get(superseded_at=None).origin_kind == "mutu"


def test_a_refused_answer_keeps_the_words_and_says_why_at_its_flag(odd, enter):
    answer = tap(enter("endah"), odd, reason="diperbaiki", text="sudah saya ganti")
    assert answer.status_code == 422
    assert "Angkanya belum berubah" in text(answer)
    assert 'value="sudah saya ganti"' in text(answer)


def test_who_may_only_read_gets_no_buttons(odd, enter):
    page = text(enter("dinkes").get(home(odd, "lokmin/?bulan=2026-04")))
    assert "Mutu data" in page
    assert "Benar adanya" not in page
    assert tap(enter("dinkes"), odd, reason="benar").status_code == 403


def test_the_wall_has_large_type_and_no_menu(odd, enter):
    page = text(enter("ratna").get(home(odd, "lokmin/?bulan=2026-04&muka=layar")))
    assert 'data-face="room"' in page
    assert 'class="stages"' not in page


def test_a_reason_is_typed_at_the_number_and_shown_where_it_is_explained(figures, enter):
    client, village = enter("ratna"), code(figures)
    here = home(figures, f"angka/{village}/2026-04/kia.k1/-/")
    assert "Beri alasan untuk angka ini" in text(client.get(here))
    answer = client.post(here + "jawab/?bulan=2026-04", {"reason": "stok", "text": "vaksin habis"})
    assert answer.status_code == 302
    assert "stok kosong: vaksin habis" in text(client.get(here))
    made = text(client.get(f"/p/{figures.puskesmas.code}/angka/K1/{village}/?bulan=2026-04"))
    assert "stok kosong: vaksin habis" in made


def test_a_village_or_element_nobody_knows_is_not_found(figures, enter):
    client = enter("ratna")
    assert client.get(home(figures, "angka/0/2026-04/kia.k1/-/")).status_code == 404
    assert client.get(home(figures, f"angka/{code(figures)}/2026-04/kia.x/-/")).status_code == 404
    assert client.get(home(figures, f"angka/{code(figures)}/2026-99/kia.k1/-/")).status_code == 404


def test_the_review_shows_programmes_with_their_dimensions(figures, enter):
    page = text(enter("yusuf").get(home(figures, "tinjauan/?bulan=2026-04&program=gizi")))
    assert "Kesesuaian antarindikator" in page
    assert "belum ditetapkan Dinas Kesehatan" in page


def test_a_survey_value_with_a_word_in_it_is_refused_with_its_text(figures, enter):
    client = enter("yusuf")
    data = {"indicator": "K1", "source": "SKI", "year": "2025", "micro": "banyak"}
    answer = client.post(home(figures, "survei/"), data)
    assert answer.status_code == 422
    assert "bukan angka" in text(answer)
    client.post(home(figures, "survei/"), {**data, "micro": "84,2"})
    assert "SKI 2025: 84,2" in text(client.get(home(figures, "tinjauan/")))


def test_a_pasted_table_is_held_against_the_reports_and_changes_none(figures, enter):
    client, before = enter("ratna"), Fact.objects.count()
    table = "No\tDesa\tK1\tK4\r\n1\tWatubelah\t40\t3\r\n2\tTlogomulyo\t\t2\r\n\tJUMLAH\t40\t5\r\n"
    data = {"source": "ASIK", "month": "2026-04", "element": "", "table": table}
    answer = client.post(home(figures, "sumber/simpan/?bulan=2026-04"), data)
    assert answer.status_code == 302
    assert SourceFigure.objects.count() == 3  # the empty cell is not a zero
    assert Fact.objects.count() == before
    page = text(client.get(answer["Location"]))
    assert "angka berbeda dengan ASIK" in page
    assert "Tidak dipakai: baris 4" in page
    quality = text(client.get(home(figures, "?bulan=2026-04")))
    assert "menurut ASIK 40" in quality


def test_a_table_that_is_not_clear_is_not_stored_and_says_where(figures, enter):
    table = "Desa;Jan;Feb\nWatubela;1;2\nTlogomulyo;1.234;x2"
    data = {"source": "ASIK", "month": "2026-04", "element": "kia.k1", "table": table}
    answer = enter("ratna").post(home(figures, "sumber/simpan/?bulan=2026-04"), data)
    assert answer.status_code == 422
    page = text(answer)
    assert "bukan desa di wilayah kerja" in page
    assert "dapat dibaca dua cara" in page
    assert escape("“x2” (baris 3, kolom 3) bukan angka") in page
    assert not SourceFigure.objects.exists()


def test_the_stress_test_computes_the_tables_again(figures, enter):
    page = text(enter("ratna").get(home(figures, "sasaran/?bulan=2026-04&bila=lebih")))
    assert "angka berganti status bila memakai sasaran 10 % lebih besar" in page
    assert "Belum ada sasaran" in text(enter("ratna").get(home(figures, "sasaran/?bulan=2026-04&bila=riil")))


def test_a_correction_after_the_meeting_is_told_at_the_next(figures, enter, report):
    freeze(puskesmas=figures.puskesmas, month=APRIL, by=figures.people["yusuf"])
    fact = report(figures, "Watubelah", "2026-03", "kia.k1", 9)
    fact.at = fact.at.replace(year=2027)  # after the snapshot
    fact.save()
    page = text(enter("ratna").get(home(figures, "lokmin/?bulan=2026-04")))
    assert "angka berubah sejak lokmin 5 Mei 2026" in page


def test_the_score_stands_beside_coverage_indicator_and_village(figures, enter):
    client, pkm = enter("ratna"), figures.puskesmas.code
    assert "Nilai mutu:" in text(client.get(f"/p/{pkm}/?bulan=2026-04"))
    for page in ("indikator/K1/?bulan=2026-04", f"desa/{code(figures)}/?bulan=2026-04"):
        shown = text(client.get(f"/p/{pkm}/{page}"))
        assert "Mutu data:" in shown
        assert "Lihat tinjauannya" in shown
    guest = text(enter("camat").get(f"/p/{pkm}/desa/{code(figures)}/?bulan=2026-04"))
    assert "Mutu data:" in guest
    assert "Lihat tinjauannya" not in guest


def test_the_stress_test_says_what_really_happens_when_the_set_is_chosen(figures):
    by, pkm = figures.people["yusuf"], figures.puskesmas
    before = month_table(pkm, APRIL)
    sk = Fact.objects.of(pkm).filter(variant="sk", period="2026")
    Fact.objects.bulk_create(
        [
            Fact(puskesmas=pkm, place=f.place, period="2026", element=f.element, variant="riil",
                 micro=f.micro * (80 if n % 2 else 130) // 100, by=by, at=f.at)
            for n, f in enumerate(sk)
        ]
    )  # fmt: skip
    assert before.rows, "the sets side by side change nothing by themselves"
    operations.choose_sasaran(puskesmas=pkm, by=by, year=2026, element="", variant="sk")
    said = stress_page(pkm, APRIL).outcome("riil")
    operations.choose_sasaran(puskesmas=pkm, by=by, year=2026, element="", variant="riil")
    after = month_table(pkm, APRIL)
    really = {
        (row.place, row.indicator)
        for row in before.judged()
        if row.numerator is not None
        and row.status in JUDGED
        and after.row(row.place, row.indicator).status is not row.status
    }
    assert {(t.before.place, t.before.indicator) for t in said.turned} == really
    assert len(really) > 5
    assert said.sentence.startswith(f"{len(really)} dari ")
