"""A sixth family: weeks, quarters, days and registers nobody may take for months, and more shapes of real forms.

First reading (seeds 1000-1099): 73.7 % of 3,792 clean cells right, 15.8 % asked, 652 silently wrong, 108 figures
of people taken for facts.
"""

from __future__ import annotations

from collections.abc import Callable

from exchange.fifth_family import CENTRE, _heading, _sum
from exchange.office import KECAMATAN, PUSKESMAS, Draw, Truth, _plain
from exchange.paper import Paper, cell_name

#: A period no reader can give: only a question, a finding or leaving the cell out is right.
NEVER_SURE = "?"


def _unsure(draw: Draw, paper: Paper, at: tuple[int, int], place: str, value: float) -> None:
    paper.put(*at, value)
    draw.truths.append(Truth(paper.name, cell_name(at), place, NEVER_SURE, round(value * 1_000_000), clean=False))


def _names(draw: Draw, paper: Paper, top: int, *, no: int = 0, col: int = 1) -> list[int]:
    for i, name in enumerate(draw.villages):
        draw.no_fact(paper, (top + i, no), i + 1)
        paper.put(top + i, col, draw.village(name))
    return list(range(top, top + len(draw.villages)))


def _total_row(draw: Draw, paper: Paper, rows: list[int], cols: range, col: int = 1) -> int:
    paper.put(rows[-1] + 1, col, draw.total_word)
    for c in cols:
        draw.no_fact(paper, (rows[-1] + 1, c), _sum(paper, rows, c))
    return rows[-1] + 2


def weeks(draw: Draw) -> None:
    """Surveilans: weeks of a year or of a month across; a week is no month."""
    paper = draw.paper("W2")
    month = draw.rng.choice((None, draw.rng.randint(1, 12)))
    top = _heading(draw, paper, f"LAPORAN MINGGUAN KASUS {draw.rng.choice(('DIARE', 'ISPA'))} PER DESA", month)
    paper.merge(top, 0, top + 1, 0, "NO")
    paper.merge(top, 1, top + 1, 1, draw.place_head)
    n = 5 if month else draw.rng.randint(8, 20)
    paper.merge(top, 2, top, 1 + n, draw.rng.choice(("MINGGU KE", "MINGGU EPIDEMIOLOGI", "MINGGU KE-")))
    for w in range(n):
        if month:
            paper.put(top + 1, 2 + w, ("I", "II", "III", "IV", "V")[w])
        else:
            draw.no_fact(paper, (top + 1, 2 + w), w + 1)
    paper.merge(top, 2 + n, top + 1, 2 + n, "JUMLAH")
    rows = _names(draw, paper, top + 2)
    for row, name in zip(rows, draw.villages, strict=True):
        for w in range(n):
            _unsure(draw, paper, (row, 2 + w), name, draw.rng.randint(0, 9))
        _unsure(draw, paper, (row, 2 + n), name, sum(_sum(paper, [row], 2 + w) for w in range(n)))
    _total_row(draw, paper, rows, range(2, 3 + n))


def quarters_only(draw: Draw) -> None:
    """TB: four quarters across, L and P and a sum under each; no month is told."""
    paper = draw.paper("TB.07")
    top = _heading(draw, paper, "PENEMUAN PASIEN TUBERKULOSIS", None)
    paper.merge(top, 0, top + 1, 0, "NO")
    paper.merge(top, 1, top + 1, 1, draw.place_head)
    words = draw.rng.choice(
        (("TW I", "TW II", "TW III", "TW IV"), ("Triwulan 1", "Triwulan 2", "Triwulan 3", "Triwulan 4"))
    )
    for q, word in enumerate(words):
        paper.merge(top, 2 + 3 * q, top, 4 + 3 * q, word)
        for s, text in enumerate(("L", "P", "JML")):
            paper.put(top + 1, 2 + 3 * q + s, text)
    rows = _names(draw, paper, top + 2)
    for row, name in zip(rows, draw.villages, strict=True):
        for q in range(4):
            for s in (0, 1):
                _unsure(draw, paper, (row, 2 + 3 * q + s), name, draw.rng.randint(0, 7))
            draw.no_fact(paper, (row, 4 + 3 * q), _sum(paper, [row], 2 + 3 * q) + _sum(paper, [row], 3 + 3 * q))
    _total_row(draw, paper, rows, range(2, 14))


