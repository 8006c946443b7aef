"""Pages of the ABK: the year, working time, one profession, people, the standard, versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lokmin.core.language import spoken
from lokmin.core.workload.exact import fixed, of_micro, written
from lokmin.core.workload.result import Outcome, Result
from lokmin.core.workload.wkt import WorkTime
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.workforce.abk import forms, operations, queries
from lokmin.cycle.workforce.models import Staff
from lokmin.cycle.workforce.staff import queries as register


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the analysis; 422 when the form on it was refused."""
    shown = {"w": written, "four": fixed, **context}
    return render(request, f"workforce/abk/{template}", shown, status=422 if refused else 200, using="jinja2")


def _year(year: int) -> int:
    if not queries.known_year(year):
        raise Http404(str(year))
    return year


def _result(request: Request, year: int) -> Result:
    with spoken(_):
        return queries.result(request.puskesmas, year)


@requires("lihat_tenaga")
def latest(request: Request) -> HttpResponse:
    """To the year that is worked on."""
    year = queries.latest_year(request.puskesmas, clock.today())
    return redirect("workforce:abk", pkm=request.puskesmas.code, year=year)


@requires("lihat_tenaga")
def home(request: Request, year: int) -> HttpResponse:
    """The year: need of every profession beside those who are there and the standard."""
    found = _result(request, _year(year))
    _time, laid_out = queries.work_time(request.puskesmas, year)
    waiting = [o.name for o in found.outcomes if not o.group.tasks and o.group.workers]
    context = {
        "result": found, "year": year, "years": queries.years(request.puskesmas, clock.today()),
        "begun": any(o.group.tasks for o in found.outcomes), "laid_out": laid_out, "waiting": waiting,
        "lines": {line.code: line for line in found.staffing.lines}, "known": register.known_professions(),
        "versions": queries.versions(request.puskesmas, year),
        "behind": queries.behind(request.puskesmas, year, {o.code: o.group.tasks for o in found.outcomes}),
        "absent": [p for p in register.known_professions().values() if found.of(p.code) is None],
    }  # fmt: skip
    with spoken(_):
        return page(request, "home.html", context)


@requires("atur_tenaga")
@require_POST
def begin(request: Request, year: int) -> HttpResponse:
    """Lay out the year, or fill what fills itself again."""
    if request.POST.get("apa") == "segarkan":
        n = operations.refill(puskesmas=request.puskesmas, by=request.user, year=_year(year))
        words = ngettext("%(n)s capaian diperbarui.", "%(n)s capaian diperbarui.", n)
    else:
        more = [request.POST["jenis"]] if request.POST.get("jenis") else []
        n = operations.begin(puskesmas=request.puskesmas, by=request.user, year=_year(year), more=more)
        words = ngettext("%(n)s kegiatan disiapkan.", "%(n)s kegiatan disiapkan.", n)
    messages.success(request, words % {"n": n}, extra_tags="good")
    return redirect("workforce:abk", pkm=request.puskesmas.code, year=year)


@requires("lihat_tenaga")
def time(request: Request, year: int) -> HttpResponse:
    """The working time: table A to G of five and six days, and the office's own."""
    now, _written = queries.work_time(request.puskesmas, _year(year))
    return _time_page(request, year, now, forms.TimeForm(now=now, initial=forms.time_initial(now)))


@requires("atur_tenaga")
@require_POST
def write_time(request: Request, year: int) -> HttpResponse:
    """Keep the office's own table."""
    now, _written = queries.work_time(request.puskesmas, _year(year))
    form = forms.TimeForm(request.POST, now=now)
    if form.is_valid() and form.time is not None:
        operations.set_time(puskesmas=request.puskesmas, by=request.user, year=year, time=form.time)
        messages.success(request, _("Tersimpan."), extra_tags="good")
        return redirect("workforce:abk_time", pkm=request.puskesmas.code, year=year)
    return _time_page(request, year, now, form)


def _time_page(request: Request, year: int, now: WorkTime, form: forms.TimeForm) -> HttpResponse:
    with spoken(_):
        context = {
            "form": form, "now": now, "both": _both(request, now, year), "year": year,
            "days_off": queries.days_off(request.puskesmas, year, now.week),
        }  # fmt: skip
        return page(request, "time.html", context, refused=form.is_bound)


