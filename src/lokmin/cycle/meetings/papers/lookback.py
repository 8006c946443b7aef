"""What a meeting looked back on, as the papers print it: problems with their causes, verdicts, promises kept."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import override

from lokmin.cycle.followup import queries as followup
from lokmin.cycle.followup.canvas import papers
from lokmin.cycle.followup.canvas.queries import tried
from lokmin.cycle.followup.effect.queries import promise_index
from lokmin.cycle.meetings.lookback.effects import seen
from lokmin.cycle.meetings.models import Meeting, Quote
from lokmin.cycle.monitoring.dqr.paper import quality_page
from lokmin.cycle.monitoring.register import queries as register
from lokmin.cycle.monitoring.register.queries import ProblemPage
from lokmin.documents.forms.effectrecords import EffectLine, LookedBack
from lokmin.documents.forms.problemrecords import ProblemPapers

#: So many problems get a sheet of their own; a meeting that spoke of more names the most urgent.
SHEETS = 6


def looked_back(meeting: Meeting) -> LookedBack:
    """The verdicts this meeting opened with, the promises each klaster kept, the quality of the month's figures."""
    lines = tuple(EffectLine(x.label, x.activity, x.verdict) for x in seen(meeting))
    page = None
    if meeting.opened_at is not None:
        # Dated by the meeting: the same state of the data gives the same paper on any day.
        page = replace(quality_page(meeting.puskesmas, meeting.month), made=meeting.date)
    return LookedBack(lines, promise_index(meeting.puskesmas, meeting.month) if lines else (), page)


def problem_papers(meeting: Meeting) -> ProblemPapers:
    """The problems this meeting spoke of that have causes or ways written down, and the gaps of three years."""
    with override("id"):
        pages = [page for pk in discussed(meeting) if (page := register.problem(meeting.puskesmas, pk)) is not None]
        pages = [page for page in pages if page.tree.nodes or page.ways.lines][:SHEETS]
        gaps = register.gap_table(meeting.puskesmas, meeting.month.year, main=True)
        sheets = tuple(papers.sheet(p, tried(meeting.puskesmas, p.family)) for p in pages if p.tree.nodes)
        scored = [p for p in pages if any(way.place is not None for way in p.ways.lines)]
        return ProblemPapers(
            rules=register.cause_rules(meeting.month.year),
            sheets=sheets,
            solutions=tuple(row for page in pages for row in papers.solution_rows(page)),
            formula=_formula(scored[0]) if scored else "",
            gaps=tuple(gaps.rows),
            years=tuple(gaps.years),
        )


def discussed(meeting: Meeting) -> list[int]:
    """Problems of the register: those its actions are to solve, then those whose figures were quoted."""
    known = register.links(meeting.puskesmas)
    actions = followup.of_origin(meeting.puskesmas, Meeting.ORIGIN, meeting.pk)
    named = [line.register for line in actions] + [known.of(line.indicator, line.village) for line in actions]
    quoted = Quote.objects.filter(note__meeting=meeting).values_list("row__indicator", "row__place__code")
    named += [known.of(indicator, place) for indicator, place in quoted]
    return list(dict.fromkeys(pk for pk in named if pk is not None))


def _formula(page: ProblemPage) -> str:
    return f"{page.ways.method.name}, {page.ways.formula} ({page.ways.version})"
