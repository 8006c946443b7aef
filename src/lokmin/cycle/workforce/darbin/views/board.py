"""Pages of the division itself: the matrix with its loads, changing it, sizes, wishes, a village's history."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.models import Place
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.centre.roles import may
from lokmin.cycle.workforce.darbin import basis, operations, pictures, queries, reports
from lokmin.cycle.workforce.darbin.forms import COUNTS, WEIGHTS, MatrixForm, SizesForm, read_wishes
from lokmin.cycle.workforce.darbin.views.common import found, page, to
from lokmin.cycle.workforce.models import Distance, Staff, Wish
from lokmin.cycle.workforce.staff import queries as register

#: Heads of the roles beside the PJ.
HEADS = {
    "pembina": gettext_lazy("Pembina"), "bidan": gettext_lazy("Bidan desa"), "pustu": gettext_lazy("Pustu"),
    "kader": gettext_lazy("Kader"), "cadangan": gettext_lazy("Pengganti"),
}  # fmt: skip


@requires("lihat_tenaga")
def home(request: Request) -> HttpResponse:
    """Who has which village today, what everybody carries, what is wrong, and the next step."""
    day = clock.today()
    with spoken(_):
        board = queries.board(request.puskesmas, day)
        figure = pictures.loads_now(board, page=True)
    mine = queries.own_villages(request.user, request.puskesmas, day)
    lines = reports.reports(request.puskesmas, reports.last_month(day).code)
    context = {
        "board": board, "figure": figure, "heads": HEADS, "mine": mine, "month": reports.last_month(day),
        "told": reports.tally(lines)[0], "has_row": register.of_person(request.puskesmas, request.user) is not None,
    }  # fmt: skip
    return page(request, "home.html", context)


@requires("atur_tenaga")
def edit(request: Request) -> HttpResponse:
    """All villages in one table: who is PJ and who helps, from a day on."""
    day = clock.today()
    posted = request.method == "POST"
    form = MatrixForm(request.POST or None, puskesmas=request.puskesmas, initial={"since": day})
    if posted and form.is_valid():
        try:
            count = operations.assign(
                puskesmas=request.puskesmas, by=request.user, changes=form.changes(),
                since=form.cleaned_data["since"], reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan: %(n)d perubahan.") % {"n": count})
            return to(request, "darbin")
    board = queries.board(request.puskesmas, day)
    context = {
        "form": form, "board": board, "heads": HEADS, "typed": request.POST if posted else {},
        "choices": _choices(request, board),
    }  # fmt: skip
    return page(request, "edit.html", context, refused=posted)


def _choices(request: Request, board: queries.Board) -> list[tuple[int, str]]:
    """Who can be chosen: those in service, and whoever still holds something."""
    found_ = [(s.pk, s.short_name) for s in register.staff(request.puskesmas)]
    known = {pk for pk, _name in found_}
    names = {pk: line.others[role] for line in board.lines for role, pk in line.staff_of.items()}
    return [*found_, *((pk, name) for pk, name in names.items() if pk not in known)]


@requires("lihat_tenaga")
def village(request: Request, village: int) -> HttpResponse:
    """One village: who has it, everybody it ever had, its reports."""
    place = found(request, village)
    day = clock.today()
    month = reports.last_month(day)
    months = [month.plus(-n) for n in range(6)]
    context = {
        "village": place, "history": queries.history(request.puskesmas, place), "heads": {"pj": "PJ", **HEADS},
        "size": basis.sizes(request.puskesmas, day.year)[place.code], "today": day,
        "months": [(m, reports.find(request.puskesmas, place, m)) for m in months],
    }  # fmt: skip
    return page(request, "village.html", context)


@requires("atur_tenaga")
def sizes(request: Request) -> HttpResponse:
    """People, families, posyandu, schools, minutes and distance of every village, in one table."""
    year = whole(request.GET.get("tahun", "")) or clock.today().year
    if not 2000 <= year <= 2100:
        raise Http404(year)
    homes = _homes(request)
    posted = request.method == "POST"
    form = SizesForm(request.POST or None, puskesmas=request.puskesmas, homes=homes)
    if posted and form.is_valid():
        count = operations.set_sizes(
            puskesmas=request.puskesmas, by=request.user, year=year, rows=form.rows, distances=form.ways,
            source=form.cleaned_data["source"],
        )  # fmt: skip
        messages.success(request, _("Tersimpan: %(n)d baris berubah.") % {"n": count})
        return to(request, "darbin")
    present = basis.sizes(request.puskesmas, year)
    if not posted:
        form.initial["source"] = next((s.source for s in present.values() if s.source), "")
    ways = {(d.a_id, d.b_id): d.metres for d in Distance.objects.of(request.puskesmas)}
    context = {
        "form": form, "year": year, "sizes": present.values(), "counts": COUNTS, "homes": homes,
        "typed": request.POST if posted else {}, "problems": form.problems if posted else [],
        "way": lambda a, b: ways.get((min(a.pk, b.pk), max(a.pk, b.pk))),
    }  # fmt: skip
    return page(request, "sizes.html", context, refused=posted)


def _homes(request: Request) -> tuple[Place, ...]:
    """Villages somebody who can be PJ lives in: only from there distances are asked."""
    live = {s.village_pk for s in basis.working(request.puskesmas, clock.today()) if s.field_work}
    return tuple(v for v in villages(request.puskesmas) if v.pk in live)


@requires("setujui_tugas")
def wishes(request: Request) -> HttpResponse:
    """One's own wishes; leaders may enter those of somebody else."""
    leads = may(request.user, "atur_tenaga", request.puskesmas)
    own = register.of_person(request.puskesmas, request.user)
    asked = whole(request.GET.get("staf", ""))
    staff = Staff.objects.of(request.puskesmas).filter(pk=asked or (own.pk if own else 0)).first()
    if asked and (staff is None or (not leads and (own is None or own.pk != asked))):
        raise PermissionDenied if staff is not None else Http404(asked)
    places = villages(request.puskesmas)
    problem = ""
    if request.method == "POST" and staff is not None:
        try:
            operations.wish(staff=staff, by=request.user, wishes=read_wishes(request.POST, places))
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            messages.success(request, _("Keinginan tersimpan. Dipakai saat usul pembagian dihitung."))
            return to(request, "darbin_wishes", f"staf={staff.pk}" if asked else "")
    known = Wish.objects.of(request.puskesmas).filter(staff=staff) if staff is not None else ()
    held = {w.village_id: w for w in known}
    context = {
        "staff": staff, "own": own, "places": places, "held": held, "problem": problem, "leads": leads,
        "people": register.choices(request.puskesmas) if leads else [],
        "weights": WEIGHTS.items(), "typed": request.POST if problem else {},
        "summary": _everybody(request) if leads else [],
    }  # fmt: skip
    return page(request, "wishes.html", context, refused=bool(problem))


def _everybody(request: Request) -> list[tuple[str, str, str, str]]:
    """Who wished what: name, village, weight in words, reason."""
    rows = Wish.objects.of(request.puskesmas).select_related("staff", "village").order_by("staff__order", "-weight")
    return [(w.staff.name, w.village.name, str(WEIGHTS[w.weight]), w.reason) for w in rows]
