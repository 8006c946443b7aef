"""The local rules of domain.md 8.4: rounding, months that do not belong, running totals, changes after a lokmin."""

from quality_month import NAMES, codes, facts, look

from lokmin.core.findings import Severity
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.quality.revisions import Changed


def test_six_months_of_fives_and_tens_are_asked_about_once():
    rounded = facts(kia__k1=[10, 15, 5, 20, 10, 15])
    (found,) = [f for f in look(rounded, "2026-06") if f.code == "angka-dibulatkan"]
    assert "K1 Watubelah kelipatan 5 selama 6 bulan" in found.message
    assert found.severity is Severity.INFO
    assert "angka-dibulatkan" not in codes(look(facts(kia__k1=[10, 15, 5, 20, 10, 14]), "2026-06"))


def test_an_equal_number_is_repeated_and_not_rounded():
    assert "angka-dibulatkan" not in codes(look(facts(kia__k1=[10] * 6), "2026-06"))


def test_a_report_of_ten_rounded_numbers_is_one_finding():
    names = ["k1", "k1_murni", "k4", "k6", "fe1", "fe3", "kf1", "kf2", "pn", "pn_faskes", "kn1"]
    found = codes(look(facts(**{f"kia__{n}": [10.0] for n in names}), "2026-01"))
    assert found.count("laporan-dibulatkan") == 1


def test_vitamin_a_in_march_is_asked_about_and_in_february_not():
    (found,) = look(facts(gizi__vita_balita=[0, 80, 12]), "2026-03")
    assert (found.code, found.period, found.element) == ("bukan-bulannya", "2026-03", "gizi.vita_balita")
    assert "Februari dan Agustus" in found.question


def test_a_position_that_only_grows_but_fell():
    (found,) = look(facts(kesling__desa_sbs=[1, 1, 0]), "2026-03")
    assert (found.code, found.period) == ("kumulatif-menurun", "2026-03")


def test_a_running_total_typed_as_months():
    found = [f for f in look(facts(kia__k1=[9, 17, 28, 36])) if f.code == "tampak-kumulatif"]
    assert len(found) == 1
    assert "Januari 9, Februari 17, Maret 28, April 36" in found[0].question
    assert "tampak-kumulatif" not in codes(look(facts(kia__k1=[9, 10, 11, 13])))


def test_more_cases_of_tb_than_suspects_examined():
    assert "kasus-tb-lebih-dari-terduga-tb" in codes(look(facts(p2__kasus_tb=[5, 5], p2__terduga_tb=[2, 3]), "2026-02"))


def test_the_puskesmas_own_number_against_its_villages():
    numbers = facts(kia__k1=[6]) | facts("2", kia__k1=[4]) | facts("pkm", kia__k1=[12])
    (found,) = [f for f in look(numbers, "2026-01", names=NAMES, total="pkm") if f.element == "kia.k1"]
    assert (found.code, found.place) == ("jumlah-puskesmas-tidak-cocok", "pkm")
    assert "tertulis 12, padahal desa berjumlah 10" in found.message
    missing = facts(kia__k1=[6]) | facts("pkm", kia__k1=[12])
    assert "jumlah-puskesmas-tidak-cocok" not in codes(look(missing, "2026-01", names=NAMES, total="pkm"))


def test_a_month_that_has_not_come_yet_is_an_error():
    found = look(facts(kia__k1=[6, 5, 4, 5]), "2026-03", today=Month(2026, 3))
    assert [(f.code, f.period, f.severity) for f in found] == [("bulan-belum-tiba", "2026-04", Severity.ERROR)]


def test_a_number_changed_after_the_lokmin_must_be_told_there_again():
    changed = (Changed("1", "2026-01", "kia.k1", 4 * MICRO, 6 * MICRO, "lokmin 7 April 2026"),)
    (found,) = look(facts(kia__k1=[6]), "2026-01", changed=changed)
    assert found.message.startswith("K1 Watubelah Januari 2026 4 pada lokmin 7 April 2026, sekarang 6.")
    gone = (Changed("1", "2026-01", "kia.k1", 4 * MICRO, None, "lokmin 7 April 2026"),)
    assert any("sekarang belum dilaporkan" in f.message for f in look(facts(kia__k1=[6]), "2026-01", changed=gone))
