"""The work of one action: its parts, people, turns, photos and files. Every form is a post of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.followup import queries
from lokmin.cycle.followup.models import Action
from lokmin.cycle.followup.views import action_address, back, page_of, refuse
from lokmin.cycle.followup.work import operations, proofs
from lokmin.cycle.followup.work.forms import OwnerForm, TaskForm, TurnForm
from lokmin.cycle.reporting import serving


def found(request: Request, pk: int) -> Action:
    """The action of this Puskesmas, or 404."""
    rows: QuerySet[Action] = Action.objects.of(request.puskesmas)
    related = ("owner", "village", "made_by", "register", "root", "puskesmas__place")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def updatable(request: Request, pk: int) -> Action:
    """The action, when this person may write about it; 403 otherwise."""
    action = found(request, pk)
    if not queries.may_update(request.user, action):
        raise PermissionDenied("perbarui_rtl")
    return action


def done(request: Request, action: Action, part: str = "") -> HttpResponse:
    """Back to where the reader came from, else to the action."""
    return redirect(back(request) or action_address(request, action) + (f"#{part}" if part else ""))


def told(request: Request, error: ValidationError) -> None:
    """A refusal of a button that has no fields of its own."""
    for sentence in error.messages:
        messages.error(request, sentence, extra_tags="bad")


@requires("kelola_rtl")
@require_POST
def add_task(request: Request, pk: int) -> HttpResponse:
    """One more part of the work."""
    action = found(request, pk)
    form = TaskForm(request.POST, puskesmas=request.puskesmas)
    if form.is_valid():
        try:
            operations.add_task(action=action, by=request.user, **form.columns())
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, action, "bagian")
    return page_of(request, action, status=422, task_form=form)


@requires("perbarui_rtl")
@require_POST
def task(request: Request, pk: int, task: int) -> HttpResponse:
    """Tick a part, take the tick back, or take the part out."""
    action = found(request, pk)
    part = get_object_or_404(action.tasks.select_related("action__puskesmas"), pk=task, removed_at=None)
    what = request.POST.get("apa", "")
    allowed = queries.may_update(request.user, action) if what == "hapus" else queries.may_tick(request.user, part)
    if not allowed:
        raise PermissionDenied("perbarui_rtl")
    try:
        if what == "hapus":
            operations.remove_task(task=part, by=request.user)
        elif what in ("selesai", "belum"):
            operations.tick(task=part, by=request.user, done=what == "selesai")
        else:
            raise Http404(what)
    except ValidationError as error:
        told(request, error)
    return done(request, action, "bagian")


@requires("kelola_rtl")
@require_POST
def add_owner(request: Request, pk: int) -> HttpResponse:
    """One more who answers for it or takes part."""
    action = found(request, pk)
    form = OwnerForm(request.POST, puskesmas=request.puskesmas)
    if form.is_valid():
        try:
            operations.add_owner(action=action, by=request.user, **form.columns())
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                form.add_error("who" if name in ("person", "partner") else name, sentences)
        else:
            return done(request, action, "orang")
    return page_of(request, action, status=422, owner_form=form)


@requires("kelola_rtl")
@require_POST
def drop_owner(request: Request, pk: int, owner: int) -> HttpResponse:
    """Somebody no longer takes part."""
    action = found(request, pk)
    operations.remove_owner(
        owner=get_object_or_404(action.more_owners.select_related("action"), pk=owner), by=request.user
    )
    return done(request, action, "orang")


@requires("perbarui_rtl")
@require_POST
def turn(request: Request, pk: int) -> HttpResponse:
    """One turn of a repeated action: done today, left out with a reason, or written by mistake."""
    action = updatable(request, pk)
    form = TurnForm(request.POST)
    if not form.is_valid():
        raise Http404("giliran")
    data = form.cleaned_data
    kept, wrong = proofs.take(request.puskesmas, request.FILES.getlist("files"), data["note"])
    try:
        _turn(request, action, data, kept)
    except ValidationError as error:
        told(request, error)
    for sentence in wrong:
        messages.error(request, _("Belum terkirim: %(why)s") % {"why": sentence}, extra_tags="bad")
    return done(request, action, "giliran")


def _turn(request: Request, action: Action, data: dict[str, Any], kept: list[proofs.Kept]) -> None:
    if data["what"] == "batal":
        operations.erase_turn(turn=get_object_or_404(action.turns.all(), due=data["due"]), by=request.user)
        return
    today = clock.today()
    finished = today if data["what"] == "selesai" else None
    operations.write_turn(
        action=action, by=request.user, due=data["due"], done_on=finished,
        skipped_reason="" if finished else data["note"], note=data["note"] if finished else "", kept=kept,
    )  # fmt: skip


@requires("perbarui_rtl")
@require_POST
def attach(request: Request, pk: int) -> HttpResponse:
    """Photos and files without a note of their own, also of an action that is done."""
    action = updatable(request, pk)
    kept, wrong = proofs.take(request.puskesmas, request.FILES.getlist("files"), request.POST.get("caption", ""))
    try:
        if kept or not wrong:
            operations.attach_kept(action=action, by=request.user, kept=kept)
    except ValidationError as error:
        wrong += error.messages
    for sentence in wrong:
        messages.error(request, sentence, extra_tags="bad")
    return done(request, action, "bukti")


@requires("lihat_rtl")
@require_GET
def proof_file(request: Request, pk: int, proof: int) -> HttpResponse:
    """The photo (``?kecil=1``: a small one), or the file; only for readers of this Puskesmas, never as a page."""
    one = get_object_or_404(found(request, pk).proofs.all(), pk=proof, removed_at=None)
    return serving.kept(request, one)


@requires("perbarui_rtl")
@require_POST
def drop_proof(request: Request, pk: int, proof: int) -> HttpResponse:
    """Take a proof out, with the reason."""
    action = updatable(request, pk)
    one = get_object_or_404(action.proofs.select_related("action"), pk=proof)
    try:
        operations.remove_proof(proof=one, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        told(request, error)
    return done(request, action, "bukti")
