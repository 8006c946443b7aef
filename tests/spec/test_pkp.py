"""Every row of ``nilai-pkp.md`` holds."""

from __future__ import annotations

import pytest
from tables import micro, number, read

from lokmin.catalog.pkp import bundles
from lokmin.core.assessment.definitions import Rule, Sub
from lokmin.core.assessment.figures import figure
from lokmin.core.assessment.pkp import assess
from lokmin.core.assessment.reading import bundle_from
from lokmin.core.assessment.scores import Entry, score

TABLES = read("nilai-pkp")
JATIM = bundles()["jatim"]
RULES = {
    "target": {}, "permil": {"factor": 1000}, "rasio": {"factor": 1}, "inverse": {"rule": Rule.INVERSE},
    "ring": {"rule": Rule.BAND, "bands": JATIM.subs["2.3.2.3"].bands},
}  # fmt: skip


@pytest.mark.parametrize("row", TABLES["Nilai satu sub variabel PKP"], ids=lambda row: row["contoh"])
def test_a_sub_variabel_scores_as_the_table_says(row):
    sub = Sub("x", row["contoh"], target=micro(row["target"]), **RULES[row["aturan"]])
    found = score(sub, Entry(sasaran=micro(row["sasaran"]), achieved=micro(row["pencapaian"])))
    assert found.due == number(row["target sasaran"])
    assert figure(found.real, 1) == row["cakupan riil"]
    assert figure(found.score, 1) == row["nilai"]


@pytest.mark.parametrize("row", TABLES["Rata-rata variabel"], ids=lambda row: row["isi"])
def test_a_variabel_is_the_mean_of_what_applies(row):
    values = row["isi"].split("; ")
    subs = [{"code": f"1.{n}", "name": "Baris", "target": 100} for n in range(len(values))]
    data = {
        "code": "uji", "name": "Uji", "valid_from": 2022, "source": "uji",
        "kelompok": {"pelayanan": {"baik": 91, "cukup": 81}, "manajemen": {"baik": 8.5, "cukup": 5.5}},
        "upaya": [{"code": "1", "name": "Upaya", "sub": subs}],
    }  # fmt: skip
    # Of a hundred with a target of all, the achievement is the score.
    entries = {f"1.{n}": Entry(sasaran=micro("100"), achieved=micro(value)) for n, value in enumerate(values)}
    assert figure(assess(bundle_from(data), entries).service, 2) == row["nilai"]


@pytest.mark.parametrize("row", TABLES["Kelompok"], ids=lambda row: f"{row['bagian']} {row['nilai']}")
def test_groups_leave_no_gap(row):
    groups = JATIM.service if row["bagian"] == "pelayanan" else JATIM.management
    assert groups.of(number(row["nilai"])) == row["kelompok"]
