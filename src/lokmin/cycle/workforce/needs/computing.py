"""What the system itself would propose for a year: staff from ABK, tools, goods, training."""

from __future__ import annotations

from collections.abc import Iterable

from lokmin.core.needs import proposals as core
from lokmin.core.needs.equipment import name_key
from lokmin.core.needs.proposals import Proposal, StaffNeed
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.abk import queries as abk
from lokmin.cycle.workforce.models import Staff, TrainingNeed
from lokmin.cycle.workforce.needs import lists, rules


def computed(puskesmas: Puskesmas, year: int) -> tuple[Proposal, ...]:
    """Every gap as a proposal, one table."""
    rule = rules.priority(year)
    tools = [(f"alat:{line.pk}", line.tool) for line in lists.tools(puskesmas)]
    goods = [(f"logistik:{line.pk}", line.good) for line in lists.goods(puskesmas, year)]
    return core.merged(
        core.for_staff(staff(puskesmas), rule), core.for_tools(tools, rule), core.for_goods(goods, rule),
        core.for_training(topics(puskesmas, year)),
    )  # fmt: skip


def staff(puskesmas: Puskesmas) -> tuple[StaffNeed, ...]:
    """Whom the office needs by the newest ABK and the standard; nobody as long as the staff register is empty."""
    if not Staff.objects.of(puskesmas).filter(left_on__isnull=True).exists():
        return ()
    return abk.staff_needs(puskesmas, abk.latest_year(puskesmas, clock.today()))


def topics(puskesmas: Puskesmas, year: int) -> Iterable[tuple[str, str, str, int, int | None, bool]]:
    """Training needs of a year that nobody has met, one for each topic: the people who lack it, what it would cost."""
    needs = TrainingNeed.objects.of(puskesmas).filter(year=year, removed_at__isnull=True).exclude(
        met_by__attended=True
    ).order_by("pk").prefetch_related("met_by__training")  # fmt: skip
    held: dict[str, list[TrainingNeed]] = {}
    for need in needs:
        held.setdefault(name_key(need.topic), []).append(need)
    if not held:
        return
    size: dict[str, int] = {}
    for profession in Staff.objects.of(puskesmas).filter(left_on__isnull=True).values_list("profession", flat=True):
        size[profession] = size.get(profession, 0) + 1
    for group in held.values():
        people = len({need.staff_id for need in group if need.staff_id})
        people += sum(size.get(p, 1) for p in {n.profession for n in group if not n.staff_id and n.profession})
        cost = next((p.training.cost for n in group for p in n.met_by.all() if p.training.cost is not None), None)
        urgent = any(need.origin_kind in ("masalah", "sip", "str") or need.priority == 1 for need in group)
        why = next((need.why for need in group if need.why), "") or "Usulan pelatihan"
        yield f"pelatihan:{group[0].pk}", group[0].topic, why[:200], max(1, people), cost, urgent
