"""What presenters prepared as the records the papers are made from."""

from __future__ import annotations

from lokmin.core.periods import short_date
from lokmin.cycle.followup.queries import ActionLine
from lokmin.cycle.meetings.models import AgendaItem, Meeting, PresenterPage
from lokmin.cycle.meetings.preparing.queries.pages import presented
from lokmin.cycle.meetings.preparing.queries.prepared import prepared
from lokmin.documents.forms import roomrecords as paper


def presenters(meeting: Meeting) -> tuple[paper.PresenterPage, ...]:
    """The page of every point that has one, with its figures, in the order of the agenda."""
    return tuple(_record(item, page) for item, page in presented(meeting))


def written(meeting: Meeting) -> tuple[paper.PresenterPage, ...]:
    """Only what presenters wrote, without figures: for papers that have the figures anyway."""
    return tuple(
        paper.PresenterPage(
            title=item.title, presenter=item.speaker, obstacles=page.obstacles, analysis=page.analysis,
            proposals=page.proposals, next_plans=_lines(page.plan), filled=page.ready_at is not None,
        )
        for item, page in presented(meeting)
        if page is not None
    )  # fmt: skip


def _record(item: AgendaItem, page: PresenterPage | None) -> paper.PresenterPage:
    known = prepared(item)
    return paper.PresenterPage(
        title=item.title,
        presenter=item.speaker,
        plans=tuple(_plan(a) for a in (*known.done, *known.open)),
        figures=tuple((f.short, f.percent, f.target, f.gap, f.status) for f in known.figures),
        problems=tuple(f"{p.title} {p.gap}" for p in known.problems),
        obstacles=page.obstacles if page else "",
        analysis=page.analysis if page else "",
        proposals=page.proposals if page else "",
        next_plans=_lines(page.plan) if page else (),
        filled=bool(page and page.ready_at),
    )


def _plan(a: ActionLine) -> tuple[str, str, str]:
    due = f"s.d. {short_date(a.due)}" if a.due else ""
    return (a.activity, due, ": ".join(filter(None, (a.status, a.result))))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
