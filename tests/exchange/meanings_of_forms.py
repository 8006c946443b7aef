"""More adversarial meanings: whole forms (PWS, side by side, pages, transposed) with sums in every corner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exchange.meanings import Bench
from exchange.office import Ugly


def pws_form(b: Bench) -> None:
    """Sasaran, target, last month, this month, running sum, percent, gap, rank, status: only two of them are facts."""
    paper = b.sheet()
    name = b.heads[0]
    words = b.pick(
        (
            ("SASARAN BUMIL", "TARGET", "BLN LALU", "BLN INI", "KUM", "%", "KESENJANGAN", "RANGKING"),
            ("Sasaran Bumil", "Trgt", "Bl lalu", "Bl ini", "Komulatif", "Cak", "Gap", "Rank"),
            ("SASARAN BUMIL", "TARGET BULAN INI", "S/D BULAN LALU", "BULAN INI", "S/D BULAN INI", "PERSEN",
             "SELISIH", "PERINGKAT"),
            ("Sasaran Bumil", "Target (org)", "Capaian bln lalu", "Capaian bln ini", "Jumlah", "Cak kum (%)",
             "Kurang", "Urutan"),
            ("SASARAN BUMIL", "TGT", "LALU", "INI", "JML", "PROSEN", "SISA", "NO RANKING"),
        )
    )  # fmt: skip
    b.labels(paper, 3)
    paper.put(3, 2, words[0])
    paper.merge(3, 3, 3, 9, name)
    for k, word in enumerate(words[1:]):
        paper.put(4, 3 + k, word)
    for i, village in enumerate(b.villages):
        row = 5 + i
        paper.put(row, 0, i + 1)
        paper.put(row, 1, village)
        people, last, this = b.rng.randint(80, 190), b.rng.randint(5, 60), b.number()
        target = round(people / 12)
        shown = (
            people,
            target,
            last,
            this,
            last + this,
            round((last + this) / people * 100, 1),
            people - last - this,
            i + 1,
        )
        for k, v in enumerate(shown):
            paper.put(row, 2 + k, v)
        b.true(paper, (row, 2), village, people, period=str(b.year), clean=False)
        b.true(paper, (row, 5), village, this, head=name)
    row = 5 + len(b.villages)
    paper.put(row, 1, b.rng.choice(("JUMLAH", "PKM", "Banyuwening", "PUSKESMAS")))
    for k in range(5):
        paper.put(row, 2 + k, sum(int(paper.cells[r, 2 + k]) for r in range(5, row)))


def transposed(b: Bench) -> None:
    """Elements down, villages across, a total column; under each number its share."""
    paper = b.sheet()
    b.knows = True
    paper.put(3, 0, "NO")
    paper.put(3, 1, b.pick(("INDIKATOR", "URAIAN", "KEGIATAN")))
    for c, village in enumerate(b.villages):
        paper.put(3, 2 + c, village)
    paper.put(3, 2 + len(b.villages), b.rng.choice(("JUMLAH", "PKM", "TOTAL", "Puskesmas", "Jml")))
    row = 4
    for n, head in enumerate(b.heads):
        paper.put(row, 0, n + 1)
        paper.put(row, 1, head)
        values = [b.number() for _ in b.villages]
        for c, v in enumerate(values):
            paper.put(row, 2 + c, v)
            b.true(paper, (row, 2 + c), b.villages[c], v, head=head)
        paper.put(row, 2 + len(values), sum(values))
        row += 1
        if b.rng.random() < 0.5:
            paper.put(
                row,
                1,
                b.rng.choice(("%", f"% {head}", f"Persentase {head}", f"{head} (%)", f"Target {head}", "Cak. (%)")),
            )
            for c, v in enumerate([*values, sum(values)]):
                paper.put(row, 2 + c, round(v / 1.7, 1))
            row += 1


def month_rows(b: Bench) -> None:
    """Months down for one village, with quarters, a mean and running rows between."""
    b.knows = True
    village = b.villages[0]
    paper = b.sheet(title=f"DESA {village.upper()} TAHUN {b.year}")
    paper.put(3, 0, "NO")
    paper.put(3, 1, "BULAN")
    for c, head in enumerate(b.heads):
        paper.put(3, 2 + c, head)
    row, sums = 4, [0] * len(b.heads)
    extra = b.pick(
        (
            "Triwulan {}",
            "TW {}",
            "Jumlah TW {}",
            "s/d bulan ini",
            "Sub Jumlah",
            "Rata-rata",
            "Jml Triwulan {}",
            "Kumulatif",
        )
    )
    for m in range(1, 7):
        paper.put(row, 0, m)
        paper.put(row, 1, ("Januari", "Pebruari", "Maret", "April", "Mei", "Juni")[m - 1])
        for c, head in enumerate(b.heads):
            v = b.number()
            sums[c] += v
            paper.put(row, 2 + c, v)
            b.true(paper, (row, 2 + c), village, v, head=head, period=f"{b.year}-{m:02d}")
        row += 1
        if m % 3 == 0:
            paper.put(row, 1, extra.format("I" * (m // 3)))
            for c, v in enumerate(sums):
                paper.put(row, 2 + c, v)
            row += 1
    paper.put(
        row, 1, b.rng.choice(("JUMLAH", "TOTAL", "Setahun", "Jumlah s/d Juni", "Semester I", "%", "Rata-rata/bln"))
    )
    for c, v in enumerate(sums):
        paper.put(row, 2 + c, v)


def carried_pages(b: Bench) -> None:
    """Sums of a page carried to the next."""
    paper = b.sheet()
    b.labels(paper, 3)
    for c, head in enumerate(b.heads):
        paper.put(3, 2 + c, head)
    first, second = b.pick(
        (
            ("Jumlah dipindahkan", "Pindahan"), ("Jumlah halaman ini", "Jumlah halaman lalu"),
            ("Dipindahkan", "Pindahan"),
            ("Jml pindah", "Jml pindahan"), ("Transport", "Transport"), ("Sub total", "Saldo"),
        )
    )  # fmt: skip
    row, sums = 4, [0] * len(b.heads)
    for i, village in enumerate(b.villages):
        if i == 3:
            for word in (first, second):
                paper.put(row, 1, word)
                for c, v in enumerate(sums):
                    paper.put(row, 2 + c, v)
                row += 1
        paper.put(row, 0, i + 1)
        paper.put(row, 1, village)
        for c, head in enumerate(b.heads):
            v = b.number()
            sums[c] += v
            paper.put(row, 2 + c, v)
            b.true(paper, (row, 2 + c), village, v, head=head)
        row += 1
    paper.put(row, 1, "JUMLAH")
    for c, v in enumerate(sums):
        paper.put(row, 2 + c, v)


def side_by_side(b: Bench) -> None:
    """Two tables beside one another and a grand total over both."""
    paper = b.sheet()
    half = len(b.villages) // 2
    grand = 0
    for k, part in enumerate((b.villages[:half], b.villages[half:])):
        left = 5 * k
        paper.put(3, left, "NO")
        paper.put(3, left + 1, "DESA")
        paper.put(3, left + 2, "K1")
        paper.put(3, left + 3, "K4")
        sums = [0, 0]
        for i, village in enumerate(part):
            paper.put(4 + i, left, i + 1 + half * k)
            paper.put(4 + i, left + 1, village)
            for c, head in enumerate(("K1", "K4")):
                v = b.number()
                sums[c] += v
                paper.put(4 + i, left + 2 + c, v)
                b.true(paper, (4 + i, left + 2 + c), village, v, head=head)
        row = 4 + len(part)
        paper.put(row, left + 1, b.pick(("JUMLAH", "Jml", "TOTAL")))
        for c in range(2):
            paper.put(row, left + 2 + c, sums[c])
        grand += sums[0]
    paper.put(4 + len(b.villages) - half + 2, 1, "JUMLAH KESELURUHAN")
    paper.put(4 + len(b.villages) - half + 2, 2, grand)


def long_rows(b: Bench) -> None:
    """A long table with rows of shares, targets, totals and running sums between the counts."""
    paper = b.sheet(title="")
    for c, text in enumerate(("Desa", "Bulan", "Tahun", "Indikator", "Nilai")):
        paper.put(3, c, text)
    row = 4
    for village in b.villages:
        for head in b.heads:
            v = b.number()
            for c, cell in enumerate((village, b.month_name, b.year, head, v)):
                paper.put(row, c, cell)
            b.true(paper, (row, 4), village, v, head=head)
            row += 1
            if b.rng.random() < 0.4:
                item = b.pick(
                    (
                        f"Persentase {head}",
                        f"% {head}",
                        f"Target {head}",
                        f"{head} kumulatif",
                        f"{head} (%)",
                        f"Kum {head}",
                        f"{head} bulan lalu",
                        f"Ranking {head}",
                    )
                )
                for c, cell in enumerate((village, b.month_name, b.year, item, round(v * 1.3, 1))):
                    paper.put(row, c, cell)
                row += 1
    place = b.rng.choice(("JUMLAH", "PUSKESMAS", "Total", "Puskesmas Banyuwening"))
    for head in b.heads:
        for c, cell in enumerate((place, b.month_name, b.year, head, 999)):
            paper.put(row, c, cell)
        row += 1


def sexes(b: Bench) -> None:
    """L, P and their sum under any name, then a share."""
    paper = b.sheet()
    b.labels(paper, 3)
    third = b.pick(
        ("JML", "L+P", "L + P", "T", "Jumlah", "TOTAL", "L/P", "Jml L+P", "Σ", "Tot", "JUMLAH L+P", "Semua", "JK", "")
    )
    for j, name in enumerate(b.heads):
        paper.merge(3, 2 + 4 * j, 3, 5 + 4 * j, name)
        for k, text in enumerate(("L", "P", third, "%")):
            paper.put(4, 2 + 4 * j + k, text)
    for i, village in enumerate(b.villages):
        row = 5 + i
        paper.put(row, 0, i + 1)
        paper.put(row, 1, village)
        for j, name in enumerate(b.heads):
            men, women = b.number(), b.number()
            shown: tuple[Any, ...] = (men, women, men + women, round((men + women) / 1.9, 2))
            for k, v in enumerate(shown):
                paper.put(row, 2 + 4 * j + k, v)
            b.true(paper, (row, 2 + 4 * j), village, men, head=name)
            b.true(paper, (row, 3 + 4 * j), village, women, head=name)


def posyandu_groups(b: Bench) -> None:
    """Posyandu rows under their village; the village's row is the sum above or below."""
    b.knows = False
    paper = b.sheet()
    paper.put(3, 0, "NO")
    paper.put(3, 1, "DESA")
    paper.put(3, 2, "POSYANDU")
    for c, head in enumerate(b.heads):
        paper.put(3, 3 + c, head)
    row = 4
    style = b.pick(("JUMLAH", "Jumlah {}", "Sub Total", "{}", "Jml desa"))
    for n, village in enumerate(b.villages[:4]):
        sums = [0] * len(b.heads)
        for k in range(3):
            if k == 0:
                paper.put(row, 0, n + 1)
                paper.put(row, 1, village)
            paper.put(row, 2, f"Mawar {k + 1}")
            for c, _head in enumerate(b.heads):
                v = b.number()
                sums[c] += v
                paper.put(row, 3 + c, v)
                b.true(paper, (row, 3 + c), f"Mawar {k + 1}", v, clean=False)
                b.truths[-1].within = village
            row += 1
        paper.put(row, 1 if style != "{}" else 2, style.format(village))
        for c, v in enumerate(sums):
            paper.put(row, 3 + c, v)
        row += 1


