"""What a part of the cycle lays on the table of a meeting: one sentence, one table, one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Annex:
    """A page of figures for the hall and the annex of the minutes.

    Attributes:
        code: stable short name (``abk``, ``darbin``, ``rpk``), once in a meeting.
        title: what the papers call it. ``sentence``: the one message, said as the head of the screen.
        columns, rows: the table, every cell as it is printed; rows all as long as ``columns``.
        right: numbers of the columns whose cells stand to the right.
        total: a last row, or empty.
        figure, alt: a picture as SVG text and its words; empty where the table says it all.
        notes: small print: source, rule, what is missing.
        approve: ``rpk:2026`` where the meeting is to approve a plan; empty else.
        link: route and arguments of the page it comes from: ``planning:rpk?year=2026``.
    """

    code: str
    title: str
    sentence: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    right: tuple[int, ...] = ()
    total: tuple[str, ...] = ()
    figure: str = ""
    alt: str = ""
    notes: tuple[str, ...] = ()
    approve: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        width = len(self.columns)
        for row in (*self.rows, *((self.total,) if self.total else ())):
            if len(row) != width:
                raise ValueError(f"lampiran {self.code}: baris dengan {len(row)} sel, kepala tabel {width}")

    def as_json(self) -> dict[str, Any]:
        """For keeping; ``of`` reads it again."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """An annex as it was kept.

        Raises:
            ValueError: rows that do not fit the head of the table.
        """
        return cls(
            code=data["code"], title=data["title"], sentence=data["sentence"], columns=tuple(data["columns"]),
            rows=tuple(tuple(r) for r in data["rows"]), right=tuple(data["right"]), total=tuple(data["total"]),
            figure=data["figure"], alt=data["alt"], notes=tuple(data["notes"]), approve=data["approve"],
            link=data["link"],
        )  # fmt: skip
