"""A seeded generator of ugly workbooks with their truth: what each cell means, and which cells are no facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exchange.office import (
    HEADERS,
    KABUPATEN,
    KECAMATAN,
    PUSKESMAS,
    Draw,
    Ugly,
    _plain,
    columns,
    titles,
    village_table,
    write_header,
)
from exchange.paper import Paper, to_csv, to_ods, to_xlsx


def stacked_months(draw: Draw) -> None:
    paper = draw.paper(draw.rng.choice(("1.DATA KIA", "Sheet1", "Data", "LB3")))
    paths = columns(draw, draw.rng.randint(4, 14))
    row = draw.rng.choice((0, 1, 2))
    last = draw.rng.randint(2, 5)
    sasaran = draw.rng.random() < 0.5
    for m in range(1, last + 2):
        start = titles(draw, paper, row, 0, draw.month(m))
        row = village_table(
            draw, paper, start, 0, paths, f"{draw.year}-{m:02d}", sasaran=sasaran and m == 1, reported=m <= last
        ) + draw.rng.randint(1, 4)


def sheet_per_month(draw: Draw) -> None:
    count = draw.rng.randint(2, 4)
    first, second = columns(draw, 5), columns(draw, 4)
    two = draw.rng.random() < 0.5
    for m in range(1, count + 1):
        paper = draw.paper(draw.month(m))
        start = titles(
            draw, paper, 0, 0, draw.month(m) if draw.rng.random() < 0.6 else "", what="REKAPITULASI HASIL KEGIATAN"
        )
        row = village_table(
            draw, paper, start, 0, first, f"{draw.year}-{m:02d}", sasaran=m == 1 and draw.rng.random() < 0.4
        )
        if two:
            paper.put(row + 1, 0, "B. PROGRAM LAINNYA")
            village_table(draw, paper, row + 2, 0, second, f"{draw.year}-{m:02d}")


def months_across(draw: Draw) -> None:
    paper = draw.paper(draw.rng.choice(("Rekap", "Sheet1", "Tahunan")))
    keys = draw.rng.sample(["K1", "K4", "PN", "IDL", "BCG", "KN1"], draw.rng.randint(1, 3))
    last = draw.rng.randint(3, 12)
    row = 0
    percent = draw.rng.random() < 0.4
    for key in keys:
        start = titles(draw, paper, row, 0, "", what=f"CAKUPAN {draw.header(key).upper()} PER DESA")
        labels = ([draw.numbering] if draw.numbering else []) + [draw.place_head]
        paths: list[tuple[str, ...]] = [(draw.month(m),) for m in range(1, 13)]
        if draw.rng.random() < 0.4:
            paths = [("BULAN", *p) for p in paths]
        tail: list[tuple[str, ...]] = [("JUMLAH",)] + ([("%",)] if percent else [])
        with_sasaran = draw.rng.random() < 0.5
        head: list[tuple[str, ...]] = [("SASARAN",)] if with_sasaran else []
        body = write_header(draw, paper, start, 0, [*head, *paths, *tail], labels)
        first = len(labels)
        sums = [0.0] * (len(head) + 13)
        for i, name in enumerate(draw.villages):
            r = body + i
            if draw.numbering:
                draw.no_fact(paper, (r, 0), i + 1)
            paper.put(r, len(labels) - 1, draw.village(name))
            if head:
                draw.fact(paper, (r, first), name, str(draw.year), 30 + 3 * i)
                sums[0] += _plain(paper.cells.get((r, first)))
            total = 0
            for m in range(1, last + 1):
                value = draw.value()
                at = (r, first + len(head) + m - 1)
                draw.fact(paper, at, name, f"{draw.year}-{m:02d}", value)
                here = _plain(paper.cells.get(at))
                total += int(here)
                sums[len(head) + m - 1] += here
            draw.no_fact(paper, (r, first + len(head) + 12), total)
            if percent:
                draw.no_fact(paper, (r, first + len(head) + 13), round(total / (30 + 3 * i) * 100, 2))
        r = body + len(draw.villages)
        paper.put(r, 0, draw.total_word)
        for j, total in enumerate(sums[:-1]):
            draw.no_fact(paper, (r, first + j), total)
        row = r + draw.rng.randint(2, 4)


def tidy(draw: Draw) -> None:
    paper = draw.paper("data")
    heads = draw.rng.choice(
        (
            ("desa", "bulan", "tahun", "indikator", "nilai"),
            ("Tahun", "Bulan", "Desa", "Indikator", "Jumlah", "Satuan"),
            ("periode", "desa", "indikator", "nilai"),
            ("no", "kecamatan", "desa", "bulan", "indikator", "nilai"),
        )
    )
    row = 0
    if draw.rng.random() < 0.4:
        paper.put(0, 0, f"Data capaian program tahun {draw.year}")
        row = 2
    for c, h in enumerate(heads):
        paper.put(row, c, h)
    keys = draw.rng.sample(list(HEADERS), draw.rng.randint(2, 5))
    names = {k: draw.header(k) for k in keys}
    style = draw.rng.randrange(3)
    number = 0
    for m in range(1, draw.rng.randint(2, 5)):
        for v in draw.villages:
            for k in keys:
                row += 1
                number += 1
                for c, h in enumerate(heads):
                    low = h.lower()
                    if low == "no":
                        draw.no_fact(paper, (row, c), number)
                    elif low == "desa":
                        paper.put(row, c, draw.village(v))
                    elif low == "kecamatan":
                        paper.put(row, c, KECAMATAN)
                    elif low == "tahun":
                        draw.no_fact(paper, (row, c), draw.year)
                    elif low == "bulan":
                        has_year = any(x.lower() == "tahun" for x in heads)
                        text: Any = (
                            draw.month(m) if style == 0 else m if style == 1 and has_year else f"{m:02d}/{draw.year}"
                        )
                        if isinstance(text, int):
                            draw.no_fact(paper, (row, c), text)
                        else:
                            paper.put(row, c, text if has_year or "/" in text else f"{text} {draw.year}")
                    elif low == "periode":
                        paper.put(row, c, f"{draw.year}-{m:02d}")
                    elif low == "indikator":
                        paper.put(row, c, names[k])
                    elif low == "satuan":
                        paper.put(row, c, "orang")
                    else:
                        draw.fact(paper, (row, c), v, f"{draw.year}-{m:02d}", draw.value())


def side_by_side(draw: Draw) -> None:
    paper = draw.paper("Sheet1")
    paths = columns(draw, 3)
    other = columns(draw, 3)
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m))
    draw.padding = 0
    village_table(draw, paper, start, 0, paths, f"{draw.year}-{m:02d}")
    width = len(paths) + (2 if draw.numbering else 1)
    village_table(draw, paper, start, width + draw.rng.choice((1, 2)), other, f"{draw.year}-{m:02d}")


def posyandu_groups(draw: Draw) -> None:
    paper = draw.paper("Posyandu")
    paths = columns(draw, draw.rng.randint(3, 6))
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what="LAPORAN KEGIATAN POSYANDU")
    style = draw.rng.choice(("after", "before", "column"))
    labels = ["NO", "DESA", "POSYANDU"] if style == "column" else ["NO", "POSYANDU"]
    body = write_header(draw, paper, start, 0, paths, labels)
    row = body
    first = len(labels)
    grand = [0.0] * len(paths)
    for village in draw.villages[: draw.rng.randint(2, 5)]:
        if style == "before":
            paper.put(row, 1, f"DESA {village.upper()}")
            row += 1
        sums = [0.0] * len(paths)
        for k in range(draw.rng.randint(2, 4)):
            name = f"Melati {k + 1}"
            draw.no_fact(paper, (row, 0), k + 1)
            if style == "column" and k == 0:
                paper.put(row, 1, draw.village(village))
            paper.put(row, first - 1, name)
            for j in range(len(paths)):
                draw.fact(paper, (row, first + j), name, f"{draw.year}-{m:02d}", draw.value(), within=village)
                sums[j] += _plain(paper.cells.get((row, first + j)))
            row += 1
        if style != "column":
            paper.put(
                row,
                1,
                {
                    "after": draw.rng.choice((f"JUMLAH {village.upper()}", f"Jumlah Desa {village}", village)),
                    "before": "JUMLAH",
                }[style],
            )
            for j, total in enumerate(sums):
                draw.no_fact(paper, (row, first + j), total)
            row += 1
        grand = [a + b for a, b in zip(grand, sums, strict=True)]
    paper.put(row, 1, "TOTAL PUSKESMAS" if draw.rng.random() < 0.5 else "TOTAL")
    for j, total in enumerate(grand):
        draw.no_fact(paper, (row, first + j), total)


def by_sex(draw: Draw) -> None:
    paper = draw.paper("Rekap LP")
    keys = draw.rng.sample(["Diare", "Pneumonia", "HT", "DM", "TB", "BGM"], draw.rng.randint(2, 4))
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what="LAPORAN BULANAN PENYAKIT")
    words = draw.rng.choice(
        (("L", "P", "JML"), ("L", "P", "L+P"), ("Laki-laki", "Perempuan", "Jumlah"), ("LK", "PR", "TOTAL"))
    )
    paths = [(h, w) for h in map(draw.header, keys) for w in words]
    labels = [draw.numbering or "No", draw.place_head]
    body = write_header(draw, paper, start, 0, paths, labels, merged=draw.rng.random() < 0.8)
    for i, name in enumerate(draw.villages):
        row = body + i
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        for k in range(len(keys)):
            for s in (0, 1):
                draw.fact(paper, (row, 2 + 3 * k + s), name, f"{draw.year}-{m:02d}", draw.value())
            total = sum(_plain(paper.cells.get((row, 2 + 3 * k + s))) for s in (0, 1))
            draw.no_fact(paper, (row, 4 + 3 * k), total)
    row = body + len(draw.villages)
    paper.put(row, 1, draw.total_word)
    for j in range(3 * len(keys)):
        draw.no_fact(
            paper, (row, 2 + j), sum(_plain(paper.cells.get((body + i, 2 + j))) for i in range(len(draw.villages)))
        )


def pws(draw: Draw) -> None:
    """Last month, this month, running total, percent, rank: only this month is a fact."""
    paper = draw.paper("PWS")
    keys = draw.rng.sample(["K1", "K4", "PN", "KN1", "IDL"], draw.rng.randint(2, 3))
    m = draw.rng.randint(2, 12)
    start = titles(draw, paper, 0, 0, draw.month(m), what="PWS KIA")
    style = draw.rng.choice(
        (
            ("BLN LALU", "BLN INI", "KUM", "%", "RANGKING"),
            ("BLN. LALU", "BLN. INI", "ABS", "%"),
            ("Bulan Lalu", "Bulan Ini", "Kumulatif", "Cakupan (%)", "Peringkat"),
        )
    )
    paths = [("SASARAN",), *((h, w) for h in map(draw.header, keys) for w in style)]
    body = write_header(draw, paper, start, 0, paths, ["NO", draw.place_head])
    for i, name in enumerate(draw.villages):
        row = body + i
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        target = 40 + 11 * i
        draw.fact(paper, (row, 2), name, str(draw.year), target)
        for k in range(len(keys)):
            col = 3 + k * len(style)
            before = draw.rng.randint(0, 60)
            draw.no_fact(paper, (row, col), before)
            draw.fact(paper, (row, col + 1), name, f"{draw.year}-{m:02d}", draw.value())
            now = _plain(paper.cells.get((row, col + 1)))
            draw.no_fact(paper, (row, col + 2), before + now)
            draw.no_fact(paper, (row, col + 3), round((before + now) / target * 100, 2))
            if len(style) == 5:
                draw.no_fact(paper, (row, col + 4), (i * 7) % len(draw.villages) + 1)
    row = body + len(draw.villages)
    paper.put(row, 1, draw.total_word)
    for j in range(1 + len(keys) * len(style)):
        total = sum(_plain(paper.cells.get((body + i, 2 + j))) for i in range(len(draw.villages)))
        if j == 0 or (j - 1) % len(style) < 3:
            draw.no_fact(paper, (row, 2 + j), total)


def sheet_per_village(draw: Draw) -> None:
    paths = columns(draw, draw.rng.randint(3, 6))
    rows_are = draw.rng.choice(("months", "items"))
    last = draw.rng.randint(2, 12)
    for village in draw.villages[: draw.rng.randint(2, 4)]:
        paper = draw.paper(draw.village(village))
        paper.put(0, 0, "LAPORAN BULANAN DESA")
        paper.put(1, 0, f"DESA : {draw.village(village)}")
        paper.put(2, 0, f"TAHUN {draw.year}")
        if rows_are == "months":
            body = write_header(draw, paper, 4, 0, paths, ["NO", "BULAN"])
            for m in range(1, 13):
                draw.no_fact(paper, (body + m - 1, 0), m)
                paper.put(body + m - 1, 1, draw.month(m))
                for j in range(len(paths)):
                    if m <= last:
                        draw.fact(paper, (body + m - 1, 2 + j), village, f"{draw.year}-{m:02d}", draw.value())
            paper.put(body + 12, 1, "JUMLAH")
            for j in range(len(paths)):
                draw.no_fact(
                    paper, (body + 12, 2 + j), sum(_plain(paper.cells.get((body + m, 2 + j))) for m in range(12))
                )
        else:
            body = write_header(
                draw, paper, 4, 0, [(draw.month(m),) for m in range(1, 13)] + [("JUMLAH",)], ["NO", "INDIKATOR"]
            )
            for i, path in enumerate(paths):
                draw.no_fact(paper, (body + i, 0), i + 1)
                paper.put(body + i, 1, " ".join(path) if len(path) > 1 else path[0])
                for m in range(1, last + 1):
                    draw.fact(paper, (body + i, 1 + m), village, f"{draw.year}-{m:02d}", draw.value())
                draw.no_fact(
                    paper, (body + i, 14), sum(_plain(paper.cells.get((body + i, 1 + m))) for m in range(1, 13))
                )


LAYOUTS: dict[str, Callable[[Draw], None]] = {
    f.__name__: f
    for f in (
        stacked_months,
        sheet_per_month,
        months_across,
        tidy,
        side_by_side,
        posyandu_groups,
        by_sex,
        pws,
        sheet_per_village,
    )
}


def build(seed: int, layouts: dict[str, Callable[[Draw], None]] | None = None) -> Ugly:
    """The ugly workbook of a seed: always the same."""
    layouts = layouts or LAYOUTS
    draw = Draw(seed)
    name = list(layouts)[seed % len(layouts)]
    layouts[name](draw)
    r = draw.rng
    filename = r.choice(("laporan.xlsx", "KIA fix (2).xlsx", "LB3_final.xlsx"))
    if draw.year_where == "file":
        filename = f"laporan {draw.year}.xlsx"
    elif draw.year_where == "other":
        cover = Paper("PETUNJUK")
        cover.put(0, 0, "LAPORAN KEGIATAN")
        cover.put(2, 0, "Tahun")
        cover.put(2, 2, draw.year)
        cover.put(3, 0, "Puskesmas")
        cover.put(3, 2, PUSKESMAS.upper())
        cover.put(4, 0, "Kabupaten")
        cover.put(4, 2, KABUPATEN.upper())
        draw.papers.insert(0, cover)
    told = str(draw.year) in filename or any(
        str(draw.year) in str(v) for p in draw.papers for v in p.cells.values() if not str(v).startswith(KECAMATAN)
    )
    for truth in draw.truths:
        truth.clean = truth.clean and told  # nobody can know the year: asking is right
    if r.random() < 0.1 and len(draw.papers) > 1:
        draw.papers[-1].hidden = True
    if name == "tidy" and len(draw.papers) == 1 and r.random() < 0.6:
        filename = filename.replace(".xlsx", ".csv")
        data = to_csv(draw.papers[0], r.choice((";", ",", "\t")), r.choice(("utf-8", "utf-8-sig", "cp1252")))
        for truth in draw.truths:
            truth.sheet = filename.rsplit(".", 1)[0]
        draw.never = {(filename.rsplit(".", 1)[0], c) for _, c in draw.never}
    elif r.random() < 0.12 and not any(p.formulas or p.percents or p.dates for p in draw.papers):
        filename = filename.replace(".xlsx", ".ods")
        data = to_ods(draw.papers)
    else:
        data = to_xlsx(draw.papers)
    return Ugly(
        seed, name, filename, data, draw.truths, draw.never, draw.papers, r.random() < 0.6 and draw.knows, draw.wrong
    )
