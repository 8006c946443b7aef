"""Proposals for Musrenbang that a lokmin lintas sektor agreed on: what stages above count as proof."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.models import Musrenbang

#: States of a proposal the sectors stand behind.
AGREED = ("disepakati", "diterima")


@dataclass(frozen=True, slots=True)
class SectorProposal:
    """One agreed proposal; ``meeting`` None where it was written down outside a meeting."""

    pk: int
    level: str
    text: str
    meeting: int | None


def agreed_proposals(puskesmas: Puskesmas, year: int) -> tuple[SectorProposal, ...]:
    """What was agreed for a year, of both levels, in the order it was written."""
    found = Musrenbang.objects.of(puskesmas).filter(year=year, state__in=AGREED).order_by("pk")
    return tuple(SectorProposal(m.pk, m.level, m.proposal, m.meeting_id) for m in found)
