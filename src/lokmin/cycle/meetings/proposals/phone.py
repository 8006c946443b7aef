"""What phones of the hall propose. Runs inside the writer: the sentence is kept, the desk reads it."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.proposals import operations
from lokmin.cycle.meetings.queries.desk import current_item
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.room.views import Done


def propose(present: Present, data: QueryDict) -> Done:
    """``live:propose``: one sentence."""
    operations.propose(
        meeting=present.meeting, text=data.get("usul", ""), token=data.get("token", "") or present.kunci,
        voice=present.attendance, item=current_item(present.meeting),
    )  # fmt: skip
    return Done(_("Usulan terkirim. Ketua yang menetapkannya menjadi RTL."), "usul")
