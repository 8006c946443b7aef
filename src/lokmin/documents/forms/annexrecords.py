"""What other parts of the cycle laid before a meeting, as the papers need it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.core.meetings.annex import Annex


@dataclass(frozen=True, slots=True)
class AnnexPaper:
    """An annex as a meeting looked at it: the point it belongs to, and with what words it was approved."""

    annex: Annex
    point: str = ""
    words: str = ""
    approved_at: dt.datetime | None = None
    approved_by: str = ""
