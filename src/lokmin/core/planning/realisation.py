"""Plan against what was done and paid: absorption by source and month, and where both part (domain.md 2.9, S3-06).

A month nobody filled in is not a month in which nothing was spent: it stays blank and is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.money import known, rupiah, share_bp
from lokmin.core.planning.rpk import MONTHS, Sums, YearRow
from lokmin.core.planning.shares import percent


@dataclass(frozen=True, slots=True)
class Spent:
    """Money paid for a row of the year in a month (1..12) from a source; ``proof`` its paper (``SPJ 12/IX``)."""

    row: str
    month: int
    fund: str
    rupiah: int
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What a row was in a month: done (None: not said), and the volume in millionths (None: not filled in)."""

    row: str
    month: int
    done: bool | None = None
    volume: int | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Absorption:
    """One source (or all of them together: ``fund`` empty) up to and with one month.

    Attributes:
        pagu: ceiling of the year; None where no document says it.
        planned: January..month; ``planned_month`` and ``spent_month`` of the month alone.
        spent: January..month; None while nothing was filled in at all.
        blank: numbers of months with a plan of which nothing was filled in.
        whole: planned for the year.
    """

    fund: str
    month: int
    pagu: int | None
    whole: int | None
    planned_month: int | None
    planned: int | None
    spent_month: int | None
    spent: int | None
    blank: tuple[int, ...] = ()

    @property
    def of_pagu_bp(self) -> int | None:
        """Serapan against the pagu in basis points."""
        return share_bp(self.spent, self.pagu)

    @property
    def of_plan_bp(self) -> int | None:
        """Spent against what was planned up to now, in basis points."""
        return share_bp(self.spent, self.planned)

    @property
    def deviation(self) -> int | None:
        """Spent less planned to date; negative is behind. None where either is unknown."""
        return None if self.spent is None or self.planned is None else self.spent - self.planned

    @property
    def left(self) -> int | None:
        """What the pagu still holds; negative is overspent."""
        return None if self.pagu is None else self.pagu - (self.spent or 0)

    @property
    def over_planned(self) -> int | None:
        """How much more was planned for the year than the pagu holds; 0 fits."""
        return None if self.pagu is None or self.whole is None else max(self.whole - self.pagu, 0)


def absorption(
    plan: Sums, spent: Iterable[Spent], pagu: Mapping[str, int | None], month: int
) -> tuple[tuple[Absorption, ...], Absorption]:
    """Each source in alphabetical order, and all of them together. The sums agree in every order of the entries.

    Raises:
        ValueError: the month is none.
    """
    if month not in MONTHS:
        raise ValueError(f"Bulan {month} tidak ada.")
    paid: dict[tuple[str, int], int] = {}
    for one in spent:
        paid[one.fund, one.month] = paid.get((one.fund, one.month), 0) + one.rupiah
    funds = sorted({*plan.funds, *pagu, *(fund for fund, _ in paid)})
    rows = tuple(_line(fund, plan, paid, pagu.get(fund), month) for fund in funds)
    return rows, _together(rows, month)


def course(
    plan: Sums, spent: Sequence[Spent], pagu: Mapping[str, int | None], until: int, fund: str | None = None
) -> tuple[Absorption, ...]:
    """January up to and with a month, one line each, of one source or of all together."""
    found = []
    for month in range(1, until + 1):
        rows, together = absorption(plan, spent, pagu, month)
        found.append(next((row for row in rows if row.fund == fund), together) if fund else together)
    return tuple(found)


def _line(
    fund: str, plan: Sums, paid: Mapping[tuple[str, int], int], pagu: int | None, month: int
) -> Absorption:  # fmt: skip
    blank = tuple(m for m in range(1, month + 1) if plan.cell(fund, m) and (fund, m) not in paid)
    return Absorption(
        fund=fund, month=month, pagu=pagu, whole=plan.by_fund(fund), planned_month=plan.cell(fund, month),
        planned=plan.until(fund, month), spent_month=paid.get((fund, month)),
        spent=known(amount for (name, m), amount in paid.items() if name == fund and m <= month), blank=blank,
    )  # fmt: skip


