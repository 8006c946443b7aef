"""Makes a PNG of a page small: few colours, packed tightly. Pillow is there because python-pptx needs it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

COLOURS = 128  # pages have a dozen colours, the rest are the soft edges of letters


def shrink(file: Path) -> None:
    """Rewrite the picture with a palette of the colours it uses most; common colours stay exactly themselves."""
    with Image.open(file) as picture:
        pixels = np.asarray(picture.convert("RGB"), dtype=np.int32)
    packed, where, counts = np.unique(pixels @ [1 << 16, 1 << 8, 1], return_inverse=True, return_counts=True)
    colours = np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=1)
    palette = _palette(colours[np.argsort(-counts)])
    nearest = np.array([np.abs(palette - colour).sum(axis=1).argmin() for colour in colours])
    few = Image.fromarray(nearest[where].reshape(pixels.shape[:2]).astype(np.uint8))
    few.putpalette(palette.astype(np.uint8).tobytes())
    few.save(file, optimize=True)


def _palette(colours: np.ndarray) -> np.ndarray:
    """The commonest colours, and of the rest those that are furthest from what was taken."""
    taken, rest = colours[: COLOURS // 2], colours[COLOURS // 2 :][:4000]
    away = np.full(len(rest), 1 << 20)
    for colour in taken:
        away = np.minimum(away, np.abs(rest - colour).sum(axis=1))
    while len(taken) < COLOURS and away.any():
        colour = rest[away.argmax()]
        taken = np.vstack([taken, colour])
        away = np.minimum(away, np.abs(rest - colour).sum(axis=1))
    return taken
