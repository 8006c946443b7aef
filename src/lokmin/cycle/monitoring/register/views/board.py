"""Posts of the cause canvas and of the ways: one button, one step, back to the same place of the page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.numbers import whole
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.models import Alternative, Cause, Problem
from lokmin.cycle.monitoring.register import operations
from lokmin.cycle.monitoring.register.ledger import family_ids
from lokmin.cycle.monitoring.register.queries import ways as reading
from lokmin.cycle.monitoring.register.views.common import problem_or_404, refused, to_problem


@requires("kelola_masalah")
@require_POST
def causes(request: Request, problem: int) -> HttpResponse:
    """One step on the tree of causes: ``apa`` says which."""
    record = problem_or_404(request, problem)
    what, text = request.POST.get("apa", ""), request.POST.get("teks", "")
    picture = request.POST.get("gambar", "")
    query = f"gambar={picture}" if picture.isalpha() else ""
    try:
        anchor = _cause_step(request, record, what)
    except ValidationError as error:
        refused(request, error, field=what, of=request.POST.get("sebab", ""), text=text)
        anchor = "penyebab"
    return to_problem(request, problem, anchor, query)


def _cause_step(request: Request, problem: Problem, what: str) -> str:
    """Do it; where the page is to be looked at next."""
    by, given = request.user, request.POST
    match what:
        case "tambah":
            above = _cause(problem, given.get("bawah", ""))
            cause = operations.add_cause(
                problem=problem, by=by, text=given.get("teks", ""), rib=given.get("tulang", ""),
                side="akibat" if given.get("sisi") == "akibat" else "sebab", parent=above,
            )  # fmt: skip
            # A chain of why goes on below its newest answer; at the problem the next line is written.
            return f"sebab-{cause.pk}" if cause.parent_id else "tambah"
        case "pakai":
            cause = operations.add_cause(
                problem=problem, by=by, text=given.get("teks", ""), rib=given.get("tulang", ""),
                determinant=given.get("penentu", ""),
            )  # fmt: skip
            return f"sebab-{cause.pk}"
        case "akar" | "bukan_akar" | "ubah" | "pindah" | "hapus":
            return _present_step(request, problem, what)
        case _:
            raise Http404(what)


def _present_step(request: Request, problem: Problem, what: str) -> str:
    by, given = request.user, request.POST
    cause = _cause(problem, given.get("sebab", ""))
    if cause is None:
        raise ValidationError(_("Penyebab itu sudah tidak ada. Muat ulang halaman ini."))
    if what == "ubah":
        operations.change_cause(
            cause=cause, by=by, text=given.get("teks", ""), rib=given.get("tulang", ""),
            determinant=given.get("penentu", ""), evidence=given.get("bukti", ""),
        )  # fmt: skip
    elif what == "pindah":
        operations.move_cause(cause=cause, by=by, parent=_cause(problem, given.get("bawah", "")))
    elif what == "hapus":
        operations.remove_cause(cause=cause, by=by)
        return "penyebab"
    else:
        operations.mark_root(cause=cause, by=by, root=what == "akar")
    return f"sebab-{cause.pk}"


def _cause(problem: Problem, pk: str) -> Cause | None:
    """A cause of this problem or of what was merged into it."""
    return Cause.objects.filter(pk=whole(pk), problem__in=family_ids(problem), removed_at=None).first()


@requires("kelola_masalah")
@require_POST
def ways(request: Request, problem: int) -> HttpResponse:
    """One step on the ways to solve it: written, scored, chosen, taken off."""
    record = problem_or_404(request, problem)
    what, given = request.POST.get("apa", ""), request.POST
    method = given.get("cara", "")
    query = f"cara={method}" if method.isalpha() else ""
    try:
        anchor = _way_step(request, record, what)
    except ValidationError as error:
        refused(request, error, field=what, of=given.get("alternatif", ""), text=given.get("teks", ""))
        anchor = "alternatif"
        if what == "nilai" and (way := whole(given.get("alternatif"))):
            query = f"{query}&nilai={way}".strip("&")
    return to_problem(request, problem, anchor, query)


def _way_step(request: Request, problem: Problem, what: str) -> str:
    by, given = request.user, request.POST
    if what == "tambah":
        cause = _cause(problem, given.get("sebab", ""))
        operations.add_alternative(problem=problem, by=by, text=given.get("teks", ""), cause=cause)
        return "tambah-alternatif"
    pk = given.get("alternatif", "")
    way = get_object_or_404(Alternative, pk=whole(pk), problem__in=family_ids(problem), removed_at=None)
    match what:
        case "nilai":
            method = given.get("cara", "")
            known = reading.methods(9999)
            letters = [c.letter for c in known[method].criteria] if method in known else []
            scores = {x: int(given[x]) for x in letters if given.get(x, "").isdecimal() and len(given[x]) < 4}
            operations.score_alternative(alternative=way, by=by, method=method, scores=scores)
        case "pilih" | "batal":
            operations.choose_alternative(alternative=way, by=by, chosen=what == "pilih")
        case "ubah":
            operations.change_alternative(
                alternative=way, by=by, text=given.get("teks", ""), note=given.get("keterangan", ""),
                cause=_cause(problem, given.get("sebab", "")),
            )  # fmt: skip
        case "hapus":
            operations.remove_alternative(alternative=way, by=by)
            return "alternatif"
        case _:
            raise Http404(what)
    return f"alternatif-{way.pk}"
