"""What the papers of a PKP are made of: the result, beside it the verified one, and the words of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lokmin.core.assessment.definitions import UNITS, Rule
from lokmin.core.assessment.figures import figure, units
from lokmin.core.assessment.pkp import Result
from lokmin.core.assessment.scores import FULL, State, SubScore
from lokmin.core.periods import MONTH_NAMES
from lokmin.documents.figures.radar import Net
from lokmin.documents.forms.problemparts import Office


@dataclass(frozen=True, slots=True)
class RowWords:
    """What was written beside a row; ``target`` is its text where it is no plain number (``≤ 5 %``)."""

    target: str = ""
    proof: str = ""
    note: str = ""
    verified_note: str = ""
    cause: str = ""
    followup: str = ""


@dataclass(frozen=True, slots=True)
class PkpPaper:
    """One year's PKP for paper and book.

    Attributes:
        until: the last month that counts; 12 for the year, 6 for the first half, whose result is judged by 6/12.
        result: the office's own score. verified: the Dinkes' own, as far as it goes. before: of last year.
        words: by the code of the row.
        state: what has become of it, printed small: ``dikirim 12 Januari 2027``.
        villages: programmes that villages report, each with the net of the villages.
    """

    office: Office
    year: int
    result: Result
    until: int = 12
    verified: Result | None = None
    before: Result | None = None
    words: Mapping[str, RowWords] = field(default_factory=dict)
    state: str = ""
    villages: tuple[tuple[str, Net], ...] = ()

    @property
    def period(self) -> str:
        """``Tahun 2026``, or ``Tahun 2026 sampai Juni``."""
        return f"Tahun {self.year}" if self.until == 12 else f"Tahun {self.year} sampai {MONTH_NAMES[self.until - 1]}"

    def of(self, row: SubScore) -> RowWords:
        return self.words.get(row.sub.code, _NO_WORDS)


_NO_WORDS = RowWords()


def target_words(row: SubScore, words: RowWords = _NO_WORDS) -> str:
    """The target as it is printed: its text, or ``20``, ``≤ 5``, ``150 ‰``, ``ring``."""
    if words.target:
        return words.target
    if row.target is None:
        return "–"
    sign = {Rule.INVERSE: "≤ ", Rule.BAND: "ring, "}.get(row.sub.rule, "")
    if row.sub.rule is Rule.TARGET and row.sub.factor == 1:
        sign = "≥ "
    unit = UNITS[row.sub.factor] if row.sub.factor not in (1, 100) else ""
    return f"{sign}{figure(units(row.target))} {unit}".rstrip()


def reached_words(row: SubScore) -> str:
    """Ketercapaian target tahunan: ``tercapai``, ``belum tercapai``, or why it is not judged."""
    if row.state is State.SCORED:
        return "tercapai" if row.score == FULL else "belum tercapai"
    return f"{row.state.value}: {row.why}" if row.state is State.NOT_APPLICABLE else row.state.value
