"""A signature drawn on a phone: its strokes checked, and as SVG for the signature column of a paper."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lokmin.documents.figures.canvas import INK

#: The box a signature is drawn in.
WIDTH, HEIGHT = 1000, 300
#: A signature is a few strokes; more is a drawing, or somebody filling the disk.
MOST_STROKES, MOST_POINTS = 200, 6000
_PEN = 9


def strokes(text: str | Sequence[Any]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Polylines from the JSON a phone sent: ``[[[x, y], ...], ...]`` in a box of 1000 x 300.

    Points outside the box are brought to its edge; strokes without points are left out.

    Raises:
        ValueError: no JSON of this shape, nothing drawn, or far too much.
    """
    found = _parsed(text) if isinstance(text, str) else text
    shaped = isinstance(found, list | tuple) and all(isinstance(stroke, list | tuple) for stroke in found)
    if not shaped or len(found) > MOST_STROKES:
        raise ValueError(f"Tanda tangan harus 1 sampai {MOST_STROKES} goresan. Hapus lalu gambar lagi.")
    drawn = tuple(tuple(_point(point) for point in stroke) for stroke in found if stroke)
    if not drawn or sum(map(len, drawn)) > MOST_POINTS:
        raise ValueError("Tanda tangan kosong atau terlalu rumit. Hapus lalu gambar lagi.")
    return drawn


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValueError("Goresan tanda tangan tidak terbaca. Hapus lalu gambar lagi.") from error


def _point(point: Any) -> tuple[int, int]:
    try:
        x, y = point
        return min(max(round(float(x)), 0), WIDTH), min(max(round(float(y)), 0), HEIGHT)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError("Titik tanda tangan tidak terbaca. Hapus lalu gambar lagi.") from error


def signature_path(lines: Sequence[Sequence[tuple[int, int]]]) -> str:
    """The ``d`` of one SVG path; a tap becomes a dot."""
    parts = []
    for line in lines:
        (x, y), rest = line[0], line[1:]
        parts.append(f"M{x} {y}" + ("".join(f"L{a} {b}" for a, b in rest) or "h1"))
    return "".join(parts)


def signature_svg(lines: Sequence[Sequence[tuple[int, int]]]) -> str:
    """A self-contained SVG of the whole box, ink on nothing."""
    edge = _PEN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-edge} {-edge} {WIDTH + 2 * edge} {HEIGHT + 2 * edge}" '
        f'width="{WIDTH}" height="{HEIGHT}"><path d="{signature_path(lines)}" fill="none" stroke="{INK}" '
        f'stroke-width="{_PEN}" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
