"""A fourth family: number formats as text, sexes in rows, levels in rows, villages over months, disease by age."""

from __future__ import annotations

from collections.abc import Callable

from exchange.held_out import _body, _labels, _total
from exchange.office import KABUPATEN, PUSKESMAS, Draw, Truth, _plain, columns, titles, write_header
from exchange.paper import Paper, cell_name


def _typed(
    draw: Draw,
    paper: Paper,
    at: tuple[int, int],
    text: str,
    place: str,
    period: str,
    value: float,
    *,
    clean: bool = True,
) -> None:
    paper.put(*at, text)
    draw.truths.append(Truth(paper.name, cell_name(at), place, period, round(value * 1_000_000), clean))


def _written(value: float, style: str) -> str:
    text = f"{value:,.1f}" if value != int(value) else f"{int(value):,}"
    return text.translate(str.maketrans(",.", ".,")) if style == "id" else text


def figures_as_text(draw: Draw) -> None:
    """Population with thousands signs, sasaran with decimals, counts: Indonesian, English, or a mixture."""
    paper = draw.paper("data")
    style = draw.rng.choice(("id", "en", "mixed"))
    paper.put(0, 0, f"DATA SASARAN TAHUN {draw.year}")
    for c, text in enumerate(["No", "Desa", "Jumlah Penduduk", "Bumil", "Bayi"]):
        paper.put(2, c, text)
    for i, name in enumerate(draw.villages):
        row = 3 + i
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        people = draw.rng.randint(1000, 9999)
        _typed(
            draw,
            paper,
            (row, 2),
            _written(people, "id" if style != "en" else "en"),
            name,
            str(draw.year),
            people,
            clean=style != "mixed",
        )
        mothers = draw.rng.randint(20, 150) + 0.5
        _typed(draw, paper, (row, 3), _written(mothers, "en" if style != "id" else "id"), name, str(draw.year), mothers)
        _typed(draw, paper, (row, 4), str(draw.rng.randint(20, 150)), name, str(draw.year), 0)
        draw.truths[-1].micro = int(paper.cells[row, 4]) * 1_000_000


def sexes_in_rows(draw: Draw) -> None:
    """Two rows for each village: L and P."""
    paper = draw.paper("LP")
    paths = columns(draw, 3)
    m = draw.rng.randint(1, 12)
    start = titles(draw, paper, 0, 0, draw.month(m))
    body = write_header(draw, paper, start, 0, paths, ["NO", draw.place_head, "L/P"])
    row = body
    for i, name in enumerate(draw.villages[:6]):
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, draw.village(name))
        for sex in ("L", "P"):
            paper.put(row, 2, sex)
            for j in range(len(paths)):
                draw.fact(paper, (row, 3 + j), name, f"{draw.year}-{m:02d}", draw.value())
            row += 1


def levels_in_rows(draw: Draw) -> None:
    """Puskesmas under kecamatan, a subtotal of each, a total of the district."""
    paper = draw.paper("Kab")
    draw.knows = False
    paths = columns(draw, 4)
    m = draw.rng.randint(1, 12)
    paper.put(0, 0, f"REKAP KABUPATEN {KABUPATEN.upper()}")
    paper.put(1, 0, f"BULAN {draw.month(m)} {draw.year}")
    body = write_header(draw, paper, 3, 0, paths, ["NO", "KECAMATAN", "PUSKESMAS"])
    row, grand = body, [0.0] * len(paths)
    for k, (kecamatan, centres) in enumerate(
        {"Argasari": ("Argasari", "Wonosari Kidul"), "Banyuwening": ("Banyuwening", "Sumberarum", "Tirtomoyo")}.items()
    ):
        sums = [0.0] * len(paths)
        for c, centre in enumerate(centres):
            if c == 0:
                draw.no_fact(paper, (row, 0), k + 1)
                paper.put(row, 1, kecamatan)
            paper.put(row, 2, centre)
            for j in range(len(paths)):
                draw.fact(paper, (row, 3 + j), centre, f"{draw.year}-{m:02d}", draw.value())
                sums[j] += _plain(paper.cells.get((row, 3 + j)))
            row += 1
        paper.put(row, 1, f"Jumlah Kec. {kecamatan}")
        for j, total in enumerate(sums):
            draw.no_fact(paper, (row, 3 + j), total)
            grand[j] += total
        row += 1
    paper.put(row, 1, f"KABUPATEN {KABUPATEN.upper()}")
    for j, total in enumerate(grand):
        draw.no_fact(paper, (row, 3 + j), total)


