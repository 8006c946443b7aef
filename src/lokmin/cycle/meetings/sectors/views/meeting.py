"""The sectors in one meeting: what is wanted, what hinders, what is promised, who signed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lokmin.core.numbers import whole
from lokmin.cycle.centre import partners
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.followup.commitments.forms import CommitmentForm
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.models import Meeting, PromiseOffer
from lokmin.cycle.meetings.sectors import operations as op
from lokmin.cycle.meetings.sectors import queries, statement
from lokmin.cycle.meetings.sectors.forms import ObstacleForm, PaperPledgeForm, ReasonForm
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to

OFFERED = ("problem", "support", "activity", "target_group", "due", "resources", "owner_text", "indicator")


@requires("lihat_mitra")
def sectors(request: Request, pk: int) -> HttpResponse:
    """Everything about the sectors of one meeting."""
    meeting = meeting_or_404(request, pk)
    if request.GET.get("bagian") == "meja":
        return page(request, "sectors/desk.html", {"sectors": queries.for_desk(meeting)})
    return _page(request, meeting)


def _page(
    request: Request, meeting: Meeting, obstacle: ObstacleForm | None = None, pledge: PaperPledgeForm | None = None
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "page": queries.page(meeting),
        "known": partners.active(request.puskesmas),
        "obstacle_form": obstacle or ObstacleForm(puskesmas=request.puskesmas),
        "pledge_form": pledge or PaperPledgeForm(meeting=meeting),
    }
    bad = any(f is not None and bool(f.errors) for f in (obstacle, pledge))
    return page(request, "sectors/page.html", context, refused=bad)


@requires("lihat_mitra")
def sheet(request: Request, pk: int) -> HttpResponse:
    """The komitmen bersama to be read and printed."""
    meeting = meeting_or_404(request, pk)
    stated = statement.statement(meeting)
    signers = statement.signers(meeting, stated.sha256)
    return page(request, "sectors/sheet.html", {"meeting": meeting, "statement": stated, "signers": signers})


@requires("atur_mitra")
def promise(request: Request, pk: int, commitment: int | None = None) -> HttpResponse:
    """A promise of this meeting, new (also out of an offer: ``?tawaran=3``) or corrected."""
    meeting = meeting_or_404(request, pk)
    made = promises.find(request.puskesmas, commitment) if commitment else None
    if commitment and (made is None or (made.origin_kind, made.origin_id) != (Meeting.ORIGIN, str(meeting.pk))):
        raise Http404(commitment)
    offer = _offer(meeting, request.POST.get("tawaran") or request.GET.get("tawaran") or "")
    given = {n: request.GET[n] for n in (*OFFERED, "partner", "village") if n in request.GET}
    if offer is not None:
        given = {**{n: getattr(offer, n) for n in OFFERED}, "partner": str(offer.partner_id)}
    form = CommitmentForm(request.POST or None, puskesmas=request.puskesmas, commitment=made, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            if made is not None:
                op.change_promise(meeting=meeting, commitment=made, by=request.user, **form.columns())
            elif offer is not None:
                op.take_offer(offer=offer, by=request.user, **form.columns())
            else:
                op.add_promise(meeting=meeting, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "sectors", pk, "janji")
    context = {"meeting": meeting, "form": form, "commitment": made, "offer": offer}
    return page(request, "sectors/promise.html", context, refused=request.method == "POST")


@requires("atur_mitra")
def withdraw(request: Request, pk: int, commitment: int) -> HttpResponse:
    """Take a promise out of the komitmen again, with the reason."""
    meeting = meeting_or_404(request, pk)
    made = promises.find(request.puskesmas, commitment)
    if made is None or (made.origin_kind, made.origin_id) != (Meeting.ORIGIN, str(meeting.pk)):
        raise Http404(commitment)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            op.withdraw_promise(meeting=meeting, commitment=made, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "sectors", pk, "janji")
    context = {"meeting": meeting, "form": form, "what": made.activity, "who": made.partner.name, "offer": False}
    return page(request, "sectors/reason.html", context, refused=request.method == "POST")


@requires("atur_mitra")
def refuse(request: Request, pk: int, offer: int) -> HttpResponse:
    """Not to write down what a phone offered, with the reason."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.offers.select_related("partner"), pk=offer)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            op.refuse_offer(offer=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "sectors", pk, "tawaran")
    context = {"meeting": meeting, "form": form, "what": found.activity, "who": found.partner.name, "offer": True}
    return page(request, "sectors/reason.html", context, refused=request.method == "POST")


@requires("atur_mitra")
@require_POST
def obstacle(request: Request, pk: int) -> HttpResponse:
    """Write down what hinders a sector."""
    meeting = meeting_or_404(request, pk)
    form = ObstacleForm(request.POST, puskesmas=request.puskesmas)
    if form.is_valid():
        try:
            op.add_obstacle(meeting=meeting, by=request.user, **form.values())
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "sectors", pk, "hambatan")
    return _page(request, meeting, obstacle=form)


@requires("atur_mitra")
@require_POST
def obstacle_drop(request: Request, pk: int, obstacle: int) -> HttpResponse:
    """Take an obstacle out."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.sector_obstacles.select_related("partner"), pk=obstacle)
    try:
        op.remove_obstacle(obstacle=found, by=request.user)
    except ValidationError as error:
        refused(request, error)
    return to(request, "sectors", pk, "hambatan")


@requires("atur_mitra")
@require_POST
def seats(request: Request, pk: int) -> HttpResponse:
    """Which guest speaks for which partner: ``mitra-<attendance>``."""
    meeting = meeting_or_404(request, pk)
    known = {str(p.pk): p for p in partners.active(request.puskesmas)}
    try:
        for line in meeting.attendance.filter(person__isnull=True):
            chosen = request.POST.get(f"mitra-{line.pk}")
            if chosen is not None and (not chosen or chosen in known):
                partner: Partner | None = known.get(chosen)
                op.seat(attendance=line, partner=partner, by=request.user)
    except ValidationError as error:
        refused(request, error)
    return to(request, "sectors", pk, "hadir")


@requires("atur_mitra")
@require_POST
def paper(request: Request, pk: int) -> HttpResponse:
    """Type back a signature under the printed sheet."""
    meeting = meeting_or_404(request, pk)
    form = PaperPledgeForm(request.POST, meeting=meeting)
    if form.is_valid():
        try:
            op.sign_on_paper(meeting=meeting, by=request.user, **form.values())
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "sectors", pk, "komitmen")
    return _page(request, meeting, pledge=form)


@requires("atur_mitra")
@require_POST
def unsign(request: Request, pk: int, pledge: int) -> HttpResponse:
    """Take a signature off."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.pledges.all(), pk=pledge)
    try:
        op.remove_pledge(pledge=found, by=request.user)
    except ValidationError as error:
        refused(request, error)
    return to(request, "sectors", pk, "komitmen")


def _offer(meeting: Meeting, pk: str) -> PromiseOffer | None:
    found: PromiseOffer | None = meeting.offers.select_related("partner").filter(pk=whole(pk)).first()
    return found
