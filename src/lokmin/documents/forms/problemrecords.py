"""What the papers of problems are made from: plain frozen records filled from the office's tables."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.problems.causes import CauseRules, CauseTree
from lokmin.core.problems.gaps import GapRow


@dataclass(frozen=True, slots=True)
class OldAction:
    """An action that was tried before on the same problem.

    Attributes:
        when: its days in words; ``result`` what was done, ``status`` its state.
        verdict: ``berhasil``, ``belum`` or ``belum bisa dinilai`` with the number behind; empty: not judged.
    """

    action: str
    owner: str = ""
    when: str = ""
    status: str = ""
    result: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class ProblemSheet:
    """One problem as its cause sheet shows it.

    Attributes:
        number: ``Masalah 3/2026``; ``history`` the sentence of earlier red months.
        asked: what the wording still lacks, as a sentence.
    """

    tree: CauseTree
    number: str = ""
    place: str = ""
    category: str = ""
    source: str = ""
    evidence: str = ""
    history: str = ""
    asked: str = ""
    old: tuple[OldAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One way to solve a cause; ``score`` as written (``26,67``), empty when it was not scored."""

    text: str
    score: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SolutionRow:
    """One cause of one problem in the table of solutions."""

    problem: str
    cause: str
    ways: tuple[Way, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One problem in the printed register; ``actions`` in words (``2 RTL, 1 berhasil``)."""

    number: str
    statement: str
    category: str = ""
    source: str = ""
    since: str = ""
    history: str = ""
    state: str = ""
    cause: str = ""
    actions: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class ProblemPapers:
    """What a meeting's pack holds about problems; empty for a meeting that discussed none.

    Attributes:
        rules: those of the trees in ``sheets``; needed when there are any.
        formula: how solutions were scored (``Reinke: M × I × V / C``).
        years: of ``gaps``, oldest first.
    """

    rules: CauseRules | None = None
    sheets: tuple[ProblemSheet, ...] = ()
    solutions: tuple[SolutionRow, ...] = ()
    formula: str = ""
    gaps: tuple[GapRow, ...] = ()
    years: tuple[int, ...] = ()
