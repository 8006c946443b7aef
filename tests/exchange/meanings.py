"""Adversarial meanings: one plain table, and one thing about it that an office may write in a hundred ways."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from exchange.office import VILLAGES, Truth, Ugly
from exchange.office_words import COUNTED, NOT_K1, NUMBERS, PLACES, RATIO_HEADS, TIMES, TITLES, TOTAL_WORDS
from exchange.paper import Paper, cell_name, to_xlsx

#: Heads with the element they name.
KNOWN = {
    "K1": "kia.k1", "K4": "kia.k4", "K6": "kia.k6", "KF1": "kia.kf1", "KN1": "kia.kn1", "BCG": "imunisasi.bcg",
}  # fmt: skip
At = tuple[int, int]


class Bench:
    """A sheet under construction with the truth of its cells; what is not told to be true must never be a fact."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seed = seed
        self.month = self.rng.randint(1, 12)
        self.year = self.rng.choice((2025, 2026))
        self.villages = list(VILLAGES[: self.rng.randint(6, 12)])
        self.heads = self.rng.sample(list(KNOWN), self.rng.randint(2, 4))
        self.papers: list[Paper] = []
        self.truths: list[Truth] = []
        self.elements: dict[tuple[str, str], str | None] = {}
        self.filename = "laporan.xlsx"
        self.knows = self.rng.random() < 0.7
        self.said = ""

    @property
    def period(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def month_name(self) -> str:
        return (
            "JANUARI", "PEBRUARI", "MARET", "APRIL", "MEI", "JUNI", "JULI", "AGUSTUS", "SEPTEMBER", "OKTOBER",
            "NOPEMBER", "DESEMBER",
        )[self.month - 1]  # fmt: skip

    def pick(self, options: Sequence[Any]) -> Any:
        self.said = chosen = self.rng.choice(list(options))
        return chosen

    def number(self) -> int:
        return self.rng.randint(1, 60)

    def sheet(self, name: str = "Lap", title: str | None = None) -> Paper:
        paper = Paper(name)
        self.papers.append(paper)
        paper.put(0, 0, "LAPORAN KIA PUSKESMAS BANYUWENING")
        paper.put(1, 0, f"BULAN {self.month_name} {self.year}" if title is None else title)
        return paper

    def true(
        self, paper: Paper, at: At, place: str, value: float, *, period: str = "", clean: bool = True, head: str = ""
    ) -> None:
        """``value`` is what the cell already written means."""
        name = cell_name(at)
        self.truths.append(Truth(paper.name, name, place, period or self.period, round(value * 1_000_000), clean))
        if head:
            self.elements[paper.name, name] = KNOWN.get(head)

    def labels(self, paper: Paper, row: int, head: str = "DESA") -> None:
        paper.put(row, 0, "NO")
        paper.put(row, 1, head)

    def table(
        self,
        paper: Paper,
        top: int = 3,
        *,
        heads: Sequence[str] = (),
        clean: bool = True,
        period: str = "",
        depth: int = 1,
    ) -> dict[At, int]:
        """Villages by heads from row ``top``; returns the values by (row, column)."""
        heads = heads or self.heads
        self.labels(paper, top)
        for c, head in enumerate(heads):
            paper.put(top, 2 + c, head)
        values: dict[At, int] = {}
        for i, name in enumerate(self.villages):
            row = top + depth + i
            paper.put(row, 0, i + 1)
            paper.put(row, 1, name)
            for c, head in enumerate(heads):
                values[row, 2 + c] = v = self.number()
                paper.put(row, 2 + c, v)
                self.true(paper, (row, 2 + c), name, v, head=head, clean=clean, period=period)
        return values

    def end(self, layout: str) -> Ugly:
        return Ugly(
            self.seed, f"{layout}[{self.said}]", self.filename, to_xlsx(self.papers), self.truths, set(), self.papers,
            self.knows,
        )  # fmt: skip


def _sums(values: dict[At, int]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for (_, c), v in values.items():
        sums[c] = sums.get(c, 0) + v
    return sums


def total_rows(b: Bench) -> None:
    """The sums under any name, in any place."""
    paper = b.sheet()
    values = b.table(paper)
    word = b.pick(TOTAL_WORDS)
    gap = b.rng.choice((0, 0, 1))
    row = 4 + len(b.villages) + gap
    if word or not gap:
        paper.put(row, b.rng.choice((0, 1)) if word else 1, word)
    for c, v in _sums(values).items():
        paper.put(row, c, v)


def total_rows_wrong(b: Bench) -> None:
    """A row named a total whose numbers are not the sums."""
    paper = b.sheet()
    values = b.table(paper)
    row = 4 + len(b.villages)
    paper.put(row, 1, b.pick([w for w in TOTAL_WORDS if w]))
    for c, v in _sums(values).items():
        paper.put(row, c, v + b.rng.randint(1, 30))


def total_first(b: Bench) -> None:
    """The total stands over the villages."""
    paper = b.sheet()
    values = b.table(paper, 4, depth=1)
    b.labels(paper, 3)
    for at in [a for a in paper.cells if a[0] == 4]:
        paper.cells[3, at[1]] = paper.cells.pop(at)
    paper.put(4, 1, b.pick([w for w in TOTAL_WORDS if w]))
    for c, v in _sums(values).items():
        paper.put(4, c, v)


def total_columns(b: Bench) -> None:
    """A column that adds the others, headed by anything."""
    paper = b.sheet()
    values = b.table(paper)
    c = 2 + len(b.heads)
    head = b.pick(
        (
            "JUMLAH", "Total", "Jumlah Kunjungan", "Total ANC", "Semua", "Seluruhnya", "", "Jml Semua",
            "TOTAL PELAYANAN",
            "Jumlah Total", "Gabungan", "K1 + K4", "Jml", "Sub Jumlah", "Σ", "Keseluruhan",
        )
    )  # fmt: skip
    paper.put(3, c, head)
    for i in range(len(b.villages)):
        paper.put(4 + i, c, sum(v for (r, _), v in values.items() if r == 4 + i))


def running_columns(b: Bench) -> None:
    """A column with the running sum of the one before, without a word."""
    paper = b.sheet()
    values = b.table(paper)
    c, run = 2 + len(b.heads), 0
    paper.put(3, c, b.pick(("Komulatif", "Akumulasi", "Berjalan", "Jml berjalan", "")))
    for i in range(len(b.villages)):
        run += values[4 + i, c - 1]
        paper.put(4 + i, c, run)


def group_sums(b: Bench) -> None:
    """Subtotals of groups of villages."""
    paper = b.sheet()
    b.labels(paper, 3)
    for c, head in enumerate(b.heads):
        paper.put(3, 2 + c, head)
    row = 4
    style = b.pick(("Jumlah Wilayah {}", "Sub total", "JML", "Wilayah {}", "", "Bidan {}", "Zona {}"))
    grand = [0] * len(b.heads)
    for g in range(2):
        part = b.villages[g * 3 : g * 3 + 3]
        sums = [0] * len(b.heads)
        for name in part:
            paper.put(row, 1, name)
            for c, head in enumerate(b.heads):
                v = b.number()
                sums[c] += v
                grand[c] += v
                paper.put(row, 2 + c, v)
                b.true(paper, (row, 2 + c), name, v, head=head, clean=bool(style))
            row += 1
        paper.put(row, 1, style.format("I" * (g + 1)))
        for c, v in enumerate(sums):
            paper.put(row, 2 + c, v)
        row += 1
    paper.put(row, 1, "TOTAL")
    for c, v in enumerate(grand):
        paper.put(row, 2 + c, v)


def ratio_columns(b: Bench) -> None:
    """Beside the number of a month its share of the sasaran, in any form."""
    paper = b.sheet()
    form = b.rng.choice(("0-100", "0-100", "0-100.0", "whole", "fraction", "format", "text%", "text", "permille"))
    head = b.rng.choice(("", *RATIO_HEADS)) if form == "text%" else b.rng.choice(RATIO_HEADS)
    b.said = f"{form} {head}"
    grouped = b.rng.random() < 0.5
    with_sasaran = b.rng.random() < 0.6
    b.labels(paper, 3)
    first = 2
    if with_sasaran:
        paper.put(3, 2, "SASARAN BUMIL")
        first = 3
    for j, name in enumerate(b.heads):
        c = first + 2 * j
        if grouped:
            paper.merge(3, c, 3, c + 1, name)
            paper.put(4, c, "Abs")
            paper.put(4, c + 1, head)
        else:
            paper.put(3, c, name)
            paper.put(3, c + 1, head if b.rng.random() < 0.5 else f"{head} {name}")
    top = 5 if grouped else 4
    for i, village in enumerate(b.villages):
        row = top + i
        paper.put(row, 0, i + 1)
        paper.put(row, 1, village)
        bottom = b.rng.randint(80, 190)
        if with_sasaran:
            paper.put(row, 2, bottom)
            b.true(paper, (row, 2), village, bottom, period=str(b.year), clean=False)
        for j, name in enumerate(b.heads):
            c = first + 2 * j
            v = b.number()
            paper.put(row, c, v)
            b.true(paper, (row, c), village, v, head=name)
            share = v / bottom
            shown: Any = {
                "0-100": round(share * 100, 2), "0-100.0": share * 100, "whole": round(share * 100),
                "fraction": round(share, 4), "format": share, "permille": round(share * 1000),
                "text%": f"{share * 100:.2f}".replace(".", ",") + b.rng.choice(("%", " %")),
                "text": f"{share * 100:.2f}".replace(".", ","),
            }[form]  # fmt: skip
            paper.put(row, c + 1, shown)
            if form == "format":
                paper.percents.add((row, c + 1))


def other_columns(b: Bench) -> None:
    """Columns that say something about a number and are none: targets, ranks, scores, what is left."""
    paper = b.sheet()
    values = b.table(paper)
    c = 2 + len(b.heads)
    head = b.pick(
        (
            "Target", "Target Bulanan", "Ranking", "Peringkat", "Rank", "Skor", "Nilai", "Kesenjangan", "Sisa",
            "Sisa sasaran",
            "Belum tercapai", "Kurang", "Selisih", "Trend", "Rata-rata", "Rata2", "Rerata", "Mean", "Gap", "Kekurangan",
            "DO", "DO K1-K4", "Drop Out", "Drop out rate", "Bulan lalu", "Bln lalu", "Th lalu", "Tahun lalu", "Urutan",
            "No urut", "Bobot", "Target K1", "K1 target", "K1 bulan lalu", "Sisa K1", "DO rate", "LKI", "Skala", "Mutu",
            "Kode", "Standar", "Baseline", "Proyeksi bulan depan", "Rangking PWS", "Kategori", "Deviasi",
            "Persen capaian",
        )
    )  # fmt: skip
    paper.put(3, c, head)
    for i in range(len(b.villages)):
        paper.put(4 + i, c, b.rng.choice((b.rng.randint(1, 100), values[4 + i, c - 1] - 3 if "Se" in head else 5)))


def other_rows(b: Bench) -> None:
    """Rows under the villages that are no village."""
    paper = b.sheet()
    values = b.table(paper)
    row = 4 + len(b.villages)
    if b.rng.random() < 0.5:
        paper.put(row, 1, "JUMLAH")
        for c, v in _sums(values).items():
            paper.put(row, c, v)
        row += 1
    word = b.pick(
        (
            "Rata-rata", "Persentase", "Target", "Cakupan", "Pencapaian (%)", "Kesenjangan", "Sasaran", "Bulan lalu",
            "% Cakupan", "Ranking", "Kumulatif s/d April", "Standar", "Min", "Maks", "Realisasi", "Target Kabupaten",
            "Jumlah bulan lalu", "Jumlah s/d bulan ini", "Capaian (%)", "Sisa", "Sasaran Puskesmas", "Rerata", "Modus",
            "Target SPM", "Cak. Puskesmas", "Prosen", "Bln ini", "Bln lalu", "s.d. bln ini", "Tahun lalu",
            "Nilai tertinggi",
            "Luar Wilayah", "Dalam Wilayah", "Lain-lain", "RS", "Jumlah sasaran", "Proyeksi", "Persen (%)", "Absolut",
        )
    )  # fmt: skip
    paper.put(row, 1, word)
    for c in _sums(values):
        paper.put(row, c, b.rng.choice((b.rng.randint(1, 900), round(b.rng.uniform(1, 100), 2))))


def triples(b: Bench) -> None:
    """Last month, this month and their sum."""
    paper = b.sheet()
    names = b.pick(
        (
            ("Bulan lalu", "Bulan ini", "Kumulatif"), ("s/d Bln lalu", "Bln ini", "s/d Bln ini"), ("BL", "BI", "KUM"),
            ("BLN LALU", "BLN INI", "S/D"), ("Lalu", "Ini", "Jml"), ("Lalu", "Sekarang", "Total"), ("L", "I", "K"),
            ("s.d lalu", "ini", "s.d ini"), ("a", "b", "c"), ("Bl Lalu", "Bl Ini", "Komulatif"), ("1", "2", "3"),
            ("Sebelumnya", "Bulan berjalan", "Total sampai bulan ini"), ("BLL", "BLI", "SDBI"), ("", "", ""),
            ("JML LALU", "JML INI", "JML S.D"), ("LALU", "BI", "KOM"), ("Bulan kemarin", "Bulan ini", "s.d."),
            ("s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini"), ("Awal", "Bulan ini", "Akhir"),
            ("lama", "baru", "jumlah"),
        )
    )  # fmt: skip
    sure = names[1].lower() in ("bulan ini", "bln ini", "bl ini", "bulan berjalan")
    b.labels(paper, 3)
    heads = b.heads[:2]
    for j, name in enumerate(heads):
        paper.merge(3, 2 + 3 * j, 3, 4 + 3 * j, name)
        for k in range(3):
            paper.put(4, 2 + 3 * j + k, names[k])
    for i, village in enumerate(b.villages):
        row = (5 if any(names) else 4) + i
        paper.put(row, 0, i + 1)
        paper.put(row, 1, village)
        for j, name in enumerate(heads):
            last, this = b.rng.randint(20, 90), b.number()
            for k, v in enumerate((last, this, last + this)):
                paper.put(row, 2 + 3 * j + k, v)
            b.true(paper, (row, 3 + 3 * j), village, this, head=name, clean=sure)


def title_times(b: Bench) -> None:
    """What the title says of time decides, or must be asked."""
    line, period = b.pick(TITLES)
    paper = b.sheet(title=line.format(y=b.year))
    if period is None:
        b.table(paper)
        b.truths, b.elements = [], {}
    else:
        b.table(paper, period=period.lstrip("?").format(y=b.year), clean=not period.startswith("?"))


def time_columns(b: Bench) -> None:
    """One subject, times across."""
    name, heads = b.rng.choice(TIMES)
    b.said = name
    paper = b.sheet(title=b.rng.choice((f"K1 TAHUN {b.year}", f"CAPAIAN K1 TAHUN {b.year}")))
    b.labels(paper, 3)
    for c, (head, _) in enumerate(heads):
        paper.put(3, 2 + c, head)
    for i, village in enumerate(b.villages):
        paper.put(4 + i, 0, i + 1)
        paper.put(4 + i, 1, village)
        run = since = 0
        for c, (head, month) in enumerate(heads):
            v = b.number()
            if month:
                run, since = run + v, since + v
                paper.put(4 + i, 2 + c, v)
                b.true(paper, (4 + i, 2 + c), village, v, period=f"{b.year}-{month:02d}", head="K1")
            elif head.startswith("TW"):
                paper.put(4 + i, 2 + c, since or v)
                since = 0
            else:
                paper.put(4 + i, 2 + c, {"Rata-rata": round(run / 3, 2)}.get(head, run or v))


def year_columns(b: Bench) -> None:
    """Years across a monthly title: the figures of other years are of the same month, or nobody knows."""
    paper = b.sheet(title=b.pick((f"BULAN {b.month_name}", f"PERBANDINGAN BULAN {b.month_name} 2024-2026", "TREN K1")))
    b.labels(paper, 3)
    months = "BULAN" in b.said
    for c, year in enumerate((2024, 2025, 2026)):
        paper.put(3, 2 + c, b.rng.choice((year, str(year))))
    for i, village in enumerate(b.villages):
        paper.put(4 + i, 0, i + 1)
        paper.put(4 + i, 1, village)
        for c, year in enumerate((2024, 2025, 2026)):
            v = b.number()
            paper.put(4 + i, 2 + c, v)
            b.true(
                paper, (4 + i, 2 + c), village, v, period=f"{year}-{b.month:02d}" if months else str(year), clean=False
            )


def number_texts(b: Bench) -> None:
    """One cell among plain numbers is written by hand."""
    paper = b.sheet()
    b.table(paper)
    text, value = b.pick(NUMBERS)
    at = (4 + b.rng.randrange(len(b.villages)), 2)
    name = cell_name(at)
    b.truths = [t for t in b.truths if t.cell != name]
    b.elements.pop((paper.name, name), None)
    paper.cells[at] = text
    if isinstance(value, str) and len(value) > 1:
        b.true(paper, at, b.villages[at[0] - 4], float(value[1:]), clean=False)
    elif isinstance(value, (int, float)):
        b.true(paper, at, b.villages[at[0] - 4], value, clean=True)


def place_texts(b: Bench) -> None:
    """One row's name is written otherwise."""
    paper = b.sheet()
    b.knows = True
    b.table(paper)
    text, sure = b.pick(PLACES)
    i = b.rng.randrange(len(b.villages))
    paper.cells[4 + i, 1] = text.format(b.villages[i])
    names = {cell_name((4 + i, 2 + c)) for c in range(len(b.heads))}
    if sure is None:
        b.truths = [t for t in b.truths if t.cell not in names]
    elif not sure:
        for t in b.truths:
            t.clean = t.clean and t.cell not in names


def place_typos(b: Bench) -> None:
    """Letters lost, doubled, swapped: asked, never another village."""
    paper = b.sheet()
    b.knows = True
    b.table(paper)
    i = b.rng.randrange(len(b.villages))
    name = b.villages[i]
    k = b.rng.randrange(1, len(name) - 1)
    paper.cells[4 + i, 1] = b.pick(
        (name[:k] + name[k + 1 :], name[:k] + name[k] + name[k:], name[: k - 1] + name[k] + name[k - 1] + name[k + 1 :])
    )
    names = {cell_name((4 + i, 2 + c)) for c in range(len(b.heads))}
    for t in b.truths:
        t.clean = t.clean and t.cell not in names


def sub_places(b: Bench) -> None:
    """Dusun or RW beneath each village that add up to it."""
    paper = b.sheet()
    b.labels(paper, 3)
    for c, head in enumerate(b.heads):
        paper.put(3, 2 + c, head)
    word = b.pick(
        (
            "Dusun {}",
            "RW {}",
            "RT {}",
            "- RW {}",
            "Posyandu {}",
            "Pos Melati {}",
            "Krajan {}",
            "a. Dusun {}",
            "Lingk. {}",
        )
    )
    row = 4
    for n, village in enumerate(b.villages[:5]):
        paper.put(row, 0, n + 1)
        paper.put(row, 1, village)
        parts = [[b.number() for _ in b.heads] for _ in range(3)]
        for c, head in enumerate(b.heads):
            v = sum(p[c] for p in parts)
            paper.put(row, 2 + c, v)
            b.true(paper, (row, 2 + c), village, v, head=head, clean=False)
        for k, part in enumerate(parts):
            row += 1
            paper.put(row, 1, word.format(k + 1))
            for c, v in enumerate(part):
                paper.put(row, 2 + c, v)
                if not b.knows:
                    b.true(paper, (row, 2 + c), word.format(k + 1), v, clean=False)
                    b.truths[-1].within = village
        row += 1


def near_heads(b: Bench) -> None:
    """Heads that mention K1 and are not K1."""
    paper = b.sheet()
    b.heads = [h for h in b.heads if h != "K1"] or ["K4"]
    head = b.pick(NOT_K1)
    b.table(paper)
    c = 2 + len(b.heads)
    paper.put(3, c, head)
    counted = any(w in head for w in COUNTED)
    for i, village in enumerate(b.villages):
        v = b.number()
        paper.put(4 + i, c, v)
        if counted:
            b.true(paper, (4 + i, c), village, v, clean=False, period=str(b.year) if head == "Sasaran K1" else "")
            if head.split()[-1] != "K1" or head.split()[0] not in ("Cakupan", "Capaian", "Pencapaian"):
                b.elements[paper.name, cell_name((4 + i, c))] = None


def two_sheets(b: Bench) -> None:
    """Two sheets of the same month that disagree: nobody knows which is right."""
    first = b.sheet("A")
    values = b.table(first)
    paper = b.sheet(b.pick(("B", "Revisi", "Rekap", "A (2)")))
    for at, v in first.cells.items():
        if at[0] > 2:
            paper.put(*at, v)
    for at in b.rng.sample(sorted(values), max(2, len(values) // 2)):
        paper.cells[at] = values[at] + b.rng.randint(1, 9)
    differ = {cell_name(at) for at in values if paper.cells[at] != first.cells[at]}
    b.truths = [t for t in b.truths if t.cell not in differ]
    b.truths += [Truth(paper.name, t.cell, t.place, t.period, t.micro, False) for t in list(b.truths)]
    for t in b.truths:
        t.clean = False


def hidden_old(b: Bench) -> None:
    """A hidden sheet holds what was."""
    first = b.sheet("A")
    values = b.table(first)
    for t in b.truths:
        t.clean = False
    paper = b.sheet(b.pick(("lama", "Sheet2", "backup")))
    paper.hidden = True
    for at, v in first.cells.items():
        paper.put(*at, values[at] + b.rng.randint(0, 3) if at in values else v)
    same = {cell_name(at) for at in values if paper.cells[at] == values[at]}
    b.truths += [Truth(paper.name, t.cell, t.place, t.period, t.micro, False) for t in list(b.truths) if t.cell in same]


def copied_month(b: Bench) -> None:
    """The sheet of the next month is a copy of the last with another title."""
    b.month = b.rng.randint(1, 11)
    first = b.sheet(b.month_name.title())
    b.table(first)
    b.month += 1
    paper = b.sheet(b.month_name.title())
    for at, v in first.cells.items():
        if at[0] > 2:
            paper.put(*at, v)


def wrong_sheet(b: Bench) -> None:
    """Sheet names are months, one title was not changed."""
    start = b.rng.randint(1, 8)
    old = b.rng.randint(1, 3)
    for k in range(4):
        b.month = start + k
        named = b.month_name
        if k == old:
            b.month = start + k - 1
        paper = b.sheet(named)
        count = len(b.truths)
        b.table(paper, clean=False)
        if k == old:
            del b.truths[count:]


def wrong_year(b: Bench) -> None:
    """One title keeps last year."""
    b.month = b.rng.randint(1, 8)
    year = b.year
    old = b.rng.randint(0, 3)
    for k in range(4):
        b.year = year - (k == old)
        paper = b.sheet(b.month_name)
        count = len(b.truths)
        b.table(paper, clean=False)
        if k == old:
            del b.truths[count:]
        b.month += 1


def sheet_months(b: Bench) -> None:
    """The month stands in the sheet name, the year in the file's."""
    b.filename = f"KIA {b.year}.xlsx"
    for m in range(1, 4):
        b.month = m
        paper = b.sheet(
            b.rng.choice((b.month_name, b.month_name.title(), b.month_name[:3], f"{m}. {b.month_name}")), title=""
        )
        b.table(paper)


CASES: dict[str, Callable[[Bench], None]] = {
    f.__name__: f
    for f in (
        total_rows, total_rows_wrong, total_first, total_columns, running_columns, group_sums, ratio_columns,
        other_columns,
        other_rows, triples, title_times, time_columns, year_columns, number_texts, place_texts, place_typos,
        sub_places,
        near_heads, two_sheets, hidden_old, copied_month, wrong_sheet, wrong_year, sheet_months,
    )
}  # fmt: skip


def build(seed: int, name: str) -> tuple[Ugly, dict[tuple[str, str], str | None]]:
    """A workbook of a case, and the element of each cell whose element is known (None: none of the catalogue's)."""
    bench = Bench(seed)
    CASES[name](bench)
    return bench.end(name), bench.elements
