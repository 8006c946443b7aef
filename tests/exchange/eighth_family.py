"""An eighth family: goals beside figures, last year beside this, ages, villages in pairs of tables, targets as people.

First reading (seeds 1000-1099): 100 % of 3,824 clean cells right, none asked or wrong, 6 differences taken for facts.
"""

from __future__ import annotations

from collections.abc import Callable

from exchange.fifth_family import CENTRE, _heading, _sign, _sum
from exchange.office import PUSKESMAS, Draw, _plain
from exchange.sixth_family import _names, _total_row


def goal_in_people(draw: Draw) -> None:
    """Sasaran, target as people, capaian, percent and what is missing, for two programmes."""
    paper = draw.paper("Capaian")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "CAPAIAN PROGRAM GIZI", m, 12)
    subs = draw.rng.choice(
        (
            ("SASARAN", "TARGET", "CAPAIAN", "%", "KESENJANGAN"),
            ("Sasaran", "Target 1 bln", "Realisasi", "% Capaian", "Gap"),
        )
    )
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 1, c, text)
    for g, text in enumerate(draw.rng.sample(["Fe 3", "VIT. A BAYI", "ASI EKSKLUSIF", "PMT BUMIL KEK"], 2)):
        paper.merge(top, 2 + 5 * g, top, 6 + 5 * g, text)
        for s, word in enumerate(subs):
            paper.put(top + 1, 2 + 5 * g + s, word)
    rows = _names(draw, paper, top + 2)
    for row, name in zip(rows, draw.villages, strict=True):
        for g in (0, 1):
            left = 2 + 5 * g
            goal = draw.rng.randint(40, 140)
            draw.fact(paper, (row, left), name, str(draw.year), goal)
            draw.no_fact(paper, (row, left + 1), round(goal / 12))
            draw.fact(paper, (row, left + 2), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 12))
            got = _plain(paper.cells.get((row, left + 2)))
            draw.no_fact(paper, (row, left + 3), round(got / goal * 100, 1))
            draw.no_fact(paper, (row, left + 4), round(goal / 12) - got)
    _total_row(draw, paper, rows, range(2, 12))


def last_year_beside(draw: Draw) -> None:
    """The same month of two years and the difference."""
    paper = draw.paper("Banding")
    m = draw.rng.randint(1, 12)
    paper.merge(0, 0, 0, 6, f"PERBANDINGAN KUNJUNGAN K4 BULAN {draw.month(m).upper()} {draw.year - 1} DAN {draw.year}")
    heads = (
        "NO",
        draw.place_head,
        f"{draw.month(m)} {draw.year - 1}",
        f"{draw.month(m)} {draw.year}",
        draw.rng.choice(("SELISIH", "NAIK/TURUN", "Selisih")),
    )
    for c, text in enumerate(heads):
        paper.put(2, c, text)
    rows = _names(draw, paper, 3)
    for row, name in zip(rows, draw.villages, strict=True):
        for k in (0, 1):
            draw.fact(paper, (row, 2 + k), name, f"{draw.year - 1 + k}-{m:02d}", draw.rng.randint(0, 40))
        draw.no_fact(paper, (row, 4), _sum(paper, [row], 3) - _sum(paper, [row], 2))
    _total_row(draw, paper, rows, range(2, 5))


def ages_across(draw: Draw) -> None:
    """Age groups by sex for each village, sums of the sexes and of everybody."""
    paper = draw.paper("Umur")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "KASUS DIARE MENURUT KELOMPOK UMUR", m, 14)
    ages = ("< 1 TH", "1 - 4 TH", "5 - 14 TH", "> 15 TH")
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 2, c, text)
    paper.merge(top, 2, top, 9, "KELOMPOK UMUR")
    for k, age in enumerate(ages):
        paper.merge(top + 1, 2 + 2 * k, top + 1, 3 + 2 * k, age)
    paper.merge(top, 10, top + 1, 12, draw.rng.choice(("TOTAL", "JUMLAH")))
    for c in range(8):
        paper.put(top + 2, 2 + c, "LP"[c % 2])
    for c, text in enumerate(("L", "P", "L+P")):
        paper.put(top + 2, 10 + c, text)
    rows = _names(draw, paper, top + 3)
    for row, name in zip(rows, draw.villages, strict=True):
        for c in range(2, 10):
            draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 15))
        both = [sum(_sum(paper, [row], 2 + 2 * k + s) for k in range(4)) for s in (0, 1)]
        for c, value in enumerate((*both, sum(both))):
            draw.no_fact(paper, (row, 10 + c), value)
    _total_row(draw, paper, rows, range(2, 13))


def quarters_and_months(draw: Draw) -> None:
    """Triwulan over three months and their sum, each."""
    paper = draw.paper("Triwulan")
    top = _heading(draw, paper, "KUNJUNGAN K1 IBU HAMIL", None, 17)
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 1, c, text)
    style = draw.rng.choice(("TRIWULAN {}", "TW {}", "Triwulan {}"))
    where = {}
    for q in range(4):
        paper.merge(top, 2 + 4 * q, top, 5 + 4 * q, style.format(("I", "II", "III", "IV")[q]))
        for k in range(3):
            where[3 * q + k + 1] = 2 + 4 * q + k
            paper.put(top + 1, 2 + 4 * q + k, draw.month(3 * q + k + 1))
        paper.put(top + 1, 5 + 4 * q, draw.rng.choice(("JML", "Jumlah", f"TW {q + 1}")))
    last = draw.rng.randint(3, 12)
    rows = _names(draw, paper, top + 2)
    for row, name in zip(rows, draw.villages, strict=True):
        for m, c in where.items():
            if m <= last:
                draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 25))
        for q in range(4):
            draw.no_fact(paper, (row, 5 + 4 * q), sum(_sum(paper, [row], 2 + 4 * q + k) for k in range(3)))
    _total_row(draw, paper, rows, range(2, 18))


