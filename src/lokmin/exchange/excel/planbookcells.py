"""Cells of a plan: rupiah as offices write it, marks in the columns of months, numbering in front of names."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from lokmin.core.planning.money import MOST

#: Nothing is done more often in a month: a larger figure is money.
MOST_TIMES = 31
#: In a column of money these say that nothing was written, and that nothing is needed.
_EMPTY = frozenset(("", "-", "–", "—", "--", ".", "...", "x", "n/a"))
_FREE = frozenset(
    ("nihil", "nol", "gratis", "tanpa biaya", "tidak ada biaya", "rp0", "rp 0", "rp.0", "rp. 0", "rp -", "rp-")
)
_SCALED = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(juta|jt|ribu|rb|miliar|milyar|m)$")
_SCALE = {"juta": 10**6, "jt": 10**6, "ribu": 10**3, "rb": 10**3, "miliar": 10**9, "milyar": 10**9, "m": 10**9}
_GROUPS = re.compile(r"^\d{1,3}([.,])\d{3}(?:\1\d{3})*$")
_CENTS = re.compile(r"^(.*\d)([.,])(\d{2})$")
_VOLUME = re.compile(r"^(\d{1,9}(?:[.,]\d{1,3})*)\s*(.*)$", re.DOTALL)
_MARKS = frozenset("x✓✔√v●•*■█ya")
_NUMBERING = re.compile(r"^\s*(?:(?:[IVX]{1,5}|[A-Z]|\d{1,3}(?:\.\d{1,3})*)[.)]|[IVX]{1,5}\s{1,3}(?=[A-Z]))\s*")


class Unclear(ValueError):  # noqa: N818 - it is a sentence for people
    """A text that is no amount; nothing is guessed."""


def rupiah(value: Any, *, thousand: bool = False) -> int | None:
    """Whole rupiah of a cell; None when it is empty, 0 when it says that nothing is needed.

    ``Rp 1.500.000,-``, ``1,500,000.00``, ``1,5 juta`` are understood; a number is rounded half up. ``thousand``: the
    head says that figures are in thousands.

    Raises:
        Unclear: anything else, also amounts below zero.
    """
    factor = 1000 if thousand else 1
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _checked(Decimal(str(value)) * factor, value)
    text = " ".join(str(value).replace("\xa0", " ").casefold().split())
    if text in _EMPTY:
        return None
    if text in _FREE:
        return 0
    text = re.sub(r"^(rp\.?|idr)\s*|\s*(rupiah)$", "", text).replace(" ", "" if not _has_scale(text) else " ").strip()
    text = re.sub(r"[.,]\s*(-|=|–)+$", "", text).strip()
    if found := _SCALED.match(text):
        return _checked(Decimal(found[1].replace(",", ".")) * _SCALE[found[2]], value)
    cents = _CENTS.match(text)
    if cents and (cents[3] == "00" or _GROUPS.match(cents[1])) and not _GROUPS.match(text):
        text = cents[1] if cents[3] == "00" else f"{re.sub(r'[.,]', '', cents[1])}.{cents[3]}"
        if cents[3] != "00":
            return _checked(Decimal(text) * factor, value)
    if text.isdigit() or _GROUPS.match(text):
        return _checked(Decimal(re.sub(r"[.,]", "", text)) * factor, value)
    raise Unclear(str(value).strip())


def _has_scale(text: str) -> bool:
    return bool(re.search(r"\d\s*(juta|jt|ribu|rb|miliar|milyar|m)$", text))


def _checked(amount: Decimal, value: Any) -> int:
    if not amount.is_finite() or amount < 0 or amount > MOST:
        raise Unclear(str(value))
    return int(amount.quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def volume(text: str, unit: str = "") -> tuple[Decimal | None, str]:
    """``36 kali`` -> 36 and ``kali``; ``12`` with a column of units likewise; no figure in front: None."""
    found = _VOLUME.match(text.strip())
    if found is None:
        return None, unit
    figure = found[1]
    if not _GROUPS.match(figure):
        figure = figure.replace(",", ".") if figure.count(",") + figure.count(".") < 2 else ""
    else:
        figure = re.sub(r"[.,]", "", figure)
    return (Decimal(figure), found[2].strip() or unit) if figure else (None, unit)


def mark(value: Any) -> tuple[str, int] | None:
    """A cell of a month: ``("kali", 2)``, ``("rupiah", 500000)``, ``("teks", 1)`` for other words, None when empty."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        if value <= 0:
            return None
        return ("rupiah", round(value)) if value > MOST_TIMES else ("kali", max(1, round(value)))
    text = str(value).strip().casefold()
    if text in ("", "-", "–", "—", "0"):
        return None
    if text in ("ya", "√", "ok") or (set(text) <= _MARKS and len(text) <= 8):
        return "kali", max(1, len(text.replace("ya", "v")) if set(text) <= set("x✓✔√v●•*■█") else 1)
    if found := re.fullmatch(r"(\d{1,2})\s*(?:x|kali|keg|hari)?", text):
        return "kali", int(found[1])
    try:
        amount = rupiah(text)
    except Unclear:
        return "teks", 1
    return ("rupiah", amount) if amount is not None and amount >= 1000 else ("teks", 1)


def named(text: Any) -> str:
    """A heading without the numbering in front: ``A. UKM ESENSIAL`` -> ``UKM ESENSIAL``."""
    plain = " ".join(str(text).replace("\xa0", " ").split())
    return _NUMBERING.sub("", plain).strip() or plain


def shown(value: Any) -> str:
    """A cell as its text; whole numbers without a decimal."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return " ".join(str(value).replace("\xa0", " ").replace("_x000D_", " ").replace("\x00", "").split())
