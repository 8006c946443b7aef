"""Samples of needs and training for the walk over every route."""

from __future__ import annotations

from lokmin.core.needs.equipment import Tool
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.models import Equipment
from lokmin.cycle.workforce.needs import operations
from lokmin.cycle.workforce.training import operations as training


def needs(puskesmas: Puskesmas, by: Person) -> dict[str, object]:
    """A tool, a proposal, a training and a need of one."""
    lines = [Tool("KIA", "Doppler janin", standard=1, good=0)]
    operations.take_in(puskesmas=puskesmas, by=by, lines=lines, name="alkes.xlsx")
    columns = {"kind": "sarana", "item": "Genset", "basis": "padam", "needed_micro": 1_000_000, "available_micro": 0}
    proposal = operations.propose(puskesmas=puskesmas, by=by, year=2027, columns=columns)
    lesson = training.save(puskesmas=puskesmas, by=by, year=2026, columns={"title": "APN"}, parts=[])
    wish = training.want(puskesmas=puskesmas, by=by, year=2026, topic="MTBS")[0]
    tool = Equipment.objects.of(puskesmas).get()
    return {
        "workforce:needs_proposal:pk": proposal.pk,
        "workforce:needs_proposal_save:pk": proposal.pk,
        "workforce:needs_remove:pk": proposal.pk,
        "workforce:needs_tool:pk": tool.pk,
        "workforce:needs_tool_save:pk": tool.pk,
        "workforce:needs_tool_remove:pk": tool.pk,
        "workforce:training_one:pk": lesson.pk,
        "workforce:training_save:pk": lesson.pk,
        "workforce:training_need_drop:pk": wish.pk,
        "workforce:training_paper:what": "rencana",
    }
