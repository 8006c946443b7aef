"""Rows of a RUK of the store as the records that sums, checks and papers are made from."""

from __future__ import annotations

from lokmin.core.numbers import MICRO
from lokmin.core.planning.money import CostLine as Line
from lokmin.core.planning.money import rupiah
from lokmin.core.planning.ruk import Origin
from lokmin.core.planning.ruk import RukItem as Record
from lokmin.core.planning.rules import PlanRule
from lokmin.cycle.planning.models import CostLine, Plan, RukItem
from lokmin.cycle.planning.plans import bodies
from lokmin.cycle.planning.plans.funds import plan_rule

#: Programmes as they are printed beside a row.
UNITS = {
    "admen": "Manajemen", "gizi": "Gizi", "imunisasi": "Imunisasi", "kesling": "Kesling", "kia": "KIA", "p2": "P2",
    "promkes": "Promkes", "ptm": "PTM", "ukp": "UKP", "lokal": "",
}  # fmt: skip


def records(plan: Plan) -> tuple[Record, ...]:
    """The rows of a RUK that are not removed, in their order; few queries however many there are."""
    rule = plan_rule(plan.year)
    return tuple(record(item, rule) for item in bodies.ruk_items(plan))


def record(item: RukItem, rule: PlanRule) -> Record:
    """One row. Its part "dana" of the resources is what its lines of costs name, else its sum."""
    effort = rule.effort(item.upaya)
    amounts = tuple((one.fund, one.rupiah) for one in item.money.all())
    lines = tuple(cost_line(line) for line in item.costs.all())
    total = sum(rp for _fund, rp in amounts)
    named = ", ".join(dict.fromkeys(line.text for line in lines))
    return Record(
        key=str(item.pk), effort=effort.code if effort else item.upaya, activity=item.activity,
        unit=UNITS.get(item.programme, item.programme), purpose=item.goal, target_group=item.target_group,
        target=item.target, owner=bodies.owner(item), money=named or (rupiah(total) if total else ""),
        tools=item.tools, staff=item.people, partners=item.partners, when=item.time_text, indicator=item.success,
        amounts=amounts, lines=lines, programme=item.programme, origin=Origin.of(item.origin_kind),
        renstra=str(item.renstra_id or ""), indicator_code=item.indicator,
        detail=bodies.volume(item.volume_micro, item.unit),
    )  # fmt: skip


def cost_line(line: CostLine) -> Line:
    return Line(line.text, line.volume_micro, line.unit, line.price, line.times * MICRO, account=line.account)
