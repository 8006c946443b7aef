"""The situation analysis before a plan: which parts are there, which are missing, and its problems in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.language import said
from lokmin.core.planning.rules import PlanRule, SituationPart
from lokmin.core.problems.gaps import GapRow


@dataclass(frozen=True, slots=True)
class SituationTable:
    """One table of the analysis as it is shown and printed.

    Attributes:
        code: of the part it belongs to (``rules/planning.toml``).
        source: where the figures come from and of which year; ``total`` the last row is a sum.
        right: indexes of the columns with figures.
        note: what is odd about it, as a sentence.
    """

    code: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""
    right: frozenset[int] = frozenset()
    total: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.heads):
                raise ValueError(
                    f"{self.title}: baris {number} punya {len(row)} sel, tabelnya {len(self.heads)} kolom."
                )


@dataclass(frozen=True, slots=True)
class PartState:
    """One part: its tables, and what to do when there are none."""

    part: SituationPart
    tables: tuple[SituationTable, ...]

    @property
    def there(self) -> bool:
        return any(table.rows for table in self.tables)


def parts(tables: Iterable[SituationTable], rule: PlanRule) -> tuple[PartState, ...]:
    """Every part of the rule in its order with its tables; tables of parts an office added stand at the end."""
    known = tuple(tables)
    found = [PartState(part, tuple(t for t in known if t.code == part.code)) for part in rule.situation]
    codes = {part.code for part in rule.situation}
    for code in dict.fromkeys(table.code for table in known if table.code not in codes):
        own = tuple(table for table in known if table.code == code)
        found.append(PartState(SituationPart(code, "khusus", own[0].title, ""), own))
    return tuple(found)


def completeness(states: Sequence[PartState]) -> str:
    """``11 dari 15 bagian terisi; belum ada: sepuluh penyakit terbanyak, ....``"""
    missing = [state.part.title for state in states if not state.there]
    text = said("%(there)d dari %(all)d bagian terisi") % {"there": len(states) - len(missing), "all": len(states)}
    if not missing:
        return f"{text}."
    names = ", ".join(title[:1].lower() + title[1:] if not title[:2].isupper() else title for title in missing)
    return said("%(text)s; belum ada: %(names)s.") % {"text": text, "names": names}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One problem in the order of priority.

    Attributes:
        statement: with who, what, where, when and how big; ``missing`` asks for what it lacks.
        score: by the office's method (micro units), None: not scored; ``method`` as said (``USG 13``).
        gap: to the target in the indicator's unit; ``missed`` people short of it.
    """

    key: str
    statement: str
    score: int | None = None
    method: str = ""
    gap: Fraction | None = None
    missed: int | None = None
    cause: str = ""
    solution: str = ""
    missing: str = ""


def priorities(problems: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """By score, then the larger gap, then more people missed (domain.md 2.7); problems without a score come last."""
    return tuple(
        sorted(
            problems,
            key=lambda p: (p.score is None, -(p.score or 0), -(p.gap or Fraction(0)), -(p.missed or 0), p.statement),
        )
    )


def worst_gaps(rows: Iterable[GapRow]) -> tuple[GapRow, ...]:
    """The rows that missed their target, the farthest first as a share of the target, then by people missed."""

    def share(row: GapRow) -> Fraction:
        target = row.given.target
        return row.gap / target if row.gap and target else Fraction(0)

    missed = [row for row in rows if row.gap]
    return tuple(sorted(missed, key=lambda row: (-share(row), -(row.given.missed or 0), row.given.indicator)))


def unreported(rows: Iterable[GapRow], years: Sequence[int]) -> tuple[str, ...]:
    """Which indicators lack which years, as sentences: ``K6: 2023 belum dilaporkan.``"""
    found = []
    for row in rows:
        missing = [str(year) for year, value in zip(years, row.given.coverages, strict=True) if value is None]
        if missing:
            text = said("%(indicator)s: %(years)s belum dilaporkan.")
            found.append(text % {"indicator": row.given.indicator, "years": ", ".join(missing)})
    return tuple(found)
