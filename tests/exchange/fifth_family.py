"""A fifth family, drawn from the forms programmes send (not from the reader).

First reading (seeds 1000-1099): 76.7 % of 6,921 clean cells right, 11.3 % asked, 405 silently wrong, 215 totals
or running sums taken for facts.
"""

from __future__ import annotations

from collections.abc import Callable

from exchange.office import KABUPATEN, KECAMATAN, PUSKESMAS, Draw, _plain
from exchange.paper import Paper, cell_name

At = tuple[int, int]
CENTRE = f"Puskesmas {PUSKESMAS}"


def _heading(draw: Draw, paper: Paper, what: str, month: int | None, width: int = 8) -> int:
    """A title over the whole width, sometimes a kop, the period in one of the ways people write it."""
    r = draw.rng
    row = 0
    if r.random() < 0.3:
        for text in (
            f"PEMERINTAH KABUPATEN {KABUPATEN.upper()}",
            "DINAS KESEHATAN",
            f"UPTD PUSKESMAS {PUSKESMAS.upper()}",
        ):
            paper.merge(row, 0, row, width, text)
            row += 1
        row += 1
    paper.merge(row, 0, row, width, what)
    row += 1
    if month is None:
        paper.merge(
            row, 0, row, width, r.choice((f"TAHUN {draw.year}", f"TAHUN ANGGARAN {draw.year}", f"Tahun : {draw.year}"))
        )
    else:
        word = draw.month(month)
        paper.merge(
            row, 0, row, width,
            r.choice(
                (f"BULAN {word} TAHUN {draw.year}", f"BULAN : {word} {draw.year}", f"Periode : {word} {draw.year}",
                 f"Keadaan bulan {word} {draw.year}", f"BULAN {word.upper()} {draw.year}")
            ),
        )  # fmt: skip
    row += 1
    if r.random() < 0.4:
        paper.put(row, 0, f"Kecamatan : {KECAMATAN}")
        row += 1
    return row + r.choice((0, 1, 2))


def _sign(draw: Draw, paper: Paper, row: int, col: int) -> None:
    """The block of signatures every paper ends with; a NIP may be a number."""
    if draw.rng.random() < 0.6:
        paper.put(row + 1, 1, "Mengetahui,")
        paper.put(row + 2, 1, f"Kepala Puskesmas {PUSKESMAS}")
        paper.put(row + 6, 1, "dr. Anindya Prameswari")
        paper.put(row + 7, 1, "NIP. 19790412 200604 2 011")
        paper.put(row + 1, col, f"{KECAMATAN}, 3 {draw.month(4)} {draw.year}")
        paper.put(row + 2, col, "Pengelola Program")
        paper.put(row + 6, col, "Sri Lestari")


def _sum(paper: Paper, rows: list[int], col: int) -> float:
    return sum(_plain(paper.cells.get((x, col))) for x in rows)


def _number_row(draw: Draw, paper: Paper, row: int, width: int) -> int:
    if draw.rng.random() < 0.4:
        for c in range(width):
            draw.no_fact(paper, (row, c), c + 1)
        return row + 1
    return row


def pws_full(draw: Draw) -> None:
    """Sasaran, target, last month, this month, cumulative, percent, gap, trend, rank; one block a page."""
    paper = draw.paper("PWS")
    m = draw.rng.randint(2, 12)
    top = _heading(draw, paper, f"PEMANTAUAN WILAYAH SETEMPAT (PWS) {draw.header('K4').upper()}", m)
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 1, c, text)
    paper.merge(top, 2, top + 1, 2, "SASARAN BUMIL")
    paper.merge(top, 3, top + 1, 3, draw.rng.choice(("TARGET (%)", "TARGET S/D BULAN INI (%)")))
    paper.merge(top, 4, top, 7, "PENCAPAIAN")
    for c, text in enumerate(("BULAN LALU", "BULAN INI", "KUMULATIF", "%"), 4):
        paper.put(top + 1, c, text)
    for c, text in enumerate(("KESENJANGAN", "TREND", "RANGKING"), 8):
        paper.merge(top, c, top + 1, c, text)
    body = _number_row(draw, paper, top + 2, 11)
    rows = []
    for i, name in enumerate(draw.villages):
        row = body + i
        rows.append(row)
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        goal = draw.rng.randint(30, 150)
        draw.fact(paper, (row, 2), name, str(draw.year), goal)
        draw.no_fact(paper, (row, 3), round(95 * m / 12, 1))
        last, before = draw.rng.randint(0, 9), draw.rng.randint(0, 70)
        draw.no_fact(paper, (row, 4), last)
        draw.fact(paper, (row, 5), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 12))
        cumulative = last + before + _plain(paper.cells[row, 5])
        draw.no_fact(paper, (row, 6), cumulative)
        draw.no_fact(paper, (row, 7), round(cumulative / goal * 100, 1))
        draw.no_fact(paper, (row, 8), round(cumulative / goal * 100 - 95 * m / 12, 1))
        paper.put(row, 9, draw.rng.choice(("naik", "turun", "tetap")))
        draw.no_fact(paper, (row, 10), (i * 5) % len(draw.villages) + 1)
    end = body + len(rows)
    paper.put(end, 1, draw.total_word)
    for c in (2, 4, 5, 6):
        draw.no_fact(paper, (end, c), _sum(paper, rows, c))
    draw.no_fact(paper, (end, 7), 51.3)
    _sign(draw, paper, end, 7)


