"""Findings: bad or odd input collected with its address, a sentence in Indonesian and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """``galat`` is not accepted, ``peringatan`` is accepted after a look, ``info`` is only told."""

    ERROR = "galat"
    WARNING = "peringatan"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        code: stable kebab-case name (``k1-dokter-lebih-dari-k1``) for scripts and tests.
        message: a sentence naming the thing, the place and what to do.
        sheet, cell: address in a workbook, when it has one.
        place, period, element: address among the facts, when it has one.
        question: what to ask the person who reported, ready to be sent.
    """

    severity: Severity
    code: str
    message: str
    sheet: str = ""
    cell: str = ""
    place: str = ""
    period: str = ""
    element: str = ""
    question: str = ""
