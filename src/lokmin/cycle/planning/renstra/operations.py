"""The writes of a five-year plan: its lines, and lines begun from what the catalogue measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lokmin.core.planning.money import MOST
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.planning.models import Plan, RenstraLine

LENGTHS = {
    "upaya": 80, "programme": 40, "goal": 2000, "indicator_text": 300, "indicator": 40, "formula": 300, "baseline": 80,
    "activities": 4000, "fund": 30,
}  # fmt: skip
#: These may have several lines.
_LINES = ("goal", "activities")


@transaction.atomic
def add(
    *, plan: Plan, by: Person, targets: Sequence[str] = (), budgets: Sequence[int | None] = (), told: bool = True,
    problem_id: int | None = None, **columns: str,
) -> RenstraLine:  # fmt: skip
    """A line at the end of the matrix.

    Raises:
        ValidationError: no indicator, or an amount that cannot be.
    """
    order = (plan.renstra_lines.aggregate(last=Max("order"))["last"] or 0) + 1
    line = RenstraLine(plan=plan, made_at=clock.now(), made_by=by, order=order, problem_id=problem_id)
    _write(line, columns, targets, budgets)
    line.save()
    if told:
        _tell(line, by, "renstra.tambah", f"{by} menambah “{audit.short(line.indicator_text)}” ke {plan}.")
    return line


@transaction.atomic
def write(
    *, line: RenstraLine, by: Person, targets: Sequence[str], budgets: Sequence[int | None], **columns: str
) -> RenstraLine:
    """Change a line.

    Raises:
        ValidationError: no indicator, or an amount that cannot be.
    """
    fresh: RenstraLine = RenstraLine.objects.select_for_update(of=("self",)).select_related("plan").get(pk=line.pk)
    before = _state(fresh)
    _write(fresh, columns, targets, budgets)
    if _state(fresh) != before:
        fresh.save()
        _tell(fresh, by, "renstra.ubah", f"{by} mengubah “{audit.short(fresh.indicator_text)}” di {fresh.plan}.")
    return fresh


@transaction.atomic
def remove(*, line: RenstraLine, by: Person) -> None:
    """Take a line out; it stays in the store and in older versions, and RUK rows keep hanging on it."""
    fresh: RenstraLine = RenstraLine.objects.select_for_update(of=("self",)).select_related("plan").get(pk=line.pk)
    if fresh.removed_at is None:
        fresh.removed_at = clock.now()
        fresh.save(update_fields=["removed_at"])
        _tell(fresh, by, "renstra.hapus", f"{by} menghapus “{audit.short(fresh.indicator_text)}” dari {fresh.plan}.")


@transaction.atomic
def begin(*, plan: Plan, by: Person, lines: Sequence[Mapping[str, Any]]) -> int:
    """Lines out of what the system measures, each indicator once; returns how many were new."""
    have = set(plan.renstra_lines.filter(removed_at=None).exclude(indicator="").values_list("indicator", flat=True))
    fresh = [line for line in lines if line["indicator"] not in have]
    for line in fresh:
        add(plan=plan, by=by, told=False, **line)
    if fresh:
        audit.record(
            puskesmas=plan.puskesmas, by=by, action="renstra.isi", about=plan,
            sentence=f"{by} mengisi {len(fresh)} indikator ke {plan}.",
        )  # fmt: skip
    return len(fresh)


def _write(
    line: RenstraLine, columns: Mapping[str, str], targets: Sequence[str], budgets: Sequence[int | None]
) -> None:
    unknown = set(columns) - set(LENGTHS)
    if unknown:
        raise TypeError(f"kolom tidak dikenal: {', '.join(sorted(unknown))}")
    for name, text in columns.items():
        plain = text.replace("\x00", "").strip()
        setattr(line, name, (plain if name in _LINES else " ".join(plain.split()))[: LENGTHS[name]])
    years = line.plan.until_year - line.plan.year + 1
    line.targets = [" ".join(t.replace("\x00", "").split())[:80] for t in [*targets, *[""] * years][:years]]
    line.budgets = [*budgets, *[None] * years][:years]
    if not line.indicator_text:
        raise ValidationError({"indicator_text": _("Tulis indikatornya.")})
    if any(amount is not None and not 0 <= amount <= MOST for amount in line.budgets):
        raise ValidationError(_("Rupiah harus nol atau lebih dan tidak sebesar itu."))


def _state(line: RenstraLine) -> tuple[Any, ...]:
    return (*(getattr(line, name) for name in LENGTHS), list(line.targets), list(line.budgets))


def _tell(line: RenstraLine, by: Person, action: str, sentence: str) -> None:
    audit.record(puskesmas=line.plan.puskesmas, by=by, action=action, about=line, sentence=sentence)