def days(draw: Draw) -> None:
    """A daily count of one month: dates down or 1 ... 31 down."""
    paper = draw.paper("Harian")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "KUNJUNGAN HARIAN POLI", m)
    numbered = draw.rng.random() < 0.5
    heads = ["TANGGAL", "POLI UMUM", "POLI KIA", "POLI GIGI"]
    for c, text in enumerate(heads):
        paper.put(top, c, text)
    rows = []
    for d in range(1, 29):
        row = top + d
        rows.append(row)
        if numbered:
            draw.no_fact(paper, (row, 0), d)
        else:
            paper.put(row, 0, f"{d:02d}/{m:02d}/{draw.year}")
        for c in range(1, 4):
            _unsure(draw, paper, (row, c), CENTRE, draw.rng.randint(1, 60))
    paper.put(rows[-1] + 1, 0, "JUMLAH")
    for c in range(1, 4):
        draw.no_fact(paper, (rows[-1] + 1, c), _sum(paper, rows, c))


def register(draw: Draw) -> None:
    """A list of people with age, weight and address: nothing in it is a count."""
    paper = draw.paper("Register")
    m = draw.rng.randint(1, 12)
    top = _heading(
        draw,
        paper,
        draw.rng.choice(("REGISTER IBU HAMIL RISIKO TINGGI", "DAFTAR BALITA GIZI KURANG BY NAME BY ADDRESS")),
        m,
    )
    heads = [
        "NO",
        draw.rng.choice(("NAMA", "NAMA PASIEN", "NAMA IBU / BALITA")),
        "UMUR",
        "NAMA SUAMI/ORTU",
        "ALAMAT",
        "BB (KG)",
        "TB (CM)",
        "LILA",
    ]
    if draw.rng.random() < 0.5:
        heads[4] = "DESA"
    for c, text in enumerate(heads):
        paper.put(top, c, text)
    for i in range(draw.rng.randint(5, 15)):
        row = top + 1 + i
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(
            row,
            1,
            draw.rng.choice(("Siti Aminah", "Dewi Lestari", "Nur Hidayah", "Rina Wati", "Sari Utami"))
            + " "
            + "ABCDEFGHIJKLMNOP"[i],
        )
        draw.no_fact(paper, (row, 2), draw.rng.randint(17, 42))
        paper.put(row, 3, draw.rng.choice(("Joko", "Slamet", "Agus")))
        paper.put(row, 4, draw.village(draw.rng.choice(draw.villages)))
        draw.no_fact(paper, (row, 5), draw.rng.randint(38, 70))
        draw.no_fact(paper, (row, 6), draw.rng.randint(140, 165))
        draw.no_fact(paper, (row, 7), round(21 + draw.rng.random() * 6, 1))


def years_across(draw: Draw) -> None:
    """Five years across, one number a year and village."""
    paper = draw.paper("Tren")
    first = draw.year - 4
    paper.put(0, 0, f"TREN KASUS DBD PER DESA TAHUN {first} - {draw.year}")
    paper.put(1, 0, f"PUSKESMAS {PUSKESMAS.upper()}")
    paper.merge(3, 0, 4, 0, "NO")
    paper.merge(3, 1, 4, 1, draw.place_head)
    paper.merge(3, 2, 3, 6, "TAHUN")
    for k in range(5):
        draw.no_fact(paper, (4, 2 + k), first + k)
    rows = _names(draw, paper, 5)
    for row, name in zip(rows, draw.villages, strict=True):
        for k in range(5):
            draw.fact(paper, (row, 2 + k), name, str(first + k), draw.rng.randint(0, 30))
    _total_row(draw, paper, rows, range(2, 7))