def _both(request: Request, now: WorkTime, year: int) -> list[tuple[str, str, str, str, str]]:
    """Code, factor, unit, value with five days, value with six, everything else as the office has it."""
    tables = []
    for week in (5, 6):
        off = now.holidays if week == now.week else queries.days_off(request.puskesmas, year, week) or now.holidays
        tables.append(
            WorkTime(
                week=week, leave=now.leave, holidays=off, training=now.training, absence=now.absence,
                week_minutes=now.week_minutes, effective_bp=now.effective_bp, regulation=now.regulation,
                regulated=now.regulated,
            ).rows()
        )  # fmt: skip
    return [
        (a.code, a.factor, a.unit, a.text, b.text) for a, b in zip(*tables, strict=True)
    ]  # fmt: skip


def _outcome(found: Result, profession: str) -> Outcome:
    outcome = found.of(profession)
    if outcome is None:
        raise Http404(profession)
    return outcome


@requires("lihat_tenaga")
def profession(request: Request, year: int, profession: str) -> HttpResponse:
    """The six steps of one profession, its table to be written."""
    found = _result(request, _year(year))
    tasks = _outcome(found, profession).group.tasks
    return _profession_page(request, found, profession, forms.Typed(texts=forms.as_texts(tasks)))


@requires("atur_tenaga")
@require_POST
def write_profession(request: Request, year: int, profession: str) -> HttpResponse:
    """Keep the table of one profession."""
    found = _result(request, _year(year))
    typed = forms.typed(request.POST, _outcome(found, profession).group.tasks)
    if not typed.errors:
        try:
            operations.write_tasks(
                puskesmas=request.puskesmas, by=request.user, year=year, profession=profession, lines=typed.lines
            )
        except ValidationError as error:
            typed.errors += [("", text) for text in error.messages]
        else:
            messages.success(request, _("Tersimpan."), extra_tags="good")
            pkm = request.puskesmas.code
            return redirect("workforce:abk_profession", pkm=pkm, year=year, profession=profession)
    return _profession_page(request, found, profession, typed)


def _profession_page(request: Request, found: Result, profession: str, typed: forms.Typed) -> HttpResponse:
    outcome = _outcome(found, profession)
    tasks = outcome.group.tasks
    context = {
        "o": outcome, "result": found, "year": found.inputs.year, "typed": typed, "keys": forms.keys(tasks),
        "main": {line.task.key: line for line in outcome.abk.main},
        "support": {line.task.key: line for line in outcome.abk.support},
        "autos": {t.key: t.auto for t in tasks if not t.own},
        "system": queries.offered(request.puskesmas, found.inputs.year, tasks), "of_micro": of_micro,
        "before": _beside(found, profession, -1), "after": _beside(found, profession, 1),
    }  # fmt: skip
    with spoken(_):
        return page(request, "profession.html", context, refused=bool(typed.errors))


def _beside(found: Result, profession: str, step: int) -> tuple[str, str] | None:
    """Code and name of the profession before or after one."""
    codes = [o.code for o in found.outcomes]
    at = codes.index(profession) + step
    return (codes[at], found.outcomes[at].name) if 0 <= at < len(codes) else None


@requires("lihat_tenaga")
def people(request: Request, year: int) -> HttpResponse:
    """Everybody with the load of their year, the fullest first."""
    found = _result(request, _year(year))
    rows = sorted(found.people, key=lambda pair: (-pair[1].percent, pair[1].worker.name))
    context = {
        "rows": rows, "result": found, "year": year,
        "undivided": [(o, o.loads.undivided) for o in found.outcomes if o.loads.undivided],
    }  # fmt: skip
    with spoken(_):
        return page(request, "people.html", context)


@requires("lihat_tenaga")
def person(request: Request, year: int, staff: int) -> HttpResponse:
    """One person's year, and which part of each activity they do."""
    return _person_page(request, year, _staff(request, staff), ())


@requires("atur_tenaga")
@require_POST
def write_person(request: Request, year: int, staff: int) -> HttpResponse:
    """Keep which part of each activity one person does."""
    record = _staff(request, staff)
    tasks = _outcome(_result(request, _year(year)), record.profession).group.tasks
    given, wrong = forms.parts(request.POST, tasks)
    if not wrong:
        try:
            operations.share(staff=record, by=request.user, year=year, parts=given)
        except ValidationError as error:
            wrong = [("", text) for text in error.messages]
        else:
            messages.success(request, _("Tersimpan."), extra_tags="good")
            return redirect("workforce:abk_person", pkm=request.puskesmas.code, year=year, staff=staff)
    return _person_page(request, year, record, wrong)


