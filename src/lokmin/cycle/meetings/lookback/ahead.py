"""What an agenda takes from what went before: actions that were carried to this meeting, problems without a cause."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.cycle.followup.work.queries import Carried, escalated
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.monitoring.register.queries import due_for_causes

#: So many are named in the detail of a point; more are counted.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for this meeting: ``carried`` actions, oldest question first, and ``causeless`` problems by name."""

    carried: tuple[Carried, ...]
    causeless: tuple[str, ...]

    @property
    def carried_text(self) -> str:
        """``2 RTL dibawa ke pertemuan ini: Sweeping K6; Kelas ibu``; empty when none."""
        if not self.carried:
            return ""
        return f"{len(self.carried)} RTL dibawa ke pertemuan ini: {_some([c.action.activity for c in self.carried])}"

    @property
    def causes_text(self) -> str:
        """``cari akar masalah: K1 Watubelah``; empty when none waits."""
        return f"cari akar masalah: {_some(list(self.causeless))}" if self.causeless else ""


def waiting(meeting: Meeting) -> Waiting:
    """Carried to the sectors only where the sectors sit at the table; the rest waits for the staff's meeting."""
    sectors = meeting.kind.startswith("tribulanan")
    return Waiting(
        tuple(escalated(meeting.puskesmas, "linsek" if sectors else "lokmin")),
        tuple(entry.title for entry in due_for_causes(meeting.puskesmas)),
    )


def _some(names: list[str]) -> str:
    more = f" dan {len(names) - NAMED} lagi" if len(names) > NAMED else ""
    return "; ".join(names[:NAMED]) + more