def stacked_recap(b: Bench) -> None:
    """Three months in blocks and under them their sum in the same form."""
    paper = b.sheet(title="")
    top, sums = 3, {}
    last = b.pick(
        (
            "JANUARI S/D MARET",
            "TRIWULAN I",
            "KUMULATIF S/D MARET",
            "REKAP TRIWULAN I",
            "JUMLAH",
            "TOTAL JANUARI - MARET",
            "REKAPITULASI",
        )
    )
    for m, name in ((1, "JANUARI"), (2, "PEBRUARI"), (3, "MARET"), (0, last)):
        paper.put(top, 0, f"BULAN {name} {b.year}" if m else f"{name} {b.year}")
        b.labels(paper, top + 1)
        for c, head in enumerate(b.heads):
            paper.put(top + 1, 2 + c, head)
        for i, village in enumerate(b.villages):
            row = top + 2 + i
            paper.put(row, 0, i + 1)
            paper.put(row, 1, village)
            for c, head in enumerate(b.heads):
                v = b.number() if m else sums[i, c]
                sums[i, c] = sums.get((i, c), 0) + v
                paper.put(row, 2 + c, v)
                if m:
                    b.true(paper, (row, 2 + c), village, v, head=head, period=f"{b.year}-{m:02d}")
        top += len(b.villages) + 4


