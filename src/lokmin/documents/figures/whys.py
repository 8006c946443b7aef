"""Five whys: every chain from the problem to its last answer, one column for each why."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.language import said
from lokmin.core.problems.causes import CauseNode, CauseRules, CauseTree, Side, WhyChain, five_whys
from lokmin.documents.figures.canvas import Dress
from lokmin.documents.figures.causewords import chains_said, css_of, root_lead
from lokmin.documents.figures.picture import EDGE, NARROW, WIDE, Box, Frame, Kind, Picture, Sheet

_BETWEEN, _MOST = 28.0, 340.0


def whys_svg(
    tree: CauseTree, rules: CauseRules, *, dress: Dress = "screen", narrow: bool = False, ident: str = "lima-mengapa"
) -> str:
    """The chains of why as SVG (1180 units wide, ``narrow`` 328); ``ident`` makes ids unique on a page."""
    return whys_picture(tree, rules, NARROW if narrow else WIDE).svg(dress=dress, ident=ident, css=css_of(narrow))


def whys_picture(tree: CauseTree, rules: CauseRules, frame: Frame = WIDE) -> Picture:
    """The chains laid out; answers that several chains share stand once."""
    del rules  # the four pictures are called alike
    chains = five_whys(tree)
    sheet = Sheet(frame)
    top = sheet.box(tree.problem, EDGE, EDGE, sheet.room, "head", said("Masalah")).bottom if tree.problem else 0.0
    if not chains:
        sheet.box(said("Belum ada penyebab."), EDGE, top + frame.lead, sheet.room, "quiet")
    elif frame.narrow:
        _one_by_one(sheet, chains, top)
    else:
        _columns(sheet, tree, max(len(chain.answers) for chain in chains), top)
    title = said("Lima mengapa: %(problem)s") % {"problem": tree.problem}
    return sheet.finished(title, chains_said(chains))


def _open_end(tree: CauseTree, node: CauseNode) -> bool:
    """A last answer nobody agreed on as root: the chain is not at its end."""
    return not node.root and not tree.children(node.id)


def _answer(sheet: Sheet, node: CauseNode, x: float, y: float, w: float, *, lead: str = "", ends: bool) -> Box:
    """One answer; where the chain stops before a root, that is said under it."""
    kind: Kind = "root" if node.root else "box"
    words = " – ".join(part for part in (lead, root_lead(node)) if part)
    box = sheet.box(node.text, x, y, w, kind, words)
    if not ends:
        return box
    note = sheet.box(said("belum sampai akar: mengapa?"), x, box.bottom + 2, w, "quiet")
    return Box(x, y, w, note.bottom - y, box.lines, box.kind)


def _columns(sheet: Sheet, tree: CauseTree, deep: int, top: float) -> None:
    frame = sheet.frame
    width = min(_MOST, (sheet.room - (deep - 1) * _BETWEEN) / deep)
    step = width + _BETWEEN
    titles = [
        sheet.box(said("Mengapa %(n)d") % {"n": n + 1}, EDGE + step * n, top + frame.lead * 0.6, width, "bold")
        for n in range(deep)
    ]
    gap = frame.size * 0.9

    def place(node: CauseNode, depth: int, y: float) -> float:
        x = EDGE + step * depth
        box = _answer(sheet, node, x, y, width, ends=_open_end(tree, node))
        anchor, below, trunk = y + frame.lead, y, x + width + _BETWEEN / 2
        children = tree.children(node.id)
        for number, child in enumerate(children):
            if not number:
                sheet.link((x + width, anchor), (x + step, anchor), arrow=True)
            else:
                sheet.link((trunk, anchor), (trunk, below + frame.lead), (x + step, below + frame.lead), arrow=True)
            below = place(child, depth + 1, below)
        return max(box.y + box.h + gap, below)

    y = max(title.bottom for title in titles) + frame.size * 0.5
    for node in tree.children("", Side.CAUSE):
        y = place(node, 0, y)


def _one_by_one(sheet: Sheet, chains: Sequence[WhyChain], top: float) -> None:
    """Chain by chain down the page; what was said in the chain before is only named."""
    frame = sheet.frame
    x, width = EDGE, sheet.room
    y, before = top + frame.lead, ()  # type: float, tuple[CauseNode, ...]
    for number, chain in enumerate(chains, start=1):
        label = sheet.box(said("Rantai %(n)d") % {"n": number}, x, y, width, "bold")
        y = label.bottom + 4
        shared = _shared(before, chain.answers)
        if shared:
            text = said("Sama sampai “%(text)s”.") % {"text": chain.answers[shared - 1].text}
            y = sheet.box(text, x, y, width, "quiet").bottom + 6
        for at, node in enumerate(chain.answers[shared:], start=shared):
            if at > shared:
                sheet.link((x + 16, y), (x + 16, y + frame.size), arrow=True)
                y += frame.size
            last = node is chain.answers[-1] and not node.root
            y += _answer(sheet, node, x, y, width, lead=said("Mengapa %(n)d") % {"n": at + 1}, ends=last).h
        y += frame.lead
        before = chain.answers


def _shared(before: Sequence[CauseNode], answers: Sequence[CauseNode]) -> int:
    """How many first answers two chains have in common."""
    found = 0
    for mine, other in zip(answers, before, strict=False):
        if mine is not other:
            break
        found += 1
    return found
