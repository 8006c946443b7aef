"""Text to checked expression: ``kia.k1 - kia.k4``, ``20% * sasaran.bumil``, ``0,2 * (a.b + c.d)``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from lokmin.core.indicators.definitions import Element, Indicator
from lokmin.core.indicators.expr import (
    Constant,
    Count,
    ExpressionError,
    Linear,
    Node,
    Rate,
    add,
    divide,
    linear,
    multiply,
    subtract,
)

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?\s*%?)|(?P<code>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)|(?P<sign>[-+*/()×÷−]))"
)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_SIGNS = {"×": "*", "÷": "/", "−": "-"}
_MAX_LENGTH, _MAX_DEPTH = 500, 20


def parse(text: str, elements: Mapping[str, Element]) -> Linear:
    """Read an expression over the elements of a catalogue.

    Raises:
        ExpressionError: unknown element, syntax, or a combination that means nothing; with a sentence.
    """
    return linear(parse_node(text, elements))


def parse_node(text: str, elements: Mapping[str, Element]) -> Node:
    """Read an expression as checked nodes (see ``parse``)."""
    reader = _Reader(text, _tokens(text), elements)
    node = reader.sum(0)
    if reader.position < len(reader.tokens):
        raise ExpressionError(f"Rumus “{text}” tidak terbaca mulai “{reader.tokens[reader.position][1]}”.")
    return node


def rate(indicator: Indicator, elements: Mapping[str, Element], denominator: str = "") -> Rate:
    """The checked ratio of an indicator; ``denominator`` is the office's own choice, empty for the definition's.

    A definition without denominator counts things as such (deaths): its denominator is 1.

    Raises:
        ExpressionError: with a sentence naming the indicator.
    """
    try:
        top = parse(indicator.numerator, elements)
        bottom = parse(denominator or indicator.denominator or "1", elements)
    except ExpressionError as error:
        raise ExpressionError(f"Indikator {indicator.code}: {error}") from None
    return Rate(top, bottom, indicator.aggregation, indicator.code, share=indicator.factor == 100)


def _tokens(text: str) -> list[tuple[str, str]]:
    if len(text) > _MAX_LENGTH:
        raise ExpressionError(f"Rumus terlalu panjang ({len(text)} huruf; paling banyak {_MAX_LENGTH}).")
    found, position = [], 0
    body = text.rstrip()
    while position < len(body):
        match = _TOKEN.match(body, position)
        if not match:
            raise ExpressionError(f"Rumus “{text}” tidak terbaca mulai “{body[position:].strip()[:20]}”.")
        kind = str(match.lastgroup)
        value = match.group(kind)
        found.append((kind, _SIGNS.get(value, value)))
        position = match.end()
    if not found:
        raise ExpressionError("Rumus kosong: tulis unsur data, misalnya kia.k1.")
    return found


def _number(text: str) -> Fraction:
    """``0,2`` ``0.2`` ``20%``. Refuses ``1.000``, which may be a thousand or one: it is never guessed."""
    digits = text.rstrip(" %")
    if _AMBIGUOUS.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", "")
        raise ExpressionError(f"Bilangan “{digits}” dapat berarti ribuan atau desimal. Tulis {plain} atau {digits}0.")
    number = Fraction(digits.replace(",", "."))
    return number / 100 if text.endswith("%") else number


class _Reader:
    """Recursive descent over the tokens: sum, product, sign, atom."""

    def __init__(self, text: str, tokens: list[tuple[str, str]], elements: Mapping[str, Element]) -> None:
        self.text, self.tokens, self.elements, self.position = text, tokens, elements, 0

    def _take(self, *signs: str) -> str:
        """The next sign when it is one of these, else an empty text."""
        if self.position < len(self.tokens) and self.tokens[self.position] in [("sign", sign) for sign in signs]:
            self.position += 1
            return self.tokens[self.position - 1][1]
        return ""

    def sum(self, depth: int) -> Node:
        if depth > _MAX_DEPTH:
            raise ExpressionError(f"Rumus “{self.text}” terlalu banyak tanda kurung.")
        node = self.product(depth)
        while sign := self._take("+", "-"):
            other = self.product(depth)
            node = add(node, other) if sign == "+" else subtract(node, other)
        return node

    def product(self, depth: int) -> Node:
        node = self.signed(depth)
        while sign := self._take("*", "/"):
            other = self.signed(depth)
            node = multiply(node, other) if sign == "*" else divide(node, other)
        return node

    def signed(self, depth: int) -> Node:
        if self._take("-"):
            return multiply(Constant(Fraction(-1)), self.atom(depth))
        return self.atom(depth)

    def atom(self, depth: int) -> Node:
        if self._take("("):
            node = self.sum(depth + 1)
            if not self._take(")"):
                raise ExpressionError(f"Rumus “{self.text}”: kurung tutup kurang.")
            return node
        if self.position == len(self.tokens):
            raise ExpressionError(f"Rumus “{self.text}” berhenti di tengah.")
        kind, value = self.tokens[self.position]
        self.position += 1
        if kind == "number":
            return Constant(_number(value))
        if kind == "code":
            element = self.elements.get(value)
            if element is None:
                raise ExpressionError(
                    f"Unsur data “{value}” tidak ada di katalog. Periksa ejaannya di daftar unsur data."
                )
            return Count(element)
        raise ExpressionError(f"Rumus “{self.text}”: “{value}” tidak pada tempatnya.")
