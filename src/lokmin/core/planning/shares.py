"""How much of a plan is promotive, preventive, curative, rehabilitative: activities and money (S0-21, S4-07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lokmin.core.numbers import indonesian
from lokmin.core.planning.money import share_bp, split
from lokmin.core.planning.rpk import Nature, YearRow

#: Rows nobody has tagged, management among them.
UNTAGGED = "belum ditandai"
ORDER = (*(nature.value for nature in Nature), UNTAGGED)


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of service in a plan.

    Attributes:
        activities: rows; one of two kinds counts half for each, so that all kinds add up to the number of rows.
        rupiah: whole rupiah; a row of two kinds is divided in equal parts.
        activity_bp, money_bp: parts of the plan in basis points; None where the plan has none.
    """

    kind: str
    activities: Fraction
    rupiah: int
    activity_bp: int | None
    money_bp: int | None


def shares(rows: Iterable[YearRow]) -> tuple[Share, ...]:
    """The four kinds and what is not tagged, in the order of ``ORDER``; rows and rupiah add up to those of the plan."""
    counts = dict.fromkeys(ORDER, Fraction(0))
    money = dict.fromkeys(ORDER, 0)
    for row in rows:
        kinds = tuple(nature.value for nature in Nature if nature in row.natures) or (UNTAGGED,)
        for kind, rupiah in zip(kinds, split(row.cost or 0, [1] * len(kinds)), strict=True):
            counts[kind] += Fraction(1, len(kinds))
            money[kind] += rupiah
    number, whole = sum(counts.values(), Fraction(0)), sum(money.values())
    return tuple(
        Share(kind, counts[kind], money[kind], _part(counts[kind], number), share_bp(money[kind], whole))
        for kind in ORDER
    )


def _part(count: Fraction, number: Fraction) -> int | None:
    if not number:
        return None
    exact = count / number
    return share_bp(exact.numerator, exact.denominator)


def prevented(found: Iterable[Share]) -> str:
    """One sentence: how much of the plan promotes and prevents, against treating; empty for a plan without rows."""
    by = {share.kind: share for share in found}
    if by[UNTAGGED].activity_bp is None:
        return ""
    before, after = (Nature.PROMOTIVE, Nature.PREVENTIVE), (Nature.CURATIVE, Nature.REHABILITATIVE)
    first = _both(by, before)
    second = _both(by, after)
    text = f"Promotif dan preventif {first}; kuratif dan rehabilitatif {second}."
    untagged = by[UNTAGGED]
    if untagged.activities:
        text += f" Belum ditandai: {untagged.activities} kegiatan."
    return text


def _both(by: dict[str, Share], kinds: tuple[Nature, Nature]) -> str:
    activities = sum(by[kind].activity_bp or 0 for kind in kinds)
    known = [by[kind].money_bp for kind in kinds]
    money = None if None in known else sum(bp or 0 for bp in known)
    text = f"{percent(activities)} kegiatan"
    return text if money is None else f"{text} dan {percent(money)} dana"


def percent(bp: int | None, places: int = 0) -> str:
    """Basis points as a percentage: ``63 %``; a dash where it is unknown."""
    return "–" if bp is None else f"{indonesian(Decimal(bp) / 100, places)} %"
