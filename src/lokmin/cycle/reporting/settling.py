"""Answers applied to readings: which month, which place, which of two sheets, a number or a percentage."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lokmin.core.periods import MONTH_NAMES
from lokmin.exchange.excel.records import IGNORE_COLUMN, Question, Reading

#: Options of the question whether a column of fractions is percentages or counts.
PERCENTAGE, COUNT = "persentase", "jumlah"
_PERIOD = re.compile(r"(19|20)\d{2}(-(0[1-9]|1[0-2]))?")


def period_of(answer: str, period: str | None, year: int | None) -> str | None:
    """The period an answer means: ``2026-04``, a year for a month whose year was doubtful, or the name of a month.

    Returns None for a text that is no period.
    """
    if answer in MONTH_NAMES:
        known = (period or "")[:4] or (str(year) if year else "")
        return f"{known}-{MONTH_NAMES.index(answer) + 1:02d}" if known else None
    if not _PERIOD.fullmatch(answer):
        return None
    return f"{answer}-{period[5:]}" if len(answer) == 4 and period and len(period) == 7 else answer


def settle(
    r: Reading, questions: Mapping[str, Question], answered: Mapping[str, str], year: int | None
) -> Reading | None:
    """A reading as the answers leave it, or None when they say that it is not to be stored.

    Answers about headers and spellings of places have gone into the reading itself (it was read again).
    """
    question, answer = questions.get(r.question), answered.get(r.question, "")
    if question is None or not answer:
        return r
    if answer in (IGNORE_COLUMN, PERCENTAGE):
        return None
    if question.kind == "period":
        return _still_open(r._replace(period=period_of(answer, r.period, year)), questions, answered)
    if question.kind == "place":
        return r._replace(place_code=answer, question="", state_hint="")
    if question.kind == "total":
        sheet, _sign, cell = answer.rpartition("!")
        same = r.sheet == sheet and r.cell.rstrip("0123456789") == cell.rstrip("0123456789")
        return r._replace(question="", state_hint="") if same else None
    return r._replace(question="", state_hint="") if answer == COUNT else r


def _still_open(r: Reading, questions: Mapping[str, Question], answered: Mapping[str, str]) -> Reading | None:
    """One cell names one question only; behind an answered month its place may still be open."""
    behind = f"place:{r.place_text}"
    if behind in questions:
        return settle(r._replace(question=behind), questions, answered, None)
    return r._replace(question="", state_hint="")
