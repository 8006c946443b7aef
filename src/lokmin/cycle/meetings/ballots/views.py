"""Pages of a ballot for the secretary and the chair: open it, watch the count, close it, read the result."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import Role
from lokmin.cycle.meetings.ballots import operations as op
from lokmin.cycle.meetings.ballots import paper as sheets
from lokmin.cycle.meetings.ballots import queries, rules, sources
from lokmin.cycle.meetings.ballots.forms import Opening
from lokmin.cycle.meetings.models import Ballot, Meeting
from lokmin.cycle.meetings.queries.desk import current_item
from lokmin.cycle.meetings.room.events import listening
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to

#: Buttons of a ballot: close and count, open the next round, take over into the minutes.
ACTS = {"tutup", "ulang", "putuskan"}
#: Where a button leads back to, by the face that shows it.
FACES = {"meja": "desk", "kursi": "chair"}


@requires("lihat_lokmin")
def ballots(request: Request, pk: int) -> HttpResponse:
    """All ballots of a meeting; ``?bagian=`` gives the desk's part alone."""
    meeting = meeting_or_404(request, pk)
    context = {"meeting": meeting, "votes": queries.for_desk(meeting)}
    if "bagian" in request.GET:
        return render(request, "meetings/ballots/desk.html", context, using="jinja2")
    return page(request, "ballots/home.html", context)


@requires("pimpin_lokmin")
def new(request: Request, pk: int) -> HttpResponse:
    """Choose the method by a link, then what is put to the room."""
    meeting = meeting_or_404(request, pk)
    if not meeting.is_running:
        return to(request, "ballots", pk)
    form = Opening.read(meeting, request.POST) if request.method == "POST" else _blank(request, meeting)
    if request.method == "POST" and not form.errors:
        try:
            made = _opened(request, form)
        except ValidationError as error:
            form.errors["judul"] = " ".join(error.messages)
        else:
            return to(request, "ballot", pk, ballot=made.pk)
    year = meeting.date.year
    methods = rules.methods(year)
    context = {
        "meeting": meeting,
        "form": form,
        "methods": methods,
        "method": methods.get(form.method),
        "majorities": rules.majorities(year),
        "candidates": [] if form.is_vote else sources.candidates(meeting),
        "agenda": meeting.agenda.all(),
    }
    return page(request, "ballots/new.html", context, refused=bool(form.errors))


def _blank(request: Request, meeting: Meeting) -> Opening:
    """The form as it is found: the usual method, the problems a meeting can talk about, the point that runs."""
    known = rules.methods(meeting.date.year)
    method = request.GET.get("cara", "usg")
    form = Opening(meeting, method=method if method in known or method == rules.VOTE else "usg")
    form.item = current_item(meeting)
    if form.is_vote:
        return form
    form.item = meeting.agenda.filter(kind="prioritas").first() or form.item
    form.title = _("Masalah mana yang didahulukan?")
    form.rows = frozenset(c.row for c in sources.candidates(meeting) if c.likely and c.gap_bp)
    form.weights = {c.letter: str(c.weight) for c in known[form.method].criteria}
    form.names = {c.letter: c.name for c in known[form.method].criteria}
    return form


def _opened(request: Request, form: Opening) -> Ballot:
    if form.is_vote:
        return op.open_vote(
            meeting=form.meeting, by=request.user, title=form.title, majority=form.majority, options=form.options(),
            secret=form.secret, guests=form.guests, item=form.item,
        )  # fmt: skip
    return op.open_scoring(
        meeting=form.meeting, by=request.user, title=form.title, method=form.scoring, options=form.options(),
        secret=form.secret, guests=form.guests, item=form.item,
    )  # fmt: skip


@requires("lihat_lokmin")
def ballot(request: Request, pk: int, ballot: int) -> HttpResponse:
    """One ballot: the count while it is open, its result afterwards; ``?bagian=`` gives the part alone."""
    meeting = meeting_or_404(request, pk)
    live = listening(meeting.pk, "meja")
    found = _found(meeting, ballot)
    context = {"meeting": meeting, "ballot": found, "shown": queries.of_ballot(found, guest=_guest(request)), **live}
    if "bagian" in request.GET:
        return render(request, "meetings/ballots/one.html", context, using="jinja2")
    return page(request, "ballots/ballot.html", context)


@requires("pimpin_lokmin")
@require_POST
def act(request: Request, pk: int, ballot: int, what: str) -> HttpResponse:
    """A button of an open or closed ballot; ``kembali`` says which face asked."""
    meeting = meeting_or_404(request, pk)
    found = _found(meeting, ballot)
    if what not in ACTS:
        raise Http404(what)
    try:
        if what == "ulang":
            found = op.another_round(ballot=found, by=request.user)
        elif what == "tutup":
            op.close(ballot=found, by=request.user)
        else:
            op.adopt(ballot=found, by=request.user)
    except ValidationError as error:
        refused(request, error)
    back = FACES.get(request.POST.get("kembali", ""))
    return to(request, back, pk) if back else to(request, "ballot", pk, ballot=found.pk)


@requires("pimpin_lokmin")
def cancel(request: Request, pk: int, ballot: int) -> HttpResponse:
    """Give an open ballot up, with the reason everybody will read."""
    meeting = meeting_or_404(request, pk)
    found = _found(meeting, ballot)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            op.cancel(ballot=found, by=request.user, reason=request.POST.get("alasan", ""))
        except ValidationError as error:
            errors = [("alasan", text) for text in error.messages]
        else:
            return to(request, "ballots", pk)
    context = {"meeting": meeting, "ballot": found, "problems": errors, "reason": request.POST.get("alasan", "")}
    return page(request, "ballots/cancel.html", context, refused=bool(errors))


@requires("pimpin_lokmin")
def paper(request: Request, pk: int, ballot: int) -> HttpResponse:
    """Scoring sheets of paper, typed back in one go."""
    meeting = meeting_or_404(request, pk)
    found = _found(meeting, ballot)
    if found.state != Ballot.OPEN:
        messages.error(request, _("“%(title)s” tidak dibuka lagi.") % {"title": found.title}, extra_tags="bad")
        return to(request, "ballot", pk, ballot=found.pk)
    grid = sheets.Grid(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not grid.errors:
        try:
            count = sheets.type_papers(ballot=found, by=request.user, papers=grid.papers, people=sorted(grid.ticked))
        except ValidationError as error:
            grid.errors["orang" if found.secret else "kode"] = " ".join(error.messages)
        else:
            messages.success(request, sheets.said(count), extra_tags="good")
            return to(request, "ballot", pk, ballot=found.pk)
    context = {"meeting": meeting, "ballot": found, "grid": grid, "errors": list(grid.errors.items())}
    return page(request, "ballots/paper.html", context, refused=bool(grid.errors))


def _guest(request: Request) -> bool:
    """Whether the reader is nothing but a guest of an office that hides small counts from them."""
    return bool(request.puskesmas.settings.get("sembunyikan_kecil", True)) and set(request.roles) == {Role.TAMU}


def _found(meeting: Meeting, pk: int) -> Ballot:
    found: Ballot = get_object_or_404(
        meeting.ballots.select_related("urn", "opened_by", "decision", "item").prefetch_related("options"), pk=pk
    )
    return found
