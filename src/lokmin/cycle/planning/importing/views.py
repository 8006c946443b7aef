"""Pages of importing a plan: the files, looking one over, filling an office's own form."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.numbers import whole
from lokmin.core.planning.money import rupiah
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.importing import filling, operations
from lokmin.cycle.planning.importing.forms import FillForm, UploadForm
from lokmin.cycle.planning.importing.reading import line_key, reading, same_file, standing
from lokmin.cycle.planning.importing.writing import UNKEPT
from lokmin.cycle.planning.models import PlanImport
from lokmin.cycle.planning.plans.funds import book
from lokmin.cycle.planning.plans.links import address
from lokmin.cycle.planning.plans.pages import beside, sent, shown
from lokmin.cycle.planning.ruk.sources import name_of
from lokmin.exchange.excel.refusal import FileRefused

#: Files shown in the list.
_MOST = 50


@requires("susun_rencana")
def home(request: Request) -> HttpResponse:
    """Drop a workbook; the files that wait and those that were taken."""
    given = {"kind": request.GET.get("jenis", ""), "year": whole(request.GET.get("tahun")) or clock.today().year + 1}
    form = UploadForm(request.POST or None, request.FILES or None, initial=given)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["file"]
        try:
            kept = operations.upload(
                puskesmas=request.puskesmas, by=request.user, name=found.name or "rencana", data=found.read(),
                kind=form.cleaned_data["kind"], year=form.cleaned_data["year"],
            )  # fmt: skip
        except FileRefused as error:
            form.add_error("file", error.message)
        except ValidationError as error:
            beside(form, error)
        else:
            return redirect("planning:import_review", pkm=request.puskesmas.code, file=kept.pk)
    return _home(request, form, FillForm(), refused=request.method == "POST")


def _home(request: Request, form: UploadForm, fill: FillForm, *, refused: bool = False) -> HttpResponse:
    files = PlanImport.objects.of(request.puskesmas).select_related("made_by", "plan")[:_MOST]
    context = {"form": form, "fill": fill, "files": files}
    return shown(request, "importing/home.html", context, refused=refused)


@requires("susun_rencana")
def review(request: Request, file: int) -> HttpResponse:
    """What was understood, with its cells: questions first, then the rows to be taken."""
    kept: PlanImport = get_object_or_404(PlanImport.objects.of(request.puskesmas), pk=file)
    refusal = ""
    if request.method == "POST":
        try:
            done = _act(request, kept)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            if done:
                return redirect(done)
            return redirect("planning:import_review", pkm=request.puskesmas.code, file=file)
    try:
        found = reading(kept)
    except (FileNotFoundError, ValueError) as error:
        messages.error(request, _("Berkas aslinya tidak dapat dibaca: %(why)s") % {"why": error}, extra_tags="bad")
        return redirect("planning:import_home", pkm=request.puskesmas.code)
    doubled = {(f.sheet, f.cell) for f in found.findings if f.code == "kegiatan-ganda"}
    known = standing(kept)
    lines = [
        (
            line_key(line.sheet, line.row), line, name_of(line.activity) in known,
            (line.sheet, line.cells.get("activity", "")) not in doubled and name_of(line.activity) not in known,
        )
        for line in found.lines
    ]  # fmt: skip
    unkept = [(sheet, text) for sheet, _cell, text, name in found.heads if name in UNKEPT[kept.kind]]
    context = {
        "file": kept, "reading": found, "lines": lines, "refusal": refusal, "waiting": kept.state == PlanImport.READ,
        "open": address(request, kept.kind, kept.year), "taken": kept.body.get("taken"), "same": same_file(kept),
        "chosen": sum(line.cost or 0 for _key, line, _known, ticked in lines if ticked), "unkept": unkept,
        "ticked": sum(ticked for *_line, ticked in lines),
    }  # fmt: skip
    return shown(request, "importing/review.html", context, refused=bool(refusal))


def _act(request: Request, kept: PlanImport) -> str:
    """Answer, take or leave; gives where to go when it is over."""
    wanted = request.POST.get("apa", "")
    if wanted == "jawab":
        # Only what was asked, and only what was offered.
        asked = reading(kept).questions
        answers = {q.key: request.POST.get(f"t:{q.key}", "") for q in asked}
        given = {q.key: answers[q.key] for q in asked if answers[q.key] in dict(q.choices)}
        operations.answer(file=kept, by=request.user, answers=given)
        messages.success(request, _("Jawaban dipakai; barisnya dibaca ulang."))
        return ""
    if wanted == "tinggalkan":
        operations.leave(file=kept, by=request.user)
        messages.success(request, _("Berkas ditinggalkan; tidak ada yang diambil."))
        return address(request, kept.kind, kept.year)
    ticked = set(request.POST.getlist("ambil"))
    chosen = [line for line in reading(kept).lines if line_key(line.sheet, line.row) in ticked]
    done = operations.take(file=kept, by=request.user, lines=chosen)
    told = _("%(n)d kegiatan diambil, %(sum)s.")
    messages.success(request, told % {"n": done.rows, "sum": rupiah(done.rupiah)})
    return address(request, kept.kind, kept.year)


@requires("susun_rencana")
@require_POST
def fill(request: Request) -> HttpResponse:
    """The office's own empty form, filled with a plan and handed back; nothing is kept."""
    form = FillForm(request.POST, request.FILES)
    if not form.is_valid():
        return _home(request, UploadForm(), form, refused=True)
    upload, kind, year = (form.cleaned_data[name] for name in ("file", "kind", "year"))
    data, name = upload.read(), upload.name or "templat"
    rows = filling.rows(request.puskesmas, kind, year)
    if not rows:
        form.add_error("year", _("%(kind)s %(year)s masih kosong.") % {"kind": kind.upper(), "year": year})
        return _home(request, UploadForm(), form, refused=True)
    try:
        if name.casefold().endswith(".docx"):
            # Both writers are heavy; only who fills a form pays for them.
            from lokmin.documents.render.templates import BadTemplateError, fill_template

            try:
                made = fill_template(data, filling.context(request.puskesmas, kind, year))
            except BadTemplateError as error:
                raise FileRefused("templat-salah", str(error)) from error
            return sent(made, f"{kind}-{year}", "docx")
        from lokmin.exchange.excel.planbookfill import fill_template as fill_workbook

        return sent(fill_workbook(data, name, rows, funds=book(year)), f"{kind}-{year}", "xlsx")
    except FileRefused as error:
        form.add_error("file", error.message)
    return _home(request, UploadForm(), form, refused=True)
