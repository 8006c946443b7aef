"""A kept file read with the answers given so far."""

from __future__ import annotations

from collections.abc import Mapping

from lokmin.cycle.planning.models import Plan, PlanImport, RpkItem, RukItem
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.cycle.planning.ruk.sources import name_of
from lokmin.cycle.reporting import originals
from lokmin.exchange.excel.planbookrecords import PlanReading


def read(data: bytes, name: str, year: int, answers: Mapping[str, str]) -> PlanReading:
    """What is understood of the bytes.

    Raises:
        FileRefused: they cannot be opened safely.
    """
    # The readers of workbooks are heavy; only who imports pays for them.
    from lokmin.exchange.excel.planbook import read_plan

    return read_plan(data, name, funds=book(year), rule=plan_rule(year), answers=answers)


def reading(file: PlanImport) -> PlanReading:
    """What is understood of a kept file now."""
    return read(originals.load(file.sha256), file.name, file.year, file.body.get("answers", {}))


def line_key(sheet: str, row: int) -> str:
    """How a form names a row of a file."""
    return f"{row}@{sheet}"


def standing(file: PlanImport) -> frozenset[str]:
    """The names of what is in the plan already, as names are compared."""
    rows = RukItem.objects if file.kind == Plan.RUK else RpkItem.objects
    held = rows.filter(plan__puskesmas=file.puskesmas, plan__kind=file.kind, plan__year=file.year, removed_at=None)
    return frozenset(name_of(text) for text in held.values_list("activity", flat=True))


def same_file(file: PlanImport) -> PlanImport | None:
    """The same bytes, taken before into the same plan."""
    found = PlanImport.objects.of(file.puskesmas).filter(sha256=file.sha256, kind=file.kind, year=file.year)
    return found.filter(state=PlanImport.TAKEN).exclude(pk=file.pk).select_related("made_by").first()
