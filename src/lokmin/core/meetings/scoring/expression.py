"""Formulas of the scoring rules: sums, products and quotients of criterion letters, worked out as exact fractions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction

Values = Mapping[str, int]
Formula = Callable[[Values], Fraction]

_MOST = 200


def compiled(text: str, letters: Collection[str]) -> Formula:
    """Read ``(A + 2 * B) * C / 3`` over known letters; the returned function gives a ``Fraction``.

    Raises:
        ValueError: unknown letter, another sign than ``+ * /`` or a fraction written as a decimal; with a sentence.
    """
    if len(text) > _MOST:
        raise ValueError(f"Rumus lebih panjang daripada {_MOST} huruf.")
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        raise ValueError(f"Rumus “{text}” tidak terbaca.") from None
    return _node(tree, text, letters)


def _node(node: ast.expr, text: str, letters: Collection[str]) -> Formula:
    if isinstance(node, ast.Name):
        if node.id not in letters:
            raise ValueError(f"Rumus “{text}” memuat {node.id}, yang bukan kriteria.")
        letter = node.id
        return lambda values: Fraction(values[letter])
    if isinstance(node, ast.Constant) and type(node.value) is int:
        constant = Fraction(node.value)
        return lambda _values: constant
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mult | ast.Div):
        left, right = _node(node.left, text, letters), _node(node.right, text, letters)
        if isinstance(node.op, ast.Add):
            return lambda values: left(values) + right(values)
        if isinstance(node.op, ast.Mult):
            return lambda values: left(values) * right(values)
        return lambda values: left(values) / right(values)
    raise ValueError(f"Rumus “{text}” memuat hal lain daripada huruf kriteria, bilangan bulat, +, * dan /.")
