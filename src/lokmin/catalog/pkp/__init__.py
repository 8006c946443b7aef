"""The shipped lists of the PKP (bundel): what is scored in a province or district from a year on, with its source."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from lokmin.core.assessment.definitions import Bundle
from lokmin.core.assessment.reading import bundle_from

ROOT = Path(__file__).parent


@functools.cache
def bundles() -> dict[str, Bundle]:
    """The shipped bundles by code, in the order of their files, read once per process."""
    found = {}
    for path in sorted(ROOT.glob("*.toml")):
        bundle = bundle_from(tomllib.loads(path.read_text(encoding="utf-8")))
        found[bundle.code] = bundle
    return found


def bundles_for(year: int) -> tuple[Bundle, ...]:
    """The bundles in force in a year; an office chooses one of them."""
    return tuple(bundle for bundle in bundles().values() if bundle.valid_from <= year)