def pustu_groups(draw: Draw) -> None:
    """Villages under headings of their Pustu or bidan area, numbers restart, subtotal after each."""
    paper = draw.paper("Rekap")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "REKAP HASIL PELAYANAN KIA", m)
    heads = ("K1", "K4", "PN", "KN1", "KF 1")
    for c, text in enumerate(("NO", draw.place_head, *heads)):
        paper.put(top, c, text)
    row, everything = top + 1, []
    half = len(draw.villages) // 2
    sub = draw.rng.random() < 0.5
    for title, names in (
        (draw.rng.choice(("PUSTU REJOSARI", "WILAYAH I", "WIL. PUSTU A")), draw.villages[:half]),
        (draw.rng.choice(("PUSTU KALISARI", "WILAYAH II", "WIL. PUSTU B")), draw.villages[half:]),
    ):
        paper.merge(row, 0, row, 6, title)
        row += 1
        rows = []
        for i, name in enumerate(names):
            draw.no_fact(paper, (row, 0), i + 1)
            paper.put(row, 1, draw.village(name))
            for c in range(2, 7):
                draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.value())
            rows.append(row)
            row += 1
        if sub:
            paper.put(row, 1, "Sub Jumlah")
            for c in range(2, 7):
                draw.no_fact(paper, (row, c), _sum(paper, rows, c))
            row += 1
        everything += rows
    paper.put(row, 1, draw.total_word)
    for c in range(2, 7):
        draw.no_fact(paper, (row, c), _sum(paper, everything, c))


def outside(draw: Draw) -> None:
    """Luar wilayah stands among the villages; its figures are nobody's village."""
    paper = draw.paper("Persalinan")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "LAPORAN PERSALINAN", m)
    heads = ("Persalinan Nakes", "KF 1", "KN1", "BBLR")
    for c, text in enumerate(("NO", draw.place_head, *heads)):
        paper.put(top, c, text)
    rows = _names(draw, paper, top + 1)
    for row, name in zip(rows, draw.villages, strict=True):
        for c in range(2, 6):
            draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.value())
    extra = rows[-1] + 1
    before = draw.rng.random() < 0.5
    if before:
        paper.put(extra, 1, "JUMLAH DALAM WILAYAH")
        for c in range(2, 6):
            draw.no_fact(paper, (extra, c), _sum(paper, rows, c))
        extra += 1
    paper.put(extra, 1, draw.rng.choice(("Luar Wilayah", "LUAR WILAYAH", "Luar Wil.", "Luar Desa/Kec lain")))
    for c in range(2, 6):
        _unsure(draw, paper, (extra, c), "Luar Wilayah", draw.rng.randint(0, 9))
    paper.put(extra + 1, 1, "JUMLAH TOTAL" if before else draw.total_word)
    for c in range(2, 6):
        draw.no_fact(paper, (extra + 1, c), _sum(paper, [*rows, extra], c))


def rows_abs_percent(draw: Draw) -> None:
    """Each village has a row ABS and a row %, months across."""
    paper = draw.paper("K4")
    top = _heading(draw, paper, f"CAKUPAN {draw.rng.choice(('K4', 'KN LENGKAP', 'IDL'))} PER DESA", None)
    for c, text in enumerate(("NO", draw.place_head, "SASARAN", draw.rng.choice(("URAIAN", "KET", "")))):
        paper.put(top, c, text)
    last = draw.rng.randint(3, 12)
    for m in range(12):
        paper.put(top, 4 + m, draw.month(m + 1))
    row = top + 1
    words = draw.rng.choice((("Abs", "%"), ("ABS", "%"), ("Jumlah", "Persen")))
    for i, name in enumerate(draw.villages):
        paper.merge(row, 0, row + 1, 0, i + 1)
        draw.never.add((paper.name, cell_name((row, 0))))
        paper.merge(row, 1, row + 1, 1, draw.village(name))
        goal = draw.rng.randint(40, 150)
        paper.merge(row, 2, row + 1, 2, goal)
        draw.truths.append(Truth(paper.name, cell_name((row, 2)), name, str(draw.year), goal * 1_000_000))
        paper.put(row, 3, words[0])
        paper.put(row + 1, 3, words[1])
        for m in range(last):
            draw.fact(paper, (row, 4 + m), name, f"{draw.year}-{m + 1:02d}", draw.rng.randint(1, 15))
            draw.no_fact(paper, (row + 1, 4 + m), round(_plain(paper.cells[row, 4 + m]) / goal * 100, 1))
        row += 2