def side_tables(draw: Draw) -> None:
    """Two tables beside each other over the same villages, the names only in the first; another one far below."""
    paper = draw.paper("Lintas")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "LAPORAN LINTAS PROGRAM", m, 8)
    for c, text in enumerate(("NO", draw.place_head, "K1", "K4", "", "BCG", "IDL")):
        paper.put(top, c, text)
    rows = _names(draw, paper, top + 1)
    for row, name in zip(rows, draw.villages, strict=True):
        for c in (2, 3, 5, 6):
            draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 30))
    paper.put(rows[-1] + 1, 1, draw.total_word)
    for c in (2, 3, 5, 6):
        draw.no_fact(paper, (rows[-1] + 1, c), _sum(paper, rows, c))
    low = rows[-1] + 4
    paper.put(low, 0, "DATA TENAGA")
    for c, text in enumerate(("NO", "JENIS TENAGA", "JUMLAH")):
        paper.put(low + 1, c, text)
    for i, text in enumerate(("Dokter umum", "Bidan", "Perawat", "Sanitarian")):
        draw.no_fact(paper, (low + 2 + i, 0), i + 1)
        paper.put(low + 2 + i, 1, text)
        draw.fact(paper, (low + 2 + i, 2), CENTRE, f"{draw.year}-{m:02d}", draw.rng.randint(1, 20), clean=False)


def monthly_form(draw: Draw) -> None:
    """A form of one village or the Puskesmas: numbered lines, sub lines, L P JML."""
    paper = draw.paper("Formulir")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, f"LAPORAN BULANAN LB3 PUSKESMAS {PUSKESMAS.upper()}", m, 5)
    for c, text in enumerate(("NO", draw.rng.choice(("VARIABEL", "KEGIATAN", "URAIAN")), "L", "P", "JUMLAH")):
        paper.put(top, c, text)
    row = top + 1
    for i, (title, items) in enumerate(
        (
            ("GIZI", ("Balita ditimbang", "Balita naik BB", "Balita BGM")),
            ("PENYAKIT MENULAR", ("Diare", "Pneumonia", "Campak")),
            ("PTM", ("Hipertensi", "Diabetes Melitus")),
        )
    ):
        paper.put(row, 0, ("I", "II", "III")[i])
        paper.put(row, 1, title)
        row += 1
        for k, text in enumerate(items):
            draw.no_fact(paper, (row, 0), k + 1)
            paper.put(row, 1, text)
            for c in (2, 3):
                draw.fact(paper, (row, c), CENTRE, f"{draw.year}-{m:02d}", draw.rng.randint(0, 60))
            draw.no_fact(paper, (row, 4), _sum(paper, [row], 2) + _sum(paper, [row], 3))
            row += 1
    _sign(draw, paper, row, 3)


def blank_rows_and_columns(draw: Draw) -> None:
    """Empty rows between villages, an empty column behind the names, notes beside the table."""
    paper = draw.paper("Longgar")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "LAPORAN IMUNISASI", m, 7)
    for c, text in ((0, "NO"), (1, draw.place_head), (3, "BCG"), (4, "POLIO 4"), (5, "MR"), (7, "CATATAN")):
        paper.put(top, c, text)
    row, rows = top + 1, []
    for i, name in enumerate(draw.villages):
        if i and i % 4 == 0:
            row += 1
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        for c in (3, 4, 5):
            draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 20))
        if draw.rng.random() < 0.2:
            paper.put(row, 7, draw.rng.choice(("vaksin kosong", "2 bayi pindah", "lengkap")))
        rows.append(row)
        row += 1
    paper.put(row + 1, 1, draw.total_word)
    for c in (3, 4, 5):
        draw.no_fact(paper, (row + 1, c), _sum(paper, rows, c))


def month_sheets_short(draw: Draw) -> None:
    """One sheet a month, named ``01`` or ``Jan 26`` or ``Jan'26``; the title says only the year."""
    style = draw.rng.choice(("{m} {y}", "{m}{y2}", "{m}-{y2}"))
    for m in range(1, draw.rng.randint(2, 5)):
        paper = draw.paper(style.format(m=draw.month(m), y=draw.year, y2=str(draw.year)[2:]))
        top = _heading(draw, paper, "LAPORAN KIA", None, 5)
        for c, text in enumerate(("NO", draw.place_head, "K1", "K4", "KN1")):
            paper.put(top, c, text)
        rows = _names(draw, paper, top + 1)
        for row, name in zip(rows, draw.villages, strict=True):
            for c in (2, 3, 4):
                draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 20))
        _total_row(draw, paper, rows, range(2, 5))


LAYOUTS: dict[str, Callable[[Draw], None]] = {
    f.__name__: f
    for f in (
        goal_in_people,
        last_year_beside,
        ages_across,
        quarters_and_months,
        side_tables,
        monthly_form,
        blank_rows_and_columns,
        month_sheets_short,
    )
}
