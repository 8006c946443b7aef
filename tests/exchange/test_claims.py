"""What an office's percentages prove: the denominator that all rows follow, never one that only might be."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lokmin.catalog.loading import load
from lokmin.exchange.excel.records import Claim, Understanding
from lokmin.exchange.excel.understanding import understand

from .paper import Paper, to_xlsx

VILLAGES = (
    "Watubelah",
    "Tlogomulyo",
    "Wonolelo",
    "Pringgodani",
    "Ngadisana",
    "Gondangrejo",
    "Lebakharjo",
    "Karangtuwi",
)
FORMULA = "={top}{row}/{bottom}{row}*100"


def numbers(seed: int = 7) -> list[tuple[str, float, float, int]]:
    """Village, sasaran bumil, sasaran bulin, K4; nothing about one follows from the other."""
    dice = random.Random(seed)
    return [
        (v, dice.randint(400, 2400) / 10, dice.randint(400, 2400) / 10, dice.randint(3, 30)) for v in VILLAGES
    ]  # fmt: skip


def sheet(rows, share, *, head=("K4",), total=None, formulas=True, bottom="D", name="PWS") -> Paper:
    """NO, DESA, SASARAN (BUMIL, BULIN), K4 (ABS, %): ``share(bumil, bulin, k4)`` is what stands in the last column."""
    paper = Paper(name)
    paper.put(0, 0, "LAPORAN PWS KIA")
    paper.put(1, 0, "BULAN : MARET 2026")
    for col, text in ((0, "NO"), (1, "DESA")):
        paper.merge(3, col, 4, col, text)
    paper.merge(3, 2, 3, 3, "SASARAN")
    paper.merge(3, 4, 3, 5, head[0])
    for col, text in ((2, "BUMIL"), (3, "BULIN"), (4, "ABS"), (5, "%")):
        paper.put(4, col, text)
    for i, (village, bumil, bulin, count) in enumerate(rows):
        at = 5 + i
        for col, value in enumerate((i + 1, village, bumil, bulin, count)):
            paper.put(at, col, value)
        value = share(bumil, bulin, count)
        if value is None:
            continue
        if formulas:
            paper.formula(at, 5, FORMULA.format(top="E", bottom=bottom, row=at + 1), value)
        else:
            paper.put(at, 5, value)
    at = 5 + len(rows)
    paper.put(at, 1, "JUMLAH")
    sums = [sum(row[i] for row in rows) for i in (1, 2, 3)]
    for col, value in zip((2, 3, 4), sums, strict=True):
        paper.put(at, col, value)
    paper.put(at, 5, (total or share)(*sums))
    return paper


def read(*papers: Paper) -> Understanding:
    return understand(to_xlsx(list(papers)), "pws.xlsx", catalogue=load())


def over_bulin(_bumil: float, bulin: float, count: float) -> float:
    return count / bulin * 100


def over_bumil(bumil: float, _bulin: float, count: float) -> float:
    return count / bumil * 100


def odd(found: Understanding) -> list[str]:
    return [f.cell for f in found.findings if f.code == "persen-beda-rumus"]


def the_claim(found: Understanding) -> Claim:
    assert len(found.claims) == 1
    return found.claims[0]


def test_the_offices_own_denominator_is_told_with_its_cells_and_one_row_worked_out():
    rows = numbers()
    found = read(sheet(rows, over_bulin))
    claim = the_claim(found)
    assert (claim.indicator, claim.element) == ("K4", "kia.k4")
    assert (claim.denominator, claim.defined) == ("sasaran.bulin", "sasaran.bumil")
    assert (claim.sheet, claim.cells, claim.rows, claim.sure) == ("PWS", ("F6:F13",), 8, True)
    largest = max(rows, key=lambda row: row[3])
    assert claim.example.startswith(f"{largest[0]}: {largest[3]} ÷ ")
    assert claim.formula == f"=E{claim.at[1:]}/D{claim.at[1:]}*100"
    assert odd(found) == []


def test_without_formulas_the_arithmetic_alone_proves_it():
    claim = the_claim(read(sheet(numbers(), over_bulin, formulas=False)))
    assert (claim.denominator, claim.formula) == ("sasaran.bulin", "")


def test_the_definitions_own_denominator_is_no_news():
    assert read(sheet(numbers(), over_bumil, bottom="C")).claims == []


@pytest.mark.parametrize("percent", [10, 15, 20])
def test_a_part_of_the_sasaran_is_recognised(percent):
    found = read(sheet(numbers(), lambda _a, bulin, n: n / (percent / 100 * bulin) * 100, formulas=False))
    assert the_claim(found).denominator == f"{percent}% * sasaran.bulin"


def test_the_twenty_percent_of_the_definition_is_no_news():
    def fifth(bumil: float, _bulin: float, count: float) -> float:
        return count / (0.2 * bumil) * 100

    assert read(sheet(numbers(), fifth, head=("DETEKSI RISTI NAKES",), formulas=False)).claims == []


def test_percentages_rounded_by_hand_prove_it_when_only_one_denominator_fits_all_rows():
    found = read(sheet(numbers(), lambda _a, bulin, n: round(n / bulin * 100, 1), formulas=False))
    assert the_claim(found).denominator == "sasaran.bulin"


def test_equal_sasaran_prove_nothing():
    rows = [(v, b, b, n) for v, b, _, n in numbers()]
    assert read(sheet(rows, over_bulin)).claims == []


def test_two_rows_prove_nothing():
    assert read(sheet(numbers()[:2], over_bulin)).claims == []


def test_villages_without_visits_prove_nothing():
    rows = [(v, a, b, n if i < 2 else 0) for i, (v, a, b, n) in enumerate(numbers())]
    assert read(sheet(rows, over_bulin)).claims == []


def test_an_unknown_denominator_is_not_guessed():
    dice = random.Random(1)
    assert read(sheet(numbers(), lambda *_: round(dice.uniform(1, 30), 1), formulas=False)).claims == []


def test_one_row_that_divides_otherwise_is_named_and_takes_the_certainty():
    rows = numbers()
    found = read(sheet(rows, lambda a, b, n: over_bumil(a, b, n) if a == rows[2][1] else over_bulin(a, b, n)))
    claim = the_claim(found)
    assert not claim.sure
    assert claim.odd == ("F8",)
    assert odd(found) == ["F8"]


def test_a_total_that_divides_otherwise_than_its_rows_is_named_with_what_it_should_be():
    rows = numbers()
    found = read(sheet(rows, over_bulin, total=over_bumil))
    assert the_claim(found).sure
    assert odd(found) == ["F14"]
    (finding,) = [f for f in found.findings if f.code == "persen-beda-rumus"]
    assert "membagi dengan sasaran ibu hamil" in finding.message
    assert "sasaran ibu bersalin" in finding.message
    assert not [i for i in found.ignored if i.cell == "F14"]


def test_a_total_that_is_the_mean_of_its_rows_is_named():
    rows = numbers()
    mean = sum(over_bumil(a, b, n) for _, a, b, n in rows) / len(rows)
    found = read(sheet(rows, over_bumil, total=lambda *_: mean, bottom="C"))
    assert odd(found) == ["F14"]


def test_a_total_rounded_more_than_its_rows_is_right():
    found = read(
        sheet(
            numbers(),
            lambda _a, bulin, n: round(n / bulin * 100, 2),
            total=lambda _a, bulin, n: round(n / bulin * 100, 1),
            formulas=False,
        )
    )
    assert the_claim(found).sure
    assert odd(found) == []


def test_sasaran_of_another_sheet_are_used_for_the_same_villages():
    rows = numbers()
    targets = Paper("SASARAN")
    targets.put(0, 0, "SASARAN TAHUN 2026")
    for col, text in enumerate(("NO", "DESA", "SASARAN BUMIL", "SASARAN BULIN")):
        targets.put(2, col, text)
    for i, (village, bumil, bulin, _) in enumerate(rows):
        for col, value in enumerate((i + 1, village, bumil, bulin)):
            targets.put(3 + i, col, value)
    report = Paper("LAPORAN")
    report.put(0, 0, "LAPORAN BULAN MARET 2026")
    for col, text in enumerate(("NO", "DESA", "K4", "% K4")):
        report.put(2, col, text)
    for i, (village, bumil, bulin, count) in enumerate(rows):
        for col, value in enumerate((i + 1, village, count, over_bulin(bumil, bulin, count))):
            report.put(3 + i, col, value)
    claim = the_claim(read(targets, report))
    assert (claim.denominator, claim.sheet, claim.cells) == ("sasaran.bulin", "LAPORAN", ("D4:D11",))


def test_a_sheet_for_each_month_is_one_claim_with_the_cells_of_all():
    rows = numbers()
    months = [sheet(rows, over_bulin, name=name) for name in ("MARET", "APRIL")]
    months[1].put(1, 0, "BULAN : APRIL 2026")
    claim = the_claim(read(*months))
    assert (claim.sheet, claim.cells, claim.rows) == ("MARET", ("F6:F13", "APRIL!F6:F13"), 16)


@pytest.mark.real_data
def test_pecangaan_divides_k4_and_k6_by_bulin_and_the_rest_as_defined(real_data: Path):
    path = next((real_data / "pecangaan-pws-kia").glob("*.xlsx"))
    found = understand(path.read_bytes(), path.name, catalogue=load())
    assert {(c.indicator, c.denominator, c.rows, c.sure) for c in found.claims} == {
        ("K4", "sasaran.bulin", 48, True),
        ("K6", "sasaran.bulin", 48, True),
    }
    assert set(odd(found)) == {"AU31", "N187", "S187", "S281"}


@pytest.mark.real_data
def test_what_excel_remembers_for_a_month_nobody_reported_is_asked_apart(real_data: Path):
    path = next((real_data / "pecangaan-pws-kia").glob("*.xlsx"))
    found = understand(path.read_bytes(), path.name, catalogue=load())
    months: dict[str, set[str | None]] = {}
    for r in found.readings:
        if r.element in ("kia.anemia", "gizi.bumil_kek"):
            months.setdefault(r.question, set()).add(r.period)
    apart = {q for q in months if q.endswith("belum lapor")}
    assert [months[q] for q in apart] == [{"2026-12"}]
    assert [months[q] for q in set(months) - apart] == [{f"2026-0{m}" for m in range(1, 5)}] * 2
    assert {q.id: q.count for q in found.questions}[apart.pop()] == 12
