"""What a RUK may be filled from: every source the system knows, each row with where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from lokmin.core.planning.monthtext import months_text
from lokmin.core.planning.ruk import Origin
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.community import queries as community
from lokmin.cycle.followup.effect.queries import effective
from lokmin.cycle.monitoring.register import queries as register
from lokmin.cycle.planning.models import Plan, RenstraLine, RukItem
from lokmin.cycle.planning.plans import bodies, queries
from lokmin.cycle.planning.plans.bodies import volume
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.workforce.needs import queries as needs

#: Kind of a proposed need -> the activity that meets it. What is written into a plan is Indonesian, whoever takes it.
NEED_ACTS = {
    "sdm": "Pengusulan tenaga: %(item)s", "alkes": "Pengadaan alat: %(item)s", "logistik": "Pengadaan %(item)s",
    "pelatihan": "Pelatihan %(item)s", "sarana": "Pengadaan atau perbaikan %(item)s",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row that may be taken. ``key`` names it in a form; ``money`` pairs of fund and rupiah, empty: not costed."""

    origin: Origin
    origin_id: str
    why: str
    activity: str
    upaya: str = ""
    programme: str = ""
    klaster: int | None = None
    goal: str = ""
    target_group: str = ""
    target: str = ""
    owner_text: str = ""
    owner: int | None = None
    partners: str = ""
    time_text: str = ""
    success: str = ""
    tools: str = ""
    people: str = ""
    volume_micro: int | None = None
    unit: str = ""
    indicator: str = ""
    money: tuple[tuple[str, int], ...] = ()
    problem: int | None = None
    renstra: int | None = None
    villages: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.origin.value}:{self.origin_id}"

    @property
    def cost(self) -> int | None:
        return sum(rupiah for _fund, rupiah in self.money) if self.money else None


def suggestions(plan: Plan) -> tuple[Suggestion, ...]:
    """Everything that is not in the plan yet, in the order of the sources.

    What was taken once and removed by a person is not put forward again; of what plans repeat (five years, last RPK)
    only what is not there by name already. A row about an indicator hangs on its line of the five-year plan.
    """
    rows = RukItem.objects.filter(plan=plan) if plan.pk else RukItem.objects.none()
    taken = set(rows.exclude(origin_kind="").values_list("origin_kind", "origin_id"))
    names = {name_of(text) for text in rows.filter(removed_at=None).values_list("activity", flat=True)}
    five = queries.plan(plan.puskesmas, Plan.RENSTRA, plan.year)
    lines = {line.indicator: line for line in _lines(five) if line.indicator}
    found = []
    for one in _every(plan):
        if (one.origin.value, one.origin_id) in taken:
            continue
        if one.origin in (Origin.RENSTRA, Origin.LAST_RPK):
            if name_of(one.activity) in names:
                continue
            names.add(name_of(one.activity))
        line = lines.get(one.indicator)
        if line is not None and one.renstra is None:
            one = replace(one, renstra=line.pk, goal=one.goal or line.goal)  # noqa: PLW2901 - completed, not another
        found.append(one)
    return tuple(found)


def name_of(activity: str) -> str:
    """An activity as names are compared."""
    return " ".join(activity.casefold().split())


def _lines(five: Plan | None) -> Iterable[RenstraLine]:
    return five.renstra_lines.filter(removed_at=None) if five else ()


def _every(plan: Plan) -> Iterator[Suggestion]:
    named = _Named(plan)
    yield from _problems(plan, named)
    yield from _effects(plan, named)
    yield from _wishes(plan)
    yield from _needs(plan)
    yield from _last_rpk(plan)
    yield from _renstra(plan)


class _Named:
    """Programme and upaya of an indicator, looked up once."""

    def __init__(self, plan: Plan) -> None:
        self.rule = plan_rule(plan.year)
        self.indicators = catalogue_for(plan.puskesmas, plan.year).indicators

    def programme(self, indicator: str) -> str:
        found = self.indicators.get(indicator)
        return found.programme if found else ""

    def upaya(self, programme: str) -> str:
        effort = self.rule.effort_of(programme)
        return effort.name if effort else ""

    def people(self, indicator: str) -> str:
        found = self.indicators.get(indicator)
        return found.people if found else ""


def _problems(plan: Plan, named: _Named) -> Iterator[Suggestion]:
    """The chosen ways of open problems."""
    entries = {entry.pk: entry for entry in register.register(plan.puskesmas)}
    for way in register.chosen(entries):
        entry = entries[way.problem]
        programme = entry.programme or named.programme(entry.indicator)
        cause = _(", penyebab: %(cause)s") % {"cause": way.cause} if way.cause else ""
        yield Suggestion(
            Origin.PROBLEM, f"{way.problem}:{way.cause_pk or 0}:{way.text[:12]}",
            _("Masalah %(label)s: %(title)s%(cause)s") % {"label": entry.label, "title": entry.title, "cause": cause},
            way.text, named.upaya(programme), programme, entry.klaster, goal=_mending(entry.statement),
            target_group=named.people(entry.indicator), indicator=entry.indicator, problem=entry.pk,
        )  # fmt: skip


