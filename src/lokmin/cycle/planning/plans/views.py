"""Pages of any plan: all plans, one with its versions, what a version changed, its chapters, its papers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import Plan, PlanVersion
from lokmin.cycle.planning.plans import chapters, operations, papers, queries
from lokmin.cycle.planning.plans.forms import ReasonForm, SendForm
from lokmin.cycle.planning.plans.links import address
from lokmin.cycle.planning.plans.pages import book, shown, written

#: Beyond so many rows a version is looked at as a file.
_MOST_ROWS = 400


@requires("lihat_rencana")
@require_GET
def plans(request: Request) -> HttpResponse:
    """All plans of the office by year."""
    found = queries.every(request.puskesmas)
    rows = [(state, _title(state), address(request, state.kind, state.year, state.month)) for state in found]
    return shown(request, "plans/plans.html", {"rows": rows})


def _title(state: queries.PlanState) -> str:
    return queries.title(state.kind, state.year, state.month)


@requires("lihat_rencana")
def plan(request: Request, plan: int) -> HttpResponse:
    """One plan: its state, what changed since the last version, its versions, and what can be done."""
    return _plan_page(request, _plan(request, plan), ReasonForm(), SendForm(initial={"on": clock.today()}))


def _plan_page(
    request: Request, found: Plan, reason: ReasonForm, send: SendForm, *, refused: bool = False
) -> HttpResponse:
    with spoken(_):
        context = {
            "plan": found, "title": queries.title(found.kind, found.year, found.month, found.until_year),
            "state": queries.state_of(found), "versions": queries.versions(found),
            "changed": queries.changed_since(found), "reason": reason, "send": send,
            "open": address(request, found.kind, found.year, found.month),
            "chaptered": found.kind in papers.CHAPTERED,
        }  # fmt: skip
    return shown(request, "plans/plan.html", context, refused=refused)


@requires("susun_rencana")
@require_POST
def version_new(request: Request, plan: int) -> HttpResponse:
    """Freeze the rows with a reason; ``apa`` says whether they are proposed too."""
    found = _plan(request, plan)
    form = ReasonForm(request.POST)
    if form.is_valid():
        make = operations.propose if request.POST.get("apa") == "ajukan" else operations.new_version
        try:
            version = make(plan=found, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("Versi %(n)s tersimpan.") % {"n": version.number})
            return redirect("planning:plan", pkm=request.puskesmas.code, plan=plan)
    return _plan_page(request, found, form, SendForm(initial={"on": clock.today()}), refused=True)


@requires("setujui_rencana")
@require_POST
def approve(request: Request, plan: int) -> HttpResponse:
    """Approve the rows as they are, outside a meeting."""
    found = _plan(request, plan)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            version = operations.approve(plan=found, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("Versi %(n)s disetujui.") % {"n": version.number})
            return redirect("planning:plan", pkm=request.puskesmas.code, plan=plan)
    return _plan_page(request, found, form, SendForm(initial={"on": clock.today()}), refused=True)


@requires("setujui_rencana")
@require_POST
def send(request: Request, plan: int) -> HttpResponse:
    """Note when the plan was handed to the Dinkes."""
    found = _plan(request, plan)
    form = SendForm(request.POST)
    if form.is_valid():
        try:
            operations.send(plan=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("Pengiriman dicatat."))
            return redirect("planning:plan", pkm=request.puskesmas.code, plan=plan)
    return _plan_page(request, found, ReasonForm(), form, refused=True)


@requires("lihat_rencana")
def version(request: Request, plan: int, number: int) -> HttpResponse:
    """What one version changed against the one before, and its rows as they were frozen."""
    row = _version(request, plan, number)
    older = PlanVersion.objects.filter(plan=row.plan, number__lt=number).first()
    with spoken(_):
        changed = queries.between(older, row)
        table = papers.version_table(row) if row.rows <= _MOST_ROWS else None
    title = queries.title(row.plan.kind, row.plan.year, row.plan.month, row.plan.until_year)
    context = {"version": row, "older": older, "changed": changed, "table": table, "title": title, "plan": row.plan}
    return shown(request, "plans/version.html", context)


@requires("unduh_berkas")
@require_GET
def version_file(request: Request, plan: int, number: int, ending: str) -> HttpResponse:
    """A version as it was frozen, as PDF, Word or Excel."""
    row = _version(request, plan, number)
    if ending == "xlsx":
        return book(request, f"{row.plan.kind}-{row.plan.year}-v{number}", [papers.version_table(row)])
    return written(papers.version_paper(row), ending)


@requires("unduh_berkas")
@require_GET
def approval_file(request: Request, plan: int, ending: str) -> HttpResponse:
    """Lembar persetujuan; ``?bersama=<pk>`` sets another plan on the same sheet."""
    found = [_plan(request, plan)]
    others = [int(pk) for pk in request.GET.getlist("bersama") if pk.isdecimal() and len(pk) < 10]
    found += Plan.objects.of(request.puskesmas).filter(pk__in=others).exclude(pk=plan)[:3]
    return written(papers.approval(found, occasion=request.GET.get("acara", "")[:120]), ending)


@requires("unduh_berkas")
@require_GET
def signature_file(request: Request, plan: int, ending: str) -> HttpResponse:
    """Lembar tanda tangan of all staff."""
    return written(papers.signatures(_plan(request, plan)), ending)


@requires("unduh_berkas")
@require_GET
def document_file(request: Request, plan: int, ending: str) -> HttpResponse:
    """The document of chapters."""
    found = _plan(request, plan)
    if found.kind not in papers.CHAPTERED:
        raise Http404(str(plan))
    return written(papers.document(found), ending)


@requires("susun_rencana")
def chapter_page(request: Request, plan: int) -> HttpResponse:
    """The texts of the document, each saved by itself; what nobody wrote begins with a proposal."""
    found = _plan(request, plan)
    if found.kind not in papers.CHAPTERED:
        raise Http404(str(plan))
    refusal, kept = "", {}
    if request.method == "POST":
        code, text = request.POST.get("bab", "")[:30], request.POST.get("isi", "")
        revision = request.POST.get("revisi", "0")
        number = int(revision) if revision.isdecimal() and len(revision) < 9 else 0
        if code not in {part.code for part in chapters.parts(found)}:
            refusal = _("Bagian itu tidak ada di dokumen ini.")
        else:
            try:
                operations.write_chapter(plan=found, by=request.user, code=code, text=text, revision=number)
            except ValidationError as error:
                refusal, kept = " ".join(error.messages), {code: text}
            else:
                messages.success(request, _("Tersimpan."))
                return redirect("planning:plan_chapters", pkm=request.puskesmas.code, plan=plan)
    title = queries.title(found.kind, found.year, until=found.until_year)
    context = {"plan": found, "parts_": chapters.parts(found), "title": title, "refusal": refusal, "kept": kept}
    return shown(request, "plans/chapters.html", context, refused=bool(refusal))


def _plan(request: Request, pk: int) -> Plan:
    found: Plan = get_object_or_404(Plan.objects.of(request.puskesmas).select_related("puskesmas"), pk=pk)
    return found


def _version(request: Request, plan: int, number: int) -> PlanVersion:
    found = PlanVersion.objects.filter(plan__puskesmas=request.puskesmas, plan=plan)
    row: PlanVersion = get_object_or_404(
        found.select_related("plan__puskesmas", "made_by", "approved_by"), number=number
    )
    return row
