"""Who carries a row of a plan out: the one in charge, and everybody of the staff its text names."""

from __future__ import annotations

from collections.abc import Mapping

from lokmin.core.workload.named import named
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.staff import queries as staff


def names(puskesmas: Puskesmas) -> dict[int, str]:
    """Everybody in service, to look for in texts."""
    return {row.pk: row.name for row in staff.staff(puskesmas)}


def doers(owner: int | None, text: str, known: Mapping[int, str]) -> tuple[int, ...]:
    """Keys of staff, the one in charge first, each once."""
    return tuple(dict.fromkeys((*filter(None, [owner]), *named(text, known))))
