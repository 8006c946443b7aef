"""Dated rules of needs: which one holds in a year, and what every one of them says of its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def held(data: Mapping[str, Any], year: int, what: str, table: str = "rule") -> Mapping[str, Any]:
    """The entry of ``table`` in force in a year: the youngest whose ``valid_from`` is not later.

    Raises:
        ValueError: none holds in that year; the sentence names ``what``.
    """
    known = [entry for entry in data.get(table, ()) if int(entry["valid_from"]) <= year]
    if not known:
        raise ValueError(f"Aturan {what} untuk tahun {year} tidak ada.")
    found: Mapping[str, Any] = max(known, key=lambda entry: int(entry["valid_from"]))
    return found
