"""Pages and posts of the part: plan and log, one training, needs, lesson hours, papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lokmin.core.needs.training import doubts, jpl_words, reached
from lokmin.core.numbers import whole
from lokmin.core.periods import MAX_YEAR
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.monitoring.register import papers
from lokmin.cycle.workforce.models import Training, TrainingNeed
from lokmin.cycle.workforce.needs.rules import funds
from lokmin.cycle.workforce.needs.views.common import EARLIEST, allowed, back, refused
from lokmin.cycle.workforce.needs.views.files import workbook
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.cycle.workforce.training import operations, queries
from lokmin.cycle.workforce.training.forms import NeedForm, PartRow, TrainingForm
from lokmin.documents.forms import training as form


def _year(request: Request) -> int:
    year = whole(request.POST.get("tahun") or request.GET.get("tahun"))
    return year if EARLIEST <= year < MAX_YEAR else clock.today().year


def _page(request: Request, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    more = {
        "year": _year(request), "years": queries.years(request.puskesmas), "may": allowed(request, "isi_kebutuhan"),
        "jpl_words": jpl_words,
    }  # fmt: skip
    return render(request, f"workforce/training/{name}.html", more | context, using="jinja2", status=status)


@requires("lihat_tenaga")
@require_GET
def home(request: Request) -> HttpResponse:
    """Plan and log of a year."""
    year = _year(request)
    lines = queries.plan(request.puskesmas, year)
    asked = [line for line in lines if line.state != queries.DROPPED]
    context = {
        "lines": lines, "summary": queries.summary(request.puskesmas, year), "fund_names": funds(year),
        "cost": sum(line.line.cost or 0 for line in asked), "uncosted": sum(line.line.cost is None for line in asked),
    }  # fmt: skip
    return _page(request, "plan", context)


@requires("lihat_tenaga")
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """A training with everybody who takes part."""
    return _one(request, get_object_or_404(Training.objects.of(request.puskesmas), pk=pk))


@requires("isi_kebutuhan")
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """Write a training; what is wrong is shown on its page."""
    return _one(request, get_object_or_404(Training.objects.of(request.puskesmas), pk=pk))


@requires("isi_kebutuhan")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """A training that is not there yet."""
    return _one(request, None)


def _one(request: Request, kept: Training | None) -> HttpResponse:
    year = kept.year if kept else _year(request)
    names = list(TrainingForm.base_fields)
    initial = {name: getattr(kept, name) for name in names} if kept else {"state": queries.PLANNED}
    data = request.POST if request.method == "POST" else None
    shown = TrainingForm(data, year=year, initial=initial)
    parts = {part.staff_id: part for part in kept.parts.select_related("staff")} if kept else {}
    people = {row.pk: row.name for row in staff.staff(request.puskesmas)}
    people |= {pk: part.staff.name for pk, part in parts.items() if pk not in people}
    rows = [
        (who, name, PartRow(data, prefix=f"p{who}", initial={
            "here": who in parts, "attended": bool(who in parts and parts[who].attended),
            "jpl_tenths": parts[who].jpl_tenths if who in parts else None,
            "certificate": parts[who].certificate if who in parts else "",
        }))
        for who, name in sorted(people.items(), key=lambda item: (item[0] not in parts, item[1]))
    ]  # fmt: skip
    good = all(f.is_valid() for _w, _n, f in rows) if data is not None else False
    if data is not None and shown.is_valid() and good:
        chosen = [
            operations.Part(
                who, f.cleaned_data["attended"], f.cleaned_data["jpl_tenths"], f.cleaned_data["certificate"],
                parts[who].need_id if who in parts else None,
            )
            for who, _name, f in rows
            if f.cleaned_data["here"]
        ]  # fmt: skip
        try:
            made = operations.save(
                puskesmas=request.puskesmas, by=request.user, year=year, columns=shown.cleaned_data, parts=chosen,
                training=kept,
            )  # fmt: skip
        except ValidationError as error:
            put_errors(shown, error)
        else:
            messages.success(request, _("%(title)s tersimpan.") % {"title": made.title})
            return back(request, "training", tahun=year)
    context = {"form": shown, "rows": rows, "kept": kept, "year": year, "chosen": len(parts)}
    wrong = bool(shown.errors) or any(f.errors for _w, _n, f in rows)
    return _page(request, "one", context, status=422 if wrong else 200)


@requires("lihat_tenaga")
@require_GET
def needs(request: Request) -> HttpResponse:
    """Who lacks what, what the system sees itself, a wish of one's own."""
    year = _year(request)
    return _page(request, "needs", _needs(request, year))


