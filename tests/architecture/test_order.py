"""A query that counts says its own order: Django leaves the order of the model out wherever a count groups the rows.

SQLite mostly returns them sorted all the same; PostgreSQL returned the minutes of a meeting upside down.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "lokmin"
GROUPS = {"Count", "Sum", "Min", "Max", "Avg", "StringAgg", "ArrayAgg"}
#: What says the order, or makes of the rows a table whose lines have no order of their own.
SAYS = {"order_by", "values", "values_list", "aggregate"}


def chains(tree: ast.AST) -> Iterator[tuple[int, set[str], set[str]]]:
    """Of every chain of calls: its line, the methods in it, and what its ``annotate`` counts with."""
    inner: set[ast.AST] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or node in inner:
            continue
        methods, counted, at = set(), set(), node
        while isinstance(at, ast.Call) and isinstance(at.func, ast.Attribute):
            inner.add(at)
            methods.add(at.func.attr)
            if at.func.attr == "annotate":
                for given in [*at.args, *(k.value for k in at.keywords)]:
                    called = [c.func for c in ast.walk(given) if isinstance(c, ast.Call)]
                    counted |= {f.id if isinstance(f, ast.Name) else getattr(f, "attr", "") for f in called} & GROUPS
            at = at.func.value
        yield node.lineno, methods, counted


def silent(source: str) -> list[int]:
    return [line for line, methods, counted in chains(ast.parse(source)) if counted and not methods & SAYS]


def test_every_query_that_counts_says_its_order():
    found = [f"{p.relative_to(SRC)}:{line}" for p in sorted(SRC.rglob("*.py")) for line in silent(p.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(("source", "lines"), [
    ('rows = a.notes.annotate(n=Count("x"))', [1]),
    ('rows = a.filter(b=1).annotate(n=models.Max("x")).defer("c")', [1]),
    ('rows = a.annotate(n=Count("x", filter=Q(b=1))).order_by("pk")', []),
    ('rows = a.order_by("pk").annotate(n=Count("x"))', []),
    ('rows = a.values("b").annotate(n=Count("x"))', []),
    ('rows = a.annotate(n=F("x"))', []),
])  # fmt: skip
def test_the_search_finds_what_is_silent(source, lines):
    assert silent(source) == lines
