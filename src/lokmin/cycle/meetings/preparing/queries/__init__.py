"""What the pages before a meeting show, as frozen records."""

from lokmin.cycle.meetings.preparing.queries.box import BoxLine, box_of, for_desk, for_hand, line, waiting_notes
from lokmin.cycle.meetings.preparing.queries.letters import Answers, LetterLine, answers, lead, of_person
from lokmin.cycle.meetings.preparing.queries.pages import (
    PresenterRecord,
    Readiness,
    may_write,
    presenter_pages,
    readiness,
)
from lokmin.cycle.meetings.preparing.queries.prepared import Prepared, prepared

__all__ = [
    "Answers", "BoxLine", "LetterLine", "Prepared", "PresenterRecord", "Readiness", "answers", "box_of", "for_desk",
    "for_hand", "lead", "line", "may_write", "of_person", "prepared", "presenter_pages", "readiness", "waiting_notes",
]  # fmt: skip