def antigens(draw: Draw) -> None:
    """Sasaran L P JML, then each antigen L P JML %; three header rows, one of them numbers perhaps."""
    paper = draw.paper("Imunisasi")
    m = draw.rng.randint(1, 12)
    names = draw.rng.sample(["HB0 < 24 JAM", "BCG", "POLIO 1", "DPT-HB-Hib 1", "DPT-HB-Hib 3", "IPV 1", "MR", "IDL"], 4)
    width = 2 + 3 + 4 * len(names)
    top = _heading(draw, paper, "LAPORAN BULANAN HASIL IMUNISASI RUTIN BAYI", m, width - 1)
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 2, c, text)
    paper.merge(top, 2, top + 1, 4, "SASARAN BAYI")
    paper.merge(top, 5, top, width - 1, "HASIL IMUNISASI")
    for k, name in enumerate(names):
        paper.merge(top + 1, 5 + 4 * k, top + 1, 8 + 4 * k, name)
    for c, text in enumerate(("L", "P", "JML", *("L", "P", "JML", "%") * len(names)), 2):
        paper.put(top + 2, c, text)
    body = _number_row(draw, paper, top + 3, width)
    rows = []
    for i, name in enumerate(draw.villages):
        row = body + i
        rows.append(row)
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        for c in (2, 3):
            draw.fact(paper, (row, c), name, str(draw.year), draw.rng.randint(20, 60))
        goal = _plain(paper.cells[row, 2]) + _plain(paper.cells[row, 3])
        draw.no_fact(paper, (row, 4), goal)
        for k in range(len(names)):
            c = 5 + 4 * k
            for s in (0, 1):
                draw.fact(paper, (row, c + s), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 9))
            got = _plain(paper.cells[row, c]) + _plain(paper.cells[row, c + 1])
            draw.no_fact(paper, (row, c + 2), got)
            draw.no_fact(paper, (row, c + 3), round(got / goal * 100, draw.rng.choice((0, 1, 2))))
    end = body + len(rows)
    paper.merge(end, 0, end, 1, draw.total_word)
    for c in range(2, width):
        if (c - 5) % 4 != 3 or c < 5:
            draw.no_fact(paper, (end, c), _sum(paper, rows, c))
        else:
            draw.no_fact(paper, (end, c), 7.7)
    _sign(draw, paper, end, 10)


