"""The fishbone (Ishikawa) of a tree of causes: ribs above and below the spine, or one under another on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lokmin.core.language import said
from lokmin.core.problems.causes import Bone, CauseNode, CauseRules, CauseTree
from lokmin.core.problems.causes import fishbone as bones_of
from lokmin.documents.figures.canvas import Dress
from lokmin.documents.figures.causewords import bones_said, css_of, root_lead
from lokmin.documents.figures.picture import EDGE, NARROW, WIDE, Box, Frame, Kind, Picture, Sheet, fitted, natural

_SLANT, _GAP, _HEAD, _LABEL = 0.035, 8.0, 0.18, 120.0


def fishbone_svg(
    tree: CauseTree, rules: CauseRules, *, dress: Dress = "screen", narrow: bool = False, ident: str = "tulang-ikan"
) -> str:
    """The fishbone as SVG (1180 units wide, ``narrow`` 328); ``ident`` makes ids unique on a page."""
    picture = fishbone_picture(tree, rules, NARROW if narrow else WIDE)
    return picture.svg(dress=dress, ident=ident, css=css_of(narrow))


def fishbone_picture(tree: CauseTree, rules: CauseRules, frame: Frame = WIDE) -> Picture:
    """The fishbone laid out; the problem is its head."""
    bones = bones_of(tree, rules)
    sheet = Sheet(frame)
    title = said("Tulang ikan: %(problem)s") % {"problem": tree.problem}
    if frame.narrow:
        _list(sheet, tree, bones)
    else:
        _fish(sheet, tree, bones)
    return sheet.finished(title, bones_said(bones))


def _fish(sheet: Sheet, tree: CauseTree, bones: Sequence[Bone]) -> None:
    frame = sheet.frame
    head_w = max(frame.width * _HEAD, 150.0) if tree.problem else natural(frame, said("Masalah"), "head", 150.0)
    head_w += EDGE
    columns = -(-len(bones) // 2)
    slant = frame.width * _SLANT
    # The last rib's name reaches beyond its joint, but not into the head.
    room = frame.width - head_w - max(30.0, _LABEL / 2 + 4 - slant)
    pitch = (room - slant) / columns
    width = pitch - slant - 2 * _GAP
    rows = [_Row(bones[:columns], frame, width), _Row(bones[columns:], frame, width)]
    head = fitted(frame, tree.problem, frame.width - head_w, 0, head_w - EDGE, "head", said("Masalah"))
    spine = max(rows[0].high + rows[0].label_high, head.h / 2) + 1
    for row, up in ((rows[0], True), (rows[1], False)):
        for number, (bone, stack) in enumerate(zip(row.bones, row.stacks, strict=True)):
            joint = slant + pitch * (number + 1)
            _rib(sheet, row, bone, stack, (joint - slant, joint), spine, up=up)
    sheet.link((0, spine), (head.x, spine), kind="spine", arrow=True)
    sheet.box(tree.problem, head.x, spine - head.h / 2, head.w, "head", said("Masalah"))


class _Row:
    """The ribs of one side of the spine: the height all of them take."""

    def __init__(self, bones: Sequence[Bone], frame: Frame, width: float) -> None:
        self.bones, self.frame, self.width = bones, frame, width
        self.stacks = [_stack(bone, frame, width) for bone in bones]
        self.gap = frame.size * 0.6
        tallest = max((sum(box.h + self.gap for box in stack) for stack in self.stacks), default=0.0)
        self.high = max(tallest + self.gap, frame.lead * 4)
        labels = [fitted(frame, bone.name, 0, 0, _label_width(frame, bone), "label") for bone in bones]
        self.label_high = max((label.h for label in labels), default=0.0)


def _label_width(frame: Frame, bone: Bone) -> float:
    return natural(frame, bone.name, "label", _LABEL)


def _stack(bone: Bone, frame: Frame, width: float) -> list[Box]:
    """The causes of a rib one under another; deeper ones further in."""
    if not bone.causes:
        return [fitted(frame, said("belum disebut"), 0, 0, width, "quiet")]
    return [_cause(frame, depth, node, width) for depth, node in bone.causes]


def _cause(frame: Frame, depth: int, node: CauseNode, width: float) -> Box:
    indent = min((depth - 1) * frame.size, width * 0.35)
    kind: Kind = "root" if node.root else "text"
    text = node.text if depth == 1 or node.root else f"– {node.text}"
    return fitted(frame, text, indent, 0, width - indent, kind, root_lead(node))


def _rib(
    sheet: Sheet, row: _Row, bone: Bone, stack: Sequence[Box], ends: tuple[float, float], spine: float, *, up: bool
) -> None:
    """One rib with its causes; ``ends`` is where it stands at its name and at the spine."""
    far = spine - row.high if up else spine + row.high
    tip, joint = ends

    def bone_at(y: float) -> float:
        return joint - (joint - tip) * abs(y - spine) / row.high

    depths = [depth for depth, _ in bone.causes] or [2]
    y = far + row.gap if up else spine + row.gap
    for depth, box in zip(depths, stack, strict=True):
        right = min(bone_at(y), bone_at(y + box.h)) - _GAP
        x = right - row.width + box.x
        sheet.boxes.append(replace(box, x=x, y=y))
        if depth == 1:
            under = y + box.h + 2
            sheet.link((x, under), (bone_at(under), under))
        y += box.h + row.gap
    sheet.link((tip, far), (joint, spine), kind="bone")
    width = _label_width(sheet.frame, bone)
    label = fitted(sheet.frame, bone.name, 0, 0, width, "label")
    sheet.box(bone.name, tip - width / 2, far - label.h if up else far, width, "label")


def _list(sheet: Sheet, tree: CauseTree, bones: Sequence[Bone]) -> None:
    """One under another: the spine runs down the left edge."""
    frame = sheet.frame
    head = sheet.box(tree.problem, EDGE, EDGE, sheet.room, "head", said("Masalah"))
    y, spine, last = head.bottom + frame.lead, 8.0, head.bottom
    for bone in bones:
        label = sheet.box(bone.name, 22, y, natural(frame, bone.name, "label", frame.width - 24), "label")
        last = label.y + label.h / 2
        sheet.link((spine, last), (label.x, last), kind="bone")
        y = label.bottom + 8
        width = frame.width - 36
        for box in _stack(bone, frame, width):
            sheet.boxes.append(replace(box, x=34 + box.x, y=y))
            y += box.h + 8
        y += 8
    sheet.link((spine, head.bottom), (spine, last), kind="spine")
