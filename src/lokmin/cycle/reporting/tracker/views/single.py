"""One report: its year, one period of it with proof, an event, taking back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lokmin.core.language import spoken
from lokmin.core.reports.kinds import Report
from lokmin.core.reports.periods import Frequency, Period
from lokmin.core.reports.sentences import due_words, tally_words
from lokmin.core.reports.states import Sent, standing
from lokmin.core.reports.summary import tally
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.proofs import Proof, read_proof
from lokmin.cycle.reporting import serving
from lokmin.cycle.reporting.models import ReportSent
from lokmin.cycle.reporting.tracker import operations as op
from lokmin.cycle.reporting.tracker import queries
from lokmin.cycle.reporting.tracker.forms import EventForm, ProofForm, ReasonForm, SendForm, told
from lokmin.cycle.reporting.tracker.queries.arrived import arrived
from lokmin.cycle.reporting.tracker.views import common


def _report(tracked: queries.Tracked, code: str) -> Report:
    found = tracked.book.present(code, tracked.today)
    if found is None:
        raise Http404(code)
    return found


def _owed(tracked: queries.Tracked, code: str, period: str) -> tuple[Report, Period]:
    try:
        return op.owed(tracked.book, code, period)
    except ValidationError as error:
        raise Http404(code) from error


def _may(request: Request, tracked: queries.Tracked, report: Report) -> bool:
    return tracked.owners.may_send(request.user, request.roles, report)


def _guard(request: Request, tracked: queries.Tracked, report: Report) -> None:
    if not _may(request, tracked, report):
        raise PermissionDenied(report.code)


@requires("lihat_laporan")
@require_GET
def kind(request: Request, code: str) -> HttpResponse:
    """A report with its rule and every period of a year."""
    return _kind(request, queries.load(request.puskesmas), code, None)


def _kind(request: Request, tracked: queries.Tracked, code: str, form: EventForm | None) -> HttpResponse:
    report = _report(tracked, code)
    year = common.asked_year(request)
    found = [s for s in tracked.standings(dt.date(year, 1, 1), dt.date(year, 12, 31)) if s.report.code == code]
    lines = tracked.lines(found)
    is_event = report.frequency is Frequency.EVENT
    with spoken(_):
        context: dict[str, object] = {
            "report": report, "rule": due_words(report), "lines": lines, "year": year,
            "words": tally_words(tally(found)),
            "owner": tracked.owners.of(report), "category": tracked.book.categories.get(report.category, ""),
            "years": range(tracked.today.year + 1, tracked.today.year - 4, -1), "begun": tracked.begun,
            "form": (form or EventForm(initial={"day": tracked.today})) if is_event else None,
            "may": _may(request, tracked, report), "is_event": is_event,
        }  # fmt: skip
    return common.page(request, "report.html", context, refused=form is not None)


@requires("catat_laporan")
@require_POST
def event(request: Request, code: str) -> HttpResponse:
    """Something happened that this report is about."""
    tracked = queries.load(request.puskesmas)
    report = _report(tracked, code)
    if report.frequency is not Frequency.EVENT:
        raise Http404(code)
    _guard(request, tracked, report)
    form = EventForm(request.POST)
    if form.is_valid():
        try:
            row = op.note_event(puskesmas=request.puskesmas, by=request.user, report=code, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Kejadian dicatat."), extra_tags="good")
            return common.to(request, "report_period", code=code, period=row.period)
    return _kind(request, tracked, code, form)


@requires("lihat_laporan")
@require_GET
def period(request: Request, code: str, period: str) -> HttpResponse:
    """One report about one period: how it stands, its proof, what was done with it."""
    tracked = queries.load(request.puskesmas)
    return _period(request, tracked, *_owed(tracked, code, period))


def _period(
    request: Request, tracked: queries.Tracked, report: Report, about: Period, refused: dict[str, Any] | None = None
) -> HttpResponse:
    row = tracked.rows.get((report.code, about.code))
    stands = standing(
        report, about, Sent(row.report, row.period, row.sent_on, row.nothing) if row else None, tracked.today
    )
    line = tracked.lines([stands], arrived(request.puskesmas, [stands]))[0]
    past = ReportSent.objects.of(request.puskesmas).filter(report=report.code, period=about.code)
    with spoken(_):
        context: dict[str, object] = {
            "report": report, "about": about, "label": about.label, "line": line, "row": row, "rule": due_words(report),
            "owner": line.owner, "may": _may(request, tracked, report), "category": line.category,
            "past": list(past.exclude(withdrawn_at=None).select_related("by", "withdrawn_by")),
            "is_event": report.frequency is Frequency.EVENT,
            "form": SendForm(initial={"on": tracked.today, "how": report.channel, "recipient": report.section}),
            "proof_form": ProofForm(), "reason_form": ReasonForm(), **(refused or {}),
        }  # fmt: skip
    return common.page(request, "period.html", context, refused=refused is not None)


@requires("catat_laporan")
@require_POST
def send(request: Request, code: str, period: str) -> HttpResponse:
    """It went out: with its day and proof."""
    tracked = queries.load(request.puskesmas)
    report, about = _owed(tracked, code, period)
    _guard(request, tracked, report)
    form = SendForm(request.POST, request.FILES)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            op.mark(
                puskesmas=request.puskesmas, by=request.user, report=code, period=period,
                **{**given, "file": _file(given["file"])},
            )  # fmt: skip
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Laporan dicatat terkirim."), extra_tags="good")
            return common.to(request, "report_period", code=code, period=period)
    return _period(request, tracked, report, about, {"form": form})


@requires("lihat_laporan")
@require_http_methods(["GET", "POST"])
def proof(request: Request, code: str, period: str) -> HttpResponse:
    """The file kept as proof; a post puts one in afterwards."""
    tracked = queries.load(request.puskesmas)
    report, about = _owed(tracked, code, period)
    row = tracked.rows.get((code, period))
    if row is None:
        raise Http404(period)
    if request.method == "GET":
        return _download(row)
    _guard(request, tracked, report)
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            op.add_proof(
                sent=row, by=request.user, proof=form.cleaned_data["proof"], file=_file(form.cleaned_data["file"])
            )
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Bukti tersimpan."), extra_tags="good")
            return common.to(request, "report_period", code=code, period=period)
    return _period(request, tracked, report, about, {"proof_form": form})


def _file(given: Any) -> Proof | None:
    if given is None:
        return None
    try:
        return read_proof(given, op.LARGEST_PROOF)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error


def _download(row: ReportSent) -> HttpResponse:
    """As a download, never opened by the browser; a photo may be looked at."""
    if not row.sha256:
        raise Http404(row.period)
    return serving.as_sent(row.sha256, row.file_name)


@requires("catat_laporan")
@require_POST
def take_back(request: Request, code: str, period: str) -> HttpResponse:
    """It was not sent after all, with the reason."""
    tracked = queries.load(request.puskesmas)
    report, about = _owed(tracked, code, period)
    _guard(request, tracked, report)
    row = tracked.rows.get((code, period))
    if row is None:
        raise Http404(period)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            op.take_back(sent=row, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Catatan dibatalkan; alasannya tersimpan."), extra_tags="good")
            if about.frequency is Frequency.EVENT and row.sent_on is None:
                return common.to(request, "report", code=code)
            return common.to(request, "report_period", code=code, period=period)
    return _period(request, tracked, report, about, {"reason_form": form})
