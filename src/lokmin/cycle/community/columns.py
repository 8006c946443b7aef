"""Given values of a row: only columns that may be given, and only those that are another value than before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Model


def known(values: Mapping[str, Any], allowed: Collection[str]) -> dict[str, Any]:
    """The values as given.

    Raises:
        TypeError: a column that may not be given; a mistake of the caller.
    """
    if unknown := set(values) - set(allowed):
        raise TypeError(f"unknown fields: {', '.join(sorted(unknown))}")
    return dict(values)


def put(row: Model, values: Mapping[str, Any], allowed: Collection[str]) -> tuple[str, ...]:
    """Write given values into a row without saving it; the names of the columns that are another value now."""
    changed = {name: value for name, value in known(values, allowed).items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return tuple(changed)


def labels(row: Model, names: Iterable[str]) -> str:
    """Columns as the audit trail names them."""
    found = {f.name: str(f.verbose_name) for f in row._meta.concrete_fields}  # noqa: SLF001 - public API
    return ", ".join(found[name] for name in names)
