"""Which points have a presenter's page, who has filled it in, and what stands in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.roles import may, memberships
from lokmin.cycle.meetings.models import AgendaItem, Meeting, PresenterPage

#: Points that always have a page; others have one when somebody else than opener and leader presents.
PRESENTED = ("klaster", "ukp", "ukm", "fokus", "masalah", "lintas_sektor")
#: Points nobody prepares material for.
NEVER = ("pembukaan", "penutup", "arahan", "evaluasi_rtl", "masukan")


@dataclass(frozen=True, slots=True)
class PresenterRecord:
    """What a presenter wrote, for slides and minutes. Empty texts where nothing was written."""

    item: int
    order: int
    title: str
    kind: str
    klaster: int | None
    speaker: str
    obstacles: str
    analysis: str
    proposals: str
    plan: str
    ready: bool

    @property
    def written(self) -> bool:
        return any((self.obstacles, self.analysis, self.proposals, self.plan))


@dataclass(frozen=True, slots=True)
class Readiness:
    """One point with a presenter: ``state`` siap, ditulis or belum."""

    item: int
    title: str
    speaker: str
    presenter: int | None
    state: str
    saved_at: dt.datetime | None
    saved_by: str


def has_page(item: AgendaItem) -> bool:
    """Whether somebody prepares material for a point."""
    if item.kind in PRESENTED:
        return True
    if item.kind in NEVER or not (item.presenter_id or item.presenter_text):
        return False
    return bool(item.presenter_text) or item.presenter_id not in (item.meeting.leader_id, item.meeting.opener_id)


def presented(meeting: Meeting) -> list[tuple[AgendaItem, PresenterPage | None]]:
    """The points with a page, in their order; None where nobody has begun."""
    items = meeting.agenda.select_related("presenter", "page__saved_by", "meeting")
    return [(i, getattr(i, "page", None)) for i in items if has_page(i) or hasattr(i, "page")]


def presenter_pages(meeting: Meeting) -> list[PresenterRecord]:
    """What all presenters wrote, in the order of the agenda."""
    return [_record(item, page) for item, page in presented(meeting)]


def readiness(meeting: Meeting) -> list[Readiness]:
    """Who is ready, who is writing, who has not begun."""
    return [
        Readiness(
            item=item.pk,
            title=item.title,
            speaker=item.speaker,
            presenter=item.presenter_id,
            state="siap" if page and page.ready_at else "ditulis" if page else "belum",
            saved_at=page.saved_at if page else None,
            saved_by=page.saved_by.full_name if page else "",
        )
        for item, page in presented(meeting)
    ]


def may_write(person: Person, item: AgendaItem) -> bool:
    """The presenter, those who prepare the meeting, and whoever answers for the cluster."""
    puskesmas = item.meeting.puskesmas
    if item.meeting.is_closed or not may(person, "isi_bahan", puskesmas):
        return False
    if item.presenter_id == person.pk or may(person, "siapkan_lokmin", puskesmas):
        return True
    mine = {m.klaster for m in memberships(person, puskesmas) if m.role == "pj"}
    return item.klaster is not None and item.klaster in mine


def _record(item: AgendaItem, page: PresenterPage | None) -> PresenterRecord:
    return PresenterRecord(
        item=item.pk,
        order=item.order,
        title=item.title,
        kind=item.kind,
        klaster=item.klaster,
        speaker=item.speaker,
        obstacles=page.obstacles if page else "",
        analysis=page.analysis if page else "",
        proposals=page.proposals if page else "",
        plan=page.plan if page else "",
        ready=bool(page and page.ready_at),
    )