def villages_over_months(draw: Draw) -> None:
    """Village names as merged heads, months under each, data elements down."""
    paper = draw.paper("Silang")
    paths = columns(draw, 5)
    months = draw.rng.randint(2, 4)
    names = draw.villages[: draw.rng.randint(3, 5)]
    start = titles(draw, paper, 0, 0, "", what="REKAP PROGRAM")
    heads = [(draw.village(n), draw.month(m)) for n in names for m in range(1, months + 1)]
    body = write_header(draw, paper, start, 0, heads, ["NO", "INDIKATOR"])
    for i, path in enumerate(paths):
        draw.no_fact(paper, (body + i, 0), i + 1)
        paper.put(body + i, 1, path[-1])
        for j, name in enumerate(names):
            for m in range(months):
                draw.fact(paper, (body + i, 2 + j * months + m), name, f"{draw.year}-{m + 1:02d}", draw.value())


def diseases_by_age(draw: Draw) -> None:
    """LB1: diseases down, ages and sexes across, for the Puskesmas as a whole."""
    paper = draw.paper("LB1")
    m = draw.rng.randint(1, 12)
    paper.put(0, 0, "LAPORAN BULANAN DATA KESAKITAN (LB1)")
    paper.put(1, 0, f"PUSKESMAS : {PUSKESMAS.upper()}")
    paper.put(2, 0, f"BULAN : {draw.month(m)} {draw.year}")
    ages = ["0-7 hr", "8-28 hr", "1-11 bl", "1-4 th"]
    paths = [(a, s) for a in ages for s in ("L", "P")] + [("JUMLAH", s) for s in ("L", "P", "TOTAL")]
    body = write_header(draw, paper, 4, 0, paths, ["NO", "KODE", "JENIS PENYAKIT"])
    for i, (code, name) in enumerate((("A09", "Diare"), ("J06", "ISPA"), ("A90", "DBD"), ("I10", "Hipertensi"))):
        row = body + i
        draw.no_fact(paper, (row, 0), i + 1)
        paper.put(row, 1, code)
        paper.put(row, 2, name)
        sums = [0.0, 0.0]
        for a in range(len(ages)):
            for s in (0, 1):
                at = (row, 3 + 2 * a + s)
                draw.fact(paper, at, f"Puskesmas {PUSKESMAS}", f"{draw.year}-{m:02d}", draw.value())
                sums[s] += _plain(paper.cells.get(at))
        for s, total in enumerate((*sums, sum(sums))):
            draw.no_fact(paper, (row, 3 + 2 * len(ages) + s), total)


def range_title(draw: Draw) -> None:
    """The title names a range of months, the columns the months themselves."""
    paper = draw.paper("Lap")
    last = draw.rng.randint(3, 6)
    key = draw.rng.choice(("K1", "BCG", "Diare"))
    paper.put(0, 0, f"DATA {key} BULAN {draw.month(1)} S/D {draw.month(last)} {draw.year}")
    for c, text in enumerate([*_labels(draw), *(draw.month(m) for m in range(1, last + 1)), "JUMLAH"]):
        paper.put(2, c, text)
    _body(draw, paper, 3, draw.villages)
    for i, name in enumerate(draw.villages):
        total = 0.0
        for m in range(1, last + 1):
            draw.fact(paper, (3 + i, 1 + m), name, f"{draw.year}-{m:02d}", draw.value())
            total += _plain(paper.cells.get((3 + i, 1 + m)))
        draw.no_fact(paper, (3 + i, 2 + last), total)
    _total(draw, paper, 3 + len(draw.villages), 3, range(2, 3 + last), draw.total_word)


def posyandu_sheets(draw: Draw) -> None:
    """One sheet a village, posyandu as rows."""
    m = draw.rng.randint(1, 12)
    paths = columns(draw, 4)
    draw.knows = False
    for village in draw.villages[:3]:
        paper = draw.paper(village)
        paper.put(0, 0, f"HASIL POSYANDU BULAN {draw.month(m)} {draw.year}")
        paper.put(1, 0, f"DESA {village.upper()}")
        body = write_header(draw, paper, 3, 0, paths, ["NO", "NAMA POSYANDU"])
        for k in range(4):
            draw.no_fact(paper, (body + k, 0), k + 1)
            paper.put(body + k, 1, f"Mawar {k + 1}")
            for j in range(len(paths)):
                draw.fact(
                    paper, (body + k, 2 + j), f"Mawar {k + 1}", f"{draw.year}-{m:02d}", draw.value(), within=village
                )
        paper.put(body + 4, 1, "JUMLAH")
        for j in range(len(paths)):
            draw.no_fact(paper, (body + 4, 2 + j), sum(_plain(paper.cells.get((body + k, 2 + j))) for k in range(4)))


LAYOUTS: dict[str, Callable[[Draw], None]] = {
    f.__name__: f
    for f in (
        figures_as_text,
        sexes_in_rows,
        levels_in_rows,
        villages_over_months,
        diseases_by_age,
        range_title,
        posyandu_sheets,
    )
}
