"""The problem tree (pohon masalah): effects above, the problem in the middle, causes below."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.language import said
from lokmin.core.problems.causes import Branch, CauseRules, CauseTree
from lokmin.core.problems.causes import problem_tree as tree_of
from lokmin.documents.figures.canvas import Dress
from lokmin.documents.figures.causewords import css_of, root_lead, tree_said
from lokmin.documents.figures.picture import EDGE, NARROW, WIDE, Box, Frame, Picture, Sheet, fitted, flipped, moved

_LEAST, _MOST, _BETWEEN = 182.0, 340.0, 16.0
#: The trunk that feeds further rows runs along the left edge.
_TRUNK, _LEFT = 5.0, 18.0
_HEAD = 0.5


def problem_tree_svg(
    tree: CauseTree, rules: CauseRules, *, dress: Dress = "screen", narrow: bool = False, ident: str = "pohon-masalah"
) -> str:
    """The problem tree as SVG (1180 units wide, ``narrow`` 328); ``ident`` makes ids unique on a page."""
    picture = problem_tree_picture(tree, rules, NARROW if narrow else WIDE)
    return picture.svg(dress=dress, ident=ident, css=css_of(narrow))


def problem_tree_picture(tree: CauseTree, rules: CauseRules, frame: Frame = WIDE) -> Picture:
    """The problem tree laid out."""
    del rules  # the four pictures are called alike
    found = tree_of(tree)
    width = frame.width - 2 * EDGE if frame.narrow else max(frame.width * _HEAD, 300.0)
    left = (frame.width - width) / 2
    above, below = _side(found.effects, frame, up=True), _side(found.causes, frame, up=False)
    sheet = Sheet(frame)
    boxes, links = flipped(above.boxes, above.links, above.high)
    sheet.boxes += boxes
    sheet.links += links
    head = sheet.box(tree.problem, left, above.high, width, "head", said("Masalah"))
    boxes, links = moved(below.boxes, below.links, head.bottom)
    sheet.boxes += boxes
    sheet.links += links
    title = said("Pohon masalah: %(problem)s") % {"problem": tree.problem}
    return sheet.finished(title, tree_said(found), height=head.bottom + below.high)


class _Side(Sheet):
    """One side of the problem, growing downwards from 0; the other side is the same upside down."""

    high: float = 0.0


def _side(branches: Sequence[Branch], frame: Frame, *, up: bool) -> _Side:
    """Branches side by side in rows, what belongs to each hanging below it.

    On the side of the effects ``up`` is said, so that arrows point from a cause to what it causes.
    """
    side = _Side(frame)
    if not branches:
        return side
    if frame.narrow:
        _down(side, branches, frame.width - EDGE - 16, up=up)
        return side
    most = max(1, int((frame.width - _LEFT + _BETWEEN) // (_LEAST + _BETWEEN)))
    rows = -(-len(branches) // most)
    columns = -(-len(branches) // rows)
    room = frame.width - _LEFT - EDGE
    pitch = min((room + _BETWEEN) / columns, _MOST + _BETWEEN)
    width = pitch - _BETWEEN
    step = frame.lead * 0.9
    y, centre = 0.0, frame.width / 2
    buses: list[float] = []
    left = _LEFT + (room - pitch * columns + _BETWEEN) / 2
    for begin in range(0, len(branches), columns):
        part = branches[begin : begin + columns]
        bus = y + step
        middles = [left + pitch * at + width / 2 for at in range(len(part))]
        ends = []
        for middle, branch in zip(middles, part, strict=True):
            side.link(*_way((middle, bus), (middle, bus + step), up=up), arrow=up)
            ends.append(_hang(side, branch, middle - width / 2, bus + step, width, up=up))
        # Further rows are fed by a trunk along the left edge; the first one from the problem itself.
        joints = [*middles, _TRUNK] if rows > 1 else middles
        joints = joints if buses else [*joints, centre]
        side.link((min(joints), bus), (max(joints), bus))
        buses.append(bus)
        y = max(ends) + frame.size
    side.link(*_way((centre, 0), (centre, buses[0]), up=up), arrow=not up)
    if rows > 1:
        side.link((_TRUNK, buses[0]), (_TRUNK, buses[-1]))
    side.high = y
    return side


def _way(first: tuple[float, float], last: tuple[float, float], *, up: bool) -> tuple[tuple[float, float], ...]:
    """From the cause to what it causes: downwards on this side unless it will be turned over."""
    return (first, last) if up else (last, first)


def _down(side: _Side, branches: Sequence[Branch], width: float, *, up: bool) -> None:
    """One under another beside a trunk, for phones."""
    y, trunk, ends = side.frame.lead * 0.8, 7.0, 0.0
    for branch in branches:
        high = _node(side.frame, branch, 0, 0, width).h
        middle = y + high / 2
        side.link(*_way((trunk, middle), (16, middle), up=up), arrow=up)
        y = _hang(side, branch, 16, y, width, up=up) + side.frame.size
        ends = middle
    side.link(*_way((trunk, 0), (trunk, ends), up=up), arrow=not up)
    side.high = y


def _node(frame: Frame, branch: Branch, x: float, y: float, w: float) -> Box:
    node = branch.node
    return fitted(frame, node.text, x, y, w, "root" if node.root else "box", root_lead(node))


def _hang(side: _Side, branch: Branch, x: float, y: float, w: float, *, up: bool) -> float:
    """Place a branch with all below it and return where it ends; an only child stands straight below."""
    frame = side.frame
    box = _node(frame, branch, x, y, w)
    side.boxes.append(box)
    y = box.bottom
    gap = frame.size * 1.1
    if len(branch.below) == 1:
        at = x + frame.size
        side.link(*_way((at, y), (at, y + gap), up=up), arrow=True)
        return _hang(side, branch.below[0], x, y + gap, w, up=up)
    indent = min(frame.size * 1.3, max(w - frame.size * 6, 0) / 3)
    trunk, last = x + indent / 2, y
    for child in branch.below:
        top = y + gap
        last = top + _node(frame, child, 0, 0, w - indent).h / 2
        side.link(*_way((trunk, last), (x + indent, last), up=up), arrow=up)
        y = _hang(side, child, x + indent, top, w - indent, up=up)
    if branch.below:
        side.link(*_way((trunk, box.bottom), (trunk, last), up=up), arrow=not up)
    return y
