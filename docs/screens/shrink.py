"""Makes a PNG of a page small: few colours, packed tightly. Pillow is there because python-pptx needs it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

COLOURS = 64  # pages have a dozen colours, the rest are the soft edges of letters


def shrink(file: Path) -> None:
    """Rewrite the picture with a palette; what one sees stays."""
    with Image.open(file) as picture:
        plain = picture.convert("RGB")
    few = plain.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    if len(plain.getcolors(maxcolors=1 << 24) or ()) > COLOURS:
        few = plain.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
