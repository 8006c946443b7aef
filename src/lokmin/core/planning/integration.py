"""LP/LS integration matrix: which programme or sector supports which activity, with what, and when (S0-13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Lintas program (within the Puskesmas) and lintas sektor (others).
LP, LS = "LP", "LS"


@dataclass(frozen=True, slots=True)
class Support:
    """One support: ``kind`` LP or LS, ``who`` the programme or sector, ``what`` it gives, ``when`` in words.

    ``activity`` is the key of the activity; ``source`` says where it is known from (``Komitmen 2/2026``).
    """

    activity: str
    kind: str
    who: str
    what: str
    when: str = ""
    source: str = ""

    @property
    def text(self) -> str:
        return f"{self.what} ({self.when})" if self.when else self.what


@dataclass(frozen=True, slots=True)
class Line:
    """One activity: ``cells`` in the order of the matrix's columns, empty where nobody supports."""

    key: str
    activity: str
    owner: str
    cells: tuple[tuple[Support, ...], ...]

    @property
    def supported(self) -> bool:
        return any(self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns are (kind, who): programmes first, then sectors, each by how much they support and then by name."""

    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]

    @property
    def alone(self) -> tuple[Line, ...]:
        """Activities nobody supports."""
        return tuple(line for line in self.lines if not line.supported)


def matrix(activities: Sequence[tuple[str, str, str]], supports: Iterable[Support]) -> Matrix:
    """The matrix of (key, activity, owner) in their order; equal supports stand once, those of no activity are left."""
    keys = {key for key, _, _ in activities}
    held = tuple(dict.fromkeys(support for support in supports if support.activity in keys))
    counts: dict[tuple[str, str], int] = {}
    for support in held:
        counts[support.kind, support.who] = counts.get((support.kind, support.who), 0) + 1
    columns = tuple(sorted(counts, key=lambda column: (column[0] != LP, -counts[column], column[1].casefold())))
    lines = tuple(
        Line(key, activity, owner, tuple(
            tuple(s for s in held if s.activity == key and (s.kind, s.who) == column) for column in columns
        ))
        for key, activity, owner in activities
    )  # fmt: skip
    return Matrix(columns, lines)


def summary(found: Matrix) -> str:
    """``18 dari 60 kegiatan didukung 4 program dan 6 sektor; 42 belum ada dukungan.``"""
    supported = sum(line.supported for line in found.lines)
    if not supported:
        return f"Belum ada dukungan tertulis untuk {len(found.lines)} kegiatan."
    programmes = sum(kind == LP for kind, _ in found.columns)
    sectors = len(found.columns) - programmes
    text = f"{supported} dari {len(found.lines)} kegiatan didukung {programmes} program dan {sectors} sektor"
    alone = len(found.lines) - supported
    return f"{text}; {alone} belum ada dukungan." if alone else f"{text}."
