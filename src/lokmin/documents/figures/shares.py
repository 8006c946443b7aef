"""Kinds of service as two bars, activities above money, told apart by pattern and name: readable in grey."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.language import said
from lokmin.core.planning.shares import Share, percent
from lokmin.documents.figures.canvas import Canvas, Dress, num

#: Each kind has its own dress, light and dark by turns, so that neighbours differ without colour.
_DRESS = ("headnode", "node", "mass", "labelnode", "rootnode", "node")


def share_bars(found: Sequence[Share], *, dress: Dress = "screen", narrow: bool = False, ident: str = "sifat") -> str:
    """Two rows, activities and money; each part with its name and percentage above or below it.

    Parts of nothing are left out. ``narrow`` is the drawing for phones: one line of words for each part below.
    """
    width = 328.0 if narrow else 760.0
    shown = [share for share in found if share.activities or share.rupiah]
    height = 30.0 + 2 * 74 + (18.0 * len(shown) if narrow else 34.0)
    css = ("only-narrow" if narrow else "only-wide") if dress == "screen" else ""
    words = "; ".join(
        said("%(kind)s %(count)s dari kegiatan, %(money)s dari dana") % {
            "kind": share.kind, "count": percent(share.activity_bp), "money": percent(share.money_bp)}
        for share in shown
    )  # fmt: skip
    canvas = Canvas(width, height, said("Sifat kegiatan menurut jumlah dan dana"), words, dress, ident, css)
    for row, (title, parts) in enumerate((
        (said("Kegiatan"), [share.activity_bp for share in found]), (said("Dana"), [share.money_bp for share in found]),
    )):  # fmt: skip
        _bar(canvas, title, parts, 20 + row * 74, width)
    _legend(canvas, found, 20 + 2 * 74, narrow=narrow)
    return canvas.svg()


def _bar(canvas: Canvas, title: str, parts: Sequence[int | None], y: float, width: float) -> None:
    canvas.text(0, y, title, "b")
    if not any(parts):
        canvas.hatched(0, y + 8, width, 30)
        return
    x = 0.0
    for at, part in enumerate(parts):
        if not part:
            continue
        wide = part * width / 10_000
        canvas.path(f"M{num(x)} {num(y + 8)}h{num(wide)}v30h-{num(wide)}z", _DRESS[at])
        if wide >= 34:
            dark = _DRESS[at] in ("headnode", "mass")
            canvas.text(x + wide / 2, y + 28, percent(part), "onhead" if dark else "b", anchor="middle", size=13)
        x += wide


def _legend(canvas: Canvas, found: Sequence[Share], y: float, *, narrow: bool) -> None:
    x = 0.0
    for at, share in enumerate(found):
        if not (share.activities or share.rupiah):
            continue
        canvas.path(f"M{num(x)} {num(y)}h14v12h-14z", _DRESS[at])
        text = said(share.kind)
        if narrow:
            text += f": {percent(share.activity_bp)} / {percent(share.money_bp)}"
        canvas.text(x + 20, y + 11, text, "small")
        if narrow:
            y += 18
        else:
            x += 34 + 7.2 * len(text)
