"""The one table of proposals: drawn up, narrowed, corrected, decided, on paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lokmin.core.needs.proposals import KINDS, sums
from lokmin.core.numbers import whole
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.monitoring.register import papers
from lokmin.cycle.workforce.models import NeedProposal
from lokmin.cycle.workforce.needs import operations, queries, rules
from lokmin.cycle.workforce.needs.forms import ProposalForm, StateForm
from lokmin.cycle.workforce.needs.views.common import allowed, asked_year, back, page, refused
from lokmin.cycle.workforce.needs.views.files import workbook
from lokmin.documents.forms import needs as form

#: What the head decides; talking about a proposal anybody of the part may note.
DECIDED = ("disetujui", "masuk RUK", "dikirim", "terpenuhi", "ditolak")


@requires("lihat_tenaga")
@require_GET
def home(request: Request) -> HttpResponse:
    """The table of a year."""
    year, kind = asked_year(request), _kind(request)
    every = queries.proposals(request.puskesmas, year)
    rows = [row for row in every if not kind or row.proposal.kind == kind]
    asked = [row.proposal for row in rows if row.proposal.state != "ditolak"]
    context = {
        "rows": rows, "kind": kind, "all": len(every), "asked": len(asked),
        "high": sum(one.priority == 1 for one in asked), "cost": sum(one.cost or 0 for one in asked),
        "uncosted": sum(one.cost is None for one in asked), "sums": sums(asked, "kind"),
        "funds": sums(asked, "fund"), "fund_names": rules.funds(year), "kinds": KINDS, "rule": rules.priority(year),
        "states_shown": [
            (s, _(s)) for s, _t in NeedProposal.STATES if allowed(request, "atur_tenaga") or s not in DECIDED
        ],
        "decide": allowed(request, "isi_kebutuhan"),
    }  # fmt: skip
    return page(request, "proposals", context)


def _kind(request: Request) -> str:
    kind = request.GET.get("jenis", "")
    return kind if kind in KINDS else ""


@requires("isi_kebutuhan")
@require_POST
def refresh(request: Request) -> HttpResponse:
    """Draw the table up from what lacks."""
    year = asked_year(request)
    did = operations.refresh(puskesmas=request.puskesmas, by=request.user, year=year)
    if did.new or did.changed or did.met:
        said = _("Tabel usulan disusun: %(new)d baru, %(changed)d berubah, %(met)d sudah tertutup.")
        messages.success(request, said % {"new": did.new, "changed": did.changed, "met": did.met})
    else:
        messages.info(request, _("Tidak ada yang berubah. Isi inventaris alat, logistik, ABK atau pelatihan dahulu."))
    return back(request, "needs", tahun=year)


@requires("isi_kebutuhan")
@require_http_methods(["GET", "POST"])
def write(request: Request) -> HttpResponse:
    """A proposal that follows no row of the system."""
    year = asked_year(request)
    shown = ProposalForm(request.POST or None, year=year, initial={"kind": "sarana", "available_micro": 0})
    if request.method == "POST" and shown.is_valid():
        data = shown.cleaned_data
        try:
            operations.propose(
                puskesmas=request.puskesmas, by=request.user, year=year, columns=shown.columns(),
                priority=data["priority"], reason=data["reason"],
            )  # fmt: skip
        except ValidationError as error:
            put_errors(shown, error)
        else:
            messages.success(request, _("Usulan “%(item)s” tersimpan.") % {"item": data["item"]})
            return back(request, "needs", tahun=year)
    return page(request, "proposal", {"form": shown, "row": None}, status=422 if shown.errors else 200)


@requires("lihat_tenaga")
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """A proposal: what it stands on, its money and priority, where it stands."""
    return _one(request, pk)


@requires("isi_kebutuhan")
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """Correct a proposal; what is wrong is shown on its page."""
    return _one(request, pk)


def _one(request: Request, pk: int) -> HttpResponse:
    kept = get_object_or_404(NeedProposal.objects.of(request.puskesmas), pk=pk, removed_at__isnull=True)
    may = allowed(request, "isi_kebutuhan")
    initial = {name: getattr(kept, name) for name in ProposalForm.base_fields if name != "reason"}
    reason = kept.priority_reason.removeprefix(operations.SET_BY_HAND)
    initial["reason"] = reason if reason != kept.priority_reason else ""
    shown = ProposalForm(request.POST or None, year=kept.year, computed=bool(kept.source_key), initial=initial)
    if request.method == "POST" and shown.is_valid():
        data = shown.cleaned_data
        try:
            operations.change(
                proposal=kept, by=request.user, columns=shown.columns(), priority=data["priority"],
                reason=data["reason"],
            )  # fmt: skip
        except ValidationError as error:
            put_errors(shown, error)
        else:
            messages.success(request, _("Usulan tersimpan."))
            return back(request, "needs", tahun=kept.year)
    row = next(row for row in queries.proposals(request.puskesmas, kept.year) if row.pk == kept.pk)
    context = {
        "form": shown, "row": row, "kept": kept, "may": may, "year": kept.year, "kind_name": KINDS[kept.kind],
        "state": StateForm(initial={"state": kept.state, "reason": kept.state_reason}),
        "decide": allowed(request, "atur_tenaga"),
    }  # fmt: skip
    return page(request, "proposal", context, status=422 if shown.errors else 200)


@requires("isi_kebutuhan")
@require_POST
def mark(request: Request) -> HttpResponse:
    """Say where the ticked proposals stand."""
    state, year = request.POST.get("state", ""), asked_year(request)
    if state in DECIDED and not allowed(request, "atur_tenaga"):
        raise PermissionDenied("atur_tenaga")
    wanted = [whole(pk) for pk in request.POST.getlist("usulan")]
    rows = list(NeedProposal.objects.of(request.puskesmas).filter(pk__in=wanted, removed_at__isnull=True))
    if not rows:
        messages.error(request, _("Centang usulannya dahulu."))
        return back(request, "needs", tahun=year)
    try:
        for row in rows:
            operations.mark(
                puskesmas=request.puskesmas, by=request.user, proposal=row, state=state,
                reason=request.POST.get("reason", ""),
            )  # fmt: skip
    except ValidationError as error:
        refused(request, error)
    else:
        said = ngettext("%(n)d usulan ditandai: %(state)s.", "%(n)d usulan ditandai: %(state)s.", len(rows))
        messages.success(request, said % {"n": len(rows), "state": _(state)})
    return back(request, "needs", tahun=rows[0].year)


@requires("isi_kebutuhan")
@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Take away a proposal somebody wrote."""
    kept = get_object_or_404(NeedProposal.objects.of(request.puskesmas), pk=pk, removed_at__isnull=True)
    try:
        operations.remove(proposal=kept, by=request.user)
    except ValidationError as error:
        refused(request, error)
    else:
        messages.success(request, _("Usulan dihapus."))
    return back(request, "needs", tahun=kept.year)


@requires("lihat_tenaga")
@require_GET
def paper(request: Request, ending: str) -> HttpResponse:
    """The table as it stands on screen."""
    year, kind = asked_year(request), _kind(request)
    rows = queries.proposals(request.puskesmas, year)
    asked = [r.proposal for r in rows if r.proposal.state != "ditolak" and (not kind or r.proposal.kind == kind)]
    if ending == "xlsx":
        table = form.proposal_table(asked, year, request.puskesmas.name, rules.funds(year))
        return workbook(request.puskesmas, [table], f"usulan-kebutuhan-{year}")
    if ending not in ("pdf", "docx"):
        raise Http404(ending)
    by = papers.office(request.puskesmas)
    return papers.written(form.proposal_paper(asked, year, by, rules.funds(year), rules.priority(year)), ending)
