"""A real workbook through the command line: every percentage Excel computed in "2.PWS" comes out again, to 1e-9."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from world import environment, lokmin

pytestmark = pytest.mark.real_data

CODE = "P3320040101"
VILLAGES = (
    "Pecangaan Kulon", "Rengging", "Troso", "Ngeling", "Lebuawu", "Pulodarat", "Karangrandu", "Kaliombo", "Gemulung",
    "Pecangaan Wetan", "Krasak", "Gerdu",
)  # fmt: skip
#: indicator -> columns of "2.PWS": this month, running sum, percent.
ITEMS = {
    "K1": "GHI",
    "K4": "LMN",
    "K6": "QRS",
    "RISTI-NAKES": "VWX",
    "RISTI-MASY": ("AA", "AB", "AC"),
    "PN": ("AS", "AT", "AU"),
    "PK": ("AX", "AY", "AZ"),
}
#: First row of each month's table.
MONTHS = {1: 9, 2: 43, 3: 79, 4: 115}
TO_COME = tuple(f"2026-{month:02d}" for month in range(5, 13))


@pytest.fixture(scope="module")
def workbook(real_data: Path) -> Path:
    return next((real_data / "pecangaan-pws-kia").glob("*.xlsx"))


@pytest.fixture(scope="module")
def key(workbook: Path):
    """Sheet "2.PWS" as Excel left it."""
    import openpyxl

    return openpyxl.load_workbook(workbook, data_only=True)["2.PWS"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, workbook: Path) -> tuple[Path, dict]:
    """A data folder with the places and the accepted workbook, and what the import said."""
    folder = tmp_path_factory.mktemp("pecangaan")
    rows = ["kode;nama;jenis;induk", "33;Jawa Tengah;provinsi;", "33.20;Jepara;kabkota;33"]
    rows += ["33.20.04;Pecangaan;kecamatan;33.20", f"{CODE};Pecangaan;puskesmas;33.20.04"]
    rows += [f"33.20.04.{2001 + i};{name};desa;{CODE}" for i, name in enumerate(VILLAGES)]
    (folder / "tempat.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    data = folder / "data"
    lokmin(data, "places", str(folder / "tempat.csv"))
    said = lokmin(data, "import", str(workbook), "--puskesmas", CODE, "--accept", "--json").stdout
    return data, json.loads(said)


#: Several commands in one process of their own: starting Python fifty times is not what is proved here.
MANY = "import sys, lokmin.cli as c; [c.main(line.split()) for line in sys.stdin.read().splitlines()]"


@pytest.fixture(scope="module")
def coverage(filled: tuple[Path, dict]) -> dict[tuple[str, str], dict[str, dict]]:
    """(indicator, period) -> the rows of ``lokmin coverage`` by the name of their place."""
    asked = [(i, f"2026-{m:02d}") for i in ITEMS for m in MONTHS]
    asked += [(i, period) for i in ("K1", "K4", "PN") for period in TO_COME]
    words = "\n".join(f"coverage {indicator} --sampai {period} --json" for indicator, period in asked)
    done = subprocess.run(
        [sys.executable, "-c", MANY],
        input=words,
        env=environment(filled[0]),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = map(json.loads, done.stdout.splitlines())
    return {what: {row["place"]: row for row in said["rows"]} for what, said in zip(asked, answers, strict=True)}


def rows_of(key, month: int) -> Iterator[tuple[str, int]]:
    for i, name in enumerate(VILLAGES):
        row = MONTHS[month] + i
        assert key[f"B{row}"].value == name
        yield name, row


@pytest.mark.parametrize("indicator", ITEMS)
def test_every_village_and_month_equals_what_excel_computed(coverage, key, indicator):
    this, running, percent = ITEMS[indicator]
    compared = 0
    for month in MONTHS:
        rows = coverage[indicator, f"2026-{month:02d}"]
        for name, at in rows_of(key, month):
            row = rows[name]
            assert row["month"] == key[f"{this}{at}"].value, (indicator, name, month)
            assert row["numerator"] == key[f"{running}{at}"].value, (indicator, name, month)
            assert row["percent"] == pytest.approx(key[f"{percent}{at}"].value, rel=1e-9, abs=1e-9)
            compared += 1
    assert compared == len(VILLAGES) * len(MONTHS)


def test_where_excel_divides_by_an_empty_sasaran_there_is_a_count_and_no_percent(filled, key):
    said = json.loads(lokmin(filled[0], "coverage", "NEONATUS", "--sampai", "2026-04", "--json").stdout)
    rows = {row["place"]: row for row in said["rows"]}
    for name, at in rows_of(key, 4):
        assert key[f"AP{at}"].value == "#DIV/0!"
        assert (rows[name]["month"], rows[name]["numerator"]) == (key[f"AN{at}"].value, key[f"AO{at}"].value)
        assert rows[name]["percent"] is None


@pytest.mark.parametrize("indicator", ["K1", "K4", "K6"])
def test_the_puskesmas_is_the_sum_of_its_villages_over_the_sum_of_their_sasaran(coverage, key, indicator):
    _, running, percent = ITEMS[indicator]
    for month, first in MONTHS.items():
        row = coverage[indicator, f"2026-{month:02d}"]["Puskesmas Pecangaan"]
        assert row["numerator"] == key[f"{running}{first + 22}"].value
        assert row["percent"] == pytest.approx(key[f"{percent}{first + 22}"].value, rel=1e-9)


@pytest.mark.parametrize("period", TO_COME)
@pytest.mark.parametrize("indicator", ["K1", "K4", "PN"])
def test_months_to_come_are_empty_not_zero(coverage, indicator, period):
    rows = coverage[indicator, period]
    assert {row["month"] for row in rows.values()} == {None}
    assert {row["percent"] for row in rows.values()} == {None}
    assert {row["status"] for row in rows.values()} == {"belum lapor"}


def test_the_offices_denominators_are_told_with_their_proof_and_the_others_are_left_alone(filled):
    told = {f["indicator"]: f for f in filled[1]["findings"] if f["code"] == "pembagi-kantor"}
    assert set(told) == {"K4", "K6"}
    assert all(f["level"] == "info" and f["adopted"] and f["denominator"] == "sasaran.bulin" for f in told.values())
    assert "ibu bersalin" in told["K4"]["message"]
    assert "48 baris" in told["K4"]["message"]
    assert "÷ 196,35 × 100" in told["K4"]["message"]
    text = lokmin(filled[0], "coverage", "K4", "--desa", "Rengging", "--sampai", "2026-04", "--jelaskan").stdout
    assert "pilihan kantor" in text
    assert "Sasaran ibu bersalin: 106,05" in text
    text = lokmin(filled[0], "coverage", "K1", "--desa", "Rengging", "--sampai", "2026-04", "--jelaskan").stdout
    assert "menurut definisi" in text


def test_percentages_that_break_the_rule_of_their_own_column_are_named_with_their_cell(filled):
    told = {f["cell"]: f["message"] for f in filled[1]["findings"] if f["code"] == "persen-beda-rumus"}
    assert set(told) == {"AU31", "N187", "S187", "S281"}
    assert "sasaran ibu hamil" in told["AU31"]
    assert "8,84" in told["AU31"]
    ignored = {(i["sheet"], i["cell"]) for i in filled[1]["ignored"]}
    assert not {("2.PWS", cell) for cell in told} & ignored


def test_importing_again_changes_nothing(filled, workbook):
    again = json.loads(lokmin(filled[0], "import", str(workbook), "--puskesmas", CODE, "--accept", "--json").stdout)
    assert not [f for f in again["findings"] if f["code"] == "pembagi-kantor"]
    assert not {f["state"] for f in again["facts"]} & {"new", "changed"}


#: What the person answers on the review page about the two columns whose sheet was removed, then accepts.
ANSWER = """
from lokmin.cli.start import setup, operator; setup()
from lokmin.cycle.reporting import operations
from lokmin.cycle.reporting.models import Upload
upload, by = Upload.objects.earliest("pk"), operator()
asked = [q for q in operations.question_ids(upload) if q.startswith("number:") and not q.endswith("belum lapor")]
assert len(asked) == 2, asked
operations.answer(upload=upload, by=by, questions=dict.fromkeys(asked, "benar"))
upload.refresh_from_db()
print(operations.accept(upload=upload, by=by).new)
"""


def test_anaemia_and_kek_are_asked_because_their_sheet_is_missing_and_equal_excel_once_answered(filled, key, tmp_path):
    data = Path(shutil.copytree(filled[0], tmp_path / "data"))
    command = [sys.executable, "-c", ANSWER]
    done = subprocess.run(command, env=environment(data), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(2 * len(VILLAGES) * len(MONTHS))
    for indicator, (this, running, percent) in {"ANEMIA": ("AF", "AG", "AH"), "KEK": ("AJ", "AK", "AL")}.items():
        said = json.loads(lokmin(data, "coverage", indicator, "--sampai", "2026-04", "--json").stdout)
        rows = {row["place"]: row for row in said["rows"]}
        for name, at in rows_of(key, 4):
            assert rows[name]["month"] == key[f"{this}{at}"].value
            assert rows[name]["numerator"] == key[f"{running}{at}"].value
            assert rows[name]["percent"] == pytest.approx(key[f"{percent}{at}"].value, rel=1e-9, abs=1e-9)
    later = json.loads(lokmin(data, "coverage", "ANEMIA", "--sampai", "2026-12", "--json").stdout)["rows"]
    assert {row["month"] for row in later} == {None}
