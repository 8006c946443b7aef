"""Answers of households as bars: how many show each problem, the threshold as a tick. Reads in grey."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lokmin.core.community.tabulation import QuestionTable, SmdRule, Tabulation
from lokmin.core.indicators.words import rate
from lokmin.core.language import said
from lokmin.documents.figures.canvas import Canvas, Dress
from lokmin.documents.figures.letters import wrap

_BAR = 16


def told(tabulation: Tabulation) -> tuple[QuestionTable, ...]:
    """The questions that can show a problem, the largest share first; those nobody answered last."""
    tables = [t for t in tabulation.questions if t.question.tells]
    return tuple(sorted(tables, key=lambda t: (t.whole.share is None, -(t.whole.share or 0), t.question.code)))


def answers_chart(
    tabulation: Tabulation, rule: SmdRule, *, title: str, dress: Dress = "screen", narrow: bool = False,
    width: float = 1180, ident: str = "smd",
) -> str:  # fmt: skip
    """The chart as SVG: filled where the share reaches its threshold, open below, hatched where too few answered."""
    tables = told(tabulation)
    if narrow:
        return _narrow(tables, rule, title, dress, ident)
    names, right = width * 0.42, width * 0.24
    texts = [wrap(_name(t), names - 20, 14) for t in tables]
    heights = [max(len(lines) * 18, 24) + 8 for lines in texts]
    canvas = _canvas(width, 40 + sum(heights), title, tables, dress, ident, "only-wide" if dress == "screen" else "")
    left, room = names, width - names - right
    for percent in (0, 25, 50, 75, 100):
        x = left + room * percent / 100
        canvas.line(x, 24, x, 32 + sum(heights), "grid")
        canvas.text(x, 16, f"{percent} %", "q", anchor="middle")
    y = 34.0
    for table, lines, height in zip(tables, texts, heights, strict=True):
        for at, line in enumerate(lines):
            canvas.text(0, y + 14 + at * 18, line)
        end = _bar(canvas, table, rule, (left, y + 3, room))
        canvas.text(max(end + 8, left + room + 10), y + 16, _said(table, rule), "b" if _above(table) else "")
        y += height
    return canvas.svg()


def _narrow(tables: Sequence[QuestionTable], rule: SmdRule, title: str, dress: Dress, ident: str) -> str:
    width = 328.0
    texts = [wrap(_name(t), width - 4, 16) for t in tables]
    heights = [len(lines) * 20 + _BAR + 34 for lines in texts]
    canvas = _canvas(width, 4 + sum(heights), title, tables, dress, ident, "only-narrow" if dress == "screen" else "")
    y = 0.0
    for table, lines, height in zip(tables, texts, heights, strict=True):
        for at, line in enumerate(lines):
            canvas.text(0, y + 16 + at * 20, line)
        top = y + len(lines) * 20 + 4
        _bar(canvas, table, rule, (1, top, width - 2))
        canvas.text(0, top + _BAR + 18, _said(table, rule), "b" if _above(table) else "")
        y += height
    return canvas.svg()


def _canvas(
    width: float, height: float, title: str, tables: Sequence[QuestionTable], dress: Dress, ident: str, css: str
) -> Canvas:
    words = "; ".join(f"{_name(t)}: {t.whole.bad}/{t.whole.answered}" for t in tables)
    return Canvas(width, height, title, words, dress, ident, css)


def _bar(canvas: Canvas, table: QuestionTable, rule: SmdRule, at: tuple[float, float, float]) -> float:
    """The bar and the tick of its threshold; returns where it ends."""
    left, y, room = at
    share = float(table.whole.share or Fraction(0))
    length = room * share
    if length > 0 and table.whole.is_small(rule):
        canvas.hatched(left, y, length, _BAR)
    elif length > 0:
        box = f"M{left:.1f} {y:.1f}h{length:.1f}v{_BAR}h-{length:.1f}z"
        canvas.path(box, "mass" if _above(table) else "node")
    tick = left + room * table.question.threshold / 1000
    canvas.line(tick, y - 4, tick, y + _BAR + 4, "goal")
    return left + length


def _above(table: QuestionTable) -> bool:
    share = table.whole.share
    return share is not None and share * 1000 >= table.question.threshold


def _name(table: QuestionTable) -> str:
    return f"{table.question.code}  {table.question.problem[:1].upper()}{table.question.problem[1:]}"


def _said(table: QuestionTable, rule: SmdRule) -> str:
    tally = table.whole
    if tally.share is None:
        return said("belum ada jawaban")
    words = said("%(bad)d dari %(n)d, %(share)s") % {
        "bad": tally.bad, "n": tally.answered, "share": rate(tally.share * 100, 100),
    }  # fmt: skip
    return f"{words} ({said('jawaban sedikit')})" if tally.is_small(rule) else words
