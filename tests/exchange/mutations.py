"""Changes any office makes to any workbook: moved, exported, retyped, spaced out. The truth moves along."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from exchange.office import Truth, Ugly
from exchange.paper import Paper, cell_name, to_csv, to_xlsx

Move = Callable[[int, int], tuple[int, int]]


def mutate(book: Ugly, seed: int) -> Ugly:
    """Apply a few random changes to a workbook."""
    rng = random.Random(seed)
    plain = not any(p.formulas or p.percents or p.dates for p in book.papers) and book.filename.endswith(
        (".xlsx", ".ods")
    )
    papers, truths, never = book.papers, book.truths, book.never
    steps = rng.sample(("case", "spaces", "unmerge", "shift", "gaps", "spacer", "csv"), rng.randint(1, 4))
    for step in steps:
        if step in ("case", "spaces"):
            papers = [_retyped(p, rng, step) for p in papers]
        elif step == "unmerge":
            papers = [
                replace(
                    p,
                    merges=[m for m in p.merges if m[2] - m[0] < 3 or m[3] != m[1]] if rng.random() < 0.5 else p.merges,
                )
                for p in papers
            ]
        elif plain and step == "shift":
            down, right = rng.randint(0, 4), rng.randint(0, 3)
            papers, truths, never = _moved(papers, truths, never, lambda r, c, d=down, e=right: (r + d, c + e))
        elif plain and step == "gaps" and book.layout not in ("page_breaks", "indented", "one_line_titles"):
            at = rng.randint(12, 16)
            papers, truths, never = _moved(papers, truths, never, lambda r, c, a=at: (r + (r > a), c))
        elif (
            plain
            and step == "spacer"
            and book.layout in ("stacked_months", "pws", "by_sex", "total_first", "units_under_heads")
        ):
            papers, truths, never = _moved(papers, truths, never, lambda r, c: (r, c + (c > 3)))
    if plain and "csv" in steps and len(papers) == 1 and not papers[0].hidden and book.layout != "month_sheets_short":
        stem = re.sub(r"\.\w+$", "", book.filename)
        if "unmerge" not in steps or not papers[0].merges:
            data = to_csv(papers[0], rng.choice((";", ",", "\t")), rng.choice(("utf-8-sig", "cp1252")))
            truths = [replace(t, sheet=stem) for t in truths]
            return replace(
                book,
                data=data,
                filename=f"{stem}.csv",
                papers=papers,
                truths=truths,
                never={(stem, c) for _, c in never},
            )
    filename = re.sub(r"\.\w+$", ".xlsx", book.filename)
    if book.filename.endswith(".csv"):
        return book
    return replace(book, data=to_xlsx(papers), filename=filename, papers=papers, truths=truths, never=never)


def _retyped(paper: Paper, rng: random.Random, step: str) -> Paper:
    change = rng.choice((str.upper, str.lower, str.title)) if step == "case" else None
    cells = {}
    for at, value in paper.cells.items():
        cells[at] = value
        if isinstance(value, str) and at not in paper.formulas and not value.startswith("#"):
            if change is not None:
                cells[at] = change(value)
            elif rng.random() < 0.3:
                cells[at] = rng.choice((f"{value} ", f" {value}", value.replace(" ", "  "), value.replace(" ", "\xa0")))
    return replace(paper, cells=cells)


def _moved(
    papers: list[Paper], truths: list[Truth], never: set[tuple[str, str]], move: Move
) -> tuple[list[Paper], list[Truth], set[tuple[str, str]]]:
    names: dict[str, dict[str, str]] = {}
    moved = []
    for paper in papers:
        names[paper.name] = {cell_name(at): cell_name(move(*at)) for at in paper.cells}
        merges = [(*move(m[0], m[1]), *move(m[2], m[3])) for m in paper.merges]
        moved.append(replace(paper, cells={move(*at): v for at, v in paper.cells.items()}, merges=merges))
    return (
        moved,
        [replace(t, cell=names[t.sheet].get(t.cell, t.cell)) for t in truths],
        {(s, names[s].get(c, c)) for s, c in never},
    )
