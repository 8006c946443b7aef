"""A seeded generator of ugly workbooks with their truth: what each cell means, and which cells are no facts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from exchange.paper import Paper, cell_name, to_csv, to_ods, to_xlsx

PUSKESMAS, KECAMATAN, KABUPATEN = "Banyuwening", "Banyuwening", "Argamulya"
VILLAGES = (
    "Watubelah", "Tlogomulyo", "Wonolelo", "Pringgodani", "Ngadisana", "Gondangrejo",
    "Lebakharjo", "Karangtuwi", "Banyuwening", "Rejosari", "Kalisari", "Sendangayu",
)  # fmt: skip
MONTH_WORDS = (
    ("JANUARI", "Januari", "Jan", "JAN"), ("PEBRUARI", "Februari", "Peb", "Feb", "Pebr"), ("MARET", "Maret", "Mar", "MRT"),
    ("APRIL", "April", "Apr"), ("MEI", "Mei"), ("JUNI", "Juni", "Jun"), ("JULI", "Juli", "Jul"),
    ("AGUSTUS", "Agustus", "Agt", "Agust", "Ags"), ("SEPTEMBER", "September", "Sept", "Sep"), ("OKTOBER", "Oktober", "Okt"),
    ("NOPEMBER", "November", "Nop", "Nov"), ("DESEMBER", "Desember", "Des"),
)  # fmt: skip
#: header variants of data elements that reports have, in groups with an upper header.
HEADERS: dict[str, tuple[str, ...]] = {
    "K1": ("K1", "K 1", "K-1", "Kunjungan K1"), "K4": ("K4", "K 4", "Kunjungan K4"), "K6": ("K6", "K 6"),
    "PN": ("PN", "Persalinan Nakes", "PN di Faskes"), "KF1": ("KF 1", "KF1"), "KF3": ("KF 3", "KF3"), "KN1": ("KN1", "KN 1"),
    "KN Lengkap": ("KN Lengkap", "KNL", "KN 3"), "Fe1": ("Fe. 1", "Fe 1", "Fe1"), "Fe3": ("Fe. 3", "Fe 3"),
    "TT 1": ("TT 1", "TT1"), "TT 2": ("TT 2", "TT2"), "T2+": ("T2 +", "T2+"), "Nakes": ("Nakes", "Oleh Nakes"), "Masyarakat": ("Masyarakat",),
    "BCG": ("BCG",), "DPT1": ("DPT-HB-Hib 1", "DPT 1"), "DPT3": ("DPT-HB-Hib 3", "DPT 3"), "Polio 4": ("Polio 4", "Polio4"),
    "Campak": ("Campak/MR", "MR 1", "Campak"), "IDL": ("IDL", "Imunisasi Dasar Lengkap"), "D/S": ("Ditimbang (D)", "D"),
    "BGM": ("BGM",), "Vit A": ("Vit. A", "Vitamin A Bayi"), "ASI": ("ASI Eksklusif",), "Diare": ("Diare", "Diare Balita"),
    "Pneumonia": ("Pneumonia Balita", "Pneumonia"), "TB": ("Terduga TB", "Suspek TB"), "HT": ("Hipertensi",), "DM": ("Diabetes Melitus", "DM"),
}  # fmt: skip
GROUPS = (
    ("ANC", ("K1", "K4", "K6")), ("Kunjungan Nifas", ("KF1", "KF3")), ("Status T Bumil", ("TT 1", "TT 2", "T2+")),
    ("Deteksi Risti", ("Nakes", "Masyarakat")), ("NEONATUS", ("KN1", "KN Lengkap")), ("Imunisasi", ("BCG", "DPT1", "DPT3", "Polio 4", "Campak", "IDL")),
)  # fmt: skip
SINGLES = ("Fe1", "Fe3", "PN", "D/S", "BGM", "Vit A", "ASI", "Diare", "Pneumonia", "TB", "HT", "DM")


@dataclass
class Truth:
    """What one cell means. ``clean`` cells must be right without a question; others right, asked or found."""

    sheet: str
    cell: str
    place: str
    period: str
    micro: int
    clean: bool = True
    within: str = ""


@dataclass
class Ugly:
    """A workbook with its truth. ``never`` are numeric cells that must never be taken for facts."""

    seed: int
    layout: str
    filename: str
    data: bytes
    truths: list[Truth]
    never: set[tuple[str, str]]
    papers: list[Paper]
    knows_places: bool
    wrong_totals: set[tuple[str, str]] = field(default_factory=set)


class Draw:
    """The random habits of one office: how it writes numbers, months, titles, headers."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        r = self.rng
        self.seed = seed
        self.year = r.choice((2024, 2025, 2026))
        self.villages = list(VILLAGES[: r.randint(5, 12)])
        if r.random() < 0.3:
            r.shuffle(self.villages)
        self.upper = r.random() < 0.4
        self.month_style = r.randrange(4)
        self.text_numbers = r.random() < 0.25
        self.dashes = r.random() < 0.4
        self.padding = r.choice((0, 0, 3, 8))
        self.total_word = r.choice(
            ("JUMLAH", "Jumlah", "TOTAL", "Total", "JML", "PUSKESMAS", f"Puskesmas {PUSKESMAS}", "J U M L A H")
        )
        self.formulas = r.random() < 0.5
        self.errors = r.random() < 0.2
        self.numbering = r.choice(("NO", "No.", "No", "", "NO URUT"))
        self.place_head = r.choice(
            ("DESA", "Desa", "DESA/KELURAHAN", "NAMA DESA", "Desa / Kel", "Kelurahan", "WILAYAH")
        )
        self.year_where = r.choice(("title", "title", "other", "file", "month"))
        self.notes = r.random() < 0.4
        self.typo = r.random() < 0.15
        self.wrong_total = r.random() < 0.3
        self.number_slip = r.random() < 0.2
        self.truths: list[Truth] = []
        self.never: set[tuple[str, str]] = set()
        self.wrong: set[tuple[str, str]] = set()
        self.papers: list[Paper] = []
        self.used: list[Any] = []
        self.knows = True

    def month(self, m: int) -> str:
        words = MONTH_WORDS[m - 1]
        return words[min(self.month_style, len(words) - 1)]

    def header(self, key: str) -> str:
        text = self.rng.choice(HEADERS.get(key, (key,)))
        return text.upper() if self.upper else text

    def village(self, name: str) -> str:
        return name.upper() if self.upper else name

    def value(self) -> int:
        r = self.rng
        return r.choice((0, r.randint(0, 9), r.randint(1, 40), r.randint(1, 40), r.randint(40, 300)))

    def paper(self, name: str) -> Paper:
        sheet = Paper(name)
        self.papers.append(sheet)
        return sheet

    def fact(
        self,
        paper: Paper,
        at: tuple[int, int],
        place: str,
        period: str,
        value: float,
        *,
        clean: bool = True,
        within: str = "",
    ) -> None:
        """Write a figure in this office's manner and remember what it means."""
        r, c = at
        shown: Any = value
        if self.dashes and value == 0 and self.rng.random() < 0.3:
            paper.put(r, c, self.rng.choice(("-", "–", " - ")))
            return
        if self.errors and self.rng.random() < 0.01:
            paper.put(r, c, "#DIV/0!")
            return
        if self.text_numbers and self.rng.random() < 0.3 and not paper.formulas.get(at):
            shown = self.rng.choice(
                (f"{value:g}", f" {value:g} ", f"{value:g} org", f"'{value:g}" if False else f"{value:g}")
            )
            if isinstance(value, float) and not value.is_integer():
                shown = str(value).replace(".", ",")
        if at in paper.formulas:
            paper.cells[at] = value
        else:
            paper.put(r, c, shown)
        self.truths.append(Truth(paper.name, cell_name(at), place, period, round(value * 1_000_000), clean, within))

    def no_fact(self, paper: Paper, at: tuple[int, int], value: Any) -> None:
        paper.put(*at, value)
        if isinstance(value, (int, float)):
            self.never.add((paper.name, cell_name(at)))


