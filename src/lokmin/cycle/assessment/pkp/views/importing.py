"""Somebody's PKP workbook: read, shown row by row beside what is there, accepted by tick."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lokmin.core.assessment.definitions import Rule, Sub
from lokmin.core.assessment.matching import Match, match
from lokmin.core.assessment.targets import TargetText, target_for
from lokmin.core.numbers import MICRO
from lokmin.cycle.assessment.pkp import operations, queries
from lokmin.cycle.assessment.pkp.forms import FileForm
from lokmin.cycle.assessment.pkp.queries import Year
from lokmin.cycle.assessment.pkp.views.common import page, pkp_or_404, to
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.reporting import originals
from lokmin.exchange.excel.guards import MAX_FILE
from lokmin.exchange.excel.pkp import PkpLine, PkpReading, read_pkp
from lokmin.exchange.excel.refusal import FileRefused


@requires("isi_pkp")
@require_http_methods(["GET", "POST"])
def take(request: Request, year: int) -> HttpResponse:
    """Drop a workbook, look at what was understood, accept."""
    pkp = pkp_or_404(request, year)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and pkp.state != pkp.FILLING:
        messages.error(request, _("PKP ini sudah dikirim. Tarik kembali dahulu."), extra_tags="bad")
        return to(request, "pkp_year", year=year)
    if request.method == "POST" and "sha" in request.POST:
        return _accept(request, queries.of(pkp))
    if request.method == "POST" and form.is_valid():
        file: UploadedFile[Any] = form.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE:
            form.add_error("file", _("Berkas terlalu besar; paling besar 30 MB."))
            return page(request, "import.html", {"pkp": pkp, "form": form}, refused=True)
        data, name = file.read(), (file.name or "PKP.xlsx")[-120:]
        try:
            reading = read_pkp(data, name)
        except FileRefused as error:
            form.add_error("file", error.message)
        else:
            if reading.lines:
                return _review(request, queries.of(pkp), reading, originals.keep(data), name)
            for finding in reading.findings:
                form.add_error("file", finding.message)
    return page(request, "import.html", {"pkp": pkp, "form": form}, refused=request.method == "POST")


def _matched(year: Year, reading: PkpReading) -> list[tuple[int, PkpLine, Match]]:
    found = match(year.bundle, [(line.code, line.name) for line in reading.lines])
    return [(n, line, hit) for n, (line, hit) in enumerate(zip(reading.lines, found, strict=True))]


def _review(request: Request, year: Year, reading: PkpReading, sha: str, name: str) -> HttpResponse:
    matched = _matched(year, reading)
    places: dict[tuple[str, str], list[str]] = {}
    for finding in reading.findings:
        places.setdefault((finding.sheet, finding.cell), []).append(finding.message)
    rows = []
    for number, line, hit in matched:
        told = [text for cell in line.cells.values() for text in places.get((line.sheet, cell), ())]
        if hit.sub is not None and (turned := _target(line, hit.sub)[1]):
            told.append(turned)
        rows.append((number, line, hit, year.cells[hit.sub.code] if hit.sub else None, told))
    context = {
        "year": year, "pkp": year.pkp, "rows": rows, "sha": sha, "name": name, "SCALE": Rule.SCALE,
        "general": [f for f in reading.findings if not f.cell], "lost": sum(hit.sub is None for _n, _l, hit in matched),
    }  # fmt: skip
    return page(request, "review.html", context)


def _accept(request: Request, year: Year) -> HttpResponse:
    """The ticked rows of the workbook that was shown, read anew from what was kept."""
    sha, name = request.POST.get("sha", ""), request.POST.get("nama", "")[:120]
    if len(sha) != 64 or not sha.isalnum():
        raise Http404(sha)
    try:
        reading = read_pkp(originals.load(sha), name)
    except (FileNotFoundError, FileRefused, ValueError) as error:
        raise Http404(sha) from error
    wanted = set(request.POST.getlist("baris"))
    rows = [
        operations.Imported(hit.sub.code, _columns(line, hit.sub))
        for number, line, hit in _matched(year, reading)
        if hit.sub is not None and str(number) in wanted
    ]
    try:
        count = operations.take_in(pkp=year.pkp, by=request.user, rows=rows, filename=name)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence, extra_tags="bad")
        return to(request, "pkp_import", year=year.pkp.year)
    sentence = ngettext("%(n)s baris diterima dari %(name)s.", "%(n)s baris diterima dari %(name)s.", count)
    messages.success(request, sentence % {"n": count, "name": name}, extra_tags="good")
    return to(request, "pkp_year", year=year.pkp.year)


def _target(line: PkpLine, sub: Sub) -> tuple[int | None, str]:
    """The target of a line in the unit of its row, and why it is not taken."""
    if line.target is None or sub.rule is Rule.SCALE:
        return None, ""
    least = line.target_text.lstrip().startswith((">", "≥", "min", "sedikitnya"))
    try:
        return target_for(sub, TargetText(line.target, line.factor, line.rule, least=least)), ""
    except ValueError as error:
        words = {"text": line.target_text, "why": str(error)}
        return None, _("Target “%(text)s” tidak dipakai: %(why)s.") % words


def _columns(line: PkpLine, sub: Sub) -> dict[str, Any]:
    """What a line changes: an empty cell changes nothing, so that a half-filled workbook takes nothing away."""
    found: dict[str, Any] = {}
    if sub.rule is Rule.SCALE:
        steps = {step.score * MICRO: step.score for step in sub.steps}
        # Among services a step stands in the column of the achievement.
        level = line.level if line.level is not None else steps.get(-1 if line.achieved is None else line.achieved)
        given: dict[str, Any] = {"level": level, "proof": line.proof[:300]}
    else:
        given = {
            "population_micro": line.sasaran, "achieved_micro": line.achieved, "cause": line.cause,
            "followup": line.followup,
        }  # fmt: skip
        target = _target(line, sub)[0]
        if target is not None:
            # The list's own target stays the list's: only another one is the office's.
            own = target != sub.target
            found |= {"target_micro": target if own else None, "target_text": line.target_text[:60] if own else ""}
    given["na_reason"] = line.not_applicable[:200]
    return found | {name: value for name, value in given.items() if value not in (None, "")}
