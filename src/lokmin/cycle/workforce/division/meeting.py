"""What the division of tasks lays before a lokmin: every programme with its one PJ."""

from __future__ import annotations

from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.division.queries import findings, matrix


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """The matrix of tasks at the end of a month; None while nobody has one."""
    on = Month(year, month).last_day
    lines = [line for line in matrix(puskesmas, on) if line.pj or line.members or line.must]
    if not any(line.pj or line.members for line in lines):
        return None
    without = [line.name for line in lines if line.pj is None]
    sentence = (
        f"{len(without)} dari {len(lines)} program dan tugas belum punya PJ: {', '.join(without[:4])}."
        if without
        else f"{len(lines)} program dan tugas, masing-masing punya satu penanggung jawab."
    )
    rows = tuple(
        (
            line.name, str(line.klaster or "–"), line.pj.name if line.pj else "belum ada",
            ", ".join(one.name for one in line.members) or "–",
        )
        for line in lines
    )  # fmt: skip
    return Annex(
        "pembagian", "Matriks pembagian tugas", sentence, ("Program atau tugas", "Klaster", "PJ", "Pelaksana"), rows,
        notes=tuple(f.message for f in findings(puskesmas, on)[:4]), link="workforce:division",
    )  # fmt: skip
