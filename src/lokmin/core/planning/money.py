"""Money of plans: whole rupiah as item x fund x month, sums that agree in every order, and lines of costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from lokmin.core.numbers import MICRO, from_micro, indonesian

K = TypeVar("K", bound=Hashable)

#: A thousand thousand million: far above any office's budget, far below what a database column holds.
MOST = 10**15


def rupiah(amount: int | None) -> str:
    """Whole rupiah: ``Rp1.500.000``; ``–`` when nothing was costed."""
    return "–" if amount is None else f"{'−' if amount < 0 else ''}Rp{indonesian(abs(amount))}"


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that remembers what it could not count.

    Attributes:
        rupiah: what was costed, together.
        costed, open: how many amounts were known (0 counts) and how many were not.
    """

    rupiah: int = 0
    costed: int = 0
    open: int = 0

    @classmethod
    def of(cls, amounts: Iterable[int | None]) -> Sum:
        """The sum of amounts; None is not costed and never taken for 0."""
        total = costed = missing = 0
        for amount in amounts:
            if amount is None:
                missing += 1
            else:
                total, costed = total + amount, costed + 1
        return cls(total, costed, missing)

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.rupiah + other.rupiah, self.costed + other.costed, self.open + other.open)

    @property
    def amount(self) -> int | None:
        """The rupiah, or None where nothing at all was costed."""
        return self.rupiah if self.costed else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount of a plan.

    Attributes:
        item: key of the row; ``fund`` a code of ``rules/funds.toml``, empty: not said yet.
        programme: what the row counts for in sums by programme; ``effort`` the upaya it is printed under.
        month: 1..12; None where the plan has no months.
        rupiah: None is not costed.
    """

    item: str
    fund: str
    rupiah: int | None
    month: int | None = None
    programme: str = ""
    effort: str = ""


def by(cells: Iterable[Cell], key: Callable[[Cell], K]) -> dict[K, Sum]:
    """Sums by any key, in the order the keys are first met. All of them add up to ``whole(cells)``."""
    found: dict[K, list[int | None]] = defaultdict(list)
    for cell in cells:
        found[key(cell)].append(cell.rupiah)
    return {name: Sum.of(amounts) for name, amounts in found.items()}


def whole(cells: Iterable[Cell]) -> Sum:
    """The plan's sum."""
    return Sum.of(cell.rupiah for cell in cells)


@dataclass(frozen=True, slots=True)
class Cross:
    """A table of sums with both margins; ``cells`` holds only what occurs."""

    rows: Mapping[str, Sum]
    columns: Mapping[str, Sum]
    cells: Mapping[tuple[str, str], Sum]
    total: Sum


def cross(cells: Iterable[Cell], row: Callable[[Cell], str], column: Callable[[Cell], str]) -> Cross:
    """Rows against columns (programme against fund, fund against month): each margin adds up to the same total."""
    known = tuple(cells)
    return Cross(by(known, row), by(known, column), by(known, lambda c: (row(c), column(c))), whole(known))


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of costs: volume x frequency x price.

    Attributes:
        volume, frequency: in millionths (2.5 boxes are 2_500_000); frequency is how often, one unless said.
        price: whole rupiah for one; None is not known yet.
        unit: ``orang``, ``paket``; ``times`` what the frequency counts (``kali``).
        fund: paid from, a code; empty where the item says it.
        account: kode rekening belanja, as text.
    """

    text: str
    volume: int
    unit: str
    price: int | None
    frequency: int = MICRO
    times: str = "kali"
    fund: str = ""
    account: str = ""

    @property
    def rupiah(self) -> int | None:
        """The amount, rounded half up to whole rupiah; None without a price."""
        if self.price is None:
            return None
        exact = Fraction(self.volume * self.frequency * self.price, MICRO * MICRO)
        return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)

    @property
    def sum_text(self) -> str:
        """``24 orang × 2 kali × Rp50.000``; a frequency of one is not said."""
        parts = [f"{indonesian(from_micro(self.volume))} {self.unit}".strip()]
        if self.frequency != MICRO:
            parts.append(f"{indonesian(from_micro(self.frequency))} {self.times}".strip())
        return " × ".join([*parts, rupiah(self.price)])


def lines_sum(lines: Iterable[CostLine]) -> Sum:
    """What the lines cost together."""
    return Sum.of(line.rupiah for line in lines)


def split(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """An amount in whole rupiah over parts by weight; the parts add up to the amount exactly.

    What is left after rounding down goes one rupiah each to the largest remainders, the earlier part first (Hamilton).

    Raises:
        ValueError: no part, a negative weight, or no weight above zero.
    """
    whole = sum(weights)
    if not weights or min(weights) < 0 or whole <= 0:
        raise ValueError("Dana dibagi paling sedikit ke satu bagian; tidak ada bagian yang dipilih.")
    sign = -1 if amount < 0 else 1
    shares = [divmod(abs(amount) * weight, whole) for weight in weights]
    left = abs(amount) - sum(part for part, _ in shares)
    first = sorted(range(len(weights)), key=lambda index: (-shares[index][1], index))[:left]
    return tuple(sign * (part + (index in first)) for index, (part, _) in enumerate(shares))


def known(amounts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is: blank is not zero."""
    found = [amount for amount in amounts if amount is not None]
    return sum(found) if found else None


def share_bp(part: int | None, whole: int | None) -> int | None:
    """A part of a whole in basis points, rounded half to even; None where either is unknown or the whole is nothing."""
    if part is None or not whole or whole < 0:
        return None
    quotient, rest = divmod(part * 10_000, whole)
    return quotient + (2 * rest > whole or (2 * rest == whole and quotient % 2 == 1))
