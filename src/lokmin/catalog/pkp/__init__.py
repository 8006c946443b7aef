"""The shipped lists of the PKP (bundel): what is scored in a province or district from a year on, with its source."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

from lokmin.core.assessment.definitions import Bundle
from lokmin.core.assessment.reading import bundle_from

ROOT = Path(__file__).parent


@functools.cache
def plain() -> dict[str, dict[str, Any]]:
    """The shipped bundles as plain data by code, as an office keeps them with its year; not to be changed."""
    found = {}
    for path in sorted(ROOT.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found[str(data["code"])] = data
    return found


@functools.cache
def bundles() -> dict[str, Bundle]:
    """The shipped bundles by code, in the order of their files, read once per process."""
    return {code: bundle_from(data) for code, data in plain().items()}


def bundles_for(year: int) -> tuple[Bundle, ...]:
    """The bundles in force in a year; an office chooses one of them."""
    return tuple(bundle for bundle in bundles().values() if bundle.valid_from <= year)
