"""Where the options of a ballot come from: the problems of the frozen month with their figures, or typed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.indicators.words import rate
from lokmin.core.numbers import BASIS, MICRO, indonesian
from lokmin.core.places import Level
from lokmin.core.problems.found import choose, found
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.cycle.centre.models import Place
from lokmin.cycle.meetings.models import BallotOption, Meeting
from lokmin.cycle.monitoring.queries.problems import rule
from lokmin.cycle.monitoring.queries.snapshots import Frozen, frozen_rows

#: So many problems are offered to be chosen from; a meeting can talk about seven.
OFFERED = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A problem that can be put to the room.

    Attributes:
        row: its number in the snapshot, by which a form chooses it.
        likely: one of the few a meeting can talk about; chosen beforehand.
    """

    row: int
    label: str
    detail: str
    reference: str
    status: str
    gap_bp: int | None
    missed_micro: int | None
    likely: bool = False

    def option(self, order: int) -> BallotOption:
        """As an option of a ballot that is not saved yet."""
        return BallotOption(
            order=order, label=self.label, detail=self.detail, reference=self.reference, status=self.status,
            gap_bp=self.gap_bp, missed_micro=self.missed_micro,
        )  # fmt: skip


def candidates(meeting: Meeting) -> list[Candidate]:
    """The problems of the meeting's frozen month, most pressing first; none before it is frozen."""
    if meeting.snapshot is None:
        return []
    rows = {(r.row.place, r.row.indicator): r for r in _villages(frozen_rows(meeting.snapshot))}
    ranking = rule(meeting.month.year)
    ranked = found([r.row for r in rows.values()], ranking)
    few = {(p.row.place, p.row.indicator) for p in choose(ranked, ranking)[0]}
    ordered = [key for p in ranked if (key := (p.row.place, p.row.indicator)) in few]
    ordered += [key for p in ranked if (key := (p.row.place, p.row.indicator)) not in few]
    return [candidate(rows[key], likely=key in few) for key in ordered[:OFFERED]]


def chosen(meeting: Meeting, numbers: Iterable[int]) -> list[Candidate]:
    """Problems by their row numbers, in the order of the month's ranking."""
    wanted = set(numbers)
    return [c for c in candidates(meeting) if c.row in wanted]


def candidate(frozen: Frozen, *, likely: bool = False) -> Candidate:
    """A frozen row as a problem: ``Watubelah: K1``, ``kurang 15 ibu, 17,3 %``, its gap and the people missed."""
    row = frozen.row
    said = []
    if row.gap_people:
        word = "kurang" if row.higher_is_better else "lebih"
        said.append(f"{word} {indonesian(row.gap_people)} {frozen.people}".rstrip())
    if row.ratio is not None:
        said.append(rate(_coverage(row), row.factor).replace(" ", "\u00a0"))
    if row.status is Status.NONE:
        said.append("belum dilaporkan")
    return Candidate(
        row=frozen.number,
        label=f"{frozen.name}: {frozen.short}"[:200],
        detail=", ".join(said)[:200],
        reference=f"{row.indicator}@{row.place}"[:80],
        status=row.status.value,
        gap_bp=gap_bp(row),
        missed_micro=row.gap_people * MICRO if row.gap_people else None,
        likely=likely,
    )


def gap_bp(row: CoverageRow) -> int | None:
    """How far the coverage is on the wrong side of the running target, in basis points; None where neither is known."""
    if row.ratio is None or row.running_target is None:
        return None
    apart = Fraction(*row.running_target) - _coverage(row)
    if not row.higher_is_better:
        apart = -apart
    return max(0, int(apart * BASIS / row.factor))


def _coverage(row: CoverageRow) -> Fraction:
    """In the unit of the indicator (percent for factor 100)."""
    if row.exact is not None:
        return Fraction(row.exact[0] * row.factor, row.exact[1])
    return Fraction((row.numerator or 0) * row.factor, row.denominator or 1)


def _villages(rows: Sequence[Frozen]) -> list[Frozen]:
    """The rows of villages: a problem of the whole area is the sum of theirs."""
    villages = set(
        Place.objects.filter(code__in={r.row.place for r in rows}, level=Level.DESA).values_list("code", flat=True)
    )
    return [r for r in rows if r.row.place in villages]
