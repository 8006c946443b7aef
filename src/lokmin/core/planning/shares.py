"""How much of a plan is promotive, preventive, curative, rehabilitative: activities and money (S0-21, S4-07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lokmin.core.numbers import indonesian
from lokmin.core.planning.money import share_bp
from lokmin.core.planning.rpk import Nature, YearRow

#: Rows nobody has tagged.
UNTAGGED = "belum ditandai"
ORDER = (*(nature.value for nature in Nature), UNTAGGED)


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of service in a plan: its activities, its whole rupiah, and their parts of the plan in basis points
    (None where the plan has none of it).
    """

    kind: str
    activities: int
    rupiah: int
    activity_bp: int | None
    money_bp: int | None


def shares(rows: Iterable[YearRow]) -> tuple[Share, ...]:
    """The kinds and what is not tagged, in the order of ``ORDER``; rows and rupiah add up to those of the plan."""
    counts = dict.fromkeys(ORDER, 0)
    money = dict.fromkeys(ORDER, 0)
    for row in rows:
        kind = row.nature or UNTAGGED
        counts[kind] += 1
        money[kind] += row.cost or 0
    number, whole = sum(counts.values()), sum(money.values())
    return tuple(
        Share(kind, counts[kind], money[kind], share_bp(counts[kind], number), share_bp(money[kind], whole))
        for kind in ORDER
    )


def prevented(found: Iterable[Share]) -> str:
    """One sentence: how much of the services promotes and prevents, against treating; empty without any of them.

    Management and rows nobody tagged are no service to people, so they are left out of the parts and counted apart.
    """
    by = {share.kind: share for share in found}
    before = [by[kind] for kind in (Nature.PROMOTIVE, Nature.PREVENTIVE)]
    after = [by[kind] for kind in (Nature.CURATIVE, Nature.REHABILITATIVE)]
    if not any(share.activities for share in (*before, *after)):
        return ""
    text = f"Promotif dan preventif {_part(before, after)}; kuratif dan rehabilitatif {_part(after, before)}."
    text += " Di luar manajemen." if by[Nature.MANAGEMENT].activities else ""
    untagged = by[UNTAGGED].activities
    return f"{text} Belum ditandai: {untagged} kegiatan." if untagged else text


def _part(own: list[Share], other: list[Share]) -> str:
    mine, theirs = sum(s.activities for s in own), sum(s.activities for s in other)
    money, rest = sum(s.rupiah for s in own), sum(s.rupiah for s in other)
    text = f"{percent(share_bp(mine, mine + theirs))} kegiatan"
    return f"{text} dan {percent(share_bp(money, money + rest))} dana" if money + rest else text


def percent(bp: int | None, places: int = 0) -> str:
    """Basis points as a percentage: ``63 %``; a dash where it is unknown."""
    return "–" if bp is None else f"{indonesian(Decimal(bp) / 100, places)} %"
