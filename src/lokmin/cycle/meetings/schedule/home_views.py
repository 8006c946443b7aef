"""The list of meetings with what is due, and the page that prepares one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.roles import may
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.forms import PrepareForm, told
from lokmin.cycle.meetings.models import Meeting, ScheduleEntry
from lokmin.cycle.meetings.models.meeting import KIND_NAMES
from lokmin.cycle.meetings.queries.people import by_function, kepala, notulis_of
from lokmin.cycle.meetings.schedule import about, habits, queries
from lokmin.cycle.meetings.views.common import page, to
from lokmin.cycle.monitoring.queries import default_month

#: Meetings that were called off stay on the list so long.
CANCELLED_SHOWN = dt.timedelta(days=31)


@requires("lihat_lokmin")
def home(request: Request) -> HttpResponse:
    """Which meeting is next or runs, what is due, and those that were."""
    meetings = list(Meeting.objects.of(request.puskesmas).select_related("leader"))
    coming = [m for m in meetings if not m.is_closed and not m.is_cancelled]
    prepares = may(request.user, "siapkan_lokmin", request.puskesmas)
    today = clock.today()
    with spoken(_):
        planned = queries.upcoming(request.puskesmas)
    context = {
        "coming": [(m, about.of(m)) for m in coming[::-1]],
        "past": [(m, about.of(m)) for m in meetings if m.is_closed],
        "cancelled": [m for m in meetings if m.is_cancelled and m.date >= today - CANCELLED_SHOWN],
        "due": queries.due(request.puskesmas) if prepares else [],
        "late": "" if prepares else queries.late_line(request.puskesmas),
        "next": planned,
    }
    return page(request, "home.html", context)


@requires("siapkan_lokmin")
def prepare(request: Request) -> HttpResponse:
    """A new meeting: from a line of the schedule (``?jadwal=``), else the next one with last month."""
    entry = _entry(request)
    puskesmas = request.puskesmas
    today = clock.today()
    here = Month(today.year, today.month)
    known = default_month(puskesmas) or here.previous
    proposal = _of_entry(entry) if entry else _of_kind(puskesmas, _kind(request), today, known)
    proposed = about.read(proposal["period"])
    abouts = about.choices({here.plus(-n) for n in range(13)} | {known}, [proposed])
    form = PrepareForm(request.POST or None, puskesmas=puskesmas, abouts=abouts, initial=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = op.prepare(puskesmas=puskesmas, by=request.user, entry=entry, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "before", meeting.pk)
    return page(request, "prepare.html", {"form": form, "entry": entry}, refused=request.method == "POST")


def _entry(request: Request) -> ScheduleEntry | None:
    """The line of the schedule the meeting is made of, when one is named and still waits."""
    pk = whole(request.POST.get("jadwal") or request.GET.get("jadwal"))
    found: ScheduleEntry | None = ScheduleEntry.objects.of(request.puskesmas).filter(pk=pk, meeting=None).first()
    return found


def _of_entry(entry: ScheduleEntry) -> dict[str, Any]:
    """What the schedule proposes: kind, day, length, what is looked back on, who leads."""
    last = Month(entry.year, entry.month).previous
    shape = habits.shape(entry.puskesmas, entry.year)
    people = _people(entry.puskesmas, entry.kind, entry.year, entry.klaster)
    return {
        "kind": entry.kind, "klaster": entry.klaster or "", "date": entry.planned, "start": dt.time(9),
        "period": about.code(last, shape.span(entry.kind, entry.month)),
        "planned_minutes": shape.minutes(entry.kind, entry.month, entry.planned), **people,
    }  # fmt: skip


def _kind(request: Request) -> str:
    """The kind asked for (``?jenis=``), a monthly lokmin without."""
    asked = request.GET.get("jenis", "")
    return asked if asked in KIND_NAMES else "bulanan_rutin"


def _of_kind(puskesmas: Puskesmas, kind: str, today: dt.date, known: Month) -> dict[str, Any]:
    """Without a schedule: on the next Tuesday, about the last month with figures, or as many as the rule has it."""
    people = _people(puskesmas, kind, today.year)
    months = habits.shape(puskesmas, today.year).usual_span(kind)
    return {
        "kind": kind, "period": about.code(known, months), "date": _proposed(today), "start": dt.time(9),
        "planned_minutes": 120, **people,
    }  # fmt: skip


def _people(puskesmas: Puskesmas, kind: str, year: int, klaster: int | None = None) -> dict[str, Any]:
    """Place, leader, opener and notulis as the kind names them."""
    rule = composing.kind(kind, year, puskesmas)
    head, writer = kepala(puskesmas), notulis_of(puskesmas)
    functions = (rule.leader, rule.opener) if rule else ("", "")
    leads, opens = (by_function(puskesmas, f, klaster) or head for f in functions)
    return {
        "place": (rule.place if rule else "") or _("aula %(name)s") % {"name": puskesmas.name},
        "leader": leads.pk if leads else "", "opener": opens.pk if opens else "",
        "notulis": writer.pk if writer else "",
    }  # fmt: skip


def _proposed(today: dt.date) -> dt.date:
    """The Tuesday of the first week of the month, this one or the next (start of every month, domain.md 1.3)."""
    for month in (Month(today.year, today.month), Month(today.year, today.month).next):
        first = month.first_day
        day = first + dt.timedelta(days=(1 - first.weekday()) % 7)
        if day >= today:
            return day
    return today
