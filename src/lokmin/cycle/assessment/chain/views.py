"""Pages of the evidence chain: all steps of a year, one step with its proofs, the paper, files."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from lokmin.cycle.assessment.chain import operations, queries
from lokmin.cycle.assessment.chain.forms import NoteForm, VerifyForm
from lokmin.cycle.assessment.models import AssessmentFile
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.fields import DayField
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.proofs import ACCEPT, read_proofs
from lokmin.cycle.centre.roles import PERMISSIONS, Role
from lokmin.cycle.monitoring.register.papers import book, office, written
from lokmin.cycle.reporting import serving
from lokmin.documents.forms.chain import chain_paper


def _page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    return render(
        request, f"assessment/chain/{template}", context, status=422 if refused else 200, using="jinja2"
    )  # fmt: skip


def _to(request: Request, year: int, step: int) -> HttpResponse:
    return redirect(
        reverse("assessment:chain_step", kwargs={"pkm": request.puskesmas.code, "year": year, "step": step})
    )


def address(link: str, pkm: str, held: AbstractSet[Role]) -> str:
    """The page a proof is on (``planning:rpk?year=2026``: parts of the address first, else a query).

    Nothing when there is no such page, or when the roles ``held`` do not reach it: a step is read by the whole
    office and the Dinkes, what it asks for is done by a few.
    """
    route, _mark, given = link.partition("?")
    parts: dict[str, Any] = dict(pair.split("=", 1) for pair in given.split("&") if "=" in pair)
    kwargs = {k: int(v) if v.isdecimal() else v for k, v in parts.items()}
    for named, rest in ((kwargs, ""), ({}, f"?{given}" if given else "")):
        with suppress(NoReverseMatch):
            found = reverse(route, kwargs={"pkm": pkm, **named}) if route else ""
            return found + rest if found and _reached(found, held) else ""
    return ""


def _reached(found: str, held: AbstractSet[Role]) -> bool:
    action = getattr(resolve(found).func, "action", None)
    return action is None or bool(PERMISSIONS[action] & held)


@requires("lihat_pkp")
@require_GET
def now(request: Request) -> HttpResponse:
    """The chain of this year."""
    return redirect(reverse("assessment:chain", kwargs={"pkm": request.puskesmas.code, "year": clock.today().year}))


@requires("lihat_pkp")
@require_GET
def chain(request: Request, year: int) -> HttpResponse:
    """The 15 steps of a year, each with its score, its proof, or what is missing and the next step."""
    _known(year)
    shown = queries.page(request.puskesmas, year)
    context = {
        "year": year, "years": sorted({*queries.years(request.puskesmas), year}, reverse=True), "page": shown,
        "link": lambda to: address(to, request.puskesmas.code, request.roles), "nearest": shown.chain.nearest[:3],
        "dated": queries.dated_parts(year), "own_dates": queries.deadlines(request.puskesmas, year),
    }  # fmt: skip
    return _page(request, "chain.html", context)


@requires("lihat_pkp")
@require_GET
def step(request: Request, year: int, step: int) -> HttpResponse:
    """One step with all its parts and proofs."""
    return _step(request, year, step)


def _step(request: Request, year: int, number: int, *, refused: bool = False, **more: Any) -> HttpResponse:
    _known(year)
    shown = queries.page(request.puskesmas, year)
    line = next((one for one in shown.lines if one.result.step.number == number), None)
    if line is None:
        raise Http404(str(number))
    context = {
        "year": year, "page": shown, "line": line, "accept": ACCEPT,
        "link": lambda to: address(to, request.puskesmas.code, request.roles), "form": NoteForm(row=line.note),
        "verify": VerifyForm(row=line.note), **more,
    }  # fmt: skip
    return _page(request, "step.html", context, refused=refused)


@requires("isi_pkp")
@require_POST
def say(request: Request, year: int, step: int) -> HttpResponse:
    """What the office adds: words, a day, files, its own score."""
    form = NoteForm(request.POST)
    good, wrong = read_proofs(request.FILES.getlist("files"), largest=operations.LARGEST, at_once=10)
    if form.is_valid():
        try:
            operations.say(
                puskesmas=request.puskesmas, by=request.user, year=year, step=step, proofs=good, **form.cleaned_data
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            for sentence in wrong:
                messages.error(request, _("Belum terkirim: %(why)s") % {"why": sentence}, extra_tags="bad")
            messages.success(request, _("Langkah %(n)s tersimpan.") % {"n": step})
            return _to(request, year, step)
    return _step(request, year, step, refused=True, form=form)


@requires("isi_pkp")
@require_POST
def dates(request: Request, year: int) -> HttpResponse:
    """The office's own deadlines: when the Musrenbang kabupaten is, what the Dinkes asks."""
    _known(year)
    field = DayField(required=False)
    try:
        days = {code: field.clean(request.POST.get(code, "")) for code, _name, _day in queries.dated_parts(year)}
        operations.set_deadlines(puskesmas=request.puskesmas, by=request.user, year=year, days=days)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence, extra_tags="bad")
    else:
        messages.success(request, _("Batas waktu tersimpan."))
    return redirect(reverse("assessment:chain", kwargs={"pkm": request.puskesmas.code, "year": year}))


