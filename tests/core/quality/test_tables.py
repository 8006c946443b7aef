"""Tables of years: copied periods, repeated and impossible jumps, versions, shares above a hundred, copied rows."""

from quality_month import RULES

from lokmin.core.numbers import MICRO
from lokmin.core.quality.tables import TableCell, look


def column(letter, place, what, values, *, first=2, percent=False, element="", start=2018, step=1):
    """One place's numbers of a column, a year each, going down the sheet."""
    return [
        TableCell("L", f"{letter}{first + n * step}", place, str(start + n), what, round(v * MICRO), element, percent)
        for n, v in enumerate(values)
        if v is not None
    ]


def found(cells):
    return [(f.code, f.cell) for f in look(cells, RULES)]


def test_a_year_that_repeats_the_year_before_is_one_finding():
    table = [c for n in range(8) for c in column("ABCDEFGH"[n], "Utara", f"penyakit {n}", [40 + 7 * n] * 2)]
    assert found(table) == [("periode-berulang", "A3")]


def test_numbers_that_move_are_no_copied_year():
    table = [c for n in range(8) for c in column("ABCDEFGH"[n], "Utara", f"penyakit {n}", [40 + 7 * n, 41 + 5 * n])]
    assert found(table) == []


def test_a_large_number_does_not_repeat_by_chance_and_a_small_one_may_once():
    others = column("A", "Timur", "kasus", [900, 1100, 800], first=12)
    assert found([*column("A", "Utara", "kasus", [4424, 4424, 3743]), *others]) == [("angka-berulang", "A3")]
    assert found([*column("A", "Utara", "kasus", [24, 24, 37]), *others]) == []
    assert found([*column("A", "Utara", "kasus", [24, 24, 24]), *others]) == [("angka-berulang", "A4")]


def test_a_column_in_which_everybody_stands_still_is_a_position():
    table = [c for n in range(4) for c in column("A", f"Kecamatan {n}", "puskesmas", [8 + n] * 3, first=2 + 4 * n)]
    assert found(table) == []


def test_a_zero_between_hundreds_and_a_tenth_of_the_year_before_are_asked_about():
    assert found(column("F", "Cianjur", "kasus", [799, 0, 113])) == [("lompatan-sepuluh-kali", "F3")]
    assert found(column("F", "Selatan", "diare", [101122, 9313])) == [("lompatan-sepuluh-kali", "F3")]
    assert found(column("F", "Kecil", "kasus", [20, 1])) == []  # small counts jump by chance


def test_different_numbers_for_one_place_and_year_are_versions_and_equal_ones_are_not():
    same = [TableCell("L", f"D{n}", "Cinambo", "2023", "kasus", v * MICRO) for n, v in ((2, 53), (3, 46), (4, 4))]
    assert found(same) == [("beberapa-versi", "D3")]
    assert found([same[0], same[0]._replace(cell="D9")]) == []


def test_a_share_above_a_hundred_and_a_later_step_above_an_earlier_one():
    dpt1 = column("D", "Timur", "DPT 1", [98.3], percent=True, element="imunisasi.dpt1")
    dpt3 = column("E", "Timur", "DPT 3", [101.9], percent=True, element="imunisasi.dpt3")
    assert found([*dpt1, *dpt3]) == [("persen-lebih-dari-100", "E2"), ("urutan-terbalik", "E2")]


def test_two_more_people_in_a_later_step_are_let_pass_and_three_are_not():
    def k(four, six):
        return [
            *column("G", "Desa", "K4", [four], element="kia.k4"),
            *column("I", "Desa", "K6", [six], element="kia.k6"),
        ]

    assert found(k(104, 106)) == []
    assert found(k(104, 107)) == [("urutan-terbalik", "I2")]


def test_a_column_and_a_row_copied_from_another_place():
    wages = [2432, 2440, 2633, 2716, 2893]
    table = [*column("M", "Barat", "upah", wages), *column("M", "Timur", "upah", wages, first=12)]
    assert found(table) == [("deret-tersalin", "M12")]
    facilities = {"pos": 127, "garnisun": 2, "madya": 10, "lain": 53, "praktik": 8}
    rows = [
        TableCell("L", f"{'FGHIJ'[n]}{row}", place, "2025", what, v * MICRO)
        for place, row in (("Mesuji", 2), ("Pesisir", 3))
        for n, (what, v) in enumerate(facilities.items())
    ]
    assert found(rows) == [("baris-tersalin", "F3")]
    assert found(rows[:-1]) == []


def test_a_number_of_the_year_written_in_each_month_counts_once():
    months = [
        TableCell("L", f"F{2 + 12 * year + m}", "Metro", f"{2021 + year}-{m + 1:02d}", "pos", value * MICRO)
        for year, value in enumerate((21, 310))
        for m in range(12)
    ]
    assert found(months) == [("lompatan-sepuluh-kali", "F14")]
