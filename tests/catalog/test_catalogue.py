"""The shipped catalogue explains itself, and mistakes in a definition are named with file and entry."""

import time
from pathlib import Path

import pytest

from lokmin.catalog.loading import ROOT, CatalogueError, load, load_from, parse_indicator
from lokmin.core.indicators.headers import header_key
from lokmin.core.indicators.parse import rate

CORE_TABLE = """
PRK-01 PRK-02 PRK-03 PRK-04 PRK-05 PRK-06 PRK-07 KSL-01 KSL-02 KSL-03 KSL-04
KIA-01 KIA-02 KIA-03 KIA-04 KIA-05 KIA-06 KIA-07 KIA-08 KIA-09 IMN-01 IMN-02 IMN-03 IMN-04 IMN-05 IMN-06 SUR-01
GIZ-01 GIZ-02 GIZ-03 GIZ-04 GIZ-05 GIZ-06 GIZ-07 GIZ-08 GIZ-09 GIZ-10 GIZ-11
P2-01 P2-02 P2-03 P2-04 P2-05 P2-06 P2-07 PTM-01 PTM-02 PTM-03 PTM-04 JIW-01
UKP-01 UKP-02 UKP-03 UKP-04 UKP-05 FAR-01 FAR-02 FAR-03 ADM-01 ADM-02 ADM-03 MUT-01
"""


def test_the_whole_core_table_is_there():
    official = {i.official for i in load().indicators.values()}
    assert set(CORE_TABLE.split()) <= official


def test_every_indicator_says_what_it_is_why_it_matters_and_who_says_so():
    for indicator in load().indicators.values():
        assert indicator.definition.endswith("."), indicator.code
        assert indicator.why.endswith("."), indicator.code
        assert len(indicator.why) < 160, f"{indicator.code}: a village head stops reading"
        assert indicator.source, indicator.code
        assert not indicator.confirmed, f"{indicator.code}: nothing has been confirmed by an office yet"
        assert all(target.source for target in indicator.targets), indicator.code


def test_every_expression_can_be_evaluated():
    catalogue = load()
    for indicator in catalogue.indicators.values():
        assert rate(indicator, catalogue.elements).elements


def test_less_is_better_for_drop_outs():
    for code in ("DO-K1-K4", "DO-K1-K6", "DO-DPT1-3", "DO-DPT1-MR1"):
        assert load().indicators[code].direction.value == "turun"
        assert not load().indicators[code].pro_rata


def test_the_home_table_has_the_columns_of_the_drawing():
    shown = [i.short for i in load().indicators.values() if i.on_home]
    assert shown == ["K1", "K4", "K6", "Persalinan di faskes", "KN lengkap", "IDL", "D/S", "TTD 90"]


def test_targets_stand_in_the_unit_of_their_rate():
    indicators = load().indicators
    assert indicators["IDL"].target_for(2021).basis_points == 9250
    assert indicators["IDL"].target_for(2026).basis_points == 9300
    assert indicators["IR-DBD"].target_for(2026).basis_points == 4700  # 47 per 100.000
    assert indicators["ANGKA-KONTAK"].target_for(2026).basis_points == 15000  # 150 per 1.000
    assert indicators["KEK"].target_for(2026) is None


def test_reading_it_is_quick():
    best = min(_seconds(lambda: load_from(ROOT)) for _ in range(5))
    assert best < 0.5, "the first page waits for this"


def _seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_a_local_indicator_is_checked_like_a_shipped_one():
    mine = {
        "code": "BUMIL-PUNYA-P4K",
        "name": "Ibu hamil punya stiker P4K",
        "numerator": "kia.k1",
        "denominator": "sasaran.bumil",
        "people": "ibu",
        "definition": "Ibu hamil yang rumahnya berstiker P4K, dibagi sasaran ibu hamil.",
        "why": "Tetangga tahu siapa yang harus ditolong malam hari.",
        "source": "SK Kepala Puskesmas Banyuwening 2026",
        "targets": [{"year": 2026, "value": 90, "source": "SK Kepala Puskesmas Banyuwening 2026"}],
    }
    indicator = parse_indicator(mine)
    assert indicator.local
    assert indicator.target_for(2026).basis_points == 9000
    with pytest.raises(CatalogueError, match="belum ada alasan"):
        parse_indicator({**mine, "why": " "})
    with pytest.raises(CatalogueError, match=r"kia\.k99"):
        parse_indicator({**mine, "numerator": "kia.k99"})
    with pytest.raises(CatalogueError, match="klaster harus 1 sampai 5"):
        parse_indicator({**mine, "klaster": 6})
    with pytest.raises(CatalogueError, match="pilih salah satu: naik, turun"):
        parse_indicator({**mine, "direction": "ke samping"})