def ptm_months(draw: Draw) -> None:
    """Months across, L P JML under each, a group TOTAL at the end."""
    paper = draw.paper("PTM")
    what = draw.rng.choice(("PENDERITA HIPERTENSI", "DIABETES MELITUS YANG MENDAPAT PELAYANAN", "SKRINING ODGJ BERAT"))
    top = _heading(draw, paper, f"JUMLAH {what} PER DESA", None, 20)
    subs = draw.rng.choice((("L", "P", "JML"), ("L", "P", "T"), ("L", "P")))
    n = len(subs)
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 1, c, text)
    for m in range(1, 13):
        paper.merge(top, 2 + n * (m - 1), top, 1 + n * m, draw.month(m))
    paper.merge(top, 2 + 12 * n, top, 1 + 13 * n, draw.rng.choice(("TOTAL", "JUMLAH")))
    for c in range(13 * n):
        paper.put(top + 1, 2 + c, subs[c % n])
    last = draw.rng.randint(3, 12)
    rows = []
    for i, name in enumerate(draw.villages):
        row = top + 2 + i
        rows.append(row)
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        sums = [0.0, 0.0]
        for m in range(last):
            for s in (0, 1):
                draw.fact(paper, (row, 2 + n * m + s), name, f"{draw.year}-{m + 1:02d}", draw.rng.randint(0, 30))
                sums[s] += _plain(paper.cells.get((row, 2 + n * m + s)))
            if n == 3:
                draw.no_fact(paper, (row, 4 + n * m), _sum(paper, [row], 2 + n * m) + _sum(paper, [row], 3 + n * m))
        for s, value in enumerate((*sums, sum(sums))[:n]):
            draw.no_fact(paper, (row, 2 + 12 * n + s), value)
    end = rows[-1] + 1
    paper.put(end, 1, draw.total_word)
    for c in range(2, 2 + 13 * n):
        draw.no_fact(paper, (end, c), _sum(paper, rows, c))


def months_ini_sd(draw: Draw) -> None:
    """Months across with 'bln ini', 's.d.' and '%' under each; sasaran in front."""
    paper = draw.paper("K1 murni")
    top = _heading(draw, paper, "CAKUPAN KUNJUNGAN K1 IBU HAMIL", None, 12)
    subs = draw.rng.choice(
        (("Bln ini", "s.d. bln ini", "%"), ("BI", "SBI", "%"), ("Abs", "Kum", "%"), ("Bulan ini", "Kumulatif", "%"))
    )
    for c, text in enumerate(("NO", draw.place_head, draw.rng.choice(("SASARAN", "Sasaran Ibu Hamil", "JML SASARAN")))):
        paper.merge(top, c, top + 1, c, text)
    last = draw.rng.randint(2, 12)
    for m in range(last):
        paper.merge(top, 3 + 3 * m, top, 5 + 3 * m, draw.month(m + 1))
        for s, text in enumerate(subs):
            paper.put(top + 1, 3 + 3 * m + s, text)
    rows = []
    for i, name in enumerate(draw.villages):
        row = top + 2 + i
        rows.append(row)
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        goal = draw.rng.randint(40, 160)
        draw.fact(paper, (row, 2), name, str(draw.year), goal)
        total = 0.0
        for m in range(last):
            at = (row, 3 + 3 * m)
            draw.fact(paper, at, name, f"{draw.year}-{m + 1:02d}", draw.rng.randint(0, 15))
            total += _plain(paper.cells.get(at))
            draw.no_fact(paper, (row, at[1] + 1), total)
            draw.no_fact(paper, (row, at[1] + 2), round(total / goal * 100, 1))
    end = rows[-1] + 1
    paper.put(end, 1, draw.total_word)
    for c in range(2, 3 + 3 * last):
        if c < 3 or (c - 3) % 3 < 2:
            draw.no_fact(paper, (end, c), _sum(paper, rows, c))


def posyandu_merged(draw: Draw) -> None:
    """Village merged down its posyandu; S K D N with L and P; subtotals; ratios at the end."""
    paper = draw.paper("F1 GIZI")
    draw.knows = False
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "REKAP HASIL PENIMBANGAN BALITA (F1 GIZI)", m, 14)
    heads = ["S", "K", "D", "N", draw.rng.choice(("BGM", "2T"))]
    for c, text in enumerate(
        ("NO", draw.rng.choice(("DESA", "KELURAHAN/DESA", "Nama Desa")), draw.rng.choice(("POSYANDU", "Nama Posyandu")))
    ):
        paper.merge(top, c, top + 1, c, text)
    for k, text in enumerate(heads):
        paper.merge(top, 3 + 2 * k, top, 4 + 2 * k, text)
        paper.put(top + 1, 3 + 2 * k, "L")
        paper.put(top + 1, 4 + 2 * k, "P")
    paper.merge(top, 13, top + 1, 13, "% D/S")
    row, all_rows = top + 2, []
    subtotal = draw.rng.random() < 0.6
    for v, village in enumerate(draw.villages[: draw.rng.randint(2, 4)]):
        count = draw.rng.randint(2, 5)
        paper.merge(row, 0, row + count - 1, 0, v + 1)
        draw.never.add((paper.name, cell_name((row, 0))))
        paper.merge(row, 1, row + count - 1, 1, draw.village(village))
        rows = list(range(row, row + count))
        for k, x in enumerate(rows):
            name = f"{draw.rng.choice(('Anggrek', 'Dahlia', 'Kenanga'))} {k + 1}"
            paper.put(x, 2, name)
            for c in range(3, 13):
                draw.fact(
                    paper,
                    (x, c),
                    name,
                    f"{draw.year}-{m:02d}",
                    draw.rng.randint(0, 60) + (60 if c < 9 else 0),
                    within=village,
                )
            draw.no_fact(paper, (x, 13), round(draw.rng.random() * 40 + 55, 1))
        all_rows += rows
        row += count
        if subtotal:
            paper.put(row, 2, "JUMLAH")
            for c in range(3, 13):
                draw.no_fact(paper, (row, c), _sum(paper, rows, c))
            row += 1
    paper.merge(row, 0, row, 2, "TOTAL")
    for c in range(3, 13):
        draw.no_fact(paper, (row, c), _sum(paper, all_rows, c))


