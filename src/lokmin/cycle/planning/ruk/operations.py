"""The writes of a RUK: rows taken from what the system knows, typed or pasted, their money, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lokmin.core.planning.money import MOST, lines_sum
from lokmin.core.planning.ruk import Origin
from lokmin.core.planning.thread import Decision, Funded, doubts
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.planning.models import CostLine, Plan, RpkItem, RukItem, RukMoney
from lokmin.cycle.planning.plans import bodies
from lokmin.cycle.planning.ruk.records import cost_line
from lokmin.cycle.planning.ruk.sources import Suggestion, name_of
from lokmin.cycle.workforce.needs import queries as needs
from lokmin.cycle.workforce.needs.operations import mark

#: What somebody writes of a row; ``money``, ``costs`` and ``villages`` are given apart.
COLUMNS = (
    "upaya", "programme", "klaster", "nature", "activity", "goal", "target_group", "target", "owner", "owner_text",
    "partners", "indicator", "success", "tools", "people", "time_text", "volume_micro", "unit", "account", "renstra",
    "problem",
)  # fmt: skip
LENGTHS = {
    "upaya": 80, "programme": 40, "nature": 14, "activity": 300, "target_group": 200, "target": 200,
    "owner_text": 120, "partners": 200, "indicator": 40, "success": 300, "tools": 200, "people": 200, "time_text": 120,
    "unit": 40, "account": 60,
}  # fmt: skip
#: Fund code -> rupiah; None leaves the fund out, 0 says that it costs nothing.
Money = Mapping[str, int | None]


@transaction.atomic
def add(
    *, plan: Plan, by: Person, money: Money | None = None, costs: Sequence[Mapping[str, Any]] = (),
    villages: Iterable[int] = (), origin: tuple[str, str] = ("", ""), told: bool = True, **columns: Any,
) -> RukItem:  # fmt: skip
    """A row at the end of its plan.

    Raises:
        ValidationError: no activity, or an amount that cannot be.
    """
    item = RukItem(
        plan=plan, made_at=clock.now(), made_by=by, order=_next(plan), origin_kind=origin[0], origin_id=origin[1],
    )  # fmt: skip
    _write(item, columns)
    item.save()
    _pay(item, money, costs)
    item.villages.set(villages)
    if told:
        _tell(item, by, "ruk.tambah", f"{by} menambah “{audit.short(item.activity)}” ke {plan}.")
    return item


@transaction.atomic
def write(
    *, item: RukItem, by: Person, money: Money | None = None, costs: Sequence[Mapping[str, Any]] | None = None,
    villages: Iterable[int] | None = None, **columns: Any,
) -> RukItem:  # fmt: skip
    """Change a row; what is not given stays. Nothing is written, and nothing told, where nothing differs.

    Raises:
        ValidationError: no activity, or an amount that cannot be.
    """
    fresh = _locked(item)
    before = _state(fresh)
    _write(fresh, columns)
    fresh.save()
    if money is not None or costs is not None:
        _pay(fresh, money, costs)
    if villages is not None:
        fresh.villages.set(villages)
    if _state(fresh) != before:
        _tell(fresh, by, "ruk.ubah", f"{by} mengubah “{audit.short(fresh.activity)}” di {fresh.plan}.")
    return fresh


@transaction.atomic
def remove(*, item: RukItem, by: Person) -> None:
    """Take a row out; it stays in the store and in older versions."""
    fresh = _locked(item)
    if fresh.removed_at is not None:
        return
    fresh.removed_at = clock.now()
    fresh.save(update_fields=["removed_at"])
    _need_says(fresh, by, "masuk RUK", "dibahas", f"dikeluarkan dari {fresh.plan}")
    _tell(fresh, by, "ruk.hapus", f"{by} menghapus “{audit.short(fresh.activity)}” dari {fresh.plan}.")


@transaction.atomic
def restore(*, item: RukItem, by: Person) -> None:
    """Put a removed row back."""
    fresh = _locked(item)
    if fresh.removed_at is None:
        return
    fresh.removed_at = None
    fresh.save(update_fields=["removed_at"])
    _need_says(fresh, by, "dibahas", "masuk RUK", "")
    _tell(fresh, by, "ruk.kembali", f"{by} mengembalikan “{audit.short(fresh.activity)}” ke {fresh.plan}.")


@transaction.atomic
def take(*, plan: Plan, by: Person, suggestions: Sequence[Suggestion]) -> int:
    """Rows out of what the system knows, each with its origin; returns how many. Nothing is taken twice."""
    plan = Plan.objects.of(plan.puskesmas).select_for_update(of=("self",)).get(pk=plan.pk)
    known = set(RukItem.objects.filter(plan=plan).exclude(origin_kind="").values_list("origin_kind", "origin_id"))
    fresh = [s for s in suggestions if (s.origin.value, s.origin_id) not in known]
    for one in fresh:
        add(
            plan=plan, by=by, money=dict(one.money), villages=one.villages, told=False,
            origin=(one.origin.value, one.origin_id[:40]), upaya=one.upaya, programme=one.programme,
            klaster=one.klaster, activity=one.activity, goal=one.goal, target_group=one.target_group, target=one.target,
            owner_id=one.owner, owner_text=one.owner_text, partners=one.partners, time_text=one.time_text,
            success=one.success, indicator=one.indicator, problem_id=one.problem, renstra_id=one.renstra,
            tools=one.tools, people=one.people, volume_micro=one.volume_micro, unit=one.unit,
        )  # fmt: skip
    _mark_needs(plan, by, [one.origin_id for one in fresh if one.origin is Origin.NEEDS])
    if fresh:
        audit.record(
            puskesmas=plan.puskesmas, by=by, action="ruk.ambil", about=plan,
            sentence=f"{by} mengambil {len(fresh)} usulan ke {plan}.",
        )  # fmt: skip
    return len(fresh)


@transaction.atomic
def decide(*, item: RukItem, by: Person, funding: str, funded: int | None = None, reason: str = "") -> RukItem:
    """What became of a row when the DPA came; an empty ``funding`` takes the decision back.

    Fully funded without a sum means as much as was asked.

    Raises:
        ValidationError: a sum or a reason that is missing or contradicts the word.
    """
    fresh = _locked(item)
    asked = None
    amounts = [one.rupiah for one in fresh.money.all()]
    if amounts:
        asked = sum(amounts)
    if not funding:
        fresh.funding, fresh.funded, fresh.funding_reason = "", None, ""
    else:
        if funding not in (RukItem.FULL, RukItem.PART, RukItem.NONE, RukItem.LATER):
            raise ValidationError(_("Pilih: penuh, sebagian, tidak, atau ditunda."))
        granted = asked if funding == RukItem.FULL and funded is None else funded
        wrong = doubts(asked, Decision(Funded(funding), granted, reason))
        if wrong:
            raise ValidationError([f"{fresh.activity}: {text}" for text in wrong])
        fresh.funding, fresh.funded, fresh.funding_reason = funding, _fits(granted), reason.strip()[:300]
    fresh.save(update_fields=["funding", "funded", "funding_reason"])
    word = fresh.get_funding_display()
    _tell(fresh, by, "ruk.dana", f"{by} mencatat “{audit.short(fresh.activity)}” {fresh.plan}: {word}.")
    return fresh


@transaction.atomic
def connect(*, plan: Plan, by: Person) -> int:
    """Hang the RPK rows of the same year on the RUK rows of the same name, where neither hangs on anything yet.

    So the thread is whole also where both plans came from Excel. A name that stands twice in one of the plans is left
    for people. Returns how many were connected.
    """
    waiting = RpkItem.objects.filter(
        plan__puskesmas=plan.puskesmas, plan__kind=Plan.RPK, plan__year=plan.year, ruk_item=None, removed_at=None
    )
    asked = plan.ruk_items.filter(removed_at=None, rpk_items=None)
    rows, items = _by_name(waiting.select_for_update(of=("self",))), _by_name(asked)
    done = 0
    for name, found in rows.items():
        wanted = items.get(name, [])
        if len(found) == len(wanted) == 1:
            found[0].ruk_item = wanted[0]
            found[0].save(update_fields=["ruk_item"])
            done += 1
    if done:
        audit.record(
            puskesmas=plan.puskesmas, by=by, action="ruk.kaitkan_rpk", about=plan,
            sentence=f"{by} mengaitkan {done} kegiatan {plan} dengan RPK {plan.year}.",
        )  # fmt: skip
    return done


def _mark_needs(plan: Plan, by: Person, pks: Sequence[str]) -> None:
    """The proposals of needs that went into the plan say so."""
    if not pks:
        return
    for row in needs.proposals_for_plan(plan.puskesmas, plan.year):
        if str(row.pk) in pks:
            # A record that names the proposal by its key is all it asks for.
            mark(puskesmas=plan.puskesmas, by=by, proposal=row, state="masuk RUK", origin=("ruk", str(plan.pk)))  # type: ignore[arg-type]


def _need_says(item: RukItem, by: Person, was: str, state: str, reason: str) -> None:
    """The need a row came from says whether it still stands in the plan; what was decided about it elsewhere stays."""
    if item.origin_kind != Origin.NEEDS.value:
        return
    row = next((p for p in needs.proposals(item.plan.puskesmas, item.plan.year) if str(p.pk) == item.origin_id), None)
    if row is not None and row.proposal.state == was:
        mark(
            puskesmas=item.plan.puskesmas, by=by, proposal=row, state=state, reason=reason,  # type: ignore[arg-type]
            origin=("ruk", str(item.plan_id)),
        )  # fmt: skip


def _by_name(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(name_of(row.activity), []).append(row)
    return found


def _locked(item: RukItem) -> RukItem:
    found: RukItem = RukItem.objects.select_for_update(of=("self",)).select_related("plan__puskesmas").get(pk=item.pk)
    return found


def _next(plan: Plan) -> int:
    return (plan.ruk_items.aggregate(last=Max("order"))["last"] or 0) + 1


def _write(item: RukItem, columns: Mapping[str, Any]) -> None:
    unknown = {name.removesuffix("_id") for name in columns} - set(COLUMNS)
    if unknown:
        raise TypeError(f"kolom tidak dikenal: {', '.join(sorted(unknown))}")
    for name, value in columns.items():
        setattr(item, name, _clean(name, value) if isinstance(value, str) else value)
    if not item.activity:
        raise ValidationError({"activity": _("Tulis kegiatannya.")})


def _clean(name: str, text: str) -> str:
    """One line as long as its column; the aim may have several."""
    plain = text.replace("\x00", "").strip()
    return plain[:4000] if name == "goal" else " ".join(plain.split())[: LENGTHS[name]]


def _pay(item: RukItem, money: Money | None, costs: Sequence[Mapping[str, Any]] | None) -> None:
    """The amounts by fund and the lines behind them. Lines without any amount give the amount of the one fund."""
    if costs is not None:
        item.costs.all().delete()
        lines = [
            CostLine(
                ruk_item=item, text=str(line["text"])[:200], volume_micro=line.get("volume_micro", 1_000_000),
                unit=str(line.get("unit", ""))[:40], times=line.get("times", 1), price=_fits(line["price"]) or 0,
                account=str(line.get("account", ""))[:60], order=order,
            )
            for order, line in enumerate(costs)
        ]  # fmt: skip
        CostLine.objects.bulk_create(lines)
    if money is None:
        return
    amounts = dict(money)
    if costs and amounts and all(rupiah is None for rupiah in amounts.values()):
        whole = lines_sum(cost_line(line) for line in item.costs.all())
        amounts = {next(iter(amounts)): whole.amount}
    item.money.all().delete()
    RukMoney.objects.bulk_create(
        [
            RukMoney(item=item, fund=fund[:30], rupiah=rupiah)
            for fund, rupiah in ((fund, _fits(amount)) for fund, amount in amounts.items())
            if rupiah is not None
        ]
    )


def _fits(amount: int | None) -> int | None:
    if amount is not None and not 0 <= amount <= MOST:
        raise ValidationError(_("Rupiah harus nol atau lebih dan tidak sebesar itu."))
    return amount


def _state(item: RukItem) -> tuple[Any, ...]:
    """All that can be changed of a row, to see whether anything was."""
    fresh = RukItem.objects.select_related("plan", "owner").get(pk=item.pk)
    printed = bodies.ruk_row(fresh.plan, fresh)
    others = (fresh.programme, fresh.klaster, fresh.nature, fresh.indicator, fresh.renstra_id, fresh.problem_id)
    return (printed, *others, fresh.account)


def _tell(item: RukItem, by: Person, action: str, sentence: str) -> None:
    audit.record(puskesmas=item.plan.puskesmas, by=by, action=action, about=item, sentence=sentence)
