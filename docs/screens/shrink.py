"""Makes a PNG of a page small: few colours, packed tightly. Pillow is there because python-pptx needs it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

COLOURS = 128  # pages have a dozen colours, the rest are the soft edges of letters


def shrink(file: Path) -> None:
    """Rewrite the picture with a palette of the colours it uses most; no colour moves further than one can see."""
    with Image.open(file) as picture:
        plain = picture.convert("RGB")
    colours = sorted(plain.getcolors(maxcolors=1 << 24), reverse=True)
    palette = _palette([colour for _, colour in colours])
    guide = Image.new("P", (1, 1))
    guide.putpalette([part for colour in palette for part in colour])
    plain.quantize(palette=guide, dither=Image.Dither.NONE).save(file, optimize=True)


def _palette(colours: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Up to ``COLOURS`` of the colours, commonest first, none close to one that was taken."""
    for near in (0, 6, 10, 14, 20, 28, 40):
        taken = np.empty((0, 3))
        for colour in colours:
            point = np.array(colour)
            if not len(taken) or np.abs(taken - point).sum(axis=1).min() > near:
                taken = np.vstack([taken, point])
                if len(taken) > COLOURS:
                    break
        if len(taken) <= COLOURS:
            break
    return [(int(r), int(g), int(b)) for r, g, b in taken[:COLOURS]]