def _mending(statement: str) -> str:
    return f"Mengatasi: {statement.rstrip('.')}"


def _effects(plan: Plan, named: _Named) -> Iterator[Suggestion]:
    """Actions of this year and the last that helped: worth repeating."""
    for year in (plan.year - 1, plan.year - 2):
        for one in effective(plan.puskesmas, year):
            programme = named.programme(one.indicator)
            yield Suggestion(
                Origin.EFFECT, str(one.pk),
                _("RTL %(label)s berhasil. %(sentence)s") % {"label": one.label, "sentence": one.sentence},
                one.activity, named.upaya(programme), programme, one.klaster, goal=_mending(one.problem),
                target_group=named.people(one.indicator), indicator=one.indicator,
            )  # fmt: skip


def _wishes(plan: Plan) -> Iterator[Suggestion]:
    """What villages agreed on that needs a budget."""
    places = {village.code: village.pk for village in villages(plan.puskesmas)}
    funds = book(plan.year)
    for wish in community.for_plan(plan.puskesmas, plan.year):
        decided = f". {wish.decided}" if wish.decided else ""
        place = places.get(wish.village_code)
        # A village writes its source as people say it (“Dana Desa”); what is no source of the list is chosen later.
        fund = funds.match(wish.fund)
        yield Suggestion(
            Origin.MMD, str(wish.pk), f"{wish.origin}{decided}", wish.activity, goal=_mending(wish.problem),
            target_group=wish.target_group, target=wish.volume, owner_text=wish.owner,
            partners=f"Pemerintah Desa {wish.village}",
            money=((fund.code if fund else "", wish.cost),) if wish.cost is not None else (),
            villages=(place,) if place is not None else (),
        )  # fmt: skip


def _needs(plan: Plan) -> Iterator[Suggestion]:
    """Staff, tools, goods and training that were proposed."""
    effort = plan_rule(plan.year).effort("admen")
    for row in needs.proposals_for_plan(plan.puskesmas, plan.year):
        told = row.proposal
        amount = volume(told.gap, told.unit)
        wanted = f"{amount} {told.item}".strip()
        yield Suggestion(
            Origin.NEEDS, str(row.pk), _("Usulan kebutuhan: %(basis)s") % {"basis": told.basis},
            NEED_ACTS[told.kind] % {"item": told.item}, effort.name if effort else "", "admen", 1,
            goal=f"Memenuhi kebutuhan {told.item}: {told.basis}".rstrip(": "), target=amount,
            success=f"{told.item}: {volume(told.needed, told.unit)} tersedia" if told.needed is not None else "",
            people=wanted if told.kind == "sdm" else "", volume_micro=told.gap, unit=told.unit,
            tools=wanted if told.kind in ("alkes", "logistik", "sarana") else "",
            money=((told.fund, told.cost),) if told.cost is not None else (),
        )  # fmt: skip


def _renstra(plan: Plan) -> Iterator[Suggestion]:
    """The activities of the five-year plan for the year, each with the target of the year."""
    five = queries.plan(plan.puskesmas, Plan.RENSTRA, plan.year)
    if five is None:
        return
    at = plan.year - five.year
    for line in _lines(five):
        target = line.targets[at] if at < len(line.targets) else ""
        budget = line.budgets[at] if at < len(line.budgets) else None
        named = [text.strip(" -•") for text in line.activities.splitlines() if text.strip(" -•")]
        for number, activity in enumerate(named):
            yield Suggestion(
                Origin.RENSTRA, f"{line.pk}:{number}",
                _("Rencana lima tahunan: %(what)s, target %(year)s %(target)s")
                % {"what": line.indicator_text, "year": plan.year, "target": target or "–"},
                activity, line.upaya, line.programme, goal=line.goal, indicator=line.indicator,
                success=f"{line.indicator_text} {target}".strip(), renstra=line.pk,
                # The money of a line is for all its activities: only a single one can carry it.
                money=((line.fund, budget),) if budget is not None and len(named) == 1 else (),
            )  # fmt: skip


def _last_rpk(plan: Plan) -> Iterator[Suggestion]:
    """The rows of the newest RPK before the year."""
    last = queries.plan(plan.puskesmas, Plan.RPK, plan.year - 1) or queries.plan(
        plan.puskesmas, Plan.RPK, plan.year - 2
    )
    if last is None:
        return
    for item in bodies.rpk_items(last):
        sums: dict[str, int] = {}
        for one in item.money.all():
            sums[one.fund] = sums.get(one.fund, 0) + one.rupiah
        yield Suggestion(
            Origin.LAST_RPK, str(item.pk), _("RPK %(year)s") % {"year": last.year}, item.activity, item.upaya,
            item.programme, item.klaster, item.goal, item.target_group, item.target, item.owner_text, item.owner_id,
            item.partners, months_text(one.month for one in item.months.all()), item.success, indicator=item.indicator,
            money=tuple(sums.items()), villages=tuple(v.pk for v in item.villages.all()),
            volume_micro=item.volume_micro, unit=item.unit,
        )  # fmt: skip
