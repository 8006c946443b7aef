"""The data-quality page on paper, from what the screen shows."""

from __future__ import annotations

from django.utils import timezone, translation

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.dqr.queries import MeetingQuality, each_programme
from lokmin.cycle.monitoring.dqr.stressing import stress_page
from lokmin.documents.forms.quality import CorrectionLine, FlagLine, ProgrammeQuality, QualityPage


def quality_page(puskesmas: Puskesmas, month: Month) -> QualityPage:
    """All programmes of a month on one page; papers are Indonesian whoever prints them."""
    with translation.override("id"):
        return _page(puskesmas, month)


def _page(puskesmas: Puskesmas, month: Month) -> QualityPage:
    whole, each = each_programme(puskesmas, month)
    programmes = tuple(_line(one) for one in each)
    elements = whole.table.catalogue.elements
    workbooks = "; ".join(whole.workbooks) + (f", dan {whole.more_workbooks} lagi" if whole.more_workbooks else "")
    return QualityPage(
        puskesmas=puskesmas.name,
        month=month,
        made=clock.today(),
        programmes=programmes,
        flags=tuple(
            FlagLine(
                words.where(flag.finding, whole.table),
                flag.finding.message,
                f"{flag.note.words} ({flag.note.by})" if flag.note and not flag.open else "",
            )
            for flag in whole.flags
        ),
        corrections=tuple(
            CorrectionLine(
                f"{elements[c.element].short if c.element in elements else c.element} "
                f"{whole.table.names.get(c.place, c.place)}, {words.period(c.period)}",
                indonesian(from_micro(c.before)),
                indonesian(from_micro(c.after)),
                c.by,
            )
            for c in whole.corrections
        ),
        since=timezone.localtime(whole.since).date() if whole.since else None,
        sasaran=whole.denominators,
        sources=workbooks,
        cutoff=timezone.localtime(whole.cutoff).date() if whole.cutoff else None,
        stress=tuple(o.sentence for o in stress_page(puskesmas, month).outcomes if o.turned),
        rule="WHO Data Quality Review, tinjauan meja",
    )


def _line(found: MeetingQuality) -> ProgrammeQuality:
    return ProgrammeQuality(
        name=found.name,
        score=found.score.text,
        villages=found.villages,
        reported=found.reported,
        in_time=found.in_time,
        filled=found.filled,
        expected=found.expected,
        open=len(found.open),
        closed=found.closed,
    )
