"""The six determinants of coverage as a stair: how far the service comes, where it breaks off, and why."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.language import said
from lokmin.core.problems.causes import CauseNode, CauseRules, CauseTree, Step, determinants
from lokmin.documents.figures.canvas import Dress
from lokmin.documents.figures.causewords import css_of, level_words, loss_words, percent, root_lead, steps_said
from lokmin.documents.figures.picture import EDGE, NARROW, WIDE, Bar, Frame, Picture, Sheet

_BETWEEN = 16.0
#: Height of a full bar in lines of text, and of one lying down.
_HIGH, _LYING = 7.0, 1.1


def determinants_svg(
    tree: CauseTree, rules: CauseRules, *, dress: Dress = "screen", narrow: bool = False, ident: str = "penentu"
) -> str:
    """The determinants as SVG (1180 units wide, ``narrow`` 328); ``ident`` makes ids unique on a page."""
    picture = determinants_picture(tree, rules, NARROW if narrow else WIDE)
    return picture.svg(dress=dress, ident=ident, css=css_of(narrow))


def determinants_picture(tree: CauseTree, rules: CauseRules, frame: Frame = WIDE) -> Picture:
    """The determinants laid out, each with its level, its loss and the causes that belong to it."""
    steps = determinants(tree, rules)
    sheet = Sheet(frame)
    top = sheet.box(tree.problem, EDGE, EDGE, sheet.room, "head", said("Masalah")).bottom if tree.problem else 0.0
    if frame.narrow:
        _rows(sheet, steps, top + frame.lead)
    elif frame.tight:
        _ladder(sheet, steps, top + EDGE)
    else:
        _stairs(sheet, steps, top + frame.lead * 0.7)
    title = said("Penentu cakupan: %(problem)s") % {"problem": tree.problem}
    return sheet.finished(title, steps_said(steps))


def _stairs(sheet: Sheet, steps: Sequence[Step], top: float) -> None:
    frame = sheet.frame
    width = (sheet.room - (len(steps) - 1) * _BETWEEN) / len(steps)
    lefts = [EDGE + (width + _BETWEEN) * at for at in range(len(steps))]
    names = [
        sheet.box(f"{at}. {said(step.determinant.name)}", x, top, width, "bold")
        for at, (x, step) in enumerate(zip(lefts, steps, strict=True), start=1)
    ]
    high = frame.lead * _HIGH
    y = max(name.bottom for name in names) + frame.size * 0.5
    for x, step in zip(lefts, steps, strict=True):
        if step.level is None:
            sheet.bars.append(Bar(x, y, width, high, "hatched"))
        else:
            part = min(float(step.level.share), 1.0) * high
            sheet.bars.append(Bar(x, y, width, high, "rest"))
            sheet.bars.append(Bar(x, y + high - part, width, part, "full"))
    below = y + high + frame.size * 0.5
    for x, step in zip(lefts, steps, strict=True):
        _causes(sheet, step.causes, x, _said(sheet, step, x, below, width), width)


def _said(sheet: Sheet, step: Step, x: float, y: float, width: float) -> float:
    """The level in words and what is lost; returns where the next thing may stand."""
    if step.level is not None:
        y = sheet.box(percent(step.level.share), x, y, width, "bold").bottom
    y = sheet.box(level_words(step), x, y, width, "quiet").bottom
    loss = loss_words(step)
    if loss:
        y = sheet.box(loss, x, y + 3, width, "label" if step.breaks else "text").bottom
    return y + sheet.frame.size * 0.7


def _causes(sheet: Sheet, causes: Sequence[CauseNode], x: float, y: float, width: float) -> float:
    for node in causes:
        y = sheet.box(node.text, x, y, width, "root" if node.root else "box", root_lead(node)).bottom
        y += sheet.frame.size * 0.6
    return y


def _rows(sheet: Sheet, steps: Sequence[Step], top: float) -> None:
    """One step under another with its bar lying down."""
    frame, y = sheet.frame, top
    width, high = sheet.room, frame.lead * _LYING
    for at, step in enumerate(steps, start=1):
        y = sheet.box(f"{at}. {said(step.determinant.name)}", EDGE, y, width, "bold").bottom + 4
        if step.level is None:
            sheet.bars.append(Bar(EDGE, y, width, high, "hatched"))
        else:
            sheet.bars.append(Bar(EDGE, y, width, high, "rest"))
            sheet.bars.append(Bar(EDGE, y, min(float(step.level.share), 1.0) * width, high, "full"))
        y = _causes(sheet, step.causes, EDGE, _said(sheet, step, EDGE, y + high + 4, width), width) + frame.size * 0.6


def _ladder(sheet: Sheet, steps: Sequence[Step], top: float) -> None:
    """For a slide: name, lying bar and words side by side, so that six steps and their roots fit."""
    frame, y = sheet.frame, top
    name, bar = sheet.room * 0.25, sheet.room * 0.24
    left = EDGE + name + bar + 2 * frame.size
    width, high = EDGE + sheet.room - left, frame.lead * _LYING
    for at, step in enumerate(steps, start=1):
        title = sheet.box(f"{at}. {said(step.determinant.name)}", EDGE, y, name, "bold")
        x = EDGE + name + frame.size
        if step.level is None:
            sheet.bars.append(Bar(x, y, bar, high, "hatched"))
        else:
            sheet.bars.append(Bar(x, y, bar, high, "rest"))
            sheet.bars.append(Bar(x, y, min(float(step.level.share), 1.0) * bar, high, "full"))
        told = [percent(step.level.share)] if step.level else []
        words = "; ".join(part for part in (*told, level_words(step), loss_words(step)) if part)
        y2 = sheet.box(words, left, y, width, "label" if step.breaks else "text").bottom + frame.size * 0.3
        y = max(title.bottom, y + high, _causes(sheet, step.causes, left, y2, width)) + frame.size * 0.3
