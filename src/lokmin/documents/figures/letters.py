"""How wide a line of text becomes, and where it breaks: boxes drawn on the server must hold their words."""

from __future__ import annotations

import functools
import re

#: Hundredths of an em in DejaVu Sans, the widest of the families a page or paper may fall back to; the bold cuts of the
#: others are no wider. Text set in Segoe UI or Roboto leaves some air.
_WIDTHS = {
    letter: width
    for width, letters in {
        28: "ijl", 30: "IJ", 32: " ,.‘’·", 34: "/:;\\|", 36: "f", 38: "-", 40: "()[]t", 42: "!r", 46: '"', 50: "*_`–",
        52: "“”", 54: "?sz", 56: "Lc", 58: "Fk", 60: "vxy•", 62: "PTYaeoé", 64: "$0123456789ESbdghnpqu{}", 66: "K",
        70: "ABCRVXZ", 74: "U", 76: "HN", 78: "&DG", 80: "OQ", 82: "w", 84: "#+<=>^~×≥≤→−±", 88: "M", 96: "%",
        98: "m½", 100: "@W—…", 31: "'",
    }.items()
    for letter in letters
}  # fmt: skip
_WIDTHS["\u00a0"] = _WIDTHS[" "]
#: What a line may break at; a tight space is none.
_SPACES = re.compile(r"[ \t\r\n]+")
#: Any other letter is taken to be as wide as the widest.
_UNKNOWN = 102


@functools.lru_cache(maxsize=4096)
def _ems(text: str) -> int:
    return sum(_WIDTHS.get(letter, _UNKNOWN) for letter in text)


def text_width(text: str, size: float) -> float:
    """Width of one line in the units of ``size``, never too small."""
    return _ems(text) * size / 100


def wrap(text: str, room: float, size: float) -> tuple[str, ...]:
    """Lines no wider than ``room``; breaks between words, inside one only where it alone is too wide.

    An empty text has no line. A letter wider than ``room`` still gets its line. A figure keeps its percent sign.
    """
    lines: list[str] = []
    line = ""
    for word in _SPACES.split(text.replace(" %", "\u00a0%").strip()):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room, size)
        lines += full
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, room: float, size: float) -> list[str]:
    if text_width(word, size) <= room:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(f"{piece}{letter}-", size) > room:
            pieces.append(piece if not piece[-1].isalnum() else f"{piece}-")
            piece = ""
        piece += letter
    return [*pieces, piece]
