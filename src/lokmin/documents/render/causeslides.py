"""The causes of problems as slides: four native drawings a problem, then the agreed roots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lokmin.core.periods import short_date
from lokmin.core.problems.causes import CauseRules, CauseTree
from lokmin.documents.figures.picture import SLIDE
from lokmin.documents.figures.shorter import for_slide
from lokmin.documents.forms.causes import PICTURES
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.problemrecords import ProblemSheet
from lokmin.documents.render.slidedeck import FOOT, INNER, MARGIN, SMALLEST, TOP, Deck
from lokmin.documents.render.slideshapes import draw
from lokmin.documents.render.slidexml import SlideColumn, run

#: Inches for one unit of a drawing: its letters then have the smallest size a hall can read.
_SCALE = INNER / SLIDE.width
_POINTS = max(SLIDE.size * _SCALE * 72, SMALLEST)
_HIGH = (FOOT - 0.1 - TOP) / _SCALE
_TITLE, _CELL = 130, 90


def cause_slides(sheets: Sequence[ProblemSheet], rules: CauseRules, by: Office) -> bytes:
    """A deck of the problems as .pptx bytes, equal for equal input."""
    deck = Deck(f"{by.puskesmas}, {short_date(by.day)}")
    for sheet in sheets:
        add_causes(deck, sheet, rules)
    if not sheets:
        deck.slide("Belum ada masalah yang dicari penyebabnya")
    made = dt.datetime.combine(by.day, dt.time(), dt.UTC)
    return deck.finished(f"Penyebab masalah {by.puskesmas}", made)


def add_causes(deck: Deck, sheet: ProblemSheet, rules: CauseRules) -> None:
    """Four slides with drawings and one with the roots; a drawing that has nothing to show is left out."""
    tree = sheet.tree
    for at in range(len(PICTURES)):
        if tree.nodes or (tree.levels and at == len(PICTURES) - 1):
            add_picture(deck, sheet, rules, at)
    title = _title(tree)
    roots = tree.roots()
    if not roots:
        deck.slide(title, "Belum ada akar masalah yang disepakati")
        return
    for at in range(0, len(roots), 6):
        deck.slide(title, f"{len(roots)} akar masalah disepakati")
        rows = []
        for root in roots[at : at + 6]:
            step = rules.determinant(tree.determinant_of(root, rules))
            rows.append((
                run(_short(root.text, _CELL), SMALLEST, bold=True), run(step.name if step else "–", SMALLEST),
                run(_short(root.evidence, _CELL) or "–", SMALLEST),
            ))  # fmt: skip
        columns = (
            SlideColumn("Akar masalah", 5.6),
            SlideColumn("Penentu cakupan", 2.8),
            SlideColumn("Bukti", INNER - 8.4),
        )
        deck.table("Akar masalah", columns, rows, height=0.75)


def add_picture(deck: Deck, sheet: ProblemSheet, rules: CauseRules, which: int = 0) -> None:
    """One slide with one drawing, by its place in ``forms.causes.PICTURES`` (0 the fishbone)."""
    name, picture_of = PICTURES[which]
    picture, left_out = for_slide(sheet.tree, rules, picture_of, _HIGH)
    more = f"; {left_out} penyebab lain ada di lembar penyebab" if left_out else ""
    deck.slide(_title(sheet.tree), name + more)
    draw(deck, picture, MARGIN, TOP, _SCALE, _POINTS)


def _title(tree: CauseTree) -> str:
    return _short(tree.problem, _TITLE).replace(" %", "\u00a0%")


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;. ") + " …"
