"""Who is needed, by ABK and by the standard, against who is there (domain.md 5.2; the Dinkes scores 10/5/0)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.language import said
from lokmin.core.workload.abk import Abk
from lokmin.core.workload.professions import Profession, Standard


class Verdict(StrEnum):
    """As the Dinkes scores it."""

    ABK = "sesuai ABK"
    STANDARD = "sesuai standar minimal saja"
    NEITHER = "belum sesuai"
    UNKNOWN = "belum dapat dinilai"

    @property
    def score(self) -> int | None:
        """10, 5 or 0; None where it cannot be judged."""
        return {Verdict.ABK: 10, Verdict.STANDARD: 5, Verdict.NEITHER: 0}.get(self)


@dataclass(frozen=True, slots=True)
class StaffingLine:
    """One line: what is needed and who is there, by employment status.

    Attributes:
        need: by ABK, summed over the professions of the line; None where none of them was analysed.
        standard: least number; None where the standard does not name this line.
    """

    code: str
    name: str
    need: int | None
    standard: int | None
    by_status: tuple[tuple[str, int], ...]
    verdict: Verdict

    @property
    def have(self) -> int:
        return sum(n for _, n in self.by_status)

    @property
    def gap(self) -> int | None:
        """ABK minus those who are there; above zero they lack."""
        return None if self.need is None else self.need - self.have

    @property
    def gap_to_standard(self) -> int | None:
        return None if self.standard is None else self.standard - self.have

    @property
    def lacking(self) -> int:
        """How many lack by ABK; where there is none, by the standard."""
        return max((self.gap if self.gap is not None else self.gap_to_standard) or 0, 0)

    @property
    def basis(self) -> str:
        """What ``lacking`` is counted from."""
        return said("ABK") if self.need is not None else said("standar")

    @property
    def reason(self) -> str:
        """Why the verdict is what it is, with the figures."""
        told = {"have": self.have, "need": self.need, "standard": self.standard}
        if self.verdict is Verdict.ABK:
            return said("ada %(have)s, ABK %(need)s") % told
        if self.verdict is Verdict.UNKNOWN:
            return said("ABK dan standarnya belum ada")
        if self.need is None:
            return said("ada %(have)s, standar %(standard)s, ABK belum dihitung") % told
        if self.standard is None:
            return said("ada %(have)s, ABK %(need)s, tanpa standar") % told
        return said("ada %(have)s, ABK %(need)s, standar %(standard)s") % told


@dataclass(frozen=True, slots=True)
class Staffing:
    """All lines and the verdict of the whole: as good as its worst line that can be judged."""

    lines: tuple[StaffingLine, ...]
    statuses: tuple[str, ...]

    @property
    def have(self) -> int:
        return sum(line.have for line in self.lines)

    @property
    def judged(self) -> tuple[StaffingLine, ...]:
        return tuple(line for line in self.lines if line.verdict is not Verdict.UNKNOWN)

    @property
    def verdict(self) -> Verdict:
        found = {line.verdict for line in self.judged}
        return next((v for v in (Verdict.NEITHER, Verdict.STANDARD, Verdict.ABK) if v in found), Verdict.UNKNOWN)

    @property
    def short(self) -> tuple[StaffingLine, ...]:
        """The lines that lack somebody, those who lack most first."""
        return tuple(sorted((line for line in self.lines if line.lacking), key=lambda line: -line.lacking))


def judge(have: int, need: int | None, least: int | None) -> Verdict:
    """The three ways: as ABK, at least the standard, neither. Without ABK nobody can be as ABK."""
    if need is None and least is None:
        return Verdict.UNKNOWN
    if need is not None and have >= need:
        return Verdict.ABK
    if least is not None and have >= least:
        return Verdict.STANDARD
    return Verdict.NEITHER


def staffing(
    known: Mapping[str, Profession], rule: Standard, there: Iterable[tuple[str, str]], analysed: Mapping[str, Abk]
) -> Staffing:
    """Lay need, standard and staff side by side.

    ``there`` is (profession, employment status) of everybody in service; ``analysed`` the ABK by profession, where
    those that cannot be computed count as not analysed.
    """
    counts: dict[str, Counter[str]] = {}
    for profession, status in there:
        counts.setdefault(profession, Counter())[status] += 1
    needs = {code: abk.rounded for code, abk in analysed.items() if abk.rounded is not None}
    lines, taken = [], set[str]()
    for line in rule.lines:
        taken.update(line.professions)
        lines.append(_line(line.code, line.name, line.professions, line.needed, counts, needs))
    for code in (*known, *sorted(counts.keys() - known.keys())):
        if code not in taken and (code in counts or code in needs):
            name = known[code].name if code in known else code
            lines.append(_line(code, name, (code,), None, counts, needs))
    statuses = tuple(sorted({status for found in counts.values() for status in found}))
    return Staffing(tuple(lines), statuses)


def _line(
    code: str, name: str, members: tuple[str, ...], least: int | None, counts: Mapping[str, Counter[str]],
    needs: Mapping[str, int],
) -> StaffingLine:  # fmt: skip
    found: Counter[str] = sum((counts.get(m, Counter()) for m in members), Counter())
    known = [needs[m] for m in members if m in needs]
    need = sum(known) if known else None
    by_status = tuple(sorted(found.items()))
    return StaffingLine(code, name, need, least, by_status, judge(sum(found.values()), need, least))
