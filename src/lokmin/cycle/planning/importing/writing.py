"""A row of somebody's workbook as a row of a RUK or an RPK: every rupiah of it, and the columns the plan has."""

from __future__ import annotations

from lokmin.core.numbers import to_micro
from lokmin.core.planning.money import rupiah, split
from lokmin.core.planning.monthtext import months_in, months_text
from lokmin.core.planning.ruk import Origin
from lokmin.core.planning.rules import PlanRule
from lokmin.cycle.centre.models import Person
from lokmin.cycle.planning.models import Plan, PlanImport, RpkItem, RukItem
from lokmin.cycle.planning.plans.funds import plan_rule
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.planning.ruk import operations as ruk
from lokmin.exchange.excel.planbookcells import volume
from lokmin.exchange.excel.planbookrecords import PlanLine

#: What a kind of plan has no column for: told before anything is taken.
UNKEPT = {Plan.RUK: ("details", "place", "method", "price"), Plan.RPK: ("price",)}


def to_ruk(plan: Plan, file: PlanImport, by: Person, line: PlanLine) -> RukItem:
    """One row at the end of a RUK."""
    detail = "; ".join(filter(None, (line.text("resources"), line.text("money"))))
    many, unit = _volume(line)
    return ruk.add(
        plan=plan, by=by, told=False, origin=(Origin.IMPORT.value, f"{file.pk}:{line.sheet[:20]}:{line.row}"),
        activity=line.activity, upaya=_effort(line, plan_rule(plan.year)), programme=programme(line.unit_of_work),
        goal=line.text("purpose"), target_group=line.text("target_group"), target=line.text("target"),
        owner_text=line.text("owner"), partners=line.text("partners"),
        time_text=line.text("when") or months_text(line.months), success=line.text("indicator"),
        tools=line.text("tools") or detail, people=line.text("staff"), volume_micro=many, unit=unit,
        money=_by_fund(line), costs=_costs(line),
    )  # fmt: skip


def to_rpk(file: PlanImport, by: Person, line: PlanLine) -> RpkItem:
    """One row at the end of an RPK: its months as marked, else as its time says; its money where the file puts it."""
    times = dict(line.months) or dict.fromkeys(months_in(line.text("when")), 1)
    many, unit = _volume(line)
    return rpk.add(
        puskesmas=file.puskesmas, by=by, year=file.year, told=False, new_reason=f"Diimpor dari {file.name}"[:300],
        months=times, amounts=tuple(_by_fund(line).items()), cells=_cells(line), activity=line.activity[:300],
        upaya=_effort(line, plan_rule(file.year))[:80], programme=programme(line.unit_of_work),
        goal=line.text("purpose"), target_group=line.text("target_group")[:200], target=line.text("target")[:200],
        owner_text=line.text("owner")[:120], partners=line.text("partners")[:200], success=line.text("indicator")[:300],
        details=_details(line), location=line.text("place")[:200], method=line.text("method")[:200],
        volume_micro=many, unit=unit[:40], origin_kind=Origin.IMPORT.value, origin_id=f"{file.pk}:{line.row}",
    )  # fmt: skip


def programme(unit: str) -> str:
    """The programme a heading names (``KIA-KB`` is kia), empty where it is none of the catalogue's."""
    words = unit.casefold().replace("-", " ").replace("/", " ").split()
    known = {"kia": "kia", "kb": "kia", "gizi": "gizi", "promkes": "promkes", "kesling": "kesling", "imunisasi":
             "imunisasi", "p2p": "p2", "p2": "p2", "p2m": "p2", "ptm": "ptm", "ukp": "ukp", "manajemen": "admen",
             "admen": "admen"}  # fmt: skip
    return next((known[word] for word in words if word in known), "")


def _effort(line: PlanLine, rule: PlanRule) -> str:
    """The upaya a row is printed under: its heading, else that of its programme, else the unit as it was written."""
    effort = rule.effort_of(programme(line.unit_of_work))
    return line.group or (effort.name if effort else line.unit_of_work)


def _by_fund(line: PlanLine) -> dict[str, int]:
    """Rupiah by source; two columns of one source are added."""
    found: dict[str, int] = {}
    for fund, amount in line.amounts:
        found[fund] = found.get(fund, 0) + amount
    return found


def _cells(line: PlanLine) -> dict[tuple[str, int], int] | None:
    """What the file itself puts into each month, when its months add up to the cost; None: it is shared evenly."""
    paid, amounts = line.month_money, _by_fund(line)
    if not amounts or sum(paid.values()) != line.cost or not line.cost:
        return None
    months = sorted(paid)
    return {
        (fund, month): part
        for fund, amount in amounts.items()
        for month, part in zip(months, split(amount, [paid[month] for month in months]), strict=True)
    }


def _volume(line: PlanLine) -> tuple[int | None, str]:
    many, unit = volume(line.text("volume"), line.text("unit"))
    return (None if many is None else to_micro(many)), unit


def _costs(line: PlanLine) -> list[dict[str, object]]:
    """Lines of costs beneath an activity, each as one whole, when all of them name an amount."""
    if not line.parts or any(amount is None for _text, amount in line.parts):
        return []
    return [{"text": text, "unit": "paket", "price": amount} for text, amount in line.parts]


def _details(line: PlanLine) -> str:
    """Rincian pelaksanaan: what the file says there, what it needs, and the lines of costs beneath it."""
    needs = "; ".join(filter(None, (line.text(name) for name in ("resources", "money", "tools", "staff"))))
    parts = [f"{text.strip(' -•')}: {rupiah(amount)}" for text, amount in line.parts]
    return "\n".join(filter(None, (line.text("details"), needs, *parts)))[:2000]
