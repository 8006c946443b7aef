"""Reads about promises of partners, as frozen records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from lokmin.core.actions.age import age_months
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.models import Commitment, CommitmentEvent
from lokmin.cycle.followup.queries import LATE


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A promise as lists, papers and other stages need it.

    Attributes:
        label: ``7/2026``. ``status``: as stored, or ``terlambat`` when open and past its date.
        sector: key of ``Partner.SECTORS``; ``sector_name`` its words.
        lacks: what it still has to say (words such as ``batas waktu``).
        days_late: 0 when not late. ``days_left``: until its date while open, None without a date.
    """

    pk: int
    label: str
    partner_id: int
    partner: str
    sector: str
    sector_name: str
    problem: str
    support: str
    activity: str
    target_group: str
    village: str
    village_name: str
    start: dt.date | None
    due: dt.date | None
    resources: str
    owner: str
    indicator: str
    result: str
    proof: str
    status: str
    status_reason: str
    made_on: dt.date
    finished_on: dt.date | None
    age_months: int
    days_late: int
    days_left: int | None
    lacks: tuple[str, ...]
    origin_kind: str
    origin_id: str

    @property
    def late(self) -> bool:
        return self.status == LATE

    @property
    def open(self) -> bool:
        return self.status in (*Commitment.OPEN, LATE)

    @property
    def target(self) -> str:
        """Who and where: ``Balita, Watubelah``."""
        named = self.village_name and self.village_name.lower() not in self.target_group.lower()
        return ", ".join(filter(None, (self.target_group, self.village_name if named else "")))


def lacking(made: Commitment) -> tuple[str, ...]:
    """What a promise should say before it is signed: who answers for it, until when, with what."""
    words = []
    if not made.owner_text.strip():
        words.append(_("penanggung jawab"))
    if made.due is None:
        words.append(_("batas waktu"))
    if not made.resources.strip():
        words.append(_("sumber daya"))
    return tuple(words)


def line(made: Commitment, today: dt.date) -> CommitmentLine:
    """One promise as seen on a day."""
    running = made.status in Commitment.OPEN
    late = running and made.due is not None and made.due < today
    return CommitmentLine(
        pk=made.pk,
        label=f"{made.number}/{made.year}",
        partner_id=made.partner_id,
        partner=made.partner.name,
        sector=made.partner.sector,
        sector_name=made.partner.get_sector_display(),
        problem=made.problem,
        support=made.support,
        activity=made.activity,
        target_group=made.target_group,
        village=made.village.code if made.village else "",
        village_name=made.village.name if made.village else "",
        start=made.start,
        due=made.due,
        resources=made.resources,
        owner=made.owner_text,
        indicator=made.indicator,
        result=made.result,
        proof=made.proof,
        status=LATE if late else made.status,
        status_reason=made.status_reason,
        made_on=made.made_on,
        finished_on=made.finished_on,
        age_months=age_months(made.made_on, today),
        days_late=(today - made.due).days if late and made.due else 0,
        days_left=(made.due - today).days if running and made.due else None,
        lacks=lacking(made),
        origin_kind=made.origin_kind,
        origin_id=made.origin_id,
    )


def commitments(puskesmas: Puskesmas, today: dt.date, *where: Q, **filters: Any) -> list[CommitmentLine]:
    """The promises that fit, the most urgent first: open before finished, by date, undated last."""
    found = Commitment.objects.of(puskesmas).filter(*where, **filters).select_related("partner", "village")
    lines = [line(made, today) for made in found]
    return sorted(lines, key=lambda a: (not a.open, a.due is None, a.due or a.made_on, a.pk))


def of_origin(puskesmas: Puskesmas, kind: str, pk: object, today: dt.date | None = None) -> list[CommitmentLine]:
    """What was promised in one meeting, in its own order."""
    lines = commitments(puskesmas, today or clock.today(), origin_kind=kind, origin_id=str(pk))
    return sorted(lines, key=lambda a: a.pk)


def finished(puskesmas: Puskesmas, pks: Iterable[int]) -> set[int]:
    """Which of some promises were kept."""
    found = Commitment.objects.of(puskesmas).filter(pk__in=list(pks), status=Commitment.DONE)
    return set(found.values_list("pk", flat=True))


def of_partner(puskesmas: Puskesmas, partner: int, today: dt.date | None = None) -> list[CommitmentLine]:
    """Everything one partner promised: open ones by date, then the others, the newest first."""
    lines = commitments(puskesmas, today or clock.today(), partner_id=partner)
    opened = [a for a in lines if a.open]
    return [*opened, *sorted((a for a in lines if not a.open), key=lambda a: (a.made_on, a.pk), reverse=True)]


def reviewed_on(puskesmas: Puskesmas, day: dt.date, since: dt.date) -> list[CommitmentLine]:
    """What a meeting on ``day`` looks back at: made before it, and still open then or ended after ``since``."""
    lines = commitments(puskesmas, day, made_on__lt=day)
    return [a for a in lines if a.open or (a.finished_on or a.made_on) >= since]


def find(puskesmas: Puskesmas, pk: int) -> Commitment | None:
    """One promise of this Puskesmas, for those who are going to write about it."""
    found: Commitment | None = (
        Commitment.objects.of(puskesmas).select_related("partner", "village", "made_by").filter(pk=pk).first()
    )
    return found


def changed_since(puskesmas: Puskesmas, pks: Iterable[int], moment: dt.datetime) -> list[str]:
    """Labels of the promises written, reworded or withdrawn after a moment: what a signature does not cover."""
    ours = Commitment.objects.of(puskesmas).filter(pk__in=list(pks))
    later = CommitmentEvent.objects.filter(commitment__in=ours, at__gt=moment)
    reworded = {e.commitment_id for e in later if e.changes or e.status == Commitment.CANCELLED}
    found = ours.filter(Q(made_at__gt=moment) | Q(pk__in=reworded)).order_by("pk")
    return [f"{made.number}/{made.year}" for made in found]