def _staff(request: Request, pk: int) -> Staff:
    found: Staff = get_object_or_404(Staff.objects.of(request.puskesmas).select_related("puskesmas__place"), pk=pk)
    return found


def _person_page(request: Request, year: int, record: Staff, wrong: Sequence[tuple[str, str]]) -> HttpResponse:
    outcome = _outcome(_result(request, _year(year)), record.profession)
    load = next((p for p in outcome.loads.people if p.worker.key == str(record.pk)), None)
    if load is None:
        raise Http404(str(record.pk))
    shares = outcome.group.shares
    others = [worker.key for worker in outcome.group.workers if worker.key != load.worker.key]
    context = {
        "o": outcome, "load": load, "taken": {t.task.key: t for t in load.tasks}, "year": year, "wrong": wrong,
        "record": record, "typed": request.POST,
        "told": {t: n for (t, who), n in shares.items() if who == load.worker.key},
        "others": {
            t.key: sum(shares.get((t.key, who), 0) for who in others)
            for t in outcome.group.tasks
        },
    }  # fmt: skip
    with spoken(_):
        return page(request, "person.html", context, refused=bool(wrong))


@requires("lihat_tenaga")
def standard(request: Request, year: int) -> HttpResponse:
    """Need by ABK, the standard and who is there by employment status; the numbers of the standard."""
    found = _result(request, _year(year))
    now = found.inputs.standard
    return _standard_page(request, found, forms.StandardForm(now=now, initial=forms.standard_initial(now)))


@requires("atur_tenaga")
@require_POST
def write_standard(request: Request, year: int) -> HttpResponse:
    """Keep which kind of Puskesmas this is, and the numbers the office changed."""
    found = _result(request, _year(year))
    form = forms.StandardForm(request.POST, now=found.inputs.standard)
    if form.is_valid():
        data = form.cleaned_data
        try:
            operations.set_standard(
                puskesmas=request.puskesmas, by=request.user, year=year, numbers=form.numbers(),
                source=data["source"], inpatient=data["inpatient"], urban=data["urban"],
                back=[code for code in form.own if request.POST.get(f"kembali-{code}")],
            )  # fmt: skip
        except ValidationError as error:
            for name, texts in error.message_dict.items():
                form.add_error(name, texts)
        else:
            messages.success(request, _("Tersimpan."), extra_tags="good")
            return redirect("workforce:abk_standard", pkm=request.puskesmas.code, year=year)
    return _standard_page(request, found, form)


def _standard_page(request: Request, found: Result, form: forms.StandardForm) -> HttpResponse:
    context = {
        "result": found, "staffing": found.staffing, "standard": found.inputs.standard, "form": form,
        "year": found.inputs.year,
        "statuses": [(code, name) for code, name in Staff.STATUSES if code in found.staffing.statuses],
    }  # fmt: skip
    with spoken(_):
        return page(request, "standard.html", context, refused=form.is_bound)


@requires("atur_tenaga")
@require_POST
def freeze(request: Request, year: int) -> HttpResponse:
    """Keep the analysis as it was agreed."""
    try:
        made = operations.freeze(
            puskesmas=request.puskesmas, by=request.user, year=_year(year), reason=request.POST.get("alasan", "")
        )
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence, extra_tags="bad")
    else:
        messages.success(request, _("Versi %(n)s tersimpan.") % {"n": made.number}, extra_tags="good")
    return redirect("workforce:abk", pkm=request.puskesmas.code, year=year)


@requires("lihat_tenaga")
def version(request: Request, year: int, version: int) -> HttpResponse:
    """The analysis as it was agreed."""
    try:
        with spoken(_):
            found = queries.version(request.puskesmas, _year(year), version)
    except ValueError as error:
        messages.error(request, str(error), extra_tags="bad")
        return redirect("workforce:abk", pkm=request.puskesmas.code, year=year)
    if found is None:
        raise Http404(str(version))
    kept, agreed = found
    context = {
        "version": kept, "result": agreed, "year": year, "now": _result(request, year),
        "lines": {line.code: line for line in agreed.staffing.lines}, "known": register.known_professions(),
    }  # fmt: skip
    with spoken(_):
        return page(request, "version.html", context)
