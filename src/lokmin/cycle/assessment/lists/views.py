"""Pages of the lists: all of them, one with its rows, its head, the rows of a programme."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lokmin.core.assessment.definitions import Aspect
from lokmin.core.assessment.outline import PER, RULES, Line, OutlineError, body_of, lines_of, segment
from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.cycle.assessment.lists import operations
from lokmin.cycle.assessment.lists.forms import BLANKS, HeadForm, typed_lines, wrong_words
from lokmin.cycle.assessment.pkp import queries as pkp
from lokmin.cycle.assessment.pkp.bundles import DISTRICT, OWN, Choice, choice, choices
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.models import Place
from lokmin.cycle.centre.roles import LEADERS, Role, memberships
from lokmin.cycle.monitoring.queries.sources import catalogue

FIRST_YEAR, LAST_YEAR = 2010, 2100


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the part; 422 when what was typed was refused."""
    common = {"OWN": OWN, "DISTRICT": DISTRICT, "reaches": district_of(request), "Aspect": Aspect}
    with spoken(_):
        return render(
            request, f"assessment/lists/{template}", {**common, **context}, status=422 if refused else 200,
            using="jinja2",
        )  # fmt: skip


def to(request: Request, route: str, **kwargs: object) -> HttpResponse:
    return redirect(reverse(f"assessment:{route}", kwargs={"pkm": request.puskesmas.code, **kwargs}))


def district_of(request: Request) -> Place | None:
    """The district for which somebody of the Dinkes writes; None for people of the office itself."""
    if request.roles & LEADERS:
        return None
    held = memberships(request.user, request.puskesmas)
    return next((m.district for m in held if m.role == Role.DINKES and m.district is not None), None)


def chosen(request: Request, year: int, bundle: str) -> Choice:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(year)
    found = choice(request.puskesmas, year, bundle, own=district_of(request) is None)
    if found is None:
        raise Http404(bundle)
    return found


@requires("lihat_pkp")
@require_GET
def lists(request: Request) -> HttpResponse:
    """The lists in force in a year, whose each is, and which year is scored by which."""
    today = clock.today().year
    asked = whole(request.GET.get("tahun"))
    year = asked if FIRST_YEAR <= asked <= LAST_YEAR else today
    found = [
        (one, sum(line.leaf for line in lines_of(one.body)))
        for one in choices(request.puskesmas, year, own=district_of(request) is None)
    ]
    context = {
        "lists": found, "year": year, "years": range(max(FIRST_YEAR, today - 4), today + 3),
        "used": [(one, one.body.get("name", "")) for one in pkp.every(request.puskesmas)],
    }  # fmt: skip
    return page(request, "lists.html", context)


@requires("lihat_pkp")
@require_GET
def one(request: Request, year: int, bundle: str) -> HttpResponse:
    """One list, line by line."""
    found = chosen(request, year, bundle)
    return page(request, "list.html", {"list": found, "year": year, "lines": lines_of(found.body)})


@requires("atur_susunan")
@require_http_methods(["GET", "POST"])
def head(request: Request, year: int, bundle: str) -> HttpResponse:
    """Name, source and thresholds."""
    found = chosen(request, year, bundle)
    form = HeadForm(request.POST or None, initial=HeadForm.start(found.body))
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, year, {**found.body, **form.head()})
        except ValidationError as error:
            put_errors(form, error)
    return page(request, "head.html", {"list": found, "year": year, "form": form}, refused=request.method == "POST")


def _kept(request: Request, year: int, body: dict[str, Any]) -> HttpResponse:
    """Keep a list and say what became of it.

    Raises:
        ValidationError: as ``operations.keep``.
    """
    kept = operations.keep(
        puskesmas=request.puskesmas, by=request.user, year=year, body=body, seen=request.POST.get("tanda", "")[:16],
        district=district_of(request),
    )  # fmt: skip
    if kept is None:
        messages.info(request, _("Tidak ada yang berubah."))
    else:
        sentence = _("Disimpan, berlaku mulai PKP %(year)s. PKP yang sudah dimulai tetap memakai susunannya sendiri.")
        messages.success(request, sentence % {"year": year}, extra_tags="good")
    return to(request, "list", year=year, bundle=body["code"])


@requires("atur_susunan")
@require_http_methods(["GET", "POST"])
def rows(request: Request, year: int, bundle: str, node: str) -> HttpResponse:
    """The lines of an upaya or a program as one table: targets, rules and weights; rows added and taken away."""
    found = chosen(request, year, bundle)
    lines = lines_of(found.body)
    place = segment(lines, node)
    if place is None:
        raise Http404(node)
    first, last = place
    shown = lines[first:last]
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        made, numbers = typed_lines(request.POST, shown)
        try:
            body = body_of([*lines[:first], *made, *lines[last:]], found.body)
            return _kept(request, year, body)
        except OutlineError as error:
            errors = wrong_words(error.wrong, numbers, first)
        except ValidationError as error:
            errors = [("", sentence) for sentence in error.messages]
    context = {
        "list": found, "year": year, "lines": shown, "about": lines[first], "errors": errors,
        "blanks": range(len(shown), len(shown) + BLANKS), "blank": Line(), "typed": request.POST,
        "rules": [names[0] for names in RULES.values()], "per": [names[0] for names in PER.values()],
        "parents": [line for line in shown if not line.leaf], "indicators": _indicators(request, year),
    }  # fmt: skip
    return page(request, "rows.html", context, refused=bool(errors))


def _indicators(request: Request, year: int) -> list[tuple[str, str]]:
    """Codes and names of the coverage that can fill a row by itself."""
    known = catalogue(request.puskesmas, year).for_year(year)
    return sorted((code, found.name) for code, found in known.items())


@requires("atur_susunan")
@require_POST
def take_back(request: Request, year: int, bundle: str) -> HttpResponse:
    """Drop the own list of a year; the one before it is in force again."""
    try:
        operations.take_back(
            puskesmas=request.puskesmas, by=request.user, year=year, code=bundle, district=district_of(request)
        )
    except ValidationError as error:
        messages.error(request, error.messages[0], extra_tags="bad")
    else:
        messages.success(request, _("Susunan sendiri dihapus."), extra_tags="good")
    return to(request, "lists")
