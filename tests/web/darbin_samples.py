"""A division of a village and of a task with a proposal and a report, for one Puskesmas: samples of the route test."""

from __future__ import annotations

from lokmin.core.periods import Month
from lokmin.core.workload.darbin.records import Measure
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.workforce.darbin import basis, operations, proposals, sending
from lokmin.cycle.workforce.darbin.operations import Change
from lokmin.cycle.workforce.division import operations as division
from lokmin.cycle.workforce.division.operations import Lead
from lokmin.cycle.workforce.models import DivisionProposal, Staff


def darbin(puskesmas: Puskesmas, by: Person) -> dict[str, object]:
    """Samples under ``workforce:part``."""
    day, village = clock.today(), villages(puskesmas)[0]
    staff = Staff.objects.create(
        puskesmas=puskesmas, name="Contoh Petugas", profession="perawat", made_at=clock.now(), made_by=by
    )  # fmt: skip
    operations.assign(puskesmas=puskesmas, by=by, changes=[Change(village, "pj", staff)], since=day)
    division.set_leads(puskesmas=puskesmas, by=by, leads=[Lead("gizi", staff)], since=day)
    asked = basis.Asked((staff.pk,), day, day, Measure.PEOPLE, None, None, 30)
    made = proposals.propose(puskesmas=puskesmas, by=by, asked=asked)
    assert isinstance(made, DivisionProposal)
    sending.write(
        puskesmas=puskesmas, village=village, month=Month(2026, 4), by=by, revision=0, send=True,
        columns={**dict.fromkeys(sending.COLUMNS, "Posyandu buka"), "visits": 2},
    )  # fmt: skip
    return {
        "workforce:village": village.pk,
        "workforce:proposal": made.pk,
        "workforce:period": "2026-04",
        "workforce:ending": "docx",
        "workforce:task": "gizi",
    }