def villages_across_sexes(draw: Draw) -> None:
    """Diseases down; villages across, L and P under each; JUMLAH L P TOTAL behind."""
    paper = draw.paper("Penyakit")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "10 BESAR PENYAKIT MENURUT DESA", m, 12)
    paper.merge(top, 0, top + 1, 0, "NO")
    paper.merge(top, 1, top + 1, 1, draw.rng.choice(("PENYAKIT", "NAMA PENYAKIT", "DIAGNOSA")))
    names = draw.villages[: draw.rng.randint(3, 6)]
    for j, name in enumerate(names):
        paper.merge(top, 2 + 2 * j, top, 3 + 2 * j, draw.village(name))
        paper.put(top + 1, 2 + 2 * j, "L")
        paper.put(top + 1, 3 + 2 * j, "P")
    left = 2 + 2 * len(names)
    paper.merge(top, left, top, left + 2, "JUMLAH")
    for s, text in enumerate(("L", "P", "L+P")):
        paper.put(top + 1, left + s, text)
    for i, disease in enumerate(("Diare", "ISPA", "Hipertensi", "Dermatitis", "Gastritis")):
        row = top + 2 + i
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, disease)
        sums = [0.0, 0.0]
        for j, name in enumerate(names):
            for s in (0, 1):
                at = (row, 2 + 2 * j + s)
                draw.fact(paper, at, name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 40))
                sums[s] += _plain(paper.cells.get(at))
        for s, value in enumerate((*sums, sum(sums))):
            draw.no_fact(paper, (row, left + s), value)


def own_sasaran(draw: Draw) -> None:
    """Each programme group has its own sasaran, this month, running sum and percent."""
    paper = draw.paper("PWS KIA")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "PWS KIA", m, 13)
    groups = draw.rng.sample(["K1", "K4", "PERSALINAN NAKES", "KN1", "KF 3"], 3)
    subs = draw.rng.choice(
        (
            ("SASARAN", "BLN INI", "S/D BLN INI", "%"),
            ("SASARAN", "ABS BLN INI", "KUM ABS", "KUM %"),
            ("SAS", "Bulan ini", "Komulatif", "Cak (%)"),
        )
    )
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 1, c, text)
    for g, group in enumerate(groups):
        paper.merge(top, 2 + 4 * g, top, 5 + 4 * g, group)
        for s, text in enumerate(subs):
            paper.put(top + 1, 2 + 4 * g + s, text)
    rows = _names(draw, paper, top + 2)
    for row, name in zip(rows, draw.villages, strict=True):
        for g in range(3):
            goal = draw.rng.randint(30, 120)
            draw.fact(paper, (row, 2 + 4 * g), name, str(draw.year), goal)
            draw.fact(paper, (row, 3 + 4 * g), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 14))
            total = _plain(paper.cells.get((row, 3 + 4 * g))) + draw.rng.randint(0, 50)
            draw.no_fact(paper, (row, 4 + 4 * g), total)
            draw.no_fact(paper, (row, 5 + 4 * g), round(total / goal * 100, 1))
    _total_row(draw, paper, rows, range(2, 14))


def month_groups_down(draw: Draw) -> None:
    """The month merged down its villages, a sum after each month."""
    paper = draw.paper("Laporan")
    top = _heading(draw, paper, "LAPORAN PELAYANAN TAHUNAN", None)
    heads = ("K1", "K4", "Persalinan Nakes", "KN1")
    for c, text in enumerate(("BULAN", "NO", draw.place_head, *heads)):
        paper.put(top, c, text)
    row = top + 1
    for m in range(1, draw.rng.randint(2, 5) + 1):
        n = len(draw.villages)
        paper.merge(row, 0, row + n, 0, draw.month(m))
        for i, name in enumerate(draw.villages):
            draw.no_fact(paper, (row + i, 1), i + 1)
            paper.put(row + i, 2, draw.village(name))
            for c in range(3, 7):
                draw.fact(paper, (row + i, c), name, f"{draw.year}-{m:02d}", draw.value())
        paper.put(row + n, 2, "JUMLAH")
        for c in range(3, 7):
            draw.no_fact(paper, (row + n, c), _sum(paper, list(range(row, row + n)), c))
        row += n + 1


