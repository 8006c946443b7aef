"""The whole desk review in one call: every check of the eight dimensions."""

from __future__ import annotations

from lokmin.core.quality import comparisons, measures
from lokmin.core.quality.dqr import Check
from lokmin.core.quality.reviewed import Reviewed


def assess(review: Reviewed) -> tuple[Check, ...]:
    """All checks, dimension by dimension in the order of WHO's desk review."""
    return (
        *measures.reporting(review),
        *measures.timeliness(review),
        *measures.indicator(review),
        *measures.outliers(review),
        *comparisons.over_time(review),
        *comparisons.related(review),
        *comparisons.external(review),
        *comparisons.denominators(review),
    )
