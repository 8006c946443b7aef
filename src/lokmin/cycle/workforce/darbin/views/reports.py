"""Pages of the monthly reports: who has reported, one report to write or to read, a problem of it raised."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.models import Place
from lokmin.cycle.centre.roles import may
from lokmin.cycle.monitoring.register import queries as problems
from lokmin.cycle.workforce.darbin import queries, reports, sending
from lokmin.cycle.workforce.darbin.forms import ReportForm
from lokmin.cycle.workforce.darbin.views import common
from lokmin.cycle.workforce.darbin.views.common import page, to
from lokmin.cycle.workforce.models import DarbinReport


@requires("lihat_tenaga")
@require_GET
def home(request: Request) -> HttpResponse:
    """The villages of a month: reported, begun, missing; one's own first."""
    month = common.asked_month(request)
    day = clock.today()
    lines = reports.reports(request.puskesmas, month.code)
    done, missing = reports.tally(lines)
    context = {
        "month": month, "lines": lines, "done": done, "missing": missing, "due": reports.due(month),
        "late": day > reports.due(month), "begun": month.first_day <= day,
        "care": queries.in_care(request.user, request.puskesmas, day),
        "mine": set(queries.own_villages(request.user, request.puskesmas, day)),
    }  # fmt: skip
    return page(request, "reports.html", context)


def _month(text: str) -> Month:
    month = common.month(text)
    if month.first_day > clock.today():
        raise Http404(text)
    return month


def _writes(request: Request, place: Place) -> bool:
    return may(request.user, "lapor_darbin", request.puskesmas) and place.code in queries.in_care(
        request.user, request.puskesmas, clock.today()
    )


@requires("lihat_tenaga")
@require_GET
def one(request: Request, period: str, village: int) -> HttpResponse:
    """One report: a form for who has the village in care, else what was reported."""
    month, place = _month(period), common.found(request, village)
    return _one(request, month, place, None, writes=_writes(request, place))


@requires("lapor_darbin")
@require_POST
def write(request: Request, period: str, village: int) -> HttpResponse:
    """Keep it as a draft, or send it."""
    month, place = _month(period), common.found(request, village)
    if not _writes(request, place):
        raise PermissionDenied(place.code)
    form = ReportForm(request.POST)
    send = request.POST.get("kirim") == "1"
    if form.is_valid():
        try:
            sending.write(
                puskesmas=request.puskesmas, village=place, month=month, by=request.user, columns=form.columns(),
                revision=form.cleaned_data["revision"], send=send,
            )  # fmt: skip
        except ValidationError as error:
            put_errors(form, error)
        else:
            kept = _("Tersimpan. Belum dikirim: tekan Kirim bila sudah lengkap.")
            messages.success(request, _("Laporan terkirim.") if send else kept)
            return to(request, "darbin_report", period=month.code, village=place.pk)
    return _one(request, month, place, form, writes=True)


def _one(request: Request, month: Month, place: Place, form: ReportForm | None, *, writes: bool) -> HttpResponse:
    report = reports.find(request.puskesmas, place, month)
    line = next(x for x in reports.reports(request.puskesmas, month.code) if x.pk == place.pk)
    refused = form is not None
    if form is None:
        form = ReportForm(initial=_initial(request, month, place, report))
    raised = problems.of_origin(request.puskesmas, "darbin", report.pk) if report else []
    context = {
        "month": month, "village": place, "report": report, "line": line, "form": form, "writes": writes,
        "due": reports.due(month), "raised": raised, "to_raise": _to_raise(report, raised),
        "labels": {n: f.label for n, f in ReportForm.base_fields.items()},
        "before": reports.find(request.puskesmas, place, month.previous),
    }  # fmt: skip
    return page(request, "report.html", context, refused=refused)


def _initial(request: Request, month: Month, place: Place, report: DarbinReport | None) -> dict[str, object]:
    """What was kept; for a new report what the figures say."""
    if report is None:
        # What stands in a report is read in the hall: Indonesian, whatever the reader's language.
        return {"revision": 0, "achieved": reports.achieved(request.puskesmas, place, month)}
    return {name: getattr(report, name) for name in ("revision", *sending.COLUMNS)}


def _to_raise(report: DarbinReport | None, raised: list[problems.Entry]) -> list[str]:
    """Lines of the report that no problem of the register was made of."""
    if report is None:
        return []
    said = {" ".join(entry.title.split()).rstrip(".").casefold() for entry in raised}
    return [line for line in reports.problem_lines(report) if " ".join(line.split()).rstrip(".").casefold() not in said]


def _existing(request: Request, period: str, village: int) -> DarbinReport:
    report = reports.find(request.puskesmas, common.found(request, village), _month(period))
    if report is None:
        raise Http404(period)
    return report


@requires("atur_tenaga")
@require_POST
def seen(request: Request, period: str, village: int) -> HttpResponse:
    """The head has read it."""
    report = _existing(request, period, village)
    try:
        sending.see(report=report, by=request.user, note=request.POST.get("note", "")[:300])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Dicatat: sudah dibaca."))
    return to(request, "darbin_reports", f"bulan={report.period}")


@requires("usul_masalah")
@require_POST
def raised(request: Request, period: str, village: int) -> HttpResponse:
    """One line of the report becomes a problem of the register."""
    report = _existing(request, period, village)
    if not _writes(request, report.village):
        raise PermissionDenied(period)
    try:
        with spoken(str):
            number = sending.raise_problem(report=report, by=request.user, what=request.POST.get("what", "")[:200])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Diangkat ke daftar masalah: %(number)s.") % {"number": number})
    return to(request, "darbin_report", period=period, village=village)
