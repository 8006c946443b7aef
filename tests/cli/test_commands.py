"""What a person at the keyboard and a script see of the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from world import lokmin

from lokmin.cli.demo.cast import HOME
from lokmin.cli.demo.figures import K1, figures, sasaran


def answer(data: Path, *words: str) -> dict:
    done = lokmin(data, *words)
    assert len(done.stdout.strip().splitlines()) == 1, "one JSON object, nothing else"
    return json.loads(done.stdout)


def test_a_dry_run_shows_every_number_and_stores_nothing(tmp_path, places_file, workbooks):
    data = tmp_path / "data"
    lokmin(data, "places", str(places_file))
    shown = answer(data, "import", str(workbooks["skdn"]), "--puskesmas", HOME, "--dry-run", "--json")
    assert set(shown) == {"facts", "findings", "ignored"}
    truth = {(n, m, e): v for (n, m, e), v in figures().items() if e == "gizi.d" and m.startswith("2026")}
    read = {(f["place"], f["period"], f["item"]): f["value"] for f in shown["facts"] if f["item"] == "gizi.d"}
    assert read == truth
    assert {f["state"] for f in shown["facts"] if f["item"] == "gizi.d"} == {"new"}
    again = answer(data, "import", str(workbooks["skdn"]), "--puskesmas", HOME, "--dry-run", "--json")
    assert again == shown


def test_accepting_twice_changes_nothing(filled, tmp_path, workbooks):
    data = Path(shutil.copytree(filled, tmp_path / "data"))
    again = answer(data, "import", str(workbooks["banyuwening"]), "--puskesmas", HOME, "--accept", "--json")
    sure = [f for f in again["facts"] if f["item"] and f["state"] not in {"warning", "error"}]
    assert sure
    assert {f["state"] for f in sure} == {"same"}


def test_coverage_says_the_same_as_a_pocket_calculator(filled):
    rows = answer(filled, "coverage", "K1", "--sampai", "2026-04", "--json")["rows"]
    by_name = {row["place"]: row for row in rows}
    for name, months in K1.items():
        told = [m for m in months if m is not None]
        row = by_name[name]
        assert row["numerator"] == sum(told)
        assert row["denominator"] == pytest.approx(sasaran()[name, "sasaran.bumil"], abs=1e-9)
        if months[3] is None:
            assert (row["month"], row["percent"], row["status"]) == (None, None, "belum lapor")
        else:
            assert row["percent"] == pytest.approx(sum(told) / sasaran()[name, "sasaran.bumil"] * 100, abs=1e-9)
    assert by_name["Watubelah"]["gap_people"] == 15
    assert by_name["Sendangayu"]["rank"] == 1
    assert by_name["Sendangayu"]["status"] == "baik"


def test_the_explanation_names_sum_sasaran_and_cells(filled):
    text = lokmin(filled, "coverage", "K1", "--desa", "sendangayu", "--sampai", "2026-04", "--jelaskan").stdout
    for piece in ("23 + 6 + 6 + 19 = 54", "111,1", "48,6 %", "BANYUWENING_Laporan_Ibu_2026.xlsx", "DATA IBU"):
        assert piece in text, piece


def test_evaluate_lists_problems_and_findings(filled):
    result = answer(filled, "evaluate", "--period", "2026-04", "--json")
    assert any("Watubelah" in p["statement"] for p in result["problems"])
    assert any("Watubelah" in f["message"] and "dokter" in f["message"] for f in result["findings"])


def test_a_pack_has_checksums_that_hold(filled, tmp_path):
    import hashlib

    out = tmp_path / "berkas"
    files = answer(filled, "pack", "--period", "2026-04", "--out", str(out), "--json")["files"]
    kinds = {Path(f["name"]).suffix for f in files}
    assert {".docx", ".pdf", ".xlsx", ".pptx", ".txt", ".zip"} <= kinds
    for file in files:
        assert hashlib.sha256((out / file["name"]).read_bytes()).hexdigest() == file["sha256"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("coverage", "K99", "--sampai", "2026-04"), "K99"),
        (("coverage", "K1", "--sampai", "April"), "TTTT-BB"),
        (("coverage", "K1", "--desa", "Atlantis", "--sampai", "2026-04"), "Atlantis"),
        (("import", "tidak-ada.xlsx"), "tidak-ada.xlsx"),
        (("evaluate", "--period", "2026-13"), "2026-13"),
        (("pack",), "--period"),
        (("tari",), "tari"),
        (("places", "tidak-ada.csv"), "tidak-ada.csv"),
        (("restore", "tidak-ada.zip"), "tidak-ada.zip"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_exit_code_2(filled, words, says):
    done = lokmin(filled, *words, check=False)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_no_workbook_is_refused(filled, tmp_path):
    fake = tmp_path / "laporan.xlsx"
    fake.write_bytes(bytes(range(256)) * 40)
    done = lokmin(filled, "import", str(fake), "--puskesmas", HOME, "--dry-run", check=False)
    assert done.returncode == 2
    assert "laporan.xlsx" in done.stderr or "berkas" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_a_backup_brings_everything_back(filled, tmp_path):
    before = answer(filled, "coverage", "K1", "--sampai", "2026-04", "--json")
    target = tmp_path / "cadangan.zip"
    lokmin(filled, "backup", str(target))
    fresh = tmp_path / "baru"
    lokmin(fresh, "restore", str(target))
    assert answer(fresh, "coverage", "K1", "--sampai", "2026-04", "--json") == before
    assert "Utuh" in lokmin(fresh, "check").stdout
    refused = lokmin(fresh, "restore", str(target), check=False)
    assert refused.returncode == 2
    assert "--ganti" in refused.stderr


def test_a_damaged_backup_is_refused_and_changes_nothing(filled, tmp_path):
    target = tmp_path / "cadangan.zip"
    lokmin(filled, "backup", str(target))
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 0xFF
    target.write_bytes(bytes(content))
    data = tmp_path / "data"
    done = lokmin(data, "restore", str(target), check=False)
    assert done.returncode == 2
    assert "rusak" in done.stderr


def test_check_notices_a_lost_original(filled, tmp_path):
    data = Path(shutil.copytree(filled, tmp_path / "data"))
    originals = [p for p in (data / "berkas").rglob("*") if p.is_file()]
    originals[0].unlink()
    done = lokmin(data, "check", check=False)
    assert done.returncode == 1
    assert "hilang" in done.stdout


def test_doctor_looks_at_this_computer(filled):
    done = lokmin(filled, "doctor", "--json", check=False)
    assert {"Python", "Map data", "Basis data"} <= {c["what"] for c in json.loads(done.stdout)["checks"]}