def _together(rows: Sequence[Absorption], month: int) -> Absorption:
    """All sources; a pagu that is not known leaves the pagu of all unknown only when no source has one."""
    blank = sorted({number for row in rows for number in row.blank})
    return Absorption(
        fund="", month=month, pagu=known(row.pagu for row in rows), whole=known(row.whole for row in rows),
        planned_month=known(row.planned_month for row in rows), planned=known(row.planned for row in rows),
        spent_month=known(row.spent_month for row in rows), spent=known(row.spent for row in rows),
        blank=tuple(blank),
    )  # fmt: skip


def sentence(one: Absorption, name: str) -> str:
    """``BOK: terserap Rp12.000.000 dari pagu Rp100.000.000 (12 %), direncanakan sampai Oktober Rp70.000.000.``"""
    month = MONTH_NAMES[one.month - 1]
    text = f"{name}: "
    if one.spent is None:
        text += f"realisasi sampai {month} belum diisi"
    elif one.pagu is None:
        text += f"terserap {rupiah(one.spent)}, pagu belum dimasukkan"
    else:
        text += f"terserap {rupiah(one.spent)} dari pagu {rupiah(one.pagu)} ({percent(one.of_pagu_bp)})"
    if one.planned is not None:
        text += f"; rencana sampai {month} {rupiah(one.planned)}"
    if one.spent is not None and one.blank:
        text += "; belum diisi: " + ", ".join(MONTH_NAMES[number - 1] for number in one.blank)
    return text + "."


@dataclass(frozen=True, slots=True)
class Deviation:
    """One activity whose doing or money parts from its plan; ``kind`` groups them, ``words`` say it."""

    row: str
    activity: str
    kind: str
    words: str
    rupiah: int | None = None


def deviations(
    rows: Iterable[YearRow], held: Iterable[Held], spent: Iterable[Spent], month: int
) -> tuple[Deviation, ...]:  # fmt: skip
    """Activities of January..month: not done, not said, or paid more than planned; the costliest first."""
    said = {(one.row, one.month): one for one in held}
    paid: dict[str, int] = {}
    paid_in: set[tuple[str, int]] = set()
    for payment in spent:
        if payment.month <= month:
            paid[payment.row] = paid.get(payment.row, 0) + payment.rupiah
            paid_in.add((payment.row, payment.month))
    found: list[Deviation] = []
    for row in rows:
        due = sorted(number for number in row.months if number <= month)
        missed = [m for m in due if (one := said.get((row.key, m))) is not None and one.done is False]
        silent = [m for m in due if _silent(said.get((row.key, m))) and (row.key, m) not in paid_in]
        cost = known(row.cost_in(m) for m in missed)
        if missed:
            found.append(Deviation(row.key, row.activity, "tidak terlaksana", _months(missed), cost))
        if silent:
            money = known(row.cost_in(m) for m in silent)
            found.append(Deviation(row.key, row.activity, "belum diisi", _months(silent), money))
        planned, used = known(row.cost_in(m) for m in range(1, month + 1)) or 0, paid.get(row.key, 0)
        if used > planned:
            words = f"dibayar {rupiah(used)}, direncanakan sampai sekarang {rupiah(planned)}"
            found.append(Deviation(row.key, row.activity, "melebihi rencana", words, used - planned))
    order = ("melebihi rencana", "tidak terlaksana", "belum diisi")
    return tuple(sorted(found, key=lambda d: (order.index(d.kind), -(d.rupiah or 0), d.activity, d.row)))


def done_counts(rows: Iterable[YearRow], held: Iterable[Held], month: int) -> tuple[int, int, int]:
    """Row-months due up to a month: done, not done, not said."""
    said = {(one.row, one.month): one for one in held}
    counts = [0, 0, 0]
    for row in rows:
        for number in row.months:
            if number <= month:
                one = said.get((row.key, number))
                counts[2 if one is None or one.done is None else 0 if one.done else 1] += 1
    return counts[0], counts[1], counts[2]


def _silent(one: Held | None) -> bool:
    return one is None or (one.done is None and one.volume is None)


def _months(numbers: Sequence[int]) -> str:
    return ", ".join(MONTH_NAMES[number - 1] for number in numbers)
