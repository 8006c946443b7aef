"""A tree of causes made small enough for a slide: roots stay longest, what is left out is counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from lokmin.core.problems.causes import CauseNode, CauseRules, CauseTree, Side
from lokmin.documents.figures.picture import SLIDE, Frame, Picture

Draw = Callable[[CauseTree, CauseRules, Frame], Picture]

#: Letters of one cause on a slide; all of it stands on paper.
_LETTERS = 64


def for_slide(tree: CauseTree, rules: CauseRules, draw: Draw, high: float) -> tuple[Picture, int]:
    """The picture no higher than ``high`` units where that can be, and how many of its boxes it leaves out.

    The problem itself is the title of the slide and is not repeated. Step by step that goes which makes the picture
    lower and is missed least: a last answer that is no root (the deepest and last named first, effects before causes),
    what stands between a root and the problem, a whole branch without a root, and a root only then.
    """
    small = _ready(tree, rules)
    texts = {node.text for node in small.nodes}
    picture = draw(small, rules, SLIDE)
    whole = _shown(picture, texts)
    while picture.height > high and small.nodes:
        tries = list(_tries(small))
        drawn = ((one, draw(one, rules, SLIDE)) for one in tries)
        small, picture = next(
            ((one, made) for one, made in drawn if made.height < picture.height),
            (tries[0], draw(tries[0], rules, SLIDE)),
        )
    return picture, whole - _shown(picture, texts)


def _shown(picture: Picture, texts: Collection[str]) -> int:
    """How many boxes hold a cause or an effect; answers further in begin with a dash."""
    return sum(box.text in texts or box.text.removeprefix("– ") in texts for box in picture.boxes)


def _tries(tree: CauseTree) -> Iterator[CauseTree]:
    """The tree with something left out, what is missed least first."""
    order = _order(tree)
    plain = [node for node in order if not node.root]
    yield from (_without(tree, node) for node in plain)
    for node in plain:
        branch = {below.id: below.root for _, below in tree.walk(node.id)}
        if branch and not any(branch.values()):
            gone = {node.id, *branch}
            yield replace(tree, nodes=tuple(one for one in tree.nodes if one.id not in gone))
    yield from (_without(tree, node) for node in order if node.root)


def _ready(tree: CauseTree, rules: CauseRules) -> CauseTree:
    """Short texts; every node names its own rib and determinant, so that what stood above it may go."""
    nodes = []
    for node in tree.nodes:
        line = tree.line(node)
        top = line[0]
        rib = top.rib or next((below.rib for _, below in tree.walk(top.id) if below.rib), "")
        determinant = tree.determinant_of(node, rules)
        parent = line[-2].id if len(line) > 1 else ""
        text = _short(node.text)
        nodes.append(replace(node, text=text, rib=rib, determinant=determinant, parent=parent, side=top.side))
    return replace(tree, problem="", nodes=tuple(nodes))


def _order(tree: CauseTree) -> list[CauseNode]:
    """Which would be missed least, first."""
    ranked = []
    for at, (depth, node) in enumerate(tree.walk()):
        inner = bool(tree.children(node.id))
        ranked.append(((node.root, inner, node.side is Side.CAUSE, -depth, -at), node))
    return [node for _, node in sorted(ranked, key=lambda pair: pair[0])]


def _without(tree: CauseTree, gone: CauseNode) -> CauseTree:
    """The tree with one node less; what it explained is explained by what stood below it."""
    nodes = (node for node in tree.nodes if node.id != gone.id)
    return replace(
        tree, nodes=tuple(replace(node, parent=gone.parent) if node.parent == gone.id else node for node in nodes)
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LETTERS else words[: _LETTERS - 1].rsplit(" ", 1)[0].rstrip(",;. ") + " …"
