"""How a signature given in the room stands on paper: drawn, or the sentence that it was given by PIN."""

from __future__ import annotations

from dataclasses import replace

from lokmin.documents.figures.ink import signature_svg
from lokmin.documents.forms.roomrecords import Sign
from lokmin.documents.forms.words import clock
from lokmin.documents.model import Run, Signature, Text


def sign_words(sign: Sign) -> str:
    """``ditandatangani dengan PIN 09.12``, ``disetujui di telepon 09.12`` (a guest); for ink nothing."""
    if sign.manner == "kertas":
        return "tanda tangan di lembar kertas"
    words = {"pin": "ditandatangani dengan PIN", "setuju": "disetujui di telepon",
             "centang": "ditandatangani dengan centang di telepon"}.get(sign.manner, "")  # fmt: skip
    return f"{words} {clock(sign.at)}" if words and sign.at else words


def sign_cell(sign: Sign | None, empty: str = "") -> Text:
    """A signature as a table cell; ``empty`` where nobody signed yet."""
    if sign is None:
        return empty
    if sign.strokes:
        return (Run("", ink=signature_svg(sign.strokes)),)
    return sign_words(sign)


def signed(signature: Signature, sign: Sign | None) -> Signature:
    """A signature block with what was signed in the room; unchanged (room for a pen) without."""
    if sign is None:
        return signature
    if sign.strokes:
        return replace(signature, ink=signature_svg(sign.strokes))
    return replace(signature, mark=sign_words(sign))