def columns(draw: Draw, count: int) -> list[tuple[str, ...]]:
    """Header paths: groups of two or three under an upper header, and singles."""
    paths: list[tuple[str, ...]] = []
    pool: list[Any] = [item for item in list(GROUPS) + list(SINGLES) if item not in draw.used]
    draw.rng.shuffle(pool)
    for item in pool:
        if len(paths) >= count:
            break
        draw.used.append(item)
        if isinstance(item, tuple):
            paths += [(item[0].upper() if draw.upper else item[0], draw.header(k)) for k in item[1]]
        else:
            paths.append((draw.header(item),))
    return paths


def write_header(
    draw: Draw,
    paper: Paper,
    top: int,
    left: int,
    paths: list[tuple[str, ...]],
    labels: list[str],
    *,
    merged: bool = True,
) -> int:
    """Write label heads and header paths; returns the first body row."""
    depth = max(len(p) for p in paths)
    for i, label in enumerate(labels):
        if merged:
            paper.merge(top, left + i, top + depth - 1, left + i, label)
        else:
            paper.put(top, left + i, label)
    col = left + len(labels)
    i = 0
    while i < len(paths):
        path = paths[i]
        if len(path) == 1:
            if merged:
                paper.merge(top, col + i, top + depth - 1, col + i, path[0])
            else:
                paper.put(top, col + i, path[0])
            i += 1
            continue
        j = i
        while j < len(paths) and len(paths[j]) > 1 and paths[j][0] == path[0]:
            j += 1
        if merged:
            paper.merge(top, col + i, top, col + j - 1, path[0])
        else:
            paper.put(top, col + i, path[0])
        sub = [p[1:] for p in paths[i:j]]
        for k, rest in enumerate(sub):
            for d, text in enumerate(rest):
                if merged and d == len(rest) - 1 and 1 + d < depth - 1:
                    paper.merge(top + 1 + d, col + i + k, top + depth - 1, col + i + k, text)
                elif d > 0 or k == 0 or rest[: d + 1] != sub[k - 1][: d + 1] or len(rest) == 1:
                    paper.put(top + 1 + d, col + i + k, text)
        i = j
    row = top + depth
    if draw.rng.random() < 0.2:
        for c in range(left, col + len(paths)):
            paper.put(row, c, c - left + 1)
            draw.never.add((paper.name, cell_name((row, c))))
        row += 1
    return row


