"""A second family of ugly layouts, written after the reader was: does it generalise?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from exchange.office import (
    KABUPATEN,
    KECAMATAN,
    PUSKESMAS,
    Draw,
    _plain,
    columns,
    titles,
    village_table,
    write_header,
)
from exchange.paper import Paper, cell_name


def _labels(draw: Draw) -> list[str]:
    return ["NO", draw.place_head]


def _body(draw: Draw, paper: Paper, row: int, names: list[str], left: int = 0) -> None:
    """Running numbers and names in the ways names are really written."""
    style = draw.rng.choice(("plain", "plain", "prefix", "numbered", "spaces", "ordinal"))
    for i, name in enumerate(names):
        shown = draw.village(name)
        if style == "prefix":
            shown = f"{draw.rng.choice(('Desa', 'Ds.', 'Kel.'))} {shown}"
        elif style == "spaces":
            shown = f"  {shown}\xa0 "
        elif style == "numbered":
            shown = f"{i + 1}. {shown}"
        if style == "ordinal":
            paper.put(row + i, left, f"{i + 1}.")
        else:
            draw.no_fact(paper, (row + i, left), i + 1)
        paper.put(row + i, left + 1, shown)


def _total(draw: Draw, paper: Paper, row: int, first_row: int, cols: range, word: str, col: int = 1) -> None:
    paper.put(row, col, word)
    for c in cols:
        total = sum(_plain(paper.cells.get((r, c))) for r in range(first_row, first_row + len(draw.villages)))
        draw.no_fact(paper, (row, c), total)


def villages_across(draw: Draw) -> None:
    """Data elements down, villages across, total in the last column."""
    paper = draw.paper("Rekap")
    paths = columns(draw, 6)
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what="REKAP HASIL KEGIATAN PUSKESMAS")
    heads = [
        "NO",
        draw.rng.choice(("INDIKATOR", "URAIAN", "Jenis Kegiatan")),
        *map(draw.village, draw.villages),
        "JUMLAH",
    ]
    for c, text in enumerate(heads):
        paper.put(start, c, text)
    for i, path in enumerate(paths):
        row = start + 1 + i
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, path[-1])
        total = 0.0
        for j, name in enumerate(draw.villages):
            draw.fact(paper, (row, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
            total += _plain(paper.cells.get((row, 2 + j)))
        draw.no_fact(paper, (row, 2 + len(draw.villages)), total)


def month_groups(draw: Draw) -> None:
    """Months as the upper header over several elements each, a total group at the end."""
    paper = draw.paper("2.Rekap Bulanan")
    keys = [p[-1] for p in columns(draw, 3)][:3]
    months = draw.rng.randint(3, 12)
    start = titles(draw, paper, 0, 0, "", what="REKAPITULASI PELAYANAN")
    paths = [(draw.month(m), k) for m in range(1, months + 1) for k in keys] + [("JUMLAH", k) for k in keys]
    body = write_header(draw, paper, start, 0, paths, _labels(draw), merged=draw.rng.random() < 0.7)
    _body(draw, paper, body, draw.villages)
    for i, name in enumerate(draw.villages):
        sums = [0.0] * len(keys)
        for m in range(months):
            for k in range(len(keys)):
                at = (body + i, 2 + m * len(keys) + k)
                draw.fact(paper, at, name, f"{draw.year}-{m + 1:02d}", draw.value())
                sums[k] += _plain(paper.cells.get(at))
        for k, total in enumerate(sums):
            draw.no_fact(paper, (body + i, 2 + months * len(keys) + k), total)
    _total(draw, paper, body + len(draw.villages), body, range(2, 2 + len(paths)), draw.total_word)


def quarters(draw: Draw) -> None:
    """Months across with quarter and semester sums between them."""
    paper = draw.paper("TW")
    start = titles(draw, paper, 0, 0, "", what=f"CAKUPAN {draw.rng.choice(('K4', 'BCG', 'PN'))}")
    heads: list[tuple[str, int]] = []
    for m in range(1, 13):
        heads.append((draw.month(m), m))
        if m % 3 == 0:
            heads.append((draw.rng.choice((f"TW {'I' * (m // 3) if m < 12 else 'IV'}", f"Triwulan {m // 3}")), 0))
        if m % 6 == 0:
            heads.append((f"Semester {m // 6}", 0))
    heads.append(("TOTAL", 0))
    for c, text in enumerate(["NO", draw.place_head, *(h for h, _ in heads)]):
        paper.put(start, c, text)
    last = draw.rng.randint(4, 12)
    body = start + 1
    _body(draw, paper, body, draw.villages)
    for i, name in enumerate(draw.villages):
        quarter = half = year = 0.0
        for j, (text, m) in enumerate(heads):
            at = (body + i, 2 + j)
            if m and m <= last:
                draw.fact(paper, at, name, f"{draw.year}-{m:02d}", draw.value())
                value = _plain(paper.cells.get(at))
                quarter, half, year = quarter + value, half + value, year + value
            elif not m:
                draw.no_fact(paper, at, half if text.startswith("Sem") else year if text == "TOTAL" else quarter)
                quarter = 0.0
                half = 0.0 if text.startswith("Sem") else half


def items_under_villages(draw: Draw) -> None:
    """A merged village cell, its elements in rows, months across."""
    paper = draw.paper("Sheet1")
    keys = [p[-1] for p in columns(draw, 4)][:4]
    start = titles(draw, paper, 0, 0, "", what="LAPORAN TAHUNAN PROGRAM")
    for c, text in enumerate(["NO", draw.place_head, "INDIKATOR", *(draw.month(m) for m in range(1, 13)), "JUMLAH"]):
        paper.put(start, c, text)
    row = start + 1
    last = draw.rng.randint(2, 12)
    merged = draw.rng.random() < 0.6
    for i, name in enumerate(draw.villages[:6]):
        if merged:
            paper.merge(row, 0, row + len(keys) - 1, 0, i + 1)
            paper.merge(row, 1, row + len(keys) - 1, 1, draw.village(name))
            draw.never.add((paper.name, cell_name((row, 0))))
        for k, key in enumerate(keys):
            if not merged and k == 0:
                draw.no_fact(paper, (row, 0), i + 1)
                paper.put(row, 1, draw.village(name))
            paper.put(row, 2, key)
            total = 0.0
            for m in range(1, last + 1):
                draw.fact(paper, (row, 2 + m), name, f"{draw.year}-{m:02d}", draw.value())
                total += _plain(paper.cells.get((row, 2 + m)))
            draw.no_fact(paper, (row, 15), total)
            row += 1


def date_heads(draw: Draw) -> None:
    """Month heads are Excel dates."""
    paper = draw.paper("Kunjungan")
    key = draw.header(draw.rng.choice(("K1", "Diare", "BCG")))
    paper.put(0, 0, f"DATA {key} PUSKESMAS {PUSKESMAS.upper()}")
    paper.put(2, 0, "No")
    paper.put(2, 1, draw.place_head)
    months = draw.rng.randint(3, 12)
    for m in range(1, months + 1):
        paper.put(2, 1 + m, dt.datetime(draw.year, m, 1))
        paper.dates.add((2, 1 + m))
    _body(draw, paper, 3, draw.villages)
    for i, name in enumerate(draw.villages):
        for m in range(1, months + 1):
            draw.fact(paper, (3 + i, 1 + m), name, f"{draw.year}-{m:02d}", draw.value())
    _total(draw, paper, 3 + len(draw.villages), 3, range(2, 2 + months), draw.total_word)


def dated_rows(draw: Draw) -> None:
    """A tidy sheet with a real date in each row and one column for each element."""
    paper = draw.paper("Export")
    keys = [p[-1] for p in columns(draw, 4)][:4]
    heads = draw.rng.choice((["Tanggal", "Desa", *keys], ["No", "Nama Desa", "Periode", *keys]))
    for c, text in enumerate(heads):
        paper.put(0, c, text)
    row = 1
    for m in range(1, draw.rng.randint(3, 7)):
        for name in draw.villages:
            for c, text in enumerate(heads):
                if text == "No":
                    draw.no_fact(paper, (row, c), row)
                elif text in ("Tanggal", "Periode"):
                    paper.put(row, c, dt.datetime(draw.year, m, 1))
                    paper.dates.add((row, c))
                elif text in ("Desa", "Nama Desa"):
                    paper.put(row, c, draw.village(name))
                else:
                    draw.fact(paper, (row, c), name, f"{draw.year}-{m:02d}", draw.value())
            row += 1


def headings_inside(draw: Draw) -> None:
    """One header on top; each month only a line BULAN ... inside the table."""
    paper = draw.paper("LB3")
    paths = columns(draw, 5)
    paper.put(0, 0, "LAPORAN BULANAN PROGRAM GIZI DAN KIA")
    paper.put(1, 0, f"Puskesmas {PUSKESMAS} Tahun {draw.year}")
    body = write_header(draw, paper, 3, 0, paths, _labels(draw))
    row = body
    for m in range(1, draw.rng.randint(3, 6)):
        paper.put(
            row,
            draw.rng.choice((0, 1)),
            draw.rng.choice((draw.month(m), f"BULAN {draw.month(m)}", f"Bulan : {draw.month(m)}")),
        )
        row += 1
        first = row
        _body(draw, paper, row, draw.villages)
        for i, name in enumerate(draw.villages):
            for j in range(len(paths)):
                draw.fact(paper, (row + i, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
        row += len(draw.villages)
        _total(draw, paper, row, first, range(2, 2 + len(paths)), "JUMLAH")
        row += 1 + draw.rng.choice((0, 0, 1))


def months_beside(draw: Draw) -> None:
    """Each month a block of its own, two beside each other, titles over each."""
    paper = draw.paper("Data")
    paths = columns(draw, 3)
    draw.padding = 0
    draw.notes = False
    row = 0
    width = len(paths) + (2 if draw.numbering else 1) + draw.rng.choice((1, 2))
    for m in range(1, 5, 2):
        ends = []
        for side in (0, 1):
            paper.put(row, side * width, f"BULAN : {draw.month(m + side)} {draw.year}")
            ends.append(village_table(draw, paper, row + 2, side * width, paths, f"{draw.year}-{m + side:02d}"))
        row = max(ends) + 2


def coverage(draw: Draw) -> None:
    """Target, achievement, percent by format or formula, gap."""
    paper = draw.paper("Capaian")
    keys = [p[-1] for p in columns(draw, 3)][:3]
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what="CAPAIAN PROGRAM")
    style = draw.rng.choice(("format", "formula", "text", "plain"))
    words = draw.rng.choice(
        (
            ("Sasaran", "Capaian", "%"),
            ("SASARAN", "ABS", "%"),
            ("Sasaran", "Realisasi", "Persentase"),
            ("Sasaran", "Jumlah", "Cakupan"),
        )
    )
    paths = [(k, w) for k in keys for w in words]
    body = write_header(draw, paper, start, 0, paths, _labels(draw))
    _body(draw, paper, body, draw.villages)
    for i, name in enumerate(draw.villages):
        for k in range(len(keys)):
            row, col = body + i, 2 + 3 * k
            target = 31 + 7 * i + k
            draw.fact(paper, (row, col), name, str(draw.year), target)
            draw.fact(paper, (row, col + 1), name, f"{draw.year}-{m:02d}", draw.value())
            reached = _plain(paper.cells.get((row, col + 1)))
            at = (row, col + 2)
            if style == "format":
                draw.no_fact(paper, at, reached / target)
                paper.percents.add(at)
            elif style == "formula":
                paper.formula(*at, f"={cell_name((row, col + 1))}/{cell_name((row, col))}*100", reached / target * 100)
                draw.never.add((paper.name, cell_name(at)))
            elif style == "text":
                paper.put(*at, f"{reached / target * 100:.2f}%".replace(".", ","))
            else:
                draw.no_fact(paper, at, round(reached / target * 100, 1))
    row = body + len(draw.villages)
    paper.put(row, 1, draw.total_word)
    for k in range(len(keys)):
        for j in (0, 1):
            c = 2 + 3 * k + j
            draw.no_fact(
                paper, (row, c), sum(_plain(paper.cells.get((body + i, c))) for i in range(len(draw.villages)))
            )


def total_first(draw: Draw) -> None:
    """The total stands above the villages; the row of the Puskesmas itself."""
    paper = draw.paper("Tabel")
    paths = columns(draw, 5)
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m))
    body = write_header(draw, paper, start, 0, paths, _labels(draw))
    paper.put(body, 1, draw.rng.choice((f"PUSKESMAS {PUSKESMAS.upper()}", "JUMLAH", "Total Puskesmas")))
    _body(draw, paper, body + 1, draw.villages)
    for i, name in enumerate(draw.villages):
        for j in range(len(paths)):
            draw.fact(paper, (body + 1 + i, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
    for j in range(len(paths)):
        draw.no_fact(
            paper, (body, 2 + j), sum(_plain(paper.cells.get((body + 1 + i, 2 + j))) for i in range(len(draw.villages)))
        )


def page_breaks(draw: Draw) -> None:
    """The header is printed again in the middle of the villages; blank columns inside; units under the heads."""
    paper = draw.paper("Cetak")
    paths = columns(draw, 6)
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m))
    half = len(draw.villages) // 2
    row = start
    number = 0
    for part in (draw.villages[:half], draw.villages[half:]):
        row = write_header(draw, paper, row, 0, paths, _labels(draw), merged=draw.rng.random() < 0.5)
        for name in part:
            number += 1
            draw.no_fact(paper, (row, 0), number)
            paper.put(row, 1, draw.village(name))
            for j in range(len(paths)):
                draw.fact(paper, (row, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
            row += 1


def running_tables(draw: Draw) -> None:
    """A month table and under it the same table s/d that month."""
    paper = draw.paper("Lap")
    paths = columns(draw, 4)
    m = draw.rng.randint(2, 12)
    start = titles(draw, paper, 0, 0, draw.month(m))
    draw.notes = False
    row = village_table(draw, paper, start, 0, paths, f"{draw.year}-{m:02d}") + 2
    paper.put(
        row,
        0,
        draw.rng.choice(
            (
                f"KUMULATIF S/D BULAN {draw.month(m)}",
                f"JANUARI S/D {draw.month(m)} {draw.year}",
                f"s/d {draw.month(m)}",
                f"KOMULATIF {draw.month(m)}",
            )
        ),
    )
    body = write_header(draw, paper, row + 2, 0, paths, _labels(draw))
    for i, name in enumerate(draw.villages):
        draw.no_fact(paper, (body + i, 0), i + 1)
        paper.put(body + i, 1, draw.village(name))
        for j in range(len(paths)):
            draw.no_fact(paper, (body + i, 2 + j), draw.rng.randint(100, 400))


def district(draw: Draw) -> None:
    """Puskesmas of a district as rows, year table, thousands with dots, CSV-like."""
    paper = draw.paper("Tabel 24")
    names = ["Banyuwening", "Sumberarum", "Kedungsari", "Tirtomoyo", "Purwodadi"]
    draw.knows = False
    paper.put(
        0, 0, f"JUMLAH IBU HAMIL, PERSALINAN DAN NIFAS MENURUT KECAMATAN DAN PUSKESMAS, KABUPATEN {KABUPATEN.upper()}"
    )
    paper.put(1, 0, f"TAHUN {draw.year}")
    heads = ["NO", "KECAMATAN", "PUSKESMAS", "JUMLAH IBU HAMIL", "K1", "%", "K4", "%"]
    for c, text in enumerate(heads):
        paper.put(3, c, text)
        paper.put(4, c, c + 1)
        draw.never.add((paper.name, cell_name((4, c))))
    sums = [0.0, 0.0, 0.0]
    for i, name in enumerate(names):
        row = 5 + i
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, name if i else KECAMATAN)
        paper.put(row, 2, name)
        values = [draw.rng.randint(300, 900), draw.rng.randint(200, 800), draw.rng.randint(100, 700)]
        for k, col in enumerate((3, 4, 6)):
            draw.fact(paper, (row, col), name, str(draw.year), values[k])
            sums[k] += _plain(paper.cells.get((row, col)))
        draw.no_fact(paper, (row, 5), round(values[1] / values[0] * 100, 2))
        draw.no_fact(paper, (row, 7), round(values[2] / values[0] * 100, 2))
    row = 5 + len(names)
    paper.put(row, 0, "JUMLAH (KAB/KOTA)")
    for k, col in enumerate((3, 4, 6)):
        draw.no_fact(paper, (row, col), sums[k])
    draw.no_fact(paper, (row, 5), round(sums[1] / sums[0] * 100, 1))
    draw.no_fact(paper, (row, 7), round(sums[2] / sums[0] * 100, 1))


def months_down_by_village(draw: Draw) -> None:
    """Villages as groups of rows, months down inside each, with a total after each village."""
    paper = draw.paper("Sheet2")
    paths = columns(draw, 4)
    start = titles(draw, paper, 0, 0, "", what="DATA BULANAN")
    body = write_header(draw, paper, start, 0, paths, [draw.place_head, "BULAN"])
    row = body
    last = draw.rng.randint(2, 6)
    for name in draw.villages[:5]:
        sums = [0.0] * len(paths)
        for m in range(1, last + 1):
            if m == 1:
                paper.put(row, 0, draw.village(name))
            paper.put(row, 1, draw.month(m))
            for j in range(len(paths)):
                draw.fact(paper, (row, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
                sums[j] += _plain(paper.cells.get((row, 2 + j)))
            row += 1
        paper.put(row, 1, "JUMLAH")
        for j, total in enumerate(sums):
            draw.no_fact(paper, (row, 2 + j), total)
        row += 1


LAYOUTS: dict[str, Callable[[Draw], None]] = {
    f.__name__: f
    for f in (
        villages_across, month_groups, quarters, items_under_villages, date_heads, dated_rows, headings_inside,
        months_beside,
        coverage, total_first, page_breaks, running_tables, district, months_down_by_village,
    )
}  # fmt: skip