def indicators_of_centre(draw: Draw) -> None:
    """The Puskesmas as a whole: sections, indicators, unit, sasaran, months, total, percent."""
    paper = draw.paper("Lap Program")
    top = _heading(draw, paper, f"CAPAIAN PROGRAM PUSKESMAS {PUSKESMAS.upper()}", None, 18)
    last = draw.rng.randint(2, 12)
    with_sections = draw.rng.random() < 0.6
    for c, text in enumerate(
        ("NO", draw.rng.choice(("INDIKATOR", "PROGRAM / KEGIATAN", "UPAYA KESEHATAN")), "SATUAN", "TARGET (%)")
    ):
        paper.merge(top, c, top + 1, c, text)
    paper.merge(top, 4, top, 15, "CAPAIAN")
    for m in range(12):
        paper.put(top + 1, 4 + m, draw.month(m + 1))
    paper.merge(top, 16, top + 1, 16, "JUMLAH")
    row = top + 2
    groups = (
        ("A. KESEHATAN IBU DAN ANAK", (("K1", "ibu hamil"), ("K4", "ibu hamil"),
          ("Persalinan di faskes", "bulin"), ("KN Lengkap", "bayi"))),
        ("B. P2P", (("Terduga TB", "orang"), ("Diare Balita", "balita"), ("Hipertensi dilayani", "orang"))),
    )  # fmt: skip
    number = 0
    for title, items in groups:
        if with_sections:
            paper.put(row, 1, title)
            row += 1
        for text, unit in items:
            number += 1
            draw.no_fact(paper, (row, 0), number)
            paper.put(row, 1, text)
            paper.put(row, 2, unit)
            draw.no_fact(paper, (row, 3), draw.rng.choice((90, 95, 100)))
            for m in range(last):
                draw.fact(paper, (row, 4 + m), CENTRE, f"{draw.year}-{m + 1:02d}", draw.rng.randint(0, 90))
            draw.no_fact(paper, (row, 16), sum(_sum(paper, [row], 4 + m) for m in range(12)))
            row += 1
    _sign(draw, paper, row, 9)


def villages_across_months_down(draw: Draw) -> None:
    """One element: months down, villages across, totals both ways."""
    paper = draw.paper("Diare")
    top = _heading(
        draw, paper, f"KASUS {draw.rng.choice(('DIARE', 'ISPA', 'DBD', 'PNEUMONIA BALITA'))} MENURUT DESA", None
    )
    paper.merge(top, 0, top + 1, 0, "NO")
    paper.merge(top, 1, top + 1, 1, "BULAN")
    n = len(draw.villages)
    paper.merge(top, 2, top, 1 + n, "DESA")
    for j, name in enumerate(draw.villages):
        paper.put(top + 1, 2 + j, draw.village(name))
    paper.merge(top, 2 + n, top + 1, 2 + n, "JUMLAH")
    last = draw.rng.randint(3, 12)
    rows = []
    for m in range(12):
        row = top + 2 + m
        rows.append(row)
        draw.no_fact(paper, (row, 0), m + 1)
        paper.put(row, 1, draw.month(m + 1))
        if m < last:
            for j, name in enumerate(draw.villages):
                draw.fact(paper, (row, 2 + j), name, f"{draw.year}-{m + 1:02d}", draw.rng.randint(0, 25))
            draw.no_fact(paper, (row, 2 + n), sum(_sum(paper, [row], 2 + j) for j in range(n)))
    paper.put(rows[-1] + 1, 1, "TOTAL")
    for j in range(n + 1):
        draw.no_fact(paper, (rows[-1] + 1, 2 + j), _sum(paper, rows, 2 + j))