@requires("verifikasi_pkp")
@require_POST
def verify(request: Request, year: int, step: int) -> HttpResponse:
    """The Dinkes' score."""
    form = VerifyForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            operations.verify(
                puskesmas=request.puskesmas, by=request.user, year=year, step=step, score=data["verified"],
                note=data["verified_note"],
            )  # fmt: skip
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Nilai Dinkes tersimpan."))
            return _to(request, year, step)
    return _step(request, year, step, refused=True, verify=form)


def _file(request: Request, year: int, step: int, pk: int) -> AssessmentFile:
    rows = AssessmentFile.objects.of(request.puskesmas).filter(about=queries.about(year, step), removed_at=None)
    found: AssessmentFile = get_object_or_404(rows, pk=pk)
    return found


@requires("lihat_pkp")
@require_GET
def file(request: Request, year: int, step: int, file: int) -> HttpResponse:
    """A proof: a photo (``?kecil=1``: a small one) or a file; never shown as a page."""
    return serving.kept(request, _file(request, year, step, file))


@requires("isi_pkp")
@require_POST
def drop_file(request: Request, year: int, step: int, file: int) -> HttpResponse:
    """Take a proof out, with the reason."""
    try:
        operations.drop_file(
            file=_file(request, year, step, file), by=request.user, reason=request.POST.get("reason", "")
        )
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence, extra_tags="bad")
    return _to(request, year, step)


@requires("lihat_pkp")
@require_GET
def paper(request: Request, year: int, ending: str) -> HttpResponse:
    """The chain as PDF, Word or Excel."""
    _known(year)
    with override("id"):  # papers are Indonesian, whoever makes them
        shown = queries.page(request.puskesmas, year)
        if ending != "xlsx":
            return written(chain_paper(shown.chain, shown.notes, office(request.puskesmas), shown.rule.source), ending)
        heads = ("No", "Langkah", "Nilai", "Bukti", "Yang belum ada", "Langkah berikut", "Nilai Dinkes")
        rows = [
            (
                line.result.step.number, line.result.name, line.score,
                "\n".join([*(e.text for e in line.result.proofs), *([line.note.note] if line.note else [])]),
                "\n".join(line.result.lacks), line.result.todo, line.note.verified if line.note else None,
            )
            for line in shown.lines
        ]  # fmt: skip
        title = f"Bukti perencanaan {year}"
        return book(request.puskesmas, "bukti-perencanaan", title, heads, (5, 46, 8, 56, 50, 46, 12), rows)


def _known(year: int) -> None:
    """No year the calendar does not have.

    Raises:
        Http404: for any other.
    """
    if not 2000 <= year <= 2099:
        raise Http404(str(year))