def chart_helper(draw: Draw) -> None:
    """Beside the table a sorted list of percentages for the chart, with notes of numbers under it."""
    paper = draw.paper("Grafik")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "CAKUPAN IMUNISASI DASAR LENGKAP", m, 9)
    for c, text in enumerate(("NO", draw.place_head, "SASARAN BAYI", "IDL")):
        paper.put(top, c, text)
    for c, text in enumerate((draw.place_head, draw.rng.choice(("%", "CAKUPAN (%)", "PERSEN"))), 6):
        paper.put(top, c, text)
    rows = _names(draw, paper, top + 1)
    shares = []
    for row, name in zip(rows, draw.villages, strict=True):
        goal = draw.rng.randint(20, 90)
        draw.fact(paper, (row, 2), name, str(draw.year), goal)
        draw.fact(paper, (row, 3), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 9))
        shares.append((round(_plain(paper.cells.get((row, 3))) / goal * 100, 1), name))
    for row, (share, name) in zip(rows, sorted(shares, reverse=True), strict=True):
        paper.put(row, 6, draw.village(name))
        draw.no_fact(paper, (row, 7), share)
    end = _total_row(draw, paper, rows, range(2, 4))
    paper.put(end + 1, 0, "Keterangan :")
    paper.put(end + 2, 0, "Target bulan ini (%)")
    draw.no_fact(paper, (end + 2, 3), 33.3)
    paper.put(end + 3, 0, "Jumlah desa UCI")
    draw.no_fact(paper, (end + 3, 3), 4)


def roman_months(draw: Draw) -> None:
    """Months as I ... XII across, the year told in the title."""
    paper = draw.paper("Kusta")
    top = _heading(draw, paper, "KUNJUNGAN IBU HAMIL (K1)", None)
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 1, c, text)
    paper.merge(top, 2, top, 13, "BULAN")
    for m, text in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")):
        paper.put(top + 1, 2 + m, text)
    paper.merge(top, 14, top + 1, 14, "JML")
    last = draw.rng.randint(3, 12)
    rows = _names(draw, paper, top + 2)
    for row, name in zip(rows, draw.villages, strict=True):
        for m in range(last):
            draw.fact(paper, (row, 2 + m), name, f"{draw.year}-{m + 1:02d}", draw.rng.randint(0, 20))
        draw.no_fact(paper, (row, 14), sum(_sum(paper, [row], 2 + m) for m in range(12)))
    _total_row(draw, paper, rows, range(2, 15))


def wide_export(draw: Draw) -> None:
    """An application's export: every level in its own column, sums nowhere, no title."""
    paper = draw.paper("data")
    heads = [
        "provinsi",
        "kabupaten",
        "kecamatan",
        "puskesmas",
        "kelurahan",
        "tahun",
        "bulan",
        "sasaran_bayi",
        "bcg",
        "polio_1",
        "campak_rubela",
    ]
    if draw.rng.random() < 0.5:
        heads = [h.upper() for h in heads]
    for c, text in enumerate(heads):
        paper.put(0, c, text)
    row = 1
    numbered = draw.rng.random() < 0.5
    for m in range(1, draw.rng.randint(2, 5)):
        for i, name in enumerate(draw.villages):
            for c, text in enumerate(("JAWA TENGAH", "ARGAMULYA", KECAMATAN.upper(), PUSKESMAS.upper(), name.upper())):
                paper.put(row, c, text)
            draw.no_fact(paper, (row, 5), draw.year)
            if numbered:
                draw.no_fact(paper, (row, 6), m)
            else:
                paper.put(row, 6, draw.month(m))
            paper.put(row, 7, 40 + i)
            draw.truths.append(Truth(paper.name, cell_name((row, 7)), name, str(draw.year), (40 + i) * 1_000_000))
            for c in range(8, 11):
                draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 9))
            row += 1


LAYOUTS: dict[str, Callable[[Draw], None]] = {
    f.__name__: f
    for f in (
        weeks,
        quarters_only,
        days,
        register,
        years_across,
        pustu_groups,
        outside,
        rows_abs_percent,
        villages_across_sexes,
        own_sasaran,
        month_groups_down,
        chart_helper,
        roman_months,
        wide_export,
    )
}
