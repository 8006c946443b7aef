"""Pages of the calendar: the month, one event, what clashes, rows without a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.core.periods import Month, long_date
from lokmin.core.planning.calendar import Busy, free_days, grid
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import PROGRAMMES
from lokmin.cycle.planning.calendar import operations, queries
from lokmin.cycle.planning.calendar.forms import EventForm, MoveForm, RowDay, event_initial
from lokmin.cycle.planning.calendar.records import Book
from lokmin.cycle.planning.models import Event
from lokmin.cycle.planning.plans.operations import FIRST_YEAR, LAST_YEAR
from lokmin.cycle.workforce.staff import queries as staff


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the calendar; 422 when the form on it was refused."""
    return render(request, f"planning/calendar/{template}", context, status=422 if refused else 200, using="jinja2")


def told(form: forms.Form, error: ValidationError) -> None:
    """A refusal of an operation beside the field it is about."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, ValidationError(error.messages))
        return
    for name, sentences in error.message_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(sentences))


def address(request: Request, name: str, month: Month | None = None, **arguments: Any) -> str:
    """The address of a page of this Puskesmas, on the month on screen."""
    found = reverse(f"planning:{name}", kwargs={"pkm": request.puskesmas.code, **arguments})
    return f"{found}?bulan={month.code}" if month else found


def asked_month(request: Request) -> Month:
    """The month of the address; this one without or with nonsense."""
    given = request.GET.get("bulan") or request.POST.get("bulan") or ""
    today = clock.today()
    try:
        found = Month.parse(given)
    except ValueError:
        return Month(today.year, today.month)
    return found if FIRST_YEAR <= found.year < LAST_YEAR else Month(today.year, today.month)


def event_or_404(request: Request, event: int) -> Event:
    found: Event = get_object_or_404(Event.objects.of(request.puskesmas).filter(removed_at=None), pk=event)
    return found


@requires("lihat_rencana")
@require_GET
def calendar(request: Request) -> HttpResponse:
    """The month: a grid, a list on phones, filters, what clashes, what has no day."""
    month = asked_month(request)
    with spoken(_):
        book = queries.month_book(request.puskesmas, month)
        clashes = book.clashes
    chosen = {name: request.GET.get(key, "") for name, key in _FILTERS.items()}
    shown = [line for line in book.within if line.concerns(**chosen)]
    marked = {e.key for f in clashes for e in (f.clash.one, f.clash.other) if e is not None}
    context = {
        **_month_context(month), "book": book, "shown": shown,
        "cells": book.cells([line for line in shown if not line.event.leave]),
        "away": [line for line in shown if line.event.leave], "weeks": grid(month),
        "closed": book.days.book.closed, "days": book.days, "clashes": clashes, "marked": marked,
        "hard": sum(f.hard for f in clashes), "undated": len(queries.undated(request.puskesmas, month)),
        "today": clock.today(), "chosen": chosen, "filters": _FILTERS, "choices": _choices(request, book),
        "counted": sum(not line.event.leave for line in book.within),
    }  # fmt: skip
    return page(request, "month.html", context)


#: Filter -> its word in addresses.
_FILTERS = {"person": "orang", "village": "desa", "programme": "program"}


def _month_context(month: Month) -> dict[str, Any]:
    return {"month": month, "previous": month.previous, "next": month.next}


def _choices(request: Request, book: Book) -> dict[str, list[tuple[str, str]]]:
    """What can be filtered by: everybody in service, the villages, the programmes there are."""
    people = [(queries.person_key(row.pk), row.short_name) for row in staff.staff(request.puskesmas, book.first)]
    villages = [
        (key, name) for key, name in book.names.items() if ":" not in key and name.startswith(_("Desa %s") % "")
    ]
    known = {code: str(name) for code, name in PROGRAMMES}
    programmes = sorted({line.programme for line in book.within if line.programme})
    return {
        "person": people, "village": villages, "programme": [(p, known.get(p, p)) for p in programmes],
    }  # fmt: skip


@requires("lihat_rencana")
@require_GET
def clashes(request: Request) -> HttpResponse:
    """What clashes in a month, with free days and a tap to move."""
    month = asked_month(request)
    with spoken(_):
        book = queries.month_book(request.puskesmas, month)
        found = book.clashes
    context = {**_month_context(month), "book": book, "clashes": found, "hard": sum(f.hard for f in found)}
    return page(request, "clashes.html", context)


@requires("susun_rencana")
def add(request: Request) -> HttpResponse:
    """A new event."""
    form = EventForm(request.POST or None, puskesmas=request.puskesmas, initial=_asked_day(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.add(puskesmas=request.puskesmas, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            _tell_clashes(request, made)
            return redirect(address(request, "calendar", Month(made.date.year, made.date.month)))
    return page(request, "event.html", {"form": form, "event": None}, refused=request.method == "POST")


def _asked_day(request: Request) -> dict[str, Any]:
    """The day whose cell was tapped."""
    try:
        return {"date": dt.date.fromisoformat(request.GET.get("tanggal", ""))}
    except ValueError:
        return {}


@requires("lihat_rencana")
@require_GET
def event(request: Request, event: int) -> HttpResponse:
    """One event: what it is, what it clashes with, where it may go."""
    found = event_or_404(request, event)
    return _event_page(request, found, EventForm(puskesmas=request.puskesmas, initial=event_initial(found)))


def _event_page(request: Request, found: Event, form: forms.Form, **more: Any) -> HttpResponse:
    refused = bool(more.pop("refused", False))
    with spoken(_):
        book = queries.book(request.puskesmas, found.date, found.until or found.date)
        key = f"acara:{found.pk}"
        line = next(line for line in book.lines if line.event.key == key)
        hits = [f for f in book.clashes if key in (f.clash.one.key, f.clash.other.key if f.clash.other else "")]
        avoid = found.avoid_fasting or book.rule.avoids(found.title, line.event.times) is not None
        free = free_days(
            line.event, Busy.of(x.event for x in book.lines), book.days, most=book.rule.proposals,
            ahead=book.rule.ahead, earliest=clock.today(), avoid_fasting=avoid,
        )  # fmt: skip
    start = {"date": free[0] if free else None}
    context = {"event": found, "line": line, "form": form, "hits": hits, "free": free, "move": MoveForm(initial=start)}
    return page(request, "event.html", {**context, **more}, refused=refused)


@requires("susun_rencana")
@require_POST
def change(request: Request, event: int) -> HttpResponse:
    """Other fields of an event."""
    found = event_or_404(request, event)
    form = EventForm(request.POST, puskesmas=request.puskesmas, initial=event_initial(found))
    if form.is_valid():
        try:
            changed = operations.change(event=found, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            _tell_clashes(request, changed)
            return redirect(address(request, "calendar_event", event=found.pk))
    return _event_page(request, found, form, refused=True)


@requires("susun_rencana")
@require_POST
def move(request: Request, event: int) -> HttpResponse:
    """To another day, with why; back to the list of clashes when it was moved there."""
    found = event_or_404(request, event)
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            moved = operations.move(event=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            text = _("“%(title)s” dipindah ke %(day)s.") % {"title": moved.title, "day": long_date(moved.date)}
            messages.success(request, text, extra_tags="good")
            if request.POST.get("dari") == "benturan":
                return redirect(address(request, "calendar_clashes", asked_month(request)))
            return redirect(address(request, "calendar_event", event=found.pk))
    return _event_page(
        request, found, EventForm(puskesmas=request.puskesmas, initial=event_initial(found)), move=form, refused=True
    )  # fmt: skip


@requires("susun_rencana")
@require_POST
def drop(request: Request, event: int) -> HttpResponse:
    """Take an event out of the calendar."""
    found = event_or_404(request, event)
    try:
        operations.remove(event=found, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence, extra_tags="bad")
        return redirect(address(request, "calendar_event", event=found.pk))
    messages.success(request, _("“%(title)s” dikeluarkan dari kalender.") % {"title": found.title}, extra_tags="good")
    return redirect(address(request, "calendar", Month(found.date.year, found.date.month)))


@requires("susun_rencana")
def dates(request: Request) -> HttpResponse:
    """Days for the rows of a month's plan that have none, several in one table."""
    month = asked_month(request)
    rows = queries.undated(request.puskesmas, month)
    people = [(str(row.pk), row.short_name) for row in staff.staff(request.puskesmas, month.first_day)]
    given = request.POST if request.method == "POST" else None
    lines = [RowDay(given, row=row, people=people, initial={"staff": str(row.owner_id or "")}) for row in rows]
    valid = [form.is_valid() for form in lines]  # each form says what is wrong with it
    if given is not None and all(valid):
        wanted = [form.dated for form in lines]
        try:
            made = operations.date_rows(
                puskesmas=request.puskesmas, by=request.user, given=[one for one in wanted if one is not None]
            )
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence, extra_tags="bad")
        else:
            messages.success(request, _("%(n)s kegiatan mendapat tanggal.") % {"n": made}, extra_tags="good")
            return redirect(address(request, "calendar_clashes" if made else "calendar", month))
    context = {**_month_context(month), "lines": lines}
    return page(request, "dates.html", context, refused=request.method == "POST")


def _tell_clashes(request: Request, made: Event) -> None:
    """After writing an event: that it is safe, and what it clashes with."""
    messages.success(request, _("“%(title)s” tersimpan.") % {"title": made.title}, extra_tags="good")
    key = f"acara:{made.pk}"
    with spoken(_):
        for found in queries.clashes(request.puskesmas, made.date, made.until or made.date):
            if key in (found.clash.one.key, found.clash.other.key if found.clash.other else ""):
                messages.warning(request, f"{found.sentence} {found.step}", extra_tags="ask")
