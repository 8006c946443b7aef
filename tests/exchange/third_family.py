"""A third family of ugly layouts: what two passed families had not asked for yet."""

from __future__ import annotations

from collections.abc import Callable

from exchange.held_out import _body, _labels, _total
from exchange.office import KABUPATEN, PUSKESMAS, Draw, _plain, columns, titles, village_table, write_header
from exchange.paper import cell_name


def words_and_month(draw: Draw) -> None:
    """Heads such as ``K1 Januari`` or ``Capaian April``."""
    paper = draw.paper("Sheet1")
    keys = [p[-1] for p in columns(draw, 2)][:2]
    months = draw.rng.randint(2, 6)
    start = titles(draw, paper, 0, 0, "", what="REKAP KEGIATAN")
    heads = [(k, m) for k in keys for m in range(1, months + 1)]
    for c, text in enumerate([*_labels(draw), *(f"{k} {draw.month(m)}" for k, m in heads)]):
        paper.put(start, c, text)
    _body(draw, paper, start + 1, draw.villages)
    for i, name in enumerate(draw.villages):
        for j, (_, m) in enumerate(heads):
            draw.fact(paper, (start + 1 + i, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
    _total(draw, paper, start + 1 + len(draw.villages), start + 1, range(2, 2 + len(heads)), draw.total_word)


def numbered_months(draw: Draw) -> None:
    """BULAN over 1 2 3 ... 12."""
    paper = draw.paper("Rekap")
    key = draw.rng.choice(("K1", "BCG", "PN"))
    start = titles(draw, paper, 0, 0, "", what=f"CAKUPAN {key}")
    merged = draw.rng.random() < 0.7
    paper.put(start, 0, "NO")
    paper.put(start, 1, draw.place_head)
    if merged:
        paper.merge(start, 0, start + 1, 0, "NO")
        paper.merge(start, 1, start + 1, 1, draw.place_head)
        paper.merge(start, 2, start, 13, "BULAN")
        paper.merge(start, 14, start + 1, 14, "JUMLAH")
    else:
        paper.put(start, 2, "BULAN")
        paper.put(start, 14, "JUMLAH")
    for m in range(1, 13):
        draw.no_fact(paper, (start + 1, 1 + m), m)
    body, last = start + 2, draw.rng.randint(3, 12)
    _body(draw, paper, body, draw.villages)
    for i, name in enumerate(draw.villages):
        total = 0.0
        for m in range(1, last + 1):
            draw.fact(paper, (body + i, 1 + m), name, f"{draw.year}-{m:02d}", draw.value())
            total += _plain(paper.cells.get((body + i, 1 + m)))
        draw.no_fact(paper, (body + i, 14), total)


def units_under_heads(draw: Draw) -> None:
    """A row of units and a row of targets between the heads and the villages."""
    paper = draw.paper("LB")
    paths = columns(draw, 5)
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m))
    body = write_header(
        draw,
        paper,
        start,
        0,
        [(*p, f"({draw.rng.choice(('ibu', 'bayi', 'orang', 'balita'))})") for p in paths],
        _labels(draw),
    )
    if draw.rng.random() < 0.5:
        paper.put(body, 1, "TARGET")
        for j in range(len(paths)):
            draw.no_fact(paper, (body, 2 + j), draw.rng.choice((90, 95, 100)))
        body += 1
    _body(draw, paper, body, draw.villages)
    for i, name in enumerate(draw.villages):
        for j in range(len(paths)):
            draw.fact(paper, (body + i, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
    row = body + len(draw.villages)
    _total(draw, paper, row, body, range(2, 2 + len(paths)), "JUMLAH")
    paper.put(row + 1, 1, draw.rng.choice(("PERSENTASE", "% CAPAIAN", "Rata-rata")))
    for j in range(len(paths)):
        draw.no_fact(paper, (row + 1, 2 + j), round(draw.rng.random() * 100, 1))


def one_line_titles(draw: Draw) -> None:
    """All title values on one line, key and value and colon in cells of their own, right above the heads."""
    paper = draw.paper("Form")
    paths = columns(draw, 5)
    m = draw.rng.randint(1, 12)
    paper.put(0, 0, "FORMULIR LAPORAN BULANAN")
    style = draw.rng.randrange(3)
    if style == 0:
        line = ["PUSKESMAS", ":", PUSKESMAS.upper(), "", "BULAN", ":", draw.month(m), "TAHUN", ":", draw.year]
    elif style == 1:
        line = [f"PUSKESMAS : {PUSKESMAS.upper()}", "", "", f"BULAN : {draw.month(m)} {draw.year}"]
    else:
        line = ["Puskesmas:", PUSKESMAS, "", "Bulan:", m, "Tahun:", draw.year]
    for c, text in enumerate(line):
        if isinstance(text, int):
            draw.no_fact(paper, (1, c), text)
        else:
            paper.put(1, c, text)
    body = write_header(draw, paper, 2 + draw.rng.choice((0, 1)), 0, paths, _labels(draw))
    _body(draw, paper, body, draw.villages)
    for i, name in enumerate(draw.villages):
        for j in range(len(paths)):
            draw.fact(paper, (body + i, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
    row = body + len(draw.villages)
    _total(draw, paper, row, body, range(2, 2 + len(paths)), draw.total_word)
    paper.put(row + 2, 1, "Jumlah posyandu")
    draw.no_fact(paper, (row + 2, 2), 48)
    paper.put(row + 3, 1, "Luas wilayah (km2)")
    draw.no_fact(paper, (row + 3, 2), 25.5)
    paper.put(row + 5, 3, "Kepala Puskesmas")
    paper.put(row + 8, 3, "dr. Anindya Prameswari")


def skdn(draw: Draw) -> None:
    """S K D N with D/S, N/D, and the sexes under each."""
    paper = draw.paper("SKDN")
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what="LAPORAN SKDN")
    heads = ["S", "K", "D", "N", "BGM", "K/S", "D/S", "N/D"]
    whole = draw.rng.random() < 0.5
    for c, text in enumerate([*_labels(draw), *heads]):
        paper.put(start, c, text)
    _body(draw, paper, start + 1, draw.villages)
    for i, name in enumerate(draw.villages):
        row = start + 1 + i
        s = draw.rng.randint(100, 300)
        figures = [
            s,
            s - draw.rng.randint(0, 9),
            s - draw.rng.randint(10, 60),
            s - draw.rng.randint(61, 90),
            draw.rng.randint(0, 4),
        ]
        for j, value in enumerate(figures):
            draw.fact(paper, (row, 2 + j), name, f"{draw.year}-{m:02d}", value)
        for j, (a, b) in enumerate(((1, 0), (2, 0), (3, 2))):
            ratio = figures[a] / figures[b] * 100
            draw.no_fact(paper, (row, 7 + j), round(ratio) if whole else round(ratio, 1))
    _total(draw, paper, start + 1 + len(draw.villages), start + 1, range(2, 7), draw.total_word)


def months_down_with_quarters(draw: Draw) -> None:
    """One village a sheet, months down, quarter rows and a year row among them."""
    paths = columns(draw, 4)
    last = draw.rng.randint(4, 12)
    for name in draw.villages[:3]:
        paper = draw.paper(f"Desa {name}")
        paper.put(0, 0, f"LAPORAN DESA {name.upper()} TAHUN {draw.year}")
        body = write_header(draw, paper, 2, 0, paths, ["BULAN"])
        row = body
        for m in range(1, 13):
            paper.put(row, 0, draw.month(m))
            for j in range(len(paths)):
                if m <= last:
                    draw.fact(paper, (row, 1 + j), name, f"{draw.year}-{m:02d}", draw.value())
            row += 1
            if m % 3 == 0:
                paper.put(row, 0, f"TRIWULAN {'I' * (m // 3) if m < 12 else 'IV'}")
                for j in range(len(paths)):
                    draw.no_fact(paper, (row, 1 + j), draw.rng.randint(20, 90))
                row += 1


def item_tree(draw: Draw) -> None:
    """Indicators down with enumerated sub items, villages across, two columns each."""
    paper = draw.paper("LB3 KIA")
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what="LAPORAN BULANAN KIA (LB3)")
    names = draw.villages[:5]
    paper.put(start, 0, "NO")
    paper.put(start, 1, "KEGIATAN")
    for j, name in enumerate(names):
        paper.put(start, 2 + j, draw.village(name))
    paper.put(start, 2 + len(names), "JUMLAH")
    row = start + 1
    for g, (head, items) in enumerate(
        (("KESEHATAN IBU", ("K1", "K4", "PN")), ("KESEHATAN ANAK", ("KN1", "BCG", "IDL")))
    ):
        paper.put(row, 0, "I" * (g + 1))
        paper.put(row, 1, head)
        row += 1
        for i, key in enumerate(items):
            paper.put(row, 1, f"{'abc'[i]}. {draw.header(key)}")
            total = 0.0
            for j, name in enumerate(names):
                draw.fact(paper, (row, 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
                total += _plain(paper.cells.get((row, 2 + j)))
            draw.no_fact(paper, (row, 2 + len(names)), total)
            row += 1


def sexes_then_total_group(draw: Draw) -> None:
    """Age groups each with L and P, and a last group JUMLAH with L, P, L+P."""
    paper = draw.paper("Umur")
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what=f"KASUS {draw.rng.choice(('DIARE', 'ISPA', 'DBD'))}")
    ages = ["0-11 bln", "1-4 th", "5-9 th", "> 10 th"][: draw.rng.randint(2, 4)]
    paths = [(a, s) for a in ages for s in ("L", "P")] + [("JUMLAH", "L"), ("JUMLAH", "P"), ("JUMLAH", "L+P")]
    body = write_header(draw, paper, start, 0, paths, _labels(draw))
    _body(draw, paper, body, draw.villages)
    for i, name in enumerate(draw.villages):
        sums = [0.0, 0.0]
        for a in range(len(ages)):
            for s in (0, 1):
                at = (body + i, 2 + 2 * a + s)
                draw.fact(paper, at, name, f"{draw.year}-{m:02d}", draw.value())
                sums[s] += _plain(paper.cells.get(at))
        for s, total in enumerate((*sums, sum(sums))):
            draw.no_fact(paper, (body + i, 2 + 2 * len(ages) + s), total)


def forgotten_sheet_name(draw: Draw) -> None:
    """Sheets copied month by month; in one the title was not changed: it must be asked."""
    paths = columns(draw, 4)
    count = draw.rng.randint(3, 5)
    slip = draw.rng.randint(2, count)
    draw.notes = False
    for m in range(1, count + 1):
        paper = draw.paper(draw.month(m))
        told = m - 1 if m == slip else m
        paper.put(0, 0, f"LAPORAN BULAN {draw.month(told)} {draw.year}")
        before = len(draw.truths)
        village_table(draw, paper, 2, 0, paths, f"{draw.year}-{m:02d}")
        for truth in draw.truths[before:]:
            truth.clean = truth.clean and m not in (slip, slip - 1)


def short_running(draw: Draw) -> None:
    """BI and SD (this month, up to this month) under each element; school levels SD and SMP elsewhere."""
    paper = draw.paper("PKM")
    m = draw.rng.randint(2, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what="LAPORAN KEGIATAN")
    school = draw.rng.random() < 0.4
    keys = ["UKS > SD", "UKS > SMP"] if school else [p[-1] for p in columns(draw, 3)][:3]
    words = (
        ("SD", "SMP")
        if school
        else draw.rng.choice(
            (("BI", "SD"), ("B.I", "S.D"), ("Bln ini", "s/d bln ini"), ("Bulan ini", "s.d. bulan ini"))
        )
    )
    paths = [("Siswa diperiksa", w) for w in words] if school else [(k, w) for k in keys for w in words]
    body = write_header(draw, paper, start, 0, paths, _labels(draw))
    _body(draw, paper, body, draw.villages)
    for i, name in enumerate(draw.villages):
        for j in range(len(paths)):
            at = (body + i, 2 + j)
            if school or j % 2 == 0:
                draw.fact(paper, at, name, f"{draw.year}-{m:02d}", draw.value())
            else:
                draw.no_fact(paper, at, _plain(paper.cells.get((body + i, 1 + j))) + draw.rng.randint(0, 99))


def indented(draw: Draw) -> None:
    """The table starts somewhere in the middle; heads have line breaks and brackets; blank lines between rows."""
    paper = draw.paper("Laporan")
    keys = [p[-1] for p in columns(draw, 5)][:5]
    m = draw.rng.randint(1, 12)
    left, top = draw.rng.randint(1, 4), draw.rng.randint(2, 6)
    paper.put(
        top - 2,
        left,
        f"LAPORAN PUSKESMAS {PUSKESMAS.upper()}\nKABUPATEN {KABUPATEN.upper()}\nBULAN {draw.month(m)} {draw.year}",
    )
    heads = [draw.rng.choice((k, f"{k}\n(abs)", f"Jumlah\n{k}", f"Jml. {k}")) for k in keys]
    for c, text in enumerate(["No", draw.place_head, *heads]):
        paper.put(top, left + c, text)
    row = top + 1
    for i, name in enumerate(draw.villages):
        draw.no_fact(paper, (row, left), i + 1)
        paper.put(row, left + 1, draw.village(name))
        for j in range(len(keys)):
            draw.fact(paper, (row, left + 2 + j), name, f"{draw.year}-{m:02d}", draw.value())
        row += 1 + (i % 4 == 3)
    paper.put(row, left + 1, draw.total_word)
    for j in range(len(keys)):
        total = sum(_plain(v) for (r, c), v in paper.cells.items() if c == left + 2 + j and top < r < row)
        draw.no_fact(paper, (row, left + 2 + j), total)
    draw.never.add((paper.name, cell_name((row, left + 2))))


LAYOUTS: dict[str, Callable[[Draw], None]] = {
    f.__name__: f
    for f in (
        words_and_month, numbered_months, units_under_heads, one_line_titles, skdn, months_down_with_quarters,
        item_tree,
        sexes_then_total_group, forgotten_sheet_name, short_running, indented,
    )
}  # fmt: skip