def titles(draw: Draw, paper: Paper, top: int, left: int, month: str, *, what: str = "LAPORAN BULANAN KIA") -> int:
    """Title lines over a table; returns the row of the header."""
    r = draw.rng
    row = top
    paper.put(row, left, what)
    row += 1
    style = r.randrange(4)
    with_year = draw.year_where in ("title", "month")
    if style == 0:
        paper.put(row, left, "PUSKESMAS           :")
        paper.put(row, left + 2, PUSKESMAS.upper())
        row += 1
        if month:
            paper.put(row, left, "BULAN            :")
            paper.put(row, left + 2, month + (f" {draw.year}" if draw.year_where == "month" else " "))
            row += 1
        if draw.year_where == "title":
            paper.put(row, left, "TAHUN            :")
            paper.put(row, left + 2, draw.year)
            draw.never.add((paper.name, cell_name((row, left + 2))))
            row += 1
    elif style == 1:
        paper.put(row, left, f"PUSKESMAS : {PUSKESMAS.upper()}")
        row += 1
        if month:
            paper.put(row, left, f"BULAN : {month}" + (f" {draw.year}" if with_year else ""))
            row += 1
        elif with_year:
            paper.put(row, left, f"TAHUN {draw.year}")
            row += 1
    elif style == 2:
        text = f"UPTD PUSKESMAS {PUSKESMAS.upper()} KABUPATEN {KABUPATEN.upper()}"
        paper.put(row, left, text)
        row += 1
        parts = ([f"BULAN {month}"] if month else []) + ([f"TAHUN {draw.year}"] if with_year else [])
        if parts:
            paper.put(row, left, " ".join(parts))
            row += 1
    else:
        parts = ([month] if month else []) + ([str(draw.year)] if with_year else [])
        if parts:
            paper.put(row, left, "Bulan " + " ".join(parts) if month else "Tahun " + " ".join(parts))
            row += 1
        paper.put(row, left, f"Kecamatan {KECAMATAN}")
        row += 1
    return row + r.choice((0, 1, 1, 2))


