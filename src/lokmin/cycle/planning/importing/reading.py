"""A kept file read with the answers given so far."""

from __future__ import annotations

from collections.abc import Mapping

from lokmin.cycle.planning.models import PlanImport
from lokmin.cycle.planning.plans.funds import book, plan_rule
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