def coded_villages(draw: Draw) -> None:
    """Kode wilayah as number or text beside the names; kecamatan repeated; percent at the end."""
    paper = draw.paper("Kesling")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "DATA PENYEHATAN LINGKUNGAN", m)
    heads = (
        "NO",
        "KODE DESA",
        "KECAMATAN",
        "NAMA DESA",
        "JUMLAH RUMAH DIPERIKSA",
        "RUMAH MEMENUHI SYARAT",
        "%",
        "SAB DIPERIKSA",
        "JAMBAN SEHAT",
        "TPM DIBINA",
    )
    for c, text in enumerate(heads):
        paper.put(top, c, text if draw.upper else text.title())
    style = draw.rng.choice(("number", "text", "dotted"))
    rows = []
    for i, name in enumerate(draw.villages):
        row = top + 1 + i
        rows.append(row)
        draw.no_fact(paper, (row, 0), i + 1)
        code = 3399012001 + i
        draw.no_fact(
            paper, (row, 1), code if style == "number" else str(code) if style == "text" else f"33.99.01.{2001 + i}"
        )
        paper.put(row, 2, KECAMATAN)
        paper.put(row, 3, draw.village(name))
        for c in (4, 5, 7, 8, 9):
            draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.rng.randint(1, 40) + (40 if c == 4 else 0))
        draw.no_fact(paper, (row, 6), round(_plain(paper.cells[row, 5]) / _plain(paper.cells[row, 4]) * 100, 1))
    end = rows[-1] + 1
    paper.merge(end, 0, end, 3, draw.total_word)
    for c in (4, 5, 7, 8, 9):
        draw.no_fact(paper, (end, c), _sum(paper, rows, c))


def two_tables_touching(draw: Draw) -> None:
    """A second table of other columns right under the first, with only a caption between."""
    paper = draw.paper("LB3")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "LAPORAN BULANAN KIA, GIZI, IMUNISASI (LB3)", m)
    for caption, heads in (
        ("I. KESEHATAN IBU", ("K1", "K4", "Fe 1", "Fe 3", "Persalinan Nakes")),
        ("II. GIZI", ("Balita ditimbang (D)", "Vit. A Bayi", "ASI Eksklusif")),
        ("III. IMUNISASI", ("BCG", "Polio 4", "DPT-HB-Hib 3", "MR")),
    ):
        paper.put(top, 0, caption)
        for c, text in enumerate(("NO", draw.place_head, *heads)):
            paper.put(top + 1, c, text)
        rows = []
        for i, name in enumerate(draw.villages):
            row = top + 2 + i
            rows.append(row)
            draw.no_fact(paper, (row, 0), i + 1)
            paper.put(row, 1, draw.village(name))
            for c in range(2, 2 + len(heads)):
                draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.value())
        end = rows[-1] + 1
        paper.put(end, 1, draw.total_word)
        for c in range(2, 2 + len(heads)):
            draw.no_fact(paper, (end, c), _sum(paper, rows, c))
        top = end + 1
    _sign(draw, paper, top, 4)


def split_heads(draw: Draw) -> None:
    """Head words broken over cells or lines; blank separator columns between the groups."""
    paper = draw.paper("KIA")
    m = draw.rng.randint(1, 12)
    top = _heading(draw, paper, "REKAP KIA", m)
    gap = draw.rng.random() < 0.5
    lines = draw.rng.random() < 0.5
    heads = [
        ("KUNJUNGAN", "BUMIL", "K1"),
        ("KUNJUNGAN", "BUMIL", "K4"),
        ("", "", ""),
        ("PERSALINAN", "OLEH", "NAKES"),
        ("KUNJUNGAN", "NEONATUS", "KN1"),
        ("KUNJUNGAN", "NEONATUS", "LENGKAP"),
    ]
    if not gap:
        heads = [h for h in heads if h[0]]
    for d, (no, place) in enumerate((("NO", "NAMA"), ("", "DESA"), ("", ""))):
        paper.put(top + d, 0, no)
        paper.put(top + d, 1, place if not lines or d else "NAMA\nDESA")
        if lines and d:
            paper.cells.pop((top + d, 1), None)
    for c, words in enumerate(heads, 2):
        if lines and words[0]:
            paper.put(top, c, "\n".join(words))
        else:
            for d, word in enumerate(words):
                paper.put(top + d, c, word)
    body = top + (1 if lines else 3)
    rows = []
    for i, name in enumerate(draw.villages):
        row = body + i
        rows.append(row)
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        for c, words in enumerate(heads, 2):
            if words[0]:
                draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.value())
    end = rows[-1] + 1
    paper.put(end, 0, draw.total_word)
    for c, words in enumerate(heads, 2):
        if words[0]:
            draw.no_fact(paper, (end, c), _sum(paper, rows, c))