def village_table(
    draw: Draw, paper: Paper, top: int, left: int, paths: list[tuple[str, ...]], period: str, *, sasaran: bool = False,
    reported: bool = True, merged: bool = True, extras: bool = False,
) -> int:  # fmt: skip
    """One table of villages by columns; returns the row after it."""
    r = draw.rng
    labels = ([draw.numbering] if draw.numbering else []) + [draw.place_head]
    place_col = left + len(labels) - 1
    all_paths = list(paths)
    n_sas = 0
    if sasaran:
        all_paths = [("SASARAN", "BUMIL"), ("SASARAN", "BULIN"), *all_paths]
        n_sas = 2
    if extras:
        all_paths = all_paths + [("KET",)]
    body = write_header(draw, paper, top, left, all_paths, labels, merged=merged)
    first = place_col + 1
    slip = r.randrange(len(draw.villages)) if draw.number_slip else -1
    formula_col = first + n_sas if draw.formulas and len(paths) >= 3 and not extras else -1
    rows = []
    for i, name in enumerate(draw.villages):
        row = body + i
        rows.append(row)
        if draw.numbering:
            number = i + 1 if i != slip else max(i - 3, 1)
            paper.put(row, left, number)
            draw.never.add((paper.name, cell_name((row, left))))
        shown = draw.village(name)
        clean = True
        if draw.typo and i == 1 and period.endswith("02"):
            shown, clean = shown[:3] + shown[4:], False
        paper.put(row, place_col, shown)
        for j in range(n_sas):
            draw.fact(paper, (row, first + j), name, str(draw.year), 40 + 7 * i + j * 3 + 0.5 * (i % 2), clean=clean)
        if not reported:
            continue
        for j in range(len(paths)):
            at = (row, first + n_sas + j)
            if j == len(paths) - 1 and formula_col > 0:
                source = (row, formula_col)
                value = paper.cells.get(source, 0)
                if isinstance(value, (int, float)):
                    paper.formula(*at, f"={cell_name(source)}", value)
                    draw.truths.append(Truth(paper.name, cell_name(at), name, period, round(value * 1_000_000), clean))
                continue
            draw.fact(paper, at, name, period, draw.value(), clean=clean)
        if extras and r.random() < 0.3:
            paper.put(row, first + n_sas + len(paths), "lengkap")
    row = body + len(draw.villages)
    for p in range(draw.padding):
        if draw.numbering:
            paper.put(row, left, len(draw.villages) + p + 1)
            draw.never.add((paper.name, cell_name((row, left))))
            if draw.formulas:
                paper.formula(row, place_col, "=Z99", 0)
                draw.never.add((paper.name, cell_name((row, place_col))))
            row += 1
    paper.put(row, left if r.random() < 0.6 else place_col, draw.total_word)
    for j in range(n_sas + len(paths)):
        at = (row, first + j)
        total = sum(_plain(paper.cells.get((x, first + j))) for x in rows)
        wrong = draw.wrong_total and r.random() < 0.1 and total > 0 and reported
        if wrong:
            total += r.choice((1, 3, 10))
            draw.wrong.add((paper.name, cell_name(at)))
        if draw.formulas and not wrong:
            paper.formula(*at, f"=SUM({cell_name((rows[0], first + j))}:{cell_name((row - 1, first + j))})", total)
        else:
            paper.put(*at, total)
        draw.never.add((paper.name, cell_name(at)))
    row += 1
    if draw.notes and r.random() < 0.5:
        paper.put(
            row + 1,
            left,
            r.choice(("Keterangan: angka sementara", "Sumber: laporan bidan desa", "Catatan : * belum lengkap")),
        )
        row += 2
        if r.random() < 0.5:
            paper.put(row + 1, left + 3, f"{KECAMATAN}, 5 Mei {draw.year}")
            paper.put(row + 2, left + 3, "Bidan Koordinator")
            paper.put(row + 4, left + 3, "Ratna Wulandari")
            row += 5
    return row


def _plain(value: Any) -> float:
    if isinstance(value, (int, float)):
        return value
    text = str(value or "").replace("org", "").replace(",", ".").strip()
    try:
        return float(text)
    except ValueError:
        return 0


# --- layouts -----------------------------------------------------------------------------------------------------------


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