def formatted_shares(b: Bench) -> None:
    """Shares without any word: only the format of the cell or a formula says so."""
    paper = b.sheet()
    b.labels(paper, 3)
    kind = b.pick(("format", "formula", "decimals"))
    for j, name in enumerate(b.heads):
        paper.merge(3, 2 + 2 * j, 3, 3 + 2 * j, name)
    for i, village in enumerate(b.villages):
        row = 4 + i
        paper.put(row, 0, i + 1)
        paper.put(row, 1, village)
        for j, name in enumerate(b.heads):
            v, people = b.number(), b.rng.randint(80, 190)
            paper.put(row, 2 + 2 * j, v)
            b.true(paper, (row, 2 + 2 * j), village, v, clean=False, head=name)
            at = (row, 3 + 2 * j)
            if kind == "formula":
                paper.formula(*at, f"={chr(67 + 2 * j)}{row + 1}/{people}*100", v / people * 100)
            else:
                paper.put(*at, v / people if kind == "format" else round(v / people * 100, 2))
            if kind == "format":
                paper.percents.add(at)


CASES: dict[str, Callable[[Bench], None]] = {
    f.__name__: f
    for f in (
        pws_form, transposed, month_rows, carried_pages, side_by_side, long_rows, sexes, posyandu_groups, stacked_recap,
        formatted_shares,
    )
}  # fmt: skip


def build(seed: int, name: str) -> tuple[Ugly, dict[tuple[str, str], str | None]]:
    """A workbook of a case, and the element of each cell whose element is known."""
    bench = Bench(seed)
    CASES[name](bench)
    return bench.end(name), bench.elements
