"""Lists as workbooks, out and in; and a changed list taken into a year that is still filled in."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lokmin.core.assessment.differences import differences
from lokmin.core.assessment.outline import OutlineError, body_of, lines_of
from lokmin.core.assessment.reading import bundle_from
from lokmin.cycle.assessment.lists import operations
from lokmin.cycle.assessment.lists.forms import UploadForm
from lokmin.cycle.assessment.lists.views import chosen, district_of, page, to
from lokmin.cycle.assessment.pkp.bundles import Choice, bundle_of, choice, choices
from lokmin.cycle.assessment.pkp.views.common import pkp_or_404
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.register.papers import sent
from lokmin.cycle.reporting import originals
from lokmin.exchange.excel.guards import MAX_FILE
from lokmin.exchange.excel.pkplist import read_list
from lokmin.exchange.excel.refusal import FileRefused


@requires("lihat_pkp")
@require_GET
def workbook(request: Request, year: int, bundle: str) -> HttpResponse:
    """The list as a workbook to be changed."""
    found = chosen(request, year, bundle)
    # The writer of workbooks is heavy; only who downloads pays for it.
    from lokmin.documents.render.pkplistbook import list_workbook

    data = list_workbook(found.name, found.source, lines_of(found.body), timezone.localtime(clock.now()))
    return sent(data, f"susunan-pkp-{year}", "xlsx")


@requires("atur_susunan")
@require_http_methods(["GET", "POST"])
def upload(request: Request, year: int, bundle: str) -> HttpResponse:
    """A changed workbook: what differs is shown before anything is kept; kept in place of this list, or beside it."""
    found = chosen(request, year, bundle)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "sha" in request.POST:
        return _accept(request, year, found)
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        if (given.size or 0) > MAX_FILE:
            errors = [_("Berkas terlalu besar; paling besar 30 MB.")]
        else:
            data, name = given.read(), (given.name or "susunan.xlsx")[-120:]
            body, errors = _read(found, data, name)
            if body is not None:
                return _review(request, year, found, body, originals.keep(data), name)
    context = {"list": found, "year": year, "form": form, "wrong": errors}
    return page(request, "upload.html", context, refused=request.method == "POST")


def _read(found: Choice, data: bytes, name: str) -> tuple[dict[str, Any] | None, list[str]]:
    """The list in a workbook with the head of ``found``, or what is wrong with it, row by row."""
    try:
        read = read_list(data, name)
        return body_of([one.line for one in read], found.body), []
    except FileRefused as error:
        return None, [error.message]
    except OutlineError as error:
        return None, [
            _("Baris %(row)s: %(why)s.") % {"row": read[place].row, "why": why.rstrip(".")} if place >= 0 else why
            for place, why in sorted(error.wrong.items())
        ]


def _review(
    request: Request, year: int, found: Choice, body: dict[str, Any], sha: str, name: str, error: str = ""
) -> HttpResponse:
    changes = differences(bundle_from(found.body), bundle_from(body))
    context = {
        "list": found, "year": year, "changes": changes, "sha": sha, "name": name, "error": error,
        "title": request.POST.get("judul", "")[:120], "source": request.POST.get("dasar", found.source)[:200],
    }  # fmt: skip
    return page(request, "review.html", context, refused=bool(error))


def _accept(request: Request, year: int, found: Choice) -> HttpResponse:
    """Keep the workbook that was shown, read anew from what was kept; with a name of its own it becomes a new list."""
    sha, name = request.POST.get("sha", ""), request.POST.get("nama", "")[:120]
    if len(sha) != 64 or not sha.isalnum():
        raise Http404(sha)
    try:
        body, _errors = _read(found, originals.load(sha), name or "susunan.xlsx")
    except (FileNotFoundError, ValueError) as error:
        raise Http404(sha) from error
    if body is None:
        raise Http404(sha)
    title, source = (" ".join(request.POST.get(key, "").split()) for key in ("judul", "dasar"))
    body["source"] = source[:200] or found.source
    seen = request.POST.get("tanda", "")[:16]
    if title:
        taken = {one.code for one in choices(request.puskesmas, year, own=district_of(request) is None)}
        plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:30] or "susunan"
        body["name"], seen = title[:120], ""
        body["code"] = next(c for n in range(1, 100) if (c := plain if n == 1 else f"{plain}-{n}") not in taken)
    try:
        operations.keep(
            puskesmas=request.puskesmas, by=request.user, year=year, body=body, seen=seen,
            district=district_of(request),
        )  # fmt: skip
    except ValidationError as error:
        return _review(request, year, found, body, sha, name, " ".join(error.messages))
    messages.success(request, _("Susunan disimpan, berlaku mulai PKP %(year)s.") % {"year": year}, extra_tags="good")
    return to(request, "list", year=year, bundle=body["code"])


@requires("isi_pkp")
@require_http_methods(["GET", "POST"])
def adopt(request: Request, year: int) -> HttpResponse:
    """What would change if the year were scored by a list as it is now; taken by a press of a button."""
    pkp = pkp_or_404(request, year)
    code = request.POST.get("susunan") or request.GET.get("susunan") or pkp.bundle
    found = choice(request.puskesmas, pkp.year, code) or choice(request.puskesmas, pkp.year, pkp.bundle)
    if request.method == "POST" and found is not None:
        try:
            operations.adopt(pkp=pkp, by=request.user, code=found.code, seen=request.POST.get("tanda", "")[:16])
        except ValidationError as error:
            messages.error(request, error.messages[0], extra_tags="bad")
        else:
            sentence = _("PKP %(year)s sekarang dinilai dengan %(name)s.") % {"year": year, "name": found.name}
            messages.success(request, sentence, extra_tags="good")
        return to(request, "pkp_year", year=year)
    changes = differences(bundle_of(pkp), bundle_from(found.body)) if found is not None else ()
    gone = {change.code for change in changes if change.kind == "hilang"}
    context = {
        "pkp": pkp, "list": found, "changes": changes, "lists": choices(request.puskesmas, pkp.year),
        "typed": pkp.rows.filter(code__in=gone).count(),
    }  # fmt: skip
    return page(request, "adopt.html", context)
