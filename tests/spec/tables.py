"""Reads the Markdown tables of this folder: heading -> rows as dicts of texts."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from lokmin.core.numbers import MICRO

HERE = Path(__file__).parent


def read(name: str) -> dict[str, list[dict[str, str]]]:
    """All tables of ``<name>.md`` by the heading they stand under."""
    tables: dict[str, list[dict[str, str]]] = {}
    heading, columns = "", []
    for line in (HERE / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading, columns = line.lstrip("# ").strip(), []
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not columns:
                columns = cells
            elif not all(re.fullmatch(r"-+", cell) for cell in cells):
                tables.setdefault(heading, []).append(dict(zip(columns, cells, strict=True)))
        else:
            columns = []
    return tables


def only(name: str) -> list[dict[str, str]]:
    """The rows of the first table."""
    return next(iter(read(name).values()))


def number(text: str) -> Fraction | None:
    """``2.798`` ``111,1`` ``−1``; a dash is None."""
    if text in ("–", ""):
        return None
    return Fraction(Decimal(text.replace(".", "").replace(",", ".").replace("−", "-")))


def micro(text: str) -> int | None:
    value = number(text)
    return None if value is None else int(value * MICRO)
