"""What a broken cell would have been, told by the cells around it."""

from __future__ import annotations

from lokmin.core.findings import Finding
from lokmin.exchange.excel.records import Reading, Understanding


class Neighbours:
    """What a broken cell would have been: the place of its row, the meaning and month of its column in its table."""

    def __init__(self, found: Understanding) -> None:
        self.found = found
        self.rows: dict[tuple[str, int], Reading] = {}
        self.columns: dict[tuple[str, str], list[tuple[int, Reading]]] = {}

    def _index(self) -> None:
        for r in self.found.readings:
            letters, row = split_address(r.cell)
            self.rows.setdefault((r.sheet, row), r)
            self.columns.setdefault((r.sheet, letters), []).append((row, r))

    def guess(self, f: Finding) -> Reading:
        """The reading the finding stands in the way of; unknown parts stay empty."""
        if not self.rows:
            self._index()
        letters, row = split_address(f.cell)
        beside = self.rows.get((f.sheet, row))
        block = next((b for b in self.found.blocks if b.sheet == f.sheet and b.first_row < row <= b.last_row + 1), None)
        near = [
            (abs(at - row), at, r)
            for at, r in self.columns.get((f.sheet, letters), ())
            if block is None or block.first_row < at <= block.last_row + 1
        ]
        above = min(near)[2] if near else None
        return Reading(
            f.sheet,
            f.cell,
            beside.place_text if beside else "",
            beside.place_code if beside else None,
            above.period if above else None,
            above.header if above else (),
            above.element if above else None,
            0,
            question=next((r.question for r in (beside, above) if r and r.question), ""),
        )


def split_address(cell: str) -> tuple[str, int]:
    """``AA12`` -> (``AA``, 12)."""
    letters = cell.rstrip("0123456789")
    return letters, int(cell[len(letters) :] or 0)
