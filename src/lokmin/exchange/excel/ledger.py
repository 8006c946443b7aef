"""Collects what is understood; one question per thing that is unsure, however many cells wait for it."""

from __future__ import annotations

from lokmin.core.findings import Finding, Severity
from lokmin.exchange.excel.records import Question, Understanding

_MAX_CELLS = 50


class Ledger:
    """The growing understanding of one file."""

    def __init__(self) -> None:
        self.result = Understanding()
        self._open: dict[tuple[str, str], tuple[str, list[str], tuple[str, ...], list[int]]] = {}
        self._order: list[tuple[str, str]] = []

    def ask(self, kind: str, key: str, text: str, sheet: str, cell: str, options: tuple[str, ...] = ()) -> str:
        """Open a question, or add a cell to an open one; returns its id."""
        at = (kind, key)
        if at not in self._open:
            self._order.append(at)
            self._open[at] = (text, [], options, [0])
        _, cells, _, count = self._open[at]
        count[0] += 1
        if cell and len(cells) < _MAX_CELLS:
            cells.append(f"{sheet}!{cell}")
        return self.id_of(kind, key)

    def id_of(self, kind: str, key: str) -> str:
        return f"{kind}:{key}"

    def release(self, question: str, cells: list[str]) -> None:
        """These cells wait for another question now."""
        kind, _, key = question.partition(":")
        _, waiting, _, count = self._open[kind, key]
        count[0] -= len(cells)
        gone = set(cells)
        waiting[:] = [cell for cell in waiting if cell not in gone]

    def find(
        self,
        severity: Severity,
        code: str,
        message: str,
        sheet: str = "",
        cell: str = "",
        *,
        place: str = "",
        period: str = "",
        question: str = "",
    ) -> None:
        self.result.findings.append(
            Finding(severity, code, message, sheet=sheet, cell=cell, place=place, period=period, question=question),
        )

    def close(self) -> Understanding:
        for kind, key in self._order:
            text, cells, options, count = self._open[kind, key]
            self.result.questions.append(
                Question(self.id_of(kind, key), kind, text, key, tuple(cells), options, count[0])
            )
        return self.result
