"""Proposals for Musrenbang: the list of a year, on screen and paper; one proposal; what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.community import queries as community
from lokmin.cycle.community.musrenbang import operations as deliberations
from lokmin.cycle.meetings.models import Meeting, Musrenbang
from lokmin.cycle.meetings.queries.musrenbang import AGREED
from lokmin.cycle.meetings.sectors import operations as op
from lokmin.cycle.meetings.sectors.forms import DecisionForm, ProposalForm
from lokmin.cycle.meetings.views.common import meeting_or_404, refused, to


@requires("lihat_mitra")
def home(request: Request) -> HttpResponse:
    """The proposals of a year, those of the villages first, with their sum."""
    ours = Musrenbang.objects.of(request.puskesmas)
    years = sorted(set(ours.values_list("year", flat=True)) | {clock.today().year + 1}, reverse=True)
    wanted = whole(request.GET.get("tahun"))
    year = wanted if wanted in years else clock.today().year + 1
    found = ours.filter(year=year).select_related("village", "partner", "meeting")
    rows = list(found.order_by("level", "village__order", "pk"))
    priced = [r.cost for r in rows if r.cost is not None and r.state != "ditolak"]
    said = community.musrenbang_states(request.puskesmas, deliberations.SECTORS, year)
    context = {
        "rows": rows, "years": years, "year": year, "total": sum(priced), "priced": len(priced),
        "said": said,
        "to_carry": sum(r.level == "kecamatan" and r.state in AGREED and str(r.pk) not in said for r in rows),
        "kecamatan": [r for r in rows if r.level == "kecamatan"], "desa": [r for r in rows if r.level == "desa"],
    }  # fmt: skip
    return render(request, "meetings/sectors/musrenbang.html", context, using="jinja2")


@requires("atur_mitra")
def edit(request: Request, musrenbang: int | None = None) -> HttpResponse:
    """A proposal, new (also out of a meeting: ``?lokmin=3``) or corrected."""
    found = _proposal(request, musrenbang) if musrenbang is not None else None
    meeting = _meeting(request)
    given: dict[str, object] = {"year": clock.today().year + 1, "level": "kecamatan"}
    given |= {n: request.GET[n] for n in ("problem", "village", "partner") if n in request.GET}
    form = ProposalForm(request.POST or None, puskesmas=request.puskesmas, proposal=found, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            if found is None:
                op.add_proposal(puskesmas=request.puskesmas, by=request.user, meeting=meeting, **form.values())
            else:
                op.change_proposal(proposal=found, by=request.user, **form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Usulan tersimpan."))
            return redirect(_back(request, meeting, form.cleaned_data["year"]))
    context = {
        "form": form, "proposal": found, "meeting": meeting,
        "decision": DecisionForm(initial={"state": found.state, "state_reason": found.state_reason}) if found else None,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/sectors/proposal.html", context, status=status, using="jinja2")


@requires("atur_mitra")
@require_POST
def carry(request: Request, year: int) -> HttpResponse:
    """What was agreed for the kecamatan goes into its berita acara, so that nobody types it twice."""
    agreed = Musrenbang.objects.of(request.puskesmas).filter(year=year, level="kecamatan", state__in=AGREED)
    given = [(str(m.pk), m.proposal, m.volume, m.cost) for m in agreed.order_by("pk")]
    try:
        count = deliberations.carry(puskesmas=request.puskesmas, by=request.user, year=year, proposals=given)
    except ValidationError as error:
        refused(request, error)
    else:
        messages.success(request, _("%(n)s usulan masuk berita acara Musrenbang kecamatan.") % {"n": count})
    return redirect(_back(request, None, year))


@requires("atur_mitra")
@require_POST
def decide(request: Request, musrenbang: int) -> HttpResponse:
    """What became of a proposal."""
    found = _proposal(request, musrenbang)
    form = DecisionForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            op.decide_proposal(proposal=found, by=request.user, state=data["state"], reason=data["state_reason"])
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(_back(request, None, found.year))
    context = {
        "form": ProposalForm(puskesmas=request.puskesmas, proposal=found), "proposal": found, "meeting": None,
        "decision": form,
    }  # fmt: skip
    return render(request, "meetings/sectors/proposal.html", context, status=422, using="jinja2")


@requires("atur_mitra")
@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    """Agree in a meeting on the proposals that were ticked."""
    meeting = meeting_or_404(request, pk)
    chosen = [whole(v) for v in request.POST.getlist("usulan")]
    try:
        op.agree_proposals(meeting=meeting, by=request.user, pks=chosen)
    except ValidationError as error:
        refused(request, error)
    return to(request, "sectors", pk, "musrenbang")


def _proposal(request: Request, pk: int) -> Musrenbang:
    found: Musrenbang = get_object_or_404(
        Musrenbang.objects.of(request.puskesmas).select_related("village", "partner"), pk=pk
    )
    return found


def _meeting(request: Request) -> Meeting | None:
    pk = whole(request.POST.get("lokmin") or request.GET.get("lokmin"))
    found: Meeting | None = Meeting.objects.of(request.puskesmas).filter(pk=pk).first()
    return found


def _back(request: Request, meeting: Meeting | None, year: int) -> str:
    code = request.puskesmas.code
    if meeting is not None:
        return f"{reverse('meetings:sectors', kwargs={'pkm': code, 'pk': meeting.pk})}#musrenbang"
    return f"{reverse('meetings:musrenbang', kwargs={'pkm': code})}?tahun={year}"
