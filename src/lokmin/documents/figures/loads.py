"""What each PJ carries now and after a proposal: two bars a person, told apart by outline and filling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.documents.figures.canvas import Canvas, Dress

_LEFT, _ROW, _BAR, _TOP, _RIGHT = 150.0, 42.0, 14.0, 44.0, 90.0
_LONG = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One person: load now and after; None where only one of the two is drawn."""

    name: str
    now: int | None
    after: int | None


def load_bars(
    bars: Sequence[Bar], unit: str, average: int, *, dress: Dress = "screen", ident: str = "beban",
    width: float = 640.0, narrow: bool = False, css: str = "",
) -> str:  # fmt: skip
    """Rows of bars with their numbers and the fair share as a dashed line; open is now, filled is after.

    ``narrow``: names above their bars, for a phone.
    """
    left, step = (2.0, _ROW + 22) if narrow else (_LEFT, _ROW)
    compared = any(bar.now is not None for bar in bars) and any(bar.after is not None for bar in bars)
    most = max((n for bar in bars for n in (bar.now, bar.after) if n is not None), default=0)
    most = max(most, average, 1)
    title = said("Beban tiap PJ sekarang dan menurut usul") if compared else said("Beban tiap PJ")
    words = "; ".join(_told(bar, unit) for bar in bars)
    height = _TOP + step * len(bars) + 26
    spoken = f"{words}. {said('Bagian rata')}: {indonesian(average)} {unit}."
    canvas = Canvas(width, height, title, spoken, dress, ident, css)
    scale = (width - left - _RIGHT) / most
    middle = left + average * scale
    canvas.path(f"M{middle:.1f} {_TOP - 8}V{height - 22}", "aim")
    if compared:
        canvas.path(_box(left, 8, 22, 12), "node")
        canvas.text(left + 28, 18, said("sekarang"), "small")
        canvas.path(_box(left + 110, 8, 22, 12), "mass")
        canvas.text(left + 138, 18, said("usul"), "small")
    for number, bar in enumerate(bars):
        y = _TOP + step * number
        if narrow:
            canvas.text(left, y + 14, _short(bar.name), "halo")
            y += 22
        else:
            canvas.text(left - 8, y + 18, _short(bar.name), anchor="end")
        drawn = [(n, look) for n, look in ((bar.now, "node"), (bar.after, "mass")) if n is not None]
        for place, (load, look) in enumerate(drawn):
            top = y + place * (_BAR + 2)
            if load:
                canvas.path(_box(left, top, max(load * scale, 2.0), _BAR), look)
            canvas.text(left + load * scale + 6, top + 12, indonesian(load), "halo small")
    told = f"{said('bagian rata')} {indonesian(average)} {unit}"
    canvas.text(min(max(middle, left + 75), width - 80), height - 8, told, "small", anchor="middle")
    canvas.line(left, _TOP - 8, left, height - 22, "axis")
    return canvas.svg()


def _told(bar: Bar, unit: str) -> str:
    found = [
        f"{said(word)} {indonesian(n)} {unit}"
        for word, n in (("sekarang", bar.now), ("usul", bar.after))
        if n is not None
    ]
    return f"{bar.name}: {', '.join(found)}"


def _short(name: str) -> str:
    plain = name.split(",", maxsplit=1)[0]
    return plain if len(plain) <= _LONG else plain[: _LONG - 1] + "…"


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h-{width:.1f}z"
