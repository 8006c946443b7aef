"""Pages of a proposal: what is asked, what came out and why, accepting it or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.core.workload.darbin.records import Measure
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.workforce.darbin import basis, pictures, proposals
from lokmin.cycle.workforce.darbin.forms import AcceptForm, ProposeForm
from lokmin.cycle.workforce.darbin.proposals import Refusal
from lokmin.cycle.workforce.darbin.views.common import page, to
from lokmin.cycle.workforce.models import DivisionProposal, Wish
from lokmin.cycle.workforce.staff import queries as register
from lokmin.cycle.workforce.staff.queries import StaffRow

STATES = {
    DivisionProposal.WAITING: gettext_lazy("menunggu keputusan"), DivisionProposal.TAKEN: gettext_lazy("dipakai"),
    DivisionProposal.LEFT: gettext_lazy("ditinggalkan"),
}  # fmt: skip


@requires("atur_tenaga")
def ask(request: Request) -> HttpResponse:
    """The form, filled in beforehand; a post computes within the seconds of the rule and leads to the proposal."""
    day = clock.today()
    rule = basis.rule(day.year)
    people = basis.working(request.puskesmas, day)
    rows = basis.assigned(request.puskesmas, day)
    held = basis.holders(rows)
    sizes = basis.sizes(request.puskesmas, day.year)
    chosen = _likely(request, people, rows)
    places = [
        (code, f"{size.village.name} ({held[code].short_name})") for code, size in sizes.items() if code in held
    ]  # fmt: skip
    counted = any(size.people for size in sizes.values())
    initial = {
        "staff": [str(pk) for pk in chosen], "since": day, "until": dt.date(day.year, 12, 31),
        "measure": (Measure.PEOPLE if counted else Measure.HOUSEHOLDS).value,
        "most": -(-len(sizes) // max(len(chosen), 1)) + rule.spare, "km": _kilometres(rule.metres, sizes.values()),
        "long_leave": rule.long_leave,
    }  # fmt: skip
    form = ProposeForm(
        request.POST or None, staff=register.choices(request.puskesmas), places=places, initial=initial
    )  # fmt: skip
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        made = proposals.propose(puskesmas=request.puskesmas, by=request.user, asked=form.asked())
        if isinstance(made, DivisionProposal):
            return to(request, "darbin_proposal", proposal=made.pk)
        refusal = made
    context = {
        "form": form, "refusal": refusal, "seconds": rule.seconds,
        "blank": [s.village.name for s in sizes.values() if s.people is None and s.families is None],
        "states": STATES, "earlier": DivisionProposal.objects.of(request.puskesmas).select_related("made_by")[:8],
    }  # fmt: skip
    return page(request, "propose.html", context, refused=request.method == "POST")


def _kilometres(metres: int, sizes: Iterable[basis.Size]) -> int | None:
    """The limit of the rule, wide enough for the farthest village: the first press should not be refused."""
    farthest = max((size.metres or 0 for size in sizes), default=0)
    return max(metres // 1000, -(-farthest // 1000)) if metres else None


def _likely(request: Request, people: tuple[StaffRow, ...], rows: list[basis.Assigned]) -> list[int]:
    """Who is ticked beforehand: those who have villages now and those who wish for one.

    Where nobody has a village yet: everybody who may, but bidan desa, who otherwise keep everybody out of their own.
    """
    holding = {staff.pk for staff in basis.holders(rows).values()}
    if holding:
        wishing = set(Wish.objects.of(request.puskesmas).filter(weight__gt=0).values_list("staff", flat=True))
        return [s.pk for s in people if s.pk in holding | wishing]
    midwives = {r.staff.pk for r in rows if r.role == "bidan" and r.staff}
    return [s.pk for s in people if s.field_work and s.pk not in midwives]


def _found(request: Request, pk: int) -> DivisionProposal:
    return get_object_or_404(DivisionProposal.objects.of(request.puskesmas).select_related("made_by"), pk=pk)


@requires("lihat_tenaga")
@require_GET
def one(request: Request, proposal: int) -> HttpResponse:
    """What moved and why, the loads before and after, how good it is."""
    return _one(request, _found(request, proposal), None)


def _one(request: Request, made: DivisionProposal, form: AcceptForm | None) -> HttpResponse:
    since = max(dt.date.fromisoformat(made.body["since"]), clock.today())
    with spoken(_):
        figure, unit = pictures.proposed(made, page=True), pictures.unit(made)
    context = {
        "unit": unit, "made": made, "body": made.body, "figure": figure, "fits": proposals.fits(made),
        "since": dt.date.fromisoformat(made.body["since"]), "until": dt.date.fromisoformat(made.body["until"]),
        "moved": [v for v in made.body["villages"] if v["key"] != v["before_key"]],
        "kept": [v for v in made.body["villages"] if v["key"] == v["before_key"]],
        "form": form or AcceptForm(initial={"since": since}), "waiting": made.state == DivisionProposal.WAITING,
    }  # fmt: skip
    return page(request, "proposal.html", context, refused=form is not None)


@requires("atur_tenaga")
@require_POST
def accept(request: Request, proposal: int) -> HttpResponse:
    """Write it from a day on."""
    made = _found(request, proposal)
    form = AcceptForm(request.POST)
    if form.is_valid():
        try:
            count = proposals.accept(
                proposal=made, by=request.user, since=form.cleaned_data["since"], reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Dipakai: %(n)d desa berganti PJ. Riwayatnya tetap tersimpan.") % {"n": count})
            return to(request, "darbin")
    return _one(request, made, form)


@requires("atur_tenaga")
@require_POST
def leave(request: Request, proposal: int) -> HttpResponse:
    """Put it aside."""
    made = _found(request, proposal)
    try:
        proposals.leave(proposal=made, by=request.user, reason=request.POST.get("reason", "")[:200])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Usul ditinggalkan. Pembagian tidak berubah."))
    return to(request, "darbin")