ELEMENTS = """
programme = "kia"
[element.k1]
name = "K1"
short = "K1"
unit = "ibu"
aliases = ["Kunjungan 1"]
[element.k4]
name = "K4"
short = "K4"
unit = "ibu"
"""
INDICATOR = """
[defaults]
programme = "kia"
people = "ibu"
source = "uji"
definition = "Uji."
why = "Uji."
[[indicator]]
code = "DO"
name = "DO"
numerator = "kia.k1 - kia.k4"
denominator = "kia.k1"
"""


def folder(tmp_path: Path, elements: str = ELEMENTS, indicators: str = INDICATOR) -> Path:
    (tmp_path / "elements").mkdir()
    (tmp_path / "indicators" / "kia").mkdir(parents=True)
    (tmp_path / "elements" / "kia.toml").write_text(elements, encoding="utf-8")
    (tmp_path / "indicators" / "kia" / "uji.toml").write_text(indicators, encoding="utf-8")
    return tmp_path


def test_a_small_catalogue_is_read(tmp_path):
    catalogue = load_from(folder(tmp_path))
    assert list(catalogue.elements) == ["kia.k1", "kia.k4"]
    assert catalogue.indicators["DO"].short == "DO"


@pytest.mark.parametrize(
    ("elements", "indicators", "sentence"),
    [
        (
            ELEMENTS.replace('"Kunjungan 1"', '"K 4"'),
            INDICATOR,
            r"elements/kia.toml, unsur .kia.k4.*sudah milik .kia.k1",
        ),
        (ELEMENTS.replace('unit = "ibu"', "", 1), INDICATOR, r"unsur .k1.*kurang: unit"),
        (ELEMENTS, INDICATOR.replace('why = "Uji."', ""), r"kia/uji.toml, indikator .DO.: belum ada alasan"),
        (ELEMENTS, INDICATOR.replace("kia.k4", "kia.k5"), r"kia/uji.toml.*kia.k5"),
        (ELEMENTS, INDICATOR + INDICATOR[INDICATOR.index("[[") :], r"kode indikator .DO. sudah dipakai"),
        (ELEMENTS, INDICATOR + "warna = 1\n", r"isian tidak dikenal: warna"),
        (ELEMENTS + "[[", INDICATOR, r"elements/kia.toml: bukan TOML"),
        (ELEMENTS + 'part_of = "kia.k9"\n', INDICATOR, r"bagian dari .kia.k9."),
    ],
)
def test_mistakes_are_named_with_file_and_entry(tmp_path, elements, indicators, sentence):
    with pytest.raises(CatalogueError, match=sentence):
        load_from(folder(tmp_path, elements, indicators))


def test_of_two_dated_definitions_the_one_in_force_is_used(tmp_path):
    block = INDICATOR[INDICATOR.index("[[") :]
    older = block + "valid_to = 2023\n"
    younger = block.replace("kia.k1 - kia.k4", "kia.k4") + "valid_from = 2024\n"
    catalogue = load_from(folder(tmp_path, indicators=INDICATOR[: INDICATOR.index("[[")] + older + younger))
    assert catalogue.for_year(2022)["DO"].numerator == "kia.k1 - kia.k4"
    assert catalogue.for_year(2026)["DO"].numerator == "kia.k4"
    assert catalogue.indicators["DO"].numerator == "kia.k4"


def test_a_head_text_belongs_to_one_element():
    owner: dict[str, str] = {}
    for element in load().elements.values():
        for text in (element.name, element.short, *element.aliases):
            assert owner.setdefault(header_key(text.split(">")), element.code) == element.code, text
