"""Pages of the year: the schedule, one entry of it, the office's days and habits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.cycle.centre import calendar, clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.models import ClosedDay, ScheduleEntry
from lokmin.cycle.meetings.schedule import choices, habits, operations, queries
from lokmin.cycle.meetings.schedule.forms import HabitsForm, MoonForm, MoveForm, OwnDayForm, ReasonForm
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to

FIRST_YEAR, LAST_YEAR = 2016, 2099


@requires("lihat_lokmin")
def schedule(request: Request) -> HttpResponse:
    """The year as a table: planned, held, how far apart."""
    year = asked_year(request)
    with spoken(_):
        rows = queries.year_rows(request.puskesmas, year)
    context = {
        "year": year,
        "years": queries.years(request.puskesmas),
        "rows": rows,
        "planned": any(r.entry for r in rows),
        "counts": queries.counts(rows),
        "source": habits.rule(year).source,
        "fasting": calendar.fasting(year, calendar.chosen(request.puskesmas)),
    }
    return page(request, "schedule/year.html", context)


@requires("atur_jadwal")
@require_POST
def lay_out(request: Request) -> HttpResponse:
    """Lay the year out, or again."""
    year = asked_year(request)
    try:
        new, out = operations.lay_out(puskesmas=request.puskesmas, by=request.user, year=year)
    except ValidationError as error:
        refused(request, error)
    else:
        text = _("%(new)s pertemuan dimasukkan, %(out)s diganti. Yang sudah diadakan atau dipindah tetap.")
        messages.success(request, text % {"new": new, "out": out}, extra_tags="good")
    return _to_year(request, year)


@requires("atur_jadwal")
def entry(request: Request, entry: int) -> HttpResponse:
    """One entry: move it, cancel it, take it back."""
    found = _entry_or_404(request, entry)
    what = request.POST.get("apa", "")
    move = MoveForm(request.POST if what == "pindah" else None, initial={"day": found.planned})
    cancel = ReasonForm(request.POST if what == "batal" else None, auto_id="batal_%s")
    if request.method == "POST" and (what == "pulih" or (move if what == "pindah" else cancel).is_valid()):
        try:
            if what == "pindah":
                operations.move_entry(entry=found, by=request.user, **move.cleaned_data)
            elif what == "batal":
                operations.cancel_entry(entry=found, by=request.user, **cancel.cleaned_data)
            else:
                operations.restore_entry(entry=found, by=request.user)
        except ValidationError as error:
            told(move if what == "pindah" else cancel, error)
        else:
            return _to_year(request, found.year)
    with spoken(_):
        row = next(r for r in queries.year_rows(request.puskesmas, found.year) if r.entry == found.pk)
    context = {"entry": found, "row": row, "move": move, "cancel": cancel}
    return page(request, "schedule/entry.html", context, refused=request.method == "POST")


@requires("atur_jadwal")
def days(request: Request) -> HttpResponse:
    """Holidays, the fasting month, Musrenbang and the office's own days of a year."""
    year = asked_year(request)
    chosen = calendar.chosen(request.puskesmas)
    what = request.POST.get("apa", "")
    own = OwnDayForm(request.POST if what == "hari" else None, initial={"closed": "libur"})
    moon = MoonForm(request.POST if what == "bulan" else None, initial=_moon(year, chosen))
    if request.method == "POST" and (own if what == "hari" else moon).is_valid():
        try:
            if what == "hari":
                given = own.cleaned_data
                choices.name_day(
                    puskesmas=request.puskesmas, by=request.user, day=given["day"], name=given["name"],
                    closed=given["closed"] == "libur",
                )  # fmt: skip
            else:
                choices.set_moon(
                    puskesmas=request.puskesmas, by=request.user, year=year, fasting=moon.fasting(),
                    musrenbang=moon.cleaned_data["musrenbang"],
                )  # fmt: skip
        except ValidationError as error:
            told(own if what == "hari" else moon, error)
        else:
            messages.success(request, _("Tersimpan. Susun ulang jadwal bila perlu."), extra_tags="good")
            return redirect(f"{reverse('meetings:days', kwargs={'pkm': request.puskesmas.code})}?tahun={year}")
    mine = {d.day: d.pk for d in ClosedDay.objects.of(request.puskesmas).filter(day__year=year)}
    context = {
        "year": year, "years": queries.years(request.puskesmas), "own": own, "moon": moon, "mine": mine,
        "days": calendar.special_days(year, habits.own_days(request.puskesmas, year)),
        "fasting": calendar.fasting(year, chosen),
    }  # fmt: skip
    return page(request, "schedule/days.html", context, refused=request.method == "POST")


@requires("atur_jadwal")
@require_POST
def day_drop(request: Request, day: int) -> HttpResponse:
    """Take an own day back."""
    found = get_object_or_404(ClosedDay.objects.of(request.puskesmas), pk=day)
    year = found.day.year
    choices.forget_day(day=found, by=request.user)
    return redirect(f"{reverse('meetings:days', kwargs={'pkm': request.puskesmas.code})}?tahun={year}")


@requires("atur_jadwal")
def rhythm(request: Request) -> HttpResponse:
    """Working days, weekday, rhythm of the units, which kinds are planned."""
    year = clock.today().year
    form = HabitsForm(
        request.POST or None, year=year, initial=HabitsForm.of(habits.habits(request.puskesmas), year)
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            choices.set_habits(puskesmas=request.puskesmas, by=request.user, wanted=form.wanted())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan. Susun ulang jadwal agar berlaku."), extra_tags="good")
            return _to_year(request, year)
    context = {"form": form, "source": habits.rule(year).source}
    return page(request, "schedule/rhythm.html", context, refused=request.method == "POST")


@requires("siapkan_lokmin")
def cancel(request: Request, pk: int) -> HttpResponse:
    """Call a prepared meeting off, or take it back."""
    meeting = meeting_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        try:
            if request.POST.get("apa") == "pulih":
                operations.restore_meeting(meeting=meeting, by=request.user)
                return to(request, "before", pk)
            if form.is_valid():
                operations.cancel_meeting(meeting=meeting, by=request.user, reason=form.cleaned_data["reason"])
                return redirect("meetings:home", pkm=request.puskesmas.code)
        except ValidationError as error:
            told(form, error)
    return page(
        request, "schedule/cancel.html", {"meeting": meeting, "form": form}, refused=request.method == "POST"
    )  # fmt: skip


def asked_year(request: Request) -> int:
    """The year named in the address or the form, else the present one."""
    text = request.POST.get("tahun") or request.GET.get("tahun")
    year = whole(text) if text else clock.today().year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(text)
    return year


def _to_year(request: Request, year: int) -> HttpResponse:
    return redirect(f"{reverse('meetings:schedule', kwargs={'pkm': request.puskesmas.code})}?tahun={year}")


def _entry_or_404(request: Request, pk: int) -> ScheduleEntry:
    found: ScheduleEntry = get_object_or_404(
        ScheduleEntry.objects.of(request.puskesmas).select_related("meeting", "puskesmas__place"), pk=pk
    )
    return found


def _moon(year: int, chosen: dict[str, Any]) -> dict[str, Any]:
    known = calendar.fasting(year, chosen)
    decreed = known[0] if known and not known[0].estimated else None
    return {
        "fasting_first": decreed.first if decreed else None,
        "fasting_last": decreed.last if decreed else None,
        "musrenbang": calendar.musrenbang(year, chosen),
    }