def semesters(draw: Draw) -> None:
    """SEMESTER I over six months and a sum, SEMESTER II over six and a sum, then the year."""
    paper = draw.paper("Kunjungan")
    top = _heading(
        draw, paper, f"KUNJUNGAN {draw.rng.choice(('RAWAT JALAN', 'LANSIA', 'POSBINDU'))} PER DESA", None, 17
    )
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(top, c, top + 1, c, text)
    paper.merge(top, 2, top, 8, "SEMESTER I")
    paper.merge(top, 9, top, 15, "SEMESTER II")
    paper.merge(top, 16, top + 1, 16, draw.rng.choice(("TOTAL", "JUMLAH", "JML 1 TAHUN")))
    where = {m: (1 + m if m <= 6 else 2 + m) for m in range(1, 13)}
    for m, c in where.items():
        paper.put(top + 1, c, draw.month(m))
    for c in (8, 15):
        paper.put(top + 1, c, draw.rng.choice(("JML", "Jumlah", "Sub Total")))
    last = draw.rng.randint(4, 12)
    rows = []
    for i, name in enumerate(draw.villages):
        row = top + 2 + i
        rows.append(row)
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        for m, c in where.items():
            if m <= last:
                draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.rng.randint(0, 70))
        halves = [sum(_sum(paper, [row], c) for m, c in where.items() if (m <= 6) == first) for first in (True, False)]
        for c, value in ((8, halves[0]), (15, halves[1]), (16, sum(halves))):
            draw.no_fact(paper, (row, c), value)
    end = rows[-1] + 1
    paper.put(end, 1, draw.total_word)
    for c in range(2, 17):
        draw.no_fact(paper, (end, c), _sum(paper, rows, c))


def two_years(draw: Draw) -> None:
    """Two years side by side, months under each; the title names both."""
    paper = draw.paper("Perbandingan")
    old, new = draw.year - 1, draw.year
    paper.merge(0, 0, 0, 8, f"PERBANDINGAN KASUS DBD TAHUN {old} DAN {new}")
    paper.put(1, 0, f"PUSKESMAS {PUSKESMAS.upper()}")
    months = draw.rng.randint(3, 6)
    for c, text in enumerate(("NO", draw.place_head)):
        paper.merge(3, c, 4, c, text)
    for k, year in enumerate((old, new)):
        left = 2 + k * (months + 1)
        paper.merge(3, left, 3, left + months, draw.rng.choice((f"TAHUN {year}", f"Th. {year}")))
        for m in range(months):
            paper.put(4, left + m, draw.month(m + 1))
        paper.put(4, left + months, "JML")
    rows = []
    for i, name in enumerate(draw.villages):
        row = 5 + i
        rows.append(row)
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        for k, year in enumerate((old, new)):
            left = 2 + k * (months + 1)
            for m in range(months):
                draw.fact(paper, (row, left + m), name, f"{year}-{m + 1:02d}", draw.rng.randint(0, 12))
            draw.no_fact(paper, (row, left + months), sum(_sum(paper, [row], left + m) for m in range(months)))
    paper.put(rows[-1] + 1, 1, draw.total_word)
    for c in range(2, 4 + 2 * months):
        draw.no_fact(paper, (rows[-1] + 1, c), _sum(paper, rows, c))


LAYOUTS: dict[str, Callable[[Draw], None]] = {
    f.__name__: f
    for f in (
        pws_full,
        antigens,
        ptm_months,
        months_ini_sd,
        posyandu_merged,
        indicators_of_centre,
        villages_across_months_down,
        coded_villages,
        two_tables_touching,
        split_heads,
        semesters,
        two_years,
    )
}