def _needs(request: Request, year: int) -> dict[str, Any]:
    names = {str(row.pk): row.short_name for row in staff.staff(request.puskesmas)}
    seen = [
        (
            ":".join(one.origin),
            one,
            names.get(one.member, staff.profession_name(one.profession) if one.profession else ""),
        )
        for one in queries.suggestions(request.puskesmas, year)
    ]
    return {
        "needs": queries.needs(request.puskesmas, year),
        "seen": seen,
        "form": NeedForm(puskesmas=request.puskesmas),
    }


@requires("isi_kebutuhan")
@require_POST
def want(request: Request) -> HttpResponse:
    """Write a wish."""
    year = _year(request)
    shown = NeedForm(request.POST, puskesmas=request.puskesmas)
    if not shown.is_valid():
        return _page(request, "needs", _needs(request, year) | {"form": shown}, status=422)
    data = shown.cleaned_data
    made = operations.want(
        puskesmas=request.puskesmas, by=request.user, year=year, topic=data["topic"], why=data["why"],
        staff=data["staff"], profession=data["profession"],
    )  # fmt: skip
    said = ngettext("Kebutuhan %(n)d orang tercatat.", "Kebutuhan %(n)d orang tercatat.", len(made))
    messages.success(request, said % {"n": len(made)} if data["staff"] else _("Kebutuhan tercatat."))
    return back(request, "training_needs", tahun=year)


@requires("isi_kebutuhan")
@require_POST
def take(request: Request) -> HttpResponse:
    """Take suggestions over, or put them aside."""
    year, aside = _year(request), "kesampingkan" in request.POST
    n = operations.take_over(
        puskesmas=request.puskesmas, by=request.user, year=year, keys=request.POST.getlist("saran"), aside=aside
    )
    if n and aside:
        messages.success(request, _("%(n)d saran dikesampingkan untuk tahun ini.") % {"n": n})
    elif n:
        messages.success(request, _("%(n)d saran masuk daftar kebutuhan.") % {"n": n})
    else:
        messages.error(request, _("Centang sarannya dahulu."))
    return back(request, "training_needs", tahun=year)


@requires("isi_kebutuhan")
@require_POST
def plan(request: Request) -> HttpResponse:
    """Plan trainings for the ticked needs."""
    year = _year(request)
    pks = [whole(pk) for pk in request.POST.getlist("butuh")]
    try:
        made = operations.plan_needs(puskesmas=request.puskesmas, by=request.user, year=year, needs=pks)
    except ValidationError as error:
        refused(request, error)
        return back(request, "training_needs", tahun=year)
    messages.success(request, _("%(n)d pelatihan direncanakan. Lengkapi bulan, JPL dan biayanya.") % {"n": len(made)})
    return back(request, "training", tahun=year)


@requires("isi_kebutuhan")
@require_POST
def drop_need(request: Request, pk: int) -> HttpResponse:
    """Take a need back."""
    kept = get_object_or_404(TrainingNeed.objects.of(request.puskesmas), pk=pk, removed_at__isnull=True)
    operations.remove_need(need=kept, by=request.user)
    messages.success(request, _("Kebutuhan dihapus."))
    return back(request, "training_needs", tahun=kept.year)


@requires("lihat_tenaga")
@require_GET
def jpl(request: Request) -> HttpResponse:
    """Lesson hours of everybody."""
    year = _year(request)
    lines = queries.jpl(request.puskesmas, year)
    met, judged = reached(line.hours for line in lines)
    names = {str(line.staff_pk): line.hours.member.name for line in lines}
    context = {
        "lines": lines, "met": met, "judged": judged, "rule": queries.rule_of(year),
        "doubts": doubts(queries.attended(request.puskesmas, year), names),
    }  # fmt: skip
    return _page(request, "jpl", context)


@requires("lihat_tenaga")
@require_GET
def paper(request: Request, what: str, ending: str) -> HttpResponse:
    """``rencana`` or ``jpl`` as PDF, Word or Excel."""
    year = _year(request)
    office = request.puskesmas
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    if what == "rencana":
        lines = [line.line for line in queries.plan(office, year)]
        if ending == "xlsx":
            return workbook(office, [form.plan_table(lines, year, office.name, funds(year))], f"pelatihan-{year}")
        return papers.written(form.plan_paper(lines, year, papers.office(office), funds(year)), ending)
    if what == "jpl":
        found = queries.jpl(office, year)
        rows = [line.hours for line in found]
        taken = {str(line.staff_pk): line.taken for line in found}
        names = {line.hours.member.profession: line.profession_name for line in found}
        if ending == "xlsx":
            return workbook(office, [form.jpl_table(rows, taken, names, year, office.name)], f"jpl-{year}")
        made = form.jpl_paper(rows, taken, names, year, queries.rule_of(year), papers.office(office))
        return papers.written(made, ending)
    raise Http404(what)
