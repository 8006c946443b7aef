"""One office's habits drawn from a seed: how it writes numbers, months, titles, heads and village tables."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from exchange.paper import Paper, cell_name

PUSKESMAS, KECAMATAN, KABUPATEN = "Banyuwening", "Banyuwening", "Argamulya"
VILLAGES = (
    "Watubelah", "Tlogomulyo", "Wonolelo", "Pringgodani", "Ngadisana", "Gondangrejo",
    "Lebakharjo", "Karangtuwi", "Banyuwening", "Rejosari", "Kalisari", "Sendangayu",
)  # fmt: skip
MONTH_WORDS = (
    ("JANUARI", "Januari", "Jan", "JAN"), ("PEBRUARI", "Februari", "Peb", "Feb", "Pebr"),
    ("MARET", "Maret", "Mar", "MRT"),
    ("APRIL", "April", "Apr"), ("MEI", "Mei"), ("JUNI", "Juni", "Jun"), ("JULI", "Juli", "Jul"),
    ("AGUSTUS", "Agustus", "Agt", "Agust", "Ags"), ("SEPTEMBER", "September", "Sept", "Sep"),
    ("OKTOBER", "Oktober", "Okt"),
    ("NOPEMBER", "November", "Nop", "Nov"), ("DESEMBER", "Desember", "Des"),
)  # fmt: skip
#: header variants of data elements that reports have, in groups with an upper header.
HEADERS: dict[str, tuple[str, ...]] = {
    "K1": ("K1", "K 1", "K-1", "Kunjungan K1"), "K4": ("K4", "K 4", "Kunjungan K4"), "K6": ("K6", "K 6"),
    "PN": ("PN", "Persalinan Nakes", "PN di Faskes"), "KF1": ("KF 1", "KF1"), "KF3": ("KF 3", "KF3"),
    "KN1": ("KN1", "KN 1"),
    "KN Lengkap": ("KN Lengkap", "KNL", "KN 3"), "Fe1": ("Fe. 1", "Fe 1", "Fe1"), "Fe3": ("Fe. 3", "Fe 3"),
    "TT 1": ("TT 1", "TT1"), "TT 2": ("TT 2", "TT2"), "T2+": ("T2 +", "T2+"), "Nakes": ("Nakes", "Oleh Nakes"),
    "Masyarakat": ("Masyarakat",),
    "BCG": ("BCG",), "DPT1": ("DPT-HB-Hib 1", "DPT 1"), "DPT3": ("DPT-HB-Hib 3", "DPT 3"),
    "Polio 4": ("Polio 4", "Polio4"),
    "Campak": ("Campak/MR", "MR 1", "Campak"), "IDL": ("IDL", "Imunisasi Dasar Lengkap"), "D/S": ("Ditimbang (D)", "D"),
    "BGM": ("BGM",), "Vit A": ("Vit. A", "Vitamin A Bayi"), "ASI": ("ASI Eksklusif",),
    "Diare": ("Diare", "Diare Balita"),
    "Pneumonia": ("Pneumonia Balita", "Pneumonia"), "TB": ("Terduga TB", "Suspek TB"), "HT": ("Hipertensi",),
    "DM": ("Diabetes Melitus", "DM"),
}  # fmt: skip
GROUPS = (
    ("ANC", ("K1", "K4", "K6")), ("Kunjungan Nifas", ("KF1", "KF3")), ("Status T Bumil", ("TT 1", "TT 2", "T2+")),
    ("Deteksi Risti", ("Nakes", "Masyarakat")), ("NEONATUS", ("KN1", "KN Lengkap")),
    ("Imunisasi", ("BCG", "DPT1", "DPT3", "Polio 4", "Campak", "IDL")),
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
        all_paths = [*all_paths, ("KET",)]
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
