"""The year's schedule as a paper."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from lokmin.core.periods import short_date
from lokmin.cycle.centre import calendar, clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.letterhead import letterhead
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.schedule import queries
from lokmin.cycle.meetings.schedule.queries import Row
from lokmin.cycle.meetings.schedule.views import asked_year
from lokmin.documents.forms.yearplan import YearMeeting, YearPlan, jadwal_tahunan
from lokmin.documents.model import Paper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": "application/pdf", "docx": DOCX}


@requires("unduh_berkas")
@require_GET
def schedule_paper(request: Request, ending: str) -> HttpResponse:
    """Jadwal lokmin tahunan as PDF or Word."""
    if ending not in KINDS:
        raise Http404(ending)
    year = asked_year(request)
    answer = HttpResponse(write(request.puskesmas, year, ending), content_type=KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="jadwal-lokmin-{year}.{ending}"'
    return answer


def write(puskesmas: Puskesmas, year: int, ending: str) -> bytes:
    """The paper of a year out of the stored plan."""
    # The renderers and the pack are heavy; only who prints pays for them.
    from lokmin.cycle.meetings.papers.records import HEAD, signer
    from lokmin.cycle.meetings.queries.people import kepala
    from lokmin.documents.render.pdf import pdf
    from lokmin.documents.render.word import word

    document = jadwal_tahunan(
        YearPlan(
            year=year, puskesmas=puskesmas.name, letterhead=letterhead(puskesmas),
            meetings=tuple(_meeting(r) for r in queries.year_rows(puskesmas, year)),
            head=signer(kepala(puskesmas), HEAD), town=str(puskesmas.letterhead.get("town") or puskesmas.place.name),
            day=clock.today(), zone=puskesmas.settings.get("zone", "WIB"),
            paper=Paper(puskesmas.settings.get("paper", "A4")), fasting=_fasting(puskesmas, year),
        )
    )  # fmt: skip
    at: dt.datetime = timezone.localtime(clock.now())
    return pdf(document, at) if ending == "pdf" else word(document, at)


def _meeting(row: Row) -> YearMeeting:
    return YearMeeting(
        month=row.month, name=row.name, about=row.about, planned=row.planned,
        held=row.day if row.state in {"diadakan", "berlangsung"} else None, place=row.place, start=row.start,
        participants=row.recipients, note="; ".join(filter(None, (row.deviation, row.note.rstrip(".")))),
        cancelled=row.state == "dibatalkan",
    )  # fmt: skip


def _fasting(puskesmas: Puskesmas, year: int) -> str:
    found = calendar.fasting(year, calendar.chosen(puskesmas))
    words = [f"{short_date(f.first)}–{short_date(f.last)}{' (perkiraan)' if f.estimated else ''}" for f in found]
    return f"Bulan puasa: {'; '.join(words)}." if words else ""
