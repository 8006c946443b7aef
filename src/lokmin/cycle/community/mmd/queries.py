"""Reads of MMD: a musyawarah as its page and papers need it."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.community.mmd import Agreement, Shares, shares
from lokmin.core.community.problems import VillageProblem
from lokmin.cycle.community import files
from lokmin.cycle.community.common import about
from lokmin.cycle.community.models import Mmd, MmdActivity, MusrenbangItem
from lokmin.cycle.community.smd.queries import problems_of
from lokmin.documents.forms.mmd import MmdPaper


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An agreed activity with what it still lacks and where it was taken to."""

    row: MmdActivity
    lacks: tuple[str, ...]
    taken: tuple[MusrenbangItem, ...]


def living(mmd: Mmd) -> list[MmdActivity]:
    """Agreed activities that stand, own means first."""
    rows = mmd.activities.filter(removed_at=None).select_related("finding")
    return sorted(rows, key=lambda a: (a.means != "swadaya", a.pk))


def agreement(row: MmdActivity) -> Agreement:
    """A row as the domain knows it."""
    problem = row.problem or (row.finding.text if row.finding else "")
    return Agreement(
        row.activity, problem, row.owner, "", row.due, row.means, row.volume, row.cost, row.fund
    )  # fmt: skip


def lines(mmd: Mmd) -> tuple[ActivityLine, ...]:
    """The agreed activities for the page."""
    rows = living(mmd)
    taken: dict[int, list[MusrenbangItem]] = {}
    items = MusrenbangItem.objects.filter(activity__in=rows, removed_at=None).select_related("record__village")
    for item in items:
        taken.setdefault(item.activity_id or 0, []).append(item)
    return tuple(ActivityLine(r, agreement(r).lacks, tuple(taken.get(r.pk, ()))) for r in rows)


def counted(mmd: Mmd) -> Shares:
    """How the activities are paid; what was called off is left out."""
    return shares(agreement(r) for r in living(mmd) if r.state != "batal")


def problems(mmd: Mmd) -> tuple[VillageProblem, ...]:
    """The village's problems in its order, of the survey that was discussed."""
    return tuple(f.problem for f in problems_of(mmd.smd)) if mmd.smd else ()


def paper(mmd: Mmd, *, photos: bool = True) -> MmdPaper:
    """A musyawarah as its papers need it."""
    head = about(mmd.puskesmas, mmd.village, mmd.year)
    return MmdPaper(
        head, mmd.date, mmd.place, mmd.leader, mmd.notulis, mmd.men, mmd.women, mmd.notes, problems(mmd),
        tuple(agreement(r) for r in living(mmd) if r.state != "batal"),
        files.photos(mmd, mmd.puskesmas) if photos else (),
    )  # fmt: skip
