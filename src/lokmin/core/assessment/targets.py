"""Targets as they are written in real PKP sheets: ``20``, ``20 %``, ``<= 5 %``, ``150 - 200 permil``, ``> 1``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lokmin.core.assessment.definitions import Rule, Sub
from lokmin.core.language import said
from lokmin.core.numbers import to_micro

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_SIGN = r"[<>≤≥=]*|min(?:imal)?|maks?(?:imal)?|paling banyak|sedikitnya"
_RANGE = rf"(?:(?:-|–|—|s/d|s\.d\.|sampai)\s*(?P<high>{_NUMBER}))?"
_TEXT = re.compile(
    rf"^(?P<sign>{_SIGN})\s*(?P<low>{_NUMBER})\s*(?P<first>%|‰|o/oo)?\s*{_RANGE}"
    r"\s*(?P<tail>[%‰a-z/. ]*(?:100\.?0{1,3})?)$"
)
_LESS = {"<", "≤", "<=", "=<", "maks", "maksimal", "mak", "paling banyak"}
_MORE = {">", "≥", ">=", "=>", "min", "minimal", "sedikitnya"}
_FACTORS = (
    (100_000, ("per 100.000", "per 100000", "per seratus ribu")),
    (1000, ("‰", "o/oo", "permil", "per mil", "per 1000", "per 1.000", "per seribu")),
    (100, ("%", "persen")),
)


@dataclass(frozen=True, slots=True)
class TargetText:
    """A target read from words.

    Attributes:
        micro: millionths of the factor's unit; the lower end of a range, the upper one where less is better.
        factor: 100, 1000 or 100000 where the text says so, else None.
        rule: ``INVERSE`` where the text says "at most", ``BAND`` where it names the ring; else None.
        note: what was decided, said to whoever looks over the import; empty for a plain number.
        least: the text says "at least".
    """

    micro: int
    factor: int | None = None
    rule: Rule | None = None
    note: str = ""
    least: bool = False


def read_target(text: str) -> TargetText | None:
    """A target out of words; None when no number can be made of it ("sesuai standar")."""
    plain = re.sub(r"\s+", " ", text.strip().lower().replace("\u00a0", " "))
    ring = plain.startswith("ring")
    found = _TEXT.match(plain.removeprefix("ring").strip(" ,"))
    if not found:
        return None
    tail = " ".join(part for part in (found["first"] or "", found["tail"].strip()) if part)
    factor = next((number for number, words in _FACTORS if any(word in tail for word in words)), None)
    less = found["sign"] in _LESS
    rule, more = Rule.BAND if ring else Rule.INVERSE if less else None, found["sign"] in _MORE
    low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
    try:
        if high is None:
            return TargetText(to_micro(low), factor, rule, _sign_note(found["sign"], text), more)
        chosen = high if less else low
        note = f"Target “{text.strip()}” berupa rentang: dipakai batas {'atas' if less else 'bawah'}nya."
        return TargetText(to_micro(chosen), factor, rule, note, more)
    except (ValueError, ArithmeticError):  # larger than anything an office counts
        return None


def target_for(sub: Sub, read: TargetText) -> int:
    """A target that was read, in millionths of the unit of its row: 150 ‰ is 15 where the row counts percent.

    Raises:
        ValueError: the text judges the other way round than the row does; the sentence says what to write instead.
    """
    turned = {Rule.INVERSE: read.least, Rule.BAND: False}.get(sub.rule, read.rule in (Rule.INVERSE, Rule.BAND))
    if turned:
        way = said("makin kecil makin baik") if sub.rule is Rule.INVERSE else said("makin besar makin baik")
        raise ValueError(
            said("baris ini dinilai %(way)s; tulis angkanya saja, atau ubah aturannya di susunan") % {"way": way}
        )
    if read.factor in (None, sub.factor) or sub.rule is Rule.VALUE:
        return read.micro
    return round(Fraction(read.micro * sub.factor, read.factor or 1))


def _sign_note(sign: str, text: str) -> str:
    if sign in _LESS:
        return f"Target “{text.strip()}” dibaca: makin kecil makin baik."
    return ""


def _number(text: str) -> Decimal:
    """``1.500`` and ``1.500,5`` are thousands; ``0.5`` and ``0,5`` are decimals."""
    if "," in text:
        return Decimal(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", text):
        return Decimal(text.replace(".", ""))
    return Decimal(text)
